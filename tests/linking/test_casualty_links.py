"""How counts find what happened to people: the constructions and pointers added for texts that no rule had seen."""

from __future__ import annotations

import pytest
from readings import counts_of

FOUND = [
    pytest.param('He was tried for murdering "at least 80 prisoners of war" there.', "killed", 80, id="quotation mark"),
    pytest.param("Nine clerks, who had stayed behind, were shot dead.", "killed", 9, id="who-clause between"),
    pytest.param("Parents came after bandits kidnapped 16 pupils.", "abducted", 16, id="tagged as participle"),
    pytest.param("The roof fell; 14 others were dug out with broken limbs.", "wounded", 14, id="with broken limbs"),
    pytest.param("At least 30 came home in coffins.", "killed", 30, id="in coffins"),
    pytest.param("Two clerks of a village bank ambushed and shot dead near Kanda.", "killed", 2, id="of-phrase"),
    pytest.param("Four men of a patrol of ten were killed.", "killed", 4, id="inner count"),
    pytest.param("The blast killed 12 people (seven children, four women, one man).", "killed", 4, id="brackets"),
    pytest.param("Killed today: 31 (men 19, women 7, children 5)", "killed", 7, id="noun before its number"),
    pytest.param(
        "Sixty persons, among them a cook and eleven tailors, were abducted.", "abducted", 11, id="late opener"
    ),
    pytest.param(
        "All was calm since a brawl left 20 Danish soldiers dead.", "killed", 20, id="in a time that is an event"
    ),
    pytest.param("Troops freed 42 boys and 38 girls kidnapped by the gang.", "abducted", 42, id="freed together"),
    pytest.param("The rebels lost 30 dead and 12 taken prisoner.", "captured", 12, id="cue with its own noun"),
    pytest.param("Gunmen kill priest, 17 others", "killed", 17, id="headline others"),
    pytest.param("Among the slain miners, five were Finns.", "killed", 5, id="among the slain"),
    pytest.param(
        "Of the 26 weavers who died in the hall, nineteen had been shot.", "killed", 19, id="out of the whole"
    ),
    pytest.param(
        "A patrol of 40 soldiers crossed the lake. Seven were destroyed on the bank.", "killed", 7, id="licensed"
    ),
    pytest.param("He lost 140 men. Thirty-one fell that day.", "killed", 31, id="fell"),
    pytest.param("The blast killed nine. Two nuns, Hana and Ruth, are among them.", "killed", 2, id="are among them"),
    pytest.param("Sixteen people were hurt. Five were flown to the coast.", "wounded", 5, id="flown"),
    pytest.param("Sixteen people were killed. Five have been buried.", "killed", 5, id="buried"),
    pytest.param("How many died?\n\nFourteen between May and June.", "killed", 14, id="question"),
    pytest.param("Deaths by district\nKanda | 101\nLipo | 46", "killed", 46, id="table"),
    pytest.param("District | Killed | Injured\nKanda | 12 | 30", "wounded", 30, id="column"),
    pytest.param("The war cost 60 Danes, 25 Finns and three Swedes their lives.", "killed", 25, id="their lives"),
    pytest.param("The ministry has cut from eleven to eight the number killed.", "killed", 8, id="before the noun"),
    pytest.param("The toll has gone up to 22, not 53 as was written.", "killed", 53, id="not another number"),
    pytest.param("Six drivers were taken to the clinic, where one died.", "killed", 1, id="one of them"),
]
LEFT_OUT = [
    pytest.param("Nine clerks, who had stayed behind, were promoted.", 9, id="who-clause and no harm"),
    pytest.param("The men killed 12 days ago were cooks.", 12, id="days behind a participle"),
    pytest.param("Two keepers of a bridge blown up in May were promoted.", 2, id="of-phrase of a thing"),
    pytest.param("They found 21 guns and killed a guard, including three Brens.", 3, id="parts of things"),
    pytest.param("The hall had 40 chairs. Seven were destroyed.", 7, id="not licensed by things"),
    pytest.param("Doctors met. Five were flown to the coast.", 5, id="flown, nobody hurt"),
    pytest.param("How many came?\n\nFourteen between May and June.", 14, id="question without harm"),
    pytest.param("Schools by district\nKanda | 101\nLipo | 46", 46, id="table of things"),
    pytest.param("Wells by district\nDeaths fell in June.\nLipo | 46", 46, id="a sentence is no heading"),
    pytest.param("About 400 people died and 33 out of 35 clinics were destroyed.", 33, id="out of things"),
    pytest.param("Some 45 surgeons who volunteered in hospitals wrote a letter.", 45, id="work in hospitals"),
    pytest.param("The union claimed 40 bakers as members.", 40, id="claimed as members"),
]


@pytest.mark.parametrize(("text", "what", "low"), FOUND)
def test_joins(text: str, what: str, low: int) -> None:
    assert (what, low) in counts_of(text)


@pytest.mark.parametrize(("text", "low"), LEFT_OUT)
def test_joins_nothing(text: str, low: int) -> None:
    assert low not in [number for _, number in counts_of(text)]


def test_cells_with_a_number_of_their_own_are_no_labels(read) -> None:
    figures = read("Jinja | 12 killed | 30 injured").figures
    assert [(figure.kind, figure.number.low) for figure in figures] == [("killed", 12), ("wounded", 30)]
