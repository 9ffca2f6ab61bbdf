from dataclasses import replace
from pathlib import Path

import pytest
from documents import DOCUMENT, TEXT

from extractor import cli, pipeline
from extractor.check import claims, starter
from extractor.strictyaml import load_placed
from extractor.writers import plain

PLAIN = plain(DOCUMENT)
STARTER = """\
# What the article must say. Cut away what need not hold: only the fields that stand here are checked.
# A number may be exact, {about: 4000, within: 5%} or {min: 10, max: 20}; a list means: contains these.
schema: extract-check/1.0
article: keran.txt
expect:
  troop_counts:
    # line 2: "Another 200 soldiers"
    - name: 200 reinforce
      match: {action: reinforce, country: TGO}
      low: 200
      high: 200
      bound: exact
      additional: true
      modality: possible
      attributed_to: [author]
  casualties:
    # line 1: "killed 7 of the 30 border guards"
    - name: 7 killed, border guards
      match: {kind: killed}
      low: 7
      high: 7
      bound: exact
      modality: actual
      attributed_to: [abla-mensah]
# false: a fact that no claim names fails, too.
allow_extra: true
"""


def check(text: str, document):
    book = claims.read(load_placed(text, "k.claims.yaml"), "k.claims.yaml")
    assert book.problems == ()
    return claims.check(book, document, TEXT)


def test_starter_look():
    assert starter.write(PLAIN, TEXT, "keran.txt") == STARTER.replace(
        "name: 200 reinforce", 'name: "200 reinforce"'
    ).replace("name: 7 killed, border guards", 'name: "7 killed, border guards"')


def test_starter_holds_and_names_every_fact():
    checked = check(starter.write(PLAIN, TEXT, "keran.txt"), PLAIN)
    assert [verdict.outcome for verdict in checked.verdicts] == ["ok", "ok"]
    assert checked.extra == 0


def test_facts_that_are_much_alike_get_matches_that_tell_them_apart():
    fact = DOCUMENT.casualties[0]
    others = (
        fact,
        replace(fact, id="c38b", location=("lome",)),
        replace(fact, id="c38c", kind="wounded"),
        replace(fact, id="c38d"),
    )
    document = plain(replace(DOCUMENT, casualties=others))
    text = starter.write(document, TEXT, None)
    assert "match: {kind: killed, location: keran}" in text
    assert "match: {kind: killed, location: lome}" in text
    assert "match: {kind: wounded}" in text
    checked = check(text, document)
    assert {verdict.outcome for verdict in checked.verdicts} == {"ok"}
    assert checked.extra == 0


def test_denials_are_claimed_too():
    denial = replace(DOCUMENT.attributions[0], stance="denies", negated=True)
    text = starter.write(plain(replace(DOCUMENT, attributions=(denial,))), TEXT, None)
    assert "      match: {source: abla-mensah, stance: denies}\n      negated: true\n" in text


def test_nothing_found_is_claimed_as_such():
    quiet = plain(replace(DOCUMENT, troop_counts=(), casualties=(), attributions=()))
    text = starter.write(quiet, TEXT, "keran.txt")
    assert "expect" not in text
    assert [verdict.outcome for verdict in check(text, quiet).verdicts] == ["ok"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    def extract(article, nlp=None):
        return replace(DOCUMENT, article=replace(DOCUMENT.article, file=article.file))

    monkeypatch.setattr(pipeline, "extract", extract)
    monkeypatch.chdir(tmp_path)
    Path("t").mkdir()
    Path("t/keran.txt").write_bytes(TEXT.encode())


def test_command_writes_what_check_reads(capfd, folder):
    Path("c").mkdir()
    assert cli.main(["claims", "t/keran.txt", "-o", "c/keran.claims.yaml"]) == 0
    assert 'article: "../t/keran.txt"' in Path("c/keran.claims.yaml").read_text("utf-8")
    assert cli.main(["check", "c/keran.claims.yaml"]) == 0
    out, err = capfd.readouterr()
    assert (out.splitlines()[0], out.splitlines()[-1], err) == ("t/keran.txt", "2 passed", "")


def test_command_to_standard_output(capfd, folder):
    assert cli.main(["claims", "t/keran.txt"]) == 0
    assert "\narticle: keran.txt\n" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "no article given; name a file, or - for standard input (extract claims --help)"),
        (["t/keran.tx"], 't/keran.tx: no such file; did you mean "t/keran.txt"?'),
        (["t"], "t: a folder; name an article in it"),
        (["t/keran.txt", "-o", "t/keran.txt"], "t/keran.txt: is an input itself; write to another file"),
        (["t/keran.txt", "more"], "more: one argument too many; see extract --help"),
    ],
    ids=" ".join,
)
def test_a_mistake_is_one_line(capfd, folder, argv, message):
    assert cli.main(["claims", *argv]) == 2
    assert capfd.readouterr().err == f"extract: {message}\n"
