"""Bare numbers: digits, words, dozens and vague ones, without hedge and without judgement of what they count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, Literal

from spacy.tokens import Doc

from extractor.patterns import lexicon

Shape = Literal["digits", "words", "range", "vague", "share", "none"]
HYPHENS: Final = frozenset("-–—‒−‑‐")
_GAPS: Final = " \u00a0\u2007\u2009\u202f"
_DIGITS: Final = re.compile(
    rf"(?P<whole>\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}|\d{{1,3}}(?:[{_GAPS}]\d{{3}})+|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d{{1,12}})"
    r"(?P<decimals>[.,]\d{1,4})?(?P<suffix>[A-Za-z]{1,8})?[.\-]?"
)
_DIGIT: Final = re.compile(r"\d")
ROMAN: Final = frozenset(
    "II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV XXX XL LX".split()
)
_THREE: Final = re.compile(r"\d{3}")


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
    sets = {k: frozenset(v) if isinstance(v, list) and all(isinstance(w, str) for w in v) else v for k, v in lists.items()}
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


@dataclass(frozen=True, slots=True)
class Line:
    """The paragraph's tokens as plain lists; reading beyond either end gives an empty string."""

    doc: Doc
    text: tuple[str, ...]
    lower: tuple[str, ...]
    tag: tuple[str, ...]

    @classmethod
    def of(cls, doc: Doc) -> Line:
        pairs = [(t.text, t.tag_) for t in doc]
        lower = tuple(text.replace("’", "'").lower() for text, _ in pairs)
        return cls(doc, tuple(text for text, _ in pairs), lower, tuple(tag for _, tag in pairs))

    def candidates(self) -> list[int]:
        """The tokens where a number may start: all that hold a digit, the number words, Roman numerals."""
        wake = words().wake
        return [i for i, w in enumerate(self.lower) if w in wake or _DIGIT.search(w) or self.text[i] in ROMAN]

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


