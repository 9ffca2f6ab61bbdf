"""Men, officers, members: nouns of anybody whom the army around them, or what they do, makes soldiers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from spacy.tokens import Doc

from extractor.linking import strength
from extractor.linking.counts import Count
from extractor.linking.events import AUXILIARIES, Join
from extractor.linking.lists import verbs_of
from extractor.linking.strength import HUNDRED, MEN, TEN
from extractor.patterns import inflect, people, tree
from extractor.patterns.paragraph import Paragraph

NATO: Final = frozenset({"nato"})  # it watches men who are none of its own
AIMED: Final = frozenset({"at", "on", "upon", "against"})
# "Officers and 90 men"
SERVING_BELOW: Final = frozenset({"men", "soldiers", "enlisted", "ratings", "sailors", "other"})
OWNERS: Final = frozenset({"his", "her", "their", "my", "our", "your"})
OFFICERS: Final = frozenset({"officers"})
BATTLE_REACH: Final = 4  # tokens from "engaged" to "battle"


def among_soldiers(paragraph: Paragraph, count: Count, joins: Sequence[Join]) -> bool:
    """ "some 420 men", "its 337 officers": a noun of either kind where an army stands in the sentence."""
    doc = paragraph.doc
    if _armed_body(doc, count):
        return True
    following = " ".join(t.lower_ for t in doc[count.end : count.end + 2])
    if following in strength.words_in("armed_behind") and strength.human(count, bare=True):
        return True
    if _under_command(paragraph, count) or _came_with(doc, count):
        return True
    if _engaged(doc, count) or _officers_and_men(doc, count):
        return True
    if strength.of_war(paragraph) and _own_men(doc, count):
        return True
    if count.people is None or count.people.grade != "context" or count.noun is None:
        return False
    one_of = count.number.low == count.number.high == 1 and count.of_noun is not None  # "one of the bravest men"
    if one_of or pointed_at(doc, count) or accused(doc, count) or met_by_soldiers(doc, count, joins):
        return False
    owner = doc[count.first - 2].lower_ if count.first > 1 and doc[count.first - 1].tag_ == "POS" else ""
    if owner in strength.words_of("civil_bodies"):
        return False  # "the choir's 60 members"
    if doc[count.noun].lower_ in strength.words_of("of_themselves_none"):
        return False  # "two suspects", "four elements", "three leaders"
    if doc[count.noun].lower_ in strength.words_of("serving_nouns") and strength.military(doc, count, before=True):
        return True
    alliance = NATO if doc[count.noun].lower_ in MEN else frozenset[str]()
    return strength.military(doc, count, but=alliance) and not strength.civilians_beside(doc, count)


def _under_command(paragraph: Paragraph, count: Count) -> bool:
    """ "600 people under his command"; "with 48 men under him" of an officer, not of a foreman."""
    doc = paragraph.doc
    behind = [t.lower_ for t in doc[count.end : count.end + 3]]
    if len(behind) < 2 or behind[0] != "under" or not strength.human(count, bare=True):
        return False
    if behind[1] in OWNERS and behind[2:] == ["command"]:
        return True
    leaders = strength.words_of("leaders")
    return behind[1] in ("him", "her", "them", "me") and (
        strength.of_war(paragraph) or not leaders.isdisjoint(paragraph.vocabulary)
    )


def _came_with(doc: Doc, count: Count) -> bool:
    """ "They crossed the river with 4,000 men": those with whom somebody invades, storms, marches are an army."""
    if count.noun is None or doc[count.noun].lower_ not in MEN or doc[count.top].head.lower_ != "with":
        return False
    verb = doc[count.top].head.head
    many = (count.number.low or count.number.high or 0) >= HUNDRED
    return many and verb.lower_ in inflect.verbs("troops", "invading")


def _own_men(doc: Doc, count: Count) -> bool:
    """ "300 of its men", of a state's or a commander's: in a sentence without civilians and captives."""
    if not count.noun or count.of_noun is None or doc[count.noun].lower_ not in MEN:
        return False
    owner = doc[count.noun - 1].lower_ in ("its", "his", "their", "our", "my")
    civil_words = strength.words_of("civil_words")
    return owner and not any(t.lower_ in civil_words for t in doc[count.first].sent)


def pointed_at(doc: Doc, count: Count) -> bool:
    """ "The two men": two who were named before, presidents as well."""
    few = (count.number.high or TEN) < TEN and count.definite and not count.rest
    return few and count.noun is not None and doc[count.noun].lower_ in MEN


def _armed_body(doc: Doc, count: Count) -> bool:
    """ "The 3,000-member Democratic Alliance", where the sentence or the one before speaks of an army."""
    start = count.number.core_tokens[1]
    if count.noun is None or doc[count.noun].tag_ != "NNP" or count.people is not None:
        return False
    row = [t.lower_ for t in doc[start : start + 2] if t.tag_ != "HYPH"]
    membered = row[:1] != [] and row[0] in ("member", "strong", "man")
    named = any(t.lower_ in strength.words_of("named_bodies") for t in doc[start : count.noun + 1])
    return membered and named and strength.military(doc, count, before=True)


def accused(doc: Doc, count: Count) -> bool:
    """ "Two men accused of a theft", "four men were charged": who stands before a court is no force for that."""
    behind = count.end
    while behind < len(doc) and (doc[behind].lower_ in AUXILIARIES or doc[behind].tag_ == "RB"):
        behind += 1
    return behind < len(doc) and doc[behind].lower_ in strength.words_in("accused_words")


def _officers_and_men(doc: Doc, count: Count) -> bool:
    """ "16 officers and 240 men", "officers and men": who are counted so serve together."""
    if count.noun is None:
        return False
    noun, end = doc[count.noun].lower_, count.end
    if noun in OFFICERS and end < len(doc) and doc[end].lower_ == "and":
        behind = [t.lower_ for t in doc[end + 1 : end + 3]]
        return any(
            word in SERVING_BELOW for word in (behind if doc[end + 1 : end + 2].text[:1].isdigit() else behind[:1])
        )
    before = [t.lower_ for t in doc[max(0, count.first - 2) : count.first]]
    return noun in MEN and len(before) == 2 and before[0] in OFFICERS and before[1] == "and"


def _engaged(doc: Doc, count: Count) -> bool:
    """ "60,000 men were engaged in the battle"."""
    if (
        (count.number.low or count.number.high or 0) < HUNDRED
        or count.people is None
        or count.people.grade != "context"
    ):
        return False
    behind = count.end
    while behind < len(doc) and doc[behind].lower_ in AUXILIARIES:
        behind += 1
    if doc[behind : behind + 2].text.lower() != "engaged in":
        return False
    return any(t.lower_ in strength.words_in("battles") for t in doc[behind + 2 : behind + 2 + BATTLE_REACH])


def speaks(doc: Doc, count: Count) -> bool:
    """ "One army officer said": one who is asked is no force."""
    top = doc[count.top]
    one = count.number.low == count.number.high == 1 and top.dep_ == "nsubj"
    return one and top.head.lower_ in verbs_of("stating") - tree.BE and top.head.i > top.i


def met_by_soldiers(doc: Doc, count: Count, joins: Sequence[Join]) -> bool:
    """ "Soldiers stopped 12 men", "gunmen fired on 30 men": whom an army does something to need not be of one."""
    if (count.number.low or count.number.high or 0) >= HUNDRED:
        return False  # so many are a force that an army meets
    noun = doc[count.top]
    if noun.lower_ not in MEN or any(j.event.action not in (None, "engage", "strength") for j in joins):
        return False
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in AIMED else noun.head
    if noun.dep_ not in ("dobj", "pobj", "nsubjpass") or verb.tag_ not in tree.VERB_TAGS or verb.lower_ in keeping():
        return False
    doers = tree.of_phrase(verb, "by") if tree.is_passive(verb) else tree.subjects(verb)
    return any(people.kind_of(t.lower_) == "military" or t.lower_ in strength.words_of("military_words") for t in doers)


@cache
def keeping() -> frozenset[str]:
    """The forms of verbs whose object are an army's own people."""
    lists = ("having", "giving", "leading_men", "using", "sending", "staying", "massing", "stationing")
    return inflect.verbs("troops", *lists)
