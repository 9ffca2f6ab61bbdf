"""Does the article say what a row says? Each row is held against the figure that it is most like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from extractor.check.rows import Row
from extractor.check.values import listed
from extractor.check.verdict import Places, Spot

Word = Literal["supported", "distorted", "not in the text", "not checkable"]

NUMBER: Final = "number changed"
BOUND: Final = "bound dropped"
KIND: Final = "kind changed"
DONE: Final = "planned given as done"
FACT: Final = "claim given as fact"
SPEAKER: Final = "wrong speaker"
PART: Final = "part given as total"
SIDE: Final = "wrong side"
PLACE: Final = "wrong place or time"
NEGATION: Final = "negation dropped"
OFFSETS: Final = "wrong offsets"

_KINDS: Final = {"injured": "wounded", "dead": "killed", "died": "killed", "deaths": "killed", "fatalities": "killed"}
_WEIGHT: Final = {NUMBER: 4, PART: 3, KIND: 3, BOUND: 1}
_SMALL: Final = frozenset({"the", "a", "an", "of", "and", "in", "for", "s"})
_DIGITS: Final = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one row; ``reasons`` names each distortion with both values."""

    row: Row
    word: Word
    distortions: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    fact: str | None = None
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One place in the article that states a fact."""

    family: str
    fact: dict[str, Any]
    evidence: dict[str, Any]
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A distortion and what is said of it."""

    name: str
    reason: str


