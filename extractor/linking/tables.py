"""Tables: what a heading or the head of a column says of the numbers in the rows under it.

"Deaths by district" over "Kanda | 12"; "District | Killed | Injured" over "Kanda | 12 | 30". A line is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.linking.figures import Inherited, Joined
from extractor.model import Event
from extractor.patterns import tree
from extractor.patterns.paragraph import Paragraph

_CELL: Final = re.compile(r"\s*(?:\||\t)\s*")
_ROW: Final = re.compile(r"^[•*\-–—\s]*(?P<name>[^|\t:\d]{1,60}?)\s*(?:\||\t|:)\s*[^\s|:]")
LONGEST: Final = 12  # tokens of a heading
ROWS: Final = 40  # rows that one heading may have
FINITE: Final = tree.FINITE_TAGS


def resolve(paragraphs: Sequence[tuple[Paragraph, Joined]]) -> None:
    """Give the bare counts of rows what the heading says, in ``Joined.inherited``."""
    heading: Event | None = None
    columns: list[Event | None] = []
    rows = 0
    for paragraph, joined in paragraphs:
        cells = list(_cells(paragraph.text))
        if (heading is not None or columns) and rows < ROWS and _is_row(paragraph, cells, len(columns)):
            rows += 1
            for n, count in enumerate(joined.counts):
                cell = _cell_of(cells, paragraph.doc[count.number.core_tokens[0]].idx)
                event = columns[cell] if columns and cell < len(columns) else heading
                first = paragraph.doc[count.first - 1].text if count.first else ""
                whole = first in ("|", ":") or first.isspace()
                if event is not None and whole and count.sort in ("bare", "people") and not joined.of(n):
                    joined.inherited[n] = [Inherited(rule=f"{event.rule}/discourse", kind=event.kind, action=None)]
            continue
        rows, heading, columns = 0, None, []
        if any(joined.of(n) for n in range(len(joined.counts))) or len(paragraph.doc) > LONGEST * max(1, len(cells)):
            continue
        if len(cells) > 1:
            columns = [_of_cell(joined.cues, paragraph, start, end) for start, end in cells]
            columns = columns if any(columns) else []
        elif joined.cues and not any(t.tag_ in FINITE and t.dep_ != "amod" for t in paragraph.doc):
            heading = joined.cues[0] if paragraph.doc[-1].text != "." else None


def _cells(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _CELL.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _cell_of(cells: Sequence[tuple[int, int]], place: int) -> int:
    return next((n for n, (start, end) in enumerate(cells) if start <= place <= end), 0)


def _is_row(paragraph: Paragraph, cells: Sequence[tuple[int, int]], columns: int) -> bool:
    """A name and its number, or as many cells as the head has; no sentence."""
    if columns:
        return len(cells) == columns
    return _ROW.match(paragraph.text) is not None and not any(tag in tree.VERB_TAGS for tag in paragraph.tags)


def _of_cell(cues: Sequence[Event], paragraph: Paragraph, start: int, end: int) -> Event | None:
    """The cue that stands in the cell, if there is but one kind of it."""
    found = [e for e in cues if start <= paragraph.doc[e.head].idx < end]
    return found[0] if len({e.kind for e in found}) == 1 else None
