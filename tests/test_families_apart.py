"""Families don't use each other's parts: the contract in pyproject.toml names the families, this test their helpers."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PATTERNS = Path(__file__).parent.parent / "extractor" / "patterns"
FAMILIES = {  # what a family's modules begin with
    "actors": "actors",
    "attribution": "attributions",
    "casualties": "casualties",
    "caveats": "caveats",
    "degrees": "degrees",
    "modality": "modality",
    "moves": "moves",
    "places": "places",
    "quotations": "quotations",
    "times": "times",
    "troops": "troops",
}


def family(module: str) -> str | None:
    """The family that a module of ``patterns`` belongs to; None for what serves them all."""
    return next(
        (name for start, name in FAMILIES.items() if module.split("_")[0].rstrip("s") == start.rstrip("s")), None
    )


def imported(path: Path) -> set[str]:
    """The modules of ``patterns`` that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "extractor.patterns":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("extractor.patterns."):
            found.add(node.module.split(".")[2])
    return found


@pytest.mark.parametrize("path", sorted(PATTERNS.glob("*.py")), ids=lambda path: path.stem)
def test_family_uses_no_other_familys_parts(path: Path):
    own = family(path.stem)
    foreign = {name for name in imported(path) if family(name) not in (None, own)}
    assert not foreign, (
        f"{path.name} imports {sorted(foreign)}; what several families need stands in a module of its own"
    )


def test_every_family_is_there():
    assert set(FAMILIES.values()) == {family(path.stem) for path in PATTERNS.glob("*.py")} - {None}
