"""Where it happened: the place of a figure, from its own sentence, or what the article last spoke of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc, Token

from extractor.linking.scene import Known, Scene, scene_words
from extractor.linking.sites import WEAK, candidates, is_aftermath, is_care, preposition, struck
from extractor.model import Figure, Name, Offsets
from extractor.patterns import tree
from extractor.trace import Trace

GOING: Final = frozenset({"to", "into", "toward", "towards", "for", "onto"})
COMING: Final = frozenset({"from"})
MOVES: Final = frozenset({"deploy", "reinforce", "arrive", "cross", "mass", "withdraw", "rotate", "station"})
PASSING: Final = frozenset({"to", "toward", "towards", "for", "with", "through", "onto"})  # no one stays there
TOLLS: Final = frozenset({"losses", "captured"})  # of an army, not of the event told before
BESIDE: Final = frozenset({"in", "at", "near", "around", "outside", "inside", "across"})
BORDERS: Final = frozenset({"ccomp", "relcl", "advcl", "acl", "parataxis", "pcomp"})
BACK: Final = 50  # figures, paragraphs to look back for the last place
WIDE: Final = frozenset({"places.region.gazetteer", "places.world.name"})
CONDITIONS: Final = frozenset({"if", "unless", "whether", "once", "until"})
MANY: Final = 3
RATIO: Final = 2
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
    wide: set[Offsets] = field(default_factory=set)
    years: Counter[str] = field(default_factory=Counter)
    theatre: Offsets | None = None
    names: dict[Offsets, Name] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.after.update(n.span for scene in self.scenes for n in scene.names if is_aftermath(scene, n))
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
        way, known = "", None
        if name is None or (figure.kind != "killed" and is_care(scene, name)):
            way, known = self._earlier(scene, figure, before)
            if known is None and figure.kind is None and figure.action not in UNSENT:
                way, known = "the article tells most of it", self.theatre
        if name is None or known is not None:
            war = figure.kind is not None and _has(scene, figure, "wars")
            if known is not None and (war or known not in self.wide) and _summed_up(scene, figure, self.years):
                known = self.theatre if war else None  # a sum is of a country, not of the town of the event
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
        told = [(other, place) for other in before[-BACK:] for place in _places(other) if place not in self.after]
        here = [(other, place) for other, place in told if other.paragraph == figure.paragraph]
        if here and here[-1][0].tokens[0] >= start:
            return "of the figure before in the sentence", here[-1][1]
        if figure.kind is None and figure.slots is not None and figure.slots.cue is not None:
            return "", None
        if figure.kind is None and any(t.dep_ == "relcl" for t in scene.paragraph.doc[figure.tokens[0]].ancestors):
            return "", None  # "the army, which has 900 men": anywhere
        named = [name for name in candidates(scene, 0, start) if preposition(scene, name) not in PASSING]
        named = [name for name in named if name.span not in self.after]
        if named:
            return "the paragraph named it last", _foremost(scene, named).span
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
        if figure.paragraph != 0 or self.lead is None or len(self.scenes) < 2:
            return False
        head, body = (scene.paragraph for scene in self.scenes[:2])
        inside = body.start <= self.lead[0] < body.start + len(body.text)
        return head.kind == "headline" and body.kind != "headline" and inside

    def _firm(self, paragraph: int) -> list[Name]:
        """Places of a paragraph in which something happens."""
        if paragraph not in self.firm:
            scene = self.scenes[paragraph]
            found = candidates(scene, 0, len(scene.paragraph.doc))
            strong = [
                n
                for n in found
                if n.surface == "name" and (struck(scene, n) or preposition(scene, n) not in ("", *WEAK, *GOING))
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


def _places(figure: Figure) -> tuple[Offsets, ...]:
    return (*figure.slots.location, *figure.slots.to)[:1] if figure.slots is not None else ()


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
        if prep == "by" or (from_there and (figure.action not in MOVES or _origin(scene, figure, name))):
            continue
        rank = (
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
    return best[1] if best else None


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
    for token in (anchor, *anchor.ancestors):
        if token.dep_ == "relcl":
            return place.i > token.i and not token.is_ancestor(place)
    return False


def _beside(scene: Scene, figure: Figure, name: Name) -> bool:
    """ "20 people in Homs, 23 in Hama": the place stands right behind the count."""
    doc = scene.paragraph.doc
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
