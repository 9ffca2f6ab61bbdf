"""How far a cue goes: with its auxiliaries, and with the verb under which it stands: "has not said", "went on to say".

The frames know a cue by the word that carries it; what is written out is the whole of it.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from spacy.tokens import Doc, Token

from extractor.patterns.attribution_lexicon import lexicon
from extractor.patterns.attribution_page import Draft, Range
from extractor.patterns.attribution_spans import is_verb

_HELPS: Final = frozenset({"aux", "auxpass", "neg"})
_GOVERNED: Final = frozenset({"xcomp", "advcl", "ccomp"})
_LONGEST: Final = 6  # tokens
_STEPS: Final = 3  # from "deny" up to "are eager to"
_APART: Final = 4  # tokens of "took to the radio"


def whole_cue(doc: Doc, draft: Draft, heads: Container[int]) -> Range:
    """The draft's cue with what stands directly before it and belongs to it; never what is said or who says it.

    Args:
        heads: the tokens that carry the paragraph's cues: one never takes in another.
    """
    first, end = draft.cue
    if not draft.rule.startswith(("attributions.verb.", "attributions.light.")):
        return first, end
    verb = doc[draft.head]
    taken = [*draft.content, *draft.sources, *([draft.via] if draft.via else [])]
    start = _with_helps(verb, first)
    for _ in range(_STEPS):
        governor = _governing(verb, start)
        if governor is None or governor.i in heads:
            break
        verb, start = governor, _with_helps(governor, governor.i)
        if governor.tag_ == "JJ":
            start = _with_being(governor, start)
            break
    while start < first and (
        draft.head - start >= _LONGEST or any(a <= n < b for a, b in taken for n in range(start, first))
    ):
        start += 1
    while start < first and (doc[start].tag_ in ("TO", "RB") or doc[start].dep_ == "advmod"):
        start += 1
    return start, end


def _with_helps(verb: Token, first: int) -> int:
    """Where the verb's own auxiliaries begin, when nothing but adverbs stands between."""
    start = n = first
    while n > 0 and verb.doc[n - 1].head == verb and verb.doc[n - 1].dep_ in _HELPS | {"advmod"}:
        n -= 1
        if verb.doc[n].dep_ in _HELPS:
            start = n
    return start


def _with_being(adjective: Token, start: int) -> int:
    """was rather more eager to deny: where the "be" stands to which the adjective belongs"""
    be, first = adjective.head, adjective.left_edge.i
    if adjective.dep_ != "acomp" or not is_verb(be) or be.i >= first:
        return start
    is_near = all(t.head == be and t.dep_ in _HELPS | {"advmod"} for t in be.doc[be.i + 1 : first])
    return _with_helps(be, be.i) if is_near else start


def _governing(verb: Token, start: int) -> Token | None:
    """The word under which the cue stands: continued to say, is quick to say, took to X to say, began by saying, issued
    a statement saying."""
    head, doc = verb.head, verb.doc
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and head.lower_ in lexicon().documents:
        is_paper = head.dep_ == "dobj" and head.i == start - 1
        return head.head if is_paper and is_verb(head.head) and head.head.i < head.i else None
    if verb.dep_ == "pcomp" and head.lower_ == "by" and head.i == start - 1:
        return head.head if is_verb(head.head) and head.head.i == head.i - 1 else None
    step = head.head
    if verb.dep_ == "pcomp" and head.lower_ == "of" and head.i == start - 1 and step.lower_ in lexicon().steps:
        is_taken = step.dep_ == "dobj" and is_verb(step.head) and step.i == head.i - 1
        return step.head if is_taken and step.head.i < step.left_edge.i else None  # took the step of criticizing
    if verb.dep_ not in _GOVERNED or verb.tag_ != "VB" or doc[start].lower_ != "to" or head.i >= start:
        return None
    if head.i == start - 1:
        return head if is_verb(head) or head.tag_ == "JJ" else None
    is_step = all(t.head == head or t.head.i > head.i for t in doc[head.i + 1 : start])
    return head if head.lower_ in lexicon().doing and is_step and start - head.i <= _APART else None
