"""spaCy for a process that is only ours, without what no extraction needs.

``import spacy`` loads spaCy's own command line, for the function ``spacy.info`` alone: 370 modules, among them weasel,
httpx, rich and jinja2, and a fifth of the time that a short article takes.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, Final

_LEFT_OUT: Final = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> None:
    """Imports spaCy, once, leaving its command line out until somebody imports that by name.

    For our own commands: in somebody else's process ``spacy.cli`` must be there as soon as spaCy is.
    """
    if "spacy" in sys.modules:
        return
    stubs = {name: ModuleType(name) for name in _LEFT_OUT}
    stubs["spacy.cli"].__path__ = []
    stubs["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    sys.modules.update(stubs)
    try:
        import spacy  # noqa: F401
    finally:
        for name, stub in stubs.items():
            if sys.modules.get(name) is stub:
                del sys.modules[name]


def _info(*arguments: Any, **options: Any) -> Any:
    """``spacy.info``, which brings the command line after all."""
    from spacy.cli.info import info

    return info(*arguments, **options)
