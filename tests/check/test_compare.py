import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from documents import DOCUMENT, TEXT

from extractor import cli, pipeline
from extractor.check.compare import Statement, _sentence, same, statements, things, title
from extractor.model import Count
from extractor.writers import plain

BASE = Statement(
    article="a.txt", line=1, column=1, quote="7 guards", kind="killed", shown_kind="killed", low=7, high=7, bound="exact",
    text="7", roots=("ministry",), said_by=("the ministry",), who=("border guards",), country=("TGO",), where=("Keran",),
    status="military",
)  # fmt: skip
OTHER = replace(BASE, article="b.txt", roots=("rebels",), said_by=("rebels",))


def test_statements_of_a_document():
    found = statements(plain(DOCUMENT), TEXT)
    assert [(s.kind, s.low, s.said_by, s.where, s.line, s.column) for s in found] == [
        ("troops", 200, ("keran.txt",), ("Keran",), 2, 1),
        ("killed", 7, ("Abla Mensah",), ("Keran",), 1, 32),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"low": 9, "high": 9},
        {"who": ()},
        {"where": ()},
        {"when_value": "2025-01-12"},
        {"status": "unknown"},
        {"who": ("border guards", "police")},
    ],
    ids=str,
)
def test_about_the_same_thing(changes):
    assert same(BASE, replace(OTHER, **changes))
    assert same(replace(OTHER, **changes), BASE)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "wounded"},
        {"where": ("Lomé",)},
        {"who": ("civilians",)},
        {"country": ("GHA",)},
        {"status": "civilian"},
        {"apart": ("children",)},
        {"modality": "planned"},
        {"where": (), "who": (), "country": ()},
        {"where": (), "country": ()},
    ],
    ids=str,
)
def test_about_another_thing(changes):
    assert not same(BASE, replace(OTHER, **changes))
    assert not same(replace(OTHER, **changes), BASE)


def test_times_that_exclude_each_other_are_two_things():
    january = replace(BASE, when_value="2025-01")
    assert same(january, replace(OTHER, when_value="2025-01-12"))
    assert same(january, replace(OTHER, when_value="XXXX-01-12"))
    assert not same(january, replace(OTHER, when_value="2025-02"))


def test_one_speaker_with_two_numbers_in_one_article_speaks_of_two_things():
    assert not same(BASE, replace(BASE, low=9, high=9))


@pytest.mark.parametrize(
    ("changes", "conflict"),
    [
        ({"low": 8, "high": 8}, True),
        ({"low": 5, "high": None, "bound": "at_least"}, False),
        ({"low": 7, "high": None, "bound": "more_than"}, True),
        ({"low": None, "high": 7, "bound": "less_than"}, True),
        ({"low": None, "high": 7, "bound": "at_most"}, False),
        ({"low": 5, "high": 10, "bound": "range"}, False),
        ({"low": 7, "high": 7, "bound": "approx"}, False),
        ({"low": 9, "high": 9, "bound": "approx"}, True),
    ],
)
def test_conflict(changes, conflict):
    (thing,) = things([BASE, replace(OTHER, **changes)])
    assert thing.conflict is conflict


@pytest.mark.parametrize(
    ("changes", "conflict"),
    [
        ({}, True),
        ({"placed": False}, False),  # the article was there before
        ({"wide": True}, False),  # both say only the country
        ({"wide": True, "when_value": "2025-01-12"}, True),  # the same people on the same day
        ({"placed": False, "when_value": "2025-01-12"}, False),
        ({"where": (), "when_value": "2025-01-12"}, True),
        ({"where": ()}, False),
    ],
    ids=str,
)
def test_conflict_only_of_what_is_surely_the_same(changes, conflict):
    both = [replace(BASE, **changes), replace(OTHER, low=9, high=9, **changes)]
    (thing,) = things(both)
    assert thing.conflict is conflict
    (mixed,) = things([BASE, replace(OTHER, low=9, high=9, placed=False)])
    assert mixed.conflict is False


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        ("One. Two are dead. Three.", "Two are", "Two are dead. "),
        ("One!” Gen. A. Ngoro killed two. Three.", "killed", "Gen. A. Ngoro killed two. "),
        ("Head\nTwo are dead\nThree.", "Two", "Two are dead\n"),
        ("Two are dead", "dead", "Two are dead"),
    ],
)
def test_the_sentence_of_a_figure(text, quote, sentence):
    start, end = _sentence(text, text.index(quote), text.index(quote) + len(quote))
    assert text[start:end] == sentence


