"""A golden file brought up to date: only what differs is written anew; comments, ``tier`` and order stay."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from extractor.check import golden as goldens
from extractor.check.golden import Golden
from extractor.check.shape import FAMILIES
from extractor.writers import yamltext

KEPT: Final = frozenset({"tier"})  # keys that only a person writes


def updated(golden: Golden, text: str, document: dict[str, Any]) -> str:
    """The golden file's new text, given its old one and the plain document of a new run."""
    yaml = _round_trip(golden)
    old: CommentedMap = yaml.load(text)
    document = {**document, "article": {**document["article"], "file": golden.value["article"]["file"]}}
    new: CommentedMap = yaml.load(yamltext.write(document))
    for family in FAMILIES:
        others, left = goldens.pairs(golden.value[family], document[family], False)
        _merge_items(old, family, new[family], others, left)
        new[family] = old[family]
    _merge(old, new)
    out = io.StringIO()
    yaml.dump(old, out)
    return _comments_back(text, out.getvalue())


def _round_trip(golden: Golden) -> YAML:
    """A reader and writer that keeps the look of the file: quotes, long lines, how far lists are indented."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    columns = [golden.value[family].at[1] for family in FAMILIES if golden.value[family]]
    offset = (columns or [3])[0] - 1
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    return yaml


def _merge_items(old: CommentedMap, family: str, new: CommentedSeq, others: list[int | None], left: list[int]) -> None:
    """Pairs are merged where they stand, what was not found goes, what is new comes after what it follows."""
    items = old[family]
    if not items:
        old[family] = new
        return
    place = {other: items[number] for number, other in enumerate(others) if other is not None}
    for other, item in place.items():
        _merge(item, new[other])
    for number in reversed(range(len(items))):
        if others[number] is None:
            del items[number]
    for number in left:
        before = [n for n in place if n < number]
        after = place[max(before)] if before else None
        position = next((n + 1 for n, item in enumerate(items) if item is after), 0)
        items.insert(position, new[number])
        place[number] = new[number]


def _merge(old: CommentedMap, new: CommentedMap) -> None:
    for key in [key for key in old if key not in new and key not in KEPT]:
        del old[key]
    for position, key in enumerate(new):
        if key not in old:
            old.insert(position, key, new[key])
        elif isinstance(old[key], CommentedMap) and isinstance(new[key], CommentedMap):
            _merge(old[key], new[key])
        elif isinstance(old[key], CommentedSeq) and isinstance(new[key], CommentedSeq):
            _merge_list(old, key, new[key])
        elif old[key] != new[key]:
            old[key] = new[key]


def _merge_list(old: CommentedMap, key: str, new: CommentedSeq) -> None:
    items = old[key]
    if items == new:
        return
    if len(items) != len(new) or not all(isinstance(item, CommentedMap) for item in [*items, *new]):
        old[key] = new
        return
    for item, other in zip(items, new, strict=True):
        _merge(item, other)


def _comments_back(old: str, new: str) -> str:
    """The new text with the comment lines that were lost, each before the next line of the old text that is unique."""
    lines, before = new.splitlines(), old.splitlines()
    kept = [line.strip() for line in lines]
    for number, comment in reversed(list(_comments(before))):
        if comment.strip() in kept:
            kept.remove(comment.strip())
            continue
        following = (line for line in before[number + 1 :] if lines.count(line) == 1)
        place = next((lines.index(line) for line in following), len(lines))
        lines.insert(place, comment)
    return "\n".join(lines) + "\n"


def _comments(lines: list[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines):
        if line.strip().startswith("#"):
            yield number, line
