"""Which words make a count a part: a construction with the whole beside it, or a name for those told of before."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Final, get_args

from spacy.tokens import Doc

from extractor.linking.counts import Count
from extractor.linking.lists import PART_FILLERS
from extractor.model import Kind
from extractor.patterns import tree

ALL: Final[frozenset[Kind]] = frozenset(get_args(Kind))
HARMED: Final[frozenset[Kind]] = frozenset({"killed", "wounded", "killed_or_wounded", "casualties"})
# What those are called who were told of before, and what happened to them.
CALLED: Final[dict[str, frozenset[Kind]]] = {
    **dict.fromkeys(("dead", "killed", "deaths", "fatalities", "deceased", "slain"), frozenset[Kind]({"killed"})),
    **dict.fromkeys(("wounded", "injured", "hurt"), frozenset[Kind]({"wounded"})),
    **dict.fromkeys(("casualties",), HARMED),
    **dict.fromkeys(("victims",), ALL),
    **dict.fromkeys(("missing",), frozenset[Kind]({"missing"})),
    **dict.fromkeys(("hostages", "captives", "abductees", "kidnapped"), frozenset[Kind]({"abducted", "captured"})),
    **dict.fromkeys(("prisoners", "captured"), frozenset[Kind]({"captured"})),
}
THEM: Final = frozenset({"them", "these", "those"})
OF_THEM: Final = THEM | {"whom", "which", "us", "you"}  # not "200 of his own"
SUMMED: Final = frozenset({"total", "number"})
INCLUDE: Final = frozenset({"include", "includes", "included", "comprise", "comprises", "comprised"})
JOINTS: Final = frozenset({",", "and", "or", ";", "plus", "&"})
DASHES: Final = frozenset({",", "–", "—", "-", "--"})
MEMBERS: Final = (("among",), ("part", "of"), ("the", "first", "of"))
FINITE: Final = tree.FINITE_TAGS
GRAVE: Final = frozenset({"critical", "serious", "grave"})
SPAN: Final = 6  # tokens from "among" to what it names, and from "part of" to its number


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a count says of its whole: its kind, where the word names one; its noun; or that it is all that is left."""

    kinds: frozenset[Kind] = frozenset()
    noun: str | None = None
    rest: bool = False


def parts(doc: Doc, counts: tuple[Count, ...], told: Set[int]) -> dict[int, int]:
    """Count → its whole, both of one sentence and with figures of their own (``told``)."""
    found: dict[int, int] = {}
    opening, last = -1, -1  # the first count of the sentence, and the one before
    for n in sorted(told):
        one = counts[n]
        if opening < 0 or counts[opening].first < doc[one.first].sent.start:
            opening = last = n
            continue
        whole = counts[last]
        if _member(doc, whole, one):
            found.setdefault(last, n)
        elif _opens_with(doc, counts[opening], one):
            found[n] = opening
        elif _part_beside(doc, whole, one):
            found[n] = last
        elif last in found and doc[one.first - 1].lower_ in JOINTS and _same_list(doc, counts[found[last]], whole, one):
            found[n] = found[last]
        last = n
    return found


def _part_beside(doc: Doc, whole: Count, part: Count) -> bool:
    """ "40 soldiers (12 officers)", "40, of whom 12", "include 200", "two nuns among them", "12, two seriously"."""
    before = doc[part.first - 1].lower_
    if before == "(":
        near = part.first - 1 - whole.end <= 2 and not any(t.is_punct for t in doc[whole.end : part.first - 1])
        return near or _behind(doc, part.end) is not None
    if before in ("whom", "which") and doc[part.first - 2].lower_ == "of":
        return True
    if _included(doc, whole, part) or (before in DASHES | {"and", "with"} and _behind(doc, part.end) is not None):
        return True
    return part.sort == "bare" and before in DASHES and _badly(doc, part.end)


def _member(doc: Doc, part: Count, whole: Count) -> bool:
    """ "The 40 engineers are part of a contingent of 300", "12 were among the 30 seized"."""
    between = doc[part.end : whole.first]
    low = [t.lower_ for t in between]
    at = next((k for k, word in enumerate(low[:3]) if word in tree.BE), None)
    if at is None:
        return False
    for words in MEMBERS:
        end = at + 1 + len(words)
        if tuple(low[at + 1 : end]) == words:
            return len(low) - end <= SPAN and not any(t.tag_ in tree.VERB_TAGS or t.text == "," for t in between[end:])
    return False


def _opens_with(doc: Doc, whole: Count, part: Count) -> bool:
    """ "Of the 400 soldiers, 38 were killed and 70 wounded", "Out of 700 pupils …, about 200"."""
    start = doc[whole.first].sent.start
    while start < whole.first and doc[start].is_punct:
        start += 1
    opened = doc[start].lower_ == "of" or (doc[start].lower_ == "out" and doc[start + 1].lower_ == "of")
    return opened and whole.first - start <= 3 and any(t.text == "," for t in doc[whole.end : part.first])


