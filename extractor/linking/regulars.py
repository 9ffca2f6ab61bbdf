"""Of which state soldiers may be: what makes them regular, a state's own, international, or nobody's."""

from __future__ import annotations

from typing import Final

from extractor.linking.doer import IRREGULAR
from extractor.linking.own import ALLIANCES
from extractor.linking.scene import Scene, scene_words
from extractor.model import Figure, Name, Status
from extractor.patterns import people, tree

MIXED: Final = frozenset({"foreign", "joint", "peacekeeping"})
BELONGING: Final = frozenset({"men", "members", "recruits", "trainees", "volunteers"})
BODIES: Final = frozenset({"force", "forces", "guard", "guards", "service", "navy", "command", "academy", "ministry"})
NATIONS: Final = 6  # tokens behind a noun in which "from five nations" stands
GOVERNMENT: Final = frozenset({"government", "loyalist"})
LOOSE: Final = frozenset({"men", "members", "officers", "officer", "personnel", "guards", "recruits", "veterans"})


def of_no_state(scene: Scene, place: int) -> bool:
    """Rebels, gunmen, a militia, a coalition, an alliance."""
    token = scene.paragraph.doc[place]
    if people.is_irregular(token.lower_) or any(t.lower_ in ALLIANCES for t in (token, *token.lefts)):
        return True
    return any(
        n.tokens[0] <= place < n.tokens[1]
        and (n.sector in IRREGULAR or (n.country is None and n.sector == "international"))
        for n in scene.names
    )


def of_rebels(scene: Scene) -> bool:
    """The paragraph speaks of rebels or volunteers, whom a number without a noun may count too."""
    return any(people.is_irregular(scene.paragraph.doc[noun.head].lower_) for noun in scene.people) or any(
        name.sector in IRREGULAR for name in scene.names
    )


def is_regular(scene: Scene, figure: Figure, noun: str, status: Status) -> bool:
    """Members of a state's force; men, members and officers only where they are known to be soldiers."""
    if of_state_body(scene, figure):
        return True
    if noun in BELONGING and of_unknown_body(scene, figure):
        return False
    if noun in LOOSE and ((figure.kind is not None and status != "military") or is_armed(scene, figure)):
        return False
    if noun == "members" and status != "military" and figure.people is not None and figure.people.status != "military":
        return False
    return noun in scene_words("regular") or people.is_police(noun)


def of_unknown_body(scene: Scene, figure: Figure) -> bool:
    """ "nine Red Hand men", "members of the Ng Group": of what has a name that says nothing of a state."""
    if figure.people is None:
        return False
    doc = scene.paragraph.doc
    head = doc[figure.people.head]
    owners = [t for t in (*head.lefts, *tree.of_phrase(head)) if t.tag_ in ("NNP", "NNPS")]
    named = [t for owner in owners for t in (*owner.lefts, owner) if t.tag_ in ("NNP", "NNPS")]
    if not named or any(n.tokens[0] <= t.i < n.tokens[1] and n.country for n in scene.names for t in named):
        return False
    return all(people.kind_of(t.lower_) != "military" and t.lower_ not in BODIES for t in named)


def of_state_body(scene: Scene, figure: Figure) -> bool:
    """ "Nine from the Armed Forces", "a member of the Coast Guard": of what only a state has."""
    lower = scene.paragraph.lower
    at = max(figure.tokens[1], figure.people.tokens[1] if figure.people is not None else 0)
    if figure.people is not None:
        at = min(at, figure.people.head + 1)
    if at + 2 >= len(lower) or lower[at] not in ("of", "from", "in") or lower[at + 1] != "the":
        return False
    behind = lower[at + 2 : at + 5]
    return any(" ".join(behind[:n]) in scene_words("state_bodies") for n in (1, 2, 3))


def is_armed(scene: Scene, figure: Figure) -> bool:
    """ "Armed men": whose men they are is what nobody knows."""
    if figure.people is None:
        return False
    first, end = figure.people.tokens
    words = scene.paragraph.lower[first:end]
    return not people.words().arming.isdisjoint(words) and "forces" not in words


def of_government(scene: Scene, figure: Figure) -> bool:
    """ "government soldiers", "loyalist troops": of the state where they are; not "pro-government fighters"."""
    assert figure.people is not None
    first, end = figure.people.tokens
    words = scene.paragraph.lower[max(0, first - 1) : end]
    return any(word in GOVERNMENT and (n == 0 or words[n - 1] != "-") for n, word in enumerate(words))


def one_of_several(scene: Scene, name: Name) -> bool:
    """ "American, British and Canadian forces": the force of no one state."""
    before = name.tokens[0] - 1
    if before < 1 or scene.paragraph.doc[before].lower_ not in ("and", "or", ","):
        return False
    return any(n.tokens[1] == before and n.country not in (None, name.country) for n in scene.names)


def is_international(scene: Scene, figure: Figure) -> bool:
    """ "U.N. troops", "KFOR's 4,500 personnel", "coalition soldiers"."""
    doc = scene.paragraph.doc
    if figure.people is None:  # "the 900-strong NATO-led force"
        first, end = figure.number.core_tokens[1], figure.tokens[1]
        while end < len(doc) and doc[end].tag_ in people.MODIFIER_TAGS and end - first < NATIONS:
            end += 1
    else:
        first = max(0, min(figure.tokens[0], figure.people.tokens[0]) - 2)
        end = figure.people.tokens[1]
    if any(t.lower_ in ALLIANCES or t.lower_ in MIXED for t in doc[first:end]):
        return True
    if any(
        t.lower_ in ("nations", "countries")
        for t in doc[end : end + NATIONS]
        if end < len(doc) and doc[end].lower_ in ("of", "from")
    ):
        return True
    return any(first <= n.tokens[0] < end and n.sector == "international" for n in scene.names)
