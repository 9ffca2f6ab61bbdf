"""Where the text holds a name that some list knows; what it means there is decided in ``places.py``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from extractor.model import EntityType, Name
from extractor.patterns import countries
from extractor.patterns.countries import Country, SurfaceKind
from extractor.patterns.lexicon import traits
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.places_table import Entry, fold, look_up
from extractor.patterns.places_words import World, words

LONGEST: Final = 7  # tokens of a name; "Deir ez-Zor" has four
_ARTICLES: Final = frozenset(("al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "ain"))
_SMALL: Final = frozenset(("the", "sub", "east", "eastern", "southern", "western", "northern"))  # "the Gulf"
_COMPOUND: Final = re.compile(r"^(?P<name>[^\W\d_][\w.’']*)[-–](?=\w)")
_ELIDED: Final = re.compile(r"^[dlDL][’'][A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Sight:
    """Tokens ``[first, end)`` that some list knows under their text.

    ``chars`` are offsets in the Doc's text; they end inside a token in "U.S.-led".
    """

    first: int
    end: int
    chars: tuple[int, int]
    text: str
    country: Country | None = None
    kind: SurfaceKind | None = None
    world: World | None = None
    demonym: bool = False
    entries: tuple[Entry, ...] = ()


def is_name_like(text: str) -> bool:
    """A capital at its start ("d’Ivoire" too), or an Arabic article that a hyphen binds to what follows."""
    return text[0].isupper() or bool(_ELIDED.match(text))


@dataclass(frozen=True, slots=True)
class Seen:
    """A paragraph's text, its tokens as written, and the longest known names, from left to right, without overlaps."""

    text: str
    tokens: tuple[str, ...]
    sights: tuple[Sight, ...]


def see(paragraph: Paragraph) -> Seen:
    """Look a paragraph's names up."""
    found: list[Sight] = []
    tokens = paragraph.words
    free, size = 0, len(tokens)
    begins = [n for n, token in enumerate(tokens) if token[0].isupper() or token in _ARTICLES or token in _SMALL]
    for here in begins:
        if here < free or not _may_begin(tokens, here):
            continue
        sight = _longest(paragraph, here)
        if sight is not None and tokens[here][0].islower() and here + 1 < size:
            longer = _longest(paragraph, here + 1)
            if longer is not None and longer.end > sight.end:
                sight = longer  # "the Gulf of Aden" is not "the Gulf"
        if sight is not None:
            found.append(sight)
            free = sight.end
    return Seen(paragraph.text, tokens, tuple(found))


def _may_begin(tokens: tuple[str, ...], here: int) -> bool:
    token = tokens[here]
    if token[0].isupper():
        return True
    if here + 1 >= len(tokens) or not (token in _ARTICLES or token in _SMALL):
        return False
    after = tokens[here + 1]
    return after in ("-", "–") if token in _ARTICLES else after[0].isupper() or after == "-"


def _longest(paragraph: Paragraph, first: int) -> Sight | None:
    ends = list(_ends(paragraph, first))
    only_listed = not paragraph.words[first][0].isupper() and paragraph.lower[first] not in _ARTICLES
    start = paragraph.starts[first]
    for end in reversed(ends):
        sight = _known(paragraph, first, end, only_listed)
        if sight is not None:
            return sight
    match = _COMPOUND.match(paragraph.words[first])
    if match and (country := countries.by_surface(match["name"])):
        stop = start + match.end("name")
        return Sight(first, first + 1, (start, stop), match["name"], country[0], country[1])
    return None


def _ends(paragraph: Paragraph, first: int) -> Iterator[int]:
    """Where a name that begins at ``first`` may end."""
    tokens, lists = paragraph.words, words().sets
    inner, small_endings = lists["inner"], lists["small_endings"]
    for place in range(first, min(first + LONGEST, len(tokens))):
        text = tokens[place]
        if is_name_like(text):
            yield place + 1
        elif place > first and text[0].islower() and tokens[place - 1] in ("-", "–", "/"):
            yield place + 1  # Port-au-Prince is cut at its hyphens; so is "Lachin-based", which no list knows
        elif text[0].islower() and paragraph.lower[place] not in inner and place > first:
            if text in small_endings:
                yield place + 1  # names that the list "world" holds with a small letter
            return
        elif text == "," and place > first and tokens[place - 1] == "Washington":
            pass  # "Washington, D.C."
        elif not text[0].isalnum() and text not in ("-", "–", "’", "'", "&", "."):
            return
        if place > first and paragraph.opens[place]:
            return


def _shouted(tokens: tuple[str, ...], place: int) -> bool:
    """At the start, or beside another word in capitals: a dateline or a headline."""
    if place < 2:
        return True
    around = (tokens[i] for i in (place - 2, place - 1, place + 1) if i < len(tokens))
    return any(text.isupper() and len(text) > 2 for text in around)


def _known(paragraph: Paragraph, first: int, end: int, only_listed: bool) -> Sight | None:
    tokens, starts = paragraph.words, paragraph.starts
    chars = (starts[first], starts[end - 1] + len(tokens[end - 1]))
    text = paragraph.text[chars[0] : chars[1]]
    lists = words()
    single = end - first == 1
    country = countries.by_surface(text)
    if country is not None and not (single and text.isupper() and len(text) > 3 and lists.has("never", text.lower())):
        return Sight(first, end, chars, text, country[0], country[1])
    if single and text.isupper() and len(text) < 6 and not _shouted(tokens, first):
        return None  # "SWAT" is no valley
    for written in (text, text.title()) if text.isupper() else (text,):
        if written in lists.world:
            return Sight(first, end, chars, text, world=lists.world[written])
        if written in lists.demonyms:
            return Sight(first, end, chars, text, world=lists.demonyms[written], demonym=True)
    if only_listed or not is_name_like(tokens[end - 1]):
        return None
    key = fold(text)
    if len(key) < 2 or (single and (lists.has("never", key) or (len(key) < 4 and text.isupper() and first > 0))):
        return None  # "U.N.", "AP", "WHO"
    entries = look_up(key)
    return Sight(first, end, chars, text, entries=entries) if entries else None


def name_of(
    paragraph: Paragraph,
    sight: Sight,
    rule: str,
    *,
    type: EntityType,
    surface: Literal["name", "demonym", "description"] = "name",
    key: str | None = None,
    country: str | None = None,
    iso: str | None = None,
    canonical: str | None = None,
    sector: Literal["government"] | None = None,
    metonym: bool = False,
    named: bool = True,
) -> Name:
    """The mention that a sight turns into; ``canonical`` is left out where it is what the text says."""
    start = paragraph.start
    return Name(
        span=(start + sight.chars[0], start + sight.chars[1]),
        paragraph=paragraph.index,
        tokens=(sight.first, sight.end),
        rule=rule,
        traits=traits(rule),
        type=type,
        surface=surface,
        key=key,
        country=country,
        iso=iso,
        canonical=canonical if canonical != sight.text else None,
        sector=sector,
        metonym=metonym,
        named=named,
        head=sight.end - 1,
    )
