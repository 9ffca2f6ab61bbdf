"""The fourth way to join, across sentences: a count without an event that goes on from an earlier figure.

"Two of them were teachers", "the other three", "all four hostages", "Moscow speaks of 1,200", "up from 147 a year ago".
What an earlier figure was decides what this one is; how the count is tied to it decides whether it may be so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc

from extractor.linking import men, standing, strength, tables, topic
from extractor.linking.beside import beside_war
from extractor.linking.commanded import commanded, named
from extractor.linking.counts import Count
from extractor.linking.events import ORDER
from extractor.linking.figures import FORCE_RULE, Inherited, Joined, figures_of
from extractor.linking.lists import listed, of_something, spared, verbs_of
from extractor.linking.named import named_before
from extractor.linking.part_forms import are_among, of_victims, part_by_form
from extractor.linking.sizes import dwarfed, fits_into, is_large, same_number
from extractor.linking.surroundings import Surroundings, surroundings
from extractor.model import Event, Figure, Kind
from extractor.patterns import tree
from extractor.patterns.paragraph import Paragraph

AFTERWARDS: Final[dict[Kind, str]] = {"wounded": "caring", "killed": "burying"}  # kind -> list of verbs
REACH: Final = 2  # sentences back for what points back by itself ("of them", "the other three")
PAIR: Final = 2
RECENT: Final = 3  # paragraphs in which it does


@dataclass(slots=True)
class Told:
    """One count in reading order: ``sentence`` counts through the article; ``figures`` are what it gave so far."""

    paragraph: Paragraph
    joined: Joined
    n: int
    sentence: int
    figures: list[Figure] = field(default_factory=list)

    @property
    def count(self) -> Count:
        return self.joined.counts[self.n]

    @property
    def strength(self) -> bool:
        return bool(self.figures) and self.figures[0].kind is None


def resolve(paragraphs: Sequence[tuple[Paragraph, Joined]]) -> None:
    """Give every count that goes on from an earlier figure what that one has, in ``Joined.inherited``."""
    for (_, joined), away in zip(paragraphs, topic.elsewhere([p for p, _ in paragraphs]), strict=True):
        joined.elsewhere = away
    tables.resolve(paragraphs)
    around = surroundings(paragraphs)
    told: list[Told] = []
    for each in _in_order(paragraphs):
        if each.count.of_them and each.figures and _of_things(each, told):
            each.joined.events[each.n] = []
            each.figures = []
        if _licensed(each, told):
            each.joined.add(each.joined.licensed[each.n])
            each.figures = figures_of(each.paragraph, each.joined, each.n)
        elif (cared := _cared_for(each, told)) is not None:
            _inherit(each, cared)
        elif _open(each):
            again = _repeated(each, told)
            source = again or _continued(each, told)
            asked = _asked(each, paragraphs) if source is None and not each.figures else None
            if source is not None:
                _inherit(each, source)
                if again is not None:
                    each.joined.again[each.n] = again.count.number.span
            elif asked is not None:
                given = Inherited(rule=f"{asked.rule}/discourse", kind=asked.kind, action=None)
                each.joined.inherited[each.n] = [given]
                each.figures = figures_of(each.paragraph, each.joined, each.n)
            elif not each.figures:
                _among_soldiers(each, around, told)
        told.append(each)
    for group in _breakdowns(told):
        for each, source in group:
            _inherit(each, source)


def _in_order(paragraphs: Sequence[tuple[Paragraph, Joined]]) -> Iterator[Told]:
    sentence = 0
    for paragraph, joined in paragraphs:
        found = [figures_of(paragraph, joined, n) for n in range(len(joined.counts))]
        place = 0
        for n, count in enumerate(joined.counts):
            sentence += sum(paragraph.opens[place + 1 : count.first + 1])
            place = max(place, count.first)
            yield Told(paragraph, joined, n, sentence, found[n])
        sentence += 1 + sum(paragraph.opens[place + 1 :])


def _open(each: Told) -> bool:
    """Nothing is known of the count, or only that its noun is a force."""
    count = each.count
    if count.people is not None and count.people.grade == "unit":
        return False
    held = strength.held(each.joined.events.get(each.n, ()))
    if not held and (count.sort == "thing" or (count.sort == "unknown" and not (count.of_them or count.rest))):
        return False
    if each.figures:
        doc, before = each.paragraph.doc, count.first - 1
        summed = count.sort == "bare" and before >= 0 and standing.summed_at(doc, doc[before])
        return each.strength and (summed or (each.figures[0].event is None and count.definite))
    return _free(each)


def _licensed(each: Told, told: Sequence[Told]) -> bool:
    """Its own cue needs people, and people were counted in this sentence or the last: "Thirty-one fell"."""
    if each.n not in each.joined.licensed or each.figures or not told:
        return False
    for earlier in reversed(told):
        if each.sentence - earlier.sentence > 1:
            return False
        if earlier.figures or earlier.count.sort == "people":
            return True
        if earlier.count.noun is not None:
            return False
    return False


def _free(each: Told) -> bool:
    """They were not arrested, displaced, released or rescued."""
    joins = each.joined.events.get(each.n, ())
    other = standing.of_another_fate(each.paragraph.doc, each.count)
    return not other and all(
        j.event.kind is not None or j.event.action is not None for j in joins if j.way in ("direct", "tree")
    )


def _inherit(each: Told, source: Told) -> None:
    """The count is what its source is."""
    if each.joined.trace is not None:
        each.joined.trace.sources[each.count.number.span] = source.count.number.span
    given = [
        Inherited(rule=f"{figure.rule.partition('/')[0]}/discourse", kind=figure.kind, action=figure.action)
        for figure in source.figures
    ]
    if each.count.rest or each.count.definite or len(given) > 1:
        given = given[-1:]
    each.joined.inherited[each.n] = given
    each.figures = figures_of(each.paragraph, each.joined, each.n)


def _among_soldiers(each: Told, around: Surroundings, told: Sequence[Told]) -> None:
    """ "Poland will send 850", "the 400 Americans stationed there": beside a paragraph of soldiers."""
    index = each.paragraph.index
    if index not in around.about or men.pointed_at(each.paragraph.doc, each.count):
        return
    more = standing.goes_on(each.paragraph.doc, each.count)
    if each.count.sort == "bare" and more and each.paragraph.tags[each.count.end] != "JJ":
        return  # "33 much larger aircraft"
    joins = each.joined.events.get(each.n, ())
    source = _source(each, told, 1)
    soldiers = source is not None and source.strength
    join = strength.moved(each.paragraph, joins, each.count, index in around.near)
    kept = join is not None and join.event.action == "station" and each.count.sort == "bare"
    if kept and named(each.paragraph, each.count) == "person":
        join = None  # "The mill has 900 workers. It keeps 300 at night."
    given = None
    if join is not None:
        given = Inherited(rule=f"{join.event.rule}/discourse", kind=None, action=join.event.action)
    elif named_before(each.paragraph, each.count, around.before.get(index)) or commanded(
        each.paragraph, each.count, index in around.deep
    ):
        given = Inherited(rule=f"{FORCE_RULE}/discourse", kind=None, action="strength")
    elif action := beside_war(each.paragraph, joins, each.count, soldiers, index in around.deep):
        holder = strength.held(joins)
        rule = holder.event.rule if holder else FORCE_RULE
        given = Inherited(rule=f"{rule}/discourse", kind=None, action=action)
    if given is not None:
        each.joined.inherited[each.n] = [given]
        each.figures = figures_of(each.paragraph, each.joined, each.n)


def _asked(each: Told, paragraphs: Sequence[tuple[Paragraph, Joined]]) -> Event | None:
    """ "How many died? Fourteen in January.": the cue of the question before a number that answers it."""
    count, doc = each.count, each.paragraph.doc
    if count.sort != "bare" or standing.place(doc, count) not in ("alone", "stated", "compared"):
        return None
    start = doc[count.first].sent.start
    if start:
        return _question(each.joined, doc, doc[start - 1].sent.start, start)
    if not each.paragraph.index:
        return None
    before, joined = paragraphs[each.paragraph.index - 1]
    last = before.doc[len(before.doc) - 1].sent
    return _question(joined, before.doc, last.start, last.end)


def _question(joined: Joined, doc: Doc, start: int, end: int) -> Event | None:
    """The casualty cue of the sentence, if it asks how many."""
    words = [t.lower_ for t in doc[start:end]]
    if "?" not in words or ("how", "many") not in pairwise(words):
        return None
    return next((e for e in joined.cues if start <= e.head < end), None)


def _repeated(each: Told, told: Sequence[Told]) -> Told | None:
    """ "all four hostages", "the 20 demonstrators", "and even at 15,000": the number was said before."""
    count = each.count
    definite, large = count.definite and not count.rest, is_large(count)
    if count.rest and told and told[-1].sentence == each.sentence and told[-1].count.sort in ("thing", "unknown"):
        return None  # "74 drones fell, while another 46 flew on"
    for earlier in reversed(told) if definite or large else ():
        if not definite and each.paragraph.index - earlier.paragraph.index > RECENT:
            return None
        if not earlier.figures or not same_number(count, earlier.count):
            continue
        if definite:
            if (each.figures or earlier.strength) and not _same_noun(each, earlier):
                continue
            if each.figures and earlier.strength:
                continue
            if _alive(each, earlier) or _acts(each, earlier):
                continue
        return earlier
    return None


def _alive(each: Told, earlier: Told) -> bool:
    """They were threatened with death, and live."""
    killed = any(figure.kind == "killed" for figure in earlier.figures)
    return killed and spared(each.paragraph.doc, each.count)


def _acts(each: Told, earlier: Told) -> bool:
    """ "The two coordinated the raid": any two people, while the two killed do nothing."""
    dead = any(figure.kind == "killed" for figure in earlier.figures)
    top = each.paragraph.doc[each.count.top]
    active = top.dep_ == "nsubj" and top.head.i > top.i and top.head.lower_ not in tree.BE
    return dead and each.count.number.high == PAIR and active and top.head.tag_ in tree.VERB_TAGS


def _same_noun(one: Told, other: Told) -> bool:
    """Both count the same noun, or one leaves it out."""
    nouns = [each.paragraph.doc[each.count.noun].lower_ for each in (one, other) if each.count.noun is not None]
    return len(set(nouns)) < 2


def _continued(each: Told, told: Sequence[Told]) -> Told | None:
    count, doc = each.count, each.paragraph.doc
    if (each.figures and not each.strength) or standing.age(doc, count) or _one_of_many(count):
        return None
    if count.of_them and of_something(doc, each.joined.counts, each.n):
        return None
    first = count.first
    if first > 2 and doc[first - 1].lower_ == "of" and doc[first - 2].tag_ == "NNS" and doc[first - 3].like_num:
        return None  # "three pages of 412"
    ordered = is_large(count) and first > 0 and doc[first - 1].lower_ in ORDER  # "the first 70"
    pointing = count.of_them or count.rest or ordered or part_by_form(doc, each.joined.counts, each.n)
    if not pointing and (count.sort != "bare" or standing.goes_on(doc, count)):
        return None
    source = _source(each, told, REACH if pointing else 1)
    if source is None:
        return None
    place = standing.place(doc, count)
    if place in ("stated", "compared") and not pointing:
        source = _whole(source, told)
    if source.strength and count.people is not None and count.people.grade in ("person", "body"):
        return None  # "25 raiders and 17 other victims"
    if source.strength and count.of_them and count.number.high == 1:
        return None  # "is not one of those"
    if source.strength and standing.of_others(each.paragraph, count):
        return None
    far = each.sentence - source.sentence > 1
    if source.strength and count.of_them and far and named(each.paragraph, count) == "thing":
        return None  # "The state builds flats. There are 900 of them."
    if source.strength:
        moved = any(j.event.action is not None for j in each.joined.events.get(each.n, ()))
        allowed = place != "object" or pointing or moved or standing.large_object(doc, count)
        allowed = allowed and (
            moved or pointing or not (standing.suffered(doc, count) or standing.labels(each.paragraph, count))
        )
    elif count.of_them or part_by_form(doc, each.joined.counts, each.n):
        allowed = place != "object" and not spared(doc, count)
    else:
        allowed = place in ("alone", "compared", "stated", "copula")
    guard = None if allowed else "stands where it goes on from no earlier figure"
    if place in ("copula", "subject") and not count.rest and not fits_into(count, source.count):
        guard = "is more than the earlier figure"
    if guard is not None and each.joined.trace is not None:
        each.joined.trace.refuse(count.number, guard)
    return source if guard is None else None


def _one_of_many(count: Count) -> bool:
    """ "one of the deadliest raids": of what was not told of."""
    return count.number.low == count.number.high == 1 and count.of_noun is not None


def _whole(each: Told, told: Sequence[Told]) -> Told:
    """ "4,700 casualties, 600 of them dead. Kyiv says 6,000.": what others say is of the whole, not of its part.

    Nor of the force that they are lost from: "4,700 casualties out of 15,000 men".
    """
    doc, first = each.paragraph.doc, each.count.first
    if each.strength and first > 1 and (doc[first - 2].lower_, doc[first - 1].lower_) == ("out", "of"):
        beside = (t for t in reversed(told) if t.sentence == each.sentence and t.figures and not t.strength)
        each = next(beside, each)
    whole = each.joined.parts.get(each.n)
    if whole is None:
        return each
    of_it = (t for t in reversed(told) if t.joined is each.joined and t.n == whole and t.figures)
    return next(of_it, each)


def _source(each: Told, told: Sequence[Told], reach: int) -> Told | None:
    """The nearest earlier count that is a figure, unless one of things or other people stands between.

    A large number looks back further, past small ones of things, if those before were soldiers.
    """
    strong = of_victims(each.paragraph.doc, each.count) or are_among(each.paragraph.doc, each.count)
    if each.count.of_number is not None and each.n + 1 < len(each.joined.counts):  # "two of the five"
        whole = each.joined.counts[each.n + 1]
        known = (earlier for earlier in reversed(told) if earlier.figures and same_number(whole, earlier.count))
        if (same := next(known, None)) is not None and each.paragraph.index - same.paragraph.index <= RECENT:
            return same
    large, passed = is_large(each.count), False
    for earlier in reversed(told):
        far = each.sentence - earlier.sentence > reach
        if each.sentence - earlier.sentence > (max(reach, REACH) if large else reach):
            return None
        if each.paragraph.index - earlier.paragraph.index > 1:
            return None
        if earlier.figures:
            return earlier if earlier.strength or not (passed or far) else None
        if earlier.count.noun is not None and not strong and not _beside_soldiers(earlier):
            if not (large and dwarfed(earlier.count, each.count)):
                return None
            passed = True
    return None


def _cared_for(each: Told, told: Sequence[Told]) -> Told | None:
    """ "Eight were flown to a hospital", "Nine have been buried": which of those just told of it was, the verb says."""
    count, doc = each.count, each.paragraph.doc
    verb = tree.clause_verb(doc[count.top])
    if count.sort != "bare" or each.figures or verb.i < count.first or not tree.is_passive(verb):
        return None
    kinds = {kind for kind, name in AFTERWARDS.items() if verb.lower_ in verbs_of(name)}
    for earlier in reversed(told):
        if not kinds or each.sentence - earlier.sentence > 1:
            return None
        if earlier.figures and earlier.figures[-1].kind in kinds and fits_into(count, earlier.count):
            return earlier
    return None


def _beside_soldiers(each: Told) -> bool:
    """ "4,800 soldiers and 200 civilians": others than those told of, in one list with them."""
    if each.count.sort != "people" or (each.n - 1, each.n) not in listed(each.paragraph.doc, each.joined.counts):
        return False
    before = each.joined.counts[each.n - 1].people
    return before is not None and before.grade == "force"


def _of_things(each: Told, told: Sequence[Told]) -> bool:
    """ "The herd has 200 cows. Forty of them died." """
    for earlier in reversed(told):
        if each.sentence - earlier.sentence > REACH or each.paragraph is not earlier.paragraph:
            return False
        if earlier.figures or earlier.count.noun is not None:
            return earlier.count.sort == "thing"
    return False


def _breakdowns(told: Sequence[Told]) -> Iterator[list[tuple[Told, Told]]]:
    """ "All 25 were seized. Eight Danes, nine Swedes and eight Finns were aboard.": parts that add up to a figure."""
    start = 0
    while start < len(told):
        end = start
        while end < len(told) and told[end].sentence == told[start].sentence and _part(told[end]):
            end += 1
        parts = told[start:end]
        total = sum(each.count.number.low or 0 for each in parts)
        for source in reversed(told[max(0, start - 4) : start]):
            near = told[start].sentence - source.sentence <= REACH
            if len(parts) > 1 and near and source.figures and total and total == source.count.number.low:
                yield [(each, source) for each in parts]
                break
        start = max(end, start + 1)


def _part(each: Told) -> bool:
    """A count of people of whom nothing is known yet."""
    known = each.figures and (not each.strength or each.figures[0].event is not None)
    return not known and each.count.sort in ("people", "bare") and _free(each)
