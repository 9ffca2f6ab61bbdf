"""What the patterns of ``times.yaml`` mean: one shape makes a time of a match."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, cast

from extractor.model import Period, TimeMod
from extractor.patterns.lexicon import traits
from extractor.patterns.times_cascade import Hit, Shape
from extractor.patterns.times_items import Item
from extractor.patterns.times_value import Time, length_of
from extractor.patterns.times_words import PatternRule

_EDGES: Final[dict[str, TimeMod]] = {
    "early": "start",
    "late": "end",
    "mid": "mid",
    "start": "start",
    "end": "end",
    "middle": "mid",
}
_TOWARDS: Final = {"last": -1, "next": 1, "this": 0}
_PERIODS: Final[dict[str, Period]] = {"TH": "hour", "D": "day", "W": "week", "M": "month", "Y": "year"}


def numeric(hit: Hit, _rule: PatternRule) -> Time | None:
    return cast(Time, hit.parts["n"].value)


def _day_number(item: Item | None) -> int | None:
    return item.value if item is not None and isinstance(item.value, int) and 1 <= item.value <= 31 else None


def date(hit: Hit, _rule: PatternRule) -> Time | None:
    """Whatever parts of a date the pattern names: day, month, year, weekday."""
    parts = hit.parts
    day = _day_number(parts.get("d"))
    if "d" in parts and day is None:
        return None
    year = parts.get("y")
    return Time(
        year=None if year is None else str(year.value),
        month=parts["m"].value if "m" in parts else None,
        day=day,
        weekday=parts["w"].value if "w" in parts else None,
    )


def date_range(hit: Hit, rule: PatternRule) -> Time | None:
    first, last = date(hit, rule), _day_number(hit.parts["e"])
    if first is None or first.day is None or last is None or last <= first.day:
        return None
    return replace(first, end=replace(first, day=last))


def fiscal(hit: Hit, _rule: PatternRule) -> Time | None:
    return Time(year=f"FY{hit.parts['y'].value}")


def century(hit: Hit, _rule: PatternRule) -> Time | None:
    number = hit.parts["d"].value
    return Time(year=f"{number - 1:02d}XX") if isinstance(number, int) and 1 < number < 22 else None


def season(hit: Hit, _rule: PatternRule) -> Time | None:
    year, which = hit.parts.get("y"), hit.parts.get("q")
    towards = _TOWARDS.get(which.kind) if which else None
    return Time(season=hit.parts["s"].value, year=str(year.value) if year else None, towards=towards)


def half(hit: Hit, _rule: PatternRule) -> Time | None:
    return Time(year=str(hit.parts["y"].value), season=f"{'H' if 'h' in hit.parts else 'Q'}{hit.parts['o'].value}")


def day(hit: Hit, _rule: PatternRule) -> Time | None:
    word = hit.parts["d"]
    part = hit.parts.get("p")
    night = word.kind == "nightword"
    return Time(unit="D", shift=word.value, part="NI" if night else part.value if part else None)


def phrase(hit: Hit, _rule: PatternRule) -> Time | None:
    value = hit.parts["p"].value
    return Time(ref=value or "X", known=value is not None)


def rate(hit: Hit, _rule: PatternRule) -> Time | None:
    if "r" in hit.parts:
        period = cast(Period, hit.parts["r"].value)
    else:
        found = _PERIODS.get(hit.parts["u"].value)
        if found is None:
            return None
        period = found
    unit = next(u for u, p in _PERIODS.items() if p == period)
    return Time(rate=period, length=length_of(unit, "1"))


def clock(hit: Hit, _rule: PatternRule) -> Time | None:
    hedge = any(item.kind == "hedge" for item in hit.inner)
    return Time(clock=hit.parts["c"].value, mod="approx" if hedge else None)


def length(hit: Hit, _rule: PatternRule) -> Time | None:
    number = hit.parts.get("n")
    count = "1" if number is None else str(number.value)
    if "x" in hit.parts and count.isdigit():
        count += ".5"
    return _sized(hit.parts["u"].value, count, _mod(hit.parts.get("h")))


def _sized(unit: str, count: str, mod: TimeMod | None) -> Time:
    """Fortnights, decades and centuries in the units that TIMEX3 has."""
    factor, base = {"F": (2, "W"), "E": (10, "Y"), "C": (100, "Y"), "Q": (3, "M"), "WE": (1, "WE")}.get(unit, (1, unit))
    if factor > 1 and count.isdigit():
        count = str(int(count) * factor)
    return Time(length=length_of(base, count), mod=mod)


def _mod(hedge: Item | None) -> TimeMod | None:
    return cast("TimeMod | None", hedge.value) if hedge else None


def length_vague(hit: Hit, _rule: PatternRule) -> Time | None:
    return _sized(hit.parts["u"].value, "X", None)


def last_length(hit: Hit, _rule: PatternRule) -> Time | None:
    return _sized(hit.parts["u"].value, str(hit.parts["n"].value), _mod(hit.parts.get("h")))


def relative(hit: Hit, _rule: PatternRule) -> Time | None:
    which = hit.parts.get("q")
    word = which.word if which else ""
    shift: int | None = _TOWARDS.get(which.kind) if which else 0
    # "the next day" and "the previous week" count from the story's day, not from the article's
    anaphoric = word in ("previous", "preceding", "following", "that", "same", "prior")
    anaphoric = anaphoric or (any(i.kind == "the" for i in hit.inner) and word in ("next", "past", "last"))
    if not which and hit.parts["u"].value in ("D", "TH", "TM", "TS", "W"):
        shift = None
    return Time(unit=hit.parts["u"].value, shift=None if anaphoric else shift)


def recent(hit: Hit, _rule: PatternRule) -> Time | None:
    return Time(ref="FUTURE_REF" if hit.parts["q"].kind == "next" else "PAST_REF")


def ord_unit(hit: Hit, _rule: PatternRule) -> Time | None:
    return Time(unit=hit.parts["u"].value, shift=None, known=False)


def ago(hit: Hit, _rule: PatternRule) -> Time | None:
    """Three weeks ago; "earlier" and "later" count from the story's own day."""
    size: Time = hit.parts["l"].value
    count = "".join(c for c in size.length or "" if c.isdigit())
    unit = (
        (size.length or "P")
        .lstrip("P")
        .lstrip("T" if (size.length or "").startswith("PT") else "")
        .lstrip("0123456789.X")
    )
    unit = f"T{unit}" if (size.length or "").startswith("PT") else unit
    from_now = hit.inner[-1].kind == "ago"
    shift = -int(count) if from_now and count and len(count) < 6 and "." not in (size.length or "") else None
    mod: TimeMod | None = {"more_than": "before", "less_than": "after"}.get(size.mod or "", size.mod)  # type: ignore[assignment]
    return Time(unit=unit or "D", shift=shift, mod=mod)


