"""What an extraction leaves behind when it is asked to: why numbers became nothing, joins refused, origins of fields.

``pipeline.read(article, trace=Trace())`` fills one; without it nothing is collected. ``extract explain`` prints it. The
steps write it at the place of their decision, so that nothing is decided twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractor.model import Event, Figure, Number, Offsets, Reason


Sort = Literal["people", "bare", "unknown", "thing"]


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


@dataclass(slots=True)
class Trace:
    """The collector.

    Attributes:
        fates: every number that was looked at, in order.
        refusals: in the order in which they happened.
        origins: by the article offsets of the figure's number.
        merged: the figures of each fact, by the fact's id.
    """

    fates: list[Fate] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    origins: dict[Offsets, list[Origin]] = field(default_factory=dict)
    merged: dict[str, tuple[Figure, ...]] = field(default_factory=dict)

    def refuse(self, number: Number, guard: str, event: Event | None = None) -> None:
        """A join or a figure was not made."""
        refusal = Refusal(number.span, guard, event)
        if refusal not in self.refusals[-20:]:
            self.refusals.append(refusal)

    def origin(self, figure: Figure, name: str, way: str, span: Offsets | None = None, rule: str | None = None) -> None:
        """A field of the figure got its value."""
        self.origins.setdefault(figure.number.span, []).append(Origin(name, way, span, rule))

    def merge(self, ids: Sequence[str], figures: Sequence[Sequence[Figure]]) -> None:
        """Which figures made which fact."""
        self.merged.update(zip(ids, (tuple(each) for each in figures), strict=True))
