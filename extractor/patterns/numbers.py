"""Every number of a paragraph with its hedge and, where it can count no people, the reason.

The grammar of bare numbers is in ``numbers_core``, the reasons in ``numbers_reason``, what a row of numbers shares in
``numbers_rows``; this module joins them with the hedges ("at least", "or so") and yields the family's mentions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from extractor.model import Bound, Number, Reason
from extractor.patterns import numbers_core as cores
from extractor.patterns import numbers_reason as reasons
from extractor.patterns.numbers_line import HYPHENS, Core, Line, words
from extractor.patterns.numbers_odd import YEAR, odd_token
from extractor.patterns.numbers_rows import spread
from extractor.patterns.paragraph import Paragraph

PRONOUN: Final = "numbers.count.pronoun"
STRONG: Final = ("at_least", "more_than", "at_most", "less_than")
RANK: Final = {"exact": 0, "additional": 0, "approx": 1, **dict.fromkeys(STRONG, 2)}
RULES: Final = {
    "digits": "numbers.count.digits",
    "words": "numbers.count.words",
    "range": "numbers.count.range",
    "vague": "numbers.count.vague",
    "share": "numbers.count.share",
    "none": "numbers.count.digits",
}

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(frozen=True, slots=True)
class Hedged:
    """A number with its hedges: tokens ``[start, end)``."""

    core: Core
    start: int
    end: int
    bound: Bound
    additional: bool


@cache
def _hedges(side: str) -> Phrases:
    """Hedges by the word next to the number, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for bound, phrases in words().lists[f"hedges_{side}"].items():
        for phrase in phrases:
            parts = tuple(str(phrase).split())
            found.setdefault(parts[-1] if side == "before" else parts[0], []).append((parts, bound))
    return {word: tuple(sorted(known, key=lambda e: -len(e[0]))) for word, known in found.items()}


def find(paragraph: Paragraph) -> tuple[Number, ...]:
    """Every number of the paragraph in order, none overlapping another. Those that count no people say why."""
    line = Line.of(paragraph)
    found: list[Number] = []
    floor = 0
    for i in line.candidates():
        if i < floor:
            continue
        if odd := odd_token(line, i):
            floor, reason = odd
            found.append(_odd_number(paragraph, i, floor, reason))
        elif core := cores.core_at(line, i):
            hedged = _hedged(line, core, floor)
            found.append(_number(paragraph, line, hedged))
            floor = found[-1].tokens[1]
    return tuple(spread(line, found))


def indefinites(paragraph: Paragraph, known: Sequence[Number] | None = None) -> tuple[Number, ...]:
    """ "A", "an" and "another" that may stand for one person: those that are no part of a number.

    ``known`` are the paragraph's numbers, where they have been found already.
    """
    line = Line.of(paragraph)
    taken = {i for n in (find(paragraph) if known is None else known) for i in range(*n.tokens)}
    return tuple(
        _counted(
            paragraph,
            i,
            2 if _couple(line, i) else 1,
            "numbers.count.indefinite",
            additional=line.lower[i] == "another",
        )
        for i in range(len(line.text))
        if i not in taken and line.lower[i] in ("a", "an", "another") and line.tag[i] == "DT"
    )


def _couple(line: Line, article: int) -> bool:
    """ "An elderly couple": two people."""
    noun = article + 1
    while line.pos(noun) == "JJ":
        noun += 1
    return line.low(noun) == "couple" and line.low(noun + 1) != "of"


def pronouns(paragraph: Paragraph, known: Sequence[Number]) -> tuple[Number, ...]:
    """ "One" that stands for somebody named before ("where one died"), among the numbers that count nobody."""
    ones = (n for n in known if n.reason == "things" and n.span == n.core and n.low == 1)
    alone = (n for n in ones if paragraph.lower[n.tokens[0]] == "one" and n.tokens[1] - n.tokens[0] == 1)
    return tuple(replace(n, rule=PRONOUN, reason=None) for n in alone if not _pointed(paragraph, n.tokens[0]))


def _pointed(paragraph: Paragraph, place: int) -> bool:
    """ "The one", "this one", "no one", "a red one"."""
    return place > 0 and paragraph.tags[place - 1] in ("DT", "JJ", "JJR", "JJS", "PRP$", "WDT", "IN")


