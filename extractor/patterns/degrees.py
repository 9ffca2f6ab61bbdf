"""Harm without a count: heavy casualties, rising losses, a brigade that was wiped out, prisoners executed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from spacy.tokens import Token

from extractor.model import Degree, Kind, Number, Statement, Trend
from extractor.patterns import inflect, lexicon, numbers, people, tree
from extractor.patterns.degrees_words import GUARDS, Harm, before, degree_of, harms, stopped, words
from extractor.patterns.lexicon import Rule
from extractor.patterns.paragraph import Paragraph

__all__ = ["GUARDS", "SHAPES", "find"]

WHOSE: Final = frozenset({"among", "of", "for", "to", "on", "in", "amongst", "within"})
DEFINITE: Final = frozenset({"the", "these", "those", "this", "that", "such"})


def find(paragraph: Paragraph) -> tuple[Statement, ...]:
    """Every statement of harm without a count, in order; none where the parser has not run."""
    opening = words().openers
    if not paragraph.parsed or opening.isdisjoint(paragraph.vocabulary):
        return ()
    found: list[Statement] = []
    found_harms = list(harms(paragraph))
    for rule in lexicon.load("degrees").rules:
        found += SHAPES[rule.shape](paragraph, rule, found_harms)
    found.sort(key=lambda s: (s.anchor, s.rule))
    return tuple(found)


# ------------------------------------------------------------------------------------------------------------ shapes
Shape = Callable[[Paragraph, Rule, Sequence[Harm]], Iterator[Statement]]


def noun(paragraph: Paragraph, rule: Rule, cues: Sequence[Harm]) -> Iterator[Statement]:
    """ "heavy casualties", "the rising number of casualties", "their high casualty rate"."""
    for harm in cues:
        modifiers = before(harm)
        degree, trend = degree_of([t.lower_ for t in modifiers])
        if (degree is None and trend is None) or stopped(rule, harm):
            continue
        yield _statement(paragraph, rule, harm, degree, trend, modifiers)


def said(paragraph: Paragraph, rule: Rule, cues: Sequence[Harm]) -> Iterator[Statement]:
    """ "casualties were heavy", "losses are mounting"."""
    known = words()
    for harm in cues:
        verb = harm.head.head
        if harm.head.dep_ not in tree.SUBJECTS or verb.tag_ not in tree.VERB_TAGS or stopped(rule, harm):
            continue
        if any(t.tag_ == "CD" for t in verb.subtree) or verb.sent.text.rstrip().endswith("?"):
            continue
        degree: Degree | None = None
        trend: Trend | None = None
        last = verb
        if verb.lower_ in tree.BE:
            for child in verb.children:
                if child.dep_ in ("acomp", "attr"):
                    degree, trend = degree_of([child.lower_])
                    last = child
        elif (verb.lower_,) in known.verbs["rising_verbs"]:
            trend = "rising"
        elif (verb.lower_,) in known.verbs["falling_verbs"]:
            trend = "falling"
        if degree is not None or trend is not None:
            yield _statement(paragraph, rule, harm, degree, trend, [verb, last], anchor=verb)


def zero(paragraph: Paragraph, rule: Rule, cues: Sequence[Harm]) -> Iterator[Statement]:
    """ "no casualties": a count of none."""
    none = {n.tokens[1]: n for n in numbers.zeros(paragraph)} if cues else {}
    for harm in cues:
        number = none.get(harm.first)
        if (
            number is None
            or harm.rate
            or harm.head.lower_ in ("toll", "tolls")
            or harm.kind == "losses"
            or harm.head.i < harm.first
            or stopped(rule, harm)
        ):
            continue
        yield _statement(paragraph, rule, harm, None, None, [paragraph.doc[number.tokens[0]]], number=number)


def destroyed(paragraph: Paragraph, rule: Rule, _: Sequence[Harm]) -> Iterator[Statement]:
    """ "the garrison was wiped out", "could be eliminated entirely"."""
    degrees: tuple[tuple[str, Degree], ...] = (
        ("total_verbs", "total"),
        ("half_verbs", "total"),
        ("decimating", "heavy"),
    )
    for name, degree in degrees:
        for verb, last in _verbs_at(paragraph, name):
            if name == "half_verbs" and not any(c.lower_ in words().lists["totally"] for c in verb.children):
                continue
            whom = _target(verb)
            if whom is None or not _is_force(paragraph, whom) or _has_number(whom) or whom.tag_ == "NNP":
                continue
            yield _of_verb(paragraph, rule, verb, last, whom, kind="casualties", degree=degree)


def manner(paragraph: Paragraph, rule: Rule, _: Sequence[Harm]) -> Iterator[Statement]:
    """ "executed prisoners", "villagers were massacred"."""
    for verb, last in _verbs_at(paragraph, "killing_manner"):
        whom = _target(verb)
        if whom is None or whom.tag_ not in ("NNS", "NNPS", "NN") or _has_number(whom):
            continue
        found = people.at(paragraph, whom.i)
        if (
            found is None
            or found.grade in ("body", "unit")
            or whom.lower_ in KNOWN
            or (whom.tag_ == "NN" and whom.lower_ not in MASS)
        ):
            continue
        participle = inflect.verb(verb_base(verb.lower_)).participle[0]
        yield _of_verb(
            paragraph, rule, verb, last, whom, kind="killed", manner=" ".join((participle, *_particle(last, verb)))
        )


KNOWN: Final = frozenset({"victims", "people", "others", "suspects", "prisoners-of-war"})  # told of before, or anybody
MASS: Final = frozenset({"personnel", "police", "infantry", "people"})
SHAPES: Final[dict[str, Shape]] = {
    "noun": noun,
    "said": said,
    "destroyed": destroyed,
    "manner": manner,
    "zero": zero,
}


def verb_base(form: str) -> str:
    """The base form of a listed verb's first word."""
    for (first, *_), phrase in words().verbs["killing_manner"].items():
        if first == form:
            return phrase.split()[0]
    return form


