"""Attributions: who (source) said (cue) what (content). The spine: words → frames → quotations → nesting."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from extractor.model import Cue, Modality, Offsets, Quotation, QuoteType
from extractor.patterns import attribution_others as others
from extractor.patterns import attribution_quotes, attribution_spans
from extractor.patterns import attribution_verbs as verbs
from extractor.patterns.attribution_lexicon import Lexicon, lexicon
from extractor.patterns.attribution_page import SUBJECTS, Draft, Page, Range
from extractor.patterns.paragraph import Paragraph

_TENSE: Final = {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present", "VBG": "participle"}
_NEAR: Final = 40  # tokens in which a clause's own modal stands
_DEEPEST: Final = 64  # contents around one cue that are looked at
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
        for draft in _drafts(_page(paragraph, quoted.get(paragraph.index, ()), words), words)
    ]
    contents = attribution_quotes.join(paragraphs, quotations, drafts)
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
    return _nested(sorted(_distinct(cues), key=lambda cue: (cue.span, cue.content)), parents)


def _page(paragraph: Paragraph, quoted: Sequence[tuple[int, int]], words: Lexicon) -> Page:
    holder = [-1] * len(paragraph.doc)
    for n, (first, end) in enumerate(quoted):
        holder[first:end] = [n] * (end - first)
    governed: dict[int, int] = {}
    cuts: dict[int, int] = {}
    for verb in paragraph.doc:
        if verb.lower_ not in words.verbs or not attribution_spans.is_verb(verb):
            continue
        said = attribution_spans.child(verb, "ccomp")
        if said is None or said.i < verb.i:
            continue
        for later in _coordinated(said):
            same = _TENSE.get(later.tag_) == _TENSE.get(verb.tag_) and holder[later.i] == holder[verb.i]
            has_subject = attribution_spans.child(later, *SUBJECTS) is not None
            if has_subject or holder[later.i] != holder[verb.i]:
                break
            now, then, here = (attribution_spans.tense(v) for v in (verb, said, later))
            is_saying = same and later.lower_ in words.verbs and said.lower_ not in words.verbs
            if is_saying or (here and here == now != then):  # "denies that it was one and goes on"
                governed[later.i] = verb.i
                cuts.setdefault(verb.i, later.left_edge.i)
    sentences: list[Range] = []
    for sentence in paragraph.doc.sents:
        sentences += [(sentence.start, sentence.end)] * (sentence.end - sentence.start)
    return Page(paragraph.index, paragraph.doc, holder, governed, cuts, sentences, _stops(paragraph.doc, words))


def _coordinated(verb: Token) -> Iterator[Token]:
    here: Token | None = verb
    for _ in range(5):
        here = attribution_spans.child(here, "conj") if here is not None else None
        if here is not None:
            yield here


def _drafts(page: Page, words: Lexicon) -> Iterator[Draft]:
    taken: set[int] = set()
    colon = others.read_colon(page, page.index == 0)
    if colon is not None:
        yield colon
    for token in page.doc:
        low = token.lower_
        draft: Draft | None = None
        if low in words.evidentials:
            for found in others.read_evidential(page, token):
                taken.add(found.head)
                yield _finished(page, found)
            continue
        if token.i in taken:
            continue
        if low in words.adverbs:
            draft = others.read_adverb(page, token, words.adverbs[low])
        elif low in words.nouns and token.tag_[:2] == "NN":
            draft = others.read_noun(page, token, words.nouns[low])
        if draft is None and (low in words.verbs or low in words.light) and attribution_spans.is_verb(token):
            draft = verbs.read_light(page, token, words) if low in words.light else None
            if low in words.quoting and (quoted := verbs.read_quoted(page, token)) is not None:
                taken.update(range(*quoted.cue), range(quoted.cue[1], quoted.content[0][0] if quoted.content else 0))
                yield _finished(page, quoted)
                continue
            if (draft is None or not (draft.content or draft.thing)) and low in words.verbs:
                draft = verbs.read_verb(page, token, words.verbs[low], words) or draft
        elif draft is None and low in words.verbs and token.tag_ in ("NNS", "NNPS", "NNP") and low.endswith("s"):
            draft = verbs.read_mistagged(page, token, words.verbs[low])
        if draft is not None:
            yield _finished(page, draft)


def _finished(page: Page, draft: Draft) -> Draft:
    draft.content = [p for p in (_cut(page, piece) for piece in draft.content) if p]
    return draft


def _stops(doc: Doc, words: Lexicon) -> list[int]:
    """Tokens at which the author's own comment begins: ", underscoring …", ", with analysts saying …"."""
    found: list[int] = []
    for n in range(1, len(doc)):
        if doc[n].lower_ == "with" and doc[n - 1].text == ",":
            if any(t.tag_ == "VBG" and t.lower_ in words.verbs for t in doc[n + 1 : n + 5]):
                found.append(n)
        elif doc[n].lower_ in words.tails and not (doc[n].tag_ == "VBG" and doc[n].dep_ == "amod"):
            quoted = n > 1 and doc[n - 1].text in attribution_spans.QUOTES and doc[n - 2].text == ","
            if doc[n - 1].text == "," or quoted:
                found.append(n)
    return found


def _cut(page: Page, piece: Range) -> Range | None:
    """Ends the content where the author's own comment begins."""
    k = bisect_left(page.stops, piece[0])
    if k < len(page.stops) and page.stops[k] < piece[1]:
        return attribution_spans.trim(page.doc, (piece[0], page.stops[k]), lead=False)
    return piece


def _cue(paragraph: Paragraph, draft: Draft, content: Sequence[Offsets], quotations: Sequence[Quotation]) -> Cue:
    kind = _type(paragraph.offsets(*draft.cue), content, quotations)
    is_quotation = kind == "direct" and draft.quotes and draft.rule.startswith("attributions.verb.")
    return Cue(
        span=paragraph.offsets(*draft.cue),
        paragraph=draft.paragraph,
        tokens=draft.cue,
        rule="attributions.verb.quotation" if is_quotation else draft.rule,
        sources=tuple(paragraph.offsets(*source) for source in draft.sources),
        content=tuple(content),
        stance=draft.stance,
        type=kind,
        negated=draft.negated,
        via=paragraph.offsets(*draft.via) if draft.via else None,
        owner=tuple(paragraph.offsets(*owner) for owner in draft.owners),
        modality=_modality(paragraph, draft),
    )


def _modality(paragraph: Paragraph, draft: Draft) -> Modality | None:
    for first, end in draft.content:
        for token in paragraph.doc[first : min(end, first + _NEAR)]:
            if token.tag_ == "MD":
                return "possible" if token.lower_ in _POSSIBLE else None
    return None


def _type(cue: Offsets, content: Sequence[Offsets], quotations: Sequence[Quotation]) -> QuoteType:
    low, high = content[0][0], content[-1][1]
    near = quotations[bisect_left(quotations, low, key=_end) : bisect_left(quotations, high, key=_start)]
    touching = [q.span for q in near if not q.span[0] <= cue[0] < q.span[1]]
    touching = [span for span in touching if any(a < span[1] and b > span[0] for a, b in content)]
    if not touching:
        return "indirect"
    return "direct" if all(any(s <= a and b <= e for s, e in touching) for a, b in content) else "mixed"


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
    linked: list[Cue] = []
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
        within = parent if parent is not None else min(holders)[1] if holders else None
        linked.append(replace(cue, within=within) if within is not None else cue)
    return tuple(linked)
