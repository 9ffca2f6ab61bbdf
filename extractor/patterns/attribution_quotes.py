"""Who speaks a quotation: drafts and quotations of the article, joined."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from extractor.model import Offsets, Quotation
from extractor.patterns.attribution_page import Draft
from extractor.patterns.paragraph import Paragraph

_GAP: Final = 25  # tokens between "X said" and its quotation
_MOST: Final = 40  # quotations that one content may touch
_LEADS: Final = frozenset({",", ":", ";", "—", "–"})
_ANDS: Final = ("and", ", and", "and,", ", and,", "or", "but")
_FIRST: Final = frozenset({"i", "we", "my", "our", "us", "me"})
_ASIDE: Final = frozenset({"relcl", "advcl", "acl", "pcomp", "csubj"})
_SENTENCE_END: Final = (".", "?", "!")


def join(
    paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation], drafts: Sequence[Draft]
) -> list[list[Offsets]]:
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
    speaker_before: int | None = None
    announced: int | None = None  # whose words are the next paragraph although no marks say so
    waiting: list[Quotation] = []
    for paragraph in paragraphs:
        here = quotes.get(paragraph.index, [])
        if announced is not None and not (here and here[0].tokens[0] == 0) and _is_own_words(paragraph):
            contents[announced].append(paragraph.offsets(0, len(paragraph.doc)))
        else:
            announced = None
        if not here:
            speaker_before = _last_speaker(paragraph, [], drafts, contents, in_paragraph.get(paragraph.index, []))
            owner_before = _announcing(paragraph, drafts, in_paragraph.get(paragraph.index, []))
            if announced is None and owner_before is not None and not contents[owner_before]:
                announced = owner_before
            waiting = []
            continue
        owners = _join_paragraph(paragraph, here, drafts, contents, in_paragraph.get(paragraph.index, []))
        first_is_leading = here[0].tokens[0] == 0
        if owners[0] is None and owner_before is None and _is_all_quotation(paragraph, here):
            owner_before = speaker_before
        if owners[0] is None and owner_before is not None and first_is_leading and here[0].speech:
            contents[owner_before].append(here[0].span)
            owners[0] = owner_before
        if waiting and owners[0] is not None and first_is_leading:
            for quotation in waiting:
                contents[owners[0]].append(quotation.span)
        if owners[0] is not None or not first_is_leading:
            waiting = []
        _run(paragraph, here, owners, contents, drafts, in_paragraph.get(paragraph.index, []))
        last = here[-1]
        if last.open and owners[-1] is None and last.speech and (last.tokens[0] == 0):
            waiting.append(last)
        else:
            waiting = []
        colon = owners[-1] is not None and _ends_with_colon(paragraph, drafts[owners[-1]])
        owner_before = owners[-1] if last.open or colon else None
        if owner_before is None:
            owner_before = _announcing(paragraph, drafts, in_paragraph.get(paragraph.index, []))
        speaker_before = _last_speaker(paragraph, here, drafts, contents, in_paragraph.get(paragraph.index, []))
        if speaker_before is None:
            speaker_before = owners[-1]
    return [_merged(content) for content in contents]


def _is_all_quotation(paragraph: Paragraph, here: Sequence[Quotation]) -> bool:
    """Whether the paragraph holds nothing but one quotation: nobody else can be meant than who spoke last."""
    first, end = here[0].tokens
    outside = (*paragraph.doc[:first], *paragraph.doc[end:])
    return len(here) == 1 and not any(token.text[0].isalnum() for token in outside)


def _last_speaker(
    paragraph: Paragraph,
    here: Sequence[Quotation],
    drafts: Sequence[Draft],
    contents: Sequence[list[Offsets]],
    mine: Sequence[int],
) -> int | None:
    """Who speaks last in the paragraph in the author's own words."""
    inside = {n for n in mine for q in here if q.tokens[0] <= drafts[n].cue[0] < q.tokens[1]}
    able = [n for n in mine if n not in inside and drafts[n].quotes and drafts[n].sources and contents[n]]
    finite = [n for n in able if paragraph.doc[drafts[n].head].tag_ in ("VBD", "VBZ", "VBP")]
    return max(finite or able, key=lambda n: drafts[n].head, default=None)


def _announcing(paragraph: Paragraph, drafts: Sequence[Draft], mine: Sequence[int]) -> int | None:
    """The last "X said:" of a paragraph that ends with the colon: the quotation is the next paragraph."""
    doc = paragraph.doc
    last = len(doc) - 1
    while last >= 0 and doc[last].is_space:
        last -= 1
    if last < 0 or doc[last].text != ":":
        return None
    able = [n for n in mine if drafts[n].quotes and (drafts[n].sources or drafts[n].owners)]
    return next((n for n in reversed(able) if last - drafts[n].reach[1] <= _GAP), None)


