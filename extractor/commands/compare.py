"""``extract compare``: who says what about the same thing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from extractor.commands.shared import Outcome, Request, choice, color, colored, date, jobs, watched
from extractor.errors import InputError

if TYPE_CHECKING:
    from extractor.check.compare import Statement, Thing
    from extractor.model import Article, Document

FORMATS: Final = ("text", "csv", "json")
COLUMNS: Final = (
    *("thing", "conflict", "kind", "who", "country", "where", "when", "text", "low", "high", "bound", "modality"),
    *("said_by", "placed", "articles", "quote"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(Request):
    """The arguments of ``extract compare``, as the user wrote them."""

    articles: tuple[str, ...]
    format: str = "text"
    fail_on: str | None = None
    jobs: str = "1"


def compare(request: Compare) -> int:
    """Prints the table; 0 whatever it shows, 1 when there is a conflict and ``--fail-on conflict`` is given."""
    from extractor import batch, output, text
    from extractor.check import compare as comparing

    choice("--format", request.format, FORMATS)
    color(request.color)
    if request.fail_on is not None:
        choice("--fail-on", request.fail_on, ("conflict",))
    if not request.articles:
        raise InputError("", "no article given", "name two or more (extract compare --help)")
    outcome = Outcome(request.debug)
    paths = []
    for found in text.find_articles(request.articles):
        if isinstance(found, InputError):
            outcome.add(found)
        else:
            paths.append(found)
    if request.output:
        output.check_target(request.output, paths)
    job = batch.Job(finish=_statements, published=date(request.date), model=request.model)
    results = outcome.pieces(watched(batch.run(paths, job, jobs(request.jobs)), len(paths)))
    statements = [statement for some in results for statement in some]
    things = comparing.things(statements)
    painted = not request.output and colored(request.color)
    alone = len(statements) - sum(len(thing.statements) for thing in things)
    written = {"csv": _csv, "json": _json}.get(request.format, lambda found: _text(found, alone, painted))(things)
    if request.output:
        output.to_file(request.output, [written])
    else:
        output.to_stdout([written])
    conflict = request.fail_on == "conflict" and any(thing.conflict for thing in things)
    return outcome.code or (1 if conflict else 0)


def _statements(document: Document, article: Article) -> list[Statement]:
    from extractor import writers
    from extractor.check import compare as comparing

    return comparing.statements(writers.plain(document), article.text)


def _text(things: Sequence[Thing], alone: int, painted: bool) -> str:
    from extractor.check.compare import title

    lines = []
    for thing in things:
        mark = "  CONFLICT" if thing.conflict else ""
        lines.append(title(thing) + (f"\x1b[31;1m{mark}\x1b[0m" if painted and mark else mark))
        numbers = [_number(row[0]) for row in thing.rows]
        speakers = [" and ".join(row[0].said_by) for row in thing.rows]
        wide, wider = max(map(len, numbers)), max(map(len, speakers))
        for number, speaker, row in zip(numbers, speakers, thing.rows, strict=True):
            vague = "" if any(one.placed for one in row) or not row[0].where else "  (place from context)"
            lines.append(f"  {number:<{wide}}  {speaker:<{wider}}  {', '.join(_places(row))}{vague}")
        lines.append("")
    conflicts = sum(thing.conflict for thing in things)
    counts = [
        f"{len(things)} compared",
        f"{conflicts} conflict{'s' * (conflicts != 1)}",
        f"{alone} given by one source only",
    ]
    lines.append(", ".join(counts))
    return "".join(f"{line}\n" for line in lines)


def _number(one: Statement) -> str:
    return one.text if one.modality == "actual" else f"{one.text} ({one.modality})"


def _places(row: Sequence[Statement]) -> list[str]:
    return [f"{one.article}:{one.line}:{one.column}" for one in row]


def _csv(things: Sequence[Thing]) -> str:
    from extractor.writers.csvrows import cell

    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for record in _records(things):
        for row in record["rows"]:
            values = {**record, **row}
            table.writerow([cell(_joined(values[column])) for column in COLUMNS])
    return out.getvalue()


def _json(things: Sequence[Thing]) -> str:
    return json.dumps(_records(things), indent=2, ensure_ascii=False) + "\n"


def _records(things: Sequence[Thing]) -> list[dict[str, Any]]:
    from extractor.check.compare import title

    made = []
    for number, thing in enumerate(things, 1):
        rows = []
        for row in thing.rows:
            values = {**asdict(row[0]), "kind": row[0].shown_kind, "articles": _places(row)}
            values["placed"] = any(one.placed for one in row)
            rows.append({column: values[column] for column in COLUMNS if column in values})
        made.append({"thing": number, "title": title(thing), "conflict": thing.conflict, "rows": rows})
    return made


def _joined(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(map(str, value)) if isinstance(value, tuple | list) else value
