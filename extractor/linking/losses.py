"""Whose losses a count is of: "French losses were four dead", "the army lost 30", "the rebels admit to nine dead"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from extractor.linking.scene import Scene
from extractor.model import Figure
from extractor.patterns import people, tree

LOST: Final = frozenset({"losses", "loss"})  # only a force has them
HARMED: Final = frozenset({"casualties", "dead", "deaths", "death", "fatalities", "toll", "wounded", "casualty"})
SUFFERED: Final = frozenset({"casualties", "casualty", "dead", "wounded"})  # not the deaths of an illness
LOSING: Final = frozenset({"lose", "loses", "lost", "losing"})
SUFFERING: Final = frozenset({"suffer", "suffers", "suffered", "suffering", "sustain", "sustains", "sustained"})
ADMITTING: Final = frozenset({"admit", "admits", "admitted", "concede", "concedes", "conceded"})
HAVING: Final = frozenset({"have", "has", "had"})
ENEMY: Final = frozenset(
    {"enemy", "side", "sides", "adversary", "attackers", "defenders", "besiegers", "victors", "garrison"}
)
OWNS: Final = frozenset({"amod", "compound", "poss", "nmod"})
OWN_REACH: Final = 12  # tokens between "own" and a bare count of its losses
REACH: Final = 24  # tokens between the word for losses and a count
BREAKS: Final = frozenset({";", "while", "whereas", "whilst"})


def losers(scene: Scene, figure: Figure) -> tuple[list[int], bool]:
    """-> (token indices of the words that name who lost those counted, whether it is said to be a loss of men)."""
    own = figure.people is not None and figure.people.head < figure.tokens[1]  # not that of a later count
    if figure.kind in (None, "abducted") or (own and figure.people is not None and figure.people.grade == "person"):
        return [], False
    doc = scene.paragraph.doc
    for token in _before(scene, figure):
        word, found = token.lower_, list[int]()
        if word in LOST | HARMED and token.tag_ in tree.NOUN_TAGS | {"JJ", "VBN"}:
            found = _owners(token)
        elif token.tag_ in tree.VERB_TAGS and _has_lost(token, figure, doc[figure.anchor]):
            found = [s.i for s in tree.subjects(token)]
        named = [i for i in found if _names_people(scene, i)]
        if named:
            return named, word in LOST | LOSING
    return [], False


def _names_people(scene: Scene, place: int) -> bool:
    """The word names a side, a kind of people, or points at one; "death" of "death toll" doesn't."""
    token = scene.paragraph.doc[place]
    if token.tag_ in ("PRP", "PRP$") or token.lower_ in ENEMY | people.words().civilian | people.words().military:
        return True
    if people.kind_of(token.lower_) != "unknown" or any(p.head == place for p in scene.people):
        return True
    sides = ("armed_force", "country", "organization", "group")
    return any(n.tokens[0] <= place < n.tokens[1] and n.type in sides for n in scene.names)


def _has_lost(verb: Token, figure: Figure, cue: Token) -> bool:
    """The subject of the verb has lost those counted, or admits that they died."""
    word = verb.lower_
    if word in LOSING:
        return not _of_things(verb, figure)
    if word in HAVING:
        subject = next(iter(tree.subjects(verb)), verb)
        return cue.lower_ in SUFFERED | LOST and cue.head == verb and subject.tag_ != "PRP"
    if word in SUFFERING:
        return cue.lower_ in HARMED | LOST
    return word in ADMITTING and figure.people is None and cue.tag_ not in ("VBD", "VBP", "VBZ")


def owners(scene: Scene, figure: Figure) -> tuple[list[int], bool]:
    """ "put its own losses at three dead", "lost 40 of its own": -> (the words that name whose, whether of men)."""
    doc = scene.paragraph.doc
    first, end = figure.tokens
    start = max(doc[first].sent.start, first - OWN_REACH)
    for i in range(min(end + 2, len(doc) - 1), start, -1):
        if doc[i].lower_ == "own" and doc[i - 1].tag_ in ("PRP$", "POS"):
            verbs = (doc[i].sent.root, tree.clause_verb(doc[i]))  # who tells it has them, as a rule
            found = [s.i for verb in verbs for s in tree.subjects(verb)]
            return found, i + 1 < len(doc) and doc[i + 1].lower_ in LOST
    return [], False


def _before(scene: Scene, figure: Figure) -> Iterator[Token]:
    """The words before the count, the nearest first: to the start of the sentence or where something else begins."""
    doc = scene.paragraph.doc
    first = figure.tokens[0]
    start = doc[first].sent.start
    if start and doc[start - 1].text == ":":  # "Enemy losses for the day: 90 killed"
        start = doc[start - 1].sent.start
    for i in range(first - 1, max(start, first - REACH) - 1, -1):
        if doc[i].lower_ in BREAKS and i < first - 1:
            return
        yield doc[i]


def _owners(noun: Token) -> list[int]:
    """ "French losses", "losses of the army", "government dead", "their own losses"."""
    own = [c for c in noun.children if c.dep_ in OWNS and c.i < noun.i]
    if noun.i and not own and noun.nbor(-1).tag_ in ("JJ", "NN", "NNS", "NNP", "NNPS", "PRP$"):
        own = [noun.nbor(-1)]
    own += tree.of_phrase(noun, "of", "among")
    return [t.i for t in own] + [c.i for t in own for c in t.children if c.dep_ in OWNS]


def _of_things(verb: Token, figure: Figure) -> bool:
    """It lost something else: the count is not behind it as its object."""
    objects = [t for t in tree.objects(verb) if t.i < figure.tokens[0]]
    return bool(objects) and all(t.lower_ not in ("dead", "men", "losses") and t.tag_ != "CD" for t in objects[:1])
