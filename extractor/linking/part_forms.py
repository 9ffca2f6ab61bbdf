"""What says by its form that a count is a part of an earlier one: "among them five children", "14 (3 women)"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc

from extractor.linking.counts import Count
from extractor.linking.events import PARTS
from extractor.linking.lists import PART_FILLERS, in_brackets
from extractor.patterns import tree

TOLD_OF: Final = frozenset({"victims", "hostages", "captives", "casualties", "fatalities", "abductees", "prisoners"})
THEY: Final = frozenset({"they", "these", "those"})
SUMS: Final = frozenset({"figure", "number", "total", "toll", "count", "tally"})
INCLUDING: Final = frozenset({"include", "includes", "included"})
OPENING: Final = 5  # tokens of "The figure also includes"
INSERTED: Final = 12  # tokens of a name between a count and "are among them"


def part_by_form(doc: Doc, counts: Sequence[Count], n: int) -> bool:
    """ "among them five children", "fourteen of the victims", "14 (3 women)"."""
    count = counts[n]
    told_so = _among(doc, count) or of_victims(doc, count) or _out_of(doc, count)
    told_so = told_so or of_whom(doc, counts, n)
    return told_so or in_brackets(doc, counts, n) or are_among(doc, count) or included(doc, count)


def of_whom(doc: Doc, counts: Sequence[Count], n: int) -> bool:
    """ "Fourteen people, of whom three lived there"; not "killed 14 people in villages, of which three were burnt"."""
    first = counts[n].first
    if first < 4 or doc[first - 1].lower_ not in ("whom", "which") or doc[first - 2].lower_ != "of":
        return False
    place = first - 3 - doc[first - 3].is_punct
    return doc[place].tag_ != "NNS" or (n > 0 and counts[n - 1].first <= place < counts[n - 1].end)


def _among(doc: Doc, count: Count) -> bool:
    """ "Among them were five children", "including 12 women"."""
    opener = count.first - 1
    while opener >= 0 and doc[opener].lower_ in PART_FILLERS:
        opener -= 1
    return opener >= 0 and doc[opener].lower_ in PARTS


def included(doc: Doc, count: Count) -> bool:
    """ "They include five children and two nurses", "This figure included nine women": in a list of those told of."""
    sentence = doc[count.first].sent
    verb = next((t for t in doc[sentence.start : sentence.start + OPENING] if t.lower_ in INCLUDING), None)
    if verb is None or verb.i >= count.first:
        return False
    subject = [t.lower_ for t in doc[sentence.start : verb.i] if t.tag_ not in ("DT", "MD", "RB") or t.lower_ in THEY]
    told = subject in (["they"], ["these"], ["those"]) or (len(subject) == 1 and subject[0] in SUMS)
    return told and not any(t.tag_ in tree.VERB_TAGS for t in doc[verb.i + 1 : count.first])


def _out_of(doc: Doc, count: Count) -> bool:
    """ "Of the 26 who were in the hall, nineteen …": behind the comma of an of-phrase that opens the sentence."""
    start = doc[count.first].sent.start
    opened = doc[start].lower_ in ("of", "among", "from") and start + 1 < count.first
    return opened and doc[start + 1].lower_ in ("the", "these", "those", "them") and doc[count.first - 1].text == ","


def are_among(doc: Doc, count: Count) -> bool:
    """ "Two nuns, Hana and Ruth, are among them.": of those just told of."""
    for i in range(count.end, min(len(doc) - 2, count.end + INSERTED)):
        if doc[i].is_sent_start or (doc[i].tag_ in ("VBD", "VBZ", "VBP") and doc[i].lower_ not in tree.BE):
            return False
        if doc[i].lower_ in tree.BE:
            return doc[i + 1].lower_ == "among" and doc[i + 2].lower_ in ("them", "those", "these")
    return False


def of_victims(doc: Doc, count: Count) -> bool:
    """ "fourteen of the victims": of those just told of."""
    return count.of_noun is not None and count.noun is not None and doc[count.noun].lower_ in TOLD_OF
