"""Which paragraphs speak of armies, and how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from extractor.linking import strength
from extractor.linking.figures import Joined, figures
from extractor.patterns.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Indices of paragraphs by what stands around them.

    ``near``: words of an army in it or beside it. ``about``: one paragraph further, or all of an article of which a
    third has such words. ``deep``: the same, where several such words stand or soldiers are counted.
    ``before``: the paragraph before each.
    """

    near: frozenset[int]
    about: frozenset[int]
    deep: frozenset[int]
    before: Mapping[int, Paragraph]


def surroundings(paragraphs: Sequence[tuple[Paragraph, Joined]]) -> Surroundings:
    counted = {p.index for p, joined in paragraphs if _of_soldiers(p, joined)}
    worded = counted | {p.index for p, _ in paragraphs if strength.of_war(p)}
    strong = counted | {p.index for p, _ in paragraphs if strength.full_of_war(p)}
    return Surroundings(
        near=_around(worded, 1),
        about=_around(worded, 2) | _everywhere(worded, paragraphs),
        deep=_around(strong, 2) | _everywhere(strong, paragraphs),
        before={p.index + 1: p for p, _ in paragraphs},
    )


def _around(indices: Set[int], reach: int) -> frozenset[int]:
    return frozenset(index + step for index in indices for step in range(-reach, reach + 1))


def _everywhere(indices: Set[int], paragraphs: Sequence[tuple[Paragraph, Joined]]) -> frozenset[int]:
    """All paragraphs of an article of which those given are a third."""
    whole = len(indices) > 1 and 3 * len(indices) >= len(paragraphs)
    return frozenset(p.index for p, _ in paragraphs) if whole else frozenset()


def _of_soldiers(paragraph: Paragraph, joined: Joined) -> bool:
    """Soldiers are counted in it."""
    return any(figure.kind is None for _, figure in figures(paragraph, joined))
