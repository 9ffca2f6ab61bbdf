"""From counts and events to joins: which event each count of a paragraph belongs to, each way of joining in turn."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import chain

from spacy.tokens import Doc

from extractor.linking import events as ways
from extractor.linking import events_far, lists, sums
from extractor.linking.counts import Count
from extractor.linking.events import Join
from extractor.linking.figures import Joined
from extractor.linking.kinds import died_later, freed_together, others, without_earlier
from extractor.linking.wholes import left_so, of_part, of_those, of_wholes, whole_of
from extractor.model import Event
from extractor.patterns import tree
from extractor.patterns.paragraph import Paragraph
from extractor.trace import Trace


def join(paragraph: Paragraph, counts: Sequence[Count], events: Sequence[Event], trace: Trace | None = None) -> Joined:
    """All joins of one paragraph, each way after the other."""
    joined = Joined(
        counts=tuple(counts),
        cues=tuple(e for e in events if e.kind is not None),
        hurt=tuple(e.head for e in events if e.kind == "wounded"),
        agents=frozenset(e.agent for e in events if e.kind is not None and e.agent is not None),
        trace=trace,
    )
    steps = _Steps(paragraph, counts, events, joined, frozenset(whole_of(counts).values()))
    steps.by_words()
    joined.parts = lists.parts(paragraph.doc, counts)
    late = steps.by_tree()
    steps.by_list()
    for each in late:
        if not joined.casualty(each.count):
            steps.add(each)
    joined.licensed = _licensed(paragraph, counts, joined)
    sums.settle(paragraph.doc, joined.counts, joined.events)
    steps.by_nearness()
    return joined


@dataclass(slots=True)
class _Steps:
    """The ways of joining, which fill ``joined``.

    ``wholes``: counts of which a part was told of: "4,000 of the 12,000 were killed", and nothing befell the 12,000.
    ``owners``: by the head of a cue, the counts that it has by a construction.
    ``pairs``: counts that stand next to each other in a list.
    """

    paragraph: Paragraph
    counts: Sequence[Count]
    events: Sequence[Event]
    joined: Joined
    wholes: Set[int]
    owners: dict[int, list[int]] = field(default_factory=dict)
    pairs: list[tuple[int, int]] = field(default_factory=list)

    def add(self, join: Join) -> None:
        """Joins, unless that happened to a part of the count."""
        if not self.of_their_part(join):
            self.joined.add(join)

    def of_their_part(self, join: Join) -> bool:
        count, trace = self.counts[join.count], self.joined.trace
        if join.count not in self.wholes or not of_part(self.paragraph.doc, count, join.event):
            return False
        if trace is not None:
            trace.refuse(count.number, "happened to a part of them", join.event)
        return True

    def of_their_whole(self, join: Join) -> bool:
        """ "Two of the five guards they had seized were killed": whom they seized are the five."""
        count, verb = self.counts[join.count], self.paragraph.doc[join.event.head]
        if count.of_number is None or verb.dep_ != "relcl" or verb.head.i != count.noun:
            return False
        told = tree.clause_verb(self.paragraph.doc[count.top])
        own = told.i < count.first or told.i > verb.i
        return own and any(e.head == told.i and e.kind not in (None, join.event.kind) for e in self.events)

    def of_another(self, join: Join) -> bool:
        """The event belongs to a part of the count, or the count has its own behind it."""
        return self.of_their_part(join) or _own_follows(self.paragraph.doc, self.counts, join, self.events)

    def by_words(self) -> None:
        """Constructions that the words alone show, and shares of a whole."""
        paragraph, counts, events = self.paragraph, self.counts, self.events
        direct = ways.direct(paragraph, counts, events, self.joined.trace)
        told = (way(paragraph, counts, events) for way in (of_wholes, of_those, left_so))
        for each in (*chain.from_iterable(told), *direct):
            if not self.of_another(each):
                self.joined.add(each)
                self.owners.setdefault(each.event.head, []).append(each.count)

    def by_tree(self) -> list[Join]:
        """What the parse names; gives those that are only near, which lists go before."""
        doc, counts, joined = self.paragraph.doc, self.counts, self.joined
        self.pairs = lists.listed(doc, counts)
        late: list[Join] = []
        for each in events_far.by_tree(doc, counts, self.events, joined.trace):
            if each.way == "near":
                late.append(each)
            elif self.of_another(each) or self.of_their_whole(each):
                continue
            elif died_later(doc, counts[each.count], joined.of(each.count), each):
                joined.events[each.count] = [each]
            else:
                self._unless_settled(each)
        for n, known in joined.events.items():
            joined.events[n] = without_earlier(doc, counts[n], known)
        return late

    def _unless_settled(self, join: Join) -> None:
        joined = self.joined
        guard = _settled_already(self.paragraph, joined, join, self.owners.get(join.event.head), self.pairs)
        if guard is None:
            joined.add(join)
        elif joined.trace is not None:
            joined.trace.refuse(self.counts[join.count].number, guard, join.event)

    def by_list(self) -> None:
        """What one of a list has, or a whole, the others share."""
        doc, counts, joined = self.paragraph.doc, self.counts, self.joined
        pairs = self.pairs
        pairs += [pair for pair in lists.companions(doc, counts) if pair not in pairs]
        apart = {(n, m) for n, m in pairs if m not in joined.parts and lists.own_clause(doc, counts, n, m)}
        for one, other in _inheritance(sorted(pairs), joined, apart):
            elsewhere = others(doc, joined.of(other))  # "16,000 deaths and millions displaced"
            for each in joined.events.get(one, ()):
                if elsewhere and not freed_together(doc, joined.of(other), each, counts[one]):
                    continue
                if ways.fits(counts[other], each.event, joined.trace, joined.parts.get(other) == one):
                    joined.add(Join(other, each.event, "list"))

    def by_nearness(self) -> None:
        """For counts and cues that are still alone."""
        settled = {n for n, joins in self.joined.events.items() if joins}
        owned = {each.event.head for known in self.joined.events.values() for each in known}
        doc, trace = self.paragraph.doc, self.joined.trace
        for each in events_far.nearest(doc, self.counts, self.events, settled, owned, trace):
            self.add(each)


def _own_follows(doc: Doc, counts: Sequence[Count], join: Join, events: Sequence[Event]) -> bool:
    """What stands right behind a count is its own: "11 deaths and 78 wounded", "52 killed 78 hurt 9 missing".

    Also where its noun belongs to the cue ("30 dead and 12 taken prisoner").
    """
    count, event = counts[join.count], join.event
    if count.of_noun is not None and doc[count.of_noun - 1].lower_ == "of" and event.voice == "noun":
        # "12 deaths, and dozens of wounded"
        other = any(e.head == count.of_noun and e.kind not in (None, event.kind) for e in events)
        return event.head < count.first and other
    behind = count.end if count.sort == "bare" else count.number.tokens[1]
    own = [e for e in events if e.tokens[0] == behind and e.voice != "active" and e.action is None]
    if count.sort != "bare":
        own = [e for e in own if count.noun is not None and e.tokens[0] < count.noun < e.tokens[1]]
    if not own or not count.first or event.head >= count.first or event.kind is None:
        return False
    row = event.tokens[1] == count.first and any(c.end == event.tokens[0] and c.sort == "bare" for c in counts)
    if doc[count.first - 1].lower_ not in ("and", ",", "or") and not row:
        return False
    return any(e.kind != event.kind for e in own)


def _licensed(paragraph: Paragraph, counts: Sequence[Count], joined: Joined) -> dict[int, Join]:
    """For bare counts without an event: the cue of people only that names them, "Thirty-one fell"."""
    choosy = [event for event in joined.cues if not event.bare]
    open_ = {n for n, count in enumerate(counts) if count.sort == "bare" and not joined.of(n)}
    if not choosy or not open_:
        return {}
    people = [replace(c, held=True) if n in open_ else c for n, c in enumerate(counts)]
    found: dict[int, Join] = {}
    for each in (*ways.direct(paragraph, people, choosy), *events_far.by_tree(paragraph.doc, people, choosy)):
        if each.count in open_:
            found.setdefault(each.count, each)
    return found


def _settled_already(
    paragraph: Paragraph, joined: Joined, join: Join, owners: list[int] | None, pairs: Sequence[tuple[int, int]]
) -> str | None:
    """Why a join that only the tree names does not agree with those that the words have named, for ``explain``.

    Args:
        owners: the counts that the same cue has by a construction; None when it has none.
    """
    known = joined.of(join.count)
    noun = joined.counts[join.count].noun
    if any(j.event.head == noun and "who_they_are" not in j.event.traits for j in known):
        return "its own noun says what happened"  # "30 wounded"
    if owners is not None:
        verbal = join.event.voice in ("active", "passive")
        listed = join.count in owners or any(
            _in_list(pairs, join.count, other)
            or (verbal and lists.coordinated(paragraph.doc, joined.counts, other, join.count))
            for other in owners
        )
        return None if listed else "event has its own number"
    if join.event.kind is None:
        return None
    if join.count in joined.parts and not _own(paragraph, joined.counts, join):
        return "a part shares what happened to its whole"  # unless its own cue says otherwise
    free = not joined.casualty(join.count) or _coordinated(known, join.event, paragraph)
    return None if free else "something else happened to them"


def _own(paragraph: Paragraph, counts: Sequence[Count], join: Join) -> bool:
    """The cue is in a relative clause of the count's own noun: "2,500 men who gave their lives"."""
    verb = paragraph.doc[join.event.head]
    count, doc = counts[join.count], paragraph.doc
    relative = count.end < len(doc) and doc[count.end].tag_ in ("WP", "WDT")
    return relative and verb.dep_ in ("relcl", "acl") and verb.head.i in (count.noun, count.top)


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