def day_before(hit: Hit, _rule: PatternRule) -> Time | None:
    inner: Time = hit.parts["p"].value
    return replace(inner, shift=None)


def named(hit: Hit, _rule: PatternRule) -> Time | None:
    return replace(cast(Time, hit.parts["p"].value), towards=_TOWARDS.get(hit.parts["q"].kind))


def part_of_day(hit: Hit, _rule: PatternRule) -> Time | None:
    which, edge = hit.parts.get("q"), hit.parts.get("e")
    mod = _EDGES.get(edge.kind) if edge else None
    part = hit.parts["p"].value
    if which is None or which.kind == "that":
        return Time(part=part, mod=mod)
    return Time(unit="D", shift=_TOWARDS.get(which.kind), part=part, mod=mod)


def with_part(hit: Hit, _rule: PatternRule) -> Time | None:
    """A point with its part of the day or its hour."""
    point, item = cast(Time, hit.parts["p"].value), hit.parts["t"]
    if point.length or point.ref or point.end or point.part or point.clock:
        return None
    inner = item.value if isinstance(item.value, Time) else Time(part=item.value)
    if inner.unit is not None:
        return None
    return replace(point, part=inner.part, clock=inner.clock, mod=inner.mod or point.mod)


def modified(hit: Hit, _rule: PatternRule) -> Time | None:
    edge, point = hit.parts["e"], cast(Time, hit.parts["p"].value)
    if point.ref or point.length:
        return None
    mod = _EDGES.get(edge.kind, point.mod)
    return replace(point, mod=mod)


