"""How sure: the modality of each figure, through the whole pipeline."""

from __future__ import annotations

import pytest
from readings import kept_reading_of

CASES = [
    # What a plan starts from, or joins, is there.
    ("The plan would cut the force from more than 1,530 troops to 940.", ["actual", "planned"]),
    ("Norway will send 47 marines to back up the 320 sailors already in the gulf.", ["planned", "actual"]),
    ("Norway will withdraw 47 marines from Chad.", ["planned"]),
    # A name before its own number shares all but the number.
    ("Norway has promised up to 730 troops; Peru, 510; Chile, 420.", ["planned"] * 3),
    ("Norway may send 310 soldiers, Sweden 240.", ["possible"] * 2),
    ("Norway has sent 310 soldiers and Sweden 240.", ["actual"] * 2),
    # Sending is not yet sent; how many may be there is not how many are.
    ("Norway is sending 310 soldiers to Chad.", ["planned"]),
    ("Norway has been sending 310 soldiers a month to Chad.", ["actual"]),
    ("Chad has deployed about 420 officers of the 1,030 it pledged.", ["actual", "planned"]),
    ("Chad has deployed about 420 officers of the 1,030 it trained.", ["actual", "actual"]),
    ("The force, which is meant to be 2,540 strong, has lost a man.", ["planned", "actual"]),
    # What the cue itself says is no plan.
    ("Some 38 pupils are yet to regain their freedom.", ["actual"]),
    ("Nine divers may be yet to be accounted for.", ["possible"]),
    ("The mission has 640 soldiers, against a ceiling of 910 soldiers.", ["actual", "planned"]),
]


@pytest.mark.parametrize(("text", "modalities"), CASES)
def test_how_sure(text: str, modalities: list[str]) -> None:
    figures = kept_reading_of(text).figures
    assert [figure.slots.modality for figure in figures if figure.slots is not None] == modalities
