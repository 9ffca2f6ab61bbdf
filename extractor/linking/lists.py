"""Counts beside counts: which stand in one list, which go along with another, which are a part of another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc

from extractor.linking.alongside import WITH
from extractor.linking.counts import Count
from extractor.linking.events import DETERMINERS, FINITE, PARTS
from extractor.patterns import inflect, people, tree

PLACE_PREPS: Final = frozenset({"in", "at", "from", "near", "on", "outside", "around", "elsewhere"})
LISTING: Final = frozenset({",", "and", "or", "plus", "&", "/", ";"})
ALIVE: Final = frozenset({"alive", "safe", "unhurt", "unharmed", "well", "free"})
SURVIVORS: Final = frozenset({"survivors", "rescued", "saved"})
# "22, not 53", "nine, then 13": another number of the same.
INSTEAD: Final = frozenset(
    {
        (",", "not"),
        (",", "and", "not"),
        ("and", "not"),
        ("not",),
        (",", "then"),
        ("then",),
        ("instead", "of"),
        ("rather", "than"),
    }
)
DOUBTING: Final = frozenset({"possibly", "perhaps", "maybe", "probably", "potentially"})
COMPARED: Final = (("compared", "with"), ("compared", "to"), ("opposed", "to"), ("up", "from"), ("down", "from"))
SIDES: Final = frozenset({"army", "navy", "enemy", "second", "third", "other", "latter", "garrison", "government"})
SIDE: Final = 3  # tokens of "Free French army"
NOMINAL: Final = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH"})
NEAR: Final = 5  # tokens from "of whom" to its number
LATE: Final = 24  # tokens back to "including", over people without a number
OPENING: Final = frozenset({"of", "including", "among"})
PART_FILLERS: Final = DETERMINERS | {"them", "whom", ":", "are", "were", "is", "was", "also", "just"}


def verbs_of(name: str) -> frozenset[str]:
    """Every form of the verbs of one of the casualties' lists."""
    return inflect.verbs("casualties", name)


def spared(doc: Doc, count: Count) -> bool:
    """Their own verb says that it did not happen to them: "three of them survived", "are still alive"."""
    verb = tree.clause_verb(doc[count.top])
    if verb.lower_ in verbs_of("others") - verbs_of("caring"):
        return True  # "tried to arrest five of them"
    alive = any(child.lower_ in ALIVE for child in verb.children)
    alive = alive or any(t.lower_ in SURVIVORS for t in tree.of_phrase(verb, "among"))
    origin = any(c.dep_ == "prep" and c.lower_ in ("from", "in", "near") for c in verb.children)
    told = verb.lower_ in verbs_of("coming_from") and origin  # "three of them came from the north"
    return (alive or (verb.lower_ in verbs_of("spared") and not told)) and verb.i > count.first


def listed(doc: Doc, counts: Sequence[Count]) -> list[tuple[int, int]]:
    """Pairs (n, n + 1) of neighbouring counts that stand in one list: "14 civilians, five soldiers and a guard"."""
    pairs = []
    for n, (one, other) in enumerate(pairwise(counts)):
        between = range(_past_complement(doc, one, other), other.first if other.label is None else other.label)
        words = (doc[i].lower_ for i in between)
        apart = other.of_them or _opened(doc, one, counts[:n]) or _alive_or_new(doc, one, other)
        if between and all(w in LISTING or w in DETERMINERS for w in words) and not apart:
            pairs.append((n, n + 1))
    return pairs


def _past_complement(doc: Doc, one: Count, other: Count) -> int:
    """The end of "44 commandos of the Border Force": what belongs to the noun does not part a list of people."""
    end = one.end
    if one.sort != "people" or other.sort != "people" or end >= len(doc) or doc[end].lower_ != "of":
        return one.end
    while end < other.first and (doc[end].tag_ in NOMINAL or doc[end].lower_ == "of"):
        end += 1
    return end if end < other.first and doc[end].text == "," else one.end


def coordinated(doc: Doc, counts: Sequence[Count], n: int, m: int) -> bool:
    """ "Killing five members of a militia and two guests": the tree sets the nouns side by side, over a phrase."""
    one, other = counts[n], counts[m]
    if other.noun is None or other.first <= one.end or doc[other.first - 1].lower_ not in ("and", ","):
        return False
    if any(t.tag_ in tree.VERB_TAGS or t.text in (";", ":") for t in doc[one.end : other.first]):
        return False
    token = doc[other.noun]
    while token.dep_ == "conj":
        token = token.head
        if token.i in (one.top, one.noun):
            return True
    return False


