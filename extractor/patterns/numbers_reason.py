"""Why a number counts no people: dates, times, ages, money, units, names, scores, references."""

from __future__ import annotations

import re
from typing import Final

from extractor.model import Reason
from extractor.patterns.numbers_line import HYPHENS, Core, Line, words
from extractor.patterns.numbers_odd import (
    DAY,
    GLUE,
    NOUNS,
    VERBS,
    YEAR,
    alone,
    compound,
    next_item,
    numbered_unit,
    of_country,
    rate,
    sides,
    units,
)
from extractor.patterns.numbers_units import unit

_IN_YEAR: Final = ("in", "since", "during", "until")
_DECIMAL: Final = re.compile(r"\d+\.\d{1,2}")
YOUNGEST: Final = 8
MANKIND: Final = 10_000_000_000  # nobody counts more people than there are
CIRCA: Final = frozenset({"circa", "c.", "ca", "ca."})


def of(line: Line, core: Core, start: int, end: int) -> tuple[Reason | None, bool]:
    """(reason, share) of a number: ``start`` and ``end`` are its tokens with the hedges."""
    if core.shape == "share":
        whole = line.low(core.end) in ("of", "the", "its", "their", "his", "all", "those", "our")
        ratio = core.end - core.first > 2 and line.low(core.end - 2) in ("in", "of")
        alone = line.pos(core.end) in VERBS
        return (None if whole or ratio or alone else "percentage"), True
    after_percent = percent(line, core.end)
    if after_percent:
        share = line.low(after_percent) == "of" and not line.low(after_percent + 1)[:1].isdigit()
        return (None, True) if share else ("percentage", False)
    reason = (
        _money(line, core)
        or _date(line, core, start)
        or _time(line, core, start)
        or _age(line, core, start)
        or _reference(line, core, start)
        or _name(line, core, start)
        or rate(line, core)
        or unit(line, core, end)
        or _score(line, core, start)
        or compound(line, core)
        or _one(line, core, start)
        or sides(line, core, start)
    )
    if reason:
        return reason, False
    if (core.high or core.low or 0) > MANKIND:
        return "things", False
    written = core.scale == 1 and _DECIMAL.fullmatch(line.text[core.first])
    fractional = written or (core.low is not None and abs(core.low - round(core.low)) > 1e-9)
    return ("measure" if fractional else None), False  # 4.7 are no people


def percent(line: Line, end: int) -> int:
    """The token after "%", "percent" or "per cent" that follows a number; 0 where none does."""
    at = end + 1 if line.low(end) in GLUE and line.glued(end) else end
    if line.low(at) in words().lists["percent_words"]:
        return at + 1
    return at + 2 if line.low(at) == "per" and line.low(at + 1) == "cent" else 0


def _money(line: Line, core: Core) -> Reason | None:
    symbols = words().lists["currency_symbols"]
    before = line.text[core.first - 1] if core.first else ""
    if before in symbols or (before.endswith(("$", "€", "£")) and line.glued(core.first - 1)):
        return "money"
    if line.low(core.end) in symbols and line.glued(core.end - 1):
        return "money"
    return None


def _day_like(line: Line, core: Core) -> bool:
    return core.shape in ("digits", "range") and (core.high or 99) < 32 and bool(DAY.fullmatch(line.text[core.first]))


def _date(line: Line, core: Core, start: int) -> Reason | None:
    lex, low = words(), line.low
    if core.shape not in ("digits", "range", "none"):
        return None
    before, after = low(core.first - 1), low(core.end)
    if _day_like(line, core):
        if lex.has("months", after) and line.text[core.end][0].isupper():
            return "date"
        if lex.has("months", before) and line.text[core.first - 1][0].isupper():
            opened = low(core.first - 2) in ("in", "during", "last", "this", "since", "of", "and")
            return None if opened and _noun_counted(line, core.end) else "date"
        if before in ("and", "to", "or") and DAY.fullmatch(low(core.first - 2)) and _month_of(line, core.first - 3):
            between = low(core.first - 4) in ("between", "from")  # "between May 3 and 5"
            return None if _noun_counted(line, core.end) and not between else "date"
    if YEAR.fullmatch(line.text[core.first]) and (core.end == core.first + 1 or core.shape in ("range", "none")):
        opened = start == core.first or core.shape == "range" or before in CIRCA
        return "date" if opened and _year(line, core, start) else None
    return None


