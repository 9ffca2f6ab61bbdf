"""Document → text: one module a format, and how the pieces of several articles are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from extractor.writers import csvrows, jsontext, yamltext
from extractor.writers.plain import Plain, plain, select

__all__ = ["FORMATS", "Format", "Plain", "joined", "plain", "select"]


@dataclass(frozen=True, slots=True)
class Format:
    """How one article is written, and what stands around and between several.

    ``one`` takes the plain document and the article's text and ends with a line break. ``before``, ``between`` and
    ``after`` frame the pieces of several articles, with ``header`` also a single one; ``inner`` indents a piece among
    several.
    """

    one: Callable[[Plain, str], str]
    before: str = ""
    between: str = ""
    after: str = ""
    header: bool = False
    inner: Callable[[str], str] = lambda piece: piece


FORMATS: Final = {
    "yaml": Format(yamltext.write, between="---\n"),
    "json": Format(jsontext.write, before="[\n", between=",\n", after="\n]\n", inner=jsontext.indented),
    "jsonl": Format(jsontext.write_line),
    "csv": Format(csvrows.write, before=csvrows.HEADER, header=True),
}


def joined(pieces: Iterable[str], kind: Format, several: bool) -> Iterator[str]:
    """The pieces as one text, piece by piece, so that a stream starts at once; nothing when there is none.

    A single piece stands alone unless ``several`` articles were asked for; a table has its header in any case.
    """
    framed = several or kind.header
    number = -1
    for number, piece in enumerate(pieces):
        lead = kind.between if number else kind.before if framed else ""
        yield lead + (kind.inner(piece) if several else piece)
    if framed and number >= 0:
        yield kind.after
