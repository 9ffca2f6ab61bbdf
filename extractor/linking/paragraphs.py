"""The figures of one paragraph."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set

from extractor.linking import counts as nouns
from extractor.linking.figures import Joined
from extractor.linking.joining import join
from extractor.linking.scene import whens_of
from extractor.model import Event, Number, People
from extractor.patterns.paragraph import Paragraph
from extractor.trace import Trace


def joined(
    paragraph: Paragraph,
    numbers: Sequence[Number],
    people: Sequence[People],
    things: Sequence[int],
    events: Sequence[Event],
    published: str | None,
    groups: Collection[int] = (),
    forces: Set[int] = frozenset(),
    trace: Trace | None = None,
) -> Joined:
    """The counts of a paragraph and what happened to each.

    Args:
        published: the article's date, if it is known.
        things: token indices of nouns that are listed as no people.
        groups: token indices of the heads of armed groups' names, which may be counted as people.
        forces: token indices of the names of armed forces and groups, whose members are counted.
    """
    counting = any(number.reason is None for number in numbers)  # else nobody needs the times
    whens = whens_of(paragraph, published) if counting else ()
    stops = {i for when in whens if "event" not in when.traits for i in range(*when.tokens)}
    return join(paragraph, nouns.build(paragraph, numbers, people, set(things), stops, groups, forces), events, trace)
