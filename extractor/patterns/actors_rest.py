"""What else stands for somebody: documents, conflicts, weapons, pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from extractor.model import EntityType, Name
from extractor.patterns.actors_sight import Sight
from extractor.patterns.actors_words import ends, match, words
from extractor.slugs import slug


def documents(sight: Sight, taken: set[int]) -> Iterator[Name]:
    """ "reports", "analyses": the source `unnamed`, unless somebody owns them."""
    for i in ends(sight.paragraph, "documents"):
        noun = match(words().documents, sight.lower, i)
        if noun is None or i in taken or not sight.is_noun(i) or sight.compound(i):
            continue
        start = sight.left(i - len(noun.phrase) + 1)
        if start in taken:
            continue
        pointing = sight.determiner(start) and i == start and noun.phrase[-1] in words().plain["speaks_for"]
        yield sight.name(
            (start, i + 1),
            "actors.document.unnamed",
            "group",
            head=i,
            sector=noun.sector,
            named=False,
            surface="description",
            key="writer" if pointing else "unnamed",
        )


def conflicts(sight: Sight, taken: set[int]) -> Iterator[Name]:
    """ "the war in Ukraine", "the invasion of Ukraine", "the conflict"."""
    for i in ends(sight.paragraph, "wars"):
        noun = match(words().wars, sight.lower, i)
        if noun is None or i in taken or not sight.is_noun(i) or sight.compound(i) or noun.plural:
            continue
        start = sight.left(i - len(noun.phrase) + 1)
        the = sight.pointing(start)
        if not the:
            continue
        end, land = i + 1, None
        if end + 1 < len(sight.lower) and sight.lower[end] in ("in", "on", "with", "of", "against"):
            at = end + 2 if sight.lower[end + 1] == "the" and end + 2 < len(sight.lower) else end + 1
            if at in sight.at and sight.at[at].surface == "name" and sight.at[at].type in ("country", "place"):
                land, end = sight.at[at], sight.at[at].tokens[1]
        if land is not None and (start == i or sight.lower[i - 1] in ("ongoing", "civil", "current", "long")):
            key, canonical = words().wars_of.get(land.country or "", ("", ""))
            front = "war-on-" if sight.lower[i + 1] == "on" else "war-in-"
            key = key or front + (land.key or slug(sight.text(*land.tokens)))
            canonical = (
                canonical or f"War {'on' if front == 'war-on-' else 'in'} {land.canonical or sight.text(*land.tokens)}"
            )
            yield sight.name(
                (start - 1, end),
                "actors.conflict.named",
                "conflict",
                head=i,
                surface="name",
                key=key,
                canonical=canonical,
            )
        elif land is None and all(sight.lower[j] in ("ongoing", "civil", "current", "armed") for j in range(start, i)):
            yield sight.name((start - 1, i + 1), "actors.conflict.bare", "conflict", head=i, surface="description")


def weapons(sight: Sight, taken: set[int]) -> Iterator[Name]:
    known, begins = words().plain["weapons"], _begins()
    for i in [n for n, word in enumerate(sight.raw) if word in begins]:
        longest = min(3, len(sight.lower) - i)
        for size in range(longest, 0, -1) if sight.capital(i) else ():
            text = sight.text(i, i + size)
            if text in known and not taken & set(range(i, i + size)):
                yield sight.name(
                    (i, i + size),
                    "actors.weapon.known",
                    "weapon",
                    head=i,
                    key=slug(text.removesuffix("s") if text == "Humvees" else text),
                )
                break


@cache
def _begins() -> frozenset[str]:
    """All that a token may be with which a weapon's name begins."""
    return frozenset(name[:end] for name in words().plain["weapons"] for end in range(1, len(name) + 1))


def pronouns(sight: Sight, taken: set[int]) -> Iterator[Name]:
    known = words().plain["pronouns"]
    for i in [n for n, word in enumerate(sight.lower) if word in known]:
        word = sight.lower[i]
        if i in taken or sight.tags[i] not in ("PRP", "PRP$", "WP", "WDT", "WP$"):
            continue
        kind: EntityType = "person"
        if word in ("they", "them", "their", "themselves", "we", "our", "us"):
            kind = "group"
        elif word in ("it", "its", "itself", "which"):
            kind = "organization"
        yield sight.name((i, i + 1), "actors.pronoun.personal", kind, head=i, surface="pronoun", named=False)
