"""Where the parts of an attribution stand: source phrases, contents, the chain of subjects. Token ranges in one Doc."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Token

from extractor.patterns.attribution_lexicon import lexicon
from extractor.patterns.attribution_page import Page, Range
from extractor.patterns.tree import subtree

QUOTES: Final = frozenset({'"', "“", "”", "''", "``", "‘", "’", "'"})
_EDGE: Final = frozenset({",", ";", ":", "-", "–", "—", "--", "...", "…"})
BREAKS: Final = frozenset({",", ";", ":", "-", "–", "—", "--", "(", "“", "”", '"', "''", "``", "’", "'", "‘"})
_TOWNS: Final = 7  # tokens of a dateline
_TRAILING: Final = _EDGE | {"."}
_CLOSING: Final = frozenset({"”", "''", "’"})
_CHAIN: Final = 6
_DUMMY: Final = frozenset({"it", "there"})
_PROMISES: Final = frozenset("promise promises promised promising use uses used using take took has have had".split())
_LEADING: Final = frozenset({"that", "but", "and", "so", "however"})


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of the dependencies."""
    for c in token.children:  # a plain loop: every reader asks for children
        if c.dep_ in deps:
            return c
    return None


def minus(span: Range, *holes: Range) -> list[Range]:
    """The pieces of ``span`` outside the holes, in order."""
    pieces = [span]
    for first, end in holes:
        kept: list[Range] = []
        for a, b in pieces:
            kept += [(a, min(b, first)), (max(a, end), b)] if first < b and end > a else [(a, b)]
        pieces = [(a, b) for a, b in kept if a < b]
    return pieces


def trim(doc: Doc, span: Range, lead: bool = True) -> Range | None:
    """Without punctuation at the ends (quotation marks and brackets stay) and without an introducing "that"."""
    first, end = span
    while first < end and ((token := doc[first]).text in _EDGE or token.is_space or token.text in ".?!"):
        first += 1
    while lead and first < end and doc[first].lower_ in _LEADING and doc[first].dep_ in ("mark", "cc", "advmod", "dep"):
        first += 1
        while first < end and doc[first].text in _EDGE:
            first += 1
    while first < end and ((token := doc[end - 1]).text in _TRAILING or token.is_space or token.tag_ == "CC"):
        end -= 1
    if not lead and end - first > 1 and doc[end - 1].tag_ == "POS":
        end -= 1
    return (first, end) if first < end else None


def is_verb(token: Token) -> bool:
    return token.tag_[:2] == "VB" or token.tag_ == "MD"


def subjects(page: Page, token: Token) -> tuple[list[Token], bool]:
    """The heads of the verb's subject, and whether they stand elsewhere (a participle's, the main clause's).

    A dummy "it" or "there" is none.
    """
    here = token
    elsewhere = False
    for _ in range(_CHAIN):
        if here.i in page.governed:
            here = page.doc[page.governed[here.i]]
        found = page.subject(here)
        if found is not None and not (found.dep_ == "csubj" or (found.lower_ in _DUMMY and _is_dummy(here, found))):
            return [found], elsewhere
        if found is not None:
            return [], False
        head, dep = here.head, here.dep_
        speaker = _speaking(page, here) if dep == "advcl" and here.tag_ == "VBG" else None
        if speaker is not None:
            elsewhere, here = True, speaker
            continue
        if head == here or not page.together(head, here):
            return [], False
        if dep in ("conj", "xcomp", "aux", "ccomp") and (
            is_verb(head) or dep == "conj" or head.dep_ in ("ROOT", "conj")
        ):
            if dep == "ccomp" and here.tag_ not in ("VBG", "VB"):
                return [], False
            controller = child(head, "dobj", "dative") if dep != "conj" and is_verb(here) else None
            if controller is not None and head.i < controller.i < here.i and head.lower_ not in _PROMISES:
                return [controller], elsewhere  # led them to say
            if dep == "conj" and (speaker := _inner_speaker(page, head, here)) is not None:
                return [speaker], elsewhere
            here = head
        elif dep in ("acomp", "oprd", "attr") or (
            dep in ("xcomp", "ccomp") and head.tag_[:2] in ("JJ", "RB") and here.tag_ == "VB"
        ):
            here = head  # are likely to say
        elif dep == "acl" and here.tag_ == "VBG" and head.dep_ == "dobj" and head.lower_ in lexicon().documents:
            elsewhere = True  # issued a statement saying
            here = head.head
        elif dep == "acl" and here.tag_ == "VBG" and (governor := _governor(page, here)) is not None:
            elsewhere = True
            here = governor
        elif dep in ("acl",) and here.tag_ == "VBG":
            return [head], elsewhere
        elif dep == "acl" and here.tag_ == "VB" and head.lower_ in lexicon().steps:
            elsewhere, here = True, head
        elif dep == "dobj" and here.lower_ in lexicon().steps and is_verb(head):
            here = head  # took the step of criticizing, took pains to say
        elif dep in ("advcl", "pcomp") and (
            here.tag_ in ("VBG", "VB", "VBN") or (here.tag_ == "VBD" and here != token)
        ):
            elsewhere = True
            here = _last_coordinated(page, here, head) if is_verb(head) or head.dep_ != "prep" else head.head
        elif dep == "prep":
            here = head
        else:
            return [], False
    return [], False


