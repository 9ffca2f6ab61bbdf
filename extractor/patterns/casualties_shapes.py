"""Shapes of the casualties family that read amounts: tolls, labels, lives; and the event that a hit makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from extractor.model import Event, Number
from extractor.patterns import lexicon, tree
from extractor.patterns.casualties_words import (
    BULLETS,
    LIVES,
    amount_verbs,
    claiming,
    long_label,
    opens_line,
    their_lives,
    words_of,
)
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.triggers import Hit, amounts_after, amounts_before, event_at

SEEKING: Final = frozenset(
    {"police", "officers", "detectives", "investigators", "authorities", "troops", "soldiers", "suspects"}
)


def event_of(paragraph: Paragraph, hit: Hit, counted: list[Token], voice: str, agent: Token | None = None) -> Event:
    """The event of a hit whose people stand at ``counted``; a bare count may have it unless the rule says no."""
    return event_at(paragraph, hit, counted, voice, agent, bare=hit.rule.gives.get("only") != "people")


def toll(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """The numbers that a toll is said to reach: "rose to 23", "stands at 23", "of 23", "was put at 23"."""
    doc = paragraph.doc
    first = hit.tokens[0]
    opened = first - 1 if first and doc[first - 1].lower_ in ("the", "its") else first
    places = amounts_after(doc, hit.tokens[-1] + 1, numbers, amount_verbs()) or amounts_before(doc, opened, numbers)
    yield event_of(paragraph, hit, [doc[place] for place in places], "amount")


def lives(paragraph: Paragraph, hit: Hit, _: Sequence[Number]) -> Iterator[Event]:
    """ "claimed 12 lives", "took the lives of 12", "cost 12 lives"."""
    verb = paragraph.doc[hit.head]
    subjects = tree.subjects(verb)
    objects = [o for o in (*tree.objects(verb), *subjects) if o.lower_ in LIVES]
    if not objects and their_lives(verb):
        yield event_of(paragraph, hit, tree.objects(verb), "active", subjects[0] if subjects else None)
    if not objects and any(s.lower_ in words_of("killers") for s in subjects) and verb.lower_ in claiming():
        claimed = event_of(paragraph, hit, tree.objects(verb), "active", subjects[0])
        yield replace(claimed, bare=False)  # "the war claimed 12 nuns"
    if objects:
        losers = [t for t in tree.objects(verb) if t not in objects]  # "cost 12 men their lives"
        counted = [*objects, *losers, *(t for o in objects for t in tree.of_phrase(o))]
        yield event_of(paragraph, hit, counted, "active", subjects[0] if subjects else None)


def label(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "Killed: 14", "KIA 12": the number behind a label."""
    doc = paragraph.doc
    after = hit.tokens[-1] + 1
    mark = doc[after].lower_ if after < len(doc) else ""
    if mark in ("|", "(", ":") and _has_number(paragraph, hit, numbers):
        return  # "12 killed | 30 injured", "90 civilian casualties (12 killed": the word has its number
    if mark == "(" and (place := long_label(paragraph, hit)) is not None:
        after = place + 1  # "Wounded (2004-2010): 90"
    elif mark in (":", "|", "(", "=") or (mark in BULLETS and opens_line(paragraph, hit)):
        after += 1
    elif (place := long_label(paragraph, hit)) is not None:
        after = place + 1
    elif not doc[hit.head].is_upper:
        return
    places = [number.tokens[1] - 1 for number in numbers if number.tokens[0] == after and number.reason is None]
    if places:
        yield event_of(paragraph, hit, [doc[place] for place in places], "label")


def _has_number(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> bool:
    """A number stands before the word and its modifiers."""
    first = hit.tokens[0]
    ends = {number.tokens[1] for number in numbers if number.reason is None}
    while first not in ends and first and paragraph.tags[first - 1] in ("JJ", "NN", "NNP", "HYPH"):
        first -= 1
    return first in ends


def numbered(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "the number of victims rose to 30": an amount, where a word of amounts stands before it."""
    before_it = [t.lower_ for t in paragraph.doc[max(0, hit.tokens[0] - 4) : hit.tokens[0]]]
    if "of" in before_it and {"number", "total", "count", "tally", "toll"} & {*before_it}:
        yield from toll(paragraph, hit, numbers)


def sought(paragraph: Paragraph, hit: Hit, _: Sequence[Number]) -> Iterator[Event]:
    """ "The search resumed on Tuesday for nine anglers": whom its verb is for; "search for" is ``before``'s."""
    doc = paragraph.doc
    noun = doc[hit.head]
    verb = tree.clause_verb(noun)
    if verb.tag_ not in tree.VERB_TAGS or any(t.lower_ in SEEKING for t in doc[noun.sent.start : hit.head]):
        return
    found = [t for holder in (noun, verb) for t in tree.of_phrase(holder, "for") if t.i > hit.head + 2]
    if found:
        yield event_of(paragraph, hit, found, "active")


def lost_touch(word: Token) -> bool:
    """ "Contact with nine divers was lost"."""
    return word.dep_ in tree.SUBJECTS and word.head.lower_ in lexicon.load("casualties").lists["losing_touch"]
