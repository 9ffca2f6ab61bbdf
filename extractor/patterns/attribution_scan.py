"""One paragraph's attributions: what the readers must know of it, then its words one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from extractor.patterns import attribution_light as light
from extractor.patterns import attribution_misread as misread
from extractor.patterns import attribution_others as others
from extractor.patterns import attribution_spans as spans
from extractor.patterns import attribution_things as things
from extractor.patterns import attribution_verbs as verbs
from extractor.patterns.attribution_lexicon import Lexicon, lexicon
from extractor.patterns.attribution_page import SUBJECTS, Draft, Page, Range
from extractor.patterns.attribution_title import read_title
from extractor.patterns.lexicon import traits
from extractor.patterns.paragraph import Paragraph

_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_AUXILIARY: Final = _FINITE | {"MD"}
_RELATIVE: Final = frozenset({"WP", "WDT"})
_CUTS: Final = frozenset({",", "—", "–", "-", "--"})
_HAVE: Final = frozenset({"has", "have", "had", "’ve", "'ve"})
_MEANWHILE: Final = frozenset({"while", "as", "after", "when", "before"})
_SETTING: Final = frozenset({"to", "while"})  # confirmed this to journalists
_STEPS: Final = 4  # from "which" up to its clause
_OPENING: Final = 8  # tokens of a relative clause in which its verb stands
_FAR: Final = 60  # tokens
_TENSE: Final = {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present", "VBG": "participle"}


def _page(paragraph: Paragraph, quoted: Sequence[Range], lows: Sequence[str], words: Lexicon) -> Page:
    doc = paragraph.doc
    holder = [-1] * len(doc)
    for n, (first, end) in enumerate(quoted):
        holder[first:end] = [n] * (end - first)
    governed: dict[int, int] = {}
    adopted: dict[int, Token] = {}
    cuts: dict[int, int] = {}
    for n, low in enumerate(lows):
        if low not in words.verbs or not spans.is_verb(verb := doc[n]):
            continue
        said = spans.child(verb, "ccomp")
        for later in (verb, *(c for c in verb.children if c.dep_ == "conj" and c.i > verb.i)):
            if (subject := _robbed_subject(later)) is not None:
                adopted[later.i] = subject
                cuts[later.head.i] = min(cuts.get(later.head.i, subject.left_edge.i), subject.left_edge.i)
        for later in _misled(verb, paragraph.tags):  # "called on it to leave and urged them": not called for
            if holder[later.i] == holder[verb.i]:
                governed[later.i] = verb.i
                cuts[verb.i] = min(cuts.get(verb.i, later.left_edge.i), later.left_edge.i)
        if said is None or said.i < verb.i:
            continue
        for later in _coordinated(said):
            same = _TENSE.get(later.tag_) == _TENSE.get(verb.tag_) and holder[later.i] == holder[verb.i]
            has_subject = spans.child(later, *SUBJECTS) is not None
            if has_subject and holder[later.i] == holder[verb.i] and _is_next_speaker(verb, later, words):
                cuts.setdefault(verb.i, later.left_edge.i)
            if has_subject or holder[later.i] != holder[verb.i]:
                break
            now, then, here = (spans.tense(v) for v in (verb, said, later))
            is_saying = same and later.lower_ in words.speaking and said.lower_ not in words.verbs
            if is_saying or (here and here == now != then):  # "denies that it was one and goes on"
                governed[later.i] = verb.i
                cuts.setdefault(verb.i, later.left_edge.i)
    sentences: list[Range] = []
    for sentence in doc.sents:
        sentences += [(sentence.start, sentence.end)] * (sentence.end - sentence.start)
    return Page(
        paragraph.index,
        doc,
        paragraph.words,
        holder,
        governed,
        cuts,
        sentences,
        _stops(doc, lows, words),
        _asides(doc, lows, paragraph.tags, holder, words),
        adopted,
    )


def _robbed_subject(verb: Token) -> Token | None:
    """talked about roads and his office did not reply: "his office" was read as a second road."""
    doc = verb.doc
    first = min(
        (c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod") and c.i < verb.i), default=verb.i
    )
    is_finite = verb.tag_ in _FINITE or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in _AUXILIARY for c in verb.children
    )
    if verb.dep_ != "conj" or first < 3 or not is_finite or spans.child(verb, *SUBJECTS) is not None:
        return None
    noun = doc[first - 1]
    while (
        noun.head.i > verb.head.i and noun.head.i < noun.i and noun.dep_ not in ("conj",) and noun.right_edge.i < first
    ):
        noun = noun.head
    start = noun.left_edge.i
    is_last = noun.dep_ == "conj" and noun.tag_[:2] == "NN" and noun.right_edge.i == first - 1
    joins = start > 0 and doc[start - 1].tag_ == "CC" and doc[start - 1].head != verb.head
    return noun if is_last and joins and noun.head.i > verb.head.i else None


def _misled(verb: Token, tags: Sequence[str]) -> Iterator[Token]:
    """Finite verbs without a subject that the parser coordinated with an infinitive or participle under the verb."""
    tag = tags[verb.i]
    is_perfect = tag == "VBN" and any(c.dep_ == "aux" and c.lower_ in _HAVE for c in verb.children)
    if tag not in ("VBD", "VBZ") and not is_perfect:
        return
    for n in range(verb.i + 1, min(verb.right_edge.i + 1, verb.i + _FAR)):
        if tags[n] != tag and not (is_perfect and tags[n] == "VBD"):
            continue
        inner = verb.doc[n]
        head = inner.head
        if inner.dep_ != "conj" or head.tag_ not in ("VB", "VBG") or head.i <= verb.i:
            continue
        is_infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in head.children)
        is_bare = head.tag_ == "VBG" and not any(c.dep_ == "aux" for c in head.children)
        if (is_infinitive or is_bare) and spans.child(inner, *SUBJECTS) is None and _under(head, verb):
            yield inner


def _is_next_speaker(verb: Token, later: Token, words: Lexicon) -> bool:
    """The army said it fell, and the mayor warned of …: a clause in which somebody else speaks as the first one did."""
    subject, doc = spans.child(later, *SUBJECTS), later.doc
    start = later.left_edge.i
    if subject is None or subject.tag_[:3] in ("PRP", "WDT", "WP") or later.lower_ not in words.speaking:
        return False
    before = [t for t in doc[max(start - 4, 0) : start] if not t.is_space][-2:]
    return later.tag_ == verb.tag_ and len(before) == 2 and before[1].tag_ == "CC" and before[0].text == ","


def _under(token: Token, verb: Token) -> bool:
    """Whether no finite verb stands between the token and the verb that governs it."""
    here = token.head
    for _ in range(8):
        if here == verb:
            return True
        if here.tag_ in _FINITE or here.head == here or spans.child(here, *SUBJECTS) is not None:
            return False
        here = here.head
    return False


def _coordinated(verb: Token) -> Iterator[Token]:
    here: Token | None = verb
    for _ in range(5):
        here = spans.child(here, "conj") if here is not None else None
        if here is not None:
            yield here


def drafts_of(paragraph: Paragraph, quoted: Sequence[Range], words: Lexicon) -> list[Draft]:
    """Every attribution of one paragraph, in the order of the words, before quotations are joined to it."""
    drafts = list(_drafts(paragraph, quoted, words))
    for last in drafts:  # "Ng said it fell, the agency reported": what the agency says is no part of what Ng said
        is_closing = "closes" in traits(last.rule) and len(last.content) == 1
        if not is_closing or last.content[0][1] > last.reach[0]:
            continue
        start, stop = last.content[0]
        for draft in drafts:
            if start <= draft.head < stop:
                draft.content = [(a, stop if a < stop < last.cue[1] <= b else b) for a, b in draft.content]
    for later in drafts:
        _end_before(paragraph.doc, drafts, later)
    return drafts


def _end_before(doc: Doc, drafts: Sequence[Draft], later: Draft) -> None:
    """Ng accused them of it while medics warned of it: a clause in which somebody else speaks is the author's."""
    verb = doc[later.head]
    mark = verb.left_edge
    if verb.dep_ != "advcl" or verb.tag_ not in _FINITE or mark.lower_ not in _MEANWHILE or not later.content:
        return
    if not later.sources or doc[later.sources[0][0]].tag_[:3] == "PRP" or verb.lower_ not in lexicon().speaking:
        return
    for draft in drafts:
        if draft is later or doc[draft.head].tag_ not in (verb.tag_, "VBN", "VBG") or draft.head > mark.i:
            continue
        last = draft.content[-1] if draft.content else (0, 0)
        if last[0] < mark.i < last[1] and verb.right_edge.i + 1 >= last[1]:
            kept = spans.trim(doc, (last[0], mark.i), lead=False)
            draft.content = [*draft.content[:-1], *([kept] if kept else [])]


