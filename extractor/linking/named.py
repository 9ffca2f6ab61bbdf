"""Numbers that go on from soldiers who were named before without a number, or asked for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc, Span

from extractor.linking import standing, strength
from extractor.linking.counts import Count
from extractor.linking.events import ORDER
from extractor.linking.standing import TEN
from extractor.patterns import people, tree, troops
from extractor.patterns.paragraph import Paragraph

ASKING: Final = frozenset({("how", "many"), ("how", "strong"), ("how", "large"), ("how", "big")})
HAVING: Final = tree.BE | frozenset({"do", "does", "did", "have", "has", "had", "got", "command", "lead", "led"})
STAYING: Final = frozenset("remain remained remaining live lived living stay stayed fled flee trapped".split())
PERSONS: Final = frozenset({"you", "we", "they", "us"})
ASKED_REACH: Final = 60  # tokens back from a question's end to the soldiers asked for
ANSWERS: Final = 4  # sentences behind a question in which a number answers it


def named_before(paragraph: Paragraph, count: Count, earlier: Paragraph | None) -> bool:
    """The number goes on from soldiers named without a number.

    "How many gunners had it? 410.", "Soldiers by mission: UNTSO: 620", "gunners arrive; 90 more are expected",
    "the marines came; 30 of them".
    """
    doc = paragraph.doc
    if count.sort != "bare" or standing.goes_on(doc, count) or standing.age(doc, count):
        return False
    place = standing.place(doc, count)
    sentence = doc[count.first].sent
    before = doc[doc[max(0, sentence.start - 1)].sent.start : count.first]
    ordered = count.first > 0 and doc[count.first - 1].lower_ in ORDER
    if ordered or count.rest or (count.of_them and doc[count.end - 1].lower_ in ("them", "whom", "these", "those")):
        last = _last_people(paragraph, before, strict=True)
        return place != "object" and last == "force"
    few = (count.number.low or count.number.high or TEN) < TEN and place != "alone"
    if few or (place != "stated" and count.first and doc[count.first - 1].lower_ == "of"):
        return False
    question = _question(paragraph, count, earlier)
    return question is not None and (_last_people(*question) == "force" or _of_us(question[1]))


def _of_us(question: Span) -> bool:
    """ "How many were you?", "How many did you have?", "How strong is a company?": of soldiers, without their noun."""
    low = [t.lower_ for t in question]
    if ("how", "strong") in pairwise(low):
        return any(word in strength.words_of("forces") for word in low)
    plural = any(t.tag_ in ("NNS", "NNPS") for t in question)
    having = all(t.lower_ in HAVING for t in question if t.tag_ in tree.VERB_TAGS)
    return ("how", "many") in pairwise(low) and not plural and having and not PERSONS.isdisjoint(low)


def _labelled(doc: Doc, count: Count) -> bool:
    """ "UNTSO: 620", "Chile — 930": a number behind a name and a mark."""
    first = count.first
    return first > 1 and doc[first - 1].text in (":", "—", "–", "-", "(") and doc[first - 2].text[:1].isupper()


def _question(paragraph: Paragraph, count: Count, earlier: Paragraph | None) -> tuple[Paragraph, Span] | None:
    """The sentence before that asks how many, or the heading of a table; it may end the paragraph before.

    A number that is the object of a verb answers only the question right before it.
    """
    doc = paragraph.doc
    labelled = _labelled(doc, count)
    far = ANSWERS if labelled or standing.place(doc, count) != "object" else 2
    within = doc[doc[count.first].sent.start : count.first]
    if any(pair in ASKING for pair in pairwise(t.lower_ for t in within)) and not strength.harmed(within):
        return paragraph, within  # "how many guards are there is not known, but estimates reach 900"
    spans = [(paragraph, sent) for sent in _backwards(doc, count.first, far)]
    if earlier is not None and len(earlier.doc):
        spans += [(earlier, sent) for sent in _backwards(earlier.doc, len(earlier.doc) - 1, 1)]
    for place, sent in spans[:far]:
        words = [t.lower_ for t in sent]
        heading = labelled and place is not paragraph and not any(t.tag_ in tree.VERB_TAGS for t in sent)
        if "?" in words and any(pair in ASKING for pair in pairwise(words)) and not strength.harmed(sent):
            return place, place.doc[max(0, sent.end - ASKED_REACH) : sent.end]
        if heading:
            return place, sent
    return None


def _backwards(doc: Doc, token: int, most: int) -> Iterator[Span]:
    """The sentence of a token and those before it, the nearest first: no walk through all of a long paragraph."""
    for _ in range(most):
        sentence = doc[token].sent
        yield sentence
        if not sentence.start:
            return
        token = sentence.start - 1


def _last_people(paragraph: Paragraph, span: Span, strict: bool = False) -> str | None:
    """The grade of the last plural noun of people in the span; None without one, ``strict``: or where one of things
    follows it.
    """
    for token in reversed(list(span)):
        if not strict and troops.is_army(token.lower_):
            return "force"  # "How strong is the legion?"
        if token.tag_ not in ("NNS", "NNPS"):
            continue
        found = people.at(paragraph, token.i)
        if found is not None and not strict and token.text[:1].isupper():
            return None if any(t.lower_ in STAYING for t in span) else "force"  # "How many Swedes serve there?"
        if found is not None or strict:
            return found.grade if found is not None else None
    return None
