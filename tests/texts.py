"""Made-up conflict news for the property tests: sentence frames of our own, filled with numbers, people and places.

Two vocabularies that share no name let one article follow another without a reference from the one into the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st


@dataclass(frozen=True)
class Words:
    """What the frames are filled with."""

    places: tuple[str, ...]
    victims: tuple[str, ...]
    forces: tuple[str, ...]
    sources: tuple[str, ...]
    days: tuple[str, ...]
    odd: bool  # its numbers are odd, so that no figure of one vocabulary repeats one of the other


FIRST = Words(
    places=("Tamale", "Arequipa", "Vilnius"),
    victims=("villagers", "civilians", "miners"),
    forces=("Peruvian soldiers", "paratroopers", "rebel fighters"),
    sources=("Governor Inés Quispe", "The provincial police", "A hospital director"),
    days=("Monday", "Tuesday"),
    odd=True,
)
SECOND = Words(
    places=("Mombasa", "Tromsø", "Sapporo"),
    victims=("fishermen", "residents", "nurses"),
    forces=("Norwegian troops", "militants", "marines"),
    sources=("Mayor Sigrid Aune", "The coast guard", "An army spokesman"),
    days=("Thursday", "Friday"),
    odd=False,
)

FRAMES = (
    "At least {n} {victims} were killed in {place} on {day}.",
    "{N} {victims} were wounded when shells hit a market near {place}.",
    "{Source} said {n} {victims} had been killed in the shelling of {place}.",
    "{Source} said on {day} that more than {n} {forces} had been sent to {place}.",
    "Some {n} {forces} have been deployed to {place}, {source} said.",
    "The attack near {place} killed {n} {victims}, according to {source}.",
    "“We buried {n} {victims} on {day},” {source} said.",
    "{N} {forces} were captured outside {place}.",
    "Gunmen abducted {n} {victims} from a bus outside {place}.",
    "About {n} {forces} withdrew from {place} on {day}.",
    "The death toll in {place} rose to {n}.",
    "The road to {place} was closed by snow on {day}.",
    "{Source} denied that {n} {forces} had been killed.",
    "Up to {n} {forces} could be sent to {place} next year.",
)
FACTUAL = tuple(frame for frame in FRAMES if "{n}" in frame.lower())


def fill(frame: str, words: Words, number: int, pick: int = 0) -> str:
    """One sentence; ``pick`` turns through the vocabulary."""
    source = words.sources[pick % len(words.sources)]
    inside = source if source.split()[0] in ("Governor", "Mayor") else source[0].lower() + source[1:]
    return frame.format(
        n=f"{number:,}",
        N=f"{number:,}",
        victims=words.victims[pick % len(words.victims)],
        forces=words.forces[pick % len(words.forces)],
        place=words.places[pick % len(words.places)],
        day=words.days[pick % len(words.days)],
        Source=source,
        source=inside,
    )


def sentences(words: Words) -> st.SearchStrategy[str]:
    # above the days of a month and below the years, so that the number is one of people and nothing else
    numbers = st.integers(16, 900).map(lambda n: 2 * n + words.odd)
    return st.builds(lambda f, n, p: fill(f, words, n, p), st.sampled_from(FRAMES), numbers, st.integers(0, 5))


def articles(words: Words = FIRST, paragraphs: int = 4) -> st.SearchStrategy[str]:
    """Up to ``paragraphs`` paragraphs of one to three sentences, with blank lines between them."""
    block = st.lists(sentences(words), min_size=1, max_size=3).map(" ".join)
    return st.lists(block, min_size=1, max_size=paragraphs).map("\n\n".join)


def whole_article() -> str:
    """Every frame once, in a fixed order: for what is too slow to try on many texts."""
    return "\n\n".join(fill(frame, FIRST, 201 + 2 * n, n) for n, frame in enumerate(FRAMES)) + "\n"
