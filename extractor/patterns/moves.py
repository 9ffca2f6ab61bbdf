"""Forces that are sent, arrive, withdraw or take no part, without a count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from spacy.tokens import Token

from extractor.model import Action, Name, Number, Statement
from extractor.patterns import lexicon, numbers, people, tree
from extractor.patterns.lexicon import Rule
from extractor.patterns.moves_words import Sight, asked, is_additional, is_force, is_part, planned, verbs_at, words
from extractor.patterns.paragraph import Paragraph

POINTING: Final = frozenset({"they", "them", "these", "those"})
GEO: Final = frozenset({"place", "country"})
Shape = Callable[[Sight, Rule], Iterator[Statement]]


def find(paragraph: Paragraph, names: Sequence[Name]) -> tuple[Statement, ...]:
    """Every uncounted movement of a force in a paragraph, in order; none where the parser has not run."""
    opening = words().openers
    if not paragraph.parsed or opening.isdisjoint(paragraph.lower):
        return ()
    forces = [n for n in names if n.type == "armed_force" and n.surface == "name"]
    sight = Sight(
        paragraph,
        tuple(
            paragraph.doc[i]
            for i, (low, tag) in enumerate(zip(paragraph.lower, paragraph.tags, strict=True))
            if low in opening and tag in tree.VERB_TAGS
        ),
        frozenset(i for n in forces for i in range(*n.tokens)),
        frozenset(i for n in names if n.type in GEO and n.surface == "name" for i in range(*n.tokens)),
    )
    found = [s for rule in lexicon.load("moves").rules for s in SHAPES[rule.shape](sight, rule)]
    found.sort(key=lambda s: (s.anchor, s.rule))
    taken: set[int] = set()
    kept = []
    for statement in found:
        if statement.anchor not in taken:
            kept.append(statement)
            taken.add(statement.anchor)
    return tuple(kept)


# ------------------------------------------------------------------------------------------------------------ shapes
def sent(sight: Sight, rule: Rule) -> Iterator[Statement]:
    """ "sent troops", "troops were sent"."""
    for verb, last in verbs_at(sight, rule):
        if is_part(verb) or (asked(verb) and not planned(verb)):
            continue
        passive = tree.is_passive(verb)
        targets = tree.subjects(verb) if passive else [c for c in verb.children if c.dep_ == "dobj"]
        if len(targets) != 1 or any(c.dep_ == "dative" and c.tag_.startswith("N") for c in verb.children):
            continue
        target = targets[0]
        if not is_force(sight, target):
            continue
        if rule.gives["action"] in ("station", "mass") and not _placed(verb):
            continue
        agent = None if passive else next(iter(tree.subjects(verb)), None)
        if not passive and any(c.dep_ == "nummod" for c in target.children):
            continue
        yield _statement(sight, rule, verb, last, target, agent)


def _placed(verb: Token) -> bool:
    """A phrase of place hangs on the verb or its object."""
    return any(
        c.dep_ in ("prep", "advmod")
        and (c.lower_ in words().plain["place_preps"] or c.lower_ in ("there", "here", "abroad", "nearby"))
        for head in (verb, *(o for o in verb.children if o.dep_ == "dobj"))
        for c in head.children
    )


def gone(sight: Sight, rule: Rule) -> Iterator[Statement]:
    """ "troops arrived", "the army has withdrawn": the force is the subject and nothing is the object."""
    for verb, last in verbs_at(sight, rule):
        if is_part(verb) or asked(verb) or tree.is_passive(verb) or any(c.dep_ == "dobj" for c in verb.children):
            continue
        subject = _subject(sight, verb)
        if subject is None or (rule.gives["action"] == "arrive" and subject.lower_ in words().plain["no_arrival"]):
            continue
        yield _statement(sight, rule, verb, last, subject, None)


def entered(sight: Sight, rule: Rule) -> Iterator[Statement]:
    """ "troops entered the city", "crossed the border"."""
    for verb, last in verbs_at(sight, rule):
        if is_part(verb) or asked(verb) or tree.is_passive(verb):
            continue
        target = next((c for c in verb.children if c.dep_ == "dobj"), None)
        into = [t for c in verb.children if c.dep_ == "prep" and c.lower_ == "into" for t in c.children]
        goal = target or (into[0] if into and rule.gives["action"] == "cross" else None)
        if goal is None or not (
            goal.i in sight.places
            or goal.tag_ == "NNP"
            or goal.lower_ in words().plain["borders"] | words().plain["towns"]
        ):
            continue
        subject = _subject(sight, verb)
        if subject is not None:
            yield _statement(sight, rule, verb, max(last, goal.i), subject, None)


def going(sight: Sight, rule: Rule) -> Iterator[Statement]:
    """ "the soldiers will go to Poland"."""
    for verb, last in verbs_at(sight, rule):
        if is_part(verb) or asked(verb) or tree.is_passive(verb) or any(c.dep_ == "dobj" for c in verb.children):
            continue
        goals = [
            t for c in verb.children if c.dep_ == "prep" and c.lower_ in words().plain["to_words"] for t in c.children
        ]
        if not any(g.i in sight.places or g.lower_ in words().plain["towns"] for g in goals):
            continue
        subject = _subject(sight, verb)
        if subject is not None:
            yield _statement(sight, rule, verb, last, subject, None)


def absent(sight: Sight, rule: Rule) -> Iterator[Statement]:
    """ "have not participated in the offensive"."""
    for verb, last in verbs_at(sight, rule):
        top = verb
        while top.dep_ == "xcomp" and top.head.tag_ in tree.VERB_TAGS:
            top = top.head
        if not any(c.dep_ == "neg" for t in (verb, top) for c in t.children) or is_part(verb) or asked(top):
            continue
        if any(c.dep_ == "dobj" and c.i > last for c in verb.children):
            continue  # "cannot fight terrorism alone"
        subject = _subject(sight, verb)
        if subject is not None:
            yield _statement(sight, rule, verb, last, subject, None)


def joined(sight: Sight, rule: Rule) -> Iterator[Statement]:
    """ "are participating in the operation"."""
    for verb, last in verbs_at(sight, rule):
        if any(c.dep_ == "neg" for c in verb.children) or is_part(verb) or asked(verb) or tree.is_passive(verb):
            continue
        within = {
            t.lower_ for c in verb.subtree if c.dep_ == "prep" and c.lower_ == "in" and c.i > verb.i for t in c.children
        }
        subject = _subject(sight, verb)
        if subject is not None and within & words().plain["operations"]:
            yield _statement(sight, rule, verb, last, subject, None)


def signs(sight: Sight, rule: Rule) -> Iterator[Statement]:
    """ "showed no signs of combat activity"."""
    doc = sight.paragraph.doc
    known = words()
    showing = {key[0] for key in known.verbs["showing"]}
    for i, low in enumerate(sight.paragraph.lower):
        if low not in known.plain["signs"] or not any(c.lower_ == "no" for c in doc[i].children):
            continue
        token = doc[i]
        of = tree.of_phrase(token)
        inner = {t.lower_ for o in of for t in o.subtree}
        verb = token.head
        if not inner & known.plain["action_words"] or verb.lower_ not in showing or token.dep_ != "dobj":
            continue
        subject = _subject(sight, verb)
        if subject is not None:
            made = _statement(sight, rule, verb, of[0].i, subject, None, denied=True)
            yield made


def unseen(sight: Sight, rule: Rule) -> Iterator[Statement]:
    """ "no soldiers have been seen in action": a count of zero."""
    for verb, last in verbs_at(sight, rule):
        if not tree.is_passive(verb) or is_part(verb):
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if subject is None:
            continue
        found = people.at(sight.paragraph, subject.i)
        if found is None or found.grade != "force":
            continue
        none = [n for n in numbers.zeros(sight.paragraph) if subject.left_edge.i <= n.tokens[0] <= subject.i]
        within = {
            t.lower_
            for c in verb.children
            if c.dep_ == "prep" and c.lower_ in ("in", "near", "at", "on")
            for t in c.subtree
        }
        acting = (
            bool(within & (words().plain["action_words"] | words().plain["operations"])) or verb.lower_ == "involved"
        )
        if none and acting:
            yield _statement(sight, rule, verb, last, subject, None, number=none[0])


SHAPES: Final[dict[str, Shape]] = {
    "sent": sent,
    "gone": gone,
    "entered": entered,
    "going": going,
    "absent": absent,
    "joined": joined,
    "signs": signs,
    "unseen": unseen,
}


def _subject(sight: Sight, verb: Token) -> Token | None:
    """The verb's one subject where it is a force or a pronoun that may stand for one."""
    found = tree.subjects(verb)
    if len(found) != 1:
        return None
    subject = found[0]
    if subject.head != verb and verb.dep_ not in ("conj", "xcomp", "relcl") and subject.i != verb.head.i:
        return None  # another clause's subject: "before the aid arrives"
    if subject.lower_ in POINTING and subject.tag_ in ("PRP", "DT"):
        return subject
    return subject if is_force(sight, subject) else None


