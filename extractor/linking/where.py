"""Where it happened: the place of a figure, from its own sentence, or what the article last spoke of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc, Token

from extractor.linking.antecedent import gapped
from extractor.linking.scene import Known, Scene, scene_words
from extractor.model import Figure, Name, Offsets
from extractor.patterns import tree
from extractor.trace import Trace

LOCATIVE: Final = frozenset(
    "in at near around outside inside on across throughout within over off along between through toward towards into to"
    " from for against above of beside north south east west onto under behind beyond by".split()
)
WEAK: Final = frozenset({"of", "for", "against", "by", "from"})  # they may stand before what is no scene
GOING: Final = frozenset({"to", "into", "toward", "towards", "for", "onto"})
COMING: Final = frozenset({"from"})
MOVES: Final = frozenset({"deploy", "reinforce", "arrive", "cross", "mass", "withdraw", "rotate", "station"})
PASSING: Final = frozenset({"to", "toward", "towards", "for", "with", "through", "onto"})  # no one stays there
TOLLS: Final = frozenset({"losses", "captured"})  # of an army, not of the event told before
BESIDE: Final = frozenset({"in", "at", "near", "around", "outside", "inside", "across"})
BORDERS: Final = frozenset({"ccomp", "relcl", "advcl", "acl", "parataxis", "pcomp"})
BACK: Final = 50  # figures, paragraphs to look back for the last place
# Where those hurt are brought or the dead lie.
CARE: Final = frozenset({"hospital", "hospitals", "mortuary", "morgue", "clinic", "infirmary", "cemetery"})
WIDE: Final = frozenset({"places.region.gazetteer", "places.world.name"})
CONDITIONS: Final = frozenset({"if", "unless", "whether", "once", "until"})
LEAD: Final = 3  # paragraphs in which an article says where it plays
CHAIN: Final = frozenset({"compound", "nmod", "poss", "conj", "appos", "amod", "npadvmod"})


@dataclass(slots=True)
class Memory:
    """Where the article plays: what its figures and its lead say.

    Attributes:
        lead: the place that the first paragraphs name.
        firm: the places of a paragraph in which something happens, by its index.
        after: the places where those hurt were brought, not where it happened.
        wide: countries and regions.
        years: how often the article names each.
    """

    scenes: Sequence[Scene]
    known: Known
    trace: Trace | None = None
    lead: Offsets | None = None
    firm: dict[int, list[Name]] = field(default_factory=dict)
    after: set[Offsets] = field(default_factory=set)
    wide: set[Offsets] = field(default_factory=set)
    years: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.after.update(n.span for scene in self.scenes for n in scene.names if _aftermath(scene, n))
        self.years.update(w for scene in self.scenes for w in scene.paragraph.lower if _is_year(w))
        self.wide.update(n.span for scene in self.scenes for n in scene.names if _is_wide(n))
        named = [name for scene in self.scenes[:LEAD] for name in self._firm(scene.paragraph.index)]
        towns = [n for n in named if n.type == "place"]
        self.lead = (towns or named)[0].span if named else None

    def settle(self, scene: Scene, figure: Figure, before: Sequence[Figure]) -> Figure:
        """The figure with its places."""
        assert figure.slots is not None
        name = of_event(scene, figure)
        if name is None:
            way, known = self._earlier(scene, figure, before)
            if known is not None and known not in self.wide and _summed_up(scene, figure, self.years):
                known = None  # a sum is of a country or a region, not of the town of the event
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
            return "the paragraph named it last", named[-1].span
        if figure.kind is not None and self.lead is not None and _same_event(scene, figure):
            return "where the article plays", self.lead
        if figure.kind is not None and self._opens(figure):
            return "where the article plays", self.lead
        if figure.kind in TOLLS or scene.paragraph.kind == "item":
            return "", None  # each item of a list has a place of its own
        last = next(
            (
                names[-1].span
                for k in range(figure.paragraph - 1, max(-1, figure.paragraph - BACK), -1)
                if (names := self._firm(k))
            ),
            None,
        )
        agreed = [self._same(self.lead, place) for place in ([told[-1][1]] if told else []) + ([last] if last else [])]
        if figure.kind is None:  # a force stays where it is said to be
            return "where the article plays", self.lead if len(agreed) == 2 and all(agreed) else None
        return "where the article plays", self.lead if any(agreed) else None

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
            strong = [n for n in found if n.surface == "name" and preposition(scene, n) not in ("", *WEAK, *GOING)]
            self.firm[paragraph] = strong
        return self.firm[paragraph]

    def _same(self, one: Offsets | None, other: Offsets) -> bool:
        return one is not None and bool(set(self.known.of(one)) & set(self.known.of(other)))


def _aftermath(scene: Scene, name: Name) -> bool:
    """ "were flown to Xyz", "are at a hospital in Xyz": where those hurt were brought, not where it happened."""
    if name.type != "place":
        return False
    token = scene.paragraph.doc[name.head]
    for _ in range(6):
        if token.lower_ in CARE:
            return True
        if token.tag_ in tree.VERB_TAGS or token.head == token:
            break
        token = token.head
    return token.lower_ in scene_words("brought")


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
    if scene_words("summing").intersection(words) or any(
        _is_year(word) and years[word] == words.count(word) for word in words
    ):
        return True
    return any(
        (one in ("this", "last", "past", "previous") and two in ("year", "decade", "years"))
        or (one == "to" and two == "date")
        for one, two in pairwise(words)
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


def candidates(scene: Scene, start: int, end: int) -> list[Name]:
    """Names of places in the tokens ``[start, end)`` that stand for a place, not for its government."""
    found: list[Name] = []
    for name in scene.names:
        if name.type not in ("place", "country") or name.surface in ("demonym", "pronoun") or name.metonym:
            continue
        if not start <= name.tokens[0] < end or not is_scene(scene, name) or _speaks(scene, name):
            continue
        if gapped(scene, name):
            continue
        if found and name.tokens[0] - found[-1].tokens[1] <= 1 and found[-1].type == "place":
            between = scene.paragraph.doc[found[-1].tokens[1] : name.tokens[0]].text
            if between in (",", "(", ""):
                continue  # "Mosul, Iraq": the first is the more specific
        if found and name.surface == "description" and found[-1].tokens[0] >= name.tokens[0]:
            found.pop()  # "the country's south" is not the country
        if found and found[-1].surface == "description" and name.tokens[1] <= found[-1].tokens[1]:
            continue  # "the Turkish border" is not Turkey
        found.append(name)
    return found


def _speaks(scene: Scene, name: Name) -> bool:
    """It only tells who speaks: "the governor of Basra said"."""
    return any(start <= name.span[0] < end for _, cue in scene.cues for start, end in cue.sources)


def is_scene(scene: Scene, name: Name) -> bool:
    """Something may have happened there: behind a preposition, before an event, as the object that is entered."""
    prep = preposition(scene, name)
    if prep:
        return prep not in WEAK or name.type == "place" or name.surface == "name"
    token = scene.paragraph.doc[name.head]
    if token.dep_ in ("compound", "nmod"):
        return name.type == "place" and token.head.tag_ in ("NN", "NNS")
    return token.dep_ == "dobj" and name.type == "place"


def preposition(scene: Scene, name: Name) -> str:
    """The preposition that governs a name, lower case; "" where it has none."""
    token: Token = scene.paragraph.doc[name.head]
    for _ in range(5):
        if token.dep_ in ("pobj", "pcomp"):
            return token.head.lower_
        if token.dep_ not in CHAIN or (token.dep_ == "compound" and token.head.tag_ in ("NN", "NNS")):
            break
        token = token.head
    before = name.tokens[0] - 1
    while before >= 0 and scene.paragraph.doc[before].tag_ in ("DT", "JJ", "NN", "RB"):
        before -= 1
    word = scene.paragraph.doc[before].lower_ if before >= 0 else ""
    return word if word in LOCATIVE else ""


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
            _distance(doc[name.head], anchor),
            name.type == "country" or name.surface == "description",
            not prep or (prep in WEAK and prep != "from"),
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
    """ "told reporters in Cairo that two men died": the place stands between the word of saying and what is said."""
    at = figure.number.span[0]
    for _, cue in scene.cues:
        here = [span for span in cue.content if span[0] <= at < span[1]]
        if here and cue.span[1] <= name.span[0] and name.span[1] <= here[0][0]:
            return True
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
