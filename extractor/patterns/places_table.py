"""The gazetteer: towns, regions and districts of the world in a sorted table, searched where it lies.

``places.tsv`` is written by ``tools/build_places.py``. Its lines are sorted by folded name, so that a look-up is a
bisection over the mapped file; nothing is read at start but the file's head.
"""

from __future__ import annotations

import mmap
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal

TABLE: Final = Path(__file__).with_name("places.tsv")

_LETTERS: Final[Mapping[int, int | str | None]] = {
    **str.maketrans("łøđðıħə–‑-/", "loddihe    ", "'’‘`ʻʼʿʾ´."),
    ord("þ"): "th",
    ord("æ"): "ae",
    ord("œ"): "oe",
    ord("ß"): "ss",
}


def fold(name: str) -> str:
    """The key under which a name is filed: lower case, no marks, hyphens as spaces ("Deir ez-Zor" → "deir ez zor")."""
    plain = name if name.isascii() else unicodedata.normalize("NFKD", name)
    low = plain.lower().translate(_LETTERS)
    if not low.isascii():
        low = "".join(c for c in low if not unicodedata.combining(c))
    return " ".join(low.split())


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that bears the name.

    Attributes:
        name: the name it goes by.
        country: ISO 3166-1 alpha-3.
        iso: ISO 3166-2 of a region; of a town or district that of the region it lies in.
        kind: a town, a first-level region, a district.
        rank: ten times the decimal logarithm of the population (towns); a flat value for regions and districts.
        word: the name is a common English word ("Split"); person: it is a common first or family name ("Austin").
    """

    name: str
    country: str
    iso: str
    kind: Literal["town", "region", "district"]
    rank: int
    word: bool
    person: bool


_KINDS: Final[dict[str, Literal["town", "region", "district"]]] = {"t": "town", "r": "region", "d": "district"}


@cache
def _table() -> mmap.mmap:
    with TABLE.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@lru_cache(maxsize=4096)
def look_up(key: str) -> tuple[Entry, ...]:
    """The places filed under a folded name, the most populous first; empty where there is none."""
    wanted = key.encode()
    table = _table()
    low, high = 0, len(table)
    while low < high:  # the first line whose key is not below the wanted one begins in [low, high]
        start, filed, after = _middle(low, high)
        if filed is None or filed >= wanted:
            high = start
        else:
            low = after
    found = []
    while low < len(table):
        end = table.find(b"\n", low)
        cells = table[low:end].decode().split("\t")
        if cells[0] != key:
            break
        found.append(_entry(cells))
        low = end + 1
    return tuple(found)


@lru_cache(maxsize=1 << 12)  # every look-up begins with the same steps
def _middle(low: int, high: int) -> tuple[int, bytes | None, int]:
    """The line in the middle of a stretch of the table: its start, its key, and the start of the line behind it."""
    table = _table()
    start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
    tab = table.find(b"\t", start)
    return (start, table[start:tab], table.find(b"\n", tab) + 1) if tab >= 0 else (start, None, start)


def _entry(cells: list[str]) -> Entry:
    _, name, country, iso, kind, rank, flags = cells
    iso2 = iso and f"{iso[:2]}-{iso[2:]}"
    return Entry(name, country, iso2, _KINDS[kind], int(rank), "w" in flags, "n" in flags)
