"""Forces that are sent, arrive, withdraw or take no part, without a count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Token

from extractor.model import Action, Name, Number, Statement
from extractor.patterns import inflect, lexicon, numbers, people, tree
from extractor.patterns.lexicon import Rule
from extractor.patterns.paragraph import Paragraph

POINTING: Final = frozenset({"they", "them", "these", "those"})
GEO: Final = frozenset({"place", "country"})


@dataclass(frozen=True, slots=True)
class Words:
    """``verbs``: list → (form, particle…) → base phrase; ``plain``: the other lists."""

    verbs: Mapping[str, Mapping[tuple[str, ...], str]]
    plain: Mapping[str, frozenset[str]]
    openers: frozenset[str]
    asking: frozenset[str]


@cache
def words() -> Words:
    """The family's words, inflected."""
    family = lexicon.load("moves")
    irregular = family.lists["irregular"]
    verbs: dict[str, dict[tuple[str, ...], str]] = {}
    plain: dict[str, frozenset[str]] = {}
    verb_lists = {name for rule in family.rules for name in rule.words.get("verbs", ())} | {"showing"}
    for name, listed in family.lists.items():
        if name in verb_lists:
            table: dict[tuple[str, ...], str] = {}
            for phrase in listed:
                first, *rest = phrase.split()
                for form in sorted(inflect.verb(first, irregular).all()):
                    table[(form, *rest)] = phrase
            verbs[name] = table
        elif isinstance(listed, list):
            plain[name] = frozenset(listed)
    openers = frozenset(key[0] for name in sorted(verbs) if name != "showing" for key in verbs[name]) | plain["signs"]
    asking = frozenset(f for base in family.lists["asking"] for f in inflect.verb(base, irregular).all())
    collective = plain["collective"]
    plain["collective"] = collective | frozenset(people.plural(w) for w in collective)
    return Words(verbs, plain, openers, asking)


@dataclass(frozen=True, slots=True)
class Sight:
    """A paragraph with what its verbs may move: ``groups`` are token indices of names of armed groups and units."""

    paragraph: Paragraph
    groups: frozenset[int]
    places: frozenset[int]


Shape = Callable[[Sight, Rule], Iterator[Statement]]


