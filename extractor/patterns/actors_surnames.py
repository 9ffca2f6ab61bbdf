"""Names that mean something else than they look: surnames like unknown places or groups, towns like persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Final

from extractor.model import Name
from extractor.patterns.lexicon import traits

_HINT: Final = "actors.person.hint"
_UNKNOWN: Final = "places.unknown.kind"  # no list knows it: only the words around it make it a place


def surnames(names: Sequence[Name], text: str) -> list[Name]:
    """The article's names; a lone word that ends a person's full name elsewhere in ``text`` is that person's.

    "Karim Wardesal was held. … tunnels under Wardesal's house": no place that no list knows; "the rector, Paul Wagner",
    then "Wagner said": no group, unless the article gives the group's name in full. Only persons told by more than a
    guess count, and what a gazetteer knows stays a place.
    """
    known = {
        text[n.span[0] : n.span[1]].split()[-1]
        for n in names
        if n.type == "person" and n.named and n.rule != _HINT and " " in text[n.span[0] : n.span[1]]
    }
    places = {
        text[n.span[0] : n.span[1]]: n
        for n in reversed(names)
        if n.type == "place" and n.surface == "name" and " " in text[n.span[0] : n.span[1]]
    }
    full = {n.key for n in names if "listed" in n.traits and " " in text[n.span[0] : n.span[1]]}
    return [_as_meant(name, text[name.span[0] : name.span[1]], known, places, full) for name in names]


def _as_meant(name: Name, words: str, known: Set[str], places: Mapping[str, Name], full: Set[str | None]) -> Name:
    if words in known and (name.rule == _UNKNOWN or ("listed" in name.traits and name.key not in full)):
        return replace(
            name, type="person", rule=_HINT, traits=traits(_HINT), key=None, canonical=None, country=None, sector=None
        )
    place = places.get(words) if name.type == "person" and name.role is None and name.gender is None else None
    if place is None:
        return name
    return replace(
        name,
        type="place",
        rule=place.rule,
        traits=place.traits,
        key=place.key,
        canonical=place.canonical,
        country=place.country,
        iso=place.iso,
        sector=place.sector,
    )
