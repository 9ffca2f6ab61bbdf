"""One person to whom something happens is a count of one; "a" before anything else is none."""

import pytest

from extractor import extract


def ones(text: str) -> list[tuple[str, str]]:
    """(kind, quote) of every casualty of one person without a number."""
    found = extract(text).casualties
    return [(c.kind, c.evidence[0].quote) for c in found if c.count and c.count.text.lower() in ("a", "an", "another")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A sergeant was killed at the well on Sunday.", [("killed", "A sergeant was killed")]),
        ("The shell wounded an old farmer.", [("wounded", "wounded an old farmer")]),
        ("Raiders abducted a nurse from the ward.", [("abducted", "abducted a nurse")]),
        ("Another miner was killed in the shaft.", [("killed", "Another miner was killed")]),
    ],
)
def test_one_person_is_a_count_of_one(text: str, expected: list[tuple[str, str]]):
    assert ones(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A sergeant opened the gate.",
        "The frost killed a peach tree.",
        "A committee killed the bill on Sunday.",
        "A farmer said that the shell fell short.",
        "The captain wanted a nurse for the ward.",
        "A goal killed the game.",
    ],
)
def test_nobody_is_counted(text: str):
    assert ones(text) == []


@pytest.mark.parametrize("text", ["The committee killed 12 proposals.", "The court killed off two amendments."])
def test_abstract_nouns_are_no_victims(text: str):
    assert extract(text).casualties == ()
