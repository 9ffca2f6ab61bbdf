"""``extract ARTICLE...``: the facts of articles."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from extractor.commands.shared import (
    Outcome,
    Request,
    choice,
    color,
    colored,
    date,
    families,
    jobs,
    marked,
    paint,
    watched,
)
from extractor.errors import InputError

if TYPE_CHECKING:
    from extractor.model import Article, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(Request):
    """The arguments of ``extract ARTICLE...``, as the user wrote them."""

    articles: tuple[str, ...]
    format: str = "yaml"
    only: str | None = None
    brief: bool = False
    jobs: str = "1"
    bom: bool = False


def facts(request: Facts) -> int:
    """Prints the facts of all articles; the exit code is 2 when one could not be read, 3 when we failed."""
    from extractor import batch, output, text, writers

    choice("--format", request.format, tuple(writers.FORMATS))
    color(request.color)
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
    found = list(text.find_articles(request.articles))
    outcome = Outcome(request.debug)
    for broken in found:
        if isinstance(broken, InputError):
            outcome.add(broken)
    paths = [path for path in found if isinstance(path, str)]
    if request.output:
        output.check_target(request.output, paths)
    results = watched(batch.run(paths, job, jobs(request.jobs)), len(paths))
    several = len(found) > 1 or any(os.path.isdir(path) for path in request.articles)
    pieces = writers.joined(outcome.pieces(results), writers.FORMATS[request.format], several)
    if request.bom:
        pieces = marked(pieces)
    if request.output:
        output.to_file(request.output, pieces)
    else:
        painted = request.format == "yaml" and colored(request.color)
        output.to_stdout(map(paint, pieces) if painted else pieces)
    return outcome.code


def _written(found: Document, article: Article, *, kind: str, only: tuple[str, ...], brief: bool) -> str:
    from extractor import writers

    document = writers.plain(found)
    if kind != "csv":  # its rows need the entities' names and the places
        return writers.FORMATS[kind].one(writers.select(document, only, brief), article.text)
    chosen = set(only or document)
    kept = {k: v for k, v in document.items() if k not in ("troop_counts", "casualties") or k in chosen}
    return writers.FORMATS[kind].one(kept, article.text)
