"""A paragraph as classes of time words, and the cascade of patterns over them.

Every word becomes one item whose class is one character, so that a rule's pattern is a regular expression over a short
string. What a level finds is collapsed into one item (point, length, rate) for the next level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from spacy.tokens import Token

from extractor.model import Offsets
from extractor.patterns import lexicon
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.times_value import Time

POINT: Final = "point"
LENGTH: Final = "length"
RATE: Final = "rate"
OTHER: Final = "other"

_WORD: Final = re.compile(
    r"[^\W\d_]+(?:[’'](?![sS]\b)[^\W\d_]+)*"
    r"|\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?![\d/]|\.\d)"
    r"|\d{1,2}(?:[:.]\d{2})?\s?(?:[apAP]\.[mM]\.|[apAP][mM]\b)|(?:[01]?\d|2[0-3]):[0-5]\d\b(?![:\d])"
    r"|\d{1,2}/\d{1,2}|[‘’']?\d+s\b|\d+(?:[.,]\d+)*(?:st|nd|rd|th|ST|ND|RD|TH)?|\S"
)
_DECADE: Final = re.compile(r"[‘’']?(\d{2})?(\d)0s")
_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?([ap])?(?:\.?m\.?)?", re.IGNORECASE)
_DATE: Final = re.compile(r"(\d+)([-./])(\d+)[-./](\d+)")
_NUMERIC: Final = frozenset("0123456789‘’'")
_YEAR_FIRST: Final = range(1400, 2100)


class Item(NamedTuple):  # a tuple, since every word of a text becomes one
    """One word, or what a rule made of several. ``word`` is lower case; offsets are the Doc's.

    ``rule`` ends in the rule that made it, behind those that made its parts: ``times.date.month/times.at.preposition``.
    """

    kind: str
    start: int
    end: int
    word: str
    value: Any = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's match: the items by the names that its pattern gives them, and where it stands in ``items``."""

    items: tuple[Item, ...]
    first: int
    end: int
    parts: Mapping[str, Item]
    paragraph: Paragraph

    @property
    def before(self) -> Item | None:
        return self.items[self.first - 1] if self.first else None

    @property
    def after(self) -> Item | None:
        return self.items[self.end] if self.end < len(self.items) else None

    @property
    def inner(self) -> tuple[Item, ...]:
        return self.items[self.first : self.end]

    def token(self, item: Item) -> Token:
        """The token in which an item starts."""
        return token_at(self.paragraph, item.start)


Shape = Callable[[Hit, "PatternRule"], Time | None]
Guard = Callable[[Hit], bool]


@dataclass(frozen=True, slots=True)
class PatternRule:
    id: str
    level: int
    shape: str
    regex: re.Pattern[str]
    needs: tuple[frozenset[str], ...]  # class characters: without one of each the regex can't match
    unless: tuple[str, ...]
    gives: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon by lower-case word; ``phrases`` by their first word, longest first."""

    single: Mapping[str, tuple[str, Any]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, Any], ...]]
    short_months: frozenset[str]
    codes: Mapping[str, str]
    rules: tuple[tuple[PatternRule, ...], ...]
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
        parts = tuple(_WORD.findall(text))
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
                regex=re.compile(_pattern(source, codes)),
                needs=_needs(source, codes),
                unless=rule.unless,
                gives=rule.gives,
            )
            levels.setdefault(level, []).append(made)
    starting = {w for w, (kind, _) in single.items() if kind in _STARTING} | {
        parts[0] for found in phrases.values() for parts, kind, _ in found if kind == "phrase"
    }
    return Words(
        single=single,
        phrases={first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in phrases.items()},
        short_months=family.words("short_months"),
        codes=codes,
        rules=tuple(tuple(levels[level]) for level in sorted(levels)),
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
    """The classes that a pattern can't do without: those outside parentheses that no ``?`` or ``*`` follows."""
    while "(" in source:
        source = re.sub(r"(?:[a-z]=)?\([^()]*\)[?*+]?", " ", source)
    kinds = re.findall(r"(?:[a-z]=)?\b([a-z_]+)(?![a-z_=?*])", source)
    return tuple(frozenset(codes[k] for k in _UNIONS.get(kind, (kind,))) for kind in kinds)


