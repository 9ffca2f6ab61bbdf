"""What a trigger of modality or negation governs: one function a construction, over its token."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from extractor.model import Modality
from extractor.patterns import lexicon
from extractor.patterns.modality_words import Trigger, verbs
from extractor.patterns.tree import FINITE_TAGS, has_own_object

_FINITE: Final = FINITE_TAGS
_PERCEPTION: Final = frozenset({"see", "hear", "smell", "feel", "read", "understand", "speak", "afford", "muster"})
_GROWING: Final = frozenset({"double", "triple", "raise", "boost"})
BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re"})
_FOCUS: Final = frozenset(
    {"only", "just", "merely", "immediately", "all", "more", "fewer", "least"}
)  # "not only": no denial
_DEGREES: Final = frozenset(
    {"seriously", "badly", "critically", "severely", "gravely", "fatally", "mortally", "greatly"}
)  # "not seriously hurt": hurt
_TAKEN_FOR_GRANTED: Final = frozenset(
    {"from", "over", "after", "before", "since", "despite", "about", "during", "following", "for", "on", "at", "amid"}
)  # "did not recover from the deaths of 12": they died
_DEFINITE: Final = frozenset({"the", "these", "those", "its", "their", "his", "her"})


@dataclass(frozen=True, slots=True)
class Found:
    """What a shape says: the trigger's tokens, what it governs, and its condition's clause."""

    trigger: Sequence[Token]
    governs: frozenset[int]
    modality: Modality | None = None
    condition: Token | None = None


Shape = Callable[[Token, Trigger], Iterator[Found]]


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


def denied(head: Token) -> frozenset[int]:
    """What a denied verb governs, without what is taken for granted: "did not mourn the deaths of 12"."""
    tokens = governed(head)
    for child in head.children:
        if child.dep_ in ("ccomp", "xcomp") and head.lower_ in verbs("factive"):
            tokens -= {t.i for t in child.subtree}
        for noun in child.children if child.dep_ == "prep" and child.lower_ in _TAKEN_FOR_GRANTED else (child,):
            named = noun.dep_ in ("dobj", "nsubjpass", "nsubj") and any(c.lower_ in _DEFINITE for c in noun.children)
            if noun.dep_ in ("pobj", "pcomp") or named:
                tokens -= {t.i for t in noun.subtree}
    return tokens


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
    if word == "go" and token.lower_ == "would" and any(c.lower_ == "on" for c in verb.children):
        return  # "the war would go on to take": it did
    condition = next((c for c in verb.children if c.dep_ == "advcl" and _is_condition(c)), None)
    if modality == "possible":
        if token.lower_ == "could" and (negated or word in _PERCEPTION):
            return
    elif modality == "ordered":
        if _is_inverted(token):
            return  # should the truce break: a condition
    elif condition is not None or (
        token.lower_ in lexicon.load("modality").lists["would"]
        and (
            (word in verbs("effect") and not (word in _GROWING and has_own_object(verb)))
            or any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)
        )
    ):
        modality = "conditional"
    elif _is_unplanned(verb):
        modality = "predicted"
    yield Found([token], governed(verb), modality, condition)


def _is_unplanned(verb: Token) -> bool:
    """Nobody plans it: they will die, will be killed; the toll will rise."""
    if verb.lower_ in verbs("unplanned"):
        return True
    if verb.lower_ in verbs("harm") and any(c.dep_ == "auxpass" for c in verb.children):
        return True
    tolls = lexicon.load("modality").words("tolls")
    if verb.lower_ in verbs("harm") and any(c.dep_ == "nsubj" and c.tag_ == "NN" for c in verb.children):
        return True  # another winter will kill them
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
        and be.lower_ in BE
        and be.i < verb.i
        and not any(c.dep_ in ("acomp", "attr", "expl") for c in be.children)
    ):
        yield Found([be, token] if be.i + 1 == token.i else [token], _with_passive_subject(be, verb))
    elif verb.dep_ == "ROOT" and any(c.dep_ in ("nsubj", "nsubjpass") and c.i < token.i for c in verb.children):
        yield Found([token], governed(verb))  # headlines: "Oman to send 300 men"
    elif verb.dep_ in ("acl", "relcl") and any(c.dep_ == "auxpass" for c in verb.children):
        ordinal = any(
            c.lower_ in ("first", "last", "only", "latest")
            or (c.text[-2:] in ("th", "st", "rd") and c.text[0].isdigit())
            for c in be.children
        )
        if not ordinal and verb.lower_ not in verbs("harm"):
            yield Found([token], governed(verb) | governed(be))


def complement(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Plans to send, is expected to number, fears that, pledged 500."""
    if token.tag_[:2] != "VB":
        return
    word, passive = token.lower_, _is_passive(token)
    frame = "passive" if passive else "infinitive"
    if word in trigger.words.get(frame, ()):
        for infinitive in _complements(token):
            foreseen = not passive and word in verbs("predicted_that") and _own_subject(infinitive)
            modality: Modality | None = "predicted" if foreseen else None  # "analysts expect them to"
            governs = _with_passive_subject(token, infinitive) if passive else governed(infinitive)
            yield Found([token], governs, modality)
        for child in token.children:
            if child.dep_ == "ccomp" and _is_subjunctive(child):
                yield Found([token], governed(child))
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
            elif child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "for" for c in child.children):
                yield Found([token], governed(child))  # "calls for 300 men to be sent"
    if word in trigger.words.get("object", ()):
        for child in token.children:
            if child.dep_ == ("nsubjpass" if passive else "dobj"):
                yield Found([token], governed(child) | {token.i})
        taken = any(child.dep_ == "dobj" for child in token.children)
        bare = token.dep_ == "relcl" and token.head.tag_ == "CD" and not taken
        if bare or (token.dep_ == "acl" and token.tag_ == "VBN"):  # "the 300 it promised", "promised by Oman"
            yield Found([token], frozenset({token.head.i, token.i}))


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _is_subjunctive(verb: Token) -> bool:
    """ "ordered that they be sent", "proposed that he send"."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    bare = verb.tag_ == "VB" and not auxiliaries
    return _own_subject(verb) and (bare or (bool(auxiliaries) and auxiliaries[0].lower_ == "be"))


def adjective(token: Token, trigger: Trigger) -> Iterator[Found]:
    """Is likely to, is ready to, it is possible that."""
    if token.lower_ not in trigger.words["adjectives"]:
        return
    for child in (*token.children, *(c for c in token.head.children if token.dep_ == "acomp")):
        clause = child.dep_ == "ccomp" and not _is_infinitive(child)
        infinitive = child.dep_ in ("xcomp", "ccomp", "pcomp") and _is_infinitive(child)
        if child.i > token.i and (infinitive or (clause and token.tag_ == "JJ")):
            holder = token.head if token.head.lower_ in BE else token
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
    if token.tag_ == "MD" or token.dep_ == "aux":
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
    if after in _FOCUS or (after in _DEGREES and token.head.lower_ in verbs("harm")):
        return
    yield Found([token], denied(token.head))


def yet(token: Token, _trigger: Trigger) -> Iterator[Found]:
    """Have yet to arrive."""
    if token.i + 2 < len(token.doc) and token.nbor(1).tag_ == "TO" and token.nbor(1).lower_ == "to":
        verb = token.nbor(1).head
        yield Found(
            [token], denied(verb) | (_with_passive_subject(verb.head, verb) if verb.dep_ == "xcomp" else frozenset())
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
            yield Found([token], denied(head))
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
        yield Found([token], denied(head.head))
        return
    tokens = governed(head)
    if head.lower_ in trigger.words["evidence"]:
        passive = head.head.children if head.dep_ == "nsubjpass" else ()  # "no evidence was found that"
        for child in (*head.children, *passive):
            if child.dep_ in ("acl", "ccomp", "relcl") and (
                _is_infinitive(child) or any(c.lower_ == "that" for c in child.children)
            ):
                tokens |= governed(child)
    yield Found([token], tokens)


def unchecked(token: Token) -> bool:
    """Could not be verified, did not say: the event is not denied."""
    return token.head.lower_ in verbs("unchecked") or any(
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
        adjective,
        noun,
        adverb,
        state,
        condition,
        negation,
        yet,
        without,
        no,
    )
}
GUARDS: Final[Mapping[str, Callable[[Token], bool]]] = {"unchecked": unchecked, "bound": bound}
