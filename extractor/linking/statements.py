"""Slots of what is said without a count. A statement takes only what its own clause names: nothing is inherited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from extractor.linking import makeup, own_place, sites, slots, where
from extractor.linking.scene import Known, Scene
from extractor.model import Figure, Name, Offsets, Scope, Slots, Statement, Status, When
from extractor.patterns import modality, people, tree
from extractor.patterns.times_attach import attach

DEFINITE: Final = frozenset({"the", "these", "those"})
FIRST: Final = frozenset({"first", "last", "only", "next", "latest"})
PURPOSES: Final = frozenset({"acl", "advcl", "relcl"})
PRONOUNS: Final = frozenset({"they", "them", "their"})
POINTING: Final = frozenset({"they", "them", "these", "those"})
NATIONAL: Final = frozenset({"country", "armed_force", "organization"})
MORE: Final = frozenset({"additional", "more", "extra", "further", "new"})
GOALS: Final = frozenset({"", "in", "at", "near", "on", "across", "into", "to", "along", "around", "inside", "onto"})
REACHING: Final = frozenset({"arrive", "cross", "deploy"})  # their places are goals
REACH: Final = 2  # sentences back to the count that a pronoun stands for


def told(
    scenes: Sequence[Scene], statements: Sequence[Statement], figures: Sequence[Figure], known: Known
) -> tuple[Statement, ...]:
    """The statements that say something of their own, with their slots.

    Those whose people a figure counts already are left out, and pronouns that stand for no force.
    """
    kept: list[Statement] = []
    for statement in statements:
        scene = scenes[statement.paragraph]
        here = [f for f in figures if f.paragraph == statement.paragraph]
        if _counted(statement, here):
            continue
        statement = _about(scene, statement, figures, known)
        found = _slots(scene, statement)
        if statement.trend is not None and found.modality != "actual":
            continue  # "the toll may rise": a caveat, no casualties
        parts: tuple[Offsets, ...] = ()
        if statement.action is not None and statement.head is not None:
            parts = makeup.composition(scene.paragraph, statement.head + 1)
        kept.append(replace(statement, slots=found, composition=parts))
    return tuple(kept)


def _counted(statement: Statement, figures: Sequence[Figure]) -> bool:
    """A figure has the same people, or the same word as its event."""
    for figure in figures:
        if statement.head is not None and figure.tokens[0] <= statement.head < figure.tokens[1]:
            return True
        if figure.anchor == statement.anchor and (figure.kind is None) == (statement.kind is None):
            return True
        if statement.tokens[0] <= figure.number.tokens[0] < statement.tokens[1] and statement.number is None:
            return True
    return False


def _about(scene: Scene, statement: Statement, figures: Sequence[Figure], known: Known) -> Statement:
    """A pronoun that stands for people counted before makes the statement one about that figure.

    So does "the troops", where the article has no other name for them.
    """
    doc = scene.paragraph.doc
    if statement.kind is not None or statement.head is None or statement.whom is None:
        return statement
    pronoun = doc[statement.head].lower_ in POINTING
    the = any(c.lower_ in DEFINITE for c in doc[statement.head].children) and not known.of(statement.whom)
    if not pronoun and not the:
        return statement
    before = [
        (n, f)
        for n, f in enumerate(figures)
        if f.kind is None and f.span[1] <= statement.span[0] and statement.paragraph - f.paragraph <= 1
    ]
    if not before:
        return statement
    start = doc[statement.head].sent.start
    more = any(t.lower_ in MORE for t in doc[start : statement.head])
    if more:
        before = [(n, f) for n, f in before if f.number.additional]
    elif before[-1][1].paragraph != statement.paragraph or _sentences(scene, before[-1][1], statement) > REACH:
        return statement
    if not before:
        return statement
    n, figure = before[-1]
    noun = ""
    if figure.people is not None and figure.paragraph == statement.paragraph:
        noun = doc[figure.people.head].lower_
    return replace(
        statement, about=n, unit=statement.unit or noun, additional=statement.additional or figure.number.additional
    )


def _sentences(scene: Scene, figure: Figure, statement: Statement) -> int:
    doc = scene.paragraph.doc
    return sum(1 for t in doc[figure.tokens[0] + 1 : statement.anchor + 1] if t.is_sent_start)


def _slots(scene: Scene, statement: Statement) -> Slots:
    anchor = statement.anchor
    cue = slots.said(scene, scene.paragraph.offsets(anchor, anchor + 1), anchor)
    sure, negated, condition = modality.of(_scopes(scene, statement, cue), statement.anchor)
    if statement.number is not None:
        negated = False
    if sure == "actual" and not negated and _aimed_at(scene.paragraph.doc[anchor]):
        sure = "planned"
    cue_tokens = {i for _, c in scene.cues if c.paragraph == statement.paragraph for i in range(*c.tokens)}
    rated = _rate(scene.whens, statement)
    time = attach(scene.paragraph, [w for w in scene.whens if w.rate is None], statement.anchor, cue_tokens)
    location, to, from_ = _places(scene, statement)
    return Slots(
        modality=sure,
        negated=statement.denied or (negated and statement.kind is None),
        condition=condition,
        time=time,
        rate=rated.rate if rated else None,
        cue=cue,
        location=location,
        to=to,
        from_=from_,
        victims=_people(scene, statement),
        agent=statement.agent,
        country=_country(scene, statement),
        status=_status(scene, statement) if statement.kind else "unknown",
    )


def _aimed_at(verb: Token) -> bool:
    """ "A drive to wipe out the rebels": what is meant to be done; not "managed to", "the first to arrive"."""
    if verb.tag_ != "VB" or verb.dep_ not in PURPOSES or not any(c.lower_ == "to" for c in verb.children):
        return False
    return not any(c.lower_ in FIRST for c in (verb.head, *verb.head.children))


def _scopes(scene: Scene, statement: Statement, cue: int | None) -> Sequence[Scope]:
    """The scopes that may reach a statement. What is spoken of as known is so; reports keep their own certainty."""
    if statement.kind is not None and statement.definite and statement.anchor < statement.tokens[1]:
        noun = scene.paragraph.doc[statement.anchor]
        if noun.tag_ not in tree.VERB_TAGS:
            return ()
    if cue is None:
        return scene.scopes
    content = next(c.content for n, c in scene.cues if n == cue)
    start = min(a for a, _ in content)
    return [scope for scope in scene.scopes if scope.span[0] >= start or statement.action is not None]


def _people(scene: Scene, statement: Statement) -> Offsets | None:
    """The phrase of those meant. Bare "troops" that are harmed are those that the sentence named before."""
    doc = scene.paragraph.doc
    if statement.whom is None or statement.head is None:
        return statement.whom
    if any(c.dep_ == "poss" and c.lower_ in ("his", "her", "my") for c in doc[statement.head].children):
        return None  # a person's men need not be his country's
    if statement.kind is None:
        return statement.whom
    noun = doc[statement.head]
    if noun.lower_ in PRONOUNS:
        return _named_before(scene, noun) or statement.whom
    found = people.at(scene.paragraph, noun.i)
    bare = not any(c.dep_ in ("det", "poss", "amod", "compound") for c in noun.children)
    if not bare or found is None or found.grade != "force":
        return statement.whom
    before = [
        n
        for n in scene.names
        if noun.sent.start <= n.tokens[0] < min(statement.anchor, noun.i)
        and n.type == "armed_force"
        and n.country
        and doc[n.head].dep_ not in tree.SUBJECTS
    ]
    return before[-1].span if before else statement.whom


def _named_before(scene: Scene, pronoun: Token) -> Offsets | None:
    """ "The rebels' troops are tired and they take heavy casualties": the force that is the subject before."""
    for token in reversed(scene.paragraph.doc[pronoun.sent.start : pronoun.i]):
        if token.dep_ in tree.SUBJECTS and token.tag_ in ("NNS", "NNPS"):
            found = people.at(scene.paragraph, token.i)
            return scene.paragraph.offsets(token.left_edge.i, token.i + 1) if found and found.grade == "force" else None
    return None


def _rate(whens: Sequence[When], statement: Statement) -> When | None:
    """ "substantial daily casualties": the rate stands inside the phrase."""
    first, end = statement.tokens
    return next((w for w in whens if w.rate is not None and first <= w.tokens[0] < end), None)


def _places(scene: Scene, statement: Statement) -> tuple[tuple[Offsets, ...], tuple[Offsets, ...], tuple[Offsets, ...]]:
    """(location, to, from): only names on phrases of the statement's own verb or nouns."""
    if statement.place is None:
        return (), (), ()
    doc = scene.paragraph.doc
    anchor = doc[statement.place]
    sentence = anchor.sent
    location: list[Offsets] = []
    to: list[Offsets] = []
    from_: list[Offsets] = []
    for name in sites.candidates(scene, sentence.start, sentence.end):
        if not _hangs(doc[name.head], anchor) or _inside(name.span, statement.whom) or doc[name.head].dep_ == "poss":
            continue
        prep = sites.preposition(scene, name)
        moving = statement.action in own_place.MOVES
        if moving and (prep in where.GOING or (statement.action in REACHING and prep in GOALS)):
            to.append(name.span)
        elif moving and (prep in where.COMING or (prep == "of" and statement.action == "withdraw")):
            from_.append(name.span)
        elif prep in sites.LOCATIVE - {"by", "of", "for", "against", "from", "to"}:
            location.append(name.span)
    if statement.action == "withdraw" and location and not from_:
        location, from_ = [], location
    return tuple(location[:1]), tuple(to), tuple(from_)


