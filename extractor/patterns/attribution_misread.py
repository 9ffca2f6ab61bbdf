"""Verbs of saying that tagger or parser took for something else: a plural noun ("Ng notes"), an attribute."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

from extractor.model import Stance
from extractor.patterns import attribution_spans as spans
from extractor.patterns.attribution_leading import leading_subject
from extractor.patterns.attribution_lexicon import Verb, lexicon
from extractor.patterns.attribution_lost import is_finite
from extractor.patterns.attribution_page import SUBJECTS, Draft, Page, Range
from extractor.patterns.attribution_phrases import pieces_of
from extractor.patterns.attribution_polarity import negation
from extractor.patterns.tree import FINITE_TAGS

_FINITE: Final = FINITE_TAGS
_GROUP: Final = frozenset({"aux", "neg", "advmod"})
_NAMES: Final = frozenset({"NNP", "NNPS", "PRP", "WP"})
_CLOSING: Final = frozenset({",", ")", "—", "–"})
_OBJECTS: Final = frozenset({"pobj", "dobj", "dative"})


def read_attribute(page: Page, verb: Token, entries: tuple[Verb, ...]) -> Draft | None:
    """A finite verb that was read as the attribute of its own object: "Ng, a lawyer, condemned Orr's plan"."""
    doc = page.doc
    start = page.sentences[verb.i][0]
    first = min((c.i for c in verb.children if c.dep_ in _GROUP and c.i < verb.i), default=verb.i)
    host = verb.head
    while host.dep_ in ("poss", "compound") and host.head.i > host.i:
        host = host.head
    if verb.dep_ != "amod" or host.i < verb.i or first <= start or verb.tag_ not in ("VBD", "VBN"):
        return None
    entry = next((e for e in entries if _is_plain(e)), None)
    source = _source(page, verb, first)
    if entry is None or source is None or page.holder[source[0]] != page.holder[verb.i]:
        return None
    draft = Draft(page.index, verb.i, (verb.i, verb.i + 1), entry.stance, "attributions.verb.attribute", [source])
    draft.negated = negation(verb)
    draft.quotes = "quote" in entry.frames
    if host.dep_ in SUBJECTS and host.head.i > host.i and "clause" in entry.frames:
        draft.content = pieces_of(doc, [(verb.i + 1, host.head.right_edge.i + 1)])
    elif "object" in entry.frames:
        draft.content = pieces_of(doc, [(verb.i + 1, host.right_edge.i + 1)])
    return draft if draft.content else None


def _is_plain(entry: Verb) -> bool:
    return not (entry.particle or entry.needs_tail or entry.only or entry.counted or entry.that or entry.negates)


def _source(page: Page, verb: Token, first: int) -> Range | None:
    """Who stands before the verb; None where the participle may well be an attribute: "in Bor suspected rebels"."""
    doc, before = page.doc, page.doc[first - 1]
    if before.tag_ in ("WP", "WDT"):
        return first - 1, first
    is_finite = verb.tag_ == "VBD" or any(c.dep_ == "aux" for c in verb.children)
    is_finite = is_finite or (before.text in _CLOSING and verb.sent.root.tag_ in ("NNS", "NNP", "NNPS"))
    if before.lower_ in lexicon().settings or not (
        is_finite or (before.tag_ in _NAMES and before.dep_ not in _OBJECTS)
    ):
        return None
    if before.dep_ in _OBJECTS and before.head.i > page.sentences[verb.i][0]:
        return leading_subject(page, verb)
    closes = before.text in _CLOSING
    if not closes and before.tag_[:2] not in ("NN", "PR", "CD"):
        return None
    is_share = before.tag_ == "CD" and any(c.lower_ == "in" for c in before.children)
    counted = (before.left_edge.i, first) if is_share else None  # 4 in 10 said general Ng would win
    return leading_subject(page, verb) or counted or (None if closes else spans.phrase_ending(doc, first))


def is_participle(page: Page, verb: Token, entry: Verb) -> bool:
    """a man named Ng; Bor, also called the Gate; Bor, claimed by two states, has …: read as a verb of its own."""
    subject, doc = page.subject(verb), verb.doc
    if verb.tag_ not in ("VBN", "VBD") or spans.child(verb, "aux", "auxpass") is not None:
        return False
    if subject is None:
        is_cut_off = doc[verb.left_edge.i - 1].text == "," and leading_subject(page, verb) is None
        return "naming" in entry.frames and spans.child(verb, "dobj") is None and is_cut_off
    if subject.i > verb.i:
        return False
    if verb.tag_ == "VBN" and "clause" not in entry.frames and subject.left_edge.lower_ in ("a", "an"):
        return True
    if (
        doc[verb.i - 1].text != ","
        or subject.right_edge.i < verb.i - 2
        or any(t.text == "," for t in doc[subject.left_edge.i : verb.i - 1])
    ):
        return False
    comma = next((t.i for t in doc[verb.i + 1 : page.sentences[verb.i][1] - 1] if t.text == ","), verb.i)
    return any(t.lower_ == "by" for t in doc[verb.i : comma]) and doc[comma + 1].tag_ in _FINITE


def read_hearsay(page: Page, verb: Token, entry: Verb) -> Draft | None:
    """Two men said to be brothers were found: others say it of them, before the sentence's own verb."""
    doc, (_, stop) = verb.doc, page.sentences[verb.i]
    subject = page.subject(verb)
    if entry.passive is None or verb.tag_ not in ("VBD", "VBN") or spans.child(verb, "aux", "auxpass") is not None:
        return None
    if verb.i + 2 >= stop or doc[verb.i + 1].lower_ != "to" or doc[verb.i + 2].tag_ != "VB":
        return None
    is_apposed = verb.i > 0 and doc[verb.i - 1].text == ","  # "the group, said to number 40, fled"
    if doc[verb.i + 2].lower_ not in ("be", "have") and not is_apposed:
        return None  # "the teacher said to wait"
    end = next((n for n in range(verb.i + 3, stop) if doc[n].tag_ in _FINITE or doc[n].text in spans.BREAKS), stop)
    who = spans.phrase_ending(doc, verb.i)
    start = page.sentences[verb.i][0]
    others = (*doc[start : who[0] if who is not None else verb.i], *doc[end:stop])
    is_told = verb.dep_ not in ("acl", "amod") and not any(t.tag_ in _FINITE for t in others)
    if who is not None and who[0] > 1 and doc[who[0] - 1].tag_ == "IN" and doc[who[0] - 2].lower_ in ("was", "were"):
        return None  # was at one stage believed to be
    if who is None or is_told or (subject is not None and subject.tag_ == "PRP"):
        return None
    stance: Stance = "reported" if entry.stance == "states" else entry.stance
    is_place = is_apposed and doc[who[1] - 1].dep_ == "pobj"  # "was found in Osh, believed to have drowned"
    content = pieces_of(doc, [(verb.i + 1, end)] if is_place else [who, (verb.i + 1, end)])
    return Draft(page.index, verb.i, (verb.i, verb.i + 1), stance, "attributions.verb.passive", content=content)


