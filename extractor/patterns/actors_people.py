"""Persons with a name: after a title or a role, before an apposition, or as the model's NER hints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractor.model import Name, Sector
from extractor.patterns.actors_sight import Sight
from extractor.patterns.actors_words import Noun, match, words

_NAME = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_][\w'’-]*\.?")
_ACRONYM = re.compile(r"[A-Z]{2,4}")


@dataclass(frozen=True, slots=True)
class Role:
    """``text`` as written, without the country; ``country`` of a state's name or body in it."""

    text: str
    sector: Sector
    country: str | None
    tokens: tuple[int, int] = (0, 0)


def persons(sight: Sight, taken: set[int]) -> Iterator[Name]:
    """Every capitalised run that is, or may be, a person's name."""
    hints = _hints(sight)
    for start, end in _runs(sight, taken, hints):
        first, role = _leading_role(sight, start, end)
        if first >= end:
            continue
        while end > first and (sight.raw[end - 1] in ("-", ".") or sight.lower[end - 1] in words().plain["particles"]):
            end -= 1
        if end <= first or not _NAME.fullmatch(sight.raw[first]) or _is_known(sight, first, end):
            continue
        size = sum(1 for i in range(first, end) if sight.capital(i))
        if first + 1 == end and sight.lower[first].rstrip(".") in words().titles:
            continue
        if size == 0 or size > 5 or sight.lower[end - 1] in words().plain["place_words"]:
            continue
        rule = "actors.person.titled" if role else ""
        if not role and (before := _role_before(sight, first)):
            role, rule = before, "actors.person.titled"
        after = _role_after(sight, end)
        if after is not None:
            role, rule = (
                _better(role, after),
                rule or ("actors.person.appositive" if size > 1 or hints.get(first) == "PERSON" else ""),
            )
        label = hints.get(first) or hints.get(end - 1)
        if not rule:
            if size > 1 and label == "PERSON":
                rule = "actors.person.name"
            elif label in ("GPE", "LOC", "FAC", "NORP") and size > 1:
                continue
            elif end < len(sight.raw) and sight.raw[end] == "-":
                continue  # "Self-confessed"
            elif label == "ORG" and not (size > 1 and after):
                yield sight.name(
                    (first, end), "actors.organization.hint", "organization", head=end - 1, sector="unknown"
                )
                continue
            else:
                rule = "actors.person.hint"
        country = role.country if role else None
        if role is not None:  # the role is the person's: no unnamed spokesman beside him
            taken.update(i for i in range(*role.tokens) if match(words().roles, sight.lower, i))
        yield sight.name(
            (first, end),
            rule,
            "person",
            gender=_gender(sight.lower[first]) if size > 1 else None,
            head=end - 1,
            role=role.text or None if role else None,
            sector=role.sector if role else None,
            country=country or _home(sight, end),
        )


def _gender(given: str) -> Literal["f", "m"] | None:
    plain = words().plain
    if given in plain["female_names"]:
        return None if given in plain["male_names"] else "f"
    return "m" if given in plain["male_names"] else None


def _better(before: Role | None, after: Role) -> Role:
    """ "General X, the police chief of Y": what follows says more than a rank."""
    if before is None:
        return after
    if not after.text or " " in before.text or before.sector not in ("military", "unknown", "academic"):
        return before
    return Role(
        after.text, before.sector if after.sector == "unknown" else after.sector, after.country or before.country
    )


def _home(sight: Sight, end: int) -> str | None:
    """ "Holm of Denmark"."""
    if end + 1 < len(sight.lower) and sight.lower[end] == "of":
        name = sight.at.get(end + 1)
        if name is not None and name.type == "country":
            return name.country
    return None


def _hints(sight: Sight) -> dict[int, str]:
    found: dict[int, str] = {}
    for ent in sight.paragraph.doc.ents:
        if ent.label_ in ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"):
            for i in range(ent.start, ent.end):
                found[i] = ent.label_
    return found


