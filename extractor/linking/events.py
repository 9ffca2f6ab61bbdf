"""The second join, count and event: what happened to those who are counted?

Four ways, in this order: the construction itself (``direct``), the tree (``tree``), the list that the count stands in
(``list``) and the nearest cue of the clause (``near``).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from spacy.tokens import Doc, Token

from extractor.linking.alongside import before_with, beside
from extractor.linking.counts import Count
from extractor.model import Event
from extractor.patterns import tree
from extractor.patterns.paragraph import Paragraph
from extractor.trace import Trace

Way = Literal["direct", "tree", "list", "near", "discourse"]

AUXILIARIES: Final = frozenset(
    [
        "have",
        "has",
        "had",
        "were",
        "was",
        "are",
        "is",
        "been",
        "being",
        "be",
        "got",
        "get",
        "may",
        "might",
        "could",
        "can",
        "will",
        "would",
        "should",
        "must",
        "to",
        "'s",
        "’s",
        "reportedly",
        "allegedly",
        "also",
        "all",
        "now",
        "still",
        "not",
        "n't",
        "n’t",
        "never",
        "already",
        "so",
        "far",
        "either",
        "both",
        "themselves",
        "later",
        "then",
        "subsequently",
        "eventually",
        "since",
        "either",
        "seriously",
        "badly",
        "critically",
        "lightly",
        "slightly",
        "severely",
        "fatally",
        "confirmed",
        "feared",
        "believed",
        "presumed",
        "reported",
        "said",
        "known",
        "thought",
        "listed",
        "registered",
        "recorded",
        "counted",
        "regarded",
        "considered",
        "as",
        "declared",
        "found",
        "left",
        "did",
        "do",
        "remain",
        "remains",
        "remained",
        "lay",
        "lie",
        "outright",
        "there",
    ]
)
DETERMINERS: Final = frozenset({"the", "all", "another", "a", "an", "those", "these", "some", "its", "their", "his"})
ORDER: Final = frozenset({"first", "last", "next", "other", "remaining", "initial", "final"})
INSERTION: Final = 30  # tokens of an insertion between a count and its verb
RELATIVES: Final = frozenset({"who", "whom"})
FINITE: Final = frozenset({"have", "has", "had", "were", "was", "are", "is"})
PARTS: Final = frozenset({"including", "incl", "incl.", "among", "mostly", "mainly", "notably", "counting"})
QUOTES: Final = frozenset({"``", "''", '"'})
AVERAGE: Final = ("an", "average", "of")
ASIDE: Final = 7  # tokens of "were, on Monday, killed" between the commas
NOT_HUMAN_KINDS: Final = frozenset({"losses"})  # "lost 12 tanks": only people that are listed as such


@dataclass(frozen=True, slots=True)
class Join:
    """A count joined to an event."""

    count: int
    event: Event
    way: Way


def fits(count: Count, event: Event, trace: Trace | None = None, part: bool = False) -> bool:
    """The count may be one of people to whom the event happens; ``part``: of those who have it by their own word."""
    guard = misfit(count, event, part)
    if guard is not None and trace is not None:
        trace.refuse(count.number, guard, event)
    return guard is None


def misfit(count: Count, event: Event, part: bool = False) -> str | None:
    """What speaks against it that the event happens to those counted, in the words of ``extract explain``."""
    if event.tokens[0] < count.first and count.end <= event.tokens[1]:
        return "stands within the event's own words"  # "in two hospitals"
    if "many_each" in event.traits and count.first < event.head and event.voice == "noun":
        return "counts the events themselves"  # "12 massacres"
    named = count.noun is not None and event.tokens[0] <= count.noun < event.tokens[1]
    if named and event.voice == "amount" and event.kind is not None:
        return "counts the tolls themselves"  # "two death tolls"
    if count.noun is not None and count.noun == event.head and event.voice in ("noun", "state", "amount"):
        return None  # "12 deaths", "12 wounded", "a 4,000-strong force"
    if "held" in event.traits and event.voice != "amount" and not part:
        return "only the word itself is counted"
    if "searched" in event.traits and not count.rest and (count.people is None or count.people.grade == "force"):
        return "a force is not searched for"
    cases = event.voice == "noun" and count.noun in event.counted and count.noun < event.head
    if count.sort == "thing" and not cases:  # "1,200 cases of enforced disappearance"
        return "noun is a thing"
    if event.kind == "wounded" and count.people is not None and count.people.grade == "body":
        return "bodies are not treated"
    if count.other and event.kind in NOT_HUMAN_KINDS:
        return "losses of other people"
    if event.voice == "amount":
        return "noun of no list" if count.sort == "unknown" else None
    if count.sort == "unknown":
        if "of_things" in event.traits or count.number.share:  # "a third of the blossom"
            return "noun of no list"
        if event.kind in ("missing", "captured"):  # portions vanish, posts are captured
            return "noun of no list"
        if part and event.kind in ("killed", "wounded"):
            return None  # "80 dead, including six signatories"
        if event.voice == "noun":
            return None if event.bare and count.noun in event.counted else "noun of no list"
        human = event.bare and event.kind is not None and event.kind not in NOT_HUMAN_KINDS
        return None if human and event.voice in ("passive", "active") else "noun of no list"
    if count.sort == "bare":
        if event.bare or count.held:
            return None
        return None if "searched" in event.traits and count.rest else "no noun"
    return None


def direct(
    paragraph: Paragraph, counts: Sequence[Count], events: Sequence[Event], trace: Trace | None = None
) -> Iterator[Join]:
    """The event stands beside the count: "12 were killed", "killed 12", "the deaths of 12", "12 dead"."""
    doc = paragraph.doc
    by_first: dict[int, list[Event]] = {}
    by_end: dict[int, list[Event]] = {}
    for event in events:
        by_first.setdefault(event.tokens[0], []).append(event)
        by_end.setdefault(event.tokens[1], []).append(event)
    starts = {count.first for count in counts}
    tops = {count.top for count in counts}
    for n, count in enumerate(counts):
        for event in by_first.get(count.end, ()):
            if event.voice == "active" and _headlike(doc, event) and fits(count, event, trace):
                yield Join(n, replace(event, voice="passive"), "direct")  # "nine rebels killed, seven guns found"
        before = _before_average(doc, count.first)
        for event in by_end.get(before, ()):
            if event.voice == "passive" and _active_after_all(doc, event, count) and fits(count, event, trace):
                yield Join(n, replace(event, voice="active"), "direct")  # "tortured and murdered 200 prisoners"
            elif event.voice == "passive" and trace is not None:
                trace.refuse(count.number, "event is read as a passive", event)
        for event in by_end.get(before_with(doc, count.first), ()):
            if event.voice == "passive" and fits(count, event, trace):
                yield Join(n, event, "direct")  # "the pilot died along with nine others"
        for place in _places_behind(doc, count.end, by_first):
            for event in by_first.get(place, ()):
                inside = _inside(doc, count, event, tops)
                if not inside and fits(count, event, trace) and _behind(doc, count, event, starts, trace):
                    yield Join(n, event, "direct")
        while before and (doc[before - 1].lower_ in DETERMINERS | ORDER or doc[before - 1].tag_ in QUOTES):
            before -= 1
        for event in by_end.get(before, ()):
            if event.voice == "active" and fits(count, event, trace):
                yield Join(n, event, "direct")
        for event in by_end.get(_before_copula(doc, before), ()):
            if _inverted(doc, event) and fits(count, replace(event, voice="passive"), trace):
                yield Join(n, event, "direct")  # "among the dead were five children"
        if before and doc[before - 1].lower_ in ("of", "to"):
            for event in by_end.get(before - 1, ()):
                if event.voice == "noun" and fits(count, event, trace):
                    yield Join(n, event, "direct")
        for event in _partitive(doc, count, by_end):
            if fits(count, event, trace):
                yield Join(n, event, "direct")  # "of the dead, 20 were soldiers"
        for event in beside(doc, count, by_end):
            if fits(count, event, trace):
                yield Join(n, event, "direct")  # "abduct bride, 36 others"
        yield from _own_words(count, n, by_first)


def _before_average(doc: Doc, first: int) -> int:
    """Before "an average of", which says how often and not how many others."""
    average = tuple(t.lower_ for t in doc[max(0, first - len(AVERAGE)) : first]) == AVERAGE
    return first - len(AVERAGE) if average else first


def _inside(doc: Doc, count: Count, event: Event, tops: set[int]) -> bool:
    """ "Four men of a patrol of ten were killed": the tree names the four, in whose phrase the ten stand."""
    if event.voice != "passive" or count.top in event.counted:
        return False
    named = {place for place in event.counted if place in tops and place != count.top}
    return any(ancestor.i in named for ancestor in doc[count.top].ancestors) if named else False


def _partitive(doc: Doc, count: Count, by_end: dict[int, list[Event]]) -> Iterator[Event]:
    """ "Of the wounded, nine …", "Of those killed, six …", "Among the slain miners, five …": before the comma."""
    comma = count.first - 1
    if comma < 1 or doc[comma].text != ",":
        return
    noun = doc[comma - 1].tag_ in ("NNS", "NN")
    for event in (*by_end.get(comma, ()), *(by_end.get(comma - 1, ()) if noun else ())):
        first = event.tokens[0]
        opened = first > 1 and doc[first - 1].lower_ in ("the", "those") and doc[first - 2].lower_ in ("of", "among")
        opened = opened or (doc[first].lower_ == "among" and bool(doc[first].is_sent_start))
        said = event.voice in ("noun", "state") or (event.voice == "passive" and first + 1 == comma)
        if opened and event.kind is not None and said:
            yield event


def _own_words(count: Count, n: int, by_first: dict[int, list[Event]]) -> Iterator[Join]:
    """The cue is in the count's own words: "30 WIA", "twelve of the wounded", "nine shot dead"."""
    places = {count.number.core_tokens[1], count.of_noun, count.noun} - {None}
    for event in (e for place in sorted(p for p in places if p is not None) for e in by_first.get(place, ())):
        if event.kind is None or "many_each" in event.traits:
            continue
        if event.voice == "passive" and event.tokens[0] == count.of_noun and count.noun is None:
            yield Join(n, event, "direct")  # "ten of the killed"
        elif event.voice in ("noun", "state"):
            own = event.head == count.noun or (event.tokens[0] == count.of_noun and _of_cue(count, event))
            if own:
                yield Join(n, event, "direct")
        elif event.tokens[1] - event.tokens[0] > 1 and (event.head == count.noun or _all_words(count, event)):
            yield Join(n, replace(event, voice="passive"), "direct")


