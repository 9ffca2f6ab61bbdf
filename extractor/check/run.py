"""Every pair is checked: each article is read and extracted once, whatever speaks of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from extractor.check import claims, golden
from extractor.check.claims import Claims
from extractor.check.pairs import Book, Pair
from extractor.check.verdict import Checked, Verdict

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How strictly goldens are compared.

    Attributes:
        published: the publication date that goes before the one that a golden names.
        keep: the verdicts carry the document and the text with them.
    """

    strict: bool = False
    allow_extra: bool = False
    published: str | None = None
    keep: bool = False


def by_article(pairs: Iterable[Pair]) -> dict[str, tuple[Book, ...]]:
    """The files that speak of each article, in the order in which the articles come."""
    found: dict[str, tuple[Book, ...]] = {}
    for pair in pairs:
        found[pair.article] = (*found.get(pair.article, ()), pair.book)
    return found


def check_article(article: Article, nlp: Language, *, books: dict[str, tuple[Book, ...]], rules: Rules) -> Checked:
    """The verdicts of all files that speak of the article."""
    from extractor import pipeline, writers

    mine = books[article.file]
    saved = next((book.published for book in mine if isinstance(book, golden.Golden) and book.published), None)
    dated = replace(article, published=rules.published or saved)
    document = writers.plain(pipeline.extract(dated, nlp))
    return together(mine, document, article.text, rules)


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


__all__ = ["Rules", "by_article", "check_article", "finisher", "judged", "together"]
