"""Where it happened: the place of a figure, from its own sentence, or what the article last spoke of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from extractor.linking.measured import measured
from extractor.linking.own_place import MOVES, of_event
from extractor.linking.scene import Known, Scene, scene_words
from extractor.linking.sites import (
    WEAK,
    candidates,
    headed,
    is_aftermath,
    is_care,
    is_continent,
    preposition,
    struck,
    witnessed,
)
from extractor.model import Figure, Name, Offsets
from extractor.patterns import tree
from extractor.trace import Trace

GOING: Final = frozenset({"to", "into", "toward", "towards", "for", "onto"})
COMING: Final = frozenset({"from"})
PASSING: Final = frozenset({"to", "toward", "towards", "for", "with", "through", "onto"})  # no one stays there
TOLLS: Final = frozenset({"losses", "captured"})  # of an army, not of the event told before
BACK: Final = 50  # figures, paragraphs to look back for the last place
WIDE: Final = frozenset({"places.region.gazetteer", "places.world.name"})
MANY: Final = 3
RATIO: Final = 2
ARMIES: Final = frozenset({"army", "armies", "military", "navy", "conscripts"})  # as a whole at home and abroad
UNSENT: Final = frozenset({"train", "recruit"})
NEAR: Final = 4  # paragraphs to look back for the town of an event that the article places in a region
FEW: Final = 6  # people of whom a second count is hardly of others
LEAD: Final = 3  # paragraphs in which an article says where it plays


@dataclass(slots=True)
class Memory:
    """Where the article plays: what its figures and its lead say.

    Attributes:
        lead: the place that the first paragraphs name.
        firm: the places of a paragraph in which something happens, by its index.
        after: the places where those hurt were brought, not where it happened.
        vast: parts of the world.
        wide: countries and regions.
        years: how often the article names each.
        theatre: the place of which the article tells far more than of any other.
        names: the article's names by their offsets.
    """

    scenes: Sequence[Scene]
    known: Known
    trace: Trace | None = None
    lead: Offsets | None = None
    firm: dict[int, list[Name]] = field(default_factory=dict)
    after: set[Offsets] = field(default_factory=set)
    vast: set[Offsets] = field(default_factory=set)
    wide: set[Offsets] = field(default_factory=set)
    years: Counter[str] = field(default_factory=Counter)
    theatre: Offsets | None = None
    names: dict[Offsets, Name] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.after.update(n.span for scene in self.scenes for n in scene.names if is_aftermath(scene, n))
        self.vast.update(n.span for scene in self.scenes for n in scene.names if is_continent(n))
        self.names.update((n.span, n) for scene in self.scenes for n in scene.names)
        self.years.update(w for scene in self.scenes for w in scene.paragraph.lower if _is_year(w))
        self.wide.update(n.span for scene in self.scenes for n in scene.names if _is_wide(n))
        named = [name for scene in self.scenes[:LEAD] for name in self._firm(scene.paragraph.index)]
        towns = [n for n in named if n.span not in self.wide] or [n for n in named if n.type == "place"]
        self.lead = (towns or named)[0].span if named else None
        self.theatre = self._theatre()

    def settle(self, scene: Scene, figure: Figure, before: Sequence[Figure]) -> Figure:
        """The figure with its places."""
        assert figure.slots is not None
        name = of_event(scene, figure)
        if name is None and figure.kind is not None:
            sentence = scene.paragraph.doc[figure.tokens[0]].sent
            name = witnessed(scene, sentence.start, sentence.end)
        way, known = "", None
        vague = (
            name is not None and figure.kind is not None and name.span in self.vast and not _said(scene, figure, name)
        )
        if name is None or vague or (figure.kind != "killed" and is_care(scene, name)):
            way, known = self._earlier(scene, figure, before)
            if known is None and figure.kind is None and figure.action not in UNSENT:
                way, known = "the article tells most of it", self.theatre
            war = figure.kind is not None and _has(scene, figure, "wars")
            if known is not None and (war or known not in self.wide) and _summed_up(scene, figure, self.years):
                known = self.theatre if war else None  # a sum is of a country, not of the town of the event
        if name is None or known is not None:
            if known is not None and self.trace is not None:
                self.trace.origin(figure, "location", way, known)
            return replace(figure, slots=replace(figure.slots, location=(known,))) if known else figure
        prep = preposition(scene, name)
        places = (name.span,)
        if self.trace is not None:
            role = "to" if prep in GOING else "from" if prep in COMING else "location"
            role = role if figure.action in MOVES else "location"
            way = f'in its sentence, behind "{prep}"' if prep else "in its sentence"
            self.trace.origin(figure, role, way, name.span, name.rule)
        if figure.action in MOVES and prep in GOING:
            return replace(figure, slots=replace(figure.slots, to=places))
        if figure.action in MOVES and prep in COMING:
            return replace(figure, slots=replace(figure.slots, from_=places))
        return replace(figure, slots=replace(figure.slots, location=places))

    def _earlier(self, scene: Scene, figure: Figure, before: Sequence[Figure]) -> tuple[str, Offsets | None]:
        """-> (way, place): of the figure before in the sentence, named last in the paragraph, where the article plays.

        A force of which someone speaks stays where the text puts it.
        """
        start = scene.paragraph.doc[figure.tokens[0]].sent.start
        places = [(other, place) for other in before[-BACK:] for place in _places(other)]
        told = [(other, place) for other, place in places if place not in self.after and place not in self.vast]
        if figure.kind is None and _whole_army(scene, figure):
            return "", None
        here = [(other, place) for other, place in told if other.paragraph == figure.paragraph]
        if here and here[-1][0].tokens[0] >= start:
            return "of the figure before in the sentence", here[-1][1]
        reported = figure.kind is None and figure.slots is not None and figure.slots.cue is not None
        if reported and figure.action != "withdraw":  # who is said to leave leaves the place spoken of
            return "", None
        if figure.kind is None and figure.action in UNSENT:
            return "", None
        if figure.kind is None and _told_by_the_way(scene, figure):
            return "", None  # "the army, which has 900 men": anywhere
        named = [name for name in candidates(scene, 0, start) if preposition(scene, name) not in PASSING]
        named = [name for name in named if name.span not in self.after | self.vast and not _corner(scene, name)]
        if named:
            return "the paragraph named it last", _foremost(scene, named).span
        opens = all(other.paragraph.kind == "headline" for other in self.scenes[: figure.paragraph])
        heading = None if opens else headed(scene)
        if heading is not None:
            return "the heading of its entry", heading.span
        if reported:
            return "", None
        same = _repeated(figure, told)
        if same is not None:
            return "of the same figure before", same
        if figure.kind is not None and self.lead is not None and _same_event(scene, figure):
            return "where the article plays", self._narrowed(figure, told)
        if figure.kind is not None and self._opens(figure):
            return "where the article plays", self.lead
        if figure.kind in TOLLS or scene.paragraph.kind == "item":
            return "", None  # each item of a list has a place of its own
        last = next(
            (
                _foremost(self.scenes[k], names).span
                for k in range(figure.paragraph - 1, max(-1, figure.paragraph - BACK), -1)
                if (names := self._firm(k))
            ),
            None,
        )
        agreed = [self._same(self.lead, place) for place in ([told[-1][1]] if told else []) + ([last] if last else [])]
        if figure.kind is None:  # a force stays where it is said to be
            return "where the article plays", self.lead if len(agreed) == 2 and all(agreed) else None
        return "where the article plays", self._narrowed(figure, told) if any(agreed) else None

    def _theatre(self) -> Offsets | None:
        """The place, or else the country, of which the article tells far more than of any other."""
        places: Counter[str] = Counter()
        countries: Counter[str] = Counter()
        first: dict[str, Offsets] = {}
        for scene in self.scenes:
            for name in candidates(scene, 0, len(scene.paragraph.doc)):
                if name.surface != "name" or preposition(scene, name) in ("", *WEAK):
                    continue
                for entity in self.known.of(name.span)[:1]:
                    places[entity] += 1
                    first.setdefault(entity, name.span)
                    if name.country is not None:
                        countries[name.country] += 1
                        if name.type == "country":
                            first.setdefault(name.country, name.span)
        for counted in (places, countries):
            ranked = counted.most_common(2)
            if ranked and ranked[0][1] >= MANY and (len(ranked) == 1 or ranked[0][1] >= RATIO * ranked[1][1]):
                return first.get(ranked[0][0])
        return None

    def _opens(self, figure: Figure) -> bool:
        """The article's headline, of which the paragraph behind it tells more, with the place."""
        lines = [scene.paragraph for scene in self.scenes[:LEAD]]
        headed = any(line.kind == "headline" for line in lines[:2])  # or a headline with a stop and a line of the date
        body = next((line for line in lines[1:] if line.kind != "headline"), None)
        if figure.paragraph != 0 or self.lead is None or body is None or not headed:
            return False
        return body.start <= self.lead[0] < body.start + len(body.text)

    def _firm(self, paragraph: int) -> list[Name]:
        """Places of a paragraph in which something happens."""
        if paragraph not in self.firm:
            scene = self.scenes[paragraph]
            found = candidates(scene, 0, len(scene.paragraph.doc))
            strong = [
                n
                for n in found
                if n.surface == "name"
                and n.span not in self.vast
                and (struck(scene, n) or preposition(scene, n) not in ("", *WEAK, *GOING))
            ]
            self.firm[paragraph] = strong
        return self.firm[paragraph]

    def _narrowed(self, figure: Figure, told: Sequence[tuple[Figure, Offsets]]) -> Offsets | None:
        """Where the article plays, or, where that is a country or region, the town in it last told of."""
        if self.lead not in self.wide or not told:
            return self.lead
        other, place = told[-1]
        lead, town = self.names.get(self.lead), self.names.get(place)
        if lead is None or town is None or other.paragraph < figure.paragraph - NEAR:
            return self.lead
        inside = place not in self.wide and town.named and town.country in (None, lead.country)
        return place if inside else self.lead

    def _same(self, one: Offsets | None, other: Offsets) -> bool:
        return one is not None and bool(set(self.known.of(one)) & set(self.known.of(other)))


