"""Mentions → entities: one real thing is one entity, whatever the article calls it.

``resolve`` reads the mentions once in the order of the text. Nothing here knows spaCy.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.entities_phrase import Mark, heads
from extractor.entities_sweep import UNNAMED, Sweep, Thing
from extractor.model import Cue, Entity, Name, Offsets, Sector


@dataclass(frozen=True, slots=True)
class Entities:
    """What ``resolve`` found, in the order of first mention."""

    text: str
    entities: tuple[Entity, ...]
    _marks: tuple[Mark, ...]
    _starts: tuple[int, ...]
    _sources: Mapping[Offsets, tuple[str, ...]]
    _by_id: Mapping[str, Entity]
    _analyses: frozenset[int] = field(default_factory=frozenset)

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id; None for ``author`` and ``unnamed``."""
        return self._by_id.get(entity_id)

    def of(self, span: Offsets) -> tuple[str, ...]:
        """The ids that a phrase means: those of a cue's source as resolved there, else of its head mentions.

        Several for a coordination ("Russia nor North Korea"); ``("unnamed",)`` for reports and estimates without an
        owner; empty where nothing known stands in the span.
        """
        if span in self._sources:
            return self._sources[span]
        first = bisect_left(self._starts, span[0])
        inside = []
        for place in range(first, len(self._marks)):
            mark = self._marks[place]
            if mark.start >= span[1]:
                break
            if mark.end <= span[1]:
                inside.append(mark)
        return heads(self.text, span, inside)

    def force_of(self, country: str) -> str | None:
        """The id of a country's own forces (``north-korean-forces``), where the article speaks of them."""
        return next(
            (
                e.id
                for e in self.entities
                if e.country == country
                and e.type == "armed_force"
                and e.sector == "military"
                and e.id.endswith("-forces")
                and e.named is not False
            ),
            None,
        )

    def source_kind(self, ids: Sequence[str], span: Offsets | None = None) -> Sector:
        """The sector of a source; a country speaks as its government. ``span`` tells analyses from reports."""
        for entity_id in ids:
            entity = self._by_id.get(entity_id)
            if entity is not None:
                if entity.type in ("country", "place"):
                    return "government"
                return entity.sector or "unknown"
        if span is not None and any(span[0] <= at < span[1] for at in self._analyses):
            return "analysis"
        return "unknown"

    def named(self, ids: Sequence[str]) -> bool:
        """Whether the source has a name: False for unnamed people and for ``unnamed``."""
        found = [self._by_id[i] for i in ids if i in self._by_id]
        return bool(found) and all(entity.named is not False for entity in found)

    def listed(self, used: Collection[str]) -> tuple[Entity, ...]:
        """The entities that belong in the output: all with a name, forces ("foreign forces"), and of the unnamed people
        those in use."""
        return tuple(e for e in self.entities if e.named is not False or e.type == "armed_force" or e.id in used)


def resolve(
    text: str, names: Sequence[Name], cues: Sequence[Cue] = (), adjectives: Mapping[str, str] | None = None
) -> Entities:
    """The entities of one article.

    ``names`` are the mentions of all paragraphs (places and actors); ``cues`` the attributions, whose sources always
    get an entity; ``adjectives`` those of the countries by code, for the ids of governments (``actors.adjectives()``).
    Linear in the number of mentions, deterministic.
    """
    sweep = Sweep(text, adjectives or {})
    things, marks, sources = sweep.run(names, cues)
    ids = _ids(things)
    entities = tuple(_entity(text, thing, ids[id(thing)]) for thing in things)
    final = tuple(Mark(m.start, m.end, ids.get(id(m.thing), UNNAMED), m.kind, m.surface) for m in marks)
    return Entities(
        text,
        entities,
        final,
        tuple(m.start for m in final),
        {span: tuple(dict.fromkeys(ids.get(id(thing), UNNAMED) for thing in found)) for span, found in sources.items()},
        {entity.id: entity for entity in entities},
        frozenset(n.span[0] for n in names if "document" in n.traits and n.sector == "analysis"),
    )


def _ids(things: Sequence[Thing]) -> dict[int, str]:
    """Ids by identity of the thing: its slug, with ``-2`` where two things have one name."""
    taken: dict[str, int] = {}
    found: dict[int, str] = {}
    for thing in things:
        base = thing.slug or thing.type
        if base in ("author", UNNAMED):
            base += "-" + thing.type.replace("_", "-")
        taken[base] = taken.get(base, 0) + 1
        made = base
        while taken[base] > 1 and (made := f"{base}-{taken[base]}") in taken:
            taken[base] += 1
        taken.setdefault(made, 1)
        found[id(thing)] = made
    return found


def _entity(text: str, thing: Thing, entity_id: str) -> Entity:
    mentions = _by_surface(text, thing.mentions)
    demonyms = _by_surface(text, thing.demonyms)
    name = thing.name or next(iter(mentions), None) or next(iter(demonyms), entity_id)
    return Entity(
        id=entity_id,
        type=thing.type,
        name=name,
        role=thing.role,
        country=thing.country,
        iso=thing.iso,
        sector=thing.sector,
        named=None if thing.named else False,
        aliases=tuple(form for form in mentions if form != name),
        mentions=mentions,
        demonyms=demonyms,
        pronouns=_by_surface(text, thing.pronouns),
    )


def _by_surface(text: str, spans: Sequence[Offsets]) -> dict[str, tuple[Offsets, ...]]:
    found: dict[str, list[Offsets]] = {}
    for span in sorted(set(spans)):
        found.setdefault(text[span[0] : span[1]], []).append(span)
    return {surface: tuple(places) for surface, places in found.items()}