class Referee:
    """Judges rows about one article."""

    def __init__(self, document: dict[str, Any], text: str) -> None:
        self.text = text
        self.plain_text = _plain(text)
        self.places = Places.of(text)
        self.names = {entity["id"]: _names(entity) for entity in document["entities"]}
        self.codes: dict[str, set[str]] = {}  # a country's name → its code
        for entity in document["entities"]:
            if entity["type"] == "country" and "country" in entity:
                for name in self.names[entity["id"]]:
                    self.codes.setdefault(name, set()).add(entity["country"])
        sources = {item["id"]: tuple(listed(item["source"])) for item in document["attributions"]}
        self.figures = [
            Figure(family, fact, evidence, sources.get(evidence["by"], ()))
            for family in ("troop_counts", "casualties")
            for fact in document[family]
            for evidence in fact["evidence"]
        ]
        self.wholes = {figure.fact["id"]: figure for figure in self.figures}

    def judge(self, row: Row) -> Judgement:
        """The verdict on one row."""
        if row.wrong:
            return Judgement(row, "not checkable", reasons=(row.wrong,))
        spans = self._spans(row.values)
        if spans is None:
            return Judgement(row, "not in the text", reasons=("no such quote",))
        offsets = self._offsets(row.values, spans)
        best: tuple[int, list[Wrong], Figure] | None = None
        for figure in self.figures:
            rated = self._rated(row.values, spans, figure)
            if rated and (best is None or rated[0] < best[0]):
                best = (*rated, figure)
        if best is None:
            return self._unread(row, spans)
        wrong = [*offsets, *best[1]]
        figure = best[2]
        return Judgement(
            row,
            "distorted" if wrong else "supported",
            tuple(dict.fromkeys(one.name for one in wrong)),
            tuple(one.reason for one in wrong),
            figure.fact["id"],
            self.places.spot({"evidence": [figure.evidence]}),
        )

    # ------------------------------------------------------------------------------------------- quotes and offsets
    def _spans(self, values: dict[str, Any]) -> list[tuple[int, int]] | None:
        """Where the row's quote stands, every place; [] when it gives none; None when the article lacks it."""
        if "quote" not in values:
            start, end = values.get("start"), values.get("end")
            return [(start, end)] if start is not None and end is not None and start < end <= len(self.text) else []
        words = [re.escape(word) for word in _plain(str(values["quote"])).removeprefix("'").split()]
        pattern = re.compile(r"\s+".join(words)) if words else None
        found = [found.span() for found in pattern.finditer(self.plain_text)] if pattern else []
        return found or None

    def _offsets(self, values: dict[str, Any], spans: list[tuple[int, int]]) -> list[Wrong]:
        start, end = values.get("start"), values.get("end")
        if start is None or end is None or (start, end) in spans:
            return []
        there = self.text[start:end] if start < end <= len(self.text) else "nothing"
        return [Wrong(OFFSETS, f"{OFFSETS}: {start} to {end} is “{' '.join(there.split())[:40]}”")]

    def _unread(self, row: Row, spans: list[tuple[int, int]]) -> Judgement:
        """No figure is like the row: is it that the article has none, or that we read none there?"""
        numbers = {int(re.sub(r"\D", "", found)) for found in _DIGITS.findall(self.text)}
        given = [row.values[column] for column in ("low", "high") if column in row.values]
        if (given and numbers.intersection(given)) or (spans and not given):
            spot = None
            if spans:
                start, end = spans[0]
                spot = self.places.spot({"evidence": [{"quote": self.text[start:end], "at": [start, end]}]})
            return Judgement(
                row, "not checkable", reasons=("the words are there, but no figure was read in them",), spot=spot
            )
        return Judgement(row, "not in the text", reasons=("no such figure",))

    # ---------------------------------------------------------------------------------------------------- one figure
    def _rated(
        self, values: dict[str, Any], spans: list[tuple[int, int]], figure: Figure
    ) -> tuple[int, list[Wrong]] | None:
        """How far the figure is from the row, with every distortion; None when they are about different things."""
        start, end = figure.evidence["at"]
        here = any(a < end and start < b for a, b in spans)
        if spans and not here:
            return None
        wrong = [*self._number(values, figure), *self._kind(values, figure), *self._rest(values, figure)]
        names = {one.name for one in wrong}
        given = "low" in values or "high" in values
        if given and "count" not in figure.fact and not here:
            return None
        shared = self._shared(values, figure, names)
        needed = _needed(values, names, given)
        if shared < needed and not here:
            return None
        distance = sum(_WEIGHT.get(one.name, 2) for one in wrong)
        return distance * 10 - shared, wrong

    def _shared(self, values: dict[str, Any], figure: Figure, names: set[str]) -> int:
        """How many things that the row says hold of the figure."""
        fact = figure.fact
        checks = (
            ("kind" in values or "action" in values) and KIND not in names,
            "said_by" in values and not names & {SPEAKER, FACT} and str(values["said_by"]) != "author",
            "who" in values and SIDE not in names and bool(fact.get("force") or fact.get("victims")),
            "country" in values and SIDE not in names and "country" in fact,
            any(key in values for key in ("where", "to", "from")) and PLACE not in names and self._places(fact) != [],
            "when" in values and PLACE not in names and "time" in {*fact, *figure.evidence},
            "text" in values and _plain(str(values["text"])) == _plain(fact.get("count", {}).get("text", "")),
        )
        return sum(map(bool, checks))

    def _number(self, values: dict[str, Any], figure: Figure) -> Iterator[Wrong]:
        count = figure.fact.get("count", {})
        low, high, bound = count.get("low"), count.get("high"), count.get("bound")
        given = (values.get("low", values.get("high")), values.get("high", values.get("low")))
        if given == (None, None):
            return
        text = count.get("text", "no number")
        said = f"{given[0]}" if given[0] == given[1] else f"{given[0]} to {given[1]}"
        stated = {number for number in (low, high) if number is not None}
        whole = {figure.fact.get("of_total", {}).get(key) for key in ("low", "high")} - {None}
        if not set(given) <= stated:
            if set(given) <= whole:
                yield Wrong(PART, f"{PART}: {said} is the whole of which the text counts {text}")
            else:
                yield Wrong(NUMBER, f"{NUMBER}: {said}, the text has {text}")
            return
        dropped = values.get("bound") != bound if "bound" in values else _closed(values, low, high)
        if dropped:
            yield Wrong(BOUND, f"{BOUND}: {values.get('bound', said)}, the text has “{text}” ({bound})")

    def _kind(self, values: dict[str, Any], figure: Figure) -> Iterator[Wrong]:
        for column in ("kind", "action", "family"):
            if column in values:
                given = _KINDS.get(str(values[column]), str(values[column]))
                real = figure.family if column == "family" else figure.fact.get(column)
                strength = given == "strength" and figure.family == "troop_counts"
                if given != real and not strength:
                    shown = real or figure.fact.get("action") or figure.fact.get("kind")
                    yield Wrong(KIND, f"{KIND}: {values[column]}, the text has {shown}")
                    return

    def _rest(self, values: dict[str, Any], figure: Figure) -> Iterator[Wrong]:
        fact = figure.fact
        modality = str(values.get("modality", ""))
        if modality and modality != fact["modality"]:
            name = DONE if modality == "actual" else "modality changed"
            yield Wrong(name, f"{name}: {modality}, the text has {fact['modality']}")
        if bool(fact.get("negated")) != values["negated"]:
            name = NEGATION if fact.get("negated") else "negation added"
            yield Wrong(name, f"{name}: the text says that it is {'not ' if fact.get('negated') else ''}so")
        yield from self._speaker(values, figure)
        yield from self._side(values, figure)
        yield from self._place_and_time(values, figure)

    def _speaker(self, values: dict[str, Any], figure: Figure) -> Iterator[Wrong]:
        if "said_by" not in values:
            return
        given, real = str(values["said_by"]), figure.speakers
        shown = " and ".join(real) or "the article itself"
        if given == "author":
            if real:
                yield Wrong(FACT, f"{FACT}: the text gives it as said by {shown}")
        elif not real or not all(self._is(name, real) for name in _several(given)):
            yield Wrong(SPEAKER, f"{SPEAKER}: {given}, in the text it is {shown}")

    def _side(self, values: dict[str, Any], figure: Figure) -> Iterator[Wrong]:
        fact = figure.fact
        who = listed(fact.get("force", fact.get("victims")))
        if self._is_whole(values, figure, who):
            yield Wrong(PART, f"{PART}: {values['who']}, the text counts a part of them")
            return
        pairs = (
            ("who", who),
            ("country", listed(fact.get("country"))),
            ("status", listed(fact.get("victim_status"))),
            ("group", listed(fact.get("victim_group"))),
            ("role", listed(fact.get("victim_role"))),
        )
        for column, real in pairs:
            if column in values and not self._fits(str(values[column]), real, column == "who"):
                yield Wrong(SIDE, f"{SIDE}: {column} {values[column]}, the text has {' and '.join(real) or 'none'}")
                return

    def _is_whole(self, values: dict[str, Any], figure: Figure, who: list[str]) -> bool:
        """Does the row name those of whom the figure counts a part, and nothing by which it would mean the part?"""
        whole = self.wholes.get(str(figure.fact.get("part_of")))
        if whole is None or "who" not in values or {"group", "role"} & values.keys():
            return False
        given = str(values["who"])
        others = who or any(key in figure.fact for key in ("victim_group", "victim_role"))
        if not others or self._is(given, tuple(who)):  # "12 soldiers, five of them": the five are soldiers, too
            return False
        named = tuple(listed(whole.fact.get("force", whole.fact.get("victims"))))
        words = _words(_plain(given))
        return self._is(given, named) or bool(words and words <= _words(_plain(whole.evidence["quote"])))

    def _place_and_time(self, values: dict[str, Any], figure: Figure) -> Iterator[Wrong]:
        fact, evidence = figure.fact, figure.evidence
        for column, key in (("where", "location"), ("from", "from"), ("to", "to")):
            real = listed(fact.get(key)) or (self._places(fact) if column == "where" else [])
            if column in values and not self._fits(str(values[column]), real, True):
                yield Wrong(PLACE, f"{PLACE}: {column} {values[column]}, the text has {' and '.join(real) or 'none'}")
                return
        times = [time for time in (evidence.get("time"), fact.get("time")) if time]
        for column, key in (("when", "text"), ("when_value", "value")):
            if column not in values:
                continue
            real = [str(time[key]) for time in times if key in time]
            if real and not any(_plain(str(values[column])) == _plain(one) for one in real):
                yield Wrong(PLACE, f"{PLACE}: {column} {values[column]}, the text has {real[0]}")
                return
            if not real and column == "when" and not self._there(str(values[column])):
                yield Wrong(PLACE, f"{PLACE}: {column} {values[column]}, which the text does not have")
                return

    # --------------------------------------------------------------------------------------------------------- names
    def _places(self, fact: dict[str, Any]) -> list[str]:
        return [name for key in ("location", "to", "from") for name in listed(fact.get(key))]

    def _fits(self, given: str, real: list[str], entity: bool) -> bool:
        """Is every name given one of the real ones? Where we know none, one that stands in the article passes."""
        if not real:
            return not entity or self._there(given)
        if entity:
            return all(self._is(name, tuple(real)) for name in _several(given))
        codes = {code for name in _several(given) for code in self.codes.get(_plain(name), {name})}
        return codes <= set(real)

    def _is(self, name: str, ids: tuple[str, ...]) -> bool:
        """Is the name, or the id, that of one of the entities, whole or without some of its words?"""
        plain = _plain(name)
        words = _words(plain)
        for one in ids:
            names = {*self.names.get(one, ()), _plain(one)}
            if plain in names or any(words and words <= _words(other) for other in names):
                return True
        return False

    def _there(self, words: str) -> bool:
        return all(_plain(one) in self.plain_text for one in _several(words))


