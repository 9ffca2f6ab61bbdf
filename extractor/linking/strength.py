"""What makes a count the strength of a force: its noun, what it does, or the soldiers that it stands among."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import cache
from typing import Final

from spacy.tokens import Doc, Token

from extractor.linking import topic
from extractor.linking.counts import Count
from extractor.linking.events import Join
from extractor.model import Action
from extractor.patterns import lexicon, people, tree, troops
from extractor.patterns.paragraph import Paragraph

# Only soldiers are sent, rotated, called up; anybody may stay, come, gather, be trained or shot at.
TELLING: Final[frozenset[Action]] = frozenset(
    {"deploy", "reinforce", "withdraw", "rotate", "recruit", "surrender", "cross"}
)
SERVING: Final[frozenset[Action]] = frozenset({"station", "train", "engage", "arrive"})
MOVING: Final[frozenset[Action]] = frozenset({"engage", "cross", "arrive", "rotate", "deploy", "mass", "withdraw"})
ARMED: Final = frozenset(
    {
        ("under", "arms"),
        ("in", "arms"),
        ("in", "uniform"),
        ("at", "arms"),
        ("armed", "with"),
        ("carrying", "guns"),
        ("carrying", "rifles"),
        ("with", "guns"),
        ("with", "rifles"),
        ("all", "ranks"),
    }
)
RANKS: Final = frozenset({("and", "men"), ("and", "soldiers"), ("and", "enlisted")})  # behind "officers"
FEW: Final = 3
TEN: Final = 10
HUNDRED: Final = 100  # so many men or officers are not just sent anywhere
WEAK_RULES: Final = frozenset({"troops.deploy.send", "troops.recruit.raise", "troops.withdraw.leave"})
MILLION: Final = 1_000_000
INCLUDING: Final = frozenset("include includes included including comprise comprises comprised".split())
LIVING: Final = frozenset({"live", "lives", "lived", "living"})
SOFT: Final = frozenset(
    {"war", "wars", "ceasefire", "ceasefires", "nato", "deployment", "patrol", "force", "forces", "military"}
)
STATIONED_RULE: Final = "troops.station.verb"
RECRUIT_RULE: Final = "troops.recruit.verb"
DESERT_RULE: Final = "troops.surrender.verb"
MEN: Final = frozenset({"man", "men"})
MEMBERS: Final = frozenset({"member", "members"})
DEFENCE: Final = frozenset({"defence", "defense"})
MINISTRIES: Final = frozenset({"ministry", "minister", "secretary", "department", "chief", "attache", "attaché"})
HOLDER_RULE: Final = "troops.strength.holder"


@cache
def _words(name: str) -> frozenset[str]:
    """Singulars and plurals of one of the troops' lists."""
    nouns = lexicon.load("troops").lists[name]
    return frozenset(form.lower() for noun in nouns for form in (noun, people.words_plural(noun)))


def of_war(paragraph: Paragraph) -> bool:
    """Something of an army stands in the paragraph."""
    words = _words("military_words")
    return not words.isdisjoint(paragraph.vocabulary) or _ministry(paragraph)


def full_of_war(paragraph: Paragraph) -> bool:
    """Several words of armies stand in it: "war" alone may be in "a war chest"."""
    words = _words("military_words")
    return len(words & paragraph.vocabulary) > 1


def _ministry(paragraph: Paragraph) -> bool:
    """ "The defence ministry", "the ministry of defense": the words alone are of sport as well."""
    lower = paragraph.lower
    return not MINISTRIES.isdisjoint(paragraph.vocabulary) and any(
        (a in DEFENCE and b in MINISTRIES) or (a in MINISTRIES and b == "of" and c in DEFENCE)
        for a, b, c in zip(lower, lower[1:], (*lower[2:], ""), strict=False)
    )