def _drafts(paragraph: Paragraph, quoted: Sequence[Range], words: Lexicon) -> Iterator[Draft]:
    lows = list(paragraph.lower)
    hits = [n for n, low in enumerate(lows) if low in words.triggers]
    is_titled = paragraph.index == 0 or paragraph.kind == "headline"
    if not hits and ":" not in lows[:20] and "):" not in lows[:20] and not is_titled:
        return
    page = _page(paragraph, quoted, lows, words)
    taken: set[int] = set()
    named = others.read_colon(page, paragraph.index == 0) or (others.read_dash(page) if is_titled else None)
    if named is not None:
        yield named
    is_read = named is not None
    for n in hits:
        token, low = page.doc[n], lows[n]
        draft: Draft | None = None
        if low in words.evidentials:
            for found in others.read_evidential(page, token):
                taken.add(found.head)
                yield _finished(page, found)
            continue
        if token.i in taken or (low in words.plurals and not things.is_finite_form(token)):
            continue
        if low in words.adverbs:
            draft = others.read_adverb(page, token, words.adverbs[low])
        elif low in words.nouns and token.tag_[:2] == "NN":
            if token.dep_ == "ROOT" and low in words.verbs and low.endswith("s"):
                draft = misread.read_mistagged(page, token, words.verbs[low])
            draft = draft or others.read_noun(page, token, words.nouns[low])
        if (
            draft is None
            and (low in words.verbs or low in words.light or low in words.contained)
            and spans.is_verb(token)
        ):
            draft = light.read_light(page, token, words) if low in words.light else None
            draft = draft or (light.read_contained(page, token, words) if low in words.contained else None)
            if draft is None and token.dep_ == "amod" and low in words.verbs:
                draft = misread.read_attribute(page, token, words.verbs[low])
            if low in words.quoting and (passed := verbs.read_quoted(page, token)) is not None:
                taken.update(range(*passed.cue), range(passed.cue[1], passed.content[0][0] if passed.content else 0))
                yield _finished(page, passed)
                continue
            if (draft is None or not (draft.content or draft.thing)) and low in words.verbs:
                draft = verbs.read_verb(page, token, words.verbs[low], words) or draft
                if token.dep_ in ("appos", "conj") and token.tag_ == "VBZ" and not (draft and draft.content):
                    draft = misread.read_mistagged(page, token, words.verbs[low]) or draft
        elif draft is None and low in words.verbs and misread.may_be_verb(token):
            draft = misread.read_mistagged(page, token, words.verbs[low])
        if draft is None and low in words.watching and spans.is_verb(token):
            draft = verbs.read_watching(page, token, words)
        if draft is not None:
            if "light" in traits(draft.rule) and draft.content:
                taken.update(range(*draft.cue))  # offered an assessment: not the noun a second time
            is_read = is_read or bool(draft.content or (draft.quotes and quoted))
            yield _finished(page, draft)
    if is_titled and not is_read and (titled := read_title(page, words)) is not None:
        yield _finished(page, titled)


