"""Where: the places of figures, through the whole pipeline."""

from __future__ import annotations

import pytest
from readings import kept_reading_of


def places(text: str, count: str) -> list[str]:
    reading = kept_reading_of(text)
    figure = next(f for f in reading.figures if text[slice(*f.span)].startswith(count))
    assert figure.slots is not None
    return [text[slice(*span)] for span in (*figure.slots.location, *figure.slots.to)]


def locations(text: str) -> list[tuple[str, ...]]:
    document = kept_reading_of(text).document
    assert document is not None
    return [fact.location for fact in (*document.casualties, *document.troop_counts)]


UNNAMED = [
    ("Shells killed nine patients in a field hospital.", "nine", ["a field hospital"]),
    ("A strike on a Malian port killed nine dockers.", "nine", ["a Malian port"]),
    ("Rebels killed 61 guards near the Chad-Libya border.", "61", ["the Chad-Libya border"]),
    ("Clashes across the restive north killed six guards.", "six", ["the restive north"]),
    ("Troops killed seven fighters in the country's remote south Sunday.", "seven", ["the country's remote south"]),
]
NAMED = [
    ("Two guards died in a hospital in Aden.", "Two", ["Aden"]),
    ("Village elders said two guards had died.", "two", []),
    ("Two hospital workers were killed.", "Two", []),
    ("The governor of Homs said nine guards had been killed in Idlib.", "nine", ["Idlib"]),
    ("The governor of Homs said nine guards had been killed.", "nine", []),
]


@pytest.mark.parametrize(("text", "count", "want"), UNNAMED + NAMED)
def test_place_of_the_own_sentence(text: str, count: str, want: list[str]) -> None:
    assert places(text, count) == want


def test_each_count_has_the_place_right_behind_it() -> None:
    text = "Shelling killed 14 people in Homs, 23 in Hama and six in Idlib."
    assert [places(text, count) for count in ("14", "23", "six")] == [["Homs"], ["Hama"], ["Idlib"]]


def test_place_without_a_name_is_an_entity() -> None:
    assert locations("Shells killed nine patients in a field hospital.") == [("a-field-hospital",)]


@pytest.mark.parametrize(
    ("text", "count", "want"),
    [
        ("Gunmen invaded Orvanda village. They killed 21 farmers.", "21", ["Orvanda village"]),
        ("Six guards were killed at Orvanda on Monday.", "Six", ["Orvanda"]),
        ("Shells hit the Tarl marshes and killed 31 rebels.", "31", ["Tarl marshes"]),
        # A firm, a person and a cause are no places.
        ("Six guards were killed by Orvanda on Monday.", "Six", []),
        ("Six guards died for Orvanda on Monday.", "Six", []),
        ("Six guards of Orvanda Motors were killed.", "Six", []),
    ],
)
def test_place_that_no_list_knows(text: str, count: str, want: list[str]) -> None:
    assert places(text, count) == want


def test_where_the_hurt_are_brought_is_not_where_it_happened() -> None:
    text = "Nine soldiers were wounded in Hama. Two were flown to Homs. Six rebels were killed."
    assert places(text, "Six") == ["Hama"]


def test_the_event_of_the_article() -> None:
    text = "A bomb went off in Hama on Monday.\n\nOfficials met.\n\nThey said the blast had killed 31 people."
    assert places(text, "31") == ["Hama"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Rebels overran the town of Hama on Monday. Troops killed 61 rebels in the area.", "hama"),
        ("Kenya is at war. A bomb killed 61 people in the country.", "kenya"),
    ],
)
def test_what_points_back_is_the_place_named_before(text: str, want: str) -> None:
    assert locations(text) == [(want,)]


def test_place_of_another_paragraph_only_where_the_article_agrees() -> None:
    agreed = "A bomb killed 40 people in Homs on Monday.\n\nDoctors said 12 guards were also hurt."
    assert places(agreed, "12") == ["Homs"]
    torn = "Talks were held in Geneva.\n\nFighting went on in Homs.\n\nDoctors said 12 guards were hurt."
    assert places(torn, "12") == []


