"""Soldiers by what is said of them, and numbers beside them that are none."""

from __future__ import annotations

import pytest

from extractor.model import Article
from extractor.pipeline import load_language, read


def counted(text: str) -> list[tuple[int | None, str]]:
    """(number, kind or action's family) of every figure: "strength" for all that troops do."""
    found = read(Article(file="-", text=text, sha256=""), load_language()).figures
    return [(f.number.low or f.number.high, f.kind or "strength") for f in found]


ARMY = "The colonel spoke of his soldiers. "


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (ARMY + "Of the 130 who came to me, nine are left.", 9),
        (ARMY + "Fewer than 80 are left in the hills.", 80),
        ("The soldiers of the brigade fought on. They had sixty in March.", 60),
        ("The army offered the guerrillas a pardon. So far 230 have accepted it.", 230),
        ('The army held the fort. "There were eighty of our boys in it," the sergeant of the platoon said.', 80),
        ("The army watched the ford. One Chadian section, perhaps 20 people, crossed it, a soldier said.", 20),
        ('The soldier shrugged. "If they come for us with ninety," he said, "the platoon is lost."', 90),
        ("About 8,000 children are still in armed groups, the agency said.", 8000),
        ("Some 300 women are fighting in the war.", 300),
        ("The army met the 3,000-member Azanian Liberation Front at the river.", 3000),
        (ARMY + "How strong is a Chadian company these days? On paper, ninety.", 90),
        ("The soldiers had left. How many were you? Fourteen.", 14),
        ('"How many soldiers came?" the judge asked. "Forty or fifty," the witness said.', 40),
        ("Soldiers held the island. There were 900 Danes on it. The army wanted more troops.", 900),
    ],
)
def test_soldiers_are_counted_without_their_noun(text: str, number: int) -> None:
    assert (number, "strength") in counted(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The rebels need food. They have 300 sacks. They have 90 left.", 90),
        ("Protesters were asked to leave by the soldiers. By night 400 had done so.", 400),
        ("The army found the school. Some 300 children are near armed groups there.", 300),
        ("The soldiers came on motorcycles, two to a motorcycle.", 2),
        ("The army said three soldiers deserted. The others are reservists between 24 and 35.", 24),
        ("The patrol of 30 soldiers led away the children, of whom there were nine.", 9),
        ("The soldiers guard the mill, which has 800 workers. It keeps 250 at night.", 250),
        ("The patrol of 30 soldiers saw tractors, 1,100 of them.", 1100),
        ("The mission has 4,000 soldiers. Police: 770; local civilian: 850.", 850),
        ("The army has 82 Airborne soldiers there.", 82),
        ("The film shows the heads of 19 soldiers.", 19),
        ("The company asked: how many did you examine? Sixty. The army was not told.", 60),
        ("Aid groups met the army. Of those, 18 had provided care.", 18),
        ("Army helicopters, put at 14, landed.", 14),
        ("He has two sons. The army knows my two boys well.", 2),
    ],
)
def test_others_beside_soldiers_are_no_soldiers(text: str, number: int) -> None:
    assert number not in [n for n, _ in counted(text)]


def test_what_others_say_is_of_the_losses_not_of_the_force_that_lost_them() -> None:
    text = "The rebels had 900 casualties, 60 of them dead, out of 3,000 men. The army says 1,200."
    assert counted(text)[-1] == (1200, "casualties")
