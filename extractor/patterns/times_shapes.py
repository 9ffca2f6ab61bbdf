"""What the patterns of ``times.yaml`` mean (shapes), and what stops them (guards)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, cast

from extractor.model import Period, TimeMod
from extractor.patterns.times_value import Time, length_of
from extractor.patterns.times_words import Guard, Hit, Item, PatternRule, Shape

_EDGES: Final[dict[str, TimeMod]] = {
    "early": "start", "late": "end", "mid": "mid", "start": "start", "end": "end", "middle": "mid",
}  # fmt: skip
_TOWARDS: Final = {"last": -1, "next": 1, "this": 0}
_PERIODS: Final[dict[str, Period]] = {"TH": "hour", "D": "day", "W": "week", "M": "month", "Y": "year"}


def numeric(hit: Hit, _rule: PatternRule) -> Time | None:
    return cast(Time, hit.parts["n"].value)


def _day_number(item: Item | None) -> int | None:
    return item.value if item is not None and isinstance(item.value, int) and 1 <= item.value <= 31 else None


def date(hit: Hit, _rule: PatternRule) -> Time | None:
    """Whatever parts of a date the pattern names: day, month, year, weekday."""
    parts = hit.parts
    if "p" in parts and "w" in parts:  # Tuesday, March 3: the date settles the day
        inner: Time = parts["p"].value
        return inner if inner.day else None
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
    return (
        Time(ref=hit.parts["p"].value or "", known=hit.parts["p"].value is not None)
        if hit.parts["p"].value
        else Time(ref="X", known=False)
    )


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
    if second.unit in ("W", "Y", "M") and first.weekday is not None:
        return replace(first, towards=second.shift)
    return None


def same(hit: Hit, _rule: PatternRule) -> Time | None:
    inner = next(item.value for item in hit.inner if isinstance(item.value, Time))
    hedge = next((item for item in hit.inner if item.kind == "hedge"), None)
    return replace(inner, mod=_mod(hedge)) if hedge and not inner.mod else cast(Time, inner)


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
    if inner.rate and hit.inner[-1].rule != "times.rate.a":
        return None
    mod = inner.mod or _mod(hit.parts.get("h")) or ("end" if hit.parts["e"].kind == "within" else None)
    return Time(length=inner.length, mod=mod)


# ------------------------------------------------------------------------------------------------------------ guards
def counted(hit: Hit) -> bool:
    """In March 12 soldiers: the number counts what follows, and a preposition of months stands before."""
    day_ = hit.parts["d"]
    if day_.kind == "ordnum" or "y" in hit.parts or hit.after is None or hit.before is None:
        return False
    return hit.before.kind == "in" and hit.after.kind == "other" and hit.after.word[:1].isalpha()


def short_month(hit: Hit) -> bool:
    """Jan, Mar, Apr: people and words; with a full stop or a year they are months."""
    item = hit.parts["m"]
    return (
        len(item.word) < 5
        and item.word not in ("may", "june", "july")
        and item.end - item.start == len(item.word)
        and ("y" not in hit.parts)
    )


_YEAR_BEFORE: Final = frozenset({"in", "since", "from", "until", "by", "before", "after", "during", "between", "of", "early", "late", "mid", "dash",
                                 "to", "and", "the", "through", "throughout", "this", "over", "for", "around", "hedge", "end", "month",
                                 "comma", "point", "unitword", "year", "or", "on", "as", "season", "within"})  # fmt: skip


def no_year(hit: Hit) -> bool:
    before, year = hit.before, hit.parts["y"]
    if before is None:
        return hit.after is None or hit.after.kind != "comma"
    if before.kind not in _YEAR_BEFORE and before.word not in ("(", "year", "years", "circa", "c"):
        return True
    if hit.after is not None and hit.after.word == "%":
        return True
    token = hit.token(year)
    if (
        before.kind in ("comma", "dash", "to", "and", "or")
        and hit.items[hit.first - 2 : hit.first - 1]
        and (hit.items[hit.first - 2].kind not in ("year", "month", "day", "ordnum", "comma"))
    ):
        return before.kind != "dash" or hit.items[hit.first - 2].kind != "mid"
    if before.kind in ("hedge", "over", "for", "this"):
        return before.word not in ("around", "about") and not (
            hit.first > 1 and hit.items[hit.first - 2].kind in ("in", "since", "from")
        )
    return (
        token.dep_ == "nummod"
        and token.head.tag_ == "NNS"
        and before.kind not in ("the",)
        and token.head.i == token.i + 1
    )


def no_season(hit: Hit) -> bool:
    """A season needs "in the", "last", "this" before it: spring and fall are other words too."""
    if "q" in hit.parts:
        return hit.token(hit.parts["s"]).tag_[:2] == "VB"
    before = hit.before
    if hit.after is not None and hit.after.kind == "of" and hit.parts["s"].word in ("fall", "spring"):
        return True
    if hit.inner[0].kind == "the":
        return before is None or before.kind not in ("in", "during", "over", "until", "by", "through", "since")
    return before is None or before.kind not in ("early", "late", "mid", "in", "by", "until", "since", "dash")


def no_half(hit: Hit) -> bool:
    number, unit = hit.parts.get("o"), hit.parts.get("u")
    if number is None:
        return False
    if "y" in hit.parts:
        return (unit is not None and unit.value != "Q") or number.value not in (1, 2, 3, 4)
    return unit is not None and unit.kind == "century"


def comparative(hit: Hit) -> bool:
    """So far as, no later than: no time."""
    after, before = hit.after, hit.before
    if hit.parts["p"].word == "later":
        return (before is not None and before.kind not in ("other", "comma", "and")) or (
            after is not None and (after.kind in ("this", "than") or after.word in ("than", "life", "stage"))
        )
    return after is not None and (after.word == "as" and hit.parts["p"].word == "so far")


def plural_unit(hit: Hit) -> bool:
    return hit.parts["u"].kind == "unitplural"


_LENGTH_BEFORE: Final = frozenset({"for", "in", "within", "after", "during", "over", "until", "by", "since", "last", "next", "half", "hedge", "than",
                                   "through", "before", "of", "once", "at", "to"})  # fmt: skip


def no_rate(hit: Hit) -> bool:
    """A week ago, for a day, in a day: a length; and a noun before is needed (ten men a day)."""
    before, after = hit.before, hit.after
    if after is not None and (after.kind in ("ago", "earlier", "later", "before", "after", "of", "dash")):
        return True
    if (
        before is None
        or before.kind in _LENGTH_BEFORE
        or before.kind == "comma"
        or before.word in ("twice", "half", "than")
    ):
        return before is None or before.word != "twice"
    token = hit.token(before)
    return token.tag_[:1] not in ("N", "C") and before.word not in ("$", "once") and before.kind not in ("num", "day")


def age(hit: Hit) -> bool:
    """Years old, year-old, aged."""
    rest = [item.word for item in hit.items[hit.end : hit.end + 3]]
    before = hit.before.word if hit.before else ""
    return rest[:1] == ["old"] or rest[:2] == ["-", "old"] or rest[:2] == ["of", "age"] or before in ("aged", "age")


def one_day(hit: Hit) -> bool:
    """An hour from now is a length; "a time" or "the one" are none. A bare "a UNIT" was read as a rate before."""
    return "n" not in hit.parts and hit.after is not None and hit.after.word in ("old", "care", "trader", "job")


def no_vague_length(hit: Hit) -> bool:
    before, after = hit.before, hit.after
    if after is not None and after.kind in ("ago", "earlier", "later", "before", "after", "of"):
        return before is not None and before.kind in ("num", "the", "this")
    return before is None or before.kind not in ("for", "in", "within", "over", "after", "until") or before.word == "of"


def no_the_unit(hit: Hit) -> bool:
    """The day, the week, the year: times after "of", "during", "in", or before "before" and "after"."""
    before, after = hit.before, hit.after
    if after is not None and after.kind == "dash":
        return True
    if after is not None and after.kind in ("before", "after", "earlier"):
        return False
    return before is None or before.kind not in ("of", "during", "in", "on", "through", "over", "earlier", "later", "early", "late", "by", "for") or (
        before.kind in ("for", "by", "over") and hit.parts["u"].value == "D"
    ) or (after is not None and after.kind in ("of", "other") and after.word not in (",", ".", ";", ")", "”", '"') and (
        before.kind in ("of", "in", "on", "by", "for", "over") and hit.token(after).tag_[:2] == "NN"))  # fmt: skip


def before_object(hit: Hit) -> bool:
    """Two days before the raid: before, after and on have an object of their own, so the length stands alone."""
    word = hit.inner[-1]
    if word.kind == "on":
        after = hit.after
        return after is not None and after.word not in (",", ".", ";")
    if word.kind not in ("before", "after"):
        return False
    token = hit.token(word)
    return any(child.dep_ in ("pobj", "pcomp") for child in token.children) or token.dep_ == "mark"


def not_unit(hit: Hit) -> bool:
    point: Time = hit.parts["p"].value
    return point.unit not in ("D", "W", "M", "Y") or point.part is not None


def not_named(hit: Hit) -> bool:
    point: Time = hit.parts["p"].value
    return (point.weekday is None and point.month is None) or point.year is not None or point.day is not None


def no_part(hit: Hit) -> bool:
    """A part of day by itself needs a preposition (at night, before dawn, in the evening)."""
    if "q" in hit.parts:
        return False
    before, after = hit.before, hit.after
    if after is not None and after.kind in ("point", "weekday", "month"):
        return False
    if "e" in hit.parts:
        return False
    if hit.inner[0].kind == "the":
        return before is None or before.kind not in ("in", "during", "through", "on", "over", "by")
    return before is None or before.kind not in ("at", "before", "by", "after", "until", "since", "around", "hedge")


def later_point(hit: Hit) -> bool:
    """The parts that may not be joined: a fixed phrase has neither hour nor edge."""
    point = hit.parts["p"].value
    return isinstance(point, Time) and (point.ref is not None or point.length is not None)


def no_point_of(hit: Hit) -> bool:
    return any(hit.parts[key].value.ref for key in ("p", "r"))


def unlike(hit: Hit) -> bool:
    """Only times of one size make a range: two weekdays, two years."""
    first, last = hit.parts["p"].value, hit.parts["q"].value

    def size(time: Time) -> str | None:
        return (
            "day"
            if time.day
            else "month"
            if time.month
            else "weekday"
            if time.weekday
            else "year"
            if time.year
            else None
        )

    if size(first) is None:
        return True
    joined = size(first) == size(last) or {size(first), size(last)} == {"day", "month"}
    return not joined


def not_short_year(hit: Hit) -> bool:
    point, short = hit.parts["p"].value, hit.parts["d"]
    plain = point.year is not None and point.year.isdigit() and point.month is None and point.end is None
    return not plain or len(short.word) != 2 or short.value <= int(point.year[2:])


def adjectival(hit: Hit) -> bool:
    """In a three-day battle, in a day-long one: the length is the noun's."""
    item, after = hit.parts["l"], hit.after
    if after is not None and after.kind == "dash" and after.start == item.end:
        return True
    return "-" in hit.paragraph.doc.text[item.start : item.end]


