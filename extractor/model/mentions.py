"""The article and what stands in it: each mention with its place and the rule that found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.model.values import (
    Action,
    Bound,
    Degree,
    EntityType,
    Kind,
    Modality,
    Offsets,
    Period,
    QuoteType,
    Reason,
    Sector,
    Stance,
    Status,
    TimeMod,
    Trait,
    Trend,
    VictimGroup,
    VictimRole,
)


@dataclass(frozen=True, slots=True)
class Article:
    """A decoded text. No character is altered, so that offsets stay true.

    Attributes:
        file: the path as given, with ``/``; ``-`` for standard input.
        sha256: of the bytes as read.
        published: the publication date, ``YYYY-MM-DD``, when the user or the article states it.
    """

    file: str
    text: str
    sha256: str
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What stands where, and which rule found it.

    Attributes:
        span: article offsets.
        paragraph: index of the paragraph in the article.
        tokens: ``[first, last)`` token indices in the paragraph's Doc.
        rule: the id of the rule in the family's YAML.
        traits: what the rule says of it for later steps, which never look at the id.
    """

    span: Offsets
    paragraph: int
    tokens: tuple[int, int]
    rule: str
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Mention):
    """A number with its hedge: ``span`` covers "at least 17", ``core`` only "17".

    Attributes:
        core: article offsets of the bare number (of a range: from its first to its last number).
        core_tokens: the same in token indices; the counted noun is looked for from its end.
        low, high, bound, magnitude: as in the schema's ``count``.
        reason: why it counts no people; None when it may count them.
        additional: "another 90", "12 more", "an additional 300".
        share: it is a part of a whole without being a count ("a third", "40%"); low and high are None.
        indefinite: "a", "an" for one.
    """

    core: Offsets
    core_tokens: tuple[int, int]
    bound: Bound
    low: int | None = None
    high: int | None = None
    magnitude: int | None = None
    reason: Reason | None = None
    additional: bool = False
    share: bool = False
    indefinite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Mention):
    """Text between quotation marks, the marks included.

    Attributes:
        inner: article offsets without the marks.
        open: no closing mark: it runs to the end of the paragraph and may go on in the next.
        speech: False for scare quotes and titles.
    """

    inner: Offsets
    open: bool = False
    speech: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue(Mention):
    """One attribution: who (source) said (cue) what (content), in the terms of PARC.

    ``span`` is the cue. ``within`` is the index, in the article's list of attributions, of the one whose content
    holds this one.

    Attributes:
        sources: article offsets of the source phrases as written; empty when there is none ("reportedly").
        content: article offsets, in order, without the introducing "that"; with quotation marks.
        via: the medium apart from the source ("told Reuters").
        owner: offsets of an earlier phrase that is this one's source although it does not stand here (participles:
            "Officials voiced concerns, characterizing …"; quotations that go on): not written as source_text.
        modality: of the content, where the cue or its complement gives one ("may send": possible).
    """

    sources: tuple[Offsets, ...]
    content: tuple[Offsets, ...]
    stance: Stance
    type: QuoteType
    negated: bool = False
    via: Offsets | None = None
    owner: tuple[Offsets, ...] = ()
    within: int | None = None
    modality: Modality | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope(Mention):
    """A stretch that is not plainly so: ``span`` is the trigger, ``over`` what it governs (as in ConText).

    ``modality`` None means that only the polarity changes. ``governs`` are the tokens that it decides: ``over`` without
    the clauses inside it that stand for themselves.
    """

    over: Offsets
    governs: frozenset[int] = frozenset()
    modality: Modality | None = None
    negated: bool = False
    condition: Offsets | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When(Mention):
    """A time expression with its TIMEX3 value; ``rate`` for "a day", "daily"."""

    value: str | None = None
    mod: TimeMod | None = None
    rate: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Mention):
    """A phrase that names or describes an actor or a place.

    Attributes:
        type: what it is.
        key: the lexicon's id of the thing where it is known (``hamas``, ``kursk-oblast``, ``ukraine``), else None.
        surface: "name", "demonym" (an adjective or people: North Korean), "description" ("the minister",
            "Ukrainian officials"), "pronoun".
        canonical: the full name where it differs from the words.
        country: ISO 3166-1 alpha-3. iso: ISO 3166-2 of a region.
        role: of a person, as written ("President").
        metonym: a place or country that stands for its government (Kyiv said).
        named: False for descriptions of people without a name.
        gender: of a person whose given name tells it.
        head: token index of the head in the paragraph's Doc.
    """

    type: EntityType
    surface: Literal["name", "demonym", "description", "pronoun"]
    key: str | None = None
    canonical: str | None = None
    country: str | None = None
    iso: str | None = None
    sector: Sector | None = None
    role: str | None = None
    metonym: bool = False
    named: bool = True
    gender: Literal["f", "m"] | None = None
    head: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class People(Mention):
    """A noun phrase of people that can be counted; ``span`` is the phrase without the count.

    Attributes:
        head: token index of the noun.
        grade: strength by itself ("force"), in military context ("context"), or never ("person"); "unit" for
            brigades and battalions; "body" for bodies, lives and victims: the noun itself says killed.
    """

    head: int
    grade: Literal["force", "context", "person", "unit", "body"]
    status: Status
    group: VictimGroup | None = None
    role: VictimRole | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Mention):
    """A casualty or troop cue and where the people may stand whom it counts; no number here: ``linking`` joins.

    Attributes:
        kind: set for casualties; action: set for troops.
        head: token index of the cue's head, by which modality, time and source find it.
        counted: token indices of the heads that the construction names, best first.
        voice: how the counted stand to the cue: ``passive`` before it ("12 were killed"), ``active`` behind it
            ("killed 12"), ``noun`` ("12 deaths", "the deaths of 12"), ``state`` ("12 dead"), ``amount`` ("the toll
            rose to 12"), ``label`` ("Killed: 12"), ``modifier`` ("12 wounded men").
        agent: token index of who did it.
        bare: a number without a noun may be counted ("killed 12").
        manner: how ("executed").
    """

    kind: Kind | None = None
    action: Action | None = None
    head: int = 0
    counted: tuple[int, ...] = ()
    voice: Literal["passive", "active", "modifier", "noun", "state", "amount", "label"] = "active"
    agent: int | None = None
    bare: bool = True
    manner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Whose, where, when, how sure and said by whom: everything of a figure but its count.

    Attributes:
        cue: index of the innermost attribution whose content asserts it; None for the author's own voice.
        location, to, from_: article offsets of the places, by the role that they have.
        victims: article offsets of the phrase that names those counted; agent: of who did it, or who sends.
        country: ISO 3166-1 alpha-3 of those counted.
        condition: article offsets of the clause on which it depends.
    """

    modality: Modality = "actual"
    negated: bool = False
    condition: Offsets | None = None
    time: When | None = None
    rate: Period | None = None
    cue: int | None = None
    location: tuple[Offsets, ...] = ()
    to: tuple[Offsets, ...] = ()
    from_: tuple[Offsets, ...] = ()
    victims: Offsets | None = None
    agent: Offsets | None = None
    country: tuple[str, ...] = ()
    status: Status = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Mention):
    """A count of people with what happened to them or what they do: ``span`` is the count with its noun.

    Attributes:
        kind: of a casualty; action: of a troop count; exactly one is set.
        anchor: token index, in the paragraph's Doc, of the cue by which modality, time, place and source are found.
        people: the noun counted; None where it is left out.
        event: what happened; None for a force that is only there.
        part_of: index of the figure that this one is a part of, in the article's list; of_total: of "4,000 of the
            12,000", the whole; repeats: of the figure that this one mentions again.
        shares: what its whole does is told of both in one sentence.
        previous: the earlier number of the same toll ("rose to 23 from 17": 17).
        cumulative: it has grown to this ("bringing the toll to 40", "so far").
        composition: article offsets of what a force is made of, uncounted.
        whole: the number of "the 12,000", also where nothing else is said of them, so that they are no figure.
    """

    number: Number
    anchor: int
    kind: Kind | None = None
    action: Action | None = None
    people: People | None = None
    event: Event | None = None
    part_of: int | None = None
    shares: bool = False
    of_total: int | None = None
    whole: Number | None = None
    repeats: int | None = None
    previous: Number | None = None
    cumulative: bool = False
    composition: tuple[Offsets, ...] = ()
    slots: Slots | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Mention):
    """What the text says of people harmed, or of what a force does, without counting them. ``span`` is its evidence.

    Attributes:
        kind: of a casualty; action: of a force; exactly one is set.
        anchor: token index, in the paragraph's Doc, of the word by which modality, time, place and source are found.
        number: only a count of zero ("no casualties", "no soldiers were seen").
        whom: article offsets of the phrase that names the harmed or the force; None where it is left out.
        head: token index of that phrase's noun.
        unit: the force's noun, lower case; "" where a pronoun stands for it.
        agent: article offsets of who did it, or who sends.
        degree, trend, rate, manner, additional: as in the schema; ``rate``: the noun is a rate of casualties.
        definite: it is spoken of as known ("the rising casualty rates", "their losses").
        denied: the construction itself denies it ("showed no signs of").
        place: token index under which the place stands (a verb whose phrases are its places); None: none is looked for.
        about: index of the figure that it is about, in the article's list.
        composition: article offsets of what the force is made of.
    """

    anchor: int
    kind: Kind | None = None
    action: Action | None = None
    number: Number | None = None
    whom: Offsets | None = None
    head: int | None = None
    unit: str = ""
    agent: Offsets | None = None
    degree: Degree | None = None
    trend: Trend | None = None
    rate: bool = False
    manner: str | None = None
    additional: bool = False
    denied: bool = False
    definite: bool = False
    place: int | None = None
    about: int | None = None
    composition: tuple[Offsets, ...] = ()
    slots: Slots | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt(Mention):
    """What the article says of its own sources; ``of`` are article offsets of the stretch that it covers."""

    kind: Literal["unverified", "preliminary", "disputed"]
    of: Offsets | None = None
