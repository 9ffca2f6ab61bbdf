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
    parent: Draft | None = None
    thing: list[Range] = field(default_factory=list)  # the content where no other is found; the cue is the verb then

    @property
    def reach(self) -> Range:
        """From the first to the last token of cue and sources."""
        parts = [self.cue, *self.sources]
        return min(p[0] for p in parts), max(p[1] for p in parts)


_DO: Final = frozenset({"do", "does", "did", "will", "’ll", "'ll"})
_CONTINUES: Final = frozenset({"prep", "advcl", "acl", "relcl", "xcomp", "ccomp"})
_NAMED: Final = frozenset({"NNP", "NNPS", "NN", "JJ", "POS", ",", "(", ")", "-LRB-", "-RRB-", "HYPH", "."})
_SMALL: Final = frozenset({"JJS", "JJ", "VBN"})
_CLAUSAL: Final = frozenset({"acl", "relcl", "xcomp"})
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
            split = child(verb, "dobj")
            if split is not None and verb.i < split.i < c.i and not entry.hearer and child(c, *spans.SUBJECTS) is None:
                first = min(first, split.left_edge.i)  # "says its force — which …— is": the subject read as an object
            if c.i > verb.i:
                end = _coordinated(verb, c, _continued(verb, end, _CLAUSAL), page.cuts.get(verb.i, len(doc)))
            elif (whole := _trailing(page, verb)) is not None:
                first, end = min(first, whole[0]), max(end, whole[1])
            return _pieces(doc, minus((first, end), _own(page, verb)), verb)
    if content := _far_that(page, verb):
        return content
    rest = doc[verb.i + 2 : verb.right_edge.i + 1] if verb.i + 2 < len(doc) else doc[:0]
    if len(rest) > 1 and doc[verb.i + 1].lower_ == "that" and not entry.hearer and any(t.tag_ in _FINITE for t in rest):
        return _pieces(doc, [(verb.i + 2, verb.right_edge.i + 1)], verb)  # a "that" read as a determiner
    if any(c.dep_ == "prep" and c.i > verb.i and c.lower_ in entry.prep for c in verb.children):
        return []
    return _parenthesis(page, verb) or _pieces(doc, [r for r in (_trailing(page, verb),) if r], verb)


def _coordinated(verb: Token, clause_: Token, end: int, stop: int) -> int:
    """said six were killed, three are missing, and two each …: what stands beside the clause on the same verb."""
    for c in verb.children:
        is_beside = c.dep_ == "ccomp" or (c.dep_ == "conj" and c.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VBG"))
        if is_beside and c.i > clause_.i and c.left_edge.i >= end and c.left_edge.i - end <= 2:
            end = c.right_edge.i + 1
    return min(end, stop)


def _trailing(page: Page, verb: Token) -> Range | None:
    """…, the army said on Monday. All of the sentence before the comma is what it said."""
    doc = page.doc
    subject = page.subject(verb)
    first = verb.i if subject is None or subject.i > verb.i else subject.left_edge.i
    start, stop = verb.sent.start, verb.sent.end
    if first - start < 3 or doc[first - 1].text != "," or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or not _is_bare(verb):
        return None
    if subject is None and (verb.i + 1 >= stop or doc[verb.i + 1].tag_[:2] not in ("NN", "DT", "PR", "JJ", "CD", "IN")):
        return None
    after = doc[verb.i + 1 : stop]
    holder = page.holder[verb.i]
    if any(page.holder[t.i] != holder or t.text == ":" for t in after):
        return None
    if len(after) > 20 or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.dep_ != "relcl" for t in after):
        return None
    earlier = [t for t in doc[start : first - 1] if page.holder[t.i] == holder and t.lower_ in lexicon().verbs]
    if any(t.tag_ in ("VBD", "VBZ", "VBP") or t.i - start < 2 for t in earlier):
        return None
    for n in range(start, min(start + 6, first - 1)):  # a dateline
        if doc[n].text in ("—", "–", "--", "-") and all(t.text[0].isupper() or not t.text[0].isalpha() for t in doc[start:n]):
            start = n + 1
    return start, first - 1


