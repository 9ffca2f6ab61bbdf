import pytest
from documents import DOCUMENT, TEXT

from extractor.check import claims, report_text
from extractor.check.verdict import tally
from extractor.strictyaml import load_placed
from extractor.writers import plain

PLAIN = plain(DOCUMENT)
HEAD = "schema: extract-check/1.0\n"


def read(text: str) -> claims.Claims:
    return claims.read(load_placed(HEAD + text, "k.claims.yaml"), "k.claims.yaml")


def outcomes(text: str) -> list[str]:
    book = read(text)
    assert book.problems == ()
    return [verdict.outcome for verdict in claims.check(book, PLAIN, TEXT).verdicts]


def expect(item: str, section: str = "expect", family: str = "casualties") -> list[str]:
    return outcomes(f"{section}:\n  {family}:\n    - {item}\n")


HOLDS = [
    "{match: {kind: killed}, low: 7}",
    "{match: {kind: killed}, low: 7, high: 7, bound: exact}",
    "{match: {kind: killed, low: 7}}",
    "{kind: killed}",
    "{match: {kind: killed}, low: {about: 8, within: 20%}}",
    "{match: {kind: killed}, low: {about: 8, within: 1}}",
    "{match: {kind: killed}, low: {min: 5}}",
    "{match: {kind: killed}, low: {max: 7}}",
    "{match: {kind: killed}, low: {min: 7, max: 7}}",
    "{match: {kind: killed}, of_total: {low: 30}}",
    "{match: {kind: killed}, of_total: {low: {min: 20}, high: 30}}",
    "{match: {kind: killed}, count: {low: 7}}",
    "{match: {kind: killed}, attributed_to: [abla-mensah]}",
    "{match: {kind: killed}, attributed_to: abla-mensah}",
    "{match: {kind: killed}, attributed_to: {exactly: [abla-mensah]}}",
    "{match: {kind: killed}, location: [keran]}",
    "{match: {kind: killed}, location: {exactly: [keran]}}",
    "{match: {kind: killed}, negated: false}",
    "{match: {kind: killed}, previous: null}",
    "{match: {kind: killed}, evidence: {by: a95}}",
    "{match: {kind: killed}, evidence: [{quote: killed 7 of the 30 border guards}]}",
]
FAILS = [
    "{match: {kind: killed}, low: 8}",
    "{match: {kind: wounded}}",
    "{match: {kind: killed}, low: {about: 9, within: 20%}}",
    "{match: {kind: killed}, low: {about: 9, within: 1}}",
    "{match: {kind: killed}, low: {min: 8}}",
    "{match: {kind: killed}, low: {max: 6}}",
    "{match: {kind: killed}, of_total: {low: 31}}",
    "{match: {kind: killed}, of_total: null}",
    "{match: {kind: killed}, attributed_to: [abla-mensah, author]}",
    "{match: {kind: killed}, attributed_to: {exactly: []}}",
    "{match: {kind: killed}, location: lome}",
    "{match: {kind: killed}, negated: true}",
    "{match: {kind: killed}, previous: {low: 6}}",
]


@pytest.mark.parametrize("item", HOLDS)
def test_claim_holds(item):
    assert expect(item) == ["ok"]


@pytest.mark.parametrize("item", FAILS)
def test_claim_fails(item):
    assert expect(item) == ["fail"]


@pytest.mark.parametrize("item", FAILS)
def test_failing_todo_is_no_failure(item):
    assert expect(item, "todo") == ["todo"]


def test_todo_that_holds_passes():
    assert expect("{match: {kind: killed}}", "todo") == ["passes"]


def test_forbid():
    assert expect("{match: {kind: killed, low: 8}}", "forbid") == ["ok"]
    assert expect("{match: {kind: killed}}", "forbid") == ["fail"]
    assert expect("{match: {kind: killed}, low: 8}", "forbid") == ["ok"]


def test_warning():
    assert expect("{match: {kind: killed}, low: 8, severity: warning}") == ["warn"]