def _inheritance(
    pairs: Sequence[tuple[int, int]], joined: Joined, apart: Collection[tuple[int, int]]
) -> list[tuple[int, int]]:
    """(giver, taker): in a list without own events, and from a whole to its parts; not forward to those ``apart``."""
    told = {n for n in joined.events if joined.casualty(n)}
    known = {n for n in joined.events if joined.events[n]}
    wholes = [(whole, part) for part, whole in sorted(joined.parts.items())]
    found: list[tuple[int, int]] = []
    for ready in (told, known):  # what happened to people goes before what troops do
        for one, other in (*wholes, *pairs, *((other, one) for one, other in reversed(pairs)), *wholes):
            if one in told and (one, other) in apart:
                continue
            if one > other and ready is told and _moved_itself(joined, other):
                continue
            if one in ready and other not in ready and (ready is told or other not in told):
                found.append((one, other))
                ready.add(other)
    return found


def _moved_itself(joined: Joined, n: int) -> bool:
    """ "Hired 800; a dozen drowned": what the later ones suffered says nothing of those before."""
    return any(
        j.event.action is not None and (j.way == "direct" if j.event.voice != "amount" else _sized(joined, n, j))
        for j in joined.of(n)
    )


def _sized(joined: Joined, n: int, join: Join) -> bool:
    """ "Peak strength 9,100; 40 dead": a number alone that says how strong they are."""
    return joined.counts[n].sort == "bare" and "size" in join.event.traits
