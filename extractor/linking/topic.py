"""What an article is about: in sport, games or a laboratory, attackers, losses and the dead are none of war's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import cache
from typing import Final

from extractor.patterns import lexicon
from extractor.patterns.paragraph import Paragraph

TOPICS: Final = ("sport", "games", "animals", "insects", "laboratory", "machines", "market", "kitchen", "politics")
BOMBING: Final = frozenset({"suicide", "vest", "himself", "herself", "themselves", "explosives"})  # bombers who are men
IN_ARTICLE: Final = 4  # different words of a topic that make it the article's
IN_PARAGRAPH: Final = 3  # or a paragraph's, where no word of war stands beside them


@cache
def _words(name: str) -> frozenset[str]:
    return lexicon.load("topics").words(name)


def elsewhere(paragraphs: Sequence[Paragraph]) -> list[str | None]:
    """For each paragraph, the topic of which it speaks instead of war or disaster."""
    found = [paragraph.vocabulary for paragraph in paragraphs]
    whole = frozenset().union(*found)
    topic = _leading(whole)
    return [
        topic
        if topic is not None and len(words & _words("war")) <= 2 + len(words & _words(topic))
        else next((name for name in TOPICS if len(words & _words(name)) >= IN_PARAGRAPH), None)
        if not words & _words("war")
        else None
        for words in found
    ]


def own_sense(noun: str, topic: str) -> bool:
    """Where this is the topic the noun, lower case, is of no soldiers and no victims: attackers play, rebels vote."""
    return noun in lexicon.load("topics").lists["own"].get(topic, ())


def _leading(words: Set[str]) -> str | None:
    """The topic with more words than war has in the whole article."""
    war = len(words & _words("war"))
    best = max(TOPICS, key=lambda name: len(words & _words(name)))
    count = len(words & _words(best))
    return best if count >= IN_ARTICLE and count > war else None


def of_aircraft(noun: str, sentence: Iterable[str], around: Set[str]) -> bool:
    """ "1,900 fighters" among aircraft: several words of them in the sentence or, without a word of war, around it."""
    if noun not in _words("winged"):
        return False
    beside = len(around & _words("aircraft") - {noun})
    fought = 1 if around & _words("war") else 0
    words = {*sentence}
    bombers = noun in ("bomber", "bombers") and not words & BOMBING
    return len(words & _words("aircraft") - {noun}) > (0 if bombers else 1) or beside > 1 + fought


def of_sport(words: Iterable[str]) -> bool:
    """A word of sport is among them, lower case: a number without a noun is a score."""
    return bool({*words} & _words("sport"))