def _is_own_words(paragraph: Paragraph) -> bool:
    """Whether somebody speaks of himself: after "X said:" a paragraph without marks is his then, and the next ones."""
    return paragraph.parsed and any(word in _FIRST for word in paragraph.lower)


def _ends_with_colon(paragraph: Paragraph, draft: Draft) -> bool:
    if draft.paragraph != paragraph.index:
        return True
    end = draft.reach[1]
    return end < len(paragraph.doc) and paragraph.doc[end].text == ":"


@dataclass(frozen=True, slots=True)
class _Scene:
    """One paragraph with its quotations, ready for look-ups."""

    doc: Doc
    text: str
    start: int
    here: Sequence[Quotation]
    first_tokens: Sequence[int]
    end_tokens: Sequence[int]

    def holder(self, token: int) -> Quotation | None:
        """The quotation that holds the token."""
        n = bisect_right(self.first_tokens, token) - 1
        return self.here[n] if n >= 0 and token < self.end_tokens[n] else None

    def touching(self, span: Offsets) -> range:
        """The quotations that the article offsets touch or nearly reach, at most ``_MOST``."""
        first = bisect_left(self.here, span[0] + 1, key=lambda q: q.span[1])
        end = bisect_right(self.here, span[1] + 1, key=lambda q: q.span[0])
        return range(first, min(end, first + _MOST))

    def last(self, quotation: Quotation) -> str:
        """The last character inside the marks."""
        return self.text[quotation.inner[1] - self.start - 1]


def _join_paragraph(
    paragraph: Paragraph, here: list[Quotation], drafts: Sequence[Draft], contents: list[list[Offsets]], mine: list[int]
) -> list[int | None]:
    """For every quotation of the paragraph the draft that speaks it. Extends ``contents``."""
    doc = paragraph.doc
    scene = _Scene(doc, paragraph.text, paragraph.start, here, [q.tokens[0] for q in here], [q.tokens[1] for q in here])
    owners: list[int | None] = [None] * len(here)
    outside: list[int] = []
    for n in mine:
        holder = scene.holder(drafts[n].cue[0])
        if holder is None:
            outside.append(n)
            contents[n] = _with_touched(scene, n, drafts[n], contents[n], owners)
        else:
            low, high = holder.inner
            contents[n] = [(max(a, low), min(b, high)) for a, b in contents[n] if a < high and b > low]
    heads = [drafts[n].head for n in outside if drafts[n].quotes]
    for n in outside:
        draft = drafts[n]
        if not draft.quotes or not (draft.sources or draft.owners):
            continue
        for k in _beside(scene, draft, heads):
            if owners[k] is None or owners[k] == n:
                contents[n].append(here[k].span)
                owners[k] = n
    return owners


def _with_touched(
    scene: _Scene, n: int, draft: Draft, content: list[Offsets], owners: list[int | None]
) -> list[Offsets]:
    """The content with every quotation that it touches, whole."""
    if not content:
        return content
    for k in scene.touching((min(a for a, _ in content), max(b for _, b in content))):
        quotation = scene.here[k]
        start, end = quotation.span
        if quotation.tokens[1] > draft.cue[0] and quotation.tokens[0] < draft.cue[1]:
            continue
        if not any(a < end and b + 1 >= start for a, b in content):
            continue
        if _introduced(scene, draft, quotation):
            content = [(max(a, start), b) for a, b in content if b > start]
        following = scene.here[k + 1].span[0] if k + 1 < len(scene.here) else None
        content = [_without_rest(scene, span, quotation, following) for span in content]
        content.append(quotation.span)
        if quotation.speech and owners[k] is None:
            owners[k] = n
    return content


def _introduced(scene: _Scene, draft: Draft, quotation: Quotation) -> bool:
    """He went on: “…,” she said: what introduces the quotation is none of her words."""
    first = quotation.span[0] - scene.start
    before = scene.text[max(first - 4, 0) : first].rstrip()
    return (
        quotation.speech
        and quotation.tokens[1] <= draft.cue[0] <= quotation.tokens[1] + 12
        and before.endswith((":", " -", "—", "–", "--"))
        and scene.last(quotation) in ",?!"
    )


