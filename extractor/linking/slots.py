"""Fills the slots of figures: how sure, when, said by whom; ``where`` and ``whose`` have modules of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from spacy.tokens import Doc, Token

from extractor.linking import status, where, whose
from extractor.linking.antecedent import gap_before
from extractor.linking.scene import Known, Scene
from extractor.model import Cue, Figure, Offsets, Scope, Slots, When
from extractor.patterns import lexicon, modality, tree
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.times_attach import attach
from extractor.trace import Trace

OWNED: Final = frozenset({"the", "its", "their", "his", "her", "our"})
FIRST: Final = frozenset({"i", "we"})
OPENERS: Final = tree.RELATIVES - {"that"}
RATE_REACH: Final = 6  # tokens between a count and "a day"
NOT: Final = "modality.negated.not"
NEAR_NOT: Final = 5  # tokens of "never numbered much more than"


def fill(
    scenes: Sequence[Scene], figures: Sequence[Figure], known: Known, trace: Trace | None = None
) -> tuple[Figure, ...]:
    """Every figure of the article with its slots. What a sentence leaves open, the figures before it may settle."""
    if not figures:
        return ()  # half of all articles: nobody asks where and whose
    filled = list(figures)
    told: list[Figure] = []
    places = where.Memory(scenes, known, trace)
    people = whose.Memory(scenes, known, trace)
    for n in sorted(range(len(figures)), key=lambda n: (figures[n].span[0], n)):  # as they are read
        figure = figures[n]
        scene = scenes[figure.paragraph]
        own = _gap_filled(scene, figure, _own(scene, figure, trace), told)
        if _not_more(scene, figure):
            most = replace(figure.number, low=None, high=figure.number.low, bound="at_most")
            figure, own = replace(figure, number=most), replace(own, negated=False)
        placed = places.settle(scene, replace(figure, slots=own), told)
        whole = filled[figure.part_of] if figure.part_of is not None else None
        again = filled[figure.repeats] if figure.repeats is not None else None
        whole = whole if whole is not None and whole.slots is not None else None
        filled[n] = people.settle(scene, placed, told, whole, again)
        told.append(filled[n])
    return status.of_wholes(scenes, filled)


def _own(scene: Scene, figure: Figure, trace: Trace | None = None) -> Slots:
    told_at = _told_at(scene.paragraph, figure)
    sure, negated, condition = modality.of(_outer(scene, figure), _modal_at(scene.paragraph, figure, told_at))
    if sure == "actual" and figure.kind is None and _capped(scene, figure):
        sure = "planned"
    if _there_already(scene.paragraph, figure):
        sure, condition = "actual", None
    if _contrasted(scene.paragraph, figure):
        negated = True
    if figure.kind is None and figure.event is None and _is_among(scene.paragraph, figure):
        negated = False  # "was not among the 400 soldiers": there they are
    if figure.number.high == 0:
        negated = False  # "no casualties" is a count of zero, not the denial of one
    cue = said(scene, figure.number.core, figure.anchor)
    cue_tokens = {i for _, c in scene.cues if c.paragraph == scene.paragraph.index for i in range(*c.tokens)}
    rated = _rate(scene.whens, figure)
    whens = [when for when in scene.whens if when.rate is None]
    told = partial(trace.origin, figure, "time") if trace is not None else None
    time = attach(scene.paragraph, whens, told_at, cue_tokens, told)
    if trace is not None:
        _trace(scene, figure, trace)
    return Slots(
        modality=sure,
        negated=negated,
        condition=condition,
        time=time,
        rate=rated.rate if rated else None,
        cue=cue,
    )


def _gap_filled(scene: Scene, figure: Figure, own: Slots, told: Sequence[Figure]) -> Slots:
    """ "Spain has promised 70 men; Peru, 50": what is left out of the second is as sure as the first."""
    before = told[-1] if told else None
    if own.modality != "actual" or before is None or before.slots is None or before.paragraph != figure.paragraph:
        return own
    if before.kind != figure.kind or gap_before(scene, figure.tokens[0]) is None:
        return own
    return replace(own, modality=before.slots.modality, condition=before.slots.condition)


def _is_among(paragraph: Paragraph, figure: Figure) -> bool:
    """ "Among the 400 soldiers": whoever else was or was not."""
    first = figure.tokens[0]
    before = [t.lower_ for t in paragraph.doc[max(0, first - 2) : first]]
    return len(before) > 1 and before[0] in ("among", "amongst", "with") and before[1] in ("the", "these", "those")


def _contrasted(paragraph: Paragraph, figure: Figure) -> bool:
    """ "lost four men, not seventeen": the second number is denied, whatever the verb says of the first."""
    doc, first = paragraph.doc, figure.tokens[0]
    sentence = doc[first].sent.start
    return (
        first - 2 > sentence
        and doc[first - 1].lower_ == "not"
        and doc[first - 2].text in (",", "and", "(", "–", "—")
        and any(t.like_num for t in doc[sentence : first - 2])
    )


def _not_more(scene: Scene, figure: Figure) -> bool:
    """ "Never numbered more than 800", "did not exceed 800": at most 800, and nothing is denied."""
    _, denials = modality.deciding(_outer(scene, figure), figure.number.core_tokens[0])
    if figure.number.bound != "more_than" or [scope.rule for scope in denials] != [NOT]:
        return False
    behind, number = denials[0].tokens[1], figure.number.core_tokens[0]
    between = scene.paragraph.doc[behind:number]
    return behind <= number <= behind + NEAR_NOT and not any(t.is_punct for t in between)


def _outer(scene: Scene, figure: Figure) -> Sequence[Scope]:
    """Without what the cue's own words say: who is "yet to be accounted for" is missing, neither planned nor denied."""
    own = range(*figure.event.tokens) if figure.event is not None and figure.event.voice == "state" else range(0)
    return [scope for scope in scene.scopes if scope.tokens[0] not in own]