def may_be_verb(token: Token) -> bool:
    """Ng notes; experts affirm that: a word of another tag that stands where its verb would stand."""
    if token.tag_ in ("NNS", "NNPS", "NNP"):
        return token.lower_.endswith("s")
    doc = token.doc
    is_before_that = token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "that" and doc[token.i + 1].tag_ == "IN"
    return token.tag_ in ("JJ", "NN") and is_before_that and token.i > 0 and doc[token.i - 1].tag_ in ("NNS", "NNPS")


def read_mistagged(page: Page, token: Token, entries: tuple[Verb, ...]) -> Draft | None:
    """A verb of saying in the present tense that was read as a plural noun: "Ng predicts that", ", Ng notes,"."""
    doc = page.doc
    entry = next((e for e in entries if "clause" in e.frames and e.particle is None), None)
    source = spans.phrase_ending(doc, token.i) if token.i and doc[token.i - 1].text != "," else None
    if entry is None or source is None or token.i + 1 >= len(doc):
        return None
    following, (start, stop) = doc[token.i + 1], page.sentences[token.i]
    if token.i + 2 >= len(doc) and following.text != ".":
        return None
    draft = Draft(page.index, token.i, (token.i, token.i + 1), entry.stance, "attributions.verb.mistagged", [source])
    draft.quotes = "quote" in entry.frames
    if following.lower_ == "that" and following.tag_ in ("IN", "WDT") and not _is_of_clause(doc, source[0]):
        draft.content = pieces_of(doc, [(token.i + 2, stop)])
    elif (said := _complement(token)) is not None:
        draft.content = pieces_of(doc, [(token.i + 1, said.right_edge.i + 1)])
        subject = page.subject(token)
        draft.sources = spans.source_ranges(subject) if subject is not None else draft.sources
    elif following.text == "," and source[0] > 1 and doc[source[0] - 1].text == "," and source[1] - source[0] <= 3:
        draft.content = pieces_of(doc, [(start, source[0]), (token.i + 1, stop)])
    elif token.i + 2 == stop and source[0] > 1 and doc[source[0] - 1].text == "," and doc[source[0]].tag_[:3] == "NNP":
        if any(t.tag_ in _FINITE for t in doc[start : source[0]]):  # it fell, Ng notes.
            draft.content = pieces_of(doc, [(start, source[0])])
    elif page.holder[token.i + 1] >= 0 or (following.text in (",", ":") and page.holder[token.i + 2] >= 0):
        return draft if doc[source[0]].tag_[:3] == "NNP" else None
    return draft if draft.content else None


def _complement(token: Token) -> Token | None:
    """The army estimates there are: a finite clause that begins behind the noun."""
    for c in token.children:
        if c.dep_ == "ccomp" and c.i > token.i and c.left_edge.i == token.i + 1 and is_finite(c):
            return c if any(g.dep_ in (*SUBJECTS, "expl") for g in c.children) else None
    return None


def _is_of_clause(doc: Doc, first: int) -> bool:
    """Whether a verb or preposition before the phrase makes it an object: "rejected army claims that"."""
    return first > 0 and (doc[first - 1].tag_[:2] in ("VB", "IN", "TO", "CC") or doc[first].tag_ in ("PRP$", "DT"))