def _all_words(count: Count, event: Event) -> bool:
    """ "19 taken prisoner": the cue is all that stands behind the number."""
    return count.noun is not None and event.tokens == (count.number.core_tokens[1], count.noun + 1)


def _of_cue(count: Count, event: Event) -> bool:
    """ "twelve of the wounded", "dozens of wounded", not "hundreds of dead fish"."""
    return count.noun in (None, event.head) or count.sort == "people"


def _headlike(doc: Doc, event: Event) -> bool:
    """A past form with nothing behind it that it could have for an object."""
    after = event.tokens[1]
    following = doc[after] if after < len(doc) else None
    if following is not None and following.tag_ == "CC" and any(doc[c].head.i > event.head for c in event.counted):
        return False  # "300 fighters seized and held the town"
    return doc[event.head].tag_ in ("VBD", "VBN", "JJ") and (
        following is None
        or following.is_punct
        or following.tag_ in ("IN", "CC", "RB", "WRB", "TO")
        or following.is_space
    )


def _active_after_all(doc: Doc, event: Event, count: Count) -> bool:
    """A participle without any auxiliary, with its people behind it: "after bandits kidnapped 12 pupils"."""
    verb = doc[event.head]
    if "intransitive" in event.traits:
        return False
    if verb.tag_ not in ("VBD", "VBN") or tree.has_own(verb, "auxpass", "agent"):
        return False
    following = doc[count.end].lower_ if count.end < len(doc) else ""
    behind_noun = verb.dep_ == "acl" and count.people is not None and following not in AUXILIARIES
    no_clause = verb.dep_ == "acl" and verb.tag_ == "VBD" and verb.head.dep_ == "ROOT"  # "The raid killed 30."
    return verb.dep_ in ("conj", "ROOT") or behind_noun or no_clause


