"""The frames: where, around a verb, noun or adverb of saying, its content stands in the parse of one paragraph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Token

from extractor.model import Stance
from extractor.patterns import attribution_spans as spans
from extractor.patterns.attribution_lexicon import Lexicon, Noun, Verb, lexicon
from extractor.patterns.attribution_spans import Page, Range, child, minus, subtree, trim


@dataclass(slots=True)
class Draft:
    """An attribution in the making: token ranges of one paragraph."""

    paragraph: int
    head: int
    cue: Range
    stance: Stance
    rule: str
    sources: list[Range] = field(default_factory=list)
    owners: list[Range] = field(default_factory=list)
    content: list[Range] = field(default_factory=list)
    negated: bool = False
    via: Range | None = None
    quotes: bool = False

    @property
    def reach(self) -> Range:
        """From the first to the last token of cue and sources."""
        parts = [self.cue, *self.sources]
        return min(p[0] for p in parts), max(p[1] for p in parts)


_DO: Final = frozenset({"do", "does", "did", "will", "’ll", "'ll"})
_CONTINUES: Final = frozenset({"prep", "advcl", "acl", "relcl", "xcomp"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})

Frame = Callable[[Page, Token, Verb], list[Range]]


# ------------------------------------------------------------------------------------------------ frames of a verb
def clause(page: Page, verb: Token, entry: Verb) -> list[Range]:
    """A complement clause, or the clause into which "he said" is put."""
    doc = verb.doc
    for c in sorted(verb.children, key=lambda c: c.i < verb.i):
        if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and not _is_infinitive(c)):
            first, end = subtree(c)
            if c.i < verb.i and not _stands_after(page, verb, end):
                continue
            if verb.i < c.i:
                end = min(end, page.cuts.get(verb.i, end), _late_clause(page, c))
            if c.i > verb.i and entry.hearer and c.left_edge.dep_ != "mark":
                hearer = child(verb, "dobj", "dative")
                if hearer is not None and hearer.i > verb.i:
                    first = max(first, hearer.right_edge.i + 1)
            if _is_infinitive(c) and "object_to" in entry.frames:
                continue
            return _pieces(doc, minus((first, end), _own(page, verb)), verb)
    for c in verb.children:  # said in a statement that
        noun = child(c, "pobj") if c.dep_ == "prep" and c.i > verb.i else None
        said = child(noun, "acl", "ccomp", "relcl") if noun is not None and noun.lower_ in lexicon().settings else None
        if said is not None and said.left_edge.lower_ == "that" and said.left_edge.dep_ == "mark":
            return _pieces(doc, [subtree(said)], verb)
    if verb.i + 2 < len(doc) and doc[verb.i + 1].lower_ == "that" and not entry.hearer:
        return _pieces(doc, [(verb.i + 2, verb.right_edge.i + 1)], verb)  # a "that" read as a determiner
    return _parenthesis(page, verb)


def _is_bare(verb: Token) -> bool:
    """Nothing stands behind the verb that could be what it says."""
    return not any(
        c.dep_ in ("dobj", "auxpass", "attr", "ccomp", "acomp", "oprd") or c.dep_ == "xcomp" for c in verb.children if c.i > verb.i or c.dep_ == "auxpass"
    )


def _stands_after(page: Page, verb: Token, end: int) -> bool:
    """Whether "X said" follows what is said: only a stop and the subject between, nothing else to say behind."""
    subject = page.subject(verb)
    first = verb.i if subject is None or subject.i > verb.i else subject.left_edge.i
    gap = page.doc[end:first] if end <= first else page.doc[first:first]
    hearer = child(verb, "dobj", "dative")
    is_bare = not any(c.i > verb.i and c.dep_ in ("ccomp", "xcomp", "acomp", "oprd", "attr") for c in verb.children)
    return is_bare and len(gap) <= 4 and (hearer is None  or any(entry.hearer for entry in lexicon().verbs[verb.lower_]))


def _late_clause(page: Page, verb: Token) -> int:
    """Where a last "when asked …", "after X told them" begins, which is the author's; else the end."""
    end = verb.right_edge.i + 1
    for c in verb.children:
        if c.dep_ != "advcl" or c.right_edge.i + 1 < end - 1 or c.lower_ not in lexicon().verbs or page.holder[c.i] >= 0:
            continue
        opening = c.left_edge
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
    if verb.dep_ not in ("parataxis", "advcl", "ccomp") or host is verb or not spans.is_verb(host):
        return []
    subject = page.subject(verb)
    if subject is None or not _is_bare(verb):
        return []
    if verb.dep_ == "advcl" and not any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in verb.children):
        return []
    if verb.dep_ == "ccomp" and any(c.dep_ in spans.SUBJECTS and c.i < verb.i for c in host.children):
        return []
    first, end = subtree(verb)
    if first > 0 and doc[first - 1].text not in spans.BREAKS and doc[first].text not in spans.BREAKS and verb.dep_ != "advcl":
        return []
    return _pieces(doc, minus(subtree(host), (first, end)), verb)


