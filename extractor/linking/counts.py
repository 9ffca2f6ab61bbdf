"""The first join, count and noun: what does a number count?"""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final, Literal

from spacy.tokens import Doc, Token

from extractor.linking.noun_phrase import NOUNS, STATES, noun_from
from extractor.linking.scene import scene_words
from extractor.model import Number, People
from extractor.patterns import people as people_words
from extractor.patterns.paragraph import Paragraph

Sort = Literal["people", "bare", "unknown", "thing"]

MORE: Final = frozenset({"more", "other", "others", "additional", "further", "extra", "new", "fresh"})
REST: Final = frozenset({"other", "remaining"})  # "the other three", "the remaining 20"
ABSTRACT: Final = ("tions", "sions", "ments", "nesses", "ities", "isms", "ances", "ences", "posals", "deals", "trials")
DETERMINERS: Final = frozenset({"DT", "PDT", "PRP$", "WP$"})
DEFINITE: Final = frozenset({"the", "these", "those", "all", "both"})
POINTING: Final = frozenset({"these", "those"})
OF_NUMBERS: Final = frozenset({"target", "mark", "figure", "limit", "ceiling", "threshold"})  # "the 9,000 mark"
MEMBERS: Final = frozenset(
    "member members man men cadre cadres recruit recruits volunteer volunteers officer officers operative".split()
)
PRONOUNS: Final = frozenset({"them", "whom", "these", "those", "us", "which", "the", "you"})


@dataclass(frozen=True, slots=True)
class Count:
    """A number with the noun that it counts.

    Attributes:
        sort: "people"; "bare" without a noun; "unknown" with a noun of no list; "thing".
        first, end: token range of the whole phrase, hedge and noun included.
        top: token index of the phrase's head, through which the tree reaches it.
        noun: token index of the noun counted, None when bare.
        people: what the noun is, when it is people.
        definite: "the 20 demonstrators", "all four": known already.
        rest: "three others", "another dozen", "the other three", "300 more": beside others already told of.
        of_them: "two of them", "300 of whom".
        of_number: "4,000 of the 12,000": token index where the second number starts.
        of_noun: "twelve of the wounded", "dozens of wounded": token index behind "of (the)", where a cue may stand.
        held: "a party of nine", "a crew of 24": people of whom the noun before it tells.
        label: "(men 14, women 5)": token index of the noun that stands before its number.
        other: customers, voters, fans: "lost 50 customers" is no loss of men.
    """

    number: Number
    sort: Sort
    first: int
    end: int
    top: int
    noun: int | None = None
    people: People | None = None
    definite: bool = False
    rest: bool = False
    of_them: bool = False
    of_number: int | None = None
    of_noun: int | None = None
    held: bool = False
    label: int | None = None
    other: bool = False


def build(
    paragraph: Paragraph,
    numbers: Sequence[Number],
    people: Sequence[People],
    things: Collection[int],
    stops: Collection[int],
    groups: Collection[int] = (),
    forces: Set[int] = frozenset(),
) -> tuple[Count, ...]:
    """A Count for every number that may count people, in order.

    Args:
        people: the paragraph's nouns of people.
        things: token indices of nouns that are listed as no people.
        stops: token indices where a noun phrase cannot go on (time expressions).
        groups: token indices of the heads of armed groups' names: "13 suspected Taliban".
        forces: token indices of the names of all armed forces and groups: "60 members of the Janjaweed".
    """
    by_head = {p.head: p for p in (*(_group(paragraph, head) for head in groups), *people)}
    starts = {n.tokens[0] for n in numbers} | {n.core_tokens[0] for n in numbers}
    found = [_count(paragraph.doc, number, by_head, things, stops, starts) for number in numbers if not number.reason]
    found = [replace(c, sort="thing") if _excepted(paragraph.doc, c) else c for c in found]
    found = [_labelled(paragraph.doc, count, by_head) for count in found]
    found = [_of_named(paragraph.doc, count, forces) for count in found] if forces else found
    return tuple(_shared_nouns(paragraph.doc, found))


