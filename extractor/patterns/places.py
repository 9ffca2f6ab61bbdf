"""Places: countries with their demonyms, towns and regions with their codes, places without a name, datelines.

``context`` is built once for each article (which countries it speaks of decides which Tripoli is meant); ``find``
reads one paragraph. A name that several places bear gets a country only where the article decides it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from spacy.tokens import Doc

from extractor.model import EntityType, Name
from extractor.patterns import countries
from extractor.patterns.countries import Country
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.places_dateline import opening
from extractor.patterns.places_sight import Sight, sights
from extractor.patterns.places_signs import (
    GOOD,
    NONE,
    PLACE_LABELS,
    SOME,
    SURE,
    acts,
    before,
    explained,
    introduced,
    is_person,
    is_place,
    layout,
    neighbours,
)
from extractor.patterns.places_table import Entry, fold, look_up
from extractor.patterns.places_words import slug, words

LARGE: Final = 55  # ranks of the gazetteer: 300,000 people
MIDDLE: Final = 50  # 100,000
CLEARLY: Final = 7  # five times the people of the next
VASTLY: Final = 13  # twenty times: larger than what the article's own countries offer


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What the whole article says about places.

    Attributes:
        countries: how often each country (alpha-3) is named, by name, demonym or capital.
        regions: folded names that the article somewhere calls a region ("the Kursk region").
        sights: the known names of each paragraph, by its index, so that they are looked for once.
    """

    countries: Mapping[str, int] = field(default_factory=dict)
    regions: frozenset[str] = frozenset()
    sights: Mapping[int, tuple[Sight, ...]] = field(default_factory=dict)


def _lies_in(between: list[str]) -> bool:
    """The words between a place and the place it lies in: "Camp Xyz in Kuwait", "Camp Xyz, Kuwait"."""
    return between in ([","], ["in"], ["in", "the"])


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
    seen: dict[int, tuple[Sight, ...]] = {}
    kinds = words().sets["region_kinds"]
    for paragraph in paragraphs:
        found = tuple(sights(paragraph.doc))
        seen[paragraph.index] = found
        for sight in found:
            after = paragraph.doc[sight.end].lower_ if sight.end < len(paragraph.doc) else ""
            if sight.country is not None:
                if _counts(paragraph.doc, sight, sight.country):
                    named[sight.country.code] += 1
            elif sight.world is not None and sight.world.country:
                named[sight.world.country] += 1
            elif sight.entries and after in kinds:
                regions.add(fold(sight.text))
            if sight.entries:
                best = sight.entries[0]
                alone = best.rank - _rival(sight.entries, best.country) >= VASTLY
                if best.rank >= LARGE and alone and not best.word and not best.person:
                    named[best.country] += 1
    return PlaceContext(dict(sorted(named.items())), frozenset(regions), seen)


def _counts(doc: Doc, sight: Sight, country: Country) -> bool:
    """Whether the name shows that the article speaks of the country: not "Jordan" of a person, not "Tripoli"."""
    if sight.kind == "capital":
        entries = look_up(fold(sight.text))
        return not entries or entries[0].rank - _rival(entries, country.code) >= VASTLY
    doubtful = country.code in words().sets["doubtful_countries"] and sight.kind == "name"
    return not doubtful or is_place(doc, sight)


def find(paragraph: Paragraph, context: PlaceContext | None = None) -> tuple[Name, ...]:
    """The countries and places of one paragraph, by offset; without a context only what the paragraph itself says."""
    where = context if context is not None else _alone(paragraph)
    found = where.sights.get(paragraph.index)
    reader = _Reader(paragraph, where, tuple(sights(paragraph.doc)) if found is None else found)
    return reader.read()


