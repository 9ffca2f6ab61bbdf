"""A number directly behind soldiers: how many they are ("the raiders, some 35,"), or how old."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc

from extractor.model import Number
from extractor.patterns import people, tree

INCLUDING_REACH: Final = 8  # tokens between a force and "including"
SUMMED: Final = (
    ("in", "all"),
    ("all", "told"),
    ("of", "them"),
    ("on", "paper"),
    ("at", "most"),
    ("strong",),
    ("altogether",),
    ("in", "number"),
)
OLD: Final = 25  # "under 17" is an age
RETIRED: Final = 65
HUNDRED: Final = 100


def age(doc: Doc, place: int, numbers: Sequence[Number]) -> bool:
    """ "The cadets were under 17": how old they are."""
    number = next(n for n in numbers if n.tokens[1] - 1 == place)
    small = (number.high or number.low or 0) <= OLD
    if number.bound == "range" and doc[number.tokens[0]].lower_ == "between":  # "sappers between 19 and 28"
        return doc[number.tokens[0] - 1].tag_ == "NNS" and (number.high or 0) <= RETIRED
    return small and doc[number.tokens[0]].lower_ in ("under", "over", "below", "above", "aged")


def beside(doc: Doc, end: int, numbers: Sequence[Number]) -> list[int]:
    """ "The raiders, some 35, hid", "lancers, 240.": a number between marks behind a force says how many.

    One that may be an age or a year, or that another number goes along with, is not.
    """
    opener = _including(doc, end)
    if opener:
        return [n.tokens[1] - 1 for n in numbers if n.tokens[0] == opener + 1 and n.reason is None]
    if end + 1 >= len(doc) or doc[end].lower_ not in (",", "(", ":", "–", "—", "-"):
        return []
    for number in numbers:
        if number.tokens[0] != end + 1 or number.reason is not None:
            continue
        after = number.tokens[1]
        closed = after >= len(doc) or doc[after].is_punct or _summed(doc, after)
        many = (number.low or number.high or 0) >= HUNDRED or number.bound in ("approx", "range", "vague")
        if closed and (many or _summed(doc, after)):
            return [after - 1]
    return []


def _including(doc: Doc, end: int) -> int:
    """ "The marines, including 30 Danes", "gunners from three valleys, including some 40 Swiss": the opener.

    0 where a verb, a number or another noun of people stands before it.
    """
    for i in range(end, min(len(doc), end + INCLUDING_REACH)):
        token = doc[i]
        if token.lower_ == "including":
            return i
        if token.is_sent_start or token.tag_ in ("CD", *tree.VERB_TAGS) or token.lower_ in people.words().nouns:
            return 0
    return 0


def _summed(doc: Doc, after: int) -> bool:
    """ "8,000 on paper", "25 in all": what is said of a number of people that stands alone."""
    words = tuple(t.lower_ for t in doc[after : after + 2])
    return any(words[: len(phrase)] == phrase for phrase in SUMMED)
