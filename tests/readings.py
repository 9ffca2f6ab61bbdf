"""Where things lie, and the whole pipeline's reading of a bare text, once a session."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from extractor import pipeline
from extractor.model import Article

ROOT = Path(__file__).resolve().parent.parent


def reading_of(text: str) -> pipeline.Reading:
    """The reading of a text that is seen once."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return pipeline.read(Article(file="-", text=text, sha256=digest), pipeline.load_language())


kept_reading_of = cache(reading_of)


def counts_of(text: str) -> list[tuple[str | None, int | None]]:
    """Of every figure of a text what happened, or what they do, and its number."""
    return [(figure.kind or figure.action, figure.number.low) for figure in kept_reading_of(text).figures]