def _far_that(page: Page, verb: Token) -> list[Range]:
    """said for the first time that, said in a statement that: a clause that the parser hangs on the noun between."""
    doc = page.doc
    stop = min(verb.right_edge.i + 1, verb.i + 30, len(doc))
    for n in range(verb.i + 2, stop):
        token = doc[n]
        if page.holder[n] != page.holder[verb.i] or (spans.is_verb(token) and token.dep_ == "conj"):
            return []
        clause_ = token.head
        if token.lower_ != "that" or token.tag_ != "IN" or clause_.i < n or not spans.is_verb(clause_):
            continue
        noun = clause_.head
        if noun == verb:
            return _pieces(doc, [(n + 1, clause_.right_edge.i + 1)], verb)
        return _pieces(doc, [(n + 1, clause_.right_edge.i + 1)], verb) if _is_in_setting(verb, noun) else []
    return []


def _is_in_setting(verb: Token, noun: Token) -> bool:
    """Whether the noun stands in a prepositional phrase of the verb that cannot itself have a that-clause."""
    if noun.lower_ in lexicon().nouns and noun.lower_ not in lexicon().settings:
        return False
    here = noun
    for _ in range(4):
        if here.dep_ == "prep" and here.head == verb:
            return True
        here = here.head
    return noun.head == verb and noun.dep_ == "npadvmod"


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
        return _pieces(doc, minus((first, max(end, verb.right_edge.i + 1)), hole), verb)
    if not _is_bare(verb):
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
    return token.tag_ in ("VB", "VBN") and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


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
    if target is None or (target.i < verb.i and target != passive and target.tag_[0] != "W"):
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
    end = _with_tail(verb, _continued(verb, end))
    rest = [tail for tail in tails if tail[0] >= end]
    return _pieces(doc, [(first, end), *rest], verb)


def _continued(verb: Token, end: int, deps: frozenset[str] = _CONTINUES) -> int:
    """What goes on without a stop belongs to it, unless it says when, where or how it was said."""
    doc = verb.doc
    for _ in range(3):
        if end >= len(doc) or doc[end].is_sent_start or doc[end].text in spans.BREAKS:
            break
        part = doc[end]
        while part.head != part and part.head.left_edge.i == end and part.head.i > verb.i:
            part = part.head
        is_small = part.dep_ == "npadvmod" and part.tag_ in _SMALL  # reported it the worst since
        if part.left_edge.i != end or not (is_small or part.dep_ in deps) or _is_setting(part):
            break
        end = part.right_edge.i + 1
    return end


def _with_tail(verb: Token, end: int) -> int:
    """Behind a comma: "especially in", "regarding", the next participle of the same kind."""
    doc = verb.doc
    if end + 2 >= len(doc) or doc[end].text != ",":
        return end
    first = doc[end + 1]
    part = first.head if first.tag_ == "RB" and first.head.i > first.i else first
    if first.lower_ in lexicon().additions or part.lower_ in lexicon().additions:
        return max(part.right_edge.i + 1, end)
    if verb.tag_ == "VBG" and part.tag_ == "VBG" and part.dep_ == "conj" and part.head == verb and part.lower_ not in lexicon().verbs:
        return part.right_edge.i + 1
    return end


def _is_setting(token: Token) -> bool:
    """when, where or in what form something was said."""
    if token.dep_ == "prep":
        named = child(token, "pobj", "pcomp")
        return named is None or named.ent_type_ in ("DATE", "TIME", "ORG", "EVENT") or named.lower_ in lexicon().settings
    if token.dep_ in ("acl", "relcl", "xcomp", "npadvmod") or _is_infinitive(token):
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
            if c.lower_ == "on" and _is_setting(c) and not entry.keeps_preposition:
                continue
            for later in verb.children:
                if later.i > c.i and (_is_infinitive(later) and later.dep_ in ("xcomp", "advcl", "ccomp") or later.lower_ in entry.tail):
                    end = max(end, subtree(later)[1])
            return _pieces(verb.doc, [(first + 1, _continued(verb, end))], verb)
    for c in verb.children:  # talked to reporters about floods
        hearer = child(c, "pobj") if c.dep_ == "prep" and c.lower_ in ("to", "with") else None
        about = next((g for g in hearer.children if g.dep_ == "prep" and g.lower_ == "about"), None) if hearer is not None else None
        if about is not None and "about" in entry.prep:
            return _pieces(verb.doc, [(about.i + 1, _continued(verb, about.right_edge.i + 1))], verb)
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
        passive = child(verb, "nsubjpass") is not None or (child(verb, "auxpass") is not None and child(verb, "nsubj") is None)
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
                draft.stance = "reported" if entry.stance == "states" else entry.stance
                return draft
        for name in frames:
            if name == "quote":
                continue
            content = FRAMES[name](page, verb, entry)
            if content and _is_weighty(draft, verb, entry, name, content):
                draft.content = content
                draft.rule = f"attributions.verb.{name}"
                draft.stance = _stance(draft, verb, name, words)
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
    if verb.tag_ == "VBG" and verb.dep_ == "acl" and any(t.lower_ == "with" for t in page.doc[max(verb.i - 4, 0) : verb.i]):
        return _pieces(page.doc, [(first, max(verb.head.head.right_edge.i + 1, end))], verb)  # with officials reporting …
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or first >= end or page.doc[first].text in spans.BREAKS:
        return []
    if any(page.holder[n] >= 0 for n in range(first, end)) or not any(t.tag_ in _FINITE for t in page.doc[first:end]):
        return []
    if page.doc[first].dep_ in ("nsubj", "prep", "advmod", "prt", "dative") or page.doc[first].head == verb and page.doc[first].dep_ != "mark":
        return []
    return _pieces(page.doc, [(first, end)], verb)


