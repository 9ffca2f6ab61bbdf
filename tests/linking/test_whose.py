"""Whose: the country of the people counted, through the whole pipeline."""

from __future__ import annotations

import pytest
from readings import kept_reading_of

from extractor import pipeline
from extractor.model import Article

CASES = [
    ("At the base were nine Finnish and two Swedish soldiers.", "nine", ("FIN",)),
    ("Seven soldiers were hurt, three of them Danish.", "three", ("DNK",)),
    ("Chad was calm. In Chad nothing moved. Then 61 soldiers were killed.", "61", ("TCD",)),
    ("Sweden left. A Danish contingent of 45 soldiers arrived in Chad.", "45", ("DNK",)),
    ("Denmark has pledged 300 soldiers, and today Sweden confirmed another 140.", "another 140", ("SWE",)),
    ("Finland has 210 soldiers in Mali. Denmark's 45 soldiers left.", "45", ("DNK",)),
    ("Finnish losses amounted to 14 dead and 31 wounded.", "14", ("FIN",)),
    ("The Danish army had lost 1,320 dead since then.", "1,320", ("DNK",)),
    ("N'DJAMENA, Chad, May 6 - Denmark flew 140 soldiers to the east on Tuesday.", "140", ("DNK",)),
    ("Denmark admitted to 19 killed.", "19", ("DNK",)),
    ("Rebels ambushed a convoy near N'Djamena, Chad. They killed 31 government troops.", "31", ("TCD",)),
    ("Danish soldiers killed 41 Finns.", "41", ("FIN",)),
    # Whose number it is.
    ("Chad was calm. At its peak the Danish contingent numbered 640.", "640", ("DNK",)),
    ("The total number of Finnish troops in Chad is about 1,170.", "about 1,170", ("FIN",)),
    ("Sweden will cut its police force to 7,300.", "7,300", ("SWE",)),
    ("The number of Peruvian victims reached 3,410.", "3,410", ("PER",)),
    ("The Chilean garrison is now around 2,700.", "around 2,700", ("CHL",)),
    ("Danish soldiers leave when they hand over to a European force that will number 6,400.", "6,400", ()),
    # Nobody harms their own, unless it is said.
    ("Peru accused Chile of abducting seven of its sailors.", "seven", ("PER",)),
    ("Peru said Chile had killed nine of its soldiers.", "nine", ("PER",)),
    ("Chile lost nine of its soldiers.", "nine", ("CHL",)),
    ("Chile killed nine of its own soldiers.", "nine", ("CHL",)),
    # Items of a list.
    ("Sweden has promised up to 730 troops; Denmark, 510; Finland, 420.", "510", ("DNK",)),
    ("Sweden has promised up to 730 troops; Denmark, 510; Finland, 420.", "420", ("FIN",)),
    ("Sweden (with 141 soldiers), Denmark (97) and Finland (58) lead it.", "97", ("DNK",)),
    # Who sends them, by apposition, by a pronoun, by what stands before a word.
    ("Peru deployed 8,300 troops, while its old rival Chile sent 2,100.", "2,100", ("CHL",)),
    ("Sweden will send 1,900 soldiers; Denmark said on Tuesday it was sending 1,300.", "1,300", ("DNK",)),
    ("Parliament in Denmark agreed to withdraw the country's 430 troops from Chad.", "430", ("DNK",)),
    ("Denmark handed over to Sweden, the main contributor with 2,310 soldiers.", "2,310", ("SWE",)),
    # Coordinated nouns, and "of" behind a count.
    ("Some 810 men and officers of the Danish Army were deployed to Darfur in Sudan.", "Some 810", ("DNK",)),
    ("Rebels ambushed the convoy, killing 52 Danes and several Finnish soldiers.", "52", ("DNK",)),
    ("Hundreds, if not thousands, of Danes were killed there.", "Hundreds", ("DNK",)),
    # An article at home in one country, that names only its towns; the police of the place; a noun that tells the state.
    (
        "Bandits struck near Monywa. In Taungdwingyi they fled. Some 140 soldiers searched the hills.",
        "Some 140",
        ("MMR",),
    ),
    ("In Miranshah shops were shut. The road to Mansehra district was cut. Two soldiers were killed.", "Two", ("PAK",)),
    ("U.S. troops left Kandahar in Afghanistan. In Afghanistan rebels took 34 policemen.", "34", ("AFG",)),
    ("Two jawans were killed in the forest.", "Two", ()),  # several armies have them
    ("In Kaya the market was shut. Gunmen killed nine members of the VDP.", "nine", ("BFA",)),
    ("In Colombia the FARC killed six soldiers on a road.", "six", ("COL",)),
    # A force that its sender makes a state's, and who is said to have sent it.
    ("In Mali it is hot. Only Denmark has sent troops. Those 1,340 troops stay in Gao.", "1,340", ("DNK",)),
    ("Peru denied that it was moving soldiers. Some 6,400 more troops have arrived.", "Some 6,400", ("PER",)),
    ("Peru accused Chile of sending 1,310 soldiers to Tacna.", "1,310", ("CHL",)),
    ("Denmark has, according to the radio, sent 130 reinforcements.", "130", ("DNK",)),
    ("France has deployed a 4,300-strong peacekeeping force there.", "4,300", ("FRA",)),
    # What only a state has; the same people again; the number of a force again; the side of a box.
    ("Chad was calm. In Chad two members of the Border Guard were killed.", "two", ("TCD",)),
    ("Gunmen seized four Danish sailors. All four hostages were killed on Monday.", "All four", ("DNK",)),
    ("Denmark has 210 soldiers in Mali. The number was increased from 85 in May.", "85", ("DNK",)),
    ("Casualties and losses\n\nDenmark:\n\n340 killed\n\nChad:\n\n52 killed", "52", ("TCD",)),
    ("Danes were in Gao. Jihadists killed 41 soldiers in Niamey, Niger.", "41", ("NER",)),
    # What the text leaves open stays open.
    ("Casualties and losses\n\n340 killed\n\nIn Chad 52 people died of hunger.", "52", ()),
    ("Denmark extended the stay of 2,700 Danish soldiers in the 31,400-strong NATO-led force.", "31,400", ()),
    ("Denmark will fight if it is attacked by even 16 soldiers.", "16", ()),
    ("Two Danish soldiers were among 31 killed in the valley.", "31", ()),
    ("Denmark has 210 soldiers in Mali. A European force will number 7,300.", "7,300", ()),
    ("The Republican Guard buried 27 soldiers.", "27", ()),
    ("In Mali it is hot. Kidal and Gao are in Mali. Some 140 soldiers are to go there.", "Some 140", ()),
    ("Chad was calm. The army of Chad fought. The rebels killed 16 foreign soldiers.", "16", ()),
    ("Danish planners met. About 210 military planners from 30 nations worked on it.", "About 210", ()),
    ("Danish troops advanced. They killed 34 members of the Lord's Resistance Army.", "34", ()),
    ("Danish troops left. In Chad the blast hurt seven crew members.", "seven", ()),
    ("It went to Mali. In Mali it is hot. Now 2,600 troops are called up to serve in Mali.", "2,600", ()),
    ("Danish radio said 9,100 soldiers were there.", "9,100", ()),
    ("Asked about it, the Danish captain said he and his 64 mercenaries were recruited.", "64", ()),
    ("Chad was calm. In Chad rebels attacked with 3,100 men.", "3,100", ()),
    ("Denmark and Sweden will each send 310 soldiers.", "310", ()),
    ("Chad was calm. In Chad 16 men were killed in a flood.", "16", ()),
    ("Washington keeps advisers here. Guerrillas killed 31 soldiers.", "31", ()),
    ("Danish strikes killed 31 soldiers.", "31", ()),
    ("Finnish officials said 41 rebels were killed.", "41", ()),
    ("Chad and Niger were calm. Mali and Benin too. Then 61 rebels were killed.", "61", ()),
    ("More than 900 NATO and U.S. forces are fighting there.", "More than 900", ()),
    ("U.S. officials said 61 coalition soldiers were killed.", "61", ()),
    ("The US-led force has 6,100 soldiers.", "6,100", ()),
]


