"""The cascade of patterns over a paragraph's classes of time words.

Each class is one character, so that a rule's pattern is a regular expression over a short string. What a level finds is
collapsed into one item (point, length, rate) for the next level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from extractor.patterns.paragraph import Paragraph
from extractor.patterns.times_items import Item, read_items, token_at
from extractor.patterns.times_value import Time
from extractor.patterns.times_words import LENGTH, POINT, RATE, PatternRule, words


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's match: the items by the names that its pattern gives them, and where it stands in ``items``."""

    items: tuple[Item, ...]
    first: int
    end: int
    parts: Mapping[str, Item]
    paragraph: Paragraph

    @property
    def before(self) -> Item | None:
        return self.items[self.first - 1] if self.first else None

    @property
    def after(self) -> Item | None:
        return self.items[self.end] if self.end < len(self.items) else None

    @property
    def inner(self) -> tuple[Item, ...]:
        return self.items[self.first : self.end]

    def token(self, item: Item) -> Token:
        """The token in which an item starts."""
        return token_at(self.paragraph, item.start)


Shape = Callable[[Hit, "PatternRule"], Time | None]
Guard = Callable[[Hit], bool]


def cascade(paragraph: Paragraph, shapes: Mapping[str, Shape], guards: Mapping[str, Guard]) -> list[Item]:
    """The items of the paragraph after all levels; times are items whose value is a ``Time``."""
    text = paragraph.text
    if not words().starters.search(text):
        return []
    items = read_items(paragraph, text)
    string = _classes(items)
    present = frozenset(string)
    for level, needed in enumerate(words().needed):
        rules = _possible(level, present & needed)
        joined = _level(items, string, rules, paragraph, shapes, guards) if rules else None
        if joined is not None:
            items, string = joined, _classes(joined)
            present = frozenset(string)
    return items


@lru_cache(maxsize=1 << 12)
def _possible(level: int, present: frozenset[str]) -> tuple[PatternRule, ...]:
    """The rules of a level that lack none of the classes they need, of which ``present`` are there.

    Kept, since it would be asked of every rule for every text, most of which hold few of the classes.
    """
    rules = words().rules[level]
    return tuple(rule for rule in rules if not any(present.isdisjoint(need) for need in rule.needs))


def _classes(items: Iterable[Item]) -> str:
    codes = words().codes
    return "".join([codes[item.kind] for item in items])


def _level(
    items: list[Item],
    string: str,
    rules: Iterable[PatternRule],
    paragraph: Paragraph,
    shapes: Mapping[str, Shape],
    guards: Mapping[str, Guard],
) -> list[Item] | None:
    """One level: of overlapping matches the longest, then the first, then the rule that stands first in the file.

    ``string`` holds the items' classes. None where no rule matches.
    """
    frozen = tuple(items)
    made: list[tuple[int, int, int, Item]] = []
    for order, rule in enumerate(rules):
        for match in rule.regex().finditer(string):
            if match.start() == match.end():
                continue
            parts = {name[0]: frozen[match.start(name)] for name, text in match.groupdict().items() if text}
            hit = Hit(frozen, match.start(), match.end(), parts, paragraph)
            if any(guards[guard](hit) for guard in rule.unless):
                continue
            time = shapes[rule.shape](hit, rule)
            if time is not None:
                inner = dict.fromkeys(item.rule for item in items[hit.first : hit.end] if item.rule)
                chain = "/".join((*inner, rule.id))  # from what it was made, for who wants to know
                item = Item(_kind(time), items[hit.first].start, items[hit.end - 1].end, "", time, chain)
                made.append((match.start() - match.end(), match.start(), order, item))
    if not made:
        return None
    taken: set[int] = set()
    chosen: dict[int, tuple[int, Item]] = {}
    for size, first, _, item in sorted(made, key=lambda m: m[:3]):
        if taken.isdisjoint(range(first, first - size)):
            taken.update(range(first, first - size))
            chosen[first] = (first - size, item)
    result, at = [], 0
    while at < len(items):
        if at in chosen:
            at, item = chosen[at]
            result.append(item)
        else:
            result.append(items[at])
            at += 1
    return result


def _kind(time: Time) -> str:
    if time.rate:
        return RATE
    if time.length:
        return LENGTH
    if time.ref:
        return "ref"
    if time.clock and time.day is None and time.weekday is None and time.unit is None:
        return "clocktime"
    plain = time.month is None and time.weekday is None and time.unit is None and time.year is None
    return "daypart" if time.part and plain else POINT
