"""What is not plainly so: modality and negation as scopes over the clause of an event (as in ConText).

A trigger (auxiliary, verb, adjective, noun, adverb, conjunction) governs the words of its event's clause: the subtree
of the verb, cut at clauses of their own (finite relative and adverbial clauses, that-clauses, coordinated verbs with a
tense of their own). ``Scope.governs`` holds these tokens; ``over`` is the stretch from the first to the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from extractor.model import Modality, Offsets, Scope
from extractor.patterns import modality_denials, modality_plans, modality_shapes, tree
from extractor.patterns.modality_shapes import GUARDS, Found, Shape
from extractor.patterns.modality_words import Trigger, triggers
from extractor.patterns.paragraph import Paragraph

SHAPES: Final[Mapping[str, Shape]] = {
    **modality_shapes.SHAPES,
    **modality_denials.SHAPES,
    **modality_plans.SHAPES,
}


def find(paragraph: Paragraph) -> tuple[Scope, ...]:
    """Every scope of modality and negation, in the order of their triggers."""
    if not paragraph.parsed:
        return ()
    by_word, _ = triggers()
    found: list[Scope] = []
    for i, word in enumerate(paragraph.lower):
        if word not in by_word:
            continue
        token = paragraph.doc[i]
        for trigger in by_word[word]:
            if any(GUARDS[guard](token) for guard in trigger.unless):
                continue
            found.extend(
                _scope(paragraph, trigger, one) for one in SHAPES[trigger.shape](token, trigger) if one.governs
            )
    return tuple(sorted(found, key=lambda s: (s.span, s.over, s.rule)))


def _scope(paragraph: Paragraph, trigger: Trigger, found: Found) -> Scope:
    first, last = found.trigger[0].i, found.trigger[-1].i
    over = min(found.governs), max(found.governs) + 1
    clause = found.condition
    return Scope(
        span=paragraph.offsets(first, last + 1),
        paragraph=paragraph.index,
        tokens=(first, last + 1),
        rule=trigger.rule,
        over=paragraph.offsets(*over),
        governs=found.governs,
        modality=found.modality or trigger.modality,
        negated=trigger.negated,
        condition=paragraph.offsets(*tree.subtree(clause)) if clause is not None else None,
    )


def of(scopes: Iterable[Scope], anchor_token: int) -> tuple[Modality, bool, Offsets | None]:
    """Modality, polarity and condition of the event at a token.

    The innermost scope decides: of those that govern the token the one that governs fewest, then the one whose trigger
    stands nearest before it. Negations are counted, so that what is denied not to be is not negated.
    """
    modal, denials = deciding(scopes, anchor_token)
    negated = len({s.span for s in denials}) % 2 == 1
    if modal is None:
        return "actual", negated, None
    return modal.modality or "actual", negated, modal.condition


def deciding(scopes: Iterable[Scope], anchor_token: int) -> tuple[Scope | None, tuple[Scope, ...]]:
    """-> (the scope that decides the modality of the event at a token, those that negate it)."""
    over = [s for s in scopes if anchor_token in s.governs]
    modal = [s for s in over if s.modality is not None]
    modal.sort(key=lambda s: (len(s.governs), abs(anchor_token - s.tokens[0]), s.span))
    return (modal[0] if modal else None), tuple(s for s in over if s.negated)