def _inner_speaker(page: Page, first: Token, later: Token) -> Token | None:
    """The row took a turn when the minister called him a liar and said …: of two subjects the one that can speak."""
    outer = page.subject(first)
    if outer is None or outer.tag_ not in ("NN", "NNS") or outer.lower_ in lexicon().speakers:
        return None
    if later.lower_ not in lexicon().speaking or page.doc[later.left_edge.i - 1].tag_ != "CC":
        return None
    inner = next((c for c in first.children if c.dep_ == "advcl" and first.i < c.i < later.i), None)
    subject = page.subject(inner) if inner is not None and inner.tag_ == later.tag_ else None
    can_speak = subject is not None and (subject.tag_[:3] == "NNP" or subject.lower_ in lexicon().speakers)
    return subject if can_speak else None


def _speaking(page: Page, participle: Token) -> Token | None:
    """The verb of saying whose words the parser lets go on: "said it fell, adding that": who said it adds it."""
    start = participle.left_edge.i
    is_cut_off = start > 0 and page.doc[start - 1].text in BREAKS
    if participle.lower_ not in lexicon().tails or not (is_cut_off or child(participle, "mark") is not None):
        return None
    here = participle.head
    for _ in range(_CHAIN):
        if here.dep_ == "ccomp" and here.head.i < here.i and here.head.lower_ in lexicon().speaking:
            return here.head if page.together(here.head, participle) else None
        if here.head == here:
            return None
        here = here.head
    return None


def _governor(page: Page, participle: Token) -> Token | None:
    """The verb whose object the participle was hung on although a comma cuts it off: "wooed voters, saying …"."""
    start, noun = participle.left_edge.i, participle.head
    if participle.lower_ not in lexicon().tails or start == 0 or page.doc[start - 1].text != ",":
        return None
    for _ in range(_CHAIN):
        if noun.dep_ not in ("dobj", "pobj", "prep", "conj", "attr"):
            break
        noun = noun.head
    return noun if is_verb(noun) and noun != participle.head and page.together(noun, participle) else None


def first_to(verb: Token) -> Range | None:
    """one of the first ministers to condemn it: they did"""
    doc = verb.doc
    to = next((c for c in verb.children if c.lower_ == "to" and c.dep_ == "aux" and c.i < verb.i), None)
    if verb.tag_ != "VB" or to is None:
        return None
    end = to.i - (doc[to.i - 1].lower_ == "not")
    found = phrase_ending(doc, end) if end > 1 and doc[end - 1].text != "," else None
    if found is None or not any(t.lower_ in lexicon().firsts or t.tag_ == "JJS" for t in doc[found[0] : found[1]]):
        return None
    is_one = found[0] > 1 and doc[found[0] - 1].lower_ == "of" and doc[found[0] - 2].tag_ in ("CD", "NN")
    return (found[0] - 2, found[1]) if is_one else found


def _last_coordinated(page: Page, participle: Token, verb: Token) -> Token:
    """Of coordinated clauses the last before the participle: "prosecutors charged him and Ng left, saying …"."""
    last = verb
    for _ in range(_CHAIN):
        later = child(last, "conj")
        if later is None or not is_verb(later) or not last.i < later.i < participle.left_edge.i:
            break
        last = later
    return last if last == verb or page.subject(last) is not None else verb


def _is_dummy(verb: Token, subject: Token) -> bool:
    return subject.lower_ == "there" or any(c.dep_ in ("acomp", "attr", "auxpass") for c in verb.children)


