"""Why a number became no figure: the ledger that ``extract explain`` prints.

What speaks for it has to stand in the text: a number that may be one of people killed, hurt, held or under arms, and of
which nothing says that it is not, is ``unclear``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Final, TypeVar

from spacy.tokens import Doc

from extractor.linking import strength, topic
from extractor.linking.counts import Count
from extractor.linking.figures import Joined, figures
from extractor.linking.kinds import let_go
from extractor.linking.lists import LISTING
from extractor.model import Event, Figure, Mention, Number, People, Reason
from extractor.patterns import inflect, lexicon, people, tree
from extractor.patterns.paragraph import Paragraph
from extractor.trace import Fate

# What a number without a noun may share with the one before it in its sentence: "12 planes, 79 more in the Gulf".
SHARED: Final[frozenset[Reason]] = frozenset({"things", "equipment", "score", "other people"})
JOINING: Final = frozenset({"and", "or", "to", "from", "including", "plus", "versus"})
NAMES: Final = frozenset({"NNP", "NNPS"})
BACK: Final = 3  # paragraphs back in which something of ours makes a bare number doubtful
SPAN: Final = 16  # tokens between "the number of" and its number

M = TypeVar("M", bound=Mention)


@cache
def _words(name: str) -> frozenset[str]:
    return lexicon.load("ledger").words(name)


@cache
def _stand_ins() -> frozenset[str]:
    return frozenset(form for noun in _words("stand_ins") for form in (noun, inflect.plural(noun)))


def fates(
    paragraph: Paragraph,
    numbers: Sequence[Number],
    joined: Joined,
    events: Sequence[Event],
    singles: Sequence[Figure] = (),
) -> Iterator[Fate]:
    """What became of each number of a paragraph, in order; numbers and events are those of the article.

    Call it after ``discourse.resolve``, which may still make figures.
    """
    given = {joined.counts[n].number.span for n, _ in figures(paragraph, joined)}
    given |= {figure.number.span for figure in singles}
    counts = {count.number.span: n for n, count in enumerate(joined.counts)}
    before: Fate | None = None
    loud = _loud(paragraph, events)
    events = _of(paragraph, events)
    for number in _of(paragraph, numbers):
        n = counts.get(number.span)
        reason: Reason | None = number.reason
        if number.span in given:
            reason = None
        elif reason == "things" and _did(paragraph, number):
            reason = "unclear"
        elif reason is None:
            reason = "unclear" if n is None else fate(paragraph, joined, n, events)
            if reason == "unclear" and n is not None and joined.counts[n].noun is None:
                reason = _like(paragraph, joined.counts[n], before) or (
                    reason if loud or _hinted(paragraph, joined.counts[n]) else "things"
                )
        count = joined.counts[n] if n is not None else None
        noun = paragraph.offsets(count.noun, count.noun + 1) if count is not None and count.noun is not None else None
        before = Fate(number, reason, noun, count.sort if count is not None else None)
        yield before


def _of(paragraph: Paragraph, mentions: Sequence[M]) -> Sequence[M]:
    """The paragraph's own among the article's mentions, which are in order."""
    place = attrgetter("paragraph")
    first = bisect_left(mentions, paragraph.index, key=place)
    return mentions[first : bisect_right(mentions, paragraph.index, first, key=place)]


def _loud(paragraph: Paragraph, events: Sequence[Event]) -> bool:
    """Something of ours is told in the paragraph or beside it: a bare number may belong to that."""
    place = attrgetter("paragraph")
    start = bisect_left(events, paragraph.index - BACK, key=place)
    near = events[start : bisect_right(events, paragraph.index + 1, start, key=place)]
    return any(e.kind is not None or e.action is not None for e in near) or strength.of_war(paragraph)


def _did(paragraph: Paragraph, number: Number) -> bool:
    """ "Eight were carried in, and one died": "one" may be somebody where a verb of ours follows."""
    following = paragraph.doc[number.tokens[1] : number.tokens[1] + 1]
    return number.low == number.high == 1 and any(t.tag_ == "VBD" and t.lower_ in _words("hints") for t in following)


def _still_held(paragraph: Paragraph, joined: Joined, n: int) -> bool:
    """ "A raid to free 72 hostages", "talks on the release of 19 hostages": who shall be let go is still held."""
    doc = paragraph.doc
    held = any("held" in j.event.traits for j in joined.of(n))
    return held and any(j.event.kind is None and doc[j.event.head].tag_ in ("VB", "NN") for j in joined.of(n))


def fate(paragraph: Paragraph, joined: Joined, n: int, events: Sequence[Event]) -> Reason:
    """Why the count ``n`` is no figure."""
    count = joined.counts[n]
    if count.number.share:
        return "percentage"
    if let_go(joined.of(n)):
        return "unclear" if _still_held(paragraph, joined, n) else "other people"
    if _elsewhere_told(paragraph, count):
        return "other people"
    if count.noun is None:
        return _bare(paragraph, joined, n)
    noun = paragraph.doc[count.noun]
    hinted = not joined.elsewhere and _hinted(paragraph, count)
    if noun.lower_ in _stand_ins() and hinted:
        return "unclear"
    if count.sort == "thing":
        return "equipment" if people.is_equipment(noun.lower_) else "things"
    if people.is_other(noun.lower_) or noun.lower_ in _words("at_peace"):
        return "other people"
    if count.people is not None:
        return _of_people(paragraph, joined, n, count.people, events)
    if any(character.isdigit() for character in noun.text):
        return "equipment"  # "six T-72"
    named = noun.tag_ in NAMES and not _one_of(paragraph, count)
    likely = hinted and noun.tag_ == "NNS" and noun.lower_.endswith(tuple(sorted(_words("endings"))))
    return "unclear" if named or likely or _strong(paragraph, count) else "things"  # a name may be that of a group


def _elsewhere_told(paragraph: Paragraph, count: Count) -> bool:
    """What follows says that they fled, lost their homes, voted."""
    following = paragraph.doc[count.end : count.end + 3]
    low = [t.lower_ for t in following]
    if low[:1] and (low[0] in _words("uprooted") or low[0] in _words("voting")):
        return True
    return low[:2] == ["being", "displaced"] or " ".join(low[:2]) in _words("voting")


def _hinted(paragraph: Paragraph, count: Count) -> bool:
    """A word beside them in the sentence says that something of ours may have happened to them."""
    sentence = paragraph.doc[count.first].sent
    return any(t.lower_ in _words("hints") for t in sentence if t.i != count.noun)


def _bare(paragraph: Paragraph, joined: Joined, n: int) -> Reason:
    """Without a noun: "one" stands for what was named before, others may be anything."""
    count = joined.counts[n]
    if joined.elsewhere and not count.of_them:
        return "score" if topic.of_sport(t.lower_ for t in paragraph.doc) else "things"
    if _pointing(paragraph, count):
        somebody = count.number.low == 1 and not joined.elsewhere and not _compared(paragraph.doc, count)
        return "unclear" if somebody and _hinted(paragraph, count) else "things"
    return "things" if _numbered(paragraph, count) else "unclear"


def _compared(doc: Doc, count: Count) -> bool:
    """ "One of the most daring", "the bloodiest one": one of what was named, no person."""
    after = count.of_noun is not None and doc[count.of_noun].tag_ in ("RBS", "JJS")
    return after or (count.first > 0 and doc[count.first - 1].tag_ in ("JJ", "JJR", "JJS"))


def _numbered(paragraph: Paragraph, count: Count) -> bool:
    """ "The number of tankers there fell to nine", "25 or more missiles": what is no people stands by its name."""
    doc = paragraph.doc
    start = doc[count.first].sent.start
    for i in range(count.first - 1, max(start, count.first - SPAN), -1):
        if doc[i].lower_ in ("number", "numbers") and i + 1 < len(doc) and doc[i + 1].lower_ == "of":
            noun = next((t for t in doc[i + 2 : count.first] if t.tag_ == "NNS"), None)
            return noun is not None and people.at(paragraph, noun.i) is None
    after = next((t for t in doc[count.end : count.end + 5] if t.tag_ in ("NN", "NNS", "NNP")), None)
    between = doc[count.end : after.i] if after is not None else ()
    glued = all(t.tag_ in ("CD", "HYPH", "JJ", "JJR", "CC", ",") for t in between)
    return after is not None and glued and after.tag_ == "NNS" and people.at(paragraph, after.i) is None


def _of_people(paragraph: Paragraph, joined: Joined, n: int, noun: People, events: Sequence[Event]) -> Reason:
    """People who are no figure: of a unit, let go, in peace; unclear where something of ours may be meant."""
    count, doc = joined.counts[n], paragraph.doc
    if noun.grade == "unit":
        return (
            "name" if doc[noun.head].tag_ in ("NN", "NNP") and doc[count.number.core_tokens[0]].is_digit else "things"
        )
    if count.number.low == count.number.high == 2 and count.definite and doc[noun.head].lower_ in _words("pairs"):
        return "things"
    if _one_of(paragraph, count):
        return "other people"
    sentence = doc[count.first].sent
    if topic.of_aircraft(doc[noun.head].lower_, (t.lower_ for t in sentence), paragraph.vocabulary):
        return "equipment"
    held = any(e.head == count.noun and e.kind is not None for e in events)
    if joined.elsewhere and not held:
        return "other people"
    if noun.grade in ("force", "body") or held or _strong(paragraph, count):
        return "unclear"
    if noun.grade == "context" or _amid(paragraph, joined, n, events) or _hinted(paragraph, count):
        return "unclear"
    return "other people"


def _amid(paragraph: Paragraph, joined: Joined, n: int, events: Sequence[Event]) -> bool:
    """Something of ours is told beside them, and not of whom; or an army is."""
    count, doc = joined.counts[n], paragraph.doc
    sentence = doc[count.first].sent
    told = {j.event.head for joins in joined.events.values() for j in joins}
    if any(e.kind is not None and e.head not in told and sentence.start <= e.head < sentence.end for e in events):
        return True
    if _listed_with(doc, joined, n, n - 1, n) or _listed_with(doc, joined, n, n, n + 1):
        return True
    return strength.own_military(doc, count) or (strength.nation(doc, count) and strength.of_war(paragraph))


def _listed_with(doc: Doc, joined: Joined, n: int, one: int, other: int) -> bool:
    """The other of two neighbouring counts was harmed, and they stand in one list or bracket."""
    if one < 0 or other >= len(joined.counts) or not joined.casualty(one + other - n):
        return False
    return all(t.lower_ in LISTING or t.text == "(" for t in doc[joined.counts[one].end : joined.counts[other].first])


def _pointing(paragraph: Paragraph, count: Count) -> bool:
    """ "One of them", "both", "many": it points at some, and nobody could say how many more there are."""
    number = count.number
    one = number.low == 1 and number.high == 1
    none = number.low is None and number.high is None and number.magnitude is None
    return one or none or paragraph.doc[number.core_tokens[0]].lower_ == "both"


def _one_of(paragraph: Paragraph, count: Count) -> bool:
    """It points at some of those named, unless it is "one guard", who is somebody."""
    return _pointing(paragraph, count) and (count.of_noun is not None or count.number.low != 1)


def _strong(paragraph: Paragraph, count: Count) -> bool:
    """ "A 40,000-strong membership": people, whatever the noun."""
    end = count.number.core_tokens[1]
    return any(t.lower_ == "strong" for t in paragraph.doc[end : end + 2])


def _like(paragraph: Paragraph, count: Count, before: Fate | None) -> Reason | None:
    """What the number before it counts, where it is joined to that, or points back ("of them", "out of")."""
    if before is None or before.reason not in SHARED or not count.first:
        return None
    between = paragraph.doc[before.number.tokens[1] : count.first]
    if any(t.is_sent_start for t in between):
        return None
    if count.of_them or tuple(t.lower_ for t in between[-2:]) == ("out", "of"):
        return before.reason
    joined = between[-1:].text.lower() in JOINING and not any(t.tag_ in tree.VERB_TAGS for t in between[:-1])
    return before.reason if joined else None
