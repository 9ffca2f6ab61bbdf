"""Status: military or civilian, through the whole pipeline."""

from __future__ import annotations

import pytest
from readings import kept_reading_of

CASES = [
    ("Guerrillas fought soldiers on the ridge. Five men were killed.", "Five", "military"),
    ("Two officers were killed on the ridge.", "Two", "military"),
    ("Some 70 soldiers held the ridge. Eighteen were killed.", "Eighteen", "military"),
    ("Two soldiers died; six comrades were wounded.", "six", "military"),
    # What the text leaves open stays open.
    ("Five men were killed in the flood.", "Five", "unknown"),
    ("Soldiers came at dawn. Five men and three women were killed.", "Five", "unknown"),
    ("Seven soldiers held the ridge. Eighteen were killed.", "Eighteen", "unknown"),
    ("Soldiers held the ridge.\n\nThe blast killed 18.", "18", "unknown"),
]


@pytest.mark.parametrize(("text", "count", "want"), CASES)
def test_status(text: str, count: str, want: str) -> None:
    figure = next(f for f in kept_reading_of(text).figures if text[slice(*f.span)].startswith(count))
    assert figure.slots is not None
    assert figure.slots.status == want
