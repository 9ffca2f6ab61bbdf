"""Quotations: what stands between marks, paragraph by paragraph, and whether somebody speaks there.

Marks are read by their surroundings, not by their shape alone: a mark before a word and after a blank opens, one after
a word or a stop and before a blank closes. So straight marks pair, a mark turned the wrong way still does, and an odd
one loses nothing but itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from spacy.tokens import Doc

from extractor.model import Offsets, Quotation
from extractor.patterns.lexicon import Family, load
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.tree import FINITE_TAGS

_MARK: Final = re.compile(r"``|''|[\"“”„‟«»‘’‚‹›']")
_GROUP: Final = {"“": "d", "”": "d", "„": "d", "‟": "d", '"': "d", "``": "d", "''": "d", "«": "g", "»": "g"}
_SINGLE: Final = {"‹": "g", "›": "g", "‘": "s", "’": "s", "‚": "s", "'": "s"}
_BEFORE_OPENING: Final = frozenset(" \t\n\r\u00a0([{—–-/")
_AFTER_CLOSING: Final = frozenset(" \t\n\r\u00a0)]},.;:!?—–-/…")
_STOPS: Final = ",.!?…;:—–-"
_LEADERS: Final = frozenset('.,:!?”"')
_FINITE: Final = FINITE_TAGS

Side = Literal["open", "close", "either"]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    group: str
    side: Side


@dataclass(frozen=True, slots=True)
class _Words:
    titles: frozenset[str]


@cache
def _words() -> _Words:
    family: Family = load("quotations")
    return _Words(family.words("titles"))


def find(paragraphs: Sequence[Paragraph]) -> tuple[Quotation, ...]:
    """Every outermost quotation of the article, in order.

    A paragraph that opens a quotation and never closes it is ``open``: it may go on in the next paragraph.
    """
    found: list[Quotation] = []
    for paragraph in paragraphs:
        starts = paragraph.starts
        text = paragraph.text
        for start, end, inner, is_open in _pairs(text):
            tokens = (max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end))
            found.append(
                Quotation(
                    span=(paragraph.start + start, paragraph.start + end),
                    inner=(paragraph.start + inner[0], paragraph.start + inner[1]),
                    paragraph=paragraph.index,
                    tokens=tokens,
                    rule="quotations.open.unclosed" if is_open else "quotations.marks.paired",
                    open=is_open,
                    speech=_is_speech(paragraph.doc, text[inner[0] : inner[1]].strip(), tokens),
                )
            )
    return tuple(found)


def _marks(text: str) -> Iterator[_Mark]:
    for match in _MARK.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        group = _GROUP.get(mark) or _SINGLE[mark]
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        # A second mark beside the first ("‘I …) must not hide the blank before both.
        can_open = (before in _BEFORE_OPENING or before in "\"“‘'") and not after.isspace()
        can_close = (after in _AFTER_CLOSING or after in "\"”’'") and not before.isspace()
        if group == "s":
            if mark in "’'" and before.isalnum() and after.isalnum():
                continue  # it's, O'Neill
            if (mark == "’" and not can_close) or (mark == "‘" and before.isalnum()):
                continue  # ’tis
            if mark == "'" and after.isdigit():
                continue  # '90s
        if mark in "“„«‹``‘" and can_open:
            side: Side = "open"
        elif mark in "”»›’" and can_close:
            side = "close"
        elif can_open and not can_close:
            side = "open"
        elif can_close and not can_open:
            side = "close"
        elif group == "s":
            continue
        else:
            side = "either"
        yield _Mark(start, end, group, side)


def _pairs(text: str) -> list[tuple[int, int, Offsets, bool]]:
    """``(start, end, inner, open)`` of the outermost quotations of one paragraph."""
    stack: list[_Mark] = []
    closed: list[tuple[int, int, Offsets, bool]] = []
    for mark in _marks(text):
        partner = next((n for n in range(len(stack) - 1, -1, -1) if stack[n].group == mark.group), None)
        closes = mark.side == "close" or (mark.side == "either" and partner is not None)
        if not closes:
            stack.append(mark)
            if len(stack) > 8:
                del stack[1]
        elif partner is not None:
            opening = stack[partner]
            del stack[partner:]
            closed.append((opening.start, mark.end, (opening.end, mark.start), False))
    left = [mark for mark in stack if mark.group != "s"]
    if left:
        first, last = left[0], left[-1]
        # Open to the end: the paragraph begins with it, as each one of a long quotation does, or nothing closes later.
        if not text[: first.start].strip():
            closed.append((first.start, len(text), (first.end, len(text)), True))
        elif last.side == "open" and all(end <= last.start for _, end, _, _ in closed[-1:]):
            closed.append((last.start, len(text), (last.end, len(text)), True))
    return _outermost(_without_wrappers(text, closed))


def _without_wrappers(text: str, pairs: list[tuple[int, int, Offsets, bool]]) -> list[tuple[int, int, Offsets, bool]]:
    """Without straight double marks around curly double ones: nobody writes so, an export put its cells into marks.

    One that stays open may hold curly ones in which nobody speaks: a name, a word taken up.
    """
    curly = [start for start, _, _, _ in pairs if text[start] == "“"]
    spoken = [start for start in curly if text[:start].rstrip().endswith((",", ":"))]
    return [p for p in pairs if text[p[0]] != '"' or not any(p[0] < n < p[1] for n in (spoken if p[3] else curly))]


def _outermost(pairs: list[tuple[int, int, Offsets, bool]]) -> list[tuple[int, int, Offsets, bool]]:
    kept: list[tuple[int, int, Offsets, bool]] = []
    reach = -1
    for pair in sorted(pairs, key=lambda p: (p[0], -p[1])):
        if pair[0] >= reach and pair[2][0] < pair[2][1]:
            kept.append(pair)
            reach = pair[1]
    return kept


def _is_speech(doc: Doc, text: str, tokens: tuple[int, int]) -> bool:
    """Whether somebody speaks: a whole clause, or words with a stop inside the marks; no title, no scare quote."""
    words = [token for token in doc[tokens[0] : tokens[1]] if token.text[0].isalnum()]
    if not words:
        return False
    before = doc[tokens[0] - 1].lower_ if tokens[0] else "."
    if before in _words().titles:
        return False
    capitals = [w for w in words if len(w) > 3 and w.text[0].isupper()]
    small = any(len(w) > 3 and not w.text[0].isupper() for w in words)
    has_verb = any(token.tag_ in _FINITE for token in words)
    if text[-1] in _STOPS and (before in _LEADERS or has_verb or small):
        return True
    if len(capitals) >= 2 and not small:
        return False  # the name of a work
    return len(words) > 5 or (has_verb and len(words) >= 3)