def _told_at(paragraph: Paragraph, figure: Figure) -> int:
    """The anchor of time and modality: the count itself in a clause about its cue ("the army, which has 900, left")."""
    doc = paragraph.doc
    token = doc[figure.tokens[1] - 1]
    while token.head != token and token.i != figure.anchor:
        if (
            token.dep_ in ("relcl", "acl")
            and token.head.i == figure.anchor
            and doc[figure.anchor].tag_ in tree.NOUN_TAGS
        ):
            return figure.tokens[1] - 1
        token = token.head
    return figure.anchor


def _modal_at(paragraph: Paragraph, figure: Figure, told_at: int) -> int:
    """How sure a number is in a clause of its own: "it plans to expand its army, while Chad's stands at 900"."""
    doc, count = paragraph.doc, figure.tokens[1] - 1
    verb = tree.clause_verb(doc[count])
    own = verb.dep_ in ("advcl", "parataxis", "ccomp") and verb.tag_ in tree.FINITE_TAGS and verb.i != told_at
    if figure.event is None or figure.event.voice != "amount" or not own or verb.is_ancestor(doc[told_at]):
        return told_at
    return count


def _capped(scene: Scene, figure: Figure) -> bool:
    """ "The strength stood at 900, against a ceiling of 1,200": the limit is told of the number itself."""
    last = figure.number.core_tokens[1] - 1
    limits = lexicon.load("modality").words("ceilings")
    doc = scene.paragraph.doc
    return any(last in scope.governs and doc[scope.tokens[0]].lower_ in limits for scope in scene.scopes)


def _there_already(paragraph: Paragraph, figure: Figure) -> bool:
    """Those joined, relieved, drawn from, or what a plan starts from: "join the 900 already there", "from 80 to 60"."""
    (first, end), doc = figure.tokens, paragraph.doc
    if figure.kind is None and ((first and doc[first - 1].lower_ == "from") or _is_already(doc, end)):
        return True
    if figure.event is not None and "there_before" in figure.event.traits and first > figure.event.head:
        return figure.event.voice == "active"
    before = [t.lower_ for t in doc[max(0, first - 2) : first]]
    return len(before) == 2 and before[0] == "of" and before[1] in OWNED and first > 2 and doc[first - 3].tag_ == "CD"


def _is_already(doc: Doc, end: int) -> bool:
    """The 900 already there: right behind the count."""
    return end < len(doc) and doc[end].lower_ == "already"


def _trace(scene: Scene, figure: Figure, trace: Trace) -> None:
    """Which words make it possible, planned, denied."""
    modal, denials = modality.deciding(_outer(scene, figure), figure.anchor)
    for name, scope in (("modality", modal), *(("negated", scope) for scope in denials)):
        if scope is not None:
            trace.origin(figure, name, "governs the event", scope.span, scope.rule)


def _rate(whens: Sequence[When], figure: Figure) -> When | None:
    """ "200 a day", "daily casualties of 200": the rate stands beside the count or its cue."""
    for when in whens:
        if when.rate is None:
            continue
        if 0 <= when.tokens[0] - figure.tokens[1] <= 1 or 0 <= figure.tokens[0] - when.tokens[1] <= RATE_REACH:
            return when
    return None


def said(scene: Scene, span: Offsets, anchor: int) -> int | None:
    """The innermost attribution whose content asserts what stands at a place, as an index in the article's list.

    Args:
        anchor: token index of the event, by which a clause of the author's own is known.
    """
    covering = [(sum(b - a for a, b in cue.content), n, cue) for n, cue in scene.cues if _covers(cue, span)]
    passed: int | None = None
    for _, n, cue in sorted(covering, key=lambda c: c[:2]):
        if cue.type == "indirect" and "turn" not in cue.traits and _aside(scene.paragraph, anchor, cue):
            continue
        if not hands_on(scene.paragraph, cue):
            return n
        if cue.stance != "urges" or "order" not in cue.traits:  # an order is not what is told of its outcome
            passed = n if passed is None else passed
    return passed


def hands_on(paragraph: Paragraph, cue: Cue) -> bool:
    """Whether an outer attribution names who says it: "are believed to …, he said", "I believe", "ordered 40 men to …,
    he said", "Can he confirm …?"."""
    if not (cue.sources or cue.owner) or cue.stance == "urges":
        return True
    if cue.paragraph != paragraph.index:
        return False
    speakers = [paragraph.text[a - paragraph.start : b - paragraph.start].lower() for a, b in cue.sources]
    if speakers and all(words in FIRST for words in speakers):
        return True
    head = paragraph.doc[cue.tokens[0]]
    return head.tag_ == "VB" and any(t.dep_ == "aux" and t.tag_ == "MD" for t in head.children)


def _covers(cue: Cue, span: Offsets) -> bool:
    return any(start <= span[0] < end for start, end in cue.content)


def _aside(paragraph: Paragraph, anchor: int, cue: Cue) -> bool:
    """A clause with "which" or "who" behind a comma, in reported speech, is the author's own voice."""
    token: Token = paragraph.doc[anchor]
    while token.dep_ != "ROOT" and token.head != token:
        if token.dep_ == "relcl" and not token.left_edge.i <= cue.tokens[0] <= token.right_edge.i:
            opener = next((t for t in token.subtree if t.lower_ in OPENERS), None)
            if opener is not None and opener.i and paragraph.doc[opener.i - 1].lower_ in (",", "–", "—", "-"):
                return True
        token = token.head
    return False
