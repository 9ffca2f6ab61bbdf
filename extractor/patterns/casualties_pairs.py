"""Cues side by side that share their people: "killed or wounded", "dead and missing"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from extractor.model import Event, Kind
from extractor.patterns import lexicon, tree
from extractor.patterns.lexicon import Rule
from extractor.patterns.paragraph import Paragraph

# What a pair holds that may be paired again ("killed, wounded or captured").
_PARTS: Final[dict[Kind | None, tuple[Kind, ...]]] = {"killed_or_wounded": ("killed", "wounded")}
BETWEEN: Final = frozenset(
    {
        "and",
        "or",
        ",",
        "/",
        "&",
        "and/or",
        "reported",
        "otherwise",
        "gone",
        "been",
        "went",
        "also",
        "even",
        "badly",
        "seriously",
    }
)
SIDE: Final = 4  # tokens between two cues that share their people


@cache
def _rules() -> dict[frozenset[str], Rule]:
    """The rule for each pair of kinds."""
    rules = (rule for rule in lexicon.load("casualties").rules if rule.shape == "pair")
    return {frozenset(kinds): rule for rule in rules for kinds in rule.gives["of"]}


def paired(paragraph: Paragraph, events: list[Event]) -> Iterator[Event]:
    """Cues side by side that share their people become one: "killed or wounded", "dead and missing"."""
    rules = _rules()
    waiting = list(events)
    while waiting:
        event = waiting.pop(0)
        partner = next((e for e in waiting if _side_by_side(paragraph, event, e)), None)
        if partner is None:
            yield event
            continue
        kinds = frozenset(k for e in (event, partner) for k in _PARTS.get(e.kind, (e.kind,)) if k)
        rule = rules.get(kinds)
        if rule is None:
            yield event
            continue
        waiting = [e for e in waiting if e.head not in (event.head, partner.head)]
        merged = replace(
            event,
            span=(event.span[0], partner.span[1]),
            tokens=(event.tokens[0], partner.tokens[1]),
            rule=rule.id,
            traits=rule.traits,
            kind=rule.gives["kind"],
            voice=partner.voice if partner.voice in ("active", "state") and event.voice != "passive" else event.voice,
            counted=(*event.counted, *(c for c in partner.counted if c not in event.counted)),
        )
        waiting.insert(0, merged)


def _side_by_side(paragraph: Paragraph, one: Event, other: Event) -> bool:
    if one.kind is None or other.kind is None or one.kind == other.kind or "unpaired" in (*one.traits, *other.traits):
        return False  # "shot and killed" says all
    if not 0 < other.tokens[0] - one.tokens[1] <= SIDE:
        return False
    doc = paragraph.doc
    if other.voice == "active" and tree.has_own(doc[one.head], "auxpass"):
        return False  # "of whom 300 were killed, and captured 113"
    between = paragraph.lower[one.tokens[1] : other.tokens[0]]
    joined = bool({*between} & {"and", "or", ",", "/", "&"})
    return joined and all(word in BETWEEN or word.endswith("ly") for word in between)