def dateline(paragraph: Paragraph, context: PlaceContext | None = None) -> Name | None:
    """The place of a dateline ("NAIROBI, Kenya —", "Baghdad (AFP) -"): ``span`` covers place and country or region,
    without agency and date; key, country and name are the place's."""
    where = context if context is not None else _alone(paragraph)
    seen = where.sights.get(paragraph.index)
    found = tuple(sights(paragraph.doc)) if seen is None else seen
    head = opening(paragraph, found)
    if head is None:
        return None
    first = next((n for n in _Reader(paragraph, where, found).read() if n.tokens[0] >= head.first), None)
    if first is None or first.tokens[1] > head.end:
        return None
    return replace(
        first,
        span=paragraph.offsets(head.first, head.end),
        tokens=(head.first, head.end),
        rule="places.dateline.place",
        head=head.first,
    )


def _alone(paragraph: Paragraph) -> PlaceContext:
    return context((paragraph,))


def _rival(entries: tuple[Entry, ...], country: str) -> int:
    return max((e.rank for e in entries if e.country != country), default=0)


class _Reader:
    """Reads one paragraph from left to right; ``accepted`` are the names found so far."""

    def __init__(self, paragraph: Paragraph, where: PlaceContext, found: tuple[Sight, ...]) -> None:
        self.paragraph = paragraph
        self.doc: Doc = paragraph.doc
        self.text = paragraph.doc.text  # made anew at every access
        self.where = where
        self.sights = found
        self.words = words()
        self.tokens = [t.text for t in paragraph.doc]
        self.layout = layout(self.tokens)
        self.accepted: list[Name] = []
        self.opening = opening(paragraph, found)

    def read(self) -> tuple[Name, ...]:
        taken: set[int] = set()
        for number, sight in enumerate(self.sights):
            name = self._named(number, sight)
            if name is not None:
                self.accepted.append(name)
                taken.update(range(*name.tokens))
        self.accepted += [n for n in self._unknown(taken)]
        if self.paragraph.parsed:
            self.accepted += self._unnamed()
        return tuple(sorted(self.accepted, key=lambda n: n.span))

    # ------------------------------------------------------------------------------------------------- known names
    def _named(self, number: int, sight: Sight) -> Name | None:
        if sight.country is not None:
            return self._country(number, sight, sight.country)
        if sight.world is not None:
            return self._world(sight)
        return self._gazetteer(number, sight)

    def _country(self, number: int, sight: Sight, country: Country) -> Name | None:
        if sight.kind in ("demonym", "people"):
            country = self._congo(country)
            return self._name(sight, "places.country.demonym", type="country", surface="demonym", key=country.key,
                              country=country.code, canonical=country.name)  # fmt: skip
        if sight.kind == "seat":
            return self._name(sight, "places.seat.government", type="organization", key=slug(sight.text),
                              country=country.code, sector="government", metonym=True)  # fmt: skip
        if sight.kind == "capital":
            return self._capital(number, sight, country)
        if self.layout == "plain" and neighbours(self.doc, sight, self.words):
            return None
        if country.code in self.words.sets["doubtful_countries"] and not self._meant(sight, SOME):
            return None
        if country.code == "GEO" and self._american(number, sight):
            return self._place(sight, Answer("Georgia", "USA", "US-GA", True), "places.region.gazetteer")
        extended = self._kind_behind(sight)
        if extended and look_up(fold(sight.text)):  # "Niger state", "Mexico state"
            name = self._gazetteer(number, replace(sight, country=None, entries=look_up(fold(sight.text))))
            if name is not None:
                return name
        country = self._congo(country)
        return self._name(sight, "places.country.name", type="country", key=country.key, country=country.code,
                          canonical=country.name, metonym=acts(self.doc, sight, self.words))  # fmt: skip

    def _capital(self, number: int, sight: Sight, country: Country) -> Name | None:
        if not self._in_dateline(sight) and self.layout == "plain" and neighbours(self.doc, sight, self.words):
            return None
        state = countries.countries()[country.code]
        if country.key != state.key and country.code not in self.where.countries:
            country = state
        spoken = not self._in_dateline(sight) and acts(self.doc, sight, self.words)
        if spoken and introduced(self.doc, sight.first, self.words) != GOOD:
            return self._name(sight, "places.country.government", type="country", key=country.key,
                              country=country.code, canonical=country.name, metonym=True)  # fmt: skip
        return self._gazetteer(number, replace(sight, country=None, entries=look_up(fold(sight.text))), country)

    def _in_dateline(self, sight: Sight) -> bool:
        return self.opening is not None and sight.end <= self.opening.end

    def _congo(self, country: Country) -> Country:
        """Two states share "Congo" and "Congolese"."""
        if country.code == "COD" and self.where.countries.get("COG", 0) > self.where.countries.get("COD", 0):
            return countries.countries()["COG"]
        return country

    def _american(self, number: int, sight: Sight) -> bool:
        """Georgia in the United States: behind a town of it, or where only America is spoken of."""
        if sight.first > 1 and self.doc[sight.first - 1].text == "," and number > 0:
            return any(e.iso == "US-GA" for e in self.sights[number - 1].entries)
        near = ("RUS", "ARM", "AZE", "TUR", "UKR", "GEO")
        return "USA" in self.where.countries and not any(code in self.where.countries for code in near)

    def _world(self, sight: Sight) -> Name | None:
        place = sight.world
        assert place is not None
        if sight.text.lower().startswith("the ") and sight.end - sight.first > 1:
            start = self.doc[sight.first + 1].idx
            sight = replace(sight, first=sight.first + 1, chars=(start, sight.chars[1]))
        if self.layout == "plain" and neighbours(self.doc, sight, self.words):
            return None  # "African Union" too
        sight = self._with_kind(sight)
        return self._name(sight, "places.world.name", type="place", surface="demonym" if sight.demonym else "name",
                          key=place.key, country=place.country, iso=place.iso, canonical=place.name)  # fmt: skip

    def _gazetteer(self, number: int, sight: Sight, capital_of: Country | None = None) -> Name | None:
        entries = sight.entries
        if not self._in_dateline(sight) and self.layout == "plain" and neighbours(self.doc, sight, self.words):
            return None
        kind = self._kind_behind(sight)
        said = self._said_country(number, sight)
        if said is not None and any(e.country == said for e in entries):
            entries = tuple(e for e in entries if e.country == said)
        elif said is not None:
            entries = ()
        best = self._best(entries)
        example = best or next(iter(entries or sight.entries), None)
        if example is not None and not self._meant(sight, self._needed(sight, example, kind, said)):
            return None
        if kind in self.words.sets["region_kinds"]:
            answer = self._region(sight, entries, kind, said)
        elif best is None:
            home = capital_of.code if capital_of is not None and not entries else None
            answer = Answer(sight.text, said or home, None, False)
        else:
            answer = self._answer(sight, entries, best)
        rule = "places.region.gazetteer" if answer.region else "places.town.gazetteer"
        return self._place(self._with_kind(sight), answer, rule)

    def _answer(self, sight: Sight, entries: tuple[Entry, ...], best: Entry) -> Answer:
        """A bare name: the town, unless only a region bears it or the article calls it a region elsewhere."""
        same = [e for e in entries if e.country == best.country]
        towns = [e for e in same if e.kind == "town"]
        regions = [e for e in same if e.kind == "region"]
        if regions and (not towns or towns[0].rank < 40 or fold(sight.text) in self.where.regions):
            return Answer(regions[0].name, best.country, regions[0].iso or None, True)
        return Answer((towns or same)[0].name, best.country, None, False)

    def _region(self, sight: Sight, entries: tuple[Entry, ...], kind: str, said: str | None) -> Answer:
        """A name with its kind behind it: the region of that name, else the kind goes into the name."""
        wanted = ("district", "town") if kind in self.words.sets["district_kinds"] else ("region",)
        for level in wanted:
            best = self._best(tuple(e for e in entries if e.kind == level))
            if best is not None and level != "town":
                return Answer(best.name, best.country, best.iso if level == "region" else None, True)
        best = self._best(entries)
        name = f"{sight.text} {kind.title()}"
        return Answer(name, said or (best.country if best else None), None, True)

    def _best(self, entries: tuple[Entry, ...]) -> Entry | None:
        """The one that is meant, or None where several may be."""
        if not entries:
            return None
        top = entries[0]
        spoken = [e for e in entries if e.country in self.where.countries]
        if spoken and (spoken[0].country == top.country or top.rank - spoken[0].rank < VASTLY):
            best = spoken[0]
            if best.country != top.country or top.rank - _rival(tuple(spoken), best.country) >= CLEARLY:
                return best
            counts = self.where.countries
            ahead = max((counts[e.country] for e in spoken if e.country != best.country), default=0)
            return best if counts[best.country] > ahead else None
        if top.rank >= MIDDLE and top.rank - _rival(entries, top.country) >= CLEARLY:
            return top
        return None

    # ------------------------------------------------------------------------------------------------------- signs
    def _needed(self, sight: Sight, entry: Entry, kind: str, said: str | None) -> int:
        """How much must speak for the name."""
        if kind or said or self._in_dateline(sight):
            return NONE
        low = fold(sight.text)
        if low in self.words.sets["sure"] and not is_person(self.doc, sight):
            return NONE
        if entry.word or entry.person or low in self.words.sets["names"]:
            return GOOD if entry.rank >= LARGE else SURE
        at_home = entry.country in self.where.countries
        if is_person(self.doc, sight):
            return SOME if at_home and entry.rank >= MIDDLE else GOOD
        if entry.rank >= LARGE:
            return NONE
        return SOME if at_home or entry.rank >= MIDDLE else GOOD

    def _meant(self, sight: Sight, needed: int) -> bool:
        if needed == NONE:
            return True
        strength = introduced(self.doc, sight.first, self.words)
        if is_place(self.doc, sight):
            strength += 1
        if strength < needed:
            strength = max(strength, explained(self.doc, sight.end, self.words))
        if strength < needed and self._listed(sight):
            strength = GOOD
        return strength >= needed

    def _listed(self, sight: Sight) -> bool:
        """In a list behind a place: "in Homs, Hama and Idlib"; not "in Homs, Hama said"."""
        here = sight.first - 1
        if here > 0 and self.doc[here].lower_ in ("and", "or"):
            here -= 1
        elif sight.end >= len(self.doc) or self.doc[sight.end].lower_ not in (",", "and", "or"):
            return False
        if here >= 0 and self.doc[here].text == ",":
            here -= 1
        return here < sight.first - 1 and any(
            n.tokens[1] == here + 1 and n.type == "place" and n.surface == "name" for n in self.accepted[-1:]
        )

    def _said_country(self, number: int, sight: Sight) -> str | None:
        """The country that the words next to the name give: "Tripoli, Lebanon", "Lebanon's Tripoli", "the Libyan town
        of Tripoli"."""
        doc = self.doc
        end = self._with_kind(sight).end
        if number + 1 < len(self.sights) and end < len(doc):
            after = self.sights[number + 1]
            joined = after.first == end + 1 and doc[end].text in (",", "(")
            joined = joined or (after.first == end + 1 and doc[end].lower_ == "in")
            if joined and not self._cut(after):
                code = after.country.code if after.country is not None and after.kind == "name" else None
                if code and any(e.country == code for e in sight.entries):
                    return code  # else a list: "in Basra, Iran and Kuwait"
                regions = [e for e in after.entries if e.kind == "region"]
                if regions and doc[end].text == ",":
                    return next((e.country for e in regions if any(s.country == e.country for s in sight.entries)), None)
        if number > 0:
            past = self.sights[number - 1]
            owner = past.country.code if past.country else past.world.country if past.world else None
            between = [doc[i].lower_ for i in range(past.end, sight.first)]
            if owner and past.kind != "capital" and len(between) <= 4 and all(self._binds(word) for word in between):
                if between or past.kind in ("demonym", "name"):
                    return owner
        return None

    def _cut(self, sight: Sight) -> bool:
        """It ends inside a token: "U.S." of "U.S.-led"."""
        last = self.doc[sight.end - 1]
        return sight.chars[1] < last.idx + len(last)

    def _binds(self, word: str) -> bool:
        lists = self.words
        return (
            word in ("'s", "’s", "of", "the", "-")
            or lists.has("announcing", word)
            or lists.has("directions", word)
            or lists.has("town_kinds", word)
        )

    def _kind_behind(self, sight: Sight) -> str:
        """The kind word behind the name, singular, or ""."""
        if sight.end >= len(self.doc) or self._cut(sight):
            return ""
        low = self.doc[sight.end].lower_
        lists = self.words
        if lists.has("region_kinds", low) or lists.has("natural_kinds", low) or lists.has("town_kinds", low):
            return low
        return ""

    def _with_kind(self, sight: Sight) -> Sight:
        kind = self._kind_behind(sight)
        if not kind or sight.demonym:
            return sight
        last = self.doc[sight.end]
        if last.tag_ == "NNS" and kind in self.words.sets["region_kinds"]:
            return sight  # "Anbar and Diyala provinces": the kind is not this name's alone
        return replace(sight, end=sight.end + 1, chars=(sight.chars[0], last.idx + len(last)))

    # -------------------------------------------------------------------------------------------------- other names
    def _unknown(self, taken: set[int]) -> list[Name]:
        """Capitalised names that the text calls a village, a district, a camp, an air base."""
        found: list[Name] = []
        if self.layout != "plain":
            return found
        here = 0
        while here < len(self.tokens):
            end = self._run(here, taken) if self.tokens[here][0].isupper() and here not in taken else here
            if end > here:
                found += self._announced(here, end)
            here = max(end, here + 1)
        return found

    def _run(self, first: int, taken: set[int]) -> int:
        """The end of the run of capitalised tokens at ``first``; a hyphen inside a word is bridged."""
        here, tokens = first, self.tokens
        while here < len(tokens) and here not in taken and tokens[here][0].isupper():
            if here > first and self.doc[here].is_sent_start:
                break
            here += 1
            bridged = here + 1 < len(tokens) and tokens[here] in ("-", "–") and not self.doc[here - 1].whitespace_
            if bridged and tokens[here + 1][0].isalpha() and not self.doc[here].whitespace_:
                here += 1
                if not tokens[here][0].isupper():
                    here += 1  # "Nguia-bouar"; "Kabul-based" is told by what the list knows
        return here

    def _announced(self, first: int, end: int) -> list[Name]:
        doc, lists = self.doc, self.words
        texts = self.tokens[first:end]
        low = [t.lower() for t in texts]
        size = end - first
        if doc[first].is_sent_start and (doc[first].tag_[:2] in ("IN", "DT", "PR", "CC", "RB", "WR")):
            return self._announced(first + 1, end) if size > 1 else []
        if size > 1 and texts[0] in lists.sets["naming_before"] and doc[first].tag_.startswith("NN"):
            return [self._made(first, end)]
        for length in (3, 2, 1):
            if size > length and " ".join(texts[-length:]) in lists.sets["naming_after"]:
                return [self._made(first, end)] if introduced(doc, first, lists) >= SOME else []
        after = doc[end].lower_ if end < len(doc) else ""
        if any(lists.has("never", word) or lists.has("courtesy", word) for word in low) or size > 3:
            return []
        labels = {doc[i].ent_type_ for i in range(first, end)}
        if labels & {"DATE", "NORP", "TIME", "LANGUAGE", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"}:
            return []
        strength = max(introduced(doc, first, lists), explained(doc, end, lists) // SURE * SURE)
        behind = lists.has("own_kinds", after) and (doc[end].tag_ == "NN" or lists.has("never", after))
        sure = first > 0 and doc[first - 1].lower_ in ("the", "'s", "’s")
        if behind and (strength >= SOME or sure):
            return [self._made(first, end + 1)] if "ORG" not in labels or strength >= GOOD else []
        if strength == SURE and "ORG" not in labels:
            return [self._made(first, end)]
        return [self._made(first, end)] if self._located(first, end, labels) else []

    def _located(self, first: int, end: int, labels: set[str]) -> bool:
        """A name that no list knows, as the object of "in", "near", "outside": a place if the model thinks so too, or
        where nothing else can stand ("near Xyz")."""
        doc = self.doc
        here = before(doc, first, self.words)
        if here < 0 or doc[first].text.isupper() or not any(doc[i].tag_.startswith("NNP") for i in range(first, end)):
            return False
        low = doc[here].lower_
        if low in ("near", "outside", "nearby") or (low == "of" and introduced(doc, first, self.words) == GOOD):
            return "ORG" not in labels and here == first - 1
        return self.words.has("in_words", low) and bool(labels & PLACE_LABELS)

    def _made(self, first: int, end: int) -> Name:
        chars = (self.doc[first].idx, self.doc[end - 1].idx + len(self.doc[end - 1]))
        text = self.text[chars[0] : chars[1]]
        sight = Sight(first, end, chars, text)
        owner = None
        for name in self.accepted:
            between = [self.doc[i].lower_ for i in range(name.tokens[1], first)]
            if name.type == "country" and 0 < len(between) <= 4 and all(self._binds(word) for word in between):
                owner = name.country
            behind = name.tokens[0] - end
            if name.surface == "name" and behind in (1, 2) and _lies_in(self.tokens[end : name.tokens[0]]):
                owner = owner or name.country
        return self._name(sight, "places.unknown.kind", type="place", key=slug(text), country=owner)

    def _unnamed(self) -> list[Name]:
        """ "in a field hospital": the phrase up to its noun, where nothing named stands in it."""
        found = []
        facilities = self.words.sets["facilities"]
        for place, text in enumerate(self.tokens):
            if text not in facilities:
                continue
            token = self.doc[place]
            if token.dep_ != "pobj" or token.tag_ not in ("NN", "NNS"):
                continue
            low = token.head.lower_
            if not self.words.has("in_words", low) and low not in ("on", "along", "onto"):
                continue
            first, end = self.paragraph.subtree(token)
            tail = self.doc[end].i if end < len(self.doc) else end
            inside = range(first, min(tail + 4, len(self.doc)))
            if any(n.tokens[0] in inside for n in self.accepted) or self.doc[first].tag_ == "WDT":
                continue
            if any(self.doc[i].tag_ in ("NNP", "NNPS") for i in range(first, token.i)):
                continue
            chars = (self.doc[first].idx, token.idx + len(token))
            sight = Sight(first, token.i + 1, chars, self.text[chars[0] : chars[1]])
            found.append(self._name(sight, "places.unnamed.facility", type="place", surface="description", named=False))
        return found

    # -------------------------------------------------------------------------------------------------------- names
    def _place(self, sight: Sight, answer: Answer, rule: str) -> Name:
        name = answer.name.title() if answer.name.isupper() else answer.name
        return self._name(sight, rule, type="place", key=slug(name), country=answer.country, iso=answer.iso,
                          canonical=name)  # fmt: skip

    def _name(
        self,
        sight: Sight,
        rule: str,
        *,
        type: EntityType,
        surface: Literal["name", "demonym", "description"] = "name",
        key: str | None = None,
        country: str | None = None,
        iso: str | None = None,
        canonical: str | None = None,
        sector: Literal["government"] | None = None,
        metonym: bool = False,
        named: bool = True,
    ) -> Name:
        start = self.paragraph.start
        written = self.text[sight.chars[0] : sight.chars[1]]
        return Name(
            span=(start + sight.chars[0], start + sight.chars[1]),
            paragraph=self.paragraph.index,
            tokens=(sight.first, sight.end),
            rule=rule,
            type=type,
            surface=surface,
            key=key,
            country=country,
            iso=iso,
            canonical=canonical if canonical != written else None,
            sector=sector,
            metonym=metonym,
            named=named,
            head=sight.end - 1,
        )