def moved(paragraph: Paragraph, joins: Sequence[Join], count: Count, near: bool = True) -> Join | None:
    """The troop event of a count that may be of soldiers, where the text around is about soldiers.

    ``near``: in this paragraph or one beside it, not only somewhere in the article.
    """
    if count.sort == "bare":
        some = TEN <= (count.number.low or count.number.high or 0) < MILLION and not _of_migrants(paragraph)
        likely = some or any(_deserted(j) for j in joins)
    else:
        likely = count.people is not None and (count.people.grade == "context" or nation(paragraph.doc, count))
    for each in joins if likely else ():
        if each.way in ("direct", "tree", "list") and (
            each.event.action in TELLING or _serves(paragraph.doc, count, each, near)
        ):
            return each
    return None


def _of_fighters(doc: Doc, join: Join) -> bool:
    """A band or a gang has them, not a club."""
    return join.event.agent is not None and doc[join.event.agent].lower_ in _words("forces")


def _of_migrants(paragraph: Paragraph) -> bool:
    """Those who arrive, cross and join others in it are migrants, whatever soldiers stand near."""
    return not _words("migrants").isdisjoint(paragraph.lower)


def held(joins: Sequence[Join]) -> Join | None:
    """The force that holds the number: "a column of 40", "an eight-man squad"."""
    return next((j for j in joins if j.event.rule == HOLDER_RULE and j.event.voice == "amount"), None)


def beside_war(paragraph: Paragraph, joins: Sequence[Join], count: Count, soldiers: bool, deep: bool) -> Action | None:
    """What a count of men, guards, officers does where the text around is of war, whatever its verb; None: nothing.

    Also what a patrol, a column or a squad holds, or "a party of eight" that wades a river. Men to whom something is
    done, or who stand beside civilians, may be anybody.
    """
    doc = paragraph.doc
    if count.sort == "bare" and count.end < len(doc) and doc[count.end].lower_ == "strong":
        return "strength"  # "the rearguard, which turned and, 90 strong, stood"
    holder = held(joins)
    if holder is not None and (
        count.sort == "bare" or count.noun == holder.event.head or (_human(count) and not _civil(count))
    ):
        noun = doc[holder.event.head].lower_
        if noun in _words("bands"):
            return "strength"
        moves = any(j.event.action in MOVING for j in joins)
        if noun in _words("gatherings") and (moves or military(doc, count, before=True) or _warlike(doc, holder)):
            return "strength"
    if (
        nation(doc, count)
        and (soldiers or military(doc, count))
        and not _done_to(doc, count)
        and _of_theirs(doc, count, joins, soldiers)
    ):
        return "strength"
    if count.people is None or count.people.grade != "context" or count.noun is None:
        return None
    noun = doc[count.people.head].lower_
    if noun not in MEN and not deep:
        return None  # "the strike was joined by 600 members", "a war chest"
    before = doc[count.people.head - 1]
    if noun in MEMBERS and before.tag_ == "NN" and before.lower_ in _words("civil_bodies"):
        return None  # "a dozen choir members"
    if (
        count.first > 1
        and doc[count.first - 1].lower_ == "of"
        and doc[count.first - 2].lower_ in _words("civil_bodies")
    ):
        return None  # "a club of 340 members"
    if noun not in _words("fighting_nouns") or _civilians_beside(doc, count) or _done_to(doc, count):
        return None
    attacks = next((j for j in joins if j.event.action in MOVING and count.first < j.event.head), None)
    if attacks is not None:
        return attacks.event.action
    return "strength" if (count.number.low or count.number.high or 0) >= TEN else None


def _warlike(doc: Doc, holder: Join) -> bool:
    """ "A nine-man raiding party", "a demolition team of five"."""
    first = max(0, holder.event.head - 3)
    return any(t.lower_ in _words("warlike") for t in doc[first : holder.event.head])


