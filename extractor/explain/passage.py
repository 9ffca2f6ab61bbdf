"""A piece of text: what it holds, what came of it, and what stopped the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from extractor.explain.ledger import ledger
from extractor.explain.places import Lines, rule
from extractor.model import Event, Mention, Offsets
from extractor.pipeline import Reading
from extractor.trace import Fate, Trace

CLOSEST: Final = 4  # refusals shown for one number
NOUN: Final = frozenset({"noun is a thing", "noun of no list"})  # guards that are clearer with the noun


def spots(text: str, words: str) -> list[Offsets]:
    """Where the words stand in the text; any white space stands for any other."""
    parts = words.split()
    if not parts:
        return []
    return [m.span() for m in re.finditer(r"\s+".join(re.escape(part) for part in parts), text)]


def explain(reading: Reading, trace: Trace, words: str) -> dict[str, Any] | None:
    """What the first such passage holds; None where the article does not say it."""
    found = spots(reading.article.text, words)
    if not found:
        return None
    lines = Lines(reading.article.file, reading.article.text)
    span = found[0]
    events = [event for event in reading.events if _touch(event.span, span)]
    people = [noun for noun in reading.people if _touch(noun.span, span)]
    records = ledger(reading, trace, span)
    facts = list(_facts(reading, span))
    fates = {fate.number.span: fate for fate in trace.fates}
    for record in records:
        fate = fates.get((record["start"], record["end"]))
        record["place"] = lines.place(record["start"])
        record["noun"] = lines.words(fate.noun) if fate is not None and fate.noun is not None else None
        record["closest"] = list(_closest(trace, lines, fate)) if fate is not None and not record["facts"] else []
    return {
        "place": lines.place(span[0]),
        "also": [lines.place(start) for start, _ in found[1:]],
        "text": lines.words(span),
        "numbers": records,
        "people": [_mention(lines, noun) | {"value": f"{noun.grade}, {noun.status}"} for noun in people],
        "events": [_mention(lines, event) | {"value": event.kind or event.action or "let go"} for event in events],
        "facts": facts,
        "missing": _missing(records, bool(people), bool(events)) if not any(r["facts"] for r in records) else None,
    }


def _touch(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _mention(lines: Lines, mention: Mention) -> dict[str, Any]:
    return {"words": lines.words(mention.span), "rule": mention.rule, "place": lines.place(mention.span[0])}


def _closest(trace: Trace, lines: Lines, fate: Fate) -> Iterator[dict[str, Any]]:
    """The joins that were tried and refused, those with an event first, each guard once for a rule."""
    if fate.number.reason is not None:
        yield {"rule": fate.number.rule, "words": None, "guard": fate.number.reason}
        return
    refused = [r for r in trace.refusals if r.count == fate.number.span]
    refused = [r for r in refused if r.event is not None] or refused
    seen: set[tuple[str | None, str]] = set()
    for refusal in refused:
        guard = refusal.guard
        if guard in NOUN and fate.noun is not None:
            guard = f"{guard}: {lines.words(fate.noun)}"
        event: Event | None = refusal.event
        name = event.rule if event is not None else None
        if (name, guard) not in seen and len(seen) < CLOSEST:
            seen.add((name, guard))
            yield {"rule": name, "words": lines.words(event.span) if event is not None else None, "guard": guard}


def _facts(reading: Reading, span: Offsets) -> Iterator[dict[str, str]]:
    """The facts with evidence that touches the passage."""
    assert reading.document is not None
    for casualty in reading.document.casualties:
        if any(_touch(evidence.at, span) for evidence in casualty.evidence):
            yield {"id": casualty.id, "what": casualty.kind}
    for troops in reading.document.troop_counts:
        if any(_touch(evidence.at, span) for evidence in troops.evidence):
            yield {"id": troops.id, "what": troops.action}


def _missing(records: list[dict[str, Any]], people: bool, events: bool) -> str:
    """What a figure would need and the passage does not have."""
    if not records:
        return "no number"
    if all(record["rule"].startswith("numbers.not.") for record in records):
        return "no number that can count people"
    if not events and not any(close["rule"] for record in records for close in record["closest"]):
        return "no event" if people else "no event and no noun of people"
    return "no event joins a number"


def rule_place(name: str | None) -> str | None:
    """``extractor/patterns/casualties.yaml:120``."""
    place = rule(name)["place"] if name else None
    return str(place) if place else None
