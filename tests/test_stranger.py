"""What a stranger's first articles showed: values that the text doesn't say, through the whole pipeline."""

from __future__ import annotations

import pytest
from readings import kept_reading_of

from extractor.model import Casualty, Document, TroopCount
from extractor.text import _guessed


def document_of(text: str) -> Document:
    document = kept_reading_of(text).document
    assert document is not None
    return document


def fact(text: str, count: str) -> TroopCount | Casualty:
    document = document_of(text)
    return next(f for f in (*document.casualties, *document.troop_counts) if f.count and f.count.text == count)


NO_DOER = [
    "Port officials said shelling from across the strait killed 16 people in Aqrah.",
    '"We buried 16 cousins this morning," said Salma Haroun, a baker.',
]


@pytest.mark.parametrize("text", NO_DOER)
def test_who_only_says_it_did_not_do_it(text: str) -> None:
    found = fact(text, "16")
    assert isinstance(found, Casualty)
    assert found.perpetrator == ()


def test_who_says_that_they_did_it_did_it() -> None:
    found = fact("Hamas claimed to have killed 16 soldiers.", "16")
    assert isinstance(found, Casualty)
    assert found.perpetrator == ("hamas",)


PLACES = [
    ("The general told reporters in Cairo that 35 rebels took part in the attack.", "35", ()),
    ("An official said the army would call up 900 reservists if the talks in Cairo failed.", "900", ()),
    ("The Lebanese army, which has 9,000 troops, said one soldier was killed at Tyre.", "9,000", ()),
    ("The Lebanese army, which has 9,000 troops in Tyre, said one soldier was killed.", "9,000", ("tyre",)),
    ("The ministry says 33 people have been killed since dawn, 14 of them in Homs and 19 in Hama.", "33", ()),
    ("The ministry says 33 people have been killed since dawn, 14 of them in Homs and 19 in Hama.", "14", ("homs",)),
    ("Shells killed nine herders and hurt 23 near Homs.", "nine", ("homs",)),
    ("The families of the 50 hostages still held in Homs blocked a road in Hama.", "50", ("homs",)),
    ("Rebels attacked the camp of Hugur and killed two soldiers.", "two", ("hugur",)),
    ("Troops retook the town of Awdheegle and killed two rebels.", "two", ("awdheegle",)),
]


@pytest.mark.parametrize(("text", "count", "want"), PLACES)
def test_places(text: str, count: str, want: tuple[str, ...]) -> None:
    assert fact(text, count).location == want


def test_a_name_that_fills_a_gap_has_its_own_number() -> None:
    text = "Ireland has 347 soldiers in the mission, India 903."
    assert [(fact(text, n).country, fact(text, n).location) for n in ("347", "903")] == [(("IRL",), ()), (("IND",), ())]


TIMES = [
    ("Chad has sent 700 soldiers to Benin since October, and may send 90 more.", "90 more", None),
    ("Chad has sent 700 soldiers to Benin since October, and may send 90 more.", "700", "XXXX-10/.."),
    ("The army, which has 900 men, sent two battalions last week.", "900", None),
    ("I expect dozens to die in the mud, as in 2015, when a landslide killed 74.", "dozens", None),
    ("I expect dozens to die in the mud, as in 2015, when a landslide killed 74.", "74", "2015"),
    ("As of May, 900 soldiers were there.", "900", "XXXX-05"),
]


@pytest.mark.parametrize(("text", "count", "want"), TIMES)
def test_times(text: str, count: str, want: str | None) -> None:
    time = fact(text, count).time
    assert (time.value if time else None) == want


def test_a_possessive_day_has_no_preposition() -> None:
    time = fact("Six people were killed in Saturday's strikes on Sanaa.", "Six").time
    assert time is not None
    assert time.text == "Saturday"


def test_a_cue_right_behind_a_number_is_its_own() -> None:
    found = fact("Lomé has admitted 11 military deaths and 78 wounded.", "78")
    assert isinstance(found, Casualty)
    assert found.kind == "wounded"


def test_a_number_set_against_the_true_one_is_denied() -> None:
    text = '"We lost four men, not seventeen," the colonel wrote.'
    assert (fact(text, "four").negated, fact(text, "seventeen").negated) == (None, True)


def test_pages_are_no_soldiers() -> None:
    text = "Some 28,500 soldiers are stationed in the south. The author gives the matter three pages of 412."
    assert [t.count.text for t in document_of(text).troop_counts if t.count] == ["Some 28,500"]


def test_all_cells_of_a_table_count() -> None:
    text = "District | Killed | Injured\nKanda | 12 | 30\nMoro | 14 | 24"
    found = [(c.kind, c.count.text) for c in document_of(text).casualties if c.count]
    assert found == [("killed", "12"), ("wounded", "30"), ("killed", "14"), ("wounded", "24")]


SAID = [
    ("UN experts say between 300 and 400 Rwandan soldiers are fighting there.", "between 300 and 400", "un-experts"),
    ("The government put the toll at 11 dead, including the attacker, and 15 wounded.", "15", "government"),
    ("The ministry put the toll at 11, and 15 soldiers were wounded elsewhere.", "15", "author"),
]


