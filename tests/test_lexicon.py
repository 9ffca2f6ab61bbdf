"""The examples of every family's YAML, run through the whole pipeline, and what must hold for the rules themselves.

Each example is a test of its own, named by rule, list and number: ``pytest -k casualties.killed.verb``. A ``todo``
is a known miss: it must fail, and when it passes the test says so, so that the marker is taken away.
"""

from __future__ import annotations

import importlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pytest
from readings import ROOT

from extractor.model import Cue, Figure, Mention, Statement
from extractor.patterns import FAMILIES, lexicon, numbers
from extractor.patterns.lexicon import FOLDER, Example, Family, Rule
from extractor.pipeline import Reading

FULL_LIST = 12  # a list of fewer words shows each of them in a sentence; longer ones are vocabulary
RUN = 6  # words: a longer run shared with a text of samples/ was copied from there

DECIDING = ("casualties", "troops")  # here a word is a cue and says what happened; elsewhere lists are surroundings
PRESENT = [name for name in FAMILIES if (FOLDER / f"{name}.yaml").exists()]
LOADED: dict[str, Family] = {name: lexicon.load(name) for name in PRESENT}
RULES = [pytest.param(family, rule, id=rule.id) for family in LOADED.values() for rule in family.rules]


# ------------------------------------------------------------------------------------------------------- the examples
@dataclass(frozen=True)
class Record:
    """One thing that came out: the rule that found it and the fields that an example may ask for."""

    rule: str
    fields: Mapping[str, Any]

    def by(self, rule: Rule) -> bool:
        """A rule may go on with the way in which linking joined it, or with the rules of its parts."""
        return rule.id in self.rule.split("/")

    def satisfies(self, want: Mapping[str, Any]) -> bool:
        return all(key in self.fields and plain(self.fields[key]) == plain(value) for key, value in want.items())

    def __str__(self) -> str:
        shown = {key: value for key, value in self.fields.items() if value not in (None, (), False)}
        return f"{self.rule} {shown}"


def plain(value: Any) -> Any:
    """A list of one is its value, as in the output; tuples are lists."""
    if isinstance(value, (list, tuple)):
        return plain(value[0]) if len(value) == 1 else [plain(item) for item in value]
    return value


def records(reading: Reading, family: str) -> list[Record]:
    found = list(reading.of(family))
    if family == "numbers":  # those that a run asks for only beside a cue
        found += [n for p in reading.paragraphs for n in (*numbers.indefinites(p), *numbers.zeros(p))]
    return [Record(mention.rule, mention_fields(reading, mention)) for mention in found]


def mention_fields(reading: Reading, mention: Mention) -> dict[str, Any]:
    """A mention's own fields; offsets become the words that stand there. A figure has its count's and people's too."""
    text = reading.article.text
    words = text[slice(*mention.span)]
    own = {f.name: getattr(mention, f.name) for f in fields(mention)}
    found = {**own, "text": words, "quote": words}
    if isinstance(mention, Figure):
        for part in (mention.people, mention.event, mention.number):
            found |= {f.name: getattr(part, f.name) for f in fields(part) if not own.get(f.name)} if part else {}
        found["who"] = text[slice(*mention.people.span)] if mention.people else None
    if isinstance(mention, Statement):
        for part in (mention.number, mention.slots):
            found |= {f.name: getattr(part, f.name) for f in fields(part) if f.name not in own} if part else {}
        found["who"] = text[slice(*mention.whom)] if mention.whom else None
    if isinstance(mention, Cue):
        found |= {
            "cue": words,
            "source": [text[slice(*span)] for span in mention.sources],
            "content": " … ".join(text[slice(*span)] for span in mention.content),
            "via": text[slice(*mention.via)] if mention.via else None,
            "owner": [text[slice(*span)] for span in mention.owner],
        }
    for name in ("over", "condition", "inner", "core"):
        if isinstance(found.get(name), tuple):
            found[name] = text[slice(*found[name])]
    return found


def examples(kind: str) -> list[Any]:
    found = []
    for family in LOADED.values():
        for rule in family.rules:
            for number, example in enumerate(getattr(rule, kind), 1):
                known_miss = pytest.mark.xfail(strict=True, reason=f"todo: {example.todo}")
                marks = (known_miss,) if example.todo is not None else ()
                found.append(pytest.param(family.name, rule, example, id=f"{rule.id}/{kind}/{number}", marks=marks))
    return found


def listing(found: Iterable[Record]) -> str:
    return "\n".join(f"  {record}" for record in found) or "  nothing"


@pytest.mark.parametrize(("family", "rule", "example"), examples("finds"))
def test_finds(read, family: str, rule: Rule, example: Example):
    found = records(read(example.text), family)
    by_rule = [record for record in found if record.by(rule)]
    told = f"{rule.id} must find {dict(example.want)} in: {example.text}\nfound:\n{listing(found)}"
    assert any(record.satisfies(example.want) for record in by_rule), told


@pytest.mark.parametrize(("family", "rule", "example"), examples("ignores"))
def test_ignores(read, family: str, rule: Rule, example: Example):
    found = records(read(example.text), family)
    allowed = [record for record in found if example.instead and record.satisfies(example.instead)]
    wrong = [record for record in found if record.by(rule) and record not in allowed]
    assert not wrong, f"{rule.id} must not find in: {example.text}\nfound:\n{listing(wrong)}"
    told = f"{dict(example.instead)} must be found instead in: {example.text}\nfound:\n{listing(found)}"
    assert allowed or not example.instead, told


