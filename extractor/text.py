"""Files, folders, standard input, encodings → Article; and where the article's paragraphs stand."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from extractor.errors import InputError
from extractor.model import Article, Offsets

STDIN: Final = "-"
LIMIT: Final = 20_000_000  # bytes: a book has one million

BOM: Final = "\ufeff"  # kept in the offsets, no part of the first word

ParagraphKind = Literal["headline", "body", "item"]

_BLOCK: Final = re.compile(r"[^\n\r\f\u2028\u2029]+(?:(?:\r\n?|\n)(?![ \t]*(?:\r\n?|\n|$))[^\n\r\f\u2028\u2029]+)*")
_LINE: Final = re.compile(r"[^\n\r]+")
_ITEM: Final = re.compile(r"\s*(?:[-*•·–—▪●]\s+|\(?\d{1,2}[.)]\s+|[^.!?]{1,60}[:|\t]\s*[\d(])")
_STOP: Final = re.compile(r"[.!?…:;,][\"'”’»)\]]*\s*$")
_WRAP_WIDTHS: Final = range(45, 110)
# What is longer is no paragraph, no sentence: it is cut, so that the time stays in proportion to the length.
_LONGEST: Final = 10_000
_STOPLESS: Final = re.compile(r"[^.!?…]{3000}")
_WINDOWS: Final = frozenset("€…‘’“”•–—™£§©«°»éèáàíóúñçöüäãåøß\xa0".encode("cp1252"))
# What an encyclopaedia hangs on a word or number to say where it has it from: "[4]", "[nb 1]", "[a]".
_MARK: Final = re.compile(
    r"(?<=[^\s\[(])(?:\[(?:\d{1,3}|(?:nb|notes?|n|fn) ?\d{1,2}|[a-cefg]|citation needed|who\?|when\?)\])+"
)
_GAP: Final = re.compile(r"\s+")
_SENTENCE: Final = re.compile(r".*[.!?…][\"'”’»)\]]*(?=\s)", re.S)


def unmarked(text: str) -> str:
    """The text with blanks in place of footnote marks, which are no part of any sentence; all offsets stay."""
    return _MARK.sub(lambda mark: " " * len(mark.group()), text) if "]" in text else text


def paragraphs(text: str) -> list[tuple[Offsets, ParagraphKind]]:
    """Article offsets of every paragraph, without surrounding blanks, with its kind.

    A line is a paragraph, except in blocks that were wrapped to a width: lines of about one length that break off in
    the middle of a sentence belong together. Text beyond all measure is cut: at the end of a sentence, or at a blank.
    """
    found: list[tuple[Offsets, ParagraphKind]] = []
    for block in _BLOCK.finditer(text):
        lines = [(block.start() + m.start(), block.start() + m.end()) for m in _LINE.finditer(block.group())]
        for start, end in [(lines[0][0], lines[-1][1])] if _is_wrapped(text, lines) else lines:
            piece = text[start:end]
            start += len(piece) - len(piece.lstrip().lstrip(BOM).lstrip())
            end -= len(piece) - len(piece.rstrip())
            found += [((first, last), _kind(text[first:last])) for first, last in _measured(text, start, end)]
    return found


def _measured(text: str, start: int, end: int) -> Iterator[Offsets]:
    """The piece, or the pieces of a usual length into which it is cut."""
    while start < end:
        reach = min(end, start + _LONGEST)
        stopless = _STOPLESS.search(text, start, reach)
        if stopless is None and reach == end:
            yield start, end
            return
        reach = stopless.end() if stopless else reach
        sentence = None if stopless else _SENTENCE.match(text, start, reach)
        cut = sentence.end() if sentence else max(text.rfind(" ", start, reach), text.rfind("\n", start, reach))
        cut = cut if cut > start else reach
        yield start, start + len(text[start:cut].rstrip())
        gap = _GAP.match(text, cut, end)
        start = gap.end() if gap else cut


def _is_wrapped(text: str, lines: list[Offsets]) -> bool:
    body = lines[:-1]
    if not body or any(_ITEM.match(text, *line) for line in lines):
        return False
    breaks = sum(1 for start, end in body if not _STOP.search(text[start:end]))
    continued = sum(1 for start, end in lines[1:] if text[start:end].lstrip()[:1].islower())
    widths = [len(text[start:end].rstrip()) for start, end in body]
    return breaks * 2 > len(body) and continued > 0 and max(widths) in _WRAP_WIDTHS and min(widths) > max(widths) * 0.6


def _kind(piece: str) -> ParagraphKind:
    if _ITEM.match(piece):
        return "item"
    return "body" if _STOP.search(piece) or len(piece) > 160 else "headline"


# --------------------------------------------------------------------------------------------------------- reading
_HEADS: Final = (
    (b"%PDF-", "a PDF, not text", "convert it first, for example with pdftotext"),
    (b"PK\x03\x04", "an Office document or archive, not text", "save its text as UTF-8 first"),
    (b"\xd0\xcf\x11\xe0", "an Office document, not text", "save its text as UTF-8 first"),
    (b"{\\rtf", "RTF, not text", "save its text as UTF-8 first"),
    (b"\x1f\x8b", "compressed, not text", "unpack it first, for example with gunzip"),
)
_MARKS: Final = (
    (b"\xff\xfe\0\0", "utf_32"),
    (b"\0\0\xfe\xff", "utf_32"),
    (b"\xff\xfe", "utf_16"),
    (b"\xfe\xff", "utf_16"),
)
_HTML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read_article(
    path: str,
    published: str | None = None,
    notes: list[str] | None = None,
    wanted: str = "an article with text",
) -> Article:
    """The article at ``path``, ``-`` for standard input.

    Args:
        published: the publication date, ``YYYY-MM-DD``.
        notes: takes what the reader should be told although all went well, such as a guessed encoding.
        wanted: what the file ought to hold, for the message about one that is empty.

    Raises:
        InputError: nothing there, not readable, empty, too large, or not text.
    """
    data = _bytes(path)
    text, note = _text(data, path)
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        problem = "only blanks" if data else "empty"
        raise InputError(path, problem, f"give {wanted}")
    if note and notes is not None:
        notes.append(f"{path}: {note}")
    return Article(file=shown(path), text=text, sha256=hashlib.sha256(data).hexdigest(), published=published)


def shown(path: str) -> str:
    """The path as the output names it: with ``/``, and as UTF-8 whatever the file system holds."""
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")


def find_articles(paths: Iterable[str]) -> Iterator[str | InputError]:
    """The articles that the paths name, in their order: of a folder, every ``*.txt`` below it, sorted.

    A folder without one comes out as an error, so that the others go on.
    """
    for path in paths:
        if path == STDIN or not os.path.isdir(path):
            yield path
            continue
        found = below(path, (".txt",))
        if not found:
            yield InputError(path, "a folder without articles", "it must hold *.txt files")
        yield from found


def below(folder: str, endings: tuple[str, ...]) -> list[str]:
    """The files below the folder that end so, sorted, the hidden ones left out."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [os.path.join(place, name) for name in names if name.endswith(endings) and not name.startswith(".")]
    return sorted(path[2:] if folder == os.curdir else path for path in found)


