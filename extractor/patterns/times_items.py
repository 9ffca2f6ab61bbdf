"""A paragraph as classes of time words: every word becomes one item."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from typing import Any, Final, NamedTuple

from spacy.tokens import Token

from extractor.model import Offsets
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.times_value import Time
from extractor.patterns.times_words import OTHER, WORD, Words, words

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


def token_at(paragraph: Paragraph, offset: int) -> Token:
    """The token that holds the Doc's character ``offset``; the next one where a blank does."""
    return paragraph.doc[max(bisect_right(paragraph.starts, offset) - 1, 0)]


def offsets_of(paragraph: Paragraph, item: Item) -> Offsets:
    """Article offsets of an item."""
    return paragraph.start + item.start, paragraph.start + item.end


def read_items(paragraph: Paragraph, text: str) -> list[Item]:
    """The words of the paragraph, whose text is given, with their classes."""
    table = words()
    found = [(m.start(), m.end(), m.group().lower()) for m in WORD.finditer(text)]
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