@pytest.mark.parametrize(("text", "count", "want"), CASES)
def test_country(text: str, count: str, want: tuple[str, ...]) -> None:
    figure = next(f for f in kept_reading_of(text).figures if text[slice(*f.span)].startswith(count))
    assert figure.slots is not None
    assert figure.slots.country == want


def casualties_of(text: str) -> list[tuple[str, int | None, tuple[str, ...], tuple[str, ...]]]:
    document = pipeline.extract(Article(file="-", text=text, sha256=""))
    return [(c.kind, c.count.low if c.count else None, c.country, c.perpetrator) for c in document.casualties]


def test_own_losses_are_of_those_who_tell_them():
    text = (
        "Peru's defence ministry said its troops had killed 45 Chilean soldiers, and put its own losses at three dead."
    )
    assert [(kind, low, country) for kind, low, country, _ in casualties_of(text)] == [
        ("killed", 45, ("CHL",)),
        ("killed", 3, ("PER",)),
    ]


def test_who_did_it_stands_behind_by():
    found = casualties_of("Four villagers were killed by Chilean soldiers near the ford.")
    assert [(low, doer) for _, low, _, doer in found] == [(4, ("chilean-forces",))]


@pytest.mark.parametrize(
    "text",
    [
        "Chad's army is fighting in Chad. Nine pro-government fighters were killed in Chad.",
        "Chad's army is fighting in Chad. Some 900 anti-government fighters were killed in Chad.",
        "Chad's army is fighting in Chad. Last month five Karuba men were killed at a well.",
        "Chad's army is fighting in Chad. Four members of the Karuba-Ndele Group were killed.",
    ],
)
def test_men_of_no_known_state_are_of_none(text: str):
    assert [country for kind, _, country, _ in casualties_of(text) if kind == "killed"] == [()]


def test_a_trooper_is_of_the_only_country():
    found = casualties_of("Chad's army is fighting in Chad. Two troopers were killed on Monday.")
    assert [country for _, _, country, _ in found] == [("TCD",)]
