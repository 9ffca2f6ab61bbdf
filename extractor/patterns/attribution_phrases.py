"""Frames that are phrases: object, infinitive, preposition; and how far such a phrase goes on."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

from extractor.patterns import attribution_spans as spans
from extractor.patterns.attribution_lexicon import Verb, lexicon
from extractor.patterns.attribution_page import Page, Range
from extractor.patterns.attribution_spans import child, trim
from extractor.patterns.tree import FINITE_TAGS, subtree

_CONTINUES: Final = frozenset({"prep", "advcl", "acl", "relcl", "xcomp", "ccomp"})
_WHILE: Final = frozenset({"during", "before", "after", "upon", "until", "despite", "amid"})
_PARTNERS: Final = frozenset({"i", "we", "you"})
_FINITE: Final = FINITE_TAGS
_SHORT: Final = 5  # tokens of a time or place between two numbers
_PLAIN: Final = frozenset({"in", "by"})
_DASHES: Final = frozenset({"—", "–", "--"})
_SMALL: Final = frozenset({"JJS", "JJ", "VBN"})


def object_(page: Page, verb: Token, entry: Verb) -> list[Range]:
    """The direct object with the prepositional phrases that belong to it; in the passive, the subject."""
    doc = verb.doc
    target = child(verb, "dobj")
    passive = child(verb, "nsubjpass")
    if target is None and passive is not None:
        target = passive
    elif (
        target is None
        and verb.tag_ == "VBN"
        and verb.dep_ == "acl"
        and (entry.needs_tail or child(verb, "agent") is not None)
    ):
        target = verb.head
        first, end = target.left_edge.i, verb.left_edge.i
        pieces = [(first, end), *_tails(verb, entry)]
        return pieces_of(doc, pieces) if not entry.needs_tail or len(pieces) > 1 else []
    if target is None and passive is None and (gap := _antecedent(verb)) is not None:
        return pieces_of(doc, [gap])
    if target is None and passive is None:
        target = next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VBG" and c.i > verb.i), None)
    if target is None and entry.verb == "say":  # half of them said so
        so = next((c for c in verb.children if c.lower_ == "so" and c.i == verb.i + 1), None)
        return [(so.i, so.i + 1)] if so is not None and so.right_edge == so else []
    if target is None and (named := _before_day(verb)) is not None:
        return pieces_of(doc, [named])
    if target is None or (target.i < verb.i and target != passive and not _is_relative(target)):
        return []
    if entry.verb == "say" and target.left_edge.i - verb.i > 2:  # said on its Facebook page
        return []
    tails = _tails(verb, entry)
    if entry.needs_tail and not tails:
        small = child(verb, "oprd", "ccomp")
        holds = entry.counted and any(t.lower_ in entry.tail for t in doc[target.i + 1 : target.right_edge.i])
        if small is None and not holds:  # put the number of dead at 40: read as one phrase
            return []
    first, end = subtree(target)
    for tail in tails:
        if tail[0] >= end and tail[0] - end <= 1:
            end = tail[1]
    end = with_tail(verb, continued(verb, end))
    rest = [tail for tail in tails if tail[0] >= end]
    if entry.counted and tails:
        end, rest = _also_counted(verb, end, rest)
    pieces = [(first, end), *rest]
    if entry.counted:
        pieces[-1] = (pieces[-1][0], counted_on(page, verb, pieces[-1][1]))
    return pieces_of(doc, pieces)


def _is_relative(token: Token) -> bool:
    """which, who; "that" before a clause of its own kind: a plan that Orr mocked"""
    return token.tag_[0] == "W" or (token.lower_ == "that" and token.head.dep_ == "relcl")


def _before_day(verb: Token) -> Range | None:
    """praised Ng Tuesday, mentioned Ng several times: a name that was read as part of when or how often"""
    when = child(verb, "npadvmod")
    is_when = when is not None and (when.lower_.endswith("day") or when.lower_ == "times")
    if when is None or not is_when or not verb.i + 1 == when.left_edge.i < when.i:
        return None
    end = next((t.i for t in verb.doc[verb.i + 1 : when.i] if t.tag_[:3] != "NNP"), when.i)
    named = verb.doc[verb.i + 1 : end]
    return (verb.i + 1, end) if named and named[-1].ent_type_ not in ("DATE", "TIME") else None


def counted_on(page: Page, verb: Token, end: int) -> int:
    """put the dead at 281, with 41 missing: numbers that go on without a verb, up to the next one's comma."""
    doc = verb.doc
    stop = next((n for n in range(end, page.sentences[verb.i][1]) if doc[n].text in (";", ".", ":")), end)
    start = end
    if end + 1 < stop and doc[end].dep_ == "prep" and is_setting(doc[end]) and doc[end].right_edge.i - end < _SHORT:
        start = doc[end].right_edge.i + 1  # recorded 40 deaths in May, up from 30
    others = lexicon().evidentials - _PLAIN
    finite = {t.i for t in doc[start:stop] if t.tag_ in _FINITE and t.lower_ not in lexicon().harmed}  # 14 wounded
    told = (t.i for t in doc[start:stop] if t.i in finite or t.lower_ in others or page.holder[t.i] >= 0)
    if (first := next(told, None)) is not None:
        stop = next((n for n in range(first - 1, start, -1) if doc[n].text == ","), start)
    rest = doc[start:stop]
    opens = len(rest) > 1 and (rest[0].text in spans.BREAKS or rest[0].tag_ in ("CC", "CD"))
    return stop if opens and any(t.tag_ == "CD" for t in rest) else end


