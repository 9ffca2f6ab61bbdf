"""Which numbers are the strength of a force, through the whole pipeline."""

from __future__ import annotations

import pytest
from readings import kept_reading_of

# (text, the strengths in it: low, high)
CASES = [
    ("Some 90 members of the Janjaweed rode by.", [(90, 90)]),
    ("Some 90 members of the Senate rode by.", []),
    ("Some 70 Hezbollah men rode by.", [(70, 70)]),
    ("The king sent a 2,500-strong West African multi-national force.", [(2500, 2500)]),
    ("The choir sent a 250-strong West African multi-national cast.", []),
    ("They cut the strength of the army by 7,000.", [(7000, 7000)]),
    (
        "The number of gunners rose in the first four months of the year from 1,310 to 1,470.",
        [(1310, 1310), (1470, 1470)],
    ),
    ("Its contingent of 340 lost nobody.", [(340, 340)]),
    ("Chad keeps 500 soldiers there. Togo has taken the last of its 210 home.", [(500, 500), (210, 210)]),
    ("For the evacuation 90 troops were flown in.", [(90, 90)]),
    ("One gunner was killed in a clash between the guards and about 60 raiders.", [(60, 60)]),
    ("Eight Danish, six Swiss and one Irish peacekeepers were there.", [(8, 8), (6, 6), (1, 1)]),
    ("The two forces are to merge.", []),
    ("Two armed herders stood at the well.", [(2, 2)]),
    ("Peak strength 2,600; eleven dead.", [(2600, 2600)]),
    ("It is not known how many rebels hide there, but estimates reach 650.", [(650, 650)]),
    ("It is not known how many rebels died there, but estimates reach 650.", []),
    ("Of the 80 soldiers who came, nine are left.", [(80, 80), (9, 9)]),
    ("An air force of 20 to 30 F-17 and F-19 planes took off.", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_strength(text: str, wanted: list[tuple[int, int]]):
    figures = sorted(kept_reading_of(text).figures, key=lambda figure: figure.span)
    assert [(f.number.low, f.number.high) for f in figures if f.kind is None] == wanted
