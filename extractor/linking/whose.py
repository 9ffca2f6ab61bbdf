"""Whose people they are: the phrase that names them, their country, their status.

A noun of people takes its country, in this order, from who lost them, from its own phrase ("Iraqi soldiers", "members
of the Afghan army"), from the figure whose noun it shares, for government troops from where they are, from who sends or
has them, from the force last spoken of, from the only country of the article, from where it happened, from who speaks.
Armed groups and people who are no force take none of the last five.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from spacy.tokens import Token

from extractor.linking.antecedent import gapped, giver, is_bare
from extractor.linking.losses import losers, owners
from extractor.linking.scene import Known, Scene
from extractor.linking.status import status_of
from extractor.model import Figure, Name, Offsets, Status
from extractor.patterns import people, tree
from extractor.trace import Trace

REACH: Final = 14  # tokens behind a noun in which its of-phrase may name the country
NATIONAL: Final = frozenset({"country", "armed_force", "organization", "person", "group"})
STATE_SECTORS: Final = frozenset({"government", "military", "police", "intelligence"})
MAINLY: Final = 0.6  # of the countries' mentions one country has, in an article about it
LED: Final = frozenset({"led", "backed", "allied", "aligned", "trained", "made", "born", "based", "occupied", "held"})
IRREGULAR: Final = frozenset({"rebel", "militia"})
ALLIANCES: Final = frozenset({"u.n.", "un", "nato", "coalition", "allied", "multinational", "international", "eu"})
LABELS: Final = frozenset({":", "—", "–", "-", "|"})
NEAR: Final = 6  # tokens between a line's label and its count
GOVERNMENT: Final = frozenset({"government", "loyalist", "pro-government"})
LOOSE: Final = frozenset({"men", "members", "officers", "officer", "personnel", "guards", "recruits", "veterans"})
# Nouns of regular forces: without a word about it they are those of the state last spoken of.
REGULAR: Final = frozenset(
    {
        "soldiers", "soldier", "troops", "troop", "servicemen", "serviceman", "personnel", "marines", "forces",
        "paratroopers", "reservists", "conscripts", "policemen", "policeman", "police", "officers", "officer",
        "guards", "commandos", "airmen", "sailors", "recruits", "reinforcements", "cadets", "jawans", "gendarmes",
        "men", "brigades", "battalions", "divisions", "military", "planners", "veterans", "members", "constables",
    }
)  # fmt: skip

Found = tuple[str, tuple[str, ...]]  # the way, for the trace, and the countries


@dataclass(slots=True)
class Memory:
    """What the article has said so far of forces and their states.

    Attributes:
        scenes: all of the article.
        seen: (country, article offset) of every mention of a state's force, in order; None for several together.
        by_noun: the country that a noun last had.
    """

    scenes: Sequence[Scene]
    known: Known
    trace: Trace | None = None
    seen: list[tuple[str | None, int]] = field(default_factory=list)
    by_noun: dict[str, tuple[str, ...]] = field(default_factory=dict)
    only: str | None = None

    def __post_init__(self) -> None:
        named: Counter[str] = Counter()
        scenery: set[str] = set()
        for scene in self.scenes:
            for name in scene.names:
                if name.country is None:
                    continue
                if name.type in ("country", "place") and not _led(scene, name):
                    named[name.country] += 1
                    if name.type == "place" or (name.surface == "name" and not name.metonym):
                        scenery.add(name.country)
                if name.type == "armed_force" and name.surface != "pronoun" and name.sector in STATE_SECTORS:
                    self.seen.append((None if _one_of_several(scene, name) else name.country, name.span[0]))
        top = named.most_common(1)
        if top and top[0][1] >= MAINLY * sum(named.values()) and (top[0][1] > 1 or top[0][0] in scenery):
            self.only = top[0][0]

    def settle(self, scene: Scene, figure: Figure, before: Sequence[Figure], whole: Figure | None = None) -> Figure:
        """The figure with whose people it counts; ``whole`` is the one of which it is a part."""
        assert figure.slots is not None
        bare = is_bare(scene, figure)
        lost, of_men = owners(scene, figure) if bare else ([], False)
        way, countries = "whose own losses they are", self._of_words(scene, lost)
        if not lost:
            lost, of_men = losers(scene, figure)
        if lost and not countries:
            way, countries = "whose losses they are", self._of_words(scene, lost)
        given = (whole or giver(scene, figure, before)) if bare and not countries and not lost else None
        agent = _agent(scene, figure)
        if not countries:
            way, countries = "in the counted phrase", own_country(scene, figure)
        if not countries:
            way, countries = "what the phrase points at", self._pointed(scene, figure)
        if not countries and figure.kind is None and bare and _subject_is_state(scene, figure):
            way, countries = "who sends, has or lost them", self._sender(scene, figure)[0]
        phrase = figure.people.span if figure.people else None
        if given is not None and given.slots is not None:
            if not countries and (agent is None or agent.country not in given.slots.country):
                way, countries = "of the figure whose noun it shares", given.slots.country
            phrase = phrase or given.slots.victims
        status = status_of(scene, figure, whole or given, lost, of_men)
        noun = _noun(scene, figure)
        if not countries and given is None and not lost:
            way, countries = self._from_context(scene, figure, noun, agent, status)
        if len(countries) == 1 and self.trace is not None:
            self.trace.origin(figure, "country", way)
        if countries and noun:
            self.by_noun[noun] = countries
        slots = replace(
            figure.slots,
            country=countries if len(countries) == 1 else (),
            victims=phrase,
            status=status,
            agent=agent.span if agent else None,
        )
        return replace(figure, slots=slots)

    def _from_context(self, scene: Scene, figure: Figure, noun: str, agent: Name | None, status: Status) -> Found:
        if figure.people is not None and _international(scene, figure):
            return "", ()
        against = {agent.country} if agent is not None and figure.kind is not None else set()
        if figure.people is not None and _of_government(scene, figure):
            state = self._here(figure) or self.only
            return "the government of the place", (state,) if state is not None and state not in against else ()
        lost = figure.event is not None and figure.event.kind in ("losses", "casualties") and agent is None
        if figure.kind is None or lost:
            found, stop = self._sender(scene, figure)
            if found or stop:
                return "who sends, has or lost them", found
        if not _is_regular(figure, noun, status):
            return "", ()
        told = bisect_right(self.seen, figure.span[0], key=lambda seen: seen[1])
        countries = self.by_noun.get(noun, ())
        if countries and not against.intersection(countries):
            return "what the noun had before", countries
        for place in range(told - 1, -1, -1):  # the last one, unless it did the harm
            country = self.seen[place][0]
            if country not in against:
                return "the force last spoken of", (country,) if country is not None else ()
        for way, state in (
            ("the only country of the article", self.only),
            ("where it happened", self._here(figure) if figure.kind is not None or people.is_police(noun) else None),
            ("who speaks", _speaker(scene, figure)),
        ):
            if state is not None and state not in against:
                return way, (state,)
        return "", ()

    def _of_words(self, scene: Scene, words: Sequence[int]) -> tuple[str, ...]:
        """The state of the first of these words that names one or points at one."""
        for word in words:
            state = _country_at(scene, word)
            found = (state,) if state else self._country([scene.paragraph.offsets(word, word + 1)])
            if found:
                return found
        return ()

    def _pointed(self, scene: Scene, figure: Figure) -> tuple[str, ...]:
        """ "these troops", "his men": what the phrase or its owner points at."""
        if figure.people is None:
            return ()
        doc = scene.paragraph.doc
        spans = [figure.people.span] if doc[figure.tokens[0]].lower_ in ("these", "those") else []
        head = doc[figure.people.head]
        spans += [scene.paragraph.offsets(c.i, c.i + 1) for c in head.children if c.dep_ == "poss"]
        return self._country(spans)

    def _sender(self, scene: Scene, figure: Figure) -> tuple[tuple[str, ...], bool]:
        """-> (who sends, has, leads or lost them ("France has 200 officers there"), whether it is known not to be a
        state: "the rebels attacked with 3,000 men", "the coalition has 90 soldiers there")."""
        doc = scene.paragraph.doc
        agent = figure.event.agent if figure.event is not None else None
        places = [agent] if agent is not None else []
        anchor = doc[figure.anchor]
        verb = anchor if anchor.tag_ in tree.VERB_TAGS else tree.clause_verb(anchor)
        for _ in range(3):
            places += [s.i for s in tree.subjects(verb)]
            if verb.head == verb or verb.dep_ in ("ccomp", "relcl", "conj"):
                break
            verb = tree.clause_verb(verb)
        for place in places:
            if _of_no_state(scene, place):
                return (), True
            states = {s for i in _side_by_side(doc[place]) if (s := _country_at(scene, i)) is not None}
            if len(states) > 1:
                return (), True
            found = tuple(states) or self._country([scene.paragraph.offsets(place, place + 1)])
            if found:
                return found, False
            if doc[place].lower_ == "we":
                return (), True  # whoever speaks, it is not the country that the article is about
        return (), False

    def _country(self, spans: Sequence[Offsets]) -> tuple[str, ...]:
        for span in spans:
            for entity_id in self.known.of(span):
                entity = self.known.get(entity_id)
                if entity is not None and entity.country and entity.sector not in IRREGULAR:
                    return (entity.country,)
        return ()

    def _here(self, figure: Figure) -> str | None:
        """The country where it happened."""
        assert figure.slots is not None
        found = self._country([*figure.slots.location, *figure.slots.to])
        return found[0] if found else None


def _subject_is_state(scene: Scene, figure: Figure) -> bool:
    """ "Georgia offers another 750": a state is the subject of the count's own clause."""
    verb = tree.clause_verb(scene.paragraph.doc[figure.tokens[1] - 1])
    return any(_country_at(scene, s.i) is not None for s in tree.subjects(verb, 0) if s.i < figure.tokens[0])


