"""Whose: the country of the people counted, through the whole pipeline."""

from __future__ import annotations

import pytest
from readings import kept_reading_of

from extractor import pipeline
from extractor.model import Article

CASES = [
    ("At the base were nine Finnish and two Swedish soldiers.", "nine", ("FIN",)),
    ("Seven soldiers were hurt, three of them Danish.", "three", ("DNK",)),
    ("Chad was calm. In Chad nothing moved. Then 61 soldiers were killed.", "61", ("TCD",)),
    # What the text leaves open stays open.
    ("Chad and Niger were calm. Mali and Benin too. Then 61 rebels were killed.", "61", ()),
    ("More than 900 NATO and U.S. forces are fighting there.", "More than 900", ()),
    ("U.S. officials said 61 coalition soldiers were killed.", "61", ()),
    ("The US-led force has 6,100 soldiers.", "6,100", ()),
]


@pytest.mark.parametrize(("text", "count", "want"), CASES)
def test_country(text: str, count: str, want: tuple[str, ...]) -> None:
    figure = next(f for f in kept_reading_of(text).figures if text[slice(*f.span)].startswith(count))
    assert figure.slots is not None
    assert figure.slots.country == want


def casualties_of(text: str) -> list[tuple[str, int | None, tuple[str, ...], tuple[str, ...]]]:
    document = pipeline.extract(Article(file="-", text=text, sha256=""))
    return [(c.kind, c.count.low if c.count else None, c.country, c.perpetrator) for c in document.casualties]


def test_own_losses_are_of_those_who_tell_them():
    text = (
        "Peru's defence ministry said its troops had killed 45 Chilean soldiers, and put its own losses at three dead."
    )
    assert [(kind, low, country) for kind, low, country, _ in casualties_of(text)] == [
        ("killed", 45, ("CHL",)),
        ("killed", 3, ("PER",)),
    ]


def test_who_did_it_stands_behind_by():
    found = casualties_of("Four villagers were killed by Chilean soldiers near the ford.")
    assert [(low, doer) for _, low, _, doer in found] == [(4, ("chilean-forces",))]
