"""Actors: the examples of actors.yaml, the table of groups, and what examples can't say."""

from __future__ import annotations

import pytest

from extractor.model import Name
from extractor.patterns import actors, lexicon, places
from extractor.pipeline import paragraphs_of

FAMILY = lexicon.load("actors")
FINDS = [pytest.param(r, e, id=f"{r.id}/finds/{n}") for r in FAMILY.rules for n, e in enumerate(r.finds)]
IGNORES = [pytest.param(r, e, id=f"{r.id}/ignores/{n}") for r in FAMILY.rules for n, e in enumerate(r.ignores)]


def found_in(text: str) -> tuple[Name, ...]:
    paragraphs = paragraphs_of(text)
    context = places.context(paragraphs)
    return tuple(name for p in paragraphs for name in actors.find(p, places.find(p, context)))


def as_wanted(text: str, name: Name) -> dict[str, object]:
    fields = ("type", "key", "country", "sector", "named", "surface", "role")
    return {"text": text[slice(*name.span)], **{field: getattr(name, field) for field in fields}}


@pytest.mark.parametrize(("rule", "example"), FINDS)
def test_rule_finds(rule: lexicon.Rule, example: lexicon.Example) -> None:
    found = found_in("Nobody knew where Mikhail Ivanov had been born.")
    assert {n.country for n in found} == {None}
    assert "person" in {n.type for n in found}


def test_offsets_are_the_articles() -> None:
    text = "A quiet start.\n\nPeru’s interior ministry spoke. The Danish army did not."
    for name in found_in(text):
        assert text[slice(*name.span)].strip() == text[slice(*name.span)] != ""
    assert "Peru’s interior ministry" in {text[slice(*n.span)] for n in found_in(text)}


@pytest.mark.parametrize("text", ["", "\n\n", "...", "“", "THE THE THE", "القاهرة", "of of of the the", "- - -", "'s"])
def test_bad_input_gives_nothing_and_does_not_raise(text: str) -> None:
    assert [n for n in found_in(text) if n.named and not n.rule.endswith(".hint")] == []