def _pieces(doc: Doc, pieces: list[Range], verb: Token) -> list[Range]:
    found = [piece for piece in (trim(doc, p, lead=n == 0) for n, p in enumerate(pieces)) if piece]
    return [p for p in found if any(t.text[0].isalnum() for t in doc[p[0] : p[1]])]


def _is_infinitive(token: Token) -> bool:
    return token.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def object_(page: Page, verb: Token, entry: Verb) -> list[Range]:
    """The direct object with the prepositional phrases that belong to it; in the passive, the subject."""
    doc = verb.doc
    target = child(verb, "dobj")
    passive = child(verb, "nsubjpass")
    if target is None and passive is not None:
        target = passive
    elif target is None and verb.tag_ == "VBN" and verb.dep_ == "acl" and (entry.needs_tail or child(verb, "agent") is not None):
        target = verb.head
        first, end = target.left_edge.i, verb.left_edge.i
        pieces = [(first, end), *_tails(verb, entry)]
        return _pieces(doc, pieces, verb) if not entry.needs_tail or len(pieces) > 1 else []
    if target is None or (target.i < verb.i and target is not passive and target.tag_[0] != "W"):
        return []
    tails = _tails(verb, entry)
    if entry.needs_tail and not tails:
        small = child(verb, "oprd", "ccomp")
        if small is None:
            return []
    first, end = subtree(target)
    for tail in tails:
        if tail[0] >= end and tail[0] - end <= 1:
            end = tail[1]
    end = _continued(verb, end)
    rest = [tail for tail in tails if tail[0] >= end]
    return _pieces(doc, [(first, end), *rest], verb)


def _continued(verb: Token, end: int) -> int:
    """What goes on without a stop belongs to it, unless it says when, where or how it was said."""
    doc = verb.doc
    for _ in range(3):
        if end >= len(doc) or doc[end].sent_start is True or doc[end].is_sent_start:
            break
        part = doc[end]
        while part.head is not part and part.head.left_edge.i == end and part.head.i > verb.i:
            part = part.head
        if part.left_edge.i != end or part.dep_ not in _CONTINUES or _is_setting(part):
            break
        end = part.right_edge.i + 1
    return end


def _is_setting(token: Token) -> bool:
    """when, where or in what form something was said."""
    if token.dep_ == "prep":
        named = child(token, "pobj", "pcomp")
        return named is None or named.ent_type_ in ("DATE", "TIME", "ORG", "EVENT") or named.lower_ in lexicon().settings
    if token.dep_ in ("acl", "relcl", "xcomp") or _is_infinitive(token):
        return False
    return token.tag_ != "VBG" or any(c.dep_ == "mark" for c in token.children)


def _tails(verb: Token, entry: Verb) -> list[Range]:
    return [subtree(c) for c in verb.children if c.dep_ in ("prep", "dative", "oprd") and c.i > verb.i and (c.lower_ in entry.tail or c.dep_ == "oprd")]


def naming(page: Page, verb: Token, entry: Verb) -> list[Range]:
    """call X Y: two noun phrases."""
    doc = verb.doc
    small = next((c for c in verb.children if c.dep_ in ("ccomp", "oprd", "xcomp") and c.i > verb.i and not _is_infinitive(c)), None)
    if small is None:
        return []
    target = child(verb, "dobj") or child(small, "nsubj")
    if target is None:
        passive = child(verb, "nsubjpass")
        return _pieces(doc, [subtree(passive), subtree(small)], verb) if passive is not None else []
    first = min(subtree(target)[0], subtree(small)[0])
    return _pieces(doc, [(first, subtree(small)[1])], verb) if first > verb.i else []


def object_to(page: Page, verb: Token, entry: Verb) -> list[Range]:
    """A noun phrase and its infinitive: urged them to leave."""
    for c in verb.children:
        if c.dep_ in ("xcomp", "ccomp", "advcl") and _is_infinitive(c) and c.i > verb.i:
            target = child(verb, "dobj", "dative") or child(c, "nsubj")
            passive = child(verb, "nsubjpass")
            if target is not None and target.i > verb.i:
                return _pieces(verb.doc, [(target.left_edge.i, c.right_edge.i + 1)], verb)
            if passive is not None:
                return _pieces(verb.doc, [subtree(c)], verb)
    return []


