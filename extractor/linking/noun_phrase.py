"""Where the noun stands that a number counts, by tokens and not by the tree."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Final

from spacy.tokens import Doc, Token

from extractor.model import People
from extractor.patterns import countries, lexicon, tree
from extractor.patterns import people as people_words

MODIFIERS: Final = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "VBD", "HYPH", "POS", "FW", "AFX", "RB", "NFP"})
NOUNS: Final = tree.NOUN_TAGS
AUXILIARIES: Final = frozenset(
    {"was", "were", "is", "are", "be", "been", "being", "had", "has", "have", "did", "do", "does"}
)
STATES: Final = people_words.STATES
VERBAL: Final = frozenset({"die", "perish"})  # "if a hundred die": no dice
ALLIED: Final = frozenset({"coalition", "government", "militia", "opposition", "alliance"})
NOBODY: Final = frozenset("nobody nothing anybody anything everybody everything somebody something".split())


def noun_from(doc: Doc, start: int, by_head: dict[int, People], stops: Collection[int]) -> int | None:
    """The head of the noun phrase whose modifiers begin at ``start``; None where no noun comes.

    Tokens decide, not the tree: the head is the last noun of an unbroken run, but a plural noun of people ends the run
    unless another common noun follows ("12 soldiers Monday", "12 police officers").
    """
    noun: int | None = None
    i = start
    for i in range(start, len(doc)):
        token = doc[i]
        auxiliary = token.lower_ in AUXILIARIES and not token.is_upper  # "300 IS militants"
        if i in stops or token.text == "|":
            break
        if (token.is_sent_start and i > start) or auxiliary or token.lower_ in VERBAL:
            break
        if token.lower_ in NOBODY or (i == start and _homeward(doc, i)):
            break
        if noun is None and (_compound_adjective(doc, i) or (i > start and _compound_adjective(doc, i - 1))):
            continue
        if token.tag_ in NOUNS or (i == start and _noun_after_all(doc, i)):
            if noun is not None and noun in by_head and not (i in by_head or _goes_on(doc, noun, i)):
                break
            if noun is None and i == start and _verb_after_all(doc, i):
                return None
            noun = i
        elif noun is not None and noun not in by_head and (force := _force_follows(doc, start, i, by_head)):
            return force
        elif noun is not None and (
            (noun == i - 1 and _participle_of(doc, i))
            or (doc[noun - 1].tag_ == "HYPH" and token.tag_ in MODIFIERS)  # "right-wing paramilitary"
        ):
            noun = None
        elif noun is not None and (token.tag_ == "POS" or (_is_name(doc[noun]) and _name_goes_on(doc, i))):
            continue
        elif noun is None and token.tag_ == "VBD" and _verb_of_its_own(token):
            break  # "32 reached hospitals"
        elif noun is None and (token.tag_ in MODIFIERS or _between_adjectives(doc, i, start)):
            if token.tag_ == "RB" and not _leads_to_adjective(doc, i):
                break
        elif noun is not None and (token.tag_ == "HYPH" or _possessive(doc, i) or _in_brackets(doc, i)):
            continue
        elif (i == start and token.text == "[") or not token.text.strip(" "):
            continue  # "12,000 [Danish soldiers]"; the blanks of a footnote mark
        elif noun is None and token.tag_ == "CD" and i + 1 < len(doc) and doc[i + 1].tag_ == "HYPH":
            continue  # "a 23-year-old man"
        elif noun is None and (_model(doc, i) or (i > start and token.lower_ == "and" and _model(doc, i - 1))):
            continue  # "30 F-17 and F-19 jets"
        else:
            break
    if noun is not None and noun not in by_head and _state_before(doc, start, noun):
        return None
    return noun if noun is not None else _adjective_as_noun(doc, start, i, by_head)


def _force_follows(doc: Doc, start: int, i: int, by_head: dict[int, People]) -> int | None:
    """ "11,000 active duty and reserve troops": a noun that cannot be counted, "and", and a force of its own modifiers.

    The head of the force, where the number is of several and stands right before the first noun's phrase.
    """
    if doc[i].lower_ not in ("and", "or", "/") or doc[i - 1].tag_ not in ("NN", "NNP") or not start:
        return None
    if doc[start - 1].tag_ != "CD" or doc[start - 1].lower_ in ("one", "1"):
        return None
    for place in range(i + 1, min(i + 5, len(doc))):
        if place in by_head and doc[place].tag_ == "NNS":
            return place if by_head[place].grade in ("force", "context") else None
        if doc[place].tag_ not in ("JJ", "NN", "NNP", "HYPH"):
            return None
    return None


def _compound_adjective(doc: Doc, i: int) -> bool:
    """A noun made an adjective by the participle behind its hyphen: "three bullet-riddled bodies"."""
    parts = doc[i : i + 3]
    return (
        len(parts) == 3
        and parts[0].tag_ in ("NN", "NNP")
        and parts[1].tag_ == "HYPH"
        and parts[2].tag_ in ("VBN", "VBD", "VBG")
        and not (parts[0].whitespace_ or parts[1].whitespace_)
    )


def _participle_of(doc: Doc, i: int) -> bool:
    """The same without its hyphen: a singular behind a number is no head, "two troop contributing countries"."""
    following = doc[i + 1 : i + 2]
    return (
        doc[i].tag_ == "VBG"
        and doc[i - 1].tag_ == "NN"
        and people_words.words_plural(doc[i - 1].lower_) != doc[i - 1].lower_
        and len(following) == 1
        and following[0].tag_ == "NNS"
        and doc[i].head == following[0]
    )


def _state_before(doc: Doc, start: int, noun: int) -> bool:
    """ "A dozen killed, four injured and great damage": what happened to them ends their phrase."""
    return any(doc[k].lower_ in STATES and doc[k + 1].lower_ in (",", "and", "or") for k in range(start, noun))


def _homeward(doc: Doc, i: int) -> bool:
    """ "Taken the last of its 700 home", not "12 home games"."""
    following = doc[i + 1].tag_ if i + 1 < len(doc) else "."
    return doc[i].lower_ in ("home", "abroad") and following not in NOUNS | {"HYPH", "POS"}


def _model(doc: Doc, i: int) -> bool:
    """The designation of a weapon, taken for a number."""
    return doc[i].tag_ == "CD" and people_words.MODEL.fullmatch(doc[i].text) is not None


def _noun_after_all(doc: Doc, i: int) -> bool:
    """A plural taken for a verb, though the number before it is its own: "2,000 queries"."""
    return bool(i) and doc[i].tag_ == "VBZ" and doc[i - 1].dep_ == "nummod" and doc[i - 1].head.i == i


def _verb_of_its_own(token: Token) -> bool:
    """A past tense that has a subject before it, and no participle."""
    subjects = (child for child in token.lefts if child.dep_ in ("nsubj", "nsubjpass"))
    return token.lower_ not in STATES and any(subjects)


def _adjective_as_noun(doc: Doc, start: int, end: int, by_head: dict[int, People]) -> int | None:
    """ "12 Vietnamese", "the Georgian military", "one Palestinian dead"."""
    for i in range(end - 1, start - 1, -1):
        if i in by_head:
            return i
        if doc[i].lower_ not in STATES:
            return None
    return None


def _possessive(doc: Doc, i: int) -> bool:
    """An apostrophe that the tagger took for a quotation mark: "five bandits’ camps"."""
    return (
        doc[i].text in ("'", "’")
        and not doc[i - 1].whitespace_
        and i + 1 < len(doc)
        and doc[i + 1].tag_ in ("NN", "NNS")
        and bool(doc[i].whitespace_)
    )


def _in_brackets(doc: Doc, i: int) -> bool:
    """The brackets round the short form of a name that is no noun's end: "Frontier Corps (FC) men"."""
    opening = i if doc[i].text == "(" else i - 2
    short = doc[opening : opening + 4]
    return (
        len(short) == 4
        and (short[0].text, short[2].text) == ("(", ")")
        and sum(map(str.isupper, short[1].text)) > 1
        and short[3].tag_ in ("NN", "NNS", "JJ")
    )


