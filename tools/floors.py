#!/usr/bin/env python3
"""Hold the accuracy: measure, compare with the committed floors, fail where one is missed.

    python tools/floors.py                    measure and compare; exit 1 below a floor
    python tools/floors.py --scores now.json  take the scores of an earlier `measure.py --json now.json`
    python tools/floors.py --raise            measure, then lift the floors to what was measured, less a slack

A floor only ever goes up and a ceiling only ever comes down: `--raise` never writes a worse one, and keeps the floors
of scores that this run did not give. Lowering one is an edit of tests/floors.json by hand that a reviewer sees. Floors
are in points of 100 (fields and false items of one article: their number). Standard library only, except that comparing
with the golds needs PyYAML.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "tests" / "floors.json"
OWN = ROOT / "tests" / "heldout"  # corpora of our own, on which nobody develops

SLACK = 0.3  # points: room for a change that is right and costs one figure of a corpus
CEILING_SLACK = 0.1  # false figures per 1,000 words
KEPT = ("figures complete", "figures placed", "figures strict", "speech attribution", "speech content")
FALSE = "false figures per 1,000 words of text without any"
GOLD_LINE = re.compile(r"core (\d+)/(\d+), extended (\d+)/(\d+), false (\d+), fields right (\d+)/(\d+)")


class Broken(Exception):
    """A tool that measures did not do its work: nothing was compared."""


def measured(extract: str, scores_file: Path | None) -> tuple[dict[str, float], dict[str, float]]:
    """What the program scores today: floors' values and ceilings' values, by name."""
    raw = json.loads(scores_file.read_text(encoding="utf-8")) if scores_file else _measure(extract)
    high: dict[str, float] = {}
    low: dict[str, float] = {}
    for key, value in raw.items():
        name = key.partition(": ")[2]
        if name in KEPT and value["gold"]:
            high[key] = round(100 * value["f1"], 2)
        elif name == FALSE and "negative" in key:  # elsewhere a few texts, where one figure is a leap
            low[key] = value
    for corpus, told in _ledgers(extract).items():
        low[f"ledger {corpus}: unclear, per cent of the numbers"] = told["share"]
        low[f"ledger {corpus}: annotated figures under another reason"] = float(told["misplaced"])
    for title, article, gold in golds():
        core, of_core, extended, of_extended, false, right, _ = gold_score(extract, article, gold)
        high[f"{title}: core"] = round(100 * core / of_core, 2)
        if of_extended:
            high[f"{title}: extended"] = round(100 * extended / of_extended, 2)
        high[f"{title}: fields"] = float(right)  # a number: the share falls when another item is found
        low[f"{title}: false"] = float(false)
    return high, low


def _measure(extract: str) -> dict[str, Any]:
    """The scores of measure.py over the shared corpora and over our own."""
    scores: dict[str, Any] = {}
    for folder in (SHARED / "eval", *([OWN] if any(OWN.glob("*.jsonl")) else [])):
        with tempfile.TemporaryDirectory() as made:
            target = Path(made, "scores.json")
            script = [sys.executable, str(SHARED / "eval" / "measure.py"), "--corpora", str(folder)]
            done = subprocess.run([*script, "--extract", extract, "--json", str(target)], check=False)
            if done.returncode:
                raise Broken(f"measure.py ended with exit code {done.returncode}")
            scores |= json.loads(target.read_text(encoding="utf-8"))
    return scores


def _ledgers(extract: str) -> dict[str, Any]:
    """The scores of tools/ledger.py, run by the Python that runs the program."""
    beside = Path(shlex.split(extract)[0]).with_name("python")
    python = str(beside) if beside.exists() else sys.executable
    with tempfile.TemporaryDirectory() as made:
        target = Path(made, "ledger.json")
        script = [python, str(ROOT / "tools" / "ledger.py"), "--json", str(target)]
        done = subprocess.run(script, check=False, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
        if done.returncode:
            raise Broken(f"ledger.py ended with exit code {done.returncode}")
        scores: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return scores


def golds() -> Iterator[tuple[str, Path, Path]]:
    """Title, article and gold of every whole article with a hand-made gold."""
    yield "gold rfa_2025", ROOT / "samples" / "rfa_2025.txt", SHARED / "spec" / "rfa_2025.gold.yaml"
    for gold in sorted((SHARED / "eval" / "full").glob("*.gold.yaml")):
        stem = gold.name.removesuffix(".gold.yaml")
        yield f"gold {stem}", gold.with_name(f"{stem}.txt"), gold


def gold_score(extract: str, article: Path, gold: Path) -> list[int]:
    """core, of core, extended, of extended, false, fields right, of fields."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "output.yaml")
        done = subprocess.run([*shlex.split(extract), str(article), "-o", str(output)], capture_output=True, text=True)
        if done.returncode:
            raise Broken(f"{article.name}: exit code {done.returncode}: {done.stderr.strip()}")
        script = SHARED / "eval" / "gold_score.py"
        scored = subprocess.run([sys.executable, str(script), str(gold), str(output)], capture_output=True, text=True)
    found = GOLD_LINE.search(scored.stdout)
    if not found:
        raise Broken(f"gold_score.py gave no score for {article.name}: {scored.stderr.strip()[-300:]}")
    return [int(n) for n in found.groups()]


