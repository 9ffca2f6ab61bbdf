"""YAML for people: blocks outside, one line for counts, spans and evidence.

Written by hand, since it is faster than a library and since strings must come back as strings from every reader:
YAML 1.1 takes ``no``, ``12:30`` and ``2025-01`` for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from extractor.writers.layout import LINE_ITEMS, on_one_line, quoted

# A plain string starts with a letter and holds nothing that has a meaning in YAML. Anything else is quoted.
_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w .()/%;'’“”‘…–—-]*[\w.()/%'’“”‘…–—-])?")
_OTHER: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})


def write(document: dict[str, Any], _text: str = "") -> str:
    """One YAML document."""
    return "".join(f"{line}\n" for line in _block(document, ""))


def _block(mapping: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in mapping.items():
        if on_one_line(key, value):
            yield f"{indent}{scalar(key)}: {flow(value)}"
        elif isinstance(value, dict):
            yield f"{indent}{scalar(key)}:"
            yield from _block(value, indent + "  ")
        else:
            yield f"{indent}{scalar(key)}:"
            for item in value:
                if key in LINE_ITEMS:
                    yield f"{indent}  - {flow(item)}"
                    continue
                for number, line in enumerate(_block(item, "")):
                    yield f"{indent}  {'  ' if number else '- '}{line}"


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value)


def scalar(value: Any) -> str:
    """A single value; strings are quoted only where a reader could take them for something else."""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)


@lru_cache(maxsize=4096)
def _string(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and text.lower() not in _OTHER else quoted(text)