def source_ranges(token: Token) -> list[Range]:
    """The source's phrase or phrases: identifying appositions are in it, relative clauses behind a comma are not."""
    doc = token.doc
    if any(c.dep_ == "cc" and c.lower_ == "nor" for c in token.children):
        halves = [token, *(c for c in token.children if c.dep_ == "conj")]
        return [
            r
            for half in halves
            for r in [_phrase(doc, half, [c for c in token.children if c.dep_ in ("cc", "conj", "preconj")])]
            if r
        ]
    found = _phrase(doc, token, ())
    return [found] if found else []


def _phrase(doc: Doc, token: Token, holes: Sequence[Token]) -> Range | None:
    first, end = subtree(token)
    for hole in holes:
        for piece in minus((first, end), subtree(hole)):
            if piece[0] <= token.i < piece[1]:
                first, end = piece
    for c in token.children:
        is_saying = (c.dep_ == "acl" and c.tag_ == "VBG") or (c.dep_ == "appos" and is_verb(c))
        if is_saying and c.i > token.i and c.lower_ in lexicon().verbs:
            end = min(end, c.left_edge.i)  # officials citing data
        if c.dep_ == "relcl" or (c.dep_ in ("acl", "advcl", "prep", "advmod", "npadvmod") and _after_comma(doc, c)):
            start = c.left_edge.i
            if c.dep_ == "prep" and c.lower_ == "of":
                continue
            if start > token.i and start < end and (c.dep_ != "relcl" or _after_comma(doc, c)):
                end = start
        if c.dep_ == "prep" and c.i > token.i and ((c.lower_ == "on" and _is_day(c)) or _is_medium(token, c)):
            end = min(end, c.i)  # a spokesman on Friday said; said the spokesman in a statement
    first = _behind_dateline(doc, first, end)
    for c in token.children:  # the generals, 60,000 in all: a number behind a comma is none of the source
        if c.dep_ in ("appos", "conj") and c.tag_ == "CD" and c.i > token.i and _after_comma(doc, c):
            end = min(end, c.left_edge.i)
    for n in range(token.i + 1, end - 3):  # the families, ten of them children
        if n + 3 < end and doc[n].text == "," and doc[n + 2].lower_ == "of" and doc[n + 3].lower_ in ("them", "whom"):
            end = n
    for n in range(token.i + 2, end):  # an apposition's own relative clause
        if doc[n].tag_ in ("WP", "WDT", "WP$", "WRB") and doc[n - 1].text in BREAKS:
            end = n
            break
    if (
        doc[first].lower_ in ("but", "and", "meanwhile", "neither", "both")
        and doc[first].dep_ != "det"
        and first < token.i
    ):
        first += 1
    if doc[first].text in _CLOSING and first < token.i:
        first += 1
    return trim(doc, (first, end), lead=False)


def _is_medium(speaker: Token, prep: Token) -> bool:
    """said the spokesman in a statement: behind who speaks, in what form"""
    paper = child(prep, "pobj") if prep.lower_ == "in" else None
    return paper is not None and speaker.head.i < speaker.i and paper.lower_ in lexicon().documents | lexicon().settings


def _is_day(prep: Token) -> bool:
    day = child(prep, "pobj")
    return day is not None and day.right_edge.i == day.i and day.lower_.endswith("day") and day.tag_ == "NNP"


def dateline_end(doc: Doc) -> int:
    """Where the text begins behind "LOME — " or "ROME A man …"; 0 where no town in capitals opens it."""
    end, longest = 0, min(_TOWNS, len(doc) - 1)
    while end < longest and (doc[end].text in ",/" or (doc[end].text.isupper() and len(doc[end]) > 1)):
        end += 1
    if end == 0 or end == longest:
        return 0
    if doc[end].text in ("—", "–", "--", "-"):
        return end + 1
    town = doc[0].text
    is_blank = doc[end - 1].text != "," and doc[end].text[0].isupper() and not doc[end - 1].text.endswith(".")
    is_town = len(town) > 3 and town.replace("/", "").isalpha() and town.lower() not in lexicon().bodies
    return end if is_blank and is_town else 0


def _behind_dateline(doc: Doc, first: int, end: int) -> int:
    """LOME — A witness, aged 61, said: the town before the text is no part of who said it."""
    start = dateline_end(doc) if first == 0 else first
    return start if start < end else first


def _after_comma(doc: Doc, token: Token) -> bool:
    start = token.left_edge.i
    return start > 0 and doc[start - 1].text in (",", "—", "–", "--", "-", "(")