def test_every_family_can_be_claimed():
    assert expect("{match: {id: keran}, type: place}", family="entities") == ["ok"]
    assert expect("{match: {source: [abla-mensah]}, stance: states}", family="attributions") == ["ok"]
    assert expect("{match: {to: keran}, additional: true}", family="troop_counts") == ["ok"]


def test_zero_is_a_number_and_not_false():
    assert expect("{match: {kind: killed}, low: 0}") == ["fail"]


def test_extra_facts_are_counted_and_fail_only_when_told():
    book = read("expect: {casualties: [{kind: killed}]}\n")
    checked = claims.check(book, PLAIN, TEXT)
    assert (checked.extra, tally([checked])["fail"]) == (1, 0)
    book = read("expect: {casualties: [{kind: killed}]}\nallow_extra: false\n")
    checked = claims.check(book, PLAIN, TEXT)
    assert [(v.outcome, v.fact, v.line) for v in checked.verdicts] == [("ok", "c38", 2), ("fail", "t110", 3)]


def test_no_fact_at_all_may_be_claimed():
    book = read("allow_extra: false\n")
    quiet = {**PLAIN, "casualties": [], "troop_counts": []}
    assert [v.outcome for v in claims.check(book, quiet, TEXT).verdicts] == ["ok"]
    assert [v.outcome for v in claims.check(book, PLAIN, TEXT).verdicts] == ["fail", "fail"]


def test_claim_without_name_is_called_by_what_it_says():
    book = read("expect: {casualties: [{match: {kind: killed}, low: {about: 7, within: 1}}]}\n")
    assert book.claims[0].name == "kind killed, low about 7 (6 to 8)"


REPORT = """\
keran.txt
  ok    guards killed                        c38  "killed 7 of the 30 border guards"
  FAIL  too many                             c38
          low: expected about 8 (7.6 to 8.4), found 7
          of_total.low: expected 31, found 30
          keran.txt:1:32  "killed 7 of the 30 border guards"
          k.claims.yaml:5
  FAIL  sent elsewhere                       t110
          nothing matches, the nearest is t110
          to: expected lome, found keran
          keran.txt:2:1  "Another 200 soldiers"
          k.claims.yaml:7
  FAIL  nobody wounded by us
          nothing matches
          k.claims.yaml:9
  FAIL  never                                c38
          is forbidden
          keran.txt:1:32  "killed 7 of the 30 border guards"
          k.claims.yaml:12
  now   by now                               c38  "killed 7 of the 30 border guards"
4 failed, 1 passed, 1 to do that passes by now, 1 extra
"""


