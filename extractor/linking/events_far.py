"""The second and third way to join a count with what happened: the tree, and the nearest cue of the clause."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from extractor.linking.counts import Count
from extractor.linking.events import Join, fits
from extractor.linking.lists import verbs_of
from extractor.model import Event
from extractor.patterns import tree
from extractor.trace import Trace

AVOIDING: Final = frozenset(
    "evade evaded evading escape escaped escaping avoid avoided avoiding resist resisted survive survived".split()
)
BETWEEN: Final = 9  # tokens from "between" to the second of two sides
BESIDE: Final = frozenset({"by", "with", "against"})  # whoever did it, or was there: "died with a thousand riders"


def by_tree(doc: Doc, counts: Sequence[Count], events: Sequence[Event], trace: Trace | None = None) -> Iterator[Join]:
    """The event names the count's head as an argument."""
    places: dict[int, list[int]] = {}
    for n, count in enumerate(counts):
        ends = (count.end - 1, count.number.core_tokens[1] - 1, count.number.tokens[1] - 1)
        for place in dict.fromkeys((count.top, count.noun, *ends)):
            if place is not None:
                places.setdefault(place, []).append(n)
    for event in events:
        for place in dict.fromkeys((*event.counted, *_holders(doc, event))):
            for n in places.get(place, ()):
                if fits(counts[n], event, trace):
                    yield Join(n, event, "near" if event.voice == "modifier" else "tree")


def _holders(doc: Doc, event: Event) -> Iterator[int]:
    """ "Two clerks of a bank ambushed and shot dead": a participle hung on the last noun is the first's."""
    for place in event.counted if event.voice == "passive" and event.bare else ():
        if doc[place].dep_ == "pobj" and doc[place].head.lower_ in ("of", "from") and doc[event.head].dep_ != "relcl":
            yield doc[place].head.head.i


def _of_others(doc: Doc, event: Event, verb: Token) -> bool:
    """ "evaded capture", "a vigil for the dead": what did not happen to them, or happened to others."""
    before = doc[event.tokens[0] - 1].lower_ if event.tokens[0] else ""
    return verb.lower_ in AVOIDING or (before == "the" and doc[event.head].lower_ in ("dead", "wounded", "injured"))


def _between(doc: Doc, count: Count) -> bool:
    """ "Killed in a clash between the army and 40 raiders": who was there."""
    before = doc[count.first - 1]
    return before.lower_ == "and" and any(
        t.lower_ == "between"
        and not any(u.is_sent_start or u.tag_ in tree.VERB_TAGS for u in doc[t.i + 1 : count.first])
        for t in doc[max(0, count.first - BETWEEN) : count.first]
    )


def _of_them(doc: Doc, count: Count) -> bool:
    """ "The executions on Monday of two officials", "bodies, ten children among them": whose they are is said."""
    before = doc[count.first - 1].lower_ if count.first else ""
    following = doc[count.end].lower_ if count.end < len(doc) else ""
    return before in ("of", "among", "including", ":") or following == "among"


def _of_another(doc: Doc, count: Count, event: Event) -> bool:
    """ "Loss of life and displacement of hundreds of residents": the noun before "of" has a number of its own."""
    of = count.first - 1
    if of < 1 or doc[of].lower_ != "of" or doc[of - 1].tag_ not in ("NN", "NNS"):
        return False
    owner = of - 1
    return event.head < owner and any(t.lower_ == "and" for t in doc[event.head : owner])


def nearest(
    doc: Doc,
    counts: Sequence[Count],
    events: Sequence[Event],
    joined: set[int],
    owned: Collection[int] = (),
    trace: Trace | None = None,
) -> Iterator[Join]:
    """A count of people without an event takes the nearest cue of its clause.

    Args:
        joined: counts that have an event.
        owned: heads of cues that have their own count; a noun among them is told of others ("protested 12 killings").
    """
    for n, count in enumerate(counts):
        if n in joined or count.people is None or count.people.grade == "unit":
            continue
        before = count.first - 1
        if before > 0 and doc[before].tag_ in ("PRP$", "DT"):
            before -= 1
        if before >= 0 and (doc[before].lower_ in BESIDE or _between(doc, count)):
            continue
        if count.first > 1 and (doc[count.first - 2].lower_, doc[count.first - 1].lower_) == ("out", "of"):
            continue  # the whole
        verb = tree.clause_verb(doc[count.top])
        best: tuple[int, Event] | None = None
        for event in events:
            if event.kind is None or verb not in (tree.clause_verb(doc[event.head]), doc[event.head]):
                continue
            if event.voice == "noun" and event.head in owned:
                continue
            if event.voice == "state" and doc[count.top].dep_ == "dobj" and doc[count.top].head.i == event.head:
                continue  # "the photo is missing one soldier"
            if event.voice in ("noun", "state") and _of_others(doc, event, verb):
                continue
            if event.voice == "noun" and verb.lower_ not in verbs_of("undergoing") and not _of_them(doc, count):
                continue
            if _of_another(doc, count, event):
                continue
            low, high = sorted((count.top, event.head))
            if any(other is not count and low < other.top < high for other in counts):
                if trace is not None:
                    trace.refuse(count.number, "another number stands between", event)
                continue
            if any(t.lower_ == ";" or t.is_sent_start for t in doc[low + 1 : high + 1]):
                continue
            if not fits(count, event, trace):
                continue
            distance = high - low
            if best is None or distance < best[0]:
                best = (distance, event)
        if best is not None and best[1].voice not in ("active", "amount", "label"):
            yield Join(n, best[1], "near")
        elif best is not None and trace is not None:
            trace.refuse(count.number, "is no argument of the event, only near it", best[1])
