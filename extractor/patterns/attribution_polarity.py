"""Whether a verb of saying is negated."""

from __future__ import annotations

from itertools import islice
from typing import Final

from spacy.tokens import Token

from extractor.patterns.attribution_page import SUBJECTS

_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "nobody", "none"})
_GOVERNING: Final = frozenset({"have", "has", "had", "yet", "fail", "fails", "failed", "able", "unable"})


def negation(verb: Token) -> bool:
    """Whether the verb is negated: not, never, "has yet to", "was not able to", "failed to", neither … nor, no one."""
    here = verb
    for _ in range(3):
        if any(_negates(child_, here) for child_ in here.children):
            return True
        head = here.head
        if (before := _shared(here)) is not None:
            here = before  # "did not deny it or say that"
            continue
        is_governed = here.dep_ in ("xcomp", "ccomp") and head.lower_ in _GOVERNING
        if not is_governed and here.lower_ not in ("able", "unable"):
            return False
        if head.lower_ in ("yet", "fail", "fails", "failed", "unable") or any(c.lower_ == "yet" for c in head.children):
            return True
        here = head
    return False


def _shared(verb: Token) -> Token | None:
    """The bare verb before an "or" and another bare verb, which has its auxiliary, and its "not"."""
    if verb.dep_ != "conj" or verb.tag_ != "VB" or any(c.dep_ in ("aux", "auxpass", *SUBJECTS) for c in verb.children):
        return None
    if verb.i == 0 or verb.nbor(-1).lower_ not in ("or", "nor"):
        return None
    return next((t for t in islice(verb.ancestors, 3) if t.tag_ == "VB"), None)


def _negates(part: Token, verb: Token) -> bool:
    """Whether one child of the verb says no: an adverb, the subject, its determiner ("No 10" is a name)."""
    low = part.lower_
    if part.dep_ == "neg" or (low == "yet" and part.i < verb.i and verb.tag_ == "VB"):
        return True
    if low in _NEGATIONS and part.i < verb.i and part.dep_ in ("advmod", "preconj", "cc"):
        return True
    if part.dep_ not in SUBJECTS:
        return False
    marks = [c for c in part.children if c.dep_ in ("det", "preconj", "cc") and c.lower_ in ("no", "neither")]
    return low in ("nobody", "none", "neither") or any(part.doc[c.i + 1].tag_ != "CD" for c in marks)
