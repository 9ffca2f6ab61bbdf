"""Rows made by program, a third of them right, the rest wrong in one way each.

They come from the committed goldens, whose facts a person has read, and from verify_articles.yaml, short articles of
our own with what a careful reader takes from each. The referee judges them by what the program finds in the texts, so
that its own mistakes count.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readings import ROOT

from extractor import pipeline
from extractor.check import verify
from extractor.model import Article
from extractor.patterns.lexicon import load_yaml
from extractor.text import read_article
from extractor.writers import csvrows, plain

SUPPORTED = "supported"
NOT_THERE = "not in the text"
HELPERS = ("whole", "whole_who")
UNSAID = ("id", "family", "rule", "line", "file")
STRANGER = "Admiral Yves Quartey"


@dataclass(frozen=True)
class Case:
    """A row and the one thing that the referee must say of it."""

    article: str
    wanted: str
    row: dict[str, Any]


def sources() -> Iterator[tuple[Article, list[dict[str, Any]]]]:
    """Each article with its right rows."""
    for golden in sorted(ROOT.glob("[!.]*/**/*.golden.yaml")):
        document = load_yaml(golden.read_text(encoding="utf-8"), golden.name)
        article = read_article(str(golden).replace(".golden.yaml", ".txt"))
        facts = {fact["id"]: fact for family in csvrows.FIGURES for fact in document[family]}
        rows = []
        for full in csvrows.rows(document, article.text):
            row = {column: value for column, value in full.items() if value is not None}
            if "low" in row or "high" in row:
                whole = facts[row["id"]].get("of_total", {}).get("low")
                rows.append({**row, "whole": whole} if whole else row)
        yield article, rows
    own = Path(__file__).with_name("verify_articles.yaml")
    for number, item in enumerate(load_yaml(own.read_text(encoding="utf-8"), own.name)):
        yield Article(file=f"{number}.txt", text=item["text"], sha256="0" * 64), item["rows"]


def referees() -> dict[str, verify.Referee]:
    """A referee for each article."""
    made = {}
    for article, _ in sources():
        made[article.file] = verify.Referee(plain(pipeline.extract(article)), article.text)
    return made


def cases() -> list[Case]:
    """All rows: of each right row every way to be wrong, and half as many right ones."""
    made = []
    for article, rows in sources():
        for number, truth in enumerate(rows):
            others = [row for row in rows if row is not truth]
            wrong = [(name, row) for name, row in distorted(truth, others, number) if row]
            made += [Case(article.file, name, row) for name, row in wrong]
            right = itertools.islice(itertools.cycle(forms(truth)), (len(wrong) + 1) // 2)
            made += [Case(article.file, SUPPORTED, row) for row in right]
    return made


def forms(truth: dict[str, Any]) -> list[dict[str, Any]]:
    """The same said in fewer columns."""
    full = {column: value for column, value in truth.items() if column not in HELPERS}
    made = [full, {k: v for k, v in full.items() if k not in (*UNSAID, "quote", "start", "end", "text")}]
    for columns in (("said_by", "kind", "action"), ("where", "to", "who", "modality"), ("when", "kind", "action")):
        if set(columns) & set(full):
            made.append({k: v for k, v in full.items() if k in ("low", "high", "bound", *columns)})
    return made


def distorted(
    truth: dict[str, Any], others: list[dict[str, Any]], number: int
) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """(what is wrong with it, the row), one for each way that this row can be wrong."""
    row = {k: v for k, v in truth.items() if k not in (*HELPERS, *UNSAID, "text", "start", "end")}
    if number % 2:
        row.pop("quote", None)

    def other(column: str, stranger: str) -> str:
        """What another row of the article has there, so that the wrong value stands in the text as well."""
        return next((str(one[column]) for one in others if one.get(column, row[column]) != row[column]), stranger)

    ends = {k: row[k] for k in ("low", "high") if k in row}
    yield verify.NUMBER, {**row, **{k: v + 3 for k, v in ends.items()}}
    if row.get("bound", "exact") not in ("exact", "vague"):
        known = row.get("low", row.get("high"))
        yield verify.BOUND, {**row, "low": known, "high": known, "bound": "exact"}
    if "kind" in row:
        yield verify.KIND, {**row, "kind": "missing" if row["kind"] != "missing" else "killed"}
    elif "action" in row:
        yield verify.KIND, {**row, "action": "withdraw" if row["action"] != "withdraw" else "deploy"}
    if row.get("modality", "actual") != "actual":
        yield verify.DONE, {**row, "modality": "actual"}
    if row.get("said_by", "author") != "author":
        yield verify.FACT, {**row, "said_by": "author"}
        yield verify.SPEAKER, {**row, "said_by": STRANGER}
    if "whole" in truth:
        yield verify.PART, {**row, "low": truth["whole"], "high": truth["whole"], "bound": "exact"}
        yield verify.PART, {**row, "low": truth["whole"], "high": None, "bound": None, "quote": None}
    if "whole_who" in truth:
        yield verify.PART, {**row, "who": truth["whole_who"]}
        yield verify.PART, {**row, "who": truth["whole_who"], "where": None, "said_by": None}
    if "country" in row:
        yield verify.SIDE, {**row, "country": other("country", "PER" if row["country"] != "PER" else "NOR")}
    if "who" in row:
        yield verify.SIDE, {**row, "who": "Icelandic marines"}
    if "where" in row or "to" in row:
        key = "where" if "where" in row else "to"
        yield verify.PLACE, {**row, key: other(key, "Arequipa")}
    if "when" in row:
        yield verify.PLACE, {**row, "when": "on Christmas Day", "when_value": None}
    yield NOT_THERE, {"low": 90210, "high": 90210, "kind": "captured", "said_by": STRANGER} if number == 0 else None
