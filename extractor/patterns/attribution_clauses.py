"""The frame of the clause: said that it fell; it fell, he said; the army, he said, had left."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

from extractor.patterns import attribution_spans as spans
from extractor.patterns.attribution_leading import company
from extractor.patterns.attribution_lexicon import Verb, lexicon
from extractor.patterns.attribution_lost import (
    clause_behind,
    closing_subject,
    ends_said,
    main_clause,
    robbed_clause,
    that_behind,
)
from extractor.patterns.attribution_page import SUBJECTS, Page, Range
from extractor.patterns.attribution_phrases import continued, is_infinitive, is_setting, pieces_of
from extractor.patterns.attribution_spans import child, minus
from extractor.patterns.tree import FINITE_TAGS, subtree

_CLAUSAL: Final = frozenset({"acl", "relcl", "xcomp"})
_WHETHER: Final = frozenset({"if", "whether"})
_LONGEST: Final = 150  # tokens: beyond that no sentence is one
_AUXILIARIES: Final = frozenset({"aux", "auxpass"})
_BACKSHIFTED: Final = frozenset({"would", "could", "had"})
_AROUND: Final = frozenset({"between", "about", "around", "over", "under", "up"})  # before a number
_FINITE: Final = FINITE_TAGS


def clause(page: Page, verb: Token, entry: Verb) -> list[Range]:
    """A complement clause, or the clause into which "he said" is put."""
    doc = verb.doc
    for c in sorted(verb.children, key=lambda c: c.i < verb.i):
        is_asked = entry.stance == "asks" and c.dep_ == "advcl" and c.i > verb.i and c.left_edge.lower_ in _WHETHER
        is_range = c.dep_ == "advcl" and c.i > verb.i and c.left_edge.lower_ == "between" and c.left_edge.dep_ == "mark"
        if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and not is_infinitive(c)) or is_asked or is_range:
            first, end = subtree(c)
            if c.i < verb.i and not _stands_after(page, verb, end):
                continue
            if _is_condition(c):
                continue
            if verb.i < c.i:
                end = min(end, page.cuts.get(verb.i, end), _late_clause(page, c))
            if c.i > verb.i and entry.hearer and c.left_edge.dep_ != "mark":
                hearer = child(verb, "dobj", "dative")
                if hearer is not None and c.i < hearer.left_edge.i == end:
                    end = hearer.right_edge.i + 1  # the clause's object, read as the verb's own
                elif hearer is not None and hearer.i > verb.i:
                    first = max(first, hearer.right_edge.i + 1)
                else:  # "told AFP that": the hearer read as part of the clause
                    first = next((n + 1 for n in range(first + 1, min(first + 6, c.i)) if _opens(doc[n])), first)
            if c.i > verb.i and (count := _between(verb, first)) is not None and not _has_subject(c):
                first = count  # "say between 20 and 30 men are there": the subject read as a phrase of the verb
            if c.i > verb.i:
                first = _with_number(doc, verb.i, first)
            if is_infinitive(c) and "object_to" in entry.frames:
                continue
            split = child(verb, "dobj")
            if split is not None and verb.i < split.i < c.i and not entry.hearer and not _has_subject(c):
                first = min(first, split.left_edge.i)  # "says its force — which …— is": the subject read as an object
            if c.i > verb.i:
                first = that_behind(page, verb, first)
                end = min(end, main_clause(page, verb, first) or end)
            cut = doc[verb.i + 1].text if c.i > verb.i else ""
            is_cut = (cut == "," and page.holder[c.i] >= 0) or (cut == ";" and not _speaks(c))
            before = _before(page, verb) if is_cut else None
            if before is not None:
                return pieces_of(doc, [before, (first, end)])
            if c.i > verb.i:
                end = _coordinated(verb, c, continued(verb, end, _CLAUSAL), page.cuts.get(verb.i, len(doc)))
            elif (whole := _trailing(page, verb)) is not None:
                first, end = min(first, whole[0]), max(end, whole[1])
            return pieces_of(doc, minus((first, end), _own(page, verb)))
    if content := _lost(page, verb, entry) or _far_that(page, verb, entry):
        return content
    if content := _behind_pronoun(page, verb, entry):
        return content
    if verb.i + 2 < len(doc) and doc[verb.i + 1].lower_ == "that" and not entry.hearer:
        stop = min(verb.right_edge.i + 1, verb.i + _LONGEST)
        if not any(t.tag_ in _FINITE for t in doc[verb.i + 2 : stop]):
            return []
        return pieces_of(doc, [(verb.i + 2, verb.right_edge.i + 1)])  # a "that" read as a determiner
    if any(c.dep_ == "prep" and c.i > verb.i and c.lower_ in entry.prep and not is_setting(c) for c in verb.children):
        return []
    return _parenthesis(page, verb) or pieces_of(doc, [r for r in (_trailing(page, verb),) if r])


def _before(page: Page, verb: Token) -> Range | None:
    """It fell, he said, and nobody cared: the clause before a cue that stands between two."""
    subject = page.subject(verb)
    opening = verb.i if subject is None or subject.i > verb.i else subject.left_edge.i
    for c in verb.children:
        if (
            c.dep_ == "ccomp"
            and c.right_edge.i < opening
            and page.together(c, verb)
            and _has_subject(c)
            and not _speaks(c)
        ):
            gap = verb.doc[c.right_edge.i + 1 : opening]
            if len(gap) <= 2 and any(t.text == "," for t in gap):
                return subtree(c)
    return None


def _between(verb: Token, end: int) -> int | None:
    """Where a phrase with a number begins that stands between the verb and ``end``."""
    for c in verb.children:
        if c.dep_ == "prep" and c.i == verb.i + 1 and c.right_edge.i + 1 == end and c.lower_ in _AROUND:
            return c.i if any(t.tag_ == "CD" for t in c.subtree) else None
    return None


def _with_number(doc: Doc, verb: int, first: int) -> int:
    """said on Tuesday | nine more men: a number behind the name of a day that the parser took for the date's."""
    start = first
    while start - 1 > verb + 1 and doc[start - 1].tag_ == "CD":
        start -= 1
    is_day = doc[start - 1].lower_.endswith("day") and doc[start - 1].tag_[:3] == "NNP"
    return start if is_day and doc[first].tag_ in ("JJ", "JJR", "NNS", "NN", "NNP") else first


