"""``extract claims``: a claims file to start from."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from extractor.commands.shared import Outcome, Request, date
from extractor.errors import InputError

if TYPE_CHECKING:
    from extractor.model import Article, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims(Request):
    """The arguments of ``extract claims``, as the user wrote them."""

    article: str | None


def claims(request: Claims) -> int:
    """Prints a claims file that holds for the article."""
    from extractor import batch, output, text

    if request.article is None:
        raise InputError("", "no article given", "name a file, or - for standard input (extract claims --help)")
    if request.output:
        output.check_target(request.output, [request.article])
    name = None if request.article == text.STDIN else seen_from(request.article, request.output)
    job = batch.Job(finish=partial(_written, name=name), published=date(request.date), model=request.model)
    outcome = Outcome(request.debug)
    pieces = outcome.pieces(batch.run([request.article], job))
    if request.output:
        output.to_file(request.output, pieces)
    else:
        output.to_stdout(pieces)
    return outcome.code


def seen_from(article: str, target: str | None) -> str:
    """The article's name as the claims file gives it: from its own folder, or bare when it goes to standard output."""
    if target is None:
        return os.path.basename(article)
    return os.path.relpath(article, os.path.dirname(target) or os.curdir).replace(os.sep, "/")


def _written(document: Document, article: Article, *, name: str | None) -> str:
    from extractor import writers
    from extractor.check import starter

    return starter.write(writers.plain(document), article.text, name)
