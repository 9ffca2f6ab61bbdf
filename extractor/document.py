"""The document: order, and the check of every quote and offset before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.entities import Entities
from extractor.facts import Facts
from extractor.model import ArticleInfo, Attribution, Casualty, Document, Entity, Generator, Offsets, TroopCount
from extractor.sources import GAP


def build(
    text: str,
    info: ArticleInfo,
    generator: Generator | None,
    entities: Entities,
    attributions: Sequence[Attribution],
    facts: Facts,
) -> Document:
    """The article's document, checked."""
    used = set(_used(attributions, facts))
    document = Document(
        article=info,
        generator=generator,
        entities=entities.listed(used),
        troop_counts=tuple(sorted(facts.troop_counts, key=_first)),
        casualties=tuple(sorted(facts.casualties, key=_first)),
        attributions=tuple(sorted(attributions, key=lambda a: (a.spans.cue, a.id))),
    )
    check(text, document)
    return document


def _first(fact: TroopCount | Casualty) -> tuple[Offsets, str]:
    return fact.evidence[0].at, fact.id


def _used(attributions: Sequence[Attribution], facts: Facts) -> Iterator[str]:
    """Every entity id that something refers to."""
    for attribution in attributions:
        yield from attribution.source
    for troops in facts.troop_counts:
        yield from (*troops.force, *troops.from_, *troops.to, *troops.location, *troops.attributed_to)
    for casualty in facts.casualties:
        yield from (*casualty.victims, *casualty.perpetrator, *casualty.location, *casualty.attributed_to)
    both: tuple[TroopCount | Casualty, ...] = (*facts.troop_counts, *facts.casualties)
    for fact in both:
        yield from (evidence.via for evidence in fact.evidence if evidence.via)


def check(text: str, document: Document) -> None:
    """Every quote is what stands at its offsets; AssertionError (our fault, exit code 3) where one is not."""
    for where, span, quote in _quotes(document):
        start, end = span
        if not 0 <= start < end <= len(text) or text[start:end] != quote:
            raise AssertionError(f"{where}: {quote!r} does not stand at {span}")
    for attribution in document.attributions:
        spans = attribution.spans.content
        if not all(0 <= start < end <= len(text) for start, end in spans):
            raise AssertionError(f"{attribution.id}: content outside the text: {spans}")
        if GAP.join(text[start:end] for start, end in spans) != attribution.content:
            raise AssertionError(f"{attribution.id}: {attribution.content!r} does not stand at {spans}")


def _quotes(document: Document) -> Iterator[tuple[str, Offsets, str]]:
    for entity in document.entities:
        yield from _surfaces(entity)
    facts: tuple[TroopCount | Casualty, ...] = (*document.troop_counts, *document.casualties)
    for fact in facts:
        for evidence in fact.evidence:
            yield fact.id, evidence.at, evidence.quote
            if evidence.time is not None and evidence.time.at is not None:
                yield fact.id, evidence.time.at, evidence.time.text
        if fact.time is not None and fact.time.at is not None:
            yield fact.id, fact.time.at, fact.time.text
    for attribution in document.attributions:
        yield attribution.id, attribution.spans.cue, attribution.cue
        places = attribution.spans.source if attribution.source_text else ()  # an owner's words stand elsewhere
        for span, words in zip(places, attribution.source_text, strict=True):
            yield attribution.id, span, words
    info = document.article
    for caveat in info.caveats:
        yield "caveat", caveat.at, caveat.quote
    if info.dateline is not None:
        yield "dateline", info.dateline.at, info.dateline.quote
    if info.credit is not None:
        yield "credit", info.credit.at, info.credit.quote


def _surfaces(entity: Entity) -> Iterator[tuple[str, Offsets, str]]:
    for surfaces in (entity.mentions, entity.demonyms, entity.pronouns):
        for words, spans in surfaces.items():
            for span in spans:
                yield entity.id, span, words