def to(page: Page, verb: Token, entry: Verb) -> list[Range]:
    """An infinitive without a subject of its own: vowed to leave."""
    for c in verb.children:
        if c.dep_ in ("xcomp", "ccomp") and _is_infinitive(c) and c.i > verb.i:
            return _pieces(verb.doc, [subtree(c)], verb)
    return []


def prep(page: Page, verb: Token, entry: Verb) -> list[Range]:
    """What follows the verb's preposition: warned of floods."""
    for c in sorted(verb.children, key=lambda c: entry.prep.index(c.lower_) if c.lower_ in entry.prep else 99):
        if c.dep_ in ("prep", "agent", "dative", "mark") and c.lower_ in entry.prep and c.i > verb.i:
            first, end = subtree(c)
            if c.lower_ == "on" and _is_setting(c):
                continue
            for later in verb.children:
                if later.i > c.i and (_is_infinitive(later) and later.dep_ in ("xcomp", "advcl", "ccomp") or later.lower_ in entry.tail):
                    end = max(end, subtree(later)[1])
            return _pieces(verb.doc, [(first + 1, _continued(verb, end))], verb)
    for c in verb.children:  # called for them to leave
        if c.dep_ in ("advcl", "xcomp", "ccomp") and c.i > verb.i and _is_infinitive(c) and c.left_edge.lower_ in entry.prep:
            return _pieces(verb.doc, [(c.left_edge.i + 1, c.right_edge.i + 1)], verb)
    return []


FRAMES: Final[Mapping[str, Frame]] = {
    "clause": clause,
    "object": object_,
    "naming": naming,
    "object_to": object_to,
    "to": to,
    "prep": prep,
}


# ---------------------------------------------------------------------------------------------------------- readers
def read_verb(page: Page, verb: Token, entries: tuple[Verb, ...], words: Lexicon) -> Draft | None:
    """The first entry and frame that fit the verb; without content when only a quotation can be it."""
    waiting: Draft | None = None
    for entry in entries:
        particle = next((c for c in verb.children if c.lower_ == entry.particle and c.i > verb.i), None)
        if entry.particle and particle is None:
            continue
        negated = spans.negation(verb)
        if entry.stance == "withholds" and not entry.negates and not negated:
            continue
        draft = Draft(page.index, verb.i, _cue(verb, particle), entry.stance, "attributions.verb.frame")
        passive = child(verb, "auxpass") is not None or child(verb, "nsubjpass") is not None
        _set_sources(page, draft, verb, passive)
        draft.negated = negated != entry.negates
        if negated and _form_in(verb, words.withheld):
            draft.stance = "withholds"
        frames = entry.frames + (entry.negated_frames if negated else ())
        if not _is_credible(draft, verb, entry, passive):
            continue
        if passive and not draft.sources and entry.passive is not None:
            draft.content = _believed(verb)
            draft.rule = "attributions.verb.passive"
            if draft.content:
                return draft
        for name in frames:
            if name == "quote":
                continue
            content = FRAMES[name](page, verb, entry)
            if content and _is_weighty(draft, verb, entry, name, content):
                draft.content = content
                draft.rule = f"attributions.verb.{name}"
                draft.quotes = "quote" in frames
                if name == "prep" and entry.keeps_preposition:
                    draft.cue = (draft.cue[0], max(draft.cue[1], content[0][0])) if content[0][0] - draft.cue[1] <= 1 else draft.cue
                return draft
        if waiting is None and "clause" in frames and (content := _rest(page, verb)):
            draft.content = content
            draft.quotes = "quote" in frames
            draft.rule = "attributions.verb.rest"
            waiting = draft
        elif "quote" in frames and waiting is None:
            draft.quotes = True
            waiting = draft
    return waiting


def _rest(page: Page, verb: Token) -> list[Range]:
    """The clause behind a verb of saying whose parse holds no complement: all that hangs on the verb and follows it."""
    first, end = verb.i + 1, min(verb.right_edge.i + 1, page.cuts.get(verb.i, len(page.doc)))
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or first >= end or page.doc[first].text in spans.BREAKS:
        return []
    if any(page.holder[n] >= 0 for n in range(first, end)) or not any(t.tag_ in _FINITE for t in page.doc[first:end]):
        return []
    if page.doc[first].dep_ in ("nsubj", "prep", "advmod", "prt", "dative") or page.doc[first].head is verb and page.doc[first].dep_ != "mark":
        return []
    return _pieces(page.doc, [(first, end)], verb)


