"""A number directly behind soldiers: how many they are ("the raiders, some 35,"), or how old."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from spacy.tokens import Doc

from extractor.model import Number
from extractor.patterns import lexicon, people, tree

INCLUDING_REACH: Final = 8  # tokens between a force and "including"
OLD: Final = 25  # "under 17" is an age
RETIRED: Final = 65
HUNDRED: Final = 100


def between_ages(doc: Doc, first: int, number: Number) -> bool:
    """ "Sappers between 19 and 28": a range behind a plural noun, small enough for years of a life."""
    between = number.bound == "range" and first > 0 and doc[first].lower_ == "between"
    return between and doc[first - 1].tag_ == "NNS" and (number.high or 0) <= RETIRED


def age(doc: Doc, place: int, numbers: Sequence[Number]) -> bool:
    """ "The cadets were under 17": how old they are."""
    number = next(n for n in numbers if n.tokens[1] - 1 == place)
    first = number.tokens[0]
    small = (number.high or number.low or 0) <= OLD
    return between_ages(doc, first, number) or (
        small and doc[first].lower_ in ("under", "over", "below", "above", "aged")
    )


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
    words = [t.lower_ for t in doc[after : after + 2]]
    return not _summed_phrases().isdisjoint((" ".join(words[:1]), " ".join(words)))


@cache
def _summed_phrases() -> frozenset[str]:
    return lexicon.load("troops").words("summed")
