"""Every pair is checked: each article is read and extracted once, whatever speaks of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from extractor.check import claims, golden
from extractor.check.claims import Claims
from extractor.check.golden import Golden
from extractor.check.pairs import Book, Pair
from extractor.check.verdict import Checked, Verdict
from extractor.strictyaml import load_placed
from extractor.text import read_article, shown
from extractor.writers.plain import plain

if TYPE_CHECKING:
    from extractor.model import Article, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How strictly goldens are compared.

    Attributes:
        keep: the verdicts carry the document and the text with them.
    """

    strict: bool = False
    allow_extra: bool = False
    keep: bool = False


def by_article(pairs: Iterable[Pair]) -> dict[str, tuple[Book, ...]]:
    """The files that speak of each article, by the article's name in the output, in the order of the articles."""
    found: dict[str, tuple[Book, ...]] = {}
    for pair in pairs:
        name = shown(pair.article)
        found[name] = (*found.get(name, ()), pair.book)
    return found


def dates(pairs: Iterable[Pair]) -> dict[str, str]:
    """The publication date that a golden's saved run was given, by article."""
    books = ((pair.article, pair.book) for pair in pairs)
    return {path: book.published for path, book in books if isinstance(book, Golden) and book.published}


def check_article(document: Document, article: Article, *, books: dict[str, tuple[Book, ...]], rules: Rules) -> Checked:
    """The verdicts of all files that speak of the article."""
    return together(books[article.file], plain(document), article.text, rules)


def check_saved(path: str, *, books: dict[str, tuple[Book, ...]], rules: Rules) -> Checked:
    """The same on a saved output. Lines are those of its article where that lies beside it.

    Raises:
        InputError: the file is not a whole output.
    """
    saved = golden.read(load_placed(read_article(path).text, path), path)
    if saved.problems:
        raise saved.problems[0]
    article = os.path.join(os.path.dirname(path), os.path.basename(saved.value["article"]["file"]))
    text = read_article(article).text if os.path.isfile(article) else ""
    checked = together(books[shown(path)], saved.value, text, rules)
    return replace(checked, article=article if text else shown(path))


def judged(book: Book, document: dict[str, Any], text: str, rules: Rules) -> Checked:
    """The verdicts of one file on one plain document."""
    if isinstance(book, Claims):
        return claims.check(book, document, text)
    return golden.check(book, document, text, strict=rules.strict, allow_extra=rules.allow_extra)


def together(books: Iterable[Book], document: dict[str, Any], text: str, rules: Rules) -> Checked:
    """The verdicts of several files on one article."""
    verdicts: list[Verdict] = []
    extra = 0
    for book in books:
        part = judged(book, document, text, rules)
        verdicts += part.verdicts
        extra += part.extra
    return Checked(document["article"]["file"], tuple(verdicts), extra, (document, text) if rules.keep else None)


def finisher(pairs: Sequence[Pair], rules: Rules) -> partial[Checked]:
    """What ``batch.Job`` does to each article."""
    return partial(check_article, books=by_article(pairs), rules=rules)
