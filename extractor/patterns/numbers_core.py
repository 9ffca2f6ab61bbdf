"""Bare numbers: digits, words, dozens and ranges, without hedge and without judgement of what they count."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extractor.patterns.numbers_line import HYPHENS, Core, Line, words
from extractor.patterns.numbers_vague import collective, fraction, vague

_GAPS: Final = " \u00a0\u2007\u2009\u202f"
_DIGITS: Final = re.compile(
    rf"(?P<whole>\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}|\d{{1,3}}(?:[{_GAPS}]\d{{3}})+|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d{{1,12}})"
    r"(?P<decimals>[.,]\d{1,4})?(?P<suffix>[A-Za-z]{1,8})?[.\-]?"
)
OPENERS: Final = frozenset({"", "•", "*", "-", "–", "|"})
HEDGES: Final = frozenset({"about", "around", "some", "nearly", "over", "approximately", "almost", "than", "roughly"})
WIDEST: Final = 3  # times larger than its left end that the right end of a range behind "by" may be
ROUND: Final = frozenset({"100", "1000", "1,000", "10,000", "100,000"})
LONGEST: Final = 15  # digits of a number; longer rows are serial numbers
BILLION: Final = 1_000_000_000
MANY: Final = re.compile(r"(1[0,]*0)s")  # 1,000s of men
_THREE: Final = re.compile(r"\d{3}")


def digits(line: Line, i: int) -> tuple[int, float, int] | None:
    """(end, value, scale) of the digits that start at ``i``; None where the token is no plain number."""
    match = _DIGITS.fullmatch(line.text[i])
    if not match:
        return None
    lex, end, suffix = words(), i + 1, (match["suffix"] or "").lower()
    whole, decimals = re.sub(r"\D", "", match["whole"]), match["decimals"] or ""
    if len(whole) > LONGEST:
        return None
    if len(decimals) == 4 and len(whole) < 4 and _reads_as_thousands(line, i, decimals):
        whole, decimals = whole + decimals[1:], ""
    value = float(whole + "." + decimals[1:]) if decimals else float(int(whole))
    if suffix:
        return (end, value * lex.suffixes[suffix], lex.suffixes[suffix]) if suffix in lex.suffixes else None
    if line.glued(i) and line.low(end) in lex.suffixes and not decimals[3:]:
        return end + 1, value * lex.suffixes[line.low(end)], lex.suffixes[line.low(end)]
    if not decimals and _comma_and_blank(line, i, end):
        return end + 2, value * 1000 + int(line.text[end + 1]), 1
    if not decimals and len(whole) < 4 and whole[0] != "0":
        while end < len(line.text) and value < BILLION and _group_follows(line, i, end):
            value = value * 1000 + int(line.text[end])
            end += 1
    return end, value, 1


def _reads_as_thousands(line: Line, i: int, decimals: str) -> bool:
    """12.000 soldiers: three decimals are thousands where people follow, never before a unit or a scale."""
    nxt = line.low(i + 1)
    return decimals[0] == "." and (words().has("people_nouns", nxt) or (decimals == ".000" and line.plural(i + 1)))


def _group_follows(line: Line, i: int, end: int) -> bool:
    """12 000 written with a blank; not 12 March 300, not "Flight 12 300"."""
    lex, before = words(), line.low(i - 1)
    return (
        bool(_THREE.fullmatch(line.text[end]))
        and not lex.has("months", before)
        and not lex.has("name_prefixes", before)
        and line.low(end + 1) not in lex.scales
        and line.pos(i - 1) not in ("NNP", "CD")
    )


def _comma_and_blank(line: Line, i: int, end: int) -> bool:
    """ "About 2, 800 men": a slip of the pen; only where a hedge or an own line shows that one number is meant."""
    lex = words()
    return (
        line.low(end) == ","
        and len(line.text[i]) < 4
        and (line.low(i - 1) in HEDGES or (line.low(i - 1) in OPENERS and line.pos(end + 2)[:2] in ("NN", "JJ")))
        and bool(_THREE.fullmatch(line.low(end + 1)))
        and line.low(end + 2) not in lex.scales
    )


def core_at(line: Line, i: int) -> Core | None:
    """The longest bare number that starts at token ``i``, or None."""
    text, low = line.text[i], line.lower[i]
    lex = words()
    if text[0].isdigit():
        return _digit_core(line, i)
    if low not in lex.starters:
        return None
    if low in ("a", "an") and line.low(i - 1) in HEDGES and line.low(i + 1) in ROUND:
        core = _digit_core(line, i + 1)  # "over a 1000 men"
        return replace(core, first=i) if core is not None else None
    return fraction(line, i) or vague(line, i) or collective(line, i) or _word_core(line, i)


def starts_number(line: Line, i: int) -> bool:
    """Whether a number starts at token ``i``, which may lie beyond the end."""
    return i < len(line.text) and core_at(line, i) is not None


def _digit_core(line: Line, i: int) -> Core | None:
    found = digits(line, i)
    if not found and line.low(i + 1) == "of" and (many := MANY.fullmatch(line.lower[i])):
        size = int(many[1].replace(",", ""))
        return Core(i, i + 1, "vague", magnitude=size, scale=size)
    if not found:
        return None
    lex = words()
    end, value, scale = found
    if line.low(end) == "and" and line.low(end + 1) == "a" and line.low(end + 2) == "half":
        end, value = end + 3, value + 0.5
    end, value, grown = _scaled(line, end, value)
    scale *= grown
    while scale > 1 and end < len(line.text) and line.text[end][0].isdigit():  # 2 crore 5 lakh
        rest = digits(line, end)
        factor = lex.scales.get(line.low(rest[0])) if rest else None
        if not rest or not factor or factor >= scale:
            break
        end, value = rest[0] + 1, value + rest[1] * factor
    return Core(i, end, "digits", value, value, scale=scale)


def _scaled(line: Line, end: int, value: float) -> tuple[int, float, int]:
    """Scale words after a number: hundred, thousand, million, dozen, also with a hyphen."""
    lex, scale = words(), 1
    while True:
        at = end + 1 if line.low(end) in HYPHENS else end
        factor = lex.scales.get(line.low(at)) or lex.groups.get(line.low(at))
        if not factor or line.low(at) == "score":
            return end, value, scale
        end, value, scale = at + 1, value * factor, scale * factor
        if line.low(end) == "and" and line.low(end + 1) == "a" and line.low(end + 2) == "half" and factor > 1:
            return end + 3, value + scale * 0.5, scale


def _word_core(line: Line, i: int) -> Core | None:
    """Numbers in words by the usual grammar: two hundred and fifty thousand, half a dozen, a million and a half."""
    lex, low = words(), line.low
    if low(i) == "half":
        at = i + 1
        while low(at) in HYPHENS or low(at) in ("a", "an"):
            at += 1
        factor = lex.scales.get(low(at)) or lex.groups.get(low(at))
        return Core(i, at + 1, "words", factor / 2, factor / 2, scale=factor) if factor and low(at) != "score" else None
    current: float | None = None
    total, end, last, scale = 0.0, i, float("inf"), 1
    if low(i) in ("a", "an"):
        start = i + 2 if low(i + 1) in ("half", "full", "whole") else i + 1
        start += low(start) in HYPHENS
        factor = lex.scales.get(low(start)) or lex.groups.get(low(start))
        if not factor or (low(start) == "score" and low(start + 1) != "of"):
            return None
        current, end = 0.5 if low(i + 1) == "half" else 1.0, start
    while end < len(line.text):
        at = end + 1 if end > i and low(end) in HYPHENS else end
        after_and = at + 2 if low(at + 1) in HYPHENS else at + 1
        if low(at) == "and" and end > i and _goes_on(line, after_and, current, total):
            at = after_and
        word = low(at)
        if low(at) == "and" and low(at + 1) == "a" and low(at + 2) == "half" and (current is not None or total):
            if current is None:
                return Core(i, at + 3, "words", total + scale / 2, total + scale / 2, scale=scale)
            end, current = at + 3, current + 0.5
            continue
        if word in lex.units or word in lex.tens:
            value = lex.units[word] if word in lex.units else lex.tens[word]
            if not _fits(value, current, at > end and low(end) in HYPHENS and low(at - 1) in HYPHENS):
                break
            current = (current or 0) + value
        elif word in lex.groups and (current is not None or end == i) and not (word == "score" and current is None):
            factor = lex.groups[word]
            amount = total + (1 if current is None else current) * factor
            end, amount, more = _half_more(line, at + 1, amount, factor)
            return Core(i, end, "words", amount, amount, scale=factor * more)
        elif word == "hundred" and (current is not None or low(end - 1) in ("the", "these", "those")):
            current, scale = (1 if current is None else current) * 100, 100
        elif word in lex.scales and current is not None and lex.scales[word] < last:
            last, scale = float(lex.scales[word]), lex.scales[word]
            total, current = total + current * scale, None
        else:
            break
        end = at + 1
    if end == i or (current is None and not total):
        return None
    total += current or 0
    return Core(i, end, "words", total, total, scale=scale)


def _half_more(line: Line, end: int, amount: float, factor: int) -> tuple[int, float, int]:
    if line.low(end) == "and" and line.low(end + 1) == "a" and line.low(end + 2) == "half":
        return end + 3, amount + factor / 2, 1
    return end, amount, 1


def _fits(value: int, current: float | None, hyphen: bool) -> bool:
    """Whether a unit or ten may follow what was read: twenty-three, two hundred (and) fifty; not "two three"."""
    if current is None:
        return not hyphen
    if current >= 100 and current % 100 == 0:
        return True
    return current % 100 >= 20 and current % 10 == 0 and value < 10


def _goes_on(line: Line, at: int, current: float | None, total: float) -> bool:
    """After "and": only after a hundred or a larger scale, and before units or tens."""
    lex = words()
    opened = (current is not None and current >= 100 and current % 100 == 0) or (current is None and total > 0)
    return opened and (line.low(at) in lex.units or line.low(at) in lex.tens)


def ratio(line: Line, core: Core) -> Core:
    """One in five, nine out of 10: widened over the whole where it is one; "two in three attacks" stays two."""
    at = core.end + (2 if line.low(core.end) == "out" and line.low(core.end + 1) == "of" else 1)
    if line.low(core.end) not in ("in", "out") or at >= len(line.text) or core.low is None or core.low > 9:
        return core
    if line.low(core.end) == "out" and at == core.end + 1:
        return core
    whole = core_at(line, at)
    if not whole or whole.shape not in ("digits", "words") or not whole.low or not core.low < whole.low <= 100:
        return core
    round_whole = whole.low in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100)
    verb = line.pos(core.first - 1) in ("VBD", "VBG", "VBN", "VBP", "VB", "VBZ")
    opens = core.first == 0 or line.doc[core.first].is_sent_start is True
    if (
        not round_whole
        or (core.low > 1 and whole.low < 10 and not opens)
        or (verb and line.low(core.first - 1) != "than")
    ):
        return core
    return Core(core.first, whole.end, "share")


def between(line: Line, left: Core) -> tuple[int, Core] | None:
    """(separator, right number) of a range that ``left`` opens: 20-25, 20 to 25, three or four, 5 to 7 thousand."""
    if left.shape not in ("digits", "words") or left.low is None:
        return None
    sep = left.end
    word, at = line.low(sep), sep + 1
    if word in HYPHENS and line.low(at) in ("to", "or"):
        word, at = line.low(at), at + 1
        at += line.low(at) in HYPHENS
    if word in HYPHENS:
        if not line.glued(sep - 1) and not _spaced_range(line, left, sep):
            return None
    elif word not in ("to", "or", "and"):
        return None
    soft = at
    while words().has("soft", line.low(soft)):
        soft += 1
    at = soft if word in ("to", "and") else at
    if at >= len(line.text):
        return None
    right = core_at(line, at)
    if not right or right.shape not in ("digits", "words") or right.low is None:
        return None
    if word == "to" and line.low(left.first - 1) == "by" and right.low > left.low * WIDEST:
        return None  # "raised by 9,000 to 120,000": by how many, and to how many
    return sep, right


def _spaced_range(line: Line, left: Core, sep: int) -> bool:
    """ "40 - 50 advisers": a dash between blanks joins only digits that a plural noun follows."""
    right = digits(line, sep + 1) if line.low(sep + 1)[:1].isdigit() else None
    low = left.low or 0
    return bool(right and line.text[left.first][0].isdigit() and low < right[1] <= low * 3 and line.plural(right[0]))


def shared(line: Line, left: Core, right: Core) -> Core:
    """The left end with the right end's scale where only that one names it: 1.2-1.5 million, 20-25,000."""
    low, high = left.low or 0, right.high or 0
    if right.scale > 1 and left.scale == 1 and low < high / right.scale and left.end - left.first == 1:
        return replace(left, low=low * right.scale, high=low * right.scale)
    thousands = right.shape == "digits" and right.scale == 1 and high >= 1000 and high % 1000 == 0
    if thousands and left.scale == 1 and 1 < low < 1000 and low * 1000 < high and "," in line.text[right.first]:
        return replace(left, low=low * 1000, high=low * 1000)
    return left
