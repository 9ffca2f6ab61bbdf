"""Tables and lists: what a heading or the head of a column says of the numbers in the rows under it.

"Deaths by district" over "Kanda | 12"; "Strength" over "4,000 men"; "District | Killed | Injured" over
"Kanda | 12 | 30". A line is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from extractor.linking import standing, strength, sums
from extractor.linking.counts import Count
from extractor.linking.figures import FORCE_RULE, Inherited, Joined
from extractor.model import Event
from extractor.patterns import countries, people, tree
from extractor.patterns.paragraph import Paragraph

_CELL: Final = re.compile(r"\s*(?:\||\t)\s*")
_ROW: Final = re.compile(r"^[•*\-–—\s]*(?P<name>[^|\t:\d]{1,60}?)\s*(?:\||\t|:)\s*[^\s|:]")
_ASIDE: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NAMED: Final = re.compile(r"(?:[A-Z][\w.’'-]*|of|and|the|&)(?: (?:[A-Z][\w.’'-]*|of|and|the|&|nations|countries))* *$")
_RULER: Final = re.compile(r"[^\w]*_*[^\w]*")  # "---|---|", "_____"
LONGEST: Final = 12  # tokens of a heading, and of what stands in a cell of a list
ANNOUNCED: Final = 40  # of a sentence that ends in a colon
ROWS: Final = 40  # rows that one heading may have
OPENERS: Final = frozenset({"|", ":", "•", "*", "-", "–", "—", "·", "~", "≈"})
FINITE: Final = tree.FINITE_TAGS
DEADLY: Final = frozenset({"killed", "casualties", "losses"})
HARMED: Final = frozenset({"killed", "wounded"})
ALL: Final = frozenset({"total", "overall", "altogether"})  # "93 total"
FORCES: Final = Inherited(rule=f"{FORCE_RULE}/discourse", kind=None, action="strength")
SMALLEST: Final = 10  # a bare number as small under "Strength" may be of anything


def resolve(paragraphs: Sequence[tuple[Paragraph, Joined]]) -> None:
    """Give the counts of rows what the heading says, in ``Joined.inherited``."""
    for paragraph, joined in paragraphs:
        _of_lands(paragraph, joined)
    heading: Inherited | None = None
    columns: list[Inherited | None] = []
    rows = 0
    warlike: bool | None = None
    for paragraph, joined in paragraphs:
        text = paragraph.text
        if _RULER.fullmatch(text):
            continue
        cells = list(_cells(text))
        if (heading is not None or columns) and rows < ROWS and _is_row(paragraph, joined, cells, len(columns)):
            rows += 1
            for n, count in enumerate(joined.counts):
                cell = _cell_of(cells, paragraph.doc[count.number.core_tokens[0]].idx)
                given = columns[cell] if columns and cell < len(columns) else heading
                if given is not None and _free(joined, n, given) and _takes(paragraph, count, given):
                    captured = given.kind is not None and sums.taken(paragraph.doc, count)
                    joined.inherited[n] = [replace(given, kind="captured") if captured else given]
            continue
        if heading is not None and not columns and _is_party(paragraph, joined, heading):
            continue  # "United States Eighth Army", "Turkey:", between the heading and its rows
        if (own := _named_strength(text)) and any(strength.of_war(p) or j.cues for p, j in paragraphs):
            for n, count in enumerate(joined.counts):  # "Strength: 3,000 men, 6 guns" is heading and row in one
                if not joined.of(n) and _takes(paragraph, count, own):
                    joined.inherited[n] = [own]
            continue
        ruling, rows, heading, columns = heading, 0, None, []
        longest = ANNOUNCED if _announces(paragraph, joined) else LONGEST * max(1, len(cells))
        if any(joined.of(n) for n in range(len(joined.counts))) or len(paragraph.doc) > longest:
            continue
        if warlike is None:
            warlike = any(strength.of_war(p) or any(cue.kind in DEADLY for cue in j.cues) for p, j in paragraphs)
        if sum(start < end for start, end in cells) > 1:
            columns = [_of_cell(joined.cues, paragraph, start, end, warlike) for start, end in cells]
            columns = columns if any(columns) else []
            heading = ruling if not columns else None
        elif _announces(paragraph, joined) or not _says(paragraph, joined.cues):
            heading = _heading(joined, paragraph, warlike) if not text.rstrip(" |").endswith(".") else None


def _of_lands(paragraph: Paragraph, joined: Joined) -> None:
    """ "The troops come from Malta (516) and Chile (502)": lands with their numbers, in a sentence of a force."""
    doc = paragraph.doc
    counts = [n for n, count in enumerate(joined.counts) if _behind_land(paragraph, count) and not joined.casualty(n)]
    if len(counts) < 2 or not strength.of_war(paragraph):
        return
    told = strength.words_of("announced_forces") | strength.words_in("sent_forces")
    for _, group in groupby(counts, key=lambda n: doc[joined.counts[n].first].sent.start):
        lands = list(group)
        sentence = doc[joined.counts[lands[0]].first].sent
        harmed = any(sentence.start <= cue.head < sentence.end for cue in joined.cues)
        forces = any(t.lower_ in told for t in sentence) and not any(people.is_other(t.lower_) for t in sentence)
        if len(lands) > 1 and forces and not harmed:
            joined.inherited.update((n, [FORCES]) for n in lands)


def _behind_land(paragraph: Paragraph, count: Count) -> bool:
    """A number alone in brackets behind the name of a country."""
    doc, opened = paragraph.doc, count.first - 1
    if count.sort != "bare" or opened < 1 or doc[opened].text != "(" or doc[count.end : count.end + 1].text != ")":
        return False
    found = countries.by_surface(doc[opened - 1].text)
    return found is not None and doc[opened - 1].text[:1].isupper()


def _free(joined: Joined, n: int, given: Inherited) -> bool:
    """Nothing is known of the count but, under "Deaths", that the name of its row is one of a force."""
    return not joined.of(n) or (
        given.kind is not None and all(j.event.kind is None and j.event.voice == "amount" for j in joined.of(n))
    )


def _named_strength(text: str) -> Inherited | None:
    """The strength that the name of a row tells of: "Deployed personnel | 900"."""
    named = _ROW.match(text)
    return _strength(named["name"]) if named else None


def _cells(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _CELL.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _cell_of(cells: Sequence[tuple[int, int]], place: int) -> int:
    return next((n for n, (start, end) in enumerate(cells) if start <= place <= end), 0)


def _announces(paragraph: Paragraph, joined: Joined) -> bool:
    """ "Following are the latest figures for soldiers killed in the war:": a sentence over a list."""
    if not paragraph.text.endswith(":") or any(count.sort != "bare" for count in joined.counts):
        return False
    return len({cue.kind for cue in joined.cues}) == 1 or _announces_forces(paragraph, joined)


def _announces_forces(paragraph: Paragraph, joined: Joined) -> bool:
    """ "The contributions to the force are:", "Here is a breakdown of current deployments:"."""
    told = strength.words_of("announced_forces").isdisjoint(paragraph.lower)
    return not (joined.cues or told) and strength.of_war(paragraph)


def _says(paragraph: Paragraph, cues: Sequence[Event]) -> bool:
    """It has a verb of its own, and is no heading."""
    verbs = (t for t in paragraph.doc if t.tag_ in FINITE and t.dep_ != "amod" and t.lower_.isalpha())
    return any(not _is_cue(cues, t.i) for t in verbs)


def _is_cue(cues: Sequence[Event], place: int) -> bool:
    return any(first <= place < end for first, end in (cue.tokens for cue in cues))


def _is_row(paragraph: Paragraph, joined: Joined, cells: Sequence[tuple[int, int]], columns: int) -> bool:
    """A name and its number, a number that opens its line, or as many cells as the head has; no sentence."""
    if columns:
        return len(cells) == columns
    if not joined.counts or len(paragraph.doc) > LONGEST * len(cells) or paragraph.text.endswith((".", "?", "!")):
        return False
    if any(_opens(paragraph, count) for count in joined.counts):
        return not any(tag in ("VBZ", "VBP", "MD") for tag in paragraph.tags)
    return _ROW.match(paragraph.text) is not None and not any(tag in tree.VERB_TAGS for tag in paragraph.tags)


def _opens(paragraph: Paragraph, count: Count) -> bool:
    """Nothing but a mark stands before the number in its line or cell, or nothing but a name."""
    before = paragraph.words[count.first - 1] if count.first else "|"
    if before in OPENERS or before.isspace():
        return True
    last = count.end == len(paragraph.doc) and count.sort == "bare"  # "United States 1,974"
    return last and _NAMED.match(paragraph.text[: paragraph.starts[count.first]].lstrip("-–—•* ")) is not None


def _takes(paragraph: Paragraph, count: Count, given: Inherited) -> bool:
    """The heading may be meant: of people who are not told to be others, or of a number alone."""
    phrase = paragraph.lower[count.number.core_tokens[1] : count.end]
    bare = count.sort == "bare" or bool(phrase and phrase[-1] in ALL)
    if bare and (not _opens(paragraph, count) or _of_things(paragraph, count)):
        return False
    if given.kind is not None:
        adjective = count.noun is not None and paragraph.lower[count.noun] in standing.CIVIL
        return bare or count.sort == "people" or adjective
    if standing.of_others(paragraph, count) or not standing.CIVIL.isdisjoint(phrase):
        return False
    if bare:
        return (count.number.high or count.number.low or 0) >= SMALLEST
    return count.people is not None and count.people.status != "civilian" and count.people.grade in ("force", "context")


def _of_things(paragraph: Paragraph, count: Count) -> bool:
    """ "Vehicles: 12", "Tanks | 40", "Displaced: 900": the name of the row is one of things, or tells another fate."""
    name = paragraph.lower[max(0, count.first - LONGEST) : count.first]
    return any(map(people.is_equipment, name)) or not standing.OTHER_FATES.isdisjoint(name)


def _is_party(paragraph: Paragraph, joined: Joined, heading: Inherited) -> bool:
    """A line that only says whose numbers follow: a land, an army, whatever stands before a colon."""
    if joined.counts or joined.cues or len(paragraph.doc) > LONGEST:
        return False
    words = _ASIDE.sub(" ", paragraph.text).strip(" |")
    if words.endswith((".", "?", "!")) or any(tag in FINITE for tag in paragraph.tags):
        return False
    if words.endswith(":"):
        return heading.kind is not None or strength.words_of("strength_headings").isdisjoint(paragraph.lower)
    named = any(word[:1].isupper() and countries.by_surface(word) is not None for word in paragraph.words)
    last = re.findall(r"\w+", words)[-1:]
    armed = bool(last) and last[0][:1].isupper() and last[0].lower() in strength.words_of("named_bodies")
    return armed or (named and len(words.split()) <= LONGEST // 2)


def _heading(joined: Joined, paragraph: Paragraph, warlike: bool) -> Inherited | None:
    """What the line rules, if it is a heading."""
    if paragraph.text.endswith(":") and _announces_forces(paragraph, joined):
        return FORCES
    return _ruling(joined.cues) or (_strength(paragraph.text) if warlike else None)


def _ruling(cues: Sequence[Event]) -> Inherited | None:
    if not cues:
        return None
    both = {cue.kind for cue in cues} >= HARMED
    return Inherited(rule=f"{cues[0].rule}/discourse", kind="casualties" if both else cues[0].kind, action=None)


def _strength(text: str) -> Inherited | None:
    """ "Strength", "Current strength (29 May)", "Number engaged:": the last word outside brackets says it."""
    words = re.findall(r"\w+", _ASIDE.sub(" ", text).lower())
    named = strength.words_of("strength_headings")
    if not words or not (words[-1] in named or (words[0] in named and len(words) == 1)):
        return None
    return FORCES


def _of_cell(cues: Sequence[Event], paragraph: Paragraph, start: int, end: int, warlike: bool) -> Inherited | None:
    """What the head of a column rules, if it says but one thing."""
    found = [e for e in cues if start <= paragraph.starts[e.head] < end]
    if found:
        return _ruling(found[:1]) if len({e.kind for e in found}) == 1 else None
    text = paragraph.text[start:end]
    return _strength(text) if warlike else None
