"""The parse unit: one paragraph of the article with its Doc."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from extractor.model import Offsets


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article. Token indices are those of ``doc``, character offsets those of the article.

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

    def offsets(self, first: int, end: int) -> Offsets:
        """Article offsets of the tokens ``[first, end)``."""
        last = self.doc[end - 1]
        return self.start + self.doc[first].idx, self.start + last.idx + len(last)

    def tokens(self, span: Offsets) -> tuple[int, int]:
        """Token indices ``[first, end)`` of the tokens that the article offsets touch."""
        start, end = span[0] - self.start, span[1] - self.start
        touched = [t.i for t in self.doc if t.idx < end and t.idx + len(t) > start]
        return (touched[0], touched[-1] + 1) if touched else (0, 0)

    def subtree(self, token: Token) -> tuple[int, int]:
        """Token indices ``[first, end)`` of a token's whole subtree."""
        return token.left_edge.i, token.right_edge.i + 1
