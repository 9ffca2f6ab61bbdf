"""What a force is made of, uncounted: "300 troops, including engineers and two-man drone teams"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from extractor.model import Offsets
from extractor.patterns import people, tree
from extractor.patterns.paragraph import Paragraph

OPENERS: Final = (
    ("including",),
    ("comprising",),
    ("consisting", "of"),
    ("composed", "of"),
    ("made", "up", "of"),
    ("mostly",),
    ("mainly",),
)
MARKS: Final = frozenset({",", "-", "–", "—", "("})
FORCES: Final = frozenset({"force", "unit", "context"})
LONGEST: Final = 12  # tokens of one part


def composition(paragraph: Paragraph, end: int) -> tuple[Offsets, ...]:
    """Article offsets of the parts named directly behind the phrase that ends at the token ``end``.

    Only forces and units, and none that is counted: a count is a figure of its own, with ``part_of``.
    """
    doc = paragraph.doc
    at = end + 1 if end < len(doc) and doc[end].text in MARKS else end
    for words in OPENERS:
        start = at + len(words)
        if paragraph.lower[at:start] == words and start < len(doc):
            found = [head for head in _heads(doc[start]) if _is_force(paragraph, head)]
            return tuple(paragraph.offsets(max(start, head.left_edge.i), head.i + 1) for head in found)
    return ()


def _heads(first: Token) -> Iterator[Token]:
    """The noun whose phrase begins here, and those side by side with it."""
    head = first
    while head.head.left_edge.i >= first.i and head.head != head and head.head.tag_ in tree.NOUN_TAGS:
        head = head.head
    while head.tag_ in tree.NOUN_TAGS:
        yield head
        head = next((c for c in head.conjuncts if c.i > head.i), head.sent.root)
        if head.dep_ != "conj":
            return


def _is_force(paragraph: Paragraph, head: Token) -> bool:
    found = people.at(paragraph, head.i)
    counted = any(t.tag_ == "CD" for t in head.subtree if t.i < head.i)
    short = head.i - head.left_edge.i < LONGEST
    return found is not None and found.grade in FORCES and short and not counted