@pytest.mark.parametrize(("text", "count", "want"), SAID)
def test_who_says_it(text: str, count: str, want: str) -> None:
    assert fact(text, count).attributed_to == (want,)


STATES = [
    ("South Africa said 13 of its soldiers had been killed.", "13", ("ZAF",)),
    (
        "The Ukrainian general denied it, saying that eight of his soldiers were hurt by Russian troops.",
        "eight",
        ("UKR",),
    ),
    ("Rwandan soldiers fight beside M23, which itself has some 600 men.", "some 600", ()),
    ("There are no plans to fight in Yemen. The general said: We have sent 250 sailors.", "250", ()),
]


@pytest.mark.parametrize(("text", "count", "want"), STATES)
def test_whose_they_are(text: str, count: str, want: tuple[str, ...]) -> None:
    assert fact(text, count).country == want


SOURCES = [
    ("A Ukrainian brigade said it had killed 47 men.", "armed_force", "military"),
    ("The ombudsman's office said 47 men had died.", "organization", "unknown"),
    ('"Forty-seven men died," Lt. Col. Felix Okot wrote.', "person", "military"),
    ("GENERAL HARRIS: We lost 47 men.", "person", "military"),
]


@pytest.mark.parametrize(("text", "kind", "sector"), SOURCES)
def test_what_a_source_is(text: str, kind: str, sector: str) -> None:
    document = document_of(text)
    attribution = document.attributions[0]
    entity = next(e for e in document.entities if e.id in attribution.source)
    assert (entity.type, attribution.source_kind) == (kind, sector)


def test_our_side_is_not_the_general() -> None:
    found = document_of("GENERAL HARRIS: We had no casualties on our side.").casualties
    assert [c.victims for c in found] == [()]


NO_GROUPS = [
    ("Let us look at the mine where four men died.", "lashkar-e-taiba"),
    ("In Lower Shabelle, four men died.", "shabelle-media-network"),
    ("A strike on the market of Dabanga killed four men.", "radio-dabanga"),
]


@pytest.mark.parametrize(("text", "wrong"), NO_GROUPS)
def test_words_that_are_no_group(text: str, wrong: str) -> None:
    assert wrong not in [e.id for e in document_of(text).entities]


def test_the_group_is_the_one_named_since() -> None:
    text = (
        "The Islamic State said it killed 40 soldiers.\n\n"
        "Elsewhere, the JNIM group attacked a camp. Some 200 soldiers died, according to the group."
    )
    assert fact(text, "Some 200").attributed_to == ("jamaat-nusrat-al-islam-wal-muslimin",)


@pytest.mark.parametrize("sentence", ["Two men died in Gao – said the army.", "“Two men” died; José’s army left."])
def test_short_windows_texts_are_read_as_such(sentence: str) -> None:
    assert _guessed(sentence.encode("cp1252"), "x.txt")[0] == sentence


def test_soldiers_of_a_state_are_not_the_rebels_who_are_called_forces():
    text = "The Ambazonia Defence Forces attacked Kumbo.\n\nCameroon has 8,000 soldiers in the region.\n"
    (fact,) = document_of(text).troop_counts
    assert fact.country == ("CMR",)
    assert fact.force != ("ambazonia-defence-forces",)


def test_wounded_are_not_the_rebels_whom_others_died_after():
    text = (
        "Some 30 rebels raided the market of Luma. Two guards were killed, the mayor said. "
        "A nurse said 22 wounded had been brought in.\n"
    )
    wounded = next(c for c in document_of(text).casualties if c.kind == "wounded")
    assert (wounded.victims, wounded.victim_status) == ((), "unknown")


def test_he_is_who_opened_the_sentence_before_though_he_has_no_name():
    text = (
        'Colonel Ivan Petrek led the garrison. The mayor remembers that week. "We buried 73 people," he says. '
        "The commission of inquiry published its report on Monday.\n"
    )
    (killed,) = document_of(text).casualties
    assert killed.attributed_to == ("mayor",)


def test_he_is_who_was_named_when_somebody_else_is_only_met():
    killed = fact("Colonel Ivan Petrek met the mayor. He said 12 men had died.", "12")
    assert killed.attributed_to == ("ivan-petrek",)


def test_a_commission_is_no_person():
    entities = document_of("The commission of inquiry said 12 men had died. It met on Monday.").entities
    assert {e.type for e in entities if e.id == "commission-of-inquiry"} == {"organization"}


AT_MOST = [
    "The garrison never numbered more than 800 men.",
    "The force did not have more than 800 soldiers.",
    "The toll did not exceed 800 dead.",
]


@pytest.mark.parametrize("text", AT_MOST)
def test_never_more_than_is_a_ceiling_and_no_denial(text: str) -> None:
    document = document_of(text)
    (found,) = (*document.casualties, *document.troop_counts)
    assert found.count is not None
    assert (found.count.low, found.count.high, found.count.bound) == (None, 800, "at_most")
    assert not found.negated


def test_a_denial_of_more_than_denies() -> None:
    (found,) = document_of("He denied that more than 800 people were killed.").casualties
    assert found.count is not None
    assert (found.count.bound, found.negated) == ("more_than", True)