def point_of(hit: Hit, _rule: PatternRule) -> Time | None:
    """April 2 of this year, January last year: the year comes from the second."""
    first, second = cast(Time, hit.parts["p"].value), cast(Time, hit.parts["r"].value)
    if second.unit == "Y" and first.month is not None and first.year is None:
        return replace(first, towards=second.shift)
    if second.year is not None and first.year is None and (first.month or first.season):
        return replace(first, year=second.year)
    if second.day is not None and second.month is not None and first.weekday is not None and first.day is None:
        return replace(second, part=first.part, clock=first.clock)
    if second.unit in ("W", "Y", "M") and first.weekday is not None:
        return replace(first, towards=second.shift)
    return None


def same(hit: Hit, _rule: PatternRule) -> Time | None:
    inner = next(item.value for item in hit.inner if isinstance(item.value, Time))
    hedge = next((item for item in hit.inner if item.kind == "hedge"), None)
    return replace(inner, mod=_mod(hedge)) if hedge and not inner.mod else inner


def span_of(hit: Hit, _rule: PatternRule) -> Time | None:
    first, last = cast(Time, hit.parts["p"].value), cast(Time, hit.parts["q"].value)
    if first.end or last.end or first.ref or last.ref or first.length or last.length:
        return None
    return replace(first, end=last)


def short_year(hit: Hit, _rule: PatternRule) -> Time | None:
    first, last = cast(Time, hit.parts["p"].value), hit.parts["d"].value
    return replace(first, end=Time(year=f"{str(first.year)[:2]}{last:02d}"))


def open_since(hit: Hit, _rule: PatternRule) -> Time | None:
    since = any(item.kind == "since" for item in hit.inner)
    onward = hit.inner[-1].kind == "on" or hit.inner[-1].kind == "onward"
    inner = cast(Time, hit.parts["p"].value)
    return replace(inner, open="since") if since or onward else inner


def open_until(hit: Hit, _rule: PatternRule) -> Time | None:
    return replace(cast(Time, hit.parts["p"].value), open="until")


def edge(hit: Hit, rule: PatternRule) -> Time | None:
    inner = cast(Time, hit.parts["p"].value)
    return replace(inner, mod=inner.mod or rule.gives["mods"][hit.parts["e"].kind])


def prep_length(hit: Hit, _rule: PatternRule) -> Time | None:
    inner = cast(Time, hit.parts["l"].value)
    if inner.rate and "length_too" not in traits(hit.inner[-1].rule):
        return None
    mod = inner.mod or _mod(hit.parts.get("h")) or ("end" if hit.parts["e"].kind == "within" else None)
    return Time(length=inner.length, mod=mod)


SHAPES: Final[Mapping[str, Shape]] = {
    f.__name__: f
    for f in (
        numeric,
        date,
        date_range,
        fiscal,
        century,
        season,
        half,
        day,
        phrase,
        rate,
        clock,
        length,
        length_vague,
        relative,
        recent,
        last_length,
        ord_unit,
        ago,
        day_before,
        named,
        part_of_day,
        with_part,
        modified,
        point_of,
        same,
        span_of,
        short_year,
        open_since,
        open_until,
        edge,
        prep_length,
    )
}
