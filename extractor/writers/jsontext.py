"""JSON: for people with counts and spans on one line, or everything on one line (JSON Lines)."""

from __future__ import annotations

import json
from typing import Any

from extractor.writers.layout import LINE_ITEMS, on_one_line, quoted


def write(document: dict[str, Any], _text: str = "") -> str:
    """One document, indented by two blanks."""
    return _block(document, "") + "\n"


def write_line(document: dict[str, Any], _text: str = "") -> str:
    """One document on one line."""
    return flow(document) + "\n"


def indented(piece: str) -> str:
    """A written document as an item of a list."""
    return "\n".join("  " + line for line in piece.rstrip("\n").split("\n"))


def _block(mapping: dict[str, Any], indent: str) -> str:
    inner = indent + "  "
    members = []
    for key, value in mapping.items():
        if on_one_line(key, value):
            written = flow(value)
        elif isinstance(value, dict):
            written = _block(value, inner)
        else:
            items = [flow(item) if key in LINE_ITEMS else _block(item, inner + "  ") for item in value]
            written = "[\n" + ",\n".join(f"{inner}  {item}" for item in items) + f"\n{inner}]"
        members.append(f"{inner}{quoted(key)}: {written}")
    return "{\n" + ",\n".join(members) + f"\n{indent}}}"


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return quoted(value) if isinstance(value, str) else json.dumps(value)
