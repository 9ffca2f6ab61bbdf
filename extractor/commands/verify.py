"""``extract verify``: does the article say what somebody else's rows say?"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from extractor.commands.shared import Outcome, Request, choice, color, colored, date, say
from extractor.errors import InputError

if TYPE_CHECKING:
    from extractor.check.rows import Row
    from extractor.check.verify import Judgement
    from extractor.model import Article, Document

FORMATS: Final = ("text", "json", "csv")
_COLORS: Final = {"supported": "32", "distorted": "31;1", "not in the text": "31;1", "not checkable": "2"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify(Request):
    """The arguments of ``extract verify``, as the user wrote them."""

    paths: tuple[str, ...]
    format: str = "text"


def verify(request: Verify) -> int:
    """Prints a verdict on each row; 1 when one is distorted or not in the text, 2 when none could be checked."""
    from extractor import batch, output, text
    from extractor.check import rows

    choice("--format", request.format, FORMATS)
    color(request.color)
    if len(request.paths) != 2:
        problem = "rows and an article are needed" if len(request.paths) < 2 else "one article at a time"
        raise InputError("", problem, "write extract verify ROWS ARTICLE")
    name, path = request.paths
    if request.output:
        output.check_target(request.output, request.paths)
    notes: list[str] = []
    table = rows.read(text.read_article(name, notes=notes, wanted=rows.WANTED).text, name, notes)
    table = rows.of_article(table, path)
    for note in notes:
        say(note)
    job = batch.Job(finish=partial(_judged, table=table), published=date(request.date), model=request.model)
    outcome = Outcome(request.debug)
    judged: list[Judgement] = [one for some in outcome.pieces(batch.run([path], job)) for one in some]
    if not judged:
        return outcome.code
    painted = request.format == "text" and not request.output and colored(request.color)
    written = {"json": _json, "csv": _csv}.get(request.format, partial(_text, article=path, painted=painted))(judged)
    if request.output:
        output.to_file(request.output, [written])
    else:
        output.to_stdout([written])
    counts = Counter(one.word for one in judged)
    if counts["not checkable"] == len(judged):
        raise InputError(name, "nothing was checked, no row could be", f"give {rows.WANTED}")
    return 1 if counts["distorted"] or counts["not in the text"] else 0


def _judged(document: Document, article: Article, *, table: Sequence[Row]) -> list[Judgement]:
    from extractor import writers
    from extractor.check.verify import Referee

    referee = Referee(writers.plain(document), article.text)
    return [referee.judge(row) for row in table]


def _text(judged: Sequence[Judgement], *, article: str, painted: bool) -> str:
    from extractor.check.report_text import quote

    lines = []
    for one in judged:
        word = f"{one.word:<15}"
        word = f"\x1b[{_COLORS[one.word]}m{word}\x1b[0m" if painted else word
        quoted = f"  {quote(one.spot)}" if one.spot and one.word == "supported" else ""
        lines.append(f"row {one.row.number:<4} {word}  {one.fact or ''}{quoted}".rstrip())
        if one.word != "supported":
            lines += [f"          {reason}" for reason in one.reasons]
            if one.spot:
                lines.append(f"          {article}:{one.spot.line}:{one.spot.column}  {quote(one.spot)}")
    counts = Counter[str](one.word for one in judged)
    lines.append(", ".join(f"{counts[word]} {word}" for word in _COLORS if counts[word]))
    return "".join(f"{line}\n" for line in lines)


def _record(one: Judgement) -> dict[str, Any]:
    place = {"line": one.spot.line, "column": one.spot.column, "quote": one.spot.quote} if one.spot else None
    return {
        "row": one.row.number,
        "verdict": one.word,
        "distortions": list(one.distortions),
        "reasons": list(one.reasons),
        "fact": one.fact,
        "place": place,
    }


def _json(judged: Sequence[Judgement]) -> str:
    return json.dumps([_record(one) for one in judged], indent=2, ensure_ascii=False) + "\n"


def _csv(judged: Sequence[Judgement]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["row", "verdict", "distortions", "reasons", "fact", "line", "column"])
    for one in judged:
        place = [one.spot.line, one.spot.column] if one.spot else ["", ""]
        table.writerow([one.row.number, one.word, "; ".join(one.distortions), "; ".join(one.reasons), one.fact, *place])
    return out.getvalue()
