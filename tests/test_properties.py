"""What must hold for any text: quotes stand where they are said to stand, same bytes, true offsets, no exception.

Runs the same examples every time. To look further than the tests do: ``pytest tests/test_properties.py
--hypothesis-profile explore``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import reading_of
from texts import FACTUAL, FIRST, SECOND, articles, fill, whole_article

from extractor.writers import FORMATS, plain

FAMILIES = ("troop_counts", "casualties")

settings.register_profile("explore", max_examples=500, deadline=None, derandomize=False)
settings.register_profile("tests", max_examples=20, deadline=None, derandomize=True)
settings.load_profile("tests")

Output = dict[str, Any]


def output_of(text: str) -> Output:
    document = reading_of(text).document
    assert document is not None
    return plain(document)


def written(text: str, kind: str) -> str:
    return FORMATS[kind].one(output_of(text), text)


def dicts(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside a value."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from dicts(item)


def pairs(value: Any) -> list[list[int]]:
    """A span or a list of spans as a list of spans."""
    return [value] if value and isinstance(value[0], int) else list(value or ())


def assert_quotes_stand_where_they_say(text: str, output: Output) -> None:
    for thing in dicts(output):
        for key in ("quote", "text"):
            if "at" in thing and key in thing:
                start, end = thing["at"]
                assert text[start:end] == thing[key]
    for entity in output["entities"]:
        for key in ("mentions", "demonyms", "pronouns"):
            for surface, spans in entity.get(key, {}).items():
                assert [text[start:end] for start, end in spans] == [surface] * len(spans)
    for attribution in output["attributions"]:
        spans = attribution["spans"]
        start, end = spans["cue"]
        assert text[start:end] == attribution["cue"]
        for start, end in [*pairs(spans["content"]), *pairs(spans.get("source"))]:
            assert 0 <= start < end <= len(text)


def assert_counts_are_in_order(output: Output) -> None:
    for thing in dicts(output):
        low, high = thing.get("low"), thing.get("high")
        assert low is None or high is None or low <= high


def assert_references_lead_somewhere(output: Output) -> None:
    things = {thing["id"] for family in ("entities", *FAMILIES, "attributions") for thing in output[family]}
    named = things | {"author", "unnamed"}
    for family in FAMILIES:
        for fact in output[family]:
            assert set(fact["attributed_to"]) <= named
            assert {evidence["by"] for evidence in fact["evidence"]} <= named
            assert {fact[key] for key in ("part_of", "about") if key in fact} <= things
    assert {a["within"] for a in output["attributions"] if "within" in a} <= things


def figures(output: Output, move: Callable[[int], int] = lambda offset: offset) -> list[tuple[Any, ...]]:
    """What was counted, and where: family, kind or action, low, high, the moved place."""
    return sorted(
        (
            family,
            fact.get("kind") or fact["action"],
            str(fact["count"].get("low")),
            str(fact["count"].get("high")),
            place,
        )
        for family in FAMILIES
        for fact in output[family]
        if "count" in fact
        for place in [tuple(move(offset) for offset in evidence["at"]) for evidence in fact["evidence"]]
    )


# ------------------------------------------------------------------------------------------------- made-up news
@pytest.mark.parametrize("frame", FACTUAL)
def test_frame_gives_a_figure(frame):
    text = fill(frame, FIRST, 431, 1)
    output = output_of(text)
    counts = [fact["count"] for family in FAMILIES for fact in output[family] if "count" in fact]
    assert any(431 in (count.get("low"), count.get("high")) for count in counts), text


@given(articles())
def test_quotes_stand_where_they_say(text):
    output = output_of(text)
    assert_quotes_stand_where_they_say(text, output)
    assert_counts_are_in_order(output)
    assert_references_lead_somewhere(output)


@given(articles())
def test_output_is_valid_against_the_schema(schema, text):
    jsonschema.Draft202012Validator(schema).validate(output_of(text))


@given(articles(paragraphs=2))
def test_same_text_gives_same_bytes(text):
    assert written(text, "yaml") == written(text, "yaml")


@given(articles())
def test_crlf_moves_offsets_and_nothing_else(text):
    crlf = text.replace("\n", "\r\n")
    moved = figures(output_of(text), lambda offset: offset + text.count("\n", 0, offset))
    assert figures(output_of(crlf)) == moved
    assert_quotes_stand_where_they_say(crlf, output_of(crlf))


@pytest.mark.parametrize("before", ["\ufeff", "🕊️ 🎖️\n\n", "\n\n\t\n"], ids=["bom", "emoji", "blank lines"])
@given(text=articles(paragraphs=2))
def test_what_stands_before_moves_offsets_and_nothing_else(before, text):
    output = output_of(before + text)
    assert figures(output) == figures(output_of(text), lambda offset: offset + len(before))
    assert_quotes_stand_where_they_say(before + text, output)


@given(articles(FIRST, 2), articles(SECOND, 2))
def test_two_articles_in_one_give_the_figures_of_both(first, second):
    both = f"{first}\n\n\n{second}"
    shift = len(first) + 3
    apart = [*figures(output_of(first)), *figures(output_of(second), lambda offset: offset + shift)]
    assert figures(output_of(both)) == sorted(apart)


# ------------------------------------------------------------------------------------------------- any text at all
QUOTES = "\"'“”‘’«»„‹› "
# Cut anywhere: what a rule looks for behind a word may not be there.
SALAD = (
    "two nurses were killed wounded taken held by rebels of them , and the 12 soldiers who ; ( ) : - “ ” 300 said that "
    "on Monday troops in among including no number toll his others with along as well at least to from not .".split()
)
NASTY = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=QUOTES + "a.", max_size=80),
    st.text(alphabet="0123456789,.-–—/%$€ \n", max_size=80),
    articles(paragraphs=2).map(str.upper),
    st.lists(st.sampled_from(SALAD), max_size=30).map(" ".join),
    st.lists(st.sampled_from(" ".join(FACTUAL).replace("{", " ").replace("}", " ").split()), max_size=40).map(" ".join),
)


@given(NASTY)
def test_any_text_gives_a_valid_output(schema, text):
    output = output_of(text)
    jsonschema.Draft202012Validator(schema).validate(output)
    assert_quotes_stand_where_they_say(text, output)
    assert_counts_are_in_order(output)


@pytest.mark.parametrize(
    "text",
    [
        "the road to the harbour was closed by snow for most of the winter, three soldiers went missing on the pass and "
        * 450,
        "three soldiers and " * 150,
        "(" * 2000 + "two dead" + ")" * 2000,
        "“" * 3000,
        "said " * 2000,
        "9" * 5000 + " people were killed.",
        "\u202ekilled 20 people\u202c\x00\x1b[31m",
    ],
    ids=[
        "50,000 characters without a stop",
        "counts",
        "brackets",
        "open quotes",
        "said",
        "long number",
        "control characters",
    ],
)
def test_awkward_text_gives_a_sound_output(text):
    output = output_of(text)
    assert_quotes_stand_where_they_say(text, output)
    assert_counts_are_in_order(output)


# ------------------------------------------------------------------------------------------------- other processes
WRITE = """
import sys
from extractor import pipeline
from extractor.model import Article
from extractor.writers import FORMATS, plain
text = sys.stdin.buffer.read().decode("utf-8")
document = pipeline.extract(Article(file="-", text=text, sha256="0" * 64))
sys.stdout.buffer.write(FORMATS["yaml"].one(plain(document), text).encode("utf-8"))
"""


def test_another_hash_seed_gives_the_same_bytes():
    outputs = []
    for seed in ("0", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", WRITE],
            input=whole_article().encode(),
            capture_output=True,
            env=environment,
            check=True,
        )
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]
    assert b"evidence" in outputs[0]


def test_json_and_yaml_hold_the_same():
    yaml = pytest.importorskip("ruamel.yaml").YAML(typ="safe", pure=True)
    text = whole_article()
    assert yaml.load(written(text, "yaml")) == json.loads(written(text, "json"))
