"""Why a number became no figure: the ledger that ``extract explain`` prints.

What speaks for it has to stand in the text: a number that may be one of people killed, hurt, held or under arms, and of
which nothing says that it is not, is ``unclear``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final, TypeVar

from extractor.linking import strength, topic
from extractor.linking.counts import Count
from extractor.linking.figures import Joined, figures, let_go
from extractor.linking.lists import LISTING
from extractor.model import Event, Figure, Mention, Number, People, Reason
from extractor.patterns import people, tree
from extractor.patterns.paragraph import Paragraph
from extractor.trace import Fate

# What a number without a noun may share with the one before it in its sentence: "12 planes, 79 more in the Gulf".
SHARED: Final[frozenset[Reason]] = frozenset({"things", "equipment", "score", "other people"})
JOINING: Final = frozenset({"and", "or", "to", "from", "including", "plus", "versus"})
NAMES: Final = frozenset({"NNP", "NNPS"})

M = TypeVar("M", bound=Mention)


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
    events = _of(paragraph, events)
    for number in _of(paragraph, numbers):
        n = counts.get(number.span)
        reason: Reason | None = number.reason
        if number.span in given:
            reason = None
        elif reason is None:
            reason = "unclear" if n is None else fate(paragraph, joined, n, events)
            if reason == "unclear" and n is not None and joined.counts[n].noun is None:
                reason = _like(paragraph, joined.counts[n], before) or reason
        count = joined.counts[n] if n is not None else None
        noun = paragraph.offsets(count.noun, count.noun + 1) if count is not None and count.noun is not None else None
        before = Fate(number, reason, noun, count.sort if count is not None else None)
        yield before


def _of(paragraph: Paragraph, mentions: Sequence[M]) -> Sequence[M]:
    """The paragraph's own among the article's mentions, which are in order."""
    place = attrgetter("paragraph")
    first = bisect_left(mentions, paragraph.index, key=place)
    return mentions[first : bisect_right(mentions, paragraph.index, first, key=place)]


def fate(paragraph: Paragraph, joined: Joined, n: int, events: Sequence[Event]) -> Reason:
    """Why the count ``n`` is no figure."""
    count = joined.counts[n]
    if count.number.share:
        return "percentage"
    if let_go(joined.of(n)):
        return "other people"
    if count.noun is None:
        return _bare(paragraph, joined, n)
    noun = paragraph.doc[count.noun]
    if count.sort == "thing":
        return "equipment" if people.is_equipment(noun.lower_) else "things"
    if people.is_other(noun.lower_):
        return "other people"
    if count.people is not None:
        return _of_people(paragraph, joined, n, count.people, events)
    if any(character.isdigit() for character in noun.text):
        return "equipment"  # "six T-72"
    named = noun.tag_ in NAMES and not _pointing(paragraph, count)
    return "unclear" if named or _strong(paragraph, count) else "things"  # a name may be that of a group


def _bare(paragraph: Paragraph, joined: Joined, n: int) -> Reason:
    """Without a noun: "one" stands for what was named before, others may be anything."""
    count = joined.counts[n]
    if joined.elsewhere and not count.of_them:
        return "score" if topic.of_sport(t.lower_ for t in paragraph.doc) else "things"
    return "things" if _pointing(paragraph, count) else "unclear"


def _of_people(paragraph: Paragraph, joined: Joined, n: int, noun: People, events: Sequence[Event]) -> Reason:
    """People who are no figure: of a unit, let go, in peace; unclear where something of ours may be meant."""
    count, doc = joined.counts[n], paragraph.doc
    if noun.grade == "unit":
        return (
            "name" if doc[noun.head].tag_ in ("NN", "NNP") and doc[count.number.core_tokens[0]].is_digit else "things"
        )
    if _pointing(paragraph, count):
        return "other people"
    sentence = doc[count.first].sent
    if topic.of_aircraft(doc[noun.head].lower_, (t.lower_ for t in sentence), (t.lower_ for t in doc)):
        return "equipment"
    held = any(e.head == count.noun and e.kind is not None for e in events)
    if noun.grade in ("force", "body") or held or _strong(paragraph, count):
        return "unclear"
    if joined.elsewhere:
        return "other people"
    return "unclear" if noun.grade == "context" or _amid(paragraph, joined, n, events) else "other people"


def _amid(paragraph: Paragraph, joined: Joined, n: int, events: Sequence[Event]) -> bool:
    """Something of ours is told beside them, and not of whom; or an army is."""
    count, doc = joined.counts[n], paragraph.doc
    sentence = doc[count.first].sent
    told = {j.event.head for joins in joined.events.values() for j in joins}
    if any(e.kind is not None and e.head not in told and sentence.start <= e.head < sentence.end for e in events):
        return True
    if n and joined.casualty(n - 1) and all(t.lower_ in LISTING for t in doc[joined.counts[n - 1].end : count.first]):
        return True
    return strength.own_military(doc, count) or (strength.nation(doc, count) and strength.military(doc, count))


def _pointing(paragraph: Paragraph, count: Count) -> bool:
    """ "One of them", "both", "many": it points at some, and nobody could say how many more there are."""
    number = count.number
    one = number.low == 1 and number.high == 1
    none = number.low is None and number.high is None and number.magnitude is None
    return one or none or paragraph.doc[number.core_tokens[0]].lower_ == "both"


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
