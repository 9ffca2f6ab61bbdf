"""Shapes of plans that no auxiliary shows: what is being sent, what is announced, how many there may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from spacy.tokens import Token

from extractor.patterns.modality_shapes import Found, Shape, governed
from extractor.patterns.modality_words import Trigger

_OBJECTS: Final = frozenset({"dobj", "pobj", "attr", "oprd", "nsubjpass"})
_LINKS: Final = frozenset({"of", "is", "are", "was", "were", "at", "stands", "stood", ":", "remains"})
_HEDGES: Final = frozenset({"about", "around", "some", "nearly", "roughly", "just", "only", "the", "a"})
_LISTING: Final = frozenset({",", "and", "respectively"})
_REACH: Final = 3  # words between "ceiling" and its number


def progressive(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Is sending 500 men: they have not gone yet. "Was sending" only where it is reported, else it went on."""
    if token.tag_ != "VBG" or token.lower_ not in trigger.words["verbs"]:
        return
    auxiliaries = [c.tag_ for c in token.children if c.dep_ == "aux"]
    if len(auxiliaries) != 1 or auxiliaries[0] not in ("VBZ", "VBP", "VBD"):
        return  # "has been sending", "may be sending"
    if auxiliaries[0] != "VBD" or token.dep_ == "ccomp":
        yield Found([token], governed(token))


def willed(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Announced the deployment of."""
    if token.tag_[:2] == "VB" and token.lower_ in trigger.words["verbs"]:
        for child in token.children:
            if child.dep_ in _OBJECTS and child.lower_ in trigger.words["nouns"]:
                yield Found([token], governed(child) | {token.i})


def ceiling(token: Token, trigger: Trigger) -> Iterator[Found]:
    """A ceiling of 900, the target is 900, an authorised strength of 900, the 900 target: how many may be there."""
    if token.lower_ in trigger.words["allowed"] and token.lower_ not in trigger.words["nouns"]:
        number = next((t for t in token.doc[token.i + 1 : token.sent.end] if t.lower_ not in _HEDGES), None)
        if number is not None and number.tag_ == "CD":  # "its authorised 900 men"
            yield Found([token], _numbers_from(number))
        return
    if token.tag_[:2] != "NN" or not _limits(token, trigger):
        return
    governs = _number_behind(token) or _number_before(token)
    if governs:
        yield Found([token], governs | {token.i})


def _limits(noun: Token, trigger: Trigger) -> bool:
    if noun.lower_ in trigger.words["nouns"]:
        return True
    before = noun.nbor(-1).lower_ if noun.i else ""
    return noun.lower_ in trigger.words["sizes"] and before in trigger.words["allowed"]


def _number_behind(noun: Token) -> frozenset[int]:
    doc, linked = noun.doc, False
    for token in doc[noun.i + 1 : noun.sent.end]:
        if token.tag_ == "CD" and linked:
            return _numbers_from(token)
        if token.lower_ in _LINKS:
            linked = True
        elif token.lower_ not in _HEDGES or token.i > noun.i + _REACH:
            return frozenset()
    return frozenset()


def _numbers_from(first: Token) -> frozenset[int]:
    """The number with what it counts, and the numbers listed behind it."""
    found: set[int] = set()
    for token in first.doc[first.i : first.sent.end]:
        if token.tag_ == "CD":
            found |= {token.i, *({token.head.i} if token.head.i > token.i and token.head.tag_[:2] == "NN" else ())}
        elif token.lower_ not in _LISTING and token.i not in found and token.tag_[:2] not in ("JJ", "NN"):
            break
    return frozenset(found)


def _number_before(noun: Token) -> frozenset[int]:
    """The 900-man cap, their 900 target."""
    return frozenset(c.i for c in noun.children if c.tag_ == "CD" and c.i < noun.i)


SHAPES: Final[Mapping[str, Shape]] = {f.__name__: f for f in (progressive, willed, ceiling)}