def _antecedent(verb: Token) -> Range | None:
    """the deaths (that) the army reported: the object is the noun before the relative clause."""
    subject = child(verb, "nsubj")
    if verb.dep_ != "relcl" or subject is None or subject.tag_[0] == "W" or subject.lower_ in _PARTNERS:
        return None
    opening = verb.left_edge
    if opening != subject.left_edge and (opening.lower_ != "that" or opening.dep_ not in ("mark", "dobj")):
        return None
    return verb.head.left_edge.i, opening.i


def _also_counted(verb: Token, end: int, rest: list[Range]) -> tuple[int, list[Range]]:
    """put the toll at 11 dead, among them a nun, and 15 hurt: the second number, which the parser gives to the verb."""
    last = rest[-1][1] if rest else end
    for c in verb.children:
        number = c.left_edge.tag_ == "CD" and c.tag_ in ("CD", "NN", "NNS", "JJ", "VBN")
        if c.dep_ == "conj" and c.i > last and number and child(c, "aux", "auxpass") is None:
            last = c.right_edge.i + 1
    return (end, [*rest[:-1], (rest[-1][0], last)]) if rest else (last, rest)


def naming(_page: Page, verb: Token, _entry: Verb) -> list[Range]:
    """call X Y: two noun phrases, or a noun phrase and an adjective."""
    doc = verb.doc
    thing = child(verb, "dobj")
    small = next(
        (c for c in verb.children if c.dep_ in ("ccomp", "oprd", "xcomp") and c.i > verb.i and not is_infinitive(c)),
        None,
    )
    if small is None:
        if thing is None or thing.i < verb.i:
            return []
        first, end = thing.left_edge.i, continued(verb, thing.right_edge.i + 1)
        return pieces_of(doc, [(first, end)]) if _is_called(thing, end) else []
    target = thing or child(small, "nsubj")
    if target is not None and target.tag_ in ("WP", "WDT") and target.i < verb.i:  # what he calls a crime
        return pieces_of(doc, [subtree(target), subtree(small)])
    if target is None:
        passive = child(verb, "nsubjpass")
        if passive is None and (gap := _antecedent(verb) or _before_subject(verb)) is not None:
            return pieces_of(doc, [gap, subtree(small)])  # an attack he called heinous
        if passive is None and small.right_edge.i - small.left_edge.i >= 2:  # both read as one phrase
            return pieces_of(doc, [(small.left_edge.i, continued(verb, small.right_edge.i + 1))])
        return pieces_of(doc, [subtree(passive), subtree(small)]) if passive is not None else []
    first = min(subtree(target)[0], subtree(small)[0])
    return pieces_of(doc, [(first, subtree(small)[1])]) if first > verb.i else []


def _is_called(thing: Token, end: int) -> bool:
    """called the quarrel unusual: an adjective behind its noun; called it an attempt: a noun phrase hung on it."""
    last = thing.doc[end - 1]
    hung = next((c for c in thing.children if c.dep_ in ("dobj", "appos") and c.i > thing.i), None)
    if hung is not None and hung.left_edge.i == thing.i + 1 and hung.left_edge.tag_ == "DT":
        return True
    while last.i > thing.i and last.text in spans.QUOTES:
        last = thing.doc[last.i - 1]
    return last.tag_ in ("JJ", "JJR", "JJS")


