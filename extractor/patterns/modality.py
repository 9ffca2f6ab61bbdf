"""What is not plainly so: modality and negation as scopes over the clause of an event (as in ConText).

A trigger (auxiliary, verb, adjective, noun, adverb, conjunction) governs the words of its event's clause: the subtree
of the verb, cut at clauses of their own (finite relative and adverbial clauses, that-clauses, coordinated verbs with a
tense of their own). ``Scope.governs`` holds these tokens; ``over`` is the stretch from the first to the last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Token

from extractor.model import Modality, Offsets, Scope
from extractor.patterns import inflect, lexicon
from extractor.patterns.paragraph import Paragraph

_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PERCEPTION: Final = frozenset({"see", "hear", "smell", "feel", "read", "understand", "speak", "afford"})
_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re"})
_FOCUS: Final = frozenset(
    {"only", "just", "merely", "immediately", "all", "more", "fewer", "least"}
)  # "not only": no denial
_OBJECTS: Final = frozenset({"dobj", "pobj", "attr", "oprd", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A rule with its words as they stand in texts: all forms of verbs, by the key that names their list."""

    rule: str
    shape: str
    modality: Modality | None
    negated: bool
    words: Mapping[str, frozenset[str]]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a shape says: the trigger's tokens, what it governs, and its condition's clause."""

    trigger: Sequence[Token]
    governs: frozenset[int]
    modality: Modality | None = None
    condition: Token | None = None


Shape = Callable[[Token, Trigger], Iterator[Found]]


# ---------------------------------------------------------------------------------------------------------- lexicon
def forms(verb: str) -> frozenset[str]:
    """Every inflected form of a verb."""
    return inflect.verb(verb, lexicon.load("modality").lists["irregular"], DOUBLING).all()


DOUBLING: Final = frozenset({"commit", "permit", "prefer", "admit"})  # several syllables, stressed on the last
_VERB_KEYS: Final = frozenset({"infinitive", "passive", "object", "clause", "purpose", "verbs"})


@cache
def _triggers() -> tuple[Mapping[str, tuple[Trigger, ...]], frozenset[str]]:
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
        keys = _OPENING | {"nouns"} if rule.shape == "noun" else _OPENING
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
_OPENERS: Final[dict[str, frozenset[str]]] = {
    "be_to": frozenset({"to"}),
    "yet": frozenset({"yet"}),
}


@cache
def _verbs(*names: str) -> frozenset[str]:
    """All forms of the verbs of some lists."""
    return frozenset(form for word in lexicon.load("modality").words(*names) for form in forms(word))


# ------------------------------------------------------------------------------------------------------ what governs
def governed(head: Token) -> frozenset[int]:
    """Token indices of the head's clause, cut where another clause begins."""
    found, open_ = {head.i}, [head]
    while open_:
        token = open_.pop()
        for child in token.children:
            if _stays(child):
                found.add(child.i)
                open_.append(child)
    return frozenset(found)


def _stays(child: Token) -> bool:
    """A child belongs to its head's clause."""
    dep = child.dep_
    if dep in ("relcl", "parataxis", "ccomp"):
        return dep == "ccomp" and _is_infinitive(child)
    if dep == "advcl":
        introduced = any(c.dep_ == "mark" or c.tag_ == "WRB" for c in child.children)
        return not introduced and (child.tag_ == "VBG" or _is_infinitive(child))
    if dep == "acl":
        return child.tag_ == "VBG" or _is_infinitive(child)
    if dep == "conj" and (child.tag_[:2] == "VB" or child.tag_ == "MD"):
        return not _has_tense(child)
    return True


def _is_infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children)


def _has_tense(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.tag_ in _FINITE and c.dep_ in ("aux", "auxpass") for c in verb.children)


def _complements(verb: Token) -> Iterator[Token]:
    """Infinitives, -ing clauses that a verb, adjective or noun takes."""
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "acl", "advcl", "dep", "pcomp") and _is_infinitive(child):
            yield child


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children) or (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "relcl", "advcl", "conj")
        and not any(c.dep_ == "nsubj" for c in verb.children)
    )


