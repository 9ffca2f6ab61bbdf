"""The pass over an article's mentions that decides which of them are one thing.

Three steps: names that name (countries, groups, full names), in any order; then one sweep in text order for what points
back (surnames, descriptions, pronouns, sources); then "I" and "we", which mean who is quoted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from extractor.entities_phrase import Mark, heads
from extractor.model import Cue, EntityType, Name, Offsets, Sector

UNNAMED: Final = "unnamed"

_ACRONYM: Final = re.compile(r"\s?\((?:the |or )?[\"“'‘]?([A-Z][A-Za-z]*[A-Z][A-Z-]*)[\"”'’]?[,;)]")
_WORD: Final = re.compile(r"[^\W_]+")
_FAR: Final = 900  # characters: nothing points back further
_NEAR: Final = 300
_GONE: Final = ("SUN", "YUG", "DDR", "CSK", "SCG")  # states that are no more have no government to speak
_SHE: Final = frozenset({"she", "her", "herself"})
_HE: Final = frozenset({"he", "him", "his", "himself"})
_THEY: Final = frozenset({"they", "them", "their", "themselves"})
_SPEAKERS: Final = frozenset({"i", "my", "me", "we", "our", "us"})
_NOBODY: Final = frozenset(
    {"it", "he", "she", "they", "we", "i", "you", "some", "many", "others", "most", "both", "each", "one", "all", "few"}
)
_OPENING: Final = ("", ".", "!", "?", "\n", '"', "”", "“")
_POINTING: Final = ("the ", "these ", "those ", "this ", "that ")
_RELATIVE: Final = frozenset({"who", "whom", "whose", "which"})
_FEMALE_WORDS: Final = re.compile(r"woman\b|\bMrs\b|\bMs\b|\bMiss\b|\bqueen\b|\bmother\b|\bsister\b|\bwife\b|\bwidow\b", re.I)
_MALE_WORDS: Final = re.compile(r"(?<!wo)man\b|\bMr\b|\bking\b|\bfather\b|\bbrother\b|\bhusband\b|\bsir\b|\bsheikh\b", re.I)


@dataclass(slots=True, eq=False)
class Thing:
    """An entity while it is put together; compared by identity."""

    type: EntityType
    slug: str
    name: str | None = None
    country: str | None = None
    iso: str | None = None
    sector: Sector | None = None
    role: str | None = None
    named: bool = True
    gender: str | None = None
    mentions: list[Offsets] = field(default_factory=list)
    demonyms: list[Offsets] = field(default_factory=list)
    pronouns: list[Offsets] = field(default_factory=list)
    last: int = -1

    @property
    def many(self) -> bool:
        return self.type in ("group", "armed_force")


class Sweep:
    """The state of one article's reading."""

    def __init__(self, text: str) -> None:
        self.text = text
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
        self.phrases: dict[int, list[Offsets]] = {}  # source phrases by their end
        self.none = Thing("group", UNNAMED, named=False)

    # ------------------------------------------------------------------------------------------------- the pass
    def run(
        self, names: Sequence[Name], cues: Sequence[Cue]
    ) -> tuple[list[Thing], list[Mark], dict[Offsets, tuple[Thing, ...]]]:
        """Things in order of first mention, all marks in text order, and what each source phrase means."""
        kept = _settled(names)
        known = self._acronyms(kept)
        named: dict[int, Thing] = {}
        for n, name in enumerate(kept):
            if name.surface in ("name", "demonym") and not name.rule.endswith(".hint") and not self._single(name):
                named[n] = self._named(name)
        spans = sorted({span for cue in cues for span in (*cue.sources, *cue.owner)}, key=lambda s: (s[1], -s[0]))
        source_starts = {span[0] for span in spans}
        for span in spans:
            self.phrases.setdefault(span[1], []).append(span)
        sources: dict[Offsets, tuple[Thing, ...]] = {}
        done = 0
        for n, name in enumerate(kept):
            while done < len(spans) and spans[done][1] <= name.span[0]:
                sources[spans[done]] = self._source(spans[done])
                done += 1
            thing = named.get(n)
            if thing is None:
                thing = self._pointed(name, name.span[0] in source_starts or self._in_source(name, spans, done))
            if thing is None:
                continue
            self._mark(thing, name)
        for span in spans[done:]:
            sources[span] = self._source(span)
        self._quoted(kept, cues, sources)
        self._more(known)
        found = [t for t in self.things if t.mentions or t.demonyms or t.pronouns]
        found = [t for t in found if t.mentions or t.demonyms]
        order = {id(t): min((*t.mentions, *t.demonyms)) for t in found}
        found.sort(key=lambda t: order[id(t)])
        alive = {id(t) for t in found}
        marks = sorted(
            (m for m in self.marks if id(m.thing) in alive or m.thing is self.none), key=lambda m: (m.start, -m.end)
        )
        return found, marks, sources

    def _in_source(self, name: Name, spans: Sequence[Offsets], done: int) -> bool:
        return done < len(spans) and spans[done][0] <= name.span[0] and name.span[1] <= spans[done][1]

    def _mark(self, thing: Thing, name: Name, surface: str | None = None) -> None:
        start, end = name.span
        kind = "document" if thing is self.none else thing.type
        self.marks.append(Mark(start, end, thing, kind, name.surface))  # type: ignore[arg-type]
        self.starts.append(start)
        if thing is self.none or name.rule == "actors.document.unnamed":
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
            if thing.many:
                self.recent["many"] = thing
            if thing.type in ("organization", "media", "armed_force"):
                self.recent["body"] = thing
            head = _last_word(self.text[start:end])
            self.by_head[head] = thing
            role = (name.role or "").replace("press secretary", "")
            for word in _WORD.findall(f"{thing.name or ''} {role}"):
                self.by_head.setdefault(word.lower(), thing)
                if name.role or thing.type == "organization":
                    self.by_head[word.lower()] = thing
        if thing.country not in _GONE and thing.country and thing.type in ("country", "person") and thing.sector in (None, "government"):
            self.recent["land"] = thing

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
            if _FEMALE_WORDS.search(words):
                thing.gender = "f"
            elif _MALE_WORDS.search(words):
                thing.gender = thing.gender or "m"

    # ---------------------------------------------------------------------------------------------- named things
    def _new(self, name: Name, slug: str, given: str | None) -> Thing:
        thing = Thing(name.type, slug, given, name.country, name.iso, name.sector, name.role, name.named)
        self.things.append(thing)
        return thing

    def _named(self, name: Name) -> Thing:
        words = self.text[name.span[0] : name.span[1]]
        if name.surface == "demonym" and name.country and not words.endswith("s"):
            self.adjectives.setdefault(name.country, words)
        if name.type == "person":
            return self._person(words, name)
        key = name.key or slug(words)
        kind = ""
        if name.rule == "actors.force.unit":
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
            if name.rule == "actors.force.unit" and len(words) > len(thing.name or ""):
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
        return name.type == "person" and len(_words(self.text[name.span[0] : name.span[1]])) == 1

    def _person(self, words: str, name: Name) -> Thing:
        parts = _words(words)
        for thing in self.full.get(parts[-1] if parts else "", ()):
            other = _words(thing.name or "")
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
                if thing not in entry:
                    entry.append(thing)

    def _surname(self, name: Name) -> Thing | None:
        """The person whose name holds this word: as the last word before others, the latest before the first."""
        part = "".join(_words(self.text[name.span[0] : name.span[1]]))
        for table in (self.full, self.words):
            if found := table.get(part):
                return max(found, key=lambda t: t.last)
        return None

    # ------------------------------------------------------------------------------------- what points back
    def _pointed(self, name: Name, is_source: bool) -> Thing | None:
        words = self.text[name.span[0] : name.span[1]]
        if name.surface == "pronoun":
            return self._pronoun(name, words.lower(), is_source)
        if name.rule.endswith(".hint") or self._single(name):
            return self._hint(name, words, is_source)
        if name.rule == "actors.document.unnamed":
            return (self.speakers[-1] if self.speakers else None) if name.key == "writer" else self.none
        if name.rule == "actors.group.unnamed":
            return self._meant_before(name, words) or self._unnamed(name, words)
        thing = self._definite(name, words)
        if thing is None and is_source:
            thing = self._new(name, slug(_bare(words)), _bare(words))
            thing.named = False
        return thing

    def _hint(self, name: Name, words: str, is_source: bool) -> Thing | None:
        parts = _words(words)
        if (known := self.by_key.get(slug(words))) is not None:
            return known
        known = self._surname(name) if len(parts) == 1 else self._same_person(parts) if parts else None
        if known is None and len(parts) == 1 and (body := self.by_head.get(parts[0])) is not None:
            known = body if body.type in ("organization", "media") and words != body.name else None
        if known is not None:
            return known
        if not parts or (len(parts) == 1 and not self._alone(name, words)):
            return None
        if name.type == "person":
            if name.rule.endswith(".hint") and not is_source:
                return None
            return self._person(words, name)
        return self._named(name) if is_source else None

    def _alone(self, name: Name, words: str) -> bool:
        """A titled name, or a source that is hardly more than this word."""
        return not name.rule.endswith(".hint") or any(
            s <= name.span[0] and name.span[1] <= e and e - s - len(words) < 12 for s, e in self.phrases.get(name.span[1], ())
        )

    def _same_person(self, parts: Sequence[str]) -> Thing | None:
        return next((t for t in self.full.get(parts[-1], ()) if set(parts) <= set(_words(t.name or ""))), None)

    def _unnamed(self, name: Name, words: str) -> Thing:
        key = name.key or slug(words)
        thing = self.by_key.get(key)
        if thing is None or thing.type != name.type:
            thing = self._new(name, key, _bare(words))
            self.by_key[key] = thing
        return thing

    def _meant_before(self, name: Name, words: str) -> Thing | None:
        """ "The officials" are the Yemeni officials of the sentence before; "Peru's interior minister" has a name."""
        near = name.span[0] - _FAR
        the = self.text[max(0, name.span[0] - 6) : name.span[0]].lower().endswith(("the ", "these ", "those "))
        last = self._fresh(self.by_head.get(_last_word(words)), near)
        if last is None or last.type != name.type:
            return None
        if name.type == "group":
            return last if the and " " not in words else None
        named = last.named and last.country in (name.country, None) or name.country is None
        return last if named and last.role and (the or "'s " in words.replace("’", "'")) else None

    def _definite(self, name: Name, words: str) -> Thing | None:
        head = _last_word(words)
        near = name.span[0] - _FAR
        if head in ("government", "regime"):
            return self._government(name, near)
        if name.type == "country":
            return None  # the last one named is the wrong one as often as not
        if name.type == "conflict":
            found = [t for t in self.by_key.values() if t.type == "conflict"]
            return found[0] if len(found) == 1 else self._fresh(self.recent.get("conflict"), near)
        if name.type == "armed_force":
            return self._force(name, words, near)
        if name.type == "person":
            thing = self._fresh(self.by_head.get(head), near)
            if thing is not None and thing.type == "person":
                return thing
            if head in ("man", "woman") and (thing := self._fresh(self.recent.get("person"), near)):
                return thing
            return None
        if name.type == "group":
            thing = self._fresh(self.by_head.get(head) or self.by_head.get(head.removesuffix("s")), near)
            if thing is not None and thing.many:
                return thing
            if name.sector == "rebel":
                thing = self._fresh(self.recent.get("armed_force"), near)
                return thing if thing is not None and thing.sector in ("rebel", "militia") else None
            return None
        if head in ("group", "movement", "militia", "organisation", "organization", "body"):
            speaker = next((t for t in reversed(self.speakers[-3:]) if t.type in ("organization", "armed_force")), None)
            return self._fresh(speaker, near) or self._fresh(self.recent.get("body"), near)
        thing = self._fresh(self.by_head.get(head), near)
        if thing is not None and thing.type in ("organization", "media", "armed_force"):
            return thing
        last = self._fresh(self.recent.get(name.type), near)
        fits = last is not None and name.sector not in (None, "unknown") and last.sector == name.sector
        return last if fits else None

    def _government(self, name: Name, near: int) -> Thing | None:
        """ "The government" is that of the country that was named last."""
        land = self._fresh(self.recent.get("land"), near)
        if land is None or not land.country:
            return None
        adjective = self.adjectives.get(land.country)
        country = next((t for t in self.by_key.values() if t.type == "country" and t.country == land.country), None)
        front = adjective or (country.name if country and country.name else land.country)
        key = f"{slug(front)}-government"
        thing = self.by_key.get(key)
        if thing is None:
            given = f"Government of {country.name}" if country and country.name else None
            thing = Thing("organization", key, given, land.country, None, "government")
            self.things.append(thing)
            self.by_key[key] = thing
        return thing

    def _force(self, name: Name, words: str, near: int) -> Thing | None:
        """ "These troops" are those named last; bare "soldiers" only where one country's forces are in the text."""
        if name.key:
            return self._unnamed(name, words)
        if not words.lower().startswith(_POINTING) and " " not in words:
            return None  # "sending troops" says nothing about whose
        national = [t for t in self.by_key.values() if t.type == "armed_force" and t.slug.endswith("-forces")]
        if name.country:
            return next((t for t in national if t.country == name.country), None)
        if len(national) == 1:
            return national[0] if national[0].last >= 0 else None
        pointing = words.lower().startswith(_POINTING)
        last = self._fresh(self.recent.get("armed_force"), near)
        return last if pointing and last is not None and last in national else None

    def _fresh(self, thing: Thing | None, near: int) -> Thing | None:
        return thing if thing is not None and thing.last >= near else None

    def _pronoun(self, name: Name, word: str, is_source: bool) -> Thing | None:
        at = name.span[0]
        if word in _SPEAKERS:
            return None
        if word in _RELATIVE:
            return self._antecedent(name)
        if word in _HE or word in _SHE:
            return self._he(at, "f" if word in _SHE else "m", is_source)
        if word in _THEY:
            speaker = self._fresh(next((t for t in reversed(self.speakers[-2:]) if t.many), None), at - _FAR)
            last = self._fresh(self.recent.get("many"), at - (_FAR if is_source else _NEAR))
            return (speaker or last) if is_source else last
        speaker = self._fresh(
            next((t for t in reversed(self.speakers[-2:]) if t.type not in ("person", "group")), None), at - _FAR
        )
        body = self._fresh(self.recent.get("body"), at - _NEAR)
        land = self._fresh(self.recent.get("country"), at - _NEAR)
        last = max((t for t in (body, land) if t is not None), key=lambda t: t.last, default=None)
        return (speaker or last) if is_source else last

    def _he(self, at: int, gender: str, is_source: bool) -> Thing | None:
        candidates = [self.recent.get("person"), self.recent.get(gender)]
        if is_source:
            candidates = [t for t in reversed(self.speakers[-4:]) if t.type == "person"] + candidates
        for thing in candidates:
            if thing is not None and thing.gender in (gender, None) and thing.last >= at - _FAR:
                thing.gender = thing.gender or gender
                self.recent[gender] = thing
                return thing
        return None

    def _antecedent(self, name: Name) -> Thing | None:
        """The mention that ends right before a relative pronoun."""
        for mark in reversed(self.marks[-4:]):
            between = self.text[mark.end : name.span[0]]
            if mark.end <= name.span[0] and between.strip(" ,") == "" and mark.surface != "demonym":
                return None if mark.thing is self.none else mark.thing
        return None

    # ------------------------------------------------------------------------------------------------- sources
    def _source(self, span: Offsets) -> tuple[Thing, ...]:
        """What a source phrase means. It always means something: an unknown one becomes an entity of its own."""
        first = bisect_left(self.starts, span[0])
        inside = [m for m in self.marks[first:] if m.end <= span[1]]
        found: tuple[Thing, ...] = heads(self.text, span, inside)
        if not found and self.text[span[0] : span[1]].lower() in _SPEAKERS:
            return (self.none,)  # until it is known who is quoted
        if not found:
            found = (self._unknown(span),)
        speaking = [t for t in found if t is not self.none]
        self.speakers.extend(speaking)
        del self.speakers[:-8]
        return found

    def _unknown(self, span: Offsets) -> Thing:
        words = self.text[span[0] : span[1]]
        bare = _bare(words)
        capitals = sum(1 for word in bare.split() if word[:1].isupper())
        opening = bare == words and self.text[max(0, span[0] - 2) : span[0]].strip(" ")[-1:] in _OPENING
        proper = len(bare.split()) < 8 and capitals > (1 if opening else 0) and bare[:1].isupper()
        if bare.lower() in _NOBODY:
            return self.none
        meant = self.by_head.get(_last_word(bare))
        if meant is not None and " " not in bare and words != bare and meant.type in ("organization", "media", "armed_force"):
            return meant  # "the forum", when its name was given before
        head = _last_word(re.split(r"\b(?:of|for|from|in|at|with|who|that|on)\b|,", bare)[0] or bare)
        if not head or (not proper and len(bare.split()) < 2) or len(words) > 120:
            return self.none
        kind: EntityType = "group" if head.endswith("s") or head.endswith("people") else "person"
        if proper:
            kind = "organization"
        key = slug(bare)[:60].strip("-")
        thing = self.by_key.get(key)
        if thing is None:
            start = span[0] + len(words) - len(bare)
            thing = Thing(kind, key, bare, named=proper)
            self.things.append(thing)
            self.by_key[key] = thing
        else:
            start = span[0] + len(words) - len(bare)
        if not any(s == (start, span[1]) for s in thing.mentions):
            thing.mentions.append((start, span[1]))
            at = bisect_left(self.starts, start)
            self.starts.insert(at, start)
            self.marks.insert(at, Mark(start, span[1], thing, thing.type, "description"))
        thing.last = span[1]
        return thing

    def _quoted(self, names: Sequence[Name], cues: Sequence[Cue], sources: dict[Offsets, tuple[Thing, ...]]) -> None:
        """ "I" and "we" inside a quotation are who is quoted."""
        contents = sorted(
            (span, n) for n, cue in enumerate(cues) for span in cue.content if cue.sources or cue.owner
        )
        at = 0
        open_: list[tuple[Offsets, int]] = []
        for name in names:
            if name.surface != "pronoun" or self.text[name.span[0] : name.span[1]].lower() not in _SPEAKERS:
                continue
            while at < len(contents) and contents[at][0][0] <= name.span[0]:
                open_.append(contents[at])
                at += 1
            open_ = [c for c in open_ if c[0][1] >= name.span[1]]
            if not open_:
                continue
            speaking = [sources.get(p, ()) for _, n in open_ for p in (cues[n].sources or cues[n].owner)[:1] if p != name.span]
            found = next((f for f in reversed(speaking) if f and f[0] is not self.none), ())
            if len(found) == 1 and found[0] is not self.none and (name.type == "group" or found[0].type == "person"):
                found[0].pronouns.append(name.span)
                self.marks.append(Mark(*name.span, found[0], found[0].type, "pronoun"))
                if name.span in sources:
                    sources[name.span] = found

    # ------------------------------------------------------------------------------------------------ acronyms
    def _acronyms(self, names: Sequence[Name]) -> dict[str, Thing]:
        """Acronyms that the text introduces: "Karen Free Command (KFC)"; filled in when the name is read."""
        found: dict[str, Thing] = {}
        for name in names:
            if name.surface != "name" or name.type in ("person", "place", "country") or name.rule.endswith(".hint"):
                continue
            match = _ACRONYM.match(self.text, name.span[1])
            if match and _fits(match.group(1), self.text[name.span[0] : name.span[1]]):
                thing = self._named(name)
                found.setdefault(match.group(1), thing)
                self.by_key.setdefault(slug(match.group(1)), thing)
        return found

    def _more(self, known: dict[str, Thing]) -> None:
        """Every other place where an introduced acronym stands."""
        if not known:
            return
        taken = {span for thing in self.things for span in thing.mentions}
        covered = sorted(taken)
        starts = [s for s, _ in covered]
        pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, known), key=lambda k: (-len(k), k))) + r")\b")
        for match in pattern.finditer(self.text):
            at = bisect_left(starts, match.end()) - 1
            if at >= 0 and covered[at][1] > match.start():
                continue
            thing = known[match.group()]
            thing.mentions.append(match.span())
            self.marks.append(Mark(*match.span(), thing, thing.type, "name"))


