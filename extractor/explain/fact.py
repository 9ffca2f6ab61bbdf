"""One fact or attribution: its rule, its cue, and where each of its fields came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from extractor.explain.places import Lines, rule
from extractor.model import Attribution, Casualty, Cue, Evidence, Figure, Number, Offsets, Slots, Statement, TroopCount
from extractor.pipeline import Reading
from extractor.trace import Trace, key

WAYS: Final = {
    "direct": "the construction names them",
    "tree": "by the dependency tree",
    "list": "by the list in which they stand",
    "near": "nearest event of the clause",
    "discourse": "goes on from an earlier figure",
}
Fact = TroopCount | Casualty
Field = dict[str, Any]


def explain(reading: Reading, trace: Trace, wanted: str) -> dict[str, Any] | None:
    """Everything about the fact or attribution with this id; None where there is none."""
    document = reading.document
    assert document is not None
    lines = Lines(reading.article.file, reading.article.text)
    facts: tuple[Fact, ...] = (*document.troop_counts, *document.casualties)
    for fact in facts:
        if fact.id == wanted:
            mentions = trace.merged.get(wanted, ())
            pieces = [
                _piece(reading, trace, lines, fact, evidence, mention)
                for evidence, mention in zip(fact.evidence, mentions, strict=True)
            ]
            return {"id": fact.id, "says": says(fact), "evidence": pieces, "fields": list(_links(fact))}
    for attribution in document.attributions:
        if attribution.id == wanted:
            return _attribution(reading, lines, attribution)
    return None


def says(fact: Fact) -> str:
    """``killed at least 17``."""
    word = fact.kind if isinstance(fact, Casualty) else fact.action
    parts = [word, fact.count.text if fact.count is not None else "", "" if fact.count else _uncounted(fact)]
    return " ".join(part for part in parts if part)


def _uncounted(fact: Fact) -> str:
    return "(no count)" if fact.count is None else ""


def _piece(
    reading: Reading, trace: Trace, lines: Lines, fact: Fact, evidence: Evidence, mention: Figure | Statement
) -> dict[str, Any]:
    name, _, way = mention.rule.partition("/")
    made: dict[str, Any] = {
        "place": lines.place(evidence.at[0]),
        "quote": lines.words(evidence.at),
        "rule": {**rule(name), "way": WAYS.get(way)},
    }
    if isinstance(mention, Figure):
        made["cue"] = _cue_of(lines, mention)
        fields = [*_of_count(lines, trace, mention), *_of_slots(reading, trace, lines, fact, evidence, mention)]
    else:
        made["cue"] = {"words": lines.words(mention.span), "tokens": list(mention.tokens)}
        fields = list(_of_statement(reading, lines, fact, evidence, mention))
    return {**made, "fields": fields}


def _cue_of(lines: Lines, figure: Figure) -> dict[str, Any] | None:
    if figure.event is None:
        return None
    return {"words": lines.words(figure.event.span), "tokens": list(figure.event.tokens)}


def _field(name: str, value: str, words: str = "", way: str = "", by: str | None = None) -> Field:
    """One line: the value, the article's words, the way it was found, and the rule."""
    return {"field": name, "value": value, "words": words or None, "way": way or None, "rule": by}


def _value(number: Number) -> str:
    numbers = [str(n) for n in (number.low, number.high) if n is not None]
    return " ".join((number.bound, *dict.fromkeys(numbers)))


def _of_count(lines: Lines, trace: Trace, figure: Figure) -> Iterator[Field]:
    yield _field("count", _value(figure.number), lines.words(figure.number.span), by=figure.number.rule)
    if figure.people is not None:
        people = figure.people
        yield _field("noun", people.grade, lines.words(people.span), by=people.rule)
    else:
        yield _field("noun", "none", way="left out")
    source = trace.sources.get(figure.number.span)
    if source is not None:
        yield _field("goes on from", lines.place(source[0]), lines.words(source))


def _of_slots(
    reading: Reading, trace: Trace, lines: Lines, fact: Fact, evidence: Evidence, figure: Figure
) -> Iterator[Field]:
    slots = figure.slots or Slots()
    told = trace.origins.get(key(figure), [])

    def origin(name: str, value: str, words: Offsets | None = None, by: str | None = None) -> Field:
        known = next((o for o in told if o.field == name), None)
        if known is None:
            return _field(name, value, lines.words(words), by=by)
        return _field(name, value, lines.words(words or known.span), known.way, known.rule or by)

    if slots.modality != "actual":
        yield origin("modality", slots.modality)
    if slots.negated:
        yield origin("negated", "true")
    if slots.condition is not None:
        yield _field("condition", "", lines.words(slots.condition))
    if slots.time is not None:
        yield origin("time", slots.time.value or "", slots.time.span, slots.time.rule)
    if slots.rate is not None:
        yield _field("rate", slots.rate)
    for name, spans in (("location", slots.location), ("to", slots.to), ("from", slots.from_)):
        for span in spans:
            yield origin(name, ", ".join(_entities(reading, span, fact)), span)
    for country in slots.country:
        yield origin("country", country)
    yield from _whom(reading, lines, fact, slots)
    yield _by(reading, lines, evidence)


