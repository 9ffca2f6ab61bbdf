"""A pytest plugin: every claim of a ``*.claims.yaml`` and every item of a ``*.golden.yaml`` is a test.

It stands in the entry point ``pytest11``, so that it is there wherever the package is installed; only files with these
endings make it import anything. The model is loaded once for each process.
"""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from extractor.check.golden import Golden
    from extractor.check.pairs import Book
    from extractor.check.verdict import Verdict
    from extractor.model import Article, Document

ENDINGS: Final = (".claims.yaml", ".golden.yaml", ".claims.yml", ".golden.yml")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("extract", "claims about articles (fact-extractor)")
    group.addoption("--extract-strict", action="store_true", help="goldens: compare ids, offsets and mentions too")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The items of a claims or golden file."""
    if file_path.name.endswith(ENDINGS):
        return ClaimsFile.from_parent(parent, path=file_path)
    return None


class ClaimsFile(pytest.File):
    """One YAML file; its article is extracted once, when its first claim runs."""

    verdicts: list[list[Verdict]] | None = None

    def collect(self) -> Iterable[pytest.Item]:
        from extractor.check import pairs
        from extractor.errors import InputError

        try:
            self.book: Book = pairs.load(str(self.path))
            problems = [*self.book.problems]
            self.article = "" if problems else pairs.article_of(str(self.path), self.book)
        except InputError as error:
            problems = [error]
        if problems:
            raise self.CollectError("\n".join(self.shorter(str(problem)) for problem in problems))
        seen: Counter[str] = Counter()
        for number, (name, line) in enumerate(_claims(self.book)):
            seen[name] += 1
            unique = name if seen[name] == 1 else f"{name} [{seen[name]}]"
            yield Claim.from_parent(self, name=unique, number=number, line=line)

    def shorter(self, message: str) -> str:
        """A message whose paths begin where pytest was started."""
        return message.replace(f"{self.config.invocation_params.dir}{os.sep}", "")

    def of_claim(self, number: int) -> list[Verdict]:
        """The verdicts that belong to a collected claim."""
        if self.verdicts is None:
            self.verdicts = self._checked()
        return self.verdicts[number]

    def _checked(self) -> list[list[Verdict]]:
        from extractor.check import run
        from extractor.check.pairs import Pair
        from extractor.errors import InputError

        rules = run.Rules(strict=self.config.getoption("--extract-strict"))
        try:
            dates = run.dates([Pair(self.article, self.book)])
            article, document = _extracted(self.article, dates.get(self.article))
            checked = run.check_article(document, article, books={article.file: (self.book,)}, rules=rules)
        except InputError as error:
            pytest.fail(self.shorter(str(error)), pytrace=False)
        single = [[verdict] for verdict in checked.verdicts if not verdict.extra]
        return [*single, [verdict for verdict in checked.verdicts if verdict.extra]]


class Claim(pytest.Item):
    """One claim, or one saved item of a golden."""

    parent: ClaimsFile

    def __init__(self, *, number: int, line: int, **rest: Any) -> None:
        super().__init__(**rest)
        self.number = number
        self.line = line

    def runtest(self) -> None:
        from extractor.check.report_text import explained

        for verdict in self.parent.of_claim(self.number):
            reasons = [self.parent.shorter(reason) for reason in explained(verdict, self.parent.article)]
            if verdict.outcome == "fail":
                raise ClaimError("\n".join(reasons))
            if verdict.outcome == "todo":
                pytest.xfail(f"a known miss: {reasons[0]}")
            if verdict.outcome in ("warn", "passes"):
                what = "; ".join(reasons) if verdict.outcome == "warn" else "a known miss that passes by now"
                warnings.warn(pytest.PytestWarning(f"{self.name}: {what}"), stacklevel=1)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, ClaimError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.line - 1, self.name


class ClaimError(AssertionError):
    """A claim that does not hold; its text is the report."""


@lru_cache(maxsize=4)  # an article may have claims and a golden, which stand side by side
def _extracted(path: str, published: str | None) -> tuple[Article, Document]:
    from extractor import batch, pipeline, text

    article = text.read_article(path, published)
    return article, pipeline.extract(article, batch.language())


def _claims(book: Book) -> list[tuple[str, int]]:
    """Name and line of everything that gets a verdict of its own, in the order of the verdicts."""
    from extractor.check import golden
    from extractor.check.shape import FAMILIES

    if isinstance(book, golden.Golden):
        items = [(item, place) for family in FAMILIES for item, place in zip(*_placed(book, family), strict=True)]
        named = [("article", book.value.keys_at["article"][0])]
        named += [(f"{item['id']} {golden.title(item)}", place[0]) for item, place in items]
        return [*named, ("no other fact", 1)]
    named = [(claim.name, claim.line) for claim in book.claims]
    return named if book.allow_extra else [*named, ("no other fact", book.extra_at[0])]


def _placed(book: Golden, family: str) -> tuple[list[Any], list[tuple[int, int]]]:
    items = book.value[family]
    return items, items.items_at
