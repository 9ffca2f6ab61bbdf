import hashlib

import extractor
from extractor import component, pipeline
from extractor.component import FactExtractor
from extractor.model import Article

TEXT = (
    "Two lines before.\r\n\r\nAt least 14 soldiers were killed near the bridge – 😀 – the ministry said.\r\n"
    "Nine were hurt.\r\n"
)


def test_component_stands_in_a_pipeline():
    nlp = pipeline.load_language()
    added = nlp.add_pipe("fact_extractor")
    try:
        assert isinstance(added, FactExtractor)
        document = nlp(TEXT).user_data["fact_extractor"]
    finally:
        nlp.remove_pipe("fact_extractor")
    assert document.article.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert document.article.chars == len(TEXT)


def test_paragraphs_keep_their_place_in_the_text():
    doc = pipeline.load_language()(TEXT)
    found = list(component.paragraphs(doc))
    assert [paragraph.index for paragraph in found] == [0, 1, 2]
    for paragraph in found:
        for token in paragraph.doc:
            start, end = paragraph.offsets(token.i, token.i + 1)
            assert TEXT[start:end] == token.text
    assert found[1].doc.text == "At least 14 soldiers were killed near the bridge – 😀 – the ministry said."


def test_paragraphs_keep_the_parse():
    doc = pipeline.load_language()(TEXT)
    second = list(component.paragraphs(doc))[1].doc
    killed = next(token for token in second if token.text == "killed")
    assert {child.text for child in killed.children} >= {"soldiers", "were"}


def test_empty_text_gives_an_empty_document():
    doc = FactExtractor({})(pipeline.load_language().make_doc(""))
    assert doc.user_data["fact_extractor"].casualties == ()


def test_extract_from_python():
    document = extractor.extract(TEXT, date="2025-02-27", file="bridge.txt")
    assert document.article.file == "bridge.txt"
    assert document == pipeline.extract(
        Article(file="bridge.txt", text=TEXT, sha256=hashlib.sha256(TEXT.encode()).hexdigest(), published="2025-02-27")
    )


def test_load_gives_the_pipeline_once():
    assert extractor.load() is extractor.load()
