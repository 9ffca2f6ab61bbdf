"""What makes a count the strength of a force: its noun, what it does, or the soldiers that it stands among."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import cache
from typing import Final

from spacy.tokens import Doc, Token

from extractor.linking import standing, topic
from extractor.linking.counts import Count
from extractor.linking.events import Join
from extractor.model import Action
from extractor.patterns import inflect, lexicon, people, tree, troops
from extractor.patterns.paragraph import Paragraph

# Only soldiers are sent, rotated, called up; anybody may stay, come, gather, be trained or shot at.
TELLING: Final[frozenset[Action]] = frozenset(
    {"deploy", "reinforce", "withdraw", "rotate", "recruit", "surrender", "cross"}
)
SERVING: Final[frozenset[Action]] = frozenset({"station", "train", "engage", "arrive"})
MOVING: Final[frozenset[Action]] = frozenset({"engage", "cross", "arrive", "rotate", "deploy", "mass", "withdraw"})
FEW: Final = 3
ANYBODY: Final = frozenset({"people", "persons"})
TEN: Final = 10
HUNDRED: Final = 100  # so many men or officers are not just sent anywhere
MILLION: Final = 1_000_000
MILLIONS: Final = frozenset({"million", "millions", "billion", "billions"})
LIVING: Final = frozenset({"live", "lives", "lived", "living"})
HEADS: Final = frozenset({"heads", "skulls", "coffins", "graves", "portraits"})  # "of 17 soldiers": they are dead
MEN: Final = frozenset({"man", "men"})
MEMBERS: Final = frozenset({"member", "members"})
FOUGHT: Final = frozenset({"for", "in", "against", "alongside", "with", "under", "at", "their", "on", "beside"})
DEFENCE: Final = frozenset({"defence", "defense"})


@cache
def words_of(name: str) -> frozenset[str]:
    """Singulars and plurals of one of the troops' lists."""
    nouns = lexicon.load("troops").lists[name]
    return frozenset(form.lower() for noun in nouns for form in (noun, people.words_plural(noun)))


@cache
def words_in(name: str) -> frozenset[str]:
    """The words of one of the troops' lists as they stand there."""
    return lexicon.load("troops").words(name)


def of_war(paragraph: Paragraph) -> bool:
    """Something of an army stands in the paragraph."""
    words = words_of("military_words")
    return not words.isdisjoint(paragraph.vocabulary) or _ministry(paragraph)


def full_of_war(paragraph: Paragraph) -> bool:
    """Several words of armies stand in it: "war" alone may be in "a war chest"."""
    words = words_of("military_words")
    return len(words & paragraph.vocabulary) > 1


def _ministry(paragraph: Paragraph) -> bool:
    """ "The defence ministry", "the ministry of defense": the words alone are of sport as well."""
    lower, ministries = paragraph.lower, words_in("ministries")
    return not ministries.isdisjoint(paragraph.vocabulary) and any(
        (a in DEFENCE and b in ministries) or (a in ministries and b == "of" and c in DEFENCE)
        for a, b, c in zip(lower, lower[1:], (*lower[2:], ""), strict=False)
    )


def moved(paragraph: Paragraph, joins: Sequence[Join], count: Count, near: bool = True) -> Join | None:
    """The troop event of a count that may be of soldiers, where the text around is about soldiers.

    ``near``: in this paragraph or one beside it, not only somewhere in the article.
    """
    if count.sort == "bare":
        some = TEN <= (count.number.low or count.number.high or 0) < MILLION and not of_migrants(paragraph)
        some = some and not standing.of_others(paragraph, count)
        likely = some or any(_deserted(j) for j in joins)
    else:
        soldierly = count.people is not None and (count.people.grade == "context" or nation(paragraph.doc, count))
        likely = soldierly and not _staff(paragraph.doc, count)
    for each in joins if likely else ():
        if _told_to(paragraph.doc, count, each):
            continue
        if each.way in ("direct", "tree", "list") and (
            each.event.action in TELLING or _serves(paragraph.doc, count, each, near)
        ):
            return each
    return None


