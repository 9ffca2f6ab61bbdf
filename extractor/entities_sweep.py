"""The pass over an article's mentions that decides which of them are one thing.

Three steps: names that name (countries, groups, full names), in any order; then one sweep in text order for what points
back (surnames, descriptions, pronouns, sources); then "I" and "we", which mean who is quoted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extractor.entities_memory import MANY, UNNAMED
from extractor.entities_phrase import Mark, heads
from extractor.entities_pointing import SPEAKERS, Pointing
from extractor.entities_things import Thing, bare, fits, last_word, settled
from extractor.model import Cue, EntityType, Name, Offsets
from extractor.slugs import slug

__all__ = ["UNNAMED", "Sweep", "Thing"]

_ACRONYM: Final = re.compile(r"\s?\((?:the |or )?[\"“'‘]?([A-Z][A-Za-z]*[A-Z][A-Z-]*)[\"”'’]?[,;)]")
_OFFICES: Final = frozenset(
    "minister president spokesman spokeswoman spokesperson general commander governor mayor secretary chief leader"
    " ambassador envoy director premier chancellor".split()
)
_RANKS: Final = frozenset(
    "general colonel major captain lieutenant brigadier admiral sergeant commodore marshal".split()
    + "gen col maj capt lt brig adm".split()
)
_COMMANDS: Final = frozenset({"spokesman", "spokeswoman", "spokesperson", "commander", "chief", "general"})
_LED: Final = frozenset({"official", "officer", "diplomat", "lawmaker", "doctor", "politician", "legislator"})
_LEAD: Final = 500  # characters: "an official said" in the headline or the lead is the one who is named below
_ONE: Final = re.compile(r"(?:an?|another|one)\s", re.IGNORECASE)  # "a fisherman said"
_OFFICE: Final = re.compile(r"[(,]\s?([A-Z]{2,5})[),]")  # "The Inspector General, IGP, Anna Holm"
_BEFORE: Final = 90  # characters before a name in which its office stands
_CAPITALS: Final = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Z-]*\b")
_CLOSED: Final = re.compile(r"[.;)]|, (?:which|who|a|an|the)\b|$")
_OF_OURS: Final = re.compile(r"(?:its|his|her|their) \w.*", re.I | re.S)
_TELLINGS: Final = frozenset(  # "by his account": whoever owns the words says it
    "account words view opinion telling estimate count reckoning tally admission calculation statement report".split()
)
_REST: Final = re.compile(r"\b(?:of|for|to|from|in|at|with|who|that|on|near|by)\b|,")
_OPENING: Final = ("", ".", "!", "?", "\n", '"', "”", "“")
_NOBODY: Final = frozenset(
    {"it", "he", "she", "they", "we", "i", "you", "some", "many", "others", "most", "both", "each", "one", "all", "few"}
)
# What speaks and is no person, where no list knows it: "an infantry brigade", "the ombudsman's office".
_UNITS: Final = ("brigade", "battalion", "regiment", "division", "unit", "squadron", "platoon", "garrison")
_BODIES: Final = tuple(
    "office agency department committee council network channel account company mission station post site website"
    " document institute centre center charity union campaign tally database survey bulletin memo page board"
    " service panel court authority command outlet newspaper watchdog monitor observatory organisation"
    " organization commission tribunal delegation coalition alliance hospital clinic university church radio television"
    " daily weekly magazine movement party federation association society foundation cooperative collective ministry"
    " inquiry mosque school firm airline".split()
)
_NO_PERSON: Final[dict[str, EntityType]] = {
    **dict.fromkeys(_UNITS, "armed_force"),
    **dict.fromkeys(_BODIES, "organization"),
}


def _office(thing: Thing) -> str:
    """ "spokesman" of "spokesman for the army in Juba"."""
    front = _REST.split(thing.name or "")[0].split()
    return last_word(front[-1]) if front else ""


class Sweep(Pointing):
    """Reads the mentions of one article."""

    def run(
        self, names: Sequence[Name], cues: Sequence[Cue]
    ) -> tuple[list[Thing], list[Mark], dict[Offsets, tuple[Thing, ...]]]:
        """Things in order of first mention, all marks in text order, and what each source phrase means."""
        kept = settled(names)
        known = self._acronyms(kept)
        named: dict[int, Thing] = {}
        for n, name in enumerate(kept):
            if name.surface in ("name", "demonym") and "hint" not in name.traits and not self._single(name):
                named[n] = self._named(self._apposed(kept, n) or name)
        spans = sorted({span for cue in cues for span in (*cue.sources, *cue.owner)}, key=lambda s: (s[1], -s[0]))
        source_starts = {span[0] for span in spans}
        self.contents = {span[0]: cue.content for cue in cues for span in cue.sources}
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
                if self._opens(name):
                    self.opening = name
                continue
            self._mark(thing, name)
            if name.type == "person" and thing.named and name.surface == "name":
                self._hold(thing, name)
        for span in spans[done:]:
            sources[span] = self._source(span)
        self._quoted(kept, cues, sources)
        self._more(known)
        if self.joined:
            self.marks = [
                m if id(m.thing) not in self.joined else replace(m, thing=self.joined[id(m.thing)]) for m in self.marks
            ]
            sources = {span: tuple(self.joined.get(id(t), t) for t in ts) for span, ts in sources.items()}
        found = [t for t in self.things if t.mentions or t.demonyms]
        order = {id(t): min((*t.mentions, *t.demonyms)) for t in found}
        found.sort(key=lambda t: order[id(t)])
        alive = {id(t) for t in found}
        marks = sorted(
            (m for m in self.marks if id(m.thing) in alive or m.thing is self.none), key=lambda m: (m.start, -m.end)
        )
        return found, marks, sources

    def _apposed(self, names: Sequence[Name], n: int) -> Name | None:
        """The known name that follows: "the Union's peacekeeping mission, MINUSMA."."""
        name = names[n]
        if "built" not in name.traits:
            return None
        for other in names[n + 1 : n + 4]:
            if "listed" in other.traits and other.type == name.type:
                between = self.text[name.span[1] : other.span[0]]
                return other if between in (", ", ", the ") and _CLOSED.match(self.text, other.span[1]) else None
        return None

    def _hold(self, thing: Thing, name: Name) -> None:
        """The letters of somebody's office: before the name, or the first ones of its words."""
        before = self.text[max(0, name.span[0] - _BEFORE) : name.span[0]]
        letters = "".join(word[0] for word in (name.role or "").split() if word[:1].isupper())
        for office in (*_OFFICE.findall(before.rpartition("\n")[2]), *(letters[n:] for n in range(len(letters) - 1))):
            self.offices[office] = thing

    def _in_source(self, name: Name, spans: Sequence[Offsets], done: int) -> bool:
        return done < len(spans) and spans[done][0] <= name.span[0] and name.span[1] <= spans[done][1]

    def _source(self, span: Offsets) -> tuple[Thing, ...]:
        """What a source phrase means. It always means something: an unknown one becomes an entity of its own."""
        first = bisect_left(self.starts, span[0])
        inside = [m for m in self.marks[first : bisect_left(self.starts, span[1], first)] if m.end <= span[1]]
        found: tuple[Thing, ...] = () if self._belongs(span, inside) else heads(self.text, span, inside)
        if not found and self.text[span[0] : span[1]].lower() in SPEAKERS:
            return (self.none,)  # until it is known who is quoted
        if not found:
            found = (self._unknown(span),)
        speaking = [t for t in found if t is not self.none]
        if len(speaking) == 1:
            self._named_later(speaking[0])
        self.speakers.extend(speaking)
        del self.speakers[:-8]
        return found

    def _belongs(self, span: Offsets, inside: Sequence[Mark]) -> bool:
        """ "Its director", "his aides": somebody who belongs to what the pronoun means."""
        owner = inside[0] if len(inside) == 1 and inside[0].surface == "pronoun" else None
        if owner is None or owner.start != span[0] or last_word(self.text[slice(*span)]) in _TELLINGS:
            return False
        return _OF_OURS.fullmatch(self.text, *span) is not None

    def _named_later(self, thing: Thing) -> None:
        """ "Peru's defence minister says …. Karla Holm told reporters …": the one without a name gets it."""
        if thing.type != "person":
            return
        if not thing.named:
            office = _office(thing)
            if len(thing.mentions) == 1 and (office in _OFFICES or (thing.last < _LEAD and office in _LED)):
                self.waiting = [*self.waiting[-3:], thing]
            return
        if len(thing.mentions) != 1 or not self.waiting:
            return
        for unnamed in self.waiting:
            place = _office(unnamed)
            told = (thing.role or "").lower().replace(".", "").split()
            is_rank = bool(told) and place in _COMMANDS and all(word in _RANKS for word in told)
            same = place in told if told and not is_rank else unnamed is self.waiting[-1]
            same = same or (place in _LED and unnamed.last < _LEAD and thing.sector == unnamed.sector)
            apart = unnamed.country and thing.country and unnamed.country != thing.country
            near = thing.mentions[0][0] - unnamed.last < (1500 if thing.role else 400)
            if same and near and not apart:
                self._join(unnamed, thing)
                self.waiting = [t for t in self.waiting if t is not unnamed]
                return

    def _join(self, old: Thing, new: Thing) -> None:
        """All mentions of ``old`` are ``new``'s."""
        new.role = new.role or bare(re.split(r"['’]s ", old.name or "")[-1]) or None
        new.country = new.country or old.country
        if new.sector in (None, "unknown"):
            new.sector = old.sector
        new.mentions += old.mentions
        new.pronouns += old.pronouns
        old.mentions, old.pronouns = [], []
        self.joined[id(old)] = new

    def _unknown(self, span: Offsets) -> Thing:
        """The entity of a source in which nothing known stands: a body with capitals, else a group or a person."""
        words = self.text[slice(*span)]
        short = bare(words)
        if short.lower() in _NOBODY or len(words) > 120:
            return self.none
        meant = self.by_head.get(short.lower()) if words != short else None
        if meant is not None and meant.type in ("organization", "media", "armed_force"):
            return meant  # "the forum", when its name was given before
        front = (_REST.split(short)[0] or short).split()
        capitals = sum(1 for word in front if word[:1].isupper())
        opening = short == words and self.text[max(0, span[0] - 2) : span[0]].strip(" ")[-1:] in _OPENING
        proper = bool(front) and front[-1][:1].isupper() and capitals > opening
        head = last_word(front[-1]) if front else ""
        if not head or (not proper and len(short.split()) < 2 and not _ONE.match(words)):
            return self.none
        kind: EntityType = "group" if head.endswith(("s", "people")) else _NO_PERSON.get(head, "person")
        key = slug(short)[:60].strip("-")
        thing = self.by_key.get(key)
        if thing is None:
            thing = Thing("organization" if proper else kind, key, short, named=proper)
            thing.sector = "military" if kind == "armed_force" else None
            self.things.append(thing)
            self.by_key[key] = thing
        if thing.type == "organization":
            self.by_head[head] = thing  # "the office" is this one from now on
        start = span[1] - len(short)
        if (start, span[1]) not in thing.mentions[-MANY:]:
            thing.mentions.append((start, span[1]))
            at = bisect_left(self.starts, start)
            self.starts.insert(at, start)
            self.marks.insert(at, Mark(start, span[1], thing, thing.type, "description"))
        thing.last = span[1]
        return thing

    def _quoted(self, names: Sequence[Name], cues: Sequence[Cue], sources: dict[Offsets, tuple[Thing, ...]]) -> None:
        """ "I" and "we" inside a quotation are who is quoted."""
        contents = sorted((span, n) for n, cue in enumerate(cues) for span in cue.content if cue.sources or cue.owner)
        at = 0
        open_: list[tuple[Offsets, int]] = []
        for name in names:
            if name.surface != "pronoun" or self.text[name.span[0] : name.span[1]].lower() not in SPEAKERS:
                continue
            while at < len(contents) and contents[at][0][0] <= name.span[0]:
                open_.append(contents[at])
                at += 1
            open_ = [c for c in open_ if c[0][1] >= name.span[1]]
            if not open_:
                continue
            speaking = [
                sources.get(p, ()) for _, n in open_ for p in (cues[n].sources or cues[n].owner)[:1] if p != name.span
            ]
            found = next((f for f in reversed(speaking) if f and f[0] is not self.none), ())
            if len(found) == 1 and found[0] is not self.none and (name.type == "group" or found[0].type == "person"):
                found[0].pronouns.append(name.span)
                self.marks.append(Mark(*name.span, found[0], found[0].type, "pronoun"))
                if name.span in sources:
                    sources[name.span] = found

    def _acronyms(self, names: Sequence[Name]) -> dict[str, Thing]:
        """Acronyms that the text introduces: "Karen Free Command (KFC)"; filled in when the name is read."""
        found: dict[str, Thing] = {}
        for name in names:
            if name.surface != "name" or name.type in ("person", "place", "country") or "hint" in name.traits:
                continue
            match = _ACRONYM.match(self.text, name.span[1])
            if match and fits(match.group(1), self.text[name.span[0] : name.span[1]]):
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
        for match in _CAPITALS.finditer(self.text):
            thing = known.get(match.group())
            if thing is None:
                continue
            at = bisect_left(starts, match.end()) - 1
            if at >= 0 and covered[at][1] > match.start():
                continue
            thing.mentions.append(match.span())
            self.marks.append(Mark(*match.span(), thing, thing.type, "name"))
