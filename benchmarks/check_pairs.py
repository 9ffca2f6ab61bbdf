#!/usr/bin/env python3
"""What ``extract check`` costs beyond extraction: 200 small pairs against the same 200 articles.

    .venv/bin/python benchmarks/check_pairs.py [--pairs 200] [--rounds 5] [--save]

Makes a folder of short articles, half with claims (``extract claims``), half with a golden output. Then it runs
``extract FOLDER`` and ``extract check FOLDER`` in turn, each as a process of its own as a user would, and compares the
processor time, the least of the rounds. The limit is 10% above extraction (issue 7).
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from machine import save

EXTRACT = [sys.executable, "-m", "extractor"]
PLACES = ("Ndele", "Birao", "Tiouk", "Kaga", "Lere", "Pala", "Kyabe", "Zouar")
PEOPLE = ("soldiers", "villagers", "fishermen", "gunmen", "nurses")
TEXT = """{place} - At least {a} {people} were killed and about {b} wounded near {place} on Friday, General Paul Ngoro \
said.

The rebels denied that they had lost {b} fighters. Another {c} Chadian troops may be sent to {place} next week, the \
defence ministry said. "We will not leave," a resident told reporters. {d} {people} are missing.
"""


def make(folder: Path, pairs: int) -> None:
    """Writes the articles with their claims and goldens."""
    for n in range(pairs):
        words = {"a": 11 + n, "b": 31 + n, "c": 100 + 10 * n, "d": 2 + n % 7}
        text = TEXT.format(place=PLACES[n % 8], people=PEOPLE[n % 5], **words)
        (folder / f"{n:03}.txt").write_text(text, encoding="utf-8")
    script = (
        "import glob\nfrom extractor.cli import main\n"
        "for n, name in enumerate(sorted(glob.glob('*.txt'))):\n"
        "    base = name[:-4]\n"
        "    argv = ['claims', name, '-o', base + '.claims.yaml'] if n % 2 else [name, '-o', base + '.golden.yaml']\n"
        "    assert main(argv) == 0\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=folder, check=True)


def seconds(folder: Path, *argv: str) -> float:
    """Processor time of one run, its children's included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*EXTRACT, *argv], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--save", action="store_true", help="keep the result in benchmarks/runs/")
    options = parser.parse_args()
    os.environ["PYTHONPATH"] = str(Path(__file__).parent.parent)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, options.pairs)
        times = [(seconds(folder, "."), seconds(folder, "check", ".")) for _ in range(options.rounds)]
    extraction, check = (min(column) for column in zip(*times, strict=True))
    lines = [
        f"{options.pairs} pairs, half claims, half goldens; least of {options.rounds} rounds, processor time",
        f"extract FOLDER        {extraction:6.2f} s",
        f"extract check FOLDER  {check:6.2f} s  {100 * (check / extraction - 1):+.1f}%",
    ]
    print("\n".join(lines))
    if options.save:
        save("check_pairs", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
