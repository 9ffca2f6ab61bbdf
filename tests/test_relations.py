"""What ties figures to each other: parts of wholes told before, the earlier number of a toll, numbers that grow."""

from __future__ import annotations

import pytest


def facts(read, text):
    """Every fact by the words of its count, in the order of the article."""
    made = read(text).document
    found = sorted((*made.troop_counts, *made.casualties), key=lambda fact: fact.evidence[0].at)
    return {fact.count.text: fact for fact in found if fact.count is not None}


def ties(read, text):
    """(part, whole) by the words of their counts; a part of those who were there counts as well."""
    found = facts(read, text)
    words = {fact.id: text for text, fact in found.items()}
    tied = []
    for text, fact in found.items():
        whole = fact.part_of or (getattr(fact, "of_total", None) and fact.of_total.ref)
        if whole:
            tied.append((text, words[whole]))
    return tied


# --------------------------------------------------------------------------------------------------------------- parts
@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("The raid killed 26 people, including five children.", [("five", "26")]),
        ("The raid killed 26 people.\n\nAmong the dead were five children and two nurses.", [("five", "26"), ("two", "26")]),
        ("The raid killed 26 people in Arequipa.\n\nThe dead include three nurses.", [("three", "26")]),
        ("The raid killed 26 people and wounded 31. Four of the wounded were nurses.", [("Four", "31")]),
        ("Twenty-six people died. Nine of them were children.", [("Nine", "Twenty-six")]),
        ("Nine herders were shot dead, two women among them.", [("two", "Nine")]),
        ("The blast wounded 14 miners, three critically.", [("three", "14")]),
        ("The ambush left 16 soldiers dead (7 officers killed).", [("7", "16")]),
        ("Of the 400 soldiers in the fort, 38 were killed and 70 wounded.", [("38", "400"), ("70", "400")]),
        ("The 900 soldiers include 200 engineers and 300 from Aarhus.", [("200", "900"), ("300", "900")]),
        ("The clinic saw 90 wounded soldiers, of whom 12 have died.", [("12", "90")]),
        ("The 40 engineers are part of a contingent of 300 soldiers.", [("40", "300")]),
        ("In all 26 miners died; 19 were shot, and the remaining seven drowned.", [("19", "all 26"), ("seven", "all 26")]),
        ("Nine rebels died on Sunday. Five rebels were killed at the dam. Four rebels died at the mill.", [("Five", "Nine"), ("Four", "Nine")]),
    ],
)  # fmt: skip
def test_parts(read, text, tied):
    assert ties(read, text) == tied


@pytest.mark.parametrize(
    "text",
    [
        "The raid killed 26 people. Another raid killed five children.",
        "The raid killed 26 people. Among the witnesses were five children.",
        "The raid killed five people.\n\nAmong the dead were nine children.",  # more than there were
        "The raid killed 26 people and wounded four in Tamale.",
        "Floods killed 13 miners. Eleven soldiers were shot dead and two troops were killed.",  # adds up by chance
        "The raid killed 26 people. The unit has 400 soldiers; two of them are cooks.",
        "The blast wounded 14 miners, and three critically needed roads were closed.",
        "The dead man included three soldiers in his will.",
    ],
)
def test_no_parts(read, text):
    assert [pair for pair in ties(read, text) if pair[1] in ("26", "five", "13", "14")] == []


@pytest.mark.parametrize("part", ["About 70", "Half", "Two thirds"])
def test_what_happens_to_a_part_does_not_happen_to_the_whole(read, part):
    found = facts(read, f"{part} of the 200 Danish soldiers were killed.")
    assert (found[part].kind, found[part].of_total.ref, found["200"].action) == ("killed", found["200"].id, "strength")


# ------------------------------------------------------------------------------------------------------------ earlier
@pytest.mark.parametrize(
    "text",
    [
        "The death toll rose to 23 from 17.",
        "The death toll rose from 17 to 23 on Monday.",
        "At least 23 miners were killed, up from 17 reported on Sunday.",
        "Police said 23 miners had died. An earlier toll put the dead at 17.",
        "Police said 23 miners had died. Initial reports said that 17 people were killed.",
        "The blast killed 23 miners. The governor had earlier put the toll at 17.",
    ],
)
def test_the_earlier_number_of_a_toll(read, text):
    found = [fact for fact in facts(read, text).values() if fact.previous is not None]
    assert [(f.count.low, f.previous.low) for f in found] == [(23, 17)]