def conjuncts_up(token: Token) -> Token:
    """The first of a chain of coordinated verbs."""
    here = token
    for _ in range(_CHAIN):
        if here.dep_ != "conj":
            break
        here = here.head
    return here


_PHRASE: Final = frozenset(
    {"DT", "PRP", "PRP$", "JJ", "JJS", "JJR", "CD", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "WP"}
)
_INSIDE: Final = frozenset({"of", "for", "and", "&", "the", "."})
_OBLIQUE: Final = frozenset(
    {"pobj", "dobj", "compound", "poss", "npadvmod", "amod", "nmod", "case", "det", "nummod", "pcomp"}
)


def written_subject(page: Page, verb: Token) -> Range | None:
    """The phrase that the words show as the subject where the parse has none: after a closed quotation, before or
    behind the verb."""
    doc = page.doc
    start = verb.i
    while start > 0 and verb.i - start < 40 and page.holder[start - 1] < 0 and not doc[start].is_sent_start:
        start -= 1
    if (start > 0 and page.holder[start - 1] >= 0) or (doc[start].text in QUOTES and start + 1 < verb.i):
        if doc[start].text in QUOTES:
            start += 1
        if verb.i == start:
            return phrase_from(doc, verb.i + 1)
        found = phrase_from(doc, start)
        if (
            found
            and found[1] <= verb.i
            and not any(
                is_verb(t) and t.tag_ in ("VBD", "VBZ", "VBP") for t in doc[found[1] : verb.i] if t.dep_ != "relcl"
            )
        ):
            return found
    return _phrase_before(page, verb)


def phrase_from(doc: Doc, first: int) -> Range | None:
    """The noun phrase that begins at the token ``first``, by tags alone."""
    end = first
    while end < len(doc) and (
        doc[end].tag_ in _PHRASE
        or (end > first and doc[end].lower_ in _INSIDE and end + 1 < len(doc) and doc[end + 1].tag_ in _PHRASE)
    ):
        end += 1
    return (first, end) if end > first and any(t.tag_[:2] in ("NN", "PR", "CD") for t in doc[first:end]) else None


def phrase_ending(doc: Doc, end: int) -> Range | None:
    """The noun phrase that ends before the token ``end`` (a comma may stand between)."""
    if end > 0 and doc[end - 1].text == ",":
        end -= 1
    first = end
    while first > 0 and doc[first - 1].tag_ in _PHRASE and (first == end or doc[first].is_sent_start is not True):
        first -= 1
    return (first, end) if first < end and any(t.tag_[:2] == "NN" for t in doc[first:end]) else None


def _phrase_before(page: Page, verb: Token) -> Range | None:
    doc = page.doc
    last = verb.i - 1
    while last >= 0 and (doc[last].tag_ in ("RB", "MD") or doc[last].dep_ == "aux"):
        last -= 1
    closes = last > 0 and doc[last].text in (",", ")", "—", "–")
    last -= closes
    if last < 0 or page.holder[last] != page.holder[verb.i] or page.sentences[last] != page.sentences[verb.i]:
        return None
    token = doc[last]
    if not closes and token.tag_ in ("PRP", "NNP", "NNPS") and token.lower_ not in ("me", "him", "them", "us", "it"):
        return (
            (token.i, token.i + 1)
            if token.tag_ == "PRP"
            else (token.left_edge.i if token.left_edge.tag_ in _PHRASE else token.i, token.i + 1)
        )
    for _ in range(_CHAIN):
        is_number = token.tag_ == "CD" and token.head == verb  # 4 in 10 say: a verb has no number, but a subject
        if is_number or (token.tag_[:2] in ("NN", "CD") and token.dep_ not in _OBLIQUE):
            while closes and token.dep_ == "appos" and token.head.i < token.i and token.head.tag_[:3] == "NNP":
                token = token.head
            found = _phrase(doc, token, ())
            return (found[0], min(found[1], last + 1)) if found and found[0] < last + 1 else None
        if token.head == token or token.head.i >= verb.i or token.head.right_edge.i > last + 1:
            return None
        token = token.head
    return None


def tense(verb: Token) -> str:
    """past, present, modal or "" of a clause, by its finite verb."""
    finite = next((c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.tag_ in _TENSES), verb)
    return _TENSES.get(finite.tag_, "")


_TENSES: Final = {"VBD": "past", "VBZ": "present", "VBP": "present", "MD": "modal"}
