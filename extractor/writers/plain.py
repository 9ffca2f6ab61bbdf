"""Document → plain values in the shape of the schema, ready for any writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final

from extractor.model import Document, Says
from extractor.schema import VERSION, hints, key, says

Plain = dict[str, Any]

FAMILIES: Final = ("entities", "troop_counts", "casualties", "attributions")
_POSITIONS: Final = frozenset({"spans", "at", "mentions", "demonyms", "pronouns"})


def plain(document: Document) -> Plain:
    """The whole document: keys in the schema's order, nothing empty, single values where the schema allows them."""
    return {"schema": VERSION, **_mapping(document)}


def select(document: Plain, only: tuple[str, ...] = (), brief: bool = False) -> Plain:
    """Less than the whole: the families named in ``only``; ``brief`` leaves out entities and positions."""
    families = set(only or FAMILIES) - ({"entities"} if brief and "entities" not in only else set())
    kept = {k: v for k, v in document.items() if k not in FAMILIES or k in families}
    return _brief(kept) if brief else kept


def _brief(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _brief(v) for k, v in value.items() if k not in _POSITIONS}
    return [_brief(item) for item in value] if isinstance(value, list) else value


@cache
def _layout(kind: Any) -> tuple[tuple[str, str, Says], ...]:
    """Of each field: its name in Python, its key, and what the schema says of it in one piece."""
    rows = []
    for field in fields(kind):
        metadata = says(hints(kind)[field.name])[1]
        const = next((said.const for said in metadata if said.const is not None), None)
        said = Says(one=any(s.one for s in metadata), always=any(s.always for s in metadata), const=const)
        rows.append((field.name, key(field.name), said))
    return tuple(rows)


def _mapping(thing: Any) -> Plain:
    made: Plain = {}
    kind: Any = type(thing)
    for name, written, said in _layout(kind):
        value = getattr(thing, name)
        if said.const is not None and value != said.const:
            continue
        if said.always or (value is not None and value != () and value != {}):
            one = said.one and isinstance(value, tuple) and len(value) == 1
            made[written] = _value(value[0] if one else value)
    return made


def _value(value: Any) -> Any:
    if is_dataclass(value):
        return _mapping(value)
    if isinstance(value, tuple | list):
        return [_value(item) for item in value]
    if isinstance(value, Mapping):
        return {k: _value(v) for k, v in value.items()}
    return value
