"""What facts are made of, and the fields that facts with and without a count share. No spaCy here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Final, Generic, TypeVar

from extractor.entities import Entities
from extractor.model import (
    Attribution,
    Count,
    Cue,
    Evidence,
    Figure,
    Modality,
    Number,
    Offsets,
    Rate,
    Slots,
    Statement,
    Time,
    When,
)
from extractor.sources import owners

Draft = TypeVar("Draft")
AUTHOR: Final = "author"
PEOPLE: Final = frozenset({"armed_force", "group", "organization", "person"})
# Nouns by which a country's own forces go; fighters, police and gunmen are not its army.
ARMY_NOUNS: Final = frozenset(
    {
        "troops",
        "soldiers",
        "forces",
        "personnel",
        "army",
        "military",
        "servicemen",
        "infantry",
        "reinforcements",
        "troopers",
    }
)


@dataclass(frozen=True, slots=True)
class Material:
    """What facts are made of; ``noun`` gives the counted noun's words by figure."""

    text: str
    figures: tuple[Figure, ...]
    cues: tuple[Cue, ...]
    attributions: tuple[Attribution, ...]
    entities: Entities
    statements: tuple[Statement, ...] = ()

    def noun(self, figure: Figure) -> str:
        """The counted noun, lower case: the last word of the people phrase; "" where it is left out."""
        if figure.people is None:
            return ""
        start, end = figure.people.span
        return self.text[start:end].split()[-1].lower()

    def is_person(self, entity_id: str) -> bool:
        """ "We buried two": who is quoted is one person, and no side."""
        entity = self.entities.get(entity_id)
        return entity is not None and entity.type == "person"


class Shelf(Generic[Draft]):
    """Drafts in the order of their making, found by owner and place, so that thousands of them stay quick to search.

    A claim with an owner agrees only with drafts of that owner, or without one; with places, only with drafts that name
    one of these, or none. What their first claim says is what they are found by.
    """

    def __init__(self) -> None:
        self._drafts: list[Draft] = []
        self._owned: list[int] = []
        self._by_owner: dict[tuple[str, ...], list[int]] = {}
        self._placed: dict[str, list[int]] = {}
        self._free: list[int] = []
        self._ownerless: list[int] = []

    def add(self, draft: Draft, owners: tuple[str, ...], places: Sequence[str]) -> None:
        """A new draft with the owners and the places of its first claim."""
        n = len(self._drafts)
        self._drafts.append(draft)
        if owners:
            self._owned.append(n)
            self._by_owner.setdefault(owners, []).append(n)
            return
        self._ownerless.append(n)
        for place in places:
            self._placed.setdefault(place, []).append(n)
        if not places:
            self._free.append(n)

    def fitting(self, owners: tuple[str, ...], places: Sequence[str]) -> Iterator[Draft]:
        """Those that a claim with these owners and places may join, in order."""
        if not owners and not places:
            yield from self._drafts
            return
        found = [self._free, *(self._placed.get(p, []) for p in places)] if places else [self._ownerless]
        found.append(self._by_owner.get(owners, []) if owners else self._owned)
        last = -1
        for n in merge(*found):
            if n != last:
                yield self._drafts[n]
            last = n


def values_agree(one: str | None, other: str | None) -> bool:
    """Two TIMEX3 values may be one time: one of them is not known, or is the less exact of the two."""
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def ids_of(material: Material, spans: Sequence[Offsets]) -> tuple[str, ...]:
    found = (i for span in spans for i in material.entities.of(span) if material.entities.get(i) is not None)
    return tuple(dict.fromkeys(found))


def words_of(text: str, spans: Iterable[Offsets]) -> tuple[str, ...]:
    """The words at each place, each once."""
    return tuple(dict.fromkeys(text[start:end] for start, end in spans))


def count_of(text: str, number: Number) -> Count:
    """The count as the schema writes it, with the words of the text."""
    start, end = number.span
    return Count(low=number.low, high=number.high, bound=number.bound, text=text[start:end], magnitude=number.magnitude)


def time_of(text: str, when: When | None) -> Time | None:
    """The time expression as the schema writes it."""
    if when is None:
        return None
    start, end = when.span
    return Time(text=text[start:end], value=when.value, mod=when.mod, at=when.span)


def evidence_of(material: Material, span: Offsets, slots: Slots, rule: str) -> Evidence:
    """One piece of evidence: its words, who says so, when."""
    cue = material.cues[slots.cue] if slots.cue is not None else None
    via = material.entities.of(cue.via) if cue is not None and cue.via is not None else ()
    return Evidence(
        at=span,
        by=material.attributions[slots.cue].id if slots.cue is not None else AUTHOR,
        time=time_of(material.text, slots.time),
        quote=material.text[span[0] : span[1]],
        via=via[0] if via else None,
        rule=rule,
    )


@dataclass(frozen=True, slots=True)
class Settled:
    """What all pieces of evidence say together: of each field the first that is said."""

    location: tuple[str, ...]
    from_: tuple[str, ...]
    to: tuple[str, ...]
    time: Time | None
    rate: Rate | None
    modality: Modality
    condition: str | None
    negated: bool | None


def settled(material: Material, all_slots: Sequence[Slots]) -> Settled:
    """The fields that facts with and without a count share, over the slots of their evidence."""
    condition = next((s.condition for s in all_slots if s.condition is not None), None)
    return Settled(
        location=next((found for s in all_slots if (found := ids_of(material, s.location))), ()),
        from_=next((found for s in all_slots if (found := ids_of(material, s.from_))), ()),
        to=next((found for s in all_slots if (found := ids_of(material, s.to))), ()),
        time=time_of(material.text, next((s.time for s in all_slots if s.time is not None), None)),
        rate=next((Rate(per=s.rate) for s in all_slots if s.rate is not None), None),
        modality=all_slots[0].modality,
        condition=material.text[condition[0] : condition[1]] if condition else None,
        negated=True if all_slots[0].negated else None,
    )


def attributed(material: Material, all_slots: Sequence[Slots]) -> tuple[str, ...]:
    """Who says so, over all pieces of evidence, each once."""
    found: dict[str, None] = {}
    for slots in all_slots:
        for owner in (AUTHOR,) if slots.cue is None else owners(material.cues[slots.cue], material.entities):
            found[owner] = None
    return tuple(found)