def _included(doc: Doc, whole: Count, part: Count) -> bool:
    """ "The 900 soldiers include 200 engineers"."""
    between = [t.lower_ for t in doc[whole.end : part.first]]
    return between[:1] != [] and between[0] in INCLUDE and all(word in PART_FILLERS for word in between[1:])


def _behind(doc: Doc, end: int) -> frozenset[Kind] | None:
    """ "two nuns among them", "two women included", "12 among the dead": what it names; None where nothing does."""
    low = [t.lower_ for t in doc[end : end + 4]]
    if low[:1] == ["included"]:
        return ALL if len(low) < 2 or not low[1][:1].isalnum() else None
    if low[:1] != ["among"]:
        return None
    for word in low[1:3]:
        if word in THEM:
            return ALL
        if word in CALLED:
            return CALLED[word]
    return None


def _badly(doc: Doc, end: int) -> bool:
    """ "wounding 12, two seriously", "one in critical condition"."""
    following = doc[end : end + 2]
    if not len(following):
        return False
    if following[0].lower_ == "in":
        return len(following) > 1 and following[1].lower_ in GRAVE
    return following[0].tag_ == "RB" and following[0].lower_.endswith("ly")


def _same_list(doc: Doc, whole: Count, before: Count, part: Count) -> bool:
    """The next of a list of parts: no verb of its own stands before it, unless the relative clause goes on."""
    relative = any(t.lower_ in ("whom", "which") for t in doc[whole.end : before.first])
    return relative or not any(t.tag_ in FINITE for t in doc[before.end : part.first])


def pointer(doc: Doc, counts: tuple[Count, ...], n: int) -> Pointer | None:
    """What makes a count a part of something told of before its sentence; None where nothing does."""
    count = counts[n]
    sentence = doc[count.first].sent
    if count.of_them:
        return Pointer() if of_those(doc, count) else None
    if count.rest and count.definite:
        return Pointer(rest=True)
    if count.of_noun is not None:
        noun = doc[count.of_noun if count.noun is None else count.noun]
        if doc[count.of_noun - 1].lower_ not in ("the", "these", "those"):
            return None
        kinds = CALLED.get(doc[count.of_noun].lower_) or CALLED.get(noun.lower_)
        if kinds is not None:
            return Pointer(kinds)
        return Pointer(noun=noun.lower_) if noun.tag_ == "NNS" else None
    opened = _of_these(doc, sentence.start, count.first)
    if opened is not None:
        return opened
    head = n
    while head and _listed(doc, counts[head - 1], counts[head]) and counts[head - 1].first >= sentence.start:
        head -= 1
    kinds = _led_by(doc, sentence.start, counts[head].first) or _behind_verb(doc, count.end)
    return Pointer(kinds) if kinds else None


def of_those(doc: Doc, count: Count) -> bool:
    """ "Two of them", not "two of its own", who are nobody told of before."""
    return doc[count.end - 1].lower_ in OF_THEM


def _listed(doc: Doc, one: Count, other: Count) -> bool:
    """The next item of one list."""
    between = doc[one.end : other.first]
    verbs = any(t.tag_ in FINITE for t in between)
    return bool(len(between)) and between[-1].lower_ in JOINTS and not verbs


def _of_these(doc: Doc, start: int, first: int) -> Pointer | None:
    """ "Of these, 12 were children", "Of the total, 61", "Of the wounded, four": at the start of the sentence."""
    low = [t.lower_ for t in doc[start : min(first, start + 5)]]
    if low[:1] != ["of"] or first - start > 14:
        return None
    if low[1:2] and low[1] in THEM:
        return Pointer()
    word = low[2] if len(low) > 2 and low[1] in ("the", "this", "that", "those") else ""
    if word in SUMMED:
        return Pointer()
    return Pointer(CALLED[word]) if word in CALLED else None


def _led_by(doc: Doc, start: int, first: int) -> frozenset[Kind] | None:
    """ "Among the dead were five", "The victims include three", "among those killed were"."""
    at = next((i for i in range(first - 1, start - 1, -1) if doc[i].lower_ in INCLUDE | tree.BE), None)
    if at is None or any(t.tag_ in FINITE or (t.is_punct and t.text != ",") for t in doc[at + 1 : first]):
        return None
    subject = [t.lower_ for t in doc[max(start, at - SPAN) : at]]
    if doc[at].lower_ in tree.BE:
        if "among" not in subject:
            return None
        subject = subject[subject.index("among") + 1 :]
    return _named(subject)


def _named(words: list[str]) -> frozenset[Kind] | None:
    """What the last of the words calls those told of."""
    for word in reversed(words):
        if word in CALLED:
            return CALLED[word]
        if word in THEM:
            return ALL
    return None


def _behind_verb(doc: Doc, end: int) -> frozenset[Kind] | None:
    """ "Two nuns were among the dead"."""
    if end + 2 >= len(doc) or doc[end].lower_ not in tree.BE or doc[end + 1].lower_ != "among":
        return None
    return _named([t.lower_ for t in doc[end + 2 : end + 5]])
