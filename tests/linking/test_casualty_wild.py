"""How counts find what happened to people in the press of many countries: constructions no text of ours had."""

from __future__ import annotations

import pytest

FOUND = [
    pytest.param("Raiders kidnapped the headman, Danjuma Bako, 61, and seven others.", "abducted", 7, id="a named one"),
    pytest.param("Raiders seized a trader alongside four of her guests.", "abducted", 4, id="alongside"),
    pytest.param("They led him away with three members of his household.", "abducted", 3, id="him, with his people"),
    pytest.param("The blast killed the chairman, Haji Noor, and six of his bodyguards.", "killed", 6, id="his guards"),
    pytest.param("The dead included the head of the council, four tailors and nine cooks.", "killed", 9, id="list"),
    pytest.param("Two Harbour Corps (HC) men were injured.", "wounded", 2, id="short form in brackets"),
    pytest.param("Eight bodies, including three XRF and five district guards, were found.", "killed", 3, id="XRF"),
    pytest.param("They found eleven charred bodies, possibly as many as 26.", "killed", None, id="possibly more"),
    pytest.param("The raid killed 31, perhaps 46.", "killed", 46, id="perhaps more"),
    pytest.param("Shelling killed 29 people (incl. 3 women, 6 boys).", "killed", 6, id="incl."),
    pytest.param("Operations to rescue 17 hostages go on.", "abducted", 17, id="to be rescued"),
    pytest.param("They demanded the release of nine hostages.", "abducted", 9, id="release demanded"),
    pytest.param("Seventy people died. This figure included eleven boys and four nuns.", "killed", 4, id="figure"),
    pytest.param("More than 70 people are missing. They include 13 boys.", "missing", 13, id="they include"),
    pytest.param("Some 53 hostages remain there, including six Finns.", "abducted", 6, id="part of hostages"),
    pytest.param("The Danes lost 300 men, the Swedes 900.", "losses", 900, id="the other side"),
    pytest.param("Their loss in killed and wounded of 1,130 was heavy.", "losses", 1130, id="itemised"),
    pytest.param("The unit suffered a loss of six lives.", "killed", 6, id="lives"),
    pytest.param("Four gunners wounded in Friday's raid died at dawn.", "killed", 4, id="wounded, died"),
    pytest.param("One of the 13 nuns hurt in the crash died.", "killed", 1, id="one of the hurt died"),
    pytest.param("Three died while undergoing treatment.", "killed", 3, id="died in treatment"),
    pytest.param("Of those killed, 14 were tailors.", "killed", 14, id="of those killed"),
    pytest.param("They lined up 18 men and shot them dead.", "killed", 18, id="them"),
    pytest.param("The list has 1,340 cases of enforced disappearance.", "missing", 1340, id="cases"),
    pytest.param("The number of scouts killed is in the thousands.", "killed", None, id="in the thousands"),
    pytest.param("They killed 90 rebels in some encounters, 16 of whom were Danes.", "killed", 16, id="over things"),
    pytest.param("Over a 1000 gunners were killed.", "killed", 1000, id="over a 1000"),
    pytest.param("The bodies of nine boys, two nuns and three cooks were found.", "killed", 2, id="list of subjects"),
]
LEFT_OUT = [
    pytest.param("The chairman met the mayor, Haji Noor, and six others.", 6, id="nothing happened"),
    pytest.param("Police killed the raider, and three others fled.", 3, id="a clause of its own"),
    pytest.param("Police rescued 17 hostages.", 17, id="rescued"),
    pytest.param("A trawler rescued 23 people, one of whom later died.", 23, id="one of whom died"),
    pytest.param("The war led to over 16,000 deaths and millions displaced.", None, id="displaced"),
    pytest.param("Six forts are in the hands of the rebels.", 6, id="forts"),
    pytest.param("The clinic saw 340 cases of malaria.", 340, id="cases of an illness"),
    pytest.param("They stopped three cars and burned them.", 3, id="cars"),
    pytest.param("A press hit 90 men of Battalion No. 438 with a fine.", 438, id="number of a battalion"),
    pytest.param("The army killed 12 in May, the oldest 72.", 72, id="an age"),
]


@pytest.mark.parametrize(("text", "what", "low"), FOUND)
def test_joins(read, text: str, what: str, low: int | None) -> None:
    found = [(figure.kind or figure.action, figure.number.low) for figure in read(text).figures]
    assert (what, low) in found


@pytest.mark.parametrize(("text", "low"), LEFT_OUT)
def test_leaves_out(read, text: str, low: int | None) -> None:
    assert low not in [figure.number.low for figure in read(text).figures if figure.kind is not None]
