"""What forces do, and the nouns that hold a force."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final

from spacy.tokens import Token

from extractor.model import Action, Event, Number
from extractor.patterns import inflect, lexicon, people, tree
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.triggers import Hit, Index, amounts_after, noun_hits, verb_hits

Shape = Callable[[Paragraph, Hit, Sequence[Number]], Iterator[Event]]


@cache
def _index() -> Index:
    family = lexicon.load("troops")
    index = Index()
    for rule in family.rules:
        for name in rule.words.get("verbs", ()):
            index.add_verbs(family.lists[name], rule, family.lists["irregular"])
        for name in rule.words.get("nouns", ()):
            index.add_nouns(family.lists[name], rule)
    return index.close()


@cache
def _amount_verbs() -> frozenset[str]:
    lists = lexicon.load("troops").lists
    forms = {f for base in lists["amounts"] for f in inflect.verb(base, lists["amounts_irregular"]).all()}
    return frozenset(forms | {"is", "are"})


def find(paragraph: Paragraph, numbers: Sequence[Number]) -> tuple[Event, ...]:
    """Every troop cue of a paragraph, in order."""
    index = _index()
    events: list[Event] = []
    for hits in (verb_hits, noun_hits):
        for hit in hits(paragraph.doc, index):
            events += SHAPES[hit.rule.shape](paragraph, hit, numbers)
    return tuple(sorted(events, key=lambda event: (event.span, event.rule)))


def _event(
    paragraph: Paragraph, hit: Hit, counted: list[Token], voice: str, agent: Token | None = None, bare: bool = False
) -> Event:
    first, end = hit.tokens[0], hit.tokens[0] + 1
    while end in hit.tokens:
        end += 1
    heads: list[int] = []
    for token in counted:
        heads += [t.i for t in tree.side_by_side(token) if t.i not in heads]
    action: Action = hit.rule.gives["action"]
    return Event(
        span=paragraph.offsets(first, end),
        paragraph=paragraph.index,
        tokens=(first, end),
        rule=hit.rule.id,
        action=action,
        head=hit.head,
        counted=tuple(heads),
        voice=voice,  # type: ignore[arg-type]
        agent=agent.i if agent is not None else None,
        bare=bare,
    )


def moved(paragraph: Paragraph, hit: Hit, _: Sequence[Number]) -> Iterator[Event]:
    """Who is sent is the object of an active verb, else the subject."""
    verb = paragraph.doc[hit.head]
    if verb.tag_ not in tree.VERB_TAGS:
        return
    subjects, objects = tree.subjects(verb), tree.objects(verb)
    if objects and not tree.is_passive(verb):
        yield _event(paragraph, hit, [*objects, *subjects], "active", subjects[0] if subjects else None)
    else:
        yield _event(paragraph, hit, subjects, "passive")


def holder(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "a force of 3,000", "a 3,000-strong force", "the force, which numbers 3,000"."""
    doc = paragraph.doc
    head = doc[hit.head]
    end = hit.tokens[-1] + 1
    counted = [number.tokens[1] - 1 for number in numbers if number.tokens[0] == end + 1 and doc[end].lower_ == "of"]
    counted += [
        number.core_tokens[1] - 1
        for number in numbers
        if number.core_tokens[1] <= head.i and number.core_tokens[1] >= head.i - 4 and _strong(paragraph, number, head)
    ]
    if counted:
        yield _event(paragraph, hit, [doc[i] for i in counted], "amount", bare=True)


def _strong(paragraph: Paragraph, number: Number, head: Token) -> bool:
    """The number and the noun are one phrase through "-strong", "-member", "-man", or nothing."""
    doc = paragraph.doc
    between = [t.lower_ for t in doc[number.core_tokens[1] : head.i]]
    text = doc[number.core_tokens[1] - 1].lower_
    if any(w in ("strong", "member", "man", "person", "soldier", "troop") for w in between) or "strong" in text:
        return True
    return not between and head.tag_ == "NN"


def size(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "the number of troops rose from 9,000 to 16,000"."""
    doc = paragraph.doc
    places = amounts_after(doc, hit.tokens[-1] + 1, numbers, _amount_verbs())
    if places:
        yield _event(paragraph, hit, [doc[place] for place in places], "amount", bare=True)


def numbering(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "the contingent numbered 3,200", "the force, which is to number 8,000"."""
    doc = paragraph.doc
    verb = doc[hit.head]
    if verb.tag_ not in tree.VERB_TAGS:
        return
    subjects = [*tree.subjects(verb), *(s for s in tree.subjects(verb.head) if verb.dep_ == "xcomp")]
    if not any(s.lower_ in _forces() or people.at(paragraph, s.i) is not None for s in subjects):
        return
    counted = [doc[n.tokens[1] - 1] for n in numbers if n.tokens[0] == hit.head + 1]
    if counted:
        yield _event(paragraph, hit, counted, "amount", bare=True)


@cache
def _forces() -> frozenset[str]:
    nouns = lexicon.load("troops").lists["forces"]
    return frozenset(form.lower() for noun in nouns for form in (noun, people.plural(noun)))


SHAPES: Final[dict[str, Shape]] = {"moved": moved, "holder": holder, "size": size, "numbering": numbering}