def _whom(reading: Reading, lines: Lines, fact: Fact, slots: Slots) -> Iterator[Field]:
    if slots.victims is not None and (ids := _entities(reading, slots.victims, fact)):
        name = "victims" if isinstance(fact, Casualty) else "force"
        yield _field(name, ", ".join(ids), lines.words(slots.victims))
    if isinstance(fact, Casualty) and slots.status != "unknown":
        yield _field("status", slots.status)
    if slots.agent is not None:
        ids = _entities(reading, slots.agent, fact)
        yield _field("perpetrator", ", ".join(ids), lines.words(slots.agent), "the cue's construction names who did it")


def _by(reading: Reading, lines: Lines, evidence: Evidence) -> Field:
    assert reading.document is not None
    if evidence.by == "author":
        return _field("by", "author", way="no attribution covers it")
    found = next(a for a in reading.document.attributions if a.id == evidence.by)
    value = f"{found.id} {', '.join(found.source)}"
    return _field("by", value, lines.words(found.spans.cue), "its content covers the figure", found.rule)


def _of_statement(
    reading: Reading, lines: Lines, fact: Fact, evidence: Evidence, statement: Statement
) -> Iterator[Field]:
    slots = statement.slots or Slots()
    if statement.number is not None:
        yield _field("count", _value(statement.number), lines.words(statement.number.span), by=statement.number.rule)
    if statement.whom is not None:
        yield _field("whom", ", ".join(_entities(reading, statement.whom, fact)), lines.words(statement.whom))
    if slots.modality != "actual":
        yield _field("modality", slots.modality)
    if slots.negated:
        yield _field("negated", "true")
    if slots.time is not None:
        yield _field("time", slots.time.value or "", lines.words(slots.time.span), by=slots.time.rule)
    for name, spans in (("location", slots.location), ("to", slots.to), ("from", slots.from_)):
        for span in spans:
            yield _field(name, ", ".join(_entities(reading, span, fact)), lines.words(span))
    yield _by(reading, lines, evidence)


def _entities(reading: Reading, span: Offsets, fact: Fact) -> Sequence[str]:
    """The entities of the fact that the article mentions in the stretch."""
    assert reading.document is not None
    ids = {*fact.location}
    ids |= {*fact.victims, *fact.perpetrator} if isinstance(fact, Casualty) else {*fact.force, *fact.from_, *fact.to}
    found = []
    for entity in (e for e in reading.document.entities if e.id in ids):
        spans = [s for group in (entity.mentions, entity.demonyms, entity.pronouns) for s in group.values()]
        if any(span[0] <= start and end <= span[1] for group in spans for start, end in group):
            found.append(entity.id)
    return found


def _links(fact: Fact) -> Iterator[Field]:
    """What ties the fact to others."""
    if fact.part_of is not None:
        yield _field("part of", fact.part_of)
    if fact.about is not None:
        yield _field("about", fact.about)
    if isinstance(fact, Casualty) and fact.of_total is not None:
        yield _field("of total", fact.of_total.ref or str(fact.of_total.low))
    if fact.previous is not None:
        yield _field("previous", fact.previous.text)
    if isinstance(fact, Casualty) and fact.cumulative:
        yield _field("cumulative", "it has grown to this")


def _attribution(reading: Reading, lines: Lines, attribution: Attribution) -> dict[str, Any]:
    assert reading.document is not None
    cue = next(c for c in reading.cues if c.span == attribution.spans.cue and c.rule == attribution.rule)
    facts: tuple[Fact, ...] = (*reading.document.troop_counts, *reading.document.casualties)
    rest = [fact.id for fact in facts if any(evidence.by == attribution.id for evidence in fact.evidence)]
    fields = [
        *(_field("source", ", ".join(attribution.source), lines.words(span)) for span in _sources(cue)),
        _field("stance", attribution.stance),
        _field("type", attribution.type),
        *(_field("content", "", lines.words(span)) for span in attribution.spans.content),
        *([_field("within", attribution.within)] if attribution.within else []),
        *([_field("facts", ", ".join(rest))] if rest else []),
    ]
    piece = {
        "place": lines.place(cue.span[0]),
        "quote": lines.words(cue.span),
        "rule": {**rule(cue.rule), "way": None},
        "cue": {"words": lines.words(cue.span), "tokens": list(cue.tokens)},
        "fields": fields,
    }
    says_so = f"{attribution.stance}: {', '.join(attribution.source)}"
    return {"id": attribution.id, "says": says_so, "evidence": [piece], "fields": []}


def _sources(cue: Cue) -> Sequence[Offsets | None]:
    return cue.sources or cue.owner or (None,)
