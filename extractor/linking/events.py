"""The second join, count and event: what happened to those who are counted?

Four ways, in this order: the construction itself (``direct``), the tree (``tree``), the list that the count stands in
(``list``) and the nearest cue of the clause (``near``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from spacy.tokens import Doc

from extractor.linking.counts import Count
from extractor.model import Event
from extractor.patterns import tree
from extractor.patterns.paragraph import Paragraph

Way = Literal["direct", "tree", "list", "near", "discourse"]

AUXILIARIES: Final = frozenset(
    [
        "have",
        "has",
        "had",
        "were",
        "was",
        "are",
        "is",
        "been",
        "being",
        "be",
        "got",
        "get",
        "may",
        "might",
        "could",
        "can",
        "will",
        "would",
        "should",
        "must",
        "to",
        "'s",
        "’s",
        "reportedly",
        "allegedly",
        "also",
        "all",
        "now",
        "still",
        "not",
        "n't",
        "n’t",
        "never",
        "already",
        "so",
        "far",
        "either",
        "both",
        "themselves",
        "later",
        "then",
        "subsequently",
        "eventually",
        "since",
        "either",
        "seriously",
        "badly",
        "critically",
        "lightly",
        "slightly",
        "severely",
        "fatally",
        "confirmed",
        "feared",
        "believed",
        "presumed",
        "reported",
        "said",
        "known",
        "thought",
        "listed",
        "declared",
        "found",
        "left",
    ]
)
DETERMINERS: Final = frozenset({"the", "all", "another", "a", "an", "those", "these", "some", "its", "their", "his"})
INSERTION: Final = 30  # tokens of an insertion between a count and its verb
PLACE_PREPS: Final = frozenset({"in", "at", "from", "near", "on", "outside", "around", "elsewhere"})
LISTING: Final = frozenset({",", "and", "or", "plus", "&", "/", ";"})
WITH: Final = (("along", "with"), ("together", "with"), ("as", "well", "as"), ("in", "addition", "to"), ("besides",))
PART_FILLERS: Final = DETERMINERS | {"them", "whom", ":", "are", "were", "is", "was", "also", "just"}
PARTS: Final = frozenset({"including", "among", "mostly", "mainly", "notably", "counting"})
NOT_HUMAN_KINDS: Final = frozenset({"losses"})  # "lost 12 tanks": only people that are listed as such


@dataclass(frozen=True, slots=True)
class Join:
    """A count joined to an event."""

    count: int
    event: Event
    way: Way


def fits(count: Count, event: Event) -> bool:
    """The count may be one of people to whom the event happens."""
    if count.noun is not None and count.noun == event.head and event.voice == "noun":
        return True
    if event.voice == "amount":
        return count.sort != "thing"
    if count.sort == "thing":
        return False
    if count.sort == "unknown":
        if event.voice == "noun":
            return count.noun in event.counted
        return event.kind is not None and event.kind not in NOT_HUMAN_KINDS and event.voice in ("passive", "active")
    if count.sort == "bare":
        return event.bare
    return True


def direct(paragraph: Paragraph, counts: Sequence[Count], events: Sequence[Event]) -> Iterator[Join]:
    """The event stands beside the count: "12 were killed", "killed 12", "the deaths of 12", "12 dead"."""
    doc = paragraph.doc
    by_first: dict[int, list[Event]] = {}
    by_end: dict[int, list[Event]] = {}
    for event in events:
        by_first.setdefault(event.tokens[0], []).append(event)
        by_end.setdefault(event.tokens[1], []).append(event)
    starts = {count.first for count in counts}
    for n, count in enumerate(counts):
        for event in by_first.get(_past_auxiliaries(doc, count.end), ()):
            if (event.voice in ("passive", "state") and not _has_object(doc, event, starts) and fits(count, event)) or (
                event.voice == "noun" and event.tokens[0] == count.end and fits(count, event)
            ):
                yield Join(n, event, "direct")
        before = count.first
        if before and doc[before - 1].lower_ in DETERMINERS:
            before -= 1
        for event in by_end.get(before, ()):
            if event.voice == "active" and fits(count, event):
                yield Join(n, event, "direct")
        if before and doc[before - 1].lower_ == "of":
            for event in by_end.get(before - 1, ()):
                if event.voice == "noun" and fits(count, event):
                    yield Join(n, event, "direct")


def _past_auxiliaries(doc: Doc, start: int) -> int:
    i = _past_insertion(doc, start)
    while i < len(doc) and doc[i].lower_ in AUXILIARIES and not (doc[i].is_sent_start and i > start):
        i += 1
    return i


def _past_insertion(doc: Doc, start: int) -> int:
    """Behind ", including five children," or ", among them two medics,"."""
    if (
        start + 1 >= len(doc)
        or doc[start].lower_ not in (",", "–", "—", "-", "(")
        or doc[start + 1].lower_ not in PARTS
    ):
        return start
    closing = {"(": ")"}.get(doc[start].lower_, doc[start].lower_)
    for i in range(start + 2, min(len(doc), start + INSERTION)):
        if doc[i].is_sent_start:
            break
        if doc[i].lower_ == closing and i + 1 < len(doc) and doc[i + 1].lower_ in AUXILIARIES:
            return i + 1
    return start


def _has_object(doc: Doc, event: Event, starts: set[int]) -> bool:
    """ "12 soldiers killed 30 rebels": another count follows, so the first one does it."""
    after = event.tokens[1]
    return after in starts or (
        after < len(doc) and doc[after].lower_ in DETERMINERS - {"all"} and doc[after].dep_ != "npadvmod"
    )


def by_tree(counts: Sequence[Count], events: Sequence[Event]) -> Iterator[Join]:
    """The event names the count's head as an argument."""
    places: dict[int, list[int]] = {}
    for n, count in enumerate(counts):
        for place in {count.top, count.noun, count.number.core_tokens[1] - 1, count.number.tokens[1] - 1} - {None}:
            places.setdefault(place, []).append(n)  # type: ignore[arg-type]
    for event in events:
        for place in event.counted:
            for n in places.get(place, ()):
                if fits(counts[n], event):
                    yield Join(n, event, "near" if event.voice == "modifier" else "tree")


