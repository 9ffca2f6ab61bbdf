"""Why a number counts no people: dates, times, ages, money, units, names, scores, references."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from extractor.model import Number, Reason
from extractor.patterns.numbers_core import HYPHENS, ROMAN, Core, Line, words

YEAR: Final = re.compile(r"(?:1\d|20)\d\d")
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
_DAY: Final = re.compile(r"[0-3]?\d")
_GLUE: Final = ("-", "‑", "‐")
_VERBS: Final = ("VBD", "VBZ", "VBP", "VBN", "MD", "VB")
_NOUNS: Final = ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR")


@cache
def _units() -> dict[str, Reason]:
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
        if text in ROMAN and line.pos(i - 1) in ("NNP", "NNPS"):
            return i + 1, "name"
        return None
    chain = _chain(line, i)
    if chain:
        return chain
    if text.replace(",", "").isdigit() and len(text) < 13:
        return None
    if line.doc[i].like_url or line.doc[i].like_email or (text.isdigit() and len(text) > 12):
        return i + 1, "reference"
    for pattern, reason in _ODD:
        if pattern.fullmatch(text):
            return i + 1, _refined(line, i, reason)
    if match := _WITH_UNIT.fullmatch(text):
        unit = match[1].lower()
        if unit in _units() and unit not in words().suffixes:
            return i + 1, _units()[unit]
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
    while line.low(end) in HYPHENS and line.glued(end - 1) and line.glued(end) and line.text[end + 1][:1].isdigit():
        parts.append(line.text[end + 1])
        end += 2
    if len(parts) < 3 or not all(p.isdigit() for p in parts):
        return None
    date = len(parts) == 3 and (YEAR.fullmatch(parts[0]) or YEAR.fullmatch(parts[2]))
    return end, "date" if date else "reference"


def of(line: Line, core: Core, start: int, end: int) -> tuple[Reason | None, bool]:
    """(reason, share) of a number: ``start`` and ``end`` are its tokens with the hedges."""
    if core.shape == "share":
        whole = line.low(core.end) in ("of", "the", "its", "their", "his", "all", "those", "our")
        ratio = core.end - core.first > 2 and line.low(core.end - 2) in ("in", "of")
        alone = line.pos(core.end) in _VERBS
        return (None if whole or ratio or alone else "percentage"), True
    after_percent = _percent(line, core.end)
    if after_percent:
        share = line.low(after_percent) == "of" and not line.low(after_percent + 1)[:1].isdigit()
        return (None, True) if share else ("percentage", False)
    for check in (_money, _date, _time, _age, _reference, _name, _unit, _score, _compound, _one):
        reason = check(line, core, start, end)
        if reason:
            return reason, False
    fractional = core.low is not None and abs(core.low - round(core.low)) > 1e-9
    return ("unclear" if fractional else None), False


def _percent(line: Line, end: int) -> int:
    """The token after "%", "percent" or "per cent" that follows a number; 0 where none does."""
    at = end + 1 if line.low(end) in _GLUE and line.glued(end) else end
    if line.low(at) in words().lists["percent_words"]:
        return at + 1
    return at + 2 if line.low(at) == "per" and line.low(at + 1) == "cent" else 0


def _money(line: Line, core: Core, start: int, _end: int) -> Reason | None:
    symbols = words().lists["currency_symbols"]
    before = line.text[core.first - 1] if core.first else ""
    if before in symbols or (before.endswith(("$", "€", "£")) and line.glued(core.first - 1)):
        return "money"
    if line.low(core.end) in symbols and line.glued(core.end - 1):
        return "money"
    return None


def _day_like(line: Line, core: Core) -> bool:
    return core.shape in ("digits", "range") and (core.high or 99) < 32 and bool(_DAY.fullmatch(line.text[core.first]))


def _date(line: Line, core: Core, start: int, end: int) -> Reason | None:
    lex, low = words(), line.low
    if core.shape not in ("digits", "range", "none"):
        return None
    before, after = low(core.first - 1), low(core.end)
    if _day_like(line, core):
        if lex.has("months", after) and line.text[core.end][0].isupper():
            return "date"
        if lex.has("months", before) and line.text[core.first - 1][0].isupper():
            opened = low(core.first - 2) in ("in", "during", "last", "this", "since", "of", "and")
            return None if opened and _noun_counted(line, core.end) else "date"
    if YEAR.fullmatch(line.text[core.first]) and (core.end == core.first + 1 or core.shape in ("range", "none")):
        return (
            "date"
            if start == core.first - (core.shape == "range" and start < core.first) and _year(line, core, start)
            else None
        )
    return None


def _noun_counted(line: Line, at: int) -> bool:
    """Whether a plural noun, perhaps after adjectives, follows: then the number before counts."""
    for i in range(at, at + 4):
        if line.plural(i):
            return True
        if line.pos(i) not in ("JJ", "NN", "NNP", "VBN", "HYPH"):
            return False
    return False


def _year(line: Line, core: Core, start: int) -> bool:
    """Whether four digits are a year by what stands around them."""
    lex, low = words(), line.low
    before, value = low(start - 1), int(line.text[core.first])
    counted = _noun_counted(line, core.end)
    if core.shape != "digits":
        return (core.high or 0) <= 2100 and not (counted and lex.has("people_nouns", low(core.end)))
    if lex.has("months", before) or (before == "," and _day_before(line, start - 1)):
        return True
    if lex.has("year_openers", before):
        return (
            not counted or (before in ("in", "since", "during", "until") and (value >= 1900 or not line.plural(core.end)))
        )
    if value < 1900:
        return False
    if before in ("the", "this", "that", "'s", "its", "their", "his"):
        return not lex.has("people_nouns", low(core.end))
    return not counted


def _day_before(line: Line, comma: int) -> bool:
    return line.text[comma - 1][:1].isdigit() and any(words().has("months", line.low(comma - k)) for k in (2, 3))


def _time(line: Line, core: Core, start: int, _end: int) -> Reason | None:
    lex, low = words(), line.low
    if core.shape not in ("digits", "words", "range"):
        return None
    after, before, text = low(core.end), low(start - 1), line.text[core.first]
    if lex.has("time_after", after) and (core.high or 0) <= 2400:
        return "time"
    if low(core.end) in ("in", "on") and low(core.end + 1) == "the" and lex.has("day_parts", low(core.end + 2)):
        return "time" if before in ("at", "around", "by", "about", "past") and (core.high or 0) <= 12 else None
    if re.fullmatch(r"[012]\d\d\d", text) and after in ("hours", "hrs", "local") and (text[0] == "0" or before == "at"):
        return "time"
    if before in ("at", "until", "till", "by") and re.fullmatch(r"[012]?\d\.[0-5]\d", text) and after not in _units():
        return "time"
    return "time" if before == "past" and low(start - 2) in ("half", "quarter") else None


def _age(line: Line, core: Core, start: int, _end: int) -> Reason | None:
    lex, low = words(), line.low
    if core.shape not in ("digits", "words", "range") or not core.high or core.high > 130:
        return None
    opener = low(start - 1)
    if lex.has("age_openers", opener):
        return "age"
    at = core.end + 1 if low(core.end) in _GLUE else core.end
    if low(at).removesuffix("s") in ("year", "month", "week", "day"):
        old = low(at + 1) in ("old", "olds") or (low(at + 1) in _GLUE and low(at + 2) in ("old", "olds"))
        if old or (low(at + 1) == "of" and low(at + 2) == "age"):
            return "age"
    if low(at) in ("year-old", "year-olds", "month-old", "yr"):
        return "age"
    if opener == "of" and lex.has("aged_nouns", low(start - 2)) and line.pos(core.end) not in _NOUNS:
        return "age"
    if low(start) in ("over", "under", "above", "below") and core.shape != "range" and start < core.first:
        people = lex.has("people_nouns", opener) or opener in ("those", "anyone", "everyone", "all", "aged", "children")
        return "age" if people and core.high <= 100 and line.pos(core.end) not in _NOUNS else None
    return "age" if start == core.first and _apposed_age(line, core) else None


def _apposed_age(line: Line, core: Core) -> bool:
    """ "Ali Hassan, 34, said", "her son, 12,": a bare number in commas after one person."""
    at, low = core.first, line.low
    closed = low(core.end) in (",", ".", ")", ";")
    if (
        not closed
        or core.shape != "digits"
        or low(at - 1) not in (",", "(")
        or (low(at - 1) == "(") != (low(core.end) == ")")
    ):
        return False
    noun = at - 2
    if line.pos(noun) == "NN":
        return low(core.end) == "," and any(line.pos(noun - k) in ("DT", "PRP$", "POS") for k in (1, 2, 3))
    if line.pos(noun) != "NNP" or line.doc[noun].ent_type_ in ("GPE", "LOC", "FAC", "ORG", "NORP", "DATE"):
        return False
    while line.pos(noun) in ("NNP", "POS", "HYPH") and noun >= 0:
        noun -= 1
    return low(noun) not in ("in", "at", "near", "of", "from", "on") and (low(at - 1) == "," or at - 2 - noun > 1)


def _reference(line: Line, core: Core, start: int, _end: int) -> Reason | None:
    lex, low = words(), line.low
    if core.shape not in ("digits", "range", "none"):
        return None
    before, after = low(core.first - 1), low(core.end)
    if (
        lex.has("reference_prefixes", before)
        and line.pos(core.first - 1)[:2] != "VB"
        and "," not in line.text[core.first]
    ):
        return "reference" if not line.plural(core.end) else None
    if before == "[" and after == "]":
        return "reference"
    item = core.first == 0 and after in (".", ")") and core.end < len(line.text) - 1
    bracketed = core.first == 1 and before == "(" and after == ")"
    if (item or bracketed) and (core.high or 999) < 100:
        return "reference"
    for k in (2, 3):
        if lex.has("street_words", low(core.end + k - 1)) and line.pos(core.end) == "NNP" and start == core.first:
            return "reference"
    return None


def _name(line: Line, core: Core, start: int, end: int) -> Reason | None:
    lex, low = words(), line.low
    if start != core.first or core.shape not in ("digits", "words"):
        return None
    before, i = low(start - 1), start
    capital = bool(i) and line.text[i - 1][0].isupper()
    if before in HYPHENS and line.glued(i - 1) and line.glued(i - 2):
        return "name" if line.pos(i - 2) == "NNP" and line.text[i - 2][:1].isupper() else None
    if lex.has("name_prefixes", before) and (capital or (core.shape == "digits" and line.pos(core.end) not in _NOUNS)):
        return None if capital and not _prefix_names(line, core) else "name"
    if before == "of" and low(i - 2) == "group" and line.text[i - 2] == "Group":
        return "name"
    if core.shape == "words":
        titled = line.text[i][0].isupper() and not _opens(line, i) and line.pos(core.end) in ("NNP", "NNPS", "")
        return "name" if titled and line.text[i - 1][0].islower() else None
    glued_head = line.doc[i].head.i == i - 1 and line.pos(i - 1) in ("NNP", "NNPS") and line.doc[i].dep_ == "nummod"
    if glued_head and "," not in line.text[i] and line.pos(core.end) not in (*_NOUNS, *_VERBS, "CD"):
        return None if line.doc[i - 1].ent_type_ in ("GPE", "LOC", "DATE", "NORP") else "name"
    return None


def _prefix_names(line: Line, core: Core) -> bool:
    """Not "said the Division two soldiers"; a capital prefix takes words only in title case."""
    return core.shape == "digits" or line.text[core.first][0].isupper()


def _opens(line: Line, i: int) -> bool:
    """At a sentence's start, where a capital says nothing."""
    return i == 0 or line.doc[i].is_sent_start is True or not line.text[i - 1][0].isalnum()


