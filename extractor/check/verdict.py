"""What a check gives: one verdict for each claim, and all of them for one article."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from extractor.check.values import Difference
from extractor.writers.csvrows import line_starts

Outcome = Literal["ok", "fail", "warn", "todo", "passes"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the article says it: the words, their offsets, and the 1-based line and column."""

    quote: str
    start: int = 0
    end: int = 0
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one claim.

    Attributes:
        name: the claim's title.
        outcome: ``todo`` is a known miss, ``passes`` one that holds by now.
        file, line, column: the claim in its YAML file.
        fact: the id of the fact that decided, or of the nearest one.
        reason: why it failed, where no single field says it.
        extra: the verdict is about a fact that no claim names.
    """

    name: str
    outcome: Outcome
    file: str
    line: int = 1
    column: int = 1
    fact: str | None = None
    spot: Spot | None = None
    reason: str = ""
    differences: tuple[Difference, ...] = ()
    extra: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything about one article.

    Attributes:
        article: its path.
        extra: how many facts no claim names.
        source: the plain document and the article's text, where somebody goes on with them.
    """

    article: str
    verdicts: tuple[Verdict, ...] = ()
    extra: int = 0
    source: tuple[dict[str, Any], str] | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Turns offsets into lines and columns."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Places:
        return cls(tuple(line_starts(text)))

    def spot(self, item: dict[str, Any]) -> Spot:
        """Where a plain item of the output stands."""
        quote, (start, end) = _stand(item)
        line = bisect_right(self.starts, start)
        return Spot(quote, start, end, line, start - self.starts[line - 1] + 1)


def _stand(item: dict[str, Any]) -> tuple[str, tuple[int, int]]:
    if "evidence" in item:
        first = item["evidence"][0]
        return first["quote"], tuple(first["at"])
    if "spans" in item:
        content = item["spans"]["content"]
        first = content if isinstance(content[0], int) else content[0]
        return item["content"], (first[0], first[1])
    surfaces = item.get("mentions") or item.get("demonyms") or item.get("pronouns") or {}
    spans = [(tuple(span), surface) for surface, found in surfaces.items() for span in found]
    if not spans:
        return item.get("name", ""), (0, 0)
    at, surface = min(spans)
    return surface, (at[0], at[1])


def tally(checked: Iterable[Checked]) -> Counter[str]:
    """How many verdicts of each outcome, and ``extra``."""
    counts: Counter[str] = Counter()
    for one in checked:
        counts.update(verdict.outcome for verdict in one.verdicts)
        counts["extra"] += one.extra
    return counts
