"""Time expressions: their words, values, and which one an event takes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import When
from extractor.patterns import times
from extractor.patterns.paragraph import Paragraph
from extractor.pipeline import paragraphs_of

PUBLISHED = "2021-06-16"  # a Wednesday


def found(text: str, published: str | None = None) -> list[tuple[str, str | None, str | None, str | None]]:
    whens = [w for p in paragraphs_of(text) for w in times.find(p, published)]
    return [(text[w.span[0] : w.span[1]], w.value, w.mod, w.rate) for w in whens]


# frame, the time's words, value without a publication date, value with 2021-06-16 (None: the same)
VALUES = [
    ("The depot burned {}.", "on 12 March 2015", "2015-03-12", None),
    ("The depot burned {}.", "on the 3rd of May, 1999", "1999-05-03", None),
    ("The depot burned {}.", "on March 12, 2015", "2015-03-12", None),
    ("The depot burned {}.", "on March 12th", "XXXX-03-12", "2021-03-12"),
    ("The depot burned {}.", "on August 9", "XXXX-08-09", "2020-08-09"),
    ("The depot burned {}.", "on 2016-02-29", "2016-02-29", None),
    ("The depot burned {}.", "on 27.2.2019", "2019-02-27", None),
    ("The depot burned {}.", "on 27/2/2019", "2019-02-27", None),
    ("The depot burned {}.", "on 2/27/19", "2019-02-27", None),
    ("The depot burned {}.", "on Sept. 4", "XXXX-09-04", "2020-09-04"),
    ("The depot burned {}.", "on Dec. 24, 1987", "1987-12-24", None),
    ("The depot burned {}.", "in March 2015", "2015-03", None),
    ("The depot burned {}.", "in November", "XXXX-11", "2020-11"),
    ("The depot burned {}.", "in May", "XXXX-05", "2021-05"),
    ("The depot burned {}.", "in 1987", "1987", None),
    ("The depot burned {}.", "in the 1990s", "199X", None),
    ("The depot burned {}.", "in the mid-1980s", "198X", None),
    ("The depot burned {}.", "in the 19th century", "18XX", None),
    ("The depot burned {}.", "in the summer of 2012", "2012-SU", None),
    ("The depot burned {}.", "last winter", "XXXX-WI", "2020-WI"),
    ("The depot burned {}.", "in the first half of 2018", "2018-H1", None),
    ("The depot burned {}.", "in the third quarter of 2018", "2018-Q3", None),
    ("The depot burned {}.", "on Monday", "XXXX-WXX-1", "2021-06-14"),
    ("The depot burned {}.", "on Wednesday", "XXXX-WXX-3", "2021-06-16"),
    ("The depot burned {}.", "on Thursday", "XXXX-WXX-4", "2021-06-10"),
    ("The depot burned {}.", "last Friday", "XXXX-WXX-5", "2021-06-11"),
    ("The depot burned {}.", "on Sunday, May 2, 1999", "1999-05-02", None),
    ("The depot burned {}.", "yesterday", "XXXX-XX-XX", "2021-06-15"),
    ("The depot burned {}.", "today", "XXXX-XX-XX", "2021-06-16"),
    ("The depot burned {}.", "overnight", "XXXX-XX-XXTNI", "2021-06-15TNI"),
    ("The depot burned {}.", "last night", "XXXX-XX-XXTNI", "2021-06-15TNI"),
    ("The depot burned {}.", "this morning", "XXXX-XX-XXTMO", "2021-06-16TMO"),
    ("The depot burned {}.", "on Monday night", "XXXX-WXX-1TNI", "2021-06-14TNI"),
    ("The depot burned {}.", "early Monday", "XXXX-WXX-1", "2021-06-14"),
    ("The depot burned {}.", "late on Monday", "XXXX-WXX-1", "2021-06-14"),
    ("The depot burned {}.", "before dawn on Monday", "XXXX-WXX-1TMO", "2021-06-14TMO"),
    ("The depot burned {}.", "on the night of March 3", "XXXX-03-03TNI", "2021-03-03TNI"),
    ("The depot burned {}.", "at 3 p.m. on Monday", "XXXX-WXX-1T15:00", "2021-06-14T15:00"),
    ("The depot burned {}.", "at 06:45", "XXXX-XX-XXT06:45", None),
    ("The depot burned {}.", "at midnight", "XXXX-XX-XXTNI", None),
    ("The depot burned {}.", "in the evening", "XXXX-XX-XXTEV", None),
    ("The depot burned {}.", "last week", "XXXX-WXX", "2021-W23"),
    ("The depot burned {}.", "this week", "XXXX-WXX", "2021-W24"),
    ("The depot burned {}.", "last month", "XXXX-XX", "2021-05"),
    ("The depot burned {}.", "last year", "XXXX", "2020"),
    ("The depot burned {}.", "this year", "XXXX", "2021"),
    ("The depot burned {}.", "earlier this month", "XXXX-XX", "2021-06"),
    ("The depot burned {}.", "three weeks ago", "XXXX-WXX", "2021-W21"),
    ("The depot burned {}.", "two days ago", "XXXX-XX-XX", "2021-06-14"),
    ("The depot burned {}.", "ten years ago", "XXXX", "2011"),
    ("The depot burned {}.", "six months ago", "XXXX-XX", "2020-12"),
    ("The depot burned {}.", "two days earlier", "XXXX-XX-XX", None),
    ("The depot burned {}.", "a week later", "XXXX-WXX", None),
    ("The depot burned {}.", "the previous day", "XXXX-XX-XX", None),
    ("The depot burned {}.", "the next day", "XXXX-XX-XX", None),
    ("The depot burned {}.", "that day", "XXXX-XX-XX", None),
    ("The depot burned {}.", "the day before", "XXXX-XX-XX", None),
    ("The depot burned {}.", "recently", "PAST_REF", None),
    ("The depot burned {}.", "in recent days", "PAST_REF", None),
    ("The depot burned {}.", "in recent weeks", "PAST_REF", None),
    ("The depot burned {}.", "at the time", None, None),
    ("Two men have died {}.", "so far", "PRESENT_REF", None),
    ("Two men have died {}.", "to date", "PRESENT_REF", None),
    ("Two men have died {}.", "since January", "XXXX-01/..", "2021-01/.."),
    ("Two men have died {}.", "since 2003", "2003/..", None),
    ("Two men have died {}.", "since Monday", "XXXX-WXX-1/..", "2021-06-14/.."),
    ("Two men have died {}.", "since March 3, 2019", "2019-03-03/..", None),
    ("Two men have died {}.", "since the start of the uprising", None, None),
    ("Two men have died {}.", "in the past 24 hours", "PT24H", None),
    ("Two men have died {}.", "over the last three months", "P3M", None),
    ("Two men have died {}.", "in the last two years", "P2Y", None),
    ("Two men have died {}.", "in the past few weeks", "PAST_REF", None),
    ("They held the fort {}.", "for approximately three weeks", "P3W", None),
    ("They held the fort {}.", "for two days", "P2D", None),
    ("They held the fort {}.", "for 36 hours", "PT36H", None),
    ("They held the fort {}.", "for several months", "PXM", None),
    ("They held the fort {}.", "for weeks", "PXW", None),
    ("They held the fort {}.", "for a decade", "P10Y", None),
    ("They held the fort {}.", "for a fortnight", "P2W", None),
    ("They held the fort {}.", "for more than a year", "P1Y", None),
    ("They held the fort {}.", "for nearly five years", "P5Y", None),
    ("They held the fort {}.", "until May", "../XXXX-05", "../2021-05"),
    ("They held the fort {}.", "until 1998", "../1998", None),
    ("They held the fort {}.", "from 1975 to 1979", "1975/1979", None),
    ("They held the fort {}.", "between May and July", "XXXX-05/XXXX-07", "2020-05/2020-07"),
    ("They held the fort {}.", "between October 7 and March 3", "XXXX-10-07/XXXX-03-03", "2020-10-07/2021-03-03"),
    ("They held the fort {}.", "from May 4 to June 2, 1982", "1982-05-04/1982-06-02", None),
    ("They held the fort {}.", "between 2003 and 2006", "2003/2006", None),
    ("They held the fort {}.", "during the 1970s", "197X", None),
    ("They held the fort {}.", "throughout 1944", "1944", None),
    ("They held the fort {}.", "during the war", None, None),
    ("They will go {}.", "by the end of this year", "XXXX", "2021"),
    ("They will leave {}.", "by May 15", "XXXX-05-15", "2022-05-15"),
    ("They will leave {}.", "on Friday", "XXXX-WXX-5", "2021-06-18"),
    ("They will leave {}.", "in March", "XXXX-03", "2022-03"),
    ("They will leave {}.", "next week", "XXXX-WXX", "2021-W25"),
    ("They will leave {}.", "next month", "XXXX-XX", "2021-07"),
    ("They will leave {}.", "next year", "XXXX", "2022"),
    ("They will leave {}.", "tomorrow", "XXXX-XX-XX", "2021-06-17"),
    ("They will leave {}.", "within three months", "P3M", None),
    ("They will leave {}.", "within weeks", "PXW", None),
    ("They will leave {}.", "in the coming weeks", "FUTURE_REF", None),
    ("They will leave {}.", "soon", "FUTURE_REF", None),
    ("They will leave {}.", "before 2030", "2030", None),
]


@pytest.mark.parametrize(("frame", "words", "bare"), [v[:3] for v in VALUES], ids=[w for _, w, _, _ in VALUES])
def test_value_is_what_the_text_states(frame: str, words: str, bare: str | None) -> None:
    got = found(frame.format(words))
    assert [(w, v) for w, v, _, _ in got] == [(words, bare)]


@pytest.mark.parametrize(("frame", "words", "bare", "dated"), VALUES, ids=[f"{w}" for _, w, _, _ in VALUES])
def test_publication_date_settles_what_is_relative(frame: str, words: str, bare: str | None, dated: str | None) -> None:
    got = found(frame.format(words), PUBLISHED)
    assert [(w, v) for w, v, _, _ in got] == [(words, dated or bare)]


@pytest.mark.parametrize(
    ("text", "words", "mod"),
    [
        ("Two fell early Monday.", "early Monday", "start"),
        ("Two fell in late August.", "in late August", "end"),
        ("Two fell in mid-April.", "in mid-April", "mid"),
        ("Two fell at the beginning of 1990.", "at the beginning of 1990", "start"),
        ("By the end of June two had fallen.", "By the end of June", "end"),
        ("Two had fallen by May 15.", "by May 15", "before"),
        ("Two fell after 1999.", "after 1999", "after"),
        ("They hid for about two weeks.", "for about two weeks", "approx"),
        ("They hid for more than two weeks.", "for more than two weeks", "more_than"),
        ("They hid for less than two weeks.", "for less than two weeks", "less_than"),
        ("They will hide within two weeks.", "within two weeks", "end"),
        ("Two fell more than a month ago.", "more than a month ago", "before"),
    ],
)
def test_modifier(text: str, words: str, mod: str) -> None:
    assert [(w, m) for w, _, m, _ in found(text)] == [(words, mod)]


@pytest.mark.parametrize(
    ("text", "words", "rate"),
    [
        ("The army loses 90 men a day.", "a day", "day"),
        ("Ninety men per week desert.", "per week", "week"),
        ("Ninety men desert every month.", "every month", "month"),
        ("Ninety men die each year.", "each year", "year"),
        ("The daily toll is ninety.", "daily", "day"),
        ("Ninety men an hour crossed.", "an hour", "hour"),
    ],
)
def test_rate(text: str, words: str, rate: str) -> None:
    assert [(w, r) for w, _, _, r in found(text)] == [(words, rate)]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels may march on the capital.",
        "June Ashgrove led the talks.",
        "Resolution 1978 binds both sides.",
        "A column of 2000 soldiers left the camp.",
        "The second patrol lost four men.",
        "She reads the Sun and the Mail.",
        "A 30-year-old gunman fled.",
        "They bought version 3/4/20 of the map.",
        "Shells fall near the spring.",
        "A member of the 9/11 commission spoke.",
        "The man, aged 40 years, fled.",
        "Nobody lives there any more.",
        "",
    ],
)
def test_no_time(text: str) -> None:
    assert found(text) == []


ATTACHED = [
    ("On Tuesday the militia killed two guards.", "killed", "On Tuesday"),
    ("The militia killed two guards in Abra on Tuesday.", "killed", "on Tuesday"),
    ("Officials said on Friday that two guards were killed.", "killed", None),
    ("Officials said on Friday that two guards were killed on Monday.", "killed", "on Monday"),
    ("Two guards were killed on Monday, officials said on Friday.", "killed", "on Monday"),
    ("Two guards were killed, officials said Friday.", "killed", None),
    ("The militia stormed the mill on Monday, killing two guards.", "killing", "on Monday"),
    ("The guards who fell in 1990 are honoured today.", "fell", "in 1990"),
    ("The guards who fell in 1990 are honoured today.", "honoured", "today"),
    ("In 1990, when the guards fell, the mill closed.", "fell", "In 1990"),
    ("Two guards were killed and three wounded on Monday.", "killed", "on Monday"),
    ("The brigade left in May. It lost two guards.", "lost", None),
    ("DAVAO, March 9 - Two guards were killed.", "killed", None),
    ("May 1971: Two guards were killed near the mill.", "killed", "May 1971"),
    ("Two guards were killed in a three-day siege.", "killed", None),
    ("Two rebels fell in a clash late Sunday in the hills which also hurt three guards.", "hurt", "late Sunday"),
    ("The village saw a raid in May that killed two guards.", "killed", "in May"),
    ("The minister condemned on Friday the raid that killed two guards.", "killed", None),
    ("They agreed at talks on Friday on a force which will hold the bridge.", "hold", None),
    ("The worst raid since 1998 killed two guards.", "killed", None),
    ("It has been calm since a brawl left two guards dead.", "left", None),
    ("It was the first raid in three years and killed two guards.", "killed", None),
    ("In the first raid in May, two guards were killed.", "killed", "in May"),
    ("Most of the guards killed since 1998 were boys.", "killed", "since 1998"),
    ("At least two guards in three years were killed.", "killed", "in three years"),
]


@pytest.mark.parametrize(("text", "anchor", "words"), ATTACHED)
def test_event_takes_its_own_time(text: str, anchor: str, words: str | None) -> None:
    paragraph = paragraphs_of(text)[0]
    whens = times.find(paragraph)
    cues = [t.i for t in paragraph.doc if t.lower_ == "said"]
    event = next(t.i for t in paragraph.doc if t.text == anchor)
    when = times.attach(paragraph, whens, event, cues)
    assert (text[when.span[0] : when.span[1]] if when else None) == words


def test_attach_outside_the_paragraph_is_none() -> None:
    paragraph = paragraphs_of("Two guards were killed on Monday.")[0]
    assert times.attach(paragraph, times.find(paragraph), 99) is None


def test_broken_publication_date_counts_as_unknown() -> None:
    assert found("They fell on Monday.", "16.6.2021") == found("They fell on Monday.")


PIECES = st.lists(
    st.sampled_from(
        [
            "on",
            "in",
            "since",
            "the",
            "last",
            "next",
            "two",
            "24",
            "three",
            "weeks",
            "days",
            "Monday",
            "March",
            "may",
            "1990",
            "1990s",
            "2021-02-30",
            "5",
            ",",
            ".",
            "-",
            "and",
            "to",
            "from",
            "between",
            "a",
            "year",
            "ago",
            "earlier",
            "early",
            "night",
            "at",
            "3",
            "p.m.",
            "25:99",
            "every",
            "day",
            "until",
            "by",
            "end",
            "of",
            "half",
            "Tuesday's",
            "31",
            "9999",
            "0",
            "so",
            "far",
            "recently",
        ]
    ),
    max_size=14,
)


def _check(paragraphs: list[Paragraph], text: str, published: str | None) -> None:
    for paragraph in paragraphs:
        whens: tuple[When, ...] = times.find(paragraph, published)
        assert whens == times.find(paragraph, published)
        end = 0
        for when in whens:
            assert end <= when.span[0] < when.span[1] <= len(text)
            assert when.span == paragraph.offsets(*when.tokens) or text[when.span[0] : when.span[1]].strip()
            end = when.span[1]
        for token in range(len(paragraph.doc)):
            assert times.attach(paragraph, whens, token) in (None, *whens)


@settings(max_examples=60, deadline=None)
@given(pieces=PIECES, published=st.sampled_from([None, PUBLISHED, "0001-01-01", "9999-12-31"]))
def test_any_order_of_time_words_is_read(pieces: list[str], published: str | None) -> None:
    text = " ".join(pieces)
    _check(paragraphs_of(text), text, published)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    _check(paragraphs_of(text), text, PUBLISHED)