def _is_credible(draft: Draft, verb: Token, entry: Verb, passive: bool) -> bool:
    """Somebody says it, or the passive hides who does: no infinitive of purpose, no bare participle, no reduced relative."""
    if draft.sources or draft.owners:
        return True
    return passive or entry.needs_tail or (verb.tag_ in ("VBN", "VBD") and verb.dep_ == "advcl")


def _is_weighty(draft: Draft, verb: Token, entry: Verb, frame: str, content: list[Range]) -> bool:
    """A phrase as content says less than a clause: it must say something, and be said by somebody in a finite clause."""
    doc = verb.doc
    if frame in ("clause", "object_to"):
        return True
    first, end = content[0]
    if len(content) == 1 and end - first == 1 and doc[first].tag_ in ("PRP", "WP", "WDT", "DT", "WRB"):
        return False
    is_owned = draft.sources or draft.owners or entry.needs_tail or entry.passive is not None
    if not is_owned and not (verb.dep_ == "advcl" and entry.stance == "asks"):
        return False
    if entry.finite and verb.tag_ == "VBG" and child(verb, "aux") is None:
        return False
    helps = [c.lower_ for c in verb.children if c.dep_ == "aux"]
    is_finite = not helps and any(c.dep_ == "nsubj" for c in verb.children)
    if frame == "object" and verb.tag_ == "VB" and not is_finite and not any(word in _DO for word in helps):
        return False
    if verb.dep_ == "relcl" and draft.sources and doc[draft.sources[0][0]].tag_ in ("WP", "WDT"):
        opening = draft.sources[0][0]
        return opening > 0 and doc[opening - 1].text in spans.BREAKS
    return True


def _stance(draft: Draft, verb: Token, frame: str, words: Lexicon) -> Stance:
    """The entry's stance, as the frame, the source and the content turn it."""
    doc = verb.doc
    if draft.stance != "states":
        return draft.stance
    if frame in ("object_to", "to") and verb.lower_ in words.telling:
        return "urges"
    first, end = draft.content[0]
    if frame == "object" and any(t.lower_ == "need" for t in doc[first : min(end, first + 4)]):
        return "urges"
    heard = [doc[end - 1].lower_ for _, end in draft.sources]
    return "reported" if heard and all(word in words.hearsay for word in heard) else draft.stance


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
        while first > 0 and verb.doc[first - 1].head == verb and verb.doc[first - 1].dep_ in ("aux", "auxpass"):
            first -= 1
    if particle is not None and particle.i - end <= 4:
        end = particle.i + 1
    return first, end


def _set_sources(page: Page, draft: Draft, verb: Token, passive: bool) -> None:
    agent = child(verb, "agent")
    if agent is not None and (named := child(agent, "pobj")) is not None:
        draft.sources = spans.source_ranges(named)
        return
    is_bare = verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("advcl", "acl") and child(verb, "aux") is None
    if passive or (is_bare and page.subject(verb) is None):
        return
    found, elsewhere = spans.subjects(page, verb)
    ranges = [r for token in found for r in spans.source_ranges(token)]
    if elsewhere:
        draft.owners = ranges
    else:
        draft.sources = ranges
    is_finite = verb.tag_ in ("VBD", "VBZ", "VBP") or (verb.tag_ == "VBN" and child(verb, "aux") is not None)
    if not found and not elsewhere and is_finite and page.subject(verb) is None and child(verb, "expl") is None:
        written = spans.written_subject(page, verb)
        draft.sources = [written] if written else []


