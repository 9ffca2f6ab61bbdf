from __future__ import annotations

import functools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor.model import Name
from extractor.patterns import places
from extractor.patterns.places_table import TABLE, Entry, fold, look_up
from extractor.patterns.places_words import slug
from extractor.pipeline import paragraphs_of


@functools.cache
def names(text: str) -> tuple[tuple[str, Name], ...]:
    """Every name of the text with the words it covers."""
    paragraphs = paragraphs_of(text)
    context = places.context(paragraphs)
    found = [name for paragraph in paragraphs for name in places.find(paragraph, context)]
    return tuple((text[name.span[0] : name.span[1]], name) for name in found)


def one(text: str, words: str) -> Name:
    found = [name for written, name in names(text) if written == words]
    assert len(found) == 1, [written for written, _ in names(text)]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "key", "country", "iso"),
    [
        # towns, with the spelling of the text and the usual name
        ("Snow fell in Kharkov on Sunday.", "Kharkov", "kharkiv", "UKR", None),
        ("A clinic opened in Deir al-Zor.", "Deir al-Zor", "deir-ez-zor", "SYR", None),
        ("The road to Port-au-Prince was cut.", "Port-au-Prince", "port-au-prince", "HTI", None),
        ("Rain stopped the convoy near Maiduguri.", "Maiduguri", "maiduguri", "NGA", None),
        ("He was born in Ouagadougou.", "Ouagadougou", "ouagadougou", "BFA", None),
        ("They met in St. Petersburg, Russia.", "St. Petersburg", "saint-petersburg", "RUS", None),
        ("TEN WOUNDED IN KANDAHAR CITY", "KANDAHAR CITY", "kandahar", "AFG", None),
        # regions, with their kind
        ("Floods reached the Bryansk region.", "Bryansk region", "bryansk-oblast", "RUS", "RU-BRY"),
        ("A judge in Kunduz Province resigned.", "Kunduz Province", "kunduz-province", "AFG", "AF-KDZ"),
        ("Farmers in Borno fled.", "Borno", "borno", "NGA", "NG-BO"),
        ("Villages in North Kivu burned.", "North Kivu", "north-kivu", "COD", "CD-NK"),
        ("Clans in Lower Shabelle made peace.", "Lower Shabelle", "lower-shabelle", "SOM", "SO-SH"),
        ("The governor of Khyber Pakhtunkhwa spoke.", "Khyber Pakhtunkhwa", "khyber-pakhtunkhwa", "PAK", "PK-KP"),
        # what the gazetteer lacks
        ("Ships avoid the Bab el-Mandeb.", "Bab el-Mandeb", "bab-el-mandeb", None, None),
        ("Trade across the Gulf slowed.", "Gulf", "gulf", None, None),
        ("Drought in the Sahel worsened.", "Sahel", "sahel", None, None),
        ("Schools in the Gaza Strip stayed shut.", "Gaza Strip", "gaza-strip", "PSE", None),
        ("Herders crossed into the Golan Heights.", "Golan Heights", "golan-heights", None, None),
        ("Miners in Nagorno-Karabakh went on strike.", "Nagorno-Karabakh", "nagorno-karabakh", "AZE", None),
        ("Aid for sub-Saharan Africa fell.", "sub-Saharan Africa", "sub-saharan-africa", None, None),
        # which of several
        ("A bridge fell in Tripoli, Lebanon.", "Tripoli", "tripoli", "LBN", None),
        ("Lebanon's Tripoli was quiet.", "Tripoli", "tripoli", "LBN", None),
        ("Libyan officials flew to Tripoli.", "Tripoli", "tripoli", "LBY", None),
        ("The mayor of Odessa, Texas, spoke.", "Odessa", "odessa", "USA", None),
        ("Ukrainian sailors left Odessa.", "Odessa", "odesa", "UKR", None),
        # names that are words or persons, with a sign of place
        ("Six tourists died in Nice, France.", "Nice", "nice", "FRA", None),
        ("The port city of Split was shelled.", "Split", "split", "HRV", None),
        ("Police searched homes in Austin, Texas.", "Austin", "austin", "USA", None),
        # places that no list knows: no country, unless the text gives it
        ("Gunmen raided the village of Zorbaqat.", "Zorbaqat", "zorbaqat", None, None),
        ("Gunmen raided the Syrian village of Zorbaqat.", "Zorbaqat", "zorbaqat", "SYR", None),
        ("Troops entered the Qelvani district.", "Qelvani district", "qelvani-district", None, None),
        ("Recruits train at Camp Hollowell.", "Camp Hollowell", "camp-hollowell", None, None),
        ("They live near Wendrath.", "Wendrath", "wendrath", None, None),
    ],
)
def test_places(text: str, words: str, key: str, country: str | None, iso: str | None) -> None:
    name = one(text, words)
    assert (name.type, name.key, name.country, name.iso) == ("place", key, country, iso)