def _of_theirs(doc: Doc, count: Count, joins: Sequence[Join], soldiers: bool) -> bool:
    """ "Guarded by 35 Finns", "with four Danes on sentry duty": not those whom soldiers meet."""
    assert count.noun is not None
    if any(j.event.kind is not None for j in joins):
        return False
    token = doc[count.noun]
    if token.dep_ == "pobj":
        return token.head.lower_ in ("with", "by", "including", "plus", "alongside")
    if token.dep_ == "dobj":
        return any(j.event.action in ("station", "deploy") for j in joins) or _made_of(token.head)
    return (
        token.dep_ in ("attr", "appos")
        or (token.dep_ == "conj" and soldiers)
        or (token.dep_ == "nsubj" and bool(joins))
    )


def _made_of(verb: Token) -> bool:
    """ "The mission includes eight Danes": what a force is made of."""
    return verb.lower_ in INCLUDING and any(subject.lower_ in _words("forces") for subject in tree.subjects(verb))


def harmed(words: Iterable[Token]) -> bool:
    """A word of the dead and hurt is among them: "How many were wounded?" """
    listed = _words("harm_words")
    return any(t.lower_ in listed for t in words)


def _done_to(doc: Doc, count: Count) -> bool:
    """A word for captives or civilians stands in the sentence: "they rounded up 30 men of the village"."""
    words = _words("civil_words")
    return any(t.lower_ in words for t in doc[count.first].sent)


def _deserted(join: Join) -> bool:
    """ "Six deserted": only soldiers do, however few."""
    return join.event.rule == DESERT_RULE and join.way == "direct" and join.event.voice == "passive"


def _serves(doc: Doc, count: Count, join: Join, near: bool) -> bool:
    """What else soldiers do, where soldiers are about: a hundred Danes stay, advisers arrive, men are stationed."""
    many = (count.number.low or count.number.high or 0) >= HUNDRED
    civil = _words("civil_too") if _of_fighters(doc, join) else _words("civil_too") | MEMBERS
    many = many and (count.noun is None or doc[count.noun].lower_ not in civil)
    if join.event.action in ("engage", "arrive") and count.first > join.event.head:
        return False  # those attacked; "the sum reached 900"
    if count.noun is None:
        return many and join.way == "direct" and join.event.action in ("station", "arrive")
    if nation(doc, count) and join.event.action != "engage" and not near:
        return False  # "9 million Swedes live in the north"
    if join.event.rule == STATIONED_RULE:
        return True
    if doc[join.event.head].lower_ in LIVING:
        return False  # "20,000 Danes live there"
    return join.event.action in SERVING and (many or doc[count.noun].lower_ in _words("serving_nouns"))


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
    words = _words("military_words") - but
    lifeless = people.words().lifeless
    return any(
        t.lower_ in words and not (t.i and doc[t.i - 1].lower_ in lifeless)
        for t in sentence
        if not count.first <= t.i < count.end
    )


def own_military(doc: Doc, count: Count) -> bool:
    """Something of an army stands in the count's own phrase: "200 military people"."""
    words = _words("military_words")
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
    word, sentence = paragraph.lower[count.noun], (t.lower_ for t in paragraph.doc[count.first].sent)
    few = (count.number.low or FEW + 1) <= FEW and word == "forces"  # "the two forces" are no men
    return not few and not topic.of_aircraft(word, sentence, paragraph.vocabulary)


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
    for each in moves:
        if each.event.voice == "amount" and (
            count.sort == "bare" or _serving(count, each) or count.noun == each.event.head
        ):
            if each.event.rule == HOLDER_RULE and count.sort == "bare" and count.rest:
                continue  # "an air group with 12 more": of what was told of before
            if each.event.rule != HOLDER_RULE or troops.is_army(paragraph.doc[each.event.head].lower_):
                return each
            if military(paragraph.doc, count) and not _civil(count):  # "a group of 25" may be of visitors
                return each
        if each.event.action not in TELLING and each.event.rule != STATIONED_RULE:
            continue
        if (
            each.event.action == "surrender"
            and len(paragraph.doc[slice(*each.event.tokens)]) > 1
            and _human(count, True)
        ):
            return each  # "6,000 laid down their arms" says enough
        if count.sort == "bare" and each.way in ("direct", "tree") and military(paragraph.doc, count):
            return each
        if count.people is None:
            continue
        if _recruited(paragraph.doc, count, each):
            return each
        clear = each.event.rule not in WEAK_RULES or _many_men(paragraph.doc, count)
        if count.people.grade == "context" and each.event.action in TELLING and clear:
            return each
        if _civilians_beside(paragraph.doc, count):
            continue
        soldierly = count.people.grade == "context" or nation(paragraph.doc, count)
        if soldierly and each.way in ("direct", "tree") and military(paragraph.doc, count):
            return each
    return None


