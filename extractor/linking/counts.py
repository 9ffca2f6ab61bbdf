"""The first join, count and noun: what does a number count?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from spacy.tokens import Doc, Token

from extractor.model import Number, People
from extractor.patterns.paragraph import Paragraph

Sort = Literal["people", "bare", "unknown", "thing"]

MODIFIERS: Final = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "VBD", "HYPH", "POS", "FW", "AFX", "RB", "NFP"})
NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
MORE: Final = frozenset({"more", "other", "others", "additional", "further", "extra", "new", "fresh"})
DETERMINERS: Final = frozenset({"DT", "PDT", "PRP$", "WP$"})
DEFINITE: Final = frozenset({"the", "these", "those", "all", "both", "their", "its", "his", "her", "our"})
PRONOUNS: Final = frozenset({"them", "whom", "these", "those", "us", "which", "the", "you"})


@dataclass(frozen=True, slots=True)
class Count:
    """A number with the noun that it counts.

    Attributes:
        sort: "people"; "bare" without a noun; "unknown" with a noun of no list; "thing".
        first, end: token range of the whole phrase, hedge and noun included.
        top: token index of the phrase's head, through which the tree reaches it.
        noun: token index of the noun counted, None when bare.
        people: what the noun is, when it is people.
        definite: "the 20 demonstrators", "all four": known already.
        of_them: "two of them", "300 of whom".
        of_number: "4,000 of the 12,000": token index where the second number starts.
    """

    number: Number
    sort: Sort
    first: int
    end: int
    top: int
    noun: int | None = None
    people: People | None = None
    definite: bool = False
    of_them: bool = False
    of_number: int | None = None


def build(
    paragraph: Paragraph,
    numbers: Sequence[Number],
    people: Sequence[People],
    things: Collection[int],
    stops: Collection[int],
) -> tuple[Count, ...]:
    """A Count for every number that may count people, in order.

    Args:
        people: the paragraph's nouns of people.
        things: token indices of nouns that are listed as no people.
        stops: token indices where a noun phrase cannot go on (time expressions).
    """
    by_head = {p.head: p for p in people}
    starts = {n.tokens[0] for n in numbers} | {n.core_tokens[0] for n in numbers}
    return tuple(
        _count(paragraph.doc, number, by_head, things, stops, starts) for number in numbers if number.reason is None
    )


def _count(
    doc: Doc,
    number: Number,
    by_head: dict[int, People],
    things: Collection[int],
    stops: Collection[int],
    starts: set[int],
) -> Count:
    first, after = number.tokens
    start = number.core_tokens[1]
    definite = first > 0 and doc[first - 1].lower_ in DEFINITE
    while start < len(doc) and doc[start].lower_ in MORE and start not in stops:
        start += 1
    of_them, of_number = False, None
    noun = None
    if start < len(doc) and doc[start].lower_ == "of":
        place = start + 1
        while place < len(doc) and (doc[place].tag_ in DETERMINERS or doc[place].lower_ in ("all", "the")):
            place += 1
        if place in starts:
            of_number = place
            noun = noun_from(doc, place + 1, by_head, stops)
        elif place < len(doc) and doc[place].lower_ in PRONOUNS:
            of_them = True
            start = place + 1
        else:
            noun = noun_from(doc, place, by_head, stops)
    else:
        noun = noun_from(doc, start, by_head, stops)
    end = max(after, start if start > number.core_tokens[1] else after, noun + 1 if noun is not None else 0)
    top = _top(
        doc, number, noun, of=doc[number.core_tokens[1]].lower_ == "of" if number.core_tokens[1] < len(doc) else False
    )
    sort: Sort = "bare"
    if noun is not None:
        sort = "people" if noun in by_head else "thing" if noun in things else "unknown"
    return Count(
        number=number,
        sort=sort,
        first=first,
        end=end,
        top=top,
        noun=noun,
        people=by_head.get(noun) if noun is not None else None,
        definite=definite,
        of_them=of_them,
        of_number=of_number,
    )


def noun_from(doc: Doc, start: int, by_head: dict[int, People], stops: Collection[int]) -> int | None:
    """The head of the noun phrase whose modifiers begin at ``start``; None where no noun comes.

    Tokens decide, not the tree: the head is the last noun of an unbroken run, but a plural noun of people ends the run
    unless another common noun follows ("12 soldiers Monday", "12 police officers").
    """
    noun: int | None = None
    i = start
    for i in range(start, len(doc)):
        token = doc[i]
        if i in stops or (token.is_sent_start and i > start):
            break
        if token.tag_ in NOUNS:
            if noun is not None and noun in by_head and not _goes_on(doc, noun, i):
                break
            noun = i
        elif noun is not None and doc[noun - 1].tag_ == "HYPH" and token.tag_ in MODIFIERS:  # "right-wing paramilitary"
            noun = None
        elif noun is not None and (token.tag_ == "POS" or (_is_name(doc[noun]) and _name_goes_on(doc, i))):
            continue
        elif noun is None and (token.tag_ in MODIFIERS or _between_adjectives(doc, i, start)):
            if token.tag_ == "RB" and not _leads_to_adjective(doc, i):
                break
        elif noun is not None and token.tag_ == "HYPH":
            continue
        else:
            break
    if noun is None and i - 1 in by_head and i > start:
        return i - 1  # an adjective that is the noun: "12 Vietnamese", "the Georgian military"
    return noun


def _is_name(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS")


def _name_goes_on(doc: Doc, i: int) -> bool:
    """A name is only a modifier of what comes: "United States military personnel", "NATO and U.S. forces"."""
    if doc[i].tag_ in ("JJ", "VBN", "HYPH"):
        return i + 1 < len(doc) and doc[i + 1].tag_ in (*NOUNS, "JJ", "HYPH", "VBN")
    return (
        doc[i].lower_ in ("and", "or", "&", "/")
        and i + 2 < len(doc)
        and doc[i + 1].tag_ in ("NNP", "JJ")
        and (doc[i + 2].tag_ in ("NN", "NNS", "JJ"))
    )


def _goes_on(doc: Doc, noun: int, following: int) -> bool:
    """A noun of people is only a modifier of the next: "police officers", "soldiers' wives"."""
    return doc[following].tag_ in ("NN", "NNS") or doc[following - 1].tag_ == "POS" or doc[noun].tag_ in ("NNP", "NN")


def _leads_to_adjective(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and doc[i + 1].tag_ in ("JJ", "VBN", "VBG", "RB")


def _between_adjectives(doc: Doc, i: int, start: int) -> bool:
    """ "young, unarmed men", "the “foreign” fighters", "Ukrainian and allied troops"."""
    if doc[i].tag_ in ("``", "''", '"') and i >= start:
        return True
    if i == start or doc[i].lower_ not in (",", "and", "or"):
        return False
    return (
        doc[i - 1].tag_ in ("JJ", "VBN")
        and i + 2 < len(doc)
        and doc[i + 1].tag_ in ("JJ", "VBN", "NNP")
        and (doc[i + 2].tag_ in NOUNS)
    )


def _top(doc: Doc, number: Number, noun: int | None, of: bool) -> int:
    """The head of the phrase: its noun, or the number where an "of" stands between."""
    if noun is None or of:
        return _head_of(doc, number)
    return noun


def _head_of(doc: Doc, number: Number) -> int:
    span = doc[number.core_tokens[0] : number.core_tokens[1]]
    root: Token = span.root
    return root.i
