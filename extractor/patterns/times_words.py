"""The words and rules of times: classes of words, and patterns over classes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from extractor.patterns import lexicon

POINT: Final = "point"
LENGTH: Final = "length"
RATE: Final = "rate"
OTHER: Final = "other"

WORD: Final = re.compile(
    r"[^\W\d_]+(?:[’'](?![sS]\b)[^\W\d_]+)*"
    r"|\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?![\d/]|\.\d)"
    r"|\d{1,2}(?:[:.]\d{2})?\s?(?:[apAP]\.[mM]\.|[apAP][mM]\b)|(?:[01]?\d|2[0-3]):[0-5]\d\b(?![:\d])"
    r"|\d{1,2}/\d{1,2}|[‘’']?\d+s\b|\d+(?:[.,]\d+)*(?:st|nd|rd|th|ST|ND|RD|TH)?|\S"
)


@dataclass(frozen=True, slots=True)
class PatternRule:
    id: str
    level: int
    shape: str
    pattern: str  # a regular expression over class characters
    needs: tuple[frozenset[str], ...]  # class characters: without one of each the pattern can't match
    unless: tuple[str, ...]
    gives: Mapping[str, Any]

    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled when a text first calls for it: few articles need half of them."""
        return _compiled(self.pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon by lower-case word; ``phrases`` by their first word, longest first."""

    single: Mapping[str, tuple[str, Any]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, Any], ...]]
    short_months: frozenset[str]
    codes: Mapping[str, str]
    rules: tuple[tuple[PatternRule, ...], ...]
    needed: tuple[frozenset[str], ...]  # the class characters that any rule of a level needs
    starters: re.Pattern[str]


# The aliases that patterns use for the lists of the lexicon.
_LISTS: Final = {
    "months": "month",
    "weekdays": "weekday",
    "seasons": "season",
    "parts": "part",
    "counts": "num",
    "days": "dayword",
    "nights": "nightword",
    "rates": "ratename",
    "ordinals": "ordword",
}
_UNIONS: Final = {
    "unit": ("unitword", "unitplural", "century"),
    "units": ("unitplural",),
    "ord": ("ordword", "ordnum"),
    "count": ("num", "day", "vague", "year"),
    "vague": ("vague",),
    "point": ("point", "daypart", "clocktime", "ref"),
    "part": ("part",),
}


@cache
def words() -> Words:
    """The lexicon, ready to read with."""
    family = lexicon.load("times")
    single: dict[str, tuple[str, Any]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}

    def enter(text: str, kind: str, value: Any) -> None:
        parts = tuple(WORD.findall(text))
        if len(parts) == 1:
            single[text] = (kind, value)
        phrases.setdefault(parts[0], []).append((parts, kind, value))

    for name, texts in family.lists["words"].items():
        for text in texts:
            enter(text, name, None)
    for name, kind in _LISTS.items():
        for text, value in family.lists[name].items():
            enter(text, kind, value)
    for text in family.lists["vague_counts"]:
        enter(text, "vague", "X")
    for text, unit in family.lists["units"].items():
        kind = (
            "century"
            if unit == "C" and not text.endswith("ies")
            else "unitplural"
            if text.endswith("s")
            else "unitword"
        )
        enter(text, kind, unit)
    for text, value in family.lists["phrases"].items():
        enter(text, "phrase", value)
    for text, value in family.lists["hedges"].items():
        enter(text, "hedge", value)
    for text in family.lists["blocked"]:
        enter(text, OTHER, None)
    kinds = sorted(
        {kind for kind, _ in single.values()}
        | {kind for found in phrases.values() for _, kind, _ in found}
        | {
            OTHER,
            POINT,
            LENGTH,
            RATE,
            "day",
            "year",
            "decade",
            "numdate",
            "clock",
            "ordnum",
            "daypart",
            "clocktime",
            "ref",
        }
    )
    codes = {kind: chr(0xA1 + n) for n, kind in enumerate(kinds)}
    levels: dict[int, list[PatternRule]] = {}
    for rule in family.rules:
        level = int(rule.gives["level"])
        if level:
            source = str(rule.gives["pattern"])
            made = PatternRule(
                id=rule.id,
                level=level,
                shape=rule.shape,
                pattern=_pattern(source, codes),
                needs=_needs(source, codes),
                unless=rule.unless,
                gives=rule.gives,
            )
            levels.setdefault(level, []).append(made)
    starting = {w for w, (kind, _) in single.items() if kind in _STARTING} | {
        parts[0] for found in phrases.values() for parts, kind, _ in found if kind == "phrase"
    }
    rules = tuple(tuple(levels[level]) for level in sorted(levels))
    return Words(
        single=single,
        phrases={first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in phrases.items()},
        short_months=family.words("short_months"),
        codes=codes,
        rules=rules,
        needed=tuple(frozenset().union(*(need for rule in level for need in rule.needs)) for level in rules),
        starters=re.compile(rf"\d|\b(?:{'|'.join(sorted(map(re.escape, starting)))})\b", re.IGNORECASE),
    )


_STARTING: Final = {
    "month",
    "weekday",
    "season",
    "part",
    "dayword",
    "nightword",
    "ratename",
    "unitword",
    "unitplural",
    "century",
    "phrase",
}


def _pattern(source: str, codes: Mapping[str, str]) -> str:
    """A rule's pattern as a regular expression over class characters. Names of one group may come again."""
    seen: dict[str, int] = {}

    def group(match: re.Match[str]) -> str:
        name, kind = match.group(1), match.group(2)
        chars = "".join(codes[k] for k in _UNIONS.get(kind, (kind,)))
        if name is None:
            return f"[{chars}]"
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}_{seen[name]}>[{chars}])"

    unfolded = re.sub(
        r"(\w)=\(([^()]*)\)", lambda m: "(" + "|".join(f"{m[1]}={k}" for k in m[2].split("|")) + ")", source
    )
    pattern = re.sub(r"(?:([a-z])=)?([a-z_]+)", group, unfolded)
    return pattern.replace("(", "(?:").replace("(?:?P<", "(?P<").replace(" ", "")


def _needs(source: str, codes: Mapping[str, str]) -> tuple[frozenset[str], ...]:
    """The classes that a pattern can't do without: those that no ``?`` or ``*`` follows, and one of "(length|rate)"."""

    def simplified(group: re.Match[str]) -> str:
        plain = group[2] not in ("?", "*") and re.fullmatch(r"[a-z_/]+(?:\|[a-z_/]+)*", group[1])
        return f" {group[1].replace('|', '/')} " if plain else " "

    while "(" in source:
        source = re.sub(r"(?:[a-z]=)?\(([^()]*)\)([?*+]?)", simplified, source)
    kinds = re.findall(r"(?:[a-z]=)?\b([a-z_/]+)(?![a-z_/=?*])", source)
    return tuple(frozenset(codes[k] for name in kind.split("/") for k in _UNIONS.get(name, (name,))) for kind in kinds)
