"""What forces do, and the nouns that hold a force."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final

from spacy.tokens import Doc, Token

from extractor.model import Event, Number
from extractor.patterns import inflect, lexicon, people, tree
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.triggers import AMOUNT_REACH, Hit, Index, amounts_after, event_at, noun_hits, verb_hits
from extractor.patterns.troops_beside import age, beside

# What stands between a force and the number of those whom it holds.
HOLDING: Final = (
    ("of",),
    ("with",),
    ("numbering",),
    ("totalling",),
    ("totaling",),
    ("comprising",),
    ("including",),
    ("consisting", "of"),
    ("composed", "of"),
    ("comprised", "of"),
    ("made", "up", "of"),
    ("consists", "of"),
    ("comprises",),
)
ARMY_REACH: Final = 14  # tokens between an army and its number: behind a longer stretch it is something else's
ROW: Final = 4  # tokens between a number and the force that is one phrase with it
STRONG_ROW: Final = 9  # "a 900-strong West African multi-national force"
STRONG_REACH: Final = 6  # tokens between a force and "3,000 strong"
OF_REACH: Final = 7  # tokens of the phrase behind "number of"
MEN_OF: Final = frozenset({"strong", "member", "man", "person", "soldier", "troop"})  # "a 30-man", "a 900-strong"
MOVED_BY_OTHERS: Final = frozenset({"deploy", "train", "recruit"})  # who sends, drills, hires is none of those counted
FITNESS: Final = frozenset({"fit", "available", "reaching", "eligible", "service", "age"})
THOUSAND: Final = 1_000  # "the 173 Airborne Brigade" is a name
HUNDRED: Final = 100  # "the 2,000 force"; "the 14 army" is a misprint
Shape = Callable[[Paragraph, Hit, Sequence[Number]], Iterator[Event]]


@cache
def _index() -> Index:
    family = lexicon.load("troops")
    index = Index()
    for rule in family.rules:
        for name in rule.words.get("verbs", ()):
            index.add_verbs(family.lists[name], rule)
        for name in rule.words.get("nouns", ()):
            index.add_nouns(family.lists[name], rule)
    return index.close()


@cache
def _amount_verbs() -> frozenset[str]:
    return inflect.verbs("troops", "amounts") | {"is", "are"}


def _changing_verbs() -> frozenset[str]:
    """The verbs by which somebody makes soldiers more or fewer."""
    return inflect.verbs("troops", "changing")


@cache
def _being_verbs() -> frozenset[str]:
    """The verbs by which soldiers themselves are a number."""
    return inflect.verbs("troops", "being") - {"including"}


def find(paragraph: Paragraph, numbers: Sequence[Number]) -> tuple[Event, ...]:
    """Every troop cue of a paragraph, in order."""
    index = _index()
    events: list[Event] = []
    for hits in (verb_hits, noun_hits):
        for hit in hits(paragraph, index):
            events += SHAPES[hit.rule.shape](paragraph, hit, numbers)
    events += _stated(paragraph, numbers)
    return tuple(sorted(events, key=lambda event: (event.span, event.rule)))


def moved(paragraph: Paragraph, hit: Hit, _: Sequence[Number]) -> Iterator[Event]:
    """Who is sent is the object of an active verb, else the subject."""
    verb = paragraph.doc[hit.head]
    if verb.tag_ not in tree.VERB_TAGS or verb.dep_ in ("aux", "auxpass"):
        return
    subjects, objects = tree.subjects(verb), tree.objects(verb)
    if objects and not tree.is_passive(verb):
        senders = hit.rule.gives["action"] in MOVED_BY_OTHERS and len(hit.tokens) == 1
        counted = objects if senders else [*objects, *subjects]
        yield event_at(paragraph, hit, counted, "active", subjects[0] if subjects else None, bare=True)
    else:
        yield event_at(paragraph, hit, subjects, "passive", bare=True)


def holder(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "a force of 3,000", "a 3,000-strong force", "a force made up of 42 men", "the army, 216,000 strong"."""
    doc = paragraph.doc
    head = doc[hit.head]
    if _in_presence(paragraph, hit):
        return
    end = hit.tokens[-1] + 1
    held = _held_from(doc, end)
    counted = [
        number.tokens[1] - 1
        for number in numbers
        if number.tokens[0] in held or (number.tokens[0] >= end and _so_strong(doc, number, end))
    ]
    counted += [
        number.core_tokens[1] - 1
        for number in numbers
        if 0 <= head.i - number.core_tokens[1] <= STRONG_ROW
        and head.i - number.core_tokens[1] <= _row(doc, number)
        and _strong(paragraph, number, head)
    ]
    if counted:
        yield event_at(paragraph, hit, [doc[i] for i in counted], "amount", bare=True)


