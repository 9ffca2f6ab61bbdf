"""Whose article it is: the credit line at the end, the agency in parentheses, the web address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractor.model import Offsets
from extractor.patterns.paragraph import Paragraph

LINE: Final = re.compile(
    r"^\s*(?:original\s+)?(?:source|credit|courtesy|first published (?:by|in|on)|originally published (?:by|in|on))s?"
    r"(?:\s+of)?\s*[:–—]?\s+(?P<what>\S.{1,60}?)\s*\.?\s*$",
    re.IGNORECASE,
)
CLOSING: Final = re.compile(r"[(\[–—-]\s*(?P<what>[A-Z][\w.&’' /-]{1,40}?)\s*[)\]]?\s*$")
URL: Final = re.compile(r"(?:https?://|www\.)[^\s<>()\"]+", re.IGNORECASE)
LINES: Final = 3  # paragraphs at the end in which a credit stands


@dataclass(frozen=True, slots=True)
class Line:
    """A line that may be a credit: ``named`` says so in words ("Source: …"); else only a medium's name makes it one."""

    span: Offsets
    words: str
    named: bool

    @property
    def url(self) -> str | None:
        """A whole address with a path: where the article stands."""
        return self.words if re.match(r"https?://[^/]+/\S", self.words) else None

    @property
    def is_address(self) -> bool:
        return URL.fullmatch(self.words) is not None


def lines(paragraphs: Sequence[Paragraph]) -> list[Line]:
    """The lines that may be a credit, the last of the article first."""
    found: list[Line] = []
    for paragraph in reversed(paragraphs[-LINES:]):
        text = paragraph.text
        match = LINE.match(text)
        if match is not None:
            start, end = match.span("what")
            found.append(Line((paragraph.start + start, paragraph.start + end), match["what"], True))
            continue
        closing = CLOSING.search(text)
        if closing is not None:
            start, end = closing.span("what")
            found.append(Line((paragraph.start + start, paragraph.start + end), closing["what"], False))
    return found
