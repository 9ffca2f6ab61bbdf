"""What a heading, an announcing sentence or a footnote mark does to the numbers around it."""

from __future__ import annotations

import pytest

from extractor import pipeline
from extractor.model import Article

INFOBOX = (
    "Battle of the Fords | ||||\n---|---|\nStrength | ||||\n8,700 | 6,150 |\nCasualties and losses | ||||\n410 | 95 |"
)


def found(text: str) -> list[tuple[str | None, int | None]]:
    made = pipeline.read(Article(file="-", text=text, sha256="0" * 64))
    return [(figure.kind or "strength", figure.number.low) for figure in made.figures]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The army mission\n\nFatalities\n\n31 troops\n4 local civilian\n35 total", [("killed", n) for n in (31, 4, 35)]),
        (INFOBOX, [("strength", 8700), ("strength", 6150), ("casualties", 410), ("casualties", 95)]),
        (
            "The army mission\n\nAuthorized strength (4 June)\n• 1,700 military personnel\n• 210 local civilian staff",
            [("strength", 1700)],
        ),
        ("Losses\nDenmark:\n61 killed\nTotal:\n300+[4]", [("killed", 61), ("losses", 300)]),
        ("These are the soldiers killed in the war:\nGhana 14\nOther nations 8", [("killed", 14), ("killed", 8)]),
        ("The contributions to the army mission are:\nGhana: 840\nFiji: 95", [("strength", 840), ("strength", 95)]),
        ("It cost 40[3] soldiers[nb 1] their lives.[4]", [("killed", 40)]),
        ("They lost 30 killed, 60 wounded and 5 missing; in all, 95.", [("killed", 30), ("wounded", 60), ("missing", 5), ("casualties", 95)]),
        ("The mission counted 77 civilian casualties (30 deaths and 47 injured).", [("casualties", 77), ("killed", 30), ("wounded", 47)]),
        ("The army\nDeaths:\nMilitary personnel: 340", [("killed", 340)]),
        ("The army fought.\n\nDeaths\nSoldiers: 14\nDisplaced: 7,000", [("killed", 14)]),
        ("The army fought.\n\nStrength\nArmy: 3,000\nDisplaced: 7,000", [("strength", 3000)]),
        ("Battle of the Fords\nStrength: 2,600 men, 6 guns\nCasualties: 45 killed", [("strength", 2600), ("killed", 45)]),
        ("Casualties\n44 killed\n19 prisoners", [("killed", 44), ("captured", 19)]),
    ],
)  # fmt: skip
def test_the_heading_gives_the_kind(text: str, want: list[tuple[str, int]]) -> None:
    assert found(text) == want


@pytest.mark.parametrize(
    "text",
    [
        "Strength\nLift weights three times a week.\n10 push-ups\n200",
        "The army mission\n\nFatalities\n\nFinancial aspects\n\nTotal: 900",
        "Casualties and losses\n5 ships\n40 guns\nVehicles: 12",
        "The army mission\n\nStrength\n24 guns\nHelicopters: 30",
        "These are the rules for the pilot who was killed:\nRule 12",
        "The company\n\nPersonnel\n1,200",
        "Countries that send military personnel: 97",
        "The army dispatched 80 short- and long-range missiles.",
        "The photo of the team is missing one player.",
    ],
)
def test_the_heading_gives_nothing(text: str) -> None:
    assert found(text) == []