def read_floors() -> tuple[dict[str, float], dict[str, float]]:
    saved = json.loads(FLOORS.read_text(encoding="utf-8"))
    return saved["floors"], saved["ceilings"]


def compare(values: dict[str, float], limits: dict[str, float], ceiling: bool) -> list[str]:
    """Prints one line a limit; the names of those that were missed. A limit without a value is missed."""
    missed = []
    for name, limit in sorted(limits.items()):
        value = values.get(name)
        ok = value is not None and (value <= limit if ceiling else value >= limit)
        if not ok:
            missed.append(name)
        shown = "none" if value is None else f"{value:.2f}"
        print(f"{'ok  ' if ok else 'FAIL'}  {name:70s} {shown:>7s}  {'at most' if ceiling else 'at least'} {limit:.2f}")
    return missed


def lift(high: dict[str, float], low: dict[str, float]) -> int:
    """Writes better limits where the measured values allow them; the number of limits that changed."""
    floors, ceilings = read_floors()
    new_floors = {name: _floor(name, value) for name, value in high.items()}
    new_ceilings = {name: value if _counts(name) else round(value + CEILING_SLACK, 2) for name, value in low.items()}
    lifted = {n: max(v, floors.get(n, v)) for n, v in {**floors, **new_floors}.items()}
    lowered = {n: min(v, ceilings.get(n, v)) for n, v in {**ceilings, **new_ceilings}.items()}
    changed = [
        *(n for n in lifted if lifted[n] != floors.get(n)),
        *(n for n in lowered if lowered[n] != ceilings.get(n)),
    ]
    saved = {"floors": dict(sorted(lifted.items())), "ceilings": dict(sorted(lowered.items()))}
    FLOORS.write_text(json.dumps(saved, indent=1) + "\n", encoding="utf-8")
    return len(changed)


def _counts(name: str) -> bool:
    return name.startswith("gold ") or name.endswith("under another reason")


def _floor(name: str, value: float) -> float:
    # the scores of one article move in whole items, so a slack would mean nothing
    return value if _counts(name) else round(max(0.0, value - SLACK), 2)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = str(ROOT / ".venv" / "bin" / "extract")
    parser.add_argument("--extract", default=default, metavar="CMD", help="how to run it (default: %(default)s)")
    parser.add_argument("--scores", type=Path, metavar="FILE", help="scores that measure.py --json wrote earlier")
    parser.add_argument("--raise", action="store_true", dest="raise_", help="write better limits")
    options = parser.parse_args()
    try:
        high, low = measured(options.extract, options.scores)
    except Broken as error:
        print(f"floors: nothing was compared: {error}", file=sys.stderr)
        return 2
    if options.raise_:
        print(f"{lift(high, low)} limits are better now: {FLOORS.relative_to(ROOT)}")
    floors, ceilings = read_floors()
    print("\naccuracy against tests/floors.json")
    missed = [*compare(high, floors, ceiling=False), *compare(low, ceilings, ceiling=True)]
    if not floors:
        print("floors: no floor is set; set the first with --raise", file=sys.stderr)
        return 2
    print(f"{len(floors) + len(ceilings) - len(missed)} limits held, {len(missed)} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
