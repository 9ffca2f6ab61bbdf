"""Figures that state the same thing become one fact with several pieces of evidence. No spaCy here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import merge as merged
from typing import Final

from extractor import facts_statements
from extractor.facts_material import (
    ARMY_NOUNS,
    AUTHOR,
    PEOPLE,
    Material,
    Shelf,
    attributed,
    count_of,
    evidence_of,
    ids_of,
    settled,
    time_of,
    values_agree,
    words_of,
)
from extractor.model import (
    Action,
    Casualty,
    Count,
    Evidence,
    Figure,
    Offsets,
    OfTotal,
    Slots,
    Statement,
    TroopCount,
)
from extractor.sources import lettered
from extractor.trace import Trace

__all__ = ["Draft", "Facts", "Material", "build", "count_of", "merge", "time_of"]

LONGEST_QUOTE: Final = 240  # characters of an evidence that takes in its cue; else the count with its noun will do
SMALL: Final = 10  # below this, equal numbers say little: the noun has to be the same as well
ANY: Final = -1  # place of no draft: the shelf of all, whatever they are a part of
STATE: Final = frozenset({"military", "police", "intelligence", "government"})
BODIES: Final = frozenset({"armed_force", "organization"})
MOVES: Final = frozenset({"deploy", "reinforce", "mass", "arrive", "station", "cross", "strength"})


@dataclass(frozen=True, slots=True)
class Claim:
    """What a figure says besides its number, as far as merging looks at it: equal claims are compared once.

    ``whole`` is the place of the draft that it is a part of, where that was told of before.
    """

    action: str | None
    sure: tuple[object, ...]
    country: tuple[str, ...]
    noun: str
    status: str
    whole: int | None
    places: tuple[str, ...]
    time: str | None


@dataclass(slots=True)
class Draft:
    """A fact in the making, at a place among all: its figures, first the one that gives it its id."""

    place: int
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
        """Ids of the facts with evidence inside a stretch of the article, in order.

        Where somebody says a part of them, those: a doubt is about claims, not about what the article itself says.
        """
        if span is None:
            return ()
        facts: tuple[TroopCount | Casualty, ...] = (*self.troop_counts, *self.casualties)
        found = [(e.at, f.id, e.by) for f in facts for e in f.evidence if span[0] <= e.at[0] and e.at[1] <= span[1]]
        claims = [each for each in found if each[2] != AUTHOR] or found
        return tuple(dict.fromkeys(fact_id for _, fact_id, _ in sorted(claims)))


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
            beside = next((f.part_of for f in draft.figures if f.part_of is not None and f.shares), None)
            whole = drafts[draft_of[id(material.figures[beside])]] if beside is not None else None
            troops.append(_troops(material, draft, ids[n], part, whole))
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
    by_number: dict[tuple[object, ...], Shelf[Draft]] = {}
    place: list[int] = []  # of each figure's draft in the list
    for figure in material.figures:
        number = figure.number
        whole = figure.part_of
        claim = _claim(material, figure, place[whole] if whole is not None and whole < len(place) else None)
        draft = None
        if figure.repeats is not None and figure.kind is None and figure.event is None:
            draft = drafts[place[figure.repeats]]  # "the 900 soldiers include …": only spoken of again
        elif number.low is not None or number.high is not None:  # "dozens" here and "dozens" there need not be the same
            key = (figure.kind, number.low, number.high, number.bound, number.magnitude, figure.kind is None)
            # A draft that began as a part of another whole can't agree: it is not even asked.
            asked = (ANY,) if claim.whole is None else (None, claim.whole)
            shelves = [by_number.setdefault((*key, of), Shelf()) for of in asked]
            same = merged(*(shelf.fitting((), claim.places) for shelf in shelves), key=lambda d: d.place)
            small = (number.low or number.high or 0) < SMALL and figure.repeats is None
            near = (d for d in same if not _adds(figure, d))
            draft = next((d for d in near if claim in d.claims or all(_agree(c, claim, small) for c in d.claims)), None)
            if draft is None:
                draft = Draft(len(drafts))
                for of in (ANY, claim.whole):
                    by_number.setdefault((*key, of), Shelf()).add(draft, (), claim.places)
                drafts.append(draft)
        else:
            draft = Draft(len(drafts))
            drafts.append(draft)
        place.append(draft.place)
        draft.figures.append(figure)
        draft.claims[claim] = None
    return drafts


def _adds(figure: Figure, draft: Draft) -> bool:
    """ "12 were killed. Twelve more died": they are not the same twelve."""
    return figure.kind is not None and figure.number.additional and not any(f.number.additional for f in draft.figures)


def _claim(material: Material, figure: Figure, whole: int | None) -> Claim:
    slots = _slots(figure)
    return Claim(
        action="moved" if figure.action in MOVES else figure.action,
        sure=(slots.modality, slots.negated, slots.rate),
        country=slots.country,
        noun=material.noun(figure),
        status=slots.status,
        whole=whole,
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
    if one.whole is not None and other.whole is not None and one.whole != other.whole:
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


def _previous(material: Material, draft: Draft) -> Count | None:
    """The earlier number that the text gives for the same toll."""
    number = next((f.previous for f in draft.figures if f.previous is not None), None)
    return count_of(material.text, number) if number is not None else None


def _owners(material: Material, draft: Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(people or force, country) over all figures of a draft: the first that says something."""
    all_slots = [_slots(figure) for figure in draft.figures]
    people: tuple[str, ...] = ()
    for slots in all_slots:
        if slots.victims is not None and not people:
            named = ids_of(material, (slots.victims,))
            people = tuple(i for i in named if (e := material.entities.get(i)) is not None and e.type in PEOPLE)
    country = next((s.country for s in all_slots if s.country), ())
    if country and (state := _home(material, draft, people)) and state not in country:
        country = (state,)
    if draft.first.kind is None and country:
        people = tuple(i for i in people if not _says_only_the_noun(material, i, draft))
    if not people and draft.first.kind is None and len(country) == 1:
        # "the country may send 300 troops": bare troops are those of the sender
        army = material.entities.force_of(country[0])
        people = (army,) if army and any(material.noun(f) in ARMY_NOUNS for f in draft.figures) else ()
    return people, country


