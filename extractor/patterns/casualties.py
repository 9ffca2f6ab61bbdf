"""What happens to people: the cues, and where those stand to whom it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from spacy.tokens import Token

from extractor.model import Event, Number
from extractor.patterns import lexicon, people, tree
from extractor.patterns.casualties_pairs import paired
from extractor.patterns.casualties_shapes import SEEKING, event_of, label, lives, lost_touch, numbered, sought, toll
from extractor.patterns.casualties_words import (
    ELSEWHERE,
    LIVES,
    amount_verbs,
    awaited,
    borne,
    captivity,
    cases_of,
    decided,
    done_by_others,
    done_to,
    held_before,
    is_captor,
    itemised_after,
    left_so,
    listed_after,
    listing_verbs,
    of_bodies,
    others_before,
    outermost,
    shared_objects,
    taking,
    those_meant,
    verb_in_headline,
    words_of,
)
from extractor.patterns.lexicon import Rule
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.triggers import Hit, Index, amounts_after, amounts_before, expanded, noun_hits, verb_hits

AMOUNT_OF: Final = 9  # tokens between "number of" and its cue
SOUGHT: Final = frozenset({"sought", "searched", "looked"})
FALLEN: Final = frozenset({"fallen"})
JAILS: Final = frozenset({"prison", "prisons", "jail", "jails", "inmate", "inmates", "convicted", "pardoned"})
HEADLINE: Final = frozenset({"die", "perish", "drown"})
CARE: Final = frozenset({"hospital", "hospitals", "clinic", "clinics", "safety", "doctors", "morgue", "part", "heart"})
KEPT: Final = frozenset({"held", "kept"})
ENDED: Final = (
    ("on",),
    ("since",),
    ("last",),
    ("when",),
    (".",),
    (";",),
)  # behind "were taken", no destination follows
THEY: Final = frozenset({"they", "who"})
HIJACK: Final = frozenset({"hijack", "comman"})
LYING: Final = frozenset({"remain", "remains", "remained", "lie", "lies", "lay"})
Shape = Callable[[Paragraph, Hit, Sequence[Number]], Iterator[Event]]


@cache
def _index() -> Index:
    """All words of the family, by shape; and what takes a count away: arrested, released people are no figure."""
    family = lexicon.load("casualties")
    index = Index()
    for rule in family.rules:
        for name in (*rule.words.get("verbs", ()),):
            index.add_verbs(expanded(family.lists[name], family.lists), rule)
        for key in ("nouns", "words", "labels"):
            for name in rule.words.get(key, ()):
                phrases = expanded(family.lists[name], family.lists)
                index.add_nouns(phrases, rule, plurals=key == "nouns")
    for shape, name in (("transitive", "others"), ("noun", "other_nouns")):
        rule = Rule("casualties", f"casualties.other.{shape}", shape, {}, {}, (), "")
        if shape == "noun":
            index.add_nouns(family.lists[name], rule)
        else:
            index.add_verbs(family.lists[name], rule)
    return index.close()


def find(paragraph: Paragraph, numbers: Sequence[Number]) -> tuple[Event, ...]:
    """Every casualty cue of a paragraph, in order."""
    index = _index()
    events: list[Event] = []
    for hits in (verb_hits, noun_hits):
        for hit in hits(paragraph, index):
            if "kind" not in hit.rule.gives and awaited(paragraph, hit.head):
                continue
            events += SHAPES[hit.rule.shape](paragraph, hit, numbers)
    events = [e for e in outermost(events) if not of_bodies(paragraph, e)]
    labels = {i for e in events if e.voice == "label" for i in range(*e.tokens)}
    events = [e for e in events if e.voice == "label" or e.head not in labels]
    verbs = {e.head for e in events if e.voice in ("active", "passive") and paragraph.doc[e.head].tag_ != "NN"}
    events = [e for e in events if e.voice not in ("noun", "state") or e.head not in verbs or _nominal(paragraph, e)]
    events += list(_quantities(paragraph, events, numbers))
    return tuple(paired(paragraph, sorted(events, key=lambda event: (event.span, event.rule))))


def _quantities(paragraph: Paragraph, events: Sequence[Event], numbers: Sequence[Number]) -> Iterator[Event]:
    """ "the number of wounded shoppers was put at between six and 20": the cue stands in the of-phrase."""
    doc = paragraph.doc
    heads = {
        i: doc[i] for i, low in enumerate(paragraph.lower) if low in ("number", "amount", "total", "count", "tally")
    }
    for event in events:
        for place in range(max(0, event.head - AMOUNT_OF), event.head):
            if place not in heads or place + 1 >= len(doc) or doc[place + 1].lower_ not in ("of", "killed", "wounded"):
                continue
            end = event.tokens[1]
            opened = place - 1 if place and doc[place - 1].lower_ in ("the", "its", "their") else place
            places = amounts_after(doc, end, numbers, amount_verbs()) or amounts_before(doc, opened, numbers)
            if places:
                yield replace(event, counted=tuple(places), voice="amount")
                break


def _nominal(paragraph: Paragraph, event: Event) -> bool:
    """A participle that is a noun: "the wounded", "dozens of wounded", "among the captured"."""
    before = event.tokens[0] - 1
    if event.tokens[1] - event.tokens[0] > 1:
        return True
    return before >= 0 and paragraph.doc[before].lower_ in ("the", "of", "its", "their")


def pair(_paragraph: Paragraph, _hit: Hit, _: Sequence[Number]) -> Iterator[Event]:
    """Made of two other cues; see ``casualties_pairs``."""
    return iter(())


def transitive(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """The object of an active verb, the subject of a passive one, the noun before a participle."""
    verb = paragraph.doc[hit.head]
    yield from _those_listed(paragraph, hit, numbers)
    if verb.tag_ not in tree.VERB_TAGS and verb.tag_ != "JJ":
        if verb_in_headline(paragraph, hit, numbers):  # "BOMB KILLS 9", "kills four, wounds 11"
            yield event_of(paragraph, hit, [], "active")
        elif verb.tag_ in ("NN", "NNP"):  # "killing" read as a noun: "the killing of 12"
            yield event_of(paragraph, hit, tree.of_phrase(verb), "noun")
        return
    if verb.dep_ == "amod" and verb.tag_ in ("VBN", "JJ", "VBD"):
        yield event_of(paragraph, hit, [verb.head], "modifier")
        return
    subjects = [] if others_before(verb) else tree.subjects(verb)
    objects = [token for token in tree.objects(verb) if token.i not in hit.tokens or token.tag_ == "NNS"]
    objects += those_meant(verb, objects) or shared_objects(verb, objects)
    if not objects and verb.dep_ == "relcl" and done_by_others(verb):
        objects = [verb.head]  # "the seven soldiers they hold"
    if tree.is_passive(verb) or (hit.participle and not tree.has_own(verb, "aux")):
        agents = tree.of_phrase(verb, "by")
        yield event_of(paragraph, hit, subjects, "passive", agents[0] if agents else None)
    elif objects:
        yield event_of(paragraph, hit, objects, "active", subjects[0] if subjects else None)
    elif verb.tag_ in ("VBN", "VBD", "JJ") or left_so(verb):  # headlines: "12 killed in blast"
        yield event_of(paragraph, hit, subjects, "passive")
    else:
        yield event_of(paragraph, hit, tree.of_phrase(verb), "active", subjects[0] if subjects else None)


def shot(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "Three were shot", "gunmen shot three": who is shot at may not be hit."""
    verb = paragraph.doc[hit.head]
    if _hits(verb) and not held_before(verb):
        yield from transitive(paragraph, hit, numbers)


