"""The words of harm without a count: where they stand, how much they say, and what stops them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Token

from extractor.model import Degree, Kind, Trend
from extractor.patterns import inflect, lexicon
from extractor.patterns.lexicon import Rule
from extractor.patterns.paragraph import Paragraph

KIND_OF: Final[Mapping[str, Kind]] = {
    "casualty_nouns": "casualties",
    "death_nouns": "killed",
    "loss_nouns": "losses",
    "toll_nouns": "casualties",
}
FILLERS: Final = frozenset({"and", ",", "or", "very", "the", "so", "such", "too", "quite", "extremely", "particularly"})
REACH: Final = 5  # tokens before a word of harm in which its modifiers stand
CLAUSE_ENDS: Final = frozenset({";", ".", "?", "!", ":"})


@dataclass(frozen=True, slots=True)
class Words:
    """All words of the family as they stand in texts; ``harm``: (words of the noun) → the list that holds it."""

    harm: Mapping[tuple[str, ...], str]
    verbs: Mapping[str, Mapping[tuple[str, ...], str]]
    lists: Mapping[str, frozenset[str]]
    openers: frozenset[str]
    ends: frozenset[str]


_VERBS: Final = (
    "suffering",
    "inflicting",
    "rising_verbs",
    "falling_verbs",
    "total_verbs",
    "half_verbs",
    "decimating",
    "killing_manner",
)


@cache
def words() -> Words:
    """The family's words, inflected."""
    family = lexicon.load("degrees")
    harm: dict[tuple[str, ...], str] = {}
    for name in KIND_OF:
        for noun in family.lists[name]:
            for form in (noun, inflect.plural(noun)):
                harm[tuple(form.split())] = name
    for form in ("loss", "casualty"):  # one loss is no degree; one casualty is a count
        harm.pop((form,), None)
    verbs: dict[str, dict[tuple[str, ...], str]] = {}
    for name in _VERBS:
        table: dict[tuple[str, ...], str] = {}
        for phrase in family.lists[name]:
            first, *rest = phrase.split()
            for form in sorted(inflect.verb(first).all()):
                table[(form, *rest)] = phrase
        verbs[name] = table
    plain = {
        name: frozenset(w.lower() for w in listed)
        for name, listed in family.lists.items()
        if isinstance(listed, list) and name not in _VERBS
    }
    heads = frozenset(form for head in plain["rate_heads"] for form in (head, head + "s"))
    plain["rate_heads"] = heads
    plain["number_heads"] = frozenset(form for head in plain["number_heads"] for form in (head, head + "s"))
    openers = {key[-1] for key in harm} | {"casualty"}
    openers |= {key[0] for name in ("total_verbs", "half_verbs", "decimating", "killing_manner") for key in verbs[name]}
    return Words(harm, verbs, plain, frozenset(openers), frozenset(key[-1] for key in harm) | plain["rate_heads"])


@dataclass(frozen=True, slots=True)
class Harm:
    """A word of harm in a paragraph: its head, which modifiers attach to, and the tokens that it covers."""

    head: Token
    first: int
    end: int
    kind: Kind
    rate: bool = False


def harms(paragraph: Paragraph) -> Iterator[Harm]:
    """Words of harm: "casualties", "death toll", "casualty rates", "number of casualties"."""
    doc, known = paragraph.doc, words()
    for i, low in enumerate(paragraph.lower):
        if low not in known.ends:
            continue
        token = doc[i]
        if low in known.lists["rate_heads"] and token.i and doc[token.i - 1].lower_ == "casualty":
            yield Harm(token, token.i - 1, token.i + 1, "casualties", rate=True)
            continue
        for length in (2, 1):
            first = token.i - length + 1
            name = known.harm.get(tuple(t.lower_ for t in doc[first : token.i + 1])) if first >= 0 else None
            if name is None or not token.tag_.startswith("NN"):
                continue
            if token.dep_ == "compound" and token.head.i > token.i:
                break  # "casualty figures", "death penalty"
            if low == "death" and length == 1:
                break  # one death is a count, or anybody's
            holder = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
            if holder is not None and holder.lower_ in known.lists["number_heads"]:
                yield Harm(holder, holder.i, token.i + 1, KIND_OF[name], rate=holder.lower_.startswith("rate"))
            else:
                yield Harm(token, first, token.i + 1, KIND_OF[name])
            break


# ------------------------------------------------------------------------------------------------- degree and trend
def degree_of(found: Sequence[str]) -> tuple[Degree | None, Trend | None]:
    lists = words().lists
    degree: Degree | None = None
    trend: Trend | None = None
    for word in found:
        if word in lists["heavy"]:
            degree = degree or "heavy"
        elif word in lists["light"]:
            degree = degree or "light"
        elif word in lists["rising"]:
            trend = trend or "rising"
        elif word in lists["falling"]:
            trend = trend or "falling"
    return degree, trend


def before(harm: Harm) -> list[Token]:
    """The modifiers of a word of harm: the unbroken run of adjectives, participles and names in front of it."""
    doc = harm.head.doc
    found: list[Token] = []
    start = min(harm.first, harm.head.i)
    for i in range(start - 1, max(-1, start - 1 - REACH), -1):
        token = doc[i]
        if doc[i + 1].is_sent_start or token.lower_ in CLAUSE_ENDS:
            break
        modifies = token.tag_ in ("JJ", "JJR", "JJS", "VBG", "VBN", "NNP", "NN", "HYPH", "RB", "RBR", "CD")
        if not modifies and token.lower_ not in FILLERS:
            break
        if token.lower_ == "the":
            break
        found.append(token)
    return found


# ------------------------------------------------------------------------------------------------------------ guards
def counted(harm: Harm) -> bool:
    """A number stands at the word of harm: linking joins it to a figure."""
    if any(t.tag_ == "CD" for t in before(harm)):
        return True
    doc = harm.head.doc
    after = doc[harm.end : harm.end + 3]
    return any(t.like_num and t.ent_type_ != "DATE" for t in after) and doc[harm.end].lower_ in (
        "of",
        ":",
        "(",
        "to",
        "at",
    )


def thing(harm: Harm) -> bool:
    """What is lost or exacted is no people: money, equipment, seats; or what follows "of" is none."""
    lists = words().lists
    if any(t.lower_ in lists["other_losses"] for t in before(harm)):
        return True
    doc = harm.head.doc
    if harm.end < len(doc) and doc[harm.end].lower_ in ("of", "in") and harm.kind in ("losses", "casualties"):
        objects = [c for c in doc[harm.end].children if c.dep_ in ("pobj", "pcomp")]
        return harm.kind == "losses" and any(o.lower_ in lists["other_losses"] for o in objects)
    return False


def peace(harm: Harm) -> bool:
    """The sentence is about money, votes, games or disease. "Losses" and a bare "toll" need a word of war."""
    sentence = {t.lower_ for t in harm.head.sent}
    lists = words().lists
    bare = harm.kind == "losses" or harm.head.lower_ in ("toll", "tolls")
    if harm.head.doc[harm.first].lower_ in ("death", "casualty") and not harm.rate:
        bare = False
    if not bare:
        return bool(sentence & lists["no_war"]) and not sentence & lists["war"]
    return bool(sentence & lists["no_war"]) or not sentence & lists["war"]


GUARDS: Final[dict[str, Callable[[Harm], bool]]] = {"counted": counted, "thing": thing, "peace": peace}


def stopped(rule: Rule, harm: Harm) -> bool:
    return any(GUARDS[name](harm) for name in rule.unless)
