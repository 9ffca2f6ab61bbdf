"""A small article of our own and its document, for the tests of everything that comes after extraction."""

from __future__ import annotations

import hashlib
from importlib.metadata import entry_points
from typing import Final

from extractor.model import (
    Article,
    ArticleInfo,
    Attribution,
    AttributionSpans,
    Casualty,
    Caveat,
    Count,
    Dateline,
    Document,
    Entity,
    Evidence,
    Offsets,
    OfTotal,
    Time,
    TroopCount,
)

TEXT: Final = (
    "LOMÉ, Togo – Shelling in Keran killed 7 of the 30 border guards on Monday, Colonel Abla Mensah said.\r\n"
    "Another 200 soldiers may be sent to Keran. The figures could not be checked.\r\n"
)
ARTICLE: Final = Article(file="keran.txt", text=TEXT, sha256=hashlib.sha256(TEXT.encode()).hexdigest())
# How a pytest of its own gets our plugin: by the entry point where the package is installed, else by name.
_INSTALLED = any(point.name == "fact_extractor" for point in entry_points(group="pytest11"))
PLUGIN: Final = () if _INSTALLED else ("-p", "extractor.pytest_plugin")


def at(quote: str) -> Offsets:
    """Where the quote stands in the text."""
    start = TEXT.index(quote)
    return start, start + len(quote)


def _evidence(quote: str, by: str, time: Time | None = None) -> Evidence:
    return Evidence(at=at(quote), by=by, quote=quote, time=time, rule="casualties.killed.active")


DOCUMENT: Final = Document(
    article=ArticleInfo(
        file=ARTICLE.file,
        sha256=ARTICLE.sha256,
        chars=len(TEXT),
        language="en",
        dateline=Dateline(place="lome", at=at("LOMÉ, Togo"), quote="LOMÉ, Togo"),
        caveats=(
            Caveat(kind="unverified", at=at("could not be checked"), quote="could not be checked", covers=("c38",)),
        ),
    ),
    entities=(
        Entity(id="abla-mensah", type="person", name="Abla Mensah", mentions={"Abla Mensah": (at("Abla Mensah"),)}),
        Entity(
            id="border-guards", type="group", name="border guards", mentions={"border guards": (at("border guards"),)}
        ),
        Entity(id="keran", type="place", name="Keran", mentions={"Keran": (at("Keran"),)}),
        Entity(id="lome", type="place", name="Lomé", named=False, mentions={"LOMÉ": (at("LOMÉ"),)}),
        Entity(id="togo", type="country", name="Togo", country="TGO", mentions={"Togo": (at("Togo"),)}),
    ),
    troop_counts=(
        TroopCount(
            id="t110",
            count=Count(low=200, high=200, bound="exact", text="200"),
            unit="soldiers",
            country=("TGO",),
            action="reinforce",
            additional=True,
            to=("keran",),
            modality="possible",
            negated=False,
            attributed_to=("author",),
            evidence=(Evidence(at=at("Another 200 soldiers"), by="author", quote="Another 200 soldiers"),),
        ),
    ),
    casualties=(
        Casualty(
            id="c38",
            kind="killed",
            count=Count(low=7, high=7, bound="exact", text="7"),
            victims=("border-guards",),
            victim_status="military",
            of_total=OfTotal(low=30, high=30),
            location=("keran",),
            modality="actual",
            attributed_to=("abla-mensah",),
            evidence=(
                _evidence(
                    "killed 7 of the 30 border guards",
                    "a95",
                    Time(text="on Monday", value="XXXX-WXX-1", at=at("on Monday")),
                ),
            ),
        ),
    ),
    attributions=(
        Attribution(
            id="a95",
            source=("abla-mensah",),
            source_text=("Colonel Abla Mensah",),
            source_kind="military",
            named=True,
            cue="said",
            stance="states",
            type="indirect",
            content="Shelling in Keran killed 7 of the 30 border guards on Monday",
            spans=AttributionSpans(
                source=(at("Colonel Abla Mensah"),),
                cue=at("said"),
                content=(at("Shelling in Keran killed 7 of the 30 border guards on Monday"),),
            ),
        ),
    ),
)
