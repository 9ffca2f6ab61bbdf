"""Whose people they are: the phrase that names them, their country, their status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from extractor.linking.scene import Scene
from extractor.model import Figure, Name, Offsets, Status
from extractor.patterns import tree

REACH: Final = 14  # tokens behind a noun in which its of-phrase may name the country
NATIONAL: Final = frozenset({"country", "armed_force", "organization", "person", "group"})


@dataclass(slots=True)
class Memory:
    """Settles what a bare count leaves to the noun before it."""

    def settle(self, scene: Scene, figure: Figure, before: Sequence[Figure]) -> Figure:
        """The figure with whose people it counts."""
        assert figure.slots is not None
        given = giver(figure, before) if figure.people is None or _vague_noun(scene, figure) else None
        countries = own_country(scene, figure)
        phrase = figure.people.span if figure.people else None
        status: Status = figure.people.status if figure.people else "unknown"
        if given is not None and given.slots is not None:
            countries = countries or given.slots.country
            phrase = phrase or given.slots.victims
            status = given.slots.status if status == "unknown" else status
        if not countries and figure.kind is None:
            countries = sender(scene, figure)
        agent = _agent(scene, figure)
        slots = replace(
            figure.slots, country=countries, victims=phrase, status=status, agent=agent.span if agent else None
        )
        return replace(figure, slots=slots)


def _vague_noun(scene: Scene, figure: Figure) -> bool:
    assert figure.people is not None
    return scene.paragraph.doc[figure.people.head].lower_ in ("others", "other", "more")


def giver(figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The figure whose noun a bare count shares: its whole, or the one before it in the paragraph."""
    if figure.part_of is not None and figure.part_of < len(before):
        return before[figure.part_of]
    for other in reversed(before):
        if other.paragraph != figure.paragraph:
            return None
        if other.span != figure.span:
            return other
    return None


def own_country(scene: Scene, figure: Figure) -> tuple[str, ...]:
    """Countries that the counted phrase itself names: "Iraqi soldiers", "members of the Afghan army"."""
    if figure.people is None:
        return ()
    first = min(figure.tokens[0], figure.people.tokens[0])
    end = max(figure.tokens[1], figure.people.tokens[1])
    doc = scene.paragraph.doc
    stop = end
    if end < len(doc) and doc[end].lower_ in ("of", "from"):
        stop = min(doc[figure.people.head].right_edge.i + 1, end + REACH)
    found = [n for n in scene.names if first <= n.tokens[0] < stop and n.country and n.type in NATIONAL]
    known = [n for n in found if n.type == "country" or n.surface == "demonym" or n.sector in ("military", "police")]
    return tuple(dict.fromkeys(n.country for n in known if n.country))


def sender(scene: Scene, figure: Figure) -> tuple[str, ...]:
    """Of troops without a country: who sends, has or leads them ("France has 200 officers there")."""
    doc = scene.paragraph.doc
    places: list[int] = []
    if figure.event is not None and figure.event.agent is not None:
        places.append(figure.event.agent)
    owner = next((c for c in doc[figure.tokens[1] - 1].children if c.dep_ == "poss"), None)
    if owner is not None:
        places.append(owner.i)
    verb = tree.clause_verb(doc[figure.anchor])
    places += [s.i for s in tree.subjects(verb)]
    for place in places:
        for name in scene.names:
            if name.tokens[0] <= place < name.tokens[1] and name.type == "country" and name.country:
                return (name.country,)
    return ()


def _agent(scene: Scene, figure: Figure) -> Name | None:
    """Who did it, where the cue's own construction names an actor."""
    if figure.event is None or figure.event.agent is None or figure.kind is None:
        return None
    place = figure.event.agent
    for name in scene.names:
        if name.tokens[0] <= place < name.tokens[1] and name.type in (
            "armed_force",
            "country",
            "organization",
            "group",
        ):
            return name
    return None


def covered(names: Sequence[Name], span: Offsets) -> list[Name]:
    """The names inside a span."""
    return [n for n in names if span[0] <= n.span[0] and n.span[1] <= span[1]]
