"""What the casualties family asks of words and lines: forms of its lists, labels, whose lives."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from spacy.tokens import Token

from extractor.model import Event, Number
from extractor.patterns import inflect, lexicon, people, tree
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.triggers import Hit

ELSEWHERE: Final = frozenset(
    [
        *(
            "ill",
            "sick",
            "short",
            "behind",
            "from",
            "to",
            "into",
            "off",
            "on",
            "by",
            "down",
            "apart",
            "asleep",
            "under",
        ),
        *("out", "through", "silent", "back", "foul", "over", "upon", "below", "within", "outside", "prey", "victim"),
    ]
)
INCLUDING: Final = frozenset({"include", "includes", "included"})
ITEMS: Final = frozenset({"in", "killed", "wounded", "missing", "dead", "prisoners", "captured", "and", ",", "both"})
LISTED: Final = 30  # tokens between "included" and the first number of its list
AWAITING: Final = 8  # tokens between "operation" and "to free", "call" and "release"
MARKS: Final = frozenset({":", "|", "):"})  # the last is one token
LABEL: Final = 9  # tokens from a word of a label to its colon
LEAD: Final = 3  # tokens of the label before that word
BULLETS: Final = frozenset({"•", "-", "–", "—", "*", "·"})
WORKING: Final = frozenset(
    f"{verb}{end}" for verb in ("work", "volunteer", "train", "operat") for end in ("", "s", "ed", "e", "ing")
)
OTHERS: Final = frozenset({"more", "others", "many", "several", "dozens", "scores", "hundreds", "thousands", "some"})
LEFT: Final = frozenset({"left", "leaving", "leaves", "leave"})
LIVES: Final = frozenset({"lives", "life", "souls"})


@cache
def amount_verbs() -> frozenset[str]:
    """Every form of the verbs that stand between an amount and its number."""
    return inflect.verbs("casualties", "amounts") | {"is", "are", "was", "were", "'s"}


@cache
def listing_verbs() -> frozenset[str]:
    """Every form of the verbs by which "the dead" and other nouns that are no toll state how many or who they are."""
    return inflect.verbs("casualties", "listing") | {"are"}


@cache
def words_of(name: str) -> frozenset[str]:
    """Last words of a list's nouns, singular and plural."""
    nouns = [noun.split()[-1].lower() for noun in lexicon.load("casualties").lists[name]]
    return frozenset(form for noun in nouns for form in (noun, people.words_plural(noun)))


@cache
def _captors() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """The captors of one word, and of those of several the words before the last one."""
    single, several = set[str](), dict[str, set[str]]()
    for noun in lexicon.load("casualties").lists["captors"]:
        *before, last = noun.lower().split()
        for form in (last, people.words_plural(last)):
            if before:
                several.setdefault(form, set()).add(before[-1])
            else:
                single.add(form)
    return frozenset(single), {form: frozenset(words) for form, words in several.items()}


def is_captor(token: Token) -> bool:
    """Rebels, bandits, "armed men", "Islamic State": not men or a state with no more said."""
    single, several = _captors()
    low = token.lower_
    return low in single or (low in several and token.i > 0 and token.nbor(-1).lower_ in several[low])


def taking() -> frozenset[str]:
    """Every form of the verbs of those who have prisoners."""
    return inflect.verbs("casualties", "taking_prisoners")


@cache
def decided() -> frozenset[str]:
    """Words beside which a fate is known, or somebody chooses it."""
    return frozenset(lexicon.load("casualties").lists["decided"])


@cache
def awaiting() -> frozenset[str]:
    """Forms of the words beside which people are not yet free: "call for the release of", "an attempt to free"."""
    words = lexicon.load("casualties").lists["awaiting"]
    return inflect.verbs("casualties", "awaiting") | {people.words_plural(word) for word in words}


def awaited(paragraph: Paragraph, head: int) -> bool:
    """ "Demanded the release of 12 pupils", "a raid to free 12", "must be freed": who shall be let go is still held."""
    token = paragraph.doc[head]
    start = max(token.sent.start, head - AWAITING)
    before = paragraph.lower[start:head]
    if token.tag_ in ("VB", "VBN") and any(word in ("must", "should") for word in before[-2:]):
        return True
    asked = token.tag_ in ("VB", "NN") or (token.tag_ == "VBN" and before[-1:] == ("be",))
    return asked and not awaiting().isdisjoint(before)


