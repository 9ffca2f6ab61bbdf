"""The strict loader of the families' YAML files.

A family's file holds ``family``, ``lists`` (words, by name) and ``rules``. A rule is an id, the shape (a function of
the family's module) that it fills, what it ``gives``, the ``traits`` by which later steps know how to treat what it
finds, the guards that stop it (``unless``), why it is so, and sentences that it ``finds`` and ``ignores``. Any other
key of a rule names one or several lists that its shape reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from extractor.errors import InputError
from extractor.model import TRAITS, Trait
from extractor.strictyaml import load_yaml, nearest

FOLDER: Final = Path(__file__).parent
RULE_ID: Final = re.compile(r"[a-z_]+(\.[a-z0-9_]+){1,3}")
TOP_KEYS: Final = ("family", "lists", "rules")
RULE_KEYS: Final = ("id", "shape", "gives", "traits", "unless", "why", "finds", "ignores")
_FIRST_RULE: Final = re.compile(r"(?:[ \t]*(?:#.*)?\n)*( *- +)id:")
EXAMPLE_KEYS: Final = ("text", "want", "todo", "because", "instead")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a rule finds or ignores. ``todo`` is the issue of a known miss."""

    text: str
    want: Mapping[str, Any] = field(default_factory=dict)
    instead: Mapping[str, Any] = field(default_factory=dict)
    because: str | None = None
    todo: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the family's rule list; ``words`` are the lists that it names, by the key that names them.

    ``finds`` and ``ignores`` are read from the file when somebody asks for them: they are half of it, and a run that
    extracts needs none.
    """

    family: str
    id: str
    shape: str
    gives: Mapping[str, Any]
    words: Mapping[str, tuple[str, ...]]
    unless: tuple[str, ...]
    why: str
    traits: tuple[Trait, ...] = ()

    @property
    def finds(self) -> tuple[Example, ...]:
        """Sentences that the rule must find."""
        return examples(self.family)[self.id].finds

    @property
    def ignores(self) -> tuple[Example, ...]:
        """Sentences that the rule must leave alone."""
        return examples(self.family)[self.id].ignores


@dataclass(frozen=True, slots=True)
class Examples:
    """The sentences of one rule."""

    finds: tuple[Example, ...]
    ignores: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """One YAML file, checked. ``lists`` are as written: lists or mappings of words."""

    name: str
    path: Path
    lists: Mapping[str, Any]
    rules: tuple[Rule, ...]

    def words(self, *names: str) -> frozenset[str]:
        """The words of plain lists, together."""
        found: set[str] = set()
        for name in names:
            found.update(self.lists[name])
        return frozenset(found)

    def entries(self, name: str, kind: type[T]) -> tuple[T, ...]:
        """A list of mappings as dataclasses of ``kind``; an unknown or missing key is an error with its entry."""
        known = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
        needed = {n for n, f in known.items() if f.default is MISSING and f.default_factory is MISSING}
        made = []
        for entry in self.lists[name]:
            for key in entry:
                if key not in known:
                    raise self._broken(f'unknown key "{key}" in an entry of {name}', key, known, entry)
            if missing := needed - set(entry):
                raise self._broken(f'an entry of {name} lacks "{min(missing)}"', "", known, entry)
            made.append(kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}))
        return tuple(made)

    def rule(self, rule_id: str) -> Rule:
        return next(rule for rule in self.rules if rule.id == rule_id)

    def _broken(self, problem: str, key: str, known: Iterable[str], entry: Mapping[str, Any]) -> InputError:
        near = nearest(key, known)
        mend = f'did you mean "{near}"?' if near else f"known are {', '.join(known)}"
        first = next(iter(entry.values()), "")
        return InputError(str(self.path), problem, mend, line_of(self.path, str(first)))


def traits(rule_id: str) -> tuple[Trait, ...]:
    """The traits of one rule; none where the id names no single rule (times are chains of several)."""
    return _traits(rule_id.partition(".")[0]).get(rule_id, ())


@cache
def _traits(family: str) -> Mapping[str, tuple[Trait, ...]]:
    return {rule.id: rule.traits for rule in load(family).rules if rule.traits}


def line_of(path: Path, text: str) -> int | None:
    """The first line of the file that holds the text, 1-based."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if text and text in line), None)


@cache
def load(name: str) -> Family:
    """The family ``name`` from its YAML beside this module. A broken file raises InputError: it is never skipped.

    The rules' examples are skipped unread; a mistake in one is found by ``examples``.
    """
    path = FOLDER / f"{name}.yaml"
    return _family(name, path, load_yaml(without_examples(path.read_text(encoding="utf-8")), path.name))


