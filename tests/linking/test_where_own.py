"""Where: places entered, guarded, gone to; who tells of it; what the country is; what an army as a whole is not."""

from __future__ import annotations

import pytest
from readings import kept_reading_of


def slots(text: str, count: str) -> tuple[list[str], str | None]:
    """-> (the places of the first figure that begins so, its time)"""
    reading = kept_reading_of(text)
    figure = next(f for f in reading.figures if text[slice(*f.span)].startswith(count))
    assert figure.slots is not None
    found = [text[slice(*span)] for span in (*figure.slots.location, *figure.slots.to)]
    time = figure.slots.time
    return found, text[slice(*time.span)] if time is not None else None


def places_meant(text: str, count: str) -> tuple[str, ...]:
    """The entities of the places of the first fact with this count."""
    document = kept_reading_of(text).document
    assert document is not None
    facts = (*document.casualties, *document.troop_counts)
    fact = next(f for f in facts if f.count is not None and f.count.text.endswith(count))
    return (*fact.location, *getattr(fact, "to", ()))


UNNAMED = [
    ("Some 85 commandos have surrounded the hotel.", "Some 85", ["the hotel"]),
    ("The prison is guarded by 45 policemen.", "45", ["The prison"]),
    ("A settlement was reached after 45 soldiers had died.", "45", []),
    ("Norway will send 75 soldiers to the northern region next week.", "75", ["the northern region"]),
    ("The army has massed 3,500 soldiers near the border - a grave step.", "3,500", ["the border"]),
]
NAMED = [
    ("About 35 marines will remain at Falcon Base for a month.", "About 35", ["Falcon Base"]),
    ("Some 35 marines were dropped into the Orvinsky training area.", "Some 35", ["Orvinsky training area"]),
    ("At the Carrow four waiters were killed.", "four", ["Carrow"]),
    ("Some 90 policemen were flown to Orvila, the minister said.", "Some 90", ["Orvila"]),
    ("The photographs of 90 policemen were posted to Orvila, the minister said.", "90", []),
    ("Jets hit a school used as a shelter in the city of Mosul, killing nine pupils.", "nine", ["Mosul"]),
    ("Nearly 6,000 of the 9,000 Danish soldiers in Mali are based in Gao.", "Nearly 6,000", ["Gao"]),
]
NO_SCENES = [
    ("The war takes a heavy toll on Peru, with 64 soldiers dying each day.", "64", []),
    ("Nine men were hurt in a U.S. raid.", "Nine", []),
    ("Under the Geneva accord, 700 soldiers will go home.", "700", []),
    ("In Peshawar, a rebel alliance said that 300 soldiers had been withdrawn.", "300", []),
]
WITNESSES = [
    ("The hospital in Homs said that the shelling had wounded nine nurses.", "nine", ["Homs"]),
    ("Residents of Homs reported that nine men had been shot.", "nine", ["Homs"]),
    ("Diplomats in Cairo said that nine men had been shot.", "nine", []),
]


@pytest.mark.parametrize(("text", "count", "want"), UNNAMED + NAMED + NO_SCENES + WITNESSES)
def test_place_of_the_own_sentence(text: str, count: str, want: list[str]) -> None:
    assert slots(text, count)[0] == want


COUNTRIES = [
    ("Mali has been at war for years. Norway has sent 250 soldiers to the country.", "250", ("mali",)),
    ("Danish troops left Mali in May. There are about 250 U.S. soldiers in the country.", "250", ("mali",)),
    ("Mali was hit by floods. Spain sent 250 soldiers to the Caribbean nation on Monday.", "250", ("mali",)),
]


@pytest.mark.parametrize(("text", "count", "want"), COUNTRIES)
def test_the_country_is_not_the_one_that_acts(text: str, count: str, want: tuple[str, ...]) -> None:
    assert places_meant(text, count) == want


INHERITED = [
    ("The talks were held in Jaffna. The country's 90,000-strong army is growing.", "90,000", []),
    ("The talks were held in Jaffna. The army called up 4,000 conscripts.", "4,000", []),
    ("Clashes went on in Aceh. An army spokesman said 600 soldiers were being withdrawn.", "600", ["Aceh"]),
]


@pytest.mark.parametrize(("text", "count", "want"), INHERITED)
def test_what_inherits_a_place(text: str, count: str, want: list[str]) -> None:
    assert slots(text, count)[0] == want


TIMES = [
    ("A group of 85 rebels tried to overrun the post on Tuesday.", "85", "on Tuesday"),
    ("Five guards have been killed since the rebels began their raids.", "Five", "since the rebels"),
    ("The general fled to the hills with 600 soldiers and died of fever in May.", "600", None),
]


@pytest.mark.parametrize(("text", "count", "want"), TIMES)
def test_time_of_a_noun_is_that_of_its_verb(text: str, count: str, want: str | None) -> None:
    reading = kept_reading_of(text)
    figure = next(f for f in reading.figures if text[slice(*f.number.span)].startswith(count))
    assert figure.slots is not None
    found = figure.slots.time
    got = text[slice(*found.span)] if found is not None else None
    assert got == want if want is None else (got or "").startswith(want)
