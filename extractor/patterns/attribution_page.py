"""What the readers of attributions share: the paragraph as they see it, and an attribution in the making."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Token

from extractor.model import Stance

Range = tuple[int, int]

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(frozen=True, slots=True)
class Page:
    """A paragraph's Doc with what the frames must know beyond the parse.

    Attributes:
        index: of the paragraph.
        words: its tokens as written.
        holder: for every token the number of the quotation that holds it, -1 outside.
        governed: verbs that the parser put into somebody's words although they go on from the verb of saying
            ("said it fell and called on them"), with that verb.
        cuts: for a verb of saying, the token at which its content ends.
        sentences: for every token the first and the end of its sentence.
        stops: tokens at which the author's own comment ends what somebody said, in order.
        adopted: for a verb without a subject the noun that the parser gave to the clause before.
        asides: relative clauses in which somebody else speaks; no part of what is said when they end it.
    """

    index: int
    doc: Doc
    words: Sequence[str]
    holder: Sequence[int]
    governed: Mapping[int, int] = field(default_factory=dict)
    cuts: Mapping[int, int] = field(default_factory=dict)
    sentences: Sequence[Range] = ()
    stops: Sequence[int] = ()
    asides: Sequence[Range] = ()
    adopted: Mapping[int, Token] = field(default_factory=dict)
    known: dict[int, Token | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_turn(self) -> bool:
        """Q: …, A: …: words that are spoken although no marks stand around them."""
        return len(self.words) > 1 and self.words[0] in ("Q", "A") and self.words[1] == ":"

    def together(self, a: Token, b: Token) -> bool:
        """Whether both stand in the same quotation, or both outside."""
        return self.holder[a.i] == self.holder[b.i]

    def subject(self, verb: Token) -> Token | None:
        """The verb's own subject; one inside a quotation is none of a verb outside, the nearest counts."""
        if verb.i not in self.known:  # a verb is asked once for each one that is coordinated with it
            found = [c for c in verb.children if c.dep_ in SUBJECTS and self.together(c, verb)]
            nearest = min(found, key=lambda c: (c.dep_ == "csubj", abs(c.i - verb.i)), default=None)
            if nearest is not None and nearest.dep_ == "csubj" and nearest.tag_ == "VBG" and nearest.i < verb.i:
                inner = next((c for c in nearest.children if c.dep_ == "nsubj" and c.i < nearest.i), None)
                nearest = inner or nearest  # the men looking to stop it filed a suit
            self.known[verb.i] = _behind_object(verb, nearest) if nearest is not None else self.adopted.get(verb.i)
        return self.known[verb.i]


def _behind_object(verb: Token, subject: Token) -> Token:
    """It killed 9 people, the mayor said: what follows a clause without a comma is that clause's own object."""
    start = subject.left_edge.i
    speaker = next((c for c in subject.children if c.dep_ == "appos" and c.right_edge.i == subject.right_edge.i), None)
    led = any(c.dep_ == "ccomp" and c.right_edge.i == start - 1 for c in verb.children)
    return speaker if speaker is not None and led and start > 0 and verb.doc[start - 1].tag_[:2] == "VB" else subject


@dataclass(slots=True)
class Draft:
    """An attribution in the making: token ranges of one paragraph."""

    paragraph: int
    head: int
    cue: Range
    stance: Stance
    rule: str
    sources: list[Range] = field(default_factory=list)
    owners: list[Range] = field(default_factory=list)
    content: list[Range] = field(default_factory=list)
    negated: bool = False
    via: Range | None = None
    quotes: bool = False
    parent: Draft | None = None
    is_turn: bool = False  # of a transcript
    is_doubtful: bool = False  # one only if the article is a transcript
    is_author: bool = False  # outside quotation marks
    is_pointing: bool = False  # what is said is only "this": it stands in the sentence before
    thing: list[Range] = field(default_factory=list)  # the content where no other is found; the cue is the verb then

    @property
    def reach(self) -> Range:
        """From the first to the last token of cue and sources, and of the medium that quotes them."""
        parts = [self.cue, *self.sources, *([self.via] if self.via and self.via[1] <= self.cue[0] else [])]
        return min(p[0] for p in parts), max(p[1] for p in parts)
