"""Which figures a text gives: the table of counted.yaml, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest
from readings import counts_of

from extractor.strictyaml import load_yaml

TABLE = Path(__file__).with_name("counted.yaml")
GROUPS = load_yaml(TABLE.read_text(encoding="utf-8"), TABLE.name)


def rows(part: str) -> list[object]:
    return [
        pytest.param(*row, id=f"{group}/{name}") for group, parts in GROUPS.items() for name, row in parts[part].items()
    ]


@pytest.mark.parametrize(("what", "low", "text"), rows("finds"))
def test_finds(what: str, low: int | None, text: str) -> None:
    assert (what, low) in counts_of(text)


@pytest.mark.parametrize(("what", "low", "text"), rows("ignores"))
def test_ignores(what: str, low: int | None, text: str) -> None:
    assert (what, low) not in [(found if what != "any" else "any", number) for found, number in counts_of(text)]
