"""How a count without an event stands in its own clause: alone, compared, stated, as subject or as object."""

from __future__ import annotations

from typing import Final, Literal

from spacy.tokens import Doc, Token

from extractor.linking.counts import Count
from extractor.linking.lists import verbs_of
from extractor.patterns import tree

# How the count stands in its own clause.
Place = Literal["alone", "compared", "stated", "copula", "subject", "object"]
COMPARING: Final = frozenset({"from", "than", "against", "versus", "vs", "below", "above", "unlike"})
PROPOSING: Final = frozenset({"at", "as", "of", "to", "about", "with", "for", "by"})
HAVING: Final = frozenset({"have", "has", "had"})
COPULAS: Final = tree.BE | {"remain", "remains", "remained", "include", "includes", "included"}
SUMS: Final = frozenset({"total", "figure", "number", "tally", "count", "sum"})


def place_of(doc: Doc, count: Count) -> Place:
    """How the count stands in its clause."""
    before = doc[count.first - 1] if count.first else None
    if before is not None and before.text == "(":
        return "alone"
    if before is not None and before.lower_ == "the" and before.i:
        before = doc[before.i - 1]
    if before is not None and before.lower_ in COMPARING:
        return "compared"
    following = doc[count.end] if count.end < len(doc) else None
    does = following is not None and following.tag_ in ("VBD", "VBP", "VBZ") and following.lower_ not in COPULAS
    if (
        before is not None
        and not does
        and (
            before.lower_ in verbs_of("stating") | tree.BE
            or (before.lower_ in HAVING and _ends(doc, count))
            or _stated_at(before)
            or summed_at(doc, before)
        )
    ):
        return "stated"
    if following is not None and following.lower_ in COPULAS:
        return "copula"
    top = doc[count.top]
    if top.dep_ in tree.SUBJECTS and top.head.tag_ in tree.VERB_TAGS:
        return "copula" if top.head.lower_ in COPULAS else "subject"
    if _age(doc, count):
        return "object"
    if top.dep_ in ("dobj", "pobj", "attr", "nummod", "compound", "npadvmod"):
        return "object"
    verb = tree.clause_verb(top)
    if verb.tag_ in tree.VERB_TAGS and following is not None and following.tag_ in ("VBD", "VBP", "VBZ", "MD"):
        return "subject"
    return "alone" if verb.tag_ not in tree.VERB_TAGS or _cut_off(doc, count) else "object"


def _age(doc: Doc, count: Count) -> bool:
    """ "Tyrell, 23, and Cody, 31": a number between commas behind a name."""
    first = count.first
    return first > 1 and doc[first - 1].text == "," and doc[first - 2].tag_ == "NNP" and count.sort == "bare"


def _ends(doc: Doc, count: Count) -> bool:
    """Nothing more comes: "We have two." """
    return count.end >= len(doc) or doc[count.end].text in (".", ";", "!", "?", '"', "”")


def _stated_at(before: Token) -> bool:
    """ "put it at 12", "speaks of 12": a preposition behind a verb of stating."""
    if before.lower_ not in PROPOSING:
        return False
    verb = tree.clause_verb(before)
    return verb.lower_ in verbs_of("stating") - tree.BE and verb.i < before.i


def summed_at(doc: Doc, before: Token) -> bool:
    """ "bringing the month's total to 23": a number of numbers, whatever was counted last."""
    if before.lower_ not in ("to", "at", "of", "is", "was", "be", "reached", "exceeds", "exceeded"):
        return False
    return any(t.lower_ in SUMS for t in doc[max(0, before.i - 5) : before.i] if not t.is_sent_start)


def _cut_off(doc: Doc, count: Count) -> bool:
    """Punctuation on both sides: a fragment of its own."""
    start = count.first == 0 or doc[count.first - 1].is_punct or doc[count.first].is_sent_start
    return bool(start) and (count.end >= len(doc) or doc[count.end].is_punct)
