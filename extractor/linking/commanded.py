"""Soldiers by what is said of them: those whom somebody leads or has, those who are left, who sign on, who stand in
the ranks. The noun is left out, or it is one of anybody ("sixty boys").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from extractor.linking import standing, strength
from extractor.linking.counts import Count
from extractor.linking.standing import TEN
from extractor.patterns import inflect, people, tree, troops
from extractor.patterns.paragraph import Paragraph

LEFT: Final = frozenset({"left", "remain", "remains", "remained", "remaining"})
OURS: Final = frozenset({"our", "my", "his", "her", "their", "your"})
RANK_PREPS: Final = frozenset({"in", "into", "with", "among", "for", "of"})
BACK: Final = 2  # sentences in which the soldiers were named before
FEW: Final = 3
SIX: Final = 6  # "my two boys" are sons
AGE: Final = 25  # "We were sixteen when"
RANK_REACH: Final = 7  # tokens from people to the ranks in which they are
WARS: Final = frozenset({"war", "wars", "combat", "conflict", "conflicts"})
NEVER: Final = frozenset({"not", "n't", "n’t", "never", "no"})
HEDGES: Final = frozenset({"like", "only", "just", "maybe", "perhaps", "still", "now"})
ROLLS: Final = frozenset({"roll", "muster", "rollcall", "roll-call"})
SO: Final = frozenset({"so", "it", "them", "."})


def _forms(name: str) -> frozenset[str]:
    """Every form of the verbs of one of the troops' lists."""
    return inflect.verbs("troops", name)


def commanded(paragraph: Paragraph, count: Count, deep: bool) -> bool:
    """In a text about armies, soldiers without their noun, or boys who are some.

    Args:
        deep: several words of armies stand around.
    """
    doc = paragraph.doc
    if count.people is not None:
        return deep and (_boys(doc, count) or _of_unit(doc, count))
    if count.sort != "bare" or standing.goes_on(doc, count) or standing.age(doc, count) or standing.apiece(doc, count):
        return False
    if _harmed(doc, count) or doc[count.first].lower_ == "both":
        return False  # "the rebels and the army both left"
    many = (count.number.low or count.number.high or 0) >= TEN
    if many and ((deep and _who_served(paragraph, count)) or _at_roll_call(doc, count)):
        return True
    if many and (_led(paragraph, count, deep) or (deep and _brought(paragraph, count))):
        return True
    before = named(paragraph, count)
    if before != "force":
        return deep and before is None and _are(doc, count, "we")
    return _left(doc, count) or (
        many and (_there_are(doc, count) or _are(doc, count, "they") or _signed_on(doc, count))
    )


def in_ranks(doc: Doc, count: Count) -> bool:
    """ "9,000 children are in armed groups", "200 women fighting with the rebels", "700 pupils used as soldiers".

    Not those who are only beside them: they are, serve or fight there, or are enlisted.
    """
    if _of_band(doc, count):
        return True
    if count.people is None or count.people.grade != "person" or count.noun is None:
        return False
    serves = fights = False
    end = doc[count.first].sent.end
    for i in range(count.end, min(end, count.end + RANK_REACH)):
        word = doc[i].lower_
        if word in NEVER or doc[i].tag_ in ("CD", "TO", "WDT", ";") or doc[i].text in (";", ":", "(", "“", '"'):
            return False
        fights = fights or word in _forms("serving")
        serves = serves or fights or word in tree.BE
        following = tuple(t.lower_ for t in doc[i + 1 : i + 4])
        if word == "as" and any(t in strength.words_of("fighting_people") for t in following[:2]):
            return serves or i == count.end
        if word in RANK_PREPS and serves and _opens_ranks(following):
            return True
        if word in RANK_PREPS and fights and {*following[:2]} & WARS:
            return True
        if doc[i].tag_ in ("VBD", "VBZ", "VBP", "VB", "VBG", "VBN") and not (
            word in _forms("serving") or word in tree.BE or word in ("have", "has", "had", "been", "being")
        ):
            return False
    return False


