"""Pairs of sentences that differ in the trigger: what it makes of the event, and what it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import Modality
from extractor.patterns import modality
from extractor.pipeline import paragraphs_of


def of(text: str, anchor: str) -> tuple[Modality, bool]:
    paragraph = paragraphs_of(text)[0]
    token = next(t.i for t in paragraph.doc if t.text == anchor)
    found, negated, _ = modality.of(modality.find(paragraph), token)
    return found, negated


# the sentence with its event's verb in brackets, modality, negated, and the same without the trigger (actual)
PAIRS: list[tuple[str, Modality, bool, str]] = [
    ("Peru will [send] 90 nurses.", "planned", False, "Peru did [send] 90 nurses."),
    ("Peru said it would [send] 90 nurses.", "planned", False, "Peru said it [sent] 90 nurses."),
    ("Peru is to [send] 90 nurses.", "planned", False, "Peru was seen to [send] 90 nurses."),
    ("Peru plans to [send] 90 nurses.", "planned", False, "Peru managed to [send] 90 nurses."),
    ("Peru pledged to [send] 90 nurses.", "planned", False, "Peru helped to [send] 90 nurses."),
    ("Peru agreed to [send] 90 nurses.", "planned", False, "Peru managed to [send] 90 nurses."),
    ("Peru promised to [send] 90 nurses.", "planned", False, "Peru began to [send] 90 nurses."),
    ("Peru vowed to [send] 90 nurses.", "planned", False, "Peru began to [send] 90 nurses."),
    ("Peru offered to [send] 90 nurses.", "planned", False, "Peru went on to [send] 90 nurses."),
    ("Peru intends to [send] 90 nurses.", "planned", False, "Peru continued to [send] 90 nurses."),
    ("Peru is preparing to [send] 90 nurses.", "planned", False, "Peru is continuing to [send] 90 nurses."),
    ("Peru is about to [send] 90 nurses.", "planned", False, "Peru was quick to [send] 90 nurses."),
    ("Peru is ready to [send] 90 nurses.", "planned", False, "Peru was proud to [send] 90 nurses."),
    ("Peru is due to [send] 90 nurses.", "planned", False, "Peru was slow to [send] 90 nurses."),
    ("Peru is going to [send] 90 nurses.", "planned", False, "Peru was quick to [send] 90 nurses."),
    ("Peru decided to [send] 90 nurses.", "planned", False, "Peru rushed to [send] 90 nurses."),
    ("Peru was scheduled to [send] 90 nurses.", "planned", False, "Peru was seen to [send] 90 nurses."),
    ("Peru expects to [send] 90 nurses.", "planned", False, "Peru continued to [send] 90 nurses."),
    ("Peru [pledged] 90 nurses.", "planned", False, "Peru [lost] 90 nurses."),
    ("Peru [approved] the deployment of 90 nurses.", "planned", False, "Peru [praised] the deployment of 90 nurses."),
    ("The 90 nurses will be [sent] to Lima.", "planned", False, "The 90 nurses were [sent] to Lima."),
    ("The 90 nurses are to be [sent] to Lima.", "planned", False, "The 90 nurses had been [sent] to Lima."),
    ("The plan to [send] 90 nurses was read out.", "planned", False, "The rush to [send] 90 nurses was over."),
    ("The decision to [send] 90 nurses was read out.", "planned", False, "The rush to [send] 90 nurses was over."),
    ("Peru may [send] 90 nurses.", "possible", False, "Peru did [send] 90 nurses."),
    ("Peru might [send] 90 nurses.", "possible", False, "Peru did [send] 90 nurses."),
    ("Peru claims Chile may [send] 90 nurses.", "possible", False, "Peru claims Chile did [send] 90 nurses."),
    ("The flood could [kill] thousands.", "possible", False, "The flood did [kill] thousands."),
    ("Up to 90 may have [died].", "possible", False, "Up to 90 have [died]."),
    ("The gang threatened to [kill] 90 nurses.", "possible", False, "The gang managed to [kill] 90 nurses."),
    ("The flood possibly [killed] 90 nurses.", "possible", False, "The flood quickly [killed] 90 nurses."),
    ("Perhaps 90 nurses [died].", "possible", False, "Yesterday 90 nurses [died]."),
    ("Officials fear that 90 nurses [died].", "possible", False, "Officials say that 90 nurses [died]."),
    ("It is possible that 90 nurses [died].", "possible", False, "It is sad that 90 nurses [died]."),
    ("Some 90 nurses are [feared] dead.", "possible", False, "Some 90 nurses are [found] dead."),
    ("The flood probably [killed] 90 nurses.", "probable", False, "The flood quickly [killed] 90 nurses."),
    ("The flood likely [killed] 90 nurses.", "probable", False, "The flood quickly [killed] 90 nurses."),
    (
        "The flood is thought to have [killed] 90 nurses.",
        "probable",
        False,
        "The flood is said to have [killed] 90 nurses.",
    ),
    ("The flood is believed to have [killed] 90.", "probable", False, "The flood is known to have [killed] 90."),
    ("Some 90 nurses are [presumed] dead.", "probable", False, "Some 90 nurses are [declared] dead."),
    ("Peru is likely to [send] 90 nurses.", "probable", False, "Peru was proud to [send] 90 nurses."),
    ("The force is expected to [number] 900.", "predicted", False, "The force is known to [number] 900."),
    ("The force is forecast to [number] 900.", "predicted", False, "The force is said to [number] 900."),
    ("Hundreds will [die].", "predicted", False, "Hundreds did [die]."),
    ("Hundreds will be [killed].", "predicted", False, "Hundreds have been [killed]."),
    ("They feared hundreds would [die].", "predicted", False, "They knew hundreds did [die]."),
    ("Peru would [send] 90 nurses if Chile asked.", "conditional", False, "Peru did [send] 90 nurses as Chile asked."),
    ("Peru will [send] 90 nurses if Chile asks.", "conditional", False, "Peru did [send] 90 nurses as Chile asked."),
    ("If Peru [sends] 90 nurses, Chile protests.", "conditional", False, "As Peru [sends] 90 nurses, Chile protests."),
    ("A cordon would [take] 90 nurses.", "conditional", False, "A cordon did [take] 90 nurses."),
    ("Peru ordered 90 nurses to [leave] Lima.", "ordered", False, "Peru saw 90 nurses [leave] Lima."),
    ("Peru told 90 nurses to [leave] Lima.", "ordered", False, "Peru watched 90 nurses [leave] Lima."),
    ("Peru urged Chile to [send] 90 nurses.", "ordered", False, "Peru helped Chile [send] 90 nurses."),
    ("The order to [send] 90 nurses was read out.", "ordered", False, "The rush to [send] 90 nurses was over."),
    ("Peru must [send] 90 nurses.", "ordered", False, "Peru did [send] 90 nurses."),
    ("Peru did not [send] 90 nurses.", "actual", True, "Peru did indeed [send] 90 nurses."),
    ("Peru never [sent] 90 nurses.", "actual", True, "Peru once [sent] 90 nurses."),
    ("Peru denied that 90 nurses had [died].", "actual", True, "Peru knew that 90 nurses had [died]."),
    ("Peru rejected claims that 90 nurses had [died].", "actual", True, "Peru heard claims that 90 nurses had [died]."),
    ("Peru failed to [send] 90 nurses.", "actual", True, "Peru managed to [send] 90 nurses."),
    ("Peru refused to [send] 90 nurses.", "actual", True, "Peru rushed to [send] 90 nurses."),
    ("The 90 nurses have yet to [arrive].", "actual", True, "The 90 nurses were seen to [arrive]."),
    ("They left without [losing] 90 nurses.", "actual", True, "They left after [losing] 90 nurses."),
    ("No nurse was [killed].", "actual", True, "One nurse was [killed]."),
    ("Neither Peru nor Chile [sent] 90 nurses.", "actual", True, "Both Peru and Chile [sent] 90 nurses."),
    ("There is no evidence that 90 nurses [died].", "actual", True, "There is clear evidence that 90 nurses [died]."),
    ("Peru will not [send] 90 nurses.", "planned", True, "Peru did [send] 90 nurses."),
]


def _read(marked: str) -> tuple[Modality, bool]:
    anchor = marked[marked.index("[") + 1 : marked.index("]")]
    return of(marked.replace("[", "").replace("]", ""), anchor)


@pytest.mark.parametrize(("text", "want", "negated", "plain"), PAIRS, ids=[p[0] for p in PAIRS])
def test_the_trigger_makes_the_difference(text: str, want: Modality, negated: bool, plain: str) -> None:
    assert _read(text) == (want, negated)
    assert _read(plain) == ("actual", False)


@pytest.mark.parametrize(
    "text",
    [
        "The loss of 90 nurses could not be verified, but 40 have [died].",
        "No fewer than 90 nurses [died].",
        "Not only did 90 nurses [die].",
        "Peru sent 90 nurses to [help] the town.",
        "The 90 nurses who [died] in Lima will be honoured.",
        "Peru will honour the 90 nurses who [died].",
        "Chile asked if 90 nurses [died].",
        "Peru, which may leave the pact, [sent] 90 nurses.",
        "The 90 nurses [died] due to the cold.",
        "Peru did not say how, but 90 nurses [died].",
    ],
)
def test_the_event_stays_actual(text: str) -> None:
    assert _read(text) == ("actual", False)


def test_a_condition_is_given_as_written() -> None:
    text = "Peru will send 90 nurses if Chile asks."
    paragraph = paragraphs_of(text)[0]
    send = next(t.i for t in paragraph.doc if t.text == "send")
    _, _, condition = modality.of(modality.find(paragraph), send)
    assert condition is not None
    assert text[condition[0] : condition[1]] == "if Chile asks"


def test_the_innermost_scope_decides() -> None:
    assert of("Peru plans to ask whether Chile may send 90 nurses.", "send") == ("possible", False)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Peru",
                "will",
                "not",
                "send",
                "if",
                "may",
                "90",
                "to",
                "be",
                "plan",
                "that",
                "denied",
                "no",
                "neither",
                "should",
                "have",
                "yet",
                "without",
                ",",
                ".",
                "died",
            ]
        ),
        max_size=14,
    )
)
def test_any_order_of_triggers_is_read(words: list[str]) -> None:
    text = " ".join(words)
    for paragraph in paragraphs_of(text):
        scopes = modality.find(paragraph)
        assert scopes == modality.find(paragraph)
        for scope in scopes:
            assert 0 <= scope.span[0] < scope.span[1] <= len(text)
            assert scope.governs <= set(range(*paragraph.tokens(scope.over)))
        for token in range(len(paragraph.doc)):
            modality.of(scopes, token)