def read_mistagged(page: Page, token: Token, entries: tuple[Verb, ...]) -> Draft | None:
    """A verb of saying in the present tense that was read as a plural noun: "Ng predicts that", ", Ng notes,"."""
    doc = page.doc
    entry = next((e for e in entries if "clause" in e.frames and e.particle is None), None)
    source = spans.phrase_ending(doc, token.i) if token.i and doc[token.i - 1].text != "," else None
    if entry is None or source is None or token.i + 2 >= len(doc):
        return None
    following, stop = doc[token.i + 1], token.sent.end
    draft = Draft(page.index, token.i, (token.i, token.i + 1), entry.stance, "attributions.verb.mistagged", [source])
    draft.quotes = "quote" in entry.frames
    if following.lower_ == "that" and following.tag_ in ("IN", "WDT") and not _is_of_clause(doc, source[0]):
        draft.content = _pieces(doc, [(token.i + 2, stop)], token)
    elif following.text == "," and source[0] > 1 and doc[source[0] - 1].text == "," and source[1] - source[0] <= 3:
        draft.content = _pieces(doc, [(token.sent.start, source[0]), (token.i + 1, stop)], token)
    elif page.holder[token.i + 1] >= 0 or (following.text in (",", ":") and page.holder[token.i + 2] >= 0):
        return draft if doc[source[0]].tag_[:3] == "NNP" else None
    return draft if draft.content else None


def _is_of_clause(doc: Doc, first: int) -> bool:
    """Whether a verb or preposition before the phrase makes it an object: "rejected army claims that"."""
    return first > 0 and (doc[first - 1].tag_[:2] in ("VB", "IN", "TO", "CC") or doc[first].tag_ in ("PRP$", "DT"))


def read_colon(page: Page, is_title: bool) -> Draft | None:
    """NAME: what the name says. A transcript, a headline, or a name before a quotation."""
    doc = page.doc
    end = next((t.i for t in doc[:9] if t.text == ":"), 0)
    if not 0 < end < len(doc) - 3 or any(t.tag_ not in _NAMED for t in doc[:end]):
        return None
    name = doc[:end]
    letters = [t.text for t in name if t.text[0].isalpha()]
    is_label = bool(letters) and all(word.isupper() for word in letters) and any(len(word) > 2 for word in letters)
    is_quoted = page.holder[end + 1] >= 0
    is_name = any(t.tag_[:3] == "NNP" for t in name) and not any(t.lower_ in lexicon().labels for t in name)
    if not is_name or not (is_quoted or is_label or is_title):
        return None
    draft = Draft(page.index, end, (end, end + 1), "states", "attributions.colon.name", [(0, end)], quotes=True)
    draft.content = _pieces(doc, [(end + 1, len(doc))], doc[end])
    return draft


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
    if verb.tag_ == "VBG" and child(verb, "aux") is None and verb.lower_ in words.events:
        return None  # an event that raises concerns says nothing
    if noun is None or noun.lower_ not in nouns or noun.i < verb.i or noun.i - verb.i > 6:
        return None
    draft = Draft(page.index, verb.i, (verb.i, noun.i + 1), nouns[noun.lower_].stance, "attributions.light.noun", quotes=True)
    _set_sources(page, draft, verb, False)
    draft.negated = spans.negation(verb)
    draft.content = _after_noun(verb, noun)
    if not draft.sources and not draft.owners:
        return None
    helps = [c.lower_ for c in verb.children if c.dep_ == "aux"]
    if verb.tag_ == "VB" and helps and not any(word in _DO for word in helps) and not draft.content:
        return None
    if not draft.content and nouns[noun.lower_].thing:
        draft.thing = _pieces(doc, [(noun.left_edge.i, _continued(verb, noun.right_edge.i + 1))], verb)
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
                return _pieces(verb.doc, [(first + 1, _with_tail(verb, _continued(noun, end)))], verb)
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
            content = _pieces(doc, [(c.i + 1, _absolute(doc, _continued(token, c.right_edge.i + 1)))], token)
            if content and noun.itself and not draft.sources:
                draft.sources = [(token.left_edge.i if token.left_edge.i > token.i - 3 else token.i, token.i + 1)]
                draft.sources = [(token.i, token.i + 1)]
                draft.cue = (token.i, c.i + 1)
        if content and not (noun.owned and not draft.sources):
            draft.content = content
            return draft
    return None