def _of_named(doc: Doc, count: Count, forces: Set[int]) -> Count:
    """ "60 members of the Janjaweed", "60 Janjaweed men": whose people they are makes them a force."""
    noun = count.noun
    if noun is None or count.people is None or count.people.status != "unknown" or doc[noun].lower_ not in MEMBERS:
        return count
    behind = noun + 2 if doc[noun + 1 : noun + 2].text.lower() in ("of", "from") else None
    while behind is not None and behind < len(doc) and doc[behind].tag_ in ("DT", "JJ", "PRP$"):
        behind += 1
    if behind not in forces and forces.isdisjoint(range(count.number.core_tokens[1], noun)):
        return count
    return replace(count, people=replace(count.people, grade="force", status="military"))


def _excepted(doc: Doc, count: Count) -> bool:
    """ "All but two were killed": the two were not."""
    return count.first > 1 and (doc[count.first - 2].lower_, doc[count.first - 1].lower_) == ("all", "but")


def _labelled(doc: Doc, count: Count, by_head: dict[int, People]) -> Count:
    """ "(men 14, women 5)": in a list the noun may stand before its number."""
    noun = count.first - 1
    if count.sort != "bare" or noun not in by_head or doc[noun].tag_ not in NOUNS:
        return count
    opened = noun > 0 and doc[noun - 1].text in ("(", ",", ";", ":", "•")
    closed = count.end >= len(doc) or doc[count.end].text in (",", ")", ";", ".")
    return replace(count, sort="people", people=by_head[noun], label=noun) if opened and closed else count


def _group(paragraph: Paragraph, head: int) -> People:
    """The name of an armed group, used of its people."""
    return People(
        span=paragraph.offsets(head, head + 1),
        paragraph=paragraph.index,
        tokens=(head, head + 1),
        rule="people.noun.head",
        head=head,
        grade="force",
        status="military",
    )


def _shared_nouns(doc: Doc, counts: Sequence[Count]) -> list[Count]:
    """ "Five Danish, three Finnish and two Swedish soldiers": the noun of the last is the noun of all."""
    found = list(counts)
    for n in range(len(found) - 2, -1, -1):
        one, other = found[n], found[n + 1]
        if other.people is None or other.noun is None or one.sort not in ("bare", "unknown", "people"):
            continue
        start = one.number.core_tokens[1]
        end = start
        while end < len(doc) and doc[end].tag_ in ("JJ", "NNP", "HYPH", "VBN") and end < start + 3:
            end += 1
        between = [t.lower_ for t in doc[end : other.first]]
        short = end == start + 1 and doc[start].is_upper and len(doc[start]) > 1  # "two CRPF and four district guards"
        modified = (
            short
            or other.people.head != other.noun
            or (  # of one that has its noun already, or of the last
                doc[other.number.core_tokens[1]].tag_ in ("JJ", "NNP", "VBN")
                and other.noun > other.number.core_tokens[1]
            )
        )
        if start < end and modified and between and all(word in (",", "and", "or") for word in between):
            if one.sort == "people" and one.people is not None and one.people.grade != "person":
                continue
            found[n] = replace(one, sort="people", people=other.people, end=end, top=end - 1, noun=end - 1)
    return found