def _fits(acronym: str, words: str) -> bool:
    """The acronym's letters are the initials of the name's words, small words skipped or not."""
    initials = [w[0].upper() for w in _WORD.findall(words)]
    letters = [c for c in acronym if c.isupper()]
    at = 0
    for letter in letters:
        while at < len(initials) and initials[at] != letter:
            at += 1
        at += 1
    return at <= len(initials) and len(letters) > 1


def _settled(names: Sequence[Name]) -> list[Name]:
    """Names in text order, without those inside a known name or a person, and without doubled ones.

    "African Union mission in Somalia" is built from words and keeps its parts; "Radio Free Asia" is one name.
    """
    kept: list[Name] = []
    solid_end, equal = -1, (-1, -1)
    order = sorted(names, key=lambda n: (n.span[0], -n.span[1], _rank(n), n.rule))
    for name in order:
        if name.span[1] <= solid_end:
            continue
        if name.span == equal and name.surface != "pronoun":
            continue
        if name.span[0] < solid_end and name.rule.startswith("places"):
            continue
        kept.append(name)
        equal = name.span
        if name.rule == "actors.organization.known" or (name.type == "person" and not name.rule.endswith(".hint") and name.named):
            solid_end = name.span[1]
    return kept


def _rank(name: Name) -> int:
    """Of two names at one place the better: known groups, then countries and places, then what was built or guessed."""
    if name.rule == "actors.organization.known":
        return 0
    if name.rule.endswith(".hint"):
        return 4
    return 1 if name.rule.startswith("places") else 2


def slug(text: str) -> str:
    """An id: ASCII, lower case, hyphens."""
    import unicodedata

    text = "".join(c for c in unicodedata.normalize("NFKD", text.replace("’", "'")) if not unicodedata.combining(c))
    text = re.sub(r"'s\b", "s", text.lower())
    text = re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b|\s|-|$)", "", text)
    return "-".join(re.findall(r"[a-z0-9]+", text.replace("'", "")))


def _words(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(text) if w.lower() not in ("al", "el", "s", "bin", "ibn")]


def _last_word(text: str) -> str:
    found = _WORD.findall(text)
    return found[-1].lower() if found else ""


def _bare(words: str) -> str:
    return re.sub(r"^(?:the|an?|this|that|these|those|his|her|its|their|one|two|three|another)\s+", "", words, count=1, flags=re.I)
