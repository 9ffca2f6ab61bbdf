"""Wholes: in "4,000 of the 12,000 soldiers" the first is a part of the second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from extractor.linking.counts import Count
from extractor.linking.events import AUXILIARIES, Join, fits
from extractor.model import Event
from extractor.patterns import tree
from extractor.patterns.paragraph import Paragraph

FINITE: Final = frozenset({"have", "has", "had", "were", "was", "are", "is", "been", "be"})
LEAVING: Final = frozenset({"leave", "leaves", "left", "leaving", "find", "found"})
PARTS_OPEN: Final = frozenset({"including", "among", "mostly", "mainly"})
BACK: Final = 4  # tokens of "leaving 30 of the" before the number of the whole
OPENING: Final = 3  # tokens from "of" to the number of the whole
REACH: Final = 14  # tokens between the whole's noun and what happened


def whole_of(counts: Sequence[Count]) -> dict[int, int]:
    """Count → the count that is its whole, both as indices."""
    starts = {count.first: n for n, count in enumerate(counts)}
    starts.update({count.number.core_tokens[0]: n for n, count in enumerate(counts)})
    return {
        n: starts[count.of_number]
        for n, count in enumerate(counts)
        if count.of_number is not None and starts.get(count.of_number, n) != n
    }


def of_part(doc: Doc, whole: Count, event: Event) -> bool:
    """What happens to "4,000 of the 12,000 soldiers" happens to the part.

    It is the whole's where it only says who these are: "hostages", "captured men", "soldiers held captive", "who died".
    """
    if event.kind is None or event.voice == "modifier" or event.head == whole.noun:
        return False
    if event.tokens[0] < whole.end:
        return True
    between = doc[whole.end : event.tokens[0]]
    if any(t.tag_ in ("WP", "WDT") for t in between):  # "two of the nine clerks who were abducted were killed"
        return whole.noun is not None and any(t.i == event.head for t in doc[whole.noun].ancestors)
    verb = doc[event.head]
    if verb.dep_ == "relcl" and verb.head.i == whole.noun and event.voice == "active":
        return False  # "the five guards they had seized"
    if event.voice == "state" and any(t.lower_ in LEAVING for t in doc[max(0, whole.first - BACK) : whole.first]):
        return True  # "leaving 30 of the 61 aboard dead"
    said = any(t.lower_ in FINITE for t in between)
    return said or "no_auxiliary" in event.traits  # "facing death" needs no auxiliary, "held captive" does


def of_wholes(paragraph: Paragraph, counts: Sequence[Count], events: Sequence[Event]) -> Iterator[Join]:
    """ "4,000 of the 12,000 soldiers sent to the coast have died": what follows the phrase happened to the part.

    The parser often takes the participle in between for the verb. Tokens decide: up to the cue no other finite verb, no
    number and no mark stands.
    """
    doc = paragraph.doc
    for n, m in whole_of(counts).items():
        end = counts[m].end
        for event in sorted(events, key=lambda e: e.tokens):
            if event.kind is None or event.voice not in ("passive", "state") or event.tokens[0] < end:
                continue
            if not fits(counts[n], event):  # "33 out of 35 clinics were destroyed"
                continue
            between = doc[end : event.tokens[0]]
            clear = len(between) <= REACH and not any(_breaks(t) for t in between)
            if clear and not doc[event.tokens[0]].is_sent_start and of_part(doc, counts[m], event):
                yield Join(n, event, "direct")
                break
            if not clear:
                break


def _breaks(token: Token) -> bool:
    if token.is_sent_start or token.is_punct or token.like_num:
        return True
    return token.tag_ in ("VBD", "VBZ", "VBP") and token.lower_ not in AUXILIARIES


def _left(doc: Doc, before: int, count: Count) -> bool:
    """ "Left 11 …", "left one man dead and three …": the object of the verb, or one that goes with it."""
    if doc[before].lower_ in LEAVING:
        return True
    top = doc[count.top]
    return doc[before].lower_ == "and" and top.dep_ == "conj" and top.head.head.lower_ in LEAVING


def left_so(paragraph: Paragraph, counts: Sequence[Count], events: Sequence[Event]) -> Iterator[Join]:
    """ "Left 11 people, including a schoolgirl, dead": the word behind the parts is the whole's as well."""
    doc = paragraph.doc
    states = {e.tokens[0]: e for e in events if e.kind is not None and e.voice == "state"}
    for n, count in enumerate(counts if states else ()):
        before = count.first - 1
        opener = count.end + (doc[count.end : count.end + 1].text == ",")
        if before < 0 or not _left(doc, before, count) or doc[opener : opener + 1].text not in PARTS_OPEN:
            continue
        for place in range(opener + 1, min(len(doc), opener + REACH)):
            if place in states:
                if fits(count, states[place]):
                    yield Join(n, states[place], "direct")
                break
            if doc[place].tag_ in ("VBD", "VBZ", "VBP", ".", "IN") and doc[place].lower_ != "of":
                break


def of_those(paragraph: Paragraph, counts: Sequence[Count], events: Sequence[Event]) -> Iterator[Join]:
    """ "Of the 15 raiders gunned down on Sunday, six were women": said of who the six are, the first cue is theirs."""
    doc = paragraph.doc
    for n in range(1, len(counts)):
        whole, part = counts[n - 1], counts[n]
        comma, start = part.first - 1, doc[part.first].sent.start
        opened = doc[start].lower_ in ("of", "among") and start < whole.first <= start + OPENING
        if not opened or doc[comma].text != "," or whole.end >= comma or not _told_who(doc, part):
            continue
        if any(t.text == "," for t in doc[whole.end : comma]):
            continue
        for event in events:
            own = event.voice == "passive" and event.kind is not None and whole.noun in event.counted
            if own and whole.end <= event.head < comma and fits(part, event):
                yield Join(n, event, "direct")


def _told_who(doc: Doc, part: Count) -> bool:
    """ "Six were women", "four were from the capital": who they are, not what happened to them."""
    verb = tree.clause_verb(doc[part.top])
    if verb.lower_ not in tree.BE or verb.i < part.first:
        return False
    return any(c.dep_ == "attr" or (c.dep_ == "prep" and c.lower_ == "from") for c in verb.children)