def _side_by_side(head: Token) -> list[int]:
    """ "Pakistan and Spain": the names that are one subject."""
    return [head.i, *(t.i for t in head.conjuncts)]


def _of_no_state(scene: Scene, place: int) -> bool:
    """Rebels, gunmen, a militia, a coalition, an alliance."""
    token = scene.paragraph.doc[place]
    if people.is_irregular(token.lower_) or any(t.lower_ in ALLIANCES for t in (token, *token.lefts)):
        return True
    return any(
        n.tokens[0] <= place < n.tokens[1]
        and (n.sector in IRREGULAR or (n.country is None and n.sector == "international"))
        for n in scene.names
    )


def _is_regular(figure: Figure, noun: str, status: Status) -> bool:
    """Members of a state's force; men, members and officers only where they are known to be soldiers."""
    if noun in LOOSE and figure.kind is not None and status != "military":
        return False
    return noun in REGULAR or people.is_police(noun)


def _of_government(scene: Scene, figure: Figure) -> bool:
    """ "government soldiers", "loyalist troops": of the state where they are."""
    assert figure.people is not None
    first, end = figure.people.tokens
    return any(t.lower_ in GOVERNMENT for t in scene.paragraph.doc[first:end])


def _one_of_several(scene: Scene, name: Name) -> bool:
    """ "American, British and Canadian forces": the force of no one state."""
    before = name.tokens[0] - 1
    if before < 1 or scene.paragraph.doc[before].lower_ not in ("and", "or", ","):
        return False
    return any(n.tokens[1] == before and n.country not in (None, name.country) for n in scene.names)