def _particle(last: int, verb: Token) -> list[str]:
    return [t.lower_ for t in verb.doc[verb.i + 1 : last + 1]] if last == verb.i + 1 else []


def _verbs_at(paragraph: Paragraph, name: str) -> Iterator[tuple[Token, int]]:
    """(verb, last token) of the verbs of a list; a particle follows directly or behind the object."""
    doc = paragraph.doc
    table = words().verbs[name]
    firsts = {key[0] for key in table}
    for i, word in enumerate(paragraph.lower):
        if word not in firsts or paragraph.tags[i] not in tree.VERB_TAGS:
            continue
        token = doc[i]
        if (token.lower_,) in table:
            yield token, token.i
            continue
        for key in table:
            if key[0] != token.lower_:
                continue
            particle = next((t for t in doc[token.i + 1 : token.i + 8] if t.lower_ == key[1] and t.head == token), None)
            if particle is not None:
                yield token, particle.i
                break


def _target(verb: Token) -> Token | None:
    """To whom a verb happens: the subject of a passive, the object of an active one."""
    found = tree.subjects(verb) if tree.is_passive(verb) else [c for c in verb.children if c.dep_ == "dobj"]
    return found[0] if len(found) == 1 else None


def _is_force(paragraph: Paragraph, token: Token) -> bool:
    found = people.at(paragraph, token.i)
    if found is not None and found.grade in ("force", "unit"):
        return found.grade == "unit" or token.tag_ == "NNS" or token.lower_ in MASS
    return token.lower_ in ("garrison", "army", "force", "forces", "contingent", "militia", "group")


def _has_number(token: Token) -> bool:
    """A number, or a word for some of them, belongs to the noun: then it is a figure."""
    return any(c.dep_ == "nummod" or c.like_num or c.lower_ in SOME for c in token.children)


SOME: Final = frozenset(
    {"a", "an", "some", "several", "many", "few", "no", "dozens", "hundreds", "another", "any", "one", "every", "each"}
)


# ------------------------------------------------------------------------------------------------------- statements
def _statement(
    paragraph: Paragraph,
    rule: Rule,
    harm: Harm,
    degree: Degree | None,
    trend: Trend | None,
    parts: Sequence[Token],
    anchor: Token | None = None,
    number: Number | None = None,
) -> Statement:
    doc = paragraph.doc
    whom, agent = _whose(paragraph, harm)
    first = min(harm.first, harm.head.i, *(t.i for t in parts))
    end = max(harm.end, harm.head.i + 1, *(t.i + 1 for t in parts))
    if first and doc[first - 1].tag_ in ("DT", "PRP$"):
        first -= 1
    behind = whom is not None and whom[2] and whom[0] >= end
    if whom is not None and behind and whom[0] - end <= 2:
        end = whom[1]
    kind: Kind = harm.kind
    if kind == "losses" and whom is not None and any(_of_force(paragraph, t) for t in doc[whom[0] : whom[1]]):
        kind = "casualties"
    return Statement(
        span=paragraph.offsets(first, end),
        paragraph=paragraph.index,
        tokens=(first, end),
        rule=rule.id,
        anchor=(anchor or harm.head).i,
        kind=kind,
        degree=degree,
        trend=trend,
        rate=harm.rate,
        number=number,
        whom=paragraph.offsets(whom[0], whom[1]) if whom else None,
        head=whom[3] if whom else None,
        agent=paragraph.offsets(*tree.subtree(agent)) if agent is not None else None,
        definite=doc[first].lower_ in DEFINITE or doc[first].tag_ == "PRP$",
        place=_governor(harm.head).i,
    )


