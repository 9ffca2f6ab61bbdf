"""Keeps a benchmark's result with its date and machine: a time without a machine says nothing."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import date
from importlib import metadata
from pathlib import Path

RUNS = Path(__file__).parent / "runs"


def machine() -> str:
    """Processor, cores, system, Python and spaCy in one line."""
    processor = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        processor = named[0].partition(": ")[2] if named else processor
    return (
        f"{processor}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, spaCy {metadata.version('spacy')}"
    )


def save(name: str, lines: list[str]) -> None:
    """Adds the result to ``runs/NAME.md``, newest last."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=RUNS, capture_output=True, text=True)
    RUNS.mkdir(exist_ok=True)
    with (RUNS / f"{name}.md").open("a", encoding="utf-8") as file:
        file.write(f"## {date.today()} at {commit.stdout.strip()}\n{machine()}\n```\n" + "\n".join(lines) + "\n```\n\n")
