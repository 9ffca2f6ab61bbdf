"""What an article says of its own sources: unverified, preliminary, disputed."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache
from typing import Final, Literal

from spacy.tokens import Token

from extractor.model import Doubt, Offsets
from extractor.patterns import inflect, lexicon, tree
from extractor.patterns.lexicon import Rule
from extractor.patterns.paragraph import Paragraph

NOT: Final = frozenset({"not", "n't", "n’t", "never", "neither", "cannot"})
BEFORE: Final = 7  # tokens in which the negation stands before the verb
POINTING: Final = frozenset({"it", "this", "that", "which"})
POINTING_MANY: Final = frozenset({"they", "these", "those"})
EACH: Final = frozenset({"both", "neither", "either"})  # "neither claim" is about more than one
# How far back a caveat reaches: the sentence before, all of the paragraph before, or nothing of what it is about.
Reach = Literal["sentence", "paragraph"]


def _verbs(*names: str) -> frozenset[str]:
    return inflect.verbs("caveats", *names)


@cache
def _nouns(*names: str) -> frozenset[tuple[str, ...]]:
    lists = lexicon.load("caveats").lists
    forms = {form for name in names for noun in lists[name] for form in (noun, inflect.plural(noun))}
    return frozenset(tuple(form.split()) for form in forms)


@cache
def _words(*names: str) -> frozenset[str]:
    return lexicon.load("caveats").words(*names)


@cache
def _openers() -> frozenset[str]:
    """One of these stands in every caveat."""
    found = set(_verbs("verifying", "confirming", "growing", "disputing"))
    return frozenset(found | _words("unverified_words", "independence", "early", "conflicting"))


def find(paragraph: Paragraph, before: Paragraph | None = None) -> tuple[Doubt, ...]:
    """Every caveat of a paragraph, in order; none inside another.

    ``before`` is the paragraph in front of it, of which the first sentence may speak.
    """
    opening = _openers()
    if opening.isdisjoint(paragraph.vocabulary):
        return ()
    found = [d for rule in lexicon.load("caveats").rules for d in SHAPES[rule.shape](paragraph, rule, before)]
    found.sort(key=lambda d: (d.span[0], -d.span[1]))
    kept: list[Doubt] = []
    for doubt in found:
        if not kept or doubt.span[0] >= kept[-1].span[1]:
            kept.append(doubt)
    return tuple(kept)


Shape = Callable[[Paragraph, Rule, Paragraph | None], Iterator[Doubt]]


def _at_words(paragraph: Paragraph, words: Container[str]) -> Iterator[Token]:
    return (paragraph.doc[i] for i, word in enumerate(paragraph.lower) if word in words)


def negated(paragraph: Paragraph, rule: Rule, before: Paragraph | None) -> Iterator[Doubt]:
    """ "could not be independently verified", "were unable to verify"."""
    doc = paragraph.doc
    verifying, confirming = _verbs(*rule.words["verbs"]), _verbs(*rule.words["confirming"])
    for token in _at_words(paragraph, verifying | confirming):
        if token.tag_ not in (*tree.VERB_TAGS, "JJ"):
            continue
        start = max(token.sent.start, token.i - BEFORE)
        window = doc[start : token.i]
        low = [t.lower_ for t in window]
        at = next((n for n in range(len(low) - 1, -1, -1) if low[n] in NOT or low[n] in _words("hard_words")), None)
        if at is None:
            at = next((n for n in range(len(low) - 2) if low[n : n + 2] == ["yet", "to"]), None)
        if at is None or any(t.lower_ in (",", ";", "that", "but") for t in window[at:]):
            continue
        independently = any(w.startswith("independent") for w in low)
        passive = token.tag_ in ("VBN", "VBD", "JJ") and any(w in tree.BE for w in low[at:])
        if token.lower_ in confirming and not (passive or independently or low[at] in ("impossible", "unable")):
            continue
        first = start + at
        while first > token.sent.start and doc[first - 1].tag_ in ("MD", "VBZ", "VBD", "VBP", "VB") and first > start:
            first -= 1
        reach = _reach(_checked(token, passive))
        yield _doubt(paragraph, rule, first, token.i + 1, "unverified", reach, before)


def hard(paragraph: Paragraph, rule: Rule, _: Paragraph | None) -> Iterator[Doubt]:
    """ "difficulties in verifying such accounts"."""
    doc = paragraph.doc
    verbs, nouns = _verbs(*rule.words["verbs"]), _nouns(*rule.words["nouns"])
    for token in _at_words(paragraph, verbs):
        if token.tag_ != "VBG" or token.i < 2:
            continue
        if doc[token.i - 1].lower_ in ("in", "of", "with") and (doc[token.i - 2].lower_,) in nouns:
            end = max((c.i + 1 for c in token.children if c.dep_ == "dobj"), default=token.i + 1)
            yield _doubt(paragraph, rule, token.i - 2, end, "unverified")


def phrase(paragraph: Paragraph, rule: Rule, before: Paragraph | None) -> Iterator[Doubt]:
    """ "unconfirmed reports", "preliminary figures", "conflicting accounts", "no independent confirmation"."""
    doc = paragraph.doc
    first, second = _words(*rule.words["first"]), _nouns(*rule.words["second"])
    for token in _at_words(paragraph, first):
        if token.is_sent_end:
            continue
        start = token.i
        if "independence" in rule.words["first"]:
            if not start or doc[start - 1].lower_ not in ("no", "without"):
                continue
            start -= 1
        for skip in (1, 2):
            begin = token.i + skip
            fitting = (n for n in (3, 2, 1) if begin + n <= len(doc))
            length = next((n for n in fitting if _at(doc[begin : begin + n]) in second), None)
            if length is not None and (skip == 1 or doc[begin - 1].tag_ in ("JJ", "NN", "NNP")):
                yield _doubt(paragraph, rule, start, begin + length, rule.gives["kind"], "sentence", before)
                break


def growing(paragraph: Paragraph, rule: Rule, before: Paragraph | None) -> Iterator[Doubt]:
    """ "the toll is expected to rise"."""
    doc = paragraph.doc
    nouns, verbs, words = _nouns(*rule.words["nouns"]), _verbs(*rule.words["verbs"]), _verbs(*rule.words["words"])
    for token in _at_words(paragraph, verbs):
        if token.tag_ != "VB":
            continue
        if any(t.tag_ == "CD" for t in doc[token.i + 1 : token.i + 4]):
            continue  # "would rise to 13" is a figure
        sentence = token.sent
        window = doc[max(sentence.start, token.i - 9) : token.i]
        if not any(t.lower_ in words or t.lower_ == "expected" for t in window):
            continue
        subject = None
        for start in range(window.start, token.i):
            length = next((n for n in (3, 2, 1) if _at(doc[start : start + n]) in nouns and start + n <= token.i), None)
            if length is not None:
                subject = start
                break
        if subject is None or any(t.lower_ in (",", ";", "if") for t in doc[subject : token.i]):
            continue
        first = subject - 1 if subject and doc[subject - 1].lower_ in ("the", "that", "this", "their") else subject
        yield _doubt(paragraph, rule, first, token.i + 1, "preliminary", "sentence", before)


def disputed(paragraph: Paragraph, rule: Rule, before: Paragraph | None) -> Iterator[Doubt]:
    """ "disputes the figure"."""
    verbs, nouns = _verbs(*rule.words["verbs"]), _nouns(*rule.words["nouns"])
    for token in _at_words(paragraph, verbs):
        if token.tag_ not in tree.VERB_TAGS:
            continue
        if tree.is_passive(token):
            continue
        target = next((c for c in token.children if c.dep_ == "dobj" and (c.lower_,) in nouns), None)
        if target is not None and any(c.lower_ in ("in", "to", "over", "on") for c in target.children):
            continue  # claims to a territory
        if target is not None and token.i < target.i <= token.i + 6:
            yield _doubt(paragraph, rule, token.i, target.i + 1, "disputed", _reach(target), before)


SHAPES: Final[dict[str, Shape]] = {
    "negated": negated,
    "hard": hard,
    "phrase": phrase,
    "growing": growing,
    "disputed": disputed,
}


def _at(tokens: Iterable[Token]) -> tuple[str, ...]:
    return tuple(t.lower_ for t in tokens)


def _checked(verb: Token, passive: bool) -> Token | None:
    """The noun of what was not checked: the object, the subject of a passive, the noun before "that could not be"."""
    if not passive:
        found = next((c for c in verb.children if c.dep_ in ("dobj", "ccomp")), None)
        return found.head if found is not None and found.dep_ == "ccomp" else found
    subject = next((c for c in verb.children if c.dep_ in tree.SUBJECTS), None)
    if subject is None and verb.dep_ == "conj":
        subject = next((c for c in verb.head.children if c.dep_ in tree.SUBJECTS), None)
    relative = subject is None or subject.lower_ == "that"
    return verb.head if relative and verb.dep_ in ("relcl", "acl") else subject


def _reach(noun: Token | None) -> Reach | None:
    """How far back a claim or figure, or a word that points to it, reaches; None for the identity of a man."""
    if noun is None:
        return None
    many = noun.lower_ in POINTING_MANY or noun.tag_ == "NNS" or any(c.lower_ in EACH for c in noun.children)
    known = noun.lower_ in POINTING | POINTING_MANY | EACH or (noun.lower_,) in _nouns("claim_nouns")
    if not known and noun.tag_ not in tree.VERB_TAGS:
        return None
    return "paragraph" if many else "sentence"


def _doubt(
    paragraph: Paragraph,
    rule: Rule,
    first: int,
    end: int,
    kind: str,
    reach: Reach | None = None,
    before: Paragraph | None = None,
) -> Doubt:
    return Doubt(
        span=paragraph.offsets(first, end),
        paragraph=paragraph.index,
        tokens=(first, end),
        rule=rule.id,
        kind=kind,  # type: ignore[arg-type]
        of=_covered(paragraph, first, reach, before) if reach is not None else None,
    )


def _covered(paragraph: Paragraph, first: int, reach: Reach, before: Paragraph | None) -> Offsets:
    """The caveat's own sentence; where that gives no number, also what stands before it.

    That is the sentence before, or all of the paragraph; of the paragraph in front where the caveat opens its own.
    """
    doc = paragraph.doc
    sentence = doc[first].sent
    start, end = paragraph.offsets(sentence.start, sentence.end)
    if any(t.tag_ == "CD" for t in sentence):
        return start, end
    if not sentence.start:
        if before is None or not len(before.doc):
            return start, end
        last = before.doc[len(before.doc) - 1].sent.start
        return before.offsets(0 if reach == "paragraph" else last, len(before.doc))[0], end
    back = 0 if reach == "paragraph" else doc[sentence.start - 1].sent.start
    return paragraph.offsets(back, sentence.end)
