"""What each command does, apart from reading its arguments."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from extractor.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.batch import Result
    from extractor.model import Article

MOST_JOBS: Final = 256
_KEY: Final = re.compile(r"^(\s*(?:- )?)([^\s:{\[\"][^:{\[\"]*)(:)(?= |$)", re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The arguments of ``extract ARTICLE...``, as the user wrote them."""

    articles: tuple[str, ...]
    format: str = "yaml"
    output: str | None = None
    only: str | None = None
    brief: bool = False
    date: str | None = None
    jobs: str = "1"
    model: str | None = None
    bom: bool = False
    color: str = "auto"
    debug: bool = False


def facts(request: Facts) -> int:
    """Prints the facts of all articles; the exit code is 2 when one could not be read, 3 when we failed."""
    from extractor import batch, output, text, writers

    choice("--format", request.format, tuple(writers.FORMATS))
    choice("--color", request.color, ("auto", "always", "never"))
    only = families(request.only)
    if request.bom and request.format != "csv":
        raise InputError("--bom", "is for CSV", "add -f csv, or leave it out")
    if not request.articles:
        raise InputError("", "no article given", "name files or folders, or - for standard input (extract --help)")
    job = batch.Job(
        finish=partial(_written, kind=request.format, only=only, brief=request.brief),
        published=date(request.date),
        model=request.model,
    )
    if request.output:
        output.check_target(request.output, request.articles)
    found = list(text.find_articles(request.articles))
    outcome = Outcome(request.debug)
    for broken in found:
        if isinstance(broken, InputError):
            outcome.add(broken)
    paths = [path for path in found if isinstance(path, str)]
    results = watched(batch.run(paths, job, jobs(request.jobs)), len(paths))
    several = len(found) > 1 or any(os.path.isdir(path) for path in request.articles)
    pieces = writers.joined(outcome.pieces(results), writers.FORMATS[request.format], several)
    if request.bom:
        pieces = marked(pieces)
    if request.output:
        output.to_file(request.output, pieces)
    else:
        color = request.format == "yaml" and colored(request.color)
        output.to_stdout(map(paint, pieces) if color else pieces)
    return outcome.code


class Outcome:
    """Takes the results, prints the messages, keeps the exit code."""

    def __init__(self, debug: bool) -> None:
        self.code = 0
        self.debug = debug

    def add(self, error: InputError, crash: str | None = None) -> None:
        """One article that did not come out."""
        complain(error)
        if crash and self.debug:
            print(crash, file=sys.stderr)
        self.code = max(self.code, 3 if crash else 2)

    def pieces(self, results: Iterator[Result]) -> Iterator[str]:
        """The pieces of the results that have one."""
        for result in results:
            for note in result.notes:
                say(note)
            if result.error:
                self.add(result.error, result.crash)
            else:
                yield result.piece


def _written(article: Article, nlp: Language, *, kind: str, only: tuple[str, ...], brief: bool) -> str:
    from extractor import pipeline, writers

    document = writers.plain(pipeline.extract(article, nlp))
    if kind != "csv":  # its rows need the entities' names and the places
        return writers.FORMATS[kind].one(writers.select(document, only, brief), article.text)
    chosen = set(only or document)
    kept = {k: v for k, v in document.items() if k not in ("troop_counts", "casualties") or k in chosen}
    return writers.FORMATS[kind].one(kept, article.text)


def schema(target: str | None) -> int:
    """Prints the JSON Schema."""
    import json

    from extractor import output
    from extractor.schema import schema as generated

    pieces = [json.dumps(generated(), indent=2, ensure_ascii=False) + "\n"]
    if target:
        output.check_target(target)
        output.to_file(target, pieces)
    else:
        output.to_stdout(pieces)
    return 0


# ------------------------------------------------------------------------------------------------ values of options
def choice(option: str, value: str, known: tuple[str, ...]) -> None:
    """Raises InputError unless the value is one of the known."""
    if value not in known:
        from extractor.strictyaml import nearest

        near = nearest(value, known)
        mend = f'did you mean "{near}"?' if near else f"use {', '.join(known)}"
        raise InputError(f'{option} "{value}"', "not known", mend)


def families(written: str | None) -> tuple[str, ...]:
    """The families that ``--only`` names."""
    from extractor.writers.plain import FAMILIES

    names = tuple(name.strip() for name in (written or "").split(",") if name.strip())
    for name in names:
        choice("--only", name, FAMILIES)
    if written is not None and not names:
        raise InputError("--only", "names nothing", f"use {', '.join(FAMILIES)}")
    return names


def date(written: str | None) -> str | None:
    """A date of the calendar, as ``YYYY-MM-DD``."""
    if written is None:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII):
            return datetime.date.fromisoformat(written).isoformat()
        problem = "not a date"
    except ValueError:
        problem = "no day of the calendar"
    raise InputError(f'--date "{written}"', problem, "write 2025-02-27")


def jobs(written: str) -> int:
    """A number of processes."""
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= MOST_JOBS):
        raise InputError(f'--jobs "{written}"', "not a number of processes", f"write 1 to {MOST_JOBS}")
    return int(written)


# --------------------------------------------------------------------------------------------------- what is printed
def complain(error: InputError) -> int:
    """Prints the error; returns its exit code."""
    say(str(error))
    return 2


def say(message: str) -> None:
    """One line on standard error."""
    print("extract:", " ".join(message.splitlines()), file=sys.stderr, flush=True)


def watched(results: Iterator[Result], total: int) -> Iterator[Result]:
    """The same results, with a progress bar on standard error while several are made and someone watches."""
    if total < 2 or not sys.stderr.isatty():
        return results
    from rich.console import Console
    from rich.progress import track

    return iter(track(results, "", total=total, console=Console(stderr=True), transient=True))


def colored(when: str) -> bool:
    """Shall standard output be coloured?"""
    return when == "always" or (when == "auto" and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def paint(yaml: str) -> str:
    """YAML with its keys in colour."""
    return _KEY.sub("\\1\x1b[36m\\2\x1b[0m\\3", yaml)


def marked(pieces: Iterator[str]) -> Iterator[str]:
    """A byte order mark before the first piece."""
    for number, piece in enumerate(pieces):
        yield piece if number else "\ufeff" + piece
