"""From joins to figures: one for each thing that happened to a count, or the strength of a force."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from spacy.tokens import Doc, Span

from extractor.linking import events as ways
from extractor.linking import events_far, lists, men, strength, sums, topic
from extractor.linking.commanded import in_ranks
from extractor.linking.counts import Count
from extractor.linking.events import Join, Way
from extractor.linking.kinds import cared_for, died_later, freed_together, kinds_of, let_go, others, without_earlier
from extractor.linking.wholes import of_part, of_wholes, whole_of
from extractor.model import Action, Event, Figure, Kind, Offsets
from extractor.patterns.paragraph import Paragraph
from extractor.trace import Trace

FORCE_RULE: Final = "troops.strength.noun"
MILLION: Final = 1_000_000
CAPTIVES: Final = frozenset({"captive", "captives"})  # of an army; hostages are not
ORDER: Final[dict[Way, int]] = {"direct": 0, "tree": 1, "list": 2, "near": 3, "discourse": 4}


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a count has from an earlier figure; see ``linking.discourse``."""

    rule: str
    kind: Kind | None
    action: Action | None


@dataclass(slots=True)
class Joined:
    """The counts of one paragraph with the events joined to each, best first, their wholes, and what they inherit.

    ``licensed``: of a number without a noun, the cue that needs people: its own where people were told of just before.
    ``cues``: all casualty cues.
    ``again``: by count, the article offsets of the number that it repeats (see ``linking.discourse``).
    ``hurt``: token indices of the cues that speak of wounded. ``agents``: of those who kill, wound or abduct.
    ``elsewhere``: what the paragraph speaks of instead of war: sport, games, a laboratory (see ``linking.topic``).
    ``trace``: where what was not joined is written down, on request.
    """

    counts: tuple[Count, ...]
    events: dict[int, list[Join]] = field(default_factory=dict)
    parts: dict[int, int] = field(default_factory=dict)
    inherited: dict[int, list[Inherited]] = field(default_factory=dict)
    licensed: dict[int, Join] = field(default_factory=dict)
    cues: tuple[Event, ...] = ()
    again: dict[int, Offsets] = field(default_factory=dict)
    hurt: tuple[int, ...] = ()
    agents: frozenset[int] = frozenset()
    elsewhere: str | None = None
    trace: Trace | None = None

    def add(self, join: Join) -> None:
        known = self.events.setdefault(join.count, [])
        if all((j.event.kind, j.event.action) != (join.event.kind, join.event.action) for j in known):
            known.append(join)
            known.sort(key=lambda j: (ORDER[j.way], j.event.span))

    def of(self, n: int) -> list[Join]:
        """The joins of one count, best first."""
        return self.events.get(n, [])

    def alive(self, sentence: Span) -> bool:
        """A cue of wounded or captured stands in the sentence."""
        return any(
            e.kind in ("wounded", "captured", "abducted") and sentence.start <= e.head < sentence.end for e in self.cues
        )

    def untraced(self, sentence: Span, n: int) -> bool:
        """A cue of missing people stands in the sentence behind the count, and no other count before it."""
        last = max((c.first for c in self.counts if c.first < sentence.end), default=0)
        cues = (e for e in self.cues if e.kind == "missing" and sentence.start <= e.head < sentence.end)
        return any(self.counts[n].first < e.head and not self.counts[n].first < last < e.head for e in cues)

    def casualty(self, n: int) -> bool:
        return any(j.event.kind is not None for j in self.events.get(n, ()))


