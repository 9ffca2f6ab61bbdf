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
    ("Sweden left. A Danish contingent of 45 soldiers arrived in Chad.", "45", ("DNK",)),
    ("Denmark has pledged 300 soldiers, and today Sweden confirmed another 140.", "another 140", ("SWE",)),
    ("Finland has 210 soldiers in Mali. Denmark's 45 soldiers left.", "45", ("DNK",)),
    ("Finnish losses amounted to 14 dead and 31 wounded.", "14", ("FIN",)),
    ("The Danish army had lost 1,320 dead since then.", "1,320", ("DNK",)),
    ("N'DJAMENA, Chad, May 6 - Denmark flew 140 soldiers to the east on Tuesday.", "140", ("DNK",)),
    ("Denmark admitted to 19 killed.", "19", ("DNK",)),
    ("Rebels ambushed a convoy near N'Djamena, Chad. They killed 31 government troops.", "31", ("TCD",)),
    ("Danish soldiers killed 41 Finns.", "41", ("FIN",)),
    # What the text leaves open stays open.
    ("Chad was calm. In Chad rebels attacked with 3,100 men.", "3,100", ()),
    ("Denmark and Sweden will each send 310 soldiers.", "310", ()),
    ("Chad was calm. In Chad 16 men were killed in a flood.", "16", ()),
    ("Washington keeps advisers here. Guerrillas killed 31 soldiers.", "31", ()),
    ("Danish strikes killed 31 soldiers.", "31", ()),
    ("Finnish officials said 41 rebels were killed.", "41", ()),
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
