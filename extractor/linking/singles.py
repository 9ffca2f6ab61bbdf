"""One person: "a soldier was killed". Only where the construction itself or the tree names the person.

Kept apart from the counts: "a" stands before every other noun, and would break up the lists and neighbours by which
numbers are joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.linking.figures import figures
from extractor.linking.paragraphs import joined
from extractor.model import Event, Figure, Number, People
from extractor.patterns.numbers import PRONOUN, indefinites, pronouns
from extractor.patterns.paragraph import Paragraph

SURE: Final = ("/direct", "/tree")
HYPHENS: Final = frozenset({"-", "‑", "–"})
PERSONS: Final = frozenset({"force", "context", "person"})


def find(
    paragraph: Paragraph,
    known: Sequence[Number],
    people: Sequence[People],
    things: Sequence[int],
    events: Sequence[Event],
    published: str | None,
) -> list[Figure]:
    """Figures of one person to whom something happens: "a", "an", "one"; ``known`` are the paragraph's numbers."""
    harms = [event for event in events if event.kind is not None]
    if not harms:
        return []
    ones = (*indefinites(paragraph, known), *pronouns(paragraph, known))
    ones = tuple(one for one in ones if not _numbered(paragraph, one))
    if not ones:
        return []
    singular = {p.head: p for p in people if p.grade in PERSONS and paragraph.tags[p.head] in ("NN", "NNP")}
    found = figures(paragraph, joined(paragraph, ones, tuple(singular.values()), things, harms, published))
    sure = (f for _, f in found if f.kind is not None and f.rule.endswith(SURE))
    return [
        f
        for f in sure
        if _stands_for(paragraph, f, people, harms) or (f.people is not None and not _said_of(paragraph, f))
    ]


def _numbered(paragraph: Paragraph, one: Number) -> bool:
    """ "A 21-member crew": the article of a noun with a number of its own."""
    end = one.tokens[1]
    return (
        end + 1 < len(paragraph.doc)
        and paragraph.tags[end] == "CD"
        and paragraph.lower[end + 1] in HYPHENS
        and paragraph.lower[end + 2 : end + 3] != ("year",)
    )


def _stands_for(paragraph: Paragraph, figure: Figure, people: Sequence[People], events: Sequence[Event]) -> bool:
    """ "Six men were flown out; one died": a pronoun for one of the people of this sentence or the last.

    Or beside others to whom something happened: "Nine were hurt and one is missing".
    """
    if figure.people is not None or figure.number.rule != PRONOUN or figure.event is None:
        return False
    doc = paragraph.doc
    sentence = doc[figure.tokens[0]].sent
    start = doc[sentence.start - 1].sent.start if sentence.start else 0
    told = any(start <= p.head < figure.tokens[0] for p in people) or any(
        sentence.start <= e.head < figure.tokens[0] and e.voice == "passive" for e in events
    )
    past = doc[figure.event.head].tag_ in ("VBD", "VBN", "JJ", "RB") or figure.event.kind == "missing"
    return told and past and figure.event.voice in ("passive", "state")


def _said_of(paragraph: Paragraph, figure: Figure) -> bool:
    """In apposition to a name or a number: "shot Ada Berg, an officer", "One man, an engineer, has not been found"."""
    assert figure.people is not None
    noun = paragraph.doc[figure.people.head]
    if noun.dep_ == "appos" and noun.head.tag_ == "NNP" and noun.head.i < figure.tokens[0]:
        return True
    return noun.dep_ == "appos" and any(child.dep_ == "nummod" for child in noun.head.children)
