"""What has been read so far of one article: its things, by every word that may mean them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from extractor.entities_phrase import Mark
from extractor.entities_things import Thing, bare, last_word, words_of
from extractor.model import EntityType, Name, Offsets
from extractor.slugs import slug

UNNAMED: Final = "unnamed"
MANY: Final = 40  # of the things that share a word only so many are compared, the latest ones: time stays linear

_WORD: Final = re.compile(r"[^\W_]+")
_NOUN_BEHIND: Final = re.compile(r"[ -](?!(?:in|on|and|or|to|for|by|at|from|has|had|have|is|was|will|would)\b)[a-z]")
_GONE: Final = ("SUN", "YUG", "DDR", "CSK", "SCG")  # states that are no more have no government to speak
_FEMALE_WORDS: Final = re.compile(
    r"woman\b|\b(?:Mrs|Ms|Miss|queen|mother|sister|wife|widow|actress|princess)\b", re.IGNORECASE
)
_MALE_WORDS: Final = re.compile(
    r"(?<!wo)man\b|\b(?:Mr|king|father|brother|husband|sir|sheikh|prince|imam)\b", re.IGNORECASE
)


class Memory:
    """The state of one article's reading."""

    def __init__(self, text: str, adjectives: Mapping[str, str]) -> None:
        self.text = text
        self.given = adjectives  # of countries, by code: "the government" of Peru is the Peruvian government
        self.by_key: dict[str, Thing] = {}
        self.by_kind: dict[str, list[Thing]] = {}
        self.full: dict[str, list[Thing]] = {}
        self.words: dict[str, list[Thing]] = {}
        self.by_head: dict[str, Thing] = {}
        self.recent: dict[str, Thing] = {}
        self.speakers: list[Thing] = []
        self.adjectives: dict[str, str] = {}
        self.marks: list[Mark] = []
        self.starts: list[int] = []
        self.things: list[Thing] = []
        self.lands: dict[str, Thing] = {}  # countries by code
        self.national: dict[str, Thing] = {}  # forces by code of their country
        self.conflicts: list[Thing] = []
        self.offices: dict[str, Thing] = {}  # who holds an office that is named by its letters: "the IGP"
        self.joined: dict[int, Thing] = {}  # a thing without a name → the one that it turned out to be
        self.waiting: list[Thing] = []  # persons without a name that a later one may give
        self.contents: dict[int, tuple[Offsets, ...]] = {}  # what is said, by the start of its source
        self.phrases: dict[int, list[Offsets]] = {}  # source phrases by their end
        self.opening: Name | None = None  # "The mayor" that opens a sentence, if nobody named is meant by it
        self.none = Thing("group", UNNAMED, named=False)

    def _mark(self, thing: Thing, name: Name) -> None:
        start, end = name.span
        kind: EntityType | Literal["document"] = "document" if thing is self.none else thing.type
        self.marks.append(Mark(start, end, thing, kind, name.surface))
        self.starts.append(start)
        if thing is self.none or "document" in name.traits:
            return
        if name.surface == "pronoun":
            thing.pronouns.append(name.span)
            thing.last = end
            return
        (thing.demonyms if name.surface == "demonym" else thing.mentions).append(name.span)
        self._update(thing, name)
        thing.last = end
        if name.surface != "demonym":
            self.recent[thing.type] = thing
            if thing.type == "country":
                self.recent["doer" if name.metonym or self._attributive(name) else "setting"] = thing
            if thing.type == "place" and name.surface == "name":
                self.recent["spot"] = thing
            if thing.many:
                self.recent["many"] = thing
            if thing.type in ("organization", "media", "armed_force"):
                self.recent["body"] = thing
            if thing.is_group:
                self.recent["grouping"] = thing
            head = last_word(self.text[start:end])
            self.by_head[head] = thing
            role = (name.role or "").replace("press secretary", "")
            for word in _WORD.findall(f"{thing.name or ''} {role}"):
                self.by_head.setdefault(word.lower(), thing)
                if name.role or thing.type == "organization":
                    self.by_head[word.lower()] = thing
        if (
            thing.country not in _GONE
            and thing.country
            and thing.type in ("country", "person")
            and thing.sector in (None, "government")
            and not (name.surface == "demonym" and "ruling" in self.recent)
        ):
            self.recent["land"] = thing
        if thing.type == "organization" and thing.slug.endswith("-government"):
            self.recent["ruling"] = thing

    def _attributive(self, name: Name) -> bool:
        """ "U.S. troops": letters that stand for a country are its adjective, too."""
        start, end = name.span
        return self.text[start:end].replace(".", "").isupper() and _NOUN_BEHIND.match(self.text, end) is not None

    def _update(self, thing: Thing, name: Name) -> None:
        thing.country = thing.country or name.country
        thing.iso = thing.iso or name.iso
        if thing.sector in (None, "unknown"):
            thing.sector = name.sector or thing.sector
        if name.role and (thing.role is None):
            thing.role = name.role
        if name.type == "person":
            before = self.text[max(0, name.span[0] - 6) : name.span[0]]
            words = f"{name.role or ''} {before}"
            thing.gender = thing.gender or name.gender
            if _FEMALE_WORDS.search(words):
                thing.gender = "f"
            elif _MALE_WORDS.search(words):
                thing.gender = thing.gender or "m"

    def _new(self, name: Name, slug: str, given: str | None) -> Thing:
        thing = Thing(name.type, slug, given, name.country, name.iso, name.sector, name.role, name.named)
        self.things.append(thing)
        if thing.type == "conflict":
            self.conflicts.append(thing)
        elif thing.country and thing.type == "country":
            self.lands.setdefault(thing.country, thing)
        elif thing.country and "national" in name.traits:
            self.national.setdefault(thing.country, thing)
        return thing

    def _named(self, name: Name) -> Thing:
        words = self.text[name.span[0] : name.span[1]]
        if name.surface == "demonym" and name.country and not words.endswith("s"):
            self.adjectives.setdefault(name.country, words)
        if name.type == "person":
            return self._person(words, name)
        key = name.key or slug(words)
        kind = ""
        if "unit" in name.traits:
            key = "unit " + re.sub(r"^(\d+)[a-z]*", r"\1", "-".join(key.split("-")[:2]))
        if ":" in key:
            code, _, kind = key.partition(":")
            same = [t for t in self.by_kind.get(kind, ()) if not code or t.country in (code, None)]
            if len(same) == 1 or (same and not code):
                if code and same[-1].country is None:
                    same[-1].name, same[-1].slug = name.canonical or words, slug(name.canonical or words)
                    same[-1].country = code
                return same[-1]
        elif key in self.by_key:
            thing = self.by_key[key]
            if "unit" in name.traits and len(words) > len(thing.name or ""):
                thing.name, thing.slug = words, slug(words)
            return thing
        given = name.canonical or words
        thing = self._new(name, slug(given) if kind or not name.key else name.key, given)
        self.by_key[key] = thing
        if kind:
            self.by_kind.setdefault(kind, []).append(thing)
        return thing

    def _single(self, name: Name) -> bool:
        """A person's name of one word: it may be a surname that the text gives in full somewhere."""
        return name.type == "person" and len(words_of(self.text[name.span[0] : name.span[1]])) == 1

    def _person(self, words: str, name: Name) -> Thing:
        parts = words_of(words)
        for thing in self.full.get(parts[-1] if parts else "", [])[-MANY:]:
            other = words_of(thing.name or "")
            if set(parts) <= set(other) or set(other) <= set(parts):
                if len(parts) > len(other):
                    thing.name, thing.slug = words, slug(words)
                    self._register(thing, parts)
                return thing
        thing = self._new(name, slug(words), words)
        self._register(thing, parts)
        return thing

    def _register(self, thing: Thing, parts: Sequence[str]) -> None:
        for table, keys in ((self.full, parts[-1:]), (self.words, parts)):
            for key in keys:
                entry = table.setdefault(key, [])
                if thing not in entry[-MANY:]:
                    entry.append(thing)

    def _surname(self, name: Name) -> Thing | None:
        """The person whose name holds this word: as the last word before others, the latest before the first."""
        part = "".join(words_of(self.text[name.span[0] : name.span[1]]))
        for table in (self.full, self.words):
            if found := table.get(part):
                return max(found[-MANY:], key=lambda t: t.last)
        return None

    def _same_person(self, parts: Sequence[str]) -> Thing | None:
        same = self.full.get(parts[-1], [])[-MANY:]
        return next((t for t in same if set(parts) <= set(words_of(t.name or ""))), None)

    def _unnamed(self, name: Name, words: str) -> Thing:
        key = name.key or slug(words)
        thing = self.by_key.get(key)
        if thing is None or thing.type != name.type:
            thing = self._new(name, key, bare(words))
            self.by_key[key] = thing
        return thing
