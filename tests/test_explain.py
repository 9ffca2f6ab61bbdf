"""``extract explain``: nothing left out, nothing decided twice, and the messages."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from texts import articles

from extractor import cli, pipeline
from extractor.explain import fact, ledger, passage
from extractor.model import Article
from extractor.patterns import numbers
from extractor.trace import Trace

TEXT = (
    "Shelling killed 14 miners and wounded at least 30 near Tamale on 5 June, Governor Sigrid Aune said.\n"
    "\n"
    "The army lost 12 tanks; repairs cost $3 million. Dozens of voters queued. Peru may send 250 soldiers to Tamale.\n"
    "\n"
    "The governor confirmed that 14 miners had been killed.\n"
)


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(TEXT.encode())
    return "a.txt"


def run(capfd, *argv):
    """Exit code, lines of standard output, standard error."""
    code = cli.main(["explain", *argv])
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    return code, out.splitlines(), err


def rows(lines):
    """The fields of a fact's table by their name; the first of each name."""
    found = {}
    for line in lines:
        if line.startswith("  "):
            name, _, rest = line.strip().partition("  ")
            found.setdefault(name, " ".join(rest.split()))
    return found


def traced(text):
    trace = Trace()
    return pipeline.read(Article(file="a.txt", text=text, sha256=""), trace=trace), trace


# ---------------------------------------------------------------------------------------------------------- the ledger
def test_every_number_has_a_line_and_what_became_of_it(capfd, file):
    code, lines, err = run(capfd, file)
    assert (code, err) == (0, "")
    assert lines == [
        "a.txt:1:17  Shelling killed [14] miners and wounded at            c16 killed",
        "a.txt:1:39  14 miners and wounded [at least 30] near Tamale on 5  c38 wounded",
        "a.txt:1:66  30 near Tamale on [5] June, Governor Sigrid           date",
        "a.txt:3:15  The army lost [12] tanks; repairs cost                equipment",
        "a.txt:3:39  tanks; repairs cost $[3 million]. Dozens of voters    money",
        "a.txt:3:50  cost $3 million. [Dozens] of voters queued.           other people",
        "a.txt:3:89  queued. Peru may send [250] soldiers to Tamale.       t189 deploy",
        "a.txt:5:29  confirmed that [14] miners had been                   c16 killed",
        "8 numbers: 4 facts, 1 date, 1 equipment, 1 money, 1 other people; unclear 0.0%",
    ]


def test_article_without_numbers(capfd, tmp_path):
    (tmp_path / "quiet.txt").write_text("It rained all day.")
    assert run(capfd, str(tmp_path / "quiet.txt"))[:2] == (0, ["no numbers"])


def test_zero_is_a_number_where_it_became_a_fact():
    reading, trace = traced("The barracks at Arequipa burned. No casualties were reported.")
    records = ledger.ledger(reading, trace)
    assert [(r["number"], r["became"]) for r in records] == [("No", "fact")]


def test_json_holds_the_same(capfd, file):
    _, lines, _ = run(capfd, file, "-f", "json")
    made = json.loads("\n".join(lines))
    assert made["article"] == "a.txt"
    assert made["counts"] == {"fact": 4, "date": 1, "equipment": 1, "money": 1, "other people": 1}
    assert made["numbers"][1] == {
        "line": 1,
        "column": 39,
        "start": 38,
        "end": 49,
        "number": "at least 30",
        "before": "14 miners and wounded ",
        "after": " near Tamale on 5",
        "became": "fact",
        "facts": [{"id": "c38", "what": "wounded"}],
        "rule": "numbers.count.digits",
    }


def test_colour_is_for_terminals(capfd, file):
    assert "\x1b[32mc16 killed\x1b[0m" in run(capfd, file, "--color", "always")[1][0]
    assert "\x1b" not in "".join(run(capfd, file)[1])


@pytest.mark.parametrize(
    ("text", "number", "became"),
    [
        ("Soldiers shot at 31 weavers in the market.", "31", "unclear"),  # shot is not killed, but they may be
        ("The bishop named 12 weavers in his sermon.", "12", "other people"),
        ("The release of 19 hostages has begun in Tamale.", "19", "unclear"),  # some are still held
        ("Gunmen in Arequipa freed 17 nurses on Monday.", "17", "other people"),
        ("The raid killed 40 people and left 2 million without homes.", "2 million", "other people"),
        ("The raid killed 40 people; 101 deputies voted for a truce, 55 against.", "55", "other people"),
        ("The number of tankers in port fell to nine after shelling near Tamale.", "nine", "things"),
        ("The treaty binds the two armed forces.", "two", "things"),
        ("The cellar held 61 skeletons of soldiers.", "61", "unclear"),
        ("The museum has 61 skeletons.", "61", "things"),
        ("He baked 24 loaves; she needs 48.", "48", "things"),  # nothing of ours anywhere near
        ("Rebels attacked Tamale. The mayor spoke of 48.", "48", "unclear"),
    ],
)
def test_reasons(text, number, became):
    records = ledger.ledger(*traced(text))
    assert [r["became"] for r in records if r["number"] == number] == [became]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles())
