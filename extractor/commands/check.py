"""``extract check``: do the committed claims, or the golden output, still hold?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extractor.commands.shared import Outcome, choice, color, colored, date, jobs, watched
from extractor.errors import InputError

if TYPE_CHECKING:
    from extractor.check.verdict import Checked

FORMATS: Final = ("text", "json")
LEVELS: Final = ("error", "warning", "extra")

Report = tuple[str, str | None]  # format, file


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The arguments of ``extract check``, as the user wrote them; ``reports`` pairs each format with its file."""

    paths: tuple[str, ...]
    reports: tuple[Report, ...] = (("text", None),)
    strict: bool = False
    strict_todo: bool = False
    allow_extra: bool = False
    fail_on: str = "error"
    date: str | None = None
    jobs: str = "1"
    model: str | None = None
    color: str = "auto"
    debug: bool = False


def check(request: Check) -> int:
    """Prints the report; 0 all claims hold, 1 one fails, 2 something could not be read or nothing was checked."""
    from extractor import batch, output
    from extractor.check import pairs, run
    from extractor.check.verdict import tally

    levels = _levels(request.fail_on)
    color(request.color)
    for kind, _ in request.reports:
        choice("--format", kind, FORMATS)
    if sum(1 for _, target in request.reports if not target) > 1:
        raise InputError("--format", "two reports on standard output", "give all but one a file of its own with -o")
    if not request.paths:
        mend = "name an article and its claims, or a folder (extract check --help)"
        raise InputError("", "nothing to check", mend)
    rules = run.Rules(strict=request.strict, allow_extra=request.allow_extra, published=date(request.date))
    outcome = Outcome(request.debug)
    found = pairs.find(request.paths)
    for problem in found.problems:
        outcome.add(problem)
    job = batch.Job(finish=run.finisher(found.pairs, rules), model=request.model)
    articles = list(dict.fromkeys(pair.article for pair in found.pairs))
    for _, target in request.reports:
        if target:
            output.check_target(target, [*request.paths, *articles, *(pair.book.name for pair in found.pairs)])
    results = batch.run(articles, job, jobs(request.jobs))
    checked: list[Checked] = list(outcome.pieces(watched(results, len(articles))))
    for kind, target in request.reports if checked else ():
        written = _written(kind, checked, painted=target is None and colored(request.color))
        if target:
            output.to_file(target, [written])
        else:
            output.to_stdout([written])
    counts = tally(checked)
    failed = any(counts[key] for key in levels) or (request.strict_todo and counts["passes"])
    return outcome.code or (1 if failed else 0)


def _written(kind: str, checked: Sequence[Checked], painted: bool) -> str:
    from extractor.check import report_json, report_text

    if kind == "text":
        return report_text.write(checked, painted)
    return {"json": report_json.write}[kind](checked)


def _levels(written: str) -> tuple[str, ...]:
    """The outcomes that fail the run."""
    names = {"error": ("fail",), "warning": ("fail", "warn"), "extra": ("fail", "extra")}
    found: Counter[str] = Counter()
    for name in written.split(","):
        choice("--fail-on", name.strip(), LEVELS)
        found.update(names[name.strip()])
    return tuple(found)