def listed_after(paragraph: Paragraph, end: int, numbers: Sequence[Number]) -> list[int]:
    """ "The dead included the head of the council, two clerks": the first number of a list that a name opens."""
    doc = paragraph.doc
    start = end
    while start < len(doc) and doc[start].tag_ == "RB":
        start += 1
    if start >= len(doc) or doc[start].lower_ not in INCLUDING:
        return []
    for number in numbers:
        first, stop = number.tokens
        if first <= start or number.reason == "age":
            continue
        between = doc[start + 1 : first]
        broken = any(t.is_sent_start or t.tag_ in tree.VERB_TAGS or t.lower_ == ";" for t in doc[start + 1 : first + 1])
        listed = len(between) < LISTED and between[-1:].text.lower() in (",", "and")
        return [stop - 1] if listed and not broken and number.reason is None else []
    return []


def borne(verb: Token, first: Token) -> bool:
    """ "Were dug out with broken limbs", "came home in coffins"; but doctors work in hospitals."""
    if first.lower_ in ("with", "as"):
        return True
    return first.lower_ in ("in", "on") and verb.lower_ not in WORKING


def captivity(paragraph: Paragraph) -> bool:
    """The paragraph tells of hostages or of kidnappers, and nothing of police and courts."""
    words = {*paragraph.lower}
    return not words.isdisjoint(words_of("captivity_signs")) and words.isdisjoint(words_of("custody_signs"))


def claiming() -> frozenset[str]:
    """Forms of the verbs whose object are the people themselves, where what kills is the subject."""
    return inflect.verbs("casualties", "swallowing")


def their_lives(verb: Token) -> bool:
    """ "Cost 12 Danes, nine Finns and a Swede their lives": behind a list that the tree ends anywhere."""
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.tag_ in tree.VERB_TAGS or token.lower_ in (";", ":"):
            return False
        if token.lower_ in LIVES:
            return token.nbor(-1).tag_ == "PRP$"
    return False


def others_before(verb: Token) -> bool:
    """ "Nine died and many more injured": a participle that has people of its own, though the tree names others."""
    own = any(child.dep_ in tree.SUBJECTS for child in verb.children)
    return verb.dep_ == "conj" and not own and verb.i > 0 and verb.nbor(-1).lower_ in OTHERS


def cases_of(paragraph: Paragraph, hit: Hit) -> list[Token]:
    """ "1,200 cases of enforced disappearance", "90 cases of abduction": each is of somebody."""
    first = hit.tokens[0]
    told = hit.rule.gives.get("kind") in ("missing", "abducted") and paragraph.lower[max(0, first - 2) : first] == (
        "cases",
        "of",
    )
    return [paragraph.doc[first - 2]] if told else []


def itemised_after(paragraph: Paragraph, end: int, numbers: Sequence[Number]) -> list[int]:
    """ "a loss in killed and wounded of 1,016": the number behind what the losses are made of."""
    lower = paragraph.lower
    start = end
    while end < len(lower) and lower[end] in ITEMS:
        end += 1
    if end == start or end >= len(lower) or lower[end] != "of":
        return []
    return [n.tokens[1] - 1 for n in numbers if n.tokens[0] == end + 1 and n.reason is None]


def those_meant(verb: Token, objects: Sequence[Token]) -> list[Token]:
    """ "Lined up ten men and killed them": the object of the verb before, where the own one points back at it."""
    before = verb.head
    pointing = any(t.lower_ == "them" for t in objects)
    while pointing and before.tag_ in tree.VERB_TAGS and before.i < verb.i:
        objects = [t for t in tree.objects(before) if t.lower_ != "them"]
        found = [t for t in objects if not any(c.lower_ == "their" for c in t.children)]  # "checked their papers"
        if found or before.head == before or before.head.i >= verb.i:
            return found
        before = before.head
    return []


@cache
def overpowering() -> frozenset[str]:
    """The forms of verbs after which those who are shot could not get away."""
    return inflect.verbs("casualties", "overpowering")


def held_before(verb: Token) -> bool:
    """ "Blindfolded and shot", "led away and shot": a verb that goes with this one says that they were held."""
    before = verb
    while before.dep_ == "conj" and before.head.i < before.i:
        before = before.head
        if before.lower_ in overpowering():
            return True
    return False


def done_to(noun: Token) -> list[Token]:
    """ "The killing by raiders of six shepherds": the of-phrase that the tree hangs on those who did it."""
    if noun.i + 1 == len(noun.doc) or noun.nbor().lower_ != "by":
        return []
    doers = [*tree.of_phrase(noun, "by"), *(tree.of_phrase(noun.head.head, "by") if noun.dep_ == "pobj" else ())]
    return [t for doer in doers if people.kind_of(doer.lower_) == "military" for t in tree.of_phrase(doer)]


