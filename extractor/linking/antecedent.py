"""Whose noun a bare count shares: the figure that it stands beside, or that it goes on from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from extractor.linking.scene import Scene
from extractor.model import Figure, Name
from extractor.patterns import tree

OTHERS: Final = frozenset({"others", "other", "more", "comrades", "colleagues"})
PRONOUNS: Final = frozenset({"them", "these", "those", "whom"})
KNOWN: Final = frozenset({"the", "these", "those", "all", "both", "another", "other", "remaining"})
ABOUT: Final = frozenset({"about", "around", "some", "nearly", "roughly", "only", "just", "another"})
DEFINITE: Final = frozenset({"the", "these", "those", "all"})
ANYBODY: Final = frozenset(
    """men women people persons officers soldiers members hostages captives victims bodies dead prisoners detainees
    personnel troops individuals servicemen crew friends""".split()
)
TWO: Final = 2  # of one there are too many
FAR: Final = 6  # paragraphs back to those with the same number
BACK: Final = 6  # figures to look back for the one that it goes on from
WORDS: Final = 4  # tokens from a count to the verb of which it is the subject
FINITE: Final = frozenset({"VBD", "VBP", "VBZ", "MD"})


def is_bare(scene: Scene, figure: Figure) -> bool:
    """It has no noun of its own: "14", "two of them", "six others"."""
    return figure.people is None or scene.paragraph.doc[figure.people.head].lower_ in OTHERS


def holds_others(scene: Scene, figure: Figure) -> bool:
    """ "Two soldiers were among 30 killed": the count holds those named before it, and more."""
    first = figure.tokens[0]
    before = scene.paragraph.lower[max(0, first - 2) : first]
    return before[-1:] in (("among",), ("amongst",)) or (
        before[:1] in (("among",), ("amongst",)) and before[1] == "the"
    )


def gapped(scene: Scene, name: Name) -> bool:
    """ "France has 200 soldiers there, Ghana 90": the name takes the subject's place before a number of its own."""
    return _gap(scene, name) is not None


def gap_before(scene: Scene, count: int) -> Name | None:
    """The name that takes the subject's place before the count that begins at a token: "Ghana" in "Ghana about 90"."""
    for name in scene.names:
        number = _gap(scene, name)
        if number is not None and name.tokens[1] <= count <= number:
            return name
    return None


def _gap(scene: Scene, name: Name) -> int | None:
    """The number behind the name: "Ghana 90", "; Togo, 40", "Benin a company of 110"."""
    doc = scene.paragraph.doc
    first, number = name.tokens
    if first < 1 or name.type != "country" or name.surface != "name" or number >= len(doc):
        return None
    number += doc[first - 1].text == ";" and doc[number].text == ","
    if number < len(doc) and doc[number].lower_ in ABOUT:
        number += 1
    if number + 3 < len(doc) and doc[number].lower_ == "a" and doc[number + 2].lower_ == "of":
        number += 3
    if number >= len(doc) or not doc[number].like_num or doc[first - 1].lower_ not in ("and", ",", ";"):
        return None
    return number if any(t.like_num for t in doc[doc[first].sent.start : first]) else None


def giver(scene: Scene, figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The figure whose noun a bare count shares: the one before it in the sentence, or the one before that
    may hold it, where the count points back or is the subject ("70 soldiers were there. Eighteen were killed")."""
    if holds_others(scene, figure):
        return None
    doc = scene.paragraph.doc
    start = doc[figure.tokens[0]].sent.start
    for other in reversed(before):
        if other.paragraph != figure.paragraph or other.tokens[0] < start:
            break
        if other.span != figure.span:
            return other if figure.kind is None or other.kind is not None else None
    points = _points_back(scene, figure)
    reach = BACK if points or _is_subject(scene, figure) else 1
    for other in reversed(before[-reach:]):
        if other.paragraph < figure.paragraph - (1 if points else 0):
            return None
        if other.span == figure.span:
            continue
        if other.number.high != 0 and _may_hold(other, figure):
            return other if points or figure.kind is not None else None
        if not points and other.kind is not None and other.people is not None and other.people.grade == "force":
            return None  # "30 rebels came. Two guards died. A nurse said 22 wounded were brought in."
    return None


def same_people(scene: Scene, figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """ "The three men were found": the nearest earlier figure with just this number, whatever is told of it."""
    number, first = figure.number, figure.tokens[0]
    if number.low is None or number.low != number.high or number.low < TWO:
        return None
    pointing = scene.paragraph.lower[max(0, first - 1) : first + 1]
    if DEFINITE.isdisjoint(pointing):
        return None
    doc = scene.paragraph.doc
    if figure.people is not None and doc[figure.people.head].lower_ not in ANYBODY:
        return None
    for other in reversed(before):
        if figure.paragraph - other.paragraph > FAR:
            return None
        if other.span != figure.span and (other.number.low, other.number.high) == (number.low, number.high):
            return other
    return None


def _may_hold(whole: Figure, part: Figure) -> bool:
    """The part is no more than the whole; a whole without an upper bound holds all."""
    held, holds = part.number.low or part.number.high, whole.number.high
    return held is None or holds is None or held <= holds


def _points_back(scene: Scene, figure: Figure) -> bool:
    """ "two of them", "the other three", "all five"."""
    doc = scene.paragraph.doc
    first, end = figure.tokens
    if any(t.lower_ in PRONOUNS for t in doc[first : end + 2]):
        return True
    before = doc[first - 1].lower_ if first and not doc[first].is_sent_start else ""
    return before in KNOWN or doc[first].lower_ in KNOWN


def _is_subject(scene: Scene, figure: Figure) -> bool:
    """ "Eleven are in hospital", "Seventeen died": what is told of those just spoken of."""
    doc = scene.paragraph.doc
    first, end = figure.tokens
    if any(t.dep_ in tree.SUBJECTS and t.head.i >= t.i for t in doc[first:end]):
        return True
    following: Token | None = doc[end] if end < len(doc) else None
    return doc[first].is_sent_start is True and following is not None and following.tag_ in FINITE
