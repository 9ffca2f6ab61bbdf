"""Forms of verbs: what is made by rule, what the table of irregular verbs says, and the table itself."""

from __future__ import annotations

import pytest

from extractor.patterns import inflect, lexicon

TABLE: dict[str, str] = dict(lexicon.load("irregular").lists["verbs"])


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("bury", "bury buries burying buried"),
        ("pass", "pass passes passing passed"),
        ("free", "free frees freeing freed"),
        ("die", "die dies dying died"),
        ("stab", "stab stabs stabbing stabbed"),
        ("visit", "visit visits visiting visited"),
        ("commit", "commit commits committing committed"),
        ("leave", "leave leaves leaving left"),
        ("take", "take takes taking took taken"),
        ("burn", "burn burns burning burned burnt"),
        ("have", "have has having had"),
    ],
)
def test_forms_of_a_verb(base: str, forms: str):
    assert inflect.verb(base).all() == frozenset(forms.split())


def test_a_single_word_is_past_and_participle():
    assert (inflect.verb("send").past, inflect.verb("send").participle) == (("sent",), ("sent",))
    assert (inflect.verb("fall").past, inflect.verb("fall").participle) == (("fell",), ("fallen",))


@pytest.mark.parametrize("base", TABLE)
def test_table_gives_past_and_participle_and_nothing_that_a_rule_makes(base: str, monkeypatch):
    assert 1 <= len(TABLE[base].split()) <= 2, f"{base}: past and participle"
    listed = inflect.verb(base)
    monkeypatch.setattr(inflect, "_table", lambda: ({}, lexicon.load("irregular").words("doubling")))
    assert listed != inflect.verb.__wrapped__(base), f"{base} is regular: take its line out of irregular.yaml"


def test_table_is_in_order():
    assert list(TABLE) == sorted(TABLE)
