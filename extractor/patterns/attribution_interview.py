"""Interviews: "Q: …", "A: …". The answers are those of whoever is named before the first question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from extractor.model import Offsets
from extractor.patterns.attribution_page import Draft
from extractor.patterns.paragraph import Paragraph

_ASKED: Final = re.compile(r"(?:Q|QUESTION|Question)(?:[.:]|\s*\([^)]{1,40}\)\s*:|\s*$)|Q\s+[A-Z]")
_ANSWERED: Final = re.compile(r"(?:A|ANSWER|Answer)[.:]\s+\S")
_FEWEST: Final = 2  # answers that make it one


def is_question(paragraph: Paragraph) -> bool:
    """Q: …; Question (The Herald): …: whoever asks is not who spoke before."""
    return _ASKED.match(paragraph.text) is not None


def answers(paragraphs: Sequence[Paragraph]) -> list[Draft]:
    """A turn for every labelled answer; ``whose`` is where the article names who answers, if it does."""
    labelled = [p for p in paragraphs if p.parsed and _ANSWERED.match(p.text)]
    first = next((p.index for p in paragraphs if is_question(p)), None)
    if first is None or len(labelled) < _FEWEST:
        return []
    whose = _interviewed([p for p in paragraphs if p.index < first])
    drafts: list[Draft] = []
    for paragraph in labelled:
        doc = paragraph.doc
        end = next(t.i for t in doc if t.text[-1] in ".:") + 1
        draft = Draft(paragraph.index, 0, (0, end), "states", "attributions.colon.name", quotes=True)
        draft.is_turn = True
        draft.content = [(end, len(doc))]
        draft.whose = whose
        drafts.append(draft)
    return drafts


def _interviewed(opening: Sequence[Paragraph]) -> Offsets | None:
    """The person named most often before the first question, of several the first; with the full name."""
    people = [(p.start + e.start_char, p.start + e.end_char, e.text) for p in opening for e in p.doc.ents if e.label_ == "PERSON"]
    if not people:
        return None
    often = Counter(name.split()[-1] for _, _, name in people)
    last = max(often, key=lambda name: often[name])
    start, end, _ = max((p for p in people if p[2].split()[-1] == last), key=lambda p: len(p[2].split()))
    return start, end
