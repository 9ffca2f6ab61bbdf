"""Where: headings of entries, events named for their place, parts of a scene, parts of the world, semicolons."""

from __future__ import annotations

import pytest
from test_where_own import slots

LIST = "Weekly summary of incidents\n\nThe week was quiet in most provinces.\n\n"
HEADED = [
    (LIST + "Black Sea. A trawler caught fire. Eleven sailors are missing.", "Eleven", ["Black Sea"]),
    (LIST + "Denmark: 38 soldiers killed.", "38", []),  # whose they are, not where
    ("Shoppers wait\n\nOSLO — The museum shows portraits of 38 dead soldiers.", "38", []),  # where it was written
]
NAMED_FOR = [
    ("The Orvilka earthquake killed 640 people.", "640", ["Orvilka"]),
    ("In the Tarvosk ambush 23 policemen were killed.", "23", ["Tarvosk"]),
    ("The Kurdish ambush killed 23 policemen.", "23", []),
]
PARTS = [
    ("The men waited at the gate. Then 14 guards were shot dead.", "14", []),
    ("The men waited in the market. Then 14 traders were shot dead.", "14", ["the market"]),
]
WIDE = [
    ("A storm feared all over Europe killed 14 people in Portugal.", "14", ["Portugal"]),
    ("The disease has killed 14 people in Europe.", "14", ["Europe"]),
]
DIVIDED = [
    ("Some 350 recruits ran away; 90 rebels were killed in Homs.", "Some 350", []),
    ("In Homs nine men were killed; in Orvilka, soldiers killed 17 farmers.", "17", ["Orvilka"]),
]


@pytest.mark.parametrize(("text", "count", "want"), HEADED + NAMED_FOR + PARTS + WIDE + DIVIDED)
def test_place_of_an_entry(text: str, count: str, want: list[str]) -> None:
    assert slots(text, count)[0] == want