# --------------------------------------------------------------------------------------------------------- statement
def _statement(
    sight: Sight,
    rule: Rule,
    verb: Token,
    last: int,
    whom: Token,
    agent: Token | None,
    *,
    denied: bool = False,
    number: Number | None = None,
) -> Statement:
    paragraph = sight.paragraph
    pronoun = whom.lower_ in POINTING
    first = min(_left(whom), verb.i) if abs(whom.i - verb.i) < 12 else verb.i
    end = max(whom.i + 1 if abs(whom.i - verb.i) < 12 else 0, verb.i + 1, last + 1)
    end = _with_place(verb, whom, end)
    action: Action = rule.gives["action"]
    return Statement(
        span=paragraph.offsets(first, end),
        paragraph=paragraph.index,
        tokens=(first, end),
        rule=rule.id,
        anchor=verb.i,
        action=action,
        number=number,
        whom=paragraph.offsets(_left(whom), whom.i + 1),
        head=whom.i,
        unit="" if pronoun else whom.lower_,
        agent=paragraph.offsets(agent.left_edge.i, agent.i + 1) if agent is not None else None,
        additional=is_additional(whom),
        denied=denied,
        place=verb.i,
    )


def _left(noun: Token) -> int:
    return noun.left_edge.i


def _with_place(verb: Token, whom: Token, end: int) -> int:
    """The end of the phrases of place that follow without a gap."""
    grown = True
    while grown:
        grown = False
        for head in (verb, whom, *verb.children):
            for child in head.children:
                short = child.right_edge.i + 1 - child.i <= 8
                if child.i == end and child.dep_ == "prep" and child.lower_ in words().plain["place_preps"] and short:
                    end, grown = child.right_edge.i + 1, True
    return end
