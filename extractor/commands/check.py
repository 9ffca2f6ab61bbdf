"""``extract check``: do the committed claims, or the golden output, still hold?"""

from __future__ import annotations

import difflib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extractor.commands.shared import Outcome, choice, color, colored, date, jobs, say, watched
from extractor.errors import InputError

if TYPE_CHECKING:
    from extractor.check.pairs import Book
    from extractor.check.run import Rules
    from extractor.check.verdict import Checked

FORMATS: Final = ("text", "json", "junit", "github", "sarif")
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
    update: bool = False
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
    if request.update and os.environ.get("CI", "false").lower() not in ("", "0", "false"):
        raise InputError("--update", "is not for CI", "run it where a person reads the difference")
    rules = run.Rules(strict=request.strict, allow_extra=request.allow_extra, keep=request.update)
    published = date(request.date)
    outcome = Outcome(request.debug)
    found = pairs.find(request.paths, create=request.update)
    for problem in found.problems:
        outcome.add(problem)
    finish = run.finisher(found.pairs, rules)
    job = batch.Job(finish=finish, published=published, dates=run.dates(found.pairs), model=request.model)
    articles = list(dict.fromkeys(pair.article for pair in found.pairs))
    for _, target in request.reports:
        if target:
            output.check_target(target, [*request.paths, *articles, *(pair.book.name for pair in found.pairs)])
    saved = [path for path in articles if pairs.is_saved(path)]
    checked: list[Checked] = []
    for path in saved:
        try:
            checked.append(run.check_saved(path, books=run.by_article(found.pairs), rules=rules))
        except InputError as error:
            outcome.add(error)
    articles = [path for path in articles if path not in saved]
    results = batch.run(articles, job, jobs(request.jobs))
    checked += outcome.pieces(watched(results, len(articles)))
    if request.update and saved:
        raise InputError("--update", "needs the article", "give the article, not its saved output")
    if request.update:
        checked = [_updated(one, run.by_article(found.pairs)[one.article], rules) for one in checked]
    for kind, target in request.reports:
        if not checked and kind != "github":  # the page of the run says also that nothing was checked
            continue
        painted = target is None and colored(request.color)
        written = _written(kind, checked, outcome.errors, painted)
        if target:
            output.to_file(target, [written])
        else:
            output.to_stdout([written])
    counts = tally(checked)
    failed = any(counts[key] for key in levels) or (request.strict_todo and counts["passes"])
    return outcome.code or (1 if failed else 0)


def _updated(checked: Checked, books: Sequence[Book], rules: Rules) -> Checked:
    """Writes the goldens that fail anew, prints the difference, and judges again."""
    from extractor import output, text
    from extractor.check import golden, pairs, run, update
    from extractor.writers import yamltext

    assert checked.source
    document, words = checked.source
    failing = {verdict.file for verdict in checked.verdicts if verdict.outcome == "fail"}
    now: list[Book] = []
    for book in books:
        if isinstance(book, golden.Golden) and book.name in failing:
            old = "" if book.unsaved else text.read_article(book.name).text
            new = update.updated(book, old, document) if old else yamltext.write(document)
            output.to_file(book.name, [new])
            output.to_stdout(_difference(book.name, old, new))
            book = pairs.load(book.name)
        now.append(book)
    return run.together(now, document, words, rules)


def _difference(name: str, old: str, new: str) -> Iterator[str]:
    before = name if old else "/dev/null"
    yield from difflib.unified_diff(old.splitlines(True), new.splitlines(True), before, name)


def _written(kind: str, checked: Sequence[Checked], problems: Sequence[InputError], painted: bool) -> str:
    """One report; the one for GitHub also leaves the summary of the job where the runner wants it."""
    from extractor.check import report_github, report_json, report_junit, report_sarif, report_text

    if kind == "text":
        return report_text.write(checked, painted)
    if kind == "github" and (page := os.environ.get("GITHUB_STEP_SUMMARY")):
        try:
            with open(page, "a", encoding="utf-8") as file:
                file.write(report_github.job_summary(checked, problems))
        except OSError as error:
            say(f"{page}: the job's summary cannot be written ({error.strerror}); set GITHUB_STEP_SUMMARY to a file")
    writers = {
        "json": report_json.write,
        "junit": report_junit.write,
        "github": report_github.write,
        "sarif": report_sarif.write,
    }
    return writers[kind](checked, problems)


def _levels(written: str) -> tuple[str, ...]:
    """The outcomes that fail the run."""
    names = {"error": ("fail",), "warning": ("fail", "warn"), "extra": ("fail", "extra")}
    found: Counter[str] = Counter()
    for name in written.split(","):
        choice("--fail-on", name.strip(), LEVELS)
        found.update(names[name.strip()])
    return tuple(found)
