"""What stops the patterns of ``times.yaml``: guards over a match and its neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extractor.patterns.lexicon import traits
from extractor.patterns.times_cascade import Guard, Hit
from extractor.patterns.times_value import Time


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


_YEAR_BEFORE: Final = frozenset(
    {
        "in",
        "since",
        "from",
        "until",
        "by",
        "before",
        "after",
        "during",
        "between",
        "of",
        "early",
        "late",
        "mid",
        "dash",
        "to",
        "and",
        "the",
        "through",
        "throughout",
        "this",
        "over",
        "for",
        "around",
        "hedge",
        "end",
        "month",
        "comma",
        "point",
        "unitword",
        "year",
        "or",
        "on",
        "as",
        "season",
        "within",
    }
)


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


_LENGTH_BEFORE: Final = frozenset(
    {
        "for",
        "in",
        "within",
        "after",
        "during",
        "over",
        "until",
        "by",
        "since",
        "last",
        "next",
        "half",
        "hedge",
        "than",
        "through",
        "before",
        "of",
        "once",
        "at",
        "to",
    }
)


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
    if before is not None and before.kind in ("early", "late"):
        return True
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
    return (
        before is None
        or before.kind
        not in ("of", "during", "in", "on", "through", "over", "earlier", "later", "early", "late", "by", "for")
        or (before.kind in ("for", "by", "over") and hit.parts["u"].value == "D")
        or (
            after is not None
            and after.kind in ("of", "other")
            and after.word not in (",", ".", ";", ")", "”", '"')
            and (before.kind in ("of", "in", "on", "by", "for", "over") and hit.token(after).tag_[:2] == "NN")
        )
    )


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
    return "-" in hit.paragraph.text[item.start : item.end]


def of_phrase(hit: Hit) -> bool:
    """The clan wars of the 1960s: "of" is the noun's."""
    return hit.inner[0].kind == "of"


def modifier(hit: Hit) -> bool:
    """For the 22 April attack: the preposition is the attack's."""
    token, after = hit.token(hit.inner[-1]), hit.after
    if after is None or after.kind != "other" or hit.inner[0].kind == "hedge":
        return False
    noun = hit.token(after)
    if noun.tag_ == "POS":
        return True  # "in Friday's raid"
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
    return "fixed" in traits(inner.rule)


GUARDS: Final[Mapping[str, Guard]] = {
    f.__name__: f
    for f in (
        counted,
        short_month,
        no_year,
        no_season,
        no_half,
        comparative,
        plural_unit,
        no_rate,
        age,
        one_day,
        no_vague_length,
        no_the_unit,
        before_object,
        not_unit,
        not_named,
        no_part,
        later_point,
        no_point_of,
        unlike,
        not_short_year,
        of_phrase,
        bare_ref,
        adjectival,
        modifier,
    )
}