def untold(doc: Doc, count: Count) -> bool:
    """A bare number too large to be of soldiers who are moved: "billions in aid", "4.9 million moved abroad"."""
    many = max(count.number.low or 0, count.number.high or 0) >= MILLION
    return many or not MILLIONS.isdisjoint(_number_words(doc, count))


def _number_words(doc: Doc, count: Count) -> frozenset[str]:
    return frozenset(t.lower_ for t in doc[slice(*count.number.core_tokens)])


def _of_fighters(doc: Doc, join: Join) -> bool:
    """A band or a gang has them, not a club."""
    return join.event.agent is not None and doc[join.event.agent].lower_ in words_of("forces")


def of_migrants(paragraph: Paragraph) -> bool:
    """Those who arrive, cross and join others in it are migrants, whatever soldiers stand near."""
    return not words_of("migrants").isdisjoint(paragraph.lower)


def held(joins: Sequence[Join]) -> Join | None:
    """The force that holds the number: "a column of 40", "an eight-man squad"."""
    return next((j for j in joins if "holder" in j.event.traits and j.event.voice == "amount"), None)


def harmed(words: Iterable[Token]) -> bool:
    """A word of the dead and hurt is among them: "How many were wounded?" """
    listed = words_of("harm_words")
    return any(t.lower_ in listed for t in words)


def _deserted(join: Join) -> bool:
    """ "Six deserted": only soldiers do, however few."""
    return "only_soldiers" in join.event.traits and join.way == "direct" and join.event.voice == "passive"


def _serves(doc: Doc, count: Count, join: Join, near: bool) -> bool:
    """What else soldiers do, where soldiers are about: a hundred Danes stay, advisers arrive, men are stationed."""
    many = (count.number.low or count.number.high or 0) >= HUNDRED
    civil = words_of("civil_too") if _of_fighters(doc, join) else words_of("civil_too") | MEMBERS
    many = many and (count.noun is None or doc[count.noun].lower_ not in civil)
    if join.event.action in ("engage", "arrive") and count.first > join.event.head:
        return False  # those attacked; "the sum reached 900"
    if attack(doc, count, join):
        return True
    if count.noun is None:
        return many and join.way == "direct" and join.event.action in ("station", "arrive")
    if nation(doc, count) and join.event.action != "engage" and not near:
        return False  # "9 million Swedes live in the north"
    if "stationed" in join.event.traits:
        return True
    if doc[join.event.head].lower_ in LIVING:
        return False  # "20,000 Danes live there"
    return join.event.action in SERVING and (many or doc[count.noun].lower_ in words_of("serving_nouns"))


def attack(doc: Doc, count: Count, join: Join) -> bool:
    """ "Twenty men on mules attacked the fort": ten men who do are armed where an army is about."""
    size = count.number.low or count.number.high or 0
    many = size >= TEN
    if size >= HUNDRED and count.people is not None and nation(doc, count) and join.event.action == "engage":
        return count.first < join.event.head and _at_war(doc[join.event.head])
    men = count.noun is not None and doc[count.noun].lower_ in MEN
    attacks = join.event.action == "engage" and doc[join.event.head].lower_ in inflect.verbs("troops", "attacking")
    return many and men and attacks


def _at_war(verb: Token) -> bool:
    """ "Fought for the king", "fought their way in", "stormed the fort"; not "fought the plan", "attacked the film"."""
    if verb.lower_ in ("fought", "fight", "fights", "fighting"):
        return verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in FOUGHT
    return verb.lower_ in inflect.verbs("troops", "attacking") - inflect.verb("attack").all()


def nation(doc: Doc, count: Count) -> bool:
    """ "850 Danes", "300 nationals": of a country, with no more said."""
    return count.noun is not None and (doc[count.noun].text[0].isupper() or doc[count.noun].lower_ == "nationals")


def military(doc: Doc, count: Count, before: bool = False, but: Set[str] = frozenset()) -> bool:
    """Something of an army stands in the count's sentence, apart from the count.

    Args:
        before: or in the sentence before.
        but: words that do not suffice.
    """
    sentence = doc[count.first].sent
    if before and sentence.start:
        sentence = doc[doc[sentence.start - 1].sent.start : sentence.end]
    words = words_of("military_words")
    lifeless = people.words().lifeless
    return any(
        ((low := t.lower_) in words and low not in but and not (t.i and doc[t.i - 1].lower_ in lifeless))
        or (t.i + 1 < len(doc) and f"{low} {doc[t.i + 1].lower_}" in words)
        for t in sentence
        if not count.first <= t.i < count.end
    )


