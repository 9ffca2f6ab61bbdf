"""Files, folders, standard input, encodings → Article; and where the article's paragraphs stand."""

from __future__ import annotations

import re
from typing import Final, Literal

from extractor.model import Offsets

ParagraphKind = Literal["headline", "body", "item"]

_BLOCK: Final = re.compile(r"[^\n\r\f\u2028\u2029]+(?:(?:\r\n?|\n)(?![ \t]*(?:\r\n?|\n|$))[^\n\r\f\u2028\u2029]+)*")
_LINE: Final = re.compile(r"[^\n\r]+")
_ITEM: Final = re.compile(r"\s*(?:[-*•·–—▪●]\s+|\(?\d{1,2}[.)]\s+|[^.!?]{1,60}[:|\t]\s*[\d(])")
_STOP: Final = re.compile(r"[.!?…:;,][\"'”’»)\]]*\s*$")
_WRAP_WIDTHS: Final = range(45, 110)


def paragraphs(text: str) -> list[tuple[Offsets, ParagraphKind]]:
    """Article offsets of every paragraph, without surrounding blanks, with its kind.

    A line is a paragraph, except in blocks that were wrapped to a width: lines of about one length that break off in
    the middle of a sentence belong together.
    """
    found: list[tuple[Offsets, ParagraphKind]] = []
    for block in _BLOCK.finditer(text):
        lines = [(block.start() + m.start(), block.start() + m.end()) for m in _LINE.finditer(block.group())]
        for start, end in [(lines[0][0], lines[-1][1])] if _is_wrapped(text, lines) else lines:
            piece = text[start:end]
            start += len(piece) - len(piece.lstrip())
            end -= len(piece) - len(piece.rstrip())
            if start < end:
                found.append(((start, end), _kind(text[start:end])))
    return found


def _is_wrapped(text: str, lines: list[Offsets]) -> bool:
    body = lines[:-1]
    if not body or any(_ITEM.match(text, *line) for line in lines):
        return False
    breaks = sum(1 for start, end in body if not _STOP.search(text[start:end]))
    continued = sum(1 for start, _ in lines[1:] if text[start:].lstrip()[:1].islower())
    widths = [len(text[start:end].rstrip()) for start, end in body]
    return breaks * 2 > len(body) and continued > 0 and max(widths) in _WRAP_WIDTHS and min(widths) > max(widths) * 0.6


def _kind(piece: str) -> ParagraphKind:
    if _ITEM.match(piece):
        return "item"
    return "body" if _STOP.search(piece) or len(piece) > 160 else "headline"
