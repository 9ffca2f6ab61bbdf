"""Figures that state the same thing become one fact with several pieces of evidence. No spaCy here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from extractor import facts_statements
from extractor.facts_material import (
    ARMY_NOUNS,
    PEOPLE,
    Material,
    attributed,
    count_of,
    evidence_of,
    ids_of,
    time_of,
    values_agree,
)
from extractor.model import Casualty, Evidence, Figure, Offsets, OfTotal, Rate, Slots, Statement, Time, TroopCount
from extractor.sources import lettered
from extractor.trace import Trace

__all__ = ["Draft", "Facts", "Material", "build", "count_of", "merge", "time_of"]

LONGEST_QUOTE: Final = 240  # characters of an evidence that takes in its cue; else the count with its noun will do
SMALL: Final = 10  # below this, equal numbers say little: the noun has to be the same as well
MOVES: Final = frozenset({"deploy", "reinforce", "mass", "arrive", "station", "cross", "strength"})


@dataclass(frozen=True, slots=True)
class Claim:
    """What a figure says besides its number, as far as merging looks at it: equal claims are compared once."""

    action: str | None
    sure: tuple[object, ...]
    country: tuple[str, ...]
    noun: str
    status: str
    part_of: int | None
    places: tuple[str, ...]
    time: str | None


@dataclass(slots=True)
class Draft:
    """A fact in the making: its figures, first the one that gives it its id."""

    figures: list[Figure] = field(default_factory=list)
    claims: dict[Claim, None] = field(default_factory=dict)

    @property
    def first(self) -> Figure:
        return self.figures[0]


@dataclass(frozen=True, slots=True)
class Facts:
    """The two families of facts, in the order of the article."""

    troop_counts: tuple[TroopCount, ...]
    casualties: tuple[Casualty, ...]

    def within(self, span: Offsets | None) -> tuple[str, ...]:
        """Ids of the facts with evidence inside a stretch of the article, in order."""
        if span is None:
            return ()
        facts: tuple[TroopCount | Casualty, ...] = (*self.troop_counts, *self.casualties)
        found = [(e.at, f.id) for f in facts for e in f.evidence if span[0] <= e.at[0] and e.at[1] <= span[1]]
        return tuple(dict.fromkeys(fact_id for _, fact_id in sorted(found)))


def build(material: Material, trace: Trace | None = None) -> Facts:
    """The facts of the article."""
    drafts = merge(material)
    draft_of = {id(figure): n for n, draft in enumerate(drafts) for figure in draft.figures}
    told = facts_statements.merge(material)
    ids: list[str] = [""] * len(drafts)
    told_ids: list[str] = [""] * len(told)
    for letter in ("t", "c"):
        places = [(d.first.number.span[0], ids, n) for n, d in enumerate(drafts) if _letter(d.first) == letter]
        places += [(d.offset, told_ids, n) for n, d in enumerate(told) if _letter(d.first) == letter]
        places.sort(key=lambda place: place[0])
        for (_, where, n), fact_id in zip(places, lettered(letter, [p[0] for p in places]), strict=True):
            where[n] = fact_id

    if trace is not None:
        trace.merged.update((ids[n], tuple(draft.figures)) for n, draft in enumerate(drafts))
        trace.merged.update((told_ids[n], tuple(draft.statements)) for n, draft in enumerate(told))

    def id_of(figure: int) -> str:
        return ids[draft_of[id(material.figures[figure])]]

    def fact_of(figure: int | None) -> str | None:
        return id_of(figure) if figure is not None else None

    troops: list[TroopCount] = []
    casualties: list[Casualty] = []
    for n, draft in enumerate(drafts):
        part = next((fact_of(f.part_of) for f in draft.figures if f.part_of is not None), None)
        part = part if part != ids[n] else None
        if _letter(draft.first) == "t":
            troops.append(_troops(material, draft, ids[n], part))
        else:
            total = next((f.of_total for f in draft.figures if f.of_total is not None), None)
            casualties.append(_casualty(material, draft, ids[n], part, total, fact_of(total)))
    for n, said in enumerate(told):
        if said.first.kind is None:
            troops.append(facts_statements.troops(material, said, told_ids[n], id_of))
        else:
            casualties.append(facts_statements.casualty(material, said, told_ids[n]))
    return Facts(tuple(troops), tuple(casualties))


def _letter(first: Figure | Statement) -> str:
    return "c" if first.kind is not None else "t"


# ---------------------------------------------------------------------------------------------------------- merging
def merge(material: Material) -> list[Draft]:
    """Drafts in the order of their first figure. Only figures with equal numbers are compared, each claim once."""
    drafts: list[Draft] = []
    by_number: dict[tuple[object, ...], list[Draft]] = {}
    for figure in material.figures:
        number = figure.number
        claim = _claim(material, figure)
        draft = None
        if number.low is not None or number.high is not None:  # "dozens" here and "dozens" there need not be the same
            key = (figure.kind, number.low, number.high, number.bound, number.magnitude, figure.kind is None)
            same = by_number.setdefault(key, [])
            small = (number.low or number.high or 0) < SMALL
            open_to = [d for d in same if not _adds(figure, d)]
            draft = next(
                (d for d in open_to if claim in d.claims or all(_agree(c, claim, small) for c in d.claims)), None
            )
            if draft is None:
                draft = Draft()
                same.append(draft)
                drafts.append(draft)
        else:
            draft = Draft()
            drafts.append(draft)
        draft.figures.append(figure)
        draft.claims[claim] = None
    return drafts


def _adds(figure: Figure, draft: Draft) -> bool:
    """ "12 were killed. Twelve more died": they are not the same twelve."""
    return figure.kind is not None and figure.number.additional and not any(f.number.additional for f in draft.figures)


def _claim(material: Material, figure: Figure) -> Claim:
    slots = _slots(figure)
    return Claim(
        action="moved" if figure.action in MOVES else figure.action,
        sure=(slots.modality, slots.negated, slots.rate),
        country=slots.country,
        noun=material.noun(figure),
        status=slots.status,
        part_of=figure.part_of,
        places=_places(material, slots),
        time=slots.time.value if slots.time is not None else None,
    )


def _agree(one: Claim, other: Claim, small: bool) -> bool:
    """The two state one thing: nothing that both say differs."""
    if one.action != other.action or one.sure != other.sure or (small and one.noun != other.noun):
        return False
    if one.country and other.country and one.country != other.country:
        return False
    if "unknown" not in (one.status, other.status) and one.status != other.status:
        return False
    if one.part_of is not None and other.part_of is not None and one.part_of != other.part_of:
        return False
    if one.places and other.places and not set(one.places) & set(other.places):
        return False
    return values_agree(one.time, other.time)


def _slots(figure: Figure) -> Slots:
    return figure.slots or Slots()


def _places(material: Material, slots: Slots) -> tuple[str, ...]:
    return ids_of(material, (*slots.location, *slots.to, *slots.from_))


# ------------------------------------------------------------------------------------------------------------ fields
def _evidence(material: Material, figure: Figure) -> Evidence:
    slots = _slots(figure)
    start, end = figure.span
    if figure.event is not None and figure.kind is not None:
        first, last = min(start, figure.event.span[0]), max(end, figure.event.span[1])
        if last - first <= LONGEST_QUOTE:
            start, end = first, last
    return evidence_of(material, (start, end), slots, figure.rule)


def _attributed(material: Material, draft: Draft) -> tuple[str, ...]:
    return attributed(material, [_slots(figure) for figure in draft.figures])


@dataclass(frozen=True, slots=True)
class Common:
    """What both families share, settled over all figures of a draft: the first that says something."""

    slots: Slots
    country: tuple[str, ...]
    people: tuple[str, ...]
    location: tuple[str, ...]
    time: Time | None
    condition: str | None


def _common(material: Material, draft: Draft) -> Common:
    all_slots = [_slots(figure) for figure in draft.figures]
    condition = next((s.condition for s in all_slots if s.condition is not None), None)
    people: tuple[str, ...] = ()
    for slots in all_slots:
        if slots.victims is not None and not people:
            named = ids_of(material, (slots.victims,))
            people = tuple(i for i in named if (e := material.entities.get(i)) is not None and e.type in PEOPLE)
    country = next((s.country for s in all_slots if s.country), ())
    if not people and draft.first.kind is None and len(country) == 1:
        # "the country may send 300 troops": bare troops are those of the sender
        army = material.entities.force_of(country[0])
        people = (army,) if army and any(material.noun(f) in ARMY_NOUNS for f in draft.figures) else ()
    return Common(
        slots=all_slots[0],
        country=country,
        people=people,
        location=next((found for s in all_slots if (found := ids_of(material, s.location))), ()),
        time=time_of(material.text, next((s.time for s in all_slots if s.time is not None), None)),
        condition=material.text[condition[0] : condition[1]] if condition else None,
    )


def _troops(material: Material, draft: Draft, fact_id: str, part: str | None) -> TroopCount:
    common = _common(material, draft)
    actions = [f.action for f in draft.figures if f.action is not None and f.action != "strength"]
    all_slots = [_slots(figure) for figure in draft.figures]
    additional = any(f.number.additional for f in draft.figures)
    action = actions[0] if actions else "strength"
    to = next((found for s in all_slots if (found := ids_of(material, s.to))), ())
    return TroopCount(
        id=fact_id,
        count=count_of(material.text, draft.first.number),
        unit=next((noun for f in draft.figures if (noun := material.noun(f))), "troops"),
        force=common.people,
        country=common.country,
        action="reinforce" if action == "deploy" and additional else action,  # more of them: some are there already
        additional=True if additional else None,
        from_=next((found for s in all_slots if (found := ids_of(material, s.from_))), ()),
        to=to,
        location=common.location if not set(common.location) & set(to) else (),
        time=common.time,
        modality=common.slots.modality,
        condition=common.condition,
        negated=True if common.slots.negated else None,
        part_of=part,
        attributed_to=_attributed(material, draft),
        evidence=tuple(_evidence(material, figure) for figure in draft.figures),
    )


def _casualty(
    material: Material, draft: Draft, fact_id: str, part: str | None, total: int | None, total_id: str | None
) -> Casualty:
    common = _common(material, draft)
    all_slots = [_slots(figure) for figure in draft.figures]
    statuses = [s.status for s in all_slots if s.status != "unknown"]
    groups = tuple(dict.fromkeys(f.people.group for f in draft.figures if f.people and f.people.group))
    roles = tuple(dict.fromkeys(f.people.role for f in draft.figures if f.people and f.people.role))
    agents = tuple(s.agent for s in all_slots if s.agent is not None)
    rate = next((s.rate for s in all_slots if s.rate is not None), None)
    kind = draft.first.kind
    assert kind is not None
    stated = material.figures[total].number if total is not None else None
    whole = stated or next((figure.whole for figure in draft.figures if figure.whole is not None), None)
    return Casualty(
        id=fact_id,
        kind=kind,
        count=count_of(material.text, draft.first.number),
        rate=Rate(per=rate) if rate else None,
        victims=common.people,
        victim_status=statuses[0] if statuses else "unknown",
        victim_group=groups,
        victim_role=roles,
        country=common.country,
        perpetrator=ids_of(material, agents),
        of_total=OfTotal(low=whole.low, high=whole.high, ref=total_id) if whole else None,
        part_of=part,
        location=common.location,
        time=common.time,
        modality=common.slots.modality,
        condition=common.condition,
        negated=True if common.slots.negated else None,
        attributed_to=_attributed(material, draft),
        evidence=tuple(_evidence(material, figure) for figure in draft.figures),
    )
