"""YAML as people mean it, with line and column.

YAML 1.1 reads ``no`` as false, ``12:30`` as 750 and lets the second of two equal keys win. Here words are words,
numbers are plain digits, and a key given twice is refused. Values are built from the parser's events, which takes a
third of the time of PyYAML's own way through nodes and constructors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import yaml

from extractor.errors import InputError

_PARSER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGS: Final = {"!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
_WORDS: Final = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMBER_STARTS: Final = frozenset("-0123456789")
_INTEGER: Final = re.compile(r"-?[0-9]+")
_DECIMAL: Final = re.compile(r"-?[0-9]+\.[0-9]+")
_NO_KEY: Final = object()  # stands for a key that was no word, where reading goes on

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


def load_yaml(text: str, name: str) -> Any:
    """The value of one YAML text; InputError with line and column where it is broken. ``name`` is for messages."""
    return _load(text, name, _Reader, None)


def load_placed(text: str, name: str, problems: list[InputError] | None = None) -> Any:
    """The same, with ``Mapping`` and ``Sequence``, which know where they stand.

    Args:
        problems: takes what is wrong but does not make the rest unreadable (a key given twice), so that a person
            sees all of a file's mistakes at once; without it, the first is raised.
    """
    return _load(text, name, _PlacedReader, problems)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` most likely misspells."""
    import difflib  # only for messages

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)
    return close[0] if close else None


class _Reader:
    """Reads the events of one text into plain lists, dictionaries and single values."""

    def __init__(self, text: str, name: str, problems: list[InputError] | None) -> None:
        self.parser = _PARSER(text)
        self.next = self.parser.get_event
        self.anchors: dict[str, Any] = {}
        self.name = name
        self.problems = problems

    def wrong(self, problem: str, mend: str, event: Any) -> None:
        """Keeps a mistake after which reading can go on, or raises it."""
        error = InputError(self.name, problem, mend, *_place(event))
        if self.problems is None:
            raise error
        self.problems.append(error)

    def document(self) -> Any:
        """The only document of the text, None where there is none."""
        self.next()
        if isinstance(self.next(), yaml.StreamEndEvent):
            return None
        value = self.value(self.next())
        self.next()
        more = self.next()
        if not isinstance(more, yaml.StreamEndEvent):
            self.wrong("a second YAML document begins", "put it into a file of its own", more)
        return value

    def value(self, event: Any) -> Any:
        """The value that begins with this event."""
        if type(event) is yaml.ScalarEvent and event.tag is None and event.anchor is None:  # nearly all of them
            return event.value if event.style else _plain(event.value)
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                self.wrong(f'nothing before is called "&{event.anchor}"', "write it out", event)
            return self.anchors.get(str(event.anchor))
        if event.tag is not None and event.tag not in _TAGS:
            self.wrong(f'the tag "{event.tag}" means nothing here', "leave it out", event)
        if isinstance(event, yaml.ScalarEvent):
            made = event.value if event.style or event.tag else _plain(event.value)
        elif isinstance(event, yaml.MappingStartEvent):
            made = self.mapping(event)
        else:
            made = self.sequence(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = made
        return made

    def mapping(self, start: Any) -> dict[str, Any]:
        del start
        made: dict[str, Any] = {}
        read, end = self.next, yaml.MappingEndEvent
        while type(event := read()) is not end:
            key = self.key(event, made)
            made[key] = self.value(read())
        return made

    def sequence(self, start: Any) -> list[Any]:
        del start
        made = []
        read, end = self.next, yaml.SequenceEndEvent
        while type(event := read()) is not end:
            made.append(self.value(event))
        return made

    def key(self, event: Any, before: dict[str, Any]) -> Any:
        """A key that is a single value and not there before."""
        if not isinstance(event, yaml.ScalarEvent):
            self.wrong("a key is not a word", "name each key with one word", event)
            self.value(event)
            return _NO_KEY
        key = self.value(event)
        if key in before:
            self.wrong(f'key "{key}" is given twice', "keep one", event)
        return key


class _PlacedReader(_Reader):
    """The same into ``Mapping`` and ``Sequence``."""

    def mapping(self, start: Any) -> Mapping:
        made = Mapping()
        made.at, made.keys_at, made.values_at = _place(start), {}, {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key = self.key(event, made)
            start = self.next()
            value = self.value(start)
            if key is not _NO_KEY and key not in made:
                made.keys_at[key], made.values_at[key] = _place(event), _place(start)
                made[key] = value
        return made

    def sequence(self, start: Any) -> Sequence:
        made = Sequence()
        made.at, made.items_at = _place(start), []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            made.items_at.append(_place(event))
            made.append(self.value(event))
        return made


def _plain(text: str) -> Any:
    """What a word without quotation marks means."""
    if text[:1] in _NUMBER_STARTS:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
    return _WORDS.get(text, text)


def _place(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _load(text: str, name: str, reader: type[_Reader], problems: list[InputError] | None) -> Any:
    try:
        return reader(text, name, problems).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise InputError(name, f"not YAML: {error.problem}", "mend it there", line, column) from None
    except (yaml.YAMLError, UnicodeError) as error:
        raise InputError(name, f"not YAML: {str(error).splitlines()[0]}", "save it as UTF-8 text") from None
    except (RecursionError, ValueError) as error:
        raise InputError(name, f"not YAML that can be read: {error}", "write it simpler") from None
