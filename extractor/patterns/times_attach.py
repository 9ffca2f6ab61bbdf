"""Which time expression belongs to an event."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Final

from spacy.tokens import Token

from extractor.model import When
from extractor.patterns import lexicon
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.tree import FINITE_TAGS

# "three-day": a size, no place in time
_OWN: Final = 0
_SHARED: Final = 1
_ABOVE: Final = 2
_OPENING: Final = 3
_HEADING: Final = 4
_WAYS: Final = (
    "depends on the event",
    "of a verb joined to the event",
    "of a verb above the event",
    "opens the sentence",
    "heads the paragraph",
)
_FINITE: Final = FINITE_TAGS
_SAME_TIME: Final = frozenset({"when"})  # the main clause's time is that of the clause as well
_COMPARING: Final = frozenset({"as", "than", "like", "unlike"})
_COMPARED: Final = frozenset({"in", "on", "during"})  # "as of" and "as at" are times of their own
_DASHES: Final = frozenset({"-", "–", "—", "--"})
_RELATIVES: Final = frozenset({"WDT", "WP", "WRB"})
_CLAUSES: Final = frozenset({"relcl", "advcl", "parataxis"})
_ARGUMENTS: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "prep", "nummod"})
_SPANS: Final = frozenset({"in", "for", "within"})  # with a length: "the worst raid in three years"
_RANKS: Final = frozenset({"first", "second", "third", "fourth", "fifth", "only", "last", "next", "latest"})
_NO_RANKS: Final = frozenset({"least", "most"})  # "at least ten", "most of them"


def attach(
    paragraph: Paragraph,
    whens: Sequence[When],
    anchor_token: int,
    cue_tokens: Collection[int] = (),
    told: Callable[[str], None] | None = None,
) -> When | None:
    """The time of the event at token ``anchor_token``, or None.

    In this order: a time that depends on the event; on a verb joined to it (killed … and wounded … on Friday); on a
    verb above it in its clause chain; a time that opens the sentence; a date that heads the paragraph ("May 1991: …").
    Of equals, the nearest.

    ``cue_tokens`` are the verbs and nouns of saying: their own times are when it was said. Bare lengths, datelines
    and the years that something is the worst of ("the worst raid since 1998") are never chosen. ``told`` is given the
    way in which it was found, for ``extract explain``.
    """
    if not paragraph.parsed or not 0 <= anchor_token < len(paragraph.doc):
        return None
    anchor = paragraph.doc[anchor_token]
    sentence = anchor.sent
    above = _above(anchor)
    ranked = []
    for when in whens:
        itself = "event" in when.traits and when.tokens[0] <= anchor_token < when.tokens[1]
        if itself or "bare" in when.traits or _is_dateline(paragraph, when) or _compares(paragraph, when):
            continue
        rank: int | None = None
        if sentence.start <= when.tokens[0] < sentence.end:
            rank = _rank(paragraph, when, anchor, above, cue_tokens)
        if rank is None and _is_heading(paragraph, when):
            rank = _HEADING
        if rank is not None:
            ranked.append((rank, abs(when.tokens[0] - anchor.i), when.span, when))
    if not ranked:
        return None
    best = min(ranked, key=lambda r: r[:3])
    if told is not None:
        told(_WAYS[best[0]])
    return best[3]


def _rank(
    paragraph: Paragraph, when: When, anchor: Token, above: Sequence[int], cue_tokens: Collection[int]
) -> int | None:
    path = _path(paragraph, when, anchor)
    owner = path[-1]
    aside = owner.dep_ == "advcl" and owner != anchor and not owner.is_ancestor(anchor)
    if aside and any(c.dep_ == "mark" and c.i == when.tokens[0] for c in owner.children):
        owner = owner.head  # "have died since the siege began": the clause dates its main verb
    first = when.tokens[0]
    compared = first and paragraph.doc[first - 1].lower_ in _COMPARING and paragraph.doc[first].lower_ in _COMPARED
    if compared and not _is_clause_of(when, anchor):
        return None  # "could be stuck there, as in 2015"
    if when.tokens[0] - 1 in cue_tokens and when.tokens[0] - 1 != anchor.i:
        return None  # "said Friday two men had died": the parser gives Friday to the deaths
    if owner == anchor or _is_clause_of(when, anchor):
        return _OWN
    if _dates_what_did(when, anchor):
        return _SHARED
    if owner.i in cue_tokens:
        # "said 30 men had fallen in the south Friday": what stands behind the event is the event's
        behind = owner.i < anchor.i < when.tokens[0] and owner.is_ancestor(anchor)
        return _SHARED if behind else None
    if _is_joined(owner, anchor):
        return _SHARED
    if any(token.i in above for token in path) or (len(path) < 3 and _is_done_by(when, owner, anchor)):
        return _ABOVE
    opens = when.tokens[0] <= anchor.sent.start + 1 and when.tokens[1] < len(paragraph.doc)
    if opens and paragraph.doc[when.tokens[1]].lower_ == "," and anchor.dep_ != "relcl":
        return _OPENING
    return None


def _is_clause_of(when: When, anchor: Token) -> bool:
    """In March, when ten men were killed; a raid in March that hurt ten: the clause says what happened then."""
    if anchor.dep_ != "relcl":
        return False
    return when.tokens[0] <= anchor.head.i < when.tokens[1] or when.tokens[1] == anchor.left_edge.i


def _dates_what_did(when: When, anchor: Token) -> bool:
    """A clash late on Sunday which also hurt ten: between what happened and the clause that says what it did.

    Read by position: the parser joins the clause to the noun nearest it ("a clash … in the province which …").
    """
    clause = anchor
    while clause.head != clause and clause.dep_ not in _CLAUSES:
        clause = clause.head
    first, end = when.tokens
    start = clause.left_edge.i
    tags = [t.tag_ for t in anchor.doc[start : anchor.i]]
    if clause.dep_ != "relcl" or end > start or "MD" in tags or not any(tag in _RELATIVES for tag in tags):
        return False
    for token in reversed(anchor.doc[anchor.sent.start : first]):
        if token.lower_ in _event_nouns():
            return not any(t.tag_[:2] == "VB" for t in anchor.doc[end:start])
        if token.tag_[:2] == "VB":
            return False
    return False


@cache
def _event_nouns() -> frozenset[str]:
    return lexicon.load("times").words("event_nouns")


def _compares(paragraph: Paragraph, when: When) -> bool:
    """The deadliest raid since May, the first in three years: how far back nothing was like it, not when it was."""
    doc, first = paragraph.doc, when.tokens[0]
    opener = doc[first].lower_
    if opener != "since" and not (opener in _SPANS and (when.value or "").startswith("P")):
        return False
    for token in reversed(doc[doc[first].sent.start : first]):
        if token.tag_[:2] == "VB" or token.text in (",", ";", ":", "“", "”", '"'):
            return False
        if token.lower_ in _RANKS or (token.tag_ in ("JJS", "RBS") and _ranks(token)):
            return True
    return False


def _ranks(superlative: Token) -> bool:
    """ "Most of them" and "at least ten" are counts, "the most violent" is not."""
    if superlative.lower_ not in _NO_RANKS:
        return True
    after = superlative.nbor(1) if superlative.i + 1 < len(superlative.doc) else None
    return after is not None and after.tag_ in ("JJ", "RB")


def _path(paragraph: Paragraph, when: When, anchor: Token) -> list[Token]:
    """From the time's head word up to the first verb, the anchor, or the root."""
    first, end = when.tokens
    token = next((t for t in paragraph.doc[first:end] if not first <= t.head.i < end), paragraph.doc[first])
    path = [token]
    while token.head != token:
        inside = first <= token.i < end
        if not inside and (token.tag_[:2] == "VB" or token == anchor):
            break
        token = token.head
        path.append(token)
    return path


