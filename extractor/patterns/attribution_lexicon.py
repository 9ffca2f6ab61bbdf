"""The words of saying with their frames, from ``attributions.yaml``; inflected forms are made here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extractor.model import Stance
from extractor.patterns import inflect
from extractor.patterns.lexicon import load


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with its frames, as the YAML's head describes them."""

    verb: str
    stance: Stance
    frames: tuple[str, ...] = ()
    prep: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    particle: str | None = None
    hearer: bool = False
    needs_tail: bool = False
    keeps_preposition: bool = False
    negates: bool = False
    finite: bool = False
    counted: bool = False
    never: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    sourceless: bool = False
    hidden: bool = False
    that: bool = False
    animate: bool = False
    bare: bool = False
    negated_frames: tuple[str, ...] = ()
    passive: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Light:
    """A verb and its noun that together are one cue: "expressed concern".

    ``thing``: the noun itself is what is said when nothing follows it: "claimed responsibility", "released a list".
    ``whole``: the noun is said with all that follows it: "claimed responsibility for the attack".
    """

    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    stance: Stance
    thing: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """Nouns of saying. ``itself``: the noun is its own source; ``owned``: only with somebody who says it."""

    nouns: tuple[str, ...]
    stance: Stance
    frames: tuple[str, ...]
    itself: bool = False
    owned: bool = False


@dataclass(frozen=True, slots=True)
class Adverb:
    words: tuple[str, ...]
    stance: Stance


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything by its inflected, lower-case form. ``speaking``: the verbs without those of believing."""

    verbs: Mapping[str, tuple[Verb, ...]]
    speaking: frozenset[str]
    light: Mapping[str, Mapping[str, Light]]
    nouns: Mapping[str, Noun]
    adverbs: Mapping[str, Stance]
    triggers: frozenset[str]
    clear: frozenset[str]
    make: frozenset[str]
    withheld: frozenset[str]
    tails: frozenset[str]
    settings: frozenset[str]
    additions: frozenset[str]
    hearsay: frozenset[str]
    telling: frozenset[str]
    events: frozenset[str]
    evidentials: frozenset[str]
    views: frozenset[str]
    counts: frozenset[str]
    measures: frozenset[str]
    labels: frozenset[str]
    speakers: frozenset[str]
    titles: frozenset[str]
    steps: frozenset[str]
    points: frozenset[str]
    firsts: frozenset[str]
    doing: frozenset[str]
    media: frozenset[str]
    things: frozenset[str]
    relations: frozenset[str]
    quoting: frozenset[str]
    documents: frozenset[str]
    findings: frozenset[str]
    contained: frozenset[str]
    observers: frozenset[str]
    watching: Mapping[str, tuple[Verb, ...]]
    harmed: frozenset[str]
    bodies: frozenset[str]
    plurals: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The family's words; read once."""
    family = load("attributions")

    def forms(verb: str) -> list[str]:
        return sorted(inflect.verb(verb).all())

    verbs: dict[str, tuple[Verb, ...]] = {}
    for name in ("verbs", "withheld_only"):
        for entry in family.entries(name, Verb):
            for form in forms(entry.verb):
                verbs[form] = (*verbs.get(form, ()), entry)
    for form, entries in verbs.items():  # a particle decides before the bare verb, a clause before a phrase
        verbs[form] = tuple(sorted(entries, key=lambda e: (e.particle is None, "clause" not in e.frames)))
    watching = {form: (entry,) for entry in family.entries("watching", Verb) for form in forms(entry.verb)}
    light: dict[str, dict[str, Light]] = {}
    for pair in family.entries("light", Light):
        for verb in pair.verbs:
            for form in forms(verb):
                light.setdefault(form, {}).update(dict.fromkeys(pair.nouns, pair))
    nouns = {word: noun for noun in family.entries("nouns", Noun) for word in noun.nouns}
    adverbs = {word: entry.stance for entry in family.entries("adverbs", Adverb) for word in entry.words}
    return Lexicon(
        verbs=verbs,
        speaking=frozenset(
            form for form, entries in verbs.items() if any(e.stance != "believes" and not e.that for e in entries)
        ),
        light=light,
        nouns=nouns,
        adverbs=adverbs,
        triggers=frozenset((*verbs, *light, *nouns, *adverbs, *watching, "contained")) | family.words("evidentials"),
        clear=family.words("clear"),
        make=frozenset(forms("make")),
        withheld=frozenset(form for verb in family.lists["withheld"] for form in forms(verb)),
        tails=family.words("tails"),
        settings=family.words("settings"),
        additions=family.words("additions"),
        hearsay=family.words("hearsay"),
        telling=frozenset(forms("tell")),
        evidentials=family.words("evidentials"),
        views=family.words("views"),
        counts=family.words("counts"),
        measures=family.words("measures"),
        labels=family.words("labels"),
        speakers=family.words("speakers"),
        titles=family.words("titles"),
        steps=family.words("steps"),
        points=family.words("points"),
        firsts=family.words("firsts"),
        doing=frozenset(form for verb in family.lists["doing"] for form in forms(verb)) | {"quick"},
        media=family.words("media"),
        things=family.words("things"),
        relations=family.words("relations"),
        quoting=frozenset(form for verb in family.lists["quoting"] for form in forms(verb)),
        documents=family.words("documents"),
        findings=family.words("findings"),
        contained=frozenset(form for verb in family.lists["contained"] for form in forms(verb)),
        observers=family.words("observers"),
        watching=watching,
        harmed=family.words("harmed"),
        bodies=family.words("bodies"),
        plurals=family.words("plurals"),
        events=frozenset(forms("raise")),
    )