def _without_rest(scene: _Scene, span: Offsets, quotation: Quotation, following: int | None) -> Offsets:
    """A content that begins with a finished quotation ends with it."""
    start, end = quotation.span
    finished = quotation.speech and quotation.inner[1] < end and scene.last(quotation) in ",.?!"
    goes_on = following is not None and end <= following < span[1]
    if not finished or goes_on or not start - 1 <= span[0] < end < span[1]:
        return span
    return span[0], end


def _beside(scene: _Scene, draft: Draft, heads: Sequence[int]) -> list[int]:
    """The quotations that stand directly before and after "X said"; another verb of saying between takes the second."""
    doc = scene.doc
    first, end = draft.reach
    found: list[int] = []
    before = bisect_right(scene.end_tokens, first) - 1
    if before >= 0 and scene.here[before].speech:
        gap = doc[scene.end_tokens[before] : first]
        is_new = scene.last(scene.here[before]) == "." and (  # “….” Later, Ng said; “….” She went on to say: “…”
            any(t.text[0].isalnum() for t in gap) or _leads_on(scene, draft)
        )
        if len(gap) <= 3 and not is_new and not any(t.text in _SENTENCE_END or t.text == ";" for t in gap):
            found.append(before)
    after = bisect_left(scene.first_tokens, end)
    if after == len(scene.here) or not scene.here[after].speech:
        return found
    stop = scene.first_tokens[after]
    k = bisect_left(heads, end)
    if stop - end > _GAP or (k < len(heads) and heads[k] < stop) or any(t.text in _SENTENCE_END for t in doc[end:stop]):
        return found
    leads_in = stop > end and doc[stop - 1].text in _LEADS
    if found and not leads_in and stop > end:
        return found
    if not draft.content or (found and leads_in) or _follows(doc, draft, scene.here[after]):
        found.append(after)
    return found


def _leads_on(scene: _Scene, draft: Draft) -> bool:
    """Whether "X said" is followed by a colon, or by a comma and the next quotation."""
    end = draft.reach[1]
    stop = scene.doc[end].text if end < len(scene.doc) else ""
    return stop == ":" or (stop == "," and (held := scene.holder(end + 1)) is not None and held.tokens[0] == end + 1)


def _follows(doc: Doc, draft: Draft, quotation: Quotation) -> bool:
    """said that it was over: “…”"""
    end = max(piece[1] for piece in draft.content)
    return quotation.tokens[0] - end == 1 and doc[end].text in (":", ",", "—", "–")


def _run(
    paragraph: Paragraph,
    here: list[Quotation],
    owners: list[int | None],
    contents: list[list[Offsets]],
    drafts: Sequence[Draft],
    mine: Sequence[int],
) -> None:
    """A quotation that opens a sentence without a cue keeps the running speaker."""
    speaker: int | None = None
    doc = paragraph.doc
    for k, quotation in enumerate(here):
        if owners[k] is not None:
            speaker = owners[k]
        elif (
            quotation.speech
            and speaker is None
            and (earlier := _just_before(doc, quotation, here, drafts, mine)) is not None
        ):
            speaker = earlier
            contents[speaker].append(quotation.span)
            owners[k] = speaker
        elif quotation.speech and speaker is not None:
            before = doc[quotation.tokens[0] - 1].text if quotation.tokens[0] else "."
            joined = owners[k - 1] == speaker and k and doc[here[k - 1].tokens[1] : quotation.tokens[0]].text in _ANDS
            if joined or before in _SENTENCE_END or before in ("”", '"', "''") or before.isspace():
                contents[speaker].append(quotation.span)
                owners[k] = speaker


def _just_before(
    doc: Doc, quotation: Quotation, here: Sequence[Quotation], drafts: Sequence[Draft], mine: Sequence[int]
) -> int | None:
    """He said it had fallen. “Nobody can cross.” Who speaks in the sentence before speaks on in a whole sentence."""
    first, end = quotation.tokens
    if first < 2 or not doc[first].is_sent_start or doc[end - 2].text not in _SENTENCE_END:
        return None
    sentence = doc[first - 1].sent
    if any(q.tokens[0] < sentence.end and sentence.start < q.tokens[1] and q.speech for q in here):
        return None
    able = [
        n for n in mine if sentence.start <= drafts[n].head < sentence.end and drafts[n].quotes and drafts[n].content
    ]
    finite = [n for n in able if doc[drafts[n].head].tag_ in ("VBD", "VBZ", "VBP") and drafts[n].sources]
    return min(finite, key=lambda n: (doc[drafts[n].head].dep_ in _ASIDE, drafts[n].head), default=None)


def _merged(content: list[Offsets]) -> list[Offsets]:
    merged: list[Offsets] = []
    for start, end in sorted(content):
        if start >= end:
            continue
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
