"""Clauses and subjects that the parser hung elsewhere: found by the words between them and the verb of saying."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from extractor.patterns.attribution_lexicon import Verb, lexicon
from extractor.patterns.attribution_page import SUBJECTS, Page, Range
from extractor.patterns.attribution_spans import BREAKS, child, phrase_from

_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENERS: Final = frozenset({"IN", "TO", "RB"})
_RELATIVE: Final = frozenset({"WDT", "WP", "WRB"})
_SUBORDINATING: Final = frozenset({"while", "although", "though", "whereas", "because", "after", "when"})
_MOMENTS: Final = frozenset({"time", "moment"})
_FAR: Final = 30  # tokens between the verb and its clause


def is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in verb.children if c.dep_ in ("aux", "auxpass"))


def clause_behind(page: Page, verb: Token, entry: Verb) -> tuple[int, Token] | None:
    """Where the clause begins that stands behind when, where or to whom something was said, and the clause's verb.

    said in a report released on Friday that it …; said at the time it …; announced on Monday they …; said since the
    start of the war 700 have …
    """
    doc, that = verb.doc, -1
    if child(verb, "auxpass", "nsubjpass") is not None:
        return None
    stop = min(page.sentences[verb.i][1], verb.i + _FAR)
    for n in range(verb.i + 1, stop):
        token = doc[n]
        if page.holder[n] != page.holder[verb.i] or token.tag_ in _FINITE or token.text in (":", ";"):
            return None
        if token.lower_ == "that" and token.tag_ in ("IN", "WDT") and that < 0:
            that = n
        is_subject = token.dep_ in SUBJECTS or token.dep_ == "expl"
        if not is_subject or token.tag_ in _RELATIVE or token.head.i < n or not is_finite(token.head):
            continue
        opening = max(token.left_edge.i, verb.i + 1)
        if that >= 0:
            opening = that + 1
        elif _is_led(token.head, verb) or not _is_own(token.head, verb):
            return None
        elif token.head.left_edge.i == verb.i + 1:
            opening = verb.i + 1
        first = opening if that < 0 else token.left_edge.i  # "that, he said, …" is nobody's clause
        is_clear = doc[first - 1].text not in BREAKS and (
            that >= 0 or not any(t.text in BREAKS for t in doc[verb.i + 1 : opening])
        )
        return (opening, token.head) if is_clear and _is_said_so(verb, entry, opening) else None
    return None


def _is_led(clause_: Token, verb: Token) -> bool:
    """Whether "after", "because", "which" … makes it a clause of its own kind."""
    return any(
        (c.dep_ == "mark" or c.tag_ in _RELATIVE or any(g.tag_ in _RELATIVE for g in c.children))
        for c in clause_.children
        if verb.i < c.i < clause_.i and c.lower_ not in ("if", "whether")
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
            return n + 1 if n == verb.i + 1 or verb.doc[verb.i + 1].tag_ in _OPENERS else end
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


def robbed_clause(verb: Token, entry: Verb) -> tuple[int, Token] | None:
    """insisted the plane at no point touched it: the clause's subject was read as the verb's object."""
    thing = child(verb, "dobj")
    if thing is None or entry.hearer or thing.i < verb.i or thing.left_edge.i != verb.i + 1:
        return None
    for c in verb.children:
        if c.i < thing.i or c.dep_ not in ("advcl", "conj", "ccomp") or not is_finite(c):
            continue
        opening = c.left_edge
        if child(c, *SUBJECTS, "expl") is not None or _is_led(c, verb) or opening.tag_ in ("CC", *_RELATIVE):
            return None
        between = verb.doc[thing.right_edge.i + 1 : c.i]
        return None if any(t.text in BREAKS or t.tag_ == "CC" for t in between) else (verb.i + 1, c)
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
    if doc[end].tag_ not in ("VBD", "VBZ", "VBP") or page.subject(verb) is not None:
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
