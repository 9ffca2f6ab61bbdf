"""When: time expressions with their TIMEX3 values, and which of them belongs to an event.

``find`` reads the words (``times_words``, ``times_shapes``, ``times_guards``), adds times that are events ("before the
war") from the tree, and gives values (``times_value``). ``attach`` chooses for an event among what was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

from spacy.tokens import Token

from extractor.model import When
from extractor.patterns import lexicon
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.times_attach import attach
from extractor.patterns.times_cascade import cascade
from extractor.patterns.times_guards import GUARDS
from extractor.patterns.times_items import Item, offsets_of, token_at
from extractor.patterns.times_shapes import SHAPES as CASCADE
from extractor.patterns.times_value import Time, value_of

__all__ = ["attach", "find"]

EVENT_NOUN: Final = "times.event.noun"
EVENT_CLAUSE: Final = "times.event.clause"
LONG_CLAUSE: Final = 7  # tokens after which a clause that is a time ends before its next phrase
LONGEST_EVENT: Final = 14  # tokens of an event that is a time
_SHORT_PREPOSITIONS: Final = frozenset({"by", "at", "from", "in"})
_EDGE_NOUNS: Final = frozenset(
    {"start", "beginning", "outset", "onset", "end", "height", "peak", "middle", "course", "outbreak"}
)


def find(paragraph: Paragraph, published: str | None = None) -> tuple[When, ...]:
    """Every time expression, in order, none overlapping another.

    ``published`` (YYYY-MM-DD, of the article) settles what is relative; anything else in it counts as not known.
    """
    day = _day(published)
    found: list[When] = []
    for item in cascade(paragraph, CASCADE, GUARDS):
        if isinstance(item.value, Time) and (when := _when(paragraph, item, item.value, day)) is not None:
            found.append(when)
    for event in _events(paragraph):
        inside = [w for w in found if w.tokens[0] < event.tokens[1] and event.tokens[0] < w.tokens[1]]
        if not any(w.tokens[0] <= event.tokens[0] for w in inside):
            value = next((w.value for w in inside if w.value and event.rule == EVENT_CLAUSE and w is inside[-1]), None)
            opened = f"{value}/.." if value and "/" not in value and value[0] in "12X" else None
            found = [w for w in found if w not in inside]
            found.append(_with_value(event, opened))
    return tuple(sorted(found, key=lambda w: w.span))


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _with_value(when: When, value: str | None) -> When:
    return replace(when, value=value)


def _when(paragraph: Paragraph, item: Item, time: Time, published: date | None) -> When | None:
    first, last = token_at(paragraph, item.start), token_at(paragraph, item.end - 1)
    return When(
        span=offsets_of(paragraph, item),
        paragraph=paragraph.index,
        tokens=(first.i, last.i + 1),
        rule=item.rule,
        traits=lexicon.traits(item.rule),
        value=value_of(time, published, published is not None and _is_ahead(paragraph, first.i, last.i + 1)),
        mod=time.mod,
        rate=time.rate,
    )


def _is_ahead(paragraph: Paragraph, first: int, end: int) -> bool:
    """The verb that a time belongs to is in the future."""
    if not paragraph.parsed:
        return False
    token = next((t for t in paragraph.doc[first:end] if not first <= t.head.i < end), paragraph.doc[first])
    for _ in range(len(paragraph.doc)):
        if token.tag_[:2] == "VB":
            left = [child for child in token.children if child.i < token.i]
            if any(c.tag_ == "MD" and c.lower_ in ("will", "’ll", "'ll", "shall", "wo") for c in left):
                return True
            return token.tag_ == "VB" and any(c.tag_ == "TO" for c in left)
        if token.head == token:
            return False
        token = token.head
    return False


@cache
def _event_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    family = lexicon.load("times")
    words = (family.rule(rule_id).gives["words"] for rule_id in (EVENT_NOUN, EVENT_CLAUSE))
    nouns, clauses = (frozenset(w) for w in words)
    return family.words("event_nouns"), nouns, clauses


def _events(paragraph: Paragraph) -> Iterator[When]:
    """Prepositions and conjunctions of time with an event: "during the raid", "since the shelling began"."""
    if not paragraph.parsed:
        return
    nouns, prepositions, conjunctions = _event_words()
    for i, word in enumerate(paragraph.lower):
        if word not in _SHORT_PREPOSITIONS and word not in conjunctions and word not in prepositions:
            continue
        token = paragraph.doc[i]
        if word in conjunctions and token.dep_ == "mark" and token.head.tag_[:2] == "VB":
            first, end = token.i, _clause_end(token)
            if end - first <= LONGEST_EVENT and _is_perfect(token.head.head):
                yield _event(paragraph, first, end, EVENT_CLAUSE)
        elif word in prepositions or (word in _SHORT_PREPOSITIONS and token.tag_ == "IN"):
            noun = _event_noun(token, nouns)
            if noun is not None and (word in prepositions or noun.lower_ in _EDGE_NOUNS):
                end = _noun_end(noun)
                if token.i < noun.i and end - token.i <= LONGEST_EVENT:
                    yield _event(paragraph, token.i, end, EVENT_NOUN)


def _event(paragraph: Paragraph, first: int, end: int, rule: str) -> When:
    return When(
        span=paragraph.offsets(first, end),
        paragraph=paragraph.index,
        tokens=(first, end),
        rule=rule,
        traits=lexicon.traits(rule),
    )


def _event_noun(preposition: Token, nouns: frozenset[str]) -> Token | None:
    """The event after a preposition, also behind "the start of"."""
    for child in preposition.children:
        if child.dep_ == "prep" and child.lower_ == "to" and preposition.lower_ == "prior":
            return _event_noun(child, nouns)
        if child.dep_ != "pobj":
            continue
        if child.lower_ in _EDGE_NOUNS:
            of = next((c for c in child.children if c.lower_ == "of"), None)
            inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
            return child if inner is not None and inner.lower_ in nouns else None
        if child.lower_ in nouns:
            return child
    return None


def _noun_end(noun: Token) -> int:
    """The phrase up to a clause or a comma."""
    end = noun.i + 1
    for token in noun.doc[noun.i + 1 : noun.right_edge.i + 1]:
        stopped = token.dep_ in ("relcl", "acl", "advcl", "appos") or token.tag_ in ("WDT", "WP", "WRB", "VBG", "VBN")
        if stopped or (token.dep_ == "punct" and token.tag_ != "HYPH"):
            break
        end = token.i + 1
    return end


def _clause_end(mark: Token) -> int:
    end = mark.i + 1
    for token in mark.doc[mark.i + 1 : mark.head.right_edge.i + 1]:
        if token.lower_ in (",", ";", "—", "–"):
            break
        if token.i - mark.i > LONG_CLAUSE and token.dep_ in ("prep", "advcl", "xcomp", "acl", "cc", "aux"):
            break
        end = token.i + 1
    return end


def _is_perfect(verb: Token) -> bool:
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return any(child.lower_ in ("has", "have", "had", "’ve", "'ve") for child in verb.children)


SHAPES: Final[Mapping[str, object]] = {**CASCADE, "event": _events, "event_clause": _events}
