"""README.md, CONTRIBUTING.md and docs/ are run: commands print what the page says, Python works, YAML is YAML.

``console`` blocks hold ``$ `` lines with the output that follows them (both streams; ``…`` alone on a line stands for
any further lines). ``python`` blocks run in a process of their own. Blocks that install are run by .ci/run, not here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from readings import ROOT

from extractor.cli import main
from extractor.patterns.lexicon import load_yaml

PAGES = (
    *("README.md", "CONTRIBUTING.md"),
    *("docs/check.md", "docs/ci.md", "docs/explain.md", "docs/pipes.md", "docs/values.md"),
)
PROGRAMS = ("jq", "yq")  # not to be had from the development extra; .ci/run installs them
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INSTALLS = re.compile(r"\bpip install\b|\bgit clone\b|\.ci/run")
ANYTHING = re.compile(r"^\s*…$", re.MULTILINE)
RULE_LINE = re.compile(r"(extractor/patterns/\w+\.yaml):\d+")  # moves with every word added above it


def blocks(language: str) -> list[Any]:
    found = []
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        for match in BLOCK.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            if match[1] == language and not INSTALLS.search(match[2]):
                found.append(pytest.param(match[2], id=f"{page}:{line}"))
    return found


def commands(block: str) -> list[tuple[str, str]]:
    """Each ``$ `` line with what the page says it prints."""
    pieces = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(command, expected) for command, _, expected in (piece.partition("\n") for piece in pieces)]


def run(command: str) -> str:
    """What a shell prints in the project's folder with this environment's programs first."""
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{scripts}:{os.environ['PATH']}", "NO_COLOR": "1", "COLUMNS": "120"}
    environment.pop("CI", None)
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
    )
    return done.stdout.decode("utf-8")


def need_programs(block: str) -> None:
    """Skips where a program that the page pipes into is not installed; in CI that is a failure."""
    lacking = [name for name in PROGRAMS if f"| {name} " in block and not shutil.which(name)]
    if lacking:
        pytest.skip(f"not installed: {', '.join(lacking)}")


def agrees(expected: str, printed: str) -> bool:
    """Equal, where a line that is only ``…`` stands for any lines."""
    shown, printed = (RULE_LINE.sub(r"\1", text) for text in (expected.strip("\n"), printed))
    pattern = "(?s:.*)".join(re.escape(part) for part in ANYTHING.split(shown))
    return re.fullmatch(pattern, printed.strip("\n")) is not None


def kept_short(expected: str, printed: str) -> str:
    """What was printed, without a beginning that the page leaves out."""
    first = next((line for line in expected.splitlines() if line.strip() != "…"), None)
    lines = printed.rstrip().splitlines()
    return "\n".join(["…", *lines[lines.index(first) :]] if expected.startswith("…") and first in lines else lines)


@pytest.mark.parametrize("block", blocks("console"))
def test_commands_print_what_the_page_says(block, request):
    need_programs(block)
    shown = [(command, expected, run(command)) for command, expected in commands(block)]
    if request.config.getoption("--update") and not all(agrees(expected, printed) for _, expected, printed in shown):
        outputs = [(command, kept_short(expected, printed)) for command, expected, printed in shown]
        new = "".join(f"$ {command}\n" + (f"{output}\n" if output.strip() else "") for command, output in outputs)
        for page in PAGES:
            path = ROOT / page
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(f"```console\n{block}```", f"```console\n{new}```"), encoding="utf-8")
        pytest.fail("rewritten: read the difference, then run again without --update")
    for command, expected, printed in shown:
        assert "Traceback" not in printed
        assert "command not found" not in printed
        assert agrees(expected, printed), f"$ {command}\n{printed}"


@pytest.mark.parametrize("command", ["", "check", "claims", "verify", "explain", "compare"])
def test_help_shows_what_the_command_prints(command, capsys):
    assert main([*command.split(), "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("  $ "))
    block = "\n".join(line.removeprefix("  ") for line in lines[first : lines.index("", first)])
    ((shown, expected),) = commands(re.sub(r"^\s*\.\.\.$", "…", block, flags=re.MULTILINE))
    printed = run(shown)
    assert agrees(expected, printed), f"$ {shown}\n{printed}"


@pytest.mark.parametrize("block", blocks("python"))
def test_python_runs(block):
    done = subprocess.run([sys.executable, "-c", block], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    said = [line.partition("  # ")[2] for line in block.splitlines() if line.startswith("print(")]
    assert done.stdout.split("\n")[: len(said)] == said


@pytest.mark.parametrize("block", blocks("yaml"))
def test_yaml_is_yaml(block):
    assert load_yaml(block, "a page") is not None


@pytest.mark.parametrize("page", PAGES)
def test_links_inside_the_project_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)", (ROOT / page).read_text(encoding="utf-8"))
    missing = [target for target in targets if not ((ROOT / page).parent / target).exists()]
    assert not missing


def test_readme_says_the_two_commands_of_the_set_up():
    # .ci/run takes them from here: the first sets up and shows the sample's facts, the second runs the tests
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    install = re.search(r"^## Install\n(.*?)^## ", text, re.MULTILINE | re.DOTALL)
    assert install
    found = re.findall(r"^\$ (.*)", install[1], re.MULTILINE)
    assert len(found) == 2
    assert found[0].startswith("python3 -m venv .venv")
    assert found[0].endswith(".venv/bin/extract samples/rfa_2025.txt")
    assert found[1].endswith(".venv/bin/pytest -q")
