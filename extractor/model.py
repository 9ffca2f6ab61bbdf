"""Every type that crosses a module border: the article, the mentions, the document.

Offsets are code points of the decoded article, end-exclusive: ``text[start:end]`` is the quote. Nothing here holds a
spaCy object, so mentions and documents pickle, compare and cross processes.

The types below ``Document`` are the output's schema (``extract/1.0``); ``extract schema`` is generated from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

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

# What a rule says of its finds for later steps, by family; `docs/lexicons.md` tells what each does.
Trait = Literal[
    "held",
    "who_they_are",
    "of_war",
    "searched",
    "of_things",
    "intransitive",
    "no_auxiliary",
    "soldiers_captured",
    "may_live",
    "noun_only",
    "unpaired",
    "there_before",
    "of_anybody",
    "stationed",
    "recruits",
    "only_soldiers",
    "holder",
    "size",
    "order",
    "light",
    "next_clause",
    "listed",
    "built",
    "unit",
    "national",
    "document",
    "unnamed_people",
    "hint",
    "source_only",
    "bare",
    "fixed",
    "length_too",
]
TRAITS: Final[Mapping[str, tuple[Trait, ...]]] = {
    "casualties": (
        "held",
        "who_they_are",
        "of_war",
        "searched",
        "of_things",
        "intransitive",
        "no_auxiliary",
        "soldiers_captured",
        "may_live",
        "noun_only",
        "unpaired",
    ),
    "troops": ("there_before", "of_anybody", "stationed", "recruits", "only_soldiers", "holder", "size"),
    "attributions": ("order", "light", "next_clause"),
    "actors": ("listed", "built", "unit", "national", "document", "unnamed_people", "hint", "source_only"),
    "times": ("bare", "fixed", "length_too"),
}

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


# --------------------------------------------------------------------------------------- the document (extract/1.0)
@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """What the schema says of a type or a field beyond Python's type: the metadata of ``Annotated``.

    Attributes:
        name: the type's name among the schema's ``$defs``.
        one: a tuple of one is written as its single value.
        always: it is written even when it is empty.
    """

    name: str | None = None
    description: str | None = None
    pattern: str | None = None
    minimum: int | None = None
    min_items: int | None = None
    const: bool | None = None
    one: bool = False
    always: bool = False


_FACT: Final = "^[ct][0-9]+[a-z]?$"
_ATTRIBUTION: Final = "^a[0-9]+[a-z]?$"

Slug = Annotated[str, Says(name="slug", pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
FactId = Annotated[str, Says(pattern=_FACT)]
AttributionId = Annotated[str, Says(pattern=_ATTRIBUTION)]
Alpha3 = Annotated[str, Says(pattern="^[A-Z]{3}$")]
Yes = Annotated[bool, Says(const=True)]  # true, or left out
Refs = Annotated[
    tuple[Slug, ...],
    Says(
        name="entityRefs",
        one=True,
        min_items=1,
        description="An entity's id, or several; `author` and `unnamed` are allowed and are no entities.",
    ),
]
Countries = Annotated[tuple[Alpha3, ...], Says(name="countries", one=True, description="ISO 3166 alpha-3, or several.")]
Owners = Annotated[tuple[Slug, ...], Says(min_items=1)]
Span = Annotated[
    Offsets, Says(name="span", description="[start, end): code points of the decoded text, end-exclusive.")
]
Spans = Annotated[tuple[Span, ...], Says(name="spanOrSpans", one=True, min_items=1)]
Surfaces = Annotated[
    Mapping[str, Annotated[tuple[Span, ...], Says(min_items=1)]],
    Says(name="spansBySurface", description="Surface form -> every place where it stands."),
]
SectorName = Annotated[Sector, Says(name="sector")]
ModalityName = Annotated[Modality, Says(name="modality")]
Group = Annotated[VictimGroup, Says(name="victimGroup")]
Role = Annotated[VictimRole, Says(name="victimRole")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What the sentence says, not an estimate: `at least 17` has only low, `up to 500` only high, `about 4,000` both
    and bound approx, `dozens` neither, bound vague and the magnitude that the word names (dozens 12, scores 20,
    hundreds 100, tens of thousands 10000).
    """

    low: Annotated[int, Says(minimum=0)] | None = None
    high: Annotated[int, Says(minimum=0)] | None = None
    bound: Bound
    text: str
    magnitude: Annotated[int, Says(minimum=1)] | None = None


