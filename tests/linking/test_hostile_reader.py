"""One thing taken for another: surnames, governments, doers, wholes and owners that the text does not give."""

from __future__ import annotations

import pytest
from readings import kept_reading_of

from extractor.model import Entity


def _entities(text: str) -> dict[str, Entity]:
    return {entity.id: entity for entity in kept_reading_of(text).document.entities}


@pytest.mark.parametrize(
    ("text", "person", "group"),
    [
        ("The rector, Paul Wagner, spoke. Wagner said that two guards were killed.", "paul-wagner", None),
        ("Wagner said that two guards were killed.", None, "wagner-group"),
        (
            "The rector, Paul Wagner, met men of the Wagner Group. Wagner said that two died.",
            "paul-wagner",
            "wagner-group",
        ),
        ("Hamas said that two guards were killed.", None, "hamas"),
    ],
)
def test_a_surname_is_no_group(text: str, person: str | None, group: str | None) -> None:
    found = _entities(text)
    assert [i for i, e in found.items() if e.type == "person" and e.named is not False] == ([person] if person else [])
    assert [i for i, e in found.items() if e.type == "armed_force"] == ([group] if group else [])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Sudanese forces shelled rebels in the region bordering Chad. The government says 40 rebels died.",
            "sudanese",
        ),
        ("Sudanese forces shelled rebels near the Chadian border. The government says 40 rebels died.", "sudanese"),
        ("Peru wants more money. It is paid in U.S. dollars. The government says nine soldiers died.", "peruvian"),
        ("Sudanese troops are in Chad. The government says 40 rebels died.", "chadian"),
        ("Sudan has a border dispute with Chad. The government says 40 rebels died.", "chadian"),
    ],
)
def test_whose_government(text: str, source: str) -> None:
    assert f"{source}-government" in _entities(text)


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Dutch police have charged four men in an alleged plot to kidnap and behead a soldier.", ()),
        ("Dutch police arrested four men and killed two gunmen.", ("dutch-police",)),
        ("Dutch police killed two gunmen.", ("dutch-police",)),
    ],
)
def test_who_holds_to_account_did_not_do_it(text: str, doer: tuple[str, ...]) -> None:
    assert [fact.perpetrator for fact in kept_reading_of(text).document.casualties if fact.kind == "killed"] == [doer]


@pytest.mark.parametrize(
    ("text", "is_part"),
    [
        (
            "Jets struck the camp, killing seven rebels. Front rebels drove to the gate, killing four of the rebels.",
            False,
        ),
        ("Gunmen seized twelve miners. Police said the miners were alive. Four of the miners were shot dead.", True),
    ],
)
def test_newcomers_are_no_part(text: str, is_part: bool) -> None:
    assert (kept_reading_of(text).document.casualties[1].part_of is not None) is is_part


def test_a_band_elsewhere_is_another() -> None:
    text = "Troops killed two Shan rebels. The army speaks of an incursion against Shan rebels in northern Laos."
    assert {e.country for i, e in _entities(text).items() if i.startswith("shan-rebels")} == {None}


@pytest.mark.parametrize(
    "source", ["The government in Kinshasa", "A local radio", "The party in Kinshasa", "The coalition in Kinshasa"]
)
def test_a_body_is_no_person(source: str) -> None:
    text = f"{source} said that 12 guards were killed."
    assert all(e.type != "person" for e in _entities(text).values())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Many young men left for Europe. Shells fell on the capital, where nine guards were killed.", "europe"),
        ("Shells fell on Lille. Nine guards were killed in the town.", "lille"),
    ],
)
def test_a_continent_is_no_town(text: str, place: str) -> None:
    found = kept_reading_of(text).document
    assert (found.casualties[0].location == (place,)) is (place != "europe")


def test_letters_of_one_body_are_not_those_of_the_next() -> None:
    text = (
        "Raids rose, according to the Peruvian Office of Mine Action (POMA). Estimates by the US Bureau of Bomb Disposal"
        " (USBBD) differ. Nine soldiers died, according to the POMA."
    )
    bodies = [e for e in _entities(text).values() if "POMA" in (e.name, *e.aliases)]
    assert [e.name for e in bodies] == ["Peruvian Office of Mine Action"]


@pytest.mark.parametrize(
    ("text", "is_he"),
    [
        ("Local prosecutor Jan Holm spoke. Officials said the man killed two guards.", False),
        ("Jan Holm was held in Lille. Officials said the man killed two guards.", True),
    ],
)
def test_the_man_holds_no_office(text: str, is_he: bool) -> None:
    assert ("the man" in _entities(text)["jan-holm"].aliases) is is_he


def test_a_town_is_no_person_elsewhere() -> None:
    text = "Shells hit the town of Khan Wardesal. Rebels spoke of it. The seizure of Khan Wardesal killed nine guards."
    assert [e.type for i, e in _entities(text).items() if i.startswith("khan-wardesal")] == ["place"]
