"""Whose figure it is, where attributions stand in one another."""

from __future__ import annotations

import pytest

from extractor.model import Article
from extractor.pipeline import read


def sources_of(text: str) -> list[str | None]:
    reading = read(Article(file="-", text=text, sha256="0" * 64))
    cues = [reading.cues[f.slots.cue] if f.slots.cue is not None else None for f in reading.figures]
    return [text[slice(*c.sources[0])] if c is not None and c.sources else None for c in cues]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Three gunmen are thought to have left the valley, officials said.", "officials"),
        ("The general said he had ordered 40 soldiers to leave the camp.", "The general"),
        ("In March the president ordered 40 soldiers to leave the camp.", None),
        ("The ministry put the number of soldiers killed at 31.", "The ministry"),
        ("The police lowered the death toll to 31 from 40.", "The police"),
        ("By the official count, 31 soldiers were killed.", "the official count"),
        ("MULTAN: Twelve soldiers were killed on Friday when a truck fell into the river.", None),
    ],
)
def test_who_gives_the_figure(text: str, source: str | None) -> None:
    assert sources_of(text)[0] == source