def _count(
    doc: Doc,
    number: Number,
    by_head: dict[int, People],
    things: Collection[int],
    stops: Collection[int],
    starts: set[int],
) -> Count:
    first, after = number.tokens
    start = max(number.core_tokens[1], after)  # behind a hedge: "80 or so tired gunners", "17-plus clubs"
    ahead = first
    while ahead and doc[ahead - 1].lower_ in REST:
        ahead -= 1
    definite = any(t.lower_ in DEFINITE for t in doc[max(0, ahead - 1) : number.core_tokens[0]])
    rest = ahead < first or number.additional
    while start < len(doc) and doc[start].lower_ in MORE and start not in stops:
        rest = rest or doc[start].lower_ in ("more", "other", "others")
        start += 1
    if number.magnitude and doc[start : start + 2].text.lower() == ", of":
        start += 1  # "scores, and possibly hundreds, of Danes"
    of_them, of_number, of_noun = False, None, None
    noun = None
    if start + 1 < len(doc) and (doc[start].lower_, doc[start + 1].lower_) == ("out", "of"):
        start += 1  # "33 out of 35 clinics"
    if start < len(doc) and doc[start].lower_ == "of":
        place = start + 1
        while place < len(doc) and (doc[place].tag_ in DETERMINERS or doc[place].lower_ in ("all", "the")):
            if doc[place].lower_ in POINTING and _stands_alone(doc, place):
                break
            place += 1
        if place in starts:
            of_number = place
            noun = noun_from(doc, place + 1, by_head, stops)
        elif place < len(doc) and (doc[place].lower_ in PRONOUNS or _own_group(doc, place)):
            of_them = True
            start = place + 1
        elif place < len(doc):
            of_noun = place
            noun = noun_from(doc, place, by_head, stops)
            if noun is None and doc[place].lower_ in STATES:
                start = place + 1  # "three of the injured"
    elif start == number.core_tokens[1] or doc[start - 1].lower_ != "others":  # "12 others injured, police said"
        noun = noun_from(doc, start, by_head, stops)
        noun = None if noun == start and doc[start].lower_ in OF_NUMBERS else noun
    end = max(after, start if start > number.core_tokens[1] else after, noun + 1 if noun is not None else 0)
    top = _top(
        doc, number, noun, of=doc[number.core_tokens[1]].lower_ == "of" if number.core_tokens[1] < len(doc) else False
    )
    sort: Sort = "bare"
    if noun is None and of_noun is not None and _goes_on_behind(doc, of_noun):
        sort = "unknown"
    if noun is not None:
        sort = "people" if noun in by_head else "thing" if noun in things or _abstract(doc[noun]) else "unknown"
    return Count(
        number=number,
        sort=sort,
        first=first,
        end=end,
        top=top,
        noun=noun,
        people=by_head.get(noun) if noun is not None else None,
        definite=definite,
        rest=rest,
        of_them=of_them,
        of_number=of_number,
        of_noun=of_noun,
        held=sort == "bare"
        and first > 1
        and doc[first - 1].lower_ == "of"
        and doc[first - 2].lower_ in scene_words("gathered"),
        other=noun is not None and people_words.is_other(doc[noun].lower_),
    )


def _goes_on_behind(doc: Doc, place: int) -> bool:
    """ "thousands of smaller, mostly unarmed drones": a noun comes, too far away to be found."""
    return doc[place].tag_ in ("JJ", "JJR", "JJS", "RB", "RBR", "RBS") and doc[place].lower_ not in STATES


def _stands_alone(doc: Doc, place: int) -> bool:
    """ "420 of these occurred there", not "two of these men"."""
    following = doc[place + 1].tag_ if place + 1 < len(doc) else "."
    return following not in NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "CD", "WP"}


def _abstract(token: Token) -> bool:
    """A noun of no list whose ending names no people: "killed 12 proposals", "two amendments"."""
    return token.lower_.endswith(ABSTRACT)


def _own_group(doc: Doc, place: int) -> bool:
    """ "six of his group", "two of their own"."""
    if doc[place].lower_ == "own" and place + 1 < len(doc) and doc[place + 1].tag_ in NOUNS | {"JJ"}:
        return False  # "six of its own soldiers": of the soldiers
    if doc[place].lower_ in scene_words("gathered") and doc[place - 1].lower_ in ("the", "this", "that", "same"):
        # "three of the family", not "three of the family dogs"
        return place + 1 >= len(doc) or doc[place + 1].tag_ not in NOUNS | {"HYPH", "POS", "IN"}
    return doc[place].lower_ in ("group", "party", "number", "own", "ranks") and doc[place - 1].tag_ == "PRP$"


def _top(doc: Doc, number: Number, noun: int | None, of: bool) -> int:
    """The head of the phrase: its noun, or the number where an "of" stands between."""
    if noun is None or of:
        return _head_of(doc, number)
    return noun


def _head_of(doc: Doc, number: Number) -> int:
    span = doc[number.core_tokens[0] : number.core_tokens[1]]
    root: Token = span.root
    return root.i
