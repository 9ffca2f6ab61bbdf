"""The nouns that can be counted: what they are, and whether they are a force by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from spacy.tokens import Doc, Token

from extractor.model import People, Status, VictimGroup, VictimRole
from extractor.patterns import countries, inflect, lexicon, tree
from extractor.patterns.paragraph import Paragraph, remembered

Grade = Literal["force", "context", "person", "unit", "body"]

RULE: Final = "people.noun.head"
MODEL: Final = re.compile(r"[A-Za-z]{1,3}-?\d+[A-Za-z]*")
LONGEST: Final = 3  # words of the longest entry
MODIFIER_TAGS: Final = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "HYPH", "POS", "FW", "AFX"}
)
NAMING_ON: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "CD", "VBG"})  # then it is an adjective
ARMS: Final = {"foot": ("horse", "cavalry"), "horse": ("foot", "infantry")}
ARMS_REACH: Final = 7  # tokens between "foot" and "horse"
ORDINAL: Final = re.compile(r"\d+(st|nd|rd|th)")
THINGS: Final = ("equipment", "animals", "places", "figures_of_lead", "acts")
HOLDING: Final = frozenset({"team", "group", "force", "party", "crew", "patrol", "column", "mission"})
STATES: Final = frozenset({"dead", "wounded", "injured", "hurt", "missing", "killed", "captive", "hostage"})
_GRADES: Final[dict[str, tuple[Grade, Status]]] = {
    "unit_military": ("unit", "military"),
    "body": ("body", "unknown"),
    "person_unknown": ("person", "unknown"),
    "person_civilian": ("person", "civilian"),
    "context_military": ("context", "unknown"),
    "force_police": ("force", "military"),
    "force_irregular": ("force", "military"),
    "force_mass": ("force", "military"),
    "force_military": ("force", "military"),
}


@dataclass(frozen=True, slots=True)
class Noun:
    """One entry: its grade by itself, and what the same word is without military context."""

    grade: Grade
    status: Status
    group: VictimGroup | None
    role: VictimRole | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``nouns`` and ``things`` (``equipment`` among them) by surface, lower case; ``last`` words of all entries."""

    nouns: dict[str, Noun]
    equipment: frozenset[str]
    things: frozenset[str]
    others: frozenset[str]
    military: frozenset[str]
    civilian: frozenset[str]
    civil: frozenset[str]  # civilian, and the bodies that have staff
    armed: frozenset[str]
    arming: frozenset[str]
    soldierly: frozenset[str]  # military and arming
    hard: frozenset[str]  # of an army, whoever has them before it
    led: frozenset[str]
    anybody: frozenset[str]
    serving: frozenset[str]
    acting: frozenset[str]
    irregular: frozenset[str]
    police: frozenset[str]
    of_what: frozenset[str]
    lifeless: frozenset[str]
    last: frozenset[str]


@cache
def words_plural(noun: str) -> str:
    """The plural of a noun of a lexicon, irregular ones included."""
    irregular: dict[str, str] = lexicon.load("people").lists["irregular"]
    return irregular.get(noun) or inflect.plural(noun)


@cache
def words() -> Lexicon:
    """The family's words, ready for look-up."""
    family = lexicon.load("people")
    irregular = family.lists["irregular"]
    groups, roles = family.lists["groups"], family.lists["roles"]

    def forms(noun: str) -> tuple[str, str]:
        lower = noun.lower()
        return lower, irregular.get(lower) or inflect.plural(lower)

    military = frozenset(w.lower() for w in family.lists["military_modifiers"])
    arming = frozenset(w.lower() for w in family.lists["arming"])
    civilian = frozenset(w.lower() for w in family.lists["civilian_modifiers"])
    nouns: dict[str, Noun] = {}
    for name, (grade, status) in _GRADES.items():
        for noun in family.lists[name]:
            for form in forms(noun):
                nouns[form] = Noun(grade, status, groups.get(noun), roles.get(noun))
    equipment = frozenset(form for noun in family.lists["equipment"] for form in forms(noun))
    things = frozenset(form for name in THINGS for noun in family.lists[name] for form in forms(noun))
    return Lexicon(
        nouns=nouns,
        equipment=equipment,
        things=things,
        others=frozenset(form for noun in family.lists["other_people"] for form in forms(noun)),
        military=military,
        civilian=civilian,
        civil=civilian | {w.lower() for w in family.lists["civil_bodies"]},
        arming=arming,
        soldierly=military | arming,
        hard=(military | arming) - frozenset(w.lower() for w in family.lists["soft_modifiers"]),
        led=frozenset(form for noun in family.lists["led"] for form in forms(noun)),
        anybody=frozenset(form for noun in family.lists["anybody"] for form in forms(noun)),
        serving=frozenset(family.lists["serving"]),
        acting=frozenset(lexicon.load("troops").lists["bare_verbs"]),
        armed=frozenset(w.lower() for w in family.lists["armed_nouns"]),
        irregular=frozenset(form for noun in family.lists["force_irregular"] for form in forms(noun)),
        police=frozenset(form for noun in family.lists["force_police"] for form in forms(noun)),
        of_what=frozenset(form for noun in family.lists["of_what"] for form in forms(noun)),
        lifeless=frozenset(family.lists["lifeless"]),
        last=frozenset(re.split(r"[\s-]", form)[-1] for form in (*nouns, *things)),
    )


