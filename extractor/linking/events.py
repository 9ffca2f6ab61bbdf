"""The second join, count and event: what happened to those who are counted?

Four ways, in this order: the construction itself (``direct``), the tree (``tree``), the list that the count stands in
(``list``) and the nearest cue of the clause (``near``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from spacy.tokens import Doc, Token

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
        "did",
        "do",
        "were",
        "reported",
    ]
)
DETERMINERS: Final = frozenset({"the", "all", "another", "a", "an", "those", "these", "some", "its", "their", "his"})
INSERTION: Final = 30  # tokens of an insertion between a count and its verb
PLACE_PREPS: Final = frozenset({"in", "at", "from", "near", "on", "outside", "around", "elsewhere"})
LISTING: Final = frozenset({",", "and", "or", "plus", "&", "/", ";"})
WITH: Final = (("along", "with"), ("together", "with"), ("as", "well", "as"), ("in", "addition", "to"), ("besides",))
PART_FILLERS: Final = DETERMINERS | {"them", "whom", ":", "are", "were", "is", "was", "also", "just"}
PARTS: Final = frozenset({"including", "incl", "incl.", "among", "mostly", "mainly", "notably", "counting"})
HELD_RULE: Final = "casualties.abducted.held"
SEARCH_RULE: Final = "casualties.missing.search"
NOT_HUMAN_KINDS: Final = frozenset({"losses"})  # "lost 12 tanks": only people that are listed as such


@dataclass(frozen=True, slots=True)
class Join:
    """A count joined to an event."""

    count: int
    event: Event
    way: Way


def fits(count: Count, event: Event) -> bool:
    """The count may be one of people to whom the event happens."""
    if count.noun is not None and count.noun == event.head and event.voice in ("noun", "state", "amount"):
        return True  # "12 deaths", "12 wounded", "a 4,000-strong force"
    if event.rule == HELD_RULE:
        return False
    if event.rule == SEARCH_RULE and (count.people is None or count.people.grade != "person"):
        return False
    if event.voice == "amount":
        return count.sort not in ("thing", "unknown")
    if count.sort == "thing":
        return False
    if count.sort == "unknown":
        if event.voice == "noun":
            return count.noun in event.counted
        human = event.bare and event.kind is not None and event.kind not in NOT_HUMAN_KINDS
        if event.kind == "missing":  # portions vanish, comets disappear
            return False
        return human and event.voice in ("passive", "active")
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
        for event in by_first.get(count.end, ()):
            if event.voice == "active" and _headlike(doc, event) and fits(count, event):
                yield Join(n, replace(event, voice="passive"), "direct")  # "nine rebels killed, seven guns found"
        for event in by_end.get(count.first, ()):
            if event.voice == "passive" and _active_after_all(doc, event) and fits(count, event):
                yield Join(n, replace(event, voice="active"), "direct")  # "tortured and murdered 200 prisoners"
        for event in by_end.get(_before_with(doc, count.first), ()):
            if event.voice == "passive" and fits(count, event):
                yield Join(n, event, "direct")  # "he was killed along with 40 others"
        for place in _places_behind(doc, count.end):
            for event in by_first.get(place, ()):
                if fits(count, event) and _behind(doc, count, event, starts):
                    yield Join(n, event, "direct")
        before = count.first
        if before and doc[before - 1].lower_ in DETERMINERS:
            before -= 1
        for event in by_end.get(before, ()):
            if event.voice == "active" and fits(count, event):
                yield Join(n, event, "direct")
        for event in by_end.get(_before_copula(doc, before), ()):
            if event.voice == "state" and event.tokens[1] - event.tokens[0] > 1 and fits(count, event):
                yield Join(n, event, "direct")  # "among the dead were five children"
        if before and doc[before - 1].lower_ in ("of", "to"):
            for event in by_end.get(before - 1, ()):
                if event.voice == "noun" and fits(count, event):
                    yield Join(n, event, "direct")
        if count.of_noun is not None:
            for event in by_first.get(count.of_noun, ()):
                if event.voice in ("noun", "state") and event.kind is not None and _of_cue(count, event):
                    yield Join(n, event, "direct")  # "twelve of the wounded"


def _of_cue(count: Count, event: Event) -> bool:
    """ "twelve of the wounded", "dozens of wounded", not "hundreds of dead fish"."""
    return count.noun in (None, event.head) or count.sort == "people"


def _headlike(doc: Doc, event: Event) -> bool:
    """A past form with nothing behind it that it could have for an object."""
    after = event.tokens[1]
    following = doc[after] if after < len(doc) else None
    return doc[event.head].tag_ in ("VBD", "VBN", "JJ") and (
        following is None
        or following.is_punct
        or following.tag_ in ("IN", "CC", "RB", "WRB", "TO")
        or following.is_space
    )


def _active_after_all(doc: Doc, event: Event) -> bool:
    """A participle without any auxiliary, with its people behind it."""
    verb = doc[event.head]
    return verb.tag_ in ("VBD", "VBN") and not tree.has_own(verb, "auxpass", "agent") and verb.dep_ in ("conj", "ROOT")


def _before_with(doc: Doc, first: int) -> int:
    """Where "along with" and its like begin before a count; -1 where they do not stand there."""
    for words in WITH:
        if tuple(t.lower_ for t in doc[max(0, first - len(words)) : first]) == words:
            return first - len(words)
    return -1


def _behind(doc: Doc, count: Count, event: Event, starts: set[int]) -> bool:
    """The event stands behind the count as what happened to it."""
    if event.voice in ("passive", "state"):
        return not _has_object(doc, event, starts)
    return event.voice == "noun" and event.tokens[0] == count.end


def _places_behind(doc: Doc, start: int) -> list[int]:
    """Where a cue may stand behind a count: after an insertion, and after each auxiliary."""
    i = _past_insertion(doc, start)
    places = [i]
    while i < len(doc) and _is_auxiliary(doc[i]) and not (doc[i].is_sent_start and i > start):
        i += 1
        places.append(i)
    return places


def _is_auxiliary(token: Token) -> bool:
    return token.lower_ in AUXILIARIES or (token.tag_ == "RB" and token.lower_.endswith("ly"))


def _before_copula(doc: Doc, before: int) -> int:
    """Where a phrase ends that stands before "were" or a colon; -1 where neither does."""
    if before and (doc[before - 1].lower_ in tree.BE or doc[before - 1].lower_ == ":"):
        return before - 1
    return -1


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
        for place in {
            count.top,
            count.noun,
            count.end - 1,
            count.number.core_tokens[1] - 1,
            count.number.tokens[1] - 1,
        } - {None}:
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