def _is_condition(clause_: Token) -> bool:
    """warned of war should they leave: turned round, it is "if they should leave"."""
    opening = clause_.left_edge
    return opening.lower_ == "should" and opening.head == clause_


def _speaks(clause_: Token) -> bool:
    return any(t.lower_ in lexicon().speaking and spans.is_verb(t) for t in clause_.subtree)


def _has_subject(clause_: Token) -> bool:
    """Whether the clause has its own subject and a finite verb."""
    is_finite = clause_.tag_ in _FINITE or any(c.tag_ in _FINITE for c in clause_.children if c.dep_ in _AUXILIARIES)
    return is_finite and child(clause_, *SUBJECTS) is not None


def _opens(token: Token) -> bool:
    return token.lower_ == "that" and token.tag_ == "IN"


def _coordinated(verb: Token, clause_: Token, end: int, stop: int) -> int:
    """said six were killed, three are missing, and two each …: what stands beside the clause on the same verb."""
    for c in verb.children:
        is_beside = c.dep_ == "ccomp" or (c.dep_ == "conj" and c.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VBG"))
        is_beside = is_beside or (c.dep_ == "advcl" and _is_bare_infinitive(c))
        is_beside = is_beside or (c.dep_ == "conj" and _is_next_participle(verb, clause_, c))
        if is_beside and c.i > clause_.i and c.left_edge.i >= end and c.left_edge.i - end <= 2:
            end = c.right_edge.i + 1
    for c in verb.children:
        if c.dep_ == "conj" and c.i > clause_.i and _goes_on(verb, c, end):
            end = c.right_edge.i + 1
    return min(end, stop)


def _is_next_participle(verb: Token, clause_: Token, later: Token) -> bool:
    """claimed they had killed nine, wounded six and taken two: a bare participle goes on with the perfect."""
    is_bare = child(later, "aux", "auxpass", *SUBJECTS) is None and clause_.tag_ == "VBN"
    following = child(later, "conj")  # "wounded" may have been read as a past, "taken" cannot
    tags = {later.tag_, following.tag_ if following is not None and child(following, "aux") is None else ""}
    return is_bare and "VBN" in tags and verb.tag_ in _FINITE and child(clause_, *_AUXILIARIES) is not None


def _is_bare_infinitive(later: Token) -> bool:
    """needed to build a bridge, mend the road and …: the next of several infinitives."""
    return later.tag_ == "VB" and later.left_edge == later and child(later, "conj") is not None


def _goes_on(verb: Token, later: Token, end: int) -> bool:
    """says it is near and he is sure: a clause with its own subject that no comma cuts off is said too."""
    start = later.left_edge.i
    subject = child(later, *SUBJECTS)
    finite = [t for t in (later, *later.children) if t.tag_ in _FINITE and (t == later or t.dep_ in ("aux", "auxpass"))]
    if subject is None or subject.tag_ == "WDT" or not finite or later.lower_ in lexicon().verbs:
        return False
    is_reported = verb.tag_ == "VBD" and any(t.lower_ in _BACKSHIFTED for t in finite)
    gap = [t.text for t in verb.doc[end:start] if t.tag_ != "CC" and t.text not in spans.QUOTES]
    return start - end <= 3 and verb.doc[start - 1].tag_ == "CC" and (not gap or (gap == [","] and is_reported))


def _trailing(page: Page, verb: Token) -> Range | None:
    """…, the army said on Monday. All of the sentence before the comma is what it said."""
    doc = page.doc
    subject = page.subject(verb)
    closing = closing_subject(page, verb)
    first = verb.i if subject is None or subject.i > verb.i else company(doc, subject.left_edge.i)
    if closing is not None:
        first = closing[0]
    start, stop = page.sentences[verb.i]
    if (
        first - start < 3
        or doc[first - 1].text != ","
        or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN")
        or not _is_bare(verb)
    ):
        return None
    if (
        subject is None
        and closing is None
        and (verb.i + 1 >= stop or doc[verb.i + 1].tag_[:2] not in ("NN", "DT", "PR", "JJ", "CD", "IN"))
    ):
        return None
    if stop - verb.i > _LONGEST or verb.i - start > _LONGEST:
        return None
    after = doc[verb.i + 1 : stop]
    holder = page.holder[verb.i]
    if any(page.holder[t.i] != holder or t.text == ":" for t in after):
        return None
    goes_on = any(t.tag_ in _FINITE and t.dep_ != "relcl" and not _is_when(t, verb) for t in after)
    if len(after) > 20 or goes_on:  # a new clause may follow a whole one: "…, he said on Friday, and nobody left"
        is_whole = any(
            t.tag_ in _FINITE and child(t, *SUBJECTS) is not None and child(t, "mark") is None
            for t in doc[start : first - 1]
        )
        if not is_whole or not ends_said(page, verb):
            return None
    earlier = [t for t in doc[start : first - 1] if page.holder[t.i] == holder and t.lower_ in lexicon().verbs]
    earlier = [t for t in earlier if child(t, "ccomp") is not None or t.tag_ != "VBD"]
    if earlier and first < verb.i and not goes_on and ends_said(page, verb) and _is_leading(page, earlier[0]):
        return start, first - 1
    if any(t.tag_ in ("VBD", "VBZ", "VBP") or (t.i - start < 2 and t.tag_ in ("VBN", "VBG")) for t in earlier):
        return None
    return start, first - 1


def _far_that(page: Page, verb: Token, entry: Verb) -> list[Range]:
    """said once more that, said in a statement that: a clause that the parser hangs on the noun between."""
    doc = page.doc
    stop = min(verb.right_edge.i + 1, verb.i + 30, len(doc))
    for n in range(verb.i + 2, stop):
        token = doc[n]
        if page.holder[n] != page.holder[verb.i] or (spans.is_verb(token) and token.dep_ == "conj"):
            return []
        clause_ = token.head
        if token.lower_ != "that" or not _marks(token) or clause_.i < n or not spans.is_verb(clause_):
            continue
        noun = clause_.head
        if noun == verb or (entry.hearer and noun == child(verb, "dobj", "dative") and token.tag_ == "IN"):
            return pieces_of(doc, [(n + 1, clause_.right_edge.i + 1)])
        return pieces_of(doc, [(n + 1, clause_.right_edge.i + 1)]) if _is_in_setting(verb, noun) else []
    return []


def _behind_pronoun(page: Page, verb: Token, entry: Verb) -> list[Range]:
    """said that, because it broke, nobody left; point out that of the four, none left: "that" read as all he said."""
    doc, stop = verb.doc, page.sentences[verb.i][1]
    that = verb.i + 1 + (entry.particle is not None)
    if that + 3 >= stop or doc[that].lower_ != "that" or doc[that].dep_ != "dobj" or doc[that].head != verb:
        return []
    opens = doc[that + 1].text == "," and doc[that + 2].tag_ in ("IN", "WRB")
    comma = that + 1 if opens else next((n for n in range(that + 2, stop - 2) if doc[n].text == ","), stop - 2)
    if not opens and (doc[that + 1].tag_ != "IN" or doc[comma + 1].tag_ in ("CC", "WDT", "WP", "VBG", "IN")):
        return []
    is_clause = any(t.tag_ in _FINITE and child(t, *SUBJECTS) is not None for t in doc[comma + 1 : stop])
    return pieces_of(doc, [(that + 1, stop)]) if is_clause and page.holder[that] == page.holder[comma] else []


def _marks(that: Token) -> bool:
    return that.tag_ == "IN" or that.dep_ == "mark"


def _is_leading(page: Page, verb: Token) -> bool:
    """Ng said that it fell (, the ministry reported): who speaks first and what he says stand in their places."""
    subject, said = page.subject(verb), child(verb, "ccomp")
    return subject is not None and said is not None and subject.i < verb.i < said.i


def _lost(page: Page, verb: Token, entry: Verb) -> list[Range]:
    """said at the time it had fallen: the clause that the parser hangs elsewhere, with what goes on from it."""
    found = clause_behind(page, verb, entry) or robbed_clause(page, verb, entry)
    if found is None:
        return []
    first, clause_ = found
    end = min(clause_.right_edge.i + 1, page.sentences[verb.i][1])
    return pieces_of(verb.doc, [(first, _coordinated(verb, clause_, end, page.cuts.get(verb.i, len(verb.doc))))])


def _is_in_setting(verb: Token, noun: Token) -> bool:
    """Whether the noun stands in a prepositional phrase of the verb that cannot itself have a that-clause."""
    if noun.tag_[:2] != "NN" or (noun.lower_ in lexicon().nouns and noun.lower_ not in lexicon().settings):
        return False
    here = noun
    for _ in range(4):
        if here.dep_ == "prep" and here.head == verb:
            return True
        here = here.head
    return noun.head == verb and noun.dep_ == "npadvmod"


def _is_bare(verb: Token) -> bool:
    """Nothing stands behind the verb that could be what it says."""
    heard = any(entry.hearer for entry in lexicon().verbs.get(verb.lower_, ()))
    return not any(
        c.dep_ in ("auxpass", "attr", "ccomp", "acomp", "oprd", "xcomp") or (c.dep_ == "dobj" and not heard)
        for c in verb.children
        if c.i > verb.i or c.dep_ == "auxpass"
    )


def _is_when(token: Token, verb: Token) -> bool:
    """said at the time, as troops took the town: when it was said"""
    return token.dep_ == "advcl" and token.head == verb and child(token, "mark") is not None


def _stands_after(page: Page, verb: Token, end: int) -> bool:
    """Whether "X said" follows what is said: only a stop and the subject between, nothing else to say behind."""
    subject = page.subject(verb)
    first = verb.i if subject is None or subject.i > verb.i else subject.left_edge.i
    gap = page.doc[end:first] if end <= first else page.doc[first:first]
    hearer = child(verb, "dobj", "dative")
    is_bare = not any(c.i > verb.i and c.dep_ in ("ccomp", "xcomp", "acomp", "oprd", "attr") for c in verb.children)
    return is_bare and len(gap) <= 4 and (hearer is None or any(entry.hearer for entry in lexicon().verbs[verb.lower_]))


def _late_clause(page: Page, verb: Token) -> int:
    """Where a last "when asked …", "after X told them" begins, which is the author's; else the end."""
    end = verb.right_edge.i + 1
    for c in verb.children:
        if (
            c.dep_ != "advcl"
            or c.right_edge.i + 1 < end - 1
            or c.lower_ not in lexicon().speaking
            or page.holder[c.i] >= 0
        ):
            continue
        opening, who = c.left_edge, page.subject(c)
        if who is not None and who.tag_ == "PRP":
            continue  # "when she claimed": the speaker goes on
        if opening.lower_ in ("when", "after", "as", "while", "before") and opening.i > verb.i:
            return opening.i
    return end


def _own(page: Page, verb: Token) -> Range:
    """The verb with its subject, when nothing stands between."""
    subject = page.subject(verb)
    if subject is not None and subject.right_edge.i < verb.i and verb.i - subject.right_edge.i <= 4:
        return subject.left_edge.i, verb.i + 1
    return verb.i, verb.i + 1


def _parenthesis(page: Page, verb: Token) -> list[Range]:
    """The army, he added, had left: the clause into which "he added" is put."""
    host, doc = verb.head, verb.doc
    if verb.dep_ not in ("parataxis", "advcl", "ccomp") or host == verb or not spans.is_verb(host):
        return []
    subject = page.subject(verb)
    is_as = verb.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in verb.children)
    if subject is None or (verb.dep_ == "advcl" and not is_as):
        return []
    if is_as and child(verb, "dobj", "auxpass", "attr", "ccomp") is None:
        first, end = subtree(host)
        hole = (verb.left_edge.i, verb.i + 1)
        return pieces_of(doc, minus((first, max(end, verb.right_edge.i + 1)), hole))
    if not _is_bare(verb):
        return []
    if verb.dep_ == "ccomp" and any(c.dep_ in SUBJECTS and c.i < verb.i for c in host.children):
        return []
    first, end = subtree(verb)
    start, opener = first, subject.left_edge.i
    is_led = first < opener < verb.i and doc[opener - 1].text in spans.BREAKS
    if is_led and not any(t.tag_ in _FINITE for t in doc[first:opener]):
        start = opener  # "since then, he said, it …": what stands before the subject is said too
    is_set_in = start == 0 or doc[start - 1].text in spans.BREAKS or doc[start].text in spans.BREAKS
    if not is_set_in and verb.dep_ != "advcl":
        return []
    whole = min(first, host.left_edge.i), max(end, host.right_edge.i + 1)
    pieces = minus(whole, (start, end))
    if page.holder[host.i] >= 0 > page.holder[verb.i] and _is_setting_out(page, verb, pieces[0]):
        pieces = pieces[1:]
    return pieces_of(doc, pieces)


def _is_setting_out(page: Page, verb: Token, piece: Range) -> bool:
    """Asked about it, she said, “…”: a participle or "when" outside the quotation opens the author's sentence."""
    opening = page.doc[piece[0]]
    opens = opening.tag_ in ("VBN", "VBG") or opening.lower_ in ("when", "after", "as", "while", "before")
    return opens and piece[1] <= verb.i and all(page.holder[n] < 0 for n in range(*piece))


def rest(page: Page, verb: Token) -> list[Range]:
    """with officials reporting …: all that hangs on the participle, where its parse holds no complement."""
    first, end = verb.i + 1, min(verb.right_edge.i + 1, page.cuts.get(verb.i, len(page.doc)))
    if (
        verb.tag_ != "VBG"
        or verb.dep_ != "acl"
        or not any(t.lower_ == "with" for t in page.doc[max(verb.i - 4, 0) : verb.i])
    ):
        return []
    return pieces_of(page.doc, [(first, max(verb.head.head.right_edge.i + 1, end))])
