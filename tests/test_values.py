"""docs/values.md, the codebook, explains every field and every value that the output can hold."""

import re
from collections.abc import Iterator

import pytest
from readings import ROOT

from extractor.schema import schema
from extractor.writers.csvrows import COLUMNS

PAGE = (ROOT / "docs/values.md").read_text(encoding="utf-8")
TABLE = re.compile(r"^\|(.*)\|\n\|(?: --- \|)+\n((?:\|.*\|\n)+)", re.MULTILINE)


def enums(node, key="") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every list of allowed words in the schema, with the field that it belongs to."""
    whole = schema()
    if "$ref" in node:
        name = node["$ref"].rsplit("/", 1)[1]
        if name not in ("span", "slug", "count", "time", "evidence"):  # the last three come below
            yield from enums(whole["$defs"][name], key)
        return
    if "enum" in node:
        yield key, tuple(node["enum"])
    for name, inner in node.get("properties", {}).items():
        yield from enums(inner, name)
    for inner in (node.get("items"), node.get("additionalProperties"), *node.get("oneOf", ())):
        if isinstance(inner, dict):
            yield from enums(inner, key)


def fields(node) -> Iterator[str]:
    for name, inner in node.get("properties", {}).items():
        yield name
        yield from fields(inner)
    for inner in (node.get("items"), *node.get("oneOf", ())):
        if isinstance(inner, dict):
            yield from fields(inner)


def all_enums():
    whole = schema()
    found = dict.fromkeys(enums(whole))
    for name in ("count", "time", "evidence"):
        found.update(dict.fromkeys(enums(whole["$defs"][name], name)))
    return list(found)


def explained(key: str) -> list[set[str]]:
    """The values in the first column of the tables that are headed by the field's name."""
    return [
        {word for row in rows.splitlines() for word in re.findall(r"`([^`]+)`", row.split("|")[1])}
        for head, rows in TABLE.findall(PAGE)
        if f"`{key}`" in head.split("|")[0]
    ]


@pytest.mark.parametrize(("key", "values"), all_enums(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_value_is_explained_and_no_other(key, values):
    in_text = all(f"`{value}`" in PAGE for value in values) if key in ("per", "confidence", "tier") else False
    assert in_text or set(values) in explained(key)


@pytest.mark.parametrize(
    "name", sorted({*fields(schema()), *(f for d in schema()["$defs"].values() for f in fields(d))})
)
def test_every_field_is_named(name):
    assert f"`{name}`" in PAGE or f"\n## {name}" in PAGE or name in ("schema", "entities", "attributions", "article")


def test_every_column_is_named():
    page = PAGE[PAGE.index("## CSV") :]
    assert re.findall(r"`(\w+)`(?: \([^)]*\))?[,.]", page)
    assert [column for column in COLUMNS if f"`{column}`" not in page] == []
