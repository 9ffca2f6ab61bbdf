"""The place that a figure's own sentence gives for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Token

from extractor.linking.scene import Scene
from extractor.linking.sites import WEAK, candidates, is_continent, preposition, struck
from extractor.model import Figure, Name
from extractor.patterns import tree

MOVES: Final = frozenset({"deploy", "reinforce", "arrive", "cross", "mass", "withdraw", "rotate", "station"})
BESIDE: Final = frozenset({"in", "at", "near", "around", "outside", "inside", "across"})
BORDERS: Final = frozenset({"ccomp", "relcl", "advcl", "acl", "parataxis", "pcomp"})
LINES: Final = frozenset(
    {"border", "borders", "frontier", "front", "coast", "road", "highway"}
)  # "the border with Xyz"
CONDITIONS: Final = frozenset({"if", "unless", "whether", "once", "until"})


def of_event(scene: Scene, figure: Figure) -> Name | None:
    """The place that the figure's own sentence gives for it."""
    doc = scene.paragraph.doc
    sentence = doc[figure.tokens[0]].sent
    anchor = doc[figure.anchor]
    own = anchor.tag_ in tree.NOUN_TAGS and figure.kind is not None
    best: tuple[tuple[int, ...], Name] | None = None
    for name in candidates(scene, sentence.start, sentence.end):
        if _told_there(scene, figure, name) or _of_another(scene, figure, name) or _other_clause(doc, figure, name):
            continue
        prep = preposition(scene, name)
        from_there = prep == "from" and figure.action != "withdraw"
        if name.tokens[0] > anchor.i and _divided(doc, figure, name):
            continue
        if prep == "by" or (from_there and (figure.action not in MOVES or _origin(scene, figure, name))):
            continue
        rank = (
            figure.kind is not None and is_continent(name),
            not (own and prep in BESIDE and anchor.is_ancestor(doc[name.head])),  # "hostages held in Gaza"
            not _beside(scene, figure, name),
            from_there,
            _outside(doc, name, anchor),
            _distance(doc[name.head], anchor),
            name.type == "country" or name.surface == "description",
            not struck(scene, name) and (not prep or (prep in WEAK and prep != "from")),
            abs(name.tokens[0] - figure.tokens[1]),
        )
        if best is None or rank < best[0]:
            best = (rank, name)
    return _named_within(doc, best[1], candidates(scene, sentence.start, sentence.end)) if best else None


def _divided(doc: Doc, figure: Figure, name: Name) -> bool:
    """ "seven died in their school; in Xyz, two were hurt": what stands behind a semicolon with a count of its own."""
    start, end = figure.tokens[1], name.tokens[0]
    marks = [i for i in range(start, end) if doc[i].text == ";"]
    if not marks:
        return False
    return any(t.like_num and t.ent_type_ != "DATE" for t in doc[marks[-1] : doc[end].sent.end])


def _named_within(doc: Doc, name: Name, others: Sequence[Name]) -> Name:
    """ "raids on a school used as a shelter in the city of Xyz": what has no name lies in the place behind it."""
    head = doc[name.head]
    if name.surface != "description" or name.type == "country" or head.lower_ in LINES:
        return name
    return next(
        (n for n in others if n.surface == "name" and n.tokens[0] > head.i and head.is_ancestor(doc[n.head])), name
    )


def _of_another(scene: Scene, figure: Figure, name: Name) -> bool:
    """ "33 died, 14 of them in Homs and 19 in Hama": each place is that of the count right before it. One place behind
    a bare count ("killed nine and hurt 23 near Homs") is that of all."""
    count = _counted_there(scene.paragraph.doc, name)
    if count is None or figure.tokens[0] <= count < figure.tokens[1]:
        return False
    sentence = scene.paragraph.doc[count].sent
    others = [n for n in scene.names if n.span != name.span and sentence.start <= n.tokens[0] < sentence.end]
    return any(_counted_there(scene.paragraph.doc, other) is not None for other in others)


def _counted_there(doc: Doc, name: Name) -> int | None:
    """The token of a count without a noun ("14", "14 of them") behind which the place stands, if there is one."""
    here = name.tokens[0] - 1
    if here < 1 or doc[here].lower_ not in BESIDE:
        return None
    pointing = here > 2 and doc[here - 1].lower_ in ("them", "whom", "those") and doc[here - 2].lower_ == "of"
    count = here - 3 if pointing else here - 1
    return count if doc[count].like_num else None


