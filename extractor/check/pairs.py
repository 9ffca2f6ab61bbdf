"""Which YAML file speaks of which article."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from extractor import strictyaml
from extractor import text as texts
from extractor.check import claims as claims_
from extractor.check import golden as golden_
from extractor.check.claims import Claims
from extractor.check.golden import Golden
from extractor.errors import InputError
from extractor.schema import VERSION

GOLDEN: Final = (".golden.yaml", ".golden.yml")
ENDINGS: Final = (".claims.yaml", ".claims.yml", *GOLDEN)
YAML: Final = (".yaml", ".yml")

Book = Claims | Golden


@dataclass(frozen=True, slots=True)
class Pair:
    """An article and one file that speaks of it."""

    article: str
    book: Book


@dataclass(frozen=True, slots=True)
class Found:
    """All pairs, by the order of the arguments, and what could not be used."""

    pairs: tuple[Pair, ...]
    problems: tuple[InputError, ...]


def find(paths: Iterable[str], create: bool = False) -> Found:
    """Pairs from articles, YAML files and folders as given on the command line.

    A YAML file speaks of the article given before it, else of the one that it names, else of the one beside it. An
    article without a YAML file after it is checked by the files beside it. Of a folder, every pair below it. With
    ``create``, a golden file that is named and not there stands for itself. A saved output may stand for its article.
    """
    pairs: list[Pair] = []
    problems: list[InputError] = []
    for article, books in _groups(paths, problems):
        for path in books or _beside(article, problems):
            try:
                new = create and path.endswith(GOLDEN) and not os.path.exists(path)
                book = Golden(path, strictyaml.Mapping()) if new else load(path)
                problems.extend(book.problems)
                if not book.problems:
                    pairs.append(Pair(article or article_of(path, book), book))
            except InputError as error:
                problems.append(error)
    return Found(tuple(pairs), tuple(problems))


def _groups(paths: Iterable[str], problems: list[InputError]) -> list[tuple[str | None, list[str]]]:
    """Each article with the YAML files that follow it; None for the files of a folder and for those without article."""
    groups: list[tuple[str | None, list[str]]] = [(None, [])]
    given = list(paths)
    for path, following in zip(given, [*given[1:], ""], strict=True):
        if os.path.isdir(path):
            books = texts.below(path, ENDINGS)
            if not books:
                problems.append(unchecked_folder(path))
            groups += [(None, books), (None, [])]
        elif path.endswith(YAML) and not (following.endswith(YAML) and is_saved(path)):
            groups[-1][1].append(path)
        else:
            groups.append((path, []))
    return groups


def is_saved(path: str) -> bool:
    """Is it a saved output, which can be checked without reading its article again? Goldens are known by their name."""
    if path.endswith(ENDINGS) or not path.endswith((*YAML, ".json")):
        return False
    try:
        with open(path, encoding="utf-8") as file:
            return VERSION in file.read(200)
    except (OSError, UnicodeError):
        return False


def _beside(article: str | None, problems: list[InputError]) -> list[str]:
    """The files beside an article that was given without one."""
    if article is None:
        return []
    if not os.path.exists(article) and article != texts.STDIN:
        problems.append(texts.missing(article))
        return []
    found = [path for ending in ENDINGS if os.path.isfile(path := article_base(article) + ending)]
    if not found or article == texts.STDIN:
        problems.append(unchecked(article))
        return []
    return found


def load(path: str) -> Book:
    """The claims or the golden output in a YAML file; its ``schema:`` line says which.

    Raises:
        InputError: not there, not YAML, or neither of the two.
    """
    text = texts.read_article(path, wanted=f"claims (schema: {claims_.VERSION}) or a saved output").text
    problems: list[InputError] = []
    value = strictyaml.load_placed(text.removeprefix("\ufeff"), path, problems)
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema == claims_.VERSION:
        return _with(claims_.read(value, path), problems)
    if schema == golden_.VERSION:
        return _with(golden_.read(value, path), problems)
    if problems:
        raise problems[0]
    known = f"{claims_.VERSION} for claims, {golden_.VERSION} for a saved output"
    if schema is None:
        raise InputError(path, "no schema line", f"begin it with schema: {claims_.VERSION}", 1)
    raise InputError(path, f'schema "{schema}" is not known', f"use {known}", *value.values_at["schema"])


def _with(book: Book, problems: list[InputError]) -> Book:
    """The same with these problems too, all in the order of the file."""
    everything = sorted([*problems, *book.problems], key=lambda error: (error.line or 0, error.column or 0))
    return replace(book, problems=tuple(everything))


def article_base(article: str) -> str:
    """``a/b.txt`` → ``a/b``."""
    return article.removesuffix(".txt")


def article_of(path: str, book: Book) -> str:
    """The article that a file speaks of: the one that claims name, else the one beside it, else what a golden names."""
    folder = os.path.dirname(path)
    named = book.article if isinstance(book, Claims) else None
    if isinstance(book, Claims) and named:
        wanted = os.path.normpath(os.path.join(folder, named))
        if not os.path.exists(wanted):
            mend = texts.missing(wanted).mend
            raise InputError(path, f'the article "{named}" is not there', mend, *book.article_at)
        return wanted
    base = next((path.removesuffix(ending) for ending in ENDINGS if path.endswith(ending)), None)
    if base and os.path.isfile(base + ".txt"):
        return base + ".txt"
    if isinstance(book, Golden) and not book.unsaved:
        beside = os.path.join(folder, os.path.basename(book.value["article"]["file"]))
        if os.path.isfile(beside):
            return beside
    wanted = f"put {os.path.basename(base)}.txt beside it" if base else "give the article before it"
    raise InputError(path, "no article", wanted)


def unchecked(article: str) -> InputError:
    """Nothing speaks of this article."""
    mend = f"start claims with: extract claims {article}"
    return InputError(article, "nothing was checked, no claims or golden file beside it", mend)


def unchecked_folder(folder: str) -> InputError:
    """Nothing in the folder speaks of an article."""
    number = len(texts.below(folder, (".txt",)))
    if not number:
        return InputError(folder, "nothing was checked, no articles and no claims", "give articles with *.claims.yaml")
    articles = f"{number} article{'s' * (number > 1)} but no claims or golden file"
    return InputError(folder, f"nothing was checked, {articles}", "start one with: extract claims ARTICLE")