def _before_subject(verb: Token) -> Range | None:
    """an incident Ng called heinous: the noun phrase directly before the subject, read as the end of another clause."""
    subject = child(verb, "nsubj")
    if subject is None or verb.dep_ not in ("conj", "relcl", "ccomp") or subject.i > verb.i:
        return None
    first = subject.left_edge.i
    noun = verb.doc[first - 1] if first else None
    if (
        noun is None
        or noun.tag_ not in ("NN", "NNS")
        or verb.head.i > first
        or noun.left_edge.lower_ not in ("a", "an")
    ):
        return None
    return noun.left_edge.i, first


def object_to(_page: Page, verb: Token, _entry: Verb) -> list[Range]:
    """A noun phrase and its infinitive: urged them to leave."""
    for c in verb.children:
        if c.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(c) and c.i > verb.i:
            target = child(verb, "dobj", "dative") or child(c, "nsubj")
            passive = child(verb, "nsubjpass")
            if target is not None and target.i > verb.i:
                return pieces_of(verb.doc, [(target.left_edge.i, c.right_edge.i + 1)])
            if passive is not None:
                return pieces_of(verb.doc, [subtree(c)])
    return []


def to(_page: Page, verb: Token, _entry: Verb) -> list[Range]:
    """An infinitive without a subject of its own: vowed to leave."""
    for c in verb.children:
        if c.dep_ in ("xcomp", "ccomp") and is_infinitive(c) and c.i > verb.i:
            return pieces_of(verb.doc, [subtree(c)])
    return []


def prep(_page: Page, verb: Token, entry: Verb) -> list[Range]:
    """What follows the verb's preposition: warned of floods."""
    for c in sorted(verb.children, key=lambda c: entry.prep.index(c.lower_) if c.lower_ in entry.prep else 99):
        if c.dep_ in ("prep", "agent", "dative", "mark") and c.lower_ in entry.prep and c.i > verb.i:
            thing = child(c, "pobj")
            if thing is not None and thing.i < c.i:  # what he talks about
                return pieces_of(verb.doc, [subtree(thing)])
            first, end = subtree(c)
            if c.lower_ == "on" and is_setting(c) and not entry.keeps_preposition:
                continue
            if entry.needs_tail and not any(is_infinitive(t) for t in verb.subtree if t.i > c.i):
                continue
            for later in verb.children:
                if later.i > c.i and (
                    (is_infinitive(later) and later.dep_ in ("xcomp", "advcl", "ccomp")) or later.lower_ in entry.tail
                ):
                    end = max(end, subtree(later)[1])
            return pieces_of(verb.doc, [(first + 1, with_tail(verb, continued(verb, end)))])
        if c.dep_ == "prep" and c.lower_ in entry.prep and verb.dep_ == "relcl" and c.i == verb.left_edge.i:
            thing = child(c, "pobj")  # the mistake for which he apologized
            if thing is not None and thing.tag_ == "WDT":
                return pieces_of(verb.doc, [subtree(thing)])
    told = next((c for c in verb.children if c.lower_ == "what" and c.i < verb.i), None) if entry.hearer else None
    if told is not None and told.dep_ in ("dobj", "dative"):
        return [(told.i, told.i + 1)]  # what Ng told the paper
    heard = child(verb, "dobj") if entry.hearer else None
    of = next((c for c in heard.children if c.dep_ == "prep" and c.lower_ == "of"), None) if heard is not None else None
    if of is not None and "of" in entry.prep:  # reminded the council of its promise
        return pieces_of(verb.doc, [(of.i + 1, continued(verb, of.right_edge.i + 1))])
    for c in verb.children:  # talked to reporters about floods
        hearer = child(c, "pobj") if c.dep_ == "prep" and c.lower_ in ("to", "with") else None
        about = (
            next((g for g in hearer.children if g.dep_ == "prep" and g.lower_ == "about"), None)
            if hearer is not None
            else None
        )
        if about is not None and "about" in entry.prep:
            return pieces_of(verb.doc, [(about.i + 1, continued(verb, about.right_edge.i + 1))])
    for c in verb.children:  # called for them to leave
        if (
            c.dep_ in ("advcl", "xcomp", "ccomp")
            and c.i > verb.i
            and is_infinitive(c)
            and c.left_edge.lower_ in entry.prep
        ):
            return pieces_of(verb.doc, [(c.left_edge.i + 1, c.right_edge.i + 1)])
    return []


def _tails(verb: Token, entry: Verb) -> list[Range]:
    return [
        subtree(c)
        for c in verb.children
        if c.dep_ in ("prep", "dative", "oprd") and c.i > verb.i and (c.lower_ in entry.tail or c.dep_ == "oprd")
    ]


