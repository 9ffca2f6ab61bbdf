"""Headlines, which the parser reads badly: who speaks, the verb, what is said, by their places alone."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

from extractor.patterns.attribution_lexicon import Lexicon, Verb
from extractor.patterns.attribution_page import Draft, Page, Range
from extractor.patterns.attribution_phrases import pieces_of
from extractor.patterns.attribution_things import is_finite_form, is_thing
from extractor.patterns.countries import by_surface
from extractor.patterns.tree import FINITE_TAGS, NOUN_TAGS

_LONGEST: Final = 30  # tokens of a headline
_SPEAKER: Final = 8  # tokens of who speaks in it
_HEARD: Final = 3  # tokens behind "…, Ng tells"
_BREAKS: Final = frozenset({",", ":", ";", "”", "’", '"', "''", "'", "—", "–"})
_ENDS: Final = frozenset({".", ";", "?", "!", "|"})
_ASKING: Final = frozenset({"WRB", "WP", "WDT", "IN", "CC", "MD", "TO"})
_CLAUSE: Final = FINITE_TAGS | {"VB", "VBN"}


def read_title(page: Page, words: Lexicon) -> Draft | None:
    """NAME Praises X; It Fell, NAME Says: the first verb of saying in the present that has a speaker before it."""
    doc = page.doc
    end = next((t.i for t in doc if t.text in _ENDS or t.is_space), len(doc))
    if end > _LONGEST:
        return None
    for verb in doc[1:end]:
        low = verb.lower_
        if low not in words.verbs or not low.endswith("s") or page.holder[verb.i] >= 0 or _is_country(doc, verb.i):
            continue
        if low in words.plurals and not is_finite_form(verb):
            continue
        speaker = _speaker(doc, verb)
        if speaker is None:
            continue
        for entry in words.verbs[low]:
            content = _said(doc, verb, entry, speaker, end)
            if content:
                draft = Draft(
                    page.index, verb.i, (verb.i, verb.i + 1), entry.stance, "attributions.verb.title", [speaker]
                )
                draft.content = content
                draft.quotes = "quote" in entry.frames
                return None if is_thing(page, draft, words) else draft
        return None
    return None


def _is_country(doc: Doc, last: int) -> bool:
    """United States: a country's name, not who states it"""
    return by_surface(doc[last - 1 : last + 1].text) is not None


def _speaker(doc: Doc, verb: Token) -> Range | None:
    """The words between the last break and the verb, when they can be a name."""
    start = next((t.i + 1 for t in reversed(doc[: verb.i]) if t.text in _BREAKS), 0)
    last = verb.i
    while last > start and doc[last - 1].tag_ == "RB":
        last -= 1
    name = doc[start:last]
    if not 0 < len(name) <= _SPEAKER or name[0].tag_ in _ASKING or name[-1].tag_ not in NOUN_TAGS:
        return None
    return None if any(t.tag_ in FINITE_TAGS for t in name) else (start, last)


def _said(doc: Doc, verb: Token, entry: Verb, speaker: Range, end: int) -> list[Range]:
    rest = doc[verb.i + 1 : end]
    lows = [t.lower_ for t in rest]
    if entry.stance == "believes" or (entry.that and (not lows or lows[0] != "that")):
        return []
    if "clause" in entry.frames and speaker[0] > 2 and len(rest) <= _HEARD * entry.hearer:
        return pieces_of(doc, [(0, speaker[0])])
    if speaker[0] or len(rest) < 2 or any(t.tag_ in FINITE_TAGS for t in doc[: verb.i]):
        return []
    if entry.particle and lows[0] != entry.particle:
        return []
    first = verb.i + 1 + (entry.particle is not None)
    if (entry.tail and entry.needs_tail and not set(entry.tail) & set(lows)) or set(entry.never) & set(lows):
        return []
    if (entry.only and not set(entry.only) & set(lows)) or (entry.counted and not any(t.tag_ == "CD" for t in rest)):
        return []
    if lows[0] in entry.prep and "prep" in entry.frames:
        return pieces_of(doc, [(first + 1, end)])
    if ("to" in entry.frames and lows[0] == "to") or ("object_to" in entry.frames and "to" in lows[1:]):
        return pieces_of(doc, [(first, end)])
    is_clause = "clause" in entry.frames and any(t.tag_ in _CLAUSE for t in rest)
    return pieces_of(doc, [(first, end)]) if is_clause or "object" in entry.frames else []
