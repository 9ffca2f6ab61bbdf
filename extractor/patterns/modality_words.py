"""The words that open a scope of modality or negation, in all their forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from extractor.model import Modality
from extractor.patterns import inflect, lexicon


@dataclass(frozen=True, slots=True)
class Trigger:
    """A rule with its words as they stand in texts: all forms of verbs, by the key that names their list."""

    rule: str
    shape: str
    modality: Modality | None
    negated: bool
    words: Mapping[str, frozenset[str]]
    unless: tuple[str, ...]


def forms(verb: str) -> frozenset[str]:
    """Every inflected form of a verb."""
    return inflect.verb(verb).all()


_VERB_KEYS: Final = frozenset({"infinitive", "passive", "object", "clause", "purpose", "verbs"})


@cache
def triggers() -> tuple[Mapping[str, tuple[Trigger, ...]], frozenset[str]]:
    """The triggers by the word that opens them; ``""`` for those that any word may open. And all those words."""
    by_word: dict[str, list[Trigger]] = {}
    family = lexicon.load("modality")
    for rule in family.rules:
        words: dict[str, frozenset[str]] = {}
        for key, names in rule.words.items():
            listed = family.words(*names)
            words[key] = frozenset(f for w in listed for f in forms(w)) if key in _VERB_KEYS else listed
        trigger = Trigger(
            rule.id, rule.shape, rule.gives.get("modality"), bool(rule.gives.get("negated")), words, rule.unless
        )
        keys = _OPENING | _NOUN_KEYS.get(rule.shape, frozenset())
        opening = {w for key, ws in words.items() if key in keys for w in ws} or _OPENERS[rule.shape]
        for word in sorted(opening):
            by_word.setdefault(word, []).append(trigger)
    return {w: tuple(ts) for w, ts in by_word.items()}, frozenset(by_word)


_OPENING: Final = frozenset(
    {
        "auxiliaries",
        "infinitive",
        "passive",
        "object",
        "clause",
        "purpose",
        "verbs",
        "adjectives",
        "adverbs",
        "marks",
        "words",
    }
)
_NOUN_KEYS: Final = {"noun": frozenset({"nouns"}), "ceiling": frozenset({"nouns", "sizes", "allowed"})}
_OPENERS: Final[dict[str, frozenset[str]]] = {
    "be_to": frozenset({"to"}),
    "yet": frozenset({"yet"}),
}


@cache
def verbs(*names: str) -> frozenset[str]:
    """All forms of the verbs of some lists."""
    return frozenset(form for word in lexicon.load("modality").words(*names) for form in forms(word))
