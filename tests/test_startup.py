"""spaCy without its command line: less is loaded, and nothing is missing."""

from __future__ import annotations

import subprocess
import sys

import pytest


def python(code: str) -> None:
    """Runs the code in a process of its own, where nothing is imported yet."""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


QUICK = "import sys; from extractor import startup; startup.import_spacy(); "


@pytest.mark.parametrize(
    "then",
    [
        "assert not {'spacy.cli', 'weasel', 'rich', 'jinja2'} & set(sys.modules)",
        "import spacy.cli; assert callable(spacy.cli.download)",
        "import spacy; assert spacy.info(silent=True)['spacy_version']; from spacy.cli import app; assert app",
        "startup.import_spacy(); import spacy; assert spacy.blank('en')('A road.').text == 'A road.'",
    ],
    ids=["command line is left out", "command line can be imported", "info is there", "twice does no harm"],
)
def test_spacy_is_whole(then: str):
    python(QUICK + then)


def test_spacy_that_is_there_stays_as_it_is():
    python(
        "import spacy; cli = spacy.cli; " + QUICK + "import spacy; assert spacy.cli is cli is sys.modules['spacy.cli']"
    )


def test_article_is_read_without_the_command_line(tmp_path):
    (tmp_path / "a.txt").write_text("At least 14 soldiers were killed near the bridge.\n", encoding="utf-8")
    python(
        "import sys; from extractor.cli import main; "
        f"assert main([{str(tmp_path / 'a.txt')!r}, '-o', {str(tmp_path / 'out.yaml')!r}]) == 0; "
        "assert 'spacy' in sys.modules and 'weasel' not in sys.modules"
    )
    assert "killed" in (tmp_path / "out.yaml").read_text(encoding="utf-8")
