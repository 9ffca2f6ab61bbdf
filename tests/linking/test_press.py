"""Constructions of agency copy and reports from the field that newspapers of the West hardly use."""

from __future__ import annotations

import pytest
from readings import counts_of

FOUND = [
    pytest.param("The raid left four men killed and 15 others injured, local radio said.", "wounded", 15, id="others"),
    pytest.param(
        "Nine were killed and seven others wounded following mortar fire.", "wounded", 7, id="others following"
    ),
    pytest.param(
        "A dozen clerks were killed, four injured and great damage done.", "wounded", 4, id="state ends phrase"
    ),
    pytest.param("Three bullet-riddled bodies lay by the road.", "killed", 3, id="compound adjective"),
    pytest.param("Four heavily-armed raiders were killed by the lake.", "killed", 4, id="adverb and hyphen"),
    pytest.param("The hunt goes on, with one militant being killed at dawn.", "killed", 1, id="being"),
    pytest.param("PORT LUNA, Freeland—Four rebels were killed in a clash.", "killed", 4, id="dash opens"),
    pytest.param("Nine were killed and one is missing, the officer said.", "missing", 1, id="one is missing"),
    pytest.param("Raiders Kill At Least 12 Nuns Over Weekend", "killed", 12, id="headline hedge"),
    pytest.param("Mine Severely Injures 3 Cooks", "wounded", 3, id="headline noun"),
    pytest.param("The killing by raiders of six shepherds shocked the town.", "killed", 6, id="by and of"),
    pytest.param("Three clerks were among the casualties.", "casualties", 3, id="among the casualties"),
    pytest.param("Raiders were killing and brutally maiming 80 nuns.", "killed_or_wounded", 80, id="adverb between"),
    pytest.param("Of the three slain guards, two came from Lipo and one to us.", "killed", 2, id="part"),
    pytest.param("Nine of the deaths were laid to the army and six to the rebels.", "killed", 6, id="gapping"),
    pytest.param("Some 17 miners, including two Danes, and four cooks were killed.", "killed", 17, id="insertion"),
    pytest.param("Some 1,200 rebels died in May, as opposed to 720 in June.", "killed", 720, id="opposed to"),
    pytest.param("The war has killed thousands of people – over 7,500 by one count.", "killed", 7500, id="estimate"),
    pytest.param(
        "They lost 30 of their 50 men, including a cook and six other officers.", "losses", 6, id="of the lost"
    ),
    pytest.param("The blast killed nine clerks of a bank and two boys.", "killed", 2, id="phrase between"),
    pytest.param("Ten of the killed have been named.", "killed", 10, id="of the killed"),
    pytest.param("Medics carted away 20 wounded clerks.", "wounded", 20, id="carted by medics"),
    pytest.param("The fort was taken at a terrible cost of 90 men.", "losses", 90, id="at a cost"),
    pytest.param("Raiders herded 18 women out of the village.", "abducted", 18, id="herded out"),
]
OTHERWISE = [
    pytest.param("Nine rebels fell in a clash between the two at dawn.", "killed", 2, id="between the two"),
    pytest.param("Two were killed between May 3 and 5 in the north.", "killed", 5, id="days"),
    pytest.param("The two dead were named – (1) Omar Bek, and (2) Ali Sow.", "killed", 1, id="items"),
    pytest.param("Some 300 rebels seized and held the coastal town.", "captured", 300, id="shared object"),
    pytest.param("Two more troop contributing countries leave.", "strength", 2, id="singular noun"),
    pytest.param("Over a dozen livestock died in the raid on the village.", "killed", 12, id="livestock"),
    pytest.param("The killing by members of a gang of 20 shocked us.", "killed", 20, id="size of a gang"),
    pytest.param("Dozens of rebel-held towns were attacked by soldiers.", "strength", None, id="rebel-held"),
    pytest.param("Apart from the dead, in addition to the dead, another nun was hurt.", "killed", 1, id="in addition"),
    pytest.param("The bridge was built at a cost of 300 crowns.", "losses", 300, id="cost in money"),
]


@pytest.mark.parametrize(("text", "kind", "low"), FOUND)
def test_found(text: str, kind: str, low: int) -> None:
    assert (kind, low) in counts_of(text), counts_of(text)


@pytest.mark.parametrize(("text", "kind", "low"), OTHERWISE)
def test_not_found(text: str, kind: str, low: int | None) -> None:
    assert (kind, low) not in counts_of(text), counts_of(text)
