"""The earlier figure of a toll ("rose to 23 from 17", "had earlier put it at 9"), and what counts up ("so far").

An earlier figure of another period ("up from 147 in 2021") is no earlier figure of the same toll.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, pairwise, takewhile
from typing import Final

from spacy.tokens import Doc, Token

from extractor.linking.counts import Count
from extractor.linking.lists import verbs_of
from extractor.model import Figure, Number
from extractor.patterns import tree
from extractor.patterns.paragraph import Paragraph

FORMER: Final = frozenset({"earlier", "previous", "initial", "preliminary", "original", "prior"})
BEFORE: Final = frozenset({"earlier", "previously", "initially", "originally"})
TOLLS: Final = frozenset({"toll", "figure", "count", "total", "tally", "estimate", "report", "number", "assessment"})
PERIODS: Final = frozenset({"year", "years", "month", "months", "week", "weeks", "quarter", "decade"})
UP: Final = frozenset({"up", "down", "revised", "raised", "lowered", "increased", "reduced"})
BRINGING: Final = frozenset({"bring", "brings", "bringing", "brought", "take", "takes", "taking", "took", "taken"})
LIFTING: Final = frozenset({"raise", "raises", "raising", "raised", "push", "pushes", "pushing", "pushed"})
REACH: Final = 2  # sentences between a toll and what it was
WORDS: Final = 7  # tokens before a number in which its "earlier toll" stands

Line = tuple[Paragraph, Count, Figure]


def previous(lines: Sequence[Line], top: Callable[[int], int]) -> dict[int, Number]:
    """By index of the newer figure, the earlier number. ``top`` gives the whole of a part."""
    found: dict[int, Number] = {}
    for i, (paragraph, count, figure) in enumerate(lines):
        doc = paragraph.doc
        if _of_another_period(doc, count):
            continue
        if _from(doc, count):
            newer = _beside(lines, i)
        elif _former(doc, count) or (figure.kind is not None and _said_before(doc, count)):
            newer = _beside(lines, i) if doc[count.first - 1].lower_ == "from" else None
            newer = newer if newer is not None else _near(lines, i, top)
        else:
            continue
        if newer is not None and lines[newer][2].number.low != figure.number.low:
            found.setdefault(newer, figure.number)
    return found


def _of_another_period(doc: Doc, count: Count) -> bool:
    """ "up from 147 in 2021", "from 12 the year before"."""
    following = doc[count.end : count.end + 5]
    for token in following:
        if token.is_sent_start or token.is_punct:
            break
        if token.lower_ in PERIODS or (token.is_digit and len(token) == 4):
            return True
    return False


def _from(doc: Doc, count: Count) -> bool:
    """ "Up from 17", "to 23 from an earlier 17", "rose from 17 to 23"."""
    at = count.first - 1
    while at >= 0 and (doc[at].lower_ in FORMER or doc[at].tag_ in ("DT", "PRP$") or doc[at].lower_ in TOLLS | {"of"}):
        at -= 1
    if at < 1 or doc[at].lower_ != "from":
        return False
    start = doc[count.first].sent.start
    changed = verbs_of("amounts") | UP
    if doc[at - 1].lower_ in changed:
        return True
    number = doc[at - 1].tag_ == "CD" or doc[at - 1].tag_ in tree.NOUN_TAGS
    return number and any(t.lower_ == "to" and _changes(t) for t in doc[start:at])


def _changes(to: Token) -> bool:
    """The "to" of "rose to", "raised the toll to"."""
    head = to.head
    while head.tag_ not in tree.VERB_TAGS and head.head != head:
        head = head.head
    return head.lower_ in verbs_of("amounts") | UP


def _beside(lines: Sequence[Line], i: int) -> int | None:
    """The figure of the same kind beside it in the sentence: the one before, else the one behind."""
    paragraph, count, figure = lines[i]
    sentence = paragraph.doc[count.first].sent

    def is_here(j: int) -> bool:
        return lines[j][0] is paragraph and sentence.start <= lines[j][1].first < sentence.end

    before = takewhile(is_here, range(i - 1, -1, -1))
    behind = takewhile(is_here, range(i + 1, min(i + 2, len(lines))))
    return next((j for j in chain(before, behind) if lines[j][2].kind == figure.kind), None)


def _former(doc: Doc, count: Count) -> bool:
    """ "an earlier toll of 27", "Initial reports said that five", "the previous figure was 12"."""
    start = max(doc[count.first].sent.start, count.first - WORDS)
    for i in range(start, count.first - 1):
        if doc[i].lower_ in FORMER and doc[i + 1].lower_.removesuffix("s") in TOLLS | {"death"}:
            return not any(t.tag_ == "CD" for t in doc[i + 1 : count.first])
    return doc[count.first - 1].lower_ in FORMER and count.noun is None


def _said_before(doc: Doc, count: Count) -> bool:
    """ "had earlier put the toll at 9", "previously said five people": the adverb beside the verb of saying."""
    start = max(doc[count.first].sent.start, count.first - WORDS)
    said = verbs_of("stating") - tree.BE
    return any(doc[i].lower_ in BEFORE and doc[i + 1].lower_ in said for i in range(start, count.first - 1))


def _near(lines: Sequence[Line], i: int, top: Callable[[int], int]) -> int | None:
    """The toll that replaced it: the nearest whole of the same kind before it, else right behind it."""
    paragraph, _, figure = lines[i]
    for j in range(i - 1, -1, -1):
        if paragraph.index - lines[j][0].index > 1 or _sentences(lines[j], lines[i]) > REACH:
            break
        if lines[j][2].kind == figure.kind and top(j) == j:
            return j
    if i + 1 < len(lines) and lines[i + 1][0] is paragraph and lines[i + 1][2].kind == figure.kind:
        return i + 1 if _sentences(lines[i], lines[i + 1]) <= 1 else None
    return None


def _sentences(one: Line, other: Line) -> int:
    """Sentence borders between two figures; those of another paragraph count from its start."""
    first = one[1].first + 1 if one[0] is other[0] else 1
    return sum(other[0].opens[first : other[1].first + 1]) + (one[0] is not other[0])


# ---------------------------------------------------------------------------------------------------------- counted up
def cumulative(doc: Doc, count: Count, figure: Figure) -> bool:
    """Of the harmed: a number that has grown ("bringing the toll to 40", "so far", "have been killed since")."""
    if figure.kind is None:
        return False
    sentence = doc[count.first].sent
    before = [t.lower_ for t in doc[max(sentence.start, count.first - WORDS) : count.first]]
    if before[-1:] == ["to"] and not (BRINGING | LIFTING).isdisjoint(before):
        return True
    return _so_far(doc, count, figure) or any(_since(t, doc[figure.anchor]) for t in sentence if t.lower_ == "since")


def _so_far(doc: Doc, count: Count, figure: Figure) -> bool:
    """ "so far", "to date" in the clause of the count."""
    low = min(count.first, figure.anchor)
    high = max(count.end, figure.anchor + 1)
    sentence = doc[count.first].sent
    window = doc[max(sentence.start, low - 4) : min(sentence.end, high + 4)]
    return any(
        (one.lower_, other.lower_) in (("so", "far"), ("to", "date"))
        and not (other.i + 1 < len(doc) and doc[other.i + 1].tag_ in ("RB", "JJ", "IN"))  # "so far away", "so far as"
        for one, other in pairwise(window)
    )


def _since(since: Token, anchor: Token) -> bool:
    """ "have been killed since January", "since the war began": on the event's own verb or noun.

    With a clause "since" may give a reason: then the verb has to be in the perfect.
    """
    if since.dep_ not in ("prep", "mark"):
        return False  # "38 have since died"
    clause = since.dep_ == "mark"
    governed = since.head.head if clause else since.head
    if governed.i != anchor.i and not (governed.tag_ in tree.NOUN_TAGS and governed.head.i == anchor.i):
        return False
    perfect = any(c.lower_ in ("have", "has", "had") for c in anchor.children if c.dep_ == "aux")
    return perfect or (not clause and anchor.tag_ not in ("VBD",))
