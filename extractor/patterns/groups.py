"""Known groups, organisations and media: run-time access to ``groups.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, cast

from extractor.errors import InputError
from extractor.model import EntityType, Sector
from extractor.patterns import lexicon
from extractor.slugs import plain, slug

_LINE: Final = re.compile(r"([A-Z]{3}|-)\s+(?:([a-z0-9-]+) = )?(\S.*)")
_PIECE: Final = re.compile(r"['’]s\b|[\w&]+(?:['’]\w+)*", re.IGNORECASE)
_SHORT: Final = 4  # acronyms that short are ordinary words in a line that is all capitals (IS, WHO)


@dataclass(frozen=True, slots=True)
class Group:
    """One line of the table. ``country`` is None where it belongs to no state; ``names`` holds ``name`` first."""

    key: str
    name: str
    names: tuple[str, ...]
    type: EntityType
    sector: Sector
    country: str | None


def pieces(name: str) -> tuple[str, ...]:
    """The words that are compared: lower case, without accents, dots, hyphens and apostrophes."""
    return tuple(clean(p) for p in _PIECE.findall(plain(name).replace(".", "")))


def clean(word: str) -> str:
    """One word as it is compared; "" for punctuation."""
    word = plain(word).lower().replace("’", "'").replace(".", "")
    return word if word == "'s" else "".join(c for c in word if c.isalnum() or c == "&")


@cache
def groups() -> tuple[Group, ...]:
    """Every line of the table; InputError with its line where one is broken."""
    family = lexicon.load("groups")
    found: list[Group] = []
    for heading, block in family.lists.items():
        kind, _, sector = heading.partition(".")
        for line in str(block).splitlines():
            match = _LINE.fullmatch(line.strip())
            if match is None:
                where = lexicon.line_of(family.path, line)
                raise InputError(family.path.name, f'"{line}" is no entry', "write: COUNTRY  Name | other name", where)
            code, key, names = match.group(1, 2, 3)
            all_names = tuple(n.strip() for n in names.split("|"))
            found.append(
                Group(
                    key or slug(all_names[0]),
                    all_names[0],
                    all_names,
                    cast(EntityType, kind),
                    cast(Sector, sector),
                    None if code == "-" else code,
                )
            )
    return tuple(found)


@cache
def by_key() -> Mapping[str, Group]:
    """The groups by their entity id."""
    return MappingProxyType({group.key: group for group in groups()})


@cache
def _index() -> tuple[Mapping[tuple[str, ...], tuple[Group, bool]], Mapping[str, tuple[int, ...]]]:
    """Words → group and whether it is an acronym; first word → the lengths to try, longest first."""
    found: dict[tuple[str, ...], tuple[Group, bool]] = {}
    lengths: dict[str, set[int]] = {}
    for group in groups():
        for name in group.names:
            words = pieces(name.removeprefix("The ") if name.count(" ") > 1 else name)
            found.setdefault(words, (group, name.isupper() and len(words) == 1))
            lengths.setdefault(words[0], set()).add(len(words))
    return found, {word: tuple(sorted(sizes, reverse=True)) for word, sizes in lengths.items()}


def find(words: Sequence[str]) -> list[tuple[int, int, Group]]:
    """Where known groups stand in a list of tokens, as ``[first, end)``, the longest first, none overlapping."""
    index, lengths = _index()
    kept = [(n, c) for n, c in ((n, clean(w)) for n, w in enumerate(words)) if c]
    shouting = len(words) > 2 and not any(c.islower() for word in words for c in word)
    found: list[tuple[int, int, Group]] = []
    at = 0
    while at < len(kept):
        first, word = kept[at]
        step = 1
        for size in lengths.get(word, ()) if words[first][:1].isupper() or word in _LOWER else ():
            entry = index.get(tuple(c for _, c in kept[at : at + size]))
            if entry is None or at + size > len(kept):
                continue
            group, acronym = entry
            last = kept[at + size - 1][0]
            if acronym and (not words[first].isupper() or (shouting and len(word) < _SHORT)):
                continue
            if word == "al" and not any(w[:1].isupper() for w in words[first : last + 1]):
                continue
            found.append((first, last + 1, group))
            step = size
            break
        at += step
    return found


_LOWER: Final = frozenset({"al", "dpa", "wwwrfaorg", "rfaorg", "wwwrferlorg"})  # "al-Qaeda": the capital comes later