def _absolute(doc: Doc, end: int) -> int:
    """…, with half of them missing: goes on, unless somebody else speaks there."""
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ != "with":
        return end
    part = doc[end + 1]
    stop = part.right_edge.i + 1
    return end if any(t.lower_ in lexicon().verbs for t in doc[end + 1 : stop]) else stop


def read_according(page: Page, token: Token) -> list[Draft]:
    """according to X: the clause to which it is hung."""
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return []
    to_ = doc[token.i + 1]
    named = child(to_, "pobj", "pcomp") or child(token, "pobj")
    if named is None:
        return []
    draft = Draft(page.index, token.i, (token.i, token.i + 2), "states", "attributions.evidential.according")
    draft.sources = spans.source_ranges(named)
    if draft.sources and all(doc[end - 1].lower_ in lexicon().hearsay for _, end in draft.sources):
        draft.stance = "reported"
    hole = (token.i, max(named.right_edge.i, token.right_edge.i) + 1)
    host = token.head if token.head != token else named
    for _ in range(6):
        if spans.is_verb(host) or host.head == host:
            break
        host = host.head
    sentence = (token.sent.start, token.sent.end)
    if token.i - sentence[0] <= 1 or all(not t.text[0].isalnum() for t in doc[sentence[0] : token.i]):
        named_end = draft.sources[-1][1] if draft.sources else hole[1]
        draft.content = _pieces(doc, [(max(named_end, hole[1]) if host != named else named_end, sentence[1])], token)
        return [draft, *_cited(draft, named)]
    absolute = _absolute_before(doc, token)
    if absolute is not None:
        draft.content = _pieces(doc, [absolute], token)
        return [draft, *_cited(draft, named)]
    host = spans.conjuncts_up(host)
    if host == token or host == named:
        draft.content = _pieces(doc, [(sentence[0], token.i)], token)
        return [draft, *_cited(draft, named)]
    first, end = subtree(host)
    draft.content = _pieces(doc, minus((first, end), hole), token)
    return [draft, *_cited(draft, named)]


def _absolute_before(doc: Doc, token: Token) -> Range | None:
    """…, with 30 of them dying, according to: only the last phrase is what the source says."""
    for n in range(token.i - 2, max(token.sent.start, token.i - 30), -1):
        if doc[n].text == ",":
            with_ = doc[n + 1]
            has_clause = any(t.tag_ in ("VBG", "VBN") and t.dep_ in ("acl", "pcomp") for t in doc[n + 2 : token.i])
            return (n + 2, token.i) if with_.lower_ == "with" and has_clause else None
    return None


def _cited(draft: Draft, named: Token) -> list[Draft]:
    """according to officials citing their own data: the data are a second source of the same content."""
    citing = next((c for c in named.children if c.dep_ == "acl" and c.lower_ in ("citing", "quoting")), None)
    data = child(citing, "dobj") if citing is not None else None
    if citing is None or data is None:
        return []
    second = Draft(draft.paragraph, citing.i, (citing.i, citing.i + 1), "states", "attributions.evidential.citing", parent=draft)
    second.sources = spans.source_ranges(data)
    second.content = list(draft.content)
    return [second]


def read_adverb(page: Page, token: Token, stance: Stance) -> Draft | None:
    """reportedly, allegedly: the clause or the participle phrase around it; its source is not written."""
    doc = token.doc
    host = token.head
    if host == token or token.dep_ != "advmod":
        return None
    draft = Draft(page.index, token.i, (token.i, token.i + 1), stance, "attributions.evidential.adverb")
    hole = (token.i, token.i + 1)
    if host.dep_ == "acl":
        draft.content = _pieces(doc, [(host.head.left_edge.i, host.left_edge.i), *minus(subtree(host), hole)], token)
    elif host.tag_ == "VBN" and host.dep_ == "advcl" and child(host, *spans.SUBJECTS) is None:
        before = spans.phrase_ending(doc, host.left_edge.i)
        draft.content = _pieces(doc, [*([before] if before else []), *minus(subtree(host), hole)], token)
    elif spans.is_verb(host):
        subject = child(host, *spans.SUBJECTS)
        first = subject.left_edge.i if subject is not None and subject.i < host.i else host.left_edge.i
        draft.content = _pieces(doc, minus((first, host.right_edge.i + 1), hole), token)
    return draft if draft.content else None
