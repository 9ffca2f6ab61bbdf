"""People of a country who are killed in battle are its soldiers."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Span

from extractor.linking.scene import Scene, scene_words
from extractor.model import Figure
from extractor.patterns import people

FOUGHT: Final = frozenset({"killed", "wounded", "killed_or_wounded", "casualties", "losses"})


def in_battle(scene: Scene, figure: Figure) -> bool:
    """ "killed 40 Danes in fighting at the ford", "forces repulsed the attack, killing 40 Danes": the people of a
    country, killed in battle or by its soldiers; not where bombs fall or civilians are spoken of."""
    people_ = figure.people
    if people_ is None or people_.grade != "person" or figure.kind not in FOUGHT:
        return False
    doc = scene.paragraph.doc
    head = people_.head
    if people_.tokens[1] - people_.tokens[0] > 1 or not any(
        n.surface == "demonym" and n.type == "country" and n.head == head for n in scene.names
    ):
        return False
    sentence = doc[head].sent
    children = any(p.group == "children" for p in scene.people if sentence.start <= p.head < sentence.end)
    if children or is_sheltered(sentence):
        return False
    agent = figure.event.agent if figure.event is not None else None
    by_soldiers = agent is not None and people.kind_of(doc[agent].lower_) == "military"
    by_soldiers = by_soldiers and not people.is_irregular(doc[agent or 0].lower_)
    return by_soldiers or is_battle(sentence)


def is_battle(sentence: Span) -> bool:
    """It speaks of fighting between armies, not of bombs or of civilians."""
    return not scene_words("battle").isdisjoint(t.lower_ for t in sentence) and not is_sheltered(sentence)


def is_sheltered(sentence: Span) -> bool:
    """It speaks of bombs, protests or civilians."""
    words = {t.lower_ for t in sentence}
    return bool(words & scene_words("sheltered") or people.words().civilian & words)
