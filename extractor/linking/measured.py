"""Whose number a bare count is: "the Danish contingent numbers 300", "cut its police force to 300"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from extractor.linking.lists import verbs_of
from extractor.linking.scene import Scene
from extractor.model import Figure
from extractor.patterns import people, tree

MEASURES: Final = frozenset(
    {"number", "numbers", "size", "strength", "total", "level", "levels", "presence", "figure", "ceiling", "count"}
)
BODIES: Final = frozenset({"army", "navy", "contingent", "military", "force", "forces", "guard", "reserve", "reserves"})
TURNED: Final = frozenset({"to", "from", "at", "by"})
CHANGES: Final = frozenset({"total", "increase", "rise", "drop", "decrease", "reduction", "cut", "fall"})
ROUGHLY: Final = frozenset({"around", "about", "over", "under", "above", "below", "near"})
ENDS: Final = frozenset({"attr", "dobj", "acomp", "oprd", "npadvmod"})
MODIFIERS: Final = frozenset({"amod", "compound", "poss", "nmod", "det"})


@dataclass(frozen=True, slots=True)
class Measured:
    """The phrase whose number it is: token indices of its words, and the noun of its people; "" where it names none."""

    words: tuple[int, ...]
    noun: str


def measured(scene: Scene, figure: Figure) -> Measured | None:
    """The force or the people whose number, strength or size a bare count gives; None where it has a noun itself."""
    if figure.people is not None:
        return None
    doc = scene.paragraph.doc
    first, end = figure.number.core_tokens
    head = doc[first:end].root
    for noun in _owners(head):
        found = _phrase(noun)
        if found is not None:
            return found
    return None


def _owners(count: Token) -> list[Token]:
    """What the verb of an amount says the number of: its object before the count, else its subject."""
    verb = count.head
    if count.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lower_ in CHANGES:
        count = verb.head  # "to a total of 1,500", "the level fell, a drop of 1,100"
        if count.dep_ == "appos":
            return [count.head]
        verb = count.head
    if count.dep_ == "pobj" and verb.lower_ in TURNED:
        verb = verb.head
        if verb.tag_ in tree.VERB_TAGS:
            objects = [t for t in tree.objects(verb) if t.i < count.i and t.tag_ != "CD"]
            return objects or [t for t in _subjects(verb) if t.lower_ in MEASURES or verb.lower_ in _amounts()]
        return []
    if count.dep_ == "pobj" and verb.lower_ in ROUGHLY:
        return _subjects(verb.head) if verb.head.lower_ in _amounts() else []
    if count.dep_ in ENDS and verb.tag_ in tree.VERB_TAGS and verb.lower_ in _amounts():
        return _subjects(verb)
    return []


def _amounts() -> frozenset[str]:
    return verbs_of("amounts") | tree.BE


def _subjects(verb: Token) -> list[Token]:
    """The subjects of a verb; for a relative pronoun that the parse left alone, the noun before it."""
    return [_antecedent(t) for t in tree.subjects(verb)]


def _antecedent(word: Token) -> Token:
    relative = word.lower_ in tree.RELATIVES and word.i > 0 and word.nbor(-1).tag_ in tree.NOUN_TAGS
    return word.nbor(-1) if relative else word


def _phrase(noun: Token) -> Measured | None:
    """The words of "the number of Danish troops", "troop numbers", "its police force"."""
    if noun.lower_ in MEASURES:
        inner = tree.of_phrase(noun) or [c for c in noun.lefts if c.dep_ == "compound" and _is_force(c)]
        words = [noun.i, *_own(noun), *(i for t in inner for i in (t.i, *_own(t)))]
        return Measured(tuple(sorted(set(words))), inner[0].lower_ if inner else "")
    if _is_force(noun):
        return Measured(tuple(sorted({noun.i, *_own(noun)})), noun.lower_)
    return None


def _own(noun: Token) -> list[int]:
    """The words that say whose: before the noun, and behind "of"."""
    before = [c for c in noun.lefts if c.dep_ in MODIFIERS]
    return [i for c in before for i in range(c.left_edge.i, c.i + 1)] + [
        i for t in tree.of_phrase(noun) for i in range(t.left_edge.i, t.i + 1)
    ]


def _is_force(noun: Token) -> bool:
    word = noun.lower_
    return word in BODIES or people.kind_of(word) == "military" or people.kind_of(word + "s") == "military"
