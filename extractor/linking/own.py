"""What the counted phrase itself says of whose people they are: "nine Finnish soldiers", "Denmark's 40", "Chad: 40"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from extractor.linking.antecedent import gap_before
from extractor.linking.scene import Scene, scene_words
from extractor.model import Figure, Name
from extractor.patterns import people

REACH: Final = 14  # tokens behind a noun in which its of-phrase may name the country
NATIONAL: Final = frozenset({"country", "armed_force", "organization", "person", "group"})
STATE_SECTORS: Final = frozenset({"government", "military", "police", "intelligence"})
LED: Final = frozenset({"led", "backed", "allied", "aligned", "trained", "made", "born", "based", "occupied", "held"})
ALLIANCES: Final = frozenset({"u.n.", "un", "nato", "coalition", "allied", "multinational", "international", "eu"})
OTHERS: Final = frozenset({"several", "many", "some", "dozens", "scores", "hundreds", "another", "other"})
LABELS: Final = frozenset({":", "—", "–", "-", "|"})
HELD: Final = frozenset({"hostage", "hostages", "captive", "captives", "prisoner", "prisoners"})
NEAR: Final = 6  # tokens between a line's label and its count


def own_country(scene: Scene, figure: Figure) -> tuple[str, ...]:
    """Countries that the counted phrase itself names, or the one of which it is a part: "a Danish unit of 40"."""
    found = _named_in(scene, figure)
    if found or (figure.kind in ("killed", "wounded", "missing") and figure.people is None):
        return found
    return _of_holder(scene, figure) or _of_label(scene, figure)


def _of_holder(scene: Scene, figure: Figure) -> tuple[str, ...]:
    """ "a Danish contingent of 40", "Denmark's 40": who stands before the count."""
    doc = scene.paragraph.doc
    first = figure.tokens[0]
    taker = gap_before(scene, first)
    if taker is not None and taker.country is not None:
        return (taker.country,)
    if first > 1 and doc[first - 1].lower_ in ("'s", "’s"):
        state = country_at(scene, first - 2)
        return (state,) if state is not None else ()
    if first < 2 or doc[first - 1].lower_ != "of" or not people.is_unit(doc[first - 2].lower_):
        return ()
    start = first - 2
    while start and doc[start - 1].tag_ in people.MODIFIER_TAGS:
        start -= 1
    named = [n for n in scene.names if start <= n.tokens[0] < first and n.country and is_state(n)]
    return tuple(dict.fromkeys(n.country for n in named if n.country and not led(scene, n)))


def _of_label(scene: Scene, figure: Figure) -> tuple[str, ...]:
    """ "Denmark — 40", "Denmark: 40 soldiers", "Chad 900; Denmark, 40": the line or item begins with its state."""
    doc = scene.paragraph.doc
    first, start = figure.tokens[0], doc[figure.tokens[0]].sent.start
    for name in scene.names:
        begin, end = name.tokens
        if not start <= begin < end < len(doc) or end >= first or name.type != "country" or name.surface != "name":
            continue
        line = begin == start and doc[end].text in LABELS and first - end <= NEAR
        item = figure.people is None and first - end == 1 and _is_item(doc, begin, end)
        if (
            name.country
            and (line or item)
            and (figure.kind is None or noun_of(scene, figure) in scene_words("regular"))
        ):
            return (name.country,)
    return ()


def _is_item(doc: Doc, begin: int, end: int) -> bool:
    """ "; Denmark, 40", "Chad (with 900), Denmark (40)": only a mark between a name and its count."""
    while begin and doc[begin - 1].tag_ == "DT":
        begin -= 1
    return doc[end].text == "(" or (doc[end].text in (",", ":") and begin > 0 and doc[begin - 1].text == ";")


def _named_in(scene: Scene, figure: Figure) -> tuple[str, ...]:
    start, end = figure.tokens
    if figure.people is None or figure.people.tokens[0] >= end:  # "nine Finnish and two Swedish soldiers"
        last = _behind_of(scene.paragraph.doc, end)
        named = [n for n in scene.names if start <= n.tokens[0] <= last and n.surface == "demonym" and n.country]
        own = tuple(dict.fromkeys(n.country for n in named if n.country and not led(scene, n)))
        if own or figure.people is None:
            return own
    first = min(figure.tokens[0], figure.people.tokens[0])
    end = max(figure.tokens[1], figure.people.tokens[1])
    doc = scene.paragraph.doc
    end = stop = _coordinated(doc, end)
    if end < len(doc) and doc[end].lower_ in ("of", "from"):
        stop = min(doc[figure.people.head].right_edge.i + 1, end + REACH)
    stop = next((i for i in range(first + 1, stop) if _counts_anew(doc, i) and i >= figure.number.core_tokens[1]), stop)
    found = [n for n in scene.names if first <= n.tokens[0] < stop and n.country and n.type in NATIONAL]
    known = [n for n in found if is_state(n) and not led(scene, n)]
    countries = tuple(dict.fromkeys(n.country for n in known if n.country))
    words = {t.lower_ for t in doc[first:end]}
    if len(countries) == 1 and "and" in words and words & ALLIANCES:
        return ()  # "NATO and U.S. forces"
    return countries


def _coordinated(doc: Doc, end: int) -> int:
    """ "men and officers of the Danish army": behind the noun that the counted one is coordinated with."""
    both = end + 1 < len(doc) and doc[end].lower_ == "and" and doc[end + 1].tag_ == "NNS"
    return end + 2 if both else end


def _counts_anew(doc: Doc, place: int) -> bool:
    """ "50 Danes and several Finnish soldiers": from "and" on it counts others."""
    following = doc[place + 1] if place + 1 < len(doc) else None
    if doc[place].lower_ != "and" or following is None:
        return False
    return following.tag_ == "CD" or following.lower_ in OTHERS


def of_other_force(scene: Scene, figure: Figure) -> bool:
    """ "members of the Popular Front", "eight Red Hand members": the phrase names a force that is no state's."""
    if figure.people is None:
        return False
    first = min(figure.tokens[0], figure.people.tokens[0])
    end = scene.paragraph.doc[figure.people.head].right_edge.i + 1
    behind = max(figure.tokens[1], figure.people.tokens[1])
    stop = min(end, behind + REACH) if scene.paragraph.lower[behind : behind + 1] == ("of",) else behind
    return any(
        (n.type in ("armed_force", "group") or led(scene, n))
        and n.named
        and n.sector not in STATE_SECTORS
        and n.surface == "name"
        for n in scene.names
        if first <= n.tokens[0] < stop
    )