def is_equipment(noun: str) -> bool:
    """The noun, lower case, is of weapons or vehicles."""
    return noun in words().equipment


def is_other(noun: str) -> bool:
    """The noun, lower case, is of people who are no figure while nothing of ours happens to them."""
    return noun in words().others


def is_irregular(noun: str) -> bool:
    """The noun, lower case, is of rebels, gunmen or bandits: no state's by itself."""
    return noun in words().irregular


def is_police(noun: str) -> bool:
    """The noun, lower case, is of policemen, who are of the place where they are."""
    return noun in words().police


def kind_of(noun: str) -> Status:
    """Military or civilian, as the lists have the noun, lower case; "unknown" also where they don't have it."""
    found = words().nouns.get(noun)
    return found.status if found is not None else "unknown"


def is_unit(noun: str) -> bool:
    """The noun, lower case, is of a body of soldiers: "battalion", "contingent", "team"."""
    found = words().nouns.get(noun)
    return noun in HOLDING or (found is not None and found.grade == "unit")


def entry_at(paragraph: Paragraph, head: int) -> tuple[Noun | None, int, bool]:
    """-> (the longest entry that ends at token ``head``, its first token, whether it is a listed thing)."""
    nouns, things = words().nouns, words().things
    lower, blanks = paragraph.lower, paragraph.blanks
    if lower[head] not in words().last:
        return None, head, False
    found: tuple[Noun | None, int, bool] = (None, head, False)
    text = ""
    for first in range(head, max(head - LONGEST, -1), -1):
        text = lower[first] + (blanks[first] + text if text else "")
        if text in things and not (first == head and (text in nouns or _is_named(paragraph, head))):
            found = None, first, True
        elif text in nouns:
            found = nouns[text], first, False
    return found


def _is_named(paragraph: Paragraph, head: int) -> bool:
    """The word is a name, also where the tagger took it for a common noun: "120 Tigers were killed"."""
    inside = not paragraph.opens[head] and paragraph.kind != "headline"
    return paragraph.tags[head] in ("NNP", "NNPS") or (inside and paragraph.words[head].istitle())


def phrase_start(tags: Sequence[str], head: int) -> int:
    """The first token of the modifiers before a noun, in a paragraph with these tags."""
    first = head
    while first and tags[first - 1] in MODIFIER_TAGS:
        first -= 1
    return first


def find(paragraph: Paragraph) -> tuple[People, ...]:
    """Every noun of people in the paragraph, in order."""
    return tuple(_find(paragraph))


def _find(paragraph: Paragraph) -> Iterator[People]:
    doc, last, lower = paragraph.doc, words().last, paragraph.lower
    # elsewhere no entry ends, nor is it the people of a country
    for i in [n for n, word in enumerate(paragraph.words) if lower[n] in last or word[:1].isupper()]:
        people = at(paragraph, i)
        if people is not None and not _is_modifier(doc[i]):
            yield people


def things(paragraph: Paragraph) -> tuple[int, ...]:
    """Token indices of nouns that are listed as no people, or are of tin."""
    last, lower = words().last, paragraph.lower
    nouns = [i for i, tag in enumerate(paragraph.tags) if tag in tree.NOUN_TAGS and lower[i] in last]
    return tuple(i for i in nouns if _is_thing(paragraph, i))


def _is_thing(paragraph: Paragraph, head: int) -> bool:
    noun, entry_start, thing = entry_at(paragraph, head)
    if noun is None:
        return thing
    first = min(phrase_start(paragraph.tags, head), entry_start)
    return _any_in(words().lifeless, paragraph, first, entry_start)