def zeros(paragraph: Paragraph) -> tuple[Number, ...]:
    """Words for a count of zero: no, none, nobody, not a single."""
    line = Line.of(paragraph)
    found: list[Number] = []
    for i, word in enumerate(line.lower):
        if word not in words().lists["zeros"]:
            continue
        after = line.low(i + 1)
        if word in ("no", "not", "without") and not _zero_phrase(line, i):
            continue
        end = i + 1
        if word in ("not", "without"):
            end = i + 3 if line.low(i + 2) == "single" else i + 2
        elif word == "no" and after == "one":
            end = i + 2
        number = _counted(paragraph, i, 0, "numbers.count.zero")
        span = paragraph.offsets(i, end)
        found.append(replace(number, span=span, tokens=(i, end), core=span, core_tokens=(i, end), indefinite=False))
    return tuple(found)


def _zero_phrase(line: Line, i: int) -> bool:
    word, after = line.lower[i], line.low(i + 1)
    if word == "not":
        return (after in ("a", "one") and line.low(i + 2) == "single") or (after == "one" and line.plural(i + 3))
    if word == "without":
        return after == "any"
    return line.tag[i] == "DT" and after not in ("longer", "more", "fewer", "less", "later", "matter", "doubt")


def _counted(paragraph: Paragraph, i: int, value: int, rule: str, additional: bool = False) -> Number:
    span = paragraph.offsets(i, i + 1)
    return Number(
        span=span,
        paragraph=paragraph.index,
        tokens=(i, i + 1),
        rule=rule,
        core=span,
        core_tokens=(i, i + 1),
        bound="exact",
        low=value,
        high=value,
        indefinite=True,
        additional=additional,
    )


def _odd_number(paragraph: Paragraph, first: int, end: int, reason: Reason) -> Number:
    span = paragraph.offsets(first, end)
    return Number(
        span=span,
        paragraph=paragraph.index,
        tokens=(first, end),
        rule=_rule("digits", reason),
        core=span,
        core_tokens=(first, end),
        bound="exact",
        reason=reason,
    )


def _rule(shape: str, reason: Reason | None) -> str:
    return f"numbers.not.{reason.replace(' ', '_')}" if reason else RULES[shape]


# -------------------------------------------------------------------------------------------------- ranges and hedges
def _hedged(line: Line, core: Core, floor: int) -> Hedged:
    core = cores.ratio(line, core)
    start, bound, additional = _before(line, core.first, floor)
    opener = line.low(start - 1) if start > floor else ""
    pair = cores.between(line, core)
    if pair and (kind := _pair_kind(line, core, *pair, start, opener)):
        right = pair[1]
        left = cores.shared(line, core, right)
        if kind == "range":
            start -= opener in ("between", "from")
            while start > floor and line.low(start - 1) in ("anywhere", "somewhere"):
                start -= 1
            core = replace(left, end=right.end, shape="range", high=right.high, scale=right.scale)
        else:
            core = Core(core.first, right.end, "none")
    end, after, more = _after(line, core)
    if RANK[after] > RANK[bound] or (after in STRONG and bound == "approx"):
        bound = after
    return Hedged(core, start, end, _bound(core, bound), additional or more)


def _bound(core: Core, hedge: str) -> Bound:
    if core.shape in ("vague", "share"):
        return "vague"
    if core.shape == "range":
        return "range"
    if core.approx and hedge == "exact":
        return "approx"
    return hedge  # type: ignore[return-value]


def _pair_kind(line: Line, left: Core, sep: int, right: Core, start: int, opener: str) -> str | None:
    """ "range", "score", or None where two numbers only stand side by side."""
    word = line.low(right.first - 1) if line.low(sep) in HYPHENS else line.low(sep)
    low, high = cores.shared(line, left, right).low or 0, right.high or 0
    if words().has("months", line.low(left.first - 1)) and low < 32 <= high:
        return None  # a day, then a count
    year = YEAR.fullmatch(line.text[left.first]) and not YEAR.fullmatch(line.text[right.first])
    if year and (opener == "since" or words().has("months", opener)):
        return None  # "the toll since June 2019 to 3,412"
    if word in HYPHENS:
        return "range" if low < high else "score"
    if low >= high:
        return None
    if word == "and":
        return "range" if opener == "between" else None
    if word == "or":
        return "range" if high <= low * 3 and opener != "from" else None
    told = _changes(line, start) if opener == "from" else line.low(start - 1) in words().lists["changes"]
    if opener == "by":  # "won by 3 to 2", "fell by 4 to 11", not "by six to seven hundred archers"
        told = not (line.plural(right.end) or right.scale > 1) or line.low(start - 2) in words().lists["changes"]
    return None if told else "range"