def _international(scene: Scene, figure: Figure) -> bool:
    """ "U.N. troops", "KFOR's 4,500 personnel", "coalition soldiers"."""
    assert figure.people is not None
    first = max(0, min(figure.tokens[0], figure.people.tokens[0]) - 2)
    end = figure.people.tokens[1]
    doc = scene.paragraph.doc
    if any(t.lower_ in ALLIANCES for t in doc[first:end]):
        return True
    return any(first <= n.tokens[0] < end and n.sector == "international" for n in scene.names)


def _noun(scene: Scene, figure: Figure) -> str:
    return scene.paragraph.doc[figure.people.head].lower_ if figure.people is not None else ""


def own_country(scene: Scene, figure: Figure) -> tuple[str, ...]:
    """Countries that the counted phrase itself names, or the one of which it is a part: "a Danish unit of 40"."""
    found = _named_in(scene, figure)
    if found or (figure.kind in ("killed", "wounded", "missing") and figure.people is None):
        return found
    return _of_holder(scene, figure) or _of_label(scene, figure)


def _of_holder(scene: Scene, figure: Figure) -> tuple[str, ...]:
    """ "a Danish contingent of 40", "Denmark's 40": who stands before the count."""
    doc = scene.paragraph.doc
    first = figure.tokens[0]
    own = next((n.country for n in scene.names if n.tokens[1] == first and gapped(scene, n)), None)
    if own is not None:
        return (own,)
    if first > 1 and doc[first - 1].lower_ in ("'s", "’s"):
        state = _country_at(scene, first - 2)
        return (state,) if state is not None else ()
    if first < 2 or doc[first - 1].lower_ != "of" or not people.is_unit(doc[first - 2].lower_):
        return ()
    start = first - 2
    while start and doc[start - 1].tag_ in people.MODIFIER_TAGS:
        start -= 1
    named = [n for n in scene.names if start <= n.tokens[0] < first and n.country and _is_state(n)]
    return tuple(dict.fromkeys(n.country for n in named if n.country and not _led(scene, n)))