def _of_band(doc: Doc, count: Count) -> bool:
    """ "About 60 were in the gang", "25 men are in their column"."""
    if count.sort != "bare" and (count.people is None or count.people.grade != "context"):
        return False
    behind = [t.lower_ for t in doc[count.end : count.end + 4]]
    if (count.number.low or count.number.high or 0) < FEW or len(behind) < 4 or behind[0] not in tree.BE:
        return False
    inside = behind[1:3] in (["in", "the"], ["in", "their"])
    return inside and behind[3] in strength.words_in("joined_bands")


def _opens_ranks(words: tuple[str, ...]) -> bool:
    """ "armed groups", "the ranks of", "the rebels' ranks", "combat"."""
    return words[:2] in (("armed", "groups"), ("armed", "group"), ("armed", "forces")) or bool(
        {*words[:2]} & strength.words_of("ranks")
    )


def _boys(doc: Doc, count: Count) -> bool:
    """ "Eighty of our boys", "gave me sixty boys and a map": those whom a commander calls so."""
    assert count.people is not None
    noun = doc[count.people.head]
    size = count.number.low or count.number.high or 0
    if noun.lower_ not in strength.words_of("boys") or strength.harmed(noun.sent):
        return False
    owner = any(t.lower_ in OURS for t in doc[count.number.core_tokens[1] : noun.i])
    if owner and size >= SIX:
        return True
    verb = doc[count.top].head
    given = verb.lower_ in _forms("giving") and any(c.dep_ in ("dative", "iobj") for c in verb.children)
    return size >= TEN and doc[count.top].dep_ == "dobj" and (given or verb.lower_ in _forms("leading_men"))


def _of_unit(doc: Doc, count: Count) -> bool:
    """ "One section, perhaps 30 people, crossed": a unit, and between commas how many they are."""
    before = count.first - 1
    if before < 1 or doc[before].text not in (",", "(", "–", "—") or count.people is None:
        return False
    unit = doc[before - 1].lower_ in strength.words_of("forces") | strength.words_of("sections")
    closed = count.end >= len(doc) or doc[count.end].is_punct
    return unit and closed and count.people.grade == "person" and count.people.status == "unknown"


def _harmed(doc: Doc, count: Count) -> bool:
    """A word of the dead and hurt stands in the count's clause: what it counts is told elsewhere."""
    return strength.harmed(doc[max(doc[count.first].sent.start, count.first - TEN) : count.end + 3])


def _ends(doc: Doc, count: Count) -> bool:
    """No noun comes that it may count: its clause ends, or a phrase of place, time or company follows."""
    following = doc[count.end] if count.end < len(doc) else None
    return following is None or following.tag_ in (
        ".",
        ",",
        ":",
        "''",
        "IN",
        "RB",
        "CC",
        "RP",
        "WDT",
        "WP",
        "WRB",
        "TO",
    )


def _led(paragraph: Paragraph, count: Count, deep: bool) -> bool:
    """ "He led 300 into the hills", "the Taliban can field 60,000", "the gang had 14 in it": they have soldiers."""
    doc = paragraph.doc
    top = doc[count.top]
    if top.dep_ != "dobj" or not _ends(doc, count) or top.head.tag_ not in tree.VERB_TAGS:
        return False
    verb = top.head.lower_
    leads, has = verb in _forms("leading_men"), verb in _forms("having")
    if not (leads or has):
        return False
    before = named(paragraph, count)
    if before == "thing":
        return False
    subjects = tree.subjects(top.head)
    army = any(_of_army(paragraph, t) for t in subjects)
    person = any(t.tag_ == "PRP" and t.lower_ != "it" for t in subjects)
    return army or (before in ("force", "context") and (person or leads)) or (leads and deep and bool(subjects))


def _of_army(paragraph: Paragraph, subject: Token) -> bool:
    """The subject is a force, or soldiers."""
    found = people.at(paragraph, subject.i)
    return troops.is_army(subject.lower_) or (found is not None and found.grade == "force")


def _brought(paragraph: Paragraph, count: Count) -> bool:
    """ "They went in with 46,000", "if they came for us with fifty"."""
    doc = paragraph.doc
    top = doc[count.top]
    if top.dep_ != "pobj" or top.head.lower_ != "with" or top.head.i != count.first - 1 or not _ends(doc, count):
        return False
    verb = top.head.head
    comers = any(t.tag_ == "PRP" or _of_army(paragraph, t) for t in tree.subjects(verb))
    return verb.lower_ in _forms("coming") and comers and named(paragraph, count) != "thing"