def _with_passive_subject(verb: Token, complement: Token) -> frozenset[int]:
    """What a raised infinitive governs: its own clause and the subject that stands with the main verb."""
    tokens = {*governed(complement), verb.i}
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and _stays(child):
            tokens |= governed(child)
    return frozenset(tokens)


# ------------------------------------------------------------------------------------------------------------ shapes
def auxiliary(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Will, would, may, must over their verb's clause."""
    verb = token.head
    if token.tag_ != "MD" or token.dep_ != "aux":
        if token.tag_ != "MD" or token.dep_ not in ("ROOT", "conj", "ccomp"):
            return
        verb = token
    word = verb.lower_
    negated = any(c.dep_ == "neg" for c in verb.children)
    modality = trigger.modality
    condition = next((c for c in verb.children if c.dep_ == "advcl" and _is_condition(c)), None)
    if modality == "possible":
        if token.lower_ == "could" and (negated or word in _PERCEPTION):
            return
    elif modality == "ordered":
        if _is_inverted(token):
            return  # should the truce break: a condition
    elif condition is not None or (
        token.lower_ in lexicon.load("modality").lists["would"]
        and (word in _verbs("effect") or any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children))
    ):
        modality = "conditional"
    elif _is_unplanned(verb):
        modality = "predicted"
    yield Found([token], governed(verb), modality, condition)


def _is_unplanned(verb: Token) -> bool:
    """Nobody plans it: they will die, will be killed; the toll will rise."""
    if verb.lower_ in _verbs("unplanned"):
        return True
    if verb.lower_ in _verbs("harm") and any(c.dep_ == "auxpass" for c in verb.children):
        return True
    tolls = lexicon.load("modality").words("tolls")
    return any(c.dep_ == "nsubj" and not tolls.isdisjoint(t.lower_ for t in c.subtree) for c in verb.children)


def _is_condition(clause: Token) -> bool:
    marks = lexicon.load("modality").words("condition_mark")
    inverted = lexicon.load("modality").words("condition_inverted")
    return any(
        (c.dep_ == "mark" and c.lower_ in marks) or (c.lower_ in inverted and _is_inverted(c)) for c in clause.children
    )


def be_to(token: Token, _trigger: Trigger) -> Iterator[Found]:
    """Is to pull out; troops to be deployed."""
    verb = token.head
    if token.tag_ != "TO" or token.dep_ != "aux":
        return
    be = verb.head
    if (
        verb.dep_ in ("xcomp", "ccomp")
        and be.lower_ in _BE
        and be.i < verb.i
        and not any(c.dep_ in ("acomp", "attr", "expl") for c in be.children)
    ):
        yield Found([be, token] if be.i + 1 == token.i else [token], _with_passive_subject(be, verb))
    elif verb.dep_ in ("acl", "relcl") and any(c.dep_ == "auxpass" for c in verb.children):
        ordinal = any(
            c.lower_ in ("first", "last", "only", "latest")
            or (c.text[-2:] in ("th", "st", "rd") and c.text[0].isdigit())
            for c in be.children
        )
        if not ordinal and verb.lower_ not in _verbs("harm"):
            yield Found([token], governed(verb) | governed(be))