def join(paragraph: Paragraph, counts: Sequence[Count], events: Sequence[Event], trace: Trace | None = None) -> Joined:
    """All joins of one paragraph, each way after the other."""
    joined = Joined(
        counts=tuple(counts),
        cues=tuple(e for e in events if e.kind is not None),
        hurt=tuple(e.head for e in events if e.kind == "wounded"),
        agents=frozenset(e.agent for e in events if e.kind is not None and e.agent is not None),
        trace=trace,
    )
    doc = paragraph.doc
    owners: dict[int, list[int]] = {}
    wholes = set(whole_of(counts).values())  # "4,000 of the 12,000 were killed": nothing happened to the 12,000

    def of_their_part(each: Join) -> bool:
        if each.count not in wholes or not of_part(doc, counts[each.count], each.event):
            return False
        if trace is not None:
            trace.refuse(counts[each.count].number, "happened to a part of them", each.event)
        return True

    for each in (*of_wholes(paragraph, counts, events), *ways.direct(paragraph, counts, events, trace)):
        if of_their_part(each) or _own_follows(doc, counts, each, events):
            continue
        joined.add(each)
        owners.setdefault(each.event.head, []).append(each.count)
    pairs = lists.listed(doc, counts)
    joined.parts = lists.parts(doc, counts)
    late: list[Join] = []
    for each in events_far.by_tree(doc, counts, events, trace):
        if each.way == "near":
            late.append(each)
            continue
        if of_their_part(each) or _own_follows(doc, counts, each, events):
            continue
        if died_later(doc, counts[each.count], joined.of(each.count), each):
            joined.events[each.count] = [each]
            continue
        guard = _settled_already(paragraph, joined, each, owners.get(each.event.head), pairs)
        if guard is None:
            joined.add(each)
        elif trace is not None:
            trace.refuse(counts[each.count].number, guard, each.event)
    for n, known in joined.events.items():
        joined.events[n] = without_earlier(doc, counts[n], known)
    pairs += [pair for pair in lists.companions(doc, counts) if pair not in pairs]
    apart = {(n, m) for n, m in pairs if m not in joined.parts and lists.own_clause(doc, counts, n, m)}
    for one, other in _inheritance(sorted(pairs), joined, apart):
        elsewhere = others(doc, joined.of(other))  # "16,000 deaths and millions displaced"
        for each in joined.events.get(one, ()):
            if elsewhere and not freed_together(doc, joined.of(other), each, counts[one]):
                continue
            if ways.fits(counts[other], each.event, trace, joined.parts.get(other) == one):
                joined.add(Join(other, each.event, "list"))
    for each in late:
        if not joined.casualty(each.count) and not of_their_part(each):
            joined.add(each)
    joined.licensed = _licensed(paragraph, counts, joined)
    sums.settle(doc, joined.counts, joined.events)
    settled = {n for n in joined.events if joined.events[n]}
    owned = {each.event.head for known in joined.events.values() for each in known}
    for each in events_far.nearest(doc, counts, events, settled, owned, trace):
        if not of_their_part(each):
            joined.add(each)
    return joined


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


def figures(paragraph: Paragraph, joined: Joined, trace: Trace | None = None) -> list[tuple[int, Figure]]:
    """(count, figure) in order; a count may give two."""
    return [(n, figure) for n in range(len(joined.counts)) for figure in figures_of(paragraph, joined, n, trace)]


def figures_of(paragraph: Paragraph, joined: Joined, n: int, trace: Trace | None = None) -> list[Figure]:
    """What one count gives."""
    found = list(_figures(paragraph, joined, n, trace))
    if joined.elsewhere is None:
        return found
    kept = [figure for figure in found if _beyond_doubt(paragraph, joined.counts[n], figure, joined.elsewhere)]
    if trace is not None:
        for figure in (each for each in found if each not in kept):
            trace.refuse(figure.number, "the text is about something else than war", figure.event)
    return kept


def _beyond_doubt(paragraph: Paragraph, count: Count, figure: Figure, about: str) -> bool:
    """It cannot be meant otherwise even in a text about sport: people are killed, soldiers are sent."""
    if count.sort != "people" or count.number.share or figure.kind == "losses":
        return False
    if count.noun is not None and topic.own_sense(paragraph.doc[count.noun].lower_, about):
        return False
    return figure.kind is not None or (figure.event is not None and strength.sure(count))


