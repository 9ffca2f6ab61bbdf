"""Datelines: the place that opens an agency report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extractor.patterns.paragraph import Paragraph
from extractor.patterns.places_sight import Sight

LONGEST: Final = 90  # characters from the paragraph's start to the dash
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE: Final = rf"(?:{_DAY},?\s*)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})?(?:,?\s+\d{{4}})?"
_AGENCY: Final = r"[\[(][A-Z][\w./& -]{1,40}[\])]"
_REST: Final = re.compile(
    rf"^(?P<agency>\s*{_AGENCY})?(?P<date>[,.]?\s*(?!\s*[—–-]){_DATE})?(?P<late>\s*{_AGENCY})?\s*(?P<dash>—|–|--|-|:)(?=\s|\w)",
    re.I,
)
_MORE: Final = re.compile(r"^,\s+[A-Z][\w.’' -]{1,30}?(?=\s*[,(\[—–-])")


@dataclass(frozen=True, slots=True)
class Opening:
    """Tokens ``[first, end)`` of the dateline's place, with the country or region behind a comma."""

    first: int
    end: int


def opening(paragraph: Paragraph, found: tuple[Sight, ...]) -> Opening | None:
    """The dateline at the paragraph's start, or None. Without an agency, a date or a country behind it the place has
    to be in capitals, or set off by a dash between blanks."""
    if not found or found[0].first > 1 or found[0].chars[0] > 2:
        return None
    doc, text = paragraph.doc, paragraph.doc.text
    place = found[0]
    if place.demonym or place.kind in ("demonym", "people", "seat") or place.end >= len(doc):
        return None
    end, stop = place.end, place.chars[1]
    with_more = False
    for after in found[1:3]:
        between = text[stop : after.chars[0]]
        if between.strip() in (",", "/") and after.kind in (None, "name") and not after.demonym:
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
        if dash == ":" and not (capitals or marked) or dash == "-" and not (blanks and before):
            return None
        if (capitals or marked or (blanks and before and dash != ":")) and paragraph.kind != "headline":
            return Opening(place.first, end)
        return None
    if capitals and len(place.text) > 3 and place.end < len(doc) and not text.isupper():
        after_token = doc[end]
        if after_token.text[0].isupper() and not after_token.text.isupper() and len(text) > LONGEST:
            return Opening(place.first, end)  # "BRUSSELS Ministers met": agencies that drop the dash
    return None
