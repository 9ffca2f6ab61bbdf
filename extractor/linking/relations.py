"""What ties figures to each other, also across paragraphs: parts of a whole, repeats, the earlier figure, totals.

"17 people, including five children", "Among the dead were three medics", "Of the 400 men, 38 were killed"; "all four
hostages"; "rose to 23 from 17"; "bringing the total to 40". It only ties figures that are there; it makes none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from extractor.linking import earlier, makeup, pointers
from extractor.linking.counts import Count
from extractor.linking.figures import Joined
from extractor.linking.pointers import Pointer
from extractor.linking.wholes import whole_of
from extractor.model import Figure, Number, Offsets
from extractor.patterns.paragraph import Paragraph

RECENT: Final = 3  # paragraphs back to the whole that "among the dead" names, or that parts add up to
NEAR: Final = 1  # paragraphs back for "two of them"
COMPARED: Final = frozenset({"from", "than", "against"})
GENERAL: Final = frozenset({"people", "persons", "others", "men", "individuals", "victims", "bodies", "casualties"})
LEAST: Final = 3  # a smaller whole adds up by chance
LARGE: Final = 100  # a number as large as this, said again with "the", is the same anywhere in the article
MOST: Final = 8  # figures looked at for a sum
FAR: Final = 40  # figures back that are looked at


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the count that it was made of; ``n`` is its index in ``joined.counts``."""

    paragraph: Paragraph
    joined: Joined
    n: int
    figure: Figure

    @property
    def count(self) -> Count:
        return self.joined.counts[self.n]


@dataclass(slots=True)
class _Article:
    """The figures in order, and what is known of each so far: indices in that order."""

    counted: Sequence[Counted]
    of: dict[tuple[int, int], list[int]] = field(default_factory=dict)  # (paragraph, count) → its figures
    whole: dict[int, int] = field(default_factory=dict)
    beside: frozenset[int] = frozenset()  # parts in one sentence with their whole
    total: dict[int, int] = field(default_factory=dict)
    stated: dict[int, Number] = field(default_factory=dict)  # wholes that may be no figure themselves

    def __post_init__(self) -> None:
        for i, each in enumerate(self.counted):
            self.of.setdefault((each.paragraph.index, each.n), []).append(i)

    def tie(self, part: int, whole: int) -> bool:
        """The figure is a part of the other, unless that makes a circle or more of the part than of the whole."""
        one, other = self._figure(part), self._figure(whole)
        if part == whole or self._above(whole, part) or not _fits(one, other) or not _counts(other):
            return False
        if (one.kind, other.kind) == ("wounded", "killed"):
            return False  # the hurt are none of the dead
        if (one.kind is None) == (other.kind is None):
            self.whole.setdefault(part, whole)
        elif one.kind is not None:  # "38 of the 400 soldiers were killed": of those who were there
            self.total.setdefault(part, whole)
        else:
            return False
        return True

    def tie_counts(self, paragraph: int, part: int, whole: int) -> None:
        """Every figure of a count is a part of the whole's figure of the same kind, else of its first."""
        wholes = self.of.get((paragraph, whole), [])
        for i in self.of.get((paragraph, part), []):
            same = [w for w in wholes if self._figure(w).kind == self._figure(i).kind]
            if wholes:
                self.tie(i, (same or wholes)[0])

    def top(self, i: int) -> int:
        """The whole of a part; a figure that is no part is its own."""
        return self.whole.get(i, i)

    def _above(self, i: int, other: int) -> bool:
        while i in self.whole:
            i = self.whole[i]
            if i == other:
                return True
        return False

    def _figure(self, i: int) -> Figure:
        return self.counted[i].figure


def settled(counted: Sequence[Counted]) -> list[Figure]:
    """The article's figures with ``part_of``, ``of_total``, ``repeats``, ``previous`` and ``cumulative``."""
    article = _Article(counted)
    for paragraph, joined in _paragraphs(counted):
        _inside(article, paragraph, joined)
    article.beside = frozenset(article.whole)
    for i, each in enumerate(counted):
        _pointing(article, i, each)
    _sums(article)
    repeats = _repeats(counted)
    before = earlier.previous([(c.paragraph, c.count, c.figure) for c in counted], article.top)
    return [
        replace(
            each.figure,
            part_of=article.whole.get(i),
            shares=i in article.beside,
            of_total=article.total.get(i),
            whole=article.stated.get(i),
            repeats=repeats.get(i),
            previous=before.get(i),
            composition=makeup.composition(each.paragraph, each.count.end) if each.figure.kind is None else (),
            cumulative=i not in article.whole and earlier.cumulative(each.paragraph.doc, each.count, each.figure),
        )
        for i, each in enumerate(counted)
    ]