def _is_name(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS") or (token.tag_ == "NN" and token.is_upper and len(token) > 1)


def _name_goes_on(doc: Doc, i: int) -> bool:
    """A name is only a modifier of what comes: "United States military personnel", "NATO and U.S. forces"."""
    if doc[i].tag_ in ("JJ", "VBN", "HYPH"):
        return i + 1 < len(doc) and doc[i + 1].tag_ in (*NOUNS, "JJ", "HYPH", "VBN")
    if doc[i].text == ",":  # "scores of Police, Army and Border Guard men"
        series = doc[i + 1 : i + 3]
        return len(series) == 2 and series[0].tag_ == "NNP" and series[1].lower_ == "and" and _name_goes_on(doc, i + 2)
    if doc[i].lower_ not in ("and", "or", "&", "/") or i + 2 >= len(doc):
        return False
    if doc[i + 1].lower_ in ALLIED and doc[i + 2].tag_ == "NNS" and countries.by_surface(doc[i - 1].text) is not None:
        return True  # "Afghan and coalition troops"
    if doc[i + 1].tag_ not in ("NNP", "JJ", "VBN"):
        return False
    named = doc[i + 2].tag_ == "NNP" and doc[i + 3 : i + 4].text[:1].islower()  # "and Border Guard men"
    return doc[i + 2 + named].tag_ in ("NN", "NNS", "JJ")


def _goes_on(doc: Doc, noun: int, following: int) -> bool:
    """A noun of people is only a modifier of the next: "police officers", "soldiers' wives"; not "gunners march"."""
    if doc[following - 1].tag_ == "POS" or doc[noun].tag_ in ("NNP", "NN"):
        return True
    plural = doc[noun].tag_ in ("NNS", "NNPS") and doc[noun].lower_.endswith("s")
    return doc[following].tag_ == "NNS" or (doc[following].tag_ == "NN" and not (plural and _base(doc[following])))


def _verb_after_all(doc: Doc, i: int) -> bool:
    """ "Fifty guard it": a verb that the tagger took for a noun; a number of several has a plural."""
    following = doc[i + 1].tag_ if i + 1 < len(doc) else "."
    return doc[i].tag_ == "NN" and _base(doc[i]) and following not in NOUNS


def _base(token: Token) -> bool:
    """The base form of one of the verbs of what forces do."""
    return token.lower_ in troop_verbs()


@cache
def troop_verbs() -> frozenset[str]:
    """Base forms of one word that are hardly ever counted as nouns."""
    return frozenset(lexicon.load("troops").lists["bare_verbs"])


def _leads_to_adjective(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and doc[i + 1].tag_ in ("JJ", "VBN", "VBG", "RB", "HYPH")


def _another_adjective(doc: Doc, i: int) -> bool:
    """ "extrajudicial, summary or arbitrary executions": a third one and its noun."""
    series = doc[i : i + 3]
    return len(series) == 3 and series[0].lower_ in ("and", "or") and series[1].tag_ == "JJ" and series[2].tag_ in NOUNS


def _between_adjectives(doc: Doc, i: int, start: int) -> bool:
    """ "young, unarmed men", "the “foreign” fighters", "Ukrainian and allied troops"."""
    if doc[i].tag_ in ("``", "''", '"') and i >= start:
        return True
    if i == start or doc[i].lower_ not in (",", "and", "or"):
        return False
    if doc[i - 1].text.endswith("-") and len(doc[i - 1]) > 1:
        return True  # "12 short- and long-range missiles"
    return (
        doc[i - 1].tag_ in ("JJ", "VBN")
        and i + 2 < len(doc)
        and doc[i + 1].tag_ in ("JJ", "VBN", "NNP")
        and (doc[i + 2].tag_ in NOUNS or _another_adjective(doc, i + 2))
    )