def _finished(page: Page, draft: Draft) -> Draft:
    if len(draft.content) == 1 and draft.sources and page.holder[draft.head] < 0:
        first, end = draft.content[0]
        draft.is_pointing = page.doc[first].lower_ == "this" and (
            end == first + 1 or page.doc[first + 1].lower_ in _SETTING
        )
    led = draft.reach[0]  # what runs up to "he said" is said to its end
    draft.content = [p for p in (piece if piece[1] <= led else _cut(page, piece) for piece in draft.content) if p]
    if draft.content:
        draft.content = _with_list(page, draft)
        first, end = draft.content[0]
        if first == 0 and 0 < (start := spans.dateline_end(page.doc)) < end:
            draft.content[0] = (start, end)
    if "next_clause" in traits(draft.rule) and draft.content:
        draft.content = _with_next_clause(page, draft)
    return draft


def _with_list(page: Page, draft: Draft) -> list[Range]:
    """backed one of two ways: leaving at once …: what a colon goes on to explain is said too, if no marks follow it."""
    end, stop = draft.content[-1][1], page.sentences[draft.head][1]
    if draft.reach[1] > end or end + 2 >= stop or page.doc[end].text != ":":
        return draft.content
    is_plain = all(page.holder[n] == page.holder[draft.head] for n in range(end, end + 2))
    whole = spans.trim(page.doc, (draft.content[-1][0], stop), lead=False) if is_plain else None
    return [*draft.content[:-1], whole] if whole else draft.content