def _needed(values: dict[str, Any], names: set[str], given: bool) -> int:
    """How much of a row must hold of a figure before the two are taken to be about one thing."""
    if not given:
        return min(2, len(values))
    if NUMBER in names:
        return 2
    return 1 if names & {PART, KIND} else 0


def _closed(values: dict[str, Any], low: int | None, high: int | None) -> bool:
    """Does a row that names no bound give both ends where the text leaves one open, or one end of a range?"""
    if "low" in values and "high" in values:
        return (values["low"], values["high"]) != (low, high)
    if "high" in values:
        return bool(values["high"] != high)
    return bool(values["low"] != low)


def _several(written: str) -> list[str]:
    return [part.strip() for part in written.split(";") if part.strip()]


def _words(plain: str) -> set[str]:
    return {word for word in re.findall(r"\w+", plain) if word not in _SMALL}


def _names(entity: dict[str, Any]) -> frozenset[str]:
    surfaces = [entity["name"], entity["id"].replace("-", " "), *entity.get("aliases", ())]
    for key in ("mentions", "demonyms"):
        surfaces += entity.get(key, {})
    return frozenset(_plain(surface) for surface in surfaces)


def _plain(text: str) -> str:
    """Lower case, simple quotation marks and dashes; of the same length as the text, so that offsets hold."""
    table = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "}
    return "".join(table.get(c, low if len(low := c.lower()) == 1 else c) for c in text)


__all__ = ["Judgement", "Referee", "Word"]
