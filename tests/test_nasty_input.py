"""Input that nobody wrote for us: it never raises, and is read in time that grows with its length."""

from __future__ import annotations

import pytest

SENTENCE = "At least 14 soldiers were killed and 30 wounded near the bridge on Monday, the army said. "
NASTY = {
    "capitals": SENTENCE.upper(),
    "no punctuation": SENTENCE.replace(".", "").replace(",", ""),
    "bullets": "- 14 soldiers killed\n- 30 wounded\n* 3 missing\n1. 12 rebels captured\n2) 4 dead",
    "tabs": "Region\tKilled\tWounded\nNorth\t14\t30\nSouth\t3\t12",
    "csv": 'region,killed,date\nnorth,14,2024-03-01\n"east, lower",1,2024-03-03',
    "quotes": 'He said "14 soldiers were killed. "They are dead, he said. \'30 wounded” and “40 troops left.',
    "emoji": "🔥🔥 14 soldiers 💀 killed near the bridge 🇺🇦 30 wounded 😢👨‍👩‍👧‍👦",
    "right to left": "قتل 14 جنديا. \u202b14 soldiers were killed\u202c near גשר. 30 soldiers were wounded.",
    "controls": "14 soldiers\x00 were killed.\x00\x01\x02 30 were wounded\x07.",
    "endless digits": "Exactly " + "9" * 400 + " soldiers were killed. 1e400 soldiers died.",
    "endless groups": " ".join(str(n) for n in range(100, 900)) + " soldiers were killed.",
    "endless words": "seven hundred " * 60 + "soldiers died.",
    "html": "<p>At least 30&nbsp;troops were <b>wounded</b>.</p><script>var x='40 soldiers killed';</script>",
    "brackets": "(" * 400 + "14 soldiers were killed" + ")" * 400,
    "nested": "He said that " * 150 + "14 soldiers were killed.",
    "one sentence": "the men of the town who saw 12 soldiers walk " * 200,
    "cut before a time": "Two nurses were taken",
    "cut behind of": "The gunmen captured three clerks and wounded nine of",
    "cut behind a report": "The ministry published a preliminary report",
    "cut behind a weapon": "The two allies will renew the Patriot",
    "cut behind a killing": "A toll of 12 killing",
    "footnote marks": "The army[2] lost 14[3] soldiers[nb 1], two[a] officials[12] said[4]. 12[3]12 men are missing[7].",
    "no verb above the to": "A letter to the mayor from 300 troops",
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_nothing_is_raised_and_quotes_are_true(read, text):
    for figure in read(text).document.casualties:
        for evidence in figure.evidence:
            assert text[slice(*evidence.at)] == evidence.quote


@pytest.mark.parametrize("name", ["endless digits", "endless groups", "endless words"])
def test_nobody_counts_more_people_than_there_are(read, name):
    assert all((figure.number.low or 0) < 10**10 for figure in read(NASTY[name]).figures)
