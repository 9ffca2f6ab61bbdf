from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from documents import DOCUMENT, TEXT

from extractor import cli, pipeline
from extractor.model import Count
from extractor.writers import plain, yamltext

SAVED = yamltext.write(plain(DOCUMENT))


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    def extract(article, nlp=None):
        return replace(DOCUMENT, article=replace(DOCUMENT.article, file=article.file))

    monkeypatch.setattr(pipeline, "extract", extract)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.chdir(tmp_path)
    Path("keran.txt").write_bytes(TEXT.encode())


def update(capfd, *argv):
    code = cli.main(["check", "--update", *argv])
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    return code, out, err


def write(text: str) -> None:
    Path("keran.golden.yaml").write_text(text, encoding="utf-8")


def read() -> str:
    return Path("keran.golden.yaml").read_text(encoding="utf-8")


def test_golden_that_holds_is_not_touched(capfd):
    commented = "# mine\n" + SAVED.replace("kind: killed", "kind:   killed # sure")
    write(commented)
    assert update(capfd, ".")[0] == 0
    assert read() == commented


def test_failing_golden_is_written_anew_with_its_difference(capfd):
    write(SAVED.replace("low: 7, high: 7", "low: 8, high: 8"))
    code, out, err = update(capfd, ".")
    assert (code, err) == (0, "")
    assert read() == SAVED
    assert out.startswith("--- keran.golden.yaml\n+++ keran.golden.yaml\n@@ ")
    assert (
        '-    count: {low: 8, high: 8, bound: exact, text: "7"}\n+    count: {low: 7, high: 7, bound: exact, text: "7"}\n'
        in out
    )
    assert out.endswith("9 passed\n")


def test_comments_tier_and_order_stay(capfd):
    old = SAVED.replace("low: 7, high: 7", "low: 8, high: 8")
    old = old.replace("  - id: c38\n", "  # read twice\n  - id: c38\n    tier: extended\n")
    old = old.replace("    unit: soldiers\n", "    unit: men  # as written\n")
    old = "# the head\n" + old + "# the end\n"
    write(old)
    assert update(capfd, ".")[0] == 0
    assert read() == old.replace("low: 8, high: 8", "low: 7, high: 7").replace("unit: men  #", "unit: soldiers #")


def test_comment_at_what_goes_stays(capfd):
    gone = "  # lost\n  - {id: gone, type: place, name: Gone, mentions: {Gone: [[1, 2]]}}\n  # found\n  - id: keran\n"
    write(SAVED.replace("  - id: keran\n", gone, 1))
    assert update(capfd, ".")[0] == 0
    assert read() == SAVED.replace("  - id: keran\n", "  # lost\n  # found\n  - id: keran\n", 1)


def test_new_fact_comes_in_its_place(capfd):
    start = SAVED.index("  - id: keran\n")
    write(SAVED[:start] + SAVED[SAVED.index("  - id: lome\n") :])
    assert update(capfd, ".")[0] == 0
    assert read() == SAVED


def test_family_that_was_empty(capfd):
    empty = plain(replace(DOCUMENT, casualties=(), article=replace(DOCUMENT.article, caveats=())))
    write(yamltext.write(empty))
    assert update(capfd, ".")[0] == 0
    assert yaml.safe_load(read()) == plain(DOCUMENT)


def test_lists_that_are_not_indented_stay_so(capfd):
    old = SAVED.replace("low: 7, high: 7", "low: 8, high: 8")
    flat = "\n".join(line[2:] if line.startswith(("  - id:", "    ")) else line for line in old.split("\n"))
    flat = flat.replace("  caveats:\n  - {", "  caveats:\n  - {")
    write(flat)
    assert update(capfd, ".")[0] == 0
    assert "\n- id: c38\n  kind: killed\n" in read()
    assert yaml.safe_load(read()) == plain(DOCUMENT)


def test_the_articles_file_name_stays(capfd):
    write(SAVED.replace("file: keran.txt", "file: elsewhere/keran.txt").replace("kind: killed", "kind: missing"))
    assert update(capfd, ".")[0] == 0
    assert "  file: elsewhere/keran.txt\n" in read()


def test_golden_that_is_not_there_is_written(capfd):
    code, out, _ = update(capfd, "keran.txt", "keran.golden.yaml")
    assert code == 0
    assert read() == SAVED
    assert out.startswith("--- /dev/null\n+++ keran.golden.yaml\n")


def test_golden_that_is_not_there_is_an_error_without_update(capfd):
    assert cli.main(["check", "keran.txt", "keran.golden.yaml"]) == 2
    assert capfd.readouterr().err == "extract: keran.golden.yaml: no such file; check the name\n"


def test_claims_are_never_rewritten(capfd):
    text = "schema: extract-check/1.0\nexpect: {casualties: [{match: {kind: killed}, low: 8}]}\n"
    Path("keran.claims.yaml").write_text(text)
    assert update(capfd, ".")[0] == 1
    assert Path("keran.claims.yaml").read_text() == text


@pytest.mark.parametrize("value", ["true", "1", "woodpecker"])
def test_refused_in_ci(capfd, monkeypatch, value):
    monkeypatch.setenv("CI", value)
    write(SAVED.replace("low: 7", "low: 8"))
    code, out, err = update(capfd, ".")
    assert (code, out, err) == (2, "", "extract: --update: is not for CI; run it where a person reads the difference\n")
    assert "low: 8" in read()


def test_count_that_became_vague(capfd):
    vague = replace(DOCUMENT.casualties[0], count=Count(bound="vague", text="dozens", magnitude=12))
    write(yamltext.write(plain(replace(DOCUMENT, casualties=(vague,)))))
    assert update(capfd, ".")[0] == 0
    assert yaml.safe_load(read()) == plain(DOCUMENT)