def _home(material: Material, draft: Draft, people: Sequence[str]) -> str | None:
    """The state of the body that the counted words are: Egypt's police are of nobody else, whoever stands nearer."""
    entity = material.entities.get(people[0]) if len(people) == 1 else None
    if entity is None or entity.sector not in STATE or entity.type not in BODIES or entity.named is False:
        return None
    span = _slots(draft.first).victims
    beside = span is not None and not material.text[draft.first.number.span[1] : span[0]].strip()
    return entity.country if beside else None


def _says_only_the_noun(material: Material, entity_id: str, draft: Draft) -> bool:
    """ "850 officers" of a country: a force by the name of "officers" tells nobody more than the unit does."""
    entity = material.entities.get(entity_id)
    if entity is None or entity.named is not False or entity.sector not in ("military", "police"):
        return False  # "two gunmen" are not the country's
    return entity.name.lower() == material.noun(draft.first)


def _actions(draft: Draft) -> list[Action]:
    """What the force does, beside being there."""
    return [f.action for f in draft.figures if f.action is not None and f.action != "strength"]


def _troops(material: Material, draft: Draft, fact_id: str, part: str | None, whole: Draft | None) -> TroopCount:
    all_slots = [_slots(figure) for figure in draft.figures]
    common = settled(material, all_slots)
    people, country = _owners(material, draft)
    actions = _actions(draft)
    modality = common.modality
    if not actions and whole is not None:  # "1,000 will go, among them 200 engineers": what they do, all of them do
        actions, modality = _actions(whole), _slots(whole.first).modality
    additional = any(f.number.additional for f in draft.figures)
    action = actions[0] if actions else "strength"
    return TroopCount(
        id=fact_id,
        count=count_of(material.text, draft.first.number),
        unit=next((noun for f in draft.figures if (noun := material.noun(f))), "troops"),
        force=people,
        country=country,
        action="reinforce" if action == "deploy" and additional else action,  # more of them: some are there already
        additional=True if additional else None,
        from_=common.from_,
        to=common.to,
        location=common.location if not set(common.location) & set(common.to) else (),
        composition=words_of(material.text, (span for f in draft.figures for span in f.composition)),
        time=common.time,
        modality=modality,
        condition=common.condition,
        negated=common.negated,
        part_of=part,
        previous=_previous(material, draft),
        attributed_to=attributed(material, all_slots),
        evidence=tuple(_evidence(material, figure) for figure in draft.figures),
    )


def _may_do(material: Material, entity_id: str, agents: Sequence[Offsets]) -> bool:
    """ "Residents were seized. They took two women": "they" are not the civilians told of last."""
    entity = material.entities.get(entity_id)
    if material.is_person(entity_id):
        return False
    pointed = all(material.text[start:end].lower() == "they" for start, end in agents)
    return not (pointed and entity is not None and entity.sector == "civilian")


def _casualty(
    material: Material, draft: Draft, fact_id: str, part: str | None, total: int | None, total_id: str | None
) -> Casualty:
    all_slots = [_slots(figure) for figure in draft.figures]
    common = settled(material, all_slots)
    people, country = _owners(material, draft)
    statuses = [s.status for s in all_slots if s.status != "unknown"]
    groups = tuple(dict.fromkeys(f.people.group for f in draft.figures if f.people and f.people.group))
    roles = tuple(dict.fromkeys(f.people.role for f in draft.figures if f.people and f.people.role))
    agents = tuple(s.agent for s in all_slots if s.agent is not None)
    kind = draft.first.kind
    assert kind is not None
    stated = material.figures[total].number if total is not None else None
    whole = stated or next((figure.whole for figure in draft.figures if figure.whole is not None), None)
    return Casualty(
        id=fact_id,
        kind=kind,
        count=count_of(material.text, draft.first.number),
        cumulative=True if any(f.cumulative for f in draft.figures) else None,
        rate=common.rate,
        victims=people,
        victim_status=statuses[0] if statuses else "unknown",
        victim_group=groups,
        victim_role=roles,
        country=country,
        perpetrator=tuple(i for i in ids_of(material, agents) if _may_do(material, i, agents)),
        of_total=OfTotal(low=whole.low, high=whole.high, ref=total_id) if whole else None,
        part_of=part,
        previous=_previous(material, draft),
        location=common.location,
        time=common.time,
        modality=common.modality,
        condition=common.condition,
        negated=common.negated,
        attributed_to=attributed(material, all_slots),
        evidence=tuple(_evidence(material, figure) for figure in draft.figures),
    )
