"""Why a number became no figure: the ledger that ``extract explain`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.linking.counts import Count
from extractor.linking.figures import Joined, figures
from extractor.model import Number, Reason
from extractor.patterns import people
from extractor.patterns.paragraph import Paragraph


def fates(paragraph: Paragraph, numbers: Iterable[Number], joined: Joined) -> Iterator[tuple[Number, Reason | None]]:
    """Each number of a paragraph, in order, with None where it gave a figure, else the reason why not.

    Call it after ``discourse.resolve``, which may still make figures.
    """
    given = {joined.counts[n].number.span for n, _ in figures(paragraph, joined)}
    counts = {count.number.span: n for n, count in enumerate(joined.counts)}
    for number in numbers:
        if number.span in given:
            yield number, None
        elif number.reason is not None:
            yield number, number.reason
        else:
            n = counts.get(number.span)
            yield number, "unclear" if n is None else fate(paragraph, joined, n)


def fate(paragraph: Paragraph, joined: Joined, n: int) -> Reason:
    """Why the count ``n`` is no figure."""
    count = joined.counts[n]
    if count.noun is None:
        return "other people" if _let_go(joined, n) or count.of_them else _bare(count)
    noun = paragraph.doc[count.noun].lower_
    if count.sort == "thing":
        return "equipment" if people.is_equipment(noun) else "things"
    if count.sort == "people":
        return "other people"
    return "things"


def _let_go(joined: Joined, n: int) -> bool:
    """Arrested, released, rescued."""
    return any(j.event.kind is None and j.event.action is None for j in joined.of(n))


def _bare(count: Count) -> Reason:
    """A number without a noun: "one", "some" and shares stand for what was named before, others may be anything."""
    pronoun = count.number.low in (None, 1) and count.number.magnitude is None
    return "things" if pronoun or count.number.share else "unclear"