def own_military(doc: Doc, count: Count) -> bool:
    """Something of an army stands in the count's own phrase: "200 military people"."""
    words = words_of("military_words")
    return any(t.lower_ in words for t in doc[count.first : count.end])


def is_force(paragraph: Paragraph, count: Count, joins: Sequence[Join] = ()) -> bool:
    """The noun alone makes it a strength; a unit only in the plural, and only where it does what troops do."""
    if count.people is None or count.noun is None:
        return False
    if count.people.grade == "unit":
        noun = paragraph.doc[count.noun]
        following = paragraph.doc[count.end].lower_ if count.end < len(paragraph.doc) else ""
        moved = any(j.event.action is not None and j.event.action != "strength" for j in joins)
        return noun.tag_ == "NNS" and following != "of" and moved
    if count.people.grade != "force" or _one_of(count):
        return False
    doc = paragraph.doc
    if topic.of_aircraft(doc[count.noun].lower_, (t.lower_ for t in doc[count.first].sent), paragraph.vocabulary):
        return False
    if count.first > 1 and doc[count.first - 1].lower_ == "of" and doc[count.first - 2].lower_ in HEADS:
        return False
    few = (count.number.low or FEW + 1) <= FEW and doc[count.noun].lower_ == "forces"
    return not few  # "the two forces" are no men


def sure(count: Count) -> bool:
    """The noun is one of soldiers, whatever the text is about."""
    return count.people is not None and count.people.grade == "force"


def _one_of(count: Count) -> bool:
    """ "one of the attackers" counts nobody."""
    return count.number.low == 1 and count.number.high == 1 and count.of_noun is not None


def troop(paragraph: Paragraph, joins: Sequence[Join], count: Count) -> Join | None:
    """The troop event that makes a count a strength, or gives its action."""
    moves = [j for j in joins if j.event.action is not None]
    if is_force(paragraph, count, joins):
        return moves[0] if moves else None
    if count.sort == "bare" and ("both" in _number_words(paragraph.doc, count) or standing.of_others(paragraph, count)):
        return None
    for each in moves:
        if each.event.voice == "amount" and (
            count.sort == "bare" or _serving(paragraph.doc, count, each) or count.noun == each.event.head
        ):
            if "holder" in each.event.traits and count.sort == "bare" and count.rest:
                continue  # "an air group with 12 more": of what was told of before
            head = paragraph.doc[each.event.head].lower_
            if troops.is_army(head) or ("holder" not in each.event.traits and head not in words_of("bands")):
                return each
            if head in words_of("bands") and _many_of(paragraph.doc, count, "band_men"):
                return each  # "a company of 90 men", "the band grew to 60 horsemen"
            if military(paragraph.doc, count) and not civil(count):  # "a group of 25" may be of visitors
                return each
        if _told_to(paragraph.doc, count, each):
            continue
        if each.event.action not in TELLING and "stationed" not in each.event.traits:
            continue
        if count.sort == "bare" and untold(paragraph.doc, count):
            continue
        if (
            each.event.action == "surrender"
            and len(paragraph.doc[slice(*each.event.tokens)]) > 1
            and (human(count, True) or _nameless(paragraph.doc, count))
        ):
            return each  # "6,000 laid down their arms" says enough
        if count.sort == "bare" and each.way in ("direct", "tree") and military(paragraph.doc, count):
            return each
        if count.people is None:
            continue
        if _recruited(paragraph.doc, count, each):
            return each
        clear = "of_anybody" not in each.event.traits or _many_men(paragraph.doc, count)
        clear = clear and not _staff(paragraph.doc, count)
        if count.people.grade == "context" and each.event.action in TELLING and clear:
            return each
        if civilians_beside(paragraph.doc, count):
            continue
        soldierly = count.people.grade == "context" or nation(paragraph.doc, count)
        if soldierly and each.way in ("direct", "tree") and military(paragraph.doc, count):
            return each
    return None


