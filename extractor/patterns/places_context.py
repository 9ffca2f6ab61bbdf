"""What the whole article says about places, and which of several places with one name it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc

from extractor.patterns.countries import Country
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.places_sight import Seen, Sight, see
from extractor.patterns.places_signs import GOOD, introduced, is_person, is_place
from extractor.patterns.places_table import Entry, fold, look_up
from extractor.patterns.places_words import words

LARGE: Final = 55  # ranks of the gazetteer: 300,000 people
MIDDLE: Final = 50  # 100,000
SMALL: Final = 40  # 10,000
CLEARLY: Final = 7  # five times the people of the next
VASTLY: Final = 13  # twenty times: larger than what the article's own countries offer
AGREEING: Final = 2  # small places of one country, and of no other, that an article without its name is about


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What the whole article says about places.

    Attributes:
        countries: how often each country (alpha-3) is named, by name, demonym or capital.
        regions: folded names that the article somewhere calls a region ("the Kursk region").
        seen: the known names of each paragraph, by its index, so that they are looked for once.
    """

    countries: Mapping[str, int] = field(default_factory=dict)
    regions: frozenset[str] = frozenset()
    seen: Mapping[int, Seen] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a gazetteer's name means here; ``iso`` only of regions."""

    name: str
    country: str | None
    iso: str | None
    region: bool


def context(paragraphs: Iterable[Paragraph]) -> PlaceContext:
    """Read the article once for the countries and regions that it speaks of."""
    named: Counter[str] = Counter()
    regions: set[str] = set()
    seen: dict[int, Seen] = {}
    small: dict[str, frozenset[str]] = {}
    firm: set[str] = set()
    kinds = words().sets["region_kinds"]
    for paragraph in paragraphs:
        found = see(paragraph)
        seen[paragraph.index] = found
        for sight in found.sights:
            after = found.tokens[sight.end].lower() if sight.end < len(found.tokens) else ""
            if sight.country is not None:
                if _counts(paragraph.doc, sight, sight.country):
                    named[sight.country.code] += 1
            elif sight.world is not None and sight.world.country:
                named[sight.world.country] += 1
            elif sight.entries and after in kinds:
                regions.add(fold(sight.text))
            if sight.entries:
                best = sight.entries[0]
                alone = best.rank - rival(sight.entries, best.country) >= VASTLY
                if best.rank >= LARGE and alone and not best.word and not best.person:
                    named[best.country] += 1
                elif _is_small_place(paragraph.doc, sight, after):
                    small[fold(sight.text)] = frozenset(entry.country for entry in sight.entries)
                    firm.update([fold(sight.text)] if after in kinds else [])
    named.update(_agreed(small, firm))
    return PlaceContext(dict(sorted(named.items())), frozenset(regions), seen)


def _is_small_place(doc: Doc, sight: Sight, after: str) -> bool:
    """Whether the text shows that a name of a small place is meant: "near Xyz", "Xyz district"."""
    first = sight.entries[0]
    if first.word or first.person or words().has("names", fold(sight.text)) or is_person(doc, sight):
        return False
    begins = sight.first == 0 and sight.text.isupper()
    placed = begins or sight.end - sight.first > 1 or introduced(doc, sight.first, words()) >= GOOD
    placed = placed or is_place(doc, sight)
    return placed or after in words().sets["region_kinds"]


def _agreed(small: Mapping[str, frozenset[str]], firm: Set[str]) -> list[str]:
    """The country in which several small places may lie, one of them in no other, or the one district (``firm``),
    where no other country has as many."""
    votes = Counter(country for owners in small.values() for country in owners)
    alone = {c for owners in small.values() for c in owners if len(owners) == 1}
    called = {c for key in firm for c in small[key] if len(small[key]) == 1}
    found = [c for c, n in votes.items() if c in called or (n >= AGREEING and c in alone)]
    return [c for c in found if all(votes[c] > n for other, n in votes.items() if other != c)]


def _counts(doc: Doc, sight: Sight, country: Country) -> bool:
    """Whether the name shows that the article speaks of the country: not "Jordan" of a person, not "Tripoli"."""
    if sight.kind == "capital":
        entries = look_up(fold(sight.text))
        return not entries or entries[0].rank - rival(entries, country.code) >= VASTLY
    doubtful = country.code in words().sets["doubtful_countries"] and sight.kind == "name"
    return not doubtful or is_place(doc, sight)


def rival(entries: tuple[Entry, ...], country: str) -> int:
    return max((e.rank for e in entries if e.country != country), default=0)


def chosen(entries: tuple[Entry, ...], where: PlaceContext) -> Entry | None:
    """The one that is meant, or None where several may be."""
    if not entries:
        return None
    top = entries[0]
    spoken = [e for e in entries if e.country in where.countries]
    if spoken and (spoken[0].country == top.country or top.rank - spoken[0].rank < VASTLY):
        best = spoken[0]
        if best.country != top.country or top.rank - rival(tuple(spoken), best.country) >= CLEARLY:
            return best
        counts = where.countries
        ahead = max((counts[e.country] for e in spoken if e.country != best.country), default=0)
        return best if counts[best.country] > ahead else None
    if top.rank >= MIDDLE and top.rank - rival(entries, top.country) >= CLEARLY:
        return top
    return None


def bare_name(key: str, entries: tuple[Entry, ...], best: Entry, where: PlaceContext) -> Answer:
    """A bare name: the town, unless only a region bears it or the article calls it a region elsewhere."""
    same = [e for e in entries if e.country == best.country]
    towns = [e for e in same if e.kind == "town"]
    regions = [e for e in same if e.kind == "region"]
    if regions and (not towns or towns[0].rank < SMALL or key in where.regions):
        return Answer(regions[0].name, best.country, regions[0].iso or None, True)
    return Answer((towns or same)[0].name, best.country, None, False)


def with_kind(text: str, entries: tuple[Entry, ...], kind: str, said: str | None, where: PlaceContext) -> Answer:
    """A name with its kind behind it: the region of that name, else the kind goes into the name."""
    wanted = ("district", "town") if kind in words().sets["district_kinds"] else ("region", "district")
    for level in wanted:
        best = chosen(tuple(e for e in entries if e.kind == level), where)
        if best is not None and level != "town":
            return Answer(best.name, best.country, best.iso if level == "region" else None, True)
    best = chosen(tuple(e for e in entries if e.kind != "town") or entries, where)  # "Xyz province" is no town's
    name = f"{text} {kind.title()}"
    return Answer(name, said or (best.country if best else None), None, True)
