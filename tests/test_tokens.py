"""Datelines are sentences of their own; what only looks like one is left to the parser."""

import pytest
import spacy

from extractor.pipeline import MODEL, load_language, paragraphs_of
from extractor.tokens import dateline_end


@pytest.mark.parametrize(
    "opening",
    [
        "ACCRA — ",
        "ACCRA, Ghana — ",
        "ACCRA, Nov. 3 (Agency) - ",
        "Accra (Agency) -- ",
        "Accra, 5 May 2019 (Radio) – ",
        "ACCRA/LOME (5 May 2020) – ",
        "Accra, Ghana – ",
        "N'DJAMENA, Chad - ",
    ],
)
def test_a_dateline_is_a_sentence(opening: str) -> None:
    text = opening + "Two ferries sank in the harbour on Sunday, officials said."
    assert dateline_end(text) == len(opening)
    [paragraph] = paragraphs_of(text)
    assert any(sentence.text.startswith("Two ferries") for sentence in paragraph.doc.sents)


@pytest.mark.parametrize(
    "text",
    [
        "ISIS - the group that held the town - has left.",
        "NATO-led forces have left.",
        "Kofi Mensah - The singer - has left.",
        "The 4 - A road is closed.",
        "May 3 - A ferry sank.",
        "",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert dateline_end(text) == 0


def test_the_tokeniser_is_the_models_own() -> None:
    ours = load_language().tokenizer.stock
    spacys = spacy.load(MODEL, exclude=["tok2vec", "tagger", "parser", "ner", "senter"]).tokenizer
    assert ours.to_bytes(exclude=["vocab"]) == spacys.to_bytes(exclude=["vocab"])
    assert ours.rules
    assert load_language().config["nlp"]["tokenizer"] == {"@tokenizers": "spacy.Tokenizer.v1"}


def test_no_component_is_loaded_that_no_step_reads() -> None:
    assert load_language().component_names == ["tok2vec", "tagger", "parser", "ner"]
