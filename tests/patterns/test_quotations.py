"""What stands between marks: pairs, odd marks, paragraphs left open, apostrophes, scare quotes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.patterns import quotations
from extractor.pipeline import paragraphs_of


def found(text: str) -> list[tuple[str, bool, bool]]:
    """``(quotation, open, speech)`` of each quotation."""
    return [(text[slice(*q.span)], q.open, q.speech) for q in quotations.find(paragraphs_of(text))]


@pytest.mark.parametrize(
    "text",
    [
        "“We lost the mill,” she said.",
        '"We lost the mill," she said.',
        "‘We lost the mill,’ she said.",
        "``We lost the mill,'' she said.",
        "''We lost the mill,'' she said.",
        "'We lost the mill,' she said.",
    ],
)
def test_each_kind_of_marks_pairs(text: str):
    [(quote, is_open, speech)] = found(text)
    assert quote == text.removesuffix(" she said.")
    assert (is_open, speech) == (False, True)


def test_a_mark_turned_the_wrong_way_still_closes():
    [(quote, _, _)] = found("It was a “swift response“ to the raid.")
    assert quote == "“swift response“"


def test_apostrophes_are_no_quotation_marks():
    assert not found("The rebels’ camp wasn’t theirs, and it's O'Hara's ’tis said.")


def test_marks_inside_marks_give_the_outer_quotation():
    [(quote, _, _)] = found("“They shouted ‘Run!’ and we ran,” she said.")
    assert quote == "“They shouted ‘Run!’ and we ran,”"


def test_an_odd_mark_loses_nothing_else():
    quotes = [quote for quote, _, _ in found("The plank was 12” long. “We lost the mill,” she said.")]
    assert quotes == ["“We lost the mill,”"]


def test_a_paragraph_left_open_runs_to_its_end():
    quotes = found("“The mill is gone.\n\n“Nobody can work,” she said.")
    assert quotes == [("“The mill is gone.", True, True), ("“Nobody can work,”", False, True)]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("The mayor spoke of a “swift response” to the raid.", False),
        ("He wrote the novel “The Burning Mill” in exile.", False),
        ("The mayor said “nobody will be left behind in the valley” that day.", True),
        ("“No,” the mayor said.", True),
    ],
)
def test_scare_quotes_and_titles_are_no_speech(text: str, speech: bool):
    [(_, _, is_speech)] = found(text)
    assert is_speech is speech


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab .,!?\n\"'“”‘’«»`", max_size=80))
def test_any_text_gives_quotations_in_order_and_inside_it(text: str):
    last = 0
    for quotation in quotations.find(paragraphs_of(text)):
        (start, end), (first, stop) = quotation.span, quotation.inner
        assert last <= start < first < stop <= end <= len(text)
        last = end
