"""One paragraph as the shapes of ``actors`` see it: words, tags, and what names stand where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractor.model import EntityType, Name, Sector
from extractor.patterns import countries, groups
from extractor.patterns.actors_words import words
from extractor.patterns.lexicon import traits
from extractor.patterns.paragraph import Paragraph

_PREPOSITIONS = frozenset(
    {"from", "of", "within", "inside", "at", "in", "with", "for", "familiar", "close", "near", "on", "by"}
)
_LONGEST = 16  # tokens of a phrase before its head: a text without end stays linear
_LOCATIVE = frozenset({"in", "at", "near", "around", "outside", "of", "from", "to", "lower", "upper", "middle"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "``", "''", ":", "WDT", "WP", "WRB"})


@dataclass(frozen=True, slots=True)
class Sight:
    """Token indices throughout; ``at`` is the name (country, place, known group) that covers a token."""

    paragraph: Paragraph
    lower: tuple[str, ...]
    raw: tuple[str, ...]
    tags: tuple[str, ...]
    at: dict[int, Name]
    known: tuple[Name, ...]
    content: str
    begins: tuple[int, ...]

    # ------------------------------------------------------------------------------------------ single tokens
    def capital(self, i: int) -> bool:
        return self.raw[i][:1].isupper()

    def is_noun(self, i: int) -> bool:
        """A noun, or a capitalised word that the tagger takes for one; present-tense verbs tagged as nouns pass."""
        return self.tags[i].startswith("NN") or self.tags[i] == "JJ"

    def compound(self, i: int) -> bool:
        """Another noun follows: "ministry officials", "war correspondent"."""
        n = i + 1
        if n < len(self.lower) and self.lower[n] == "-":
            return True
        return (
            n < len(self.lower)
            and self.tags[n].startswith("NN")
            and n not in self.at
            and self.dep(i) in ("compound", "amod", "nmod")
        )

    def dep(self, i: int) -> str:
        return str(self.paragraph.doc[i].dep_)

    def possessive(self, i: int) -> bool:
        return i + 1 < len(self.tags) and self.tags[i + 1] == "POS"

    def opens_sentence(self, i: int) -> bool:
        return i == 0 or self.raw[i - 1] in (".", "!", "?", "“", '"')

    def text(self, start: int, end: int) -> str:
        return self.content[self.begins[start] : self.begins[end - 1] + len(self.raw[end - 1])]

    # --------------------------------------------------------------------------------------------- phrases
    def left(self, i: int) -> int:
        """The first token of the phrase whose head (or first head word) is ``i``, without articles and counts."""
        plain = words().plain
        start = i
        while start > 0 and i - start < _LONGEST:
            p = start - 1
            word, tag = self.lower[p], self.tags[p]
            if p in self.at and p >= self.at[p].tokens[0]:
                start = self.at[p].tokens[0]
                continue
            if tag == "POS" and p > 0:
                if p - 1 in self.at:
                    start = self.at[p - 1].tokens[0]
                    continue
                if self.tags[p - 1] in ("NNP", "NNPS"):
                    start = p - 1
                    continue
                break
            if word == "-" and p > 0 and not self.tags[p - 1].startswith(("VBD", "VBZ")) and self.glued(p):
                start = p - 1
                continue
            if word in plain["stop_words"] or (word in plain["skipped"] and start == i and word != "other"):
                if word in plain["skipped"] and word not in plain["stop_words"]:
                    break
                break
            if tag in ("JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "AFX") or (
                tag == "NNS" and word in ("rights", "affairs", "forces", "sports", "news", "human")
            ):
                start = p
                continue
            if tag in ("VBN", "VBG") and (
                self.dep(p) in ("amod", "compound") or (self.dep(p) == "conj" and self.lower[p - 1] == "and")
            ):
                start = p
                continue
            if word == "and" and p > 1 and self.joins_name(i, start, p - 1):
                start = p - 1
                continue
            if word in ("and", "/") and p > 0 and self.modifies(start) and self.modifies(p - 1):
                start = self.at[p - 1].tokens[0] if p - 1 in self.at else p - 1
                continue
            break
        if start < i and self.lower[start] in ("the", "a", "an"):
            start += 1
        while start < i and (
            (self.lower[start] in plain["skipped"] and self.lower[start] != "other") or self.lower[start] == "-"
        ):
            start += 1
        return start

    def joins_name(self, head: int, right: int, left: int) -> bool:
        """ "Peace and Rights Society": an "and" inside a name, all of it capitalised."""
        return (
            all(self.capital(i) and i not in self.at for i in (right, left))
            and self.capital(head)
            and self.lower[left] not in words().bodies
        )

    def glued(self, i: int) -> bool:
        """No blank on either side: a hyphen inside a word."""
        doc = self.paragraph.doc
        return not doc[i - 1].whitespace_ and not doc[i].whitespace_

    def modifies(self, i: int) -> bool:
        return self.tags[i] in ("JJ", "VBN") or (
            i in self.at and (self.at[i].surface == "demonym" or self.at[i].type != "place")
        )

    def right(self, i: int) -> int:
        """The end of the phrase with its prepositional part: "officials from South Korea"."""
        n = i + 1
        if n + 1 >= len(self.lower) or self.lower[n] not in _PREPOSITIONS:
            return n
        token = self.paragraph.doc[n]
        if token.head.i != i:
            return n
        end = token.right_edge.i + 1
        inner = range(n + 1, end)
        if len(inner) == 0 or len(inner) > 8 or token.left_edge.i < n:
            return n
        if any(
            self.tags[j] in _FINITE
            or self.lower[j] in ("who", ",", "that", "(")
            or self.lower[j] in words().plain["stop_words"]
            for j in inner
        ):
            return n
        if self.lower[n] in ("in", "on", "at", "near", "by", "for") and not any(self.capital(j) for j in inner):
            return n
        while end > n and self.raw[end - 1] in ('"', "”", "“", "’", "'", "-", "–", "—"):
            end -= 1
        return end

    def determiner(self, start: int) -> bool:
        return start > 0 and self.lower[start - 1] in (
            "the",
            "this",
            "that",
            "these",
            "those",
            "his",
            "her",
            "its",
            "their",
        )

    def indefinite(self, start: int) -> bool:
        return start > 0 and self.lower[start - 1] in ("a", "an", "another", "any", "one", "some", "no")

    def pointing(self, start: int) -> bool:
        """ "the", "this": not "his", which says whose it is."""
        return start > 0 and self.lower[start - 1] in ("the", "this", "that", "these", "those")

    def counted(self, start: int) -> bool:
        """A number stands before the phrase, perhaps with "additional" between."""
        p = start - 1
        while (
            p >= 0
            and start - p < _LONGEST
            and (self.tags[p] in ("JJ", "JJR") or self.lower[p] in ("more", "additional", "of", "the", "these", "-"))
        ):
            p -= 1
        return p >= 0 and (
            self.tags[p] == "CD"
            or self.lower[p] in ("hundreds", "thousands", "dozens", "scores", "a", "an", "another", "one")
        )

    def size(self, start: int) -> int:
        """How many tokens the name at ``start`` has, with a possessive mark; 0 where there is none."""
        if start not in self.at:
            return 0
        end = self.at[start].tokens[1]
        return end - start + (end < len(self.tags) and self.tags[end] == "POS")

    # ------------------------------------------------------------------------------------ names within a phrase
    def inside(self, start: int, end: int) -> list[Name]:
        found: list[Name] = []
        for i in range(start, min(end, len(self.lower))):
            name = self.at.get(i)
            if name is not None and (not found or found[-1] is not name):
                found.append(name)
        return found

    def owner(self, start: int, end: int) -> Name | None:
        """The first country, place or known group in the phrase."""
        return next(iter(self.inside(start, end)), None)

    def owned(self, start: int, end: int) -> bool:
        """A word in the phrase says whose it is: a known name or a possessive."""
        return self.owner(start, end) is not None or "POS" in self.tags[start:end]

    def country(self, start: int, end: int, only: str = "") -> str | None:
        """The country of the first country, place or state body in the phrase."""
        for name in self.inside(start, end):
            if name.country and name.type != "armed_force" and (not only or name.type == only):
                return name.country
        return None

    def force_country(self, start: int, end: int) -> str | None:
        """The country whose force it is: of a country name or a demonym, not of a place or a group."""
        for name in self.inside(start, end):
            if name.type == "country" and name.country:
                return name.country
        return None

    def at_start(self, start: int, end: int) -> int:
        """Where the first country of the phrase starts: "fresh North Korean troops" begins at North."""
        for name in self.inside(start, end):
            if name.type == "country":
                return name.tokens[0]
        return start

    def adjective(self, start: int, end: int) -> str:
        """The adjective of the phrase's first country, "" where there is none."""
        for name in self.inside(start, end):
            if name.type == "country":
                return self.adjective_of(name)
        return ""

    def adjective_of(self, name: Name) -> str:
        text = self.text(*name.tokens)
        if text.replace(".", "").isupper() and len(text.replace(".", "")) <= 3:
            return text
        country = countries.by_key(name.key) if name.key else None
        if name.country == "USA":
            return "US"
        if name.country == "GBR" and name.surface == "name":
            return "UK"
        if country is not None and country.demonyms:
            return country.demonyms[0]
        return text

    def adjectived(self, start: int, end: int) -> str:
        """The phrase with its countries as adjectives: "Peru's army" is "Peruvian army"."""
        out: list[str] = []
        i = start
        while i < end:
            name = self.at.get(i)
            if name is not None and name.tokens[0] == i and name.tokens[1] <= end:
                is_front = name.type == "country" and name.tokens[1] < end and (i == start or name.surface == "demonym")
                out.append(self.adjective_of(name) if is_front else self.text(*name.tokens))
                i = name.tokens[1]
            elif self.tags[i] == "POS":
                i += 1
            elif self.lower[i] == "-" and out and i + 1 < end:
                out[-1] += "-" + self.raw[i + 1]
                i += 2
            else:
                out.append(self.raw[i])
                i += 1
        return " ".join(out)

    def government(self, code: str) -> str:
        country = countries.countries().get(code)
        return f"Government of {country.name}" if country else "Government"

    def from_part(self, phrase: str, start: int, end: int) -> str:
        """The name of a group with the country or body that its prepositional part names."""
        if end <= start or self.lower[start] not in ("from", "within", "inside", "at"):
            return phrase
        first = self.owner(start, end)
        if first is not None and first.type == "country" and not self.inside(start - phrase.count(" ") - 1, start):
            return f"{self.adjective_of(first)} {phrase}"
        proper = [i for i in range(start + 1, end) if self.capital(i)]
        if proper and self.lower[start] != "from":
            return f"{self.text(proper[0], proper[-1] + 1)} {phrase}"
        return phrase

    def sector(self, start: int, end: int) -> Sector | None:
        """What the modifiers say: "military sources"."""
        by = words().sector_words
        for i in range(end - 1, start - 1, -1):
            if self.lower[i] in by:
                return by[self.lower[i]]
        for name in self.inside(start, end):
            if name.sector:
                return name.sector
        return None

    # ------------------------------------------------------------------------------------------------- results
    def name(
        self,
        tokens: tuple[int, int],
        rule: str,
        kind: EntityType,
        *,
        head: int,
        country: str | None = None,
        sector: Sector | None = None,
        key: str | None = None,
        canonical: str | None = None,
        role: str | None = None,
        named: bool = True,
        gender: Literal["f", "m"] | None = None,
        surface: Literal["name", "demonym", "description", "pronoun"] = "name",
    ) -> Name:
        return Name(
            span=self.paragraph.offsets(*tokens),
            paragraph=self.paragraph.index,
            tokens=tokens,
            rule=rule,
            traits=traits(rule),
            type=kind,
            key=key,
            surface=surface,
            canonical=canonical,
            country=country,
            role=role,
            sector=sector,
            named=named,
            head=head,
            gender=gender,
        )


