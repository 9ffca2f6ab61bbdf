"""How a count stands in its clause, which decides whether it may go on from an earlier figure."""

from __future__ import annotations

from typing import Final, Literal

from spacy.tokens import Doc, Span, Token

from extractor.linking.counts import Count
from extractor.linking.lists import verbs_of
from extractor.linking.part_forms import included
from extractor.patterns import people, tree
from extractor.patterns.paragraph import Paragraph
from extractor.patterns.troops_beside import between_ages

# How the count stands in its own clause.
Place = Literal["alone", "compared", "stated", "copula", "subject", "object"]
COMPARING: Final = frozenset({"from", "than", "against", "versus", "vs", "below", "above", "unlike"})
PROPOSING: Final = frozenset({"at", "as", "of", "to", "about", "with", "for", "by"})
HAVING: Final = frozenset({"have", "has", "had"})
STAYS: Final = frozenset({"remain", "remains", "remained", "stays", "stayed", "became", "becomes"})
COPULAS: Final = tree.BE | {"remain", "remains", "remained", "include", "includes", "included"}
SUMS: Final = frozenset({"total", "figure", "number", "tally", "count", "sum", "level"})
NEAR: Final = 5  # tokens between "of whom" and its number
LABEL: Final = 8  # tokens of the label of a number
CIVIL: Final = frozenset({"civilian", "civilians", "countries", "staff", "volunteers"})
OTHER_FATES: Final = frozenset(  # in the label of a number: what it tells is another matter
    "displaced homeless evacuated arrested detained released rescued freed survivors refugees damaged destroyed".split()
)
OLDEST: Final = 110
TIMING: Final = frozenset({"last", "next", "this", "early", "late", "earlier", "previous", "strong"})
SHARES: Final = frozenset(
    {"share", "quota", "contribution", "pledge", "peak", "rumours", "rumors", "reports", "talk", "target", "remainder"}
)
APART: Final = frozenset({",", ";", "–", "—", "-"})
ASIDE: Final = frozenset({"appos", "conj", "npadvmod", "dep"})  # what stands beside its whole, without a verb
ASKED: Final = 14  # tokens back to the question
ANSWERS: Final = frozenset({"npadvmod", "dobj", "ccomp", "dep", "nsubj", "attr"})
EACH: Final = frozenset({"a", "an", "each", "every"})
TEN: Final = 10
BIG: Final = 20  # a bare number as large as this that was said before means the same again


def goes_on(doc: Doc, count: Count) -> bool:
    """A noun that was not found follows the number: "33 much larger aircraft", "17-plus clubs"."""
    following = [t.tag_ for t in doc[count.end : count.end + 2]]  # a noun directly behind is a time: "900 today"
    if count.end < len(doc) and doc[count.end].lower_ in TIMING:
        return False  # "against 450 last year"
    return following[:1] in (["JJ"], ["JJR"], ["HYPH"]) or following in (
        ["RB", "JJ"],
        ["RB", "JJR"],
    )


def apiece(doc: Doc, count: Count) -> bool:
    """ "Two to a motorcycle", "30 per lorry": how many each of something holds."""
    following = [t.lower_ for t in doc[count.end : count.end + 2]]
    return following[:1] == ["per"] or (len(following) == 2 and following[0] == "to" and following[1] in EACH)


def large_object(doc: Doc, count: Count) -> bool:
    """ "Germany provides 2,300": after soldiers a larger number is more of them, but "a country of 11 million"."""
    large = (count.number.low or count.number.high or 0) >= TEN
    of = count.first > 1 and doc[count.first - 1].lower_ == "of"
    return large and (not of or doc[count.first - 2].lower_ in SHARES)


def suffered(doc: Doc, count: Count) -> bool:
    """ "Four were scolded": a small number to whom something else is done."""
    if (count.number.low or count.number.high or BIG) >= BIG or count.rest:
        return False
    return doc[count.top].dep_ == "nsubjpass"


def labels(paragraph: Paragraph, count: Count) -> bool:
    """ "14 — lamps still lit": what stands behind a mark is what is counted."""
    doc, noun = paragraph.doc, count.end + 1
    if count.first and not doc[count.first].is_sent_start:
        return False
    if noun >= len(doc) or doc[count.end].text not in ("—", "–", ":") or doc[noun].tag_ != "NNS":
        return False
    return people.at(paragraph, noun) is None


def of_others(paragraph: Paragraph, count: Count) -> bool:
    """The words before the number name others than soldiers.

    "Local civilian: 856", "Countries contributing: 122", "children, of whom there were nine", "tractors, 12 of them".
    """
    doc, colon = paragraph.doc, count.first - 1
    if count.of_them and colon > 0 and doc[colon].text == "," and doc[colon - 1].tag_ == "NNS":
        return people.at(paragraph, colon - 1) is None
    for i in range(max(1, count.first - NEAR), count.first):
        if (doc[i - 1].lower_, doc[i].lower_) == ("of", "whom"):
            noun = i - 2 - (i > 2 and doc[i - 2].text == ",")
            found = people.at(paragraph, noun) if noun >= 0 else None
            return found is not None and found.status == "civilian"
    start = doc[count.first].sent.start
    if doc[start].lower_ == "of" and start + 2 < count.first and doc[start + 1].like_num:  # "Of 74 posts, 24"
        whole = next((t for t in doc[start + 2 : count.first] if t.tag_ in ("NNS", "NNPS")), None)
        return whole is not None and people.at(paragraph, whole.i) is None
    label = _label(doc, count)
    if label is None:
        return False
    first = next((t for t in label if t.tag_ in ("NNS", "NNPS")), None)
    things = first is not None and people.at(paragraph, first.i) is None
    civil = any(t.lower_ in CIVIL for t in label) and label[-1].lower_ != "police"
    return things or civil or of_another_fate(doc, count)


