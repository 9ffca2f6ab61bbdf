"""Military or civilian: what the counted noun, its breakdown and its fate say of the people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from spacy.tokens import Doc, Token

from extractor.linking.antecedent import holds_others, is_bare
from extractor.linking.battle import in_battle, is_battle, is_sheltered
from extractor.linking.losses import ENEMY, HARMED
from extractor.linking.said_of import BETWEEN, said_of
from extractor.linking.scene import Scene, scene_words
from extractor.model import Figure, Name, Status
from extractor.patterns import inflect, people, tree
from extractor.patterns.lexicon import load

BREAKDOWN: Final = frozenset({"including", "among", "mostly", "mainly", "most", "majority", "many", "some", "both"})
SPAN: Final = 40  # tokens behind a count in which its breakdown stands
MOSTLY: Final = frozenset({"mostly", "mainly", "most", "majority"})  # so that some are not
QUOTES: Final = frozenset({'"', "“", "”"})
OPENERS: Final = frozenset({",", "(", "–", "—", "-", "of", "the", "killed", "wounded", "dead"})
LISTED: Final = 4  # nouns of one list that share a count
OFFICERS: Final = frozenset(
    """officer officers guard guards bodyguard bodyguards corporal corporals sergeant sergeants lieutenant lieutenants
    colonel colonels brigadier brigadiers ranger rangers cadre cadres""".split()
)  # killed or missing as such
ONE_KIND: Final = frozenset({"military", "civilian"})
INCLUDED: Final = 3  # tokens of "including at least seven"
AMONG: Final = 5  # tokens between "among" and the count
TOLD_OF: Final = frozenset({"them", "those", "these", "the"})
CIVILIANS: Final = frozenset({"civilian", "civilians", "noncombatants", "non-combatants"})
HELD_OR_DEAD: Final = frozenset(
    {"hostage", "hostages", "captive", "captives", "prisoner", "prisoners", "corpse", "corpses", "body", "bodies"}
)
FORCES: Final = frozenset({"military", "police"})
COUNTING: Final = frozenset({"a", "an", "another", "several", "dozens", "scores", "hundreds"})
MEMBERS: Final = frozenset({"member", "members"})
NO_FORCES: Final = frozenset({"crew", "cabin", "family", "staff", "household", "council", "congregation", "party"})
ANYBODY: Final = frozenset({"people", "persons", "others", "men", "captives"})
FATES: Final[dict[str | None, Status]] = {"abducted": "civilian", "captured": "military", "losses": "military"}


def status_of(
    scene: Scene,
    figure: Figure,
    given: Figure | None,
    losers: Sequence[int] = (),
    of_men: bool = False,
    force: bool = False,
    again: Figure | None = None,
) -> Status:
    """The status of those counted; ``losers`` say who lost them, ``force`` that they point at a force.

    The noun decides, with the nouns coordinated to it; of "people" a breakdown that names a force makes them mixed;
    a bare count is like the people before it, what is said again like what was said; hostages are civilians and
    prisoners soldiers where nothing else is said.
    """
    status = _own(scene, figure)
    if status == "unknown":
        status = _first(_predicate(scene, figure, given), _before_deaths(scene, figure))
    if status == "unknown" and losers:
        status = "military" if force else _of_losers(scene, figure, losers, of_men)
    if status == "unknown" and figure.part_of is not None and given is not None and given.slots is not None:
        status = given.slots.status if given.slots.status in ONE_KIND else status
    if status == "unknown" and is_bare(scene, figure):
        if given is not None and given.slots is not None:
            status = given.slots.status
        elif figure.kind is not None:
            status = _before(scene, figure)
    if status in ("unknown", "civilian") and _noun(scene, figure) not in CIVILIANS and _with_force(scene, figure):
        return "mixed"
    if status == "unknown" and _noun(scene, figure) in MEMBERS and _of_household(scene, figure):
        return "civilian"
    if status == "unknown" and again is not None and again.slots is not None:
        status = again.slots.status
    if status == "unknown" and (_among_forces(scene, figure) or in_battle(scene, figure)):
        return "military"
    lost = any(c.dep_ == "auxpass" for c in scene.paragraph.doc[figure.anchor].children)  # "five have been lost": tanks
    open_ = lost if figure.kind == "losses" else figure.kind == "abducted" and _anybody(scene, figure)
    if status == "unknown" and not open_:
        return FATES.get(figure.kind, status)
    return status


def _first(*found: Status) -> Status:
    """The first that says something."""
    return next((status for status in found if status != "unknown"), "unknown")


def of_wholes(scenes: Sequence[Scene], figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """People of whom a part are soldiers, or a part are said to be civilians, are mixed; all of one kind are that."""
    parts: dict[int, list[Figure]] = {}
    for n, figure in enumerate(figures):
        whole = figure.part_of if figure.part_of is not None else _among_earlier(scenes, figures, n)
        if whole is not None and figure.slots is not None:
            parts.setdefault(whole, []).append(figure)
    found = list(figures)
    for n, of_it in parts.items():
        slots = figures[n].slots
        if slots is None:
            continue
        kinds = {part.slots.status for part in of_it if part.slots is not None}
        belied = figures[n].people is None and slots.status in ONE_KIND and kinds - {slots.status, "unknown"}
        if slots.status == "unknown" or belied:
            found[n] = replace(figures[n], slots=replace(slots, status=_of_parts(scenes, figures[n], of_it)))
    return _as_repeated(found)


def _as_repeated(figures: list[Figure]) -> tuple[Figure, ...]:
    """A toll that is mixed where its parts are told is mixed wherever it is repeated."""
    first = [n if figure.repeats is None else figure.repeats for n, figure in enumerate(figures)]
    mixed = {
        first[n] for n, figure in enumerate(figures) if figure.slots is not None and figure.slots.status == "mixed"
    }
    for n, figure in enumerate(figures):
        if first[n] in mixed and figure.slots is not None and figure.slots.status == "unknown":
            figures[n] = replace(figure, slots=replace(figure.slots, status="mixed"))
    return tuple(figures)


def _of_parts(scenes: Sequence[Scene], whole: Figure, parts: Sequence[Figure]) -> Status:
    kinds = {part.slots.status for part in parts if part.slots is not None}
    counted = sum(part.number.low or 0 for part in parts)
    if len(kinds) == 1 and whole.number.high == counted > 0:
        return kinds.pop()
    if kinds & {"military", "mixed"} or any(_civilians(scenes[part.paragraph], part) for part in parts):
        return "mixed"
    return "unknown"


def _civilians(scene: Scene, figure: Figure) -> bool:
    """ "60 civilians", "40 of them were civilians": said in so many words, as if others were not."""
    noun, said = said_of(scene, figure)
    return _noun(scene, figure) in CIVILIANS or (
        noun is not None and said and scene.paragraph.doc[noun.head].lower_ in CIVILIANS
    )


def _noun(scene: Scene, figure: Figure) -> str:
    return scene.paragraph.doc[figure.people.head].lower_ if figure.people is not None else ""


def _among_earlier(scenes: Sequence[Scene], figures: Sequence[Figure], n: int) -> int | None:
    """ "81 people were killed. Among them were 48 civilians": the figure before, of the same kind, that may hold it."""
    figure = figures[n]
    doc = scenes[figure.paragraph].paragraph.doc
    first = figure.tokens[0]
    start = max(doc[first].sent.start, first - AMONG)
    opens = any(doc[i].lower_ == "among" and doc[i + 1].lower_ in TOLD_OF for i in range(start, first))
    if not opens or n == 0 or figure.kind is None:
        return None
    if figures[n - 1].paragraph != figure.paragraph or figures[n - 1].kind != figure.kind:
        return None
    whole = figures[n - 1].number
    return n - 1 if whole.high is None or (figure.number.low or 0) <= whole.high else None


def _anybody(scene: Scene, figure: Figure) -> bool:
    """ "250 were seized", "26 people", "the men": the noun leaves open whether soldiers are among them."""
    return figure.people is None or scene.paragraph.doc[figure.people.head].lower_ in ANYBODY


def _of_losers(scene: Scene, figure: Figure, losers: Sequence[int], of_men: bool) -> Status:
    """ "rebel losses", "civilian deaths", "the army lost 12": what those are who lost them."""
    doc = scene.paragraph.doc
    words = {doc[i].lower_ for i in losers}
    kinds = {_side(word) for word in words}
    if "civilian" in kinds:
        return "civilian"
    if "military" in kinds or words & ENEMY:
        return "military"
    if any(n.tokens[0] <= i < n.tokens[1] and n.type == "armed_force" for n in scene.names for i in losers):
        return "military"
    named = [n for n in scene.names for i in losers if n.tokens[0] <= i < n.tokens[1]]
    fought = figure.kind in ("casualties", "losses") and any(
        is_battle(doc[i].sent) or (doc[i].tag_ in ("NNS", "NNPS") and not is_sheltered(doc[i].sent)) for i in losers
    )  # "the Danes had 900 casualties"
    return "military" if named and (of_men or fought) else "unknown"


def _side(word: str) -> Status:
    """What a word before "losses" or "deaths" says: a noun of people or a word that makes people military, civilian."""
    kind = people.kind_of(word)
    if kind == "unknown" and word in people.words().civilian:
        return "civilian"
    return "military" if kind == "unknown" and word in people.words().military else kind


def _before_deaths(scene: Scene, figure: Figure) -> Status:
    """ "164 civilian deaths", "12 police casualties": the word between the number and what happened."""
    doc = scene.paragraph.doc
    first, end = figure.number.core_tokens[1], figure.anchor
    if figure.people is not None or not 0 < end - first <= BETWEEN or doc[end].lower_ not in HARMED:
        return "unknown"
    kinds = {_side(doc[i].lower_) for i in range(first, end)} & ONE_KIND
    return next(iter(kinds)) if len(kinds) == 1 else "unknown"


def _predicate(scene: Scene, figure: Figure, given: Figure | None) -> Status:
    """ "two of them were soldiers", "28 of them children", "eight are army": what is said of them."""
    noun, said = said_of(scene, figure)
    soldiers = given is not None and given.slots is not None and given.slots.status == "military"
    if noun is None or (soldiers and noun.group in ("women", "children")):
        return "unknown"  # "eleven rebels, four of them women"
    return noun.status if said else "unknown"


def _own(scene: Scene, figure: Figure) -> Status:
    """Of the noun itself, of the nouns coordinated with it, of the group that the phrase names."""
    first, end = figure.tokens
    if figure.people is None or figure.people.status == "unknown":
        named = [n for n in scene.names if first <= n.tokens[0] < end + 3 and _is_force(scene, n)]
        between = _between(scene, end, named[0].tokens[0]) if named else []
        force = bool(named) and named[0].type == "armed_force"
        if named and ((figure.people is None and force) or named[0].tokens[0] < end or {"of", "from"} & set(between)):
            return "military"
    if figure.people is None:
        return "unknown"
    head = scene.paragraph.doc[figure.people.head]
    if head.lower_ in HELD_OR_DEAD:
        said = _of_modifiers(head)
        if said != "unknown":
            return said
    joined = _coordinated(head)
    if any(_is_counted(c) for token in joined for c in token.children):
        return figure.people.status  # "12 soldiers and 3 civilians": each has its own count
    heads = {token.i for token in joined}
    found = {figure.people.status, *(p.status for p in scene.people if p.head in heads)}
    if {"military", "civilian"} <= found:
        return "mixed"
    return "civilian" if found == {"unknown", "civilian"} else figure.people.status  # "men and boys"


def _is_force(scene: Scene, name: Name) -> bool:
    """An armed force, the police, or what is named by such a word ("the Armed Forces")."""
    by_noun = people.kind_of(scene.paragraph.doc[name.tokens[1] - 1].lower_) == "military"
    return name.type == "armed_force" or (name.type == "organization" and (name.sector in FORCES or by_noun))


def _of_modifiers(head: Token) -> Status:
    """ "police hostages", "refugee corpses", "prisoners of war": the words beside the noun say what they are."""
    if any(t.lower_ == "war" for t in tree.of_phrase(head)):
        return "military"
    kinds = {_side(t.lower_) for t in head.lefts if t.dep_ in ("amod", "compound", "nmod")} & ONE_KIND
    return next(iter(kinds)) if len(kinds) == 1 else "unknown"


def _is_counted(word: Token) -> bool:
    """ "two soldiers and a villager", "50 Danes and several soldiers", "and their driver": the second noun has its own
    count."""
    one = word.dep_ == "poss" and word.tag_ == "PRP$" and word.head.tag_ == "NN"
    return word.dep_ == "nummod" or one or (word.i < word.head.i and word.lower_ in COUNTING)


def _coordinated(head: Token) -> list[Token]:
    """The next nouns of the same list, a few at most: "soldiers, policemen and villagers"."""
    found: list[Token] = []
    while len(found) < LISTED:
        following = next((c for c in head.children if c.dep_ == "conj" and c.i > head.i), None)
        if following is None:
            break
        found.append(following)
        head = following
    return found


def _between(scene: Scene, start: int, end: int) -> list[str]:
    return [t.lower_ for t in scene.paragraph.doc[start:end]]


def _before(scene: Scene, figure: Figure) -> Status:
    """ "A policeman was killed and six others were hurt": the people named before in the sentence.

    Not in "the toll, given to journalists, exceeded 100": a toll has its people before it, or before the next comma.
    """
    start, end = scene.paragraph.doc[figure.tokens[0]].sent.start, figure.tokens[0]
    if _of_another_thing(scene.paragraph.doc[figure.anchor]):
        return "unknown"
    if figure.event is not None and figure.event.voice == "amount":
        after = figure.event.tokens[1]
        end = next((i for i in range(after, end) if scene.paragraph.lower[i] == ","), end)
    doc = scene.paragraph.doc
    before = [p for p in scene.people if start <= p.head < end and not _acts(scene, figure, p.head)]
    before = [p for p in before if not _attacks(doc[p.head]) and not _is_included(doc, p.tokens[0])]
    before = [p for p in before if doc[p.head].dep_ not in ("compound", "nmod")]  # "a police raid", "Police Chief Ng"
    if holds_others(scene, figure):
        return "mixed" if any(p.status == "military" for p in before) else "unknown"
    return before[-1].status if before else "unknown"


def _attacks(noun: Token) -> bool:
    """ "Gunmen storm village, 12 killed": whoever attacks is not who died."""
    return noun.dep_ == "nsubj" and people.is_irregular(noun.lower_) and noun.head.lower_ in _attacking()


@cache
def _attacking() -> frozenset[str]:
    return frozenset(f for base in load("troops").lists["engaging"] for f in inflect.verb(base.split()[0]).all())


def _is_included(doc: Doc, first: int) -> bool:
    """ "…, including seven soldiers, and dozens were hurt": what a part is says nothing of the next."""
    return any(t.lower_ == "including" for t in doc[max(0, first - INCLUDED) : first])


def _of_another_thing(verb: Token) -> bool:
    """ "guerrillas fight a war that has claimed 60 lives": a clause about the war, which did it."""
    while verb.dep_ in ("xcomp", "pcomp", "prep", "advcl", "conj", "pobj", "dobj", "amod", "acl"):
        verb = verb.head
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    relative = verb.dep_ == "relcl" and own is not None and own.lower_ in ("which", "that")
    return relative and people.kind_of(verb.head.lower_) == "unknown"


def _acts(scene: Scene, figure: Figure, head: int) -> bool:
    """They speak or did it: "police speak of 12 dead", "the gunman killed 12"."""
    if figure.event is not None and figure.event.agent == head:
        return True
    token = scene.paragraph.doc[head]
    if token.dep_ in ("nsubj", "agent", "poss") or (token.dep_ == "pobj" and token.head.lower_ == "by"):
        anchor = scene.paragraph.doc[figure.anchor]
        governed = token.head in (anchor, *anchor.ancestors)
        return governed and token.head.lower_ not in tree.BE
    if any(c.paragraph == scene.paragraph.index and token.head.i in range(*c.tokens) for _, c in scene.cues):
        return True  # "told reporters"
    place = scene.paragraph.offsets(head, head + 1)[0]
    return any(start <= place < end for _, cue in scene.cues for start, end in cue.sources)


def _among_forces(scene: Scene, figure: Figure) -> bool:
    """ "men", "officers", "members" where the paragraph has spoken of a force, and no women or children beside them."""
    people = figure.people
    if people is None or people.grade != "context" or figure.number.indefinite:
        return False  # "a man": nobody says that he is one of them
    doc = scene.paragraph.doc
    if doc[people.head].lower_ in OFFICERS or (figure.kind == "losses" and doc[people.head].lower_ == "men"):
        return True  # "the men we lost"
    if figure.kind in ("abducted", "missing"):
        return False
    if doc[people.head].lower_ == "members" and _of_no_force(doc[people.head]):
        return False
    sentence = doc[figure.tokens[0]].sent
    if any(p.group in ("children", "women") for p in scene.people if sentence.start <= p.head < sentence.end):
        return False
    doer = figure.event.agent if figure.event is not None and figure.event.agent is not None else people.head
    others = {people.head, doer}  # who did it says nothing of those to whom it was done
    if any(p.status == "military" and p.head not in others for p in scene.people if p.head < sentence.end):
        return True
    named = (n for n in scene.names if n.type == "armed_force" and n.tokens[0] < sentence.end)
    return any(not n.tokens[0] <= doer < n.tokens[1] for n in named)


def _of_household(scene: Scene, figure: Figure) -> bool:
    """ "seven crew members", "nine members of the nursing staff"."""
    assert figure.people is not None
    head = scene.paragraph.doc[figure.people.head]
    said = [c for c in head.lefts if c.dep_ == "compound"] + tree.of_phrase(head)
    return any(t.lower_ in scene_words("households") for t in (*said, *(c for t in said for c in t.lefts)))


def _of_no_force(members: Token) -> bool:
    """ "crew members", "members of the nursing staff": what they are members of is no force."""
    said = [c for c in members.lefts if c.dep_ == "compound"] + tree.of_phrase(members)
    return any(t.lower_ in NO_FORCES for t in said)


def _with_force(scene: Scene, figure: Figure) -> bool:
    """ "17 people, most of them soldiers", "including two bombers": a breakdown of them names a force."""
    doc = scene.paragraph.doc
    end = figure.tokens[1]
    sentence_end = doc[end - 1].sent.end
    for i in range(end, min(sentence_end, end + SPAN)):
        if doc[i].lower_ in QUOTES:
            return False
        if doc[i].lower_ in BREAKDOWN and (i == end or doc[i - 1].lower_ in OPENERS):
            clause = (t.i for t in doc[i:sentence_end] if t.dep_ == "mark")  # "…, before the rebels fled"
            sentence_end = next(clause, sentence_end)
            sentence_end = next((t.i for t in doc[i:sentence_end] if t.lower_ in QUOTES), sentence_end)
            nouns = [p for p in scene.people if i < p.head < min(sentence_end, i + SPAN)]
            nouns = [p for p in nouns if not _acts(scene, figure, p.head)]
            mostly = doc[i].lower_ in MOSTLY and bool(nouns) and nouns[0].head - i <= BETWEEN
            return any(p.status == "military" for p in nouns) or (mostly and nouns[0].status == "civilian")
    return False
