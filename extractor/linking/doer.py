"""Who did it to those counted, where the event's own construction names an actor."""

from __future__ import annotations

from typing import Final

from extractor.linking.own import country_at, led
from extractor.linking.scene import Scene
from extractor.model import Figure, Name
from extractor.patterns import tree
from extractor.patterns.inflect import verb

IRREGULAR: Final = frozenset({"rebel", "militia"})


# What those do who hold others to account: the deed told of behind it is not theirs.
PROSECUTING: Final = frozenset(
    form
    for base in "charge arrest accuse convict suspect sentence detain indict jail prosecute blame try imprison".split()
    for form in verb(base).all()
)


def harmed_by(agent: Name | None) -> set[str]:
    """The state whose force did it, which has not done it to its own; rebels have, to those of their country."""
    return {agent.country} if agent is not None and agent.country and agent.sector not in IRREGULAR else set()


def agent_of(scene: Scene, figure: Figure) -> Name | None:
    """Who did it, where the cue's own construction names an actor. Who lost men did not do it."""
    if figure.event is None or figure.event.agent is None or figure.kind is None or figure.event.kind == "losses":
        return None
    place = figure.event.agent
    if _prosecutes(scene, figure.event.head, place):
        return None
    kinds = ("armed_force", "country", "organization", "group")
    for name in scene.names:
        if name.tokens[0] <= place < name.tokens[1] and name.type in kinds:
            return name
    token = scene.paragraph.doc[place]
    before = {t.i for t in token.lefts if t.dep_ in ("amod", "compound", "poss", "nmod")} | {place - 1}
    for name in scene.names:  # "Danish strikes", "the militia's gunmen"
        if name.head in before and name.type in kinds and name.tokens[1] <= place and not led(scene, name):
            return name
    return None


def _prosecutes(scene: Scene, deed: int, place: int) -> bool:
    """ "Police have charged four men in a plot to seize and behead a soldier": the agent only holds others to account;
    not "arrested four men and killed a fifth"."""
    doc = scene.paragraph.doc
    token = doc[place]
    return doc[deed].tag_ in ("VB", "VBG") and token.dep_ == "nsubj" and token.head.lower_ in PROSECUTING


def not_the_doers(scene: Scene, figure: Figure, owned: tuple[str, ...], agent: Name | None) -> tuple[str, ...]:
    """Whose they are, where a word like "its" seems to mean who harmed them: then they are those of who says so.

    "Peru said Chile had killed nine of its men", "Peru accused Chile of holding nine of its sailors".
    """
    if figure.kind is None or figure.event is None or figure.event.kind == "losses":
        return owned
    doc, end = scene.paragraph.doc, figure.people.tokens[1] if figure.people is not None else figure.tokens[1]
    if any(token.lower_ == "own" for token in doc[figure.tokens[0] : end]):
        return owned
    token = doc[figure.event.head]
    doers = harmed_by(agent)
    if token.dep_ == "pcomp" and token.head.dep_ == "prep":
        accused = [country_at(scene, child.i) for child in token.head.head.children if child.dep_ == "dobj"]
        doers = doers | {state for state in accused if state}
    if not owned or not doers.issuperset(owned):
        return owned
    while token.head != token:
        token = token.head
        for subject in tree.subjects(token):
            state = country_at(scene, subject.i)
            if state is not None and state not in doers:
                return (state,)
    return ()
