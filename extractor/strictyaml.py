"""YAML as people mean it, with line and column.

YAML 1.1 reads ``no`` as false, ``12:30`` as 750 and lets the second of two equal keys win. Here words are words,
numbers are plain digits, and a key given twice is refused.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any

import yaml

from extractor.errors import InputError

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Place = tuple[int, int]


class Mapping(dict[str, Any]):
    """A mapping that knows where it stands. ``keys_at`` and ``values_at`` are (line, column) by key, 1-based."""

    at: Place
    keys_at: dict[str, Place]
    values_at: dict[str, Place]


class Sequence(list[Any]):
    """A list that knows where it and its items stand, as (line, column), 1-based."""

    at: Place
    items_at: list[Place]


class StrictLoader(_Loader):  # type: ignore[misc]
    """YAML with plain words, plain integers, ``true`` and ``false``, and no key twice."""


class _PlacedLoader(StrictLoader):
    """The same with ``Mapping`` and ``Sequence``."""


StrictLoader.yaml_implicit_resolvers = {}
StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), "tf")
StrictLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?[0-9]+\Z"), "-0123456789")
StrictLoader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"-?[0-9]+\.[0-9]+\Z"), "-0123456789")
StrictLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:null|~|)\Z"), ["n", "~", ""])


def _place(node: yaml.Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _pairs(loader: Any, node: yaml.MappingNode) -> Iterable[tuple[Any, yaml.Node, yaml.Node]]:
    loader.flatten_mapping(node)
    seen = set()
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise InputError("", "a key is not a word", "name each key with one word", *_place(key_node))
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise InputError("", f'key "{key}" is given twice', "keep one", *_place(key_node))
        seen.add(key)
        yield key, key_node, value_node


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[str, Any]:
    return {key: loader.construct_object(value, deep=True) for key, _, value in _pairs(loader, node)}


def _placed_mapping(loader: Any, node: yaml.MappingNode) -> Mapping:
    made = Mapping()
    made.at, made.keys_at, made.values_at = _place(node), {}, {}
    for key, key_node, value in _pairs(loader, node):
        made[key] = loader.construct_object(value, deep=True)
        made.keys_at[key], made.values_at[key] = _place(key_node), _place(value)
    return made


def _placed_sequence(loader: Any, node: yaml.SequenceNode) -> Sequence:
    made = Sequence(loader.construct_object(item, deep=True) for item in node.value)
    made.at, made.items_at = _place(node), [_place(item) for item in node.value]
    return made


StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
_PlacedLoader.add_constructor("tag:yaml.org,2002:map", _placed_mapping)
_PlacedLoader.add_constructor("tag:yaml.org,2002:seq", _placed_sequence)


def load_yaml(text: str, name: str) -> Any:
    """The value of one YAML text; InputError with line and column where it is broken. ``name`` is for messages."""
    return _load(text, name, StrictLoader)


def load_placed(text: str, name: str) -> Any:
    """The same, with ``Mapping`` and ``Sequence``, which know where they stand."""
    return _load(text, name, _PlacedLoader)


def _load(text: str, name: str, loader: type[Any]) -> Any:
    try:
        return yaml.load(text, Loader=loader)
    except InputError as error:
        raise InputError(name, error.problem, error.mend, error.line, error.column) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise InputError(name, f"not YAML: {error.problem}", "mend it there", line, column) from None
    except (yaml.YAMLError, UnicodeError) as error:
        raise InputError(name, f"not YAML: {str(error).splitlines()[0]}", "save it as UTF-8 text") from None
    except (RecursionError, ValueError) as error:
        raise InputError(name, f"not YAML that can be read: {error}", "write it simpler") from None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` most likely misspells."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)
    return close[0] if close else None