HANDING: Final = frozenset("hand hands handed handing turn turned turning signed".split())
CHANGE_REACH: Final = 16  # tokens back to "rose": "rose in the first weeks of the year from 17 to 23"


def _changes(line: Line, start: int) -> bool:
    """A rise or fall is told before: "rose from 17 to 23" are two numbers."""
    changes = words().lists["changes"]
    for at in range(start - 1, max(-1, start - CHANGE_REACH), -1):
        if line.low(at) in (";", ".", ":", "–", "—"):
            return False
        if line.low(at) in changes:
            return True
    return False


def _particle(line: Line, at: int) -> bool:
    """ "Handed over 14 guards": "over" goes with the verb."""
    return line.low(at) == "over" and line.low(at - 1) in HANDING


def _before(line: Line, first: int, floor: int) -> tuple[int, str, bool]:
    """(start, bound, additional) of the hedges before the number; several may follow each other."""
    known = _hedges("before")
    start, bound, additional = first, "exact", False
    while start > floor and not _particle(line, start - 1):
        for parts, kind in known.get(line.low(start - 1), ()):
            at = start - len(parts)
            if at >= floor and line.lower[at:start] == parts and not _no_hedge(line, at, parts):
                start = at
                additional = additional or kind == "additional"
                if RANK[kind] and RANK[kind] >= RANK[bound]:
                    bound = kind
                break
        else:
            break
    return start, bound, additional


def _no_hedge(line: Line, at: int, parts: tuple[str, ...]) -> bool:
    """Words that only look like a hedge: "talked about two", "has gone up to nine"."""
    before = line.low(at - 1)
    talked = parts == ("about",) and before in words().lists["about_verbs"]
    return talked or (parts == ("up", "to") and before in (*words().lists["up_verbs"], *words().lists["up_nouns"]))


def _after(line: Line, core: Core) -> tuple[int, str, bool]:
    """(end, bound, additional) of what follows the number: or more, -plus, or so, more."""
    end, bound, additional = core.end, "exact", False
    known = _hedges("after")
    while True:
        at = end
        if line.low(at) in HYPHENS and line.glued(at - 1) and line.glued(at):
            at += 1
        for parts, kind in known.get(line.low(at), ()):
            stop = at + len(parts)
            if line.lower[at:stop] != parts or (parts[-1] in ("more", "less", "fewer") and line.low(stop) == "than"):
                continue
            if at > end and kind not in ("at_least", "approx"):
                continue
            if parts[0] in ("and", "or") and cores.starts_number(line, stop):  # "12 dead and over 40 hurt"
                continue
            if at == end and parts in (("plus",), ("odd",)) and not _closes(line, stop, parts[0]):
                continue
            end, additional = stop, additional or kind == "additional"
            bound = kind if RANK[kind] else bound
            break
        else:
            return end, bound, additional


def _closes(line: Line, stop: int, word: str) -> bool:
    """ "200 plus soldiers", not "200 plus 30"."""
    return line.plural(stop) or (word == "plus" and line.low(stop) in (".", ",", ""))


# ----------------------------------------------------------------------------------------------------------- mentions
def _number(paragraph: Paragraph, line: Line, hedged: Hedged) -> Number:
    core = hedged.core
    reason, share = reasons.of(line, core, hedged.start, hedged.end)
    low, high = _whole(core.low), _whole(core.high)
    bound = hedged.bound
    if share and core.shape != "share":  # "40%": the sign belongs to the share
        core = replace(core, end=reasons.percent(line, core.end))
        hedged = replace(hedged, end=max(hedged.end, core.end))
    if share:
        low, high, bound = None, None, "vague"
    elif bound in ("at_least", "more_than"):
        high = None
    elif bound in ("at_most", "less_than"):
        low = None
    return Number(
        span=paragraph.offsets(hedged.start, hedged.end),
        paragraph=paragraph.index,
        tokens=(hedged.start, hedged.end),
        rule=_rule("share" if share else core.shape, reason),
        core=paragraph.offsets(core.first, core.end),
        core_tokens=(core.first, core.end),
        bound=bound,
        low=low,
        high=high,
        magnitude=core.magnitude,
        reason=reason,
        additional=hedged.additional,
        share=share,
    )


def _whole(value: float | None) -> int | None:
    """The integer; None for what is none (2.5), which counts nobody."""
    if value is None or abs(value - round(value)) > 1e-6 * max(1.0, value * 1e-6):
        return None
    return round(value)
