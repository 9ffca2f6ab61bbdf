"""Counts that go on from an earlier figure, and those that must not."""

from __future__ import annotations

import pytest
from readings import counts_of

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
    pytest.param("Norway has 600 troops there. Another 250 will follow.", "station", 250, id="more soldiers"),
    pytest.param("Peru promised 900 soldiers and 40 cooks. So far 70 have arrived.", "deploy", 70, id="beside others"),
    pytest.param("Peru to send 340\n\nLIMA. Some 90 soldiers left on Friday.", "deploy", 340, id="headline"),
    pytest.param("Six millers were slain by some eighteen masked men who rode off.", "strength", 18, id="slain by"),
    pytest.param("Peru has 60 advisers there.\n\nOne soldier fled.", "station", 60, id="advisers near soldiers"),
    pytest.param("Troops left.\n\nThere, 240 Danes remain.", "station", 240, id="a hundred of a nation near soldiers"),
    pytest.param("NATO keeps 2,300 at the lake.", "station", 2300, id="kept by an army"),
    pytest.param("The army said that some 700 had arrived.", "arrive", 700, id="arrived, says an army"),
    pytest.param("Marines hold the pass. The first 70 came in May.", "strength", 70, id="of soldiers named"),
    pytest.param("How many soldiers are there? UNTSO: 620.", "strength", 620, id="an answer"),
    pytest.param("Peru sent 900 soldiers in three ships. It had promised 2,500.", "deploy", 2500, id="past few things"),
    pytest.param("The fort has 900 soldiers, against 450 last year.", "station", 450, id="compared, with a time"),
    pytest.param("The rebels were gone. Then 40 men on mules rode in.", "strength", 40, id="men in a text of war"),
    pytest.param("The platoon has eight Danes and, with 35 Finns, a cook.", "strength", 35, id="a nation in a unit"),
    pytest.param("The army said that three had deserted.", "surrender", 3, id="only soldiers desert"),
    pytest.param("The battalion turned and, 90 strong, stood.", "strength", 90, id="so strong"),
    pytest.param("The force has 900 soldiers. Of those, 350 are at the mine.", "station", 350, id="of those"),
    pytest.param(
        "The rebels had left. They led away 40 men of the village as hostages.", "abducted", 40, id="led away"
    ),
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
    pytest.param("Peru to send 340\n\nLIMA. Some 90 letters left on Friday.", 340, id="a headline without soldiers"),
    pytest.param("Peru sent 900 tents and 40 cooks. So far 70 have arrived.", 70, id="beside tents"),
    pytest.param("Of the crew of 24, five drowned.", 24, id="a whole of which some died"),
    pytest.param("The prince fled with 900 riders and died of fever.", 900, id="with him"),
    pytest.param("Six millers were mourned by some eighteen masked men.", 18, id="mourned by"),
    pytest.param("Troops left.\n\nSix Danes remain in the inn.", 6, id="a few of a nation"),
    pytest.param("Troops left.\n\nSome 240 pilgrims remain.", 240, id="pilgrims near soldiers"),
    pytest.param("Troops left.\n\nThieves attacked 140 Danes.", 140, id="those attacked"),
    pytest.param("The bank has 60 advisers there.\n\nOne client fled.", 60, id="advisers of a bank"),
    pytest.param("The army's debts reached 2,300.", 2300, id="a sum that is reached"),
    pytest.param("The hotel keeps 2,300 in the cellar.", 2300, id="no army"),
    pytest.param("NATO keeps 12 in the cellar.", 12, id="too few to be soldiers"),
    pytest.param("NATO keeps 2,300 lamps at the lake.", 2300, id="lamps of an army"),
    pytest.param("How many miners are there? Ruhr: 620.", 620, id="an answer about miners"),
    pytest.param("How many soldiers died? Some 620 crosses stand there.", 620, id="crosses"),
    pytest.param("Peru sent 90 soldiers in 700 boxes. There were 2,500.", 2500, id="past as many things"),
    pytest.param("The platoon waved at 35 Finns.", 35, id="a nation that a unit meets"),
    pytest.param("The army left. A choir of 35 sang.", 35, id="a choir"),
    pytest.param("Peru sent 900 soldiers. Four were scolded.", 4, id="something else was done to them"),
    pytest.param("Two sailors drowned. Both ships carried 60 boxes.", 60, id="boxes"),
]


@pytest.mark.parametrize(("text", "what", "low"), FOUND)
def test_count_goes_on_from_a_figure(text: str, what: str, low: int):
    assert (what, low) in counts_of(text)


@pytest.mark.parametrize(("text", "low"), LEFT_OUT)
def test_count_that_does_not_go_on_is_left_out(text: str, low: int):
    assert low not in [number for _, number in counts_of(text)]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Police held 13 suspected Taliban.", 13),
        ("The governor saw 40 Houthis on the wall.", 40),
        ("There are 700 Wagner in the oasis.", 700),
    ],
)
def test_an_armed_groups_name_is_counted(read, text: str, low: int):
    assert low in [figure.number.low for figure in read(text).figures]


@pytest.mark.parametrize(
    "text",
    [
        "Two Hezbollah flags hung there.",
        "He named two Taliban-held towns.",
        "They took 30 towns ISIL once held.",
        "Two Hamas leaders spoke.",
    ],
)
def test_a_name_that_only_describes_is_not_counted(read, text: str):
    assert [figure for figure in read(text).figures if figure.kind is None] == []