def _month_of(line: Line, at: int) -> bool:
    return words().has("months", line.low(at)) and line.text[at][0].isupper()


def _noun_counted(line: Line, at: int) -> bool:
    """Whether a plural noun, perhaps after adjectives, follows: then the number before counts."""
    for i in range(at, at + 4):
        if line.plural(i):
            return True
        if line.pos(i) not in ("JJ", "NN", "NNP", "VBN", "HYPH"):
            return False
    return False


def _year(line: Line, core: Core, start: int) -> bool:
    """Whether four digits are a year by what stands around them."""
    lex, low = words(), line.low
    before, value = low(start - 1), int(line.text[core.first])
    counted = _noun_counted(line, core.end)
    if core.shape != "digits":
        return (core.high or 0) <= 2100 and not counted and not ((core.low or 1) % 50 == (core.high or 1) % 50 == 0)
    if lex.has("months", before) or (before == "," and _day_before(line, start - 1)):
        return True
    if line.pos(start - 1) in ("VBD", "VBN", "VBG", "VBZ", "VBP") or (
        before == "of" and lex.has("group_nouns", low(start - 2))
    ):
        return False
    if value % 50 == 0 and before in ("to", "by", "from") and lex.has("changes", low(start - 2)):
        return False
    if lex.has("year_openers", before):
        return not counted or (before in _IN_YEAR and (value >= 1900 or not line.plural(core.end)))
    if value < 1900:
        return False
    if before in ("the", "this", "that", "'s", "its", "their", "his"):
        is_odd = before == "the" and value % 50 != 0  # "the 1984 bombers": so exact a count has a comma
        return is_odd or not lex.has("people_nouns", low(core.end))
    return not counted


def _day_before(line: Line, comma: int) -> bool:
    return line.text[comma - 1][:1].isdigit() and any(words().has("months", line.low(comma - k)) for k in (2, 3))


def _time(line: Line, core: Core, start: int) -> Reason | None:
    lex, low = words(), line.low
    if core.shape not in ("digits", "words", "range"):
        return None
    after, before, text = low(core.end), low(start - 1), line.text[core.first]
    if lex.has("time_after", after) and (core.high or 0) <= 2400:
        return "time"
    if low(core.end) in ("in", "on") and low(core.end + 1) == "the" and lex.has("day_parts", low(core.end + 2)):
        return "time" if before in ("at", "around", "by", "about", "past") and (core.high or 0) <= 12 else None
    if re.fullmatch(r"[012]\d\d\d", text) and after in ("hours", "hrs", "local") and (text[0] == "0" or before == "at"):
        return "time"
    if before in ("at", "until", "till", "by") and re.fullmatch(r"[012]?\d\.[0-5]\d", text) and after not in units():
        return "time"
    return "time" if before == "past" and low(start - 2) in ("half", "quarter") else None


def _age(line: Line, core: Core, start: int) -> Reason | None:
    lex, low = words(), line.low
    if core.shape not in ("digits", "words", "range") or not core.high or core.high > 130:
        return None
    opener = low(start - 1)
    if lex.has("age_openers", opener):
        return None if opener.startswith("turn") and line.pos(core.end) in NOUNS else "age"
    if opener == "as" and low(start - 2) in ("young", "old") and line.pos(core.end) not in NOUNS:
        return "age"
    if (
        opener in ("is", "was", "'s")
        and low(start - 2) in ("he", "she", "who")
        and low(core.end) in (",", ".", "and", "but")
    ):
        return "age"
    would_be = [low(start - n) for n in (4, 3, 2)]
    if opener == "been" and would_be[1:] == ["would", "have"] and would_be[0] in ("he", "she", "who"):
        return "age"
    if opener == "at" and low(core.end) == "the" and line.pos(core.end + 1) == "JJS" and core.high >= YOUNGEST:
        return "age"  # "at 23 the youngest of the captains"
    at = core.end + 1 if low(core.end) in GLUE else core.end
    if low(at).removesuffix("s") in ("year", "month", "week", "day"):
        old = low(at + 1) in ("old", "olds") or (low(at + 1) in GLUE and low(at + 2) in ("old", "olds"))
        if old or (low(at + 1) == "of" and low(at + 2) == "age"):
            return "age"
    if low(at) in ("year-old", "year-olds", "month-old", "yr"):
        return "age"
    if opener == "of" and lex.has("aged_nouns", low(start - 2)) and line.pos(core.end) not in NOUNS:
        return "age"
    if low(start) in ("over", "under", "above", "below") and core.shape != "range" and start < core.first:
        people = (lex.has("people_nouns", opener) and line.pos(start - 1) in (*NOUNS, "JJ")) or opener in (
            "those",
            "anyone",
            "everyone",
            "all",
            "aged",
            "children",
        )
        people = people or (opener == "them" and low(start - 2) == "of")  # "most of them over 50"
        if people:
            return "age" if core.high <= 100 and line.pos(core.end) not in NOUNS else None
    if low(start) in ("under", "over") and start < core.first and opener in ("is", "are", "was", "were"):
        return "age" if core.high <= 21 and line.pos(core.end) not in (*NOUNS, "JJ") else None
    return "age" if start == core.first and _apposed_age(line, core) else None


