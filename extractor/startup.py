"""spaCy for a process that is only ours, without what no extraction needs, and in one thread.

``import spacy`` loads spaCy's own command line, for the function ``spacy.info`` alone: 370 modules, among them weasel,
httpx, rich and jinja2, and a fifth of the time that a short article takes.
"""

from __future__ import annotations

import gc
import os
import sys
from types import ModuleType
from typing import Any, Final

_LEFT_OUT: Final = ("spacy.cli", "spacy.cli.info")
_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def one_thread() -> None:
    """One thread for a process: numpy asks when it is imported, so call this before. What is set already stays."""
    for variable in _THREADS:
        os.environ.setdefault(variable, "1")


def import_spacy() -> None:
    """Imports spaCy, once, leaving its command line out until somebody imports that by name.

    For our own commands: in somebody else's process ``spacy.cli`` must be there as soon as spaCy is.
    """
    if "spacy" in sys.modules:
        return
    one_thread()
    gc.disable()  # until all is loaded: what is made meanwhile stays, and is looked through again and again
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


def loaded() -> None:
    """Ends what ``import_spacy`` began: what is there now is no garbage, and need not be looked through any more."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _info(*arguments: Any, **options: Any) -> Any:
    """``spacy.info``, which brings the command line after all."""
    from spacy.cli.info import info

    return info(*arguments, **options)
