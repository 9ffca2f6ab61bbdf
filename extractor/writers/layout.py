"""What YAML and JSON share: which values stand on one line, and how a string is quoted."""

from __future__ import annotations

import json
import re
from typing import Any, Final

LINE_KEYS: Final = frozenset(
    {"count", "previous", "of_total", "rate", "time", "spans", "dateline", "credit", "pronouns", "generator"}
)
LINE_ITEMS: Final = frozenset({"evidence", "caveats"})  # lists whose items stand on one line each

_CONTROL: Final = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def on_one_line(key: str, value: Any) -> bool:
    """Does this value stand on its key's line? Scalars, lists of scalars or spans, and the small mappings do."""
    if isinstance(value, dict):
        return key in LINE_KEYS or not value
    if isinstance(value, list):
        return not any(isinstance(item, dict) for item in value)
    return True


def quoted(text: str) -> str:
    """The string in double quotes, as JSON and YAML both read it; what no one can see is escaped."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))