def _foremost(scene: Scene, names: Sequence[Name]) -> Name:
    """Of names in the order of the text: the place that the last sentence with any says was struck, else the last."""
    first = scene.paragraph.doc[names[-1].tokens[0]].sent.start
    return next((n for n in reversed(names) if n.tokens[0] >= first and struck(scene, n)), names[-1])


def _said(scene: Scene, figure: Figure, name: Name) -> bool:
    """ "have died in Europe": it hangs on the event or on the people, not on something else that is told of."""
    prep = scene.paragraph.doc[name.head].head
    return prep.head.i == figure.anchor or figure.tokens[0] <= prep.head.i < figure.tokens[1]


def _corner(scene: Scene, name: Name) -> bool:
    """ "the gate", "the road": a part of a scene. What happens in the next sentence need not happen just there."""
    return not name.named and scene.paragraph.doc[name.head].lower_ in scene_words("corners")


def _is_wide(name: Name) -> bool:
    """A country, or a region of one or of the world."""
    return name.type == "country" or name.iso is not None or name.rule in WIDE


def _summed_up(scene: Scene, figure: Figure, years: Mapping[str, int]) -> bool:
    """ "412 have been killed this year", "in ten years", "In 2004": a sum over more than the event told of, or of a
    year of which the article says no more; not since "the siege began", "there", "that night"."""
    doc = scene.paragraph.doc
    words = [t.lower_ for t in doc[figure.tokens[0]].sent]
    if scene_words("beginning").intersection(words) or words[0] == "that" or "there" in words:
        return False
    if (scene_words("summing") | scene_words("wars")).intersection(words) or any(
        _is_year(word) and years[word] == words.count(word) for word in words
    ):
        return True
    return any(
        (one in ("this", "last", "past", "previous") and two in ("year", "decade", "years"))
        or (one == "to" and two == "date")
        for one, two in pairwise(words)
    )


