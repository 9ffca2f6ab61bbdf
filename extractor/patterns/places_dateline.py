"""Datelines: the place that opens an agency report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from extractor.patterns.paragraph import Paragraph
from extractor.patterns.places_sight import Sight
from extractor.patterns.places_words import words

LONGEST: Final = 90  # characters from the paragraph's start to the dash
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE: Final = rf"(?:{_DAY},?\s*)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})?(?:,?\s+\d{{4}})?"
_AGENCY: Final = r"[\[(][A-Z][\w./& -]{1,40}[\])]"
_REST: Final = re.compile(
    rf"^(?P<agency>\s*{_AGENCY})?(?P<date>[,.]?\s*(?!\s*[—–-]){_DATE})?(?P<late>\s*{_AGENCY})?\s*(?P<dash>—|–|--|-|:)(?=\s|\w)",
    re.I,
)
_OPENERS: Final = frozenset(("A", "U.S.", "UN", "U.N.", "US", "EU", "NATO", "I", "UK", "U.K."))
_MORE: Final = re.compile(r"^,\s+[A-Z][\w.’' -]{1,30}?(?=\s*[,(\[—–-])")


@dataclass(frozen=True, slots=True)
class Opening:
    """Tokens ``[first, end)`` of the dateline's place, with the country or region behind a comma."""

    first: int
    end: int


def opening(paragraph: Paragraph, text: str, found: tuple[Sight, ...]) -> Opening | None:
    """The dateline at the paragraph's start, or None. Without an agency, a date or a country behind it the place has
    to be in capitals, or set off by a dash between blanks."""
    if not found:
        return None
    doc = paragraph.doc
    if found[0].first > 1 or found[0].chars[0] > 2:
        return _unlisted(doc, text, found[0])
    place = found[0]
    if place.demonym or place.kind in ("demonym", "people", "seat") or place.end >= len(doc):
        return None
    end, stop = place.end, place.chars[1]
    with_more = False
    for after in found[1:4]:
        between = text[stop : after.chars[0]]
        if between.strip() in (",", "/") and after.kind in (None, "name", "capital") and not after.demonym:
            end, stop, with_more = after.end, after.chars[1], True
    if not with_more and (more := _MORE.match(text[stop : stop + 40])) and not re.match(rf",\s+{_DATE}\b\w", more[0]):
        rest = _REST.match(text[stop + more.end() :])
        dated = re.fullmatch(rf",\s+{_DATE}", more[0])
        if rest and not dated:
            stop += more.end()
            end = next((t.i + 1 for t in doc if t.idx + len(t) >= stop), end)
            with_more = True
    capitals = place.text.isupper()
    rest = _REST.match(text[stop : stop + LONGEST])
    if rest and stop + rest.end() <= LONGEST:
        dash = rest["dash"]
        blanks = text[stop + rest.end() : stop + rest.end() + 1].isspace()
        before = text[stop + rest.start("dash") - 1].isspace()
        marked = bool(rest["agency"] or rest["late"] or (rest["date"] or "").strip(" ,.") or with_more)
        if (dash == ":" and not (capitals or marked)) or (dash == "-" and not (blanks and before)):
            return None
        if (capitals or marked or (blanks and before and dash != ":")) and paragraph.kind != "headline":
            return Opening(place.first, end)
        return None
    if (
        capitals
        and end < len(doc)
        and not text.isupper()
        and len(text) > LONGEST
        and (with_more or not _personal(place))
    ):
        word = doc[end].text
        if word[0].isupper() and not doc[end - 1].is_punct and (not word.isupper() or word in _OPENERS):
            return Opening(place.first, end)  # "BRUSSELS Ministers met": agencies that drop the dash
    return None


def _personal(place: Sight) -> bool:
    """A name that is as often a person's: "VLADIMIR" may begin a sentence."""
    if place.kind == "capital" or words().has("sure", place.text.lower()):
        return False
    return any(entry.person for entry in place.entries[:1]) or words().has("names", place.text.lower())


def _unlisted(doc: Doc, text: str, country: Sight) -> Opening | None:
    """ "XYZVILLE, Turkey": a place that no list knows, in capitals before its country."""
    comma = country.first - 1
    if country.kind != "name" or not 1 <= comma <= 4 or doc[comma].text != "," or len(text) <= LONGEST:
        return None
    name = [token.text for token in doc[:comma]]
    whole = all(word.isupper() or word == "-" for word in name) and not country.text.isupper()
    return Opening(0, country.end) if whole and len("".join(name)) > 3 else None