def _alive_or_new(doc: Doc, one: Count, other: Count) -> bool:
    """ "40 bodies and 60 survivors"; "they took two men and three people were shot": a new clause begins there."""
    if other.noun is not None and doc[other.noun].lower_ in SURVIVORS:
        return True
    before = doc[max(0, one.first - 1)]
    governed = before.tag_ in ("VBD", "VBZ", "VBP", "VBG") and before.lower_ not in verbs_of("stating") | PARTS
    passive = other.end < len(doc) and doc[other.end].lower_ in ("was", "were")
    return governed and passive and doc[other.first - 1].lower_ == "and"


def _opened(doc: Doc, count: Count, earlier: Sequence[Count]) -> bool:
    """ "Of the crew of 24, five drowned": a whole is in no list with its parts."""
    start = doc[count.first].sent.start
    return doc[start].lower_ == "of" and all(each.end <= start for each in earlier)


def companions(doc: Doc, counts: Sequence[Count]) -> list[tuple[int, int]]:
    """(n, m): count m shares what happens to n: "along with m", "from n to m", ", m in the south", "and m more"."""
    found = []
    for n, (one, other) in enumerate(pairwise(counts)):
        if any(t.is_sent_start for t in doc[one.end : other.first + 1] if t.i > one.first):
            continue
        if _alive_or_new(doc, one, other):
            continue
        before = tuple(t.lower_ for t in doc[max(0, other.first - 3) : other.first])
        between = [t.lower_ for t in doc[one.end : other.first]]
        if (
            any(before[-len(words) :] == words for words in WITH)
            or (between in (["to"], ["from"]) and one.first and doc[one.first - 1].lower_ in ("from", "to"))
            or (other.sort == "bare" and (tuple(between) in INSTEAD or _or_even(doc, one, other, between)))
            or (_unnamed(other) and before and before[-1] in (",", "and", "plus") and _trails_off(doc, one, other))
            or (other.sort == "bare" and any(before[-len(words) :] == words for words in COMPARED))
            or (other.sort == "bare" and one.sort != "thing" and _other_side(doc, one, other))
            or _are_people(doc, one, other)
        ):
            found.append((n, n + 1))
        elif n and between == [",", "and"] and _inserted(doc, counts[n - 1], one, other):
            found.append((n - 1, n + 1))
    return found


def _inserted(doc: Doc, whole: Count, part: Count, other: Count) -> bool:
    """ "Nine miners, including two Danes, and four drivers were hurt": the four beside the nine, not beside the two."""
    opener = part.first - 1
    opened = whole.end == opener - 1 and doc[opener].lower_ in PARTS and doc[opener - 1].text == ","
    return opened and other.sort == "people" and doc[other.end : other.end + 1].text.lower() in FINITE


def _or_even(doc: Doc, one: Count, other: Count, between: Sequence[str]) -> bool:
    """ "nine bodies, possibly 20", "112 (or 113)", "hundreds – over 700 by one count –": the same, estimated anew."""
    doubted = doc[other.first].lower_ in DOUBTING or not DOUBTING.isdisjoint(between)
    if one.number.low is None and one.number.high is None and between in (["("], ["–"], ["—"], ["-"], ["--"]):
        return one.number.magnitude is not None and doc[other.end : other.end + 1].text in ("by", ")", "–", "—", "-")
    apart = [word for word in between if word not in DOUBTING and word not in ("or", "even")]
    low, high = one.number.low or one.number.high, other.number.low or other.number.high
    return (
        (doubted or between == ["(", "or"])
        and apart in ([","], ["("], ["–"], ["—"], ["-"], [])
        and low is not None
        and high is not None
        and low < high
    )


def _are_people(doc: Doc, one: Count, other: Count) -> bool:
    """ "… of which 377 are women, 35 men": who the first are stands between."""
    between = doc[one.end : other.first]
    if one.sort != "bare" or other.sort != "people" or not 2 < len(between) <= SIDE + 2:
        return False
    be, last = between[0].lower_ in tree.BE, between[-1].lower_ in (",", "and")
    return be and last and between[-2].tag_ == "NNS" and all(t.tag_ in ("NNS", "JJ", ",", "CC") for t in between[1:])


