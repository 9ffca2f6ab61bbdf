"""What a run reads of a family's file, and what the tests read besides."""

from __future__ import annotations

import pytest

from extractor.errors import InputError
from extractor.model import TRAITS
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


TRAITED = """family: troops
lists: {}
rules:
  - id: troops.strength.noun
    traits: %s
"""


@pytest.mark.parametrize(
    ("traits", "told"),
    [
        ("holdr", 'unknown trait "holdr", did you mean "holder"?'),
        ("[size, held]", 'unknown trait "held", troops knows there_before, of_anybody, '),  # of another family
    ],
)
def test_unknown_trait_is_an_error_that_names_file_line_and_mend(monkeypatch, tmp_path, traits: str, told: str):
    (tmp_path / "troops.yaml").write_text(TRAITED % traits, encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    with pytest.raises(InputError) as error:
        lexicon.load.__wrapped__("troops")
    assert str(error.value).startswith(f"troops.yaml:5: troops.strength.noun: {told}")


def test_one_trait_needs_no_brackets(monkeypatch, tmp_path):
    (tmp_path / "troops.yaml").write_text(TRAITED % "size", encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    assert lexicon.load.__wrapped__("troops").rules[0].traits == ("size",)


def test_every_trait_is_on_a_rule_asked_for_in_the_code_and_explained():
    code = "".join(p.read_text(encoding="utf-8") for p in (lexicon.FOLDER.parent).rglob("*.py"))
    page = (lexicon.FOLDER.parents[1] / "docs" / "lexicons.md").read_text(encoding="utf-8")
    for family, traits in TRAITS.items():
        given = {trait for rule in lexicon.load(family).rules for trait in rule.traits}
        assert given == set(traits), f"{family}: traits that no rule has"
        for trait in traits:
            assert f'"{trait}" in ' in code or f'"{trait}" not in ' in code, f"nobody asks for {trait}"
            assert f"| {family} | `{trait}` |" in page, f"docs/lexicons.md does not tell what {trait} does"
