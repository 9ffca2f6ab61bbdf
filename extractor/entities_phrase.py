"""Which of the mentions inside a phrase the phrase is about: its heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from extractor.model import EntityType, Offsets

Surface = Literal["name", "demonym", "description", "pronoun"]

_PREPOSITION: Final = re.compile(
    r"\b(?:of|for|from|within|in|at|by|with|to|on|about|near|inside|under|against|than|including|who|which|that)\b",
    re.I,
)
_OWNING: Final = re.compile(r"\b(?:from|by)\s+(?:the\s+)?$", re.I)
# "a statement signed by the army spokesman, Col. Holm"
_SIGNED: Final = re.compile(
    r"(?:\s[a-z]+){0,4}\s(?:from|by)\s(?:(?!about\b|on\b|against\b|who\b|that\b)[\w.'’,-]+\s){0,12}"
)
_APPOSED: Final = re.compile(r",?\s+(?:the\s+)?", re.I)  # "the activist group the Observatory"
_AND: Final = re.compile(r"\s*(?:,?\s*(?:and|or|nor|as well as|&)\b|,)\s*(?:both\s|the\s|an?\s|[\w’'-]+\s){0,5}", re.I)
_JOINING: Final = re.compile(r"\b(?:and|or|nor|with)\b|&")
_FOLLOWED: Final = re.compile(r"\s+\w+")
_COMMON: Final = re.compile(r"\s+[a-z]+")
_OWNED: Final = re.compile(r"['’]s\s+\w")
_EDGE: Final = re.compile(r"(?:the|an?|his|her|its|their|this|that|these|those)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Mark:
    """One resolved mention. ``thing`` is an id, or a Thing while the text is read."""

    start: int
    end: int
    thing: Any
    kind: EntityType | Literal["document"]
    surface: Surface


def heads(text: str, span: Offsets, marks: Sequence[Mark]) -> tuple[Any, ...]:
    """The things that the phrase means, in order, each once; empty where no mark is in it."""
    outer = [m for m in _outermost(marks) if text[m.end : m.end + 1] != "-" or m.kind not in ("country", "place")]
    owning = [m for m in outer if _OWNED.match(text, m.end, span[1])]
    if owning and len(owning) == len(outer) and not _EDGE.fullmatch(text[owning[-1].end + 2 : span[1]]):
        return ()  # "the Joint Command's press chief" is not the Command
    outer = [m for m in outer if m not in owning] or outer  # nor is "the premier's aide Karl Holm" the premier
    if not outer:
        return ()
    if outer[0].kind == "document":
        owner = next((m for m in marks if m.kind != "document" and _owns(text, m, outer[0])), None)
        return (owner.thing if owner else outer[0].thing,)
    exact = {span, _trimmed(text, span)}
    for mark in outer:
        if (mark.start, mark.end) in exact and mark.surface != "demonym":
            return (mark.thing,)
    persons = [m for m in outer if m.kind == "person" and m.surface == "name"]
    persons = [m for n, m in enumerate(persons) if not _is_rank(text, m, persons[n + 1 : n + 2])]
    if persons and _complement(text, span, persons[0], outer):
        return ()
    if persons:
        return _coordinated(text, persons)
    solid = [m for m in outer if m.surface != "demonym"] or outer
    if solid[-1].surface == "demonym" and _FOLLOWED.match(text, solid[-1].end, span[1]):
        return ()  # "Kyrgyz guards" are not Kyrgyzstan
    solid = [m for m in solid if m.kind != "place" or not _COMMON.match(text, m.end, span[1])]
    if not solid:
        return ()  # nor is "the Osh museum" Osh
    front = [m for m in solid if not _PREPOSITION.search(text, span[0], m.start)]
    if not front and solid[0].kind in ("place", "country", "conflict"):
        return ()  # "residents of Jinja", "a unit fighting in the area": where they are is not who they are
    front = front or solid[:1]
    apposed = len(solid) > 1 and front[0].surface == "description" and solid[1].surface == "name"
    if apposed and _APPOSED.fullmatch(text[front[0].end : solid[1].start]):
        return (solid[1].thing,)
    return _coordinated(text, front)


def _complement(text: str, span: Offsets, person: Mark, outer: Sequence[Mark]) -> bool:
    """The person only tells whose the people are: "troops loyal to General Holm", "an aide to President Holm".

    Not where a name, a comma or a word that is no title stands between: "governor of the lake district Karl Holm".
    """
    front = text[span[0] : person.start]
    found = list(_PREPOSITION.finditer(front))
    if not found or "," in front or any(span[0] + found[-1].end() <= m.start < person.start for m in outer):
        return False
    if not front[: found[-1].start()].rstrip()[-1:].isalpha() or not front[: found[-1].start()].split()[-1].islower():
        return False  # "Secretary of State Holm": a title
    between = front[found[-1].end() :].split()
    return all(word[:1].isupper() or word.lower() in ("the", "former", "late") for word in between)


def _is_rank(text: str, mark: Mark, following: Sequence[Mark]) -> bool:
    """ "The Officer Commanding, Maj. Anna Holm": of two names that nothing coordinates the whole one is meant."""
    if not following or " " in text[mark.start : mark.end] or " " not in text[following[0].start : following[0].end]:
        return False
    return _JOINING.search(text, mark.end, following[0].start) is None


def _owns(text: str, mark: Mark, document: Mark) -> bool:
    """ "data from Ukraine", "Ukrainian updates", not "reports of Ukrainian losses"."""
    if mark.end <= document.end:
        return True
    between = text[document.end : mark.start]
    if mark.kind == "person" and mark.surface == "name" and _SIGNED.fullmatch(between):
        return True
    return bool(_OWNING.search(between)) or (mark.kind == "media" and between.strip() in ("of", "of the"))


def _coordinated(text: str, marks: Sequence[Mark]) -> tuple[Any, ...]:
    kept = [marks[0]]
    for mark in marks[1:]:
        between = text[kept[-1].end : mark.start]
        if not _AND.fullmatch(between) or _PREPOSITION.search(between):
            break
        kept.append(mark)
    found: list[Any] = []
    for mark in kept:
        if not any(mark.thing is other or mark.thing == other for other in found):
            found.append(mark.thing)
    return tuple(found)


def _outermost(marks: Sequence[Mark]) -> list[Mark]:
    """Marks that no other one covers; of two at one place the first."""
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not found or mark.end > found[-1].end:
            found.append(mark)
    return found


def _trimmed(text: str, span: Offsets) -> Offsets:
    """The span without a leading article."""
    match = _EDGE.match(text, *span)
    return (match.end(), span[1]) if match else span