def _other_side(doc: Doc, one: Count, other: Count) -> bool:
    """ "The French lost 400 men, the Austrians 700": without its verb, the same of another side."""
    start = other.first
    while start > one.end and doc[start - 1].tag_ in ("NNS", "NNP", "NNPS", "JJ", "NN"):
        start -= 1
    side = doc[start : other.first]
    if not 0 < len(side) <= SIDE or start <= one.end or doc[start - 1].lower_ not in ("the", "their"):
        return False
    ended = other.end >= len(doc) or doc[other.end].is_punct or doc[other.end].lower_ in ("and", "in", "at", "on")
    apart = doc[start - 2].text in (",", ";") or doc[start - 2].lower_ == "and"
    named = side[-1].tag_ in ("NNS", "NNPS") or side[-1].lower_ in SIDES
    return ended and apart and named and not any(t.tag_ in ("VBD", "VBZ", "VBP") for t in doc[one.end : start])


def _unnamed(count: Count) -> bool:
    """Without a noun, and of nobody told of: "900 of them" are a part, not company."""
    return count.sort == "bare" and not count.of_them


def _trails_off(doc: Doc, one: Count, count: Count) -> bool:
    """A bare count that the rest of a list repeats: "23 in the north", "9 were laid to A and 6 to B"."""
    if count.end >= len(doc):
        return True
    following = doc[count.end]
    repeated = following.lower_ in ("to", "with") and any(
        t.lower_ == following.lower_ and t.head.tag_ in tree.VERB_TAGS for t in doc[one.end : count.first]
    )
    return (
        repeated
        or following.lower_ in PLACE_PREPS | {"by"}
        or following.tag_ in ("RB", ".")
        or following.lower_ in (",", "and", ";")
    )


def parts(doc: Doc, counts: Sequence[Count]) -> dict[int, int]:
    """Count → the count that it is a part of: "17 people, including five children and two medics"."""
    found: dict[int, int] = {}
    in_list = {later: earlier for earlier, later in listed(doc, counts)}
    for n, count in enumerate(counts):
        opener = count.first - 1
        while opener >= 0 and (doc[opener].lower_ in PART_FILLERS or _those_of(doc, opener)):
            opener -= 1
        if in_brackets(doc, counts, n):
            found[n] = n - 1
        elif opener > 0 and doc[opener].lower_ == "among" and _among(doc, counts, n, opener):
            found.update(dict.fromkeys(_listed_before(doc, counts, n, opener), n))  # "two were among the 19 killed"
        elif opener >= 0 and doc[opener].lower_ == "among" and opener == count.first - 1:
            continue
        elif opener >= 0 and doc[opener].lower_ in PARTS:
            whole = _whole(counts, n, opener)
            if whole is not None:
                found[n] = whole
        elif n in in_list and in_list[n] in found:
            found[n] = found[in_list[n]]
        elif (late := _late_opener(doc, counts, n)) is not None:
            whole = _whole(counts, n, late)
            if whole is not None:
                found[n] = whole
        elif (
            count.of_them and n and not (spared(doc, count) or of_something(doc, counts, n) or _exceeds(doc, counts, n))
        ):
            found[n] = _pointed_at(doc, counts, n)
        elif count.of_number is not None and n + 1 < len(counts) and counts[n + 1].first >= count.of_number - 1:
            found[n] = n + 1
    return found


def _among(doc: Doc, counts: Sequence[Count], n: int, opener: int) -> bool:
    """ "Two were among the 19 killed"; in a headline "Two clerks among four hurt"."""
    if doc[opener - 1].lower_ in tree.BE:
        return True
    return n > 0 and counts[n - 1].end == opener and counts[n - 1].sort == "people" and counts[n].sort == "bare"


def _pointed_at(doc: Doc, counts: Sequence[Count], n: int) -> int:
    """ "Killed 90 rebels in some encounters, six of whom were Danes": people, over a number of things."""
    m = n - 1
    while m > 0 and counts[m].sort in ("thing", "unknown") and doc[counts[n].end - 1].lower_ == "whom":
        m -= 1
    return m


def _those_of(doc: Doc, place: int) -> bool:
    """ "19 bodies, among them those of three children"."""
    return doc[place].lower_ == "of" and place > 0 and doc[place - 1].lower_ == "those"


