"""A time in parts, and its TIMEX3 value: what the text states, with ``XXXX`` for what it leaves open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from extractor.model import Period, TimeMod

_BIG: Final = 10_000  # beyond this many units the calendar ends before the shift does


@dataclass(frozen=True, slots=True)
class Time:
    """A point, a length or a rate, before it is known when the article appeared.

    Attributes:
        year: as written ("2014", "199X", "FY2026"). month, day, weekday (1 Monday), part ("NI"), clock ("07:50").
        season: of the year ("SU", "H1", "Q3").
        unit, shift: "last week" is ("W", -1); shift None: a known size at an unknown distance ("that day").
        length: "P3W"; ref: PAST_REF and the like.
        end: the second point of a range. open: "since" or "until".
        towards: -1 last, +1 next, 0 this: for names that come again (Friday, March).
    """

    year: str | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    clock: str | None = None
    season: str | None = None
    unit: str | None = None
    shift: int | None = None
    length: str | None = None
    ref: str | None = None
    rate: Period | None = None
    mod: TimeMod | None = None
    end: Time | None = None
    open: str | None = None
    towards: int | None = None
    known: bool = True


def length_of(unit: str, count: str) -> str:
    """TIMEX3 duration of ``count`` (digits or X) lexicon units."""
    return f"PT{count}{unit[1]}" if unit.startswith("T") else f"P{count}{unit}"


def value_of(time: Time, published: date | None, future: bool) -> str | None:
    """The TIMEX3 value; with ``published`` the year and day that it settles. ``future``: the event is still to come."""
    if not time.known:
        return None
    if time.end is not None:
        first, last = _share(time, time.end)
        left, right = value_of(first, published, future), value_of(last, published, future)
        if left and right and left[:4].isdigit() and right[:4].isdigit() and left > right and first.year is None:
            year = int(right[:4])  # the range ends after it begins
            left = value_of(replace(first, year=f"{year:04d}"), published, future) or left
            if left > right:
                left = value_of(replace(first, year=f"{year - 1:04d}"), published, future)
        return f"{left}/{right}" if left and right else None
    if time.length or time.ref:
        return time.length or time.ref
    point = _point(time, published, future)
    if point is None:
        return None
    if time.open == "since":
        return f"{point}/.."
    return f"../{point}" if time.open == "until" else point


def _share(first: Time, last: Time) -> tuple[Time, Time]:
    """Both ends of a range with the year and month that only one of them names."""
    first, last = replace(first, end=None), replace(last, end=None)
    if first.year is None and last.year is not None and first.month is not None:
        late_start = last.month is not None and first.month > last.month  # from October to March 2015
        year = str(int(last.year) - 1) if late_start and last.year.isdigit() else last.year
        first = replace(first, year=year)
    return first, last


def _point(time: Time, published: date | None, future: bool) -> str | None:
    if time.unit is not None:
        base = _shifted(time, published)
        return base and base + _of_day(time, base)
    if time.weekday is not None and time.month is None:
        base = _weekday(time, published, future)
        return base + _of_day(time, base)
    if time.month is not None:
        base = _month(time, published, future)
        return base + (_of_day(time, base) if time.day is not None else "")
    if time.season is not None:
        return f"{_season_year(time, published)}-{time.season}"
    if time.year is not None:
        return time.year
    if time.part is not None or time.clock is not None:
        return "XXXX-XX-XX" + _of_day(time, "XXXX-XX-XX")
    return None


def _of_day(time: Time, base: str) -> str:
    if time.clock is not None:
        return f"T{time.clock}"
    return f"T{time.part}" if time.part is not None and len(base) >= 9 else ""


def _weekday(time: Time, published: date | None, future: bool) -> str:
    if published is None or time.weekday is None:
        return f"XXXX-WXX-{time.weekday}"
    ahead = (time.weekday - published.isoweekday()) % 7
    if time.towards == 1 or (future and time.towards is None):
        return (published + timedelta(days=ahead or 7)).isoformat() if _fits(published) else f"XXXX-WXX-{time.weekday}"
    if time.towards == 0:  # this Friday
        return (published + timedelta(days=ahead)).isoformat() if _fits(published) else f"XXXX-WXX-{time.weekday}"
    back = (published.isoweekday() - time.weekday) % 7
    if time.towards == -1:
        back = back or 7
    return (published - timedelta(days=back)).isoformat() if _fits(published) else f"XXXX-WXX-{time.weekday}"


def _month(time: Time, published: date | None, future: bool) -> str:
    year = time.year
    assert time.month is not None
    if year is None and published is not None:
        month, day = time.month, time.day or 1
        has_come = (month, day) <= (published.month, published.day)
        if time.towards == 1 or (future and time.towards is None):
            passed = (month, time.day or 31) < (published.month, published.day)
            year = f"{published.year + passed:04d}"
        elif time.towards == 0:
            year = f"{published.year:04d}"
        else:
            same = time.towards == -1 and month == published.month
            year = f"{published.year - (not has_come or same):04d}"
    text = f"{year or 'XXXX'}-{time.month:02d}"
    return f"{text}-{time.day:02d}" if time.day is not None else text


def _season_year(time: Time, published: date | None) -> str:
    if time.year is not None:
        return time.year
    if published is None or time.towards is None:
        return "XXXX"
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}.get(time.season or "", 1)
    if time.towards == 0:
        return f"{published.year:04d}"
    if time.towards == 1:
        return f"{published.year + (begins <= published.month):04d}"
    over = begins + 3 <= published.month
    return f"{published.year - (not over):04d}"


def _fits(published: date) -> bool:
    return date(2, 1, 1) < published < date(9998, 1, 1)


def _shifted(time: Time, published: date | None) -> str | None:
    """A day, week, month or year at a distance from the publication date; only its size where that is not known."""
    unit, shift = time.unit, time.shift
    if unit in ("TS", "TM", "TH"):
        return None if shift is None else "XXXX-XX-XXTXX:XX"
    if published is None or shift is None or abs(shift) > _BIG or not _fits(published):
        return {
            "D": "XXXX-XX-XX",
            "W": "XXXX-WXX",
            "F": "XXXX-WXX",
            "WE": "XXXX-WXX-WE",
            "M": "XXXX-XX",
            "Q": "XXXX-QX",
            "Y": "XXXX",
            "E": "XXXX",
            "C": "XXXX",
        }.get(unit or "")
    if unit == "D":
        return _day(published, shift)
    if unit in ("W", "F", "WE"):
        day = _day(published, shift * (14 if unit == "F" else 7))
        if day is None:
            return None
        year, week, _ = date.fromisoformat(day).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        months = published.year * 12 + published.month - 1 + shift
        return f"{months // 12:04d}-{months % 12 + 1:02d}" if 12 <= months < 120_000 else None
    if unit == "Q":
        quarters = published.year * 4 + (published.month - 1) // 3 + shift
        return f"{quarters // 4:04d}-Q{quarters % 4 + 1}" if 4 <= quarters < 40_000 else None
    year = published.year + shift * {"Y": 1, "E": 10, "C": 100}.get(unit or "", 1)
    if not 1 <= year <= 9999:
        return None
    text = f"{year:04d}"
    return {"Y": text, "E": text[:3] + "X", "C": text[:2] + "XX"}.get(unit or "")


def _day(published: date, shift: int) -> str | None:
    try:
        return (published + timedelta(days=shift)).isoformat()
    except OverflowError:
        return None