@pytest.mark.parametrize(
    "text",
    [
        "The blast killed 23 miners. Earlier in the week a fire killed 17 nurses.",
        "The list has 23 killed in 2021, up from 17 in 2020.",
        "Police said 23 miners from a team of 17 villages had died.",
        "The blast killed 23 miners and wounded 17, according to an earlier report.",
        "The blast killed 23 miners. An earlier report spoke of 17 trucks.",
    ],
)
def test_no_earlier_number(read, text):
    assert [fact for fact in facts(read, text).values() if fact.previous is not None] == []


# ---------------------------------------------------------------------------------------------------------- cumulative
@pytest.mark.parametrize(
    ("text", "grown"),
    [
        ("Three more miners died on Friday, bringing the death toll to 40.", ["40"]),
        ("So far 45 soldiers have been killed.", ["45"]),
        ("Some 300 rebels have been killed since January.", ["Some 300"]),
        ("More than 900 people have died since the rebels took up arms.", ["More than 900"]),
        ("The blast killed 40 miners on Friday.", []),
        ("Twelve miners were killed since the guards took them for thieves.", []),
        ("The raid killed 26 people; five have since died in hospital.", []),
        ("The town is so far away that 12 soldiers drowned on the way.", []),
        ("Peru has sent 300 soldiers since January.", []),  # the schema has it of casualties
    ],
)
def test_cumulative(read, text, grown):
    assert [words for words, fact in facts(read, text).items() if getattr(fact, "cumulative", None)] == grown


# --------------------------------------------------------------------------------------------------------- composition
@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Denmark sent 300 troops, including engineers and elite snipers, to Peru.", ("engineers", "elite snipers")),
        ("Peru will send more troops, including missile and artillery units, to Chad.", ("missile and artillery units",)),
        ("Denmark sent 300 troops, including 20 officers, to Peru.", ()),  # counted: a part
        ("Denmark sent 300 troops, including tanks, to Peru.", ()),
        ("Denmark sent 300 troops to ports including Callao.", ()),
    ],
)  # fmt: skip
def test_composition(read, text, parts):
    assert next(iter(read(text).document.troop_counts)).composition == parts


# ------------------------------------------------------------------------------------------------------------- repeats
def test_what_is_said_again_is_the_same_fact_whatever_its_noun(read):
    text = "Gunmen seized four nurses in Tamale.\n\nAll four hostages are alive."
    (fact,) = read(text).document.casualties
    assert (fact.kind, [e.quote for e in fact.evidence]) == ("abducted", ["seized four nurses", "All four hostages"])


def test_what_the_whole_does_its_parts_do(read):
    text = "Denmark will send 900 soldiers to Peru.\n\nThe 900 soldiers include 200 engineers and 300 from Aarhus."
    found = facts(read, text)
    assert [(w, f.action, f.modality) for w, f in found.items()] == [
        ("900", "deploy", "planned"),
        ("200", "deploy", "planned"),
        ("300", "deploy", "planned"),
    ]
    assert len(found["900"].evidence) == 2


def test_another_sentence_does_something_else(read):
    found = facts(read, "Denmark will send 900 soldiers to Peru. Two hundred of them are in Aarhus.")
    assert found["Two hundred"].part_of == found["900"].id
    assert found["Two hundred"].modality == "actual"


def test_tolls_are_not_counted(read):
    assert list(facts(read, "Some estimated death tolls exceeded 100.")) == ["exceeded 100"]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels killed 30 soldiers and lost two of their own.",
        "The death toll rose to twelve from eight after four more bodies were found.",
    ],
)
def test_others_are_no_parts(read, text):
    assert [pair for pair in ties(read, text) if pair[0] in ("two", "eight")] == []