def _is_credible(draft: Draft, verb: Token, entry: Verb, passive: bool) -> bool:
    """Somebody says it, or the passive hides who does: no infinitive of purpose, no bare participle, no reduced relative."""
    if draft.sources or draft.owners:
        return True
    return passive or entry.needs_tail or (verb.tag_ == "VBN" and verb.dep_ == "advcl")


def _is_weighty(draft: Draft, verb: Token, entry: Verb, frame: str, content: list[Range]) -> bool:
    """A phrase as content says less than a clause: it must say something, and be said by somebody in a finite clause."""
    doc = verb.doc
    if frame in ("clause", "object_to"):
        return True
    first, end = content[0]
    if len(content) == 1 and end - first == 1 and doc[first].tag_ in ("PRP", "WP", "WDT", "DT", "WRB"):
        return False
    if frame == "object" and not draft.sources and not draft.owners and not entry.needs_tail and entry.passive is None:
        return False
    if frame == "object" and verb.tag_ == "VB" and not any(c.dep_ == "aux" and c.lower_ in _DO for c in verb.children):
        return False
    if verb.dep_ == "relcl" and draft.sources and doc[draft.sources[0][0]].tag_ in ("WP", "WDT"):
        opening = draft.sources[0][0]
        return opening > 0 and doc[opening - 1].text in spans.BREAKS
    return True


def _form_in(verb: Token, words: frozenset[str]) -> bool:
    return verb.lower_ in words


def _believed(verb: Token) -> list[Range]:
    """is believed to have fallen: the subject and the infinitive; it is believed that: the clause."""
    subject = child(verb, "nsubjpass")
    infinitive = child(verb, "xcomp", "ccomp")
    if infinitive is None:
        return []
    if subject is None or subject.lower_ in ("it", "there"):
        return _pieces(verb.doc, [subtree(infinitive)], verb)
    if not _is_infinitive(infinitive):
        return []
    return _pieces(verb.doc, [subtree(subject), subtree(infinitive)], verb)


def _cue(verb: Token, particle: Token | None) -> Range:
    first, end = verb.i, verb.i + 1
    if any(c.dep_ == "auxpass" for c in verb.children):
        while first > 0 and verb.doc[first - 1].head is verb and verb.doc[first - 1].dep_ in ("aux", "auxpass"):
            first -= 1
    if particle is not None and particle.i - end <= 4:
        end = particle.i + 1
    return first, end


def _set_sources(page: Page, draft: Draft, verb: Token, passive: bool) -> None:
    agent = child(verb, "agent")
    if agent is not None and (named := child(agent, "pobj")) is not None:
        draft.sources = spans.source_ranges(named)
        return
    if passive or (verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and child(verb, "aux") is None):
        return
    found, elsewhere = spans.subjects(page, verb)
    ranges = [r for token in found for r in spans.source_ranges(token)]
    if elsewhere:
        draft.owners = ranges
    else:
        draft.sources = ranges


def read_light(page: Page, verb: Token, words: Lexicon) -> Draft | None:
    """express concern, issue a statement, make clear: a verb whose noun carries the meaning."""
    nouns = words.light.get(verb.lower_)
    doc = verb.doc
    if verb.lower_ in words.make:
        clear = next((c for c in doc[verb.i + 1 : verb.i + 5] if c.lower_ in words.clear), None)
        if clear is not None:
            return _made_clear(page, verb, clear)
    if not nouns:
        return None
    noun = child(verb, "dobj")
    passive = child(verb, "nsubjpass")
    if noun is None and passive is not None:
        return None
    if noun is None or noun.lower_ not in nouns or noun.i < verb.i or noun.i - verb.i > 6:
        return None
    draft = Draft(page.index, verb.i, (verb.i, noun.i + 1), nouns[noun.lower_], "attributions.light.noun", quotes=True)
    _set_sources(page, draft, verb, False)
    draft.negated = spans.negation(verb)
    draft.content = _after_noun(verb, noun)
    if not draft.content and noun.lower_ == "responsibility":
        draft.cue = (verb.i, verb.i + 1)
        draft.content = [(noun.left_edge.i, noun.right_edge.i + 1)]
    return draft


def _made_clear(page: Page, verb: Token, clear: Token) -> Draft | None:
    draft = Draft(page.index, verb.i, (verb.i, clear.i + 1), "states", "attributions.light.clear", quotes=True)
    _set_sources(page, draft, verb, False)
    for holder in (clear, verb):
        for c in holder.children:
            if c.dep_ in ("ccomp", "advcl", "acl") and c.right_edge.i > clear.i and c.i > clear.i:
                draft.content = _pieces(verb.doc, [(max(c.left_edge.i, clear.i + 1), c.right_edge.i + 1)], verb)
                return draft
    return draft