def _paragraphs(counted: Sequence[Counted]) -> Iterator[tuple[Paragraph, Joined]]:
    last = -1
    for each in counted:
        if each.paragraph.index != last:
            last = each.paragraph.index
            yield each.paragraph, each.joined


def _fits(part: Figure, whole: Figure) -> bool:
    """A part is no more than its whole, and less than a whole of the same kind."""
    most = whole.number.high if whole.number.high is not None else whole.number.low
    least = part.number.low
    if least is None or most is None or whole.number.bound in ("at_least", "more_than", "approx"):
        return True
    return least < most or (least == most and part.kind != whole.kind)


def _counts(figure: Figure) -> bool:
    """It says how many, if only "dozens"."""
    number = figure.number
    return (number.low, number.high, number.magnitude) != (None, None, None)


def _inside(article: _Article, paragraph: Paragraph, joined: Joined) -> None:
    """Parts that a construction of their own paragraph names."""
    doc, counts = paragraph.doc, joined.counts
    told = frozenset(n for n in range(len(counts)) if (paragraph.index, n) in article.of)
    for part, whole in pointers.parts(doc, counts, told).items():
        article.tie_counts(paragraph.index, part, whole)
    for part, whole in joined.parts.items():
        if not counts[part].of_them or pointers.of_those(doc, counts[part]):
            article.tie_counts(paragraph.index, part, whole)
    for part, whole in whole_of(counts).items():
        for i in article.of.get((paragraph.index, part), []):
            if counted_kind(article, i) is not None:
                article.stated[i] = counts[whole].number
                for w in article.of.get((paragraph.index, whole), [])[:1]:
                    article.total.setdefault(i, w)


def counted_kind(article: _Article, i: int) -> str | None:
    """What happened to those of a figure; None for forces."""
    return article.counted[i].figure.kind


def _pointing(article: _Article, i: int, each: Counted) -> None:
    """Parts of what the text names as known: "among the dead", "two of them", "the remaining seven"."""
    if i in article.whole or i in article.total:
        return
    pointer = pointers.pointer(each.paragraph.doc, each.joined.counts, each.n)
    if pointer is None:
        return
    for w in _before(article, i, pointer):
        if pointer.rest and not _is_rest(article, i, w):
            continue
        if article.tie(i, w):
            return


def _before(article: _Article, i: int, pointer: Pointer) -> Iterator[int]:
    """Wholes that a pointer may mean, nearest first."""
    each = article.counted[i]
    reach = RECENT if pointer.kinds else NEAR
    for j in range(i - 1, max(-1, i - FAR), -1):
        other = article.counted[j]
        if each.paragraph.index - other.paragraph.index > reach:
            return
        if other.count is each.count or not _counts(other.figure):
            continue
        if _is_compared(other):
            continue
        if pointer.kinds and other.figure.kind not in pointer.kinds:
            continue
        if not pointer.kinds and not pointer.noun and _others_between(each, other):
            return
        if pointer.noun and not _is_of(other, pointer.noun):
            continue
        if pointer.noun and not pointer.kinds and _newcomers(each, other, pointer.noun):
            return
        yield article.top(j)


def _is_compared(each: Counted) -> bool:
    """ "Up from 12", "more than the 12 of Monday": another number to compare with."""
    return each.count.first > 0 and each.paragraph.doc[each.count.first - 1].lower_ in COMPARED


def _others_between(each: Counted, other: Counted) -> bool:
    """Counted people of whom nothing is told stand between: "two of them" may be some of those."""
    first = other.n + 1 if other.paragraph is each.paragraph else 0
    between = each.joined.counts[first : each.n]
    return any(count.sort in ("people", "unknown") and not each.joined.of(first + n) for n, count in enumerate(between))


def _newcomers(each: Counted, other: Counted, noun: str) -> bool:
    """People of that noun are brought in between, without a number: "killed seven rebels. Rebels then stormed a post …
    four of the rebels died"; "the rebels" would be those told of."""
    doc = each.paragraph.doc
    start = other.count.end if other.paragraph is each.paragraph else 0
    for token in doc[start : each.count.first]:
        if token.lower_ == noun and not any(child.tag_ in ("DT", "CD", "PRP$", "POS") for child in token.lefts):
            return True
    return False


