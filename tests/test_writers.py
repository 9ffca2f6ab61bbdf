import csv
import io
import json
from dataclasses import replace

import pytest
import yaml
from documents import DOCUMENT, TEXT
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from extractor.writers import FORMATS, joined, jsontext, plain, select, yamltext
from extractor.writers.csvrows import COLUMNS, line_starts, rows

PLAIN = plain(DOCUMENT)
ARTICLE_YAML = """\
schema: extract/1.0
article:
  file: keran.txt
  sha256: {sha256}
  chars: 180
  language: en
  dateline: {{place: lome, at: [0, 10], quote: "LOMÉ, Togo"}}
  caveats:
    - {{kind: unverified, at: [157, 177], quote: could not be checked, covers: [c38]}}
"""
CASUALTY_YAML = """\
casualties:
  - id: c38
    kind: killed
    count: {low: 7, high: 7, bound: exact, text: "7"}
    victims: border-guards
    victim_status: military
    of_total: {low: 30, high: 30}
    location: keran
    modality: actual
    attributed_to: [abla-mensah]
    evidence:
      - {at: [31, 63], by: a95, time: {text: on Monday, value: XXXX-WXX-1, at: [64, 73]}, quote: killed 7 of the 30 border guards, rule: casualties.killed.active}
"""


def test_plain_leaves_out_what_is_empty_and_keeps_what_must_stand():
    assert "force" not in PLAIN["troop_counts"][0]
    assert "negated" not in PLAIN["troop_counts"][0]
    assert PLAIN["troop_counts"][0]["additional"] is True
    assert PLAIN["entities"][3]["named"] is False
    empty = plain(replace(DOCUMENT, entities=(), troop_counts=(), casualties=(), attributions=()))
    assert [empty[name] for name in ("entities", "troop_counts", "casualties", "attributions")] == [[], [], [], []]


def test_plain_writes_one_as_a_single_value_except_owners():
    fact = PLAIN["troop_counts"][0]
    assert (fact["to"], fact["country"], fact["attributed_to"]) == ("keran", "TGO", ["author"])
    assert PLAIN["attributions"][0]["spans"]["content"] == [13, 73]


def test_plain_writes_from_without_underscore():
    fact = replace(DOCUMENT.troop_counts[0], from_=("togo", "lome"))
    assert plain(replace(DOCUMENT, troop_counts=(fact,)))["troop_counts"][0]["from"] == ["togo", "lome"]


def test_yaml_look():
    text = yamltext.write(PLAIN)
    assert text.startswith(ARTICLE_YAML.format(sha256=PLAIN["article"]["sha256"]))
    assert CASUALTY_YAML in text


def test_json_look():
    text = jsontext.write(PLAIN)
    assert '      "count": {"low": 7, "high": 7, "bound": "exact", "text": "7"},\n' in text
    assert json.loads(text) == PLAIN


def test_every_format_reads_back_to_the_same():
    assert yaml.safe_load(yamltext.write(PLAIN)) == PLAIN
    assert YAML(typ="safe").load(yamltext.write(PLAIN)) == PLAIN
    assert json.loads(jsontext.write_line(PLAIN)) == PLAIN
    assert jsontext.write_line(PLAIN).count("\n") == 1


HARD = ["no", "NO", "on", "y", "12:30", "2025-01", "1e3", "0x1F", "1_000", ".5", "~", "null", "=", "<<", "- a", "a: b", "a #b",
        "a:", "[a]", "{a}", "'a'", '"a"', "é", "“q”", " a", "a ", "", "a\nb", "\x85", "\u2028", "\ufeff", "😀 x", "\x7f", "%a",
        "@a", "`a`", "!a", "&a", "*a", "?", "|", ">", "a\\b", "U.S.", "Nov. 3", "inf", ".nan", "True", "a,b", "\t"]  # fmt: skip


@pytest.mark.parametrize("word", HARD, ids=ascii)
def test_strings_come_back_as_strings(word):
    value = {"a": word, "b": [word], "c": {word: [[1, 2]]}, "count": {"text": word}}
    assert yaml.safe_load(yamltext.write(value)) == value
    assert YAML(typ="safe").load(yamltext.write(value)) == value
    assert json.loads(jsontext.write(value)) == value


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(word):
    value = {"name": word, "evidence": [{"quote": word, "at": [0, 1]}], "aliases": [word, word]}
    assert yaml.safe_load(yamltext.write(value)) == value
    assert json.loads(jsontext.write(value)) == value
    assert json.loads(jsontext.write_line(value)) == value


def test_a_lone_surrogate_is_escaped_not_written():
    assert yamltext.write({"a": "x\ud800"}) == 'a: "x\\ud800"\n'


def test_several_documents():
    one = FORMATS["yaml"].one(PLAIN, TEXT)
    assert list(yaml.safe_load_all("".join(joined([one, one], FORMATS["yaml"], True)))) == [PLAIN, PLAIN]
    one = FORMATS["json"].one(PLAIN, TEXT)
    assert json.loads("".join(joined([one], FORMATS["json"], False))) == PLAIN
    assert json.loads("".join(joined([one], FORMATS["json"], True))) == [PLAIN]
    assert json.loads("".join(joined([one, one, one], FORMATS["json"], True))) == [PLAIN] * 3


@pytest.mark.parametrize("kind", list(FORMATS))
def test_nothing_comes_of_nothing(kind):
    assert "".join(joined([], FORMATS[kind], True)) == ""


def test_select_only():
    assert list(select(PLAIN, ("casualties",))) == ["schema", "article", "casualties"]


def test_select_brief():
    brief = select(PLAIN, brief=True)
    assert "entities" not in brief
    assert "spans" not in brief["attributions"][0]
    assert "at" not in brief["casualties"][0]["evidence"][0]
    assert brief["casualties"][0]["evidence"][0]["quote"] == "killed 7 of the 30 border guards"


def test_csv_rows():
    table = list(csv.DictReader(io.StringIO("".join(joined([FORMATS["csv"].one(PLAIN, TEXT)], FORMATS["csv"], False)))))
    assert [(row["id"], row["low"], row["high"], row["said_by"], row["line"]) for row in table] == [
        ("t110", "200", "200", "author", "2"),
        ("c38", "7", "7", "Abla Mensah", "1"),
    ]
    assert tuple(table[0]) == COLUMNS
    assert (table[1]["who"], table[1]["where"], table[1]["when"]) == ("border guards", "Keran", "on Monday")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_holds_no_formula(start):
    quote = f"{start}HYPERLINK(1)"
    fact = replace(DOCUMENT.troop_counts[0], unit=quote)
    written = FORMATS["csv"].one(plain(replace(DOCUMENT, troop_counts=(fact,), casualties=())), TEXT)
    assert next(csv.DictReader(io.StringIO(",".join(COLUMNS) + "\n" + written, newline="")))["unit"] == "'" + quote


def test_csv_rows_are_values():
    assert rows(PLAIN, TEXT)[0]["start"] == 102
    assert rows(PLAIN, TEXT)[0]["when"] is None


def test_line_starts():
    assert line_starts("a\nb\r\nc\rd") == [0, 2, 5, 7]