def _after_noun(verb: Token, noun: Token) -> list[Range]:
    for holder in (noun, verb):
        for c in holder.children:
            if c.i <= noun.i:
                continue
            if c.dep_ in ("acl", "ccomp", "relcl", "xcomp", "advcl") and (_is_infinitive(c) or any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)):
                return _pieces(verb.doc, [subtree(c)], verb)
            if c.dep_ == "prep" and c.lower_ in ("of", "about", "over", "for", "at", "on", "against", "to", "with"):
                first, end = subtree(c)
                return _pieces(verb.doc, [(first + 1, _continued(noun, end))], verb)
    return []


def read_noun(page: Page, token: Token, noun: Noun) -> Draft | None:
    """A noun of saying with its clause, "of" phrase or infinitive."""
    doc = token.doc
    if token.dep_ == "pobj" and token.head.lower_ in ("in", "through", "via") and token.head.head.lower_ in lexicon().verbs:
        return None  # said in a statement that
    draft = Draft(page.index, token.i, (token.i, token.i + 1), noun.stance, "attributions.noun.frame")
    owner = child(token, "poss")
    by = next((c for c in token.children if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from") and c.i > token.i), None)
    if owner is not None and owner.tag_ != "WP$":
        draft.sources = [(owner.left_edge.i, owner.right_edge.i + 1)]
    elif by is not None and (named := child(by, "pobj")) is not None:
        draft.sources = spans.source_ranges(named)
    for c in token.children:
        if c.i < token.i:
            continue
        content: list[Range] = []
        is_that = any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)
        if c.dep_ in ("acl", "ccomp", "relcl") and "clause" in noun.frames and is_that:
            content = _pieces(doc, [subtree(c)], token)
        elif c.dep_ == "acl" and "to" in noun.frames and _is_infinitive(c):
            content = _pieces(doc, [subtree(c)], token)
        elif c.dep_ == "prep" and c.lower_ in noun.frames:
            content = _pieces(doc, [(c.i + 1, _continued(token, c.right_edge.i + 1))], token)
            if content and noun.itself and not draft.sources:
                draft.sources = [(token.left_edge.i if token.left_edge.i > token.i - 3 else token.i, token.i + 1)]
                draft.sources = [(token.i, token.i + 1)]
                draft.cue = (token.i, c.i + 1)
        if content and not (noun.owned and not draft.sources):
            draft.content = content
            return draft
    return None


def read_according(page: Page, token: Token) -> Draft | None:
    """according to X: the clause to which it is hung."""
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    to_ = doc[token.i + 1]
    named = child(to_, "pobj", "pcomp") or child(token, "pobj")
    if named is None:
        return None
    draft = Draft(page.index, token.i, (token.i, token.i + 2), "states", "attributions.evidential.according")
    draft.sources = spans.source_ranges(named)
    hole = (token.i, max(named.right_edge.i, token.right_edge.i) + 1)
    host = token.head if token.head is not token else named
    for _ in range(6):
        if spans.is_verb(host) or host.head is host:
            break
        host = host.head
    sentence = (token.sent.start, token.sent.end)
    if token.i - sentence[0] <= 1 or all(not t.text[0].isalnum() for t in doc[sentence[0] : token.i]):
        named_end = draft.sources[-1][1] if draft.sources else hole[1]
        draft.content = _pieces(doc, [(max(named_end, hole[1]) if host is not named else named_end, sentence[1])], token)
        return draft
    host = spans.conjuncts_up(host)
    if host is token or host is named:
        draft.content = _pieces(doc, [(sentence[0], token.i)], token)
        return draft
    first, end = subtree(host)
    draft.content = _pieces(doc, minus((first, end), hole), token)
    return draft


def read_adverb(page: Page, token: Token, stance: Stance) -> Draft | None:
    """reportedly, allegedly: the clause or the participle phrase around it; its source is not written."""
    doc = token.doc
    host = token.head
    if host is token or token.dep_ != "advmod":
        return None
    draft = Draft(page.index, token.i, (token.i, token.i + 1), stance, "attributions.evidential.adverb")
    hole = (token.i, token.i + 1)
    if host.dep_ == "acl":
        draft.content = _pieces(doc, [(host.head.left_edge.i, host.left_edge.i), *minus(subtree(host), hole)], token)
    elif spans.is_verb(host):
        subject = child(host, *spans.SUBJECTS)
        first = subject.left_edge.i if subject is not None and subject.i < host.i else host.left_edge.i
        draft.content = _pieces(doc, minus((first, host.right_edge.i + 1), hole), token)
    return draft if draft.content else None
