"""What all tests share."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from readings import ROOT, kept_reading_of

from extractor.pipeline import Reading


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the outputs shown in README.md and CONTRIBUTING.md")


@pytest.fixture(scope="session")
def read() -> Callable[[str], Reading]:
    """The whole pipeline's reading of a bare text, kept for the session."""
    return kept_reading_of


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """The schema that the output must obey, as it was given; test_schema.py compares the generated one with it."""
    loaded: dict[str, Any] = json.loads((ROOT / "tests" / "data" / "schema.json").read_text(encoding="utf-8"))
    return loaded
