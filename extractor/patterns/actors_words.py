"""The words of ``actors.yaml`` as tables, inflected once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from extractor.model import Sector
from extractor.patterns import inflect, lexicon
from extractor.patterns.paragraph import Paragraph

Phrase = tuple[str, ...]
Table = Literal["people", "bodies", "forces", "roles", "pointers", "documents", "wars"]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of the lexicon; ``phrase`` is what stands in the text (singular or plural), in lower case."""

    phrase: Phrase
    sector: Sector
    plural: bool
    armed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Tables by the last word of a phrase, the longest phrase first."""

    people: Mapping[str, tuple[Noun, ...]]
    bodies: Mapping[str, tuple[Noun, ...]]
    forces: Mapping[str, tuple[Noun, ...]]
    roles: Mapping[str, tuple[Noun, ...]]
    pointers: Mapping[str, tuple[Noun, ...]]
    documents: Mapping[str, tuple[Noun, ...]]
    wars: Mapping[str, tuple[Noun, ...]]
    titles: Mapping[str, Sector]
    sector_words: Mapping[str, Sector]
    plain: Mapping[str, frozenset[str]]
    wars_of: Mapping[str, tuple[str, str]]


@cache
def words() -> Words:
    """All tables."""
    family = lexicon.load("actors")
    lists = family.lists
    irregular: Mapping[str, str] = lists["irregular"]

    def table(names: Iterable[str], ending: str, sector: Sector | None = None) -> dict[str, tuple[Noun, ...]]:
        found: dict[str, dict[Phrase, Noun]] = {}
        armed = set(lists["armed_bodies"])
        for name in names:
            of = sector or cast(Sector, name.removesuffix(ending))
            for word in lists[name]:
                for form, many in ((word, False), (inflect.plural(word, irregular), True)):
                    phrase = tuple(form.replace("'s", " 's").replace("-", " - ").split())
                    noun = Noun(phrase, of, many or form in ("forces", "authorities"), word in armed)
                    found.setdefault(phrase[-1], {}).setdefault(phrase, noun)
        return {last: tuple(sorted(by.values(), key=lambda n: -len(n.phrase))) for last, by in found.items()}

    sectors: dict[str, Sector] = {}
    for name in lists:
        if name.endswith("_words") and name not in ("unit_words", "role_words", "stop_words", "place_words"):
            for word in lists[name]:
                sectors.setdefault(word, cast(Sector, name.removesuffix("_words")))
    titles: Mapping[str, Sector] = lists["titles"]
    sets = (
        "force_modifiers not_forces units unit_words role_words particles place_words surname_roles female_names"
        " male_names not_names skipped stop_words pronouns weapons alone speaks_for"
    )
    wars_of: Mapping[str, str] = lists["wars_of"]
    return Words(
        people=table(family.rule("actors.group.unnamed").words["nouns"], "_people"),
        bodies=table(family.rule("actors.organization.built").words["bodies"], "_bodies"),
        forces=table(["forces"], "", "military"),
        roles=table([name for name in lists if name.endswith("_roles") and name != "surname_roles"], "_roles"),
        pointers=table(["pointers"], "", "unknown"),
        documents=table(["documents"], "", "unknown") | table(["analyses"], "", "analysis"),
        wars=table(["wars"], "", "unknown"),
        titles=titles,
        sector_words=sectors,
        plain={name: family.words(name) for name in sets.split()},
        wars_of={code: (entry.split(" = ")[0], entry.split(" = ")[1]) for code, entry in wars_of.items()},
    )


def ends(paragraph: Paragraph, *tables: Table) -> list[int]:
    """The tokens at which a noun of the tables may end, in order."""
    listed = _last_words(*tables) & paragraph.vocabulary
    return [i for i, word in enumerate(paragraph.lower) if word in listed] if listed else []


@cache
def _last_words(*tables: Table) -> frozenset[str]:
    return frozenset().union(*(getattr(words(), table) for table in tables))


def match(table: Mapping[str, tuple[Noun, ...]], lower: tuple[str, ...], at: int) -> Noun | None:
    """The longest noun of the table that ends at token ``at``."""
    for noun in table.get(lower[at], ()):
        size = len(noun.phrase)
        if size == 1 or lower[at - size + 1 : at + 1] == noun.phrase:
            return noun
    return None
