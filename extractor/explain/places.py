"""Where something stands: in the article as line and column, in the rules as file and line."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extractor.errors import InputError
from extractor.model import Offsets
from extractor.patterns import lexicon

BLANKS = re.compile(r"\s+")
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)
class Lines:
    """The lines of an article; columns are 1-based code points."""

    file: str
    text: str
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [0, *(end.end() for end in LINE_END.finditer(self.text))]

    def at(self, offset: int) -> tuple[int, int]:
        """(line, column), both 1-based."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def place(self, offset: int) -> str:
        """``file:line:column``."""
        line, column = self.at(offset)
        return f"{self.file}:{line}:{column}"

    def words(self, span: Offsets | None) -> str:
        """The article's words on one line."""
        return " ".join(self.text[span[0] : span[1]].split()) if span is not None else ""

    def around(self, span: Offsets, width: int) -> tuple[str, str]:
        """Up to ``width`` characters before and behind, cut at blanks and at the ends of the line, blanks as one."""
        line, _ = self.at(span[0])
        first = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        before = BLANKS.sub(" ", self.text[max(first, span[0] - width) : span[0]]).lstrip()
        after = BLANKS.sub(" ", self.text[span[1] : max(span[1], min(end, span[1] + width))]).rstrip()
        if span[0] - width > first:
            before = before.partition(" ")[2]
        if span[1] + width < end:
            after = after.rpartition(" ")[0]
        return before, after


@cache
def rule(name: str) -> dict[str, Any]:
    """A rule by the id that a mention carries: id, place in the YAML, why; the last two None for one of no file."""
    rule_id = name.partition("/")[0]
    made: dict[str, Any] = {"id": rule_id, "place": None, "why": None}
    try:
        family = lexicon.load(rule_id.partition(".")[0])
        found = family.rule(rule_id)
    except (OSError, StopIteration, InputError):
        return made
    lines = family.path.read_text(encoding="utf-8").splitlines()
    line = next((n for n, words in enumerate(lines, 1) if words.strip(" -") == f"id: {rule_id}"), None)
    path = f"extractor/patterns/{family.path.name}"
    return {**made, "place": f"{path}:{line}" if line else path, "why": found.why or None}
