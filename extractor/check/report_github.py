"""The report for a GitHub workflow: the plain lines, annotations in the changed files, and the job's summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from extractor.check.report_text import explained, summary
from extractor.check.report_text import write as written
from extractor.check.verdict import Checked, Verdict, tally
from extractor.errors import InputError

MOST: Final = 10  # GitHub drops what comes after
_LEVELS: Final = {"fail": "error", "warn": "warning", "passes": "notice"}


def write(checked: Sequence[Checked], problems: Sequence[InputError] = ()) -> str:
    """The plain report, then at most ten annotations, the gravest first."""
    lines = [*_problems(problems)]
    for outcome in _LEVELS:
        lines += [_annotation(v, one.article) for one in checked for v in one.verdicts if v.outcome == outcome]
    return written(checked) + "".join(f"{line}\n" for line in lines[:MOST])


def job_summary(checked: Sequence[Checked], problems: Sequence[InputError] = ()) -> str:
    """Markdown for the page of the run: the counts, and a table of everything that is not well."""
    lines = [f"### extract check: {summary(tally(checked))}", ""]
    rows = [
        (one.article, verdict)
        for one in checked
        for verdict in one.verdicts
        if verdict.outcome in ("fail", "warn", "passes")
    ]
    if rows:
        lines += ["| | claim | what | article |", "| --- | --- | --- | --- |"]
    for article, verdict in rows:
        place = f"{article}:{verdict.spot.line}" if verdict.spot else article
        reasons = [verdict.reason] * bool(verdict.reason) + [w.line for w in verdict.differences]
        cells = (verdict.outcome, verdict.name, "; ".join(reasons), place)
        lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    lines += [f"- {_cell(str(problem))}" for problem in problems]
    return "\n".join(lines) + "\n"


def _problems(problems: Sequence[InputError]) -> Iterator[str]:
    for problem in problems:
        yield _command("error", problem.path, problem.line or 1, problem.column or 1, "not checked", str(problem))


def _annotation(verdict: Verdict, article: str) -> str:
    spot = verdict.spot
    file, line, column = (article, spot.line, spot.column) if spot else (verdict.file, verdict.line, verdict.column)
    return _command(_LEVELS[verdict.outcome], file, line, column, verdict.name, "\n".join(explained(verdict, article)))


def _command(level: str, file: str, line: int, column: int, title: str, message: str) -> str:
    properties = f"file={_property(file)},line={line},col={column},title={_property(title)}"
    return f"::{level} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
