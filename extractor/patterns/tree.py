"""Reading the parse: who is the subject of a verb, what is its object, which nouns stand side by side.

All functions take and give tokens of one Doc. They follow spaCy's English labels (ClearNLP).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
RELATIVES: Final = frozenset({"who", "which", "that", "whom"})
VERB_TAGS: Final = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE_TAGS: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOUN_TAGS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
BE: Final = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "get", "got"})
# Nouns that only hold others: "a group of 12 soldiers", "the bodies of 35 people" mean what stands after "of".
HOLDERS: Final = frozenset(
    [
        "group",
        "groups",
        "number",
        "numbers",
        "total",
        "totals",
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "millions",
        "tens",
        "handful",
        "couple",
        "pair",
        "majority",
        "bulk",
        "rest",
        "remainder",
        "some",
        "many",
        "most",
        "several",
        "all",
        "one",
        "few",
        "team",
        "teams",
        "crowd",
        "column",
        "convoy",
        "batch",
        "family",
        "families",
        "crew",
        "party",
        "contingent",
        "force",
        "unit",
        "wave",
        "half",
        "third",
        "quarter",
        "part",
        "lot",
        "lots",
        "plenty",
    ]
)


def is_passive(verb: Token) -> bool:
    """The verb is passive, or a bare past participle behind its noun ("the men killed there")."""
    if any(child.dep_ == "auxpass" and child.text != "IS" for child in verb.children):  # IS, the group
        return True
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod"):  # with an object it is a past tense misread
        return not has_own(verb, "dobj") or has_own(verb, "agent")
    return verb.tag_ == "VBN" and verb.dep_ == "conj" and not has_own(verb, "aux", "nsubj") and is_passive(verb.head)


def subtree(token: Token) -> tuple[int, int]:
    """Token indices ``[first, end)`` of a token with all that hangs on it."""
    return token.left_edge.i, token.right_edge.i + 1


def has_own(verb: Token, *deps: str) -> bool:
    return any(child.dep_ in deps for child in verb.children)


def subjects(verb: Token, depth: int = 6) -> list[Token]:
    """The heads of the verb's subject, as written or inherited (relative clauses, coordination, participles)."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if not own:  # "Denmark has, the minister said, sent 40": it hangs on the auxiliary
        own = [c for child in verb.children if child.dep_ == "aux" for c in child.children if c.dep_ in SUBJECTS]
    if own:
        if verb.dep_ == "relcl" and own[0].lower_ in RELATIVES:
            return [verb.head]
        return own
    if not depth:
        return []
    if verb.dep_ in ("acl", "relcl", "amod"):
        return [verb.head]
    if verb.dep_ == "ccomp" and verb.tag_ in ("VBD", "VBZ", "VBP"):
        return []  # "officials said shelling killed two": whatever the parser missed, it wasn't the officials
    if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp") and verb.head.tag_ in VERB_TAGS:
        return subjects(verb.head, depth - 1)
    return []


def objects(verb: Token) -> list[Token]:
    """The heads of the verb's objects."""
    found = [child for child in verb.children if child.dep_ in ("dobj", "dative", "obj")]
    for child in verb.children:  # "left 9 dead": a small clause whose subject is the object
        if child.dep_ in ("ccomp", "oprd", "xcomp") and child.tag_ not in ("VB", "VBD", "VBZ", "VBP"):
            found += [c for c in child.children if c.dep_ in SUBJECTS]
    return found


def of_phrase(noun: Token, *words: str) -> list[Token]:
    """The nouns behind "of" (or other ``words``)."""
    preps = words or ("of",)
    return [
        grandchild
        for child in noun.children
        if child.dep_ in ("prep", "agent") and child.lower_ in preps
        for grandchild in child.children
        if grandchild.dep_ in ("pobj", "pcomp")
    ]


def side_by_side(head: Token) -> Iterator[Token]:
    """The token itself, what is coordinated with it, its appositions, and what a holder noun holds."""
    seen: set[int] = set()
    queue = [head]
    while queue:
        token = queue.pop(0)
        if token.i in seen:
            continue
        seen.add(token.i)
        yield token
        queue += [child for child in token.children if child.dep_ in ("conj", "appos") and child.tag_ not in VERB_TAGS]
        if token.lower_ in HOLDERS or token.tag_ == "CD":
            queue += of_phrase(token)


def clause_verb(token: Token) -> Token:
    """The verb (or root) that governs a token."""
    current = token
    while current.dep_ != "ROOT" and current.head != current:
        current = current.head
        if current.tag_ in VERB_TAGS:
            return current
    return current


def has_own_object(verb: Token) -> bool:
    """ "Double its contingent": the object belongs to whoever does it."""
    objects = (child for child in verb.children if child.dep_ == "dobj")
    return any(child.tag_ == "PRP$" for noun in objects for child in noun.children)
