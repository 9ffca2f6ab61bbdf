"""Inflected forms of verbs and nouns, made from base forms when a lexicon is loaded: no lemmatizer runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from extractor.patterns import lexicon

VOWELS: Final = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one verb; ``past`` and ``participle`` may have several spellings."""

    base: str
    third: str
    gerund: str
    past: tuple[str, ...]
    participle: tuple[str, ...]

    def all(self) -> frozenset[str]:
        return frozenset((self.base, self.third, self.gerund, *self.past, *self.participle))


@cache
def _table() -> tuple[Mapping[str, str], frozenset[str]]:
    """The verbs of irregular.yaml, and those of several syllables that double their last consonant."""
    family = lexicon.load("irregular")
    return family.lists["verbs"], family.words("doubling")


@cache
def verb(base: str) -> Forms:
    """The forms of ``base``, which irregular.yaml may list."""
    irregular, doubling = _table()
    doubled = base in doubling or _one_short_syllable(base)
    stem = base + base[-1] if doubled else base
    if base == "have":
        third = "has"
    elif base.endswith(("s", "x", "z", "ch", "sh")):
        third = base + "es"
    elif base.endswith("y") and base[-2] not in VOWELS:
        third = base[:-1] + "ies"
    elif base.endswith("o"):
        third = base + "es"
    else:
        third = base + "s"
    if base.endswith("ie"):
        gerund = base[:-2] + "ying"
    elif base.endswith("e") and not base.endswith(("ee", "ye", "oe")):
        gerund = base[:-1] + "ing"
    else:
        gerund = stem + "ing"
    if base in irregular:
        forms = irregular[base].split()
        return Forms(base, third, gerund, tuple(forms[0].split("/")), tuple(forms[-1].split("/")))
    if base.endswith("e"):
        regular = base + "d"
    elif base.endswith("y") and base[-2] not in VOWELS:
        regular = base[:-1] + "ied"
    else:
        regular = stem + "ed"
    return Forms(base, third, gerund, (regular,), (regular,))


@cache
def verbs(family: str, *lists: str) -> frozenset[str]:
    """Every form of the verbs of some of a family's lists."""
    return frozenset(form for base in sorted(lexicon.load(family).words(*lists)) for form in verb(base).all())


def plural(noun: str, irregular: Mapping[str, str] = MappingProxyType({})) -> str:
    """The plural of a noun phrase, made at its last word, which ``irregular`` may name."""
    front, blank, last = noun.rpartition(" ")
    if last in irregular:
        made = irregular[last]
    elif last.endswith("sis"):
        made = last[:-2] + "es"
    elif last.endswith(("s", "x", "z", "ch", "sh")):
        made = last + "es"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        made = last[:-1] + "ies"
    elif last.endswith("man") and last not in ("human", "shaman", "roman"):
        made = last[:-3] + "men"
    elif last.endswith("child"):
        made = last + "ren"
    else:
        made = last + "s"
    return front + blank + made


def _one_short_syllable(base: str) -> bool:
    if len(base) < 3 or base[-1] in VOWELS or base[-1] in "wxy" or base[-2] not in VOWELS or base[-3] in VOWELS:
        return False
    return sum(1 for letter in base if letter in VOWELS) == 1
