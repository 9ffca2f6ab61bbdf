"""Numbers that are no plain ones: dozens and many, both and a pair of, a third of."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extractor.patterns.numbers_line import HYPHENS, Core, Line, words

_GOES_ON: Final = frozenset({"VBD", "VBP", "VBN", "MD", "IN", ",", ".", ""})


def collective(line: Line, i: int) -> Core | None:
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
    """ "Both soldiers and civilians" counts nothing: "and" joins what "both" opened, before any verb."""
    if line.pos(i) == "CC" or line.doc[i].dep_ == "preconj" or line.pos(i + 1) in ("IN", "TO", "VBG", "RB"):
        return line.low(i + 1) != "of"
    for at in range(i + 1, min(i + 8, len(line.text))):
        if line.low(at) == "and":
            return line.pos(at + 1) not in ("VBD", "VBN", "VBZ", "VBP", "MD", "RB")
        if line.pos(at)[:2] in ("VB", "MD") or line.low(at) in (",", ".", ";", "of"):
            return False
    return False


def vague(line: Line, i: int) -> Core | None:
    """Dozens, tens of thousands, several hundred, a few, many, a number of."""
    lex, low = words(), line.low
    first, at = i, i
    if low(i) in ("a", "an"):
        at = i + 1
        while (
            line.pos(at) in ("JJ", "JJR", "VBN", "VBG", "RB")
            and low(at) not in ("few", "many", "several", "handful")
            and at < i + 4
        ):
            at += 1
        if low(at) == "number" and low(at + 1) == "of" and not low(at + 2)[:1].isdigit():
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
    if low(at + 1) == "tens" and (plural := _plural(line, at + 1)):
        return replace(plural, first=first)
    size = at + 1
    while low(size) in ("of", "tens") and low(size + 1) in ("of", "thousands", "hundreds", "dozens") and word != "most":
        size += 1
    factor, end = 1, size
    while (
        extra := lex.scales.get(low(end))
        or lex.groups.get(low(end))
        or (lex.plurals.get(low(end)) if low(end) != "tens" else None)
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
    elif low(i) == "tens" and not (low(end) == "of" and line.plural(end + 1)):
        return None
    bridge = end
    while low(bridge) in (",", "if", "not", "or", "even", "perhaps", "possibly", "and", "maybe"):
        bridge += 1
    if (
        bridge > end
        and low(bridge) in lex.plurals
        and low(end) != ";"
        and (low(bridge - 1) != "," and bridge - end < 5)
    ):
        nxt = _plural(line, bridge)
        end = nxt.end if nxt else end
    return Core(i, end, "vague", magnitude=magnitude, scale=magnitude)


def _scores_of(line: Line, i: int) -> bool:
    """ "Scores" of people, not "scores twice" and not "test scores"."""
    if line.pos(i) == "VBZ" and line.low(i + 1) != "of":
        return False
    estimated = line.low(i + 1) in (",", "if", "or")
    if estimated and any(line.low(k) in ("hundreds", "thousands") for k in range(i + 2, i + 5)):
        return True
    if line.low(i + 1) in ("of", "more", "others") and line.pos(i - 1) not in ("JJ", "NN", "PRP$", "POS", "CD"):
        return True
    before = line.pos(i - 1)
    if before in ("VBG", "VBD") and line.low(i + 1) != "of":
        return not line.low(i + 1)[:1].isdigit()
    return before not in ("NN", "NNP", "NNS", "JJ", "DT", "PRP$", "POS", "CD") and line.pos(i + 1)[:2] in (
        "VB",
        "JJ",
        "NN",
    )


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
    if word == "some" and (after == "of" or (line.text[at + 1 : at + 2] and line.text[at + 1][0].isdigit())):
        return False
    for i in range(at + 1, min(at + 6, len(line.text))):
        if line.plural(i):
            return True
        if line.pos(i) not in ("JJ", "NN", "NNP", "VBN", "VBG", "HYPH", "RB", "JJR", "JJS", ",", "CC", "POS"):
            break
    return word not in ("some", "most", "few", "multiple", "various") and line.pos(at + 1) in _GOES_ON


def fraction(line: Line, i: int) -> Core | None:
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
    if part := _part_of_scale(line, i):
        return part
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


def _part_of_scale(line: Line, i: int) -> Core | None:
    """A quarter of a million, three quarters of a million."""
    low = line.low
    at = i + 2 if low(i + 1) in HYPHENS else i + 1
    if low(at) not in ("quarter", "quarters") or low(at + 1) != "of" or low(at + 2) != "a":
        return None
    scale = words().scales.get(low(at + 3), 0)
    value = scale * (1 if low(i) in ("a", "an") else words().units.get(low(i), 0)) / 4
    return Core(i, at + 4, "words", value, value, scale=scale) if value else None