def _apposed_age(line: Line, core: Core) -> bool:
    """ "Ali Hassan, 34, said", "her son, 12,": a bare number in commas after one person."""
    at, low = core.first, line.low
    pair = low(core.end) == "and" and line.text[core.end + 1 : core.end + 2] and low(core.end + 2) == ","
    if pair and low(at - 1) == "," and low(core.end + 1).isdigit() and low(core.end + 3) != "respectively":
        return line.pos(at - 2) in ("NNS", "NNPS") and core.shape == "digits"  # her sons, 7 and 9, died
    closed = low(core.end) in (",", ".", ")", ";")
    if (
        not closed
        or core.shape != "digits"
        or low(at - 1) not in (",", "(")
        or (low(at - 1) == "(") != (low(core.end) == ")")
    ):
        return False
    noun = at - 2
    if line.pos(noun) == "NN":
        return low(core.end) == "," and any(line.pos(noun - k) in ("DT", "PRP$", "POS") for k in (1, 2, 3))
    listed = low(core.end) == "," and low(core.end + 1) == "and" and line.pos(core.end + 2) == "NNP"
    told = listed or (
        low(core.end) == "," and line.pos(core.end + 1) in ("VBD", "VBZ", "WP", "DT", "VBN", "PRP", "PRP$", "WP$")
    )
    if line.pos(noun) != "NNP" or not (told or line.doc[noun].ent_type_ == "PERSON"):
        return False
    while line.pos(noun) in ("NNP", "POS", "HYPH") and noun >= 0:
        noun -= 1
    return low(noun) not in ("in", "at", "near", "of", "from", "on") and (low(at - 1) == "," or at - 2 - noun > 1)


def _reference(line: Line, core: Core, start: int) -> Reason | None:
    lex, low = words(), line.low
    if core.shape not in ("digits", "range", "none"):
        return None
    before, after = low(core.first - 1), low(core.end)
    if (
        lex.has("reference_prefixes", before)
        and line.pos(core.first - 1)[:2] != "VB"
        and low(core.first - 2) != "to"  # "said to number 300"
        and "," not in line.text[core.first]
    ):
        return "reference" if line.pos(core.end) not in ("NNS", "NNPS", "VBD", "VBN", "VBP", "JJ") else None
    if before == "[" and after == "]":
        return "reference"
    item = core.first == 0 and after in (".", ")") and core.end < len(line.text) - 1
    opened = (".", ";", ":", *HYPHENS, "and", ",")
    bracketed = before == "(" and after == ")" and (core.first == 1 or low(core.first - 2) in opened)
    bracketed = bracketed and line.text[core.end + 1 : core.end + 2] != () and line.text[core.end + 1][0].isalpha()
    if (item or bracketed or next_item(line, core)) and (core.high or 999) < 100:
        return "reference"
    return "reference" if start == core.first and _street(line, core.end) else None


def _street(line: Line, at: int) -> bool:
    """ "10 Downing Street", "4100 Old Mill Road": one to three capitalised words, the last before "Street" included."""
    for last in range(at + 1, min(at + 4, len(line.text))):
        if not line.text[last][:1].isupper() or line.pos(last - 1) not in ("NNP", "NNPS"):
            return False
        if words().has("street_words", line.low(last)):
            return True
    return False


