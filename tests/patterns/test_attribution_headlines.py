"""Headlines, and where somebody else begins to speak."""

from __future__ import annotations

import pytest
from readings import reading_of

from extractor.model import Offsets


def cues(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Every attribution of the text: cue, sources (or the owners that stand elsewhere), content."""

    def words(spans: tuple[Offsets, ...]) -> list[str]:
        return [text[a:b] for a, b in spans]

    return [(text[c.span[0] : c.span[1]], words(c.sources or c.owner), words(c.content)) for c in reading_of(text).cues]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Orr Slams Plan For New Dam", ["Orr"], ["Plan For New Dam"]),
        ("Dam Was Never Safe, Miller Tells Guild", ["Miller"], ["Dam Was Never Safe"]),
    ],
)
def test_a_headline_in_capitals(text: str, source: list[str], content: list[str]):
    assert (source, content) in [(s, c) for _, s, c in cues(f"{text}\n\nIt rained all day.\n")]


@pytest.mark.parametrize(
    "text", ["Claims Court Opens In Tarn", "United States Sends Grain", "Rain Spoils Harvest Fair"]
)
def test_a_headline_in_which_nobody_speaks(text: str):
    assert cues(f"{text}\n\nIt rained all day.\n") == []


def test_somebody_else_speaks_in_a_clause_of_time():
    found = cues("The mayor accused the guild of theft while millers warned of hunger.")
    assert ("accused", ["The mayor"], ["the guild of theft"]) in found
    assert ("warned", ["millers"], ["hunger"]) in found


def test_what_was_said_keeps_its_own_clause_of_time():
    found = cues("The mayor said the dam broke while the guild slept.")
    assert ("said", ["The mayor"], ["the dam broke while the guild slept"]) in found


@pytest.mark.parametrize("word", ["This", "That"])
def test_nobody_says_what_this_threatens(word: str):
    assert cues(f"{word} threatened to drown the mill.") == []