def _unit(line: Line, core: Core, _start: int, end: int) -> Reason | None:
    """Days, km, tonnes, dollars after the number, perhaps after "more" or adjectives."""
    units, skips = _units(), words().lists["unit_skips"]
    if line.low(end) == "m" and core.scale == 1 and not line.glued(end - 1):
        return "distance"
    if (
        line.low(end - 1) == "m"
        and line.glued(end - 2)
        and line.low(end) in ("high", "long", "deep", "wide", "tall", "away")
    ):
        return "distance"
    at = end
    for _ in range(4):
        word = line.low(at)
        if word in units and (word not in ("second", "mark", "marks") or line.low(at - 1) in _GLUE or word == "marks"):
            return units[word]
        if word in skips or (word in HYPHENS and line.glued(at - 1) and word in _GLUE):
            at += 1
        else:
            return None
    return None


def _score(line: Line, core: Core, start: int, _end: int) -> Reason | None:
    lex = words()
    if core.shape == "none":
        return "score"
    near = {line.low(i) for i in (*range(core.first - 6, core.first), *range(core.end, core.end + 3))}
    if (
        core.shape == "range"
        and (core.high or 0) < 200
        and near & lex.lists["score_words"]
        and not _noun_counted(line, core.end)
    ):
        return "score"
    versus = (
        line.low(core.end) == "to" and line.text[core.end + 1 : core.end + 2] and line.text[core.end + 1][0].isdigit()
    )
    return "score" if versus and near & lex.lists["score_words"] and line.low(start - 1) != "from" else None


