"""Phrases with a gap and with classes of words."""

from __future__ import annotations

import pytest

from extractor import pipeline
from extractor.model import Article
from extractor.patterns.triggers import expanded


def kinds(text: str) -> list[tuple[str | None, int | None]]:
    reading = pipeline.read(Article(file="-", text=text, sha256=""))
    return [(figure.kind, figure.number.low) for figure in reading.figures]


def test_a_class_is_every_word_of_its_list():
    lists = {"limbs": ["arm", "leg"], "ways": ["lose", "break"]}
    assert list(expanded(["<ways> ~ <limbs>", "limp"], lists)) == [
        *("lose ~ arm", "lose ~ leg", "break ~ arm", "break ~ leg", "limp"),
    ]


def test_a_class_without_a_list_is_an_error():
    with pytest.raises(KeyError):
        list(expanded(["lose <wings>"], {}))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Five painters were taken to hospital.", [("wounded", 5)]),
        ("Five painters were taken to two nearby hospitals.", [("wounded", 5)]),
        ("Two painters were in critical but stable condition.", [("wounded", 2)]),
        ("Five painters were taken to a lovely old inn.", []),
        ("Five boxes were taken to hospital.", []),
        ("PIRATES ABDUCT TWO COOKS OFF COAST", [("abducted", 2)]),
        ("All but two of the painters were killed.", []),
        ("As the flood killed hundreds of farmers, both mayors have met again.", [("killed", None)]),
    ],
)
def test_what_a_phrase_finds(text: str, want: list[tuple[str, int | None]]):
    assert kinds(text) == want
