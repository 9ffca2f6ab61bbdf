"""Which names of a sentence stand for a place in which something may have happened."""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.tokens import Token

from extractor.linking.antecedent import gapped
from extractor.linking.scene import Scene, scene_words
from extractor.model import Name
from extractor.patterns import inflect, tree

LOCATIVE: Final = frozenset(
    "in at near around outside inside on across throughout within over off along between through toward towards into to"
    " from for against above of beside north south east west onto under behind beyond by".split()
)
WEAK: Final = frozenset({"of", "for", "against", "by", "from"})  # they may stand before what is no scene
# Where those hurt are brought or the dead lie.
CARE: Final = frozenset({"hospital", "hospitals", "mortuary", "morgue", "clinic", "infirmary", "cemetery"})
WAY: Final = 14  # tokens between a place and the one from which the way to it is measured
SIDES: Final = ("north", "south", "east", "west")
COMPOUND: Final = frozenset({"NN", "NNP", "NNPS", "JJ", "HYPH", "POS", "VBG", "VBN"})
LETTERS: Final = 4  # "USA" and "UAE" have fewer, "IRAQ" in a headline in capitals has as many
MARKS: Final = frozenset({":", ".", ";", "–", "—", "|"})  # between the heading of an entry and what it tells
HEADING: Final = 7  # tokens of a heading behind its place
CHAIN: Final = frozenset({"compound", "nmod", "poss", "conj", "appos", "amod", "npadvmod"})


def candidates(scene: Scene, start: int, end: int) -> list[Name]:
    """Names of places in the tokens ``[start, end)`` that stand for a place, not for its government."""
    found: list[Name] = []
    for name in scene.names:
        if name.type not in ("place", "country") or name.surface in ("demonym", "pronoun"):
            continue
        if not start <= name.tokens[0] < end or (name.metonym and not struck(scene, name)):
            continue
        if not is_scene(scene, name) or _speaks(scene, name):
            continue
        if gapped(scene, name) or _lives_there(scene, name):
            continue
        if found and _measured_from(scene, found[-1], name):
            continue
        if found and name.tokens[0] - found[-1].tokens[1] <= 1 and found[-1].type == "place":
            between = scene.paragraph.doc[found[-1].tokens[1] : name.tokens[0]].text
            if between in (",", "(", ""):
                continue  # "Mosul, Iraq": the first is the more specific
        if found and name.type == "place" and _owns(scene, found[-1], name):
            found.pop()  # "Iraq's Mosul district"
        if found and name.surface == "description" and found[-1].tokens[0] >= name.tokens[0]:
            found.pop()  # "the country's south" is not the country
        if found and found[-1].surface == "description" and name.tokens[1] <= found[-1].tokens[1]:
            continue  # "the Turkish border" is not Turkey
        found.append(name)
    return found


def is_continent(name: Name) -> bool:
    """ "Europe", "the Middle East": whatever else a sentence names says more of where people died, and that the next
    sentence plays there as well says nothing."""
    return name.key is not None and name.key in scene_words("continents")


def _speaks(scene: Scene, name: Name) -> bool:
    """It only tells who speaks: "the governor of Basra said"."""
    return any(start <= name.span[0] < end for _, cue in scene.cues for start, end in cue.sources)


def _owns(scene: Scene, owner: Name, name: Name) -> bool:
    end = owner.tokens[1]
    return end + 1 == name.tokens[0] and scene.paragraph.doc[end].text in ("'s", "’s")


def _measured_from(scene: Scene, place: Name, name: Name) -> bool:
    """ "Xyz, south of Abc", "Xyz, some 40 km from Abc": only a point from which the way to the place is measured."""
    words = [t.lower_ for t in scene.paragraph.doc[place.tokens[1] : name.tokens[0]]]
    if place.type == "country" or not 1 < len(words) <= WAY or not {"from", "of"}.intersection(words):
        return False
    return words[0] in (",", "(", "about", "some", *SIDES) and not scene_words("bearings").isdisjoint(words)


