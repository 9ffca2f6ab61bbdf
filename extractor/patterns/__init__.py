"""The families: each a YAML of rules, words and examples beside a module of small functions over one paragraph."""

from __future__ import annotations

from typing import Final

FAMILIES: Final = (
    "numbers",
    "people",
    "casualties",
    "troops",
    "degrees",
    "moves",
    "caveats",
    "quotations",
    "attributions",
    "modality",
    "actors",
    "places",
    "times",
)