def _with_next_clause(page: Page, draft: Draft) -> list[Range]:
    """It fell, he said; it had been weak: behind a cue that ends its clause the next one goes on with what was said."""
    end, stop = draft.reach[1], page.sentences[draft.head][1]
    last = draft.content[-1][1]
    if last <= draft.head and end + 2 < stop and page.doc[end].text == "," and _is_outcome(page, draft, end + 1):
        outcome = spans.trim(page.doc, (end + 1, page.doc[end + 1].right_edge.i + 1), lead=False)
        return [*draft.content, *([outcome] if outcome else [])]
    if last + 1 < stop and page.doc[last].text == ";" and page.doc[last + 1].tag_ in ("CD", "PRP"):
        end = last  # said it had taken in 40; nine died
    if last > end or end >= stop or page.doc[end].text != ";" or page.holder[draft.head] != page.holder[end]:
        return draft.content
    following = spans.trim(page.doc, (end + 1, stop))
    if following is None or any(page.doc[n].lower_ in lexicon().speaking for n in range(*following)):
        return draft.content
    return [*draft.content, following]


def _is_outcome(page: Page, draft: Draft, first: int) -> bool:
    """A bomb went off, he said, killing nine: what it led to in numbers, not what he did: "he said, pointing at it"."""
    participle = page.doc[first]
    if (
        participle.tag_ != "VBG"
        or participle.lower_ in lexicon().verbs
        or page.holder[first] != page.holder[draft.head]
    ):
        return False
    counted = (c for c in participle.children if c.dep_ in ("dobj", "oprd", "ccomp"))
    return any(t.tag_ == "CD" and t.ent_type_ not in ("DATE", "TIME", "MONEY") for c in counted for t in c.subtree)


def _stops(doc: Doc, lows: Sequence[str], words: Lexicon) -> list[int]:
    """Tokens at which the author's own comment begins: ", underscoring …", ", with analysts saying …"."""
    found: list[int] = []
    for n, low in enumerate(lows):
        if n == 0 or not (low == "with" or low in words.tails):
            continue
        if low == "with":
            analysts = doc[n + 1 : n + 5] if lows[n - 1] == "," else ()
            if any(t.lower_ in words.verbs and t.tag_ == "VBG" for t in analysts):
                found.append(n)
            continue
        follows = lows[n - 1] == "," or (n > 1 and lows[n - 1] in spans.QUOTES and lows[n - 2] == ",")
        if follows and not (doc[n].tag_ == "VBG" and doc[n].dep_ == "amod"):
            found.append(n)
    return found


def _cut(page: Page, piece: Range) -> Range | None:
    """Ends the content where the author's own comment begins."""
    k = bisect_left(page.stops, piece[0])
    if k < len(page.stops) and page.stops[k] < piece[1]:
        return spans.trim(page.doc, (piece[0], page.stops[k]), lead=False)
    for first, end in page.asides:
        if piece[0] + 1 < first and piece[1] - 1 <= end <= piece[1] + 1:
            return spans.trim(page.doc, (piece[0], first), lead=False)
    return piece


def _asides(doc: Doc, lows: Sequence[str], tags: Sequence[str], holder: Sequence[int], words: Lexicon) -> list[Range]:
    """Relative clauses behind a comma in which somebody speaks: ", who announced …", ", which he described as …"."""
    found: list[Range] = []
    for n, low in enumerate(lows):
        noun = doc[n].head
        start = noun.left_edge.i
        if low not in words.speaking or doc[n].dep_ != "relcl" or start < 1 or doc[start - 1].text not in _CUTS:
            continue
        if noun.lower_ in words.points and spans.is_verb(doc[n]) and holder[start] == holder[start - 1]:
            found.append((start, doc[n].right_edge.i + 1))  # a point that the army disputes
    for n, tag in enumerate(tags):
        if tag not in _RELATIVE or n == 0 or doc[n].lower_ == "what" or doc[n - 1].text not in _CUTS:
            continue
        token = doc[n]
        if holder[n] != holder[n - 1]:
            continue
        clause_ = token.head
        for _ in range(_STEPS):
            if clause_.dep_ == "relcl" or clause_.head == clause_:
                break
            clause_ = clause_.head
        opening = doc[token.i : min(clause_.right_edge.i + 1, token.i + _OPENING)]
        if clause_.dep_ == "relcl" and any(_speaks(t, clause_, words) for t in opening):
            found.append((token.i, clause_.right_edge.i + 1))
    return found


def _speaks(token: Token, clause_: Token, words: Lexicon) -> bool:
    """Whether the token is the clause's own verb of saying."""
    is_own = clause_ in (token, token.head) or token.dep_ in ("ccomp", "parataxis", "conj")
    return is_own and token.lower_ in words.speaking and spans.is_verb(token)
