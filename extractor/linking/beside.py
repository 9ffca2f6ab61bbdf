"""Counts that an article of war makes a strength: men, officers, a country's people, what a column holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Token

from extractor.linking import men, strength
from extractor.linking.counts import Count
from extractor.linking.events import Join
from extractor.linking.strength import MEMBERS, MEN, MOVING, TEN
from extractor.model import Action
from extractor.patterns import tree
from extractor.patterns.paragraph import Paragraph

INCLUDING: Final = frozenset("include includes included including comprise comprises comprised".split())


def beside_war(paragraph: Paragraph, joins: Sequence[Join], count: Count, soldiers: bool, deep: bool) -> Action | None:
    """What a count of men, guards, officers does where the text around is of war, whatever its verb; None: nothing.

    Also what a patrol, a column or a squad holds, or "a party of eight" that wades a river. Men to whom something is
    done, or who stand beside civilians, may be anybody.
    """
    doc = paragraph.doc
    if count.sort == "bare" and count.end < len(doc) and doc[count.end].lower_ == "strong":
        return "strength"  # "the rearguard, which turned and, 90 strong, stood"
    if _held(doc, joins, count):
        return "strength"
    if (
        strength.nation(doc, count)
        and (soldiers or strength.military(doc, count) or (deep and _stationed(paragraph, count)))
        and not _done_to(doc, count)
        and _of_theirs(doc, count, joins, soldiers)
    ):
        return "strength"
    return _men(doc, joins, count, deep)


def _held(doc: Doc, joins: Sequence[Join], count: Count) -> bool:
    """A patrol, a column or a squad has them, or "a party of eight" that an army stands beside."""
    holder = strength.held(joins)
    if holder is None:
        return False
    whole = count.sort == "bare" or count.noun == holder.event.head
    if not whole and (not strength.human(count) or strength.civil(count)):
        return False
    noun = doc[holder.event.head].lower_
    if noun in strength.words_of("bands"):
        return True
    if noun not in strength.words_of("gatherings"):
        return False
    moves = any(j.event.action in MOVING for j in joins)
    return moves or strength.military(doc, count, before=True) or _warlike(doc, holder)


def _men(doc: Doc, joins: Sequence[Join], count: Count, deep: bool) -> Action | None:
    """What men, guards, officers or members do, who may be anybody."""
    if count.people is None or count.people.grade != "context" or count.noun is None:
        return None
    noun = doc[count.people.head].lower_
    if noun not in MEN and not deep:
        return None  # "the strike was joined by 600 members", "a war chest"
    before = doc[count.people.head - 1]
    if noun in MEMBERS and before.tag_ == "NN" and before.lower_ in strength.words_of("civil_bodies"):
        return None  # "a dozen choir members"
    if (
        count.first > 1
        and doc[count.first - 1].lower_ == "of"
        and doc[count.first - 2].lower_ in strength.words_of("civil_bodies")
    ):
        return None  # "a club of 340 members"
    if noun not in strength.words_of("fighting_nouns") or strength.civilians_beside(doc, count) or _done_to(doc, count):
        return None
    if men.met_by_soldiers(doc, count, joins):
        return None
    attacks = next((j for j in joins if j.event.action in MOVING and count.first < j.event.head), None)
    if attacks is not None:
        return attacks.event.action
    return "strength" if (count.number.low or count.number.high or 0) >= TEN else None


def _stationed(paragraph: Paragraph, count: Count) -> bool:
    """ "There were 900 Danes on the island", "staffed by 60 Danes": not those who flee, live or travel there."""
    many = (count.number.low or count.number.high or 0) >= TEN and not count.rest
    token = paragraph.doc[count.top]
    held = token.dep_ == "attr" or (token.dep_ == "pobj" and token.head.lower_ == "by")
    return many and held and not strength.of_migrants(paragraph)


def _warlike(doc: Doc, holder: Join) -> bool:
    """ "A nine-man raiding party", "a demolition team of five"."""
    first = max(0, holder.event.head - 3)
    return any(t.lower_ in strength.words_of("warlike") for t in doc[first : holder.event.head])


def _of_theirs(doc: Doc, count: Count, joins: Sequence[Join], soldiers: bool) -> bool:
    """ "Guarded by 35 Finns", "with four Danes on sentry duty": not those whom soldiers meet."""
    assert count.noun is not None
    if any(j.event.kind is not None for j in joins):
        return False
    token = doc[count.noun]
    if token.dep_ == "pobj":
        return token.head.lower_ in ("with", "by", "including", "plus", "alongside")
    if token.dep_ == "dobj":
        return any(j.event.action in ("station", "deploy") for j in joins) or _made_of(token.head)
    return (
        token.dep_ in ("attr", "appos")
        or (token.dep_ == "conj" and soldiers)
        or (token.dep_ == "nsubj" and bool(joins))
    )


def _made_of(verb: Token) -> bool:
    """ "The mission includes eight Danes": what a force is made of."""
    return verb.lower_ in INCLUDING and any(
        subject.lower_ in strength.words_of("forces") for subject in tree.subjects(verb)
    )


def _done_to(doc: Doc, count: Count) -> bool:
    """A word for captives or civilians stands in the sentence: "they rounded up 30 men of the village"."""
    words = strength.words_of("civil_words")
    return any(t.lower_ in words for t in doc[count.first].sent)