# ------------------------------------------------------------------------------------- places that no list knows
UNLISTED = [
    ("Four guards were killed in an exchange of fire in Tarpaguda forest on Friday.", "Four", ["Tarpaguda forest"]),
    ("A device went off in the Kalumbo IDP site, killing eleven people.", "eleven", ["Kalumbo IDP site"]),
    ("Gunmen killed nine traders at Tombéko on Sunday.", "nine", ["Tombéko"]),
    ("The outpost of Tarbouri was overrun and 33 soldiers were killed.", "33", ["Tarbouri"]),
    ("Three boys were killed inside Camp 41.", "Three", ["Camp 41"]),
    ("Three boys were killed by soldiers of Operation Sunrise.", "Three", []),
    ("Two hospital officials said nine guards of the Morani Rifles were killed.", "nine", []),
    ("Nine people were killed, Corvane prison officials said.", "Nine", []),
]
UNNAMED_TOO = [
    ("Two night watchmen were hacked to death at the gate.", "Two", ["the gate"]),
    ("Some 300 soldiers surrounded the block.", "Some", ["the block"]),
    ("Eight dockers drowned in the marshes.", "Eight", ["the marshes"]),
    ("Pirates captured the vessel and killed nine sailors.", "nine", []),
]


@pytest.mark.parametrize(("text", "count", "want"), UNLISTED + UNNAMED_TOO)
def test_place_that_no_list_knows_with_its_kind(text: str, count: str, want: list[str]) -> None:
    assert places(text, count) == want


# ------------------------------------------------------------------------------------------ what is taken over
TAKEN = [
    ("Rebels attacked Homs on Monday. Eleven people were killed.", "Eleven", ["Homs"]),
    # its own sentence has none: neither has what stands beside it
    ("Talks were held in Geneva.\n\nThe army lost 40 soldiers and captured 12 rebels.", "12", []),
    # a force of which someone speaks, not of this place
    ("A bomb went off in Homs. The minister said 3,000 soldiers would be recruited.", "3,000", []),
    # the whole army's losses
    ("Rebels attacked Homs.\n\nThe army rebuilt the road.\n\nLosses of the army: 240 soldiers.", "240", []),
    # the place through which one goes
    ("A convoy drove to Homs. Eleven people were killed.", "Eleven", []),
]


@pytest.mark.parametrize(("text", "count", "want"), TAKEN)
def test_place_taken_over(text: str, count: str, want: list[str]) -> None:
    assert places(text, count) == want


def test_short_news_goes_on_where_its_figures_are() -> None:
    news = (
        "A bomb killed 40 people in Homs on Monday, police said.\n\nPolice sealed off several streets.\n\n"
        "A doctor said 12 shoppers were also hurt."
    )
    assert places(news, "12") == ["Homs"]
    torn = news.replace("Police sealed off several streets.", "A raid in Hama killed seven guards.")
    assert places(torn, "12") == []


def test_where_soldiers_come_from_is_not_where_they_are() -> None:
    assert places("France will keep 200 soldiers from Mali in Chad.", "200") == ["Chad"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Rebels overran Hama on Monday. Troops killed 61 rebels in the besieged town.", "hama"),
        ("Rebels overran Hama on Monday. Troops killed 61 rebels in the neighbouring town.", "the-neighbouring-town"),
    ],
)
def test_the_besieged_town_is_the_town_named_before(text: str, want: str) -> None:
    assert locations(text) == [(want,)]


SUMMED = [
    ("A mine killed two guards in Kidal. Rebels have killed 412 soldiers since January.", "412", []),
    ("A mine killed two guards in Kidal. Another 61 soldiers were killed this year.", "Another 61", []),
    ("A mine killed two guards in Kidal. In 2004 rebels killed 61 guards.", "61", []),
    ("A mine killed two guards in Mali. Another 61 soldiers were killed this year.", "Another 61", ["Mali"]),
    ("A siege began in Kidal. It killed 61 guards since the siege began.", "61", ["Kidal"]),
    ("A mine killed two guards in Kidal. Another 61 were hurt.", "Another 61", ["Kidal"]),
]


@pytest.mark.parametrize(("text", "count", "want"), SUMMED)
def test_sum_is_not_of_the_town_of_the_event(text: str, count: str, want: list[str]) -> None:
    assert places(text, count) == want


def test_headline_has_the_place_of_the_first_paragraph() -> None:
    text = "Nine guards dead in blast\n\nA mine killed nine guards near Kidal on Sunday, the army said. They were on patrol."
    assert places(text, "Nine") == ["Kidal"]