def test_ledger_leaves_out_no_number(text):
    reading, trace = traced(text)
    records = ledger.ledger(reading, trace)
    found = {(r["start"], r["end"]) for r in records}
    assert {n.span for p in reading.paragraphs for n in numbers.find(p)} <= found
    counted = {f.number.span for f in reading.figures}
    assert {span for span in found if span in counted} == {
        (r["start"], r["end"]) for r in records if r["became"] == "fact"
    }


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles())
def test_trace_changes_nothing_and_explains_every_id(text):
    reading, trace = traced(text)
    document = reading.document
    assert document == pipeline.read(Article(file="a.txt", text=text, sha256="")).document
    for each in (*document.casualties, *document.troop_counts, *document.attributions):
        made = fact.explain(reading, trace, each.id)
        assert made["id"] == each.id
        assert all(piece["rule"]["place"] and piece["rule"]["why"] for piece in made["evidence"])


# -------------------------------------------------------------------------------------------------------------- a fact
def test_fact_names_rule_cue_and_origins(capfd, file):
    code, lines, _ = run(capfd, file, "t189")
    assert code == 0
    assert lines[:2] == ["t189  deploy 250", 'a.txt:3:89  "250 soldiers"']
    told = rows(lines)
    assert told["rule"].startswith("troops.deploy.send extractor/patterns/troops.yaml:")
    assert told["cue"].startswith('"send", tokens ')
    assert told["count"] == 'exact 250 "250" numbers.count.digits'
    assert told["noun"] == 'force "soldiers" people.noun.head'
    assert told["modality"] == 'possible "may" modality.possible.may, governs the event'
    assert told["by"] == "author no attribution covers it"


def test_rule_stands_at_the_line_that_is_named(capfd, file):
    place = rows(run(capfd, file, "c38")[1])["rule"].split()[1]
    path, _, line = place.partition(":")
    root = Path(cli.__file__).parent.parent
    assert (root / path).read_text(encoding="utf-8").splitlines()[
        int(line) - 1
    ].strip() == "- id: casualties.wounded.verb"


def test_merged_evidence_is_shown_piece_by_piece(capfd, file):
    _, lines, _ = run(capfd, file, "c16")
    assert 'a.txt:1:10  "killed 14 miners"  (1 of 2 merged)' in lines
    assert 'a.txt:5:29  "14 miners had been killed"  (2 of 2 merged)' in lines


def test_count_that_goes_on_from_an_earlier_one():
    reading, trace = traced("Shells killed 21 miners near Tamale. The governor spoke of 25.")
    made = fact.explain(reading, trace, "c59")
    fields = {each["field"]: each for each in made["evidence"][0]["fields"]}
    assert made["evidence"][0]["rule"]["way"] == "goes on from an earlier figure"
    assert (fields["goes on from"]["value"], fields["goes on from"]["words"]) == ("a.txt:1:15", "21")


def test_attribution_names_source_content_and_facts(capfd, file):
    told = rows(run(capfd, file, "a94")[1])
    assert told["source"] == 'sigrid-aune "Governor Sigrid Aune"'
    assert told["facts"] == "c16, c38"
    assert told["content"].startswith('"Shelling killed 14 miners')


# ----------------------------------------------------------------------------------------------------------- a passage
def test_passage_names_the_guard(capfd, file):
    code, lines, _ = run(capfd, file, "lost 12  tanks")
    assert code == 0
    assert lines[:2] == ['a.txt:3:10  "lost 12 tanks"', '  number  "12"  equipment, noun "tanks"']
    assert lines[2].strip().startswith('casualties.losses.verb "lost": noun is a thing: tanks  extractor/patterns/')
    assert lines[-1] == "  nothing came out: no event joins a number"


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("Governor Sigrid Aune said", "no number"),
        ("near Tamale on 5 June", "no number that can count people"),
        ("Dozens of voters queued", "no event"),
        ("killed 14 miners", None),
    ],
)
def test_passage_says_what_is_missing(words, missing):
    assert passage.explain(*traced(TEXT), words)["missing"] == missing


@pytest.mark.parametrize(
    ("text", "words", "guard"),
    [
        ("Gunmen in Arequipa freed 17 nurses on Monday.", "freed 17 nurses", "they were freed or arrested"),
        ("About 40 farmers saw 6 soldiers die.", "About 40 farmers", "another number stands between"),
    ],
)
def test_guards_have_names(text, words, guard):
    made = passage.explain(*traced(text), words)
    assert guard in [close["guard"] for number in made["numbers"] for close in number["closest"]]


def test_passage_that_stands_twice_names_the_other_place(capfd, file):
    assert run(capfd, file, "14 miners")[1][:2] == ['a.txt:1:17  "14 miners"', "  also at a.txt:5:29"]


# ------------------------------------------------------------------------------------------------------------ messages
@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("c99", "extract: a.txt: no fact c99; ids are in: extract a.txt\n"),
        ("a99", "extract: a.txt: no attribution a99; ids are in: extract a.txt\n"),
        ("two ships", 'extract: a.txt: does not say "two ships"; give words as they stand in the article\n'),
        (" ", 'extract: a.txt: does not say " "; give words as they stand in the article\n'),
    ],
)
def test_what_is_not_there(capfd, file, what, message):
    assert run(capfd, file, what) == (2, [], message)


def test_no_article(capfd):
    message = "extract: no article given; write extract explain ARTICLE [ID or TEXT] (extract explain --help)\n"
    assert run(capfd) == (2, [], message)


def test_unknown_format(capfd, file):
    assert run(capfd, file, "-f", "csv") == (2, [], 'extract: --format "csv": not known; use text, json\n')