def _lives_there(scene: Scene, name: Name) -> bool:
    """ "sources in Xyz", "the ambassador to Xyz": where somebody is who tells of it, not where it happened."""
    token = scene.paragraph.doc[name.head]
    while token.dep_ in CHAIN and token.head != token:
        token = token.head
    return token.dep_ == "pobj" and token.head.head.lower_ in scene_words("tellers")


def witnessed(scene: Scene, start: int, end: int) -> Name | None:
    """ "the hospital in Xyz said that nine were hurt": the place of who tells of it because it happened there."""
    for name in scene.names:
        if name.type != "place" or name.surface != "name" or not start <= name.tokens[0] < end:
            continue
        if not (_speaks(scene, name) or _lives_there(scene, name)):
            continue
        token = scene.paragraph.doc[name.head]
        for _ in range(4):
            if token.lower_ in scene_words("witnesses"):
                return name
            if token.tag_ in tree.VERB_TAGS or token.head == token:
                break
            token = token.head
        if any(t.lower_ in scene_words("witnesses") for t in (token, *token.lefts)):
            return name
    return None


def headed(scene: Scene) -> Name | None:
    """ "Red Sea. A carrier was hit", "Xyz: 14 dead", "Xyz, 3 April 1983: 69 killed": the place for which an entry of a
    list, a bulletin, a chronicle stands. Not a dateline ("XYZ — "), nor a country: that may be whose dead are told."""
    doc = scene.paragraph.doc
    first = next((t.i for t in doc if t.is_alpha and not t.is_sent_end), 0)
    name = next((n for n in scene.names if n.tokens[0] >= first), None)
    if name is None or name.tokens[0] != first or name.surface != "name" or name.type != "place":
        return None
    if doc[first].text.isupper():
        return None
    for token in doc[name.tokens[1] : name.tokens[1] + HEADING]:
        if token.text in MARKS:
            return name if token.i + 1 < len(doc) else None
        if token.i == name.tokens[1] and token.text != ",":
            return None
        if token.ent_type_ != "DATE" and not token.like_num and token.text != ",":
            return None
    return None


def is_scene(scene: Scene, name: Name) -> bool:
    """Something may have happened there: behind a preposition, before an event, as the object that is entered."""
    token = scene.paragraph.doc[name.head]
    if _adjective(scene, name) and token.head.lower_ not in scene_words("grounds"):
        return False  # "on a U.S. base" may be anywhere, "on the U.S. border" is there
    if struck(scene, name):
        return True
    if _of_meeting(token) or _borne(token):
        return False
    prep = preposition(scene, name)
    if prep == "of" and token.dep_ in ("compound", "nmod") and token.head.lower_ in scene_words("units"):
        return False  # "cadres of the Xyz committee"
    if prep:
        return prep not in WEAK or name.type == "place" or name.surface == "name"
    if token.dep_ in ("compound", "nmod"):
        return name.type == "place" and token.head.tag_ in ("NN", "NNS")
    return name.type == "place" and (token.dep_ == "dobj" or (token.dep_ == "nsubjpass" and not name.named))


def _adjective(scene: Scene, name: Name) -> bool:
    """Letters for a country stand before a noun as its adjective does: "the U.S. embassy"."""
    token = scene.paragraph.doc[name.head]
    letters = token.text.replace(".", "")
    short = name.type == "country" and letters.isupper() and len(letters) < LETTERS
    return short and token.dep_ in ("compound", "nmod", "amod") and token.head.tag_ in ("NN", "NNS", "NNP", "NNPS")


def _of_meeting(token: Token) -> bool:
    """ "at the Xyz summit", "under the Xyz accord": where something was talked of."""
    return token.dep_ in ("compound", "nmod") and token.head.lower_ in scene_words("meetings")


def _borne(token: Token) -> bool:
    """ "takes a heavy toll on Xyz", "aggression against Xyz": what weighs on a state does not happen in one place."""
    prep = token.head
    if token.dep_ != "pobj" or prep.lower_ not in ("on", "against"):
        return False
    heavy = [t for t in prep.head.children if t.dep_ == "dobj" and t.i < prep.i]  # "took a toll on": of the verb
    return any(t.lower_ in scene_words("burdens") for t in (prep.head, *heavy))


