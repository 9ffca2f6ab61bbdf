"""The words of ``places.yaml``, read once: places by hand and the signs by which a place is known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.patterns import inflect, lexicon
from extractor.patterns.places_table import fold

COLUMNS = 5


@dataclass(frozen=True, slots=True)
class World:
    """A place of the list ``world``: a region of the world, a disputed land, a water."""

    name: str
    country: str | None
    iso: str | None

    @property
    def key(self) -> str:
        return slug(self.name)


@dataclass(frozen=True, slots=True)
class Words:
    """``places.yaml``. ``world`` and ``demonyms`` by surface form as written."""

    world: Mapping[str, World]
    demonyms: Mapping[str, World]
    sets: Mapping[str, frozenset[str]]
    government_forms: frozenset[str]
    object_forms: frozenset[str]

    def has(self, name: str, word: str) -> bool:
        return word in self.sets[name]


def slug(name: str) -> str:
    """The entity id of a name: ASCII, lower case, hyphens; apostrophes fall away ("Sana'a" → sanaa)."""
    bare = re.sub(r"['’‘`ʻʼʿʾ.]", "", name)
    key = re.sub(r"[^a-z0-9]+", "-", fold(bare)).strip("-")
    return key or re.sub(r"\s+", "-", unicodedata.normalize("NFC", name).lower())


@cache
def words() -> Words:
    family = lexicon.load("places")
    world: dict[str, World] = {}
    demonyms: dict[str, World] = {}
    for line in family.lists["world"]:
        cells = [cell.strip() for cell in line.split("|")] + [""] * COLUMNS
        name, others, country, iso, people = cells[:COLUMNS]
        place = World(re.sub(r"^the ", "", name), country or None, iso or None)
        for form in (name, *others.split("; ")):
            if form:
                world[form] = place
        for form in filter(None, people.split("; ")):
            demonyms[form] = place
    sets = {
        name: frozenset(word for line in lines for word in line.split(", "))
        for name, lines in family.lists.items()
        if name != "world"
    }

    def forms(name: str) -> frozenset[str]:
        return frozenset(f for base in sets[name] for f in inflect.verb(base).all())

    return Words(world, demonyms, sets, forms("government_verbs"), forms("government_objects"))
