"""Who sends, has or leads soldiers: the words around a verb that show it."""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.tokens import Token

from extractor.linking.own import country_at
from extractor.linking.scene import Scene, scene_words
from extractor.model import Figure
from extractor.patterns import inflect, tree

SAYING: Final = frozenset({"said", "says", "say", "wrote", "writes", "write", "told", "tells", "reported", "reports"})


@cache
def sending() -> frozenset[str]:
    """The forms of verbs whose subject has the soldiers that are their object."""
    return frozenset(f for base in scene_words("sending") for f in inflect.verb(base).all())


def accused(verb: Token) -> list[int]:
    """ "accused Peru of sending 90 men": who is said to do it."""
    if verb.dep_ != "pcomp" or verb.head.dep_ != "prep" or verb.head.lower_ != "of":
        return []
    return [t.i for t in verb.head.head.children if t.dep_ == "dobj"]


def side_by_side(head: Token) -> list[int]:
    """ "Pakistan and Spain", "its ally Spain": the names that are one subject."""
    beside = [c for c in head.children if c.dep_ == "appos"] if head.tag_ in ("NN", "NNS") else []
    return [t.i for t in (head, *head.conjuncts, *beside)]


def bearer(head: Token) -> list[int]:
    """ "Italy, the largest contributor with 2,300 soldiers": the name to whose apposition they belong."""
    if head.dep_ != "pobj" or head.head.lower_ != "with" or head.head.head.dep_ != "appos":
        return []
    return [head.head.head.head.i]


def only_says(scene: Scene, figure: Figure, verb: Token) -> bool:
    """ "the radio said 9,000", "papers wrote of 3,000 men": who speaks of them has not sent them."""
    if tree.clause_verb(scene.paragraph.doc[figure.tokens[1] - 1]) != verb or verb.lower_ not in SAYING:
        return False
    return not any(country_at(scene, s.i) for s in tree.subjects(verb))
