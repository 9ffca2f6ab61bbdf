"""The accuracy floors: a floor holds, is only ever lifted, and a score that is not there is a miss."""

from __future__ import annotations

import importlib.util
import json

import pytest
from readings import ROOT


@pytest.fixture
def floors(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("floors", ROOT / "tools" / "floors.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    saved = tmp_path / "floors.json"
    saved.write_text(json.dumps({"floors": {"a: figures strict": 80.0}, "ceilings": {"n: false": 1.0}}))
    monkeypatch.setattr(module, "FLOORS", saved)
    return module


@pytest.mark.parametrize(
    ("values", "missed"),
    [({"x": 80.0}, []), ({"x": 79.99}, ["x"]), ({}, ["x"])],
    ids=["held", "missed", "not measured"],
)
def test_floor_is_held_or_missed(floors, values, missed):
    assert floors.compare(values, {"x": 80.0}, ceiling=False) == missed


def test_ceiling_is_missed_from_above(floors):
    assert floors.compare({"x": 1.1}, {"x": 1.0}, ceiling=True) == ["x"]


def test_raise_lifts_with_a_slack_and_adds_what_is_new(floors):
    changed = floors.lift({"a: figures strict": 82.0, "b: figures strict": 50.0}, {"n: false": 0.5})
    assert changed == 3
    assert floors.read_floors() == ({"a: figures strict": 81.7, "b: figures strict": 49.7}, {"n: false": 0.6})


def test_raise_never_lowers(floors):
    before = floors.read_floors()
    assert floors.lift({"a: figures strict": 70.0}, {"n: false": 3.0}) == 0
    assert floors.read_floors() == before


def test_counts_of_one_article_have_no_slack(floors):
    floors.lift({"gold x: core": 90.0}, {"gold x: false": 2.0})
    limits = floors.read_floors()
    assert limits[0]["gold x: core"] == 90.0
    assert limits[1]["gold x: false"] == 2.0
