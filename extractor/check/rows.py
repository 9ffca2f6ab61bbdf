"""Rows of another tool, a model or a coder: CSV, JSON, JSON Lines or YAML, with the columns of our own CSV."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from dataclasses import dataclass, replace
from typing import Any, Final

from extractor import strictyaml
from extractor.errors import InputError
from extractor.schema import VERSION
from extractor.strictyaml import nearest
from extractor.writers import csvrows

OTHER_NAMES: Final = {"number": "low", "count": "low", "attributed_to": "said_by", "speaker": "said_by", "date": "when"}
NUMBERS: Final = ("low", "high", "start", "end", "line")
WANTED: Final = "rows with a number, a kind or a quote"
_NUMBER: Final = re.compile(r"\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+")
_RANGE: Final = re.compile(rf"({_NUMBER.pattern})\s*(?:-|–|to)\s*({_NUMBER.pattern})")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it says by column, the blanks left out. ``wrong`` is why it cannot be checked at all."""

    number: int
    values: dict[str, Any]
    wrong: str = ""


def read(text: str, name: str, notes: list[str]) -> list[Row]:
    """The rows of a file; ``notes`` takes the columns that are not read.

    Raises:
        InputError: the file is broken, or holds no rows that could be checked.
    """
    raw = _raw(text.removeprefix("\ufeff"), name)
    known = (*csvrows.COLUMNS, *OTHER_NAMES)
    columns = list(dict.fromkeys(column for row in raw for column in row))
    for column in columns:
        if column not in known:
            near = nearest(column, known)
            mend = f'did you mean "{near}"?' if near else "columns are named as in extract -f csv"
            notes.append(f'{name}: column "{column}" is not read; {mend}')
    if raw and not any(column in known for column in columns):
        raise InputError(name, "none of its columns is known", "name them as in extract -f csv")
    rows = [_row(number, row) for number, row in enumerate(raw, 1)]
    if not rows:
        raise InputError(name, "nothing was checked, no rows", f"give {WANTED}")
    return rows


def of_article(rows: list[Row], article: str) -> list[Row]:
    """The same rows; where some name this article's file, those that name another cannot be checked by it."""
    files = [os.path.basename(str(row.values.get("file", ""))) for row in rows]
    name = os.path.basename(article)
    if name not in files:
        return rows
    return [
        row if file in ("", name) else replace(row, wrong=f"is about {row.values['file']}")
        for row, file in zip(rows, files, strict=True)
    ]


def _raw(text: str, name: str) -> list[dict[str, Any]]:
    ending = name.rsplit(".", 1)[-1].lower()
    first = text.lstrip()[:1]
    try:
        if ending in ("yaml", "yml"):
            return _list(strictyaml.load_yaml(text, name), name)
        if ending == "jsonl":
            return [row for line in text.splitlines() if line.strip() for row in _list(json.loads(line), name)]
        if ending == "json" or first in ("[", "{"):
            return _list(json.loads(text), name)
    except json.JSONDecodeError as error:
        raise InputError(name, f"not JSON: {error.msg}", "mend it there", error.lineno, error.colno) from None
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    try:
        return [
            {str(column).strip(): value for column, value in row.items() if column is not None}
            for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise InputError(name, f"not CSV: {error}", "mend it, or give JSON") from None


def _list(value: Any, name: str) -> list[dict[str, Any]]:
    """Rows, one row, or a whole output of ours."""
    if isinstance(value, dict):
        if value.get("schema") == VERSION:
            return csvrows.rows(value, "")
        value = value["rows"] if isinstance(value.get("rows"), list) else [value]
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise InputError(name, "not a list of rows", "give one mapping of columns for each row")
    return [row for item in value for row in (csvrows.rows(item, "") if item.get("schema") == VERSION else [item])]


def _row(number: int, raw: dict[str, Any]) -> Row:
    values: dict[str, Any] = {}
    for column, value in raw.items():
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        name = OTHER_NAMES.get(str(column), str(column))
        if name in csvrows.COLUMNS:
            values.setdefault(name, "; ".join(map(str, value)) if isinstance(value, list) else value)
    for column in NUMBERS:
        if column in values and type(values[column]) is not int:
            found = _numbers(str(values[column]))
            if not found or (len(found) > 1 and column != "low"):
                return Row(number, values, f'{column} "{values[column]}" is not a number')
            values[column] = found[0]
            if len(found) > 1:
                values.setdefault("high", found[1])
    values["negated"] = str(values.get("negated", "")).lower() in ("true", "yes", "1")
    if not any(column in values for column in ("low", "high", "kind", "action", "quote")):
        return Row(number, values, "has neither a number, a kind nor a quote")
    return Row(number, values)


def _numbers(written: str) -> list[int]:
    written = written.strip()
    if written.endswith(".0"):
        written = written[:-2]
    if _NUMBER.fullmatch(written):
        return [_int(written)]
    found = _RANGE.fullmatch(written)
    return [_int(found[1]), _int(found[2])] if found else []


def _int(written: str) -> int:
    return int(re.sub(r"\D", "", written))