def _has(scene: Scene, figure: Figure, words: str) -> bool:
    """Its sentence has a word of a list of scene.yaml."""
    return any(t.lower_ in scene_words(words) for t in scene.paragraph.doc[figure.tokens[0]].sent)


def _repeated(figure: Figure, told: Sequence[tuple[Figure, Offsets]]) -> Offsets | None:
    """The place of an earlier figure of as many people with the same fate."""
    low, high = figure.number.low, figure.number.high
    if figure.kind is None or low is None or low < FEW:
        return None
    return next(
        (p for o, p in reversed(told) if o.kind == figure.kind and (o.number.low, o.number.high) == (low, high)), None
    )


def _is_year(word: str) -> bool:
    return len(word) == len("2000") and word.isdigit() and word[:2] in ("19", "20")


def _same_event(scene: Scene, figure: Figure) -> bool:
    """ "the attack killed 12", "36 died in the violence": the event that the article is about."""
    doc = scene.paragraph.doc
    sentence = doc[figure.tokens[0]].sent
    for token in sentence:
        if token.lower_ in scene_words("happenings") and token.i and doc[token.i - 1].lower_ in ("the", "this", "that"):
            following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
            return following not in ("of", "in", "on", "at", "near", "against")
    return False


def _told_by_the_way(scene: Scene, figure: Figure) -> bool:
    """ "the army, which has 900 men": a relative clause with its pronoun."""
    doc = scene.paragraph.doc
    clauses = [t for t in doc[figure.tokens[0]].ancestors if t.dep_ == "relcl"]
    return any(w.lower_ in tree.RELATIVES for t in clauses for w in doc[t.left_edge.i : t.i])


def _whole_army(scene: Scene, figure: Figure) -> bool:
    """ "its army, 60,000 strong", "raised its military personnel to 90,000": all a state has, wherever they are."""
    doc, end = scene.paragraph.doc, figure.number.tokens[1]
    if end < len(doc) and doc[end].lower_ == "of":
        return False  # "four of the conscripts"
    amount = measured(scene, figure)
    words = amount.words if amount is not None else (figure.people.head,) if figure.people is not None else ()
    return any(doc[i].lower_ in ARMIES for i in words)


def _places(figure: Figure) -> tuple[Offsets, ...]:
    return (*figure.slots.location, *figure.slots.to)[:1] if figure.slots is not None else ()
