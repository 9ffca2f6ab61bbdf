"""What all tests share: one loaded model, one reading of each text, the command line in-process."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractor import pipeline
from extractor.model import Article

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "rfa_2025.txt"
SHARED = ROOT.parent / "shared"  # the CI lays it beside the clone; a user's clone has none


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the outputs shown in README.md and CONTRIBUTING.md")


@cache
def reading_of(text: str) -> pipeline.Reading:
    """The whole pipeline's reading of a bare text, once a session."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return pipeline.read(Article(file="-", text=text, sha256=digest), pipeline.load_language())


@pytest.fixture(scope="session")
def read() -> Callable[[str], pipeline.Reading]:
    return reading_of


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """The schema that the output must obey: the one that the project was given, where it lies beside the clone."""
    path = SHARED / "spec" / "schema.json"
    if not path.exists():
        pytest.skip("no ../shared/spec/schema.json here")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded
