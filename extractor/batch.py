"""Many articles, one after another or in several processes: the same results in the same order."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from extractor import startup
from extractor import text as texts
from extractor.errors import InputError
from extractor.model import Article, Document

if TYPE_CHECKING:
    from spacy.language import Language

NEEDED: Final = ("tagger", "parser", "ner")


@dataclass(frozen=True, slots=True)
class Job:
    """What is done to every article.

    Attributes:
        finish: document and article → the finished piece, which must pickle.
        published: the publication date of all of them.
        dates: the date of single articles by path, where ``published`` is not given.
        model: the name of the spaCy pipeline, None for the usual one.
    """

    finish: Callable[[Document, Article], Any]
    published: str | None = None
    dates: Mapping[str, str] = field(default_factory=dict)
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one article: a piece, or the error that stopped it; ``crash``: the traceback of our fault."""

    path: str
    piece: Any = None
    notes: tuple[str, ...] = ()
    error: InputError | None = None
    crash: str | None = None


def run(paths: Sequence[str], job: Job, processes: int = 1) -> Iterator[Result]:
    """The results in the order of ``paths``. The model is loaded before the first fork, so that all share it.

    Raises:
        InputError: the model is not there.
    """
    processes = min(processes, len(paths))
    if processes <= 1:
        yield from (_one(path, job) for path in paths)
        return
    from concurrent.futures import ProcessPoolExecutor  # only here: one article needs none of it
    from concurrent.futures.process import BrokenProcessPool

    language(job.model)
    gc.freeze()
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(processes, context, _quiet)
    try:
        yield from pool.map(partial(_one, job=job), paths, chunksize=max(1, min(8, len(paths) // (processes * 4))))
        pool.shutdown()
    except BrokenProcessPool:
        raise InputError("", "a process died, perhaps for lack of memory", "ask for fewer with -j") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        stop_workers()


def stop_workers() -> None:
    """Ends the processes that still run, as after Ctrl-C or when the reader of our output has gone."""
    for child in multiprocessing.active_children():
        child.terminate()


def language(model: str | None = None) -> Language:
    """The language pipeline, loaded once; InputError when there is none of that name or it cannot parse."""
    startup.import_spacy()
    from extractor import pipeline

    try:
        nlp = pipeline.load_language(model or pipeline.MODEL)
    except (OSError, ValueError) as error:
        if model is None:
            mend = "install it again: pip install --force-reinstall fact-extractor"
            raise InputError("", f"the English model {pipeline.MODEL} is missing or broken", mend) from error
        raise InputError(f'--model "{model}"', "not an installed spaCy pipeline", f"pip install {model}") from error
    lacking = [name for name in NEEDED if name not in nlp.pipe_names]
    if lacking:
        raise InputError(f'--model "{model}"', f"has no {lacking[0]}", "name an English pipeline that has one")
    startup.loaded()
    return nlp


def _quiet() -> None:
    """Ctrl-C is the main process's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _one(path: str, job: Job) -> Result:
    notes: list[str] = []
    try:
        article = texts.read_article(path, job.published or job.dates.get(path), notes)
    except InputError as error:
        return Result(path, error=error)
    nlp = language(job.model)
    from extractor import pipeline

    try:
        return Result(path, job.finish(pipeline.extract(article, nlp), article), tuple(notes))
    except InputError as error:
        return Result(path, notes=tuple(notes), error=error)
    except Exception as fault:
        where = traceback.format_exc()
        return Result(path, notes=tuple(notes), error=InputError(path, _fault(fault), "see --debug"), crash=where)


def _fault(fault: Exception) -> str:
    return f"a fault of this program ({type(fault).__name__}: {' '.join(str(fault).split())[:200]})"
