"""The report for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from extractor.check.verdict import Checked, Spot, Verdict, tally

WIDTH: Final = 35
QUOTE: Final = 64
_LABELS: Final = {"ok": "ok  ", "fail": "FAIL", "warn": "WARN", "todo": "todo", "passes": "now "}
_COLORS: Final = {"ok": "32", "fail": "31;1", "warn": "33", "todo": "2", "passes": "36"}
_SUMMARY: Final = (
    ("fail", "failed", "failed"),
    ("ok", "passed", "passed"),
    ("warn", "warning", "warnings"),
    ("todo", "to do", "to do"),
    ("passes", "to do that passes by now", "to do that pass by now"),
    ("extra", "extra", "extra"),
)
_GOLDEN_ITEMS: Final = 12  # passed items of a golden file are counted, not listed, above this


def write(checked: Iterable[Checked], color: bool = False) -> str:
    """The whole report."""
    everything = list(checked)
    lines = [line for one in everything for line in _article(one, color)]
    return "".join(f"{line}\n" for line in (*lines, summary(tally(everything))))


def summary(counts: Counter[str]) -> str:
    """``2 failed, 4 passed, 1 extra``."""
    parts = [f"{counts[key]} {many if counts[key] > 1 else one}" for key, one, many in _SUMMARY if counts[key]]
    return ", ".join(parts) or "nothing was checked"


def _article(one: Checked, color: bool) -> Iterator[str]:
    yield one.article
    passed = Counter(verdict.file for verdict in one.verdicts if verdict.outcome == "ok")
    folded = {file for file, number in passed.items() if number > _GOLDEN_ITEMS and ".golden." in file}
    width = max([WIDTH, *(len(v.name) for v in one.verdicts if v.outcome != "ok" or v.file not in folded)])
    for file in sorted(folded):
        yield f"  {_label('ok', color)}  {passed[file]} as in {file}"
    for verdict in one.verdicts:
        if verdict.outcome != "ok" or verdict.file not in folded:
            yield from _verdict(verdict, one.article, min(width, 60), color)


def _verdict(verdict: Verdict, article: str, width: int, color: bool) -> Iterator[str]:
    line = f"  {_label(verdict.outcome, color)}  {verdict.name:<{width}}  {verdict.fact or ''}"
    well = verdict.outcome in ("ok", "passes")
    yield f"{line}  {quote(verdict.spot)}".rstrip() if well and verdict.spot else line.rstrip()
    if not well:
        yield from (f"          {line}" for line in explained(verdict, article))


def explained(verdict: Verdict, article: str) -> list[str]:
    """Why a claim does not hold: the reason, the fields that differ, the article's place, the claim's place."""
    lines = [verdict.reason] if verdict.reason else []
    lines += [wrong.line for wrong in verdict.differences]
    if verdict.spot:
        lines.append(f"{article}:{verdict.spot.line}:{verdict.spot.column}  {quote(verdict.spot)}")
    return [*lines, f"{verdict.file}:{verdict.line}"]


def quote(spot: Spot | None) -> str:
    """The article's words in quotes, shortened at a blank."""
    words = " ".join(spot.quote.split()) if spot else ""
    if len(words) > QUOTE:
        words = words[:QUOTE].rsplit(" ", 1)[0] + "…"
    return f'"{words}"'


def _label(outcome: str, color: bool) -> str:
    label = _LABELS[outcome]
    return f"\x1b[{_COLORS[outcome]}m{label}\x1b[0m" if color else label