def continued(verb: Token, end: int, deps: frozenset[str] = _CONTINUES) -> int:
    """What goes on without a stop belongs to it, unless it says when, where or how it was said."""
    doc = verb.doc
    if end - 2 > verb.i and doc[end - 1].tag_ == "CC":
        end -= 1  # "talked of the road and | how it is mended": the parser gave only "and" to the phrase
    for _ in range(3):
        if end >= len(doc) or doc[end].is_sent_start or doc[end].text in spans.BREAKS:
            break
        part = doc[end]
        while part.head != part and part.head.left_edge.i == end and part.head.i > verb.i:
            part = part.head
        is_small = part.dep_ == "npadvmod" and part.tag_ in _SMALL  # reported it the worst since
        if part.tag_ == "CC" and part.i == end and (whole := _joined(verb, end)) > end:
            end = whole
            continue
        is_relative = doc[end].tag_ == "WDT"  # pointed to camps that house …
        if part.left_edge.i != end or not (is_small or is_relative or part.dep_ in deps) or is_setting(part):
            break
        end = part.right_edge.i + 1
    return end


def _joined(verb: Token, end: int) -> int:
    """talked about health and getting money out: a phrase behind "and" that the parser hung elsewhere."""
    doc = verb.doc
    if end + 1 >= len(doc):
        return end
    part = doc[end + 1]
    while part.head != part and part.head.left_edge.i == end + 1 and part.head.i > end:
        part = part.head
    if doc[end + 1].tag_ in ("WRB", "WP") and doc[end + 1].lower_ != "who" and part.left_edge.i == end + 1:
        return part.right_edge.i + 1  # and how it will be mended
    is_same = part.lower_ in lexicon().verbs or (part.tag_ == verb.tag_ and child(verb, "aux") is None)
    is_phrase = (
        part.tag_[:2] == "NN"
        or part.tag_ in ("VBG", "CD")
        or (part.tag_ in ("VBN", "JJ") and doc[end + 1].tag_ == "CD")
    )
    if (
        part.left_edge.i != end + 1
        or not is_phrase
        or is_same
        or any(c.dep_ == "nsubj" and c.tag_ != "CD" for c in part.children)
    ):
        return end
    return part.right_edge.i + 1


def with_tail(verb: Token, end: int) -> int:
    """Behind a comma: "especially in", "regarding", the next participle of the same kind."""
    doc = verb.doc
    if end + 2 < len(doc) and doc[end].text in _DASHES and doc[end + 1].tag_ == "CC":
        return max(_joined(verb, end + 1), end)  # referred to the raid — and the new offensive
    if end + 2 >= len(doc) or doc[end].text != ",":
        return end
    first = doc[end + 1]
    if first.tag_ == "CC" and doc[end + 2].tag_ == "WRB":  # talked about roads, and how he mends them
        return max(_joined(verb, end + 1), end)
    part = first.head if first.tag_ == "RB" and first.head.i > first.i else first
    if first.lower_ in lexicon().additions or part.lower_ in lexicon().additions:
        return max(part.right_edge.i + 1, end)
    if (
        verb.tag_ == "VBG"
        and part.tag_ == "VBG"
        and part.dep_ == "conj"
        and part.head == verb
        and part.lower_ not in lexicon().verbs
    ):
        return part.right_edge.i + 1
    return end


def is_setting(token: Token) -> bool:
    """when, where or in what form something was said."""
    if token.dep_ == "prep" and (
        token.lower_ in _WHILE or (token.lower_ == "by" and child(token, "pcomp") is not None)
    ):
        return True
    if token.dep_ == "ccomp" and token.left_edge.lower_ == "that" and token.left_edge.dep_ == "mark":
        return False
    if token.dep_ == "prep":
        named = child(token, "pobj", "pcomp")
        return (
            named is None or named.ent_type_ in ("DATE", "TIME", "ORG", "EVENT") or named.lower_ in lexicon().settings
        )
    if token.dep_ in ("acl", "relcl", "xcomp", "npadvmod") or token.left_edge.tag_ in ("TO", "WDT"):
        return False
    if token.tag_ == "JJ" and child(token, "mark", "advmod") is None:
        return False  # 40 dead
    return token.tag_ != "VBG" or any(c.dep_ == "mark" for c in token.children)


def pieces_of(doc: Doc, pieces: list[Range]) -> list[Range]:
    found = [piece for piece in (trim(doc, p, lead=n == 0) for n, p in enumerate(pieces)) if piece]
    return [p for p in found if any(t.text[0].isalnum() for t in doc[p[0] : p[1]])]


def is_infinitive(token: Token) -> bool:
    return token.tag_ in ("VB", "VBN") and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
