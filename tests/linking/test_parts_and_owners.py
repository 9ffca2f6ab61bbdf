"""Parts of the dead and the held, those whom soldiers meet, and words that only look like a fate."""

from __future__ import annotations

import pytest
from readings import counts_of

FOUND = [
    pytest.param("Two porters were among the nine people killed.", "killed", 2, id="among the killed"),
    pytest.param("Four nuns are among the 11 teachers abducted on Monday.", "abducted", 4, id="among the abducted"),
    pytest.param("There were 21 fatalities, nine of them women.", "killed", 9, id="of them beside a noun"),
    pytest.param("The storm left 70 dead in a week, including six luthiers.", "killed", 6, id="noun of no list"),
    pytest.param("The raid killed 15 people, of whom 12 had a permit.", "killed", 12, id="of whom with a verb"),
    pytest.param("Sixteen people died; three of them came from the coast.", "killed", 3, id="came from"),
    pytest.param("Of the 16 dead, four lived in the port.", "killed", 4, id="lived in"),
    pytest.param(
        "In the clash 33 commandos of the Border Force, 14 raiders and two clerks perished.",
        "killed",
        33,
        id="list over an of-phrase",
    ),
    pytest.param(
        "They put 80 rebels out of action, of whom 30 were killed, and captured 13.", "captured", 13, id="own"
    ),
    pytest.param("The raiders captured 14 schoolgirls.", "abducted", 14, id="captured civilians"),
    pytest.param("Some 90 girls remain captives of the raiders.", "abducted", 90, id="captives"),
    pytest.param("Thirty gunners are in Thai custody.", "captured", 30, id="foreign custody"),
    pytest.param("Raiders stopped and shot 12 men.", "casualties", 12, id="shot, active"),
    pytest.param("Eleven men were bound and shot.", "killed", 11, id="bound and shot"),
    pytest.param("The soldiers came at noon. There were like forty of them.", "strength", 40, id="there were of them"),
    pytest.param("The rebels came by boat. They were a hundred.", "strength", 100, id="they were"),
    pytest.param("Five raiders bit the dust.", "killed", 5, id="irregular verb"),
]
OTHERWISE = [
    pytest.param("Raiders robbed 12 men at the ford.", "strength", 12, id="robbed"),
    pytest.param("Troops opened fire on 30 men.", "strength", 30, id="fired on"),
    pytest.param("Soldiers forced 20 men to dig.", "strength", 20, id="forced"),
    pytest.param("The raiders captured 14 posts.", "captured", 14, id="posts"),
    pytest.param("The raiders committed 31 massacres.", "killed", 31, id="massacres"),
    pytest.param("Three soldiers got ten, ten and five years.", "strength", 10, id="years of a list"),
    pytest.param("Nine pupils could be reached by telephone.", "missing", 9, id="reached"),
    pytest.param("Sixteen people died, 13 of whom returned from the coast.", "killed", 13, id="alive"),
    pytest.param("The raiders were boys. They were 29 and 30.", "strength", 29, id="ages"),
    pytest.param("The museum keeps 70 skeletons.", "killed", 70, id="museum"),
]


@pytest.mark.parametrize(("text", "what", "low"), FOUND)
def test_found(text: str, what: str, low: int) -> None:
    assert (what, low) in counts_of(text)


@pytest.mark.parametrize(("text", "what", "low"), OTHERWISE)
def test_otherwise(text: str, what: str, low: int) -> None:
    assert (what, low) not in counts_of(text)