# ------------------------------------------------------------------------------------------------------- the registry
def test_every_family_has_its_yaml_and_its_module():
    missing = [name for name in FAMILIES for end in ("yaml", "py") if not (FOLDER / f"{name}.{end}").exists()]
    assert not missing, f"families in patterns/__init__.py without their file: {missing}"


def test_every_yaml_with_rules_is_a_family():
    raw = {path.stem: lexicon.load_yaml(path.read_text(encoding="utf-8"), path.name) for path in FOLDER.glob("*.yaml")}
    stray = [name for name, value in raw.items() if "rules" in value and name not in FAMILIES]
    assert not stray, f"not in FAMILIES of patterns/__init__.py: {stray}"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_list_holds_a_word_twice(path: Path):
    lists = lexicon.load_yaml(path.read_text(encoding="utf-8"), path.name).get("lists", {})
    counted = {name: Counter(map(str, words)) for name, words in lists.items() if isinstance(words, list)}
    assert not {
        name: [w for w, n in found.items() if n > 1] for name, found in counted.items() if max(found.values()) > 1
    }


@pytest.mark.parametrize(("family", "rule"), RULES)
def test_rule_explains_itself(family: Family, rule: Rule):
    assert rule.id.startswith(f"{family.name}."), f"{rule.id} must begin with {family.name}."
    assert 2 <= rule.id.count(".") <= 3, f"{rule.id} is not family.kind.shape"
    assert rule.why.strip(), f"{rule.id} says no why"
    assert rule.finds, f"{rule.id} has no sentence that it finds"
    assert rule.ignores, f"{rule.id} has no sentence that it ignores"


def test_rule_ids_are_unique_over_all_families():
    twice = [name for name, n in Counter(rule.id for f in LOADED.values() for rule in f.rules).items() if n > 1]
    assert not twice


@pytest.mark.parametrize("family", PRESENT)
@pytest.mark.parametrize(("registry", "kind"), [("SHAPES", "shape"), ("GUARDS", "guard")])
def test_named_shapes_and_guards_exist_and_are_used(family: str, registry: str, kind: str):
    if not (FOLDER / f"{family}.py").exists():
        pytest.skip(f"no {family}.py yet")
    known = getattr(importlib.import_module(f"extractor.patterns.{family}"), registry, None)
    if known is None:
        pytest.skip(f"{family}.py has no {registry}")
    rules = LOADED[family].rules
    named = {rule.shape for rule in rules} if kind == "shape" else {guard for rule in rules for guard in rule.unless}
    assert not named - set(known), f"{kind}s that {family}.yaml names and {family}.py lacks"
    assert not set(known) - named, f"{kind}s of {family}.py that no rule of {family}.yaml names"


def short_lists() -> list[Any]:
    """Plain lists of deciding words that a rule names and that are short enough to show every word."""
    found = []
    for family in (LOADED[name] for name in DECIDING if name in LOADED):
        named = dict.fromkeys(name for rule in family.rules for names in rule.words.values() for name in names)
        for name in named:
            words = family.lists[name]
            if isinstance(words, list) and len(words) < FULL_LIST and all(isinstance(word, str) for word in words):
                found.append(pytest.param(family, name, id=f"{family.name}.{name}"))
    return found


@pytest.mark.parametrize(("family", "name"), short_lists())
def test_each_word_of_a_short_list_stands_in_a_sentence(family: Family, name: str):
    sentences = " ".join(example.text for rule in family.rules for example in rule.finds)
    unseen = [word for word in family.lists[name] if not inflected(word).search(sentences)]
    assert not unseen, f'{family.name}.yaml, list "{name}": no sentence of a finds holds {unseen}'


def inflected(word: str) -> re.Pattern[str]:
    """The word with any regular ending: die, dies, died; stab, stabbed; carry out, carried out."""
    # "~" and "<list>" of a phrase stand for other words
    parts = [r"\w+" if part[0] == "<" else part if part == "~" else re.escape(part) for part in word.split()]
    first, *rest = parts
    stem = re.sub(r"(?<=\w\w)[ey]$", "", first)
    pattern = r"\W+".join([rf"{stem}\w{{0,4}}", *rest])
    return re.compile(r"\b" + pattern.replace(r"\W+~\W+", r"\W+(?:\w+\W+){0,4}") + r"\b", re.IGNORECASE)


@pytest.mark.parametrize("family", [name for name in DECIDING if name in LOADED])
def test_no_word_reaches_two_rules_of_one_shape(family: str):
    loaded, owners, double = LOADED[family], {}, []
    for rule in loaded.rules:
        for key, names in rule.words.items():
            for name in names:
                for word in dict.fromkeys(w for w in loaded.lists[name] if isinstance(w, str)):
                    other = owners.setdefault((rule.shape, key, word), (rule.id, name))
                    if other[1] != name and other[0] != rule.id:
                        double.append(f"{word}: {other[0]} ({other[1]}) and {rule.id} ({name})")
    assert not double, "\n".join(double)


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def test_no_example_is_taken_from_a_sample():
    # the development corpora are compared by ../shared/eval/overfit.py, in .ci/run
    copied = {run for path in (ROOT / "samples").glob("*.txt") for run in runs(path.read_text(encoding="utf-8"))}
    found = [
        f"{rule.id}: {' '.join(run)}"
        for family in LOADED.values()
        for rule in family.rules
        for example in (*rule.finds, *rule.ignores)
        for run in runs(example.text)
        if run in copied
    ]
    assert not found