def _compound(line: Line, core: Core, _start: int, _end: int) -> Reason | None:
    """Three-storey, four-wheel; 40-member and 4,000-strong count people."""
    if line.low(core.end) not in _GLUE or not line.glued(core.end - 1) or not line.glued(core.end):
        return None
    word = line.low(core.end + 1)
    hedges = ("plus", "odd", "or", "to", "strong")
    return None if words().has("people_compounds", word) or word in hedges or not word.isalpha() else "things"


def _one(line: Line, core: Core, start: int, _end: int) -> Reason | None:
    """ "One" as a pronoun counts nobody."""
    if core.end != core.first + 1 or line.lower[core.first] != "one" or start != core.first:
        return None
    before, after = line.low(start - 1), line.low(start + 1)
    if before in ("no", "this", "that", "each", "every", "any", "which", "the", "another") and not line.plural(
        start + 1
    ):
        counts = before == "the" and line.pos(start + 1) in ("NN", "JJ", "VBN") and line.pos(start) == "CD"
        return None if counts else "unclear"
    if after in ("another", "'s", "more", "thing", "time", "way", "side", "point") and line.low(start + 2) != "person":
        return None if after == "more" and line.low(start + 2) not in ("time", "thing", "step") else "unclear"
    return "unclear" if line.pos(start) in ("PRP", "NN") else None