def of_phrase(hit: Hit) -> bool:
    """The clan wars of the 1960s: "of" is the noun's."""
    return hit.inner[0].kind == "of"


def modifier(hit: Hit) -> bool:
    """For the 22 April attack: the preposition is the attack's."""
    token, after = hit.token(hit.inner[-1]), hit.after
    if after is None or after.kind != "other" or hit.inner[0].kind == "hedge":
        return False
    noun = hit.token(after)
    last = hit.paragraph.doc[noun.i - 1]
    return (
        noun.tag_[:2] == "NN"
        and last.i >= token.i
        and last.head.i >= noun.i
        and last.dep_ in ("nmod", "compound", "nummod", "amod", "poss")
    )


def bare_ref(hit: Hit) -> bool:
    """For now is a phrase of its own; "at currently" nothing."""
    inner = next(item for item in hit.inner if isinstance(item.value, Time))
    return inner.rule == "times.phrase.fixed"


SHAPES: Final[Mapping[str, Shape]] = {
    f.__name__: f
    for f in (
        numeric, date, date_range, fiscal, century, season, half, day, phrase, rate, clock, length, length_vague, relative,
        recent, last_length, ord_unit, ago, day_before, named, part_of_day, with_part, modified, point_of, same, span_of,
        short_year, open_since, open_until, edge, prep_length,
    )
}  # fmt: skip
GUARDS: Final[Mapping[str, Guard]] = {
    f.__name__: f
    for f in (
        counted, short_month, no_year, no_season, no_half, comparative, plural_unit, no_rate, age, one_day, no_vague_length,
        no_the_unit, before_object, not_unit, not_named, no_part, later_point, no_point_of, unlike, not_short_year, of_phrase,
        bare_ref, adjectival, modifier,
    )
}  # fmt: skip
