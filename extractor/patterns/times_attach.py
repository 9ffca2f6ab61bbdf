"""Which time expression belongs to an event."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from spacy.tokens import Token

from extractor.model import When
from extractor.patterns.paragraph import Paragraph

_DOWN: Final = frozenset({"xcomp", "advcl", "conj", "acl", "relcl", "ccomp", "pcomp"})
_BARE: Final = ("times.length.count", "times.length.months_years")


def attach(
    paragraph: Paragraph, whens: Sequence[When], anchor_token: int, cue_tokens: Collection[int] = ()
) -> When | None:
    """The time of the event at token ``anchor_token``, or None.

    In this order: a time that depends on the event; on a verb of the same clause chain (the nearest first, never a cue);
    the nearest time in the clause; the time that opens the sentence.

    ``cue_tokens`` are verbs and nouns of saying: their times are when it was said.
    """
    if not paragraph.parsed or not 0 <= anchor_token < len(paragraph.doc):
        return None
    anchor = paragraph.doc[anchor_token]
    sentence = anchor.sent
    near = [w for w in whens if sentence.start <= w.tokens[0] < sentence.end and w.rule not in _BARE]
    if not near:
        return None
    owners = {w.span: _owner(paragraph, w) for w in near}
    chain = _chain(anchor)
    ranked = []
    for when in near:
        owner = owners[when.span]
        if owner.i in cue_tokens:
            continue
        rank = _rank(owner, anchor, chain, when, sentence.start)
        if rank is not None:
            ranked.append((rank, abs(when.tokens[0] - anchor.i), when.span, when))
    return min(ranked, key=lambda r: r[:3])[3] if ranked else None


def _owner(paragraph: Paragraph, when: When) -> Token:
    """The verb (or the sentence's root) that a time modifies."""
    first, end = when.tokens
    token = next((t for t in paragraph.doc[first:end] if not first <= t.head.i < end), paragraph.doc[first])
    for _ in range(len(paragraph.doc)):
        if token.head == token or (token.tag_[:2] == "VB" and not first <= token.i < end):
            break
        token = token.head
    return token


def _chain(anchor: Token) -> list[Token]:
    """The anchor and what governs it, up to the sentence's root."""
    chain = [anchor]
    while chain[-1].head != chain[-1]:
        chain.append(chain[-1].head)
    return chain


def _rank(owner: Token, anchor: Token, chain: list[Token], when: When, start: int) -> int | None:
    if owner == anchor or anchor in owner.ancestors:
        return 0 if owner == anchor else 2
    if owner in chain:
        return 1
    return None
