"""Attributions: who (source) said (cue) what (content). The spine: words → frames → quotations → nesting."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from extractor.model import Cue, Modality, Offsets, Quotation, QuoteType
from extractor.patterns import attribution_quotes, attribution_scan
from extractor.patterns import attribution_spans as spans
from extractor.patterns.attribution_lexicon import lexicon
from extractor.patterns.attribution_page import Draft, Range
from extractor.patterns.lexicon import traits
from extractor.patterns.paragraph import Paragraph

_NEAR: Final = 40  # tokens in which a clause's own modal stands
_DEEPEST: Final = 64  # contents around one cue that are looked at
_SHORT: Final = 2  # sentences of a paragraph to which "this" may point as a whole
_TRANSCRIPT: Final = 2  # so many turns make one
# Q: …; Question (The Herald): …; Q Sir, …
_QUESTION: Final = re.compile(r"(?:Q|QUESTION|Question)(?:[.:]|\s*\([^)]{1,40}\)\s*:|\s*$)|Q\s+[A-Z]")
_AT: Final = frozenset({"in", "at", "from", "near"})
_POSSIBLE: Final = frozenset({"may", "might", "could"})


def find(paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation]) -> tuple[Cue, ...]:
    """All attributions of the article in order of their cues; ``within`` links a nested one to its holder."""
    words = lexicon()
    quoted: dict[int, list[tuple[int, int]]] = {}
    for quotation in quotations:
        if quotation.speech:
            quoted.setdefault(quotation.paragraph, []).append(quotation.tokens)
    drafts = [
        draft
        for paragraph in paragraphs
        if paragraph.parsed
        for draft in attribution_scan.drafts_of(paragraph, quoted.get(paragraph.index, ()), words)
    ]
    drafts = _without_doubtful(paragraphs, drafts)
    contents = attribution_quotes.join(paragraphs, quotations, drafts)
    _add_turns(paragraphs, drafts, contents)
    _point_back(paragraphs, drafts, contents)
    by_index = {paragraph.index: paragraph for paragraph in paragraphs}
    parents: dict[Offsets, Offsets] = {}
    cues: list[Cue] = []
    for draft, content in zip(drafts, contents, strict=True):
        paragraph = by_index[draft.paragraph]
        if not content and draft.thing:
            draft.cue = (draft.head, draft.head + 1)
            content = [paragraph.offsets(*piece) for piece in draft.thing]
        if content:
            cues.append(_cue(paragraph, draft, content, quotations))
            if draft.parent is not None:
                parents[cues[-1].span] = paragraph.offsets(*draft.parent.cue)
    spoken = _without_unknown_speakers(_distinct(cues), quotations)
    return tuple(_nested(sorted(spoken, key=lambda cue: (cue.span, cue.content)), parents))


def _without_doubtful(paragraphs: Sequence[Paragraph], drafts: Sequence[Draft]) -> list[Draft]:
    """Without "CHOLERA: …" and "SRINAGAR: …": they are turns only where somebody speaks twice."""
    docs = {paragraph.index: paragraph.doc for paragraph in paragraphs}
    turns = [d for d in drafts if d.is_turn]
    speakers = [docs[d.paragraph][: d.sources[0][1]].text for d in turns]
    is_transcript = len(set(speakers)) < len(speakers)
    return [d for d in drafts if is_transcript or not d.is_doubtful]


def _add_turns(paragraphs: Sequence[Paragraph], drafts: Sequence[Draft], contents: Sequence[list[Offsets]]) -> None:
    """In a transcript, what follows "MR. ROTH:" is his until the next name or a question."""
    turns = {draft.paragraph: n for n, draft in enumerate(drafts) if draft.is_turn}
    asked = {paragraph.index for paragraph in paragraphs if _QUESTION.match(paragraph.text)}
    if len(turns) + len(asked) < _TRANSCRIPT:
        return
    speaker: int | None = None
    for paragraph in paragraphs:
        if paragraph.index in turns:
            speaker = turns[paragraph.index]
        elif paragraph.index in asked or paragraph.kind == "headline":
            speaker = None
        elif speaker is not None:
            contents[speaker].append(paragraph.offsets(0, len(paragraph.doc)))


def _point_back(paragraphs: Sequence[Paragraph], drafts: Sequence[Draft], contents: Sequence[list[Offsets]]) -> None:
    """ "The mayor confirmed this": what the sentence before tells, or the paragraph before if it is a short one."""
    bodies = {paragraph.index: paragraph for paragraph in paragraphs if paragraph.kind != "headline"}
    for draft, content in zip(drafts, contents, strict=True):
        here = bodies.get(draft.paragraph)
        if here is None or not draft.is_pointing or len(content) != 1:
            continue
        earlier = bodies.get(here.index - 1)
        told = [s for s in here.doc.sents if s.end <= draft.head and s.end <= draft.content[0][0]][-1:]
        if told:
            content.insert(0, here.offsets(told[0].start, told[0].end))
        elif earlier is not None and earlier.parsed:
            told = list(earlier.doc.sents)
            first = told[0] if len(told) <= _SHORT else told[-1]
            content.insert(0, earlier.offsets(first.start, told[-1].end))


def _cue(paragraph: Paragraph, draft: Draft, content: Sequence[Offsets], quotations: Sequence[Quotation]) -> Cue:
    kind = _type(paragraph.offsets(*draft.cue), content, quotations)
    is_quotation = kind == "direct" and draft.quotes and draft.rule.startswith("attributions.verb.")
    rule = "attributions.verb.quotation" if is_quotation else draft.rule
    return Cue(
        span=paragraph.offsets(*draft.cue),
        paragraph=draft.paragraph,
        tokens=draft.cue,
        rule=rule,
        traits=traits(rule),
        sources=tuple(paragraph.offsets(*source) for source in draft.sources),
        content=tuple(content),
        stance=draft.stance,
        type=kind,
        negated=draft.negated,
        via=paragraph.offsets(*draft.via) if draft.via else None,
        owner=tuple(paragraph.offsets(*owner) for owner in draft.owners or _antecedent(paragraph, draft)),
        modality=_modality(paragraph, draft),
    )


def _antecedent(paragraph: Paragraph, draft: Draft) -> list[Range]:
    """What "which" or "who" as the source stands for: who is meant, where the pronoun itself means nobody known."""
    if len(draft.sources) != 1 or draft.sources[0][1] - draft.sources[0][0] != 1:
        return []
    pronoun = paragraph.doc[draft.sources[0][0]]
    verb = paragraph.doc[draft.head]
    if pronoun.tag_ not in ("WDT", "WP") or verb.dep_ != "relcl" or verb.head.i >= pronoun.i:
        return []
    noun = verb.head
    while pronoun.lower_ == "who" and noun.dep_ == "pobj" and noun.head.lower_ in _AT and noun.tag_ == "NNP":
        noun = noun.head.head  # a source in Aleppo, who
    found = spans.trim(paragraph.doc, (noun.left_edge.i, pronoun.i), lead=False)
    return [found] if found else []


def _modality(paragraph: Paragraph, draft: Draft) -> Modality | None:
    for first, end in draft.content:
        for n, tag in enumerate(paragraph.tags[first : min(end, first + _NEAR)], first):
            if tag == "MD":
                return "possible" if paragraph.lower[n] in _POSSIBLE else None
    return None


def _type(cue: Offsets, content: Sequence[Offsets], quotations: Sequence[Quotation]) -> QuoteType:
    low, high = content[0][0], content[-1][1]
    near = quotations[bisect_left(quotations, low, key=_end) : bisect_left(quotations, high, key=_start)]
    touching = [q.span for q in near if not q.span[0] <= cue[0] < q.span[1]]
    touching = [span for span in touching if any(a < span[1] and b > span[0] for a, b in content)]
    if not touching:
        return "indirect"
    return "direct" if all(any(s <= a and b <= e for s, e in touching) for a, b in content) else "mixed"


def _without_unknown_speakers(cues: Sequence[Cue], quotations: Sequence[Quotation]) -> list[Cue]:
    """Leaves out cues inside a quotation that nobody is said to speak: whose "I" or "they" it is, is not known."""
    speeches = [quotation for quotation in quotations if quotation.speech]
    attributed: set[Offsets] = set()
    for cue in cues:
        for start, end in cue.content:
            first = bisect_left(speeches, start, key=_start)
            for quotation in speeches[first : bisect_left(speeches, end, key=_start)]:
                if quotation.span[1] <= end:
                    attributed.add(quotation.span)
    kept: list[Cue] = []
    for cue in cues:
        n = bisect_right(speeches, cue.span[0], key=_start) - 1
        is_inside = n >= 0 and cue.span[1] <= speeches[n].span[1]
        if not is_inside or speeches[n].span in attributed:
            kept.append(cue)
    return kept


def _start(quotation: Quotation) -> int:
    return quotation.span[0]


def _end(quotation: Quotation) -> int:
    return quotation.span[1]


def _distinct(cues: Sequence[Cue]) -> list[Cue]:
    seen: set[Offsets] = set()
    kept: list[Cue] = []
    for cue in cues:
        if cue.span not in seen:
            seen.add(cue.span)
            kept.append(cue)
    return kept


def _nested(cues: list[Cue], parents: Mapping[Offsets, Offsets]) -> tuple[Cue, ...]:
    """Links every cue to the smallest content of another attribution that holds it, or to the one that it backs."""
    places = {cue.span: n for n, cue in enumerate(cues)}
    holder: list[int | None] = []
    pieces = sorted((a, b, n) for n, cue in enumerate(cues) for a, b in cue.content)
    open_: list[tuple[int, int, int]] = []
    k = 0
    for n, cue in enumerate(cues):
        start, end = cue.span
        while k < len(pieces) and pieces[k][0] <= start:
            open_.append(pieces[k])
            k += 1
        open_ = [piece for piece in open_[-_DEEPEST:] if piece[1] > start]
        holders = [(b - a, m) for a, b, m in open_ if a <= start and end <= b and m != n]
        holders = [(size, m) for size, m in holders if not any(a <= cues[m].span[0] < b for a, b in cue.content)]
        parent = places.get(parents[cue.span]) if cue.span in parents else None
        holder.append(parent if parent is not None else min(holders)[1] if holders else None)
    _open_circles(holder)
    return tuple(
        replace(cue, within=within) if within is not None else cue for cue, within in zip(cues, holder, strict=True)
    )


def _open_circles(holder: list[int | None]) -> None:
    """Contents that overlap may hold each other's cues in a circle: its first cue is then within none."""
    walk_of: dict[int, int] = {}
    for first in range(len(holder)):
        here: int | None = first
        while here is not None and here not in walk_of:
            walk_of[here] = first
            here = holder[here]
        if here is not None and walk_of[here] == first:
            holder[here] = None
