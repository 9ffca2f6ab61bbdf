"""What stands where somebody would speak: a thing or an event says nothing."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractor.patterns import attribution_spans as spans
from extractor.patterns.attribution_lexicon import Lexicon, lexicon
from extractor.patterns.attribution_page import Draft, Page


def is_thing(page: Page, draft: Draft, words: Lexicon) -> bool:
    """Whether a thing or an event stands where somebody would speak: "the attack raised concerns"."""
    return any(t.lower_ in words.things for first, end in draft.sources for t in page.doc[first:end])


def is_this(doc: Doc, draft: Draft) -> bool:
    """That threatened to stop it: nobody says it."""
    spoken = [doc[first] for first, end in (*draft.sources, *draft.owners) if end - first == 1]
    return any(t.tag_ == "DT" and t.lower_ in ("this", "that") for t in spoken)


def _is_event(page: Page, draft: Draft, words: Lexicon) -> bool:
    """What happened says nothing: "the shelling came after the army said …", "raids, which confirms that …"."""
    ranges = [*draft.sources, *draft.owners]
    if len(ranges) != 1:
        return False
    first, end = ranges[0]
    if page.doc[first].tag_ == "WDT":
        host = next((t.head for t in page.doc[first].ancestors if t.dep_ == "relcl"), None)
        return host is not None and (host.lower_ in words.things or spans.is_verb(host))
    head = page.doc[first:end].root
    return head.tag_ in ("NN", "NNS") and head.lower_ in words.things


def is_said_by_somebody(page: Page, draft: Draft, verb: Token, words: Lexicon) -> bool:
    """False where an event would speak; where the verb's own subject was hung elsewhere, it becomes the source."""
    if not _is_event(page, draft, words):
        return True
    written = spans.phrase_ending(page.doc, verb.i)
    if written is None or written[1] != verb.i or page.doc[verb.i - 1].lower_ in words.things:
        return False
    if any(first <= written[0] < end for first, end in (*draft.sources, *draft.owners)):
        return False  # "the invasion of Peru shows"
    draft.sources, draft.owners = [written], []
    return True


def is_finite_form(token: Token) -> bool:
    """The report states that, it states the limits; not "the rebel states agreed", "border states Unity and …"."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    if following.text in spans.QUOTES | {":"} or (following.lower_ == "that" and following.tag_ == "IN"):
        return True
    is_open = following.tag_ in ("DT", "PRP", "PRP$", "EX", "CD") or following.text in (",", ".")
    return is_open and token.tag_ == "VBZ"


def is_spoken_by_name(page: Page, draft: Draft) -> bool:
    """The ministry, which reported 12 deaths: whether what "which" stands for can say a phrase."""
    if len(draft.sources) != 1 or page.doc[draft.sources[0][0]].tag_ != "WDT":
        return True
    host = next((t.head for t in page.doc[draft.sources[0][0]].ancestors if t.dep_ == "relcl"), None)
    if host is None or host.tag_ in ("NNP", "NNPS"):
        return True
    words = lexicon()
    return host.lower_ in words.speakers | words.findings | words.documents | words.media | words.hearsay | words.bodies


def is_count(thing: Token | None) -> bool:
    """gave 12, gave 12 dead, gave more than 30 men killed: a number with nothing but the dead"""
    if thing is None or any(t.tag_ == "$" or t.ent_type_ == "MONEY" for t in thing.subtree):
        return False
    return thing.tag_ == "CD" or any(t.lower_ in lexicon().harmed for t in thing.subtree if thing in (t, t.head))
