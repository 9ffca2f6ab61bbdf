"""Clauses and subjects that the parser hung elsewhere: found by the words between them and the verb of saying."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from extractor.patterns.attribution_lexicon import Verb, lexicon
from extractor.patterns.attribution_page import SUBJECTS, Page, Range
from extractor.patterns.attribution_spans import BREAKS, child, phrase_from
from extractor.patterns.tree import FINITE_TAGS

_FINITE: Final = FINITE_TAGS
_OPENERS: Final = frozenset({"IN", "TO", "RB"})
_RELATIVE: Final = frozenset({"WDT", "WP", "WRB"})
_SUBORDINATING: Final = frozenset(
    {
        "while",
        "although",
        "though",
        "whereas",
        "because",
        "after",
        "when",
        "before",
        "until",
        "if",
        "once",
        "since",
        "as",
        "unless",
    }
)
_MOMENTS: Final = frozenset({"time", "moment"})
_GAP: Final = 12  # tokens between a clause's subject and its verb
_FAR: Final = 30  # tokens between the verb and its clause


def is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in verb.children if c.dep_ in ("aux", "auxpass"))


def clause_behind(page: Page, verb: Token, entry: Verb) -> tuple[int, Token] | None:
    """Where the clause begins that stands behind when, where or to whom something was said, and the clause's verb.

    said in a report released on Friday that it …; said at the time it …; announced on Monday they …
    """
    doc, that = verb.doc, -1
    is_bare = (
        verb.tag_ == "VBN" and child(verb, "aux") is None and page.subject(verb) is None and entry.stance != "asks"
    )
    if is_bare or child(verb, "auxpass", "nsubjpass", "agent") is not None:
        return None
    stop = min(page.sentences[verb.i][1], verb.i + _FAR)
    for n in range(verb.i + 1, stop):
        token = doc[n]
        if page.holder[n] != page.holder[verb.i] or token.tag_ in _FINITE or token.text in (":", ";"):
            return None
        if token.lower_ == "that" and token.tag_ in ("IN", "WDT") and that < 0:
            that = n
        is_subject = token.dep_ in SUBJECTS or token.dep_ == "expl"
        if is_subject and token.tag_ not in _RELATIVE and token.head.i >= n and is_finite(token.head):
            return _with_that(verb, entry, token, that) if that >= 0 else _without_that(verb, entry, token)
    return None


def _with_that(verb: Token, entry: Verb, subject: Token, that: int) -> tuple[int, Token] | None:
    """The clause of ``subject`` behind the conjunction; "that, he said, …" is nobody's."""
    is_clear = verb.doc[subject.left_edge.i - 1].text not in BREAKS and not _is_of_noun(verb.doc[that - 1], verb)
    return (that + 1, subject.head) if is_clear and _is_said_so(verb, entry, that + 1) else None


def _without_that(verb: Token, entry: Verb, subject: Token) -> tuple[int, Token] | None:
    """The clause of ``subject``, where nothing shows that it is one of its own kind or another verb's."""
    doc, clause_ = verb.doc, subject.head
    if _is_led(clause_, verb, entry) or not _is_own(clause_, verb):
        return None
    if clause_ == verb.head and child(verb, "mark") is not None:
        return None  # "if confirmed it would …": the main clause
    opening = verb.i + 1 if clause_.left_edge.i == verb.i + 1 else max(subject.left_edge.i, verb.i + 1)
    gap = doc[verb.i + 1 : opening]
    if doc[opening - 1].text in BREAKS or any(t.text in BREAKS or t.tag_[:2] in ("VB", "CC") for t in gap):
        return None
    is_clear = len(gap) == 0 or gap[-1].lower_ not in _SUBORDINATING
    return (opening, clause_) if is_clear and _is_said_so(verb, entry, opening) else None


def _is_of_noun(noun: Token, verb: Token) -> bool:
    """charges that it fell: the clause of another word of saying."""
    words = lexicon()
    is_saying = noun.lower_ in words.nouns or noun.lower_ in words.speaking or noun.lower_ in ("charge", "charges")
    return noun != verb and is_saying and noun.lower_ not in words.settings


def _is_led(clause_: Token, verb: Token, entry: Verb) -> bool:
    """Whether "after", "because", "which" … makes it a clause of its own kind."""
    return any(
        (c.dep_ == "mark" or c.tag_ in _RELATIVE or any(g.tag_ in _RELATIVE for g in c.children))
        for c in clause_.children
        if verb.i < c.i < clause_.i and not (entry.stance == "asks" and c.lower_ in ("if", "whether"))
    )


def _is_own(clause_: Token, verb: Token) -> bool:
    """Whether it can be a complement: no relative clause of a noun that says neither when nor where."""
    return clause_.dep_ != "relcl" or clause_.head.i < verb.i or clause_.head.lower_ in _MOMENTS | lexicon().settings


def that_behind(page: Page, verb: Token, end: int) -> int:
    """Where the first "that" behind the verb opens what was said, if that is before the token ``end``; else ``end``."""
    for n in range(verb.i + 1, end):
        token = verb.doc[n]
        if page.holder[n] != page.holder[verb.i] or token.tag_ in _FINITE:
            return end
        if token.lower_ == "that" and token.tag_ == "IN":
            is_near = n == verb.i + 1 or verb.doc[verb.i + 1].tag_ in _OPENERS
            return n + 1 if is_near and not _is_of_noun(verb.doc[n - 1], verb) else end
    return end


