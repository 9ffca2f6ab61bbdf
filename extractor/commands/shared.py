"""What the commands share: values of options, messages, exit codes."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from extractor.errors import InputError

if TYPE_CHECKING:
    from extractor.batch import Result

MOST_JOBS: Final = 256
_KEY: Final = re.compile(r"^(\s*(?:- )?)([^\s:{\[\"][^:{\[\"]*)(:)(?= |$)", re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What every command that reads articles is asked, as the user wrote it."""

    output: str | None = None
    date: str | None = None
    model: str | None = None
    color: str = "auto"
    debug: bool = False


class Outcome:
    """Takes the results, prints the messages, keeps the exit code."""

    def __init__(self, debug: bool) -> None:
        self.code = 0
        self.debug = debug
        self.errors: list[InputError] = []

    def add(self, error: InputError, crash: str | None = None) -> None:
        """One article that did not come out."""
        self.errors.append(error)
        complain(error)
        if crash and self.debug:
            print(crash, file=sys.stderr)
        self.code = max(self.code, 3 if crash else 2)

    def pieces(self, results: Iterator[Result]) -> Iterator[Any]:
        """The pieces of the results that have one."""
        for result in results:
            for note in result.notes:
                say(note)
            if result.error:
                self.add(result.error, result.crash)
            else:
                yield result.piece


# ------------------------------------------------------------------------------------------------ values of options
def choice(option: str, value: str, known: tuple[str, ...]) -> None:
    """Raises InputError unless the value is one of the known."""
    if value not in known:
        from extractor.strictyaml import nearest

        near = nearest(value, known)
        mend = f'did you mean "{near}"?' if near else f"use {', '.join(known)}"
        raise InputError(f'{option} "{value}"', "not known", mend)


def color(value: str) -> None:
    """Raises InputError unless ``--color`` is given one of its words."""
    choice("--color", value, ("auto", "always", "never"))


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
        yield from results
        return
    from rich.console import Console
    from rich.progress import Progress

    # No thread that refreshes it: the workers are forked while the bar is there.
    progress = Progress(
        console=Console(stderr=True), transient=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False
    )
    task = progress.add_task("", total=total)
    progress.start()
    try:
        for result in results:
            progress.advance(task)
            progress.stop()  # the bar makes room: now the result is printed
            yield result
            progress.start()
            progress.refresh()
    finally:
        progress.stop()


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
