"""Is what a person wrote possible at all? A typo in a claim must never pass, so every key and value is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from extractor import schema as schemas
from extractor import strictyaml
from extractor.errors import InputError
from extractor.strictyaml import Place, nearest

FAMILIES: Final = ("entities", "troop_counts", "casualties", "attributions")
SHORT: Final = {"low": "count.low", "high": "count.high", "bound": "count.bound", "magnitude": "count.magnitude"}
ABOUT: Final = ("about", "within")
BETWEEN: Final = ("min", "max")
EXACTLY: Final = ("exactly",)
_WITHIN: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(%?)")
_NAMES: Final = {
    "^[A-Z]{3}$": ("an ISO 3166 country code", "write it as in PRK"),
    "^[a-z0-9]+(-[a-z0-9]+)*$": ("an entity's id", "write it as in kursk-oblast"),
    "^[0-9a-f]{64}$": ("a SHA-256 digest", "save the output again"),
}

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """Checks one YAML file. ``claims`` allows ``exactly``, ``about`` and ``min``; else every item is whole."""

    name: str
    claims: bool

    def error(self, problem: str, mend: str, place: Place) -> InputError:
        return InputError(self.name, problem, mend, *place)

    def unknown_key(self, key: Any, known: Iterable[str], place: Place) -> InputError:
        """The error of a key that nobody reads."""
        names = list(known)
        near = nearest(str(key), names)
        mend = f'did you mean "{near}"?' if near else f"use {_some(names)}"
        if not isinstance(key, str):  # {low: 4,000} holds the key 000
            mend = "write numbers without commas, as in 4000"
        return self.error(f'unknown key "{key}"', mend, place)

    def mapping(self, value: Any, what: str, place: Place) -> strictyaml.Mapping:
        """The value, if it is a mapping."""
        if isinstance(value, strictyaml.Mapping):
            return value
        raise self.error(f"{what} is not a mapping", "write keys and values under it", place)

    def sequence(self, value: Any, what: str, place: Place) -> strictyaml.Sequence:
        """The value, if it is a list."""
        if isinstance(value, strictyaml.Sequence):
            return value
        raise self.error(f"{what} is not a list", 'begin each item with "- "', place)

    def value(self, key: str, value: Any, node: Node, place: Place) -> Iterator[InputError]:
        """All that is wrong with the value of a key whose schema is ``node``."""
        node = resolved(node)
        if value is None and self.claims:
            return
        if "oneOf" in node:
            one, many = node["oneOf"]
            spans = resolved(one).get("type") == "array"
            several = isinstance(value, list) and not (spans and value and isinstance(value[0], int))
            node = many if several or self._is(value, EXACTLY) else one
            node = resolved(node)
        if (
            self.claims
            and isinstance(value, strictyaml.Mapping)
            and (special := self._special(key, value, node)) is not None
        ):
            yield from special
        elif node.get("type") == "array":
            yield from self._array(key, value, node, place)
        elif node.get("type") == "object":
            yield from self._object(key, value, node, place)
        else:
            yield from self._scalar(key, value, node, place)

    def _is(self, value: Any, keys: tuple[str, ...]) -> bool:
        return self.claims and isinstance(value, dict) and any(key in value for key in keys)

    def _special(self, key: str, value: strictyaml.Mapping, node: Node) -> list[InputError] | None:
        """What is wrong with ``{exactly: …}``, ``{about: …, within: …}``, ``{min: …, max: …}``; None: it is neither."""
        keys = next((keys for keys in (EXACTLY, ABOUT, BETWEEN) if self._is(value, keys)), None)
        if keys is None or (node.get("type") == "object" and not set(value) <= {*EXACTLY, *ABOUT, *BETWEEN}):
            return None
        wrong = [self.unknown_key(k, keys, value.keys_at[k]) for k in value if k not in keys]
        if wrong:
            return wrong
        if keys == EXACTLY:
            if node.get("type") != "array":
                return [self.error(f"{key} is a single value", "write it without exactly", value.at)]
            return list(self._array(key, value["exactly"], node, value.values_at["exactly"]))
        if node.get("type") != "integer":
            return [self.error(f"{key} is not a number", f"write it without {keys[0]}", value.at)]
        return list(self._numbers(key, value, keys))

    def _numbers(self, key: str, value: strictyaml.Mapping, keys: tuple[str, ...]) -> Iterator[InputError]:
        for name, number in value.items():
            if name == "within":
                if isinstance(number, bool) or not _WITHIN.fullmatch(str(number)):
                    yield self.error(f'within "{number}" is not a number', "write 5% or 200", value.values_at[name])
            elif isinstance(number, bool) or not isinstance(number, int):
                yield self.error(
                    f'{name} "{number}" is not a number', "write digits only, as in 4000", value.values_at[name]
                )
        if keys == ABOUT and set(value) != set(ABOUT):
            yield self.error(f"{key} needs about and within", "write {about: 4000, within: 5%}", value.at)

    def _array(self, key: str, value: Any, node: Node, place: Place) -> Iterator[InputError]:
        if isinstance(value, list):
            places = getattr(value, "items_at", [place] * len(value))
            if "prefixItems" in node:
                if len(value) != len(node["prefixItems"]) or not all(type(number) is int for number in value):
                    yield self.error(f"{key} is not a span", "write [start, end]", place)
                return
            for item, at in zip(value, places, strict=True):
                yield from self.value(key, item, node["items"], at)
        elif self.claims:
            yield from self.value(key, value, node["items"], place)
        else:
            yield self.error(f"{key} is not a list", "write it in brackets", place)

    def _object(self, key: str, value: Any, node: Node, place: Place) -> Iterator[InputError]:
        if not isinstance(value, strictyaml.Mapping):
            yield self.error(
                f"{key} is not a mapping", f"write keys under it: {_some(node.get('properties', ()))}", place
            )
            return
        properties = node.get("properties")
        for name, inner in value.items():
            if properties is None:
                if node.get("additionalProperties"):
                    yield from self.value(key, inner, node["additionalProperties"], value.values_at[name])
            elif name not in properties:
                yield self.unknown_key(name, properties, value.keys_at[name])
            else:
                yield from self.value(name, inner, properties[name], value.values_at[name])
        if not self.claims:
            for name in node.get("required", ()):
                if name not in value:
                    yield self.error(f'"{name}" is missing', "add it, or save the output again", value.at)

    def _scalar(self, key: str, value: Any, node: Node, place: Place) -> Iterator[InputError]:
        known = node.get("enum") or ([node["const"]] if isinstance(node.get("const"), str) else None)
        kind = node.get("type")
        if isinstance(value, list | dict):
            yield self.error(f"{key} is a single value", "write one word or number", place)
        elif known and value not in known:
            near = nearest(str(value), known)
            mend = f'did you mean "{near}"?' if near else f"use {_some(known)} (extract schema)"
            yield self.error(f'{key} "{value}" is not known', mend, place)
        elif (kind == "boolean" or node.get("const") is True) and not isinstance(value, bool):
            yield self.error(f'{key} "{value}" is neither true nor false', "write true or false", place)
        elif kind == "integer" and type(value) is not int:
            yield self.error(f'{key} "{value}" is not a number', "write digits only, as in 4000", place)
        elif kind == "string" and isinstance(value, bool):
            yield self.error(f'{key} "{str(value).lower()}" is not text', "put it in quotes", place)
        elif "pattern" in node and not re.search(node["pattern"], str(value)):
            what, mend = _NAMES.get(node["pattern"], ("an id of the output", "write it as in c168 or a30"))
            yield self.error(f'{key} "{value}" is not {what}', mend, place)


def _some(names: Iterable[Any], most: int = 4) -> str:
    shown = [str(name) for name in names]
    return ", ".join(shown[:most]) + (" …" if len(shown) > most else "")


@cache
def whole() -> Node:
    """The schema of the output."""
    return schemas.schema()


def family(name: str) -> Mapping[str, Node]:
    """The schemas of an item's keys, by key."""
    properties: Mapping[str, Node] = whole()["properties"][name]["items"]["properties"]
    return properties


def resolved(node: Node) -> Node:
    """The schema itself where ``node`` only points to it."""
    if "$ref" not in node:
        return node
    found: Node = whole()["$defs"][node["$ref"].rsplit("/", 1)[1]]
    return found


def at_path(name: str, path: str) -> Node | None:
    """The schema of ``count.low`` in a family; None when there is no such key."""
    node: Node = {"properties": family(name)}
    for key in path.split("."):
        if "properties" not in node or key not in node["properties"]:
            return None
        node = resolved(node["properties"][key])
    return node
