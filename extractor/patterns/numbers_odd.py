"""Tokens that hold a number but are none that counts: 3rd, 1990s, 9/11, 10:30, Su-25, third, II."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from extractor.model import Reason
from extractor.patterns import countries
from extractor.patterns.numbers_core import MANY
from extractor.patterns.numbers_line import HYPHENS, ROMAN, Core, Line, words

NOUNS: Final = ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR")
VERBS: Final = ("VBD", "VBZ", "VBP", "VBN", "MD", "VB")
YEAR: Final = re.compile(r"(?:1\d|20)\d\d")
DAY: Final = re.compile(r"[0-3]?\d")
_NUMERIC_DATE: Final = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}[./]\d{1,2}[./]\d{1,2}|\d{1,2}/\d{1,2}|\d{4}/\d{2,4}"
)
_CLOCK: Final = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:[ap]\.?m\.?)|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}[ap]\.?m\.?", re.I
)
_ORDINAL: Final = re.compile(r"\d{1,3}(?:,\d{3})*(?:st|nd|rd|th|d)", re.I)
_DECADE: Final = re.compile(r"(?:\w+-)?(?:1\d|20)?\d0[’']?s", re.I)
_WITH_YEAR: Final = re.compile(r"(?:mid|early|late|pre|post)-(?:\d{4}|9/11)", re.I)
_WITH_UNIT: Final = re.compile(r"[\d.,]+([A-Za-z°²³/]+)\.?")
_AGES: Final = re.compile(r"(?:under|over)-\d\ds?", re.I)
GLUE: Final = ("-", "‑", "‐")


@cache
def units() -> dict[str, Reason]:
    """Unit words → the reason that they give."""
    lists = words().lists
    found: dict[str, Reason] = {}
    kinds: tuple[tuple[str, Reason], ...] = (
        ("distance_units", "distance"),
        ("measure_units", "measure"),
        ("duration_units", "duration"),
        ("money_units", "money"),
        ("percent_words", "percentage"),
        ("score_units", "score"),
        ("multiples", "things"),
    )
    for name, reason in kinds:
        found.update(dict.fromkeys(lists[name], reason))
    return found


def odd_token(line: Line, i: int) -> tuple[int, Reason] | None:
    """(end, reason) of a token that holds a number but is none that counts: 3rd, 1990s, 9/11, Su-25, third, II."""
    text, low = line.text[i], line.lower[i]
    if not any(c.isdigit() for c in text):
        if words().has("ordinals", low):
            return _ordinal_word(line, i)
        if low in words().tens and line.low(i + 1) in GLUE and words().has("ordinals", line.low(i + 2)):
            return i + 3, "ordinal"
        if text in ROMAN and line.pos(i - 1) in ("NNP", "NNPS"):
            return i + 1, "name"
        return None
    chain = _chain(line, i)
    if chain:
        return chain
    if text.replace(",", "").isdigit() and len(text) < 13:
        return None
    if line.low(i + 1) == "of" and MANY.fullmatch(low):
        return None
    if line.doc[i].like_url or line.doc[i].like_email or (text.isdigit() and len(text) > 12):
        return i + 1, "reference"
    for pattern, reason in _ODD:
        if pattern.fullmatch(text):
            return i + 1, _refined(line, i, reason)
    if match := _WITH_UNIT.fullmatch(text):
        unit = match[1].lower()
        if unit in units() and unit not in words().suffixes:
            return i + 1, units()[unit]
        if unit in words().suffixes:
            return None
    return (i + 1, "name") if any(c.isalpha() for c in text.rstrip(".-")) else None


_ODD: Final[tuple[tuple[re.Pattern[str], Reason], ...]] = (
    (_NUMERIC_DATE, "date"),
    (_CLOCK, "time"),
    (_ORDINAL, "ordinal"),
    (_DECADE, "date"),
    (_WITH_YEAR, "date"),
    (_AGES, "age"),
)


def _refined(line: Line, i: int, reason: Reason) -> Reason:
    """An ordinal beside a month is a date, a decade of somebody is an age, under 18s are an age."""
    lex, low = words(), line.low
    if reason == "ordinal":
        of = 2 if low(i + 1) == "of" else 1
        return "date" if lex.has("months", low(i - 1)) or lex.has("months", low(i + of)) else reason
    if reason == "date" and line.text[i].lower().endswith("s") and len(line.text[i]) < 5:
        before = i - 2 if low(i - 1) in ("early", "mid", "late", "mid-", "-") else i - 1
        return "age" if line.pos(before) == "PRP$" or low(before) in ("under", "over") else reason
    return reason


def _ordinal_word(line: Line, i: int) -> tuple[int, Reason] | None:
    """Third, twenty-first; not "second" the verb, nor "first" of "at first"."""
    of = 2 if line.low(i + 1) == "of" else 1
    if words().has("months", line.low(i + of)):
        return i + 1, "date"
    return (i + 1, "ordinal") if line.pos(i)[:2] in ("JJ", "RB", "NN", "CD", "LS") else None


def _chain(line: Line, i: int) -> tuple[int, Reason] | None:
    """2024-03-02, 555-12-34: more than two digit groups with hyphens between."""
    end, parts = i + 1, [line.text[i]]
    while line.low(end) in HYPHENS and line.glued(end - 1) and line.glued(end) and line.low(end + 1)[:1].isdigit():
        parts.append(line.text[end + 1])
        end += 2
    if len(parts) < 3 or not all(p.isdigit() for p in parts):
        return None
    date = len(parts) == 3 and (YEAR.fullmatch(parts[0]) or YEAR.fullmatch(parts[2]))
    return end, "date" if date else "reference"


def rate(line: Line, core: Core) -> Reason | None:
    """ "seven per 100,000", "18 deaths per 100,000 people": both are parts of a ratio."""
    parts = line.low(core.end) == "per" and line.low(core.end + 1)[:1].isdigit()
    return "measure" if parts or line.low(core.first - 1) == "per" else None


def numbered_unit(line: Line, at: int) -> bool:
    """ "45 Commando", "155 Task Force Battalions": a unit with a capital, behind its number."""
    lex, end = words(), at
    if line.pos(at + 1) in ("NNS", "NNPS") and lex.has("numbered_divisions", line.text[at]):
        return True  # "82 Airborne soldiers"
    while end < at + 3 and line.pos(end) in ("NNP", "NNPS") and line.text[end][:1].isupper():
        if lex.has("numbered_units", line.text[end]) or (end > at and lex.has("numbered_units", line.text[end][:-1])):
            return line.pos(end + 1) not in ("NNS", "NNPS")
        end += 1
    return False


def alone(line: Line, end: int) -> bool:
    """Nothing that the number could count, and no verb that it could be the subject of, follows."""
    return line.pos(end) not in (*NOUNS, *VERBS, "VBG", "RB") and line.low(end) != "of"


def next_item(line: Line, core: Core) -> bool:
    """ "Notes: 1. … 2. … 3. …": a number alone at a sentence's start, whose forerunner stands so before it."""
    at = core.first
    if (
        line.low(core.end) != "."
        or not line.text[at].isdigit()
        or not at
        or line.low(at - 1) not in (".", ":", ";", ")")
    ):
        return False
    if core.end + 1 >= len(line.text) or not line.text[core.end + 1][:1].isupper():
        return False
    before = str(int(line.text[at]) - 1)
    return any(line.text[i] == before and line.low(i + 1) == "." for i in range(at - 1)) or before == "0"


def of_country(line: Line, end: int) -> bool:
    """A country's name, of one to four words, ends here: "Nepal 75 and Fiji 60"."""
    for first in range(end - 1, max(end - 5, -1), -1):
        name = "".join(t.text_with_ws for t in line.doc[first:end]).strip()
        found = countries.by_surface(name)
        if found is not None and name not in found[0].people:
            return True
    return False


def compound(line: Line, core: Core) -> Reason | None:
    """Three-storey, four-wheel; 40-member and 4,000-strong count people."""
    if line.low(core.end) not in GLUE or not line.glued(core.end - 1) or not line.glued(core.end):
        return None
    word = line.low(core.end + 1)
    hedges = ("plus", "odd", "or", "to", "strong")
    return None if words().has("people_compounds", word) or word in hedges or not word.isalpha() else "things"


def sides(line: Line, core: Core, start: int) -> Reason | None:
    """ "A clash between the two": of sides told of before."""
    between = line.low(start - 1) == "the" and line.low(start - 2) == "between"
    return "things" if between and core.low == core.high == 2 and line.pos(core.end) not in NOUNS else None
