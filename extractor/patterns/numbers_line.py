"""What the numbers family reads: its words, the paragraph's tokens as plain lists, and a bare number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final, Literal

from spacy.tokens import Doc

from extractor.patterns import lexicon
from extractor.patterns.paragraph import Paragraph

Shape = Literal["digits", "words", "range", "vague", "share", "none"]
HYPHENS: Final = frozenset("-–—‒−‑‐")
_DIGIT: Final = re.compile(r"\d")
ROMAN: Final = frozenset(
    (
        *("II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII"),
        *("XIX", "XX", "XXI", "XXII", "XXIII", "XXIV", "XXV", "XXX", "XL", "LX"),
    )
)


@dataclass(frozen=True, slots=True)
class Words:
    """The family's words, from numbers.yaml, in the shapes that the code asks for."""

    lists: Mapping[str, Any]
    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    suffixes: Mapping[str, int]
    groups: Mapping[str, int]
    plurals: Mapping[str, int]
    collectives: Mapping[str, int]
    quantifiers: frozenset[str]
    fractions: frozenset[str]
    starters: frozenset[str]
    wake: frozenset[str]

    def has(self, name: str, word: str) -> bool:
        """Whether ``word`` stands in the list ``name``."""
        return word in self.lists[name]


@cache
def words() -> Words:
    """The lexicon of numbers; plain lists become sets."""
    lists = lexicon.load("numbers").lists
    sets = {
        k: frozenset(v) if isinstance(v, list) and all(isinstance(w, str) for w in v) else v for k, v in lists.items()
    }
    units, tens, scales = lists["units"], lists["tens"], lists["scales"]
    named: set[str] = set()
    for name in ("units", "tens", "scales", "groups", "plurals", "collectives", "vague", "fractions"):
        named.update(lists[name])
    starters = frozenset(named | {"a", "an", "half", "couple", "number", "numbers", "both"})
    return Words(
        lists=sets,
        units=units,
        tens=tens,
        scales=scales,
        suffixes=lists["suffixes"],
        groups=lists["groups"],
        plurals=lists["plurals"],
        collectives=lists["collectives"],
        quantifiers=sets["vague"],
        fractions=sets["fractions"],
        starters=starters,
        wake=starters | sets["ordinals"],
    )


@lru_cache(maxsize=1 << 14)
def _plain(low: str) -> str:
    """Straight apostrophes, and "two" for the "two-" of "two- and three-man"; of a word in lower case."""
    low = low.replace("’", "'")
    return low[:-1] if len(low) > 2 and low[-1] == "-" and low[0].isalpha() else low


@lru_cache(maxsize=1 << 14)
def _may_count(word: str) -> bool:
    """A number may start with the word as written."""
    low = _plain(word.lower())
    return low in words().wake or _DIGIT.search(low) is not None or word in ROMAN


@dataclass(frozen=True, slots=True)
class Line:
    """The paragraph's tokens as plain lists; reading beyond either end gives an empty string."""

    doc: Doc
    text: tuple[str, ...]
    lower: tuple[str, ...]
    tag: tuple[str, ...]

    @classmethod
    def of(cls, paragraph: Paragraph) -> Line:
        is_plain = "’" not in paragraph.text and "-" not in paragraph.text
        lower = paragraph.lower if is_plain else tuple(map(_plain, paragraph.lower))
        return cls(paragraph.doc, paragraph.words, lower, paragraph.tags)

    def candidates(self) -> list[int]:
        """The tokens where a number may start: all that hold a digit, the number words, Roman numerals."""
        return [i for i, word in enumerate(self.text) if _may_count(word)]

    def low(self, i: int) -> str:
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def pos(self, i: int) -> str:
        return self.tag[i] if 0 <= i < len(self.tag) else ""

    def plural(self, i: int) -> bool:
        return self.pos(i) in ("NNS", "NNPS") or words().has("people_nouns", self.low(i))

    def glued(self, i: int) -> bool:
        """No blank between token ``i`` and the next."""
        return 0 <= i < len(self.text) and not self.doc[i].whitespace_


@dataclass(frozen=True, slots=True)
class Core:
    """A bare number at the tokens ``[first, end)``. ``scale`` is what its last scale word multiplied it by."""

    first: int
    end: int
    shape: Shape
    low: float | None = None
    high: float | None = None
    magnitude: int | None = None
    scale: int = 1
    approx: bool = False
