"""Countries, their names, demonyms and seats of government: run-time access to ``countries.tsv``.

The table is written by ``tools/build_countries.py``; what words mean in context is decided by ``places.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

TABLE: Final = Path(__file__).with_name("countries.tsv")

SurfaceKind = Literal["name", "demonym", "people", "capital", "seat"]
_MIN_CAPITALS: Final = 4  # "OMAN" is Oman; shorter all-capital words have to be in the table as they are ("UAE")


@dataclass(frozen=True, slots=True)
class Country:
    """A country or a territory with a code of its own.

    Attributes:
        code: ISO 3166-1 alpha-3; of states that are no more ISO 3166-3 (SUN, YUG, DDR).
        key: entity id, the common English name as a slug.
        name: the common English name.
        names: every name, ``name`` first, without a leading "the".
        demonyms: adjectives and words for one of the people (Danish, Dane).
        people: words for the people (Danes, British).
        capital: its usual English name, "" where there is none.
        capital_names: its other names and spellings, and other seats of the government that are cities.
        seats: other words that stand for the government (Kremlin, Downing Street).
    """

    code: str
    key: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    people: tuple[str, ...]
    capital: str
    capital_names: tuple[str, ...]
    seats: tuple[str, ...]


@cache
def _all() -> tuple[Country, ...]:
    """Every line of the table: two states may share a code, the one that exists first (Germany, West Germany)."""
    found = []
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        if line and line[0] != "#":
            code, key, name, names, demonyms, people, capital, others, seats = line.split("\t")
            found.append(
                Country(
                    code,
                    key,
                    name,
                    tuple(names.split(";")),
                    tuple(demonyms.split(";")) if demonyms else (),
                    tuple(people.split(";")) if people else (),
                    capital,
                    tuple(others.split(";")) if others else (),
                    tuple(seats.split(";")) if seats else (),
                )
            )
    return tuple(found)


@cache
def countries() -> Mapping[str, Country]:
    """The countries by code. Of two states with one code the one that exists is given."""
    found: dict[str, Country] = {}
    for country in _all():
        found.setdefault(country.code, country)
    return MappingProxyType(found)


@cache
def by_key(key: str) -> Country | None:
    """The country with this entity id."""
    return next((country for country in _all() if country.key == key), None)


@cache
def surfaces() -> Mapping[str, tuple[Country, SurfaceKind]]:
    """Every surface form as written. Where one form is several things, the earlier kind of this order stands:
    name, demonym, people, capital, seat ("US" is a name before it is an adjective)."""
    found: dict[str, tuple[Country, SurfaceKind]] = {}
    states = _all()
    for country in states:
        for word in country.names:
            found.setdefault(word, (country, "name"))
    for country in states:
        for word in country.demonyms:
            found.setdefault(word, (country, "demonym"))
    for country in states:
        for word in country.people:
            found.setdefault(word, (country, "people"))
    for country in states:
        if country.capital:
            found.setdefault(country.capital, (country, "capital"))
        for word in country.capital_names:
            found.setdefault(word, (country, "capital"))
    for country in states:
        for word in country.seats:
            found.setdefault(word, (country, "seat"))
    return MappingProxyType(found)


@cache
def _capitals() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for word in surfaces():
        if len(word) >= _MIN_CAPITALS:
            found.setdefault(word.upper(), word)
    return found


def by_surface(words: str) -> tuple[Country, SurfaceKind] | None:
    """What exactly these words mean, case-sensitive, without a leading "the"; ALL CAPITALS are accepted."""
    found = surfaces().get(words)
    if found is None and words.isupper():
        found = surfaces().get(_capitals().get(words, ""))
    return found
