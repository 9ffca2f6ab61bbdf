"""The report as SARIF 2.1.0: the claim's name is the rule, the article's line is the place."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from extractor import __version__
from extractor.check.report_text import explained
from extractor.check.verdict import Checked, Spot, Verdict
from extractor.errors import InputError

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {"fail": "error", "warn": "warning", "todo": "note", "passes": "note"}


def write(checked: Sequence[Checked], problems: Sequence[InputError] = ()) -> str:
    """The log: a result for each claim that does not plainly hold; ``todo`` items are suppressed ones."""
    shown = [(one.article, verdict) for one in checked for verdict in one.verdicts if verdict.outcome != "ok"]
    rules = list(dict.fromkeys(verdict.name for _, verdict in shown))
    places = {name: number for number, name in enumerate(rules)}
    seen: Counter[str] = Counter()
    run = {
        "tool": {
            "driver": {
                "name": "extract",
                "version": __version__,
                "rules": [{"id": name, "shortDescription": {"text": name}} for name in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not problems,
                "toolExecutionNotifications": [_notification(problem) for problem in problems],
            }
        ],
        "results": [_result(verdict, article, places[verdict.name], seen) for article, verdict in shown],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _result(verdict: Verdict, article: str, rule: int, seen: Counter[str]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "ruleId": verdict.name,
        "ruleIndex": rule,
        "level": _LEVELS[verdict.outcome],
        "message": {"text": "\n".join(explained(verdict, article)) or "a known miss that passes by now"},
        "locations": [_location(article, _region(verdict.spot))],
        "relatedLocations": [
            {**_location(verdict.file, {"startLine": verdict.line, "startColumn": verdict.column}), "id": 1}
        ],
        "partialFingerprints": {"claim/v1": _fingerprint(verdict, article, seen)},
    }
    if verdict.outcome == "todo":
        made["suppressions"] = [{"kind": "external", "justification": "a known miss"}]
    return made


def _fingerprint(verdict: Verdict, article: str, seen: Counter[str]) -> str:
    """The same for the same claim whatever its line, its values and its neighbours."""
    said = f"{article}\0{verdict.file}\0{verdict.name}" + (
        f"\0{verdict.spot.quote}" if verdict.extra and verdict.spot else ""
    )
    seen[said] += 1
    return hashlib.sha256(f"{said}\0{seen[said]}".encode("utf-8", "replace")).hexdigest()[:32]


def _region(spot: Spot | None) -> dict[str, Any]:
    if spot is None:
        return {"startLine": 1}
    region = {"startLine": spot.line, "startColumn": spot.column}
    if "\n" not in spot.quote and "\r" not in spot.quote:
        region["endColumn"] = spot.column + spot.end - spot.start
    return {**region, "charOffset": spot.start, "charLength": spot.end - spot.start}


def _location(path: str, region: dict[str, Any]) -> dict[str, Any]:
    uri = Path(path).as_uri() if os.path.isabs(path) else quote(path.replace(os.sep, "/"))
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}


def _notification(problem: InputError) -> dict[str, Any]:
    made: dict[str, Any] = {"level": "error", "message": {"text": str(problem)}}
    if problem.path and problem.line:
        region = {"startLine": problem.line, "startColumn": problem.column or 1}
        made["locations"] = [_location(problem.path, region)]
    return made