def find(paragraph: Paragraph, names: Sequence[Name]) -> tuple[Statement, ...]:
    """Every uncounted movement of a force in a paragraph, in order; none where the parser has not run."""
    opening = words().openers
    if not paragraph.parsed or not any(t.lower_ in opening for t in paragraph.doc):
        return ()
    forces = [n for n in names if n.type == "armed_force" and n.surface == "name"]
    sight = Sight(
        paragraph,
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


# ------------------------------------------------------------------------------------------------------------ forces
def is_force(sight: Sight, token: Token) -> bool:
    """The noun is a force in the plural or as a body, without a number or a word for some of them."""
    if any(
        c.dep_ == "nummod" or c.tag_ == "CD" or (c.lower_ in words().plain["some"] and c.i < token.i)
        for c in token.children
    ):
        return False
    if any(c.lower_ in words().plain["no_force"] for c in token.children if c.i < token.i):
        return False
    if token.i in sight.groups:
        return True
    low = token.lower_
    if low in words().plain["collective"]:
        return token.tag_ in ("NN", "NNS", "NNP", "NNPS") and not _company(token)
    found = people.at(sight.paragraph, token.i)
    if found is None or found.grade != "force":
        return False
    return token.tag_ in ("NNS", "NNPS") or low in words().plain["mass_nouns"]


def _company(token: Token) -> bool:
    """A singular body needs "the" or a name before it, so that "a unit" stays a count of one."""
    return token.tag_ == "NN" and not any(c.dep_ in ("det", "poss", "amod", "compound") for c in token.children)


def _additional(token: Token) -> bool:
    return any(c.lower_ in words().plain["more"] for c in token.children)


def _verbs_at(sight: Sight, rule: Rule) -> Iterator[tuple[Token, int]]:
    """(verb, last token of its phrase) for the verbs of a rule."""
    known = words()
    for name in rule.words["verbs"]:
        table = known.verbs[name]
        firsts = {key[0] for key in table}
        for token in sight.paragraph.doc:
            if token.lower_ not in firsts or token.tag_ not in tree.VERB_TAGS:
                continue
            particle = next(
                (
                    t
                    for key in table
                    if key[0] == token.lower_ and len(key) > 1
                    for t in token.doc[token.i + 1 : token.i + 9]
                    if t.lower_ == key[1] and t.head == token and _particle(t)
                ),
                None,
            )
            if particle is not None:
                yield token, particle.i
            elif (token.lower_,) in table:
                yield token, token.i


def _particle(token: Token) -> bool:
    """ "pull out" is one verb; in "pull its troops out of the valley" the parser takes "out" for a preposition."""
    return (
        token.dep_ in ("prt", "advmod") or token.tag_ == "RP" or token.lower_ in ("out", "back", "home", "up", "part")
    )


def _asked(verb: Token) -> bool:
    """Nobody says that it happens: an infinitive under a verb or noun of asking, an order, a question."""
    if verb.dep_ == "xcomp" and verb.head.tag_ in ("VB", "JJ") and verb.head.dep_ != "ROOT" and verb.head.i < verb.i:
        above = verb.head.head if verb.head.tag_ == "JJ" else verb.head  # "to be able to pull out"
        if above.tag_ == "VB" and _asked(above):
            return True
    if verb.dep_ == "xcomp" and verb.head.lower_ in tree.BE and not _acts(verb.head):
        return True  # "the challenge is to send forces"
    if verb.sent.text.rstrip().endswith("?"):
        return True
    if verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        head = verb.head
        return head.lower_ in words().asking or verb.dep_ in (
            "acl",
            "relcl",
            "advcl",
            "csubj",
            "ROOT",
            "pcomp",
            "nsubj",
        )
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return True  # an imperative
    if verb.tag_ == "VB" and verb.dep_ == "ccomp" and not any(c.dep_ == "aux" for c in verb.children):
        return True  # "demanded that it withdraw"
    if any(c.dep_ == "auxpass" and c.lower_ == "be" for c in verb.children) and not any(
        c.dep_ == "aux" for c in verb.children
    ):
        return True  # "requested that more be based there"
    if verb.dep_ == "pcomp" and verb.head.head.tag_ in tree.NOUN_TAGS:
        return True  # "a timetable for withdrawing troops"
    bare = not any(c.dep_ == "aux" for c in verb.children)
    return verb.tag_ == "VBG" and bare and verb.dep_ in ("csubj", "nsubj", "ROOT", "dobj", "amod", "compound")


def _acts(verb: Token) -> bool:
    """The subject is a name, a pronoun or people: one that can send."""
    found = tree.subjects(verb)
    return bool(found) and (found[0].tag_ in ("NNP", "NNPS", "PRP", "NNS"))


def _planned(verb: Token) -> bool:
    """An infinitive or gerund that hangs on a noun of intent: "plans to send", "the intent of sending"."""
    head = verb.head if verb.dep_ != "pcomp" else verb.head.head
    return head.lower_ in words().plain["plans"]


def _is_part(verb: Token) -> bool:
    """A participle that only describes: "deployed troops", "the troops stationed there"."""
    return verb.dep_ in ("amod", "acl") and verb.tag_ in ("VBN", "VBG", "VBD")


# ------------------------------------------------------------------------------------------------------------ shapes
def sent(sight: Sight, rule: Rule) -> Iterator[Statement]:
    """ "sent troops", "troops were sent"."""
    for verb, last in _verbs_at(sight, rule):
        if _is_part(verb) or (_asked(verb) and not _planned(verb)):
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
    for verb, last in _verbs_at(sight, rule):
        if _is_part(verb) or _asked(verb) or tree.is_passive(verb) or any(c.dep_ == "dobj" for c in verb.children):
            continue
        subject = _subject(sight, verb)
        if subject is not None:
            yield _statement(sight, rule, verb, last, subject, None)


def entered(sight: Sight, rule: Rule) -> Iterator[Statement]:
    """ "troops entered the city", "crossed the border"."""
    for verb, last in _verbs_at(sight, rule):
        if _is_part(verb) or _asked(verb) or tree.is_passive(verb):
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
    for verb, last in _verbs_at(sight, rule):
        if _is_part(verb) or _asked(verb) or tree.is_passive(verb) or any(c.dep_ == "dobj" for c in verb.children):
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
    for verb, last in _verbs_at(sight, rule):
        top = verb
        while top.dep_ == "xcomp" and top.head.tag_ in tree.VERB_TAGS:
            top = top.head
        if not any(c.dep_ == "neg" for t in (verb, top) for c in t.children) or _is_part(verb) or _asked(top):
            continue
        if any(c.dep_ == "dobj" and c.i > last for c in verb.children):
            continue  # "cannot fight terrorism alone"
        subject = _subject(sight, verb)
        if subject is not None:
            yield _statement(sight, rule, verb, last, subject, None)


def joined(sight: Sight, rule: Rule) -> Iterator[Statement]:
    """ "are participating in the operation"."""
    for verb, last in _verbs_at(sight, rule):
        if any(c.dep_ == "neg" for c in verb.children) or _is_part(verb) or _asked(verb) or tree.is_passive(verb):
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
    for token in doc:
        if token.lower_ not in known.plain["signs"] or not any(c.lower_ == "no" for c in token.children):
            continue
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
    for verb, last in _verbs_at(sight, rule):
        if not tree.is_passive(verb) or _is_part(verb):
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
        additional=_additional(whom),
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