def _name(line: Line, core: Core, start: int) -> Reason | None:
    lex, low = words(), line.low
    if start != core.first or core.shape not in ("digits", "words"):
        return None
    before, i = low(start - 1), start
    capital = bool(i) and line.text[i - 1][0].isupper()
    if "," in line.text[i]:
        return None
    if core.shape == "digits" and numbered_unit(line, core.end):
        return "name"  # "45 Commando": a unit in the singular
    if before in HYPHENS and before != "—" and line.glued(i - 1) and line.glued(i - 2):
        return "name" if line.pos(i - 2) == "NNP" and line.text[i - 2][:1].isupper() else None
    if lex.has("name_prefixes", before) and capital and not lex.has("people_nouns", low(core.end)):
        return "name" if core.shape == "digits" or line.text[i][0].isupper() else None
    always = before in lex.lists["always_numbered"] and line.pos(core.end) not in ("NNS", "NNPS")
    if lex.has("numbered_things", before) and core.shape == "digits" and (always or alone(line, core.end)):
        return "name"
    if before == "of" and low(i - 2) == "group" and line.text[i - 2] == "Group":
        return "name"
    if line.pos(i - 1) in NOUNS and line.text[i - 1].isupper() and line.doc.text.isupper():
        return None  # "BOMB KILLS 9": in capitals the tags say nothing
    if core.shape == "words":
        titled = line.text[i][0].isupper() and not _opens(line, i) and line.pos(core.end) in ("NNP", "NNPS", "")
        return "name" if titled and line.text[i - 1][0].islower() else None
    name = line.doc[i].head
    glued_head = name.i == i - 1 and line.pos(i - 1) in ("NNP", "NNPS") and line.doc[i].dep_ == "nummod"
    glued_head = glued_head and not any(t.dep_ == "nsubj" for t in name.children)  # "Raiders Kill 2 In Marsh"
    if glued_head and "," not in line.text[i] and line.pos(core.end) not in (*NOUNS, *VERBS, "CD"):
        place = line.doc[i - 1].ent_type_ in ("GPE", "LOC", "DATE", "NORP") or of_country(line, i)
        return None if place else "name"
    return None


def _opens(line: Line, i: int) -> bool:
    """At a sentence's start, where a capital says nothing."""
    return i == 0 or line.doc[i].is_sent_start is True or not line.text[i - 1][0].isalnum()


def _score(line: Line, core: Core, start: int) -> Reason | None:
    lex = words()
    if core.shape == "none" or (line.low(core.end) == "to" and line.low(core.end + 1) in ("one", "1")):
        return "score"  # "by ten to one"
    near = {line.low(i) for i in (*range(core.first - 6, core.first), *range(core.end, core.end + 3))}
    if (
        core.shape == "range"
        and (core.high or 0) < 200
        and near & lex.lists["score_words"]
        and not _noun_counted(line, core.end)
    ):
        return "score"
    versus = (
        line.low(core.end) == "to" and line.text[core.end + 1 : core.end + 2] and line.text[core.end + 1][0].isdigit()
    )
    return "score" if versus and near & lex.lists["score_words"] and line.low(start - 1) != "from" else None


def _one(line: Line, core: Core, start: int) -> Reason | None:
    """ "One" as a pronoun counts nobody."""
    if core.end != core.first + 1 or line.lower[core.first] != "one" or start != core.first:
        return None
    before, after = line.low(start - 1), line.low(start + 1)
    if after == "of" and before not in ("each", "every", "any", "no"):
        return None
    if before in ("no", "this", "that", "each", "every", "any", "which", "the", "another") and not line.plural(
        start + 1
    ):
        noun = line.pos(start + 1) in ("NN", "NNP", "JJ", "VBN", "CD")  # "said that one guard fell"
        counts = noun and before in ("the", "that", "this", "which") and line.pos(start) == "CD"
        person = before == "no" or after in ("who", "whom")
        return None if counts else "other people" if person else "things"
    if before in ("if", "when", "unless") and line.pos(start + 1) in ("VBZ", "MD"):
        return "things"  # "if one adds the cooks"
    if after in ("another", "'s", "more", "thing", "time", "way", "side", "point") and line.low(start + 2) != "person":
        return None if after == "more" and line.low(start + 2) not in ("time", "thing", "step") else "things"
    if before in HYPHENS and line.low(start - 2) == "no":
        return "other people"
    return "things" if line.pos(start) in ("PRP", "NN") else None