def own_clause(doc: Doc, counts: Sequence[Count], n: int, m: int) -> bool:
    """ "As the war killed hundreds, both leaders have met": the second count opens a clause of its own.

    Not "the bodies of ten boys, two girls and a nun were found", nor "9 in May, 7 in June were killed".
    """
    one, other = counts[n], counts[m]
    begun = any(t.tag_ in ("VBD", "VBZ", "VBP", "VBG", "VBN") for t in doc[doc[one.first].sent.start : other.first])
    if not begun or (other.sort == "bare" and doc[other.end : other.end + 1].text.lower() in PLACE_PREPS):
        return False
    top = doc[other.top]
    verb = top.head
    if top.dep_ not in tree.SUBJECTS or verb.i < other.end:
        return False
    return verb.i not in {token.i for token in doc[one.top].ancestors} or doc[one.top].head != verb


def of_something(doc: Doc, counts: Sequence[Count], n: int) -> bool:
    """ "Newspapers with cartoons, one of which shows a king": of the noun that the relative clause hangs on."""
    if n and _of_civilians(doc, counts[n - 1].end, counts[n].first):
        return True
    if doc[counts[n].end - 1].lower_ != "which":
        return False
    noun = tree.clause_verb(doc[counts[n].top]).head
    return not n or not counts[n - 1].first <= noun.i < counts[n - 1].end


def _of_civilians(doc: Doc, start: int, stop: int) -> bool:
    """ "40 soldiers led away the children, of whom there were nine": of others than those counted before."""
    for i in range(max(start, stop - NEAR), stop - 1):
        if (doc[i].lower_, doc[i + 1].lower_) == ("of", "whom"):
            noun = doc[i - 1 - (doc[i - 1].text == ",")]
            return noun.i >= start and people.kind_of(noun.lower_) == "civilian"
    return False


def _exceeds(doc: Doc, counts: Sequence[Count], n: int) -> bool:
    """ "40 soldiers saw tractors, 900 of them": more than there were."""
    if doc[counts[n].end - 1].lower_ != "them":
        return False  # "four of its own"
    part, whole = counts[n].number, counts[n - 1].number
    return whole.bound == "exact" and None not in (part.low, whole.high) and (part.low or 0) > (whole.high or 0)


def in_brackets(doc: Doc, counts: Sequence[Count], n: int) -> bool:
    """ "12 people (seven children, …": directly behind another count, and no more than that."""
    first = counts[n].first if counts[n].label is None else counts[n].label
    if not n or not first or doc[first - 1].text != "(" or counts[n - 1].end != first - 1:
        return False
    part, whole = counts[n].number, counts[n - 1].number
    return part.low is None or whole.low is None or part.low <= whole.low


def _late_opener(doc: Doc, counts: Sequence[Count], n: int) -> int | None:
    """ "among them a bride and eleven wives": the opener of a list whose first people have no number."""
    count = counts[n]
    if count.sort != "people" or not count.first or doc[count.first - 1].lower_ not in ("and", ","):
        return None
    for place in range(count.first - 2, max(-1, count.first - LATE), -1):
        word = doc[place]
        if word.tag_ in tree.VERB_TAGS and word.lower_ != "including":
            return None
        apart = word.tag_ in ("IN", "TO") and word.lower_ not in OPENING and doc[place - 1].lower_ in LISTING
        if apart or word.is_sent_start or word.text in (";", "(", ")"):
            return None
        if word.lower_ in ("including", "among"):
            return place
    return None


def _listed_before(doc: Doc, counts: Sequence[Count], n: int, opener: int) -> list[int]:
    """The counts of the subject in front of "were among"."""
    start = doc[opener].sent.start
    return [m for m in range(n) if counts[m].first >= start and counts[m].end <= opener]


def _is_rest_of(part: Count, whole: Count) -> bool:
    """ "Lost 30 of its 50 men, including two cooks": the two are of the 30."""
    return part.of_number is not None and whole.first >= part.of_number - 1


def _whole(counts: Sequence[Count], n: int, opener: int) -> int | None:
    for m in range(n - 1, -1, -1):
        if counts[m].end > opener:
            continue
        if counts[m].sort != "thing":
            return m - 1 if m and _is_rest_of(counts[m - 1], counts[m]) else m
        if counts[n].sort == "unknown":
            return None  # "21 guns, including three Brens"
    return None
