"""What the text does not say: each sentence once made a figure, a status, a doer, a part or a source out of nothing."""

from __future__ import annotations

import pytest

# text, (kind or action, low) of every figure with a count
COUNTED = [
    pytest.param(
        "8 killed, 52 injured in raids\n\nGunners hit 74 drones, while another 52 dropped off radars.",
        [("killed", 8), ("wounded", 52)],
        id="another-of-things",
    ),
    pytest.param(
        "8 killed, 52 injured in raids\n\nAnother 52 people were hurt later.",
        [("killed", 8), ("wounded", 52), ("wounded", 52)],
        id="another-of-people",
    ),
    pytest.param("The singer had nothing in common with the 1968 gunmen.", [], id="year"),
    pytest.param("The army faced 1,968 gunmen.", [("strength", 1968)], id="no-year"),
    pytest.param("Raids led to loss of lives and displacement of hundreds of residents.", [], id="displaced"),
    pytest.param("Raids led to the loss of 40 lives.", [("killed", 40)], id="lives"),
    pytest.param(
        "By noon they had pulled 41 bodies from the ruins, along with 60 survivors.", [("killed", 41)], id="alive"
    ),
    pytest.param("They seized two men and three people were shot dead.", [("killed", 3)], id="new-clause"),
    pytest.param(
        "The report names 31 civilian deaths, and dozens of wounded.", [("killed", 31), ("wounded", None)], id="wounded"
    ),
    pytest.param(
        "Troops killed about 20 rebels and dozens were wounded.", [("killed", 20), ("wounded", None)], id="not-both"
    ),
    pytest.param("Talks show how far the two men can control their troops.", [], id="the-two-men"),
    pytest.param("The cause is unclear, but one army officer said it was a robbery.", [], id="speaker"),
    pytest.param("Troops said one army officer was killed.", [("killed", 1)], id="killed-officer"),
    pytest.param("The sprint killed 41 bugs.", [], id="bugs"),
]


@pytest.mark.parametrize(("text", "wanted"), COUNTED)
def test_only_what_is_counted(read, text, wanted):
    found = [(f.kind or f.action, f.number.low) for f in read(text).figures]
    assert [pair for pair in found if pair[0] not in ("captured", "abducted")] == wanted


def casualties(read, text):
    return read(text).document.casualties


def test_the_attackers_are_not_the_dead(read):
    assert [c.victim_status for c in casualties(read, "Gunmen storm hill village, 24 killed")] == ["unknown"]


def test_the_hurt_are_no_part_of_the_dead(read):
    text = "At least 27 people were killed, including seven soldiers, and dozens were wounded in the valley."
    dead, part, hurt = casualties(read, text)
    assert part.part_of == dead.id
    assert hurt.part_of is None


def test_what_is_aimed_at_is_not_done(read):
    aimed = casualties(read, "The army steps up patrols to meet a deadline to wipe out the insurgents.")
    done = casualties(read, "The army wiped out the insurgents.")
    assert [c.modality for c in (*aimed, *done)] == ["planned", "actual"]


def test_they_are_not_the_civilians_told_of_last(read):
    taken = casualties(read, "Some residents were kidnapped. From what I heard, they took two women.")
    assert all(c.perpetrator == () for c in taken)


def test_whoever_was_not_among_them_they_are_there(read):
    (count,) = read("He was not among the 11,000 extremists on the list.").document.troop_counts
    assert count.negated is None


# text, for every attribution its source's ids and whether it is negated
SAID = [
    (
        "Forces loyal to Vice President Omar Dost said his house was shelled.",
        ["forces-loyal-to-vice-president-omar-dost"],
    ),
    ("President Omar Dost left. Dost's spokesman Karim Yusuf said three soldiers died.", ["karim-yusuf"]),
    ("US Secretary of State Antony Bell said three soldiers died.", ["antony-bell"]),
    ("The Lisbon museum guards said three people died.", ["lisbon-museum-guards"]),
    ("The clinic in Osh burned. Its director said three people died.", ["unnamed"]),
    (
        "The shelling came a day after the army and armed groups said they had repelled an attack.",
        ["army", "armed-groups"],
    ),
    ("The network condemned the shelling of clinics, which confirms that troops want the city.", ["network"]),
    ("A large drive went on against Hamas militants said to be regrouping.", ["unnamed"]),
    ("The attackers, said to number around 30, fled.", ["unnamed"]),
    ("The teacher said to wait.", ["teacher"]),
    ("KANDY CITY, Sri Lanka (DPA): Army troops clashed with rebels.", []),
    ("Military data showed that it has 2,500 armed members. – BNN-QNA", ["unnamed"]),
    ("The military said on Tuesday nine more soldiers had been killed in Osh.", ["military"]),
]


@pytest.mark.parametrize(("text", "sources"), SAID)
def test_who_says_it(read, text, sources):
    assert [i for a in read(text).document.attributions for i in a.source] == sources


def test_a_number_belongs_to_what_was_said(read):
    (told,) = read("The military said on Tuesday nine more soldiers had been killed in Osh.").document.attributions
    assert told.content == "nine more soldiers had been killed in Osh"


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("There were no reports of rebel casualties.", [True]),
        ("There were reports of rebel casualties.", [None]),
        ("He did not specify where they are, or say who is holding them.", [True, True]),
    ],
)
def test_what_nobody_said(read, text, negated):
    assert [a.negated for a in read(text).document.attributions] == negated


def test_he_is_not_whom_he_talks_of(read):
    text = (
        "Marcus Orr of the state police confirmed the attack, saying gunmen killed the head.\n\n"
        '"The village head came out to plead with the gunmen when they killed him," he said.'
    )
    assert read(text).document.attributions[-1].source == ("marcus-orr",)


def test_the_office_is_the_one_that_spoke(read):
    text = (
        "The district prosecutor's office said a house in Peru was hit. Four were hurt, the office wrote on Telegram."
    )
    first, second = read(text).document.attributions
    assert first.source == second.source == ("district-prosecutors-office",)
