"""A count beside victims without a number: "abducted the mayor, Ali Sow, and six others", "died with nine men"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from spacy.tokens import Doc

from extractor.linking.counts import Count
from extractor.model import Event
from extractor.patterns import tree

WITH: Final = (
    ("along", "with"),
    ("together", "with"),
    ("as", "well", "as"),
    ("in", "addition", "to"),
    ("besides",),
    ("in", "the", "company", "of"),
)
ALONGSIDE: Final = ("alongside",)  # soldiers train alongside others as well
LONGEST_WITH: Final = max(map(len, WITH))
LINE: Final = 28  # tokens of the people who stand between a cue and "12 others"
NAMING: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "PRP$", "HYPH", "POS", "-LRB-", "-RRB-"})
JOINING: Final = frozenset({",", "and", "&", "(", ")", "of", "in", "from", "for"})
OWN: Final = frozenset({"his", "her", "their"})
PRONOUNS: Final = frozenset({"him", "her", "them"})
PARTICLES: Final = frozenset({"away", "off", "along", "captive", "hostage", "prisoner"})


def before_with(doc: Doc, first: int) -> int:
    """Where "along with" and its like begin before a count; -1 where they do not stand there."""
    before = tuple(doc[i].lower_ for i in range(max(0, first - LONGEST_WITH), first))
    for words in (*WITH, ALONGSIDE):
        if before[-len(words) :] == words:
            return first - len(words)
    return -1


def beside(doc: Doc, count: Count, by_end: Mapping[int, Sequence[Event]]) -> Iterator[Event]:
    """Cues whose object, people without a number, stands between them and the count.

    "Kill farmer, 12 others", "abducted a chief, Ali Sow, 54, and five of his guests", "seized a nun alongside two
    boys". Others, or people of the victim's own: of more than that the tree decides. Not "killed the raider, and three
    others fled".
    """
    start = before_with(doc, count.first)
    if start < 0:
        start = count.first - 1
        if start < 1 or doc[start].lower_ not in (",", "and", "&") or not (count.rest or _own(doc, count)):
            if start > 0 and doc[start].lower_ == "with" and _own(doc, count):
                yield from (e for e in by_end.get(_before_pronoun(doc, start), ()) if e.voice == "active")
            return
    if _goes_on(doc, count):
        return
    for place in range(start, max(0, start - LINE), -1):
        token = doc[place - 1]
        yield from (e for e in by_end.get(place, ()) if e.voice == "active" and e.kind is not None and place < start)
        if token.is_sent_start or not _names(doc, place - 1):
            return


def _names(doc: Doc, place: int) -> bool:
    """The token may stand in the line of people: names, what they are, how old."""
    token = doc[place]
    age = token.tag_ == "CD" and doc[place - 1].text in (",", "(") and token.nbor().text in (",", ")")
    named = token.tag_ in NAMING or token.lower_ in JOINING or token.lower_ in PRONOUNS  # "killing him, two of his men"
    return named or age


def _own(doc: Doc, count: Count) -> bool:
    """ "Five of his guests", "three members of his household": people of somebody told of."""
    inside = range(count.number.core_tokens[1], min(len(doc) - 1, count.end + 2))
    return any(doc[i].lower_ == "of" and doc[i + 1].lower_ in OWN for i in inside)


def _goes_on(doc: Doc, count: Count) -> bool:
    """The count is the subject of a clause of its own."""
    end = count.end
    while end < len(doc) and doc[end].tag_ == "RB":
        end += 1
    return end < len(doc) and (doc[end].tag_ in tree.VERB_TAGS - {"VBG"} or doc[end].tag_ == "MD")


def _before_pronoun(doc: Doc, end: int) -> int:
    """Where the verb of "took him away with …" ends: somebody named before is its object; -1 for another one."""
    while end and doc[end - 1].lower_ in PARTICLES:
        end -= 1
    return end - 1 if end and doc[end - 1].lower_ in PRONOUNS else -1
