"""The box of a battle: under "Casualties and losses" the numbers are of soldiers, and of the side in the line above.

A line is a paragraph: "Casualties and losses", "Denmark:", "340 killed", "1,200 wounded", "Chad:", "50 killed".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractor.linking.own import is_state
from extractor.linking.scene import Scene
from extractor.patterns import countries, people

_HEADING: Final = re.compile(r"(?P<losses>(casualties and )?losses|casualties)|strength", re.IGNORECASE)
LONGEST: Final = 12  # tokens of a line of the box
ENDS: Final = (".", "?", "!")
FINITE: Final = frozenset({"VBZ", "VBP", "MD"})  # "340 killed" has none


@dataclass(frozen=True, slots=True)
class Row:
    """Whose numbers stand in a line: a state's, or nobody's known; ``losses``: they are what its army has lost."""

    country: str | None
    losses: bool


def rows(scenes: Sequence[Scene]) -> dict[int, Row]:
    """The lines with numbers, by index of their paragraph."""
    found: dict[int, Row] = {}
    losses: bool | None = None
    side: str | None = None
    for scene in scenes:
        doc = scene.paragraph.doc
        heading = _HEADING.fullmatch(scene.paragraph.text.strip(" :\n"))
        if heading is not None:
            losses, side = heading["losses"] is not None, None
        elif len(doc) > LONGEST or scene.paragraph.text.rstrip().endswith(ENDS) or FINITE & set(scene.paragraph.tags):
            losses = None
        elif losses is not None and not any(t.tag_ == "CD" or t.like_num for t in doc):
            states = {n.country for n in scene.names if n.country and is_state(n)}
            written = countries.by_surface(scene.paragraph.text.strip(" :\n"))
            states |= {written[0].code} if written is not None else set()
            side = states.pop() if len(states) == 1 else None
        elif losses is not None and not any(people.kind_of(t.lower_) == "civilian" for t in doc):
            found[scene.paragraph.index] = Row(side, losses)
    return found
