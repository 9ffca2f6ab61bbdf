"""The explanations as lines for a terminal and for pipes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from extractor.explain.ledger import FACT, became, summary
from extractor.explain.passage import rule_place

LONGEST: Final = 88  # of words shown in one line
_COLORS: Final = {FACT: "32", "unclear": "31;1"}


def paint(words: str, color: str | None) -> str:
    """The words in a colour of the terminal."""
    return f"\x1b[{color}m{words}\x1b[0m" if color else words


def ledger(file: str, records: Sequence[dict[str, Any]], painted: bool) -> Iterator[str]:
    """One line for each number: place, context, what became of it; then the sums."""
    places = [f"{file}:{record['line']}:{record['column']}" for record in records]
    contexts = [f"{record['before']}[{record['number']}]{record['after']}" for record in records]
    wide, long = max(map(len, places), default=0), max(map(len, contexts), default=0)
    for record, place, context in zip(records, places, contexts, strict=True):
        color = _COLORS.get(record["became"]) if painted else None
        yield f"{place:<{wide}}  {context:<{long}}  {paint(became(record), color)}"
    yield summary(list(records))


def fact(made: dict[str, Any], painted: bool) -> Iterator[str]:
    """A fact: each piece of evidence with its rule and its fields."""
    yield paint(f"{made['id']}  {made['says']}", "1" if painted else None)
    pieces = made["evidence"]
    for n, piece in enumerate(pieces, 1):
        merged = f"  ({n} of {len(pieces)} merged)" if len(pieces) > 1 else ""
        yield f"{piece['place']}  {_quoted(piece['quote'])}{merged}"
        rule = piece["rule"]
        rows = [("rule", rule["id"], rule["place"] or "")]
        if rule["why"]:
            rows.append(("why", rule["why"], ""))
        if piece["cue"]:
            first, end = piece["cue"]["tokens"]
            rows.append(("cue", f"{_quoted(piece['cue']['words'])}, tokens {first}-{end - 1}", ""))
        if rule["way"]:
            rows.append(("joined", rule["way"], ""))
        rows += [_field(each) for each in piece["fields"]]
        yield from _table(rows)
    yield from _table([_field(each) for each in made["fields"]])


def _field(each: dict[str, Any]) -> tuple[str, str, str]:
    value = " ".join(filter(None, (each["value"], _quoted(each["words"]) if each["words"] else "")))
    return each["field"], value, ", ".join(filter(None, (each["rule"], each["way"])))


def _table(rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    wide = max((len(value) for _, value, more in rows if more), default=0)
    for name, value, more in rows:
        yield f"  {name:<12}  {value:<{wide}}  {more}".rstrip() if more else f"  {name:<12}  {value}".rstrip()


def passage(made: dict[str, Any], painted: bool) -> Iterator[str]:
    """A passage: its numbers with what stopped them, its nouns of people, its events."""
    yield f"{made['place']}  {_quoted(made['text'])}"
    if made["also"]:
        yield f"  also at {', '.join(made['also'])}"
    for record in made["numbers"]:
        color = _COLORS.get(record["became"]) if painted else None
        noun = f", noun {_quoted(record['noun'])}" if record["noun"] and not record["facts"] else ""
        yield f"  number  {_quoted(record['number'])}  {paint(became(record), color)}{noun}"
        for close in record["closest"]:
            at = rule_place(close["rule"])
            words = " ".join(filter(None, (close["rule"], _quoted(close["words"]) if close["words"] else "")))
            stopped = f"{words}: {close['guard']}" if words else close["guard"]
            yield f"            {stopped}  {at or ''}".rstrip()
    for name, mentions in (("people", made["people"]), ("event", made["events"])):
        for each in mentions:
            yield f"  {name:<6}  {_quoted(each['words'])}  {each['value']}  {each['rule']}"
    for each in made["facts"]:
        yield f"  fact    {each['id']} {each['what']}"
    if made["missing"]:
        yield f"  nothing came out: {made['missing']}"


def _quoted(words: str) -> str:
    """In quotes, shortened at a blank."""
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0] + "…"
    return f'"{words}"'
