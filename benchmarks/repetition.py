#!/usr/bin/env python3
"""Whether the rules stay linear on texts that repeat themselves, or name thousands of things.

    .venv/bin/python benchmarks/repetition.py [--sentences 1000] [--save]

Each text is read at the size given and at four times it; processor time of the rules, without the parser. A factor of
4 is linear, 16 quadratic. "one" is a single paragraph, "many" a paragraph for each sentence. Exit code 1 where a
factor is above 6.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from extractor import pipeline
from extractor.model import Article

sys.path.insert(0, str(Path(__file__).parent))
from machine import save

TIMES: Final = 4
LIMIT: Final = 6.0  # a factor above this is no noise
SYLLABLES: Final = ("ba", "de", "ki", "lo", "mu", "ra", "so", "te", "vi", "za")

TEXTS: Final[dict[str, Callable[[int], str]]] = {
    "the same dead": lambda _: "The army said 12 soldiers were killed in Tamale on Monday.",
    "other dead": lambda n: f"The army said {n + 20} soldiers were killed in Tamale on Monday.",
    "parts": lambda n: f"Shelling killed {n + 20} people, and two of them were nurses.",
    "losses": lambda _: "Observers spoke of heavy losses among Danish troops.",
    "moves": lambda _: "Denmark is preparing to send more troops to Peru.",
    "persons": lambda n: f"Colonel {_name(n)} said that {n + 20} rebels had died near {_name(n + 7)}.",
    "their losses": lambda n: f"The {_name(n)} Brigade suffered heavy casualties near {_name(n + 7)}.",
    "places": lambda n: f"In {_name(n)} 12 soldiers were killed.",
    "quotations": lambda n: f"“We lost {n + 20} men,” Colonel {_name(n)} said.",
}


def _name(n: int) -> str:
    """A made-up name for each number."""
    digits = f"{n:04d}"
    return "".join(SYLLABLES[int(digit)] for digit in digits).capitalize()


def seconds(text: str) -> float:
    """Processor time of every step after parsing."""
    nlp = pipeline.load_language()
    article = Article(file="-", text=text, sha256="")
    paragraphs = pipeline.read_paragraphs(article, nlp)
    start = time.process_time()
    pipeline.read_docs(article, paragraphs, nlp.meta)
    return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=1000)
    parser.add_argument("--save", action="store_true", help="keep the result in benchmarks/runs/")
    options = parser.parse_args()
    seconds("The army said 12 soldiers were killed.")  # builds the matchers
    lines, worst = [], 0.0
    for name, sentence in TEXTS.items():
        for layout, joint in (("one", " "), ("many", "\n\n")):
            small, large = (
                seconds(joint.join(sentence(n) for n in range(size)))
                for size in (options.sentences, TIMES * options.sentences)
            )
            factor = large / small
            worst = max(worst, factor)
            lines.append(f"{name:14s} {layout:4s} {small:6.2f} s {large:7.2f} s   x {factor:4.1f}")
            print(lines[-1], flush=True)
    lines.append(f"worst factor {worst:.1f} for {TIMES} times the text")
    print(lines[-1])
    if options.save:
        save("repetition", lines)
    return 1 if worst > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