def _behind_of(doc: Doc, end: int) -> int:
    """ "hundreds, if not thousands, of Danes": the word behind "of", else the one behind the count."""
    at = end + 1 if end < len(doc) and doc[end].text == "," else end
    return at + 1 if at < len(doc) and doc[at].lower_ == "of" else end


def is_state(name: Name) -> bool:
    return name.type == "country" or name.metonym or name.surface == "demonym" or name.sector in STATE_SECTORS


def led(scene: Scene, name: Name) -> bool:
    """ "US-led", "Iranian-backed": not theirs."""
    after = scene.paragraph.lower[name.tokens[1] : name.tokens[1] + 2]
    return len(after) == 2 and after[0] == "-" and after[1] in LED


def country_at(scene: Scene, token: int) -> str | None:
    """The state of the actor that stands at a token."""
    known = [n for n in scene.names if n.tokens[0] <= token < n.tokens[1] and n.country and is_state(n)]
    return known[0].country if known else None


def noun_of(scene: Scene, figure: Figure) -> str:
    """What is counted; "police" of "31 police hostages"."""
    if figure.people is None:
        return ""
    head = scene.paragraph.doc[figure.people.head]
    before = scene.paragraph.doc[head.i - 1].lower_ if head.i > figure.people.tokens[0] else ""
    held = head.lower_ in HELD and (before in scene_words("regular") or people.is_police(before))
    return before if held else head.lower_
