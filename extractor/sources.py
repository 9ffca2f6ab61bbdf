"""Attributions of the output: cues with their ids, their sources as entities."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.entities import Entities
from extractor.model import Attribution, AttributionSpans, Cue, Offsets

UNNAMED = "unnamed"
GAP = " … "


def lettered(letter: str, offsets: Sequence[int]) -> list[str]:
    """Ids ``letter`` + offset, in the order given; a second one at an offset gets the letter "b", and so on."""
    seen: dict[int, int] = {}
    found = []
    for offset in offsets:
        count = seen.get(offset, 0)
        seen[offset] = count + 1
        found.append(f"{letter}{offset}" + (chr(ord("a") + count) if count else ""))
    return found


def build(text: str, cues: Sequence[Cue], entities: Entities) -> tuple[Attribution, ...]:
    """One Attribution for each cue, in the same order, so that an index in ``cues`` is one here."""
    ids = lettered("a", [cue.span[0] for cue in cues])
    return tuple(_attribution(text, cue, ids, n, entities) for n, cue in enumerate(cues))


def owners(cue: Cue, entities: Entities) -> tuple[str, ...]:
    """The entity ids of a cue's source; ``unnamed`` where the text names none."""
    for phrases in (cue.owner, cue.sources):  # both: a relative pronoun and the phrase for which it stands
        found = tuple(dict.fromkeys(owner for phrase in phrases for owner in entities.of(phrase)))
        if found and found != (UNNAMED,):
            return found
    return (UNNAMED,)


def _attribution(text: str, cue: Cue, ids: Sequence[str], n: int, entities: Entities) -> Attribution:
    source = owners(cue, entities)
    phrase: Offsets | None = next(iter(cue.sources or cue.owner), None)
    return Attribution(
        id=ids[n],
        source=source,
        source_text=tuple(text[start:end] for start, end in cue.sources),
        source_kind=entities.source_kind(source, phrase),
        named=entities.named(source),
        cue=text[cue.span[0] : cue.span[1]],
        stance=cue.stance,
        negated=True if cue.negated else None,
        modality=cue.modality if cue.modality != "actual" else None,
        type=cue.type,
        within=ids[cue.within] if cue.within is not None else None,
        rule=cue.rule,
        content=GAP.join(text[start:end] for start, end in cue.content),
        spans=AttributionSpans(source=cue.sources or cue.owner, cue=cue.span, content=cue.content),
    )
