"""The signs by which a name is known as a place: what stands before and behind it, and what speaks against it."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

from extractor.patterns.places_sight import Sight
from extractor.patterns.places_words import Words

PLACE_LABELS: Final = frozenset(("GPE", "LOC", "FAC"))
SURE, GOOD, SOME, NONE = 3, 2, 1, 0  # how much the words around say that a name is a place
_OPENING: Final = frozenset(("IN", "DT", "CC", "RB", "WRB", "TO", "PRP$", "WP", "PRP", "EX", "UH", "MD"))


def layout(tokens: tuple[str, ...]) -> str:
    """ "caps" where everything is in capitals, "title" where nearly every word has one, else "plain"."""
    words = [t for t in tokens if len(t) > 3 and t[0].isalpha()]
    if len(words) < 3:
        return "plain"
    if sum(map(str.isupper, words)) * 10 > len(words) * 8:
        return "caps"
    return "title" if sum([w[0].isupper() for w in words]) * 10 > len(words) * 8 else "plain"


def capital(token: Token) -> bool:
    return token.text[0].isupper()


def before(doc: Doc, place: int, words: Words) -> int:
    """The index of the token by which a name at ``place`` is introduced: over "the", "northern", "city of"."""
    here = place - 1
    while here >= 0:
        token = doc[here]
        low = token.lower_
        if low in ("the", "a", "an", "'s", "’s") or words.has("directions", low) or (low == "-" and here > 0):
            here -= 1
        else:
            break
    return here


def introduced(doc: Doc, first: int, words: Words) -> int:
    """How surely the words before the name announce a place."""
    here = before(doc, first, words)
    if here < 0:
        return NONE
    token = doc[here]
    low = token.lower_
    if low in ("of", "at", "called", "named") and here > 0 and words.has("announcing", doc[here - 1].lower_):
        return SURE
    if words.has("announcing", low) and not capital(token):
        return SURE if first - here <= 2 else SOME  # "the port city Xyz"
    if words.has("in_words", low):
        return GOOD
    if low == "of" and here > 0 and doc[here - 1].lower_ in words.sets["sides"] | words.sets["directions"]:
        return GOOD
    if words.has("at_words", low):
        return SOME
    return NONE


def explained(doc: Doc, end: int, words: Words) -> int:
    """How surely the words behind the name show a place: "Xyz, a town in …", "Xyz residents"."""
    if end >= len(doc):
        return NONE
    low = doc[end].lower_
    if words.has("of_places", low):
        return GOOD
    if low in (",", "(", "–", "—") and end + 1 < len(doc) and doc[end + 1].lower_ in ("a", "an", "the", "one"):
        for place in range(end + 2, min(end + 7, len(doc))):
            token = doc[place]
            if words.has("announcing", token.lower_) or words.has("region_kinds", token.lower_):
                return SURE
            if token.tag_[:2] not in ("JJ", "NN", "VB", "RB", "HY", "CD", "PO") or token.text in (",", "."):
                break
    return NONE


def neighbours(doc: Doc, sight: Sight, words: Words) -> bool:
    """Whether capitals on either side make the name a part of a larger one that is no place ("Kabul University")."""
    return _continues(doc, sight, words) or _continued(doc, sight, words) or _owned(doc, sight, words)


def _continues(doc: Doc, sight: Sight, words: Words) -> bool:
    """Something in front: "Michael Jordan", "Mr. Austin"."""
    if sight.first == 0:
        return False
    token = doc[sight.first - 1]
    low = token.lower_
    if low in ("-", "–") and sight.first > 1 and token.whitespace_ == "" and not doc[sight.first - 2].whitespace_:
        return False  # "Iraq-Syria border"
    if words.has("courtesy", low) and capital(token) and sight.country is None:
        return True
    if not capital(token) or not token.text[0].isalpha():
        return False
    if token.is_sent_start and (token.tag_ in _OPENING or words.has("in_words", low) or words.has("at_words", low)):
        return False
    if words.has("directions", low) or words.has("announcing", low) or words.has("never", low):
        return False
    if token.tag_ in ("JJ", "NNPS", "IN", "DT", "CC", "TO") or token.ent_type_ in ("NORP", "DATE"):
        return False
    return token.tag_ == "NNP" and token.ent_type_ not in PLACE_LABELS


def _continued(doc: Doc, sight: Sight, words: Words) -> bool:
    """Something behind: "Kabul University", "Paris Hilton"."""
    if sight.end >= len(doc) or sight.chars[1] < doc[sight.end - 1].idx + len(doc[sight.end - 1]):
        return False
    token = doc[sight.end]
    low = token.lower_
    if not capital(token) or not token.text[0].isalpha() or token.is_sent_start or not doc[sight.end - 1].whitespace_:
        return False
    if sight.country is not None and sight.text.replace(".", "").isupper() and len(sight.text) < 5:
        return False  # "US Deputy Secretary": abbreviations go before anything
    if token.ent_type_ == "PERSON" and token.ent_iob_ == "B":
        return False  # "the ambassador to Japan Ann Holloway"
    if words.has("region_kinds", low) or words.has("natural_kinds", low) or words.has("town_kinds", low):
        return False
    if sight.country is not None and words.has("state_words", low):
        return False
    return not (token.ent_type_ in ("DATE", "TIME", "GPE", "NORP") or words.has("calendar", low))


def _owned(doc: Doc, sight: Sight, words: Words) -> bool:
    """A larger name in front with "of": "Bank of England"; not "President of Mali", "the Siege of Aleppo"."""
    here = sight.first - 1
    if here > 0 and doc[here].lower_ == "the":
        here -= 1
    if here < 1 or doc[here].lower_ not in ("of", "for", "to", "in"):
        return False
    head = doc[here - 1]
    if doc[here].lower_ != "of":
        return capital(head) and words.has("bodies", head.lower_)
    if head.ent_type_ == "PERSON":
        return False  # "President Xyz of Belarus"
    if (
        not capital(head)
        or words.has("titles", head.lower_)
        or words.has("titles", head.lower_.removesuffix("s"))
        or words.has("announcing", head.lower_)
    ):
        return False
    if words.has("courtesy", head.lower_) or words.has("directions", head.lower_):
        return False
    return not head.is_sent_start or head.tag_.startswith("NNP")


def is_person(doc: Doc, sight: Sight) -> bool:
    """The model's hint that a longer or the same name is a person's."""
    labels = [doc[i].ent_type_ for i in range(sight.first, sight.end)]
    return "PERSON" in labels


def is_place(doc: Doc, sight: Sight) -> bool:
    return any(doc[i].ent_type_ in PLACE_LABELS for i in range(sight.first, sight.end))


def acts(doc: Doc, sight: Sight, words: Words) -> bool:
    """Whether the name stands where a government acts: "Ankara accused", "Moscow's forces", "talks with Tehran"."""
    token = doc[sight.end - 1]
    head = token.head
    after = doc[sight.end] if sight.end < len(doc) else None
    if after is not None and after.text in ("'s", "’s", "'", "’"):
        return _owner(doc, sight.end + 1, words)
    if token.dep_ == "conj" and head.i < token.i:
        token, head = head, head.head
    if token.dep_ in ("nsubj", "nsubjpass"):
        if token.dep_ == "nsubj" and head.lower_ in ("is", "was", "remains", "remained", "be", "been"):
            return any(c.dep_ == "acomp" and words.has("government_moods", c.lower_) for c in head.children)
        return head.lower_ in words.government_forms
    if token.dep_ in ("dobj", "dative"):
        return head.lower_ in words.object_forms
    if (
        token.dep_ == "pobj"
        and head.dep_ in ("agent", "prep")
        and head.lower_ in ("by", "with", "between", "on", "to", "from")
    ):
        target = head.head
        if head.lower_ == "by":
            return target.tag_ == "VBN" and target.lower_ in words.government_forms | words.object_forms
        return words.has("government_dealings", target.lower_) and target.tag_.startswith("NN")
    return False


def _owner(doc: Doc, here: int, words: Words) -> bool:
    """What a possessive owns: the first noun behind it within three words."""
    for place in range(here, min(here + 4, len(doc))):
        token = doc[place]
        if token.tag_ in ("NN", "NNS", "NNP", "NNPS") and (place + 1 >= len(doc) or doc[place + 1].tag_[:2] != "NN"):
            return words.has("government_nouns", token.lower_)
    return False


def binds(word: str, words: Words) -> bool:
    """Words that may stand between a country and its place: "Syria's northern city of Xyz"."""
    return word in ("'s", "’s", "of", "the", "-") or any(
        words.has(name, word) for name in ("announcing", "directions", "town_kinds")
    )
