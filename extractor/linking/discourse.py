"""The fourth way to join, across sentences: a count without an event that goes on from an earlier figure.

"Two of them were teachers", "the other three", "all four hostages", "Moscow speaks of 1,200", "up from 147 a year ago".
What an earlier figure was decides what this one is; how the count is tied to it decides whether it may be so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Final, Literal

from spacy.tokens import Doc, Token

from extractor.linking import strength, topic
from extractor.linking.counts import Count
from extractor.linking.events import PARTS
from extractor.linking.figures import Inherited, Joined, figures
from extractor.linking.lists import PART_FILLERS, listed, spared, verbs_of
from extractor.model import Figure
from extractor.patterns import tree
from extractor.patterns.paragraph import Paragraph

# How the count stands in its own clause.
Place = Literal["alone", "compared", "stated", "copula", "subject", "object"]
COMPARING: Final = frozenset({"from", "than", "against", "versus", "vs", "below", "above", "unlike"})
PROPOSING: Final = frozenset({"at", "as", "of", "to", "about", "with", "for", "by"})
COPULAS: Final = tree.BE | {"remain", "remains", "remained", "include", "includes", "included"}
TOLD_OF: Final = frozenset({"victims", "hostages", "captives", "casualties", "fatalities", "abductees", "prisoners"})
SUMS: Final = frozenset({"total", "figure", "number", "tally", "count", "sum"})
REACH: Final = 2  # sentences back for what points back by itself ("of them", "the other three")
TEN: Final = 10
BIG: Final = 20  # a bare number as large as this that was said before means the same again
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
    about_war = {p.index for p, joined in paragraphs if strength.of_war(p) or _of_soldiers(p, joined)}
    told: list[Told] = []
    for each in _in_order(paragraphs):
        if each.count.of_them and each.figures and _of_things(each, told):
            each.joined.events[each.n] = []
            each.figures = []
        if _open(each):
            source = _repeated(each, told) or _continued(each, told)
            if source is not None:
                _inherit(each, source)
            elif not each.figures:
                _among_soldiers(each, about_war)
        told.append(each)
    for group in _breakdowns(told):
        for each, source in group:
            _inherit(each, source)


def _of_soldiers(paragraph: Paragraph, joined: Joined) -> bool:
    """Soldiers are counted in it."""
    return any(figure.kind is None for _, figure in figures(paragraph, joined))


def _in_order(paragraphs: Sequence[tuple[Paragraph, Joined]]) -> Iterator[Told]:
    sentence = 0
    for paragraph, joined in paragraphs:
        found: dict[int, list[Figure]] = {}
        for n, figure in figures(paragraph, joined):
            found.setdefault(n, []).append(figure)
        place = 0
        for n, count in enumerate(joined.counts):
            sentence += sum(1 for t in paragraph.doc[place + 1 : count.first + 1] if t.is_sent_start)
            place = max(place, count.first)
            yield Told(paragraph, joined, n, sentence, found.get(n, []))
        sentence += 1 + sum(1 for t in paragraph.doc[place + 1 :] if t.is_sent_start)


def _open(each: Told) -> bool:
    """Nothing is known of the count, or only that its noun is a force."""
    count = each.count
    if count.people is not None and count.people.grade == "unit":
        return False
    if count.sort == "thing" or (count.sort == "unknown" and not (count.of_them or count.rest)):
        return False
    if each.figures:
        return each.strength and each.figures[0].event is None and count.definite
    return _free(each)


def _free(each: Told) -> bool:
    """They were not arrested, released or rescued."""
    joins = each.joined.events.get(each.n, ())
    return all(j.event.kind is not None or j.event.action is not None for j in joins if j.way in ("direct", "tree"))


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
    each.figures = [figure for n, figure in figures(each.paragraph, each.joined) if n == each.n]


def _among_soldiers(each: Told, about_war: Set[int]) -> None:
    """ "Poland will send 850", "the 400 Americans stationed there": beside a paragraph of soldiers."""
    index = each.paragraph.index
    if not about_war & {index - 1, index, index + 1}:
        return
    if each.count.sort == "bare" and _goes_on(each.paragraph.doc, each.count, ("JJ",)):
        return
    join = strength.moved(each.paragraph, each.joined.events.get(each.n, ()), each.count)
    if join is not None:
        given = Inherited(rule=f"{join.event.rule}/discourse", kind=None, action=join.event.action)
        each.joined.inherited[each.n] = [given]
        each.figures = [figure for n, figure in figures(each.paragraph, each.joined) if n == each.n]


def _same_number(one: Count, other: Count) -> bool:
    a, b = one.number, other.number
    return a.low is not None and (a.low, a.high) == (b.low, b.high)


def _repeated(each: Told, told: Sequence[Told]) -> Told | None:
    """ "all four hostages", "the 20 demonstrators", "and even at 15,000": the number was said before."""
    count = each.count
    for earlier in reversed(told):
        if not earlier.figures or not _same_number(count, earlier.count):
            continue
        if count.definite and not count.rest:
            if (each.figures or earlier.strength) and not _same_noun(each, earlier):
                continue
            if each.figures and earlier.strength:
                continue
            if _alive(each, earlier):
                continue
            return earlier
        near = each.paragraph.index - earlier.paragraph.index <= RECENT
        if count.sort == "bare" and near and (count.number.low or 0) >= BIG:
            return earlier
    return None


def _alive(each: Told, earlier: Told) -> bool:
    """They were threatened with death, and live."""
    killed = any(figure.kind == "killed" for figure in earlier.figures)
    return killed and spared(each.paragraph.doc, each.count)


def _same_noun(one: Told, other: Told) -> bool:
    """Both count the same noun, or one leaves it out."""
    nouns = [each.paragraph.doc[each.count.noun].lower_ for each in (one, other) if each.count.noun is not None]
    return len(set(nouns)) < 2


def _continued(each: Told, told: Sequence[Told]) -> Told | None:
    count, doc = each.count, each.paragraph.doc
    if each.figures or _one_of_many(count):
        return None
    pointing = count.of_them or count.rest or _part_by_form(each)
    if not pointing and (count.sort != "bare" or _goes_on(doc, count)):
        return None
    source = _source(each, told, REACH if pointing else 1)
    if source is None:
        return None
    place = _place(doc, count)
    if source.strength:
        moved = any(j.event.action is not None for j in each.joined.events.get(each.n, ()))
        allowed = place != "object" or pointing or moved or _large_object(doc, count)
    elif count.of_them or _part_by_form(each):
        allowed = place != "object" and not spared(doc, count)
    else:
        allowed = place in ("alone", "compared", "stated", "copula")
    guard = None if allowed else "stands where it goes on from no earlier figure"
    if place in ("copula", "subject") and not count.rest and not _fits_into(count, source.count):
        guard = "is more than the earlier figure"
    if guard is not None and each.joined.trace is not None:
        each.joined.trace.refuse(count.number, guard)
    return source if guard is None else None


def _one_of_many(count: Count) -> bool:
    """ "one of the deadliest raids": of what was not told of."""
    return count.number.low == count.number.high == 1 and count.of_noun is not None


def _goes_on(doc: Doc, count: Count, but: Sequence[str] = ()) -> bool:
    """A noun that was not found follows the number: "33 much larger aircraft", "38-plus nations"."""
    following = [t.tag_ for t in doc[count.end : count.end + 2]]
    if following[:1] and following[0] in but:
        return False
    return following[:1] in (["JJ"], ["JJR"], ["NN"], ["NNS"], ["NNP"], ["HYPH"]) or following in (
        ["RB", "JJ"],
        ["RB", "JJR"],
    )


def _large_object(doc: Doc, count: Count) -> bool:
    """ "Germany provides 2,300": after soldiers a larger number is more of them, but "a country of 11 million"."""
    large = (count.number.low or count.number.high or 0) >= TEN
    return large and not (count.first and doc[count.first - 1].lower_ == "of")


def _source(each: Told, told: Sequence[Told], reach: int) -> Told | None:
    """The nearest earlier count that is a figure, unless one of things or other people stands between."""
    for earlier in reversed(told):
        if each.sentence - earlier.sentence > reach or each.paragraph.index - earlier.paragraph.index > 1:
            return None
        if earlier.figures:
            return earlier
        if earlier.count.noun is not None and not _beside_soldiers(earlier):
            return None
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


def _fits_into(part: Count, whole: Count) -> bool:
    """The part is no more than its whole."""
    most = whole.number.high if whole.number.high is not None else whole.number.low
    return part.number.low is None or most is None or part.number.low <= most or whole.number.bound == "at_least"


def _part_by_form(each: Told) -> bool:
    """ "among them five children", "fourteen of the victims", "14 (3 women)"."""
    doc, count = each.paragraph.doc, each.count
    return _among(doc, count) or _of_victims(doc, count) or _in_brackets(each)


def _in_brackets(each: Told) -> bool:
    """Directly behind another count, in brackets."""
    first = each.count.first
    behind = each.n > 0 and each.joined.counts[each.n - 1].end == first - 1
    return behind and each.paragraph.doc[first - 1].text == "("


def _among(doc: Doc, count: Count) -> bool:
    """ "Among them were five children", "including 12 women"."""
    opener = count.first - 1
    while opener >= 0 and doc[opener].lower_ in PART_FILLERS:
        opener -= 1
    return opener >= 0 and doc[opener].lower_ in PARTS


def _of_victims(doc: Doc, count: Count) -> bool:
    """ "fourteen of the victims": of those just told of."""
    return count.of_noun is not None and count.noun is not None and doc[count.noun].lower_ in TOLD_OF


def _place(doc: Doc, count: Count) -> Place:
    """How the count stands in its clause."""
    before = doc[count.first - 1] if count.first else None
    if before is not None and before.text == "(":
        return "alone"
    if before is not None and before.lower_ == "the" and before.i:
        before = doc[before.i - 1]
    if before is not None and before.lower_ in COMPARING:
        return "compared"
    if before is not None and (
        before.lower_ in verbs_of("stating") | tree.BE or _stated_at(before) or _summed_at(doc, before)
    ):
        return "stated"
    following = doc[count.end] if count.end < len(doc) else None
    if following is not None and following.lower_ in COPULAS and following.dep_ != "aux":
        return "copula"
    top = doc[count.top]
    if top.dep_ in tree.SUBJECTS and top.head.tag_ in tree.VERB_TAGS:
        return "copula" if top.head.lower_ in COPULAS else "subject"
    if _age(doc, count):
        return "object"
    if top.dep_ in ("dobj", "pobj", "attr", "nummod", "compound", "npadvmod"):
        return "object"
    verb = tree.clause_verb(top)
    if verb.tag_ in tree.VERB_TAGS and following is not None and following.tag_ in ("VBD", "VBP", "VBZ", "MD"):
        return "subject"
    return "alone" if verb.tag_ not in tree.VERB_TAGS or _cut_off(doc, count) else "object"


def _age(doc: Doc, count: Count) -> bool:
    """ "Tyrell, 23, and Cody, 31": a number between commas behind a name."""
    first = count.first
    return first > 1 and doc[first - 1].text == "," and doc[first - 2].tag_ == "NNP" and count.sort == "bare"


def _stated_at(before: Token) -> bool:
    """ "put it at 12", "speaks of 12": a preposition behind a verb of stating."""
    if before.lower_ not in PROPOSING:
        return False
    verb = tree.clause_verb(before)
    return verb.lower_ in verbs_of("stating") - tree.BE and verb.i < before.i


def _summed_at(doc: Doc, before: Token) -> bool:
    """ "bringing the month's total to 23": a number of numbers, whatever was counted last."""
    if before.lower_ not in ("to", "at", "of", "is", "was", "be", "reached", "exceeds", "exceeded"):
        return False
    return any(t.lower_ in SUMS for t in doc[max(0, before.i - 5) : before.i] if not t.is_sent_start)


def _cut_off(doc: Doc, count: Count) -> bool:
    """Punctuation on both sides: a fragment of its own."""
    start = count.first == 0 or doc[count.first - 1].is_punct or doc[count.first].is_sent_start
    return bool(start) and (count.end >= len(doc) or doc[count.end].is_punct)


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
