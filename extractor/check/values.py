"""What a claim expects of a value, whether it holds, and how both are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

_WITHIN: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(%?)")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not as expected, both values as shown to a person."""

    field: str
    expected: str
    found: str

    @property
    def line(self) -> str:
        """``low: expected 7, found 8``."""
        return f"{self.field}: expected {self.expected}, found {self.found}"


def get(item: Any, path: str) -> Any:
    """The value at ``count.low``, or None."""
    for key in path.split("."):
        item = item.get(key) if isinstance(item, dict) else None
    return item


def holds(expected: Any, actual: Any) -> bool:
    """Is the value as expected? A list means "contains"; a single word may be one of several."""
    if expected is None:
        return actual is None
    if expected is False:
        return actual is None or actual is False
    if isinstance(expected, dict):
        return _mapping_holds(expected, actual)
    if isinstance(expected, list):
        if isinstance(actual, list) and expected == actual:
            return True
        return all(any(holds(item, found) for found in listed(actual)) for item in expected)
    if isinstance(actual, list):
        return any(holds(expected, found) for found in actual)
    if isinstance(actual, str) and not isinstance(expected, str | bool):
        return str(expected) == actual
    return bool(expected == actual) and isinstance(expected, bool) == isinstance(actual, bool)


def _mapping_holds(expected: dict[str, Any], actual: Any) -> bool:
    if "exactly" in expected:
        wanted, found = listed(expected["exactly"]), listed(actual)
        return len(wanted) == len(found) and all(any(holds(w, f) for f in found) for w in wanted)
    if "about" in expected or "min" in expected or "max" in expected:
        low, high = reach(expected)
        return isinstance(actual, int) and (low is None or actual >= low) and (high is None or actual <= high)
    if isinstance(actual, list):
        return any(holds(expected, item) for item in actual)
    return isinstance(actual, dict) and all(holds(value, actual.get(key)) for key, value in expected.items())


def listed(value: Any) -> list[Any]:
    """The value as a list: nothing, one, or several."""
    return [] if value is None else value if isinstance(value, list) else [value]


def reach(expected: dict[str, Any]) -> tuple[float | None, float | None]:
    """The lowest and highest number that ``{about, within}`` or ``{min, max}`` accepts."""
    if "about" not in expected:
        return expected.get("min"), expected.get("max")
    about = expected["about"]
    found = _WITHIN.fullmatch(str(expected["within"]))
    assert found
    margin = float(found[1]) * (about / 100 if found[2] else 1)
    return about - margin, about + margin


def differences(field: str, expected: Any, actual: Any) -> Iterator[Difference]:
    """Where the value is not as expected, down to the single field."""
    if holds(expected, actual):
        return
    plain = isinstance(expected, dict) and not set(expected) & {"exactly", "about", "min", "max"}
    if plain and isinstance(actual, dict):
        for key, value in expected.items():
            yield from differences(f"{field}.{key}", value, actual.get(key))
    else:
        yield Difference(field, shown_expected(expected), shown(actual))


def shown_expected(expected: Any) -> str:
    """The expectation in words."""
    if isinstance(expected, dict):
        if "exactly" in expected:
            return f"exactly {shown(expected['exactly']) or 'nothing'}"
        if "about" in expected:
            low, high = reach(expected)
            return f"about {expected['about']} ({_number(low)} to {_number(high)})"
        if "min" in expected or "max" in expected:
            low, high = reach(expected)
            if low is None or high is None:
                return f"at least {_number(low)}" if high is None else f"at most {_number(high)}"
            return f"{_number(low)} to {_number(high)}"
    return shown(expected)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}" if abs(value) < 1e6 and value != int(value) else str(int(value))


def shown(value: Any) -> str:
    """A value in words."""
    if value is None or value == [] or value is False:
        return "nothing" if value is not False else "false"
    if isinstance(value, bool):
        return "true"
    if isinstance(value, list):
        return ", ".join(shown(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {shown(item)}" for key, item in value.items())
    return str(value)