@pytest.mark.parametrize(
    ("text", "words", "key", "surface"),
    [
        ("The United States sent envoys.", "United States", "united-states", "name"),
        ("U.S.-led forces stayed.", "U.S.", "united-states", "name"),
        ("US Secretary of State Ann Holloway landed.", "US", "united-states", "name"),
        ("Two South African engineers left.", "South African", "south-africa", "demonym"),
        ("Four Danes and a Briton were freed.", "Danes", "denmark", "demonym"),
        ("The Côte d’Ivoire lost.", "Côte d’Ivoire", "ivory-coast", "name"),
        ("Burma held a vote.", "Burma", "myanmar", "name"),
        ("East Germany closed its border.", "East Germany", "east-germany", "name"),
        ("Refugees walked from Chad to Niger.", "Chad", "chad", "name"),
        ("Refugees walked from Chad to Niger.", "Niger", "niger", "name"),
        ("An envoy arrived in Jordan.", "Jordan", "jordan", "name"),
        ("DR Congo and Rwanda signed.", "DR Congo", "democratic-republic-of-the-congo", "name"),
        (
            "Brazzaville is the seat of the Republic of the Congo.",
            "Republic of the Congo",
            "republic-of-the-congo",
            "name",
        ),
        ("SYRIAN TROOPS LEAVE LEBANON AFTER VOTE", "SYRIAN", "syria", "demonym"),
        ("SYRIAN TROOPS LEAVE LEBANON AFTER VOTE", "LEBANON", "lebanon", "name"),
        ("Iraq-Syria trade grew.", "Iraq", "iraq", "name"),
    ],
)
def test_countries(text: str, words: str, key: str, surface: str) -> None:
    name = one(text, words)
    assert (name.type, name.key, name.surface) == ("country", key, surface)


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Kyiv accused its neighbour of lying.", "Kyiv", "ukraine"),
        ("Moscow's forces moved west.", "Moscow", "russia"),
        ("Talks with Tehran broke down.", "Tehran", "iran"),
        ("The treaty was denounced by Ankara.", "Ankara", "turkey"),
        ("Analysts say Pyongyang is ready to talk.", "Pyongyang", "north-korea"),
    ],
)
def test_a_capital_that_acts_is_its_government(text: str, words: str, key: str) -> None:
    name = one(text, words)
    assert (name.type, name.key, name.metonym) == ("country", key, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Thousands marched in Kyiv.", "Kyiv"),
        ("Moscow's streets were empty.", "Moscow"),
        ("The train from Tehran was late.", "Tehran"),
        ("The governor of Damascus resigned.", "Damascus"),
    ],
)
def test_a_capital_where_things_happen_is_a_place(text: str, words: str) -> None:
    assert (one(text, words).type, one(text, words).metonym) == ("place", False)


def test_a_seat_of_government_keeps_its_own_id() -> None:
    name = one("The Kremlin dismissed the idea.", "Kremlin")
    assert (name.type, name.key, name.country, name.metonym) == ("organization", "kremlin", "RUS", True)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Austin thanked his staff.",
        "Michael Jordan retired.",
        "Reading helps.",
        "Most people agree.",
        "Best wishes to all.",
        "Split the bread.",
        "March was cold.",
        "Of course he came.",
        "Same again, he said.",
        "Mobile phones rang.",
        "Victoria and Charlotte sang.",
        "He works for the U.N. and the WHO.",
        "He reads the Washington Post.",
        "She teaches at Kabul University.",
        "The African Union met.",
        "The gap in the middle widened.",
        "Here they stayed.",
        "A turkey was roasted.",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert [written for written, name in names(text) if name.named] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nine men were treated in a field hospital.", "a field hospital"),
        ("They slept in an abandoned school.", "an abandoned school"),
        ("Shots were fired at a checkpoint.", "a checkpoint"),
    ],
)
def test_places_without_a_name(text: str, words: str) -> None:
    name = one(text, words)
    assert (name.type, name.surface, name.named, name.key) == ("place", "description", False, None)


