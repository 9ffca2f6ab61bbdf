"""Who speaks a quotation: drafts and quotations of the article, joined."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc

from extractor.model import Offsets, Quotation
from extractor.patterns.attribution_frames import Draft
from extractor.patterns.paragraph import Paragraph

Span = tuple[int, int]
_GAP: Final = 25
_SENTENCE_END: Final = (".", "?", "!")


def join(paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation], drafts: Sequence[Draft]) -> list[list[Offsets]]:
    """The content of every draft in article offsets, with the quotations that belong to it."""
    by_index = {paragraph.index: paragraph for paragraph in paragraphs}
    contents = [[by_index[d.paragraph].offsets(*piece) for piece in d.content] for d in drafts]
    in_paragraph: dict[int, list[int]] = {}
    for n, draft in enumerate(drafts):
        in_paragraph.setdefault(draft.paragraph, []).append(n)
    quotes: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        quotes.setdefault(quotation.paragraph, []).append(quotation)
    owner_before: int | None = None
    waiting: list[Quotation] = []
    for paragraph in paragraphs:
        here = quotes.get(paragraph.index, [])
        if not here:
            owner_before = None
            waiting = []
            continue
        owners = _join_paragraph(paragraph, here, drafts, contents, in_paragraph.get(paragraph.index, []))
        first_is_leading = here[0].tokens[0] == 0
        if owners[0] is None and owner_before is not None and first_is_leading and here[0].speech:
            contents[owner_before].append(here[0].span)
            owners[0] = owner_before
        if waiting and owners[0] is not None and first_is_leading:
            for quotation in waiting:
                contents[owners[0]].append(quotation.span)
        waiting = []
        _run(paragraph, here, owners, contents)
        last = here[-1]
        if last.open and owners[-1] is None and last.speech and (last.tokens[0] == 0):
            waiting = [last]
        colon = owners[-1] is not None and _ends_with_colon(paragraph, drafts[owners[-1]])
        owner_before = owners[-1] if last.open or colon else None
    return [_merged(content, paragraphs) for content in contents]


def _ends_with_colon(paragraph: Paragraph, draft: Draft) -> bool:
    if draft.paragraph != paragraph.index:
        return True
    end = draft.reach[1]
    return end < len(paragraph.doc) and paragraph.doc[end].text == ":"


def _join_paragraph(
    paragraph: Paragraph, here: list[Quotation], drafts: Sequence[Draft], contents: list[list[Offsets]], mine: list[int]
) -> list[int | None]:
    """For every quotation of the paragraph the draft that speaks it. Extends ``contents``."""
    doc = paragraph.doc
    starts = [q.tokens[0] for q in here]
    owners: list[int | None] = [None] * len(here)

    def inside(token: int) -> int | None:
        n = bisect_right(starts, token) - 1
        return n if n >= 0 and here[n].tokens[0] <= token < here[n].tokens[1] else None

    outside: list[int] = []
    for n in mine:
        draft = drafts[n]
        holder = inside(draft.cue[0])
        if holder is not None:
            low, high = here[holder].inner
            contents[n] = [(max(a, low), min(b, high)) for a, b in contents[n] if a < high and b > low]
            continue
        outside.append(n)
        if draft.content:
            for k, quotation in enumerate(here):
                touched = [s for s in contents[n] if s[0] < quotation.span[1] and s[1] + 1 >= quotation.span[0]]
                if touched and _fits(draft, quotation):
                    if _introduced(paragraph, draft, quotation):
                        contents[n] = [(max(a, quotation.span[0]), b) for a, b in contents[n] if b > quotation.span[0]]
                    contents[n] = [_without_rest(s, quotation, _last(paragraph, quotation), here) for s in contents[n]] + [quotation.span]
                    if quotation.speech and owners[k] is None:
                        owners[k] = n
    heads = [drafts[n].head for n in outside if drafts[n].quotes]
    for n in outside:
        draft = drafts[n]
        if not draft.quotes or not (draft.sources or draft.owners):
            continue
        for k in _beside(doc, draft, here, heads):
            if owners[k] is None or owners[k] == n:
                contents[n].append(here[k].span)
                owners[k] = n
    return owners


def _introduced(paragraph: Paragraph, draft: Draft, quotation: Quotation) -> bool:
    """He went on: “…,” she said: what introduces the quotation is none of her words."""
    before = paragraph.doc.text[: quotation.span[0] - paragraph.start].rstrip()
    return (
        quotation.speech
        and quotation.tokens[1] <= draft.cue[0] <= quotation.tokens[1] + 12
        and before.endswith((":", " -", "—", "–", "--"))
        and _last(paragraph, quotation) in ",?!"
    )


def _without_rest(span: Offsets, quotation: Quotation, last: str, here: Sequence[Quotation]) -> Offsets:
    """A content that begins with a finished quotation ends with it."""
    start, end = quotation.span
    finished = quotation.speech and quotation.inner[1] < end and last in ",.?!"
    if not finished or not start - 1 <= span[0] < end < span[1] or any(end <= q.span[0] < span[1] for q in here):
        return span
    return span[0], end


def _last(paragraph: Paragraph, quotation: Quotation) -> str:
    return paragraph.doc.text[quotation.inner[1] - paragraph.start - 1]


def _fits(draft: Draft, quotation: Quotation) -> bool:
    return quotation.tokens[1] <= draft.cue[0] or quotation.tokens[0] >= draft.cue[1]


def _beside(doc: Doc, draft: Draft, here: list[Quotation], heads: list[int]) -> list[int]:
    """The quotations that stand directly before and after "X said"; another verb of saying between takes the second."""
    has_content = bool(draft.content)
    first, end = draft.reach
    found: list[int] = []
    before = [k for k, q in enumerate(here) if q.tokens[1] <= first]
    if before and here[before[-1]].speech:
        gap = doc[here[before[-1]].tokens[1] : first]
        if len(gap) <= 3 and not any(t.text in _SENTENCE_END or t.text == ";" for t in gap):
            found.append(before[-1])
    after = [k for k, q in enumerate(here) if q.tokens[0] >= end]
    if after:
        gap_tokens = doc[end : here[after[0]].tokens[0]]
        is_free = not any(end <= head < here[after[0]].tokens[0] for head in heads)
        if len(gap_tokens) <= _GAP and is_free and not any(t.text in _SENTENCE_END for t in gap_tokens):
            touching = here[after[0]].speech and (not found or not gap_tokens or gap_tokens[-1].text in (",", ":", ";", "—", "–"))
            if touching and (not has_content or (found and gap_tokens and gap_tokens[-1].text in ",:;—–") or _follows(doc, draft, here[after[0]])):
                found.append(after[0])
    return found


def _follows(doc: Doc, draft: Draft, quotation: Quotation) -> bool:
    """said that it was over: “…”"""
    end = max(piece[1] for piece in draft.content)
    gap = [token.text for token in doc[end : quotation.tokens[0]]]
    return gap in ([":"], [","], ["—"], ["–"])


def _run(paragraph: Paragraph, here: list[Quotation], owners: list[int | None], contents: list[list[Offsets]]) -> None:
    """A quotation that opens a sentence without a cue keeps the running speaker."""
    speaker: int | None = None
    doc = paragraph.doc
    for k, quotation in enumerate(here):
        if owners[k] is not None:
            speaker = owners[k]
        elif quotation.speech and speaker is not None:
            before = doc[quotation.tokens[0] - 1].text if quotation.tokens[0] else "."
            if before in _SENTENCE_END or before in ("”", '"', "''") or doc[quotation.tokens[0] - 1].is_space:
                contents[speaker].append(quotation.span)
                owners[k] = speaker


def _merged(content: list[Offsets], paragraphs: Sequence[Paragraph]) -> list[Offsets]:
    merged: list[Offsets] = []
    for start, end in sorted(content):
        if start >= end:
            continue
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
