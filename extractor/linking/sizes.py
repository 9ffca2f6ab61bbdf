"""Numbers beside numbers: the same, a part that fits, too many to be one of."""

from __future__ import annotations

from typing import Final

from extractor.linking.counts import Count
from extractor.linking.standing import BIG

DWARF: Final = 5  # times larger than a number of things that it cannot be one of


def same_number(one: Count, other: Count) -> bool:
    a, b = one.number, other.number
    return a.low is not None and (a.low, a.high) == (b.low, b.high)


def is_large(count: Count) -> bool:
    """A bare number as large as only soldiers are counted."""
    return count.sort == "bare" and (count.number.low or count.number.high or 0) >= BIG


def dwarfed(things: Count, count: Count) -> bool:
    """ "Four ports" is no number that 21,000 may go on from."""
    size = things.number.high or things.number.low
    return size is not None and size * DWARF <= (count.number.low or count.number.high or 0)


def fits_into(part: Count, whole: Count) -> bool:
    """The part is no more than its whole."""
    most = whole.number.high if whole.number.high is not None else whole.number.low
    return part.number.low is None or most is None or part.number.low <= most or whole.number.bound == "at_least"