def _behind(doc: Doc, count: Count, event: Event, starts: set[int], trace: Trace | None = None) -> bool:
    """The event stands behind the count as what happened to it."""
    if event.voice in ("passive", "state"):
        own = _has_object(doc, event, starts)
        if own and trace is not None:
            trace.refuse(count.number, "event has its own object", event)
        return not own
    return event.voice == "noun" and event.tokens[0] == count.end


def _places_behind(doc: Doc, start: int, cues: Container[int]) -> list[int]:
    """Where a cue may stand behind a count: after an insertion, and after each auxiliary."""
    i = _past_insertion(doc, start, cues)
    places = [i]
    while i < len(doc) and _is_auxiliary(doc[i]) and not (doc[i].is_sent_start and i > start):
        i = _past_aside(doc, i + 1)
        places.append(i)
    return places


def _past_aside(doc: Doc, start: int) -> int:
    """Behind the time or place that stands in commas between an auxiliary and its verb: "were, on Monday, killed"."""
    if start >= len(doc) or doc[start].text != "," or doc[start - 1].lower_ not in FINITE | {"be", "been", "being"}:
        return start
    for i in range(start + 1, min(len(doc), start + ASIDE)):
        if doc[i].text == ",":
            return i + 1
        if doc[i].is_sent_start or doc[i].tag_ in tree.VERB_TAGS | {"MD", "CC"} or doc[i].text in (";", ":"):
            break
    return start


