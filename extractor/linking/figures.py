"""From joins to figures: one for each thing that happened to a count, or the strength of a force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from extractor.linking import events as ways
from extractor.linking.counts import Count
from extractor.linking.events import Join, Way
from extractor.linking.wholes import of_wholes, whole_of
from extractor.model import Event, Figure, Kind
from extractor.patterns.paragraph import Paragraph

# What several cues at one count mean together; the first line whose kinds are all there decides.
TOGETHER: Final[tuple[tuple[frozenset[Kind], tuple[Kind, ...]], ...]] = (
    (frozenset({"abducted", "killed"}), ("abducted", "killed")),
    (frozenset({"abducted", "wounded"}), ("abducted", "wounded")),
    (frozenset({"losses", "killed"}), ("killed",)),
    (frozenset({"losses", "casualties"}), ("casualties",)),
    (frozenset({"losses", "wounded"}), ("wounded",)),
    (frozenset({"casualties", "killed"}), ("killed",)),
    (frozenset({"casualties", "wounded"}), ("wounded",)),
    (frozenset({"killed", "wounded", "missing"}), ("casualties",)),
    (frozenset({"killed", "wounded", "captured"}), ("casualties",)),
    (frozenset({"killed", "wounded"}), ("killed_or_wounded",)),
    (frozenset({"killed", "missing"}), ("casualties",)),
    (frozenset({"killed", "captured"}), ("casualties",)),
    (frozenset({"captured", "abducted"}), ("captured",)),
)
ORDER: Final[dict[Way, int]] = {"direct": 0, "tree": 1, "list": 2, "near": 3, "discourse": 4}
DEPLOYMENTS: Final = frozenset({"deploy", "reinforce", "mass", "withdraw", "rotate", "recruit", "surrender", "cross"})


@dataclass(slots=True)
class Joined:
    """The counts of one paragraph with the events joined to each, best first."""

    counts: tuple[Count, ...]
    events: dict[int, list[Join]] = field(default_factory=dict)
    parts: dict[int, int] = field(default_factory=dict)

    def add(self, join: Join) -> None:
        known = self.events.setdefault(join.count, [])
        if all((j.event.kind, j.event.action) != (join.event.kind, join.event.action) for j in known):
            known.append(join)
            known.sort(key=lambda j: (ORDER[j.way], j.event.span))

    def casualty(self, n: int) -> bool:
        return any(j.event.kind is not None for j in self.events.get(n, ()))


def join(paragraph: Paragraph, counts: Sequence[Count], events: Sequence[Event]) -> Joined:
    """All joins of one paragraph, each way after the other."""
    joined = Joined(counts=tuple(counts))
    doc = paragraph.doc
    owners: dict[int, list[int]] = {}
    wholes = set(whole_of(counts).values())  # "4,000 of the 12,000 were killed": nothing happened to the 12,000
    for each in (*of_wholes(paragraph, counts, events), *ways.direct(paragraph, counts, events)):
        if each.count in wholes and each.event.kind is not None:
            continue
        joined.add(each)
        owners.setdefault(each.event.head, []).append(each.count)
    pairs = ways.listed(doc, counts)
    joined.parts = ways.parts(doc, counts)
    late: list[Join] = []
    for each in ways.by_tree(counts, events):
        if each.way == "near":
            late.append(each)
            continue
        if each.count in wholes and each.event.kind is not None:
            continue
        if each.count in joined.parts and each.event.kind is not None:
            continue  # a part shares what happened to its whole, unless its own cue stands beside it
        own = owners.get(each.event.head)
        if own is None and joined.casualty(each.count) and each.event.kind is not None:
            if not _coordinated(joined.events[each.count], each.event, paragraph):
                continue
        if own is None or each.count in own or any(_in_list(pairs, each.count, other) for other in own):
            joined.add(each)
    pairs += [pair for pair in ways.companions(doc, counts) if pair not in pairs]
    for one, other in _inheritance(counts, sorted(pairs), joined):
        for each in joined.events.get(one, ()):
            if ways.fits(counts[other], each.event):
                joined.add(Join(other, each.event, "list"))
    for each in late:
        if not joined.casualty(each.count):
            joined.add(each)
    settled = {n for n in joined.events if joined.events[n]}
    for each in ways.nearest(doc, counts, events, settled):
        joined.add(each)
    return joined


def _coordinated(known: Sequence[Join], event: Event, paragraph: Paragraph) -> bool:
    """Two cues share their arguments: "killed and wounded", "were abducted and later killed"."""
    doc = paragraph.doc
    head = doc[event.head]
    for each in known:
        other = doc[each.event.head]
        if head.head == other or other.head == head or other in head.children:
            return True
    return False


def _in_list(pairs: Sequence[tuple[int, int]], one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return all((n, n + 1) in pairs for n in range(low, high))


def _inheritance(counts: Sequence[Count], pairs: Sequence[tuple[int, int]], joined: Joined) -> list[tuple[int, int]]:
    """(giver, taker): in a list without own events, and from a whole to its parts."""
    found = [(one, other) for one, other in pairs if not joined.events.get(other) and joined.events.get(one)]
    given = {other for _, other in found}
    for one, other in pairs:  # along the list, both ways
        if one in given and not joined.events.get(other):
            found.append((one, other))
            given.add(other)
    for one, other in reversed(pairs):
        if not joined.events.get(one) and one not in given and (joined.events.get(other)):
            found.append((other, one))
            given.add(one)
    found += [(whole, part) for part, whole in sorted(joined.parts.items()) if not joined.casualty(part)]
    return found


def figures(paragraph: Paragraph, joined: Joined) -> list[tuple[int, Figure]]:
    """(count, figure) in order; a count may give two."""
    found: list[tuple[int, Figure]] = []
    for n, count in enumerate(joined.counts):
        joins = joined.events.get(n, [])
        casualties = [j for j in joins if j.event.kind is not None]
        if casualties:
            for kind, each in _kinds(casualties):
                found.append((n, _figure(paragraph, count, each, _settled(paragraph, joined, n, kind))))
        elif count.people is not None and count.people.grade == "body":
            found.append((n, body_figure(paragraph, count)))
        elif any(j.event.action is None and j.way in ("direct", "tree") for j in joins):
            continue  # arrested, released: no figure of ours
        elif (troop := _troop(paragraph, joins, count)) is not None:
            found.append((n, troop_figure(paragraph, count, troop)))
        elif is_force(paragraph, count):
            found.append((n, troop_figure(paragraph, count, None)))
    return found


def _settled(paragraph: Paragraph, joined: Joined, n: int, kind: Kind) -> Kind:
    """ "lost 26 men and several are wounded": beside the wounded, the lost are the dead. Soldiers held are captured."""
    count = joined.counts[n]
    if kind == "losses":
        sentence = paragraph.doc[count.first].sent
        for m, joins in joined.events.items():
            if sentence.start <= joined.counts[m].first < sentence.end and any(
                j.event.kind == "wounded" for j in joins
            ):
                return "killed"
    if kind == "abducted" and count.people is not None and count.people.grade == "force":
        return "captured"
    return kind


def is_force(paragraph: Paragraph, count: Count) -> bool:
    """The noun alone makes it a strength. A unit is counted only in the plural, and not by what it flies."""
    if count.people is None or count.noun is None:
        return False
    if count.people.grade == "unit":
        noun = paragraph.doc[count.noun]
        following = paragraph.doc[count.end].lower_ if count.end < len(paragraph.doc) else ""
        return noun.tag_ == "NNS" and following != "of"
    return count.people.grade == "force"


def _troop(paragraph: Paragraph, joins: Sequence[Join], count: Count) -> Join | None:
    """The troop event that makes a count a strength, or gives its action."""
    for each in joins:
        if each.event.action is None:
            continue
        if is_force(paragraph, count) or each.event.voice == "amount":
            return each
        if count.people is not None and count.people.grade == "context" and each.event.action in DEPLOYMENTS:
            return each
    return None


def _kinds(joins: Sequence[Join]) -> list[tuple[Kind, Join]]:
    kinds = {j.event.kind: j for j in reversed(joins) if j.event.kind is not None}
    for needed, meant in TOGETHER:
        if needed <= kinds.keys():
            return [(kind, kinds.get(kind, joins[0])) for kind in meant]
    best = joins[0]
    assert best.event.kind is not None
    return [(best.event.kind, best)]


def _figure(paragraph: Paragraph, count: Count, join: Join, kind: Kind) -> Figure:
    return Figure(
        span=paragraph.offsets(count.first, count.end),
        paragraph=paragraph.index,
        tokens=(count.first, count.end),
        rule=f"{join.event.rule}/{join.way}",
        number=count.number,
        anchor=join.event.head,
        kind=kind,
        people=count.people,
        event=join.event,
    )


def body_figure(paragraph: Paragraph, count: Count) -> Figure:
    """Bodies are the dead, whatever is done to them."""
    return Figure(
        span=paragraph.offsets(count.first, count.end),
        paragraph=paragraph.index,
        tokens=(count.first, count.end),
        rule="casualties.killed.body",
        number=count.number,
        anchor=count.top,
        kind="killed",
        people=count.people,
    )


def troop_figure(paragraph: Paragraph, count: Count, join: Join | None) -> Figure:
    event = join.event if join else None
    return Figure(
        span=paragraph.offsets(count.first, count.end),
        paragraph=paragraph.index,
        tokens=(count.first, count.end),
        rule=f"{event.rule}/{join.way}" if join and event else "troops.strength.noun",
        number=count.number,
        anchor=event.head if event else count.top,
        action=event.action if event and event.action else "strength",
        people=count.people,
        event=event,
    )
