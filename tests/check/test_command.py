import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from documents import DOCUMENT, TEXT

from extractor import cli, commandline, pipeline
from extractor.writers import plain, yamltext

GOOD = "schema: extract-check/1.0\nexpect: {casualties: [{name: guards, match: {kind: killed}, low: 7}]}\n"
BAD = GOOD.replace("low: 7", "low: 8")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Three articles, two with files beside them, and a pipeline that gives our own document."""

    def extract(article, nlp=None):
        info = replace(DOCUMENT.article, file=article.file, published=article.published)
        return replace(DOCUMENT, article=info) if article.text == TEXT else pipeline.Document(article=info)

    monkeypatch.setattr(pipeline, "extract", extract)
    monkeypatch.chdir(tmp_path)
    for name in ("d/x.txt", "d/y.txt", "d/z.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(TEXT.encode())
    Path("d/x.claims.yaml").write_text(GOOD)
    Path("d/y.golden.yaml").write_text(yamltext.write(plain(DOCUMENT)))
    Path("bad.claims.yaml").write_text(BAD)


def run(capfd, *argv):
    code = cli.main(["check", *argv])
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    return code, out, err


def test_folder_checks_every_pair(capfd):
    code, out, err = run(capfd, "d")
    assert (code, err) == (0, "")
    assert out.startswith('d/x.txt\n  ok    guards                               c38  "killed 7 of')
    assert out.endswith("10 passed, 1 extra\n")


def test_article_and_file(capfd):
    assert run(capfd, "d/z.txt", "d/x.claims.yaml")[0] == 0
    code, out, _ = run(capfd, "d/z.txt", "bad.claims.yaml")
    assert code == 1
    assert out.endswith(
        '          d/z.txt:1:32  "killed 7 of the 30 border guards"\n          bad.claims.yaml:2\n1 failed, 1 extra\n'
    )


def test_article_alone_takes_the_files_beside_it(capfd):
    assert run(capfd, "d/x.txt")[0] == 0


def test_file_alone_takes_the_article_beside_it_or_the_one_it_names(capfd):
    assert run(capfd, "d/x.claims.yaml")[0] == 0
    Path("named.yaml").write_text(GOOD + "article: d/z.txt\n")
    assert run(capfd, "named.yaml")[1].startswith("d/z.txt\n")


def test_several_articles_each_with_its_files(capfd):
    code, out, _ = run(capfd, "d/x.txt", "d/x.claims.yaml", "d/z.txt", "bad.claims.yaml", "d/y.golden.yaml")
    assert code == 1
    assert out.endswith("1 failed, 10 passed, 2 extra\n")


def test_an_article_is_reported_once(capfd):
    assert run(capfd, "d/x.txt", "d/x.claims.yaml", "d/x.txt", "bad.claims.yaml")[1].count("d/x.txt\n") == 1


def test_warning_fails_only_when_told(capfd):
    Path("w.yaml").write_text(BAD.replace("low: 8", "low: 8, severity: warning"))
    assert run(capfd, "d/z.txt", "w.yaml")[0] == 0
    assert run(capfd, "d/z.txt", "w.yaml", "--fail-on", "warning")[0] == 1


def test_extra_fails_only_when_told(capfd):
    assert run(capfd, "d/x.txt", "--fail-on", "extra")[0] == 1
    assert run(capfd, "d/y.txt", "--fail-on", "extra,warning")[0] == 0


def test_todo_that_passes_fails_only_when_told(capfd):
    Path("t.yaml").write_text(GOOD.replace("expect", "todo"))
    assert run(capfd, "d/z.txt", "t.yaml")[0] == 0
    assert run(capfd, "d/z.txt", "t.yaml", "--strict-todo")[0] == 1


def test_reports_each_with_its_own_file(capfd):
    code, out, _ = run(capfd, "d", "-f", "text", "-f", "json", "-o", "r.json")
    assert code == 0
    assert out.endswith("10 passed, 1 extra\n")
    value = json.loads(Path("r.json").read_text())
    assert value["summary"] == {"failed": 0, "passed": 10, "warnings": 0, "todo": 0, "todo_passes": 0, "extra": 1}


@pytest.mark.parametrize("name", ["d/out.yaml", "out.json"])
def test_saved_output_is_checked_without_its_article(capfd, monkeypatch, name):
    monkeypatch.setattr(pipeline, "extract", None)  # would fail
    document = plain(DOCUMENT)
    Path(name).write_text(yamltext.write(document) if name.endswith("yaml") else json.dumps(document), encoding="utf-8")
    assert run(capfd, name, "d/x.claims.yaml") == (0, f"{name}\n  ok    guards                               c38  "
        '"killed 7 of the 30 border guards"\n1 passed, 1 extra\n', "")  # fmt: skip
    code, out, _ = run(capfd, name, "bad.claims.yaml")
    assert code == 1
    assert f"          {name}:1:32  " in out
    assert run(capfd, name, "d/y.golden.yaml", "--strict")[0] == 0


def test_broken_saved_output_is_named(capfd):
    Path("out.yaml").write_text("schema: extract/1.0\narticle: {}\n")
    code, _, err = run(capfd, "out.yaml", "d/x.claims.yaml")
    assert (code, err) == (2, 'extract: out.yaml:1:1: "entities" is missing; add it, or save the output again\n')


def test_saved_output_needs_no_spacy(tmp_path):
    Path("out.yaml").write_text(yamltext.write(plain(DOCUMENT)), encoding="utf-8")
    script = (
        "import sys; from extractor import cli\n"
        "assert cli.main(['check', 'out.yaml', 'd/x.claims.yaml']) == 0\n"
        "assert 'spacy' not in sys.modules"
    )
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ([], (("text", None),)),
        (["-o", "a"], (("text", "a"),)),
        (["-f", "json"], (("json", None),)),
        (["-fjson", "-oa"], (("json", "a"),)),
        (["-o", "a", "-f", "json"], (("json", "a"),)),
        (["--format=json", "--output=a", "--format", "sarif"], (("json", "a"), ("sarif", None))),
        (["-f", "text", "-f", "json", "--output", "b"], (("text", None), ("json", "b"))),
        (["x", "--", "-f"], (("text", None),)),
    ],
)
def test_an_output_belongs_to_the_format_before_it(words, pairs):
    assert commandline.reports(words) == pairs


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "nothing to check; name an article and its claims, or a folder (extract check --help)"),
        (
            ["d/z.txt"],
            "d/z.txt: nothing was checked, no claims or golden file beside it; start claims with: extract claims d/z.txt",
        ),
        (["e"], "e: nothing was checked, no articles and no claims; give articles with *.claims.yaml"),
        (
            ["f"],
            "f: nothing was checked, 1 article but no claims or golden file; start one with: extract claims ARTICLE",
        ),
        (["d/x.claim.yaml"], 'd/x.claim.yaml: no such file; did you mean "d/x.claims.yaml"?'),
        (["d/v.txt"], 'd/v.txt: no such file; did you mean "d/z.txt"?'),
        (
            ["d/z.txt", "lone.golden.yaml", "d/never.txt", "d/x.claims.yaml"],
            "d/never.txt: no such file; check the name",
        ),
        (["lone.golden.yaml"], "lone.golden.yaml: no article; put lone.txt beside it"),
        (["bad.claims.yaml"], "bad.claims.yaml: no article; put bad.txt beside it"),
        (["d/z.txt", "bare.yaml"], "bare.yaml:1: no schema line; begin it with schema: extract-check/1.0"),
        (
            ["d/z.txt", "old.yaml"],
            'old.yaml:1:9: schema "extract/0.9" is not known; use extract-check/1.0 for claims, extract/1.0 for a saved output',
        ),
        (["d/z.txt", "twice.yaml"], 'twice.yaml:3:1: key "expect" is given twice; keep one'),
        (["d/z.txt", "none.yaml"], "none.yaml: no claims; write one under expect"),
        (["d/z.txt", "broken.yaml"], "broken.yaml:3:1: not YAML: did not find expected node content; mend it there"),
        (["d", "-f", "junti"], '--format "junti": not known; did you mean "junit"?'),
        (
            ["d", "-f", "text", "-f", "json"],
            "--format: two reports on standard output; give all but one a file of its own with -o",
        ),
        (["d", "--fail-on", "extras"], '--fail-on "extras": not known; did you mean "extra"?'),
        (["d", "-o", "d/x.txt"], "d/x.txt: is an input itself; write to another file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_one_line_and_exit_code_2(capfd, argv, message):
    Path("e").mkdir()
    Path("f").mkdir()
    Path("f/a.txt").write_text("x")
    golden = yamltext.write(plain(DOCUMENT)).replace("keran.txt", "nowhere.txt")
    for name, text in {
        "lone.golden.yaml": golden,
        "bare.yaml": "expect: {}\n",
        "old.yaml": "schema: extract/0.9\n",
        "twice.yaml": GOOD + "expect: {}\n",
        "none.yaml": "schema: extract-check/1.0\n",
        "broken.yaml": "schema: extract-check/1.0\nexpect: [\n",
    }.items():
        Path(name).write_text(text)
    code, _, err = run(capfd, *argv)
    assert (code, err) == (2, f"extract: {message}\n")


def test_a_broken_file_does_not_stop_the_others(capfd):
    Path("d/a.txt").write_bytes(TEXT.encode())
    Path("d/a.claims.yaml").write_text("schema: extract-check/1.0\nexpct: {}\n")
    code, out, err = run(capfd, "d")
    assert code == 2
    assert err == 'extract: d/a.claims.yaml:2:1: unknown key "expct"; did you mean "expect"?\n'
    assert out.endswith("10 passed, 1 extra\n")


def test_two_processes_give_the_same_report(capfd):
    assert run(capfd, "d", "-j", "2") == run(capfd, "d")


BROKEN = """\
schema: extract-check/1.0
expct: {}
expect: []
forbid:
  casualties: {kind: killed}
