"""Places: countries with their demonyms, towns and regions with their codes, places without a name, datelines.

``context`` is built once for each article (which countries it speaks of decides which Tripoli is meant); ``find``
reads one paragraph. A name that several places bear gets a country only where the article decides it.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from extractor.model import Name
from extractor.patterns import countries
from extractor.patterns.countries import Country
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.places_context import (
    LARGE,
    MIDDLE,
    Answer,
    PlaceContext,
    bare_name,
    chosen,
    context,
    with_kind,
)
from extractor.patterns.places_dateline import opening
from extractor.patterns.places_sight import Sight, name_of, see
from extractor.patterns.places_signs import (
    GOOD,
    NONE,
    SOME,
    SURE,
    acts,
    binds,
    explained,
    introduced,
    is_person,
    is_place,
    layout,
    neighbours,
)
from extractor.patterns.places_table import Entry, fold, look_up
from extractor.patterns.places_unlisted import Page, unknown, unnamed
from extractor.patterns.places_words import slug, words

__all__ = ["PlaceContext", "context", "dateline", "find"]


def find(paragraph: Paragraph, context: PlaceContext | None = None) -> tuple[Name, ...]:
    """The countries and places of one paragraph, by offset; without a context only what the paragraph itself says."""
    where = context if context is not None else _alone(paragraph)
    return _Reader(paragraph, where).read()


def dateline(paragraph: Paragraph, context: PlaceContext | None = None) -> Name | None:
    """The place of a dateline ("NAIROBI, Kenya —", "Baghdad (AFP) -"): ``span`` covers place and country or region,
    without agency and date; key, country and name are the place's."""
    where = context if context is not None else _alone(paragraph)
    reader = _Reader(paragraph, where)
    head = reader.opening
    if head is None:
        return None
    first = next((n for n in reader.read() if n.tokens[0] >= head.first), None)
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


class _Reader:
    """Reads one paragraph from left to right; ``accepted`` are the names found so far."""

    def __init__(self, paragraph: Paragraph, where: PlaceContext) -> None:
        seen = where.seen.get(paragraph.index) or see(paragraph)
        self.paragraph = paragraph
        self.doc: Doc = paragraph.doc
        self.text, self.tokens, self.sights = seen.text, seen.tokens, seen.sights
        self.where = where
        self.words = words()
        self.layout = layout(self.tokens)
        self.accepted: list[Name] = []
        self.opening = opening(paragraph, self.text, self.sights)

    def read(self) -> tuple[Name, ...]:
        taken: set[int] = set()
        for number, sight in enumerate(self.sights):
            name = self._named(number, sight)
            if name is not None:
                self.accepted.append(name)
                taken.update(range(*name.tokens))
        page = Page(self.paragraph, self.doc, self.text, self.tokens, self.words)
        if self.layout == "plain":
            self.accepted += unknown(page, self.accepted, taken)
        if self.paragraph.parsed:
            self.accepted += unnamed(page, self.accepted)
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
            return name_of(
                self.paragraph,
                sight,
                "places.country.demonym",
                type="country",
                surface="demonym",
                key=country.key,
                country=country.code,
                canonical=country.name,
            )
        if sight.kind == "seat":
            return name_of(
                self.paragraph,
                sight,
                "places.seat.government",
                type="organization",
                key=slug(sight.text),
                country=country.code,
                sector="government",
                metonym=True,
            )
        if sight.kind == "capital":
            return self._capital(number, sight, country)
        if not self._in_dateline(sight) and self.layout == "plain" and neighbours(self.doc, sight, self.words):
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
        return name_of(
            self.paragraph,
            sight,
            "places.country.name",
            type="country",
            key=country.key,
            country=country.code,
            canonical=country.name,
            metonym=acts(self.doc, sight, self.words),
        )

    def _capital(self, number: int, sight: Sight, country: Country) -> Name | None:
        if not self._in_dateline(sight) and self.layout == "plain" and neighbours(self.doc, sight, self.words):
            return None
        state = countries.countries()[country.code]
        if country.key != state.key and country.code not in self.where.countries:
            country = state
        spoken = not self._in_dateline(sight) and acts(self.doc, sight, self.words)
        if spoken and introduced(self.doc, sight.first, self.words) != GOOD:
            return name_of(
                self.paragraph,
                sight,
                "places.country.government",
                type="country",
                key=country.key,
                country=country.code,
                canonical=country.name,
                metonym=True,
            )
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
        after = self.tokens[sight.end].lower() if sight.end < len(self.tokens) else ""
        of_state = place.country is None and self.words.has("state_nouns", after)  # "the Gulf state" is not the Gulf
        sight = sight if of_state else self._with_kind(sight)
        return name_of(
            self.paragraph,
            sight,
            "places.world.name",
            type="place",
            surface="demonym" if sight.demonym or of_state else "name",
            key=place.key,
            country=place.country,
            iso=place.iso,
            canonical=place.name,
        )

    def _gazetteer(self, number: int, sight: Sight, capital_of: Country | None = None) -> Name | None:
        entries = sight.entries
        if not self._in_dateline(sight) and self.layout == "plain" and neighbours(self.doc, sight, self.words):
            return None
        kind = self._kind_behind(sight)
        beyond = self.tokens[sight.end + 1].lower() if kind and sight.end + 1 < len(self.tokens) else ""
        if kind and self.tokens[sight.end][0].isupper() and self.words.has("bodies", beyond):
            return None  # "Washington State University"
        said = self._said_country(number, sight)
        if said is not None and any(e.country == said for e in entries):
            entries = tuple(e for e in entries if e.country == said)
        elif said is not None:
            entries = ()
        best = chosen(entries, self.where)
        example = best or next(iter(entries or sight.entries), None)
        if example is not None and not self._meant(sight, self._needed(sight, example, kind, said)):
            return None
        if kind in self.words.sets["region_kinds"]:
            answer = with_kind(sight.text, entries, kind, said, self.where)
        elif best is None:
            home = capital_of.code if capital_of is not None and not entries else None
            answer = Answer(sight.text, said or home, None, False)
        else:
            answer = bare_name(fold(sight.text), entries, best, self.where)
        rule = "places.region.gazetteer" if answer.region else "places.town.gazetteer"
        if self.opening is not None and sight.first == self.opening.first:
            rule = "places.dateline.place"
        return self._place(self._with_kind(sight), answer, rule)

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
                    return next(
                        (e.country for e in regions if any(s.country == e.country for s in sight.entries)), None
                    )
        if number > 0:
            past = self.sights[number - 1]
            owner = past.country.code if past.country else past.world.country if past.world else None
            between = [doc[i].lower_ for i in range(past.end, sight.first)]
            if (
                owner
                and past.kind != "capital"
                and len(between) <= 4
                and all(binds(word, self.words) for word in between)
                and (between or past.kind in ("demonym", "name"))
            ):
                return owner
        return None

    def _cut(self, sight: Sight) -> bool:
        """It ends inside a token: "U.S." of "U.S.-led"."""
        last = self.doc[sight.end - 1]
        return sight.chars[1] < last.idx + len(last)

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

    def _place(self, sight: Sight, answer: Answer, rule: str) -> Name:
        name = answer.name.title() if answer.name.isupper() else answer.name
        return name_of(
            self.paragraph,
            sight,
            rule,
            type="place",
            key=slug(name),
            country=answer.country,
            iso=answer.iso,
            canonical=name,
        )
