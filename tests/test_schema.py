import json
from dataclasses import fields, replace
from pathlib import Path

import jsonschema
import pytest
from documents import DOCUMENT

from extractor import model
from extractor.schema import hints, key, says, schema
from extractor.writers import plain

COMMITTED = json.loads((Path(__file__).parent / "data/schema.json").read_text(encoding="utf-8"))


def test_generated_schema_equals_the_committed_one():
    assert schema() == COMMITTED


def test_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(schema())


def test_a_whole_document_is_valid():
    jsonschema.validate(plain(DOCUMENT), COMMITTED)


def test_an_empty_document_is_valid():
    jsonschema.validate(plain(model.Document(article=DOCUMENT.article)), COMMITTED)


@pytest.mark.parametrize(
    "wrong",
    [
        {"modality": "sure"},
        {"attributed_to": ()},
        {"location": ("Keran",)},
        {"part_of": "a1"},
        {"country": ("Togo",)},
    ],
    ids=str,
)
def test_a_wrong_document_is_not_valid(wrong):
    broken = replace(DOCUMENT, troop_counts=(replace(DOCUMENT.troop_counts[0], **wrong),))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain(broken), COMMITTED)


def test_two_calls_share_nothing():
    schema()["properties"].clear()
    assert schema() == COMMITTED


def test_single_values_only_where_the_schema_has_one_or_many():
    for kind in (model.TroopCount, model.Casualty, model.Attribution, model.AttributionSpans, model.Entity):
        for field in fields(kind):
            one = any(said.one for said in says(hints(kind)[field.name])[1])
            assert not (one and key(field.name) in ("attributed_to", "composition", "evidence", "aliases"))
