"""Light verbs whose noun carries the meaning: express concern, issue a statement, make clear."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

from extractor.patterns import attribution_spans as spans
from extractor.patterns.attribution_lexicon import Lexicon, lexicon
from extractor.patterns.attribution_page import Draft, Page, Range
from extractor.patterns.attribution_phrases import continued, counted_on, is_infinitive, pieces_of, with_tail
from extractor.patterns.attribution_polarity import negation
from extractor.patterns.attribution_spans import child
from extractor.patterns.attribution_things import is_thing
from extractor.patterns.attribution_verbs import DO, set_sources
from extractor.patterns.tree import subtree

_ABOUT: Final = frozenset({"of", "about", "over", "for", "at", "on", "against", "regarding"})
_WITH: Final = frozenset({"to", "with"})


def read_light(page: Page, verb: Token, words: Lexicon) -> Draft | None:
    """express concern, issue a statement, make clear: a verb whose noun carries the meaning."""
    nouns = words.light.get(verb.lower_)
    doc = verb.doc
    if verb.lower_ in words.make:
        clear = next((c for c in doc[verb.i + 1 : verb.i + 5] if c.lower_ in words.clear), None)
        if clear is not None:
            return _made_clear(page, verb, clear)
    if not nouns:
        return None
    noun = child(verb, "dobj")
    if verb.tag_ == "VBG" and child(verb, "aux") is None and verb.lower_ in words.events:
        return None  # an event that raises concerns says nothing
    if noun is None or noun.lower_ not in nouns or noun.i < verb.i or noun.i - verb.i > 6:
        return None
    draft = Draft(
        page.index, verb.i, (verb.i, noun.i + 1), nouns[noun.lower_].stance, "attributions.light.noun", quotes=True
    )
    set_sources(page, draft, verb, False)
    draft.negated = negation(verb)
    if not nouns[noun.lower_].whole:
        draft.content = _after_noun(verb, noun)
        if draft.content and noun.lower_ in words.harmed:  # gave a toll of 12 dead and 20 wounded
            first, end = draft.content[-1]
            draft.content = pieces_of(doc, [*draft.content[:-1], (first, counted_on(page, verb, end))])
    if (not draft.sources and not draft.owners) or (verb.lower_ in words.events and is_thing(page, draft, words)):
        return None
    helps = [c.lower_ for c in verb.children if c.dep_ == "aux"]
    if verb.tag_ == "VB" and helps and not any(word in DO for word in helps) and not draft.content:
        return None
    if not draft.content and any(
        c.dep_ == "acl" and c.tag_ == "VBG" and c.lower_ in words.verbs for c in noun.children
    ):
        return None  # released a statement saying
    if not draft.content and nouns[noun.lower_].thing:
        draft.thing = pieces_of(doc, [(noun.left_edge.i, continued(verb, noun.right_edge.i + 1))])
    return draft


def read_contained(page: Page, verb: Token, words: Lexicon) -> Draft | None:
    """This was contained in a statement by X, was disclosed in a letter: X says what the sentence before tells."""
    this = child(verb, "nsubjpass")
    known = child(verb, "oprd", "acomp", "ccomp", "xcomp")  # was made known in
    below = [*verb.children, *(known.children if known is not None else ())]
    in_ = next((c for c in below if c.dep_ == "prep" and c.lower_ == "in" and c.i > verb.i), None)
    paper = child(in_, "pobj") if in_ is not None else None
    if this is None or this.lower_ != "this" or in_ is None or paper is None or paper.lower_ not in words.documents:
        return None
    draft = Draft(page.index, verb.i, (verb.i, in_.i + 1), "states", "attributions.light.contained")
    by = next((t for t in paper.subtree if t.lower_ in ("by", "from") and child(t, "pobj") is not None), None)
    named = (child(by, "pobj") if by is not None else None) or paper
    draft.sources = [(first, _with_name(verb.doc, end)) for first, end in spans.source_ranges(named)]
    draft.content = [(this.i, this.i + 1)]
    return draft


def _with_name(doc: Doc, end: int) -> int:
    """a statement by the spokesman, Brig.-Gen. Ng: the name that the parser cut off"""
    name = spans.phrase_from(doc, end + 1) if end + 1 < len(doc) and doc[end].text == "," else None
    return name[1] if name is not None and doc[name[0]].tag_ == "NNP" else end


def _made_clear(page: Page, verb: Token, clear: Token) -> Draft | None:
    draft = Draft(page.index, verb.i, (verb.i, clear.i + 1), "states", "attributions.light.clear", quotes=True)
    set_sources(page, draft, verb, False)
    for holder in (clear, verb):
        for c in holder.children:
            if c.dep_ in ("ccomp", "advcl", "acl") and c.right_edge.i > clear.i and c.i > clear.i:
                draft.content = pieces_of(verb.doc, [(max(c.left_edge.i, clear.i + 1), c.right_edge.i + 1)])
                return draft
    return draft


def _is_when_or_where(prep: Token) -> bool:
    """offered condolences on Monday, gave a speech at a rally"""
    named = child(prep, "pobj") if prep.lower_ in ("on", "at") else None
    return named is not None and (named.ent_type_ in ("DATE", "TIME") or named.lower_ in lexicon().settings)


def _after_noun(verb: Token, noun: Token) -> list[Range]:
    """What stands behind the noun; after "to" and "with" mostly those who hear it: "gave a speech to students"."""
    takes = _ABOUT | _WITH if noun.lower_ in lexicon().relations else _ABOUT
    for holder in (noun, verb):
        for c in holder.children:
            if c.i <= noun.i:
                continue
            if c.dep_ in ("acl", "ccomp", "relcl", "xcomp", "advcl") and (
                is_infinitive(c) or any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)
            ):
                return pieces_of(verb.doc, [subtree(c)])
            if c.dep_ == "prep" and c.lower_ in takes and not _is_when_or_where(c):
                first, end = subtree(c)
                return pieces_of(verb.doc, [(first + 1, with_tail(verb, continued(noun, end)))])
    return []
