"""What facts are made of, and the fields that facts with and without a count share. No spaCy here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from extractor.entities import Entities
from extractor.model import Attribution, Count, Cue, Evidence, Figure, Number, Offsets, Slots, Statement, Time, When
from extractor.sources import owners

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


def times_agree(one: When | None, other: When | None) -> bool:
    return values_agree(one.value if one is not None else None, other.value if other is not None else None)


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


def attributed(material: Material, all_slots: Sequence[Slots]) -> tuple[str, ...]:
    """Who says so, over all pieces of evidence, each once."""
    found: dict[str, None] = {}
    for slots in all_slots:
        for owner in (AUTHOR,) if slots.cue is None else owners(material.cues[slots.cue], material.entities):
            found[owner] = None
    return tuple(found)
