#!/usr/bin/env python3
"""How well the number ledger (`extract explain`) knows why a number counts nobody.

    python tools/ledger.py                     every annotated corpus of ../shared/eval and tests/heldout
    python tools/ledger.py FILE.jsonl ...      these
    python tools/ledger.py --show FILE.jsonl   also prints each unclear number, and each figure under a wrong reason
    python tools/ledger.py --json scores.json  also writes the scores, by corpus

Two scores: the share of numbers that are `unclear`, and how many annotated figures stand under any other reason (none
may: what may be a figure is unclear). Measured in-process, from the extraction's own trace; run it with a Python that
has the project installed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT.parent / "shared" / "eval", ROOT / "tests" / "heldout")
AROUND = 70  # characters of context


def ledgers(path: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each annotated text of a corpus with the records of its ledger."""
    from extractor import pipeline
    from extractor.explain.ledger import ledger
    from extractor.model import Article
    from extractor.trace import Trace

    for line in path.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)
        trace = Trace()
        reading = pipeline.read(Article(file=text["id"], text=text["text"], sha256=""), trace=trace)
        yield text, ledger(reading, trace)


def misplaced(text: dict[str, Any], records: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """(annotated figure, its record) where the ledger gives a reason why it counts nobody."""
    for figure in text["figures"]:
        if figure.get("optional") or figure["effect"] == "other":
            continue
        here = [r for r in records if figure["start"] < r["end"] and r["start"] < figure["end"]]
        if here and not any(r["became"] in ("fact", "unclear") for r in here):
            yield figure, here[0]


def score(path: Path, show: bool = False) -> dict[str, float]:
    """numbers, unclear, share of them in per cent, misplaced: annotated figures under a reason."""
    numbers = unclear = wrong = 0
    for text, records in ledgers(path):
        numbers += len(records)
        open_ = [r for r in records if r["became"] == "unclear"]
        unclear += len(open_)
        found = list(misplaced(text, records))
        wrong += len(found)
        for record in open_ if show else ():
            print(f"unclear    {text['id']}  {_around(text['text'], record['start'], record['end'])}")
        for figure, record in found if show else ():
            words = _around(text["text"], figure["start"], figure["end"])
            print(f"misplaced  {text['id']}  {figure['effect']}, told as {record['became']}  {words}")
    share = round(100 * unclear / numbers, 2) if numbers else 0.0
    return {"numbers": numbers, "unclear": unclear, "share": share, "misplaced": wrong}


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"{before}[{text[start:end]}]{after}".replace("\n", " ")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path, metavar="FILE", help="annotated corpora (default: all)")
    parser.add_argument("--show", action="store_true", help="print each case")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the scores")
    options = parser.parse_args()
    paths = options.corpora or [path for folder in FOLDERS for path in sorted(folder.glob("figures_*.jsonl"))]
    scores = {}
    for path in paths:
        scores[path.stem] = got = score(path, options.show)
        print(
            f"{path.stem:24s} {got['numbers']:5.0f} numbers, unclear {got['share']:5.2f}%, misplaced {got['misplaced']}"
        )
    if options.json:
        options.json.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
