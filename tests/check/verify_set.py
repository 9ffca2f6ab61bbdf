"""Rows made by program: figures of forty short articles of our own, a part of them distorted in one way each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor import pipeline
from extractor.check import verify
from extractor.model import Article
from extractor.writers import csvrows, plain

PLACES = ["Mopti", "Kayes", "Segou", "Gao", "Sikasso", "Kidal", "Bambari", "Bossangoa"]
SPEAKERS = [
    "the defence ministry",
    "Colonel Idris Bako",
    "President Marta Oyelaran",
    "the governor of the province",
    "police in the capital",
    "the United Nations",
    "hospital officials",
    "a rebel spokesman",
]
PEOPLE = ["soldiers", "civilians", "fishermen", "rebels", "policemen", "farmers", "gunmen", "pilgrims"]
FORCES = ["Malian", "Chadian", "Kenyan", "Ghanaian", "Egyptian", "Ugandan", "Rwandan", "Algerian"]
TEMPLATES = [
    "At least {a} {people} were killed near {place} on Tuesday, {speaker} said. {c} others were wounded.\n",
    "{Speaker} said that about {a} {force} soldiers may be sent to {place} next month. {c} {people} died there in May.\n",
    "A blast in {place} killed {a} of the {b} {people} on the ferry, {speaker} said on Sunday.\n",
    "Up to {b} {force} troops were deployed to {place}, according to {speaker}. {a} {people} were kidnapped on Friday.\n",
    "Gunmen killed {a} people, including {c} children, in {place}, {speaker} said. {b} {force} troops arrived on Monday.\n",
]


def articles() -> list[Article]:
    """Forty texts, each with three or more figures."""
    made = []
    for number in range(40):
        words = {
            "a": 11 + number,
            "b": 160 + 10 * number,
            "c": ("Four", "Six", "Eight", "Nine")[number % 4],
            "place": PLACES[number % 8],
            "speaker": SPEAKERS[(number * 3 + number // 8) % 8],
            "people": PEOPLE[(number * 5 + number // 8) % 8],
            "force": FORCES[(number * 7 + number // 8) % 8],
        }
        words["Speaker"] = words["speaker"][0].upper() + words["speaker"][1:]
        made.append(Article(file=f"{number}.txt", text=TEMPLATES[number % 5].format(**words), sha256="0" * 64))
    return made


def documents() -> Iterator[tuple[Article, dict[str, Any]]]:
    for article in articles():
        yield article, plain(pipeline.extract(article))


def distorted(document: dict[str, Any], text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(what is wrong with it, the row), for every figure with a count and every way that it can be distorted."""
    facts = {fact["id"]: fact for family in ("troop_counts", "casualties") for fact in document[family]}
    for number, full in enumerate(csvrows.rows(document, text)):
        row = {column: value for column, value in full.items() if value is not None}
        if "low" not in row and "high" not in row:
            continue
        yield "", row
        yield (
            "",
            {
                k: v
                for k, v in row.items()
                if k not in ("quote", "start", "end", "line", "text", "rule", "id", "family")
            },
        )
        bare = {k: v for k, v in row.items() if k not in ("text", "start", "end")}
        yield "", {k: v for k, v in bare.items() if k in ("low", "high", "bound", "kind", "action", "said_by")}
        yield "", {k: v for k, v in bare.items() if k in ("low", "high", "who", "where", "quote", "modality")}
        if number % 2:
            bare.pop("quote", None)
        yield verify.NUMBER, {**bare, **{k: row[k] + 3 for k in ("low", "high") if k in row}}
        if row["bound"] in ("at_least", "more_than", "at_most", "less_than", "approx", "range"):
            known = row.get("low", row.get("high"))
            yield verify.BOUND, {**bare, "low": known, "high": known, "bound": "exact"}
        if "kind" in row:
            yield verify.KIND, {**bare, "kind": "missing" if row["kind"] != "missing" else "killed"}
        else:
            yield verify.KIND, {**bare, "action": "withdraw" if row["action"] != "withdraw" else "deploy"}
        if row["modality"] != "actual":
            yield verify.DONE, {**bare, "modality": "actual"}
        if row["said_by"] != "author":
            yield verify.FACT, {**bare, "said_by": "author"}
        yield verify.SPEAKER, {**bare, "said_by": "Admiral Yves Quartey"}
        whole = facts[row["id"]].get("of_total", {}).get("low")
        if whole:
            yield verify.PART, {**bare, "low": whole, "high": whole}
        if "country" in row:
            yield verify.SIDE, {**bare, "country": "PER"}
        elif "who" in row:
            yield verify.SIDE, {**bare, "who": "Peruvian marines"}
        if row.get("where") or row.get("to"):
            key = "where" if "where" in row else "to"
            yield verify.PLACE, {**bare, key: "Arequipa"}
        if "when" in row:
            yield verify.PLACE, {**bare, "when": "on Christmas Day", "when_value": "XXXX-12-25"}
        unlike = {"low": 90210, "high": 90210, "kind": "captured", "said_by": "Admiral Yves Quartey"}
        yield "not in the text", unlike