def _governor(token: Token) -> Token:
    """The verb whose phrases give the place: "suffered heavy losses in X"; else the noun itself."""
    verb = token.head
    return verb if token.dep_ in ("dobj", "nsubj", "nsubjpass") and verb.tag_ in tree.VERB_TAGS else token


def _of_force(paragraph: Paragraph, token: Token) -> bool:
    found = people.at(paragraph, token.i)
    return found is not None and found.grade in ("force", "unit")


_Phrase = tuple[int, int, bool, int]  # first, end, stands behind with its preposition, head


def _whose(paragraph: Paragraph, harm: Harm) -> tuple[_Phrase | None, Token | None]:
    """The phrase of the harmed, and who did it."""
    known = words()
    doc = harm.head.doc
    noun_token = doc[harm.end - 1]
    agent: Token | None = None
    verb = harm.head.head
    acting = harm.head.dep_ == "dobj" and verb.tag_ in tree.VERB_TAGS and not tree.is_passive(verb)
    inflicted = acting and (verb.lower_,) in known.verbs["inflicting"]
    for head in dict.fromkeys((noun_token, harm.head)):
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in WHOSE and child.i >= harm.end - 1 and child.i > head.i:
                target = next((c for c in child.children if c.dep_ == "pobj"), None)
                if target is not None and target.i != noun_token.i and _may_be_harmed(paragraph, target, child.lower_):
                    agent = _subject(verb) if inflicted else None
                    return _phrase(target, True), agent
    if inflicted:
        on = next((c for c in verb.children if c.dep_ in ("prep", "dative") and c.lower_ in ("on", "upon", "to")), None)
        target = next((c for c in on.children if c.dep_ == "pobj"), None) if on is not None else None
        if target is not None and _may_be_harmed(paragraph, target, "on"):
            return _phrase(target, False), _subject(verb)
        return None, _subject(verb)
    owner = next((c for h in (noun_token, harm.head) for c in h.children if c.dep_ == "poss"), None)
    if owner is not None:
        return (owner.left_edge.i, owner.i + 1, False, owner.i), None
    if acting and (verb.lower_,) in known.verbs["suffering"]:
        subject = _subject(verb)
        if subject is not None and _may_be_harmed(paragraph, subject, "suffer"):
            return _phrase(subject, False), None
    for token in reversed(before(harm)):
        if token.lower_ in ("civilian", "civilians"):
            return (token.i, token.i + 1, False, token.i), None
    return None, None


def _subject(verb: Token) -> Token | None:
    found = tree.subjects(verb)
    return found[0] if found else None


def _may_be_harmed(paragraph: Paragraph, token: Token, by: str) -> bool:
    """Nouns of people, of forces and names; after "in" only people ("heavy losses in the ranks" is none)."""
    paragraph_people = people.entry_at(paragraph, token.i)[0]
    if paragraph_people is not None:
        return True
    if token.tag_ == "PRP":
        return by != "in" and token.lower_ in ("they", "them", "us", "we", "it")
    if by == "in":
        return False
    if token.tag_ in ("NNP", "NNPS"):
        return True
    return token.lower_ in (
        "army",
        "military",
        "side",
        "sides",
        "garrison",
        "force",
        "forces",
        "militia",
        "group",
        "population",
        "troops",
        "ranks",
        "enemy",
    )


def _phrase(head: Token, behind: bool) -> _Phrase:
    """The noun phrase without clauses that follow it."""
    end = head.i + 1
    for child in head.children:
        if child.i > head.i and child.dep_ in ("cc", "conj"):
            end = max(end, child.right_edge.i + 1 if child.dep_ == "conj" and child.tag_.startswith("NN") else end)
    return head.left_edge.i, end, behind, head.i


def _of_verb(
    paragraph: Paragraph,
    rule: Rule,
    verb: Token,
    last: int,
    whom: Token,
    *,
    kind: Kind,
    degree: Degree | None = None,
    manner: str | None = None,
) -> Statement:
    phrase = _phrase(whom, False)
    subject = _subject(verb) if not tree.is_passive(verb) else None
    by = tree.of_phrase(verb, "by") if tree.is_passive(verb) else []
    agent = subject or (by[0] if by else None)
    first, end = min(phrase[0], verb.i), max(phrase[1], verb.i + 1, last + 1)
    for child in verb.children:
        if child.dep_ == "advmod" and child.i == end and child.lower_ in words().lists["totally"]:
            end += 1
    return Statement(
        span=paragraph.offsets(first, end),
        paragraph=paragraph.index,
        tokens=(first, end),
        rule=rule.id,
        anchor=verb.i,
        kind=kind,
        degree=degree,
        manner=manner,
        whom=paragraph.offsets(phrase[0], phrase[1]),
        head=whom.i,
        unit=whom.lower_,
        agent=paragraph.offsets(agent.left_edge.i, agent.i + 1) if agent is not None and agent.i != whom.i else None,
        place=verb.i,
    )