def token_at(paragraph: Paragraph, offset: int) -> Token:
    """The token that holds the Doc's character ``offset``; the next one where a blank does."""
    doc = paragraph.doc
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if doc[middle].idx <= offset:
            low = middle
        else:
            high = middle - 1
    return doc[low]


def read_items(paragraph: Paragraph, text: str) -> list[Item]:
    """The words of the paragraph, whose text is given, with their classes."""
    table = words()
    found = [(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(text)]
    items: list[Item] = []
    at = 0
    while at < len(found):
        start, end, word = found[at]
        entries = table.phrases.get(word)
        if entries is None and word[0] not in _NUMERIC:
            items.append(Item(OTHER, start, end, word))
            at += 1
            continue
        best = next((e for e in entries or () if len(e[0]) == 1 or _follows(found, at, e[0])), None)
        if best is not None:
            parts, kind, value = best
            end = found[at + len(parts) - 1][1]
            phrase = " ".join(parts)
            if len(parts) > 1 or _is_time_word(text, start, end, kind, phrase, table, paragraph):
                if kind == "month" and phrase in table.short_months and text[end : end + 1] == ".":
                    end += 1
                items.append(Item(kind, start, end, phrase, value))
            else:
                items.append(Item(OTHER, start, end, phrase))
            at += len(parts)
            while at < len(found) and found[at][0] < end:
                at += 1
            continue
        kind, value = _number_kind(word) if word[0] in _NUMERIC else (OTHER, None)
        items.append(Item(kind, start, end, word, value))
        at += 1
    return items


def _follows(found: list[tuple[int, int, str]], at: int, parts: tuple[str, ...]) -> bool:
    if len(found) < at + len(parts) or found[at + 1][2] != parts[1]:
        return False
    return all(found[at + n][2] == part for n, part in enumerate(parts))


def _is_time_word(text: str, start: int, end: int, kind: str, word: str, table: Words, paragraph: Paragraph) -> bool:
    """A month or weekday is capitalised, no verb and no name's part."""
    if kind == "weekday":
        return text[start].isupper()
    if kind in ("dayword", "ratename") and text[start].isupper():
        return not _is_in_name(text, start, end)
    if kind != "month":
        return True
    if not text[start].isupper() or (word in table.short_months and text[start:end].islower()):
        return False
    if word in ("march", "may"):
        token = token_at(paragraph, start)
        if token.tag_ in ("MD", "VB", "VBP", "VBZ") and not text[end : end + 3].strip(" .,").isdecimal():
            return False
    following = re.match(r"\.?\s+(\w+)", text[end : end + 40])
    if word in _GIVEN_NAMES and following and following.group(1)[:1].isupper():
        return following.group(1).lower() in table.single
    return not (
        text[max(0, start - 4) : start].endswith(("Mr ", "Mrs ", "Ms ", "Dr ", "r. ", "s. ")) and word in _GIVEN_NAMES
    )


def _is_in_name(text: str, start: int, end: int) -> bool:
    """The Daily Clarion, Nation Today: a capital inside a sentence, beside another."""
    before = text[:start].rstrip()
    if not before or before[-1] in '.!?:;“”"—–-':
        return False
    return before.split()[-1][:1].isupper() or text[end:].lstrip()[:1].isupper()


_GIVEN_NAMES: Final = frozenset({"april", "may", "june", "august", "jan", "march"})


def _number_kind(word: str) -> tuple[str, Any]:
    """The class and value of a word that begins with a digit."""
    if decade := _DECADE.fullmatch(word):
        century, ten = decade.groups()
        if century is None and word[0].isdecimal():
            return OTHER, None  # "in his 30s"
        return "decade", f"{century or '19'}{ten}X"
    if word[0] in "‘’'":
        return OTHER, None
    if (dated := _DATE.fullmatch(word)) and (day := _numeric_date(*dated.groups())):
        return "numdate", day
    if ":" in word or word.endswith(("m", "m.")):
        clock = _CLOCK.fullmatch(word)
        return ("clock", _clock(*clock.groups())) if clock and _clock(*clock.groups()) else (OTHER, None)
    if word[-2:] in ("st", "nd", "rd", "th"):
        digits = word[:-2]
        return ("ordnum", int(digits)) if digits.isdecimal() and 0 < len(digits) < 3 else (OTHER, None)
    if not word.isdecimal() or len(word) > 4:
        return OTHER, None
    number = int(word)
    if number in _YEAR_FIRST and len(word) == 4:
        return "year", number
    return ("day", number) if 1 <= number <= 31 else ("num", number)


def _clock(hour: str, minute: str | None, half: str | None) -> str | None:
    hours = int(hour)
    if half is not None:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    return f"{hours:02d}:{int(minute or 0):02d}" if hours < 24 and int(minute or 0) < 60 else None


def _numeric_date(first: str, mark: str, second: str, third: str) -> Time | None:
    """2024-03-02, 27.2.2025, 27/2/25, 2/27/25; None where day and month could be swapped ("3/4/20", not "3.4.2020")."""
    numbers = [int(first), int(second), int(third)]
    if len(first) == 4:
        year, month, day = numbers
    else:
        year = numbers[2] if len(third) == 4 else numbers[2] + (2000 if numbers[2] < 50 else 1900)
        if mark == "." or numbers[0] > 12 or numbers[0] == numbers[1]:
            day, month = numbers[:2]
        elif numbers[1] > 12:
            month, day = numbers[:2]
        else:
            return None
        if mark == "." and len(third) != 4:  # versions and clauses are numbered like that
            return None
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Time(year=f"{year:04d}", month=month, day=day)


def cascade(paragraph: Paragraph, shapes: Mapping[str, Shape], guards: Mapping[str, Guard]) -> list[Item]:
    """The items of the paragraph after all levels; times are items whose value is a ``Time``."""
    text = paragraph.text
    if not words().starters.search(text):
        return []
    items = read_items(paragraph, text)
    for rules in words().rules:
        items = _level(items, rules, paragraph, shapes, guards)
    return items


def _level(
    items: list[Item],
    rules: Iterable[PatternRule],
    paragraph: Paragraph,
    shapes: Mapping[str, Shape],
    guards: Mapping[str, Guard],
) -> list[Item]:
    """One level: of overlapping matches the longest, then the first, then the rule that stands first in the file."""
    codes = words().codes
    string, frozen = "".join(codes[item.kind] for item in items), tuple(items)
    made: list[tuple[int, int, int, Item]] = []
    present = frozenset(string)
    for order, rule in enumerate(rules):
        if any(present.isdisjoint(need) for need in rule.needs):
            continue
        for match in rule.regex.finditer(string):
            if match.start() == match.end():
                continue
            parts = {name[0]: frozen[match.start(name)] for name, text in match.groupdict().items() if text}
            hit = Hit(frozen, match.start(), match.end(), parts, paragraph)
            if any(guards[guard](hit) for guard in rule.unless):
                continue
            time = shapes[rule.shape](hit, rule)
            if time is not None:
                inner = dict.fromkeys(item.rule for item in items[hit.first : hit.end] if item.rule)
                chain = "/".join((*inner, rule.id))  # from what it was made, for who wants to know
                item = Item(_kind(time), items[hit.first].start, items[hit.end - 1].end, "", time, chain)
                made.append((match.start() - match.end(), match.start(), order, item))
    if not made:
        return items
    taken: set[int] = set()
    chosen: dict[int, tuple[int, Item]] = {}
    for size, first, _, item in sorted(made, key=lambda m: m[:3]):
        if taken.isdisjoint(range(first, first - size)):
            taken.update(range(first, first - size))
            chosen[first] = (first - size, item)
    result, at = [], 0
    while at < len(items):
        if at in chosen:
            at, item = chosen[at]
            result.append(item)
        else:
            result.append(items[at])
            at += 1
    return result


def _kind(time: Time) -> str:
    if time.rate:
        return RATE
    if time.length:
        return LENGTH
    if time.ref:
        return "ref"
    if time.clock and time.day is None and time.weekday is None and time.unit is None:
        return "clocktime"
    plain = time.month is None and time.weekday is None and time.unit is None and time.year is None
    return "daypart" if time.part and plain else POINT


def offsets_of(paragraph: Paragraph, item: Item) -> Offsets:
    """Article offsets of an item."""
    return paragraph.start + item.start, paragraph.start + item.end