Previous = Annotated[
    Count, Says(description="`rose to 23 from 17`: the earlier figure that the text gives for the same toll.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression: the text's words, its TIMEX3 value (XXXX where the year is not known), and mod."""

    text: str
    value: str | None = None
    mod: TimeMod | None = None
    at: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One place in the text that states the fact. `by`: the attribution whose content holds it, or `author` for the
    article's own voice.
    """

    at: Span
    by: Annotated[str, Says(pattern="^(author|a[0-9]+[a-z]?)$")]
    time: Time | None = None
    quote: str
    via: (
        Annotated[
            Slug,
            Says(
                description="The medium through which the source is quoted (`the ministry told Reuters`): an entity id."
            ),
        ]
        | None
    ) = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    id: Slug
    type: EntityType
    name: str
    role: str | None = None
    country: Alpha3 | None = None
    iso: str | None = None
    sector: SectorName | None = None
    named: bool | None = None
    aliases: tuple[str, ...] = ()
    mentions: Annotated[Surfaces, Says(always=True)] = field(default_factory=dict)
    demonyms: Surfaces = field(default_factory=dict)
    pronouns: Surfaces = field(default_factory=dict)
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
    count: Count | None = None
    unit: str
    force: Refs = ()
    country: Countries = ()
    action: Action
    additional: Yes | None = None
    from_: Refs = ()
    to: Refs = ()
    location: Refs = ()
    composition: tuple[str, ...] = ()
    time: Time | None = None
    modality: ModalityName
    condition: str | None = None
    negated: Yes | None = None
    about: str | None = None
    part_of: FactId | None = None
    previous: Previous | None = None
    attributed_to: Owners
    confidence: Confidence | None = None
    evidence: Annotated[tuple[Evidence, ...], Says(min_items=1)]
    tier: Tier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty:
    id: str
    kind: Kind
    count: Count | None = None
    manner: str | None = None
    cumulative: bool | None = None
    measure: Literal["rate"] | None = None
    degree: Degree | None = None
    trend: Trend | None = None
    rate: Rate | None = None
    victims: Refs = ()
    victim_status: Status | None = None
    victim_group: Annotated[
        tuple[Group, ...], Says(one=True, description="Who among civilians the text names: one or several.")
    ] = ()
    victim_role: Annotated[tuple[Role, ...], Says(one=True)] = ()
    country: Countries = ()
    perpetrator: Refs = ()
    of_total: (
        Annotated[
            OfTotal,
            Says(description="`4,000 of the 12,000 troops`: the whole, as a count, and the fact that states it."),
        ]
        | None
    ) = None
    part_of: FactId | None = None
    previous: Previous | None = None
    location: Refs = ()
    time: Time | None = None
    modality: ModalityName
    condition: str | None = None
    negated: Yes | None = None
    about: str | None = None
    attributed_to: Owners
    confidence: Confidence | None = None
    evidence: Annotated[tuple[Evidence, ...], Says(min_items=1)]
    tier: Tier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionSpans:
    source: Spans = ()
    cue: Span
    content: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    id: AttributionId
    source: Refs
    source_text: Annotated[tuple[str, ...], Says(one=True)] = ()
    source_kind: SectorName
    named: bool
    cue: str
    stance: Stance
    negated: Yes | None = None
    modality: ModalityName | None = None
    type: QuoteType
    time: Time | None = None
    within: AttributionId | None = None
    content: str
    spans: AttributionSpans
    rule: str | None = None
    confidence: Confidence | None = None
    tier: Tier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    place: Slug | None = None
    at: Span
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    source: Slug | None = None
    at: Span
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    kind: Literal["unverified", "preliminary", "disputed"]
    at: Span
    quote: str
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleInfo:
    file: str
    url: str | None = None
    title: str | None = None
    sha256: Annotated[str, Says(pattern="^[0-9a-f]{64}$")]
    chars: int
    language: str
    published: str | None = None
    dateline: Dateline | None = None
    credit: Credit | None = None
    caveats: Annotated[
        tuple[Caveat, ...],
        Says(
            description="What the article says of its own sources (`could not be independently verified`), with the"
            " facts that it covers where that is clear."
        ),
    ] = ()


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
    entities: Annotated[tuple[Entity, ...], Says(always=True)] = ()
    troop_counts: Annotated[tuple[TroopCount, ...], Says(always=True)] = ()
    casualties: Annotated[tuple[Casualty, ...], Says(always=True)] = ()
    attributions: Annotated[tuple[Attribution, ...], Says(always=True)] = ()
