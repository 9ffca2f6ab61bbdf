import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import xmlschema
from documents import DOCUMENT, TEXT

from extractor.check import claims, report_github, report_json, report_junit, report_sarif
from extractor.check.verdict import Checked, Verdict
from extractor.commands import check as command
from extractor.errors import InputError
from extractor.strictyaml import load_placed
from extractor.writers import plain

DATA = Path(__file__).parent.parent / "data"
CLAIMS = """\
schema: extract-check/1.0
expect:
  casualties:
    - {name: guards killed, kind: killed}
    - {name: "too many, <all> & 50%", match: {kind: killed}, low: 8}
    - {name: perhaps, match: {kind: killed}, low: 9, severity: warning}
todo:
  casualties:
    - {name: wounded too, kind: wounded}
    - {name: by now, kind: killed}
allow_extra: false
"""
PROBLEM = InputError("x.claims.yaml", 'unknown key "kidn"', 'did you mean "kind"?', 14, 7)


@pytest.fixture
def checked() -> list[Checked]:
    book = claims.read(load_placed(CLAIMS, "k.claims.yaml"), "k.claims.yaml")
    assert book.problems == ()
    return [claims.check(book, plain(DOCUMENT), TEXT)]


def test_json(checked):
    value = json.loads(report_json.write(checked, [PROBLEM]))
    assert value["summary"] == {"failed": 2, "passed": 1, "warnings": 1, "todo": 1, "todo_passes": 1, "extra": 1}
    assert value["not_checked"] == [str(PROBLEM)]
    assert value["articles"][0]["claims"][1] == {
        "name": "too many, <all> & 50%",
        "outcome": "fail",
        "file": "k.claims.yaml",
        "line": 5,
        "column": 7,
        "fact": "c38",
        "spot": {"quote": "killed 7 of the 30 border guards", "start": 31, "end": 63, "line": 1, "column": 32},
        "differences": [{"field": "low", "expected": "8", "found": "7"}],
    }


def test_junit_is_valid_and_counts(checked):
    text = report_junit.write(checked, [PROBLEM])
    xmlschema.XMLSchema(DATA / "junit.xsd").validate(text)
    first, second = ElementTree.fromstring(text)
    assert first.attrib == {"name": "keran.txt", "tests": "6", "failures": "2", "errors": "0", "skipped": "2"}
    assert first[1].attrib == {"name": "too many, <all> & 50%", "classname": "k.claims.yaml"}
    assert first[1][0].attrib == {"type": "claim", "message": "low: expected 8, found 7"}
    assert first[1][0].text.splitlines()[1] == 'keran.txt:1:32  "killed 7 of the 30 border guards"'
    assert [case[0].tag for case in first if len(case)] == ["failure", "skipped", "skipped", "system-out", "failure"]
    assert (second.attrib["errors"], second[0][0].attrib["message"]) == ("1", str(PROBLEM))


def test_junit_holds_no_character_that_xml_forbids():
    verdict = Verdict(name="a\x00b\x1bc\ud800", outcome="fail", file="k.claims.yaml")
    text = report_junit.write([Checked("x.txt", (verdict,))])
    xmlschema.XMLSchema(DATA / "junit.xsd").validate(text)


def test_sarif_is_valid(checked):
    log = json.loads(report_sarif.write(checked, [PROBLEM]))
    jsonschema.Draft4Validator(json.loads((DATA / "sarif-2.1.0.json").read_text(encoding="utf-8"))).validate(log)
    run = log["runs"][0]
    assert [result["ruleId"] for result in run["results"]] == [
        "too many, <all> & 50%",
        "perhaps",
        "wounded too",
        "by now",
        "a fact that no claim names",
    ]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "note", "error"]
    assert ["suppressions" in result for result in run["results"]] == [False, False, True, False, False]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "keran.txt"}
    assert place["region"] == {"startLine": 1, "startColumn": 32, "endColumn": 64, "charOffset": 31, "charLength": 32}
    assert run["invocations"][0]["executionSuccessful"] is False


def test_sarif_fingerprints_are_stable_and_differ(checked):
    def prints(some):
        results = json.loads(report_sarif.write(some))["runs"][0]["results"]
        return [result["partialFingerprints"]["claim/v1"] for result in results]

    moved = [replace(checked[0], verdicts=tuple(replace(v, line=v.line + 9) for v in checked[0].verdicts))]
    assert prints(moved) == prints(checked)
    assert len(set(prints(checked))) == 5


def test_sarif_names_files_as_uris(checked):
    odd = [replace(checked[0], article="a b/ä#.txt")]
    log = json.loads(report_sarif.write(odd))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "a%20b/%C3%A4%23.txt"}


def test_github_annotations(checked):
    lines = report_github.write(checked, [PROBLEM]).splitlines()
    assert lines[0] == "keran.txt"
    assert [line for line in lines if line.startswith("::")] == [
        '::error file=x.claims.yaml,line=14,col=7,title=not checked::x.claims.yaml:14:7: unknown key "kidn"; did you mean "kind"?',
        "::error file=keran.txt,line=1,col=32,title=too many%2C <all> & 50%25::low: expected 8, found 7%0A"
        'keran.txt:1:32  "killed 7 of the 30 border guards"%0Ak.claims.yaml:5',
        '::error file=keran.txt,line=2,col=1,title=a fact that no claim names::keran.txt:2:1  "Another 200 soldiers"%0Ak.claims.yaml:11',
        "::warning file=keran.txt,line=1,col=32,title=perhaps::low: expected 9, found 7%0A"
        'keran.txt:1:32  "killed 7 of the 30 border guards"%0Ak.claims.yaml:6',
        "::notice file=keran.txt,line=1,col=32,title=by now::"
        'keran.txt:1:32  "killed 7 of the 30 border guards"%0Ak.claims.yaml:10',
    ]


def test_github_prints_ten_annotations_at_most():
    verdicts = tuple(Verdict(name=f"claim {n}", outcome="fail", file="k.claims.yaml", line=n) for n in range(1, 30))
    lines = report_github.write([Checked("x.txt", verdicts)]).splitlines()
    assert sum(line.startswith("::") for line in lines) == 10
    assert sum(line.startswith("  FAIL") for line in lines) == 29


def test_github_job_summary_is_always_written(checked, tmp_path, monkeypatch):
    page = tmp_path / "summary.md"
    page.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    command._written("github", checked, [PROBLEM], painted=False)
    assert page.read_text() == (
        "before\n"
        "### extract check: 2 failed, 1 passed, 1 warning, 1 to do, 1 to do that passes by now, 1 extra\n"
        "\n"
        "| | claim | what | article |\n"
        "| --- | --- | --- | --- |\n"
        "| fail | too many, &lt;all> & 50% | low: expected 8, found 7 | keran.txt:1 |\n"
        "| warn | perhaps | low: expected 9, found 7 | keran.txt:1 |\n"
        "| passes | by now |  | keran.txt:1 |\n"
        "| fail | a fact that no claim names |  | keran.txt:2 |\n"
        '- x.claims.yaml:14:7: unknown key "kidn"; did you mean "kind"?\n'
    )
