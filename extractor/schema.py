"""The JSON Schema of the output, generated from the types of ``extractor.model``."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Final, Literal

from extractor.model import Count, Document, Evidence, Generator, Says, Time

VERSION: Final = "extract/1.0"
_SHARED: Final = {Count: "count", Time: "time", Evidence: "evidence"}
_PLAIN: Final = {str: "string", int: "integer", bool: "boolean"}

Schema = dict[str, Any]


def schema() -> Schema:
    """The schema of a complete output, as JSON Schema 2020-12. A fresh value at every call."""
    shared: dict[str, Schema] = {}
    document = _object(Document, shared)
    properties = {"schema": {"const": VERSION}, **document["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{VERSION} output",
        "type": "object",
        "required": ["schema", *document["required"]],
        "additionalProperties": False,
        "properties": properties,
        "$defs": shared,
    }


@cache
def hints(kind: type) -> Mapping[str, Any]:
    """The types of a dataclass's fields, with their metadata, by the field's name in Python."""
    return typing.get_type_hints(kind, include_extras=True)


def key(name: str) -> str:
    """The output's key of a field: ``from_`` is a word of Python's."""
    return name.rstrip("_")


def says(hint: Any) -> tuple[Any, tuple[Says, ...]]:
    """A type without its ``| None`` and ``Annotated``, and the metadata, from the outermost to the innermost."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        inner = [argument for argument in typing.get_args(hint) if argument is not type(None)]
        return says(inner[0])
    if typing.get_origin(hint) is typing.Annotated:
        base, metadata = says(hint.__origin__)
        return base, (*reversed(hint.__metadata__), *metadata)
    return hint, ()


def _object(kind: type, shared: dict[str, Schema]) -> Schema:
    if kind is Generator:
        return {"type": "object"}
    properties, required = {}, []
    for field in fields(kind):
        hint = hints(kind)[field.name]
        properties[key(field.name)] = _of(hint, shared)
        optional = field.default is not MISSING or field.default_factory is not MISSING
        if not optional or any(said.always for said in says(hint)[1]):
            required.append(key(field.name))
    made: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**made, "required": required} if required else {**made, "minProperties": 1}


def _of(hint: Any, shared: dict[str, Schema]) -> Schema:
    base, metadata = says(hint)
    made = _bare(base, shared)
    for said in reversed(metadata):
        made = _said(said, made, shared)
    return made


def _said(said: Says, made: Schema, shared: dict[str, Schema]) -> Schema:
    if said.const is not None:
        made = {"const": said.const}
    for name, value in (("pattern", said.pattern), ("minimum", said.minimum), ("minItems", said.min_items)):
        if value is not None:
            made = {**made, name: value}
    if said.one:
        made = {"oneOf": [made["items"], made]}
    if said.description:
        made = {"description": said.description, **made}
    if said.name:
        shared[said.name] = made
        made = {"$ref": f"#/$defs/{said.name}"}
    return made


def _bare(base: Any, shared: dict[str, Schema]) -> Schema:
    if base in _SHARED:
        name = _SHARED[base]
        shared[name] = {"description": " ".join((base.__doc__ or "").split()), **_object(base, shared)}
        return {"$ref": f"#/$defs/{name}"}
    if is_dataclass(base):
        return _object(typing.cast(type, base), shared)
    if base in _PLAIN:
        return {"type": _PLAIN[base]}
    arguments = typing.get_args(base)
    origin = typing.get_origin(base)
    if origin is Literal:
        return {"const": arguments[0]} if len(arguments) == 1 else {"enum": list(arguments)}
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": _of(arguments[0], shared)}
    if origin is tuple:  # offsets
        places = [{"type": "integer", "minimum": n} for n in range(len(arguments))]
        return {"type": "array", "prefixItems": places, "items": False, "minItems": len(places)}
    return {"type": "object", "additionalProperties": _of(arguments[1], shared)}
