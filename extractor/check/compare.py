"""Who says what about the same thing: the figures of several articles, side by side, with their conflicts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from extractor.check.values import listed
from extractor.check.verdict import Places

# Sending and being there are told of the same men in different words.
_TROOPS: Final = frozenset(
    {"deploy", "reinforce", "arrive", "station", "cross", "mass", "strength", "engage", "rotate"}
)
_ABOUT: Final = 0.1  # "about 4,000" and 4,300 are no conflict
_UNSAID: Final = ("unknown", "mixed")
_TITLES: Final = "Gen|Col|Maj|Capt|Cpt|Lt|Sgt|Cpl|Adm|Gov|Sen|Rep|Mr|Mrs|Ms|Dr|Prof|St|No|vs"
# A sentence ends here: a stop behind a word that is no title and no initial, or a line's end.
_END: Final = re.compile(rf"(?<!\b[A-Z])(?<!{')(?<!'.join(_TITLES.split('|'))})[.!?…][\"'”’)\]]*\s|[\r\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One figure as one article gives it. Names are as shown; ids of entities decide what is the same.

    Attributes:
        roots: who says it in the end, by id; the article itself where it is its own voice.
        said_by: the same by name.
        placed: the figure's own sentence names the place; else it is where the article was before.
        wide: the place is a whole country.
    """

    article: str
    line: int
    column: int
    quote: str
    kind: str
    shown_kind: str
    low: int | None
    high: int | None
    bound: str
    text: str
    roots: tuple[str, ...]
    said_by: tuple[str, ...]
    who: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    when: str | None = None
    when_value: str | None = None
    status: str | None = None
    modality: str = "actual"
    apart: tuple[str, ...] = ()  # what must be equal: group, role, additional, negated
    placed: bool = True
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """What several statements are about. Statements of one root with one number count once: they share a row."""

    rows: tuple[tuple[Statement, ...], ...]
    conflict: bool

    @property
    def statements(self) -> list[Statement]:
        return [statement for row in self.rows for statement in row]


def statements(document: dict[str, Any], text: str) -> list[Statement]:
    """The figures with a number of one article, the first evidence of each speaker."""
    places = Places.of(text)
    names = {entity["id"]: entity["name"] for entity in document["entities"]}
    spans = {
        entity["id"]: [at for found in entity["mentions"].values() for at in found] for entity in document["entities"]
    }
    countries = {entity["id"] for entity in document["entities"] if entity["type"] == "country"}
    dateline = document["article"].get("dateline", {}).get("at", (0, 0))[1]
    sources = {item["id"]: tuple(listed(item["source"])) for item in document["attributions"]}
    article = document["article"]["file"]
    made = []
    for fact in (*document["troop_counts"], *document["casualties"]):
        count = fact.get("count", {})
        if count.get("low") is None and count.get("high") is None:
            continue
        seen = set()
        for evidence in fact["evidence"]:
            roots = sources.get(evidence["by"], ()) or (article,)
            roots = (article,) if roots == ("unnamed",) else roots
            if roots in seen:
                continue
            seen.add(roots)
            one = _statement(fact, evidence, article, roots, places, names)
            start, end = _sentence(text, *evidence["at"])
            said = [at for place in _where(fact) for at in spans.get(place, ())]
            placed = any(max(start, dateline) <= at[0] < end for at in said)
            made.append(replace(one, placed=placed, wide=bool(said) and countries.issuperset(_where(fact))))
    return made


