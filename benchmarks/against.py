#!/usr/bin/env python3
"""The rules of this clone against those of another one: the same output, and how much faster?

    .venv/bin/python benchmarks/against.py CLONE FOLDER|FILE.jsonl[.gz] [--articles 40] [--turns 3] [--save]

Both clones get the same parses, each in processes of its own, in turn, so that a machine that slows down slows down
both. Prints the function calls, which no load changes, the least processor time of the rules without the parser, and
whether the documents are the same. Exit code 1 where they differ.
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import json
import os
import pickle
import pstats
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 5  # within one process, the least of which counts


def parse(source: Path, articles: int, into: Path) -> int:
    """Writes the texts with their parses; the number of their words."""
    from throughput import texts

    from extractor import pipeline
    from extractor.model import Article

    nlp = pipeline.load_language()
    chosen = list(islice(texts(source), articles))
    parses = [
        (text, [(p.index, p.start, p.kind, p.doc.to_bytes()) for p in pipeline.read_paragraphs(article, nlp)])
        for text in chosen
        for article in [Article(file="-", text=text, sha256="0" * 64)]
    ]
    into.write_bytes(pickle.dumps(parses))
    return sum(len(text.split()) for text in chosen)


def measure(path: Path) -> dict[str, Any]:
    """Seconds, function calls and the documents' digest, with the rules that this process imports."""
    from spacy.tokens import Doc

    from extractor import pipeline
    from extractor.model import Article
    from extractor.patterns.paragraph import Paragraph
    from extractor.writers.plain import plain

    nlp = pipeline.load_language()
    meta = nlp.meta
    parses = [
        (Article(file="-", text=text, sha256="0" * 64), [(n, s, k, Doc(nlp.vocab).from_bytes(b)) for n, s, k, b in ps])
        for text, ps in pickle.loads(path.read_bytes())
    ]

    def run() -> tuple[float, list[Any]]:
        inputs = [(a, [Paragraph(index=n, start=s, kind=k, doc=d) for n, s, k, d in ps]) for a, ps in parses]
        start = time.process_time()
        readings = [pipeline.read_docs(article, paragraphs, meta) for article, paragraphs in inputs]
        return time.process_time() - start, readings

    documents = [plain(reading.document) for reading in run()[1]]  # which builds the matchers
    for document in documents:
        document.pop("generator", None)
    seconds = min(run()[0] for _ in range(REPEATS))
    profile = cProfile.Profile()
    profile.runcall(run)
    digest = hashlib.sha256(json.dumps(documents, default=str).encode()).hexdigest()
    return {"seconds": seconds, "calls": pstats.Stats(profile).total_calls, "digest": digest}  # type: ignore[attr-defined]


def main() -> int:
    if sys.argv[1] == "--measure":
        print(json.dumps(measure(Path(sys.argv[2]))))
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clone", type=Path, help="the other clone, for example a git worktree of main")
    parser.add_argument("source", type=Path)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--save", action="store_true", help="keep the result in benchmarks/runs/")
    options = parser.parse_args()
    found: dict[str, list[dict[str, Any]]] = {"other": [], "this": []}
    with tempfile.TemporaryDirectory() as folder:
        parses = Path(folder) / "parses"
        words = parse(options.source, options.articles, parses)
        for _ in range(options.turns):
            for name, root in (("other", options.clone.resolve()), ("this", ROOT)):
                command = [sys.executable, __file__, "--measure", str(parses)]
                environment = {**os.environ, "PYTHONPATH": str(root)}
                done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
                found[name].append(json.loads(done.stdout))
    lines = [f"{options.source.name}: {options.articles} articles, {words} words, {options.turns} turns"]
    for name, runs in found.items():
        least = 1e6 * min(run["seconds"] for run in runs) / words
        lines.append(f"{name:6s} {runs[0]['calls']:10,} calls  rules {least:.1f} ms per 1,000 words")
    same = len({run["digest"] for runs in found.values() for run in runs}) == 1
    lines.append("the same documents" if same else "DIFFERENT documents")
    print("\n".join(lines))
    if options.save:
        from machine import save

        save("against", lines)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