def _is_of(other: Counted, noun: str) -> bool:
    return other.count.noun is not None and other.paragraph.doc[other.count.noun].lower_ == noun


def _is_rest(article: _Article, i: int, whole: int) -> bool:
    """The parts told of and "the remaining seven" make up the whole."""
    near = range(max(whole + 1, i - FAR), i)
    parts = [p for p in near if whole in (article.whole.get(p), article.total.get(p))]
    if not parts:
        between = [j for j in near if article.counted[j].figure.kind == counted_kind(article, i)]
        parts = [j for j in between if j not in article.whole]
        if not _adds_up(article, (*parts, i), whole):
            return False
        for j in parts:
            article.tie(j, whole)
        return True
    return _adds_up(article, (*parts, i), whole)


def _adds_up(article: _Article, parts: Sequence[int], whole: int) -> bool:
    lows = [article.counted[p].figure.number.low for p in parts]
    return None not in lows and sum(low or 0 for low in lows) == article.counted[whole].figure.number.low


def _sums(article: _Article) -> None:
    """ "Nine rebels died. Five were shot at the dam. The other four …": what follows a figure and adds up to it.

    Only figures of one kind that follow without another of that kind between; repeats of the whole are passed over.
    """
    counted = article.counted
    by_kind: dict[str | None, list[int]] = {}
    for i, each in enumerate(counted):
        by_kind.setdefault(each.figure.kind, []).append(i)
    for order in by_kind.values():
        for place, w in enumerate(order):
            if w in article.whole:
                continue
            parts = _adding_up(article, w, order[place + 1 :][:MOST])
            for part in parts:
                article.tie(part, w)


def _adding_up(article: _Article, w: int, following: Sequence[int]) -> list[int]:
    whole = article.counted[w]
    goal = whole.figure.number.low
    if goal is None or goal < LEAST or whole.figure.number.bound not in ("exact", "at_least"):
        return []
    parts: list[int] = []
    total = 0
    for i in following:
        each = article.counted[i]
        low = each.figure.number.low
        if each.paragraph.index - whole.paragraph.index > RECENT or low is None or each.figure.number.bound == "range":
            return []
        if not _same_people(whole, each):
            return []
        if low == goal or article.whole.get(i, w) != w or _is_compared(each):
            continue  # said again, a part of a part, or what the number was before
        total += low
        parts.append(i)
        if total >= goal:
            break
    return parts if total == goal and len(parts) > 1 else []


def _same_people(whole: Counted, part: Counted) -> bool:
    """The nouns do not tell them apart: of "13 miners" two soldiers are no part."""
    one, other = whole.figure.people, part.figure.people
    if one is None or other is None or other.status == "unknown" or one.status == other.status:
        return True
    return whole.paragraph.doc[one.head].lower_ in GENERAL


def _repeats(counted: Sequence[Counted]) -> dict[int, int]:
    """Figures that mention again what was said before: what discourse found, and "all four hostages", "the 20 dead"."""
    at: dict[Offsets, list[int]] = {}
    said: dict[tuple[object, ...], int] = {}
    found: dict[int, int] = {}
    for i, each in enumerate(counted):
        number, kind = each.figure.number, each.figure.kind
        source = each.joined.again.get(each.n)
        same = [j for j in at.get(source, ()) if counted[j].figure.kind == kind] if source is not None else []
        known = said.get((kind, number.low, number.high))
        if not same and known is not None and _said_again(each, counted[known]):
            same = [known]
        if same:
            found[i] = same[0]
        at.setdefault(number.span, []).append(i)
        if number.low is not None:
            said[kind, number.low, number.high] = i
    return found


def _said_again(each: Counted, earlier: Counted) -> bool:
    """A definite count with the number of an earlier figure of its kind."""
    if not each.count.definite or each.count.rest or (each.figure.number.low or 0) < LEAST:
        return False
    if each.figure.kind is None and (each.figure.event is not None or not _same_noun(each, earlier)):
        return False
    large = (each.figure.number.low or 0) >= LARGE
    return large or each.paragraph.index - earlier.paragraph.index <= RECENT


def _same_noun(one: Counted, other: Counted) -> bool:
    if one.count.noun is None or other.count.noun is None:
        return False
    return one.paragraph.doc[one.count.noun].lower_ == other.paragraph.doc[other.count.noun].lower_
