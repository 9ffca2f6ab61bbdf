"""Status: military or civilian, through the whole pipeline."""

from __future__ import annotations

import pytest
from readings import kept_reading_of

CASES = [
    ("Guerrillas fought soldiers on the ridge. Five men were killed.", "Five", "military"),
    ("Two officers were killed on the ridge.", "Two", "military"),
    ("Some 70 soldiers held the ridge. Eighteen were killed.", "Eighteen", "military"),
    ("Two soldiers died; six comrades were wounded.", "six", "military"),
    ("The blast hit nurses in the yard; 26 were killed. The dead are 19 civilians and seven soldiers.", "26", "mixed"),
    # What is said of a part of them, of their losses, of their deaths.
    ("Forty men were killed. Twelve of them were soldiers.", "Twelve", "military"),
    ("The boat sank with 60 aboard. The navy found 31 bodies, nine of them children.", "nine", "civilian"),
    ("The panel counted 164 civilian deaths there.", "164", "civilian"),
    ("Rebel losses were put at 14 killed.", "14", "military"),
    ("The militia lost 30 men on the ridge.", "30", "military"),
    ("At least 61 men and boys were massacred in the barn.", "At least 61", "civilian"),
    ("Fourteen nurses died. Nine were wounded.", "Nine", "civilian"),
    ("Some 85 people were killed. Among them were 32 civilians.", "Some 85", "mixed"),
    ("Two nurses and a soldier died; 12 of the dead, five of them soldiers, were named.", "five", "military"),
    ("Danish troops killed 140 Swedes in fighting at the ford.", "140", "military"),
    # Sides that have casualties, pronouns that mean a force, the box of a battle, those said before.
    ("The Danes had 14,300 casualties.", "14,300", "military"),
    ("The Danish side admitted 16 killed.", "16", "military"),
    ("The army has said that it lost the ridge. It says 120 of its own were maimed.", "120", "military"),
    ("Casualties and losses\n\nDenmark:\n\n340 killed", "340", "military"),
    ("Three Danish soldiers went missing. The three men were found dead on Monday.", "three men", "military"),
    ("Two soldiers were among 31 killed in the valley.", "31", "mixed"),
    ("The blast killed 14 innocent Danes.", "14", "civilian"),
    ("Troops killed two jihadi leaders.", "two", "military"),
    ("Gunmen abducted two foreign engineers.", "two", "civilian"),
    # The words beside a noun that says only what became of them.
    ("The gunmen took 34 police hostages.", "34", "military"),
    ("They found 23 refugee corpses in the camp.", "23", "civilian"),
    ("The court said they had murdered 170 prisoners of war.", "170", "military"),
    ("Ninety villagers were wounded, as were sixteen from the Armed Forces.", "sixteen", "military"),
    # Each noun with a count of its own; what most of them are, the rest is not.
    ("Two Danish soldiers and a villager were injured.", "Two", "military"),
    ("The shelling killed 190 people, mostly civilians.", "190", "mixed"),
    ("More than 2,300 have been killed, the majority of them rebels.", "More than 2,300", "mixed"),
    # Who only speaks is none of them; crews and staff; a nation's people at the front.
    ("Rebels killed seven civilians, including children, soldiers said.", "seven", "civilian"),
    ("Three people including a constable were killed.", "Three", "mixed"),
    ("The ferry sank and eight crew members drowned.", "eight", "civilian"),
    ("Nine members of the nursing staff were hurt.", "Nine", "civilian"),
    ("Two guards were killed at the gate.", "Two", "military"),
    ("The rebels killed 19 Swedes on the northern front.", "19", "military"),
    # What the text leaves open stays open.
    ("Two members of the club were killed.", "Two", "unknown"),
    ("Guerrillas fight in a conflict which has claimed 73 lives.", "73", "unknown"),
    ("The storm killed 190 people, including children.", "190", "unknown"),
    ("The guards found 23 burnt corpses.", "23", "unknown"),
    ("Denmark has 5,400 deaths linked to the illness.", "5,400", "unknown"),
    ("Casualties and losses\n\n340 killed\n\nIn Chad 52 people died of hunger.", "52", "unknown"),
    (
        "They are to help 700 peacekeepers with a situation that has resulted in 24,000 being killed.",
        "24,000",
        "unknown",
    ),
    ("Police spoke of 16 dead.", "16", "unknown"),
    ("The rebels said 19 were dead.", "19", "unknown"),
    ("An officer told reporters that 14 had died.", "14", "unknown"),
    ("Danish air strikes killed 140 Swedes.", "140", "unknown"),
    ("Sweden reported civilian deaths in a war that has killed 3,400 people.", "3,400", "unknown"),
    ("Kidnappers seized 27 people on the road.", "27", "unknown"),
    ("Some 85 people were killed. Among them were six children.", "Some 85", "unknown"),
    ("Five men were killed in the flood.", "Five", "unknown"),
    ("Soldiers came at dawn. Five men and three women were killed.", "Five", "unknown"),
    ("Seven soldiers held the ridge. Eighteen were killed.", "Eighteen", "unknown"),
    ("Soldiers held the ridge.\n\nThe blast killed 18.", "18", "unknown"),
    # A noun that is only a modifier counts nobody; a driver has his own count; ranks; what is said of a part.
    ("The number of dead in the police raid on the quarter rose to 86.", "86", "unknown"),
    ("Seven soldiers and their civilian driver were killed on the road.", "Seven", "military"),
    ("One corporal is missing after the ambush.", "One", "military"),
    ("Stop telling mothers about the 70 men we lost over there.", "70", "military"),
    ("Eight rebels were killed. Critics said at least two of the eight were villagers.", "at least two", "civilian"),
    ("By May the toll had risen to 123, of whom at least 35 were civilians.", "123", "mixed"),
    ("Fourteen people died. Officials identified nine of the dead as gunmen.", "nine", "military"),
    ("Confirmed enemy losses for the day: 320 killed, about 510 wounded.", "320", "military"),
    ("The brigade beat off two attacks. Losses: more than 70.", "more than 70", "military"),
    ("They were sent 28 tanks in May. Six have been lost since.", "Six", "unknown"),
    ("Gunmen fought battles, killing 23 Danes, including two children.", "23", "unknown"),
]


@pytest.mark.parametrize(("text", "count", "want"), CASES)
def test_status(text: str, count: str, want: str) -> None:
    figure = next(f for f in kept_reading_of(text).figures if text[slice(*f.span)].startswith(count))
    assert figure.slots is not None
    assert figure.slots.status == want
