"""What a run reads of a family's file, and what the tests read besides."""

from __future__ import annotations

import pytest

from extractor.errors import InputError
from extractor.patterns import lexicon
from extractor.strictyaml import load_yaml

RULES = """family: roads
lists:
  paving: [pave, gravel]
rules:
# the first
  - id: roads.paved.verb
    why: |
      Says so
        finds: nothing
    finds:
      - A road was paved.
# a comment in the wrong column
      - text: Two lanes were graveled.
        want: {low: 2}

      - |
        Roads
    ignores:
    - {text: She paved the way.,
       because: idiom}
    verbs: paving
  - id: roads.paved.noun
    finds: [a, b]
    why: The paving.
"""


def test_examples_are_skipped_and_nothing_else():
    whole, lean = (load_yaml(text, "roads.yaml") for text in (RULES, lexicon.without_examples(RULES)))
    for rule in whole["rules"]:
        del rule["finds"]
        rule.pop("ignores", None)
    assert lean == whole


def test_line_numbers_stay_true():
    lean = lexicon.without_examples(RULES)
    assert lean.count("\n") == RULES.count("\n")
    broken = lean.replace("    why: The paving.", "    why: The paving: nothing")
    with pytest.raises(InputError) as error:
        load_yaml(broken, "roads.yaml")
    assert error.value.line == RULES.splitlines().index("    why: The paving.") + 1


@pytest.mark.parametrize("text", ["", "family: roads\n", "lists:\n  finds: [a]\n  ignores:\n    - b\n"])
def test_file_without_rules_stays_as_it_is(text: str):
    assert lexicon.without_examples(text) == text


@pytest.mark.parametrize("path", sorted(lexicon.FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_whole_file_holds_what_a_run_reads(path):
    family = lexicon.load(path.stem)
    assert set(lexicon.examples(path.stem)) == {rule.id for rule in family.rules}


@pytest.mark.parametrize(
    ("example", "problem"),
    [
        ("{text: A road., wnat: {low: 1}}", 'unknown key "wnat" in roads.paved.noun/finds, did you mean "want"?'),
        ("{text: A road., text: b}", 'key "text" is given twice'),
    ],
)
def test_mistake_in_an_example_is_found_by_its_reader(tmp_path, monkeypatch, example: str, problem: str):
    text = RULES.replace("finds: [a, b]", f"finds:\n      - {example}")
    (tmp_path / "roads.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    monkeypatch.setattr(lexicon, "load", lexicon.load.__wrapped__)
    assert [rule.why for rule in lexicon.load("roads").rules][1] == "The paving."
    with pytest.raises(InputError, match=r"^roads\.yaml:24") as error:
        lexicon.examples.__wrapped__("roads")
    assert error.value.problem == problem
