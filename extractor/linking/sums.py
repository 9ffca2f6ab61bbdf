"""Sums and prisoners in a list of losses: "30 killed, 60 wounded, 10 missing; in all, 100", "8 prisoners"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Span

from extractor.linking.counts import Count
from extractor.linking.events import Join
from extractor.model import Event, Kind

TOTAL: Final = frozenset({"total", "totals", "totalling", "totaling"})
LOOSE: Final = frozenset({"list", "tree", "near"})
PRISONERS: Final = frozenset({"prisoners", "captives", "pows"})
JAILS: Final = frozenset({"jail", "jails", "prison", "prisons", "inmates", "cells", "wardens", "camp", "camps"})
LOST: Final = frozenset({"killed", "wounded", "missing", "killed_or_wounded"})
BACK: Final = 3  # tokens between the word of a sum and its number


def settle(doc: Doc, counts: tuple[Count, ...], events: dict[int, list[Join]]) -> None:
    """Correct in ``events`` what a list made of the sum at its end, and of the prisoners in it."""
    for n, count in enumerate(counts):
        start = doc[count.first].sent.start
        told = [j for m in range(n) if counts[m].first >= start for j in events.get(m, ()) if j.event.kind in LOST]
        if not told:
            continue
        known = events.get(n, [])
        if any(j.way not in LOOSE for j in known if j.event.kind is not None):
            continue
        if taken(doc, count):
            events[n] = [Join(n, _as(told[-1].event, "captured"), "list")]
        elif count.sort == "bare" and len({j.event.kind for j in told}) > 1 and _sums(doc, count):
            events[n] = [Join(n, _as(told[-1].event, "casualties"), "list")]


def beside_killed(counts: tuple[Count, ...], events: dict[int, list[Join]], n: int, sentence: Span) -> bool:
    """Another number of the sentence was killed by its own participle: "11 killed in action and 16 lost at sea"."""
    return any(
        j.event.kind == "killed" and j.event.voice == "passive" and j.way == "direct"
        for m, joins in events.items()
        if m != n and sentence.start <= counts[m].first < sentence.end
        for j in joins
    )


def taken(doc: Doc, count: Count) -> bool:
    """ "74 prisoners" and no more said of them, where nothing speaks of a jail."""
    if count.noun is None or doc[count.noun].lower_ not in PRISONERS:
        return False
    following = doc[count.end].lower_ if count.end < len(doc) else "."
    ends = not following.isalpha() or following in ("and", "or", "taken")
    return ends and not any(t.lower_ in JAILS for t in doc)


def _as(event: Event, kind: Kind) -> Event:
    return replace(event, kind=kind)


def _sums(doc: Doc, count: Count) -> bool:
    """ "In all, 4,363", "total 632", "making a total of 900"."""
    before = [t.lower_ for t in doc[max(0, count.first - BACK) : count.first]]
    return not TOTAL.isdisjoint(before) or before[-2:] == ["in", "all"] or before[-3:] == ["in", "all", ","]
