"""Texts full of numbers and of war's words in which nobody is killed, hurt, taken or sent: no figure may come out."""

from __future__ import annotations

import pytest
from readings import ROOT

TEXTS = sorted((ROOT / "tests" / "negative").glob("*.txt"))


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in TEXTS])
def test_nothing_is_counted(read, path):
    document = read(path.read_text(encoding="utf-8")).document
    told = [fact.evidence[0].quote for fact in (*document.casualties, *document.troop_counts) if fact.count]
    assert told == []
