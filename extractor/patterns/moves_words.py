"""The words of uncounted movements: what is a force, where the verbs stand, and when nobody says that it happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from extractor.patterns import inflect, lexicon, people, tree
from extractor.patterns.lexicon import Rule
from extractor.patterns.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class Words:
    """``verbs``: list → (form, particle…) → base phrase; ``firsts``: list → its forms; ``plain``: the other lists."""

    verbs: Mapping[str, Mapping[tuple[str, ...], str]]
    firsts: Mapping[str, frozenset[str]]
    plain: Mapping[str, frozenset[str]]
    openers: frozenset[str]
    asking: frozenset[str]


@cache
def words() -> Words:
    """The family's words, inflected."""
    family = lexicon.load("moves")
    verbs: dict[str, dict[tuple[str, ...], str]] = {}
    plain: dict[str, frozenset[str]] = {}
    verb_lists = {name for rule in family.rules for name in rule.words.get("verbs", ())} | {"showing"}
    for name, listed in family.lists.items():
        if name in verb_lists:
            table: dict[tuple[str, ...], str] = {}
            for phrase in listed:
                first, *rest = phrase.split()
                for form in sorted(inflect.verb(first).all()):
                    table[(form, *rest)] = phrase
            verbs[name] = table
        elif isinstance(listed, list):
            plain[name] = frozenset(listed)
    openers = frozenset(key[0] for name in sorted(verbs) if name != "showing" for key in verbs[name]) | plain["signs"]
    asking = inflect.verbs("moves", "asking")
    collective = plain["collective"]
    plain["collective"] = collective | frozenset(inflect.plural(w) for w in collective)
    firsts = {name: frozenset(key[0] for key in table) for name, table in verbs.items()}
    return Words(verbs, firsts, plain, openers, asking)


@dataclass(frozen=True, slots=True)
class Sight:
    """A paragraph with what its verbs may move: ``groups`` are token indices of names of armed groups and units,
    ``verbs`` those verbs that some rule lists."""

    paragraph: Paragraph
    verbs: tuple[Token, ...]
    groups: frozenset[int]
    places: frozenset[int]


# ------------------------------------------------------------------------------------------------------------ forces
def is_force(sight: Sight, token: Token) -> bool:
    """The noun is a force in the plural or as a body, without a number or a word for some of them."""
    if any(
        c.dep_ == "nummod" or c.tag_ == "CD" or (c.lower_ in words().plain["some"] and c.i < token.i)
        for c in token.children
    ):
        return False
    if any(c.lower_ in words().plain["no_force"] for c in token.children if c.i < token.i):
        return False
    if token.i in sight.groups:
        return True
    low = token.lower_
    if low in words().plain["collective"]:
        return token.tag_ in ("NN", "NNS", "NNP", "NNPS") and not _company(token)
    found = people.at(sight.paragraph, token.i)
    if found is None or found.grade != "force":
        return False
    return token.tag_ in ("NNS", "NNPS") or low in words().plain["mass_nouns"]


def _company(token: Token) -> bool:
    """A singular body needs "the" or a name before it, so that "a unit" stays a count of one."""
    return token.tag_ == "NN" and not any(c.dep_ in ("det", "poss", "amod", "compound") for c in token.children)


def is_additional(token: Token) -> bool:
    return any(c.lower_ in words().plain["more"] for c in token.children)


def verbs_at(sight: Sight, rule: Rule) -> Iterator[tuple[Token, int]]:
    """(verb, last token of its phrase) for the verbs of a rule."""
    known = words()
    for name in rule.words["verbs"]:
        table = known.verbs[name]
        firsts = known.firsts[name]
        for token in (t for t in sight.verbs if t.lower_ in firsts):
            particle = next(
                (
                    t
                    for key in table
                    if key[0] == token.lower_ and len(key) > 1
                    for t in token.doc[token.i + 1 : token.i + 9]
                    if t.lower_ == key[1] and t.head == token and _particle(t)
                ),
                None,
            )
            if particle is not None:
                yield token, particle.i
            elif (token.lower_,) in table:
                yield token, token.i


def _particle(token: Token) -> bool:
    """ "pull out" is one verb; in "pull its troops out of the valley" the parser takes "out" for a preposition."""
    return (
        token.dep_ in ("prt", "advmod") or token.tag_ == "RP" or token.lower_ in ("out", "back", "home", "up", "part")
    )


def asked(verb: Token) -> bool:
    """Nobody says that it happens: an infinitive under a verb or noun of asking, an order, a question."""
    if verb.dep_ == "xcomp" and verb.head.tag_ in ("VB", "JJ") and verb.head.dep_ != "ROOT" and verb.head.i < verb.i:
        above = verb.head.head if verb.head.tag_ == "JJ" else verb.head  # "to be able to pull out"
        if above.tag_ == "VB" and asked(above):
            return True
    if verb.dep_ == "xcomp" and verb.head.lower_ in tree.BE and not _acts(verb.head):
        return True  # "the challenge is to send forces"
    if verb.sent.text.rstrip().endswith("?"):
        return True
    if verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        head = verb.head
        return head.lower_ in words().asking or verb.dep_ in (
            "acl",
            "relcl",
            "advcl",
            "csubj",
            "ROOT",
            "pcomp",
            "nsubj",
        )
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return True  # an imperative
    if verb.tag_ == "VB" and verb.dep_ == "ccomp" and not any(c.dep_ == "aux" for c in verb.children):
        return True  # "demanded that it withdraw"
    if any(c.dep_ == "auxpass" and c.lower_ == "be" for c in verb.children) and not any(
        c.dep_ == "aux" for c in verb.children
    ):
        return True  # "requested that more be based there"
    if verb.dep_ == "pcomp" and verb.head.head.tag_ in tree.NOUN_TAGS:
        return True  # "a timetable for withdrawing troops"
    bare = not any(c.dep_ == "aux" for c in verb.children)
    return verb.tag_ == "VBG" and bare and verb.dep_ in ("csubj", "nsubj", "ROOT", "dobj", "amod", "compound")


def _acts(verb: Token) -> bool:
    """The subject is a name, a pronoun or people: one that can send."""
    found = tree.subjects(verb)
    return bool(found) and (found[0].tag_ in ("NNP", "NNPS", "PRP", "NNS"))


def planned(verb: Token) -> bool:
    """An infinitive or gerund that hangs on a noun of intent: "plans to send", "the intent of sending"."""
    head = verb.head if verb.dep_ != "pcomp" else verb.head.head
    return head.lower_ in words().plain["plans"]


def is_part(verb: Token) -> bool:
    """A participle that only describes: "deployed troops", "the troops stationed there"."""
    return verb.dep_ in ("amod", "acl") and verb.tag_ in ("VBN", "VBG", "VBD")