def _above(anchor: Token) -> list[int]:
    """The tokens above the anchor whose times are its own too: up to the edge of its clause."""
    chain, token = [], anchor
    while token.head != token and not _is_clause_edge(token):
        token = token.head
        chain.append(token.i)
    if token.dep_ == "relcl":  # a raid in June that hurt two: the time is the noun's
        chain.append(token.head.i)
    return chain


def _is_clause_edge(token: Token) -> bool:
    if token.dep_ in ("relcl", "parataxis"):
        return True
    if token.dep_ == "conj" and token.tag_[:2] == "VB":  # "sent 40 in May and may send more": then, not when
        own = [c.tag_ for c in token.children if c.dep_ in ("aux", "auxpass") and c.tag_ in _FINITE]
        return bool(own) and ("MD" in own) != any(c.tag_ == "MD" for c in token.head.children if c.dep_ == "aux")
    if token.dep_ == "ccomp":
        return token.tag_ in _FINITE or any(c.tag_ in _FINITE for c in token.children if c.dep_ in ("aux", "auxpass"))
    if token.dep_ == "advcl":
        return any((c.dep_ == "mark" or c.tag_ == "WRB") and c.lower_ not in _SAME_TIME for c in token.children)
    return token.dep_ == "acl" and token.tag_ == "VBN"


def _is_joined(owner: Token, anchor: Token) -> bool:
    """The owner is a later verb of the anchor's coordination without a subject of its own, or its infinitive."""
    token = owner
    while token != anchor:
        if token.head == token:
            return False
        if token.dep_ == "advcl":
            marks = [c.lower_ for c in token.children if c.dep_ == "mark" or c.tag_ == "WRB"]
            infinitive = any(c.tag_ == "TO" for c in token.children)
            if not (infinitive or marks == ["when"]):
                return False
        elif token.dep_ not in ("conj", "xcomp", "pcomp", "prep", "acomp"):
            return False
        token = token.head
    return True


def _is_done_by(when: When, owner: Token, anchor: Token) -> bool:
    """ "A group of 75 tried to overrun it on Tuesday": a noun has the time of what it is the subject or object of."""
    if anchor.tag_[:2] not in ("NN", "CD") or "fixed" in when.traits:
        return False
    token = anchor
    while token.head != token and token.dep_ in _ARGUMENTS and token.lower_ != "with":
        token = token.head
        if token.tag_[:2] == "VB":
            return token != owner and _is_joined(owner, token)
    return False


def _is_dateline(paragraph: Paragraph, when: When) -> bool:
    """PARIS, March 20 -: capitals, the date, a dash."""
    first, end = when.tokens
    doc = paragraph.doc
    if not 0 < first < 12 or end >= len(doc):
        return False
    dash = next((t for t in doc[end : end + 5] if t.text in _DASHES), None)
    return dash is not None and doc[0].is_upper and len(doc[0]) > 1


def _is_heading(paragraph: Paragraph, when: When) -> bool:
    """A date at the paragraph's start that a colon or dash sets apart: it dates all that follows."""
    first, end = when.tokens
    return first <= 1 and end < len(paragraph.doc) and paragraph.doc[end].text == ":"
