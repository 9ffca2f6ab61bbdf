"""Where it happened: the place of a figure, from its own clause, its sentence, or what was last named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from spacy.tokens import Token

from extractor.linking.scene import Known, Scene
from extractor.model import Figure, Name, Offsets

LOCATIVE: Final = frozenset(
    {
        "in", "at", "near", "around", "outside", "inside", "on", "across", "throughout", "within", "over", "off",
        "along", "between", "through", "toward", "towards", "into", "to", "from", "for", "against", "above", "of",
        "beside", "by", "north", "south", "east", "west",
    }
)  # fmt: skip
GOING: Final = frozenset({"to", "into", "toward", "towards", "for", "onto"})
COMING: Final = frozenset({"from"})
MOVES: Final = frozenset({"deploy", "reinforce", "arrive", "cross", "mass", "withdraw", "rotate", "station"})


@dataclass(slots=True)
class Memory:
    """The place that the article last spoke of, by paragraph."""

    known: Known
    dateline: Offsets | None = None
    last: dict[int, Offsets] = field(default_factory=dict)

    def settle(self, scene: Scene, figure: Figure, before: Sequence[Figure]) -> Figure:
        """The figure with its places."""
        assert figure.slots is not None
        name = of_event(scene, figure)
        if name is None:
            known = self._earlier(scene, figure, before)
            if known is None:
                return figure
            return replace(figure, slots=replace(figure.slots, location=(known,)))
        prep = preposition(scene, name)
        places = (name.span,)
        if figure.action in MOVES and prep in GOING:
            return replace(figure, slots=replace(figure.slots, to=places))
        if figure.action in MOVES and prep in COMING:
            return replace(figure, slots=replace(figure.slots, from_=places))
        return replace(figure, slots=replace(figure.slots, location=places))

    def _earlier(self, scene: Scene, figure: Figure, before: Sequence[Figure]) -> Offsets | None:
        """The place of the figure before, in this paragraph or the one before it; else what was named just before."""
        for other in reversed(before):
            if figure.paragraph - other.paragraph > 1:
                break
            if other.slots is not None and other.slots.location:
                return other.slots.location[0]
        earlier = [n for n in candidates(scene, 0, figure.anchor) if n.type == "place"]
        return earlier[-1].span if earlier else None


def candidates(scene: Scene, start: int, end: int) -> list[Name]:
    """Names of places in the tokens ``[start, end)`` that stand for a place, not for its government."""
    found: list[Name] = []
    for name in scene.names:
        if name.type not in ("place", "country") or name.surface in ("demonym", "pronoun") or name.metonym:
            continue
        if not start <= name.tokens[0] < end:
            continue
        if found and name.tokens[0] - found[-1].tokens[1] <= 1 and found[-1].type == "place":
            between = scene.paragraph.doc[found[-1].tokens[1] : name.tokens[0]].text
            if between in (",", "(", ""):
                continue  # "Mosul, Iraq": the first is the more specific
        found.append(name)
    return found


def preposition(scene: Scene, name: Name) -> str:
    """The preposition that governs a name, lower case; "" where it has none."""
    token: Token = scene.paragraph.doc[name.head]
    for _ in range(5):
        if token.dep_ in ("pobj", "pcomp"):
            return token.head.lower_
        if token.dep_ not in ("compound", "nmod", "poss", "conj", "appos", "amod", "npadvmod"):
            break
        token = token.head
    before = name.tokens[0] - 1
    while before >= 0 and scene.paragraph.doc[before].tag_ in ("DT", "JJ", "NN", "RB"):
        before -= 1
    word = scene.paragraph.doc[before].lower_ if before >= 0 else ""
    return word if word in LOCATIVE else ""


def of_event(scene: Scene, figure: Figure) -> Name | None:
    """The place that the figure's own sentence gives for it."""
    doc = scene.paragraph.doc
    sentence = doc[figure.tokens[0]].sent
    anchor = doc[figure.anchor]
    best: tuple[tuple[int, ...], Name] | None = None
    for name in candidates(scene, sentence.start, sentence.end):
        prep = preposition(scene, name)
        if not prep or prep == "by":
            continue
        rank = (_distance(doc[name.head], anchor), name.type == "country", abs(name.tokens[0] - figure.tokens[1]))
        if best is None or rank < best[0]:
            best = (rank, name)
    return best[1] if best else None


def _distance(name: Token, anchor: Token) -> int:
    """Verbs on the way from a name up to one that governs the anchor as well."""
    above = {anchor.i, *(t.i for t in anchor.ancestors)}
    steps = 0
    token = name
    while token.i not in above and token.head != token:
        if token.tag_.startswith("VB") and token.dep_ not in ("xcomp", "conj"):
            steps += 1
        token = token.head
    return steps
