"""Facts without a count: statements that say the same of the same people become one. No spaCy here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from extractor.entities_pointing import SPEAKERS
from extractor.facts_material import (
    ARMY_NOUNS,
    Material,
    Shelf,
    attributed,
    count_of,
    evidence_of,
    ids_of,
    settled,
    values_agree,
    words_of,
)
from extractor.model import Casualty, Entity, Slots, Statement, Status, TroopCount

FORCES: Final = frozenset({"armed_force", "group", "organization"})
HARMED: Final = FORCES | {"country", "person"}
COMING: Final = frozenset({"deploy", "reinforce"})
ARMED: Final = frozenset({"military", "rebel", "militia", "police"})


@dataclass(frozen=True, slots=True)
class Claim:
    """What a statement says beside its key, as far as merging looks at it: equal claims are compared once."""

    country: tuple[str, ...]
    to: tuple[str, ...]
    from_: tuple[str, ...]
    location: tuple[str, ...]
    time: str | None
    agent: tuple[str, ...]
    status: Status


@dataclass(slots=True)
class Told:
    """A fact in the making: its statements, first the one that gives it its id, and whose people they are."""

    owners: tuple[str, ...]
    statements: list[Statement] = field(default_factory=list)
    claims: dict[Claim, None] = field(default_factory=dict)

    @property
    def first(self) -> Statement:
        return self.statements[0]

    @property
    def offset(self) -> int:
        """The offset of the id: of the count, or of the first evidence."""
        return self.first.number.span[0] if self.first.number is not None else self.first.span[0]

    @property
    def slots(self) -> list[Slots]:
        return [_slots(statement) for statement in self.statements]


def merge(material: Material) -> list[Told]:
    """Drafts in the order of their first statement. A statement that names nobody joins only where one draft fits."""
    drafts: list[Told] = []
    harmed: dict[tuple[str, ...], None] = {}  # whose harm was told of so far
    by_key: dict[tuple[object, ...], Shelf[Told]] = {}
    for statement in material.statements:
        owners = _owners(material, statement) or _known(statement, harmed)
        if not _means_somebody(material, statement, owners):
            continue
        claim = _claim(material, statement)
        same = by_key.setdefault(_key(statement), Shelf())
        draft = _joined(same, owners, claim)
        if draft is None:
            draft = Told(owners)
            same.add(draft, owners, claim.location)
            drafts.append(draft)
        draft.owners = draft.owners or owners
        draft.statements.append(statement)
        draft.claims[claim] = None
        if draft.owners and draft.first.kind is not None:
            harmed[draft.owners] = None
    return drafts


def _joined(same: Shelf[Told], owners: tuple[str, ...], claim: Claim) -> Told | None:
    """The draft that the claim joins: the first of its owners, else the only one that fits."""
    only: Told | None = None
    several = False
    for draft in same.fitting(owners, claim.location):
        if draft.owners and owners and draft.owners != owners:
            continue
        if claim not in draft.claims and not all(_agree(other, claim) for other in draft.claims):
            continue
        if owners and draft.owners == owners:
            return draft
        several = several or only is not None
        only = draft
        if several and not owners:
            return None
    return None if several else only


def _key(statement: Statement) -> tuple[object, ...]:
    """What must be equal in statements of one fact."""
    slots = _slots(statement)
    action = "deploy" if statement.action in COMING else statement.action
    said = (statement.degree, statement.trend, statement.rate, statement.manner, slots.rate)
    count = statement.number is not None
    return (statement.kind, action, said, count, slots.negated, slots.modality, statement.additional, statement.about)


def _claim(material: Material, statement: Statement) -> Claim:
    slots = _slots(statement)
    return Claim(
        country=slots.country,
        to=ids_of(material, slots.to),
        from_=ids_of(material, slots.from_),
        location=ids_of(material, slots.location),
        time=slots.time.value if slots.time is not None else None,
        agent=ids_of(material, (slots.agent,)) if slots.agent is not None else (),
        status=slots.status,
    )


def _agree(one: Claim, other: Claim) -> bool:
    """Nothing that both say differs."""
    if one.country and other.country and one.country != other.country:
        return False
    for mine, theirs in ((one.to, other.to), (one.from_, other.from_), (one.location, other.location)):
        if mine and theirs and not set(mine) & set(theirs):
            return False
    if one.agent and other.agent and one.agent != other.agent:
        return False
    if "unknown" not in (one.status, other.status) and one.status != other.status:
        return False
    return values_agree(one.time, other.time)


def _means_somebody(material: Material, statement: Statement, owners: tuple[str, ...]) -> bool:
    """A pronoun must stand for a force; a noun means itself."""
    if statement.action is None or statement.unit or statement.about is not None:
        return True
    found = [material.entities.get(owner) for owner in owners]
    return any(e is not None and (e.type == "armed_force" or e.sector in ARMED) for e in found)


def _owners(material: Material, statement: Statement) -> tuple[str, ...]:
    """The people harmed or the force, as entities."""
    slots = _slots(statement)
    allowed = HARMED if statement.kind else FORCES
    found: tuple[str, ...] = ()
    if slots.victims is not None:
        named = ids_of(material, (slots.victims,))
        found = tuple(i for i in named if (e := material.entities.get(i)) is not None and e.type in allowed)
        if material.text[slice(*slots.victims)].lower().split(" ")[0] in SPEAKERS:
            found = tuple(i for i in found if not material.is_person(i))  # "no losses on our side": not the general
        if statement.action is not None:  # "police reservists" are not the police
            found = tuple(i for i in found if _fits_head(material.entities.get(i), slots))
    if not found and statement.unit in ARMY_NOUNS and len(slots.country) == 1:
        force = material.entities.force_of(slots.country[0])
        found = (force,) if force else ()
    if not found and statement.about is not None:
        figure = material.figures[statement.about]
        if figure.slots is not None and len(figure.slots.country) == 1:
            force = material.entities.force_of(figure.slots.country[0])
            found = (force,) if force else ()
    return found


def _fits_head(entity: Entity | None, slots: Slots) -> bool:
    """A mention of the entity ends where the phrase ends: it is its head. And it is not another country's than said."""
    if entity is None or slots.victims is None:
        return False
    if slots.country and entity.country and entity.country not in slots.country:
        return False
    return any(
        span[1] == slots.victims[1]
        for table in (entity.mentions, entity.pronouns)
        for spans in table.values()
        for span in spans
    )