def complement(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Plans to send, is expected to number, fears that, pledged 500."""
    if token.tag_[:2] != "VB":
        return
    word, passive = token.lower_, _is_passive(token)
    frame = "passive" if passive else "infinitive"
    if word in trigger.words.get(frame, ()):
        for infinitive in _complements(token):
            yield Found([token], _with_passive_subject(token, infinitive) if passive else governed(infinitive))
        if not passive:
            for child in token.children:
                if child.dep_ == "xcomp" and child.tag_ == "VBG":
                    yield Found([token], governed(child))
    if word in trigger.words.get("clause", ()):
        for child in token.children:
            if child.dep_ == "ccomp" and child.i > token.i and not _is_infinitive(child) and not _is_condition(child):
                yield Found([token], governed(child))
    if word in trigger.words.get("purpose", ()):
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "for":
                yield Found([token], governed(child) | {token.i})
    if word in trigger.words.get("object", ()):
        for child in token.children:
            if child.dep_ == ("nsubjpass" if passive else "dobj"):
                yield Found([token], governed(child) | {token.i})


def willed(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Announced the deployment of."""
    if token.tag_[:2] == "VB" and token.lower_ in trigger.words["verbs"]:
        for child in token.children:
            if child.dep_ in _OBJECTS and child.lower_ in trigger.words["nouns"]:
                yield Found([token], governed(child) | {token.i})


def adjective(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Is likely to, is ready to, it is possible that."""
    if token.lower_ not in trigger.words["adjectives"]:
        return
    for child in (*token.children, *(c for c in token.head.children if token.dep_ == "acomp")):
        clause = child.dep_ == "ccomp" and not _is_infinitive(child)
        infinitive = child.dep_ in ("xcomp", "ccomp", "pcomp") and _is_infinitive(child)
        if child.i > token.i and (infinitive or (clause and token.tag_ == "JJ")):
            holder = token.head if token.head.lower_ in _BE else token
            yield Found([token], _with_passive_subject(holder, child) if infinitive else governed(child))
            return


def noun(token: Token, trigger: Trigger) -> Iterator[Found]:
    """A plan to send, fears that they died, the risk of losing, preparations for the deployment of."""
    if token.tag_[:2] != "NN" or token.lower_ not in trigger.words["nouns"]:
        return
    for child in token.children:
        if child.dep_ in ("acl", "relcl", "xcomp", "ccomp") and child.i > token.i:
            that = any(c.lower_ == "that" and c.dep_ == "mark" for c in child.children)
            if _is_infinitive(child) or that:
                yield Found([token], governed(child))
        elif child.dep_ == "prep" and child.lower_ in ("for", "of"):
            yield Found([token], governed(child))


def adverb(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Possibly, probably: over the verb's clause, or over the phrase that it stands before."""
    if token.lower_ in trigger.words["adverbs"] and token.dep_ == "advmod" and token.tag_ in ("RB", "JJ", "RBR"):
        yield Found([token], governed(token.head))


def state(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Feared dead, believed killed."""
    if token.lower_ in trigger.words["verbs"] and token.i + 1 < len(token.doc):
        after = token.nbor(1)
        if after.lower_ in trigger.words["states"] and (
            after.head == token or token.head == after or after.head == token.head
        ):
            yield Found([token], governed(token) | governed(after))


def condition(token: Token, _trigger: Trigger) -> Iterator[Found]:
    """The clause of "if", "unless", or of "should" before its subject: it has not happened."""
    verb = token.head
    if token.tag_ == "MD":
        if _is_inverted(token):
            comma = next((t.i for t in token.doc[verb.i : token.sent.end] if t.lower_ == ","), token.sent.end)
            tokens = governed(verb) if verb.dep_ == "advcl" else frozenset(range(token.i, comma))
            yield Found([token], tokens, None, verb)
        return
    if token.dep_ != "mark" or verb.dep_ not in ("advcl", "ROOT", "relcl", "dep", "ccomp", "pcomp"):
        return
    if verb.dep_ == "ccomp" and verb.head.i < verb.i:
        return  # asked if
    if verb.tag_[:2] in ("VB", "MD"):
        yield Found([token], governed(verb), None, verb)


def _is_inverted(auxiliary: Token) -> bool:
    """Should the truce break: the subject stands behind, and nothing is asked."""
    verb = auxiliary.head
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    opens = auxiliary.i == auxiliary.sent.start or verb.dep_ == "advcl"
    asks = auxiliary.sent[-1].lower_ == "?"
    return subject is not None and auxiliary.i < subject.i and opens and not asks


def negation(token: Token, _trigger: Trigger) -> Iterator[Found]:
    """Not, never over the verb's clause."""
    if token.dep_ != "neg" or token.head.tag_[:2] not in ("VB", "MD"):
        return
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if after in _FOCUS:
        return
    yield Found([token], governed(token.head))


def denial(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Denied that they died; dispute claims that they died; denied killing."""
    if token.tag_[:2] != "VB" or token.lower_ not in trigger.words["verbs"]:
        return
    for child in token.children:
        if child.dep_ in ("ccomp", "xcomp") and child.i > token.i:
            yield Found([token], governed(child))
        elif child.dep_ in ("dobj", "nsubjpass"):
            for inner in child.children:
                if inner.dep_ in ("acl", "ccomp", "relcl") and any(
                    c.lower_ == "that" and c.dep_ == "mark" for c in inner.children
                ):
                    yield Found([token], governed(inner))


def yet(token: Token, _trigger: Trigger) -> Iterator[Found]:
    """Have yet to arrive."""
    if token.i + 2 < len(token.doc) and token.nbor(1).tag_ == "TO" and token.nbor(1).lower_ == "to":
        verb = token.nbor(1).head
        yield Found(
            [token], governed(verb) | (_with_passive_subject(verb.head, verb) if verb.dep_ == "xcomp" else frozenset())
        )


def without(token: Token, _trigger: Trigger) -> Iterator[Found]:
    for child in token.children:
        if child.dep_ in ("pcomp", "pobj"):
            yield Found([token], governed(child))


def no(token: Token, trigger: Trigger) -> Iterator[Found]:
    """No soldier was seen, no evidence that, neither side sent."""
    head = token.head
    if token.lower_ in ("none", "nobody"):
        if token.dep_ in ("nsubj", "nsubjpass"):
            yield Found([token], governed(head))
        return
    if token.dep_ not in ("det", "preconj", "cc", "neg") or token.i > head.i + 1:
        return
    if token.dep_ == "cc" and any(c.lower_ == "neither" for c in head.children):
        return  # neither … nor denies once
    if (
        head.dep_ in ("nsubj", "nsubjpass")
        and head.head.tag_[:2] == "VB"
        and head.lower_ not in trigger.words["evidence"]
    ):
        yield Found([token], governed(head.head))
        return
    tokens = governed(head)
    if head.lower_ in trigger.words["evidence"]:
        for child in head.children:
            if child.dep_ in ("acl", "ccomp", "relcl") and (
                _is_infinitive(child) or any(c.lower_ == "that" for c in child.children)
            ):
                tokens |= governed(child)
    yield Found([token], tokens)


def unchecked(token: Token) -> bool:
    """Could not be verified, did not say: the event is not denied."""
    return token.head.lower_ in _verbs("unchecked") or any(
        c.lower_ in ("clear", "immediately", "known") for c in token.head.children
    )


def bound(token: Token) -> bool:
    words = lexicon.load("modality").words("no_bound")
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in words


SHAPES: Final[Mapping[str, Shape]] = {
    f.__name__: f
    for f in (
        auxiliary,
        be_to,
        complement,
        willed,
        adjective,
        noun,
        adverb,
        state,
        condition,
        negation,
        denial,
        yet,
        without,
        no,
    )
}
GUARDS: Final[Mapping[str, Callable[[Token], bool]]] = {"unchecked": unchecked, "bound": bound}


# ------------------------------------------------------------------------------------------------------------ public
def find(paragraph: Paragraph) -> tuple[Scope, ...]:
    """Every scope of modality and negation, in the order of their triggers."""
    if not paragraph.parsed:
        return ()
    by_word, _ = _triggers()
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
        over_tokens=over,
        governs=found.governs,
        modality=found.modality or trigger.modality,
        negated=trigger.negated,
        condition=paragraph.offsets(*paragraph.subtree(clause)) if clause is not None else None,
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