@cache
def examples(name: str) -> Mapping[str, Examples]:
    """The examples of a family by rule id, from the whole file, read strictly; InputError where it is broken."""
    path = FOLDER / f"{name}.yaml"
    raw = load_yaml(path.read_text(encoding="utf-8"), path.name)
    if _family(name, path, raw) != load(name):
        raise InputError(path.name, "an example's end can't be seen from its indentation", "indent it more")
    problems: list[tuple[str, str]] = []
    found = {rule["id"]: _examples(rule, problems) for rule in raw.get("rules") or ()}
    _report(path, problems)
    return found


def without_examples(text: str) -> str:
    """The file with empty lines where the rules' ``finds`` and ``ignores`` stand, so that line numbers stay true.

    They begin with their key in the column of the rule's ``id`` and end before the next line that is not indented
    more than that, comments and the hyphens of a list aside.
    """
    head, rules, tail = text.partition("\nrules:\n")
    first = _FIRST_RULE.match(tail)
    if first is None:
        return text
    column = " " * len(first[1])
    keys = (f"{column}finds:", f"{column}ignores:")
    goes_on = (f"{column} ", f"{column}- ")
    kept = []
    inside = False
    for line in tail.split("\n"):
        inside = line.startswith(keys) or (inside and (line.startswith(goes_on) or line.lstrip()[:1] in ("", "#")))
        kept.append("" if inside else line)
    return head + rules + "\n".join(kept)


def _family(name: str, path: Path, raw: Mapping[str, Any]) -> Family:
    problems: list[tuple[str, str]] = []
    _unknown(raw, TOP_KEYS, "the file", problems)
    lists = raw.get("lists") or {}
    rules = tuple(_rule(name, item, lists, problems) for item in raw.get("rules") or ())
    if raw.get("family") != name:
        problems.append((f'family is "{raw.get("family")}", the file is called {name}.yaml', "family"))
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            problems.append((f"{rule.id} is there twice", rule.id))
        seen.add(rule.id)
    _report(path, problems)
    return Family(name, path, lists, rules)


def _report(path: Path, problems: Sequence[tuple[str, str]]) -> None:
    """Raises the problems of a file, each with the text that is wrong, as one error."""
    if problems:
        where = line_of(path, problems[0][1])
        raise InputError(path.name, "; ".join(problem for problem, _ in problems), "", where)


def _unknown(mapping: Mapping[str, Any], known: Iterable[str], where: str, problems: list[tuple[str, str]]) -> None:
    for key in mapping:
        if key not in known:
            near = nearest(key, known)
            hint = f', did you mean "{near}"?' if near else ""
            problems.append((f'unknown key "{key}" in {where}{hint}', f"{key}:"))


def _rule(family: str, item: Mapping[str, Any], lists: Mapping[str, Any], problems: list[tuple[str, str]]) -> Rule:
    rule_id = str(item.get("id", "?"))
    if not RULE_ID.fullmatch(rule_id):
        problems.append((f'"{rule_id}" is not family.kind.shape', rule_id))
    words: dict[str, tuple[str, ...]] = {}
    for key, value in item.items():
        if key in RULE_KEYS:
            continue
        names = value if isinstance(value, list) else [value]
        words[key] = tuple(names)
        for list_name in names:
            if list_name not in lists:
                near = nearest(str(list_name), lists)
                hint = f', did you mean "{near}"?' if near else ""
                problems.append((f'{rule_id}: {key}: no list "{list_name}"{hint}', f"{key}:"))
    unless = item.get("unless") or ()
    named = item.get("traits") or ()
    given = tuple([named] if isinstance(named, str) else named)
    known = TRAITS.get(family, ())
    for trait in given:
        if trait not in known:
            near = nearest(str(trait), known)
            mend = f'did you mean "{near}"?' if near else f"{family} knows {', '.join(known) or 'none'}"
            problems.append((f'{rule_id}: unknown trait "{trait}", {mend}', str(trait)))
    return Rule(
        family=family,
        id=rule_id,
        shape=str(item.get("shape", "")),
        gives=item.get("gives") or {},
        words=words,
        unless=tuple([unless] if isinstance(unless, str) else unless),
        why=str(item.get("why", "")),
        traits=given,
    )


def _examples(item: Mapping[str, Any], problems: list[tuple[str, str]]) -> Examples:
    made: dict[str, tuple[Example, ...]] = {}
    for key in ("finds", "ignores"):
        entries: list[dict[str, Any]] = [{"text": e} if isinstance(e, str) else e for e in item.get(key) or ()]
        for entry in entries:
            _unknown(entry, EXAMPLE_KEYS, f"{item['id']}/{key}", problems)
        made[key] = tuple(Example(**{k: v for k, v in e.items() if k in EXAMPLE_KEYS}) for e in entries)
    return Examples(made["finds"], made["ignores"])