def digits(line: Line, i: int) -> tuple[int, float, int] | None:
    """(end, value, scale) of the digits that start at ``i``; None where the token is no plain number."""
    match = _DIGITS.fullmatch(line.text[i])
    if not match:
        return None
    lex, end, suffix = words(), i + 1, (match["suffix"] or "").lower()
    whole, decimals = re.sub(r"\D", "", match["whole"]), match["decimals"] or ""
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
        while end < len(line.text) and _group_follows(line, i, end):
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
    """"About 2, 800 men": a slip of the pen; only where a hedge shows that one number is meant."""
    lex = words()
    return (
        line.low(end) == ","
        and len(line.text[i]) < 4
        and line.low(i - 1) in ("about", "around", "some", "nearly", "over", "approximately", "almost", "than", "roughly")
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
    return _fraction(line, i) or _vague(line, i) or _collective(line, i) or _word_core(line, i)


def starts_number(line: Line, i: int) -> bool:
    """Whether a number starts at token ``i``, which may lie beyond the end."""
    return i < len(line.text) and core_at(line, i) is not None


def _digit_core(line: Line, i: int) -> Core | None:
    found = digits(line, i)
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
    total, current, end, last, scale = 0.0, None, i, float("inf"), 1
    if low(i) in ("a", "an"):
        start = i + 2 if low(i + 1) in ("half", "full", "whole") else i + 1
        start += low(start) in HYPHENS
        factor = lex.scales.get(low(start)) or lex.groups.get(low(start))
        if not factor or (low(start) == "score" and low(start + 1) != "of"):
            return None
        current, end = 0.5 if low(i + 1) == "half" else 1.0, start
    while end < len(line.text):
        at = end + 1 if end > i and low(end) in HYPHENS else end
        if low(at) == "and" and end > i and _goes_on(line, at + 1, current, total):
            at += 1
        word = low(at)
        if low(at) == "and" and low(at + 1) == "a" and low(at + 2) == "half" and (current is not None or total):
            if current is None:
                return Core(i, at + 3, "words", total + scale / 2, total + scale / 2, scale=scale)
            end, current = at + 3, current + 0.5
            continue
        if word in lex.units or word in lex.tens:
            value = lex.units.get(word) or lex.tens[word]
            if not _fits(value, current, at > end):
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
            last = scale = lex.scales[word]
            total, current = total + current * last, None
        else:
            break
        end = at + 1
    if end == i or (current is None and not total):
        return None
    value = total + (current or 0)
    return Core(i, end, "words", value, value, scale=scale)


def _half_more(line: Line, end: int, amount: float, factor: int) -> tuple[int, float, int]:
    if line.low(end) == "and" and line.low(end + 1) == "a" and line.low(end + 2) == "half":
        return end + 3, amount + factor / 2, 1
    return end, amount, 1


def _fits(value: int, current: float | None, hyphen: bool) -> bool:
    """Whether a unit or ten may follow what was read: twenty-three, two hundred (and) fifty; not "two three"."""
    if current is None:
        return not hyphen
    if current >= 100:
        return current % 100 == 0
    return current >= 20 and current % 10 == 0 and value < 10


def _goes_on(line: Line, at: int, current: float | None, total: float) -> bool:
    """After "and": only after a hundred or a larger scale, and before units or tens."""
    lex = words()
    opened = (current is not None and current >= 100 and current % 100 == 0) or (current is None and total > 0)
    return opened and (line.low(at) in lex.units or line.low(at) in lex.tens)


def _collective(line: Line, i: int) -> Core | None:
    """Both, a pair of, a couple of, a trio of."""
    lex, low = words(), line.low
    if low(i) == "both":
        return None if _correlative(line, i) else Core(i, i + 1, "words", 2, 2)
    at = i + 1 if low(i) in ("a", "an", "another") else i
    if low(at) == "couple" and low(at + 1) in ("of", "more"):
        end = at + 2 if low(at + 1) == "of" else at + 1
        if (factor := lex.scales.get(low(end)) or lex.groups.get(low(end))) and low(end) != "score":
            return Core(i, end + 1, "words", 2 * factor, 2 * factor, scale=factor, approx=True)
        return Core(i, at + 1, "words", 2, 2, approx=True)
    if low(at) == "couple" and (factor := lex.scales.get(low(at + 1)) or lex.groups.get(low(at + 1))):
        return Core(i, at + 2, "words", 2 * factor, 2 * factor, scale=factor, approx=True)
    value = lex.collectives.get(low(at))
    if value and (low(at + 1) == "of" or (value == 2 and at == i and low(at - 1) == "the" and low(at) == "pair")):
        return Core(i, at + 1, "words", value, value)
    return None


def _correlative(line: Line, i: int) -> bool:
    """"Both soldiers and civilians" counts nothing: "and" joins what "both" opened, before any verb."""
    if line.pos(i) == "CC" or line.doc[i].dep_ == "preconj" or line.pos(i + 1) in ("IN", "TO", "VBG", "RB"):
        return line.low(i + 1) != "of"
    for at in range(i + 1, min(i + 8, len(line.text))):
        if line.low(at) == "and":
            return line.pos(at + 1) not in ("VBD", "VBN", "VBZ", "VBP", "MD", "RB")
        if line.pos(at)[:2] in ("VB", "MD") or line.low(at) in (",", ".", ";", "of"):
            return False
    return False


def _vague(line: Line, i: int) -> Core | None:
    """Dozens, tens of thousands, several hundred, a few, many, a number of."""
    lex, low = words(), line.low
    first, at = i, i
    if low(i) in ("a", "an"):
        at = i + 1
        while low(at) in ("good", "great", "large", "small", "growing", "unknown", "unspecified", "whole", "tiny", "huge"):
            at += 1
        if low(at) == "number" and low(at + 1) == "of" and not line.text[at + 2][:1].isdigit():
            return Core(first, at + 1, "vague")
        if low(at) not in ("few", "many", "handful", "several"):
            return None
    word = low(at)
    if word in ("number", "numbers"):
        adjective = low(at - 1) in ("large", "small", "unknown", "significant", "huge", "great", "growing")
        return Core(at - 1, at + 1, "vague") if word == "numbers" and adjective and low(at + 1) == "of" else None
    if word in lex.plurals:
        return _plural(line, i)
    if word not in lex.quantifiers:
        return None
    size = at + 1
    while low(size) in ("of", "tens") and low(size + 1) in ("of", "thousands", "hundreds", "dozens") and word != "most":
        size += 1
    factor, end = 1, size
    while extra := lex.scales.get(low(end)) or lex.groups.get(low(end)) or (
        lex.plurals.get(low(end)) if low(end) != "tens" else None
    ):
        factor, end = factor * extra, end + 1
    if factor > 1 and low(end - 1) != "score":
        if word == "some" and low(end - 1) not in lex.plurals:
            return None  # "some two dozen", "some hundred": about
        return Core(first, end, "vague", magnitude=factor, scale=factor)
    return Core(first, at + 1, "vague") if _quantifies(line, at) else None


def _plural(line: Line, i: int) -> Core | None:
    lex, low = words(), line.low
    if low(i) == "scores" and not _scores_of(line, i):
        return None
    magnitude, end = lex.plurals[low(i)], i + 1
    if low(end) in ("of", "upon") and low(end + 1) in lex.plurals:
        magnitude, end = (magnitude * lex.plurals[low(end + 1)] if low(end) == "of" else magnitude), end + 2
    elif low(i) == "tens":
        return None
    bridge = end
    while low(bridge) in (",", "if", "not", "or", "even", "perhaps", "possibly", "and", "maybe"):
        bridge += 1
    if bridge > end and low(bridge) in lex.plurals and low(end) != ";" and (low(bridge - 1) != "," and bridge - end < 5):
        nxt = _plural(line, bridge)
        end = nxt.end if nxt else end
    return Core(i, end, "vague", magnitude=magnitude, scale=magnitude)


def _scores_of(line: Line, i: int) -> bool:
    """"Scores" of people, not "scores twice" and not "test scores"."""
    if line.pos(i) == "VBZ" and line.low(i + 1) != "of":
        return False
    if line.low(i + 1) in ("of", "more", "others") and line.pos(i - 1) not in ("JJ", "NN", "PRP$", "POS", "CD"):
        return True
    before = line.pos(i - 1)
    if before in ("VBG", "VBD") and not line.text[i + 1 : i + 2] == ("of",):
        return not line.low(i + 1)[:1].isdigit()
    return before not in ("NN", "NNP", "NNS", "JJ", "DT", "PRP$", "POS", "CD") and line.pos(i + 1)[:2] in ("VB", "JJ", "NN")


def _quantifies(line: Line, at: int) -> bool:
    """Whether several, many, some … stand before a plural noun that they count."""
    word, after, before = line.low(at), line.low(at + 1), line.low(at - 1)
    if word in ("many", "few", "much") and before in ("how", "too", "so", "as"):
        return False
    if word == "most" and (before in ("the", "at") or line.pos(at) == "RBS"):
        return False
    if word == "handful":
        return before in ("a", "another", "the", "only", "small", "of", "tiny")
    if after == "of":
        return line.low(at + 2) in ("the", "them", "those", "these", "whom", "its", "their", "his", "our", "us")
    if word == "some" and (after == "of" or line.text[at + 1 : at + 2] and line.text[at + 1][0].isdigit()):
        return False
    for i in range(at + 1, min(at + 6, len(line.text))):
        if line.plural(i):
            return True
        if line.pos(i) not in ("JJ", "NN", "NNP", "VBN", "VBG", "HYPH", "RB", "JJR", "JJS", ",", "CC", "POS"):
            break
    return word not in ("some", "most", "few", "multiple", "various") and line.pos(at + 1) in (
        "VBD", "VBP", "VBN", "MD", "IN", ",", ".", "",
    )  # fmt: skip


def _fraction(line: Line, i: int) -> Core | None:
    """A third of, two-thirds, half the, one in five: a part of a whole, no count."""
    lex, low = words(), line.low
    if low(i) == "half":
        whole = low(i + 1) in ("of", "the", "its", "their", "his", "all", "a", "those", "our")
        if low(i + 1) in ("a", "an") or not whole:
            alone = line.pos(i + 1) in ("VBD", "VBP", "MD") and line.pos(i - 1) not in ("JJ", "DT", "NN")
            return Core(i, i + 1, "share") if alone else None
        if low(i + 1) == "the" and low(i + 2) in lex.scales:
            return None
        return Core(i, i + 1, "share")
    if low(i) in ("a", "an"):
        named = low(i + 1) in lex.fractions and low(i + 2) == "of"
        return Core(i, i + 2, "share") if named and low(i + 3) not in ("a", "an") else None
    if low(i) not in lex.units:
        return None
    at = i + 2 if low(i + 1) in HYPHENS else i + 1
    single = low(i) == "one"
    if low(at) in lex.fractions and (low(at)[-1] != "s" if single else low(at)[-1] == "s"):
        if low(at) in ("second", "seconds") or (low(at) == "quarters" and low(at + 1) not in ("of", "the")):
            return None
        return Core(i, at + 1, "share")
    return None


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
    if not round_whole or (core.low > 1 and whole.low < 10) or (verb and line.low(core.first - 1) != "than"):
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
        if not line.glued(sep - 1) and line.text[sep] != "–":
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
    return sep, right


def shared(line: Line, left: Core, right: Core) -> Core:
    """The left end with the right end's scale where only that one names it: 1.2-1.5 million, 20-25,000."""
    low, high = left.low or 0, right.high or 0
    if right.scale > 1 and left.scale == 1 and low < high / right.scale and left.end - left.first == 1:
        return replace(left, low=low * right.scale, high=low * right.scale)
    thousands = right.shape == "digits" and right.scale == 1 and high >= 1000 and high % 1000 == 0
    if thousands and left.scale == 1 and 1 < low < 1000 and low * 1000 < high and "," in line.text[right.first]:
        return replace(left, low=low * 1000, high=low * 1000)
    return left