def shared_objects(verb: Token, objects: Sequence[Token]) -> list[Token]:
    """ "300 fighters seized and held the town": a past tense beside another that has the object of both."""
    if objects or verb.tag_ != "VBD" or tree.has_own(verb, "auxpass"):
        return []
    both = (t for t in verb.children if t.dep_ == "conj" and t.tag_ == "VBD" and verb.nbor().lower_ == "and")
    return [t for other in both if not tree.has_own(other, "nsubj", "auxpass") for t in tree.objects(other)]


def done_by_others(verb: Token) -> bool:
    """ "The seven soldiers they hold", "the clerks they had taken": a relative clause with a subject of its own."""
    own = (c for c in verb.lefts if c.dep_ == "nsubj" and c.i > verb.head.i and c.lower_ not in tree.RELATIVES)
    active = verb.tag_ != "VBN" or (tree.has_own(verb, "aux") and not tree.has_own(verb, "auxpass"))
    return active and any(not any(t.is_punct for t in verb.doc[verb.head.i : c.i]) for c in own)


def verb_in_headline(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> bool:
    """A verb that was taken for a noun: in capitals ("BANDITS ABDUCT SEVEN"), or with its number ("wounds over 11")."""
    doc = paragraph.doc
    verb = doc[hit.head]
    if verb.lower_.endswith("ing") or hit.participle or (verb.i and verb.nbor(-1).like_num):
        return False
    numbered = any(n.tokens[0] == verb.i + 1 and n.reason is None for n in numbers)
    if verb.is_upper and paragraph.text.isupper():
        return numbered or not verb.lower_.endswith("ed")
    return numbered and verb.tag_ in ("NNS", "NNP", "NNPS") and paragraph.kind == "headline"


def _line_start(paragraph: Paragraph, hit: Hit) -> int:
    """The first token of the line in which a hit stands, behind its bullet."""
    lower = paragraph.lower
    before = range(hit.tokens[0] - 1, -1, -1)
    return next((i + 1 for i in before if lower[i].isspace() or lower[i] in BULLETS), 0)


def opens_line(paragraph: Paragraph, hit: Hit) -> bool:
    """Killed – 14; wounded – 30: not "few died – around 14"."""
    first = hit.tokens[0]
    return first - _line_start(paragraph, hit) <= 1 or paragraph.lower[first - 1] in (",", ";", ":", "(", "|", ".")


def long_label(paragraph: Paragraph, hit: Hit) -> int | None:
    """ "Total killed since the siege began: 1,948": where the mark stands, behind a label that opens its line."""
    lower, first, start = paragraph.lower, hit.tokens[0], _line_start(paragraph, hit)
    end = hit.tokens[-1] + 1
    mark = next((i for i in range(end, min(len(lower), end + LABEL)) if lower[i] in MARKS), None)
    if mark is None or first - start > LEAD:
        return None
    words = (*lower[start:first], *lower[end:mark])
    if "(" in words and (words[-1] == ")" or lower[mark] == "):"):
        words = words[: words.index("(")]  # "Total wounded (2004-2010)"
    return mark if all(word.replace("-", "").isalpha() for word in words) else None


def left_so(verb: Token) -> bool:
    """ "Left three guards hurt": a participle that looks like the base form."""
    return verb.dep_ == "ccomp" and verb.tag_ == "VBP" and verb.head.lower_ in LEFT and verb.head.i < verb.i


def of_bodies(paragraph: Paragraph, event: Event) -> bool:
    """ "The bodies of 12 people were brought to a hospital": nobody is treated there."""
    if event.kind != "wounded" or (not event.counted and event.voice != "state"):
        return False
    doc = paragraph.doc
    people_of = [doc[place] for place in event.counted] or tree.subjects(tree.clause_verb(doc[event.head]))
    return any(t.lower_ in words_of("remains_words") and t.i < event.head for t in people_of)


def outermost(events: list[Event]) -> list[Event]:
    """Without the verbs of dying that stand within a longer phrase: "critically burnt", "feared buried"."""
    long = [e.tokens for e in events if e.voice == "state" and e.kind != "killed" and e.tokens[1] - e.tokens[0] > 1]
    return [
        e
        for e in events
        if e.kind != "killed"
        or not any(a <= e.tokens[0] and e.tokens[1] <= b and e.tokens[1] - e.tokens[0] < b - a for a, b in long)
    ]