def main_clause(page: Page, verb: Token, first: int) -> int | None:
    """While he claimed it fell, residents say …: the comma before the main clause, which was read as part of it."""
    start, stop = page.sentences[verb.i]
    opening = verb.doc[start]
    if verb.dep_ != "ROOT" or opening.lower_ not in _SUBORDINATING or opening.head != verb:
        return None
    for n in range(first + 1, stop - 2):
        if (
            verb.doc[n].text == ","
            and page.holder[n] == page.holder[verb.i]
            and phrase_from(verb.doc, n + 1) is not None
        ):
            return n
    return None


def robbed_clause(page: Page, verb: Token, entry: Verb) -> tuple[int, Token] | None:
    """insisted the plane at no point touched it: the clause's subject was read as the verb's object."""
    thing, doc = child(verb, "dobj"), verb.doc
    if thing is None or entry.hearer or thing.left_edge.i != verb.i + 1 or verb.tag_ == "VB":
        return None
    if child(thing, "conj") is not None:
        return None
    if any(t.tag_ in _FINITE for t in doc[thing.left_edge.i : thing.right_edge.i + 1]):
        return None
    for c in doc[thing.right_edge.i + 1 : min(page.sentences[verb.i][1], thing.right_edge.i + _GAP)]:
        if page.holder[c.i] != page.holder[verb.i] or c.tag_ in _RELATIVE or c.tag_ == "CC":
            return None
        if c.tag_ not in _FINITE:
            continue
        clause_ = c.head if c.dep_ in ("aux", "auxpass") else c
        between = [t.text for t in doc[thing.right_edge.i + 1 : c.i] if t.text in BREAKS]
        is_set_in = between == [",", ","] and doc[thing.right_edge.i + 1].text == "," and doc[c.i - 1].text == ","
        is_own = (
            child(clause_, *SUBJECTS, "expl") is None and not _is_led(clause_, thing, entry) and clause_.dep_ != "ROOT"
        )
        is_own = is_own and clause_.lower_ not in lexicon().speaking
        return (verb.i + 1, clause_) if is_own and (not between or is_set_in) else None
    return None


def _is_said_so(verb: Token, entry: Verb, end: int) -> bool:
    """Whether what stands between the verb and ``end`` can be how it was said, not what."""
    first = verb.doc[verb.i + 1 + (verb.doc[verb.i + 1].text == ",")]
    if first.i >= end or first.lower_ == "that":
        return True
    if child(verb, "dobj") is not None and not entry.hearer:
        return False
    return entry.hearer or first.tag_ in _OPENERS or first.lower_ in lexicon().settings


def closing_subject(page: Page, verb: Token) -> Range | None:
    """It fell, state media reported on Friday: all between the comma and the verb, where the parse has no subject."""
    doc, start = page.doc, page.sentences[verb.i][0]
    end = verb.i
    while end > start and doc[end - 1].head == verb and doc[end - 1].dep_ in ("aux", "advmod"):
        end -= 1  # has also confirmed
    subject = page.subject(verb)
    if doc[end].tag_ not in ("VBD", "VBZ", "VBP") or (subject is not None and not disagrees(subject, doc[end])):
        return None
    if doc[end - 1].text == ",":
        name = _behind_comma(page, verb, end - 1)  # the chairman, Ng, has confirmed
        found = _behind_comma(page, verb, name[0] - 1) if name is not None and doc[name[0]].tag_ == "NNP" else None
        found = (found[0], end - 1) if found is not None else None
    else:
        found = _behind_comma(page, verb, end)
    if found is None or not any(t.tag_ in _FINITE for t in doc[start : found[0]]):
        return None
    return found if ends_said(page, verb) else None


def disagrees(subject: Token, finite: Token) -> bool:
    """Two died and 14 others were hurt in the north, the mayor has said: "others has" is no English."""
    return finite.tag_ == "VBZ" and subject.tag_ in ("NNS", "NNPS") and subject.i < finite.i


def _behind_comma(page: Page, verb: Token, end: int) -> Range | None:
    """The noun phrase that fills the stretch between a comma and the token ``end``."""
    doc, comma = page.doc, end - 1
    while comma > page.sentences[verb.i][0] and doc[comma].text != "," and page.holder[comma] == page.holder[verb.i]:
        comma -= 1
    found = phrase_from(doc, comma + 1) if doc[comma].text == "," else None
    return found if found is not None and found[1] == end else None


def reduced_subject(page: Page, verb: Token) -> Token | None:
    """A panel set up in May said: the participle behind the subject was read as the sentence's first verb."""
    for c in verb.children:
        subject = page.subject(c)
        if c.dep_ != "ccomp" or c.i > verb.i or c.tag_ not in ("VBD", "VBN") or subject is None or subject.i > c.i:
            continue
        between = verb.doc[c.i + 1 : verb.i]
        is_cut_off = any(t.text in BREAKS or (t.tag_ in _FINITE and t.head.tag_ != "VBN") for t in between)
        if not is_cut_off and child(c, "aux", "auxpass") is None and c.right_edge.i < verb.i:
            return subject
    return None


def ends_said(page: Page, verb: Token) -> bool:
    """Whether nothing that could be said stands behind the verb before the next stop."""
    doc, stop = page.doc, page.sentences[verb.i][1]
    end = next((n for n in range(verb.i + 1, stop) if doc[n].text in BREAKS or doc[n].text in ".?!"), stop)
    behind = doc[verb.i + 1 : end]
    if any(t.tag_ in _FINITE for t in behind) or len(behind) > 20:
        return False
    hearer = child(verb, "dobj", "dative")
    takes_hearer = any(entry.hearer for entry in lexicon().verbs.get(verb.lower_, ()))
    is_plain = not behind or behind[0].tag_ in _OPENERS or behind[0].lower_ in lexicon().settings
    return is_plain or (takes_hearer and hearer is not None)