def test_report():
    book = read("""expect:
  casualties:
    - {name: guards killed, kind: killed}
    - {name: too many, match: {kind: killed}, low: {about: 8, within: 5%}, of_total: {low: 31}}
  troop_counts:
    - {name: sent elsewhere, match: {to: lome, action: reinforce}}
  attributions:
    - {name: nobody wounded by us, match: {stance: denies}}
forbid:
  casualties:
    - {name: never, match: {kind: killed}}
todo:
  casualties:
    - {name: by now, match: {kind: killed}}
""")
    assert report_text.write([claims.check(book, PLAIN, TEXT)]) == REPORT


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("expect: {casualties: [{kidn: killed}]}", '2:24: unknown key "kidn"; did you mean "kind"?'),
        ("expect: {casualties: [{match: {kidn: killed}}]}", '2:32: unknown key "kidn"; did you mean "kind"?'),
        ("expect: {casualties: [{kind: kiled}]}", '2:30: kind "kiled" is not known; did you mean "killed"?'),
        (
            "expect: {casualties: [{kind: dead}]}",
            '2:30: kind "dead" is not known; use killed, wounded, killed_or_wounded, missing … (extract schema)',
        ),
        ("expect: {casualty: [{kind: killed}]}", '2:10: unknown key "casualty"; did you mean "casualties"?'),
        ("expct: {}", '2:1: unknown key "expct"; did you mean "expect"?'),
        ("expect: []", "2:9: expect is not a mapping; write keys and values under it"),
        ("expect: {casualties: {kind: killed}}", '2:22: casualties is not a list; begin each item with "- "'),
        ("expect: {casualties: [killed]}", "2:23: a claim is not a mapping; write keys and values under it"),
        ("expect: {casualties: [{name: x}]}", "2:23: a claim that says nothing; add match, or a key to hold"),
        ("expect: {casualties: [{low: 4,000}]}", '2:31: unknown key "0"; write numbers without commas, as in 4000'),
        ("expect: {casualties: [{low: '4,000'}]}", '2:29: low "4,000" is not a number; write digits only, as in 4000'),
        ("expect: {casualties: [{low: many}]}", '2:29: low "many" is not a number; write digits only, as in 4000'),
        ("expect: {casualties: [{low: true}]}", '2:29: low "True" is not a number; write digits only, as in 4000'),
        (
            "expect: {casualties: [{low: {about: 5}}]}",
            "2:29: low needs about and within; write {about: 4000, within: 5%}",
        ),
        ("expect: {casualties: [{low: {about: 5, within: x}}]}", '2:48: within "x" is not a number; write 5% or 200'),
        ("expect: {casualties: [{low: {abuot: 5, within: 1}}]}", '2:30: unknown key "abuot"; did you mean "about"?'),
        ("expect: {casualties: [{low: {min: 5, within: 1}}]}", '2:30: unknown key "min"; use about, within'),
        ("expect: {casualties: [{kind: {exactly: killed}}]}", "2:30: kind is a single value; write it without exactly"),
        ("expect: {casualties: [{kind: {min: 1}}]}", "2:30: kind is not a number; write it without min"),
        (
            "expect: {casualties: [{country: Togo}]}",
            '2:33: country "Togo" is not an ISO 3166 country code; write it as in PRK',
        ),
        (
            "expect: {casualties: [{location: Keran}]}",
            '2:34: location "Keran" is not an entity\'s id; write it as in kursk-oblast',
        ),
        (
            "expect: {casualties: [{location: [Keran]}]}",
            '2:35: location "Keran" is not an entity\'s id; write it as in kursk-oblast',
        ),
        (
            "expect: {casualties: [{negated: yes}]}",
            '2:33: negated "yes" is neither true nor false; write true or false',
        ),
        (
            "expect: {casualties: [{of_total: 12}]}",
            "2:34: of_total is not a mapping; write keys under it: low, high, bound, ref",
        ),
        ("expect: {casualties: [{of_total: {lo: 12}}]}", '2:35: unknown key "lo"; did you mean "low"?'),
        ("expect: {casualties: [{evidence: {qoute: x}}]}", '2:35: unknown key "qoute"; did you mean "quote"?'),
        (
            "expect: {casualties: [{kind: killed, severity: low}]}",
            '2:48: severity "low" is not known; use error, warning',
        ),
        ("expect: {casualties: [{kind: [killed]}]}", "2:30: kind is a single value; write one word or number"),
        ("expect: {attributions: [{low: 4}]}", '2:26: unknown key "low"; use name, severity, match, id …'),
        ("allow_extra: maybe", '2:14: allow_extra "maybe" is neither true nor false; write true or false'),
        ("article: [a]\nallow_extra: false", "2:10: article is not a file; name one"),
        ("", ": no claims; write one under expect"),
        ("expect:\nforbid: {casualties: }", ": no claims; write one under expect"),
    ],
)
def test_mistake_is_named_with_its_place(text, message):
    problems = read(text).problems
    assert str(problems[0]) == "k.claims.yaml" + ("" if message[0] == ":" else ":") + message


def test_all_mistakes_of_a_file_come_out_in_order():
    problems = read("expect: {casualties: [{kidn: x, low: y}, {kind: z}]}\nallow: 1").problems
    assert [(error.line, error.column) for error in problems] == [(2, 24), (2, 38), (2, 49), (3, 1)]
