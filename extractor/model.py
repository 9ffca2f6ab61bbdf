"""Every type that crosses a module border: the article, the mentions, the document.

Offsets are code points of the decoded article, end-exclusive: ``text[start:end]`` is the quote. Nothing here holds a
spaCy object, so mentions and documents pickle, compare and cross processes.

The types below ``Document`` are the output's schema (``extract/1.0``); ``extract schema`` is generated from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Offsets = tuple[int, int]

Bound = Literal["exact", "approx", "range", "at_least", "more_than", "at_most", "less_than", "vague"]
Modality = Literal["actual", "planned", "possible", "probable", "predicted", "conditional", "ordered"]
Status = Literal["military", "civilian", "mixed", "unknown"]
Kind = Literal["killed", "wounded", "killed_or_wounded", "missing", "captured", "abducted", "casualties", "losses"]
Action = Literal[
    "deploy",
    "reinforce",
    "mass",
    "arrive",
    "withdraw",
    "rotate",
    "train",
    "recruit",
    "engage",
    "station",
    "cross",
    "surrender",
    "strength",
]
Stance = Literal[
    "states",
    "claims",
    "reported",
    "confirms",
    "denies",
    "withholds",
    "believes",
    "suggests",
    "warns",
    "urges",
    "asks",
]
QuoteType = Literal["direct", "indirect", "mixed"]
EntityType = Literal[
    "person", "country", "armed_force", "organization", "media", "group", "place", "conflict", "weapon"
]
Sector = Literal[
    "government",
    "military",
    "intelligence",
    "police",
    "rebel",
    "militia",
    "international",
    "ngo",
    "think_tank",
    "media",
    "academic",
    "medical",
    "civilian",
    "business",
    "analysis",
    "unknown",
]
TimeMod = Literal["approx", "start", "mid", "end", "before", "after", "less_than", "more_than"]
VictimGroup = Literal["children", "women", "men", "elderly"]
VictimRole = Literal[
    "journalist",
    "medic",
    "aid_worker",
    "police",
    "peacekeeper",
    "prisoner",
    "hostage",
    "attacker",
    "commander",
]
Confidence = Literal["high", "medium", "low"]
Tier = Literal["core", "extended"]
Degree = Literal["none", "light", "some", "heavy", "total"]
Trend = Literal["rising", "falling", "stable"]
Period = Literal["hour", "day", "week", "month", "year"]

# Why a number counts no people ("unclear": it may, but nothing says so). The names are what `extract explain` prints.
Reason = Literal[
    "date",
    "time",
    "age",
    "money",
    "distance",
    "measure",
    "percentage",
    "ordinal",
    "name",
    "score",
    "reference",
    "equipment",
    "duration",
    "things",
    "other people",
    "unclear",
]


# ---------------------------------------------------------------------------------------------------------- article
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


# --------------------------------------------------------------------------------------------------------- mentions
@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What stands where, and which rule found it.

    Attributes:
        span: article offsets.
        paragraph: index of the paragraph in the article.
        tokens: ``[first, last)`` token indices in the paragraph's Doc.
        rule: the id of the rule in the family's YAML.
    """

    span: Offsets
    paragraph: int
    tokens: tuple[int, int]
    rule: str


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

    ``modality`` None means that only the polarity changes.
    """

    over: Offsets
    over_tokens: tuple[int, int]
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
            rose to 12"), ``label`` ("Killed: 12").
        agent: token index of who did it.
        bare: a number without a noun may be counted ("killed 12").
        manner: how ("executed").
    """

    kind: Kind | None = None
    action: Action | None = None
    head: int = 0
    counted: tuple[int, ...] = ()
    voice: Literal["passive", "active", "noun", "state", "amount", "label"] = "active"
    agent: int | None = None
    bare: bool = True
    manner: str | None = None


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
    """

    number: Number
    anchor: int
    kind: Kind | None = None
    action: Action | None = None
    people: People | None = None
    event: Event | None = None
    part_of: int | None = None
    of_total: int | None = None
    repeats: int | None = None
    previous: int | None = None


# --------------------------------------------------------------------------------------- the document (extract/1.0)
@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    bound: Bound
    text: str
    low: int | None = None
    high: int | None = None
    magnitude: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    text: str
    value: str | None = None
    mod: TimeMod | None = None
    at: Offsets | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    at: Offsets
    by: str
    quote: str
    time: Time | None = None
    rule: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    id: str
    type: EntityType
    name: str
    role: str | None = None
    country: str | None = None
    iso: str | None = None
    sector: Sector | None = None
    named: bool | None = None
    aliases: tuple[str, ...] = ()
    mentions: Mapping[str, tuple[Offsets, ...]] = field(default_factory=dict)
    demonyms: Mapping[str, tuple[Offsets, ...]] = field(default_factory=dict)
    pronouns: Mapping[str, tuple[Offsets, ...]] = field(default_factory=dict)
    tier: Tier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    per: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class OfTotal:
    low: int | None = None
    high: int | None = None
    bound: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TroopCount:
    """Tuples of one are written as a single value, except ``attributed_to``, ``composition`` and ``evidence``."""

    id: str
    unit: str
    action: Action
    modality: Modality
    attributed_to: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    count: Count | None = None
    force: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    additional: bool | None = None
    from_: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    composition: tuple[str, ...] = ()
    time: Time | None = None
    condition: str | None = None
    negated: bool | None = None
    about: str | None = None
    part_of: str | None = None
    previous: Count | None = None
    confidence: Confidence | None = None
    tier: Tier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty:
    id: str
    kind: Kind
    modality: Modality
    attributed_to: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    count: Count | None = None
    manner: str | None = None
    cumulative: bool | None = None
    measure: Literal["rate"] | None = None
    degree: Degree | None = None
    trend: Trend | None = None
    rate: Rate | None = None
    victims: tuple[str, ...] = ()
    victim_status: Status | None = None
    victim_group: tuple[VictimGroup, ...] = ()
    victim_role: tuple[VictimRole, ...] = ()
    country: tuple[str, ...] = ()
    perpetrator: tuple[str, ...] = ()
    of_total: OfTotal | None = None
    part_of: str | None = None
    previous: Count | None = None
    location: tuple[str, ...] = ()
    time: Time | None = None
    condition: str | None = None
    negated: bool | None = None
    about: str | None = None
    confidence: Confidence | None = None
    tier: Tier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionSpans:
    cue: Offsets
    content: tuple[Offsets, ...]
    source: tuple[Offsets, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    id: str
    source: tuple[str, ...]
    source_kind: Sector
    named: bool
    cue: str
    stance: Stance
    type: QuoteType
    content: str
    spans: AttributionSpans
    source_text: tuple[str, ...] = ()
    negated: bool | None = None
    modality: Modality | None = None
    time: Time | None = None
    within: str | None = None
    rule: str | None = None
    confidence: Confidence | None = None
    tier: Tier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    at: Offsets
    quote: str
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    at: Offsets
    quote: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    kind: Literal["unverified", "preliminary", "disputed"]
    at: Offsets
    quote: str
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleInfo:
    file: str
    sha256: str
    chars: int
    language: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    dateline: Dateline | None = None
    credit: Credit | None = None
    caveats: tuple[Caveat, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """Which program gave this output; never compared."""

    tool: str
    rules: str
    spacy: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything that one article says, in the order of the schema ``extract/1.0``."""

    article: ArticleInfo
    generator: Generator | None = None
    entities: tuple[Entity, ...] = ()
    troop_counts: tuple[TroopCount, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    attributions: tuple[Attribution, ...] = ()