@remembered
def at(paragraph: Paragraph, head: int) -> People | None:
    """The people that the noun at token ``head`` names, or None."""
    doc = paragraph.doc
    noun, entry_start, thing = entry_at(paragraph, head)
    if thing and _of_old_army(paragraph, head):
        noun = Noun("force", "military", None, None)
        entry_start = head
    if noun is None and not thing and _is_nation(paragraph, head):
        noun = Noun("person", "unknown", None, None)
    if noun is None:
        return None
    first = min(phrase_start(paragraph.tags, head), entry_start)
    grade, status = noun.grade, noun.status
    lex = words()
    if _any_in(lex.lifeless, paragraph, first, entry_start) or _of_a_model(doc, first, head):
        return None
    mild = grade in ("context", "person") or doc[head].lower_ == "personnel"
    if mild and _any_in(lex.civil, paragraph, first, entry_start):
        grade, status = "person", "civilian"
    elif grade == "context" and (
        _any_in(lex.hard if doc[head].lower_ in lex.led else lex.soldierly, paragraph, first, entry_start)
        or _of_force(paragraph, head)
    ):
        grade, status = "force", "military"
    elif grade == "person" and _any_in(lex.arming, paragraph, first, entry_start):
        grade, status = "force", "military"  # anybody with arms: "armed boatmen"
    elif doc[head].lower_ in lex.anybody and _any_in(lex.serving, paragraph, first, entry_start):
        grade, status = "force", "military"  # "6,000 military people"
    elif grade == "context" and _of_what(doc, head):
        grade, status = "person", "unknown"
    elif grade == "context":
        status = "unknown"
    start, end = paragraph.offsets(first, head + 1)
    return People(
        span=(start, end),
        paragraph=paragraph.index,
        tokens=(first, head + 1),
        rule=RULE,
        head=head,
        grade=grade,
        status=status,
        group=noun.group,
        role=noun.role,
    )


def _of_old_army(paragraph: Paragraph, head: int) -> bool:
    """ "12,000 foot and 2,500 horse": each with its number, one beside the other."""
    lower, tags = paragraph.lower, paragraph.tags
    if lower[head] not in ARMS or not head or tags[head - 1] != "CD":
        return False
    near = range(max(1, head - ARMS_REACH), min(len(lower), head + ARMS_REACH))
    return any(lower[i] in ARMS[lower[head]] and tags[i - 1] == "CD" for i in near)


def _of_a_model(doc: Doc, first: int, head: int) -> bool:
    """ "three Xy-12 bombers": the designation of an aircraft stands before them."""
    return doc[head].lower_ in ("bomber", "bombers", "fighter", "fighters") and any(
        MODEL.fullmatch(t.text) for t in doc[first:head]
    )


def _of_what(doc: Doc, head: int) -> bool:
    """ "members of parliament": what they are members of is no force."""
    of_phrase = head + 1 < len(doc) and doc[head + 1].lower_ in ("of", "from")
    return of_phrase and doc[head].lower_ in words().of_what


def _any_in(phrases: frozenset[str], paragraph: Paragraph, first: int, end: int) -> bool:
    """One of the phrases stands among the tokens."""
    if first >= end:
        return False
    low = [paragraph.lower[i] for i in range(first, end) if paragraph.tags[i] != "POS"]
    return any(" ".join(low[i:j]) in phrases for i in range(len(low)) for j in range(i + 1, len(low) + 1))


def _is_nation(paragraph: Paragraph, place: int) -> bool:
    """ "Danes", "Iraqis", "South Koreans": the plural that is the people of a country."""
    word, tag = paragraph.words[place], paragraph.tags[place]
    if not word[:1].isupper() or tag not in ("NNPS", "NNS", "NNP", "NN", "JJ"):
        return False
    if not _names_people(word):
        before = paragraph.words[place - 1] + " " if place else ""
        if not before[:1].isupper() or not _names_people(before + word):
            return False
    if tag in ("NNPS", "NNS"):
        return True
    following = min(place + 1, len(paragraph.tags) - 1)
    return paragraph.tags[following] not in NAMING_ON or paragraph.lower[following] in STATES


def _names_people(surface: str) -> bool:
    found = countries.by_surface(surface)
    return found is not None and surface in found[0].people


def _of_force(paragraph: Paragraph, head: int) -> bool:
    """ "members of the militia": the of-phrase names a force."""
    lower, tags = paragraph.lower, paragraph.tags
    if head + 1 >= len(lower) or lower[head + 1] not in ("of", "from", "in"):
        return False
    lex = words()
    end = head + 2
    while end < len(lower) and (tags[end] in MODIFIER_TAGS or tags[end] in ("DT", "PRP$")):
        end += 1
    if end == head + 4 and tags[end - 1] == "JJ" and ORDINAL.fullmatch(lower[end - 1]):
        return True  # "members of the 31st"
    return _any_in(lex.armed, paragraph, head + 2, end)


def _acts(token: Token) -> bool:
    """A verb that was taken for a noun: "hundreds of blue helmets patrol Mopti", not "a soldiers patrol post"."""
    following = token.nbor().tag_ if token.i + 1 < len(token.doc) else "."
    return token.tag_ == "NN" and token.lower_ in words().acting and following not in ("NN", "NNS", "HYPH", "POS", ".")


def _is_modifier(token: Token) -> bool:
    """A noun before another noun is not the head: "soldiers' families", "police station"."""
    doc = token.doc
    if token.i + 1 >= len(doc):
        return False
    following = doc[token.i + 1]
    if token.tag_ in ("NNS", "NNPS") and _acts(following):
        return False  # "four marines guard it"
    return following.tag_ in ("NN", "NNS", "HYPH") and following.dep_ != "appos" and token.dep_ in ("compound", "amod")


SHAPES: Final = {"noun": find}