def _is_auxiliary(token: Token) -> bool:
    return token.lower_ in AUXILIARIES or (token.tag_ == "RB" and token.lower_.endswith("ly"))


def _inverted(doc: Doc, event: Event) -> bool:
    """What happened stands first: "among the dead were five children", "killed were two clerks"."""
    if event.voice == "passive":
        return bool(doc[event.tokens[0]].is_sent_start) and doc[event.tokens[1]].lower_ in ("were", "was")
    return event.voice == "state" and event.tokens[1] - event.tokens[0] > 1


def _before_copula(doc: Doc, before: int) -> int:
    """Where a phrase ends that stands before "were" or a colon; -1 where neither does."""
    if before and (doc[before - 1].lower_ in tree.BE or doc[before - 1].lower_ == ":"):
        return before - 1
    return -1


def _past_insertion(doc: Doc, start: int, cues: Container[int]) -> int:
    """Behind ", including five children," or ", who had stayed behind,"."""
    if (
        start + 1 >= len(doc)
        or doc[start].lower_ not in (",", "–", "—", "-", "(")
        or doc[start + 1].lower_ not in PARTS | RELATIVES
    ):
        return start
    closing = {"(": ")"}.get(doc[start].lower_, doc[start].lower_)
    whole = doc[start + 1].lower_ in PARTS
    for i in range(start + 2, min(len(doc), start + INSERTION)):
        if doc[i].is_sent_start:
            break
        if doc[i].lower_ != closing or i + 1 >= len(doc):
            continue
        if doc[i + 1].lower_ in FINITE if not whole else doc[i + 1].lower_ in AUXILIARIES:
            return i + 1
        if whole and i + 1 in cues and doc[i + 1].tag_ == "VBN":
            return i + 1
        if whole and doc[i + 1].lower_ in RELATIVES and doc[i + 2 : i + 3].text.lower() in FINITE:
            return i + 2  # "110 people, mainly girls, who had been abducted"
    return start


def _has_object(doc: Doc, event: Event, starts: set[int]) -> bool:
    """ "12 soldiers killed 30 rebels": another count follows, so the first one does it."""
    after = event.tokens[1]
    row = event.tokens[0] > 0 and doc[event.tokens[0] - 1].tag_ == "CD" and doc[after : after + 1].text[:1].isdigit()
    if row and after + 1 < len(doc) and doc[after + 1].tag_ in ("VBN", "VBD", "JJ"):
        return False  # "52 killed 78 wounded 9 missing"
    return after in starts or (
        after < len(doc) and doc[after].lower_ in DETERMINERS - {"all"} and doc[after].dep_ != "npadvmod"
    )
