"""The numbers family: a table of phrases, and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import pipeline
from extractor.model import Number
from extractor.patterns import lexicon, numbers
from extractor.text import unmarked


def found(text: str) -> list[Number]:
    return [n for p in pipeline.paragraphs_of(text) for n in numbers.find(p)]


def fields(text: str, number: Number) -> dict[str, object]:
    values = {
        name: getattr(number, name) for name in ("low", "high", "bound", "magnitude", "reason", "additional", "share")
    }
    return values | {"text": text[slice(*number.span)], "core": text[slice(*number.core)]}


# {span} low high bound reason: "-" is None
PHRASES = """
They counted {12,345} soldiers. | 12345 12345 exact -
They counted {9 800} soldiers. | 9800 9800 exact -
They counted {14\u2009200} soldiers. | 14200 14200 exact -
They counted {14\u202f200} soldiers. | 14200 14200 exact -
They counted {14\u00a0200} soldiers. | 14200 14200 exact -
They counted {13.400} soldiers. | 13400 13400 exact -
They counted {2,34,000} voters. | 234000 234000 exact -
They counted {3.5 million} voters. | 3500000 3500000 exact -
They counted {1.7m} voters. | 1700000 1700000 exact -
They counted {6K} fighters. | 6000 6000 exact -
They counted {7 thousand} fighters. | 7000 7000 exact -
They counted {four hundred thousand} voters. | 400000 400000 exact -
They counted {thirty-seven} rebels. | 37 37 exact -
They counted {a hundred and sixty} rebels. | 160 160 exact -
They counted {two hundred and five} rebels. | 205 205 exact -
They counted {three dozen} rebels. | 36 36 exact -
They counted {half a dozen} rebels. | 6 6 exact -
They counted {half-a-dozen} rebels. | 6 6 exact -
They counted {a dozen} rebels. | 12 12 exact -
They counted {a half-dozen} rebels. | 6 6 exact -
They counted {half a million} rebels. | 500000 500000 exact -
They counted {a million and a half} voters. | 1500000 1500000 exact -
They counted {two and a half million} voters. | 2500000 2500000 exact -
They counted {6 lakh} voters. | 600000 600000 exact -
They counted {3.5 crore} voters. | 35000000 35000000 exact -
They counted {5 dozen} rebels. | 60 60 exact -
They counted {1 million} voters. | 1000000 1000000 exact -
{Both} soldiers fled. | 2 2 exact -
{All four} soldiers fled. | 4 4 exact -
The other {three} soldiers fled. | 3 3 exact -
{A pair} of gunmen fled. | 2 2 exact -
{A trio} of gunmen fled. | 3 3 exact -
{A couple} of gunmen fled. | 2 2 approx -
{A couple of hundred} gunmen fled. | 200 200 approx -
We saw {30-35} fighters. | 30 35 range -
We saw {30–35} fighters. | 30 35 range -
We saw {30–35,000} fighters. | 30000 35000 range -
We saw {40,000-45,000} fighters. | 40000 45000 range -
We saw {40,000 to 45,000} fighters. | 40000 45000 range -
We saw {between 40 and 60} fighters. | 40 60 range -
We saw {between six and 40} fighters. | 6 40 range -
We saw {anywhere between 40 and 60} fighters. | 40 60 range -
We saw {from 40 to 60} fighters. | 40 60 range -
We saw {14 or 15} fighters. | 14 15 range -
We saw {five or six} fighters. | 5 6 range -
We saw {1.4-1.6 million} voters. | 1400000 1600000 range -
We saw {6 to 8 thousand} fighters. | 6000 8000 range -
We saw {two to three thousand} fighters. | 2000 3000 range -
We saw {two or three hundred} fighters. | 200 300 range -
We saw {4-5 dozen} fighters. | 48 60 range -
The army grew from {30} to 45 men. | 30 30 exact -
The toll climbed from 9 to {14}. | 14 14 exact -
{At least 46} soldiers fell. | 46 - at_least -
{No fewer than 46} soldiers fell. | 46 - at_least -
{Not less than 46} soldiers fell. | 46 - at_least -
{A minimum of 46} soldiers fell. | 46 - at_least -
{Upwards of 46} soldiers fell. | 46 - at_least -
{As few as 46} soldiers fell. | 46 - at_least -
{46 or more} soldiers fell. | 46 - at_least -
{460-plus} soldiers fell. | 460 - at_least -
{46 and more} soldiers fell. | 46 - at_least -
{46, if not more}, soldiers fell. | 46 - at_least -
{460+} soldiers fell. | 460 - at_least -
{At least two dozen} soldiers fell. | 24 - at_least -
{More than 46} soldiers fell. | 46 - more_than -
{Over 460} soldiers fell. | 460 - more_than -
{Well over 460} soldiers fell. | 460 - more_than -
{In excess of 460} soldiers fell. | 460 - more_than -
{Just over 460} soldiers fell. | 460 - more_than -
{More than a dozen} soldiers fell. | 12 - more_than -
{More than half a million} soldiers fell. | 500000 - more_than -
The toll {exceeded 460}. | 460 - more_than -
{Up to 460} soldiers fell. | - 460 at_most -
{As many as 460} soldiers fell. | - 460 at_most -
{No more than 46} soldiers fell. | - 46 at_most -
{Not more than 46} soldiers fell. | - 46 at_most -
{A maximum of 46} soldiers fell. | - 46 at_most -
{46 or fewer} soldiers fell. | - 46 at_most -
{Fewer than 46} soldiers fell. | - 46 less_than -
{Less than 46} soldiers fell. | - 46 less_than -
{Under 460} soldiers fell. | - 460 less_than -
{Just under 460} soldiers fell. | - 460 less_than -
{About 46} soldiers fell. | 46 46 approx -
{Around 46} soldiers fell. | 46 46 approx -
{Roughly 46} soldiers fell. | 46 46 approx -
{Approximately 46} soldiers fell. | 46 46 approx -
{Some 460} soldiers fell. | 460 460 approx -
{Nearly 460} soldiers fell. | 460 460 approx -
{Almost 460} soldiers fell. | 460 460 approx -
{Close to 460} soldiers fell. | 460 460 approx -
{An estimated 460} soldiers fell. | 460 460 approx -
{Circa 460} soldiers fell. | 460 460 approx -
{In the region of 460} soldiers fell. | 460 460 approx -
{460 or so} soldiers fell. | 460 460 approx -
{60-odd} soldiers fell. | 60 60 approx -
{Some two dozen} soldiers fell. | 24 24 approx -
{Exactly 46} soldiers fell. | 46 46 exact -
{A total of 46} soldiers fell. | 46 46 exact -
A reported {46} soldiers fell. | 46 46 exact -
{A further 46} soldiers fell. | 46 46 exact -
{Another 46} soldiers fell. | 46 46 exact -
{46 more} soldiers fell. | 46 46 exact -
{At least 46 more} soldiers fell. | 46 - at_least -
{Dozens} of rebels came. | - - vague -
{Scores} of rebels came. | - - vague -
{Hundreds} of rebels came. | - - vague -
{At least hundreds} of rebels came. | - - vague -
{Tens of thousands} of rebels came. | - - vague -
{Hundreds of thousands} of rebels came. | - - vague -
{Several hundred} rebels came. | - - vague -
{A few dozen} rebels came. | - - vague -
{Many hundreds} of rebels came. | - - vague -
{Dozens, if not hundreds}, of rebels came. | - - vague -
{A handful} of rebels came. | - - vague -
{Several} rebels came. | - - vague -
{Many} rebels came. | - - vague -
{Some} rebels came. | - - vague -
{A few} rebels came. | - - vague -
{A number} of rebels came. | - - vague -
{Numerous} rebels came. | - - vague -
{Most} of the rebels came. | - - vague -
{A third} of the rebels came. | - - vague -
{Two-thirds} of the rebels came. | - - vague -
{Half} of the rebels came. | - - vague -
{Half} the rebels came. | - - vague -
{More than one in five} rebels came. | - - vague -
{40%} of the rebels came. | - - vague -
{40 percent} of the rebels came. | - - vague -
Prices rose {40} percent. | 40 40 exact percentage
Prices rose {40}%. | 40 40 exact percentage
He came on {14} May. | 14 14 exact date
He came on May {14}, 2011. | 14 14 exact date
He came on May 14, {2011}. | 2011 2011 exact date
He came on Sept. {14}. | 14 14 exact date
He came in {2011}. | 2011 2011 exact date
The {2011} war ended. | 2011 2011 exact date
Since early {2011} it rained. | 2011 2011 exact date
In the {1980s} it rained. | - - exact date
In the '{80s} it rained. | - - exact date
After {9/11} it rained. | - - exact date
On {14.5.2011} it rained. | - - exact date
On {2011-05-14} it rained. | - - exact date
{From 2011 to 2014} it rained. | 2011 2014 range date
The season of {2011-12} was wet. | - - exact date
The {twenty-first} tank burned. | - - exact ordinal
They sent {2011} soldiers there. | 2011 2011 exact -
He leads a force of {1,500}. | 1500 1500 exact -
In May {14} soldiers fell. | 14 14 exact -
He left at {6.40} am. | - - exact time
He left at {6} p.m. on Monday. | 6 6 exact time
He left at {06:40}. | - - exact time
He left at {0640} GMT. | 640 640 exact time
He left at {five} o'clock. | 5 5 exact time
He is aged {37}. | 37 37 exact age
A {19}-year-old soldier fell. | 19 19 exact age
He is {37} years old. | 37 37 exact age
A boy of {11} fell. | 11 11 exact age
A man in his {40s} fell. | - - exact age
Petra Novak, {37}, said so. | 37 37 exact age
They paid ${6m}. | 6000000 6000000 exact money
They paid {6m} euros. | 6000000 6000000 exact money
They paid €{300}. | 300 300 exact money
They paid {70} dollars. | 70 70 exact money
They walked {14} km. | 14 14 exact distance
They walked {about 14} miles. | 14 14 approx distance
They dug a {30}-mile ditch. | 30 30 exact distance
They carried {30} tonnes of flour. | 30 30 exact measure
They fired a {120}-millimeter mortar. | 120 120 exact measure
They burned {30} square miles. | 30 30 exact distance
They burned {30} hectares. | 30 30 exact measure
They slept {three} days. | 3 3 exact duration
They slept {12 more} hours. | 12 12 exact duration
A {five}-year war ended. | 5 5 exact duration
It took {two or three} weeks. | 2 3 range duration
The {third} tank burned. | - - exact ordinal
The {102nd} brigade left. | - - exact ordinal
The {Su-27} burned. | - - exact name
The {T-64} burned. | - - exact name
Flight {512} burned. | 512 512 exact name
The Group of {Seven} met. | 7 7 exact name
World War {II} ended. | - - exact name
They lost the match {1-4}. | 1 4 range score
They won {4-1}. | - - exact score
See paragraph {14}. | 14 14 exact reference
See note [{4}] there. | 4 4 exact reference
She lives at {14} Baker Street. | 14 14 exact reference
A {three}-storey house fell. | 3 3 exact things
A {20}-man patrol fell. | 20 20 exact -
A {5,000}-strong army fell. | 5000 5000 exact -
A {three}-member crew fell. | 3 3 exact -
He said that {one} of the soldiers fell. | 1 1 exact -
A force of {2000} was sent. | 2000 2000 exact -
Mines killed {1950} in that war. | 1950 1950 exact -
They hanged {300} last year. | 300 300 exact -
They hanged {12} in 2014 and 20 in 2015. | 12 12 exact -
They hanged 12 in 2014 and {20} in 2015. | 20 20 exact -
They sent {300} foot soldiers. | 300 300 exact -
After the war {300} were hanged. | 300 300 exact -
They sent {from 1500 to 2000} guards. | 1500 2000 range -
On May 3, {12} of them fell. | 12 12 exact -
On May 3 and {4} it rained. | 4 4 exact date
The army lost {20-30} in the raid. | 20 30 range -
{From 40 to as many as 60} guards fell. | 40 60 range -
Her sons, {7} and 9, fell. | 7 7 exact age
Her sons, 7 and {9}, fell. | 9 9 exact age
{Four in five} guards fell. | - - vague -
A {12-} and 13-year-old fell. | 12 12 exact age
{A quarter of a million} guards fell. | 250000 250000 exact -
{Three quarters of a million} guards fell. | 750000 750000 exact -
They sent {40 - 50} guards. | 40 50 range -
They sent {1,000s} of guards. | - - vague -
They sent {tens} of guards. | - - vague -
They sent {an untold number} of guards. | - - vague -
They sent {one-hundred-and-fifty} guards. | 150 150 exact -
The chief, who is {71}, fell. | 71 71 exact age
It has version {3.0} now. | 3 3 exact measure
From March 9 to {612} it is far. | 612 612 exact -
He said that {one} guard fell. | 1 1 exact -
The {one} who fled is old. | 1 1 exact other_people
{One} of the soldiers fell. | 1 1 exact -
They helped {one} another. | 1 1 exact things
This {one} is old. | 1 1 exact things
"""
ROWS = [line for line in PHRASES.splitlines() if line.strip()]


def _row(line: str) -> tuple[str, str, tuple[object, ...]]:
    sentence, expected = line.split(" | ")
    span = sentence[sentence.index("{") + 1 : sentence.index("}")]
    low, high, bound, reason = expected.rstrip().split(" ")[:4]
    read = (
        None if v == "-" else int(v) if v.isdigit() else v.replace("other_", "other ")
        for v in (low, high, bound, reason)
    )
    values = tuple(read)
    return sentence.replace("{", "").replace("}", ""), span, values


@pytest.mark.parametrize("line", ROWS)
def test_phrase(line: str) -> None:
    text, span, values = _row(line)
    got = {text[slice(*n.span)]: (n.low, n.high, n.bound, n.reason) for n in found(text)}
    assert got.get(span) == values, got


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("There were no casualties.", ["no"]),
        ("Nobody was hurt.", ["Nobody"]),
        ("None of them was hurt.", ["None"]),
        ("Not a single soldier fell.", ["Not a single"]),
        ("No one was hurt.", ["No one"]),
        ("No fewer than 12 fell.", []),
        ("They no longer fight.", []),
    ],
)
def test_zeros(text: str, counted: list[str]) -> None:
    got = [n for p in pipeline.paragraphs_of(text) for n in numbers.zeros(p)]
    assert [text[slice(*n.span)] for n in got] == counted
    assert all((n.low, n.high) == (0, 0) for n in got)


def test_indefinites_leave_numbers_alone() -> None:
    text = "A soldier and another man saw a dozen tanks and an officer."
    got = [n for p in pipeline.paragraphs_of(text) for n in numbers.indefinites(p)]
    assert [(text[slice(*n.span)], n.additional) for n in got] == [("A", False), ("another", True), ("an", False)]
    assert all(n.indefinite for n in got)


SMALL = ["zero", *lexicon.load("numbers").lists["units"]]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(n: int) -> str:
    if n < 20:
        return SMALL[n]
    if n < 100:
        return TENS[n // 10] + (f"-{SMALL[n % 10]}" if n % 10 else "")
    for value, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= value:
            rest = n % value
            glue = " and " if rest and rest < 100 else " "
            return f"{in_words(n // value)} {name}{glue}{in_words(rest)}" if rest else f"{in_words(n // value)} {name}"
    raise AssertionError(n)


RELAXED = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@RELAXED
@given(st.integers(1, 9_999_999))
def test_every_notation_gives_the_number_back(n: int) -> None:
    notations = [f"{n:,}", in_words(n), in_words(n).capitalize()]
    notations += [f"{n:,}".replace(",", gap) for gap in "\u2009\u202f\u00a0"]
    text = "\n".join(f"They saw {written} soldiers." for written in notations)
    counts = [m for m in found(text) if m.reason is None]
    assert [text[slice(*m.core)] for m in counts] == notations
    assert {(m.low, m.high) for m in counts} == {(n, n)}


@RELAXED
@given(st.integers(2, 900), st.integers(1, 90), st.sampled_from(["-", "–", " to ", " or "]))
def test_ranges_keep_both_ends(low: int, more: int, joint: str) -> None:
    high = low + min(more, low)
    text = f"They saw {low}{joint}{high} soldiers."
    assert [(n.low, n.high, n.bound) for n in found(text)] == [(low, high, "range")]


PIECES = st.sampled_from(
    (
        *(
            "12",
            "3,400",
            "2.5",
            "5m",
            "2014",
            "2011-05-14",
            "9/11",
            "10:30",
            "Su-25",
            "II",
            "1.",
            "~5",
            "[3]",
            "10,000s",
        ),
        *(
            "$",
            "%",
            "-",
            "–",
            "—",
            ",",
            ".",
            "(",
            ")",
            ":",
            "and",
            "or",
            "to",
            "between",
            "from",
            "by",
            "of",
            "in",
            "out",
        ),
        *("at least", "more than", "about", "some", "more", "another", "plus", "odd", "or so", "if not", "aged", "age"),
        *(
            "a",
            "an",
            "half",
            "dozen",
            "dozens",
            "hundred",
            "hundreds",
            "thousand",
            "thousands",
            "million",
            "tens",
            "scores",
        ),
        *(
            "one",
            "two",
            "twenty",
            "three",
            "third",
            "thirds",
            "quarter",
            "number",
            "few",
            "many",
            "both",
            "pair",
            "couple",
        ),
        *("soldiers", "km", "days", "March", "year", "old", "not", "no", "the", "'s", "per cent", "12-", "single"),
    )
)


@RELAXED
@given(st.lists(PIECES, min_size=1, max_size=14), st.sampled_from([" ", " ", ""]))
def test_spans_are_ordered_and_true_for_any_words(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces)
    _hold(text)


@RELAXED
@given(st.text(max_size=60))
def test_spans_are_ordered_and_true_for_any_text(text: str) -> None:
    _hold(text)


def _hold(text: str) -> None:
    read = unmarked(text)  # blanks for footnote marks: "12[3]"
    for paragraph in pipeline.paragraphs_of(text):
        assert paragraph.doc.text == read[paragraph.start : paragraph.start + len(paragraph.doc.text)]
        end = paragraph.start
        for n in numbers.find(paragraph):
            assert end <= n.span[0] <= n.core[0] < n.core[1] <= n.span[1] <= len(text)
            end = n.span[1]
            assert n.low is None or n.high is None or n.low <= n.high
            assert n.bound != "range" or n.low is not None
            assert paragraph.offsets(*n.tokens) == n.span
        numbers.zeros(paragraph)
        numbers.indefinites(paragraph)
