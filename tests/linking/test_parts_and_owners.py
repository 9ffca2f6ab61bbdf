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
    pytest.param("Forty captives are languishing in the forest.", "abducted", 40, id="languishing"),
    pytest.param("The scribe saw 18 corpses. The official figure remains ten.", "killed", 10, id="figure remains"),
    pytest.param("Luma says 3,000 of its men are across the river, its army said.", "strength", 3000, id="its men"),
    pytest.param(
        "Gangs clashed, leaving 13 people including three nuns dead.", "killed", 13, id="left with parts dead"
    ),
    pytest.param("The clash left 13 people, including a nun, dead.", "killed", 13, id="left with one dead"),
    pytest.param(
        "A raid left one clerk dead and seven people, including a cook, in critical condition.",
        "wounded",
        7,
        id="left so",
    ),
    pytest.param("Of the 17 raiders gunned down on Friday, eight were women.", "killed", 8, id="of those gunned down"),
    pytest.param("The guerrillas freed two of the seven soldiers they had taken.", "captured", 7, id="they had taken"),
    pytest.param("Two of the seven soldiers they had seized were killed.", "killed", 2, id="part of those seized"),
    pytest.param("Three of the nine cooks who were abducted were killed.", "killed", 3, id="part over who"),
    pytest.param("Three cooks among nine hurt in market blast", "wounded", 3, id="headline among"),
    pytest.param("He was among 13 cooks whose bodies were dumped in a river.", "killed", 13, id="whose bodies"),
    pytest.param("The bodies of 43 people were brought to a hospital.", "killed", 43, id="bodies in hospital"),
    pytest.param("The raid took the lives of 13, with 28 others nursing injuries.", "wounded", 28, id="with others"),
    pytest.param("The raid killed two marines and left three policemen hurt.", "wounded", 3, id="left hurt"),
    pytest.param("The raid killed six and injured over a hundred at the mill.", "wounded", 100, id="over a hundred"),
    pytest.param("Gunmen stopped nine cooks, checked their papers and shot them dead.", "killed", 9, id="them"),
    pytest.param("Shells killed an elderly couple in the village.", "killed", 2, id="couple"),
    pytest.param("The fire killed 40 and left 23 others critically burnt.", "wounded", 23, id="critically burnt"),
    pytest.param("The report counts 2,040 cases of abduction.", "abducted", 2040, id="cases of abduction"),
    pytest.param("Raids raised the toll since June 2019 to 3,412 dead.", "killed", 3412, id="since a year"),
    pytest.param("The crash left 31 of the 64 on board dead.", "killed", 31, id="left dead of those aboard"),
]
OTHERWISE = [
    pytest.param("The army left 300 men, including 12 wounded, at the fort.", "wounded", 300, id="left behind"),
    pytest.param("The mill says 300 of its men are on strike.", "strength", 300, id="men of a mill"),
    pytest.param("The mine has 900 cooks. The official figure remains ten.", "killed", 10, id="figure of cooks"),
    pytest.param("Raiders robbed 12 men at the ford.", "strength", 12, id="robbed"),
    pytest.param("Troops opened fire on 30 men.", "strength", 30, id="fired on"),
    pytest.param("Soldiers forced 20 men to dig.", "strength", 20, id="forced"),
    pytest.param("The raiders captured 14 posts.", "captured", 14, id="posts"),
    pytest.param("The raiders committed 31 massacres.", "killed", 31, id="massacres"),
    pytest.param("The crash left 31 of the 64 on board dead.", "killed", 64, id="those aboard"),
    pytest.param("Police said one of the six suspects died in the raid.", "killed", 6, id="whole of one"),
    pytest.param("The bodies of 43 people were brought to a hospital.", "casualties", 43, id="bodies treated"),
    pytest.param("The toll could rise as around a dozen people are still trapped.", "killed", 12, id="rise as"),
    pytest.param("A mine killed two boys aged seven and nine in the village.", "killed", 9, id="two ages"),
    pytest.param("Villa scored two goals and had lost three on the trot.", "casualties", 3, id="lost games"),
    pytest.param("The club has 13 swimmers whose bodies were tested.", "killed", 13, id="bodies tested"),
    pytest.param("The guests left hurt 12 investors.", "killed", 12, id="left hurt"),
    pytest.param("Four men among 30 suspects held over the killing.", "killed", 4, id="among suspects"),
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
