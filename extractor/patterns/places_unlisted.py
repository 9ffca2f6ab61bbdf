"""Places that no list knows: names that the text itself calls a village or a base, and places without a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from extractor.model import Name
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.places_sight import Sight, name_of
from extractor.patterns.places_signs import GOOD, PLACE_LABELS, SOME, SURE, before, binds, explained, introduced
from extractor.patterns.places_words import Words, slug

BORDERS: Final = frozenset(("border", "frontier", "borders", "coast"))
SIDES: Final = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
INNER: Final = frozenset(
    ("DT", "JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNP", "NNPS", "POS", "PRP$", "CD", "HYPH", "RB", "NNS")
)
NAME_TAGS: Final = frozenset(("NNP", "NNPS"))
BEFORE_KIND: Final = frozenset(("IN", "TO", "VBD", "VBG", "VBN", "-LRB-"))  # "invaded Xyz village", "(Xyz axis)"
OTHERS: Final = frozenset(("of", "between", "over", "off", "on", "along", "via", "through"))  # stand before things too
AROUND: Final = frozenset(("on", "along", "onto", "off", "round", "behind", "opposite", "beneath", "atop", "aboard"))
BODIES: Final = frozenset(("department", "community", "state", "pass"))  # "of Justice", "of Emergency"
OF_SITES: Final = frozenset(("military", "army", "air", "naval", "refugee", "training", "police", "displacement"))
NO_PLACE: Final = frozenset(("DATE", "NORP", "TIME", "LANGUAGE", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"))


@dataclass(frozen=True, slots=True)
class Page:
    """One paragraph with what is read from it again and again."""

    paragraph: Paragraph
    doc: Doc
    text: str
    tokens: tuple[str, ...]
    words: Words


OURS: Final = frozenset({"our", "my", "your"})


def _lies_in(between: tuple[str, ...]) -> bool:
    """The words between a place and the place it lies in: "Camp Xyz in Kuwait", "Camp Xyz, Kuwait"."""
    return between in ((",",), ("in",), ("in", "the"))


def unknown(page: Page, accepted: Sequence[Name], taken: set[int]) -> list[Name]:
    """Capitalised names that the text calls a village, a district, a camp, an air base."""
    found: list[Name] = []
    end = 0
    for here, text in enumerate(page.tokens):
        if here < end or not text[0].isupper() or here in taken:
            continue
        end = _run(page, here, taken)
        if end > here:
            found += _announced(page, accepted, here, end)
    return found


def _run(page: Page, first: int, taken: set[int]) -> int:
    """The end of the run of capitalised tokens at ``first``; a hyphen inside a word is bridged."""
    here, tokens = first, page.tokens
    while here < len(tokens) and here not in taken and tokens[here][0].isupper():
        if here > first and page.doc[here].is_sent_start:
            break
        here += 1
        bridged = here + 1 < len(tokens) and tokens[here] in ("-", "–") and not page.doc[here - 1].whitespace_
        if bridged and tokens[here + 1][0].isalpha() and not page.doc[here].whitespace_:
            here += 1
            if not tokens[here][0].isupper():
                here += 1  # "Nguia-bouar"; "Kabul-based" is told by what the list knows
    return here


def _announced(page: Page, accepted: Sequence[Name], first: int, end: int) -> list[Name]:
    doc, lists = page.doc, page.words
    if first > 1 and page.tokens[first - 1] == "-" and page.tokens[first - 2] in ("al", "el", "ad", "ar", "as", "an"):
        first -= 2  # "al-Xyz"
    texts = page.tokens[first:end]
    if first == 0 and all(text.isupper() or text == "-" for text in texts) and len("".join(texts)) > 3:
        lies = any(name.type == "country" and name.tokens[0] == end + 1 for name in accepted)
        return [_made(page, accepted, first, end)] if lies and page.tokens[end] == "," else []  # a dateline
    if all(text.isupper() for text in texts) and len(texts[0]) < 5:
        return []  # "state TV"
    low = [t.lower() for t in texts]
    size = end - first
    if doc[first].is_sent_start and (doc[first].tag_[:2] in ("IN", "DT", "PR", "CC", "RB", "WR")):
        return _announced(page, accepted, first + 1, end) if size > 1 else []
    if texts[0] in lists.sets["naming_before"] and doc[first].tag_.startswith("NN"):
        numbered = end < len(doc) and doc[end].tag_ == "CD" and page.tokens[end].isdigit()  # "Camp 17"
        if size > 1 or (numbered and introduced(doc, first, lists) >= SOME):
            return [_made(page, accepted, first, end + (size == 1))]
    for length in (3, 2, 1):
        if size > length and " ".join(texts[-length:]) in lists.sets["naming_after"]:
            return [_made(page, accepted, first, end)] if introduced(doc, first, lists) >= SOME else []
    after = doc[end].lower_ if end < len(doc) else ""
    if end + 1 < len(doc) and doc[end + 1].lower_ == "of" and lists.has("town_kinds", after):
        after = ""  # "the Xyz town of Abc"
    names = [word for word in low if word != "-" and not (size > 1 and lists.has("inner", word))]  # "Al-Xyz"
    if any(lists.has("never", word) or lists.has("courtesy", word) for word in names) or not 0 < len(names) < 4:
        return []
    labels = {doc[i].ent_type_ for i in range(first, end)}
    if _named_for(page, first, end, labels):
        return [_made(page, accepted, first, end)]
    sure = first > 0 and (doc[first - 1].lower_ in ("the", "'s", "’s") or doc[first - 1].tag_ in BEFORE_KIND)
    if sure and lists.has("sure_kinds", after) and all(doc[i].tag_ in (*NAME_TAGS, "HYPH") for i in range(first, end)):
        return [_made(page, accepted, first, end + 1)] if not labels & (NO_PLACE - {"NORP"}) else []
    if size < 3 and _called(doc, first, lists) and (end >= len(doc) or doc[end].tag_ not in (*NAME_TAGS, "POS", "NN")):
        return [_made(page, accepted, first, end)]
    site = end + 1 < len(doc) and after in OF_SITES and lists.has("site_kinds", doc[end + 1].lower_)
    if site and sure and "NORP" not in labels and doc[end + 1].tag_ == "NN" and _ends(doc, end + 2):
        return [_made(page, accepted, first, end + 2)]  # "at the Xyz military base"
    if labels & NO_PLACE:
        return []
    strength = max(introduced(doc, first, lists), explained(doc, end, lists) // SURE * SURE)
    behind = lists.has("own_kinds", after) and (doc[end].tag_ == "NN" or lists.has("never", after))
    sure = first > 0 and doc[first - 1].lower_ in ("the", "'s", "’s")
    if behind and (strength >= SOME or sure):
        return [_made(page, accepted, first, end + 1)] if "ORG" not in labels or strength >= GOOD else []
    if strength >= GOOD and lists.has("site_kinds", after) and doc[end].tag_ in ("NN", "NNS") and _ends(doc, end + 1):
        return [_made(page, accepted, first, end + 1)]
    if strength == SURE and "ORG" not in labels:
        return [_made(page, accepted, first, end)]
    return [_made(page, accepted, first, end)] if _located(page, first, end, labels) else []


def _named_for(page: Page, first: int, end: int, labels: set[str]) -> bool:
    """ "the Xyz earthquake", "in the Xyz ambush of 2010", "Xyz, 3 April 1983: …": events bear the name of their place.
    Not where the model takes the name for a people, nor for a group that may have done it."""
    doc, lists = page.doc, page.words
    if "NORP" in labels:
        return False
    if first == 0 and end + 2 < len(doc) and page.tokens[end] == "," and "DATE" not in labels:
        called = bool(labels & PLACE_LABELS) or doc[first].tag_ in NAME_TAGS
        return called and _dated(doc, end + 1)
    if any(doc[i].tag_ not in (*NAME_TAGS, "HYPH") for i in range(first, end)):
        return False
    after = doc[end].lower_ if end < len(doc) else ""
    if first == 0 or doc[first - 1].lower_ not in ("the", "a") or end >= len(doc):
        return False
    if doc[end].tag_ not in ("NN", "NNS") or not _ends(doc, end + 1):
        return False
    return lists.has("disasters", after) or ("ORG" not in labels and lists.has("named_events", after))


def _dated(doc: Doc, first: int) -> bool:
    """Nothing but a date, and then a colon, a full stop or a dash: the heading of an entry."""
    for token in doc[first : first + 5]:
        if token.text in (":", ".", "–", "—", "-"):
            return token.i > first and any(t.is_digit for t in doc[first : token.i])
        if token.ent_type_ != "DATE" and not token.like_num and token.text != ",":
            return False
    return False


def _called(doc: Doc, first: int, words: Words) -> bool:
    """ "the town of Xyz": the kind says what it is, whatever the model thinks of an unknown name."""
    return (
        first > 2
        and doc[first - 1].lower_ == "of"
        and doc[first - 2].tag_ == "NN"
        and doc[first - 2].text.islower()
        and words.has("announcing", doc[first - 2].lower_)
        and doc[first - 2].lower_ not in BODIES
        and doc[first].tag_ == "NNP"
        and doc[first].ent_type_ != "NORP"
        and doc[first - 3].lower_ not in ("a", "an", "any")
    )


def _ends(doc: Doc, end: int) -> bool:
    """No noun goes on with the phrase: "in Xyz prison", not "in Xyz prison officials' hands"."""
    return end >= len(doc) or doc[end].tag_ not in ("NN", "NNS", "NNP", "NNPS", "POS", "HYPH")


def _located(page: Page, first: int, end: int, labels: set[str]) -> bool:
    """A name that no list knows, as the object of "in", "near", "outside": a place if the model thinks so too, where
    nothing else can stand ("near Xyz"), or where something happens ("killed at Xyz", "the attack on Xyz")."""
    doc = page.doc
    here = before(doc, first, page.words)
    if here >= 0 and _happened(page, here, first, end):
        return True
    if here < 0 or doc[first].text.isupper() or not any(doc[i].tag_.startswith("NNP") for i in range(first, end)):
        return False
    low = doc[here].lower_
    if low in ("near", "outside", "nearby") or (low == "of" and introduced(doc, first, page.words) == GOOD):
        return here == first - 1 and ("ORG" not in labels or end - first == 1)
    if page.words.has("in_words", low):
        return bool(labels & PLACE_LABELS) or (_happens(page, here, first) and _ends(doc, end))
    if not (page.words.has("at_words", low) and labels & PLACE_LABELS and _ends(doc, end)):
        return False
    return low not in OTHERS or _happens(page, here, first)


def _happens(page: Page, preposition: int, first: int) -> bool:
    """The phrase of place tells where something happens: "killed at Xyz", "a garrison in Xyz", "At the Xyz 2 died"."""
    head = page.doc[preposition].head
    if not page.words.has("happenings", head.lower_):
        return False
    the = first - 2 == preposition and page.doc[preposition].lower_ == "at" and page.tokens[first - 1] == "the"
    begins = page.doc[preposition].is_sent_start or page.doc[preposition - 1].text == ";"
    opens = begins and head.tag_ in ("VBD", "VBN")
    return (first - 1 == preposition or the) and (head.i < preposition or bool(opens))


def _happened(page: Page, here: int, first: int, end: int) -> bool:
    """ "struck a mine at Xyz", "the battle for Xyz", "overran Xyz on Monday", "flown to Xyz": where something happens
    and where people are flown can only be a place, whatever the model thinks. One name, and nothing that makes it a
    part of a larger one."""
    doc, lists = page.doc, page.words
    if end - first > 2 or any(doc[i].tag_ not in NAME_TAGS or doc[i].text.isupper() for i in range(first, end)):
        return False
    after = doc[end] if end < len(doc) else None
    if after is not None and (after.text in ("'s", "’s", "-") or after.tag_ in ("NN", "NNS", "NNP", "NNPS", "POS")):
        return False
    low = doc[here].lower_
    if here == first - 1 and lists.has("entering", low):
        return doc[here].tag_.startswith("VB")
    if here == 0:
        return False
    told = doc[here - 1].lower_
    if low in ("at", "near", "outside", "in", "into"):
        return lists.has("happenings", told)
    if low == "to":
        return here == first - 1 and lists.has("journeys", told)
    return low in ("on", "for", "against") and lists.has("advances", told)


def _made(page: Page, accepted: Sequence[Name], first: int, end: int) -> Name:
    chars = (page.doc[first].idx, page.doc[end - 1].idx + len(page.doc[end - 1]))
    text = page.text[chars[0] : chars[1]]
    sight = Sight(first, end, chars, text)
    owner = None
    for name in accepted:
        if name.type == "country" and 0 < first - name.tokens[1] <= 4:
            between = [page.doc[i].lower_ for i in range(name.tokens[1], first)]
            owner = name.country if all(binds(word, page.words) for word in between) else owner
        behind = name.tokens[0] - end
        if name.surface == "name" and behind in (1, 2) and _lies_in(page.tokens[end : name.tokens[0]]):
            owner = owner or name.country
    return name_of(page.paragraph, sight, "places.unknown.kind", type="place", key=slug(text), country=owner)


def unnamed(page: Page, accepted: Sequence[Name]) -> list[Name]:
    """ "in a field hospital", "on a Yemeni port": the phrase up to its noun, where nothing named stands in it but a
    nationality or an owner."""
    facilities = page.words.sets["facilities"]
    named = {i: name for name in accepted for i in range(*name.tokens)}
    found = []
    for place, text in enumerate(page.tokens):
        if text not in facilities:
            continue
        first = _opened(page, place)
        if first is None or _goes_on(page, named, place):
            continue
        border = text in BORDERS
        inside = {named[i].span: named[i] for i in range(first, place) if i in named}
        if any(
            n.surface != "demonym" and not (n.type == "country" and (border or _owns(page, n))) for n in inside.values()
        ):
            continue
        if any(page.doc[i].tag_ in ("NNP", "NNPS") and i not in named for i in range(first, place)):
            continue
        chars = (page.doc[first].idx, page.doc[place].idx + len(text))
        sight = Sight(first, place + 1, chars, page.text[chars[0] : chars[1]])
        found.append(
            name_of(
                page.paragraph,
                sight,
                "places.unnamed.facility",
                type="place",
                surface="description",
                country=next((n.country for n in inside.values()), None) if len(inside) == 1 and not border else None,
                named=False,
            )
        )
    return found


def _owns(page: Page, name: Name) -> bool:
    """ "Yemen's south"."""
    end = name.tokens[1]
    return end < len(page.tokens) and page.tokens[end] in ("'s", "’s", "'", "’")


def _opened(page: Page, place: int) -> int | None:
    """Where the phrase of a noun begins, if a preposition of place opens it."""
    doc = page.doc
    if doc[place].tag_ not in ("NN", "NNS") and not (doc[place].tag_ in ("JJ", "RB") and page.tokens[place] in SIDES):
        return None
    here = place - 1
    while here >= 0 and doc[here].tag_ in INNER and not doc[here + 1].is_sent_start and not _site_verb(page, here):
        here -= 1
    head = doc[place].head
    if doc[place].dep_ == "nsubjpass" and page.words.has(
        "held_verbs", head.lower_
    ):  # "the prison was guarded by 40 men"
        return next((i for i in range(place - 1, here, -1) if doc[i].tag_ in ("DT", "PRP$")), None)
    if here < 0 or (here == place - 1 and doc[place].tag_ == "NN"):
        return None  # "in hospital", "at home"
    low = doc[here].lower_
    if page.words.has("in_words", low) or low in AROUND:
        return here + 1
    if page.words.has("vehicles", page.tokens[place]):
        return None
    gone_to = low == "to" and page.words.has("goals", page.tokens[place]) and doc[here + 1].tag_ != "CD"
    gone_to = gone_to and doc[here + 1].lower_ not in OURS  # "to our territory": whose that is, the speaker knows
    return here + 1 if gone_to or page.words.has("site_verbs", low) else None


def _site_verb(page: Page, here: int) -> bool:
    """ "had surrounded the block", not "the besieged town"."""
    token = page.doc[here]
    return token.tag_ in ("VBN", "VBG") and token.dep_ != "amod" and page.words.has("site_verbs", token.lower_)


def _goes_on(page: Page, named: Mapping[int, Name], place: int) -> bool:
    """The noun belongs to a longer phrase, or the text names it: "village elders", "a hospital in Aden"."""
    doc, end = page.doc, place + 1
    if end >= len(doc):
        return False
    after = doc[end]
    if after.text in ("'s", "’s") or (after.text == "-" and not doc[place].whitespace_):
        return True
    if after.tag_ in ("NN", "NNS", "VBG") and (after.ent_type_ != "DATE" or after.lower_ in ("day", "days")):
        return True  # "on a market day", not "in the market Sunday"
    if page.tokens[place] in SIDES and after.tag_ == "JJ":
        return True  # "the east Asian nation"
    if page.tokens[place] in BORDERS and after.lower_ in ("with", "between"):
        return False
    behind = [i for i in range(end, min(end + 5, len(doc))) if i in named and named[i].surface == "name"]
    if not behind:
        return False
    opener = after.lower_ in ("of", "in", "at", "near", "on", "outside", "called", "named", "known", "around", "from")
    return opener or (after.text in (",", "(", "–", "—") and behind[0] == end + 1) or behind[0] == end