def _told_there(scene: Scene, figure: Figure, name: Name) -> bool:
    """ "told reporters in Cairo that two men died", "two men died, he told a meeting in Cairo": the place hangs
    on the word of saying, and no word of what is said stands between."""
    at = figure.number.span[0]
    doc = scene.paragraph.doc
    for _, cue in scene.cues:
        here = [span for span in cue.content if span[0] <= at < span[1]]
        if here and cue.span[1] <= name.span[0] and name.span[1] <= here[0][0]:
            return True
        if here and cue.span[0] < name.span[0] and not any(start <= name.span[0] < end for start, end in cue.content):
            for token in doc[name.head].ancestors:
                if token.tag_ in tree.VERB_TAGS:
                    if cue.paragraph == scene.paragraph.index and token.i == cue.tokens[0]:
                        return True
                    break
    return False


def _other_clause(doc: Doc, figure: Figure, name: Name) -> bool:
    """ "will call up 500 if the talks in Cairo fail", "the army, which has 900 men, lost two in Gao": a condition's
    place, and the place of the main clause for a force of which a relative clause tells."""
    anchor, place = doc[figure.anchor], doc[name.head]
    within = {token.i for token in (anchor, *anchor.ancestors)}
    for token in place.ancestors:
        if token.i in within:
            break
        if token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in token.children):
            return True
    if figure.kind is not None:
        return False
    if _reported(anchor, place):
        return True
    for token in (anchor, *anchor.ancestors):
        if token.dep_ == "relcl":
            return place.i > token.i and not token.is_ancestor(place)
    return False


def _reported(anchor: Token, place: Token) -> bool:
    """ "In Peshawar, the alliance said that 300 men …": where something is said of a force, not where it is."""
    told = next((t for t in (anchor, *anchor.ancestors) if t.dep_ == "ccomp"), None)
    verb = next((t for t in place.ancestors if t.tag_ in tree.VERB_TAGS), None)
    return told is not None and verb == told.head and verb.i < told.i


def _beside(scene: Scene, figure: Figure, name: Name) -> bool:
    """ "20 people in Homs, 23 in Hama": the place stands right behind the count."""
    doc, end = scene.paragraph.doc, figure.number.tokens[1]
    if end < len(doc) and doc[end].lower_ == "of":
        return False  # "20,000 of the 40,000 soldiers in Xyz": there is the whole
    end = max(figure.tokens[1], figure.people.tokens[1] if figure.people is not None else 0)
    if end >= len(doc) or doc[end].lower_ not in BESIDE:
        return False
    return end < name.tokens[0] and all(t.tag_ in ("DT", "JJ", "NN", "RB", "IN") for t in doc[end : name.tokens[0]])


def _outside(doc: Doc, name: Name, anchor: Token) -> int:
    """ "after an attack on Xyz that killed 12": a place in the event's clause comes first (0), then one that hangs on
    the noun of which the clause tells (1), then any other (2)."""
    clause = next((t for t in (anchor, *anchor.ancestors) if t.dep_ == "relcl"), None)
    if clause is None:
        return 0
    place = doc[name.head]
    return 0 if clause.is_ancestor(place) else 1 if clause.head.is_ancestor(place) else 2


def _origin(scene: Scene, figure: Figure, name: Name) -> bool:
    """ "soldiers from Uganda": where the people are from, not where they are."""
    preps = [t for t in scene.paragraph.doc[name.head].ancestors if t.lower_ == "from"]
    head = figure.people.head if figure.people is not None else figure.tokens[1] - 1
    return bool(preps) and preps[0].head.i == head


def _distance(name: Token, anchor: Token) -> int:
    """Clause borders on the way from a name to the event: up from either to what governs both."""
    above = {token.i: n for n, token in enumerate((anchor, *anchor.ancestors))}
    steps = 0
    token = name
    while token.i not in above and token.head != token:
        if token.tag_ in tree.VERB_TAGS and token.dep_ not in ("xcomp", "conj"):
            steps += 1
        token = token.head
    shared = token.i
    token = anchor
    while token.i != shared and token.head != token:
        steps += token.dep_ in BORDERS
        token = token.head
    return steps