def listed(doc: Doc, counts: Sequence[Count]) -> list[tuple[int, int]]:
    """Pairs (n, n + 1) of neighbouring counts that stand in one list: "14 civilians, five soldiers and a guard"."""
    pairs = []
    for n, (one, other) in enumerate(zip(counts, counts[1:], strict=False)):
        between = [t.lower_ for t in doc[one.end : other.first]]
        if between and all(w in LISTING or w in DETERMINERS for w in between):
            pairs.append((n, n + 1))
    return pairs


def companions(doc: Doc, counts: Sequence[Count]) -> list[tuple[int, int]]:
    """(n, m): count m shares what happens to count n: "along with m", "from n to m", ", m in the south", "and m more"."""
    found = []
    for n, (one, other) in enumerate(zip(counts, counts[1:], strict=False)):
        if any(t.is_sent_start for t in doc[one.end : other.first + 1] if t.i > one.first):
            continue
        before = tuple(t.lower_ for t in doc[max(0, other.first - 3) : other.first])
        between = [t.lower_ for t in doc[one.end : other.first]]
        if (
            any(before[-len(words) :] == words for words in WITH)
            or (between in (["to"], ["from"]) and one.first and doc[one.first - 1].lower_ in ("from", "to"))
            or (other.sort == "bare" and before and before[-1] in (",", "and", "plus") and _trails_off(doc, other))
        ):
            found.append((n, n + 1))
    return found


def _trails_off(doc: Doc, count: Count) -> bool:
    """A bare count that the rest of a list repeats: "23 in the north", "one seriously", "12 more"."""
    if count.end >= len(doc):
        return True
    following = doc[count.end]
    return following.lower_ in PLACE_PREPS or following.tag_ in ("RB", ".") or following.lower_ in (",", "and", ";")


def parts(doc: Doc, counts: Sequence[Count]) -> dict[int, int]:
    """Count → the count that it is a part of: "17 people, including five children and two medics"."""
    found: dict[int, int] = {}
    in_list = {later: earlier for earlier, later in listed(doc, counts)}
    for n, count in enumerate(counts):
        opener = count.first - 1
        while opener >= 0 and doc[opener].lower_ in PART_FILLERS:
            opener -= 1
        if opener >= 0 and doc[opener].lower_ == "among" and opener == count.first - 1:
            if doc[opener - 1].lower_ in tree.BE:  # "two marines were among 19 killed"
                found.update({m: n for m in _listed_before(doc, counts, n, opener)})
        elif opener >= 0 and doc[opener].lower_ in PARTS:
            whole = _whole(counts, n, opener)
            if whole is not None:
                found[n] = whole
        elif n in in_list and in_list[n] in found:
            found[n] = found[in_list[n]]
        elif count.of_them and n:
            found[n] = n - 1
    return found


def _listed_before(doc: Doc, counts: Sequence[Count], n: int, opener: int) -> list[int]:
    """The counts of the subject in front of "were among"."""
    start = doc[opener].sent.start
    return [m for m in range(n) if counts[m].first >= start and counts[m].end <= opener]


def _whole(counts: Sequence[Count], n: int, opener: int) -> int | None:
    for m in range(n - 1, -1, -1):
        if counts[m].end <= opener and counts[m].sort != "thing":
            return m
    return None


def nearest(doc: Doc, counts: Sequence[Count], events: Sequence[Event], joined: set[int]) -> Iterator[Join]:
    """A count of people without an event takes the nearest cue of its clause that has no count yet."""
    for n, count in enumerate(counts):
        if n in joined or count.sort != "people":
            continue
        verb = tree.clause_verb(doc[count.top])
        best: tuple[int, Event] | None = None
        for event in events:
            if event.kind is None or not fits(count, event):
                continue
            if verb not in (tree.clause_verb(doc[event.head]), doc[event.head]):
                continue
            low, high = sorted((count.top, event.head))
            if any(other is not count and low < other.top < high for other in counts):
                continue
            if any(t.lower_ == ";" or t.is_sent_start for t in doc[low + 1 : high + 1]):
                continue
            distance = high - low
            if best is None or distance < best[0]:
                best = (distance, event)
        if best is not None and best[1].voice != "active":
            yield Join(n, best[1], "near")
