"""Actors: the examples of actors.yaml, the table of groups, and what examples can't say."""

from __future__ import annotations

from typing import get_args

import pytest

from extractor.errors import InputError
from extractor.model import Name, Sector
from extractor.patterns import actors, groups, places
from extractor.patterns.actors_words import words
from extractor.patterns.countries import countries
from extractor.patterns.inflect import plural
from extractor.pipeline import paragraphs_of


def found_in(text: str) -> tuple[Name, ...]:
    paragraphs = paragraphs_of(text)
    context = places.context(paragraphs)
    return tuple(name for p in paragraphs for name in actors.find(p, places.find(p, context)))


def as_wanted(text: str, name: Name) -> dict[str, object]:
    fields = ("type", "key", "country", "sector", "named", "surface", "role")
    return {"text": text[slice(*name.span)], **{field: getattr(name, field) for field in fields}}


def test_every_line_of_the_groups_is_read() -> None:
    known = groups.groups()
    assert len(known) >= 400
    assert len({group.key for group in known}) == len(known)
    assert {group.country for group in known} - {None} <= set(countries())
    assert all(group.key and group.key == group.key.lower() for group in known)


@pytest.mark.parametrize("group", groups.groups()[::7], ids=lambda g: g.key)
def test_a_group_is_found_by_its_names(group: groups.Group) -> None:
    for name in group.names:
        tokens = [t.text for t in paragraphs_of(f"Yesterday {name} said so.")[0].doc]
        assert [g.name for *_, g in groups.find(tokens)], name


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("Fighters of al-Qaeda fled.", ["al-qaeda"]),
        ("Fighters of Al Qaeda fled.", ["al-qaeda"]),
        ("What IS left behind is unknown.", ["islamic-state"]),
        ("WHO IS THERE?", []),
        ("The eln of cloth was short.", []),
        ("The Kurdistan Workers’ Party left.", ["kurdistan-workers-party"]),
        ("Envoys of the U.N. Security Council met.", ["united-nations-security-council"]),
    ],
)
def test_case_and_punctuation_of_known_names(line: str, want: list[str]) -> None:
    tokens = [t.text for t in paragraphs_of(line)[0].doc]
    assert [group.key for *_, group in groups.find(tokens)] == want


def test_every_sector_is_one_of_the_schema() -> None:
    table = words()
    nouns = [
        noun for part in (table.people, table.bodies, table.forces, table.roles) for ns in part.values() for noun in ns
    ]
    used = {noun.sector for noun in nouns} | set(table.sector_words.values()) | set(table.titles.values())
    assert used <= set(get_args(Sector))
    assert {group.sector for group in groups.groups()} <= set(get_args(Sector))


def test_broken_line_names_the_line() -> None:
    with pytest.raises(InputError, match="is no entry"):
        groups._group("armed_force.rebel", "Nowhere Front without a country")


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("policeman", "policemen"),
        ("authority", "authorities"),
        ("analysis", "analyses"),
        ("aid group", "aid groups"),
    ],
)
def test_plurals(one: str, many: str) -> None:
    assert plural(one, {}) == many


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Latvian and allied officials met.", ("latvian-and-allied-officials", "group")),
        ("Aid agencies and other sources saw smoke.", ("aid-agencies-and-other-sources", "group")),
        ("A spokesman for the governor was calm.", ("spokesman", "person")),
        ("Witnesses near the harbour ran.", ("witnesses", "group")),
    ],
)
def test_unnamed_people_get_a_speaking_id(text: str, want: tuple[str, str]) -> None:
    found = [n for n in found_in(text) if n.rule == "actors.group.unnamed"]
    assert (found[0].key, found[0].type) == want
    assert not found[0].named


@pytest.mark.parametrize(
    ("text", "name", "role", "sector"),
    [
        ("Latvian army chief Janis Kalnins resigned.", "Janis Kalnins", "army chief", "military"),
        ("The mayor, Ana Pereira, wept.", "Ana Pereira", "mayor", "government"),
        ("Dr. Okello ran the ward.", "Okello", "Dr.", "unknown"),
        ("Ivo Petrov, spokesman for the coast guard, rang.", "Ivo Petrov", "spokesman for the coast guard", None),
        ("Taliban spokesman Hamid Noori rang.", "Hamid Noori", "spokesman", "rebel"),
    ],
)
def test_persons_with_roles(text: str, name: str, role: str, sector: str | None) -> None:
    found = {text[slice(*n.span)]: n for n in found_in(text) if n.type == "person" and n.named}
    assert found[name].role == role
    assert sector is None or found[name].sector == sector


def test_a_defence_minister_is_government_and_military_sources_are_not() -> None:
    found = {n.key: n.sector for n in found_in("A Danish defence minister and two Danish military sources met.")}
    assert found["danish-defence-minister"] == "government"
    assert found["danish-military-sources"] == "military"


def test_no_country_from_a_persons_name() -> None:
    found = found_in("Nobody knew where Mikhail Ivanov had been born.")
    assert {n.country for n in found} == {None}
    assert "person" in {n.type for n in found}


def test_offsets_are_the_articles() -> None:
    text = "A quiet start.\n\nPeru’s interior ministry spoke. The Danish army did not."
    for name in found_in(text):
        assert text[slice(*name.span)].strip() == text[slice(*name.span)] != ""
    assert "Peru’s interior ministry" in {text[slice(*n.span)] for n in found_in(text)}


@pytest.mark.parametrize("text", ["", "\n\n", "...", "“", "THE THE THE", "القاهرة", "of of of the the", "- - -", "'s"])
def test_bad_input_gives_nothing_and_does_not_raise(text: str) -> None:
    assert [n for n in found_in(text) if n.named and not n.rule.endswith(".hint")] == []