def _told_to(doc: Doc, count: Count, join: Join) -> bool:
    """ "Ordered 29 men to lie down", not "ordered 29 soldiers to the bridge"."""
    verb = doc[join.event.head]
    ordered = verb.lower_.startswith("order") and count.people is not None and count.people.grade != "force"
    return ordered and any(t.dep_ in ("xcomp", "ccomp") and t.tag_ == "VB" for t in verb.children)


def _nameless(doc: Doc, count: Count) -> bool:
    """ "700 Saxons": a name in the plural that no list has."""
    return count.sort == "unknown" and count.noun is not None and doc[count.noun].tag_ == "NNPS"


def _staff(doc: Doc, count: Count) -> bool:
    """ "977 locally recruited staff": employees, unless an army stands in their own phrase."""
    return count.noun is not None and doc[count.noun].lower_ == "staff" and not own_military(doc, count)


def _many_men(doc: Doc, count: Count) -> bool:
    """A hundred men or officers are not just sent anywhere; engineers and volunteers are."""
    many = (count.number.low or count.number.high or 0) >= HUNDRED
    return many and count.noun is not None and doc[count.noun].lower_ not in words_of("civil_too")


def _many_of(doc: Doc, count: Count, name: str) -> bool:
    """Ten or more of the nouns of one of the troops' lists."""
    many = (count.number.low or count.number.high or 0) >= TEN
    return many and count.noun is not None and doc[count.noun].lower_ in words_of(name)


def _recruited(doc: Doc, count: Count, join: Join) -> bool:
    """ "Recruits 450 people a week": whoever an army recruits, or signs on with one, is a soldier."""
    if "recruits" not in join.event.traits or not human(count) or count.other or join.way not in ("direct", "tree"):
        return False
    if len(doc[slice(*join.event.tokens)]) > 1:
        return True
    words, cue = words_of("military_words"), range(*join.event.tokens)
    return any(t.lower_ in words and t.i not in cue for t in doc[count.first].sent)


def human(count: Count, bare: bool = False) -> bool:
    """People, or with ``bare`` also a number without a noun."""
    return (count.people is not None and count.people.grade != "body") or (bare and count.sort == "bare")


def _serving(doc: Doc, count: Count, join: Join) -> bool:
    """People of whom a force may consist: women and boys serve, "a task force of 12 lawyers" fights in court."""
    if count.people is None or count.other or not human(count):
        return False
    if count.people.role in ("prisoner", "hostage"):
        return False  # "a group of 11 detainees"
    anybody = count.noun is not None and doc[count.noun].lower_ in ANYBODY
    if "size" in join.event.traits and anybody and doc[count.first - 1].lower_ not in tree.BE:
        return False  # "police put 3,000 people in the square"
    if count.people.status != "civilian" or count.people.group is not None:
        return True
    return "holder" not in join.event.traits or (count.number.low or count.number.high or 0) >= HUNDRED


def civil(count: Count) -> bool:
    """ "A party of 12 tourists", whoever escorts it."""
    return count.people is not None and count.people.status == "civilian"


def attackers(doc: Doc, count: Count, joined: Iterable[Join], agents: Set[int]) -> bool:
    """Men who kill, wound or abduct are a force: "slain by some fifteen men"."""
    if count.people is None or count.people.grade != "context":
        return False
    return count.top in agents or _slain_by(doc, count, joined)


def _slain_by(doc: Doc, count: Count, joined: Iterable[Join]) -> bool:
    """Directly behind the cue and "by", whatever the tree says."""
    by = count.first - 1
    return by > 0 and doc[by].lower_ == "by" and any(j.event.kind and j.event.tokens[1] == by for j in joined)


def civilians_beside(doc: Doc, count: Count) -> bool:
    """ "29 men and boys" are no soldiers."""
    if count.noun is None:
        return False
    following = [t.lower_ for t in doc[count.end : count.end + 2]]
    if doc[count.noun].lower_ == "men" and following == ["and", "women"]:
        return (count.number.low or count.number.high or 0) < HUNDRED  # "1,200 men and women" serve
    return len(following) == 2 and following[0] in ("and", "or") and following[1] in ("boys", "children", "women")
