"""From joins to figures: one for each thing that happened to a count, or the strength of a force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from spacy.tokens import Span

from extractor.linking import men, strength, sums, topic
from extractor.linking.commanded import in_ranks
from extractor.linking.counts import Count
from extractor.linking.events import Join, Way
from extractor.linking.kinds import cared_for, kinds_of, let_go
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
        end = min([sentence.end, *(c.first for c in self.counts[n + 1 : n + 2])])
        return any(e.kind == "missing" and self.counts[n].first < e.head < end for e in self.cues)

    def casualty(self, n: int) -> bool:
        return any(j.event.kind is not None for j in self.events.get(n, ()))


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
        or men.among_soldiers(paragraph, count, joins)
        or in_ranks(paragraph.doc, count)
        or (strength.of_war(paragraph) and any(strength.attack(paragraph.doc, count, each) for each in joins))
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
    if count.sort == "bare" and topic.of_sport(paragraph.lower) and not strength.of_war(paragraph):
        return True  # "had lost three on the trot"
    sum_of_money = count.sort == "bare" and (count.number.high or count.number.low or 0) >= MILLION
    by_word = count.noun == join.event.head or count.number.share or sum_of_money
    return by_word and not strength.military(paragraph.doc, count)


def _settled(paragraph: Paragraph, joined: Joined, n: int, kind: Kind, join: Join) -> Kind:
    """Beside the wounded the lost are the dead ("lost 26 men, nine are wounded"); civilians are abducted."""
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
    if "civilians_abducted" in join.event.traits and strength.civil(count):
        return "abducted"  # "rebels captured 20 schoolgirls"
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