def _known(statement: Statement, harmed: Mapping[tuple[str, ...], None]) -> tuple[str, ...]:
    """Of "the rising casualty rate": those whose harm was told of before, where these were always the same."""
    if not statement.definite or statement.kind is None or _slots(statement).country:
        return ()
    return next(iter(harmed)) if len(harmed) == 1 else ()


def _slots(statement: Statement) -> Slots:
    return statement.slots or Slots()


def _country(material: Material, draft: Told) -> tuple[str, ...]:
    """Of those who are meant: as the words say it, else of their army or country. An armed group has none."""
    said = next((slots.country for slots in draft.slots if slots.country), ())
    if said or len(draft.owners) != 1:
        return said
    entity = material.entities.get(draft.owners[0])
    if entity is None or entity.country is None:
        return ()
    army = entity.type == "armed_force" and entity.sector == "military"
    return (entity.country,) if army or entity.type == "country" else ()


def _status(material: Material, draft: Told) -> Status:
    said = next((slots.status for slots in draft.slots if slots.status != "unknown"), None)
    if said is not None:
        return said
    found = [material.entities.get(owner) for owner in draft.owners]
    return "military" if found and all(e is not None and e.type == "armed_force" for e in found) else "unknown"


def casualty(material: Material, draft: Told, fact_id: str) -> Casualty:
    """The casualty fact of a draft."""
    first, all_slots = draft.first, draft.slots
    assert first.kind is not None
    common = settled(material, all_slots)
    agents = tuple(slots.agent for slots in all_slots if slots.agent is not None)
    by = tuple(i for i in ids_of(material, agents) if (e := material.entities.get(i)) and e.type in HARMED - {"person"})
    return Casualty(
        id=fact_id,
        kind=first.kind,
        count=count_of(material.text, first.number) if first.number is not None else None,
        manner=first.manner,
        measure="rate" if first.rate else None,
        degree=first.degree,
        trend=first.trend,
        rate=common.rate,
        victims=draft.owners,
        victim_status=_status(material, draft),
        country=_country(material, draft),
        perpetrator=tuple(i for i in by if i not in draft.owners),
        location=common.location,
        time=common.time,
        modality=common.modality,
        condition=common.condition,
        negated=common.negated,
        attributed_to=attributed(material, all_slots),
        evidence=tuple(evidence_of(material, s.span, _slots(s), s.rule) for s in draft.statements),
    )


def troops(material: Material, draft: Told, fact_id: str, fact_of: Callable[[int], str]) -> TroopCount:
    """The troop fact of a draft; ``fact_of`` gives the id of a figure's fact by its index."""
    first, all_slots = draft.first, draft.slots
    assert first.action is not None
    common = settled(material, all_slots)
    return TroopCount(
        id=fact_id,
        count=count_of(material.text, first.number) if first.number is not None else None,
        unit=next((s.unit for s in draft.statements if s.unit), "forces"),
        force=draft.owners,
        country=_country(material, draft),
        action="reinforce" if first.additional and first.action == "deploy" else first.action,
        additional=True if first.additional else None,
        from_=common.from_,
        to=common.to,
        location=common.location,
        composition=words_of(material.text, (span for s in draft.statements for span in s.composition)),
        time=common.time,
        modality=common.modality,
        condition=common.condition,
        negated=common.negated,
        about=fact_of(first.about) if first.about is not None else None,
        attributed_to=attributed(material, all_slots),
        evidence=tuple(evidence_of(material, s.span, _slots(s), s.rule) for s in draft.statements),
    )
