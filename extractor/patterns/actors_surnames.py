"""Surnames that look like something else where they stand alone: an unknown place, a known group."""

from __future__ import annotations

from collections.abc import Sequence
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
    full = {n.key for n in names if "listed" in n.traits and " " in text[n.span[0] : n.span[1]]}
    return [
        replace(n, type="person", rule=_HINT, traits=traits(_HINT), key=None, canonical=None, country=None, sector=None)
        if text[n.span[0] : n.span[1]] in known and (n.rule == _UNKNOWN or ("listed" in n.traits and n.key not in full))
        else n
        for n in names
    ]