def _of_label(scene: Scene, figure: Figure) -> tuple[str, ...]:
    """ "Denmark — 40", "Denmark: 40 soldiers": the line begins with the state of which it tells."""
    doc = scene.paragraph.doc
    sentence = doc[figure.tokens[0]].sent
    head = next((n for n in scene.names if n.tokens[0] == sentence.start and n.type == "country" and n.country), None)
    if head is None or head.surface != "name" or head.tokens[1] >= len(doc) or head.country is None:
        return ()
    labelled = doc[head.tokens[1]].text in LABELS and 0 < figure.tokens[0] - head.tokens[1] <= NEAR
    return (head.country,) if labelled and (figure.kind is None or _noun(scene, figure) in REGULAR) else ()


def _named_in(scene: Scene, figure: Figure) -> tuple[str, ...]:
    start, end = figure.tokens
    if figure.people is None or figure.people.tokens[0] >= end:  # "nine Finnish and two Swedish soldiers"
        named = [n for n in scene.names if start <= n.tokens[0] <= end and n.surface == "demonym" and n.country]
        own = tuple(dict.fromkeys(n.country for n in named if n.country and not _led(scene, n)))
        if own or figure.people is None:
            return own
    first = min(figure.tokens[0], figure.people.tokens[0])
    end = max(figure.tokens[1], figure.people.tokens[1])
    doc = scene.paragraph.doc
    stop = end
    if end < len(doc) and doc[end].lower_ in ("of", "from"):
        stop = min(doc[figure.people.head].right_edge.i + 1, end + REACH)
    found = [n for n in scene.names if first <= n.tokens[0] < stop and n.country and n.type in NATIONAL]
    known = [n for n in found if _is_state(n) and not _led(scene, n)]
    countries = tuple(dict.fromkeys(n.country for n in known if n.country))
    words = {t.lower_ for t in doc[first:end]}
    if len(countries) == 1 and "and" in words and words & ALLIANCES:
        return ()  # "NATO and U.S. forces"
    return countries


def _is_state(name: Name) -> bool:
    return name.type == "country" or name.metonym or name.surface == "demonym" or name.sector in STATE_SECTORS


def _led(scene: Scene, name: Name) -> bool:
    """ "US-led", "Iranian-backed": not theirs."""
    after = [t.lower_ for t in scene.paragraph.doc[name.tokens[1] : name.tokens[1] + 2]]
    return len(after) == 2 and after[0] == "-" and after[1] in LED


def _country_at(scene: Scene, token: int) -> str | None:
    """The state of the actor that stands at a token."""
    known = [n for n in scene.names if n.tokens[0] <= token < n.tokens[1] and n.country and _is_state(n)]
    return known[0].country if known else None


def _speaker(scene: Scene, figure: Figure) -> str | None:
    """The state for which the source of the figure speaks."""
    assert figure.slots is not None
    cue = next((c for n, c in scene.cues if n == figure.slots.cue), None)
    for span in cue.sources if cue is not None else ():
        for name in scene.names:
            if span[0] <= name.span[0] and name.span[1] <= span[1] and name.country and _is_state(name):
                return name.country
    return None


def _agent(scene: Scene, figure: Figure) -> Name | None:
    """Who did it, where the cue's own construction names an actor. Who lost men did not do it."""
    if figure.event is None or figure.event.agent is None or figure.kind is None or figure.event.kind == "losses":
        return None
    place = figure.event.agent
    kinds = ("armed_force", "country", "organization", "group")
    for name in scene.names:
        if name.tokens[0] <= place < name.tokens[1] and name.type in kinds:
            return name
    token = scene.paragraph.doc[place]
    before = {t.i for t in token.lefts if t.dep_ in ("amod", "compound", "poss", "nmod")} | {place - 1}
    for name in scene.names:  # "Danish strikes", "the militia's gunmen"
        if name.head in before and name.type in kinds and name.tokens[1] <= place and not _led(scene, name):
            return name
    return None
