"""What points back: surnames, descriptions, pronouns."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import Final

from extractor.entities_memory import Memory
from extractor.entities_phrase import Mark
from extractor.entities_things import Thing, bare, last_word, words_of
from extractor.model import Name
from extractor.slugs import slug

_BRAND: Final = re.compile(r"[a-z][A-Z]|^[A-Z]{3,}$")
_ITS_NAME: Final = re.compile(r" of [A-Z]")
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’)]*\s+[A-Z\"“]|\n")
_FAR: Final = 1200  # characters: nothing points back further
_STAGE: Final = 400  # a speaker this much further away than somebody else is no longer on the stage
_NEAR: Final = 300
_AFTER: Final = 2  # sentence ends between "The mayor" and "he"
_SHE: Final = frozenset({"she", "her", "herself"})
_HE: Final = frozenset({"he", "him", "his", "himself"})
_THEY: Final = frozenset({"they", "them", "their", "themselves"})
SPEAKERS: Final = frozenset({"i", "my", "me", "we", "our", "us"})
_POINTING: Final = ("the ", "these ", "those ", "this ", "that ")
_COUNTRY_NOUNS: Final = frozenset({"country", "nation"})
_AREA_NOUNS: Final = frozenset(
    "area region city town village district province territory enclave island capital camp base township settlement"
    " peninsula zone site scene place county".split()
)
_OTHER: Final = frozenset({"other", "next", "neighboring", "neighbouring", "nearby", "adjacent", "second", "whole"})
_INSTITUTIONS: Final = frozenset({"army", "military", "navy"})
_HEARERS: Final = frozenset({"correspondent", "reporter", "journalist", "newsman", "newsmen"})
_WHOSE: Final = frozenset({"its", "his", "her", "their"})
_MARKS: Final = ('"', "“", "‘", "'")
_RELATIVE: Final = frozenset({"who", "whom", "whose", "which"})


class Pointing(Memory):
    """Decides what a mention that points back means."""

    def _pointed(self, name: Name, is_source: bool) -> Thing | None:
        words = self.text[name.span[0] : name.span[1]]
        if "source_only" in name.traits:
            return self._unnamed(name, words) if is_source else None
        if name.surface == "pronoun":
            return self._pronoun(name, words.lower(), is_source)
        if is_source and words in self.offices and self.text[max(0, name.span[0] - 4) : name.span[0]].lower() == "the ":
            return self.offices[words]
        if "hint" in name.traits or self._single(name):
            return self._hint(name, words, is_source)
        if "document" in name.traits:
            return self._writer(words) if name.key == "writer" else self.none
        if "unnamed_people" in name.traits:
            return self._meant_before(name, words) or self._unnamed(name, words)
        if name.type == "country" and not is_source:
            return self._country_meant(name)
        if name.type == "place":
            return self._place_meant(name, words) or self._unnamed(name, words)
        thing = self._definite(name, words)
        if thing is None and is_source:
            thing = self.by_key.get(slug(bare(words)))
            if thing is None or thing.named or thing.type != name.type:
                thing = self._new(name, slug(bare(words)), bare(words))
                thing.named = False
                self.by_key[thing.slug] = thing
        return thing

    def _place_meant(self, name: Name, words: str) -> Thing | None:
        """ "The camp" is the camp named before, "the area" and "the besieged town" the place named last."""
        head = last_word(words)
        if _ITS_NAME.match(self.text, name.span[1]):
            return None  # "the town of Xyz" has a name of its own
        told = words_of(bare(words))[:-1]
        if not words.lower().startswith(_POINTING) or (told and (head not in _AREA_NOUNS or _OTHER & set(told))):
            return None
        near = name.span[0] - _FAR
        same = self._fresh(self.by_head.get(head), near)
        if same is not None and same.type == "place":
            return same
        if head in _COUNTRY_NOUNS:
            return self._country_meant(name)
        return self._fresh(self.recent.get("spot"), near) if head in _AREA_NOUNS else None

    def _country_meant(self, name: Name) -> Thing | None:
        """ "The country" is the one named last; not the one that acts in the same sentence: "Peru sent 40 men to the
        country"; but "Peru counted the country's dead"."""
        at = name.span[0]
        last = self._fresh(self.recent.get("country"), at - _FAR)
        setting = self._fresh(self.recent.get("setting"), at - _STAGE)
        if last is None or setting is None or last is not self.recent.get("doer") or last is setting:
            return last
        own = self.text[name.span[1] : name.span[1] + 2] in ("'s", "’s")
        return last if own or _SENTENCE_END.search(self.text, last.last, at) else setting

    def _writer(self, words: str) -> Thing | None:
        """ "The statement" is whose words were given last, "the report" the body's."""
        bodies = [t for t in self.speakers[-4:] if t.type in ("organization", "media", "armed_force")]
        if last_word(words) == "report" and bodies:  # a government reports less often than it is asked about a report
            return next((t for t in reversed(bodies) if t.sector != "government"), bodies[-1])
        return self.speakers[-1] if self.speakers else self.none

    def _hint(self, name: Name, words: str, is_source: bool) -> Thing | None:
        parts = words_of(words)
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
            if "hint" in name.traits and not is_source:
                return None
            if len(parts) == 1 and _BRAND.search(words) and not name.role:  # "SpaceX", "NASA"
                return self._named(replace(name, type="organization"))
            return self._person(words, name)
        return self._named(name) if is_source else None

    def _alone(self, name: Name, words: str) -> bool:
        """A titled name, or a source that is hardly more than this word."""
        return "hint" not in name.traits or any(
            s <= name.span[0] and name.span[1] <= e and e - s - len(words) < 12
            for s, e in self.phrases.get(name.span[1], ())
        )

    def _meant_before(self, name: Name, words: str) -> Thing | None:
        """ "The officials" are the Yemeni officials of the sentence before; "Peru's interior minister" has a name."""
        near = name.span[0] - _FAR
        the = self.text[max(0, name.span[0] - 6) : name.span[0]].lower().endswith(("the ", "these ", "those "))
        last = self._fresh(self.by_head.get(last_word(words)), near)
        if last is None or last.type != name.type:
            return None
        if name.type == "group":
            return last if the and " " not in words else None
        plain = words.replace("’", "'")
        extra = plain.rpartition("'s ")[2].lower().split()[:-1]
        fits = last.role is not None and all(word in last.role.lower().split() for word in extra)
        own = last.named and (last.country in (name.country, None) or name.country is None)
        return last if fits and own and (the or "'s " in plain) else None

    def _definite(self, name: Name, words: str) -> Thing | None:
        head = last_word(words)
        near = name.span[0] - _FAR
        if head in ("government", "regime"):
            return self._government(near)
        if name.type == "country":
            return None  # as a source, the last one named is the wrong one as often as not
        if name.type == "conflict":
            found = self.conflicts
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
            speaker = next((t for t in reversed(self.speakers[-3:]) if t.is_group), None)
            named = self._fresh(self.recent.get("grouping"), near)
            if speaker is not None and named is not None and "\n" in self.text[speaker.last : named.last]:
                return named  # whoever spoke in an earlier paragraph has left, when another has come
            return self._fresh(speaker, near) or self._fresh(self.recent.get("grouping"), near)
        thing = self._fresh(self.by_head.get(head), near)
        if thing is not None and thing.type in ("organization", "media", "armed_force"):
            return thing
        kind = "armed_force" if head == "mission" else name.type  # that of peacekeepers, not the Red Cross
        last = self._fresh(self.recent.get(kind), near)
        fits = last is not None and name.sector not in (None, "unknown") and last.sector == name.sector
        return last if fits else None

    def _government(self, near: int) -> Thing | None:
        """ "The government" is that named before, or of the country that was named since."""
        land = self._fresh(self.recent.get("land"), near)
        before = self._fresh(self.recent.get("ruling"), near)
        if before is not None and (land is None or land.last <= before.last or land.country == before.country):
            return before
        if land is None or not land.country:
            return None
        adjective = self.given.get(land.country) or self.adjectives.get(land.country)
        country = self.lands.get(land.country)
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
        if (whose := words.lower().split(" ")[0]) in _WHOSE:
            return self._owned_force(name, whose)
        if not words.lower().startswith(_POINTING) and " " not in words:
            return None  # "sending troops" says nothing about whose
        if name.country:
            return self.national.get(name.country)
        if len(self.national) == 1:
            only = next(iter(self.national.values()))
            return only if only.last >= 0 and (last_word(words) not in _INSTITUTIONS or self._whole(only)) else None
        pointing = words.lower().startswith(_POINTING)
        last = self._fresh(self.recent.get("armed_force"), near)
        return last if pointing and last is not None and last.country in self.national else None

    def _owned_force(self, name: Name, whose: str) -> Thing | None:
        """ "Its soldiers" are those of the state that "its" means; the pronoun is a mention of that state, too."""
        owner = self._pronoun(name, whose, False)
        if owner is None or owner is self.none:
            return None
        span = (name.span[0], name.span[0] + len(whose))
        owner.pronouns.append(span)
        self.marks.append(Mark(*span, owner, owner.type, "pronoun"))
        self.starts.append(span[0])
        return self.national.get(owner.country) if owner.country else None

    def _whole(self, force: Thing) -> bool:
        """ "The army" is not the Danish soldiers who were sent, unless the text calls them Denmark's army somewhere."""
        return any(last_word(self.text[slice(*span)]) in _INSTITUTIONS for span in force.mentions)

    def _fresh(self, thing: Thing | None, near: int) -> Thing | None:
        return thing if thing is not None and thing.last >= near else None

    def _pronoun(self, name: Name, word: str, is_source: bool) -> Thing | None:
        at = name.span[0]
        if word in SPEAKERS:
            return None
        if word in _RELATIVE:
            return self._antecedent(name)
        is_source = is_source and word not in _WHOSE  # "by their own account": who was named last, not who spoke last
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
        if speaker is not None and last is not None and speaker.last < last.last - _STAGE:
            speaker = None
        return (speaker or last) if is_source else last

    def _he(self, at: int, gender: str, is_source: bool) -> Thing | None:
        speaking = [t for t in reversed(self.speakers[-4:]) if t.type == "person"] if is_source else []
        last = self.recent.get("person")
        if last is not None and is_source and not last.named and last_word(last.name or "") in _HEARERS:
            last = None  # "told our correspondent that he"
        opening = self.text.rfind("\n", max(0, at - _FAR), at)
        if last is not None and last.role and not self._quoted_by(at, last):
            # Whoever spoke in an earlier paragraph or long before has left, when somebody with a role has come.
            left = opening if -1 < opening < last.last else last.last - _STAGE
            speaking = [t for t in speaking if t.last > left]
        opener = self._who_opened(at, max((t.last for t in (*speaking, last) if t is not None), default=-1))
        if opener is not None:
            return opener
        for thing in (*speaking, last, self.recent.get(gender)):
            if thing is not None and is_source and self._talked_of(at, thing):
                continue
            if thing is not None and thing.gender in (gender, None) and thing.last >= at - _FAR:
                thing.gender = thing.gender or gender
                self.recent[gender] = thing
                return thing
        return None

    def _opens(self, name: Name) -> bool:
        """ "The mayor" is the first word of its sentence: who is spoken of from now on."""
        start = name.span[0]
        if name.type != "person" or name.surface != "description" or self.text[start : start + 4] != "The ":
            return False
        return self.text[max(0, start - 3) : start].strip(' "“”')[-1:] in ("", ".", "!", "?", "\n")

    def _who_opened(self, at: int, since: int) -> Thing | None:
        """ "The mayor remembers that week. He …": nobody has been named since, so the mayor becomes an entity here."""
        name = self.opening
        if name is None or name.span[0] <= since or "\n" in self.text[name.span[1] : at]:
            return None
        if len(_SENTENCE_END.findall(self.text, name.span[1], at)) > _AFTER:
            return None
        self.opening = None
        words = bare(self.text[slice(*name.span)])
        thing = self.by_key.get(slug(words)) or self._new(name, slug(words), words)
        thing.named = False
        self.by_key[thing.slug] = thing
        thing.mentions.append(name.span)
        place = bisect_left(self.starts, name.span[0])
        self.starts.insert(place, name.span[0])
        self.marks.insert(place, Mark(*name.span, thing, thing.type, "description"))
        thing.last = name.span[1]
        self.recent["person"] = thing
        return thing

    def _quoted_by(self, at: int, thing: Thing) -> bool:
        """The last mention of the thing stands in what the source at this place says."""
        return any(start < thing.last <= end for start, end in self.contents.get(at, ()))

    def _talked_of(self, at: int, thing: Thing) -> bool:
        """Nobody is named in what he says himself: ""The mayor came out," he said." is somebody else."""
        return any(
            self.text[start] in _MARKS and start < span[0] and span[1] <= end
            for start, end in self.contents.get(at, ())
            for span in thing.mentions[-2:]
        )

    def _antecedent(self, name: Name) -> Thing | None:
        """The mention that ends right before a relative pronoun."""
        for mark in reversed(self.marks[-4:]):
            between = self.text[mark.end : name.span[0]]
            if mark.end <= name.span[0] and between.strip(" ,") == "" and mark.surface != "demonym":
                return None if mark.thing is self.none else mark.thing
        return None