def _are(doc: Doc, count: Count, pronoun: str) -> bool:
    """ "We were thirty-four when we left", "They were a hundred.": no ages, "they were 29 and 30"."""
    before = [t.lower_ for t in doc[max(0, count.first - 2) : count.first]]
    ages = any(t.like_num for t in doc[count.end + 1 : count.end + 2])
    size = count.number.low or 0
    return before in ([pronoun, "were"], [pronoun, "are"]) and size > AGE and _ends(doc, count) and not ages


def _who_served(paragraph: Paragraph, count: Count) -> bool:
    """ "Of the 140 who came to me", "the 900 who signed on", after soldiers."""
    following = [t for t in paragraph.doc[count.end : count.end + 3] if t.lower_ not in ("had", "have")]
    if len(following) < 2 or following[0].lower_ != "who":
        return False
    before = named(paragraph, count)
    if before == "force" and following[1].tag_ in ("VBD", "VBN") and following[1].lower_ not in tree.BE:
        return True
    if before is None and following[1].lower_ in _forms("engaging"):
        return True  # "the 135 who had defended the post"
    served = following[1].lower_ in _forms("coming") | _forms("signing_on") | _forms("serving")
    return served and before in ("force", "context")


def _at_roll_call(doc: Doc, count: Count) -> bool:
    """ "Fewer than 200 answered roll call", "131 answered the roll"."""
    following = [t.lower_ for t in doc[count.end : count.end + 4]]
    return following[:1] == ["answered"] and not ROLLS.isdisjoint(following[1:])


def _left(doc: Doc, count: Count) -> bool:
    """ "Nine are left", "fewer than 90 left in the forest", "12 remain"."""
    following = [t.lower_ for t in doc[count.end : count.end + 3]]
    while following and following[0] in tree.BE | {"still", "now"}:
        following = following[1:]
    return following[:1] != [] and following[0] in LEFT and (count.number.low or count.number.high or 0) > 1


def _there_are(doc: Doc, count: Count) -> bool:
    """ "There are thought to be no more than 60 in the valley"."""
    top = doc[count.top]
    verb = top.head if top.dep_ in ("attr", "nsubj", "dobj") else top
    clause = [verb, *verb.ancestors]
    there = any(child.dep_ == "expl" or child.lower_ == "there" for word in clause[:3] for child in word.lefts)
    before = count.first - 2 if doc[count.first - 1].lower_ in HEDGES else count.first - 1
    return there and _ends(doc, count) and doc[before].lower_ in tree.BE


def _signed_on(doc: Doc, count: Count) -> bool:
    """ "So far 240 have accepted it", "8,000 had done so": what only those spoken of can do."""
    top = doc[count.top]
    if top.dep_ != "nsubj" or top.head.i < count.end:
        return False
    verb = top.head
    if verb.lower_ in ("done", "did", "do"):
        return verb.i + 1 < len(doc) and doc[verb.i + 1].lower_ in SO
    return verb.lower_ in _forms("signing_on")


def named(paragraph: Paragraph, count: Count) -> str | None:
    """What the last plural noun before the count names: "force", "context", "person", "unit" or "thing"; None: none.

    In its sentence, else in the two before.
    """
    doc = paragraph.doc
    for sentence_start, stop in _sentences(doc, count.first):
        for i in range(stop - 1, sentence_start - 1, -1):
            if doc[i].tag_ not in ("NNS", "NNPS") or doc[i].lower_ in strength.words_of("periods"):
                continue
            found = people.at(paragraph, i)
            return found.grade if found is not None else "thing"
    return None


def _sentences(doc: Doc, token: int) -> Iterator[tuple[int, int]]:
    """[start, stop) of the token's sentence up to it, and of the two before it."""
    start = doc[token].sent.start
    yield start, token
    for _ in range(BACK):
        if not start:
            return
        stop, start = start, doc[start - 1].sent.start
        yield start, stop