def _inside(span: Offsets, whole: Offsets | None) -> bool:
    return whole is not None and whole[0] <= span[0] and span[1] <= whole[1]


def _hangs(name: Token, anchor: Token) -> bool:
    """The way from the name up to the anchor passes prepositions and nouns only, no other clause."""
    token = name
    for _ in range(8):
        if token.i == anchor.i:
            return True
        if token.tag_ in tree.VERB_TAGS and token.dep_ != "pcomp" and token.i != anchor.i:
            return False
        if token.dep_ in tree.SUBJECTS or token.head == token:
            return False
        token = token.head
    return False


def _country(scene: Scene, statement: Statement) -> tuple[str, ...]:
    """Countries that the phrase of the people or the word of harm names; else the country that sends them."""
    spans = [s for s in (statement.whom,) if s is not None]
    inside = [
        n
        for n in scene.names
        if n.country
        and n.type in NATIONAL
        and not _compound(scene, n)
        and (any(a <= n.span[0] and n.span[1] <= b for a, b in spans) or (statement.kind and _modifies(n, statement)))
    ]
    known = [n for n in inside if n.type == "country" or n.surface == "demonym" or n.sector in ("military", "police")]
    if not known and statement.action is not None and statement.agent is not None:
        a, b = statement.agent
        known = [n for n in scene.names if a <= n.span[0] and n.span[1] <= b and n.type == "country" and n.country]
    found = tuple(dict.fromkeys(n.country for n in known if n.country))
    return found if len(found) == 1 or statement.action is not None else ()


def _compound(scene: Scene, name: Name) -> bool:
    """ "Danish-backed fighters" are not Danish."""
    doc = scene.paragraph.doc
    return name.tokens[1] < len(doc) and doc[name.tokens[1]].text in ("-", "‑")


def _modifies(name: Name, statement: Statement) -> bool:
    """ "significant Danish casualties": the people stand before the word of harm."""
    first, end = statement.tokens
    return statement.whom is None and name.surface == "demonym" and first <= name.tokens[0] < end


def _status(scene: Scene, statement: Statement) -> Status:
    doc = scene.paragraph.doc
    if statement.head is None:
        return "unknown"
    if doc[statement.head].lower_.startswith("civilian"):
        return "civilian"
    found = people.at(scene.paragraph, statement.head)
    return found.status if found is not None else "unknown"