def _is_place(sight: Sight, i: int) -> bool:
    """ "near Dabanga", "Lower Shabelle": stations are called after their towns."""
    place = sight.at.get(i)
    inside = place is not None and place.type == "place" and place.tokens[1] - place.tokens[0] > 1
    return inside or (i > 0 and sight.lower[i - 1] in _LOCATIVE)


def _is_surname(sight: Sight, i: int) -> bool:
    """ "Paul Wagner": a given name stands before it."""
    plain = words().plain
    given = i > 0 and sight.capital(i - 1) and i - 1 not in sight.at
    return given and (sight.lower[i - 1] in plain["male_names"] or sight.lower[i - 1] in plain["female_names"])


def look(paragraph: Paragraph, names: Sequence[Name]) -> Sight:
    """The paragraph with its known groups; a group's name hides the countries and places inside it."""
    at: dict[int, Name] = {}
    for name in names:
        if name.metonym and name.type not in ("country", "place"):
            continue
        for i in range(*name.tokens):
            at[i] = name
    raw = paragraph.words
    sight = Sight(paragraph, paragraph.lower, raw, paragraph.tags, at, (), paragraph.text, paragraph.starts)
    known: list[Name] = []
    for first, end, group in groups.find(raw):
        if group.type == "media" and end - first == 1 and _is_place(sight, first):
            continue
        if end - first == 1 and group.type != "media" and _is_surname(sight, first):
            continue
        name = sight.name(
            (first, end),
            "actors.organization.known",
            group.type,
            head=end - 1,
            country=group.country,
            sector=group.sector,
            key=group.key,
            canonical=group.name,
        )
        known.append(name)
        for i in range(first, end):
            at[i] = name
    return replace(sight, known=tuple(known))
