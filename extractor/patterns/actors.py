"""Who acts and speaks in one paragraph: organisations, forces, persons, unnamed people, conflicts, weapons, pronouns.

``find`` says what stands where; which mentions are one and the same is decided in ``entities.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from extractor.model import EntityType, Name, Sector
from extractor.patterns import countries
from extractor.patterns.actors_forces import ONE_MAN, forces, units
from extractor.patterns.actors_people import persons
from extractor.patterns.actors_rest import conflicts, documents, pronouns, weapons
from extractor.patterns.actors_sight import Sight, look
from extractor.patterns.actors_surnames import surnames
from extractor.patterns.actors_words import Noun, ends, match, words
from extractor.patterns.paragraph import Paragraph
from extractor.slugs import slug

__all__ = ["adjectives", "find", "surnames"]

_RANKS = frozenset({"commander", "commanders", "general", "officer", "colonel", "captain", "generals", "officers"})
_ONE_OF: dict[str, EntityType] = {  # one of these is no person
    "group": "group",
    "family": "group",
    "side": "group",
    "party": "group",
    "agency": "organization",
    "newspaper": "media",
    "outlet": "media",
    "broadcaster": "media",
    "charity": "organization",
}
_OFFICES = frozenset({"minister", "ministers", "secretary", "president", "governor", "mayor", "lawmaker", "lawmakers"})
_BELOW = frozenset({"provincial", "regional", "local", "state", "municipal", "city", "district"})
_WHICH = frozenset({"of", "responsible", "behind", "that", "known", "called", "named"})
_SPELLING = re.compile(r"\bdefence\b")
_MINISTRY_OF = re.compile(r"(ministry|department) (?:of|for) (?:the )?(.+)")


def find(paragraph: Paragraph, names: Sequence[Name]) -> tuple[Name, ...]:
    """The actors of one paragraph, in order.

    ``names`` are the countries, demonyms and places that ``places.find`` gave for it: they say whose an army or a
    ministry is. Rules that end in ``.hint`` are candidates: ``entities.py`` keeps them only for a reason.
    """
    sight = look(paragraph, names)
    found: list[Name] = list(sight.known)
    taken = {i for name in found for i in range(*name.tokens)}
    for shape in (units, _built, weapons, persons, conflicts, documents, forces, _people, pronouns):
        for name in shape(sight, taken):
            found.append(name)
            inner = "unnamed_people" in name.traits  # "opponents of the regime": the regime is somebody as well
            taken.update(range(name.tokens[0], name.head + 1 if inner else name.tokens[1]))
            if shape is _built:
                sight.at.update((i, name) for i in range(*name.tokens) if i not in sight.at)
    return tuple(sorted(found, key=lambda n: (n.span[0], -n.span[1], n.rule)))


@cache
def adjectives() -> Mapping[str, str]:
    """The adjective of every country by its code, as ids use it ("us", "danish"): ``entities.resolve`` takes them."""
    given = {code: land.demonyms[0] for code, land in countries.countries().items() if land.demonyms}
    return MappingProxyType(given | {"USA": "US"})


# ---------------------------------------------------------------------------------------------- organisations
def _is_site(name: Name | None) -> bool:
    """ "sent to the front": a place without a name, and no body whose name goes on with the noun."""
    return name is not None and name.type == "place" and name.surface == "description"


def _built(sight: Sight, taken: set[int]) -> Iterator[Name]:
    """ "the Ukrainian Defense Ministry", "Elman Peace Organisation"; "the ministry" points back."""
    table = words()
    for i in ends(sight.paragraph, "bodies"):
        noun = match(table.bodies, sight.lower, i)
        if noun is None or i in taken or not sight.is_noun(i) or _is_site(sight.at.get(i)):
            continue
        first = i - len(noun.phrase) + 1
        end = _of_part(sight, i)
        if end == i + 1 and sight.compound(i) and not sight.capital(i):
            continue
        start = sight.left(first)
        if any(j in taken for j in range(first, end)):
            continue
        while start < first and sight.capital(i) and not sight.capital(start) and start not in sight.at:
            start += 1  # "the central Interior Ministry"
        owner = sight.owner(start, end)
        proper = sight.capital(i) and (sight.capital(start) or end > i + 1) and not sight.opens_sentence(i)
        alone = sight.text(start, end).lower() in table.plain["alone"]
        if any(_repeats(inner, first, noun) for inner in sight.inside(start, first)):
            continue
        place_like = start < first and sight.capital(start) and not sight.opens_sentence(start) and not sight.capital(i)
        if (
            owner is None
            and not alone
            and not place_like
            and not (proper and (i > start or end > i + 1) and not noun.plural)
        ):
            continue
        if noun.plural and noun.phrase[-1] not in ("authorities", "police", "forces", "media") and not proper:
            continue
        if noun.phrase == ("department",) and not sight.capital(i) and first == start + sight.size(start):
            continue  # "the Colombian department" is a province
        body = _body(sight, noun, i, first, (start, end))
        if body is not None:
            yield body


def _body(sight: Sight, noun: Noun, i: int, first: int, tokens: tuple[int, int]) -> Name | None:
    """The name of the body whose noun stands from ``first`` to ``i``, in a phrase; None for an army of a land."""
    start, end = tokens
    fighters = noun.armed and noun.sector in ("rebel", "militia")
    if not sight.capital(i) and (fighters or sight.indefinite(start)):
        return sight.name(
            (start, end),
            "actors.organization.hint",
            "organization",
            head=i,
            named=False,
            country=sight.country(start, end),
            sector=_body_sector(sight, start, first, noun),
        )
    kind: EntityType = "organization"
    if noun.sector == "media":
        kind = "media"
    elif noun.armed:
        kind = "armed_force"
    country = sight.country(start, end)
    canonical = sight.adjectived(start, end)
    sector = _body_sector(sight, start, first, noun)
    if (
        noun.phrase in (("government",), ("regime",), ("administration",))
        and country
        and sight.adjective(start, end)  # "the Scottish government" is none of a country
        and not any(sight.lower[j] in _BELOW or sight.capital(j) for j in range(start + sight.size(start), first))
    ):
        return sight.name(
            (start, end),
            "actors.organization.built",
            kind,
            head=i,
            country=country,
            sector="government",
            key=f"{slug(sight.adjective(start, end))}-government",
            canonical=sight.government(country),
        )
    if sight.force_country(start, first) and noun.phrase in (("defense", "forces"), ("defence", "forces")):
        return None
    merge = f"{country or ''}:{_kind(canonical, sight.adjective(start, end))}"
    return sight.name(
        (start, end),
        "actors.organization.built",
        kind,
        head=i,
        country=country,
        sector=sector,
        key=merge,
        canonical=canonical if canonical != sight.text(start, end) else None,
    )


def _repeats(owner: Name, first: int, noun: Noun) -> bool:
    """ "Reuters news agency", "the Hamas movement": the word only says again what the name is."""
    if owner.tokens[1] != first or owner.surface != "name":
        return False
    return (owner.type == "media" and noun.sector == "media") or (
        owner.type in ("armed_force", "organization")
        and noun.phrase[-1]
        in ("movement", "group", "militia", "organisation", "organization", "network", "coalition", "alliance")
    )


def _kind(canonical: str, adjective: str) -> str:
    """The name of a body without its country and spelling: "Ministry of Defence" is "defense ministry"."""
    text = canonical.lower().removeprefix(adjective.lower()).strip()
    text = _SPELLING.sub("defense", text)
    if ministry := _MINISTRY_OF.fullmatch(text):
        text = f"{ministry.group(2)} {ministry.group(1)}"
    return text


def _body_sector(sight: Sight, start: int, first: int, noun: Noun) -> Sector:
    if (
        noun.phrase[-1] in ("command", "office", "commission", "council", "committee", "intelligence", "agency")
        or noun.sector == "unknown"
    ):
        return sight.sector(start, first) or noun.sector
    return noun.sector


def _of_part(sight: Sight, i: int) -> int:
    """The end of "Ministry of Foreign Affairs", "Directorate for Security", "Organisation for the X of Y"."""
    end = i + 1
    while end + 1 < len(sight.lower) and sight.lower[end] in ("of", "for", "and", "in", "on") and sight.capital(i):
        at = end + 1
        if sight.lower[at] == "the" and at + 1 < len(sight.lower):
            at += 1
        if not sight.capital(at) or sight.lower[at] in words().plain["stop_words"]:
            break
        if sight.lower[end] == "and" and not (end > i + 1 and at + 1 <= len(sight.lower)):
            break
        if sight.lower[end] == "in" and at not in sight.at:
            break
        while at < len(sight.lower) and (sight.capital(at) or sight.lower[at] == "-"):
            at += 1
        end = at
    return end


# ------------------------------------------------------------------------------------------------------ people
def _people(sight: Sight, taken: set[int]) -> Iterator[Name]:
    """ "Ukrainian and allied officials", "a military spokesman", "hospital sources"; "the minister" points back."""
    table = words()
    for i in ends(sight.paragraph, "people", "pointers", "roles"):
        noun = match(table.people, sight.lower, i) or _office(sight, i)
        if noun is None or i in taken or not sight.is_noun(i) or (sight.compound(i) and not sight.possessive(i)):
            continue
        if i + 1 in sight.at and sight.at[i + 1].surface == "name" and "listed" in sight.at[i + 1].traits:
            continue  # "rebels Al-Shabaab"
        first = i - len(noun.phrase) + 1
        start = sight.left(first)
        if i + 2 < len(sight.lower) and sight.lower[i + 1 : i + 3] == ("and", "other"):
            continue  # "rights groups and other sources" is one source
        start = _coordinated(sight, start)
        the = sight.determiner(start)
        end = sight.right(i)
        bare = start == first or all(
            sight.lower[j] in ("central", "local", "national", "same") for j in range(start, first)
        )
        if noun.plural and match(table.forces, sight.lower, i):
            continue
        role = match(table.people, sight.lower, i) is None and match(table.roles, sight.lower, i) is not None
        if (match(table.people, sight.lower, i) is None and not (role and sight.owned(start, i))) or (
            bare and the and not noun.plural and end == i + 1
        ):
            if sight.pointing(start) and bare and end == i + 1 and not _goes_on(sight, i + 1):
                yield _pointer(sight, start - 1, i, noun)
            continue
        owners = [n for n in sight.inside(start, i) if n.type == "armed_force"]
        if owners and noun.sector in ("rebel", "military", "militia") and noun.phrase[-1] not in _RANKS:
            continue  # "Hamas fighters" are Hamas
        if noun.phrase[-1] in ONE_MAN and not sight.owned(start, i):
            yield sight.name(
                (start, end),
                "actors.group.hint",
                "person",
                head=i,
                sector="military",
                named=False,
                surface="description",
                key=slug(sight.text(start, i + 1)) or None,
            )
            continue
        sector = (None if noun.phrase[-1] in _OFFICES else sight.sector(start, first)) or noun.sector
        owner = sight.owner(start, end)
        if owner is not None and owner.sector and noun.sector in ("unknown", "government") and sector == noun.sector:
            sector = owner.sector
        country = sight.country(start, i + 1) or sight.country(i + 1, end, only="country")
        phrase = sight.adjectived(start, i + 1)
        key = slug(sight.from_part(phrase, i + 1, end))
        if the and sight.lower[start] == "other":
            start -= 1  # "the other group" is that one, not any
        yield sight.name(
            (start, end),
            "actors.group.unnamed",
            "group" if noun.plural else _ONE_OF.get(sight.lower[i], "person"),
            head=i,
            country=country,
            sector=sector,
            named=False,
            surface="description",
            key=key or None,
        )


def _office(sight: Sight, i: int) -> Noun | None:
    """The longer of a word that points back and a role: "police chief" before "chief"."""
    pointer, role = match(words().pointers, sight.lower, i), match(words().roles, sight.lower, i)
    if pointer is None or role is None:
        return pointer or role
    return role if len(role.phrase) > len(pointer.phrase) else pointer


def _goes_on(sight: Sight, i: int) -> bool:
    """ "the group responsible", "the newspaper Le Matin": what follows says which one, nothing points back."""
    if i >= len(sight.lower):
        return False
    return sight.lower[i] in _WHICH or (sight.capital(i) and sight.tags[i].startswith("NNP"))


def _coordinated(sight: Sight, start: int) -> int:
    """ "rights groups and other sources" is one source: the start of its first part."""
    if start >= 2 and sight.lower[start] == "other" and sight.lower[start - 1] == "and":
        noun = match(words().people, sight.lower, start - 2)
        if noun is not None and noun.plural:
            return sight.left(start - 1 - len(noun.phrase))
    return start


def _pointer(sight: Sight, start: int, i: int, noun: Noun) -> Name:
    """ "the minister", "the group": the type is that of the word."""
    table = words()
    kind: EntityType = "person"
    sector: Sector = "unknown"
    body, role = match(table.bodies, sight.lower, i), match(table.roles, sight.lower, i)
    people = match(table.people, sight.lower, i)
    word = sight.lower[i]
    if word in ("nation", "country"):
        kind = "country"
    elif match(table.wars, sight.lower, i):
        kind = "conflict"
    elif word in ("group", "militia", "coalition", "alliance", "movement") or (body is not None and body.armed):
        kind = "organization"
    elif body is not None:
        kind, sector = ("media" if body.sector == "media" else "organization"), body.sector
    elif noun.plural:
        kind, sector = "group", people.sector if people else "unknown"
    elif match(table.forces, sight.lower, i):
        kind, sector = "armed_force", "military"
    elif role is not None or people is not None:
        sector = role.sector if role is not None else people.sector if people is not None else "unknown"
    elif word not in ("man", "woman"):
        kind = "organization"
    return sight.name(
        (start, i + 1), "actors.group.pointer", kind, head=i, sector=sector, surface="description", named=False
    )
