"""Known groups, organisations and media: run-time access to ``groups.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final, cast

from extractor.errors import InputError
from extractor.model import EntityType, Sector
from extractor.patterns import lexicon
from extractor.slugs import plain, slug

_LINE: Final = re.compile(r"([A-Z]{3}|-)\s+(?:([a-z0-9-]+) = )?(\S.*)")
_POSSESSIVE: Final = re.compile(r"'s\b")
_MARKS: Final = str.maketrans(
    {".": None, "'": None, ",": None, "-": " ", "_": " ", "–": " ", "/": " ", "(": " ", ")": " "}
)
_HYPHEN: Final = re.compile(r"(?<=\w)[-/](?=\w)|(?<=\.)-(?=\w)")
_MIXED: Final = re.compile(r"[A-Z][a-z]?[A-Z][a-z]?")  # "LeT", "JeM"
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


@lru_cache(maxsize=1 << 14)
def _parts(word: str) -> tuple[str, ...]:
    """A token as the words that are compared, none for punctuation: "U.S.-led" is two."""
    return tuple(part for part in map(clean, _HYPHEN.split(word)) if part)


def clean(word: str) -> str:
    """One word as it is compared; "" for punctuation."""
    word = plain(word).lower().replace("’", "'").replace(".", "")
    return word if word == "'s" else "".join(c for c in word if c.isalnum() or c == "&")


@cache
def groups() -> tuple[Group, ...]:
    """Every line of the table; InputError with its line where one is broken."""
    lists = lexicon.load("groups").lists
    return tuple(_group(heading, line) for heading, block in lists.items() for line in block.splitlines())


@cache
def _group(heading: str, line: str) -> Group:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        path = lexicon.load("groups").path
        problem = f'"{line}" is no entry'
        raise InputError(path.name, problem, "write: COUNTRY  Name | other name", lexicon.line_of(path, line))
    code, key, body = match.group(1, 2, 3)
    kind, _, sector = heading.partition(".")
    names = tuple(name.strip().replace("_", " ") for name in body.split("|"))
    return Group(
        key or slug(names[0]),
        names[0],
        names,
        cast(EntityType, kind),
        cast(Sector, sector),
        None if code == "-" else code,
    )


@cache
def by_key() -> Mapping[str, Group]:
    """The groups by their entity id."""
    return MappingProxyType({group.key: group for group in groups()})


@cache
def _index() -> tuple[Mapping[tuple[str, ...], tuple[str, str, bool]], Mapping[str, tuple[int, ...]]]:
    """Words → heading, line and whether it is an acronym; first word → the lengths to try, longest first.

    Lines become groups only when one of their names is found: this runs at every cold start.
    """
    found: dict[tuple[str, ...], tuple[str, str, bool]] = {}
    lengths: dict[str, set[int]] = {}
    for heading, block in lexicon.load("groups").lists.items():
        for line, compared in zip(block.split("\n"), _compared(block).split("\n"), strict=True):
            names = line[5:].rpartition(" = ")[2].split(" | ")
            for name, form in zip(names, compared[4:].rpartition(" = ")[2].split(" | "), strict=True):
                words = tuple(form.split())
                if len(words) > 2 and words[0] == "the":
                    words = words[1:]
                acronym = len(words) == 1 and (name.isupper() or bool(_MIXED.fullmatch(name)))
                if words in found and found[words][2] and not acronym:  # ASEAN is written Asean as well
                    found[words] = (*found[words][:2], False)
                if words and words not in found:
                    found[words] = (heading, line, acronym)
                    lengths.setdefault(words[0], set()).add(len(words))
    return found, {word: tuple(sorted(sizes, reverse=True)) for word, sizes in lengths.items()}


def _compared(block: str) -> str:
    """A block as its names are compared, line by line: as ``clean`` makes them of tokens, with blanks between."""
    return _POSSESSIVE.sub(" \0", plain(block).lower()).translate(_MARKS).replace("\0", "'s")


@lru_cache(maxsize=1 << 14)
def _begins(word: str) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """-> (part of a token at which a name may begin, how many parts such names have, most first)."""
    lengths = _index()[1]
    proper = word[:1].isupper() or word[:1].isdigit()
    return tuple((n, lengths[c]) for n, c in enumerate(_parts(word)) if c in lengths and (proper or c in _LOWER))


def _parts_from(words: Sequence[str], first: int, part: int, size: int) -> list[tuple[int, int, str]]:
    """At most so many parts from one on, each as (its token, its place there, its form)."""
    found: list[tuple[int, int, str]] = []
    for n in range(first, len(words)):
        found += [(n, m, c) for m, c in enumerate(_parts(words[n])) if n > first or m >= part]
        if len(found) >= size:
            break
    return found[:size]


def find(words: Sequence[str]) -> list[tuple[int, int, Group]]:
    """Where known groups stand in a list of tokens, as ``[first, end)``, the longest first, none overlapping."""
    index, _ = _index()
    found: list[tuple[int, int, Group]] = []
    free = 0, 0  # the first part behind the last name
    for first, part, sizes in [(n, *begin) for n, word in enumerate(words) for begin in _begins(word)]:
        if (first, part) < free:
            continue
        parts = _parts_from(words, first, part, sizes[0])
        word = parts[0][2]
        for size in sizes:
            entry = index.get(tuple([c for _, _, c in parts[:size]]))
            if entry is None or size > len(parts):
                continue
            heading, line, acronym = entry
            last = parts[size - 1][0]
            if size > 1 and not _written_so(words[first : last + 1], line):
                continue
            if acronym and (not _capitals(words[first]) or (len(word) < _SHORT and _shouting(words))):
                continue
            if word == "al" and not any(w[:1].isupper() for w in words[first : last + 1]):
                continue
            found.append((first + (word == "the"), last + 1, _group(heading, line)))
            free = last, parts[size - 1][1] + 1
            break
    return found


def _shouting(words: Sequence[str]) -> bool:
    """A line that is all capitals."""
    return len(words) > 2 and not any(map(str.islower, "".join(words)))


def _capitals(word: str) -> bool:
    """ "RSF", "LeT": more than the capital of a sentence's first word."""
    return word.isupper() or bool(_MIXED.fullmatch(word))


def _written_so(words: Sequence[str], line: str) -> bool:
    """The last word has its capital, unless the table has the name with a small one ("Maute group")."""
    return words[-1][:1].isupper() or not words[-1][:1].isalpha() or f" {words[-1]}" in line


_LOWER: Final = frozenset({"al", "dpa", "wwwrfaorg", "rfaorg", "wwwrferlorg"})  # "al-Qaeda": the capital comes later
