"""The document checks itself: what is quoted stands where it is said to stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor import document

TEXT = "“We lost 12 men,” Colonel Anna Holm said on Monday. “It was dark.”"


@pytest.mark.parametrize("content", [((0, 5),), ((1, 17),), ((0, 17), (18, 30)), ((0, 9_000),), ((17, 17),)])
def test_content_that_stands_elsewhere_is_refused(read, content):
    made = read(TEXT).document
    document.check(TEXT, made)
    attribution = made.attributions[0]
    moved = replace(attribution, spans=replace(attribution.spans, content=content))
    with pytest.raises(AssertionError, match=attribution.id):
        document.check(TEXT, replace(made, attributions=(moved, *made.attributions[1:])))


def test_quote_that_stands_elsewhere_is_refused(read):
    made = read(TEXT).document
    fact = made.casualties[0]
    moved = replace(fact, evidence=(replace(fact.evidence[0], quote="12 women"),))
    with pytest.raises(AssertionError, match=fact.id):
        document.check(TEXT, replace(made, casualties=(moved,)))
