"""What stands where somebody would speak: a thing or an event says nothing."""

from __future__ import annotations

from extractor.patterns import attribution_spans as spans
from extractor.patterns.attribution_lexicon import Lexicon
from extractor.patterns.attribution_page import Draft, Page


def is_thing(page: Page, draft: Draft, words: Lexicon) -> bool:
    """Whether a thing or an event stands where somebody would speak: "the attack raised concerns"."""
    return any(t.lower_ in words.things for first, end in draft.sources for t in page.doc[first:end])


def is_event(page: Page, draft: Draft, words: Lexicon) -> bool:
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
