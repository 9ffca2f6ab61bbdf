"""Words that trigger an event, found by surface form: verbs with their particles, nouns of one or several words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Token

from extractor.model import Event, Number
from extractor.patterns import inflect, people, tree
from extractor.patterns.lexicon import Rule
from extractor.patterns.paragraph import Paragraph

POSSESSIVES: Final = frozenset({"their", "his", "her", "its", "our", "my", "your"})
ANOTHER_VERB: Final = frozenset({"TO", "MD", "VB", "VBP", "VBZ"})
ANY: Final = ""  # in a table of words: whatever stands there
GAP: Final = "~"  # in a phrase: determiners, adjectives and names of a noun that comes next, or nothing
GAP_TAGS: Final = frozenset(
    {"DT", "PRP$", "JJ", "JJR", "NN", "NNP", "NNPS", "NNS", "POS", "HYPH", "CC", "VBN", "VBG", "RB", "CD"}
)
COUNTED_ALONE: Final = frozenset({"others", "people"})  # "with six others nursing wounds": no words of the next noun
GAP_REACH: Final = 5  # tokens that it may take
CLASS: Final = re.compile(r"<(\w+)>")  # in a phrase: any word of that list of the family
PARTICLE_REACH: Final = 14  # tokens that an object may take between a verb and its particle
FROM_TO: Final = 6  # tokens of "to eight" behind "from eleven"
AMOUNT_REACH: Final = 40  # tokens between a toll and its number
AMOUNT_PREPS: Final = frozenset(
    {"to", "at", "of", "from", "past", "beyond", "above", "near", ":", "-", "–", "—", "as", "between"}
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger in a Doc: its head token, the tokens that it covers, and the rule that lists it.

    ``participle``: the form can be nothing but a past participle, whatever the tagger says ("taken", "slain").
    """

    head: int
    tokens: tuple[int, ...]
    rule: Rule
    participle: bool = False


Entry = tuple[tuple[str, ...], Rule]  # the words of a phrase behind its first, and its rule


@dataclass(slots=True)
class Phrases:
    """Phrases by their first word."""

    by_first: dict[str, list[Entry]] = field(default_factory=dict)
    first: frozenset[str] = frozenset()  # the keys, for sets meet faster than dictionaries
    by_last: dict[str, tuple[frozenset[str], dict[str, list[int]]]] = field(default_factory=dict)

    def possible(self, first: str, present: frozenset[str]) -> list[int]:
        """Which of the phrases that begin with a word have a last word that is in the paragraph at all, in order.

        Some verbs begin hundreds of phrases. Most are ruled out here, by one look at all their last words; the table
        for it is made when a text has the verb.
        """
        entries = self.by_first[first]
        if first not in self.by_last:
            made: dict[str, list[int]] = {ANY: []}
            for n, (rest, _) in enumerate(entries):
                for form in _forms(rest[-1]) if rest else (ANY,):
                    made.setdefault(form, []).append(n)
            self.by_last[first] = frozenset(made), made
        last, table = self.by_last[first]
        return sorted({n for form in (ANY, *(last & present)) for n in table[form]})


@dataclass(slots=True)
class Index:
    """The triggers of a family: its verbs and nouns with what belongs to them."""

    verbs: Phrases = field(default_factory=Phrases)
    nouns: Phrases = field(default_factory=Phrases)
    participles: set[str] = field(default_factory=set)

    def add_verbs(self, phrases: Iterable[str], rule: Rule) -> None:
        inflected: dict[str, list[str]] = {}  # many phrases begin with one verb
        for phrase in phrases:
            first, *rest = phrase.split()
            if first not in inflected:
                forms = inflect.verb(first)
                self.participles.update({*forms.participle} - {*forms.past, forms.base})
                inflected[first] = sorted(forms.all())
            entry = (tuple(rest), rule)
            for form in inflected[first]:
                self.verbs.by_first.setdefault(form, []).append(entry)

    def add_nouns(self, phrases: Iterable[str], rule: Rule, plurals: bool = True) -> None:
        for phrase in phrases:
            for form in dict.fromkeys((phrase, _plural(phrase) if plurals else phrase)):
                first, *rest = form.lower().split()
                self.nouns.by_first.setdefault(first, []).append((tuple(rest), rule))

    def close(self) -> Index:
        """Longest phrases first."""
        for phrases in (self.verbs, self.nouns):
            phrases.first = frozenset(phrases.by_first)
            for entries in phrases.by_first.values():
                entries.sort(key=lambda entry: -len(entry[0]))
        return self


