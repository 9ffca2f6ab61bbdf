"""Denials that need no "not": it is untrue, was ruled out, was done instead, nearly happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from spacy.tokens import Token

from extractor.patterns.modality_shapes import BE, Found, Shape, governed
from extractor.patterns.modality_words import Trigger


def denial(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Denied that they died; dispute claims that they died; denied killing."""
    if token.tag_[:2] != "VB" or token.lower_ not in trigger.words["verbs"]:
        return
    if any(c.dep_ == "neg" for c in token.children):
        return  # "did not deny that"
    for child in token.children:
        if child.dep_ in ("ccomp", "xcomp") and child.i > token.i:
            yield Found([token], governed(child))
        elif child.dep_ in ("dobj", "nsubjpass"):
            for inner in child.children:
                if inner.dep_ in ("acl", "ccomp", "relcl") and any(
                    c.lower_ == "that" and c.dep_ == "mark" for c in inner.children
                ):
                    yield Found([token], governed(inner))


def untrue(token: Token, trigger: Trigger) -> Iterator[Found]:
    """It is false that, the report that … was untrue, it is not true that."""
    verb = token.head
    is_not = any(c.dep_ == "neg" for c in verb.children)
    if verb.lower_ not in BE or token.lower_ not in trigger.words["adjectives"] or is_not != (token.lower_ == "true"):
        return
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    for child in (*verb.children, *token.children, *(c for s in subjects for c in s.children)):
        that = any(c.lower_ == "that" and c.dep_ == "mark" for c in child.children)
        if that and child.dep_ in ("ccomp", "acl", "relcl", "advcl"):
            yield Found([token], governed(child))


def refrained(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Ruled out sending, decided against sending, stopped short of sending, was prevented from sending."""
    if token.tag_[:2] != "VB" or token.lower_ not in trigger.words["verbs"]:
        return
    for child in token.children:
        if child.i < token.i or child.lower_ not in trigger.words["particles"]:
            continue
        gerunds = [
            c for c in (*child.children, *token.children) if c.dep_ in ("pcomp", "xcomp", "advcl") and c.i > child.i
        ]
        for gerund in gerunds:
            if gerund.tag_ == "VBG":
                yield Found([token, child], governed(gerund))


def instead(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Instead of sending, rather than sending, far from sending, short of sending."""
    if token.lower_ not in trigger.words["words"] or token.i + 2 >= len(token.doc):
        return
    after, gerund = token.nbor(1), token.nbor(2)
    if after.lower_ in ("of", "than", "from") and gerund.tag_ in ("VBG", "VB"):
        yield Found([token, after], governed(gerund))


def nearly(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Nearly killed them: directly before its verb."""
    verb = token.head
    before = token.lower_ in trigger.words["words"] and token.dep_ == "advmod" and verb.i == token.i + 1
    if before and verb.tag_ in ("VBD", "VBN", "VBZ", "VBP") and verb.dep_ != "amod":
        yield Found([token], governed(verb))


SHAPES: Final[Mapping[str, Shape]] = {f.__name__: f for f in (denial, untrue, refrained, instead, nearly)}