def spread(line: Line, numbers: list[Number]) -> list[Number]:
    """Numbers in a row share what the row counts: "two or three days", "March 12 and 13", "aged five and seven"."""
    found = list(numbers)
    for n in range(len(found) - 2, -1, -1):
        left, right = found[n], found[n + 1]
        gap = line.lower[left.tokens[1] : right.tokens[0]]
        if (left.reason is None and not left.share and right.reason in _FORWARD and gap in _JOINTS) or (left.reason is None and right.reason in ("date", "age") and gap == ("and",)):
            found[n] = _because(left, right.reason)
    for n in range(1, len(found)):
        left, right = found[n - 1], found[n]
        gap = line.lower[left.tokens[1] : right.tokens[0]]
        bare = right.span == right.core and line.pos(right.tokens[1]) not in (*_NOUNS, "VBD", "VBN", "VBP", "MD")
        if (
            right.reason is None
            and left.reason in ("date", "age", "reference")
            and gap in _ROWS
            and bare
            and right.high
        ):
            found[n] = _because(right, left.reason)
    return found


_FORWARD: Final = ("duration", "distance", "measure", "money", "percentage", "date", "time")
_JOINTS: Final = (("or",), ("to",), ("-",), ("–",))
_ROWS: Final = (("and",), (",",), (",", "and"), ("or",), ("to",))


def _because(number: Number, reason: Reason) -> Number:
    return replace(number, reason=reason, rule=f"numbers.not.{reason.replace(' ', '_')}")
