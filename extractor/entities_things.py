"""Entities while they are put together, and the small questions that are asked of their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from extractor.model import EntityType, Name, Offsets, Sector
from extractor.slugs import plain

_WORD: Final = re.compile(r"[^\W_]+")
_EDGE: Final = re.compile(r"^(?:the|an?|this|that|these|those|his|her|its|their|one|two|three|another)\s+", re.I)


@dataclass(slots=True, eq=False)
class Thing:
    """An entity while it is put together; compared by identity."""

    type: EntityType
    slug: str
    name: str | None = None
    country: str | None = None
    iso: str | None = None
    sector: Sector | None = None
    role: str | None = None
    named: bool = True
    gender: str | None = None
    mentions: list[Offsets] = field(default_factory=list)
    demonyms: list[Offsets] = field(default_factory=list)
    pronouns: list[Offsets] = field(default_factory=list)
    last: int = -1

    @property
    def is_group(self) -> bool:
        """ "The group" may mean it: a body that belongs to no state."""
        state = ("government", "military", "police", "intelligence", "medical", "academic")
        return self.type in ("organization", "armed_force") and self.sector not in state

    @property
    def many(self) -> bool:
        return self.type in ("group", "armed_force")


def fits(acronym: str, words: str) -> bool:
    """The acronym's letters are the initials of the name's words, small words skipped or not."""
    initials = [w[0].upper() for w in _WORD.findall(words)]
    letters = [c for c in acronym if c.isupper()]
    at = 0
    for letter in letters:
        while at < len(initials) and initials[at] != letter:
            at += 1
        at += 1
    return at <= len(initials) and len(letters) > 1


def settled(names: Sequence[Name]) -> list[Name]:
    """Names in text order, without those inside a known name or a person, and without doubled ones.

    "African Union mission in Somalia" is built from words and keeps its parts; "Radio Free Asia" is one name.
    """
    kept: list[Name] = []
    solid_end, equal = -1, (-1, -1)
    order = sorted(names, key=lambda n: (n.span[0], -n.span[1], _rank(n), n.rule))
    for name in order:
        if name.span[1] <= solid_end:
            continue
        if name.span == equal and name.surface != "pronoun":
            continue
        if name.span[0] < solid_end and name.rule.startswith("places"):
            continue
        kept.append(name)
        equal = name.span
        if "listed" in name.traits or (name.type == "person" and "hint" not in name.traits and name.named):
            solid_end = name.span[1]
    return kept


def _rank(name: Name) -> int:
    """Of two names at one place the better: known groups, then countries and places, then what was built or guessed."""
    if "listed" in name.traits:
        return 0
    if "hint" in name.traits:
        return 4
    return 1 if name.rule.startswith("places") else 2


def words_of(text: str) -> list[str]:
    """The words of a person's name, in lower case, without particles."""
    return [w.lower() for w in _WORD.findall(plain(text)) if w.lower() not in ("al", "el", "s", "bin", "ibn")]


def last_word(text: str) -> str:
    """The last word in lower case, "" where there is none."""
    found = _WORD.findall(text)
    return found[-1].lower() if found else ""


def bare(words: str) -> str:
    """The phrase without its article or determiner."""
    return _EDGE.sub("", words, count=1) if _EDGE.match(words) else words
