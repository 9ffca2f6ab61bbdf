"""Armed forces: of a country, numbered units, and forces whose owner is said elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.model import Name
from extractor.patterns.actors_sight import Sight
from extractor.patterns.actors_words import ends, match, words
from extractor.slugs import slug

ONE_MAN = frozenset(
    {
        "soldier",
        "marine",
        "serviceman",
        "sailor",
        "commando",
        "paratrooper",
        "conscript",
        "servicemember",
        "infantryman",
        "airman",
        "member",
    }
)


def units(sight: Sight, taken: set[int]) -> Iterator[Name]:
    """ "155th naval infantry", "the 4th Mountain Brigade", "Golani Brigade"."""
    plain = words().plain
    for i, word in enumerate(sight.lower):
        if i in taken or not word[0].isdigit() or not re.fullmatch(r"\d{1,3}(st|nd|rd|th|d)?", word):
            continue
        if word.isdigit() and not (
            i + 1 < len(sight.lower) and sight.capital(i + 1) and sight.lower[i + 1] in plain["unit_words"]
        ):
            continue
        end, last = i + 1, 0
        while end < len(sight.lower) and (
            sight.lower[end] in plain["unit_words"]
            or sight.lower[end] in plain["units"]
            or (sight.capital(end) and end < i + 4)
            or sight.lower[end] == "-"
        ):
            end += 1
            if sight.lower[end - 1] in plain["units"]:
                last = end
        if last > i + 2 or (last == i + 2 and sight.capital(i + 1)):
            start = i
            country = sight.at[i - 1].country if i and i - 1 in sight.at else None
            yield sight.name(
                (start, last),
                "actors.force.unit",
                "armed_force",
                head=last - 1,
                sector="military",
                country=country,
                key=slug(sight.text(start, last)),
            )


def forces(sight: Sight, taken: set[int]) -> Iterator[Name]:
    """ "Danish soldiers", "troops from Denmark", "these troops", "the army"."""
    plain = words().plain
    for i in ends(sight.paragraph, "forces"):
        noun = match(words().forces, sight.lower, i)
        if noun is None or i in taken or not sight.is_noun(i) or sight.compound(i):
            continue
        first = i - len(noun.phrase) + 1
        start = sight.left(first)
        before = [sight.lower[j] for j in range(start, first)]
        if any(part in plain["not_forces"] for word in before for part in word.split("-")):
            continue
        owner = sight.owner(start, i + 1)
        if owner is not None and owner.type == "armed_force":
            continue  # "Hamas forces" are Hamas
        country = sight.force_country(start, first)
        if noun.phrase[-1] in ONE_MAN:
            continue
        if country:
            adjective = sight.adjective(start, i + 1)
            front = sight.at_start(start, first)
            rule = "actors.force.national"
            yield sight.name(
                (front, i + 1),
                rule,
                "armed_force",
                head=i,
                country=country,
                sector="military",
                key=f"{slug(adjective)}-forces",
                canonical=f"{adjective} forces",
            )
            continue
        if noun.phrase[-1] in ("artillery", "infantry", "marines") or sight.counted(start):
            continue
        if owner is not None and owner.key and owner.type == "organization":
            whose = sight.text(*owner.tokens)
            yield sight.name(
                (start, i + 1),
                "actors.force.national",
                "armed_force",
                head=i,
                sector=owner.sector or "military",
                key=slug(f"{whose} forces"),
                canonical=f"{whose} forces",
            )
            continue
        if start and sight.lower[start - 1] in plain["skipped"]:
            continue  # "additional troops" are other ones
        the = sight.determiner(start)
        end = i + 1
        while (
            end < len(sight.lower) and sight.lower[end] in ("from", "in", "at") and end + 1 in sight.at and end == i + 1
        ):
            end = sight.at[end + 1].tokens[1]
        if any(
            word not in plain["force_modifiers"] and word not in ("foreign", "enemy", "coalition") for word in before
        ):
            continue
        foreign = start < first and sight.lower[start] in ("foreign", "allied", "coalition", "enemy")
        yield sight.name(
            (start - 1 if the and not foreign else start, end),
            "actors.force.bare",
            "armed_force",
            head=i,
            sector="military",
            surface="description",
            named=False,
            key=slug(sight.text(start, i + 1)) if foreign else None,
            country=sight.country(i + 1, end),
        )