def _many_men(doc: Doc, count: Count) -> bool:
    """A hundred men or officers are not just sent anywhere; engineers and volunteers are."""
    many = (count.number.low or count.number.high or 0) >= HUNDRED
    return many and count.noun is not None and doc[count.noun].lower_ not in _words("civil_too")


def _recruited(doc: Doc, count: Count, join: Join) -> bool:
    """ "Recruits 450 people a week": whoever an army recruits, or signs on with one, is a soldier."""
    if join.event.rule != RECRUIT_RULE or not _human(count) or count.other or join.way not in ("direct", "tree"):
        return False
    if len(doc[slice(*join.event.tokens)]) > 1:
        return True
    words, cue = _words("military_words"), range(*join.event.tokens)
    return any(t.lower_ in words and t.i not in cue for t in doc[count.first].sent)


def _human(count: Count, bare: bool = False) -> bool:
    """People, or with ``bare`` also a number without a noun."""
    return (count.people is not None and count.people.grade != "body") or (bare and count.sort == "bare")


def _serving(count: Count, join: Join) -> bool:
    """People of whom a force may consist: women and boys serve, "a task force of 12 lawyers" fights in court."""
    if count.people is None or count.other or not _human(count):
        return False
    if count.people.status != "civilian" or count.people.group is not None:
        return True
    return join.event.rule != HOLDER_RULE or (count.number.low or count.number.high or 0) >= HUNDRED


def _civil(count: Count) -> bool:
    """ "A party of 12 tourists", whoever escorts it."""
    return count.people is not None and count.people.status == "civilian"


def among_soldiers(paragraph: Paragraph, count: Count) -> bool:
    """ "some 420 men", "its 337 officers": a noun of either kind where an army stands in the sentence."""
    doc = paragraph.doc
    following = paragraph.lower[count.end : count.end + 2]
    if following in ARMED and _human(count, bare=True):
        return True
    if count.noun is not None and doc[count.noun].lower_ == "officers" and following[:2] in RANKS:
        return True
    if count.people is None or count.people.grade != "context" or count.noun is None:
        return False
    if doc[count.noun].lower_ in _words("leading") and not military(doc, count, but=SOFT):
        return False
    if doc[count.noun].lower_ in _words("serving_nouns") and military(doc, count, before=True):
        return True
    return military(doc, count) and not _civilians_beside(doc, count)


def attackers(doc: Doc, count: Count, joined: Iterable[Join], agents: Set[int]) -> bool:
    """Men who kill, wound or abduct are a force: "slain by some fifteen men"."""
    if count.people is None or count.people.grade != "context":
        return False
    return count.top in agents or _slain_by(doc, count, joined)


def _slain_by(doc: Doc, count: Count, joined: Iterable[Join]) -> bool:
    """Directly behind the cue and "by", whatever the tree says."""
    by = count.first - 1
    return by > 0 and doc[by].lower_ == "by" and any(j.event.kind and j.event.tokens[1] == by for j in joined)


def _civilians_beside(doc: Doc, count: Count) -> bool:
    """ "29 men and boys" are no soldiers."""
    if count.noun is None:
        return False
    following = [t.lower_ for t in doc[count.end : count.end + 2]]
    if doc[count.noun].lower_ == "men" and following == ["and", "women"]:
        return (count.number.low or count.number.high or 0) < HUNDRED  # "1,200 men and women" serve
    return len(following) == 2 and following[0] in ("and", "or") and following[1] in ("boys", "children", "women")
