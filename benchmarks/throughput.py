#!/usr/bin/env python3
"""Words a second over many articles, with the rules' share beside the parser's.

    .venv/bin/python benchmarks/throughput.py FOLDER|FILE.jsonl[.gz] [--articles 300] [--save]

Reads *.txt of a folder, or the "text" of each line of a JSON Lines file (../shared/eval/raw_news.jsonl.gz). One
process, one thread, processor time. "parse" is reading the paragraphs alone; "whole" is every step up to the document.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from extractor import pipeline
from extractor.model import Article

sys.path.insert(0, str(Path(__file__).parent))
from machine import save


def texts(source: Path) -> Iterator[str]:
    if source.is_dir():
        for path in sorted(source.rglob("*.txt")):
            yield path.read_text(encoding="utf-8")
        return
    raw = source.read_bytes()
    for line in (gzip.decompress(raw) if source.suffix == ".gz" else raw).splitlines():
        yield json.loads(line)["text"]


def timed(step: Callable[[Article], object], article: Article) -> float:
    start = time.process_time()
    step(article)
    return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--save", action="store_true", help="keep the result in benchmarks/runs/")
    options = parser.parse_args()
    articles = [Article(file="-", text=t, sha256="0" * 64) for t in islice(texts(options.source), options.articles)]
    words = sum(len(a.text.split()) for a in articles)
    nlp = pipeline.load_language()
    pipeline.read(articles[0], nlp)  # builds the matchers
    parse = whole = 0.0
    for article in articles:  # in turn, so that a machine that slows down slows down both
        parse += timed(lambda a: pipeline.read_paragraphs(a, nlp), article)
        whole += timed(lambda a: pipeline.read(a, nlp), article)
    rules = 1000 * (whole - parse) / (words / 1000)
    lines = [
        f"{options.source.name}: {len(articles)} articles, {words} words",
        f"parse  {parse:7.2f} s  {words / parse:9,.0f} words/s",
        f"whole  {whole:7.2f} s  {words / whole:9,.0f} words/s  rules {rules:.1f} ms per 1,000 words",
    ]
    print("\n".join(lines))
    if options.save:
        save("throughput", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
