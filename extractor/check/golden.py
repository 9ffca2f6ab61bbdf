"""A saved output (``extract/1.0``) against a new one: the same by meaning, in any order."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from extractor import strictyaml
from extractor.check import shape
from extractor.check.values import Difference, shown
from extractor.check.verdict import Checked, Outcome, Places, Verdict
from extractor.errors import InputError
from extractor.schema import VERSION

# What never counts, and what counts only with --strict.
_NEVER: Final = frozenset({"tier"})
_LOOSE: Final = frozenset(
    {"id", "at", "spans", "mentions", "demonyms", "pronouns", "rule", "confidence", "sha256", "chars"}
)
_REFERENCES: Final = frozenset({"part_of", "about", "ref", "covers", "within", "by"})

Plain = dict[str, Any]
Ids = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Golden:
    """One file: the output as saved, and all that is wrong with it."""

    name: str
    value: strictyaml.Mapping
    problems: tuple[InputError, ...] = ()

    @property
    def unsaved(self) -> bool:
        """The file is not there yet."""
        return not self.value

    @property
    def published(self) -> str | None:
        """The publication date that the saved run was given."""
        article = self.value.get("article")
        return article.get("published") if isinstance(article, dict) else None


def read(value: Any, name: str) -> Golden:
    """The golden of a loaded YAML file."""
    reader = shape.Reader(name, claims=False)
    try:
        top = reader.mapping(value, "the file", (1, 1))
    except InputError as error:
        return Golden(name, strictyaml.Mapping(), (error,))
    problems = list(reader.value("the output", top, shape.whole(), (1, 1)))
    return Golden(name, top, tuple(sorted(problems, key=lambda error: (error.line or 0, error.column or 0))))


def check(
    golden: Golden, document: dict[str, Any], text: str, *, strict: bool = False, allow_extra: bool = False
) -> Checked:
    """The verdict on every saved item, and on every new one that was not saved."""
    if golden.unsaved:
        verdict = Verdict(name="golden output", outcome="fail", file=golden.name, reason="is not saved yet")
        return Checked(document["article"]["file"], (verdict,))
    places = Places.of(text)
    paired = {family: pairs(golden.value[family], document[family], strict) for family in shape.FAMILIES}
    ids = {} if strict else _saved_ids(golden.value, document, paired)
    verdicts = [_head(golden, document, strict, ids)]
    extra = 0
    for family in shape.FAMILIES:
        others, left = paired[family]
        for number, item in enumerate(golden.value[family]):
            other = others[number]
            found = None if other is None else document[family][other]
            verdicts.append(_verdict(golden, item, golden.value[family].items_at[number], found, strict, ids, places))
        for other in left:
            item, extra = document[family][other], extra + 1
            verdicts.append(
                Verdict(
                    name=title(item),
                    outcome="warn" if allow_extra else "fail",
                    file=golden.name,
                    fact=item["id"],
                    spot=places.spot(item),
                    reason="extra, not in the golden file",
                    extra=True,
                )
            )
    return Checked(document["article"]["file"], tuple(verdicts), extra)


def _verdict(
    golden: Golden, item: Plain, at: strictyaml.Place, found: Plain | None, strict: bool, ids: Ids, places: Places
) -> Verdict:
    """The verdict on one saved item and the found one that it pairs with."""
    wrong = tuple(_differences(_meaning(item, strict, {}), _meaning(found, strict, ids))) if found else ()
    outcome: Outcome = "ok" if found and not wrong else "warn" if item.get("tier") == "extended" else "fail"
    return Verdict(
        name=title(item),
        outcome=outcome,
        file=golden.name,
        line=at[0],
        column=at[1],
        fact=found["id"] if found else item["id"],
        spot=places.spot(found) if found else None,
        reason="" if found else "not found",
        differences=wrong,
    )


def _head(golden: Golden, document: Plain, strict: bool, ids: Ids) -> Verdict:
    """The verdict on what is said of the article itself; the file's name and path never count."""
    wanted, got = (
        _meaning({k: v for k, v in whole["article"].items() if k != "file"}, strict, names)
        for whole, names in ((golden.value, {}), (document, ids))
    )
    wrong = tuple(_differences(wanted, got))
    line, column = golden.value.keys_at["article"]
    outcome: Outcome = "fail" if wrong else "ok"
    return Verdict(name="article", outcome=outcome, file=golden.name, line=line, column=column, differences=wrong)