def expanded(phrases: Iterable[str], lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The phrases with every word of a list in the place of its name: "take to ~ <hospitals>"; KeyError for no list."""
    for phrase in phrases:
        named = CLASS.search(phrase)
        if named is None:
            yield phrase
        else:
            yield from expanded((phrase.replace(named[0], word, 1) for word in lists[named[1]]), lists)


def _plural(phrase: str) -> str:
    """ "prisoners of war", "death tolls"."""
    head, of, rest = phrase.partition(" of ")
    return inflect.plural(head) + of + rest


def verb_hits(paragraph: Paragraph, index: Index) -> Iterator[Hit]:
    """Every verb trigger; a longer phrase wins over a shorter one at the same word."""
    present = paragraph.vocabulary
    possible = {word: index.verbs.possible(word, present) for word in index.verbs.first & present}
    for i in [n for n, word in enumerate(paragraph.lower) if word in possible]:
        word = paragraph.lower[i]
        longest = -1  # of the phrases that match, the longest; two rules may list it
        for rest, rule in [index.verbs.by_first[word][n] for n in possible[word]]:
            if len(rest) < longest:
                break
            places = _rest(paragraph, i, rest) if rest else ()
            if places is not None:
                longest = len(rest)
                yield Hit(i, (i, *places), rule, word in index.participles)


def _forms(word: str) -> tuple[str, ...]:
    """How a word of a phrase may stand in a text; ANY for a possessive, which stands for all of them."""
    return (ANY,) if word in POSSESSIVES else (word, people.words_plural(word))


def _rest(paragraph: Paragraph, verb: int, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """Where the other words of a verb phrase stand: directly behind the verb, or behind its object."""
    lower, tags = paragraph.lower, paragraph.tags
    for start in range(verb + 1, min(len(lower), verb + 1 + PARTICLE_REACH)):
        if lower[start] in (";", ".") or paragraph.opens[start]:
            return None
        if start > verb + 1 and tags[start] == "IN" and len(rest) == 1:
            continue  # "took the boat on Monday": apart from its verb only a particle belongs to it
        end = _phrase(paragraph, start, rest)
        if end is not None:
            return tuple(range(start, end))
        if tags[start] in ANOTHER_VERB and len(rest) == 1:
            return None  # "took 12 of them along to squeeze out the rest": the particle is the next verb's
    return None


def _phrase(paragraph: Paragraph, start: int, words: Sequence[str]) -> int | None:
    """Where the words end that stand at ``start``, a gap filled with as little as can be; None where they do not."""
    lower, tags = paragraph.lower, paragraph.tags
    place = start
    for n, word in enumerate(words):
        if word == GAP:
            for end in range(place, min(len(lower), place + GAP_REACH) + 1):
                if (found := _phrase(paragraph, end, words[n + 1 :])) is not None:
                    return found
                if end >= len(lower) or tags[end] not in GAP_TAGS or lower[end] in COUNTED_ALONE:
                    return None
            return None
        if place >= len(lower) or not _same(lower[place], word):
            return None
        place += 1
    return place


def _same(text: str, word: str) -> bool:
    if word in POSSESSIVES:
        return text in POSSESSIVES
    return text == word or text == people.words_plural(word)


def noun_hits(paragraph: Paragraph, index: Index) -> Iterator[Hit]:
    """Every noun trigger, longest first, none inside another."""
    end = 0
    lower, present, phrases = paragraph.lower, paragraph.vocabulary, index.nouns
    begins = {word: found for word in phrases.first & present if (found := {*phrases.possible(word, present)})}
    for i in [n for n, word in enumerate(lower) if word in begins] if begins else ():
        if i < end:
            continue
        possible = begins[lower[i]]
        for n, (rest, rule) in enumerate(phrases.by_first[lower[i]]):
            gap = GAP in rest
            if i + 1 + len(rest) < end and not gap:
                break  # shorter than what matched here already
            if n not in possible:
                continue
            stop = _phrase(paragraph, i + 1, rest) if gap else i + 1 + len(rest)
            if stop is not None and (gap or lower[i + 1 : stop] == rest) and stop >= end:
                yield Hit(stop - 1 if not rest or rest[0] != "of" else i, tuple(range(i, stop)), rule)
                end = stop


def event_at(
    paragraph: Paragraph, hit: Hit, counted: Iterable[Token], voice: str, agent: Token | None = None, bare: bool = False
) -> Event:
    """The event of a hit whose people stand at ``counted``, with whatever stands side by side with them."""
    first, end = hit.tokens[0], hit.tokens[0] + 1
    while end in hit.tokens:
        end += 1
    heads = dict.fromkeys(t.i for token in counted for t in tree.side_by_side(token))
    gives = hit.rule.gives
    return Event(
        span=paragraph.offsets(first, end),
        paragraph=paragraph.index,
        tokens=(first, end),
        rule=hit.rule.id,
        traits=hit.rule.traits,
        kind=gives.get("kind"),
        action=gives.get("action"),
        head=hit.head,
        counted=tuple(heads),
        voice=voice,  # type: ignore[arg-type]
        agent=agent.i if agent is not None else None,
        bare=bare,
    )


def amounts_before(doc: Doc, start: int, numbers: Sequence[Number]) -> list[int]:
    """The numbers before a noun phrase that begins at ``start`` and is said to reach them.

    "brings to 1,309 the number of dead", "cut from eleven to eight the toll": a preposition, the number, the phrase.
    """
    found: list[int] = []
    for number in numbers:
        first, end = number.tokens
        before = doc[first - 1].lower_ if first else ""
        beside = end == start or (end + 1 < start and doc[end].lower_ == "to" and start - end < FROM_TO)
        if before in ("to", "from", "at") and beside and number.reason is None:
            found.append(end - 1)
    return found


def _opens_clause(doc: Doc, end: int, stop: int) -> bool:
    """ "For the airlift 90 troops were flown in": the number's own noun is a subject, the one before it no label."""
    number = doc[stop - 1]
    return doc[end - 1].dep_ == "pobj" and number.dep_ == "nummod" and number.head.dep_ in tree.SUBJECTS


def amounts_after(
    doc: Doc,
    end: int,
    numbers: Sequence[Number],
    verbs: frozenset[str],
    reach: int = AMOUNT_REACH,
    changed: bool = False,
) -> list[int]:
    """The numbers (token index of each one's last token) that a noun ending at ``end`` is said to reach.

    "The toll rose to at least 23 from 17", "a toll of 23", "the toll, now at 23": what stands before the number, hedge
    included, is a verb of amount or its preposition.

    Args:
        changed: a noun before it has said already that it changes ("a cut in the number of", "from 9 to 4").
    """
    found: list[int] = []
    moved = changed or (tree.clause_verb(doc[end - 1]).lower_ in verbs and tree.clause_verb(doc[end - 1]).i < end)
    for number in numbers:
        first, stop = number.tokens
        if first < end or first >= end + reach or number.reason is not None:
            continue
        between = doc[end:first]
        if any(t.is_sent_start or t.lower_ == ";" for t in doc[end : first + 1]):
            break
        moved = moved or any(t.lower_ in verbs and t.dep_ != "aux" for t in between)
        if doc[first].lower_ in verbs:  # a hedge that is a verb: "exceeded 100"
            found.append(stop - 1)
            continue
        place = first - 1
        while place > end and doc[place].tag_ == "RB":  # "is now 33"
            place -= 1
        vague = number.low is None and (doc[place - 1].lower_, doc[place].lower_) == ("in", "the")
        if vague and place > end + 1:
            place -= 2  # "is in the thousands"
        elif vague and place == end + 1 and doc[min(stop, len(doc) - 1)].lower_ != "of":
            found.append(stop - 1)  # "a toll in the thousands"
            continue
        before = doc[place].lower_ if first > end else "of"
        direct = before == "of" and first - 1 <= end + 1 and not (first == end and _opens_clause(doc, end, stop))
        direct = direct or (before == "to" and place > end and doc[place - 1].lower_ in ("up", "down"))
        risen_by = before == "by" and (
            (place > end and doc[place - 1].lower_ in verbs)
            or (moved and (place == end or doc[place].head.lower_ in verbs))
        )
        told = before in AMOUNT_PREPS and moved and doc[place].dep_ != "mark"  # "may rise as 12 are still trapped"
        if before in verbs or direct or risen_by or before == ":" or told:
            found.append(stop - 1)
        elif found or any(t.tag_ in ("CD",) for t in between):
            break
    return found
