"""Who it is that says it: how far the source goes, whom it means, and which words of others it takes along."""

from __future__ import annotations

import pytest
from readings import reading_of


def told(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """(source, content, ids of who is meant) of every attribution of a text."""
    every = reading_of(text).document.attributions
    return [(" / ".join(a.source_text), a.content, a.source) for a in every]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        # a list of speakers behind a participle is nobody who was hurt
        (
            "Gunmen raided two farms, killing 14 people, residents, a mill worker and a local chief told the Courier.",
            "residents, a mill worker and a local chief",
            "Gunmen raided two farms, killing 14 people",
        ),
        # an agency that quotes somebody, behind what he says
        (
            "Nine people were hurt, the state-run Lakeside news agency quoted the harbour master as saying.",
            "the harbour master",
            "Nine people were hurt",
        ),
        # a name behind a comma closes the sentence
        (
            "Some 30 goatherds fled when raiders came to the ford, the ferry chairman, Bala Odum, has confirmed.",
            "the ferry chairman, Bala Odum",
            "Some 30 goatherds fled when raiders came to the ford",
        ),
        (
            "Nine ferries sank in the storm, harbour records showed.",
            "harbour records",
            "Nine ferries sank in the storm",
        ),
        ("A Courier reporter saw 12 bodies near the ford.", "A Courier reporter", "12 bodies near the ford"),
        ("The nuns gave 23 dead.", "The nuns", "23 dead"),
        (
            "Based on a report by the Herders' League, the feud has cost 370 lives.",
            "a report by the Herders' League",
            "the feud has cost 370 lives",
        ),
        (
            "The guild put the number of dead at 61, among them 17 boys, the most since the dam broke.",
            "The guild",
            "the number of dead at 61, among them 17 boys",
        ),
    ],
)
def test_source_and_content(text: str, source: str, content: str) -> None:
    assert (source, content) in [(s, c) for s, c, _ in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The general saw 12 soldiers in the yard.",
        "The kingdom gave $12 million.",
        "The raid gave the farm 12 goats.",
        "Nine ferries were expected by mid-October.",
    ],
)
def test_nobody_says_it(text: str) -> None:
    assert not told(text)


def test_brackets_hold_what_stands_in_them() -> None:
    [(source, content, _)] = told("Two of his porters (former millers, according to the weekly Faro) were hurt.")
    assert (source, content) == ("the weekly Faro", "former millers")


def test_this_points_to_the_sentence_before() -> None:
    text = "Raid in the hills\n\nRaiders killed 12 goatherds.\n\nThe ferry chairman, Bala Odum, confirmed this to visitors."
    [(_, content, _)] = told(text)
    assert content == "Raiders killed 12 goatherds. … this to visitors"


def test_this_was_contained_in_a_paper() -> None:
    text = "Raid in the hills\n\nRaiders killed 12 goatherds.\n\nThis was contained in a statement by the ferry guild."
    assert ("the ferry guild", "Raiders killed 12 goatherds. … This") in [(s, c) for s, c, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("According to a statement signed by Col. Sani Odum, the guards shot nine wolves.", "sani-odum"),
        ("The Director, Guild Relations, Colonel Kingsley Odum, said nine men died.", "kingsley-odum"),
        ("The militia's press officer said nine men died.", "press-officer"),
        ("Another fisherman said nine men died.", "fisherman"),
    ],
)
def test_whom_the_source_means(text: str, who: str) -> None:
    assert told(text)[0][2] == (who,)


def test_letters_of_an_office_mean_who_holds_it() -> None:
    text = "The Regional Harbour Master (RHM), Capt. Adeni Odum, said 12 men died. The RHM blamed rain."
    assert told(text)[1][2] == ("adeni-odum",)


def test_an_office_gets_the_name_of_its_rank() -> None:
    text = (
        "Nine men left, the guild's army spokesman said.\n\nBrigadier General Ana Odum said three more men would leave."
    )
    assert [who for _, _, who in told(text)] == [("ana-odum",), ("ana-odum",)]


def test_one_turn_among_questions_runs_on() -> None:
    text = (
        "Q  How many men were there?\n\nMR. ROTH: We sent 900 men.\n\nThey went in two steps, which was 300 men each."
    )
    assert any("two steps" in content for _, content, _ in told(text))


def test_ranks_end_no_sentence() -> None:
    text = "Twelve millers were hurt, Brig. Gen. Ana Odum, the guild spokeswoman, said."
    assert told(text)[0][:2] == ("Brig. Gen. Ana Odum, the guild spokeswoman", "Twelve millers were hurt")


def test_a_mark_that_closes_without_a_blank() -> None:
    text = "“They burned nine mills on Sunday,”Abubakar said."
    assert told(text)[0][:2] == ("Abubakar", "“They burned nine mills on Sunday,”")