def executed(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "Three were lined up and shot": who could not get away."""
    verb = paragraph.doc[hit.head]
    if _hits(verb) and held_before(verb):
        yield from transitive(paragraph, hit, numbers)


def _hits(verb: Token) -> bool:
    """Not "shot at": in the passive with its auxiliary, or with whom it hits as its object."""
    doc = verb.doc
    aimed = verb.i + 2 < len(doc) and verb.nbor().lower_ in ("at", "down") and verb.nbor(2).tag_ in (".", ",", "IN")
    passive = tree.has_own(verb, "auxpass") or (verb.dep_ == "conj" and tree.is_passive(verb))
    return not aimed and (passive or tree.has_own(verb, "dobj"))


def captors(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "The rebels hold 60 villagers", "five nurses were taken by pirates": only where one of the list does it."""
    verb = paragraph.doc[hit.head]
    if any(t.lower_ in CARE for t in verb.subtree if t.i > hit.head):
        return
    passive = tree.is_passive(verb)
    doers = tree.of_phrase(verb, "by") if passive else tree.subjects(verb)
    following = paragraph.lower[verb.i + 1 : verb.i + 2]
    unnamed = not doers and (verb.lower_ in KEPT or following in ENDED)
    holds = verb.tag_ == "VBG" and any(doer.lower_ == "it" for doer in doers)  # a group "is holding", a hall "holds"
    told = unnamed if passive else holds or any(doer.lower_ in THEY for doer in doers)
    if any(is_captor(doer) for doer in doers) or (told and captivity(paragraph)):
        yield from transitive(paragraph, hit, numbers)


def aboard(paragraph: Paragraph, hit: Hit, _: Sequence[Number]) -> Iterator[Event]:
    """ "Hijacked a tanker with 22 sailors": those on board are taken with it; of other verbs only by pirates."""
    verb = paragraph.doc[hit.head]
    if verb.tag_ not in tree.VERB_TAGS:
        return
    passive = tree.is_passive(verb)
    doers = tree.of_phrase(verb, "by") if passive else tree.subjects(verb)
    if verb.lower_[:6] not in HIJACK and not any(is_captor(doer) for doer in doers):
        return
    crafts = [t for t in (tree.subjects(verb) if passive else tree.objects(verb)) if t.lower_ in words_of("crafts")]
    if crafts:
        verbs = [verb, *crafts]
        counted = [t for each in verbs for t in tree.of_phrase(each, "with")]
        counted += [t for craft in crafts for c in craft.children if c.lower_ == "carrying" for t in tree.objects(c)]
        yield replace(event_of(paragraph, hit, counted, "active"), bare=False)


def treated(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "The hospital admitted 45": told as past, where something does harm and no illness is named."""
    verb = paragraph.doc[hit.head]
    if verb.tag_ not in ("VBD", "VBN") or not {*paragraph.lower} & words_of("harming"):
        return
    if any(t.lower_ in ("for", "with", "of") and t.head == verb for t in verb.rights):
        return
    passive = tree.is_passive(verb)
    doers = tree.of_phrase(verb, "by", "at", "in") if passive else tree.subjects(verb)
    if any(doer.lower_ in words_of("healers") for doer in doers):
        yield from transitive(paragraph, hit, numbers)


def _those_listed(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "the hostages killed there included nine Danes", "those wounded were 12 miners"."""
    verb = paragraph.doc[hit.head]
    if verb.tag_ != "VBN" or verb.dep_ not in ("acl", "amod"):
        return
    end = hit.tokens[-1] + 1
    places = amounts_after(paragraph.doc, end, [n for n in numbers if n.tokens[0] > end], listing_verbs())
    places = places or listed_after(paragraph, end, numbers)
    if places:
        yield event_of(paragraph, hit, [paragraph.doc[place] for place in places], "amount")


def intransitive(paragraph: Paragraph, hit: Hit, _: Sequence[Number]) -> Iterator[Event]:
    """The subject is whom it happens to."""
    verb = paragraph.doc[hit.head]
    if verb.tag_ in tree.VERB_TAGS:
        yield event_of(paragraph, hit, tree.subjects(verb), "passive")
    elif hit.head and verb.lower_ in HEADLINE and (verb.nbor(-1).like_num or verb.nbor(-1).tag_ in ("NNS", "NNPS")):
        yield event_of(paragraph, hit, [verb.nbor(-1)], "passive")  # "12 DIE AS TRAWLER CAPSIZES"


def falling(paragraph: Paragraph, hit: Hit, _: Sequence[Number]) -> Iterator[Event]:
    """ "52 officers fell": soldiers, and nowhere to."""
    doc = paragraph.doc
    verb = doc[hit.head]
    following = doc[hit.head + 1].lower_ if hit.head + 1 < len(doc) else "."
    if verb.tag_ not in tree.VERB_TAGS or following in ELSEWHERE or any(c.dep_ == "prt" for c in verb.children):
        return  # "two generals fell out over a map"
    fallen = [t for t in tree.subjects(verb) if t.tag_ == "CD" or t.like_num or _armed(paragraph, t)]
    if fallen:
        yield event_of(paragraph, hit, fallen, "passive")


def _armed(paragraph: Paragraph, token: Token) -> bool:
    """The noun is of soldiers, or of men who may be some."""
    found = people.at(paragraph, token.i)
    return found is not None and found.grade in ("force", "context")


def noun(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "12 deaths", "the deaths of 12", "12 dead"."""
    head = paragraph.doc[hit.head]
    if head.tag_ == "VB":
        return  # "to capture the attention of"
    counted = [head, *(tree.of_phrase(head, "of", "to") or done_to(head)), *cases_of(paragraph, hit)]
    if "held" in hit.rule.traits and _modifies(paragraph, hit.tokens[-1]):
        return  # "a captive audience"
    if "noun_only" in hit.rule.traits and head.tag_ not in ("NNS", "NN"):
        return
    plural = head.tag_ == "NNS" or head.tag_.startswith(("JJ", "VB"))
    verbs = amount_verbs() | listing_verbs() if plural else listing_verbs()
    if head.dep_ == "pobj" and head.head.head.lower_ == "addition":  # "in addition to the dead, a nurse was hurt"
        counted = []
    lives_lost = hit.rule.gives.get("kind") == "losses" and any(t.lower_ in LIVES for t in counted)
    event = event_of(paragraph, hit, counted, "noun")
    yield replace(event, kind="killed") if lives_lost else event
    places = amounts_after(paragraph.doc, hit.tokens[-1] + 1, numbers, verbs)
    places = places or listed_after(paragraph, hit.tokens[-1] + 1, numbers)
    places = places or itemised_after(paragraph, hit.tokens[-1] + 1, numbers)
    if places:
        yield event_of(paragraph, hit, [paragraph.doc[place] for place in places], "amount")


def _modifies(paragraph: Paragraph, last: int) -> bool:
    """A noun that is of no people follows, to which the word belongs."""
    following = paragraph.tags[last + 1 : last + 2]
    return following in (("NN",), ("NNS",)) and people.at(paragraph, last + 1) is None


def bones(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "Exhumed 90 skeletons": where a paragraph tells of a grave, not of a museum."""
    if not words_of("grave_words").isdisjoint(paragraph.vocabulary):
        yield from noun(paragraph, hit, numbers)


def taken(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "counted 70 prisoners", "1,850 prisoners had been taken": nouns of those whom an army has."""
    verb = tree.clause_verb(paragraph.doc[hit.head])
    opened = bool({"among", "including"} & {*paragraph.lower[max(0, hit.tokens[0] - 5) : hit.tokens[0]]})
    if (verb.lower_ in taking() or opened) and JAILS.isdisjoint(paragraph.lower):
        yield from noun(paragraph, hit, numbers)


def before(paragraph: Paragraph, hit: Hit, _: Sequence[Number]) -> Iterator[Event]:
    """ "search for 12 fishermen": a phrase directly before its people; the police search for others, judges decide."""
    doc = paragraph.doc
    before_it = doc[doc[hit.head].sent.start : hit.tokens[0]]
    if "searched" in hit.rule.traits and any(t.lower_ in SEEKING for t in before_it):
        return
    if doc[hit.tokens[0]].lower_ == "fate" and any(t.lower_ in decided() for t in doc[hit.head].sent):
        return
    if paragraph.lower[hit.tokens[0] : hit.tokens[-1] + 1] == ("contact", "with") and not lost_touch(
        doc[hit.tokens[0]]
    ):
        return  # "had contact with 12 traders"
    yield event_of(paragraph, hit, [], "active")


def state(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "12 are missing", "left 12 dead", "12 dead"."""
    word = paragraph.doc[hit.head]
    if word.tag_ == "VBN" and word.lower_ in FALLEN and tree.has_own(word, "aux"):
        return  # "has fallen": a verb, see ``falling``
    if word.lower_ == "hostage" and hit.head + 1 < len(paragraph.doc) and word.nbor().tag_ == "HYPH":
        return  # "hostage-takers"
    if not SOUGHT.isdisjoint(paragraph.lower[hit.tokens[0] : hit.tokens[-1] + 1]) and any(
        t.lower_ in SEEKING for t in word.sent
    ):
        return  # "three men are being sought by the police"
    if word.dep_ == "compound" and word.head.i == word.i + 1 and word.head.tag_ in ("NN", "NNP"):
        return  # "a hostage exchange", "the hostage crisis"
    if len(hit.tokens) == 1 and paragraph.lower[hit.head - 1 : hit.head] == ("the",):
        behind = hit.head + 1  # "the missing include six nuns"
        places = amounts_after(paragraph.doc, behind, numbers, listing_verbs())
        if places := places or listed_after(paragraph, behind, numbers):
            yield event_of(paragraph, hit, [paragraph.doc[place] for place in places], "amount")
    counted: list[Token] = []
    if word.dep_ in ("acomp", "attr", "oprd", "xcomp", "advcl", "conj"):
        verb = word.head
        counted = tree.objects(verb) or tree.subjects(verb)
        beside = word.nbor(-1) if word.i else word
        if word.dep_ == "advcl" and beside.tag_ == "NNS" and beside.dep_ in ("pobj", "dobj"):
            counted = [beside]  # "hunted for soldiers missing after the battle"
    elif word.dep_ in ("amod", "acl", "appos", "advmod"):
        counted = [word.head]
    elif word.tag_ in ("VBN", "VBD"):
        counted = tree.subjects(word)
    first = paragraph.doc[hit.tokens[0]]
    verb = tree.clause_verb(first)
    if len(hit.tokens) > 1 and (not counted or first.lower_ == "among") and verb.lower_ in tree.BE | LYING:
        counted = tree.subjects(verb)
    elif len(hit.tokens) > 1 and not counted and verb.i < first.i and borne(verb, first):
        counted = tree.subjects(verb) if tree.is_passive(verb) else tree.objects(verb) or tree.subjects(verb)
    counted += [child for child in word.children if child.dep_ in ("nsubj", "nummod")]
    yield event_of(paragraph, hit, counted, "state")


def costing(paragraph: Paragraph, hit: Hit, _: Sequence[Number]) -> Iterator[Event]:
    """ "Cost the attackers 1,100 men", "at a cost of 1,100 men": soldiers, or men who may be some."""
    head = paragraph.doc[hit.head]
    named = [t for holder in (head, *tree.of_phrase(head, "to")) for t in tree.of_phrase(holder)]
    lost = [t for t in (*tree.objects(head), *named) if _armed(paragraph, t) and t.i > hit.head]
    if lost:
        yield event_of(paragraph, hit, lost, "active")


SHAPES: Final[dict[str, Shape]] = {
    "transitive": transitive,
    "intransitive": intransitive,
    "falling": falling,
    "noun": noun,
    "before": before,
    "sought": sought,
    "state": state,
    "toll": toll,
    "lives": lives,
    "costing": costing,
    "label": label,
    "taken": taken,
    "captors": captors,
    "shot": shot,
    "executed": executed,
    "aboard": aboard,
    "treated": treated,
    "bones": bones,
    "numbered": numbered,
    "pair": pair,
}