def test_a_named_place_leaves_no_unnamed_one() -> None:
    assert [written for written, _ in names("Nine men were treated in a hospital in Aden.")] == ["Aden"]


def test_a_town_is_its_region_where_the_article_says_so() -> None:
    text = "Shells hit the Belgorod region.\n\nIn Belgorod, schools were closed."
    assert one(text, "Belgorod").key == "belgorod-oblast"
    assert one("In Belgorod, schools were closed.", "Belgorod").key == "belgorod"


def test_georgia_is_the_state_where_only_america_is_spoken_of() -> None:
    assert one("A judge in Atlanta, Georgia, agreed.", "Georgia").iso == "US-GA"
    assert one("Russian troops left Georgia.", "Georgia").country == "GEO"


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("NAIROBI, Kenya — The talks were put off.", "NAIROBI, Kenya", "nairobi"),
        ("BAGHDAD, June 9 - The talks were put off.", "BAGHDAD", "baghdad"),
        ("Baghdad (AFP) - The talks were put off.", "Baghdad", "baghdad"),
        ("KABUL (Reuters) -- The talks were put off.", "KABUL", "kabul"),
        ("Sanaa, Yemen – The talks were put off.", "Sanaa, Yemen", "sanaa"),
        ("MOSCOW. June 9 (Interfax) - The talks were put off.", "MOSCOW", "moscow"),
        (
            "SEOUL/TOKYO Ministers of six countries met in a lakeside hotel last spring, and parted without having signed.",
            "SEOUL/TOKYO",
            "seoul",
        ),
        (
            "QELVANABAD, Turkey Ministers of six countries met in a lakeside hotel last spring, and parted without a word.",
            "QELVANABAD, Turkey",
            "qelvanabad",
        ),
        ("LAGOS, Nigeria, June 9 (UPI) -- The talks were put off.", "LAGOS, Nigeria", "lagos"),
    ],
)
def test_dateline(text: str, words: str, key: str) -> None:
    paragraph = paragraphs_of(text)[0]
    name = places.dateline(paragraph)
    assert name is not None
    assert (text[name.span[0] : name.span[1]], name.key) == (words, key)


@pytest.mark.parametrize(
    "text",
    [
        "NOTE — The talks were put off.",
        "Syria-based groups fled.",
        "The talks in Geneva - the third - were put off.",
        "Ukrainian - not Russian - is spoken there.",
        "VLADIMIR Holloway sold his share of the family farm in the hills and bought a small hotel near the railway line.",
        "Islamabad said the talks were put off.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert places.dateline(paragraphs_of(text)[0]) is None


def test_offsets_are_the_articles() -> None:
    text = "Nothing here.\n\nRain in Mosul, and in Erbil."
    assert [text[n.span[0] : n.span[1]] for _, n in names(text)] == ["Mosul", "Erbil"]


@given(st.text(alphabet="ABabzé ’'-.,\n\tKyivMaliINof", max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_spans_in_order_within_it(text: str) -> None:
    paragraphs = paragraphs_of(text)
    context = places.context(paragraphs)
    for paragraph in paragraphs:
        found = places.find(paragraph, context)
        assert found == places.find(paragraph, context)
        ends = [-1, *(n.span[1] for n in found)]
        for name, end in zip(found, ends, strict=False):
            assert end <= name.span[0] < name.span[1] <= len(text)
        places.dateline(paragraph, context)


@given(st.text(max_size=30))
@example("𝐀｀")
def test_fold_is_stable(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(min_size=1, max_size=20))
def test_look_up_takes_any_key(key: str) -> None:
    assert all(isinstance(entry, Entry) for entry in look_up(fold(key)))


def test_the_table_is_sorted_and_whole() -> None:
    lines = TABLE.read_text(encoding="utf-8").split("\n")[:-1]
    keys = [line.split("\t", 1)[0].encode() for line in lines]
    assert keys == sorted(keys)
    assert all(line.count("\t") == 6 for line in lines)
    assert look_up(keys[0].decode())
    assert look_up(keys[-1].decode())


def test_slug() -> None:
    assert slug("Kursk Oblast") == "kursk-oblast"
    assert slug("Sana'a") == "sanaa"
    assert slug("Côte d’Ivoire") == "cote-divoire"
