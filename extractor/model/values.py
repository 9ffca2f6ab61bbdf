"""The words that fields are made of: offsets, the closed lists of the schema, what a rule can say of its finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

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
CasualtyTrait = Literal[
    "held",
    "who_they_are",
    "of_war",
    "searched",
    "of_things",
    "intransitive",
    "no_auxiliary",
    "soldiers_captured",
    "civilians_abducted",
    "may_live",
    "may_be_missing",
    "noun_only",
    "unpaired",
    "many_each",
]
TroopTrait = Literal["there_before", "of_anybody", "stationed", "recruits", "only_soldiers", "holder", "size"]
AttributionTrait = Literal["order", "light", "next_clause", "closes", "turn"]
ActorTrait = Literal["listed", "built", "unit", "national", "document", "unnamed_people", "hint", "source_only"]
TimeTrait = Literal["bare", "event", "fixed", "length_too"]
Trait = CasualtyTrait | TroopTrait | AttributionTrait | ActorTrait | TimeTrait
TRAITS: Final[Mapping[str, tuple[Trait, ...]]] = {
    "casualties": get_args(CasualtyTrait),
    "troops": get_args(TroopTrait),
    "attributions": get_args(AttributionTrait),
    "actors": get_args(ActorTrait),
    "times": get_args(TimeTrait),
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
