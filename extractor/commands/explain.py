"""``extract explain``: what became of every number, why a fact is there, why a passage gave nothing."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from extractor.commands.shared import Request, choice, color, colored, date, say
from extractor.errors import InputError

FORMATS: Final = ("text", "json")
_ID: Final = re.compile(r"[cta]\d+[a-z]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explain(Request):
    """The arguments of ``extract explain``, as the user wrote them."""

    article: str | None
    what: str | None = None
    format: str = "text"


def explain(request: Explain) -> int:
    """Prints the number ledger, or what there is to say of one fact, attribution or passage."""
    from extractor import batch, output, startup, text

    choice("--format", request.format, FORMATS)
    color(request.color)
    if request.article is None:
        raise InputError("", "no article given", "write extract explain ARTICLE [ID or TEXT] (extract explain --help)")
    if request.output:
        output.check_target(request.output, [request.article])
    published = date(request.date)
    notes: list[str] = []
    article = text.read_article(request.article, published, notes)
    for note in notes:
        say(note)
    startup.import_spacy()
    nlp = batch.language(request.model)
    from extractor import pipeline
    from extractor.trace import Trace

    trace = Trace()
    reading = pipeline.read(article, nlp, trace)
    painted = request.format == "text" and not request.output and colored(request.color)
    made, lines = _explained(reading, trace, request, painted)
    if request.format == "json":
        written = json.dumps({"article": article.file, **made}, indent=2, ensure_ascii=False) + "\n"
    else:
        written = "".join(f"{line}\n" for line in lines)
    if request.output:
        output.to_file(request.output, [written])
    else:
        output.to_stdout([written])
    return 0


def _explained(reading: Any, trace: Any, request: Explain, painted: bool) -> tuple[dict[str, Any], list[str]]:
    """The explanation as a record and as lines; InputError for an id or a text that is not there."""
    from extractor.explain import fact, ledger, passage, text

    name = str(request.article)
    if request.what is None:
        records = ledger.ledger(reading, trace)
        made: dict[str, Any] | None = {"numbers": records, "counts": ledger.tally(records)}
        return made or {}, list(text.ledger(reading.article.file, records, painted))
    is_id = _ID.fullmatch(request.what)
    if is_id and (made := fact.explain(reading, trace, request.what)) is not None:
        return made, list(text.fact(made, painted))
    if (made := passage.explain(reading, trace, request.what)) is not None:
        return made, list(text.passage(made, painted))
    if is_id:
        kind = "attribution" if request.what[0] == "a" else "fact"
        raise InputError(name, f"no {kind} {request.what}", f"ids are in: extract {name}")
    raise InputError(name, f'does not say "{request.what}"', "give words as they stand in the article")
