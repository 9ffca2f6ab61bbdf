"""Claims that a person wrote (``extract-check/1.0``): what must be found, what must not, what is known to be missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from extractor import strictyaml
from extractor.check import shape
from extractor.check.values import Difference, differences, get, holds, shown_expected
from extractor.check.verdict import Checked, Places, Spot, Verdict
from extractor.errors import InputError

VERSION: Final = "extract-check/1.0"
SECTIONS: Final = ("expect", "forbid", "todo")
KEYS: Final = ("schema", "article", *SECTIONS, "allow_extra")
FACTS: Final = ("troop_counts", "casualties")  # what can be extra: an attribution is no fact of its own
SEVERITIES: Final = ("error", "warning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One item: ``match`` selects facts of the family, ``asserts`` must hold of one of them. Both by path."""

    section: str
    family: str
    name: str
    match: Mapping[str, Any]
    asserts: Mapping[str, Any]
    severity: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Claims:
    """One file."""

    name: str
    article: str | None = None
    article_at: strictyaml.Place = (1, 1)
    claims: tuple[Claim, ...] = ()
    allow_extra: bool = True
    extra_at: strictyaml.Place = (1, 1)
    problems: tuple[InputError, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What was read so far. A part that is no mapping or no list is a problem, and the reading goes on after it."""

    reader: shape.Reader
    problems: list[InputError] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def mapping(self, value: Any, what: str, place: strictyaml.Place) -> strictyaml.Mapping | None:
        try:
            return self.reader.mapping(value, what, place)
        except InputError as error:
            self.problems.append(error)
            return None

    def sequence(self, value: Any, what: str, place: strictyaml.Place) -> strictyaml.Sequence | None:
        try:
            return self.reader.sequence(value, what, place)
        except InputError as error:
            self.problems.append(error)
            return None


def read(value: Any, name: str) -> Claims:
    """The claims of a loaded YAML file; everything wrong with it is in ``problems``, in its order."""
    reading = _Reading(shape.Reader(name, claims=True))
    top = reading.mapping(value, "the file", (1, 1))
    if top is None:
        return Claims(name, problems=tuple(reading.problems))
    _sections(reading, top)
    article, allow_extra = top.get("article"), top.get("allow_extra", True)
    if article is not None and not isinstance(article, str):
        reading.problems.append(reading.reader.error("article is not a file", "name one", top.values_at["article"]))
    if not isinstance(allow_extra, bool):
        place = top.values_at["allow_extra"]
        problem = f'allow_extra "{allow_extra}" is neither true nor false'
        reading.problems.append(reading.reader.error(problem, "write true or false", place))
    if not reading.claims and allow_extra is True and not reading.problems:
        reading.problems.append(InputError(name, "no claims", "write one under expect"))
    problems = sorted(reading.problems, key=lambda error: (error.line or 0, error.column or 0))
    extra_at = top.keys_at.get("allow_extra", (1, 1))
    return Claims(
        name,
        article,
        top.values_at.get("article", (1, 1)),
        tuple(reading.claims),
        allow_extra is True,
        extra_at,
        tuple(problems),
    )


def _sections(reading: _Reading, top: strictyaml.Mapping) -> None:
    reader = reading.reader
    for key, value in top.items():
        if key not in KEYS:
            reading.problems.append(reader.unknown_key(key, KEYS, top.keys_at[key]))
        elif key in SECTIONS and value is not None:
            section = reading.mapping(value, key, top.values_at[key]) or strictyaml.Mapping()
            for family, items in section.items():
                if family not in shape.FAMILIES:
                    reading.problems.append(reader.unknown_key(family, shape.FAMILIES, section.keys_at[family]))
                elif items is not None and (listed := reading.sequence(items, family, section.values_at[family])):
                    _items(reading, key, family, listed)


def _items(reading: _Reading, section: str, family: str, items: strictyaml.Sequence) -> None:
    for item, place in zip(items, items.items_at, strict=True):
        if (given := reading.mapping(item, "a claim", place)) is not None:
            reading.claims.append(_claim(reading, section, family, given, place))


def _claim(reading: _Reading, section: str, family: str, item: strictyaml.Mapping, place: strictyaml.Place) -> Claim:
    reader, before = reading.reader, len(reading.problems)
    match_value = item.get("match")
    match = {}
    if match_value is not None:
        chosen = reading.mapping(match_value, "match", item.values_at["match"])
        match = _paths(reading, family, chosen, ()) if chosen else {}
    asserts = _paths(reading, family, item, ("name", "severity", "match"))
    severity = item.get("severity", "error")
    if severity not in SEVERITIES:
        reading.problems.append(
            reader.error(f'severity "{severity}" is not known', "use error, warning", item.values_at["severity"])
        )
    if section == "forbid":
        match, asserts = {**match, **asserts}, {}
    if not match and not asserts and len(reading.problems) == before:
        reading.problems.append(reader.error("a claim that says nothing", "add match, or a key to hold", place))
    name = item.get("name")
    if name is None and len(reading.problems) == before:
        name = ", ".join(f"{_shorter(path)} {shown_expected(value)}" for path, value in {**match, **asserts}.items())
    return Claim(
        section=section,
        family=family,
        name=str(name),
        match=match,
        asserts=asserts,
        severity=str(severity),
        line=place[0],
        column=place[1],
    )


def _paths(reading: _Reading, family: str, item: strictyaml.Mapping, other: tuple[str, ...]) -> dict[str, Any]:
    """The item's keys as paths, its values checked."""
    known = shape.family(family)
    short = shape.SHORT if "count" in known else {}
    made = {}
    for key, value in item.items():
        if key in other:
            continue
        path = short.get(key, str(key))
        node = shape.at_path(family, path)
        if node is None:
            names = [*other, *short, *known]
            reading.problems.append(reading.reader.unknown_key(key, names, item.keys_at[key]))
        else:
            reading.problems.extend(reading.reader.value(str(key), value, node, item.values_at[key]))
            made[path] = value
    return made


# ---------------------------------------------------------------------------------------------------------- checking
def check(claims: Claims, document: dict[str, Any], text: str) -> Checked:
    """The verdict on every claim, for the plain document of an article with this text."""
    places = Places.of(text)
    verdicts = [_verdict(claim, claims.name, document[claim.family], places) for claim in claims.claims]
    named = {
        item["id"]
        for claim in claims.claims
        if claim.section != "forbid"
        for item in _selected(claim, document[claim.family])
    }
    extra = [item for family in FACTS for item in document[family] if item["id"] not in named]
    if not claims.allow_extra:
        verdicts += [_extra(claims, item["id"], places.spot(item)) for item in extra]
        if not extra:
            verdicts.append(_extra(claims, None, None))
    return Checked(document["article"]["file"], tuple(verdicts), len(extra))


def _selected(claim: Claim, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [item for item in items if all(holds(value, get(item, path)) for path, value in claim.match.items())]


def _verdict(claim: Claim, file: str, items: list[dict[str, Any]], places: Places) -> Verdict:
    def made(item: dict[str, Any] | None, **more: Any) -> Verdict:
        spot = places.spot(item) if item else None
        fact = item["id"] if item else None
        return Verdict(name=claim.name, file=file, line=claim.line, column=claim.column, fact=fact, spot=spot, **more)

    failed = "todo" if claim.section == "todo" else "warn" if claim.severity == "warning" else "fail"
    selected = _selected(claim, items)
    if claim.section == "forbid":
        return made(selected[0], outcome=failed, reason="is forbidden") if selected else made(None, outcome="ok")
    ranked = sorted(selected, key=lambda item: len(_wrong(claim.asserts, item)))
    if ranked and not (wrong := _wrong(claim.asserts, ranked[0])):
        return made(ranked[0], outcome="passes" if claim.section == "todo" else "ok")
    if ranked:
        return made(ranked[0], outcome=failed, differences=tuple(wrong))
    near = _nearest(claim, items)
    wrong = _wrong(claim.match, near) if near else []
    reason = f"nothing matches, the nearest is {near['id']}" if near else "nothing matches"
    return made(near, outcome=failed, reason=reason, differences=tuple(wrong))


def _wrong(expected: Mapping[str, Any], item: dict[str, Any]) -> list[Difference]:
    return [wrong for path, value in expected.items() for wrong in differences(_shorter(path), value, get(item, path))]


def _shorter(path: str) -> str:
    return next((short for short, whole in shape.SHORT.items() if whole == path), path)


def _nearest(claim: Claim, items: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The item that fits most of the match, then most of the rest; None when it fits nothing."""

    def fits(item: dict[str, Any]) -> list[int]:
        return [sum(holds(v, get(item, path)) for path, v in part.items()) for part in (claim.match, claim.asserts)]

    best = max(items, key=fits, default=None)
    return best if best and any(fits(best)) else None


def _extra(claims: Claims, fact: str | None, spot: Spot | None) -> Verdict:
    """The verdict on a fact that no claim names where ``allow_extra`` is false, or on there being none."""
    line, column = claims.extra_at
    return Verdict(
        name="a fact that no claim names" if fact else "no fact that no claim names",
        outcome="fail" if fact else "ok",
        file=claims.name,
        line=line,
        column=column,
        fact=fact,
        spot=spot,
        extra=True,
    )
