import hashlib
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from documents import DOCUMENT, TEXT

from extractor.writers import plain, yamltext

pytest_plugins = ["pytester"]

# Where the project is installed, pytest finds the plugin by itself, and a second time is an error.
INSTALLED = any(point.value == "extractor.pytest_plugin" for point in entry_points(group="pytest11"))
LOADED = () if INSTALLED else ("-p", "extractor.pytest_plugin")

# A conftest that gives our own document for any article, as the pipeline would.
CONFTEST = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from dataclasses import replace
from documents import DOCUMENT
from extractor import pipeline
calls = []
def extract(article, nlp=None):
    calls.append(article.file)
    print("extracted", article.file)
    return replace(DOCUMENT, article=replace(DOCUMENT.article, file=article.file))
pipeline.extract = extract
"""
CLAIMS = """\
schema: extract-check/1.0
expect:
  casualties:
    - {name: guards killed, kind: killed}
    - {name: too many, match: {kind: killed}, low: 8}
    - {name: perhaps, match: {kind: killed}, low: 9, severity: warning}
todo:
  casualties:
    - {name: wounded too, kind: wounded}
    - {name: by now, kind: killed}
"""


@pytest.fixture
def folder(pytester, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    pytester.makeconftest(CONFTEST)
    for name in ("a.txt", "b.txt"):
        (pytester.path / name).write_bytes(TEXT.encode())
    (pytester.path / "a.claims.yaml").write_text(CLAIMS)
    (pytester.path / "b.golden.yaml").write_text(yamltext.write(plain(DOCUMENT)))
    return pytester


def run(folder, *argv):
    return folder.runpytest_subprocess(*LOADED, *argv)


def test_one_item_a_claim(folder):
    done = run(folder, "--collect-only", "-q")
    assert [line for line in done.outlines if "::" in line] == [
        "a.claims.yaml::guards killed",
        "a.claims.yaml::too many",
        "a.claims.yaml::perhaps",
        "a.claims.yaml::wounded too",
        "a.claims.yaml::by now",
        "b.golden.yaml::article",
        "b.golden.yaml::abla-mensah Abla Mensah",
        "b.golden.yaml::border-guards border guards",
        "b.golden.yaml::keran Keran",
        "b.golden.yaml::lome Lomé",
        "b.golden.yaml::togo Togo",
        "b.golden.yaml::t110 reinforce 200",
        "b.golden.yaml::c38 killed 7",
        "b.golden.yaml::a95 abla-mensah: said",
        "b.golden.yaml::no other fact",
    ]


def test_verdicts(folder):
    done = run(folder)
    done.assert_outcomes(passed=13, failed=1, xfailed=1, warnings=2)
    done.stdout.fnmatch_lines(
        ["low: expected 8, found 7", 'a.txt:1:32  "killed 7 of the 30 border guards"', "a.claims.yaml:5"]
    )
    assert "Traceback" not in done.stdout.str()


def test_selection_by_name(folder):
    run(folder, "-k", "guards and killed").assert_outcomes(passed=1, deselected=14)


def test_two_processes(folder):
    run(folder, "-n", "2").assert_outcomes(passed=13, failed=1, xfailed=1, warnings=2)


def test_an_article_is_extracted_once(folder):
    (folder.path / "b.claims.yaml").write_text(CLAIMS)
    done = run(folder, "-s")
    assert done.stdout.str().count("extracted /") == 2


def test_a_broken_file_is_a_collection_error(folder):
    (folder.path / "c.claims.yaml").write_text("schema: extract-check/1.0\nexpct: {}\n")
    done = run(folder)
    assert done.ret == 2
    done.stdout.fnmatch_lines(['c.claims.yaml:2:1: unknown key "expct"; did you mean "expect"?'])


def test_a_missing_article_is_a_collection_error(folder):
    (folder.path / "a.txt").unlink()
    run(folder).stdout.fnmatch_lines(["a.claims.yaml: no article; put a.txt beside it"])


def test_an_extra_fact_of_a_golden_fails(folder):
    saved = plain(DOCUMENT)
    saved["casualties"] = []
    (folder.path / "b.golden.yaml").write_text(yamltext.write(saved))
    run(folder, "-k", "other").assert_outcomes(failed=1, deselected=13)


def test_digest_of_the_text_is_that_of_the_document():
    assert hashlib.sha256(TEXT.encode()).hexdigest() == DOCUMENT.article.sha256
