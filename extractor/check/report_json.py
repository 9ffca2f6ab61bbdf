"""The report as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from extractor.check.verdict import Checked, Verdict, tally
from extractor.errors import InputError

VERSION: Final = "extract-report/1.0"


def write(checked: Sequence[Checked], problems: Sequence[InputError] = ()) -> str:
    """Counts first, then every verdict by article."""
    counts = tally(checked)
    names = {
        "failed": "fail",
        "passed": "ok",
        "warnings": "warn",
        "todo": "todo",
        "todo_passes": "passes",
        "extra": "extra",
    }
    value = {
        "schema": VERSION,
        "summary": {name: counts[key] for name, key in names.items()},
        "articles": [
            {"article": one.article, "extra": one.extra, "claims": [_verdict(verdict) for verdict in one.verdicts]}
            for one in checked
        ],
        "not_checked": [str(problem) for problem in problems],
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {key: value for key, value in asdict(verdict).items() if value not in (None, "", (), False)}
