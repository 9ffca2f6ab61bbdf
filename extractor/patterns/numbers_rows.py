"""Numbers in a row share what the row counts: "two or three days", "aged five and seven"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extractor.model import Number, Reason
from extractor.patterns.numbers_line import Line
from extractor.patterns.numbers_odd import DAY, NOUNS, YEAR

_FORWARD: Final = ("duration", "distance", "measure", "money", "percentage", "date", "time")
_BACKWARD: Final = ("date", "age", "reference", "percentage", "score", "money")
_JOINTS: Final = (("or",), ("to",), ("-",), ("–",))
_SPANS: Final = (("to",), ("-",), ("–",))
_HUNG: Final = (("and",), ("or",), ("to",), (",",))  # 12- and 13-year-olds
_COUNTS: Final = ("of", "in", "on")  # behind a number that counts others than the one before it
_AFTER: Final[dict[Reason | None, tuple[str, ...]]] = {"age": ("of",)}  # "two boys aged seven and nine in the village"
_ROWS: Final = (("and",), (",",), (",", "and"), ("or",), ("to",))


def spread(line: Line, numbers: list[Number]) -> list[Number]:
    """Numbers in a row share what the row counts: "two or three days", "March 12 and 13", "aged five and seven"."""
    found = list(numbers)
    for n in range(len(found) - 2, -1, -1):
        left, right = found[n], found[n + 1]
        gap = line.lower[left.tokens[1] : right.tokens[0]]
        hung = line.text[left.core_tokens[1] - 1].endswith("-") and gap in _HUNG and right.reason is not None
        if hung or (left.reason is None and not left.share and right.reason in _FORWARD and gap in _JOINTS):
            found[n] = _because(left, right.reason or "unclear")
        elif left.reason is None and not left.share and right.share and gap in _SPANS:
            found[n] = _because(left, "percentage")  # "rose from 12 to 14 percent"
        elif left.reason is None and right.reason == "date" and gap in (("and",), (",",)) and _alike(line, left, right):
            found[n] = _because(left, "date")
    for n in range(1, len(found)):
        left, right = found[n - 1], found[n]
        gap = line.lower[left.tokens[1] : right.tokens[0]]
        if left.reason in ("percentage", "score", "money"):  # "from 40 percent to 13", "by 14 votes to 11"
            gap = ("to",) if gap[-1:] == ("to",) and len(gap) in (2, 3) else ("",)
        follows = line.pos(right.tokens[1])
        ages = line.lower[max(0, left.tokens[0] - 2) : left.tokens[0]] == ("ages", "of") and follows not in NOUNS
        bare = right.span == right.core and (ages or follows not in (*NOUNS, "VBD", "VBN", "VBP", "MD"))
        if (
            not bare
            or right.reason is not None
            or gap not in _ROWS
            or line.low(right.tokens[1]) in _AFTER.get(left.reason, _COUNTS)
        ):
            continue
        if left.reason in _BACKWARD and right.high and (left.reason != "date" or _alike(line, left, right)):
            found[n] = _because(right, left.reason)
    return found


def _alike(line: Line, left: Number, right: Number) -> bool:
    """Both years or both days of a month, neither hedged."""
    one, two = (line.text[n.core_tokens[0]] for n in (left, right))
    if left.bound != "exact" or right.bound != "exact":
        return False
    return bool((YEAR.fullmatch(one) and YEAR.fullmatch(two)) or (DAY.fullmatch(one) and DAY.fullmatch(two)))


def _because(number: Number, reason: Reason) -> Number:
    return replace(number, reason=reason, rule=f"numbers.not.{reason.replace(' ', '_')}")
