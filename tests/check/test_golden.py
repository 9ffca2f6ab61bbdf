from dataclasses import replace

import pytest
import yaml
from documents import DOCUMENT, TEXT

from extractor.check import golden, report_text
from extractor.check.verdict import tally
from extractor.model import Count
from extractor.strictyaml import load_placed
from extractor.writers import plain, yamltext

PLAIN = plain(DOCUMENT)
SAVED = yamltext.write(PLAIN)


def read(text: str) -> golden.Golden:
    return golden.read(load_placed(text, "k.golden.yaml"), "k.golden.yaml")


def check(saved: str, document=DOCUMENT, **how):
    book = read(saved)
    assert book.problems == ()
    return golden.check(book, plain(document), TEXT, **how)


def wrong(checked) -> list[tuple[str, str | None]]:
    return [(verdict.outcome, verdict.fact) for verdict in checked.verdicts if verdict.outcome != "ok"]


def casualty(**changes):
    return replace(DOCUMENT, casualties=(replace(DOCUMENT.casualties[0], **changes),))


def test_the_same_output_holds():
    assert wrong(check(SAVED)) == []
    assert wrong(check(SAVED, strict=True)) == []
    assert tally([check(SAVED)])["ok"] == 9  # the article, five entities, two facts, one attribution


def test_order_does_not_count():
    turned = replace(DOCUMENT, entities=tuple(reversed(DOCUMENT.entities)))
    assert wrong(check(SAVED, turned)) == []
    both = casualty(location=("keran", "lome"))
    assert wrong(check(yamltext.write(plain(both)), casualty(location=("lome", "keran")))) == []


def test_ids_offsets_and_mentions_count_only_with_strict():
    moved = casualty(id="c39", evidence=(replace(DOCUMENT.casualties[0].evidence[0], at=(32, 64)),))
    assert wrong(check(SAVED, moved)) == []
    assert wrong(check(SAVED, moved, strict=True)) == [("fail", "c39")]
    unseen = replace(DOCUMENT, entities=(replace(DOCUMENT.entities[0], mentions={}), *DOCUMENT.entities[1:]))
    assert wrong(check(SAVED, unseen)) == []
    assert wrong(check(SAVED, unseen, strict=True)) == [("fail", "abla-mensah")]


def test_an_attribution_with_another_id_is_the_same():
    renamed = replace(
        casualty(evidence=(replace(DOCUMENT.casualties[0].evidence[0], by="a95b"),)),
        attributions=(replace(DOCUMENT.attributions[0], id="a95b"),),
    )
    assert wrong(check(SAVED, renamed)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "wounded"},
        {"count": Count(low=8, high=8, bound="exact", text="8")},
        {"modality": "planned"},
        {"negated": True},
        {"location": ()},
        {"attributed_to": ("author",)},
        {"evidence": (replace(DOCUMENT.casualties[0].evidence[0], by="author"),)},
        {"manner": "shelled"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_changed_field_fails(changes):
    assert wrong(check(SAVED, casualty(**changes))) == [("fail", "c38")]


def test_missing_fact_fails_and_extended_only_warns():
    less = replace(DOCUMENT, casualties=())
    assert wrong(check(SAVED, less)) == [("fail", "c38")]
    assert wrong(check(SAVED.replace("  - id: c38\n", "  - id: c38\n    tier: extended\n"), less)) == [("warn", "c38")]


def test_extra_fact_fails_or_warns():
    more = replace(
        DOCUMENT, casualties=(*DOCUMENT.casualties, replace(DOCUMENT.casualties[0], id="c38b", kind="missing"))
    )
    assert wrong(check(SAVED, more)) == [("fail", "c38b")]
    assert wrong(check(SAVED, more, allow_extra=True)) == [("warn", "c38b")]
    assert check(SAVED, more).extra == 1


def test_one_of_two_equal_facts_is_missed():
    twice = replace(DOCUMENT, casualties=DOCUMENT.casualties * 2)
    saved = yamltext.write(plain(twice))
    assert wrong(check(saved, twice)) == []
    assert [outcome for outcome, _ in wrong(check(saved))] == ["fail"]


def test_file_and_generator_never_count():
    moved = replace(DOCUMENT, article=replace(DOCUMENT.article, file="elsewhere/x.txt"))
    assert wrong(check(SAVED, moved, strict=True)) == []
    saved = SAVED.replace("entities:", "generator: {tool: other}\nentities:", 1)
    assert wrong(check(saved, strict=True)) == []


def test_head_of_the_article_counts():
    other = replace(DOCUMENT, article=replace(DOCUMENT.article, dateline=None))
    (verdict,) = [v for v in check(SAVED, other).verdicts if v.outcome == "fail"]
    assert (verdict.name, verdict.line) == ("article", 2)


def test_report_names_field_and_places():
    checked = check(SAVED, casualty(count=Count(low=8, high=8, bound="exact", text="8")))
    line = SAVED.splitlines().index("  - id: c38") + 1
    assert f"""\
  FAIL  killed 7                             c38
          count.low: expected 7, found 8
          count.high: expected 7, found 8
          count.text: expected 7, found 8
          keran.txt:1:32  "killed 7 of the 30 border guards"
          k.golden.yaml:{line}
""" in report_text.write([checked])


def test_published_of_the_saved_run():
    dated = replace(DOCUMENT, article=replace(DOCUMENT.article, published="2025-02-27"))
    assert read(yamltext.write(plain(dated))).published == "2025-02-27"
    assert read(SAVED).published is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    kind: killed\n", "    kind: kiled\n", ':52:11: kind "kiled" is not known; did you mean "killed"?'),
        ("    kind: killed\n", "    kidn: killed\n", ':52:5: unknown key "kidn"; did you mean "kind"?'),
        ("    kind: killed\n", "", ':51:5: "kind" is missing; add it, or save the output again'),
        ("casualties:", "casualtys:", ':50:1: unknown key "casualtys"; did you mean "casualties"?'),
        ("low: 7", 'low: "7"', ':53:18: low "7" is not a number; write digits only, as in 4000'),
        ("low: 7", "low: {min: 7}", ":53:18: low is a single value; write one word or number"),
        ("at: [31, 63]", "at: [31]", ":61:14: at is not a span; write [start, end]"),
        (
            "attributed_to: [abla-mensah]",
            "attributed_to: abla-mensah",
            ":59:20: attributed_to is not a list; write it in brackets",
        ),
    ],
)
def test_a_broken_golden_is_named_with_its_place(old, new, message):
    problems = sorted(str(problem) for problem in read(SAVED.replace(old, new, 1)).problems)
    assert "k.golden.yaml" + message in problems


def test_golden_reads_what_yaml_reads():
    assert read(SAVED).value == yaml.safe_load(SAVED)
