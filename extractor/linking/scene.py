"""What one paragraph offers to the slots of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from extractor.model import Cue, Entity, Name, Offsets, People, Scope, When
from extractor.patterns import lexicon, modality, times
from extractor.patterns.paragraph import Paragraph, remembered


@cache
def scene_words(name: str) -> frozenset[str]:
    """A list of scene.yaml."""
    return lexicon.load("scene").words(name)


class Known(Protocol):
    """What the entities tell of a phrase; ``entities.Entities`` is one."""

    def of(self, span: Offsets) -> tuple[str, ...]:
        """The ids that a phrase means."""

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id."""


@remembered
def whens_of(paragraph: Paragraph, published: str | None) -> tuple[When, ...]:
    """The times of a paragraph, looked for when somebody asks: most paragraphs count nobody and tell of no troops."""
    return times.find(paragraph, published)


@remembered
def scopes_of(paragraph: Paragraph) -> tuple[Scope, ...]:
    """What is not plainly so in a paragraph, looked for when somebody asks."""
    return modality.find(paragraph)


@dataclass(frozen=True, slots=True)
class Scene:
    """One paragraph with the mentions that stand in it.

    Attributes:
        published: the article's date, if it is known.
        names: countries, places and actors of the paragraph, in order.
        cues: (index in the article's list, cue) of every attribution whose cue or content touches the paragraph.
    """

    paragraph: Paragraph
    names: tuple[Name, ...] = ()
    people: tuple[People, ...] = ()
    cues: tuple[tuple[int, Cue], ...] = ()
    published: str | None = None

    @property
    def whens(self) -> tuple[When, ...]:
        """The paragraph's times, in order."""
        return whens_of(self.paragraph, self.published)

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The paragraph's scopes of modality and negation, in order."""
        return scopes_of(self.paragraph)


def scenes(
    paragraphs: Sequence[Paragraph],
    names: Sequence[Name],
    people: Sequence[People],
    cues: Sequence[Cue],
    published: str | None = None,
) -> tuple[Scene, ...]:
    """One Scene for each paragraph, in order."""
    by_names: dict[int, list[Name]] = {}
    by_people: dict[int, list[People]] = {}
    for name in names:
        by_names.setdefault(name.paragraph, []).append(name)
    for noun in people:
        by_people.setdefault(noun.paragraph, []).append(noun)
    by_cues: dict[int, list[tuple[int, Cue]]] = {}
    ends = [p.start + len(p.text) for p in paragraphs]
    for n, cue in enumerate(cues):
        for paragraph in paragraphs[cue.paragraph :]:  # a quotation may go on in later paragraphs
            touched = [
                span for span in (cue.span, *cue.content) if _touch(span, paragraph.start, ends[paragraph.index])
            ]
            if not touched and paragraph.index > cue.paragraph:
                break
            by_cues.setdefault(paragraph.index, []).append((n, cue))
        for paragraph in reversed(paragraphs[: cue.paragraph]):  # or have begun in earlier ones
            if not any(_touch(span, paragraph.start, ends[paragraph.index]) for span in cue.content):
                break
            by_cues.setdefault(paragraph.index, []).append((n, cue))
    return tuple(
        Scene(
            paragraph=paragraph,
            names=tuple(sorted(by_names.get(paragraph.index, ()), key=lambda name: name.span)),
            people=tuple(by_people.get(paragraph.index, ())),
            cues=tuple(by_cues.get(paragraph.index, ())),
            published=published,
        )
        for paragraph in paragraphs
    )


def _touch(span: tuple[int, int], start: int, end: int) -> bool:
    return span[0] < end and start < span[1]
