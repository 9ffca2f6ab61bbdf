"""The output's schema (``extract/1.0``) as types, from which ``extract schema`` is generated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

from extractor.model.values import (
    Action,
    Bound,
    Confidence,
    Degree,
    EntityType,
    Kind,
    Modality,
    Offsets,
    Period,
    QuoteType,
    Sector,
    Stance,
    Status,
    Tier,
    TimeMod,
    Trend,
    VictimGroup,
    VictimRole,
)


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
