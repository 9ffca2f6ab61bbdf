"""CSV: one row for each piece of evidence of a figure."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from typing import Any, Final

COLUMNS: Final = (
    *("file", "id", "family", "kind", "low", "high", "bound", "text", "unit", "who", "country", "status", "group"),
    *("role", "action", "where", "from", "to", "when", "when_value", "modality", "negated", "said_by", "via", "rule"),
    *("quote", "start", "end", "line"),
)
HEADER: Final = ",".join(COLUMNS) + "\n"
FIGURES: Final = ("troop_counts", "casualties")
_BREAK: Final = re.compile(r"\r\n?|\n")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write(document: dict[str, Any], text: str) -> str:
    """The rows of one article, without the header, which ``HEADER`` holds."""
    return "".join(_line([cell(value) for value in row.values()]) for row in rows(document, text))


def _line(cells: list[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)  # so that it quotes a "\r" in a cell too
    return out.getvalue().removesuffix("\r\n") + "\n"


def rows(document: dict[str, Any], text: str) -> list[dict[str, Any]]:
    """The same as values by column: numbers are numbers, what is not said is None."""
    names = {entity["id"]: entity["name"] for entity in document.get("entities", ())}
    sources = {item["id"]: item["source"] for item in document.get("attributions", ())}
    starts = line_starts(text)
    made = []
    for family in FIGURES:
        for fact in document.get(family, ()):
            for evidence in fact["evidence"]:
                row = _row(fact, evidence, names, sources)
                start, end = evidence.get("at", (None, None))
                line = None if start is None else bisect_right(starts, start)
                place = {
                    "file": document["article"]["file"],
                    "family": family,
                    "start": start,
                    "end": end,
                    "line": line,
                }
                made.append({column: {**row, **place}.get(column) for column in COLUMNS})
    return made


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins. Lines end with ``\\n``, ``\\r\\n`` or ``\\r``."""
    return [0, *(found.end() for found in _BREAK.finditer(text))]


def _row(
    fact: dict[str, Any], evidence: dict[str, Any], names: dict[str, str], sources: dict[str, Any]
) -> dict[str, Any]:
    def named(value: Any) -> str | None:
        return _list([names.get(ref, ref) for ref in _listed(value)])

    count, time = fact.get("count", {}), evidence.get("time") or fact.get("time") or {}
    by = evidence["by"]
    return {
        "id": fact["id"],
        "kind": fact.get("kind"),
        "low": count.get("low"),
        "high": count.get("high"),
        "bound": count.get("bound"),
        "text": count.get("text"),
        "unit": fact.get("unit"),
        "who": named(fact.get("force", fact.get("victims"))),
        "country": _list(_listed(fact.get("country"))),
        "status": fact.get("victim_status"),
        "group": _list(_listed(fact.get("victim_group"))),
        "role": _list(_listed(fact.get("victim_role"))),
        "action": fact.get("action"),
        "where": named(fact.get("location")),
        "from": named(fact.get("from")),
        "to": named(fact.get("to")),
        "when": time.get("text"),
        "when_value": time.get("value"),
        "modality": fact.get("modality"),
        "negated": "true" if fact.get("negated") else None,
        "said_by": by if by == "author" else named(sources.get(by, by)),
        "via": named(evidence.get("via")),
        "rule": evidence.get("rule"),
        "quote": evidence.get("quote"),
    }


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _list(values: list[Any]) -> str | None:
    return "; ".join(str(value) for value in values) or None


def cell(value: Any) -> Any:
    """A spreadsheet runs a cell that starts like a formula; an apostrophe in front makes it text again."""
    runs = isinstance(value, str) and value.startswith(_FORMULA) and value != "-"  # "-" is standard input
    return f"'{value}" if runs else value
