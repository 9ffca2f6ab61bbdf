"""Where the parts of an attribution stand: source phrases, contents, the chain of subjects. Token ranges in one Doc."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Token

Range = tuple[int, int]

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "nobody", "none"})
QUOTES: Final = frozenset({'"', "“", "”", "''", "``", "‘", "’", "'"})
_EDGE: Final = frozenset({",", ";", ":", "-", "–", "—", "--", "...", "…"})
BREAKS: Final = frozenset({",", ";", ":", "-", "–", "—", "--", "(", "“", "”", '"', "''", "``", "’", "'", "‘"})
_CHAIN: Final = 6
_DUMMY: Final = frozenset({"it", "there"})
_PROMISES: Final = frozenset({"promise", "promises", "promised", "promising", "use", "uses", "used", "using", "take", "took", "has", "have", "had"})
_LEADING: Final = frozenset({"that", "but", "and", "so", "however"})


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the dependencies."""
    return next((c for c in token.children if c.dep_ in deps), None)


def subtree(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i + 1


def minus(span: Range, *holes: Range) -> list[Range]:
    """The pieces of ``span`` outside the holes, in order."""
    pieces = [span]
    for first, end in holes:
        kept: list[Range] = []
        for a, b in pieces:
            kept += [(a, min(b, first)), (max(a, end), b)] if first < b and end > a else [(a, b)]
        pieces = [(a, b) for a, b in kept if a < b]
    return pieces


def trim(doc: Doc, span: Range, lead: bool = True) -> Range | None:
    """Without punctuation at the ends (quotation marks and brackets stay) and without an introducing "that"."""
    first, end = span
    while first < end and (doc[first].text in _EDGE or doc[first].is_space or doc[first].text in ".?!"):
        first += 1
    while lead and first < end and doc[first].lower_ in _LEADING and doc[first].dep_ in ("mark", "cc", "advmod", "dep"):
        first += 1
        while first < end and doc[first].text in _EDGE:
            first += 1
    while first < end and (doc[end - 1].text in _EDGE or doc[end - 1].is_space or doc[end - 1].text == "."):
        end -= 1
    return (first, end) if first < end else None


def is_verb(token: Token) -> bool:
    return token.tag_[:2] == "VB" or token.tag_ == "MD"


@dataclass(frozen=True, slots=True)
class Page:
    """A paragraph's Doc with what the frames must know beyond the parse.

    Attributes:
        index: of the paragraph.
        holder: for every token the number of the quotation that holds it, -1 outside.
        governed: verbs that the parser put into somebody's words although they go on from the verb of saying
            ("said it fell and called on them"), with that verb.
        cuts: for a verb of saying, the token at which its content ends.
    """

    index: int
    doc: Doc
    holder: Sequence[int]
    governed: Mapping[int, int] = field(default_factory=dict)
    cuts: Mapping[int, int] = field(default_factory=dict)

    def together(self, a: Token, b: Token) -> bool:
        """Whether both stand in the same quotation, or both outside."""
        return self.holder[a.i] == self.holder[b.i]

    def subject(self, verb: Token) -> Token | None:
        """The verb's own subject; one inside a quotation is none of a verb outside, the nearest counts."""
        found = [c for c in verb.children if c.dep_ in SUBJECTS and self.together(c, verb)]
        return min(found, key=lambda c: abs(c.i - verb.i), default=None)


def subjects(page: Page, token: Token) -> tuple[list[Token], bool]:
    """The heads of the verb's subject, and whether they stand elsewhere (a participle's, the main clause's).

    A dummy "it" or "there" is none.
    """
    here = token
    elsewhere = False
    for _ in range(_CHAIN):
        if here.i in page.governed:
            here = page.doc[page.governed[here.i]]
        found = page.subject(here)
        if found is not None and not (found.dep_ == "csubj" or found.lower_ in _DUMMY and _is_dummy(here, found)):
            return [found], elsewhere
        if found is not None:
            return [], False
        head, dep = here.head, here.dep_
        if head is here:
            return [], False
        if dep in ("conj", "xcomp", "aux", "ccomp") and (is_verb(head) or dep == "conj" or head.dep_ in ("ROOT", "conj")):
            if dep == "ccomp" and here.tag_ not in ("VBG", "VB"):
                return [], False
            controller = child(head, "dobj", "dative") if dep != "conj" and is_verb(here) else None
            if controller is not None and head.i < controller.i < here.i and head.lower_ not in _PROMISES:
                return [controller], elsewhere  # led them to say
            here = head
        elif dep in ("acomp", "oprd", "attr") or (dep in ("xcomp", "ccomp") and head.tag_[:2] in ("JJ", "RB") and here.tag_ == "VB"):
            here = head  # are likely to say
        elif dep in ("acl",) and here.tag_ == "VBG":
            return [head], elsewhere
        elif dep in ("advcl", "pcomp") and here.tag_ in ("VBG", "VB", "VBN"):
            elsewhere = True
            here = head if is_verb(head) or head.dep_ != "prep" else head.head
        elif dep == "prep":
            here = head
        else:
            return [], False
    return [], False


def _is_dummy(verb: Token, subject: Token) -> bool:
    return subject.lower_ == "there" or any(c.dep_ in ("acomp", "attr", "auxpass") for c in verb.children)


def source_ranges(token: Token) -> list[Range]:
    """The source's phrase or phrases: identifying appositions are in it, relative clauses behind a comma are not."""
    doc = token.doc
    if any(c.dep_ == "cc" and c.lower_ == "nor" for c in token.children):
        halves = [token, *(c for c in token.children if c.dep_ == "conj")]
        return [r for half in halves for r in [_phrase(doc, half, [c for c in token.children if c.dep_ in ("cc", "conj", "preconj")])] if r]
    found = _phrase(doc, token, ())
    return [found] if found else []


def _phrase(doc: Doc, token: Token, holes: Sequence[Token]) -> Range | None:
    first, end = subtree(token)
    for hole in holes:
        for piece in minus((first, end), subtree(hole)):
            if piece[0] <= token.i < piece[1]:
                first, end = piece
    for c in token.children:
        if c.dep_ == "relcl" or (c.dep_ in ("acl", "advcl", "prep", "advmod", "npadvmod") and _after_comma(doc, c)):
            start = c.left_edge.i
            if c.dep_ == "prep" and c.lower_ == "of":
                continue
            if start > token.i and start < end and (c.dep_ != "relcl" or _after_comma(doc, c)):
                end = start
    if doc[first].lower_ in ("but", "and", "meanwhile", "neither", "both") and first < token.i:
        first += 1
    trimmed = trim(doc, (first, end), lead=False)
    return trimmed


def _after_comma(doc: Doc, token: Token) -> bool:
    start = token.left_edge.i
    return start > 0 and doc[start - 1].text in (",", "—", "–", "--", "-", "(")


def negation(verb: Token) -> bool:
    """Whether the verb is negated: not, never, "has yet to", neither … nor, no one."""
    here = verb
    for _ in range(3):
        for c in here.children:
            if c.dep_ == "neg" or (c.lower_ in NEGATIONS and c.i < here.i and c.dep_ in ("advmod", "preconj", "cc", "det")):
                return True
            if c.dep_ in SUBJECTS and (
                c.lower_ in ("nobody", "none", "neither")
                or any(g.lower_ in ("no", "neither") and g.dep_ in ("det", "preconj", "cc") for g in c.children)
            ):
                return True
            if c.lower_ == "yet" and c.i < here.i and here.tag_ == "VB":
                return True
        if here.dep_ in ("xcomp", "ccomp") and here.head.lower_ in ("have", "has", "had", "yet", "fail", "failed", "able"):
            if any(c.lower_ == "yet" for c in here.head.children) or here.head.lower_ in ("yet", "fail", "failed"):
                return True
            here = here.head
        else:
            return False
    return False


def conjuncts_up(token: Token) -> Token:
    """The first of a chain of coordinated verbs."""
    here = token
    for _ in range(_CHAIN):
        if here.dep_ != "conj":
            break
        here = here.head
    return here