def _runs(sight: Sight, taken: set[int], hints: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Maximal stretches of name-like tokens, with particles and hyphens inside."""
    plain = words().plain
    size = len(sight.lower)
    i = 0
    while i < size:
        if not sight.raw[i][:1].isupper() or not _name_like(sight, i, taken, hints):
            i += 1
            continue
        end = i + 1
        while end < size:
            if _name_like(sight, end, taken, hints):
                end += 1
                continue
            nxt = end
            while (
                nxt < size
                and (sight.lower[nxt] in plain["particles"] or sight.raw[nxt] in ("-", "‑"))
                and nxt - end < 3
                and nxt not in taken
            ):
                nxt += 1
            if sight.raw[end] == "-" and sight.glued(end) and hints.get(end + 1) == "PERSON" and end + 1 not in taken:
                end += 2  # "Ban Ki-moon"
                continue
            if (
                nxt > end
                and nxt < size
                and _name_like(sight, nxt, taken, hints)
                and (sight.lower[end] in plain["particles"] or sight.glued(end))
            ):
                end = nxt + 1
                continue
            break
        yield i, end
        i = end


def _name_like(sight: Sight, i: int, taken: set[int], hints: dict[int, str]) -> bool:
    word = sight.raw[i]
    if i in taken or not word[:1].isupper() or sight.lower[i] in words().plain["not_names"]:
        return False
    known = sight.at.get(i)
    if known is not None and known.type == "place" and i and sight.lower[i - 1] in _given() and i - 1 not in sight.at:
        return True  # "Sergei Volkov", where there is a village of that name
    if known is not None:
        # "Jordan Lee": a place inside what the model takes for a person, beside a word that is no place.
        return (
            known.surface == "name"
            and known.type in ("country", "place")
            and hints.get(i) == "PERSON"
            and any(
                hints.get(j) == "PERSON" and j not in sight.at and j not in taken and sight.capital(j)
                for j in (known.tokens[0] - 1, known.tokens[1])
                if 0 <= j < len(sight.raw)
            )
        )
    if sight.tags[i].startswith("NNP") or hints.get(i) == "PERSON":
        return True
    low = sight.lower[i].rstrip(".")
    if low in words().titles:
        return True
    if sight.opens_sentence(i):  # the tagger knows few surnames
        return sight.tags[i] in ("NN", "FW", "UH") and not _common(sight, i)
    return sight.tags[i] in ("NN", "NNS", "JJ", "FW", "UH", "VBG", "VB")


@cache
def _given() -> frozenset[str]:
    plain = words().plain
    return plain["female_names"] | plain["male_names"]


def _common(sight: Sight, i: int) -> bool:
    """A word of our lists: "Police said"."""
    table = words()
    return any(
        match(part, sight.lower, i)
        for part in (table.people, table.bodies, table.forces, table.pointers, table.documents)
    )


def _leading_role(sight: Sight, start: int, end: int) -> tuple[int, Role | None]:
    """The first token of the name in "Defence Minister Karla Holm", and the role before it."""
    table, plain = words(), words().plain
    i, last, sector = start, start, None
    noun: Noun | None = None
    while i < end:
        low = sight.lower[i].rstrip(".")
        found = match(table.roles, sight.lower, i)
        title = (
            table.titles.get(low)
            if (
                sight.raw[i].endswith(".")
                or low
                in (
                    "mr",
                    "mrs",
                    "ms",
                    "dr",
                    "sheikh",
                    "mullah",
                    "ayatollah",
                    "sir",
                    "lord",
                    "king",
                    "prince",
                    "queen",
                    "imam",
                    "pope",
                    "gen",
                    "lt",
                    "col",
                    "sgt",
                    "maj",
                    "capt",
                )
            )
            else None
        )
        if found is not None and (
            i + 1 < end or sight.lower[i] not in ("general", "major", "private", "marshal", "king", "chief")
        ):
            last, noun, sector = i + 1, found, found.sector
        elif title is not None:
            last, sector = i + 1, (sector if sector and title == "unknown" else title)
        elif low in plain["role_words"] or low == "of" or sight.raw[i] == "-":
            pass
        elif i == start and i + 2 < end and _ACRONYM.fullmatch(sight.raw[i]) and not sight.raw[i + 1].isupper():
            last, sector = i + 1, "unknown"  # "DNI Avril Haines": an office as an acronym
        else:
            break
        i += 1
    if last == start:  # "Communications Minister X": any word before a role that is no surname
        for j in range(start + 1, min(start + 4, end - 1)):
            found = match(table.roles, sight.lower, j)
            if found is not None and sight.lower[j] not in plain["surname_roles"]:
                last, noun, sector = j + 1, found, found.sector
    if last == start or sector is None:
        return start, None
    if noun is not None and last >= end:
        return end, None
    left = sight.left(min(start, last - len(noun.phrase))) if noun is not None else start
    return last, _role(sight, left, last, sector)


def _role(sight: Sight, start: int, end: int, sector: Sector) -> Role:
    """The role's words without countries and armed groups in front; the sector of what it speaks for."""
    if "and" in sight.lower[start:end]:  # "Mr. Berg and King X": the role is the last one's
        start = end - sight.lower[start:end][::-1].index("and")
    owners = sight.inside(start, end)
    country = next((n.country for n in owners if n.country and n.type != "armed_force"), None)
    if sector in ("unknown", "government"):
        by = next((n.sector for n in owners if n.sector), None)
        sector = by or (sight.sector(start, end - 1) if sector == "unknown" else None) or sector
    first = start
    while first < end and first in sight.at and sight.at[first].type in ("country", "armed_force"):
        first = sight.at[first].tokens[1]
        while first < end and (sight.tags[first] == "POS" or sight.raw[first] == "-"):
            first += 1
    return Role(sight.text(first, end) if first < end else "", sector, country, (start, end))


def _role_before(sight: Sight, first: int) -> Role | None:
    """ "spokesman X", "local elder X", "the spokesman, X,"."""
    at = first - 1
    comma = at >= 1 and sight.raw[at] == ","
    if comma:
        at -= 1
    if at < 0:
        return None
    titles = words().titles
    if not comma and at and sight.raw[at] == "." and sight.capital(at - 1) and sight.lower[at - 1] in titles:
        start = at - 1  # "Lt. Col. X": the tokenizer cuts the dot off what it doesn't know
        while start and sight.lower[start - 1].rstrip(".") in titles:
            start -= 1
        return _role(sight, start, at + 1, titles[sight.lower[at - 1]])
    noun = match(words().roles, sight.lower, at) if sight.tags[at].startswith("NN") else None
    if noun is None or (sight.capital(at) and sight.opens_sentence(at) and comma):
        return None
    if comma and not _closes(sight, first):
        return None
    start = sight.left(at - len(noun.phrase) + 1)
    return _role(sight, start, at + 1, noun.sector)


def _closes(sight: Sight, first: int) -> bool:
    """The name after a comma is followed by a comma or a verb: an apposition, not a list."""
    i = first
    while i < len(sight.raw) and (sight.capital(i) or sight.raw[i] == "-"):
        i += 1
    return i < len(sight.raw) and (sight.raw[i] == "," or sight.tags[i].startswith("VB")) and i > first + 1


def _role_after(sight: Sight, end: int) -> Role | None:
    """ ", 34, a farmer", ", commander of the brigade", ", of the city council"."""
    size = len(sight.lower)
    i = end
    if i >= size or sight.raw[i] not in (",", "(", "–", "—"):
        return None
    i += 1
    aged = False
    if i < size and sight.raw[i].isdigit() and 0 < int(sight.raw[i][:3]) < 110:
        i, aged = i + 1, True
        if i < size and sight.raw[i] == ",":
            i += 1
        elif i < size:
            return Role("", "unknown", None)
    if i < size and sight.lower[i] == "of" and i + 1 < size:
        stop = i + 1
        while stop < size and sight.raw[stop] not in (",", ".", ")") and stop - i < 8:
            stop += 1
        at = i + 2 if sight.lower[i + 1] == "the" else i + 1
        return _role(sight, at, stop, "unknown") if stop > at else None
    if i < size and (sight.tags[i] in ("DT", "PRP$") or sight.lower[i] in ("who", "one")):
        i += 1
    for j in range(i, min(i + 7, size)):
        if sight.raw[j] in (",", ".", ";", ")") or sight.tags[j] in ("VBD", "VBZ", "IN", "MD"):
            break
        noun = match(words().roles, sight.lower, j) if sight.tags[j].startswith("NN") else None
        if noun is not None and not (j + 1 < size and match(words().roles, sight.lower, j + 1)) and not noun.plural:
            stop = sight.right(j)
            if stop == j + 1 and stop < size and sight.lower[stop] in ("for", "of", "with", "at"):
                while stop < size and stop - j < 9 and sight.raw[stop] not in (",", ".", ";", ")", "(", "–", "—"):
                    if sight.tags[stop] in ("VBD", "VBZ", "VBP", "MD"):
                        break
                    stop += 1
            closed = stop >= size or not (sight.tags[stop].startswith(("VB", "MD", "NN")))
            return _role(sight, i, stop, noun.sector) if closed or aged else None
    return Role("", "unknown", None) if aged else None


def _is_known(sight: Sight, first: int, end: int) -> bool:
    """All of it is a known country, place or group."""
    return all(i in sight.at for i in range(first, end))