def _saved_ids(saved: Plain, found: Plain, paired: Mapping[str, tuple[list[int | None], list[int]]]) -> dict[str, str]:
    """The saved id of each found fact and attribution; a new one is marked, so that it equals no saved one."""
    ids = {}
    for family, (others, left) in paired.items():
        if family != "entities":
            ids.update({found[family][n]["id"]: f"{found[family][n]['id']} (new)" for n in left})
            for item, other in zip(saved[family], others, strict=True):
                if other is not None:
                    ids[found[family][other]["id"]] = item["id"]
    return ids


def title(item: dict[str, Any]) -> str:
    """A few words by which a person knows the item."""
    if "evidence" in item:
        words = [item.get("kind") or item.get("action"), item.get("count", {}).get("text")]
        return " ".join(str(word) for word in words if word)
    if "cue" in item:
        return f"{shown(item['source'])}: {item['cue']}"
    return str(item["name"])


def _meaning(value: Any, strict: bool, ids: Ids | None, key: str = "") -> Any:
    """The value without what does not count, lists in one order, references by ``ids``, or left out when it is None."""
    if isinstance(value, dict):
        out = _NEVER if strict else _NEVER | _LOOSE
        kept = {k: v for k, v in value.items() if k not in out or (k == "id" and "name" in value)}
        return {k: _meaning(v, strict, ids, k) for k, v in kept.items() if ids is not None or k not in _REFERENCES}
    if isinstance(value, list):
        made = [_meaning(item, strict, ids, key) for item in value]
        spans = bool(made) and all(type(item) is int for item in made)
        return made if spans else sorted(made, key=_text)
    return ids.get(value, value) if ids and key in _REFERENCES else value


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def pairs(saved_items: list[Plain], found_items: list[Plain], strict: bool) -> tuple[list[int | None], list[int]]:
    """Of each saved item the found one that is the same or the most alike; and the found ones that are left."""
    saved = [_meaning(item, strict, None) for item in saved_items]
    found = [_meaning(item, strict, None) for item in found_items]
    partners: list[int | None] = [None] * len(saved)
    free: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(found):
        free[_text(item)].append(number)
    for number, item in enumerate(saved):
        if same := free.get(_text(item)):
            partners[number] = same.pop(0)
    left = sorted(number for numbers in free.values() for number in numbers)
    open_ = [number for number, other in enumerate(partners) if other is None]
    scored = [(-_alike(saved[a], found[b]), a, b) for a in open_ for b in left]
    taken: set[int] = set()
    for score, a, b in sorted(scored):
        if score < 0 and partners[a] is None and b not in taken:
            partners[a] = b
            taken.add(b)
    return partners, [number for number in left if number not in taken]


def _alike(a: Plain, b: Plain) -> int:
    """How many fields agree; 0 where the two are about different things."""
    if "name" in a:
        return _shared(a, b) if a["id"] == b["id"] else 0
    if "content" in a:
        same = a["cue"] == b["cue"] and (
            a["source"] == b["source"] or bool(_words(a["content"]) & _words(b["content"]))
        )
        return _shared(a, b) if same or a["content"] == b["content"] else 0
    quotes = {evidence["quote"] for evidence in a["evidence"]} & {evidence["quote"] for evidence in b["evidence"]}
    count_a, count_b = a.get("count", {}), b.get("count", {})
    same = bool(count_a) and all(count_a.get(key) == count_b.get(key) for key in ("low", "high", "text"))
    return _shared(a, b) + 3 * len(quotes) if quotes or same else 0


def _shared(a: Plain, b: Plain) -> int:
    return 1 + sum(1 for key, value in a.items() if b.get(key) == value)


def _words(text: str) -> set[str]:
    return {word for word in text.lower().split() if len(word) > 4}


def _differences(wanted: dict[str, Any], got: dict[str, Any], path: str = "") -> Iterator[Difference]:
    for key in [*wanted, *(key for key in got if key not in wanted)]:
        a, b = wanted.get(key), got.get(key)
        if a == b:
            continue
        if isinstance(a, dict) and isinstance(b, dict):
            yield from _differences(a, b, f"{path}{key}.")
        elif isinstance(a, list) and isinstance(b, list) and key in ("evidence", "caveats"):
            lacking, new = [item for item in a if item not in b], [item for item in b if item not in a]
            yield Difference(path + key, shown(lacking), shown(new))
        else:
            yield Difference(path + key, shown(a), shown(b))


__all__ = ["VERSION", "Golden", "check", "pairs", "read", "title"]