def modified(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "The 2,000-troop withdrawal", "a 900 strong armed police force": by words for people."""
    doc = paragraph.doc
    counted = [
        number.core_tokens[1] - 1
        for number in numbers
        if 0 < hit.tokens[0] - number.core_tokens[1] <= STRONG_ROW
        and _by_men(doc, number.core_tokens[1], hit.tokens[0])
        and number.reason is None
    ]
    if counted:
        yield event_at(paragraph, hit, [doc[i] for i in counted], "amount", bare=True)


def _by_men(doc: Doc, start: int, end: int) -> bool:
    """ "-strong", "-troop", "strong" directly behind the number, and nothing but adjectives and names from there on."""
    row = [t for t in doc[start:end] if t.tag_ != "HYPH"]
    if not row or row[0].lower_ not in MEN_OF:
        return False
    return all(t.tag_ in ("JJ", "NNP", "NN", "VBN", "VBG", "CC") and not t.is_sent_start for t in row)


def _row(doc: Doc, number: Number) -> int:
    """How far from its number the noun may stand: behind "-strong" a row of words may come."""
    words = {t.lower_ for t in doc[number.core_tokens[1] - 1 : number.core_tokens[1] + 2]}
    many = (number.low or 0) >= THOUSAND
    return STRONG_ROW if many or any(word.endswith("strong") for word in words) else ROW


def _held_from(doc: Doc, end: int) -> list[int]:
    """Where the number may stand that a force holds: behind "of", "of about", "consisting of", "comprising"."""
    words = [t.lower_ for t in doc[end : end + 4]]
    if words and words[0] == ",":
        words, end = words[1:], end + 1
    for phrase in HOLDING:
        if tuple(words[: len(phrase)]) == phrase:
            return [end + len(phrase)]
    return []


def _so_strong(doc: Doc, number: Number, end: int) -> bool:
    """ "the guard, 250 strong": in the sentence of the noun, directly before "strong"."""
    after = number.tokens[1]
    return (
        after < len(doc)
        and doc[after].lower_ == "strong"
        and number.tokens[0] - end <= STRONG_REACH
        and not any(t.is_sent_start for t in doc[end:after])
    )


def _strong(paragraph: Paragraph, number: Number, head: Token) -> bool:
    """The number and the noun are one phrase through "-strong", "-member", "-man", or nothing."""
    doc = paragraph.doc
    between = [t.lower_ for t in doc[number.core_tokens[1] : head.i]]
    text = doc[number.core_tokens[1] - 1].lower_
    if any(w in MEN_OF for w in between) or "strong" in text:
        return True
    following = doc[head.i + 1].tag_ if head.i + 1 < len(doc) else ""
    if following in ("JJ", "NN", "NNS", "HYPH"):
        return False  # "120 battalion tactical groups"
    if head.lower_ not in _named("armies") or head.tag_ not in ("NN", "NNP"):
        return False
    if not between:
        return head.tag_ == "NN" and (number.low or 0) >= HUNDRED
    row = doc[number.core_tokens[1] : head.i]  # "the 9,000 UN-led stabilisation force"
    return (number.low or 0) >= THOUSAND and all(t.tag_ in ("NNP", "JJ", "HYPH", "VBN", "NN") for t in row)


def size(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "the number of troops rose from 9,000 to 16,000", "the army, now at 18,000, is to grow to 20,000"."""
    if _in_presence(paragraph, hit):
        return
    doc = paragraph.doc
    end = _past_people(paragraph, hit)
    if paragraph.lower[end : end + 1] and paragraph.lower[end] in FITNESS:
        return  # "manpower fit for service": who could be called up
    if end and doc[end - 1].tag_ == "NNS" and people.is_unit(doc[end - 1].lower_):
        return  # "the divisions rose to 12"
    if paragraph.tags[end : end + 1] == ("POS",) or _only_modifies(doc, end) or _aside(doc[end - 1]):
        return  # "the army's debts", "army helicopters", "those held in the army"
    reach = ARMY_REACH if is_army(doc[end - 1].lower_) else AMOUNT_REACH
    changed = bool(end) and _change_before(doc, hit.tokens[0])
    places = amounts_after(doc, end, numbers, _amount_verbs(), reach, changed) if end else []
    places = [place for place in places if not _of_object(doc, end - 1, place)]
    if end == hit.head + 1 and _is_band(paragraph, hit.head):
        places = [place for place in places if _reached_by(doc[end - 1], doc[place])]
    if places:
        yield event_at(paragraph, hit, [doc[place] for place in places], "amount", bare=True)


def _reached_by(band: Token, number: Token) -> bool:
    """ "The band had grown to 60": its own verb says so, not one of a later clause."""
    verb = band.head
    own = band.dep_ in tree.SUBJECTS and tree.clause_verb(number) == verb
    return own and verb.lower_ not in inflect.verbs("troops", "numbering")  # a rule of its own


def _change_before(doc: Doc, start: int) -> bool:
    """ "A reduction in the number of", "the growth of its army": the noun that the phrase belongs to says so."""
    while start and doc[start - 1].tag_ in ("DT", "JJ", "PRP$", "NNP", "POS"):
        start -= 1
    return start > 1 and doc[start - 1].lower_ in ("in", "of") and doc[start - 2].lower_ in _named("changes")


def _only_modifies(doc: Doc, end: int) -> bool:
    """ "Army helicopters, put at 12": the noun that ends there is part of another's name."""
    following = doc[end] if end < len(doc) else None
    return following is not None and following.tag_ == "NNS" and doc[end - 1].head.i == following.i


def _stated(paragraph: Paragraph, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "the rebels, who number 3,000", "put the attackers at 60": the soldiers themselves, and how many they are."""
    rule = lexicon.load("troops").rule("troops.strength.size")
    last = people.words().last
    for i, low in enumerate(paragraph.lower) if numbers else ():
        if low not in last or paragraph.tags[i] not in ("NNS", "NNPS", "NNP"):
            continue
        found = people.at(paragraph, i)
        if found is None or found.grade != "force" or _aside(paragraph.doc[i]):
            continue
        cut = paragraph.doc[i].dep_ == "dobj" and paragraph.doc[i].head.lower_ in _changing_verbs()
        verbs = _changing_verbs() if cut else _being_verbs()  # "to cut its troops there by 900"
        places = amounts_after(paragraph.doc, i + 1, numbers, verbs)
        places = [p for p in places if not age(paragraph.doc, p, numbers) and not _of_object(paragraph.doc, i, p)]
        places = places or beside(paragraph.doc, i + 1, numbers)
        if places:
            hit = Hit(i, (i,), rule)
            yield event_at(paragraph, hit, [paragraph.doc[place] for place in places], "amount", bare=True)


def _in_presence(paragraph: Paragraph, hit: Hit) -> bool:
    """ "In the presence of 40 guests": before them, whoever they are."""
    return paragraph.lower[max(0, hit.tokens[0] - 2) : hit.head + 1] == ("in", "the", "presence")


def _aside(force: Token) -> bool:
    """ "Areas held by the rebels were", "people seized in the army to": the force is not what the number is told of."""
    prep = force.head
    inside = force.dep_ == "pobj" and prep.lower_ in ("by", "in", "against", "from", "for", "to")
    return inside and prep.head.tag_ in ("VBN", "VBG") and prep.head.dep_ in ("acl", "amod")


def _of_object(doc: Doc, force: int, place: int) -> bool:
    """ "The army put the cost at 12": what it speaks of, unless that is its own ("put their strength at 300")."""
    head = doc[force]
    while head.dep_ == "pobj" and head.head.lower_ == "of":
        head = head.head.head  # "a patrol of 30 soldiers"
    if head.dep_ not in tree.SUBJECTS:
        return False
    objects = [t for t in head.head.children if t.dep_ == "dobj" and force < t.i < place and t.tag_[:2] == "NN"]
    return any(all(child.tag_ != "PRP$" for child in t.children) for t in objects)


def _past_people(paragraph: Paragraph, hit: Hit) -> int:
    """Behind "number of American troops"; 0 where the of-phrase names no force. Other nouns of size need none."""
    doc, end = paragraph.doc, hit.tokens[-1] + 1
    if len(hit.tokens) > 1 or doc[hit.head].lower_ not in _named("counts"):
        return end
    if doc[hit.head].lower_ == "strength" and hit.head and _establishment(doc[hit.head - 1]):
        return end
    if end >= len(doc) or doc[end].lower_ != "of":
        return 0
    for i in range(end + 1, min(len(doc), end + OF_REACH)):
        if doc[i].is_sent_start or (doc[i].is_punct and doc[i].text not in ("-", ".")):
            return 0
        found = people.at(paragraph, i)
        force = (found is not None and found.grade == "force") or is_army(doc[i].lower_)
        force = force or (doc[i].lower_ in _named("serving_nouns") and _armies_in(paragraph))
        if force and not _only_modifies(doc, i + 1):
            return i + 1
    return 0


def _armies_in(paragraph: Paragraph) -> bool:
    """A word of an army stands in the paragraph: officers, recruits, volunteers are its own."""
    return not _named("military_words").isdisjoint(paragraph.vocabulary)


def _establishment(modifier: Token) -> bool:
    """ "Its authorised strength", "their strength": of a force, with no more said."""
    return modifier.tag_ == "PRP$" or modifier.lower_ in lexicon.load("troops").lists["establishment"]


def numbering(paragraph: Paragraph, hit: Hit, numbers: Sequence[Number]) -> Iterator[Event]:
    """ "the contingent numbered 3,200", "the force, which is to number 8,000"."""
    doc = paragraph.doc
    verb = doc[hit.head]
    if verb.tag_ not in tree.VERB_TAGS:
        return
    subjects = [*tree.subjects(verb), *(s for s in tree.subjects(verb.head) if verb.dep_ in ("xcomp", "conj"))]
    nouns = [(s.lower_, people.at(paragraph, s.i)) for s in subjects]
    if not any(noun in _named("forces") or (of and of.status != "civilian") for noun, of in nouns):
        return
    counted = [doc[n.tokens[1] - 1] for n in numbers if n.tokens[0] == hit.head + 1]
    if counted:
        yield event_at(paragraph, hit, counted, "amount", bare=True)


def nominal(paragraph: Paragraph, hit: Hit, _: Sequence[Number]) -> Iterator[Event]:
    """ "the deployment of 500 men", "the surrender of 40"."""
    yield event_at(paragraph, hit, tree.of_phrase(paragraph.doc[hit.head]), "noun", bare=True)


def by_itself(_paragraph: Paragraph, _hit: Hit, _: Sequence[Number]) -> Iterator[Event]:
    """No cue: linking gives the rule to counts whose noun is a force."""
    return iter(())


def is_army(noun: str) -> bool:
    """The noun, lower case, is a force of soldiers and nothing else."""
    return noun in _named("armies")


def _is_band(paragraph: Paragraph, noun: int) -> bool:
    """A gang, a column, companies: of soldiers, but of others as well; "troops" are soldiers."""
    word, found = paragraph.lower[noun], people.at(paragraph, noun)
    return word in _named("bands") and not is_army(word) and (found is None or found.grade != "force")


@cache
def _named(name: str) -> frozenset[str]:
    """Singulars and plurals of a list of nouns."""
    nouns = lexicon.load("troops").lists[name]
    return frozenset(form.lower() for noun in nouns for form in (noun, inflect.plural(noun)))


SHAPES: Final[dict[str, Shape]] = {
    "moved": moved,
    "holder": holder,
    "modified": modified,
    "size": size,
    "numbering": numbering,
    "nominal": nominal,
    "by_itself": by_itself,
}
