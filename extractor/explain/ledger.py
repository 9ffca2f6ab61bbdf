"""The number ledger: every number of the article and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from extractor.explain.places import Lines
from extractor.model import Number, Offsets, Reason
from extractor.pipeline import Reading
from extractor.trace import Trace

WIDTH = 24  # characters of context on each side
FACT = "fact"


def ledger(reading: Reading, trace: Trace, within: Offsets | None = None) -> list[dict[str, Any]]:
    """One record for each number, in the order of the article: its place, its words, ``became``, ``facts``.

    ``became`` is "fact" or the reason why it counts nobody. Zeros and articles are numbers where they became a fact.
    """
    lines = Lines(reading.article.file, reading.article.text)
    facts = facts_of(reading, trace)
    found = []
    for number, reason in _numbers(trace):
        if within is not None and not (within[0] < number.span[1] and number.span[0] < within[1]):
            continue
        line, column = lines.at(number.span[0])
        before, after = lines.around(number.span, WIDTH)
        made = facts.get(number.span, [])
        found.append(
            {
                "line": line,
                "column": column,
                "start": number.span[0],
                "end": number.span[1],
                "number": lines.words(number.span),
                "before": before,
                "after": after,
                "became": FACT if made else reason or "unclear",
                "facts": made,
                "rule": number.rule,
            }
        )
    return found


def _numbers(trace: Trace) -> Iterator[tuple[Number, Reason | None]]:
    """Every number with its reason, and those of no ledger that facts rest on, in order."""
    known = {fate.number.span for fate in trace.fates}
    others = {
        mention.number.span: mention.number
        for mentions in trace.merged.values()
        for mention in mentions
        if mention.number is not None and mention.number.span not in known
    }
    everything: list[tuple[Number, Reason | None]] = [(fate.number, fate.reason) for fate in trace.fates]
    everything += [(number, None) for number in others.values()]
    yield from sorted(everything, key=lambda pair: pair[0].span)


def facts_of(reading: Reading, trace: Trace) -> dict[Offsets, list[dict[str, str]]]:
    """The facts that rest on a number, by the number's offsets: id, and kind or action."""
    assert reading.document is not None
    words: dict[str, str] = {fact.id: fact.kind for fact in reading.document.casualties}
    words.update((fact.id, fact.action) for fact in reading.document.troop_counts)
    found: dict[Offsets, list[dict[str, str]]] = {}
    for fact_id, mentions in trace.merged.items():
        for mention in mentions:
            if mention.number is None or fact_id not in words:
                continue
            entry = {"id": fact_id, "what": words[fact_id]}
            known = found.setdefault(mention.number.span, [])
            if entry not in known:
                known.append(entry)
    return found


def tally(records: list[dict[str, Any]]) -> dict[str, int]:
    """How many numbers became what, the most frequent first."""
    counts = Counter[str](record["became"] for record in records)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def became(record: dict[str, Any]) -> str:
    """``c24 killed``, or the reason."""
    return ", ".join(f"{fact['id']} {fact['what']}" for fact in record["facts"]) or str(record["became"])


def summary(records: list[dict[str, Any]]) -> str:
    """``5 numbers: 3 facts, 2 dates; unclear 0.0%``."""
    counts = tally(records)
    if not records:
        return "no numbers"
    parts = [f"{n} {word}{'s' if word == FACT and n > 1 else ''}" for word, n in counts.items()]
    share = 100 * counts.get("unclear", 0) / len(records)
    return f"{len(records)} number{'s' if len(records) > 1 else ''}: {', '.join(parts)}; unclear {share:.1f}%"
