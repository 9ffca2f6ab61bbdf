"""The spaCy component ``fact_extractor``, for somebody else's pipeline.

>>> nlp = spacy.load("en_core_web_sm")
>>> nlp.add_pipe("fact_extractor")
>>> nlp("At least 14 soldiers were killed.").user_data["fact_extractor"].casualties
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc

from extractor import pipeline
from extractor import text as texts
from extractor.model import Article
from extractor.patterns.paragraph import Paragraph

NAME: Final = "fact_extractor"


class FactExtractor:
    """Leaves the ``Document`` of each Doc in ``doc.user_data["fact_extractor"]``; changes nothing else.

    The pipeline's own tags, parse and entities are used, paragraph by paragraph; it needs a tagger, a parser and an
    entity recognizer before this component.
    """

    def __init__(self, meta: Mapping[str, Any]) -> None:
        self.meta = meta

    def __call__(self, doc: Doc) -> Doc:
        digest = hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest()
        article = Article(file="-", text=doc.text, sha256=digest)
        doc.user_data[NAME] = pipeline.read_docs(article, paragraphs(doc), self.meta).document
        return doc


def paragraphs(doc: Doc) -> Iterator[Paragraph]:
    """The paragraphs of a parsed Doc, each as a Doc of its own with that parse."""
    for index, ((start, end), kind) in enumerate(texts.paragraphs(doc.text)):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            yield Paragraph(index=index, start=span.start_char, doc=span.as_doc(), kind=kind)


@Language.factory(NAME)
def make_fact_extractor(nlp: Language, name: str) -> FactExtractor:
    """What ``nlp.add_pipe("fact_extractor")`` calls."""
    del name  # spaCy gives it
    return FactExtractor(nlp.meta)
