"""The subject that opens a clause, where the parser lost it: "Ng, head of the group that …, said", "Ng (a …) says"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from extractor.patterns.attribution_lexicon import lexicon
from extractor.patterns.attribution_page import Page, Range
from extractor.patterns.attribution_spans import BREAKS, QUOTES, phrase_ending, phrase_from
from extractor.patterns.tree import FINITE_TAGS

_CONJUNCTIONS: Final = frozenset({"but", "and", "while", "as", "though", "although", "when", "because", "so", "yet"})
_FINITE: Final = FINITE_TAGS
_RELATIVE: Final = frozenset({"WP", "WDT", "WP$", "WRB"})
_LONGEST: Final = 60  # tokens between the subject and its verb
_MOST: Final = 6  # speakers in one list
_OBJECTS: Final = frozenset({"me", "him", "them", "us"})


def leading_subject(page: Page, verb: Token) -> Range | None:
    """The noun phrase with which the verb's clause begins, when only insertions stand between; None otherwise.

    Only words and tags count: nothing finite may stand between outside brackets and relative clauses.
    """
    doc = page.doc
    start = page.sentences[verb.i][0]
    for first in _openings(doc, start, verb.i):
        found = phrase_from(doc, first)
        if found is None or found[1] > verb.i or doc[found[0]].lower_ in _OBJECTS:
            continue
        held = {page.holder[n] for n in range(found[0], verb.i + 1)}
        return found if len(held) == 1 and _is_bridged(doc, found[1], verb.i) else None
    return None


def _openings(doc: Doc, start: int, end: int) -> Iterator[int]:
    """Where a clause may begin before ``end``, the nearest first; behind adverbs and "On Friday,"."""
    nearest = max(start, end - _LONGEST)
    for n in range(end - 1, nearest - 1, -1):
        opens = doc[n].lower_ in _CONJUNCTIONS and (n == start or doc[n - 1].text in BREAKS)
        if not opens and n != start:
            continue
        first = n + 1 if opens else n
        if doc[first].tag_ in ("IN", "RB"):
            first = next((k + 1 for k in range(first, min(first + 12, end)) if doc[k].text == ","), first)
        yield first


def _is_bridged(doc: Doc, first: int, end: int) -> bool:
    """Whether insertions alone stand between: brackets, appositions, participles, relative clauses."""
    brackets, is_relative = 0, False
    for token in doc[first:end]:
        if token.text in ("(", ")", "["):
            brackets = max(brackets + (1 if token.text != ")" else -1), 0)
        elif token.tag_ in _RELATIVE:
            is_relative = True
        elif token.text in BREAKS and not brackets:
            is_relative = False
        elif token.tag_ in _FINITE and not brackets and not is_relative and token.i < end - 1:
            return False
    return True


def company(doc: Doc, first: int) -> int:
    """Where a list of speakers begins whose last one stands at ``first``: killing 9 men, residents and a medic said."""
    start, end = first, first - 1
    if first < 3 or doc[end].lower_ not in ("and", "or"):
        return first
    for _ in range(_MOST):
        found = phrase_ending(doc, end)
        if found is None or doc[found[1] - 1].lower_ not in lexicon().speakers:
            break
        start = end = found[0]
        if doc[start - 1].text != ",":
            break
    return start if start > 0 and (doc[start - 1].text == "," or doc[start - 1].text in QUOTES) else first
