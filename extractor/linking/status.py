"""Military or civilian: what the counted noun, its breakdown and its fate say of the people."""

from __future__ import annotations

from typing import Final

from extractor.linking.scene import Scene
from extractor.model import Figure, Status

BREAKDOWN: Final = frozenset({"including", "among", "mostly", "mainly", "most", "many", "some", "both"})
SPAN: Final = 40  # tokens behind a count in which its breakdown stands
OTHERS: Final = frozenset({"others", "other", "more", "comrades", "colleagues"})
OFFICERS: Final = frozenset({"officer", "officers"})  # of an army or the police, where they are killed
FATES: Final[dict[str | None, Status]] = {"abducted": "civilian", "captured": "military"}


def status_of(scene: Scene, figure: Figure, given: Figure | None) -> Status:
    """The status of those counted.

    The noun decides, with the nouns coordinated to it; of "people" a breakdown that names a force makes them mixed;
    a bare count is like the people before it; hostages are civilians and prisoners soldiers where nothing else is said.
    """
    status = _own(scene, figure)
    if status == "unknown" and (figure.people is None or _noun(scene, figure) in OTHERS):
        if given is not None and given.slots is not None:
            status = given.slots.status
        elif figure.kind is not None:
            status = _before(scene, figure)
    if status in ("unknown", "civilian") and _with_force(scene, figure):
        return "mixed"
    if status == "unknown" and _among_forces(scene, figure):
        return "military"
    if status == "unknown":
        return FATES.get(figure.kind, status)
    return status


def _noun(scene: Scene, figure: Figure) -> str:
    return scene.paragraph.doc[figure.people.head].lower_ if figure.people is not None else ""


def _own(scene: Scene, figure: Figure) -> Status:
    """Of the noun itself, of the nouns coordinated with it, of the group that the phrase names."""
    first, end = figure.tokens
    if figure.people is None or figure.people.status == "unknown":
        named = [n for n in scene.names if first <= n.tokens[0] < end + 3 and n.type == "armed_force"]
        if named and (
            figure.people is None or named[0].tokens[0] < end or "of" in _between(scene, end, named[0].tokens[0])
        ):
            return "military"
    if figure.people is None:
        return "unknown"
    found = {figure.people.status}
    head = scene.paragraph.doc[figure.people.head]
    joined = {token.i for token in head.conjuncts if token.i > head.i}
    if not any(t.i in joined for t in head.sent if t.tag_ == "CD"):
        counted = {c.i for t in head.conjuncts for c in t.children if c.dep_ == "nummod"}
        found |= {p.status for p in scene.people if p.head in joined and not counted & set(range(*p.tokens))}
        joined_counts = [t for t in head.conjuncts if any(c.dep_ == "nummod" or c.tag_ == "CD" for c in t.children)]
        if joined_counts:
            found = {figure.people.status}
    return "mixed" if {"military", "civilian"} <= found else figure.people.status


def _between(scene: Scene, start: int, end: int) -> list[str]:
    return [t.lower_ for t in scene.paragraph.doc[start:end]]


def _before(scene: Scene, figure: Figure) -> Status:
    """ "A policeman was killed and six others were hurt": the people named before in the sentence."""
    start = scene.paragraph.doc[figure.tokens[0]].sent.start
    before = [p for p in scene.people if start <= p.head < figure.tokens[0]]
    return before[-1].status if before else "unknown"


def _among_forces(scene: Scene, figure: Figure) -> bool:
    """ "men", "officers", "members" where the paragraph has spoken of a force, and no women or children beside them."""
    people = figure.people
    if people is None or people.grade != "context" or figure.kind in ("abducted", "missing"):
        return False
    doc = scene.paragraph.doc
    if doc[people.head].lower_ in OFFICERS:
        return True
    sentence = doc[figure.tokens[0]].sent
    if any(p.group in ("children", "women") for p in scene.people if sentence.start <= p.head < sentence.end):
        return False
    forces = any(p.status == "military" and p.head != people.head for p in scene.people if p.head < sentence.end)
    return forces or any(n.type == "armed_force" and n.tokens[0] < sentence.end for n in scene.names)


def _with_force(scene: Scene, figure: Figure) -> bool:
    """ "17 people, most of them soldiers", "including two bombers": a breakdown of them names a force."""
    doc = scene.paragraph.doc
    end = figure.tokens[1]
    sentence_end = doc[end - 1].sent.end
    for i in range(end, min(sentence_end, end + SPAN)):
        if doc[i].lower_ in BREAKDOWN and doc[i - 1].lower_ in (
            ",",
            "(",
            "–",
            "—",
            "-",
            "of",
            "killed",
            "wounded",
            "dead",
        ):
            nouns = [p for p in scene.people if i < p.head < min(sentence_end, i + SPAN)]
            return any(p.status == "military" for p in nouns)
    return False
