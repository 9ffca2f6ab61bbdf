"""How far what is said goes on, who says it where the parser lost the subject, and plural nouns that look like verbs."""

from __future__ import annotations

import pytest

from extractor.patterns import attributions, quotations
from extractor.pipeline import paragraphs_of


def found(text: str) -> list[tuple[list[str], str, list[str]]]:
    """Source (or owner), cue and content of every attribution."""
    paragraphs = paragraphs_of(text)
    return [
        (
            [text[slice(*span)] for span in cue.sources or cue.owner],
            text[slice(*cue.span)],
            [text[slice(*span)] for span in cue.content],
        )
        for cue in attributions.find(paragraphs, quotations.find(paragraphs))
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The mayor referred to the recent floods — and the baker's new mill in the east.",
            ["The mayor"],
            "referred",
            ["the recent floods — and the baker's new mill in the east"],
        ),
        (
            "While the ministry denied it, aid officials affirm that it is certain that bakers will return.",
            ["aid officials"],
            "affirm",
            ["it is certain that bakers will return"],
        ),
        (
            "The baker set out to say that, because Orto swore that the letters were real, it is a sign of peace.",
            ["The baker"],
            "say",
            ["because Orto swore that the letters were real, it is a sign of peace"],
        ),
        (
            "A drone struck a mill near Orto, bakers said, leaving 14 people dead.",
            ["bakers"],
            "said",
            ["A drone struck a mill near Orto", "leaving 14 people dead"],
        ),
        (
            "A flood reached the mill, the baker said, pointing at 12 sacks.",
            ["the baker"],
            "said",
            ["A flood reached the mill"],
        ),
        (
            "The envoy claimed in turn that his fighters had killed 45 bakers, wounded 35 and taken 9 of them.",
            ["The envoy"],
            "claimed",
            ["his fighters had killed 45 bakers, wounded 35 and taken 9 of them"],
        ),
        (
            "About 7 in 10 say they fear the rebels.",
            ["About 7 in 10"],
            "say",
            ["they fear the rebels"],
        ),
        (
            "The mayor stirred anger with a claim that 12 bakers had died.",
            ["The mayor"],
            "claim",
            ["12 bakers had died"],
        ),
    ],
)
def test_reach(text: str, source: list[str], cue: str, content: list[str]) -> None:
    assert (source, cue, content) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gulf states supplied 200 fighters.",
        "Border states Pelm and Orto have seen fighting that killed 12.",
        "The shelling, which echoes the war of 2008, killed 12.",
        "The feast, which recalls the harvest of the old days, drew 40 bakers.",
        "They finished a book calling for peace.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert found(text) == []


def test_report_states() -> None:
    assert (["The report"], "states", ["the army must leave"]) in found("The report states that the army must leave.")


def test_ministry_which_reported() -> None:
    text = "The health ministry, which reported 40 deaths, has closed two wards."
    assert any(cue == "reported" and content == ["40 deaths"] for _, cue, content in found(text))