def test_a_dateline_is_context():
    document = plain(DOCUMENT)
    keran = next(entity for entity in document["entities"] if entity["id"] == "keran")
    assert [one.placed for one in statements(document, TEXT)] == [False, True]
    keran["mentions"] = {"Keran": [[0, 4]]}
    assert [one.placed for one in statements(document, TEXT)] == [False, False]


def test_one_root_counts_once():
    (thing,) = things([BASE, replace(BASE, article="b.txt"), replace(OTHER, low=9, high=9)])
    assert [[statement.article for statement in row] for row in thing.rows] == [["a.txt", "b.txt"], ["b.txt"]]


def test_a_single_statement_is_nothing_to_compare():
    assert things([BASE]) == []


def test_title():
    (thing,) = things([replace(BASE, who=()), replace(OTHER, when="on Monday")])
    assert title(thing) == "killed · border guards · Keran · on Monday"


# ------------------------------------------------------------------------------------------------------------- command
@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Two articles with one document, a third in which another number is given by the author."""

    def extract(article, nlp=None):
        info = replace(DOCUMENT.article, file=article.file)
        if article.file != "c.txt":
            return replace(DOCUMENT, article=info)
        fact = replace(
            DOCUMENT.casualties[0],
            count=Count(low=9, bound="at_least", text="at least 9"),
            evidence=(replace(DOCUMENT.casualties[0].evidence[0], by="author"),),
        )
        return replace(DOCUMENT, article=info, casualties=(fact,), troop_counts=())

    monkeypatch.setattr(pipeline, "extract", extract)
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt", "c.txt"):
        Path(name).write_bytes(TEXT.encode())


REPORT = """\
reinforce · TGO · Keran
  200 (possible)  a.txt  a.txt:2:1  (place from context)
  200 (possible)  b.txt  b.txt:2:1  (place from context)

killed · border guards · Keran · on Monday  CONFLICT
  7           Abla Mensah  a.txt:1:32, b.txt:1:32
  at least 9  c.txt        c.txt:1:32

2 compared, 1 conflict, 0 given by one source only
"""


def test_report(capfd, folder):
    assert cli.main(["compare", "."]) == 0
    assert capfd.readouterr() == (REPORT, "")


def test_conflict_fails_only_when_told(capfd, folder):
    assert cli.main(["compare", ".", "--fail-on", "conflict"]) == 1
    assert cli.main(["compare", "a.txt", "b.txt", "--fail-on", "conflict"]) == 0


def test_csv(capfd, folder):
    cli.main(["compare", ".", "-f", "csv"])
    table = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert [(row["thing"], row["conflict"], row["low"], row["high"], row["articles"]) for row in table] == [
        ("1", "false", "200", "200", "a.txt:2:1"),
        ("1", "false", "200", "200", "b.txt:2:1"),
        ("2", "true", "7", "7", "a.txt:1:32; b.txt:1:32"),
        ("2", "true", "9", "", "c.txt:1:32"),
    ]


def test_json(capfd, folder):
    cli.main(["compare", ".", "-f", "json"])
    value = json.loads(capfd.readouterr().out)
    assert [(thing["title"], thing["conflict"], len(thing["rows"])) for thing in value] == [
        ("reinforce · TGO · Keran", False, 2),
        ("killed · border guards · Keran · on Monday", True, 2),
    ]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "no article given; name two or more (extract compare --help)"),
        (["a.txt", "nix.txt"], "nix.txt: no such file; check the name"),
        (["a.txt", "--fail-on", "error"], '--fail-on "error": not known; use conflict'),
        (["a.txt", "-f", "yaml"], '--format "yaml": not known; use text, csv, json'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_one_line(capfd, folder, argv, message):
    assert cli.main(["compare", *argv]) == 2
    assert capfd.readouterr().err == f"extract: {message}\n"
