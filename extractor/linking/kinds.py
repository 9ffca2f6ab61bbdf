"""What several cues at one count mean together, and which of two came later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc

from extractor.linking.counts import Count
from extractor.linking.events import Join
from extractor.linking.lists import verbs_of
from extractor.model import Event, Kind
from extractor.patterns import tree
from extractor.patterns.casualties_words import is_captor

# What several cues at one count mean together; the first line whose kinds are all there decides.
TOGETHER: Final[tuple[tuple[frozenset[Kind], tuple[Kind, ...]], ...]] = (
    (frozenset({"abducted", "killed"}), ("abducted", "killed")),
    (frozenset({"abducted", "wounded"}), ("abducted", "wounded")),
    (frozenset({"losses", "killed"}), ("killed",)),
    (frozenset({"losses", "casualties"}), ("casualties",)),
    (frozenset({"losses", "wounded"}), ("wounded",)),
    (frozenset({"losses", "missing"}), ("missing",)),
    (frozenset({"casualties", "killed"}), ("killed",)),
    (frozenset({"casualties", "wounded"}), ("wounded",)),
    (frozenset({"killed", "wounded", "missing"}), ("casualties",)),
    (frozenset({"killed", "wounded", "captured"}), ("casualties",)),
    (frozenset({"killed", "wounded"}), ("killed_or_wounded",)),
    (frozenset({"killed", "missing"}), ("casualties",)),
    (frozenset({"killed", "captured"}), ("killed",)),
    (frozenset({"captured", "abducted"}), ("captured",)),
)
HARMS: Final[tuple[Kind, ...]] = ("killed", "casualties", "wounded")
EARLIER: Final[frozenset[Kind]] = frozenset({"wounded", "missing"})  # what the dead were before
DESCRIBING: Final = frozenset({"acl", "relcl", "amod"})


def died_later(doc: Doc, count: Count, known: Sequence[Join], join: Join) -> bool:
    """ "Two men wounded on Monday died in hospital": what only says who they are goes before the verb of the clause."""
    told = [each for each in known if each.event.kind is not None]
    if join.event.kind != "killed" or not told or not _main(doc, count, join.event):
        return False
    return all(each.event.kind in EARLIER and _describes(doc, count, each.event) for each in told)


def without_earlier(doc: Doc, count: Count, known: Sequence[Join]) -> list[Join]:
    """ "One of the nine wounded there died", "two died in hospital": the joins without what the dead were before."""
    died = [each.event for each in known if each.event.kind == "killed" and _main(doc, count, each.event)]
    return [
        each
        for each in known
        if not died
        or each.event.kind not in EARLIER
        or not (_describes(doc, count, each.event) or any(_under(doc, each.event, event) for event in died))
    ]


def _describes(doc: Doc, count: Count, event: Event) -> bool:
    """The cue stands in the phrase of those counted: before its noun, or in a participle or clause behind it."""
    head = doc[event.head]
    inside = {count.top, count.noun}
    while head.dep_ not in ("ROOT", "conj") and head.i not in inside:
        if head.dep_ in DESCRIBING and head.head.i in inside:
            return True
        head = head.head
    return False


def _under(doc: Doc, event: Event, died: Event) -> bool:
    """ "Died while undergoing treatment", "died in hospital": how or where they died."""
    verb = doc[died.head]
    return event.head > verb.i and any(ancestor.i == verb.i for ancestor in doc[event.head].ancestors)


def _main(doc: Doc, count: Count, event: Event) -> bool:
    """The cue is the verb whose subject those counted are."""
    verb = doc[event.head]
    return verb.i > count.first and verb.tag_ in tree.VERB_TAGS and any(s.i == count.top for s in tree.subjects(verb))


def kinds_of(joins: Sequence[Join], count: Count) -> list[tuple[Kind, Join]]:
    """What the joins of one count say together: each kind with the join that says it."""
    kinds = {j.event.kind: j for j in reversed(joins) if j.event.kind is not None}
    if count.definite and any("held" in j.event.traits for j in joins):
        harmed = next((kind for kind in HARMS if kind in kinds), None)
        if harmed is not None:  # "killed all four hostages": that they were held was said before
            return [(harmed, kinds[harmed])]
    if count.of_noun is not None and len(kinds) > 1:  # "three of the injured died"
        joins = [j for j in joins if j.event.tokens[0] != count.of_noun] or joins
        kinds = {j.event.kind: j for j in reversed(joins) if j.event.kind is not None}
    for needed, meant in TOGETHER:
        if needed <= kinds.keys():
            return [(kind, kinds.get(kind, joins[0])) for kind in meant]
    best = joins[0]
    assert best.event.kind is not None
    return [(best.event.kind, best)]


def cared_for(doc: Doc, count: Count, join: Join) -> bool:
    """ "Medics carted away 20 wounded clerks": no raiders do."""
    agent = join.event.agent
    if count.noun is None or (agent is not None and is_captor(doc[agent])):
        return False
    return any(t.lower_ in ("wounded", "injured") for t in doc[count.number.core_tokens[1] : count.noun])


def let_go(joins: Sequence[Join]) -> bool:
    """They were freed or arrested, and nothing but the noun says that they were held."""
    others = any(j.event.kind is None and j.event.action is None and j.way in ("direct", "tree") for j in joins)
    return others and all("who_they_are" in j.event.traits for j in joins if j.event.kind is not None)


def others(doc: Doc, joins: Sequence[Join]) -> bool:
    """They were displaced, arrested, freed, by a word of their own; the wounded may be evacuated."""
    return let_go(joins) and not any(doc[j.event.head].lower_ in verbs_of("caring") for j in joins)


def freed_together(doc: Doc, joins: Sequence[Join], each: Join, one: Count) -> bool:
    """ "Freed 42 boys and 38 girls kidnapped in May": who was let go with them had been taken with them."""
    freed = all(j.event.head < one.first and doc[j.event.head].lower_ in verbs_of("freeing") for j in joins)
    return freed and each.event.kind == "abducted" and one.first < each.event.head
