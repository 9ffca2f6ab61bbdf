"""Counts that go on from an earlier figure, and those that must not."""

from __future__ import annotations

import pytest

FOUND = [
    pytest.param("Six miners died. Two of them were brothers.", "killed", 2, id="of them"),
    pytest.param("The blast killed nine people (four women).", "killed", 4, id="brackets"),
    pytest.param("Raiders seized 14 villagers. The 14 villagers were cooks.", "abducted", 14, id="repeat"),
    pytest.param("Five guards were killed. The dead included two Finns.", "killed", 2, id="the dead included"),
    pytest.param("Officials say 40 died; the priest puts the number at 75.", "killed", 75, id="another estimate"),
    pytest.param("Some 90 were killed this year, up from 55.", "killed", 55, id="comparison"),
    pytest.param(
        "All 17 aboard were abducted. Nine Swedes and eight Finns were on board.", "abducted", 9, id="adds up"
    ),
    pytest.param("Norway has 600 troops there. Another 250 will follow.", "strength", 250, id="more soldiers"),
    pytest.param("The force has 900 soldiers. Of those, 350 are at the mine.", "strength", 350, id="of those"),
]
LEFT_OUT = [
    pytest.param("Six miners died. Two of them escaped through a shaft.", 2, id="spared"),
    pytest.param("Six miners died. The village has 450 houses.", 450, id="things"),
    pytest.param("Six miners died. Some 300 pilgrims came to the hill.", 300, id="other people"),
    pytest.param("Nine guards were killed. They were from a town of 8,000.", 8000, id="a population"),
    pytest.param("Five were killed on Monday. Three were arrested.", 3, id="arrested"),
    pytest.param("Four died. Erik, 31, saw it.", 31, id="an age"),
    pytest.param("The herd has 200 cows. Forty of them died.", 40, id="animals"),
    pytest.param("There were 30 goals. Two of them were own goals.", 2, id="goals"),
    pytest.param("The army has 900 tanks. Only 350 of them work.", 350, id="tanks"),
    pytest.param("Norway has 600 troops there and 33 much larger ships.", 33, id="a noun that follows"),
    pytest.param("Two sailors drowned. Both ships carried 60 boxes.", 60, id="boxes"),
]


def counts(read, text: str) -> list[tuple[str | None, int | None]]:
    return [(figure.kind or figure.action, figure.number.low) for figure in read(text).figures]


@pytest.mark.parametrize(("text", "what", "low"), FOUND)
def test_count_goes_on_from_a_figure(read, text: str, what: str, low: int):
    assert (what, low) in counts(read, text)


@pytest.mark.parametrize(("text", "low"), LEFT_OUT)
def test_count_that_does_not_go_on_is_left_out(read, text: str, low: int):
    assert low not in [number for _, number in counts(read, text)]
