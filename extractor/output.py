"""Where results go: standard output as it comes, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterable

from extractor.errors import InputError


def check_target(path: str, inputs: Iterable[str] = ()) -> None:
    """Raises InputError when the file could not be written later, or when it is one of the inputs."""
    if os.path.isdir(path):
        raise InputError(path, "a folder, not a file", "name the file to write")
    folder = os.path.dirname(path) or os.curdir
    if not os.path.isdir(folder):
        raise InputError(path, "cannot be written", f'there is no folder "{folder}"')
    if not os.access(path if os.path.exists(path) else folder, os.W_OK):
        raise InputError(path, "cannot be written", "ask for the right to write it")
    if os.path.exists(path) and any(os.path.exists(name) and os.path.samefile(name, path) for name in inputs):
        raise InputError(path, "is an input itself", "write to another file")


def to_file(path: str, pieces: Iterable[str]) -> None:
    """Replaces the file as a whole; leaves it as it was when there is no piece, or when something goes wrong."""
    target = os.path.realpath(path)
    if os.path.exists(target) and not stat.S_ISREG(os.stat(target).st_mode):
        with open(target, "w", encoding="utf-8", newline="") as device:
            device.writelines(pieces)
        return
    handle, draft = tempfile.mkstemp(prefix=f".{os.path.basename(target)}.", dir=os.path.dirname(target))
    try:
        wrote = False
        with open(handle, "w", encoding="utf-8", newline="") as file:
            for piece in pieces:
                file.write(piece)
                wrote = True
        if wrote:
            os.chmod(draft, _mode(target))
            os.replace(draft, target)
    finally:
        if os.path.exists(draft):
            os.unlink(draft)


def to_stdout(pieces: Iterable[str]) -> None:
    """Each piece as soon as it is there, in UTF-8 whatever the locale, with ``\\n``."""
    for piece in pieces:
        sys.stdout.flush()
        sys.stdout.buffer.write(piece.encode("utf-8"))
        sys.stdout.buffer.flush()


def _mode(target: str) -> int:
    if os.path.exists(target):
        return stat.S_IMODE(os.stat(target).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
