"""Whose people they are: the phrase that names them, their country, their status.

A noun of people takes its country, in this order, from who lost them, from its own phrase ("Iraqi soldiers", "members
of the Afghan army"), from the figure whose noun it shares, from the line of a box, from those with the same number
before, from the number of the force before it, for government troops from where they are, from who sends or has them,
from where rebels attacked them, from the force last spoken of, from the only country of the article, from where it
happened. Armed groups and people who are no force take none of the last five.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from extractor.linking.antecedent import giver, is_bare, same_people
from extractor.linking.boxes import Row, rows
from extractor.linking.doer import IRREGULAR, agent_of, harmed_by, not_the_doers
from extractor.linking.losses import losers, owners
from extractor.linking.measured import Measured, measured
from extractor.linking.own import (
    ALLIANCES,
    STATE_SECTORS,
    country_at,
    is_state,
    led,
    noun_of,
    of_other_force,
    own_country,
)
from extractor.linking.regulars import (
    is_international,
    is_regular,
    of_government,
    of_no_state,
    of_rebels,
    of_state_body,
    one_of_several,
)
from extractor.linking.scene import Known, Scene, scene_words
from extractor.linking.senders import accused, bearer, only_says, sending, side_by_side
from extractor.linking.sites import preposition
from extractor.linking.status import status_of
from extractor.model import Figure, Name, Offsets, People, Status
from extractor.patterns import people, tree
from extractor.trace import Trace

MAINLY: Final = 0.6  # of the countries' mentions one country has, in an article about it
JOINT: Final = frozenset({"force", "mission"})  # of several states as often as of one
LISTED: Final = "actors.organization.known"  # a body of the list of groups: it has one country
ABROAD: Final = frozenset({"in", "to", "into", "from", "for", "inside", "across"})

Found = tuple[str, tuple[str, ...]]  # the way, for the trace, and the countries


@dataclass(slots=True)
class Memory:
    """What the article has said so far of forces and their states.

    Attributes:
        scenes: all of the article.
        seen: (country, article offset) of every mention of a state's force, in order; None for several together.
        by_noun: the country that a noun last had.
        irregular: by noun of rebels and the like, (country, article offset) of those that the text gives one.
        only: the one country that the article is about; acts: not only as a place, its state or people are spoken of.
    """

    scenes: Sequence[Scene]
    known: Known
    trace: Trace | None = None
    seen: list[tuple[str | None, int]] = field(default_factory=list)
    by_noun: dict[str, tuple[str, ...]] = field(default_factory=dict)
    irregular: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    only: str | None = None
    acts: bool = False
    home: bool = False
    box: dict[int, Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.box = rows(self.scenes)
        named: Counter[str] = Counter()
        scenery: set[str] = set()
        local: set[str | None] = set()
        abroad: set[str] = set()
        for scene in self.scenes:
            for name in scene.names:
                if name.country is None:
                    continue
                if name.type == "country" and name.surface == "name" and preposition(scene, name) in ABROAD:
                    abroad.add(name.country)
                own_body = name.rule == LISTED and name.sector in STATE_SECTORS
                if (name.type in ("country", "place") or own_body) and not led(scene, name):
                    named[name.country] += 1
                    local |= {name.key} if name.surface == "name" else set()
                    if name.type == "place" or (name.surface == "name" and not name.metonym):
                        scenery.add(name.country)
                if name.type == "armed_force" and name.surface != "pronoun" and name.sector in STATE_SECTORS:
                    self.seen.append((None if one_of_several(scene, name) else name.country, name.span[0]))
            for noun in scene.people:
                self.seen.extend(self._sent(scene, noun))
                word = scene.paragraph.doc[noun.head].lower_
                if people.is_irregular(word):
                    self.irregular.setdefault(word, []).extend(
                        (n.country, noun.span[0])
                        for n in scene.names
                        if n.country and noun.tokens[0] <= n.tokens[0] < noun.head and n.surface == "demonym"
                        if not led(scene, n)
                    )
        self.seen.sort(key=lambda seen: seen[1])
        if not named:  # local papers name no country: whose bodies and groups they speak of
            named = Counter(n.country for scene in self.scenes for n in scene.names if n.country and not led(scene, n))
        top = named.most_common(1)
        if top and top[0][1] >= MAINLY * sum(named.values()) and (top[0][1] > 1 or top[0][0] in scenery):
            self.only = top[0][0]
            self.acts = any(
                name.country == self.only
                and (name.metonym or name.surface == "demonym" or name.sector in STATE_SECTORS)
                for scene in self.scenes
                for name in scene.names
            )
            self.home = len(named) == 1 and len(local) > 1 and self.only not in abroad

    def _sent(self, scene: Scene, noun: People) -> Iterator[tuple[str, int]]:
        """ "Only Denmark has sent troops", "it is moving soldiers away": a force that its sender makes a state's."""
        doc = scene.paragraph.doc
        head = doc[noun.head]
        if head.dep_ != "dobj" or noun.grade != "force" or head.lower_ not in scene_words("regular"):
            return
        if any(noun.tokens[0] <= n.tokens[0] < noun.tokens[1] and n.surface != "description" for n in scene.names):
            return
        verb = tree.clause_verb(head)
        if verb.lower_ not in sending():
            return
        for subject in tree.subjects(verb):
            state = country_at(scene, subject.i)
            found = (state,) if state else self._country([_phrase(scene, subject.i)])
            yield from ((country, noun.span[0]) for country in found)

    def settle(
        self,
        scene: Scene,
        figure: Figure,
        before: Sequence[Figure],
        whole: Figure | None = None,
        again: Figure | None = None,
    ) -> Figure:
        """The figure with whose people it counts; ``whole`` is the one of which it is a part, ``again`` the earlier
        one that it repeats."""
        assert figure.slots is not None
        bare = is_bare(scene, figure)
        lost, of_men = owners(scene, figure) if bare else ([], False)
        way, countries = "whose own losses they are", self._of_words(scene, lost)
        if not lost:
            lost, of_men = losers(scene, figure)
        if lost and not countries:
            way, countries = "whose losses they are", self._of_words(scene, lost)
        own_force = figure.people is None and (is_international(scene, figure) or of_state_body(scene, figure))
        goes_on = bare and not countries and not lost and not own_force
        given = (whole or giver(scene, figure, before)) if goes_on else None
        amount = measured(scene, figure) if bare and not countries and not lost else None
        agent = agent_of(scene, figure)
        if not countries:
            way, countries = "in the counted phrase", own_country(scene, figure)
        if not countries:
            pointed = not_the_doers(scene, figure, self._pointed(scene, figure), agent)
            way, countries = "what the phrase points at", pointed
        if not countries and amount is not None:
            way, countries = "whose number it is", self._of_amount(scene, amount)
            if figure.kind is None and (amount.noun or countries):
                given = None  # it has a noun of its own
        sent = tree.clause_verb(scene.paragraph.doc[figure.tokens[1] - 1]).lower_ in sending()
        if not countries and figure.kind is None and bare and (sent or not own_force):
            way, countries = "who sends, has or lost them", self._of_subject(scene, figure)
        phrase = figure.people.span if figure.people else None
        if given is not None and given.slots is not None:
            if not countries and harmed_by(agent).isdisjoint(given.slots.country):
                way, countries = "of the figure whose noun it shares", given.slots.country
            phrase = phrase or given.slots.victims
        again = again or same_people(scene, figure, before)
        status = status_of(scene, figure, whole or given, lost, of_men, self._is_force(scene, lost), again)
        row = self.box.get(figure.paragraph)
        if row is not None and row.losses and status == "unknown" and figure.kind is not None:
            status = "military"
        if row is not None and row.country and not countries:
            way, countries = "the side of the line above", (row.country,)
        if not countries and again is not None and again.slots is not None:
            way, countries = "of the figure that it repeats", again.slots.country
        noun = noun_of(scene, figure) or (amount.noun if amount is not None else "")
        if not countries and figure.kind is None and bare and given is None and not noun:
            way, countries = "of the force counted before", self._counted_before(scene, figure, before)
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
        if is_international(scene, figure) or of_other_force(scene, figure):
            return "", ()
        if figure.people is None and noun in JOINT:
            return "", ()
        against = harmed_by(agent) if figure.kind is not None else set()
        if figure.people is not None and of_government(scene, figure):
            state = self._here(figure) or self.only
            return "the government of the place", (state,) if state is not None and state not in against else ()
        lost = figure.event is not None and figure.event.kind in ("losses", "casualties") and agent is None
        if figure.kind is None or lost:
            found, stop = self._sender(scene, figure)
            if found or stop:
                return "who sends, has or lost them", found
        if noun in self.irregular:
            before = {country for country, place in self.irregular[noun] if place < figure.span[0]}
            if len(before) == 1 and not against & before:
                return "what the noun had before", tuple(before)
        if not is_regular(scene, figure, noun, status):
            bare = not noun and figure.kind is None and not of_rebels(scene)
            alone = {country for country, _ in self.seen} if bare else set()
            return ("the only force of the article", (self.only,)) if alone == {self.only} and self.only else ("", ())
        told = bisect_right(self.seen, figure.span[0], key=lambda seen: seen[1])
        countries = self.by_noun.get(noun, ())
        if (state := self._attacked(scene, figure)) is not None:
            return "where rebels attacked them", (state,)
        if countries and not against.intersection(countries):
            return "what the noun had before", countries
        fate, police = figure.kind is not None, people.is_police(noun)
        here = self._here(figure) if fate or police else None
        local = here or self.only
        if police and local is not None and local not in against:
            return "the police of the place", (local,)
        for place in range(told - 1, -1, -1):  # the last one, unless it did the harm
            country = self.seen[place][0]
            if country not in against:
                return "the force last spoken of", (country,) if country is not None else ()
        for way, state in (
            ("the only country of the article", self.only if self.acts or self.home or fate or police else None),
            ("where it happened", here),
        ):
            if state is not None and state not in against:
                return way, (state,)
        return "", ()

    def _attacked(self, scene: Scene, figure: Figure) -> str | None:
        """ "Rebels killed 40 soldiers at Xyz": the state of the place that the sentence itself names."""
        assert figure.slots is not None
        doc = scene.paragraph.doc
        agent = figure.event.agent if figure.event is not None and figure.kind is not None else None
        if agent is None or figure.part_of is not None or not people.is_irregular(doc[agent].lower_):
            return None
        sentence = doc[figure.tokens[0]].sent
        start, end = scene.paragraph.offsets(sentence.start, sentence.end)
        named = [span for span in figure.slots.location if start <= span[0] < end]
        return self._here(figure) if named else None

    def _counted_before(self, scene: Scene, figure: Figure, before: Sequence[Figure]) -> tuple[str, ...]:
        """ "Togo has 200 soldiers there. The number was 90 a year ago": the figure before, in the same paragraph."""
        doc, first = scene.paragraph.doc, figure.tokens[0]
        if is_international(scene, figure) or (first > 1 and people.is_unit(doc[first - 2].lower_)):
            return ()  # "a rearguard of 40"
        subjects = tree.subjects(tree.clause_verb(doc[figure.tokens[1] - 1]))
        if any(t.tag_ == "PRP" or people.is_unit(t.lower_) for t in subjects):
            return ()  # it is they whose number it is
        other = before[-1] if before else None
        if other is None or other.paragraph != figure.paragraph or other.kind is not None or other.slots is None:
            return ()
        return other.slots.country

    def _of_amount(self, scene: Scene, amount: Measured) -> tuple[str, ...]:
        """The state whose force it is, by a name, or by a word that points at one ("its army", "the country's")."""
        doc = scene.paragraph.doc
        named = [
            n for n in scene.names if n.tokens[0] in amount.words and n.country and is_state(n) and not led(scene, n)
        ]
        states = tuple(dict.fromkeys(n.country for n in named if n.country))
        if states or any(doc[i].lower_ in ALLIANCES for i in amount.words):
            return states
        return self._of_words(scene, [i for i in amount.words if doc[i].dep_ == "poss"])

    def _of_words(self, scene: Scene, words: Sequence[int]) -> tuple[str, ...]:
        """The state of the first of these words that names one or points at one."""
        for word in words:
            state = country_at(scene, word)
            found = (state,) if state else self._country([_phrase(scene, word)])
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
        owners = [c.i for c in head.children if c.dep_ == "poss"]
        spans += [_phrase(scene, i) for i in owners]
        return self._country(spans, persons=head.lower_ in scene_words("regular"))

    def _of_subject(self, scene: Scene, figure: Figure) -> tuple[str, ...]:
        """ "Georgia offers another 750", "Georgia says it offers 750": the state that is the subject of its clause."""
        doc = scene.paragraph.doc
        verb = tree.clause_verb(doc[figure.tokens[1] - 1])
        subjects = [t for t in tree.subjects(verb, 0) if t.i < figure.tokens[0]]
        states = {c for t in subjects for i in side_by_side(t) if (c := country_at(scene, i)) is not None}
        if states or len(subjects) != 1 or subjects[0].tag_ != "PRP":
            return tuple(states) if len(states) == 1 else ()
        return self._country([_phrase(scene, subjects[0].i)])

    def _sender(self, scene: Scene, figure: Figure) -> tuple[tuple[str, ...], bool]:
        """-> (who sends, has, leads or lost them ("France has 200 officers there"), whether it is known not to be a
        state: "the rebels attacked with 3,000 men", "the coalition has 90 soldiers there")."""
        doc = scene.paragraph.doc
        agent = figure.event.agent if figure.event is not None else None
        head = figure.people.head if figure.people is not None else figure.tokens[1] - 1
        places = [agent] if agent is not None else []
        anchor = doc[figure.anchor]
        if figure.event is not None and figure.event.action == "strength" and anchor.lower_ in scene_words("regular"):
            anchor = doc[head]  # the size may be that of others in the sentence
        verb = anchor if anchor.tag_ in tree.VERB_TAGS else tree.clause_verb(anchor)
        for _ in range(3):
            found = [] if only_says(scene, figure, verb) else [s.i for s in tree.subjects(verb)]
            places += accused(verb) + found
            if verb.head == verb or verb.dep_ in ("ccomp", "conj") or (verb.dep_ == "relcl" and found != [head]):
                break
            verb = tree.clause_verb(verb)
        places[:0] = bearer(doc[head])
        if doc[head].dep_ == "pobj" and doc[head].head.dep_ == "agent":
            return (), False  # "attacked by 40 soldiers": who suffered it has not sent them
        noun = noun_of(scene, figure)
        for place in places:
            if of_no_state(scene, place) or any(
                n.tokens[0] <= place < n.tokens[1] and one_of_several(scene, n) for n in scene.names
            ):
                return (), True
            states = {s for i in side_by_side(doc[place]) if (s := country_at(scene, i)) is not None}
            if len(states) > 1:
                return (), True
            known = tuple(states)
            if not states and not people.is_irregular(noun):
                known = self._country([_phrase(scene, place)], noun in ("", *scene_words("regular")))
            if known:
                return known, False
            if doc[place].lower_ == "we":
                return (), True  # whoever speaks, it is not the country that the article is about
        return (), False

    def _country(self, spans: Sequence[Offsets], persons: bool = True) -> tuple[str, ...]:
        """The state that the first of these phrases means; no person's without ``persons``: his men may be hired."""
        for span in spans:
            for entity_id in self.known.of(span):
                entity = self.known.get(entity_id)
                if entity is None or (entity.type == "person" and not persons):
                    continue
                if entity.country and entity.sector not in IRREGULAR:
                    return (entity.country,)
        return ()

    def _is_force(self, scene: Scene, words: Sequence[int]) -> bool:
        """ "It says 40 of its own fell": a pronoun that means an army, a militia."""
        doc = scene.paragraph.doc
        spans = [_phrase(scene, i) for i in words if doc[i].tag_ in ("PRP", "PRP$")]
        meant = [self.known.get(entity_id) for span in spans for entity_id in self.known.of(span)]
        return any(entity is not None and entity.type == "armed_force" for entity in meant)

    def _here(self, figure: Figure) -> str | None:
        """The country where it happened."""
        assert figure.slots is not None
        found = self._country([*figure.slots.location, *figure.slots.to])
        return found[0] if found else None


def _phrase(scene: Scene, place: int) -> Offsets:
    """The article offsets of a word with what stands before it: "the country", "its defence ministry"."""
    return scene.paragraph.offsets(scene.paragraph.doc[place].left_edge.i, place + 1)