def of_another_fate(doc: Doc, count: Count) -> bool:
    """ "Displaced: 7,000", "Houses destroyed: 30": a label that says what else happened."""
    label = _label(doc, count)
    return label is not None and any(t.lower_ in OTHER_FATES for t in label)


def _label(doc: Doc, count: Count) -> Span | None:
    """The words before the colon before a number, back to the mark before them."""
    colon = count.first - 1
    if colon < 1 or doc[colon].text != ":":
        return None
    start = colon
    while start and doc[start - 1].text not in (";", ".", ",", "(", ")", ":", "|", "•") and colon - start < LABEL:
        start -= 1
    return doc[start:colon]


def place(doc: Doc, count: Count) -> Place:
    """How the count stands in its clause."""
    before = doc[count.first - 1] if count.first else None
    if before is not None and before.text == "(":
        return "alone"
    if included(doc, count):
        return "copula"
    if before is not None and before.lower_ == "the" and before.i:
        before = doc[before.i - 1]
    if before is not None and before.lower_ in COMPARING:
        return "compared"
    following = doc[count.end] if count.end < len(doc) else None
    does = following is not None and following.tag_ in ("VBD", "VBP", "VBZ") and following.lower_ not in COPULAS
    if (
        before is not None
        and not does
        and (
            before.lower_ in verbs_of("stating") | tree.BE
            or _sum_stays(before)
            or (before.lower_ in HAVING and _ends(doc, count))
            or _stated_at(before)
            or summed_at(doc, before)
        )
    ):
        return "stated"
    if following is not None and following.lower_ in COPULAS and following.dep_ != "aux":
        return "copula"
    top = doc[count.top]
    if top.dep_ in ANSWERS and _answers(doc, count):
        return "alone"
    if count.of_them and before is not None and before.text in APART and top.dep_ in ASIDE and not does:
        return "alone"  # "17 deaths, eight of them women"
    if top.dep_ in tree.SUBJECTS and top.head.tag_ in tree.VERB_TAGS:
        return "copula" if top.head.lower_ in COPULAS else "subject"
    if age(doc, count):
        return "object"
    if top.dep_ in ("dobj", "pobj", "attr", "nummod", "compound", "npadvmod"):
        return "object"
    verb = tree.clause_verb(top)
    if verb.tag_ in tree.VERB_TAGS and following is not None and following.tag_ in ("VBD", "VBP", "VBZ", "MD"):
        return "subject"
    return "alone" if verb.tag_ not in tree.VERB_TAGS or _cut_off(doc, count) else "object"


def age(doc: Doc, count: Count) -> bool:
    """ "Anton, 44, and Marek, 19": a number between commas behind a name; "reservists between 24 and 35"."""
    first = count.first
    if between_ages(doc, first, count.number):
        return True
    named = first > 1 and doc[first - 1].text == "," and doc[first - 2].tag_ == "NNP" and count.sort == "bare"
    return named and count.number.bound == "exact" and (count.number.high or 0) <= OLDEST


def _ends(doc: Doc, count: Count) -> bool:
    """Nothing more comes: "We have two." """
    return count.end >= len(doc) or doc[count.end].text in (".", ";", "!", "?", '"', "”")


def _sum_stays(verb: Token) -> bool:
    """ "The official figure remains ten." """
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    return verb.lower_ in STAYS and subject is not None and subject.lower_ in SUMS | {"toll"}


def _stated_at(before: Token) -> bool:
    """ "put it at 12", "speaks of 12": a preposition behind a verb of stating."""
    if before.lower_ not in PROPOSING:
        return False
    verb = tree.clause_verb(before)
    return verb.lower_ in verbs_of("stating") - tree.BE and verb.i < before.i


def summed_at(doc: Doc, before: Token) -> bool:
    """ "lifting that year's tally to 31": a number of numbers, whatever was counted last."""
    if before.lower_ not in ("to", "at", "of", "is", "was", "be", "reached", "exceeds", "exceeded"):
        return False
    return any(t.lower_ in SUMS for t in doc[max(0, before.i - 5) : before.i] if not t.is_sent_start)


def _answers(doc: Doc, count: Count) -> bool:
    """ "Forty, the minister said", "“Thirty or so,” he said": all of the sentence or quotation behind a question."""
    opens = doc[count.first].is_sent_start or not count.first or doc[count.first - 1].tag_ == "``"
    asked = any(t.text == "?" for t in doc[max(0, count.first - ASKED) : count.first])
    return bool(opens) and asked and count.end < len(doc) and doc[count.end].is_punct


def _cut_off(doc: Doc, count: Count) -> bool:
    """Punctuation on both sides: a fragment of its own."""
    start = count.first == 0 or doc[count.first - 1].is_punct or doc[count.first].is_sent_start
    return bool(start) and (count.end >= len(doc) or doc[count.end].is_punct)