def _where(fact: dict[str, Any]) -> list[str]:
    return [place for key in ("location", "to") for place in listed(fact.get(key))]


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence or sentences that hold this stretch begin and end."""
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    begin = max((found.end() for found in _END.finditer(text, line, start)), default=line)
    stop = _END.search(text, max(start, end - 1))
    return begin, stop.end() if stop else len(text)


def _statement(
    fact: dict[str, Any],
    evidence: dict[str, Any],
    article: str,
    roots: tuple[str, ...],
    places: Places,
    names: dict[str, str],
) -> Statement:
    spot = places.spot({"evidence": [evidence]})
    time = evidence.get("time") or fact.get("time") or {}
    kind = fact.get("kind") or fact["action"]
    apart = [*listed(fact.get("victim_group")), *listed(fact.get("victim_role"))]
    apart += [key for key in ("additional", "negated") if fact.get(key)]
    return Statement(
        article=article,
        line=spot.line,
        column=spot.column,
        quote=spot.quote,
        kind="troops" if kind in _TROOPS else kind,
        shown_kind=kind,
        low=fact["count"].get("low"),
        high=fact["count"].get("high"),
        bound=fact["count"]["bound"],
        text=fact["count"]["text"],
        roots=roots,
        said_by=tuple(names.get(root, root) for root in roots),
        who=tuple(names.get(who, who) for who in listed(fact.get("force", fact.get("victims")))),
        country=tuple(listed(fact.get("country"))),
        where=tuple(names.get(place, place) for place in _where(fact)),
        when=time.get("text"),
        when_value=time.get("value"),
        status=fact.get("victim_status"),
        modality=fact["modality"],
        apart=tuple(sorted(apart)),
    )


def things(all_statements: Iterable[Statement]) -> list[Thing]:
    """What at least two statements of different sources or articles are about, in the order of the first."""
    groups: list[list[Statement]] = []
    for statement in all_statements:
        home = next((group for group in groups if all(same(statement, other) for other in group)), None)
        if home is None:
            groups.append([statement])
        else:
            home.append(statement)
    found = []
    for group in groups:
        rows: dict[tuple[Any, ...], list[Statement]] = {}
        for one in group:
            rows.setdefault((one.roots, one.low, one.high, one.bound, one.modality), []).append(one)
        if len(rows) > 1 or len({one.article for one in group}) > 1:
            found.append(Thing(tuple(map(tuple, rows.values())), _conflict(list(rows.values()))))
    return found


def same(a: Statement, b: Statement) -> bool:
    """Are the two about one thing? Kind and group are equal, nothing that both say differs, and something is shared."""
    if a.kind != b.kind or a.apart != b.apart or (a.modality == "actual") != (b.modality == "actual"):
        return False
    if a.article == b.article and a.roots == b.roots and (a.low, a.high) != (b.low, b.high):
        return False  # one speaker with two numbers speaks of two things
    if a.status and b.status and a.status != b.status and not {a.status, b.status} & set(_UNSAID):
        return False
    if a.when_value and b.when_value and not _times_meet(a.when_value, b.when_value):
        return False
    shared = 0
    for ours, theirs in ((a.where, b.where), (a.who, b.who), (a.country, b.country)):
        if ours and theirs:
            if not set(ours) & set(theirs):
                return False
            shared += 1
    return shared > 0 and (bool(a.where) == bool(b.where) or shared > 1)


def _times_meet(a: str, b: str) -> bool:
    """Is one the other, or a part of it (2025-01 and 2025-01-12; XXXX stands for any year)?"""
    return all(x == y or "X" in x + y for x, y in zip(a.split("-"), b.split("-"), strict=False))


def _conflict(rows: Sequence[Sequence[Statement]]) -> bool:
    """Do two sources give numbers that cannot both be right, of what is surely the same thing?"""
    return any(
        a.roots != b.roots and not _meet(a, b) and _surely_same(a, b)
        for number, row in enumerate(rows)
        for other in rows[number + 1 :]
        for a in row
        for b in other
    )


def _surely_same(a: Statement, b: Statement) -> bool:
    """Do both say in their own sentence where it was; or, without a place below a country, of whom and when?"""
    if a.where and b.where and not (a.placed and b.placed):
        return False
    if a.where and b.where and not (a.wide or b.wide):
        return True
    return bool(set(a.who) & set(b.who)) and bool(a.when_value and b.when_value)


def _meet(a: Statement, b: Statement) -> bool:
    (low_a, high_a), (low_b, high_b) = _interval(a), _interval(b)
    return low_a <= high_b and low_b <= high_a


def _interval(one: Statement) -> tuple[float, float]:
    low = float(one.low) if one.low is not None else 0.0
    high = float(one.high) if one.high is not None else float("inf")
    if one.bound == "more_than":
        low += 1
    if one.bound == "less_than":
        high -= 1
    if one.bound == "approx":
        return low * (1 - _ABOUT), high * (1 + _ABOUT)
    return low, high


def title(thing: Thing) -> str:
    """``killed · border guards · Keran · on Monday``: the fullest that a statement says."""
    all_of = thing.statements
    parts = [" or ".join(dict.fromkeys(one.shown_kind.replace("_", " ") for one in all_of))]
    parts.append(" and ".join(_longest(one.who for one in all_of) or _longest(one.country for one in all_of)))
    parts.append(" and ".join(_longest(one.where for one in all_of)))
    parts.append(next((one.when for one in all_of if one.when), ""))
    return " · ".join(part for part in parts if part)


def _longest(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return max(values, key=len, default=())
