"""What an extraction leaves behind when it is asked to: why numbers became nothing, joins refused, origins of fields.

``pipeline.read(article, trace=Trace())`` fills one; without it nothing is collected. ``extract explain`` prints it. The
steps write it at the place of their decision, so that nothing is decided twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extractor.model import Action, Event, Figure, Kind, Number, Offsets, Reason, Statement

Sort = Literal["people", "bare", "unknown", "thing"]
Key = tuple[Offsets, Kind | None, Action | None]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a number.

    Attributes:
        reason: why it counts nobody; None when it became a figure.
        noun: article offsets of the noun that it counts, where it has one.
        sort: "people", "thing", "unknown" for a noun of no list, "bare" without one; None where that was not asked.
    """

    number: Number
    reason: Reason | None
    noun: Offsets | None = None
    sort: Sort | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A join, or a figure, that came near and was not made.

    Attributes:
        count: article offsets of the number.
        guard: what stopped it, in the words that ``explain`` prints.
        event: what would have happened to those counted; None where no event was in question.
    """

    count: Offsets
    guard: str
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one field of a figure came from: the way, the words in the article, and the rule, where there is one."""

    field: str
    way: str
    span: Offsets | None = None
    rule: str | None = None


def key(figure: Figure) -> Key:
    """What tells a figure from all others of the article, whatever its slots are."""
    return figure.number.span, figure.kind, figure.action


@dataclass(slots=True)
class Trace:
    """The collector.

    Attributes:
        fates: every number that was looked at, in order.
        refusals: in the order in which they happened, each once.
        origins: by what ``key`` gives for a figure.
        sources: by the article offsets of a number, those of the number that it goes on from.
        merged: the mentions of each fact that was made of several pieces of evidence or one, by the fact's id.
    """

    fates: list[Fate] = field(default_factory=list)
    refusals: dict[Refusal, None] = field(default_factory=dict)
    origins: dict[Key, list[Origin]] = field(default_factory=dict)
    sources: dict[Offsets, Offsets] = field(default_factory=dict)
    merged: dict[str, tuple[Figure | Statement, ...]] = field(default_factory=dict)

    def refuse(self, number: Number, guard: str, event: Event | None = None) -> None:
        """A join or a figure was not made."""
        self.refusals[Refusal(number.span, guard, event)] = None

    def origin(self, figure: Figure, name: str, way: str, span: Offsets | None = None, rule: str | None = None) -> None:
        """A field of the figure got its value."""
        self.origins.setdefault(key(figure), []).append(Origin(name, way, span, rule))