def _bytes(path: str) -> bytes:
    try:
        if path == STDIN:
            data = sys.stdin.buffer.read(LIMIT + 1)
        else:
            with open(path, "rb") as file:
                data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise missing(path) from None
    except NotADirectoryError:
        raise InputError(path, "no such file", "a part of its path is a file") from None
    except IsADirectoryError:
        raise InputError(path, "a folder", "name an article in it") from None
    except PermissionError:
        raise InputError(path, "not readable", "ask for the right to read it, for example with chmod u+r") from None
    except (OSError, ValueError) as error:
        raise InputError(
            path, f"not readable ({getattr(error, 'strerror', None) or error})", "check the name"
        ) from None
    if len(data) > LIMIT:
        raise InputError(path, f"too large, more than {LIMIT // 1_000_000} MB", "split it into articles")
    return data


def missing(path: str) -> InputError:
    """The error of a file that is not there, with the nearest name in its folder."""
    from difflib import get_close_matches

    folder, name = os.path.split(path)
    try:
        names = sorted(os.listdir(folder or os.curdir))
    except OSError:
        return InputError(path, "no such file", f'there is no folder "{folder}"' if folder else "check the name")
    near = get_close_matches(name, names, n=1, cutoff=0.75)
    return InputError(
        path, "no such file", f'did you mean "{os.path.join(folder, near[0])}"?' if near else "check the name"
    )


def _text(data: bytes, path: str) -> tuple[str, str | None]:
    """The decoded text, and a note when its encoding is not UTF-8."""
    for head, problem, mend in _HEADS:
        if data[:1024].lstrip().startswith(head):
            raise InputError(path, problem, mend)
    if _HTML.match(data):
        raise InputError(path, "HTML, not text", "convert it first, for example with pandoc -t plain")
    text, note = _decoded(data, path)
    if len(_CONTROLS.findall(text)) * 100 > len(text):
        raise _binary(path)
    return text, note


def _decoded(data: bytes, path: str) -> tuple[str, str | None]:
    try:
        if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" not in data:
            return data.decode("utf-8"), None
        for mark, encoding in _MARKS:
            if data.startswith(mark):
                return data.decode(encoding), f"read as {encoding}; save it as UTF-8 to be sure"
    except UnicodeDecodeError as error:
        if mostly := _mostly_utf8(data, error.start):
            return mostly
    return _guessed(data, path)


def _mostly_utf8(data: bytes, broken_at: int) -> tuple[str, str] | None:
    """UTF-8 with a few broken bytes: what is broken becomes U+FFFD."""
    if b"\0" in data:
        return None
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for character in text if character > "\x7f") - broken
    if whole <= broken:
        return None
    return text, f"broken UTF-8 at byte {broken_at}, read with a replacement character; save it as UTF-8 again"


def _guessed(data: bytes, path: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # only here: most articles are UTF-8

    best = from_bytes(data).best()
    wide = best is not None and best.encoding.startswith(("utf_16", "utf_32"))
    if best is None or (b"\0" in data and not wide):
        raise _binary(path)
    # A short text fits many old code pages; of those, nearly every English one is Windows'.
    windows = "cp1252" in best.could_be_from_charset or (not wide and _is_windows(data))
    encoding = "cp1252" if windows else best.encoding
    return data.decode(encoding, "replace"), f"read as {encoding}; save it as UTF-8 to be sure"


def _is_windows(data: bytes) -> bool:
    """All bytes beyond ASCII are its quotes, dashes and Latin letters, and there are but a few."""
    high = [byte for byte in data if byte > 0x7F]
    return len(high) <= len(data) // 20 + 1 and all(b in _WINDOWS for b in high)


def _binary(path: str) -> InputError:
    return InputError(path, "binary, not text", "give an article as plain text, in UTF-8")
