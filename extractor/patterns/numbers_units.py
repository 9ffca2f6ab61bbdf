"""Units behind a number, which then counts no people: days, km, tonnes, dollars."""

from __future__ import annotations

from typing import Final

from extractor.model import Reason
from extractor.patterns.numbers_line import Core, Line, words
from extractor.patterns.numbers_odd import GLUE, NOUNS, units

_LIST: Final = 20  # tokens of a list of numbers that share a unit: time stays linear
_APART: Final = frozenset({"later", "after", "ago", "before", "earlier", "away", "from", "apart", "since"})


def unit(line: Line, core: Core, end: int) -> Reason | None:
    """Days, km, tonnes, dollars after the number, perhaps after "more" or adjectives."""
    known, skips = units(), words().lists["unit_skips"]
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
        if word in known:
            return None if _other_sense(line, at) else known[word]
        if (
            word not in skips
            and not (word in GLUE and line.glued(at - 1))
            and not (word == "of" and (core.magnitude or core.shape == "words"))
        ):
            break
        at += 1
    if (shared := _listed_unit(line, end)) is not None:
        return shared
    or_so = core.shape == "words" and line.low(core.first - 1) == "or" and line.pos(core.end) not in NOUNS
    return known.get(line.low(core.first - 2)) if or_so else None  # "a day or two"


def _listed_unit(line: Line, end: int) -> Reason | None:
    """ "Ten, ten and five years": the unit stands behind the last of a list of numbers."""
    at = end
    while line.low(at) == "," and line.pos(at + 1) == "CD" and line.low(at + 2) in (",", "and", "or"):
        at += 2
        if at - end > _LIST:
            return None
    if line.low(at) not in ("and", "or") or line.pos(at + 1) != "CD" or line.low(at + 3) in _APART:
        return None
    return units().get(line.low(at + 2))


def _other_sense(line: Line, at: int) -> bool:
    """300 foot soldiers, 20 day labourers, a second attack: the unit's word is none there."""
    glued = line.low(at - 1) in GLUE
    if line.low(at) == "second":
        return not glued
    if line.low(at) == "foot" and any(line.low(i) in ("horse", "cavalry") for i in range(at - 6, at + 7)):
        return True  # "12,000 foot and 2,500 horse", or the other way round
    return line.low(at) in ("foot", "day", "night") and not glued and line.pos(at + 1) == "NNS"
