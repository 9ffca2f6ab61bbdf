"""A claims file to start from: one claim a fact, for a person to cut down. It holds as it comes out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from extractor.check.claims import VERSION
from extractor.check.values import get, holds, listed
from extractor.check.verdict import Places
from extractor.writers.yamltext import flow, scalar

# By what a claim finds its fact, in this order, until there is only one.
_MATCH: Final = {
    "troop_counts": ("action", "force", "country", "to", "from", "location", "unit"),
    "casualties": ("kind", "victims", "country", "location", "victim_group", "victim_role", "perpetrator"),
    "attributions": ("source", "stance", "cue"),
}
_ALWAYS: Final = frozenset({"action", "kind", "country", "source", "stance"})
_LAST: Final = ("low", "high", "bound", "modality", "degree", "trend", "attributed_to")
_ASSERT: Final = {
    "troop_counts": ("low", "high", "bound", "additional", "modality", "negated", "attributed_to"),
    "casualties": ("low", "high", "bound", "degree", "trend", "modality", "negated", "attributed_to"),
    "attributions": ("negated", "type"),
}
_TELLING: Final = ("denies", "withholds")  # the attributions that a reader looks for
_QUOTE: Final = 100


def write(document: dict[str, Any], text: str, article: str | None) -> str:
    """The file's text; ``article`` is its name as seen from the file."""
    return "".join(f"{line}\n" for line in _lines(document, text, article))


def _lines(document: dict[str, Any], text: str, article: str | None) -> Iterator[str]:
    yield "# What the article must say. Cut away what need not hold: only the fields that stand here are checked."
    yield "# A number may be exact, {about: 4000, within: 5%} or {min: 10, max: 20}; a list means: contains these."
    yield f"schema: {VERSION}"
    if article:
        yield f"article: {scalar(article)}"
    places = Places.of(text)
    chosen = {
        "troop_counts": document["troop_counts"],
        "casualties": document["casualties"],
        "attributions": [item for item in document["attributions"] if item["stance"] in _TELLING],
    }
    if any(chosen.values()):
        yield "expect:"
    for family, items in chosen.items():
        if items:
            yield f"  {family}:"
        for item in items:
            yield from _claim(family, item, document[family], places)
    found = any(chosen.values())
    yield "# false: a fact that no claim names fails, too."
    yield f"allow_extra: {'true' if found else 'false'}"


def _claim(family: str, item: dict[str, Any], items: list[dict[str, Any]], places: Places) -> Iterator[str]:
    match = _match(family, item, items)
    asserts = {key: _get(item, key) for key in _ASSERT[family] if key not in match and _get(item, key) is not None}
    spot = places.spot(item)
    words = " ".join(spot.quote.split())
    shortened = words[:_QUOTE].rsplit(" ", 1)[0] + "…" if len(words) > _QUOTE else words
    yield f'    # line {spot.line}: "{shortened}"'
    yield f"    - name: {scalar(_name(item))}"
    yield f"      match: {flow(match)}"
    for key, value in asserts.items():
        yield f"      {key}: {flow(value)}"


def _match(family: str, item: dict[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    """What it is and whose, and then the fewest keys, in their order, that no other item fits."""
    match: dict[str, Any] = {}
    fitting = items
    for key in (*_MATCH[family], *_LAST):
        value = _get(item, key)
        if value is None:
            continue
        left = [other for other in fitting if holds(value, _get(other, key))]
        if key in _ALWAYS or len(left) < len(fitting):
            match[key], fitting = value, left
    return match


def _get(item: dict[str, Any], key: str) -> Any:
    return get(item, f"count.{key}" if key in ("low", "high", "bound") else key)


def _name(item: dict[str, Any]) -> str:
    if "cue" in item:
        return f"{', '.join(listed(item['source']))} {item['stance']}"
    kind = str(item.get("kind") or item.get("action")).replace("_", " ")
    who = " and ".join(str(name).replace("-", " ") for name in listed(item.get("force", item.get("victims"))))
    number = item.get("count", {}).get("text")
    what = f"{number} {kind}" if number else kind
    return f"{what}, {who}" if who else what
