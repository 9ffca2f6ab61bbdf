"""Attributions whose clause or subject the parser hung elsewhere, and what is no verb of saying."""

from __future__ import annotations

import pytest

from extractor.model import Cue
from extractor.patterns import attributions, quotations
from extractor.pipeline import paragraphs_of


def cues_of(text: str) -> tuple[Cue, ...]:
    paragraphs = paragraphs_of(text)
    return attributions.find(paragraphs, quotations.find(paragraphs))


def found(text: str) -> list[tuple[list[str], str, list[str]]]:
    """Source (or owner), cue and content of every attribution."""
    return [
        (
            [text[slice(*span)] for span in cue.sources or cue.owner],
            text[slice(*cue.span)],
            [text[slice(*span)] for span in cue.content],
        )
        for cue in cues_of(text)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Six bakers have been confirmed dead and 12 others injured in floods at Pelm, the mayor has disclosed.",
            ["the mayor"],
            "disclosed",
            ["Six bakers have been confirmed dead and 12 others injured in floods at Pelm"],
        ),
        (
            "The miller said at the time it was looking for the sacks.",
            ["The miller"],
            "said",
            ["it was looking for the sacks"],
        ),
        (
            "The council said after the release of the maps that it did not trust the surveyor.",
            ["The council"],
            "said",
            ["it did not trust the surveyor"],
        ),
        (
            "Orr said since the start of the flood some 70 boats have been lost on the river.",
            ["Orr"],
            "said",
            ["some 70 boats have been lost on the river"],
        ),
        (
            "The mayor has insisted the barge at no point touched the pier.",
            ["The mayor"],
            "insisted",
            ["the barge at no point touched the pier"],
        ),
        (
            "They called the new dam an effort to starve the town.",
            ["They"],
            "called",
            ["the new dam an effort to starve the town"],
        ),
        (
            "He warned of a long drought should the wells run dry.",
            ["He"],
            "warned",
            ["a long drought"],
        ),
        (
            "It was gathered that the gunmen came by boat.",
            [],
            "was gathered",
            ["the gunmen came by boat"],
        ),
    ],
)
def test_a_clause_that_the_parse_lost(text: str, source: list[str], cue: str, content: list[str]) -> None:
    assert (source, cue, content) in found(text)


def test_two_men_said_to_be_brothers_say_nothing() -> None:
    [(source, cue, content)] = found("Two men said to be brothers were found in a barn.")
    assert (source, cue, content) == ([], "said", ["Two men", "to be brothers"])


@pytest.mark.parametrize(
    "text",
    [
        "If confirmed it would be the first flood since June.",
        "Later in the day, Orr flew to the island of Tarn, also called “the Gate” in the north.",
        "Tarn, claimed in its entirety by both Bor and Vell, has been a market town for years.",
        "Orr was told nothing before they left.",
    ],
)
def test_no_verb_of_saying(text: str) -> None:
    assert [one for one in found(text) if one[1] in ("confirmed", "called", "claimed")] == []


def test_who_closes_a_sentence_says_all_of_it() -> None:
    first, last = found("Orr said that the bridge had been lost, the council reported on Friday.")
    assert first == (["Orr"], "said", ["the bridge had been lost"])
    assert last == (["the council"], "reported", ["Orr said that the bridge had been lost"])


def test_a_town_in_capitals_is_no_part_of_it() -> None:
    assert found("TARNVILLE Two boats sank on Friday, the harbour master said.") == [
        (["the harbour master"], "said", ["Two boats sank on Friday"])
    ]
    assert found("TARNVILLE Mayor Ruth Orr said two boats had sunk.")[0][0] == ["Mayor Ruth Orr"]
    assert found("NATO Secretary General Ruth Orr said two boats had sunk.")[0][0] == [
        "NATO Secretary General Ruth Orr"
    ]


def test_a_quotation_is_spoken_by_who_spoke_in_the_sentence_before() -> None:
    assert found("Orr said the mill had burned. “Nobody can work here now.”") == [
        (["Orr"], "said", ["the mill had burned", "“Nobody can work here now.”"])
    ]


def test_not_if_another_sentence_stands_between() -> None:
    text = "Orr said the mill had burned. The road was empty. “Nobody can work here now.”"
    assert found(text) == [(["Orr"], "said", ["the mill had burned"])]


def test_a_finished_quotation_is_none_of_the_next_cue() -> None:
    text = "“The mill is gone,” Orr said. “It burned.” She added: “Nobody can work.”"
    assert [content for _, _, content in found(text)] == [
        ["“The mill is gone,”", "“It burned.”"],
        ["“Nobody can work.”"],
    ]
