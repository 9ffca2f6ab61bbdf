"""Where: what is struck, where those hurt are brought, wars, regions and their towns, where a force serves."""

from __future__ import annotations

import pytest
from readings import kept_reading_of


def places(text: str, count: str) -> list[str]:
    reading = kept_reading_of(text)
    figure = next(f for f in reading.figures if text[slice(*f.span)].startswith(count))
    assert figure.slots is not None
    return [text[slice(*span)] for span in (*figure.slots.location, *figure.slots.to)]


STRUCK = [
    (
        "The army held a drill in Jordan after rebels attacked northern Lebanon. At least 44 people died.",
        "At least 44",
        "Lebanon",
    ),
    ("Aleppo came under attack from the air. Nine people died.", "Nine", "Aleppo"),
    ("Nine people died in the Sidon bombing.", "Nine", "Sidon"),
    ("Ships shelled the Sidon market near Tyre. Nine traders died.", "Nine", "Sidon"),
    ("Guards drilled in Oman after the raid on Jordan that killed nine traders.", "nine", "Jordan"),
]
NOT_STRUCK = [
    ("The minister hit Sidon with sanctions. Nine people died.", "Nine"),
    ("The minister praised Sidon. Nine people died.", "Nine"),
]


@pytest.mark.parametrize(("text", "count", "want"), STRUCK)
def test_what_is_struck_is_the_scene(text: str, count: str, want: str) -> None:
    found = places(text, count)
    assert len(found) == 1
    assert want in found[0]


@pytest.mark.parametrize(("text", "count"), NOT_STRUCK)
def test_what_is_only_spoken_of_is_not(text: str, count: str) -> None:
    assert places(text, count) == []


def test_where_those_hurt_are_flown_is_not_where_they_were_hurt() -> None:
    text = "A mine went off in Sidon, killing nine guards. The three wounded were airlifted to Amman."
    assert places(text, "three") == ["Sidon"]
    assert places("A mine hurt three guards. The three wounded were airlifted to Amman.", "three") == []


def test_a_war_s_dead_are_not_of_the_town_last_named() -> None:
    text = "A mine went off in Sidon, killing nine guards.\n\nThe war has killed 7,200 people."
    assert places(text, "7,200") == []


def test_a_count_told_again_is_of_the_same_place() -> None:
    text = "A raid in Sidon killed 27 traders.\n\nMinisters met in Amman.\n\nOfficials said 27 traders had died."
    reading = kept_reading_of(text)
    assert [text[slice(*f.slots.location[0])] for f in reading.figures if f.slots and f.slots.location] == ["Sidon"] * 2


def test_in_a_region_what_follows_is_of_the_town_in_it() -> None:
    text = (
        "Gunmen killed nine people in Lebanon.\n\nSix traders died in Sidon, Lebanon.\n\n"
        "The attack also left two teachers dead."
    )
    assert places(text, "two") == ["Sidon"]


def test_a_force_serves_where_the_article_plays() -> None:
    text = (
        "Troops patrol in Somalia. Talks go on in Somalia about the roads in Somalia.\n\n"
        "The union has promised 3,300 peacekeepers."
    )
    assert places(text, "3,300") == ["Somalia"]
    other = text.replace("about the roads in Somalia", "and in Kenya, and about roads in Kenya")
    assert places(other, "3,300") == []


def test_a_place_from_which_the_way_is_measured_is_no_scene() -> None:
    text = "Jets struck the town of Sidon, south of the city of Tyre. The dead included nine women."
    assert places(text, "nine") == ["Sidon"]


def test_who_tells_of_it_lives_elsewhere() -> None:
    text = "Diplomats in Amman doubted it. Nine guards died."
    assert places(text, "Nine") == []
    assert places("Nine guards died, the minister told a meeting in Amman.", "Nine") == []