todo:
  casualties:
    - killed
    - {kind: killed, kind: kiled, low: many}
    - {match: [a], kidn: x}
    - {name: nothing}
  ? [a]
  : 1
todo: {}
"""
MISTAKES = """\
extract: b.claims.yaml:2:1: unknown key "expct"; did you mean "expect"?
extract: b.claims.yaml:3:9: expect is not a mapping; write keys and values under it
extract: b.claims.yaml:5:15: casualties is not a list; begin each item with "- "
extract: b.claims.yaml:8:7: a claim is not a mapping; write keys and values under it
extract: b.claims.yaml:9:22: key "kind" is given twice; keep one
extract: b.claims.yaml:9:40: low "many" is not a number; write digits only, as in 4000
extract: b.claims.yaml:10:15: match is not a mapping; write keys and values under it
extract: b.claims.yaml:10:20: unknown key "kidn"; did you mean "kind"?
extract: b.claims.yaml:11:7: a claim that says nothing; add match, or a key to hold
extract: b.claims.yaml:12:5: a key is not a word; name each key with one word
extract: b.claims.yaml:14:1: key "todo" is given twice; keep one
"""


def test_all_mistakes_of_a_file_come_out_at_once(capfd):
    Path("b.claims.yaml").write_text(BROKEN)
    assert run(capfd, "d/z.txt", "b.claims.yaml") == (2, "", MISTAKES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n", "b.yaml:1: no schema line; begin it with schema: extract-check/1.0"),
        ("a: 1\na: 2\n", 'b.yaml:2:1: key "a" is given twice; keep one'),
        ("", "b.yaml: empty; give claims (schema: extract-check/1.0) or a saved output"),
        (GOOD + "---\nx: 1\n", "b.yaml:3:1: a second YAML document begins; put it into a file of its own"),
        (GOOD + "article: *x\n", 'b.yaml:3:10: nothing before is called "&x"; write it out'),
        (GOOD + "article: !x y\n", 'b.yaml:3:10: the tag "!x" means nothing here; leave it out'),
        (GOOD + "\tarticle: x\n", "b.yaml:3:1: not YAML: found character that cannot start any token; mend it there"),
        (
            GOOD.replace("low: 7", "low: {min: x}"),
            'b.yaml:2:72: min "x" is not a number; write digits only, as in 4000',
        ),
        (GOOD.replace("low: 7", "unit: true"), 'b.yaml:2:61: unknown key "unit"; use name, severity, match, low …'),
        (GOOD.replace("low: 7", "manner: true"), 'b.yaml:2:69: manner "true" is not text; put it in quotes'),
    ],
)
def test_a_mistake_in_a_file_is_one_line_with_its_place(capfd, text, message):
    Path("b.yaml").write_text(text)
    code, _, err = run(capfd, "d/z.txt", "b.yaml")
    assert (code, err) == (2, f"extract: {message}\n")


def test_a_golden_finds_the_article_that_it_names(capfd):
    Path("d/other.golden.yaml").write_text(yamltext.write(plain(DOCUMENT)).replace("file: keran.txt", "file: a/z.txt"))
    assert run(capfd, "d/other.golden.yaml")[:2] == (0, "d/z.txt\n" + run(capfd, "d/y.txt")[1].partition("\n")[2])


@pytest.mark.parametrize(
    ("name", "mend"),
    [("d/v.txt", 'did you mean "d/z.txt"?'), ("e/v.txt", 'there is no folder "e"'), ("q", "check the name")],
)
def test_an_article_that_claims_name_and_that_is_not_there(capfd, name, mend):
    Path("named.yaml").write_text(GOOD + f"article: {name}\n")
    message = f'named.yaml:3:10: the article "{name}" is not there; {mend}'
    assert run(capfd, "named.yaml") == (2, "", f"extract: {message}\n")


def test_update_needs_the_article(capfd, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    Path("out.yaml").write_text(yamltext.write(plain(DOCUMENT)))
    code, _, err = run(capfd, "out.yaml", "d/y.golden.yaml", "--update")
    assert (code, err) == (2, "extract: --update: needs the article; give the article, not its saved output\n")


def test_github_is_told_also_when_nothing_was_checked(capfd, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "page.md")
    Path("b.claims.yaml").write_text("schema: extract-check/1.0\nexpct: {}\n")
    code, out, err = run(capfd, "d/z.txt", "b.claims.yaml", "-f", "github")
    mistake = 'b.claims.yaml:2:1: unknown key "expct"; did you mean "expect"?'
    assert (code, err) == (2, f"extract: {mistake}\n")
    assert out == f"nothing was checked\n::error file=b.claims.yaml,line=2,col=1,title=not checked::{mistake}\n"
    assert Path("page.md").read_text() == f"### extract check: nothing was checked\n\n- {mistake}\n"


def test_github_summary_that_cannot_be_written_is_told(capfd, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "no/page.md")
    code, out, err = run(capfd, "d/x.txt", "-f", "github")
    assert (code, out.splitlines()[-1]) == (0, "1 passed, 1 extra")
    assert err == (
        "extract: no/page.md: the job's summary cannot be written (No such file or directory);"
        " set GITHUB_STEP_SUMMARY to a file\n"
    )


def test_report_file_stays_when_nothing_was_checked(capfd):
    Path("r.json").write_text("old")
    assert run(capfd, "d/z.txt", "-f", "json", "-o", "r.json")[0] == 2
    assert Path("r.json").read_text() == "old"
    assert not [name for name in os.listdir() if name.startswith(".r.json")]
