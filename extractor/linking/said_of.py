"""What is said of those counted, right behind them: "two of them were soldiers", "nine of the dead as gunmen"."""

from __future__ import annotations

from typing import Final

from extractor.linking.antecedent import is_bare
from extractor.linking.scene import Scene
from extractor.model import Figure, People
from extractor.patterns import tree

BETWEEN: Final = 5  # tokens between a count and the word that says what they are
POINTING: Final = frozenset({"them", "these", "those", "whom", "deceased", "dead", "slain", "victims", "wounded"})


def said_of(scene: Scene, figure: Figure) -> tuple[People | None, bool]:
    """-> (the noun right behind those counted, whether it is said of them: "two of the nine were soldiers")."""
    doc = scene.paragraph.doc
    if not (is_bare(scene, figure) or figure.people is None or figure.people.grade == "body"):
        return None, False
    before = scene.paragraph.lower[max(0, figure.tokens[0] - 2) : figure.tokens[0]]
    if before[-1:] == ("of",) or before == ("of", "the"):
        return None, False  # "two of the nine were soldiers": not all nine
    at = figure.tokens[1]
    if at < len(doc) and doc[at].lower_ in ("of", "whom"):
        at += 1
    while (
        at < len(doc)
        and at < figure.tokens[1] + BETWEEN
        and (doc[at].lower_ in tree.BE | POINTING | {"as"} or doc[at].tag_ in ("RB", "DT", "JJ", "CD"))
    ):
        at += 1
    noun = next((p for p in scene.people if p.tokens[0] <= at <= p.head), None)
    if noun is None or any(c.dep_ == "nummod" for c in doc[noun.head].children):
        return None, False
    said = any(doc[i].lower_ in tree.BE for i in range(figure.tokens[1], at))
    pointed = any(doc[i].lower_ in POINTING for i in range(figure.tokens[0], at))
    return noun, said or pointed
