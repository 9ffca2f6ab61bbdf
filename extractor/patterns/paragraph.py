"""The parse unit: one paragraph of the article with its Doc."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import accumulate
from operator import add
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from spacy.tokens import Doc

from extractor.model import Offsets

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the article. Token indices are those of ``doc``, character offsets those of the article.

    What rules ask of every token is taken from the Doc once: spaCy makes a Token at each access, and ``doc.text`` out
    of all of them.

    Attributes:
        index: its place in the article, 0-based.
        start: article offset of the first character of ``doc``.
        kind: "headline" for a line without a final stop before the first paragraph or between blank lines,
            "item" for a bullet or a table row, else "body".
        parsed: False where nothing in the paragraph called for the parser; then only the tokens are there.
    """

    index: int
    start: int
    doc: Doc
    kind: Literal["headline", "body", "item"] = "body"
    parsed: bool = True

    @cached_property
    def _columns(self) -> tuple[tuple[str, ...], ...]:
        rows = [(t.text, t.lower_, t.tag_, t.whitespace_) for t in self.doc]
        return tuple(zip(*rows, strict=True)) or ((), (), (), ())

    @cached_property
    def answers(self) -> dict[tuple[Any, ...], Any]:
        """What functions under ``remembered`` found out about this paragraph."""
        return {}

    @cached_property
    def opens(self) -> tuple[bool, ...]:
        """Whether each token is known to open a sentence."""
        return tuple(value == 1 for value in self.doc.to_array("SENT_START").tolist())

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens as written."""
        return self._columns[0]

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The tokens in lower case."""
        return self._columns[1]

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The tokens' tags."""
        return self._columns[2]

    @cached_property
    def blanks(self) -> tuple[str, ...]:
        """What stands after each token: a blank or nothing."""
        return self._columns[3]

    @cached_property
    def _pieces(self) -> list[str]:
        return list(map(add, self.words, self.blanks))

    @cached_property
    def text(self) -> str:
        """The paragraph's text."""
        return "".join(self._pieces)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different tokens, in lower case."""
        return frozenset(self.lower)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset of each token in ``text``."""
        return tuple(accumulate(map(len, self._pieces), initial=0))[:-1]

    def offsets(self, first: int, end: int) -> Offsets:
        """Article offsets of the tokens ``[first, end)``."""
        return self.start + self.starts[first], self.start + self.starts[end - 1] + len(self.words[end - 1])

    def tokens(self, span: Offsets) -> tuple[int, int]:
        """Token indices ``[first, end)`` of the tokens that the article offsets touch."""
        start, end = span[0] - self.start, span[1] - self.start
        first, stop = max(bisect_right(self.starts, start) - 1, 0), bisect_left(self.starts, end)
        if first < stop and self.starts[first] + len(self.words[first]) <= start:
            first += 1  # the blank behind it was meant
        return (first, stop) if first < stop else (0, 0)


def remembered(function: Callable[Concatenate[Paragraph, P], T]) -> Callable[Concatenate[Paragraph, P], T]:
    """A function of a paragraph (and of a token, say) that is asked again: each answer is kept with the paragraph."""

    @wraps(function)
    def asked(paragraph: Paragraph, /, *rest: P.args, **named: P.kwargs) -> T:
        key = (function, *rest, *named.items())
        if key not in paragraph.answers:
            paragraph.answers[key] = function(paragraph, *rest, **named)
        found: T = paragraph.answers[key]
        return found

    return asked