def _figures(paragraph: Paragraph, joined: Joined, n: int, trace: Trace | None) -> Iterator[Figure]:
    count, joins = joined.counts[n], joined.events.get(n, [])
    casualties = [j for j in joins if j.event.kind is not None]
    if let_go(joins) or (not casualties and n in joined.parts and let_go(joined.of(joined.parts[n]))):
        if trace is not None:
            trace.refuse(count.number, "they were freed or arrested", joins[0].event if joins else None)
    elif casualties:
        for kind, each in kinds_of(casualties, count):
            if kind == "losses" and _not_of_men(paragraph, count, each):
                if trace is not None:
                    trace.refuse(count.number, "losses of what is no army", each.event)
                continue
            if "of_war" in each.event.traits and not strength.of_war(paragraph):
                continue  # of a jail
            yield _joined_figure(paragraph, count, each, kind=_settled(paragraph, joined, n, kind, each))
    elif n in joined.inherited:
        for given in joined.inherited[n]:
            yield _figure(paragraph, count, given.rule, kind=given.kind, action=given.action)
    elif (each_troop := strength.troop(paragraph, joins, count)) is not None:
        yield _joined_figure(paragraph, count, each_troop, action=each_troop.event.action)
    elif men.speaks(paragraph.doc, count):
        if trace is not None:
            trace.refuse(count.number, "is somebody who speaks")
    elif (
        strength.is_force(paragraph, count, joins)
        or men.among_soldiers(paragraph, count)
        or in_ranks(paragraph.doc, count)
        or any(strength.attack(paragraph.doc, count, each) for each in joins)
        or strength.attackers(paragraph.doc, count, chain.from_iterable(joined.events.values()), joined.agents)
    ):
        yield _figure(paragraph, count, FORCE_RULE, action="strength")
    elif trace is not None and not count.number.share:
        if not joins:
            trace.refuse(count.number, "no event joins")
        for each_join in joins:
            trace.refuse(count.number, "are no soldiers", each_join.event)


def _not_of_men(paragraph: Paragraph, count: Count, join: Join) -> bool:
    """ "one of its losses", "lost a third of its voters", "lost 12 million": nothing of soldiers there."""
    if join.event.voice == "noun" and count.number.low == count.number.high == 1 and count.of_noun is not None:
        return True
    sum_of_money = count.sort == "bare" and (count.number.high or count.number.low or 0) >= MILLION
    by_word = count.noun == join.event.head or count.number.share or sum_of_money
    return by_word and not strength.military(paragraph.doc, count)


def _settled(paragraph: Paragraph, joined: Joined, n: int, kind: Kind, join: Join) -> Kind:
    """Beside the wounded the lost are the dead ("lost 26 men, nine are wounded"); soldiers seized are captured."""
    count = joined.counts[n]
    if kind == "losses":
        sentence = paragraph.doc[count.first].sent
        lives = count.people is not None and count.people.grade == "body"
        if lives or any(sentence.start <= place < sentence.end for place in joined.hurt):
            return "killed"
        if join.event.voice == "passive" and sums.beside_killed(joined.counts, joined.events, n, sentence):
            return "killed"  # "11 killed in action and 16 lost in accidents"
    if kind == "abducted" and cared_for(paragraph.doc, count, join):
        return "wounded"
    if kind == "abducted" and "soldiers_captured" in join.event.traits and count.people is not None:
        return "captured" if count.people.grade == "force" else kind
    if "may_be_missing" in join.event.traits and joined.untraced(paragraph.doc[count.first].sent, n):
        return "missing"  # "were swept away and have not been found"
    if "may_live" in join.event.traits and joined.alive(paragraph.doc[count.first].sent):
        return "casualties"
    if "held" in join.event.traits and paragraph.doc[join.event.head].lower_ in CAPTIVES:
        return "captured" if strength.of_war(paragraph) else kind
    return kind


def _joined_figure(
    paragraph: Paragraph, count: Count, join: Join, kind: Kind | None = None, action: Action | None = None
) -> Figure:
    rule = f"{join.event.rule}/{join.way}"
    return _figure(paragraph, count, rule, kind=kind, action=action, event=join.event)


def _figure(
    paragraph: Paragraph,
    count: Count,
    rule: str,
    kind: Kind | None = None,
    action: Action | None = None,
    event: Event | None = None,
) -> Figure:
    return Figure(
        span=paragraph.offsets(count.first, count.end),
        paragraph=paragraph.index,
        tokens=(count.first, count.end),
        rule=rule,
        number=count.number,
        anchor=event.head if event else count.top,
        kind=kind,
        action=action,
        people=count.people,
        event=event,
    )