def struck(scene: Scene, name: Name) -> bool:
    """What is told happened to it: "shelled Xyz", "Xyz came under fire", "the attack on Xyz", "the Xyz bombing"."""
    doc = scene.paragraph.doc
    token = doc[name.head]
    if _beside_strike(scene, name):
        return True
    if token.dep_ in ("compound", "nmod", "poss", "npadvmod") and token.head.i > token.i:
        if _is_strike(token.head):
            return all(t.tag_ in COMPOUND for t in doc[name.tokens[1] : token.head.i])
        if token.head.tag_ not in ("NN", "NNP") or token.dep_ == "poss":
            return False
        token = token.head  # "shelled the Xyz market"
    while token.dep_ in ("conj", "appos") and token.head.tag_ in tree.NOUN_TAGS:
        token = token.head
    head = token.head
    if token.dep_ in ("dobj", "nsubjpass"):
        return head.lower_ in _strikes() and not _figurative(head)
    if token.dep_ == "nsubj" and head.lower_ in scene_words("undergoing"):
        return any(_is_strike(t) for t in head.subtree if t.i > head.i and t.dep_ in ("dobj", "pobj"))
    if token.dep_ == "pobj" and head.lower_ in ("on", "against") and head.head.tag_ in ("NN", "NNS"):
        return _is_strike(head.head)
    return False


def _beside_strike(scene: Scene, name: Name) -> bool:
    """In a headline, which is parsed at random: "Jets bomb Xyz and Abc", "as Xyz fighting goes on"."""
    if scene.paragraph.kind != "headline":
        return False
    doc, (first, end) = scene.paragraph.doc, name.tokens
    if end < len(doc) and doc[end].lower_ in scene_words("happenings") and doc[end].lower_ not in _strikes():
        return True
    while first > 1 and doc[first - 1].lower_ in ("and", ",") and doc[first - 2].tag_ in tree.NOUN_TAGS:
        first -= 2
        while first and doc[first - 1].tag_ in ("NNP", "NNPS"):
            first -= 1
    return first > 0 and doc[first - 1].lower_ in _strikes()


def _is_strike(token: Token) -> bool:
    return token.lower_ in scene_words("happenings") and token.tag_ in ("NN", "NNS", "VBG")


@cache
def _strikes() -> frozenset[str]:
    return frozenset(form for base in scene_words("strikes") for form in inflect.verb(base).all())


def _figurative(verb: Token) -> bool:
    """ "hit Xyz with sanctions", "Xyz was hit by inflation"."""
    return any(
        t.dep_ == "pobj" and t.lower_ in scene_words("bloodless")
        for child in verb.children
        if child.lower_ in ("with", "by")
        for t in child.children
    )


def preposition(scene: Scene, name: Name) -> str:
    """The preposition that governs a name, lower case; "" where it has none."""
    token: Token = scene.paragraph.doc[name.head]
    for _ in range(5):
        if token.dep_ in ("pobj", "pcomp"):
            kind = token.head.head
            named = token.head.lower_ == "of" and kind.lower_ in scene_words("kinds") and kind.i == token.head.i - 1
            if not named:
                return token.head.lower_
            token = kind  # "in the town of Xyz"
            if token.dep_ == "pobj":
                return token.head.lower_
        if token.dep_ not in CHAIN or (token.dep_ == "compound" and token.head.tag_ in ("NN", "NNS")):
            break
        token = token.head
    before = name.tokens[0] - 1
    while before >= 0 and scene.paragraph.doc[before].tag_ in ("DT", "JJ", "NN", "RB"):
        before -= 1
    word = scene.paragraph.doc[before].lower_ if before >= 0 else ""
    return word if word in LOCATIVE else ""


def is_care(scene: Scene, name: Name) -> bool:
    """ "are treated at various hospitals", "were airlifted to Xyz": it hardly tells where they were hurt."""
    unnamed = not name.named and scene.paragraph.doc[name.head].lower_ in CARE
    return is_aftermath(scene, name) and (unnamed or preposition(scene, name) == "to")


def is_aftermath(scene: Scene, name: Name) -> bool:
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
