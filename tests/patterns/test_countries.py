from __future__ import annotations

import re

import pytest

from extractor.patterns import countries as table
from extractor.patterns.countries import by_key, by_surface, countries, surfaces


@pytest.mark.parametrize(
    ("words", "code", "kind"),
    [
        ("Ukraine", "UKR", "name"),
        ("Ukrainian", "UKR", "demonym"),
        ("Ukrainians", "UKR", "people"),
        ("UKRAINIANS", "UKR", "people"),
        ("U.S.", "USA", "name"),
        ("US", "USA", "name"),
        ("the States", "USA", "name"),
        ("Kiev", "UKR", "capital"),
        ("Kyiv", "UKR", "capital"),
        ("Kremlin", "RUS", "seat"),
        ("Dane", "DNK", "demonym"),
        ("Danes", "DNK", "people"),
        ("British", "GBR", "demonym"),
        ("Germans", "DEU", "people"),
        ("Frenchmen", "FRA", "people"),
        ("Filipinos", "PHL", "people"),
        ("Philippine", "PHL", "demonym"),
        ("North Korean", "PRK", "demonym"),
        ("Nigerien", "NER", "demonym"),
        ("Nigerian", "NGA", "demonym"),
        ("Burma", "MMR", "name"),
        ("Côte d’Ivoire", "CIV", "name"),
        ("Cote d'Ivoire", "CIV", "name"),
        ("DR Congo", "COD", "name"),
        ("South Sudanese", "SSD", "demonym"),
        ("Soviet", "SUN", "demonym"),
        ("East Germany", "DDR", "name"),
        ("Kosovo", "XKX", "name"),
        ("OMAN", "OMN", "name"),
    ],
)
def test_surface_forms(words: str, code: str, kind: str) -> None:
    found = by_surface(words)
    assert found is not None
    assert (found[0].code, found[1]) == (code, kind)


@pytest.mark.parametrize("words", ["", "us", "turkey", "Korea", "States", "polish", "Chechnya", "Kurdistan", "chad"])
def test_what_is_no_country(words: str) -> None:
    assert by_surface(words) is None


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("USA", "united-states"),
        ("PRK", "north-korea"),
        ("CIV", "ivory-coast"),
        ("MMR", "myanmar"),
        ("GBR", "united-kingdom"),
        ("DEU", "germany"),
        ("VNM", "vietnam"),
        ("YEM", "yemen"),
        ("SUN", "soviet-union"),
        ("PSE", "palestine"),
    ],
)
def test_keys(code: str, key: str) -> None:
    assert countries()[code].key == key
    assert by_key(key) is countries()[code]


def test_two_states_with_one_code_are_both_there() -> None:
    assert by_surface("West German") is not None
    assert by_surface("West German")[0].key == "west-germany"  # type: ignore[index]
    assert by_surface("West German")[0].code == by_surface("German")[0].code  # type: ignore[index]


def test_keys_are_unique_slugs_and_codes_three_letters() -> None:
    states = table._all()
    assert len({c.key for c in states}) == len(states)
    for country in states:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", country.key)
        assert re.fullmatch(r"[A-Z]{3}", country.code)
        assert country.names[0] == country.name


def test_no_name_or_demonym_belongs_to_two_countries() -> None:
    owners: dict[str, str] = {}
    for country in table._all():
        for word in {*country.names, *country.demonyms, *country.people}:
            assert owners.setdefault(word, country.key) == country.key, word


def test_surface_forms_are_clean() -> None:
    for words in surfaces():
        assert words == words.strip()
        assert ";" not in words
        assert "\t" not in words
