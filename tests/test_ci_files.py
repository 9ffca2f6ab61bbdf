"""What other repositories use of ours: the pre-commit hook and the GitHub Action, run here with a real folder."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from documents import PLUGIN

ROOT = Path(__file__).parent.parent
TEXT = "At least 14 soldiers were killed near Bouar on Friday, the defence ministry said.\n"
CLAIMS = "schema: extract-check/1.0\nexpect:\n  casualties:\n    - {name: soldiers killed, match: {kind: killed}, low: LOW}\n"


@pytest.fixture
def repository(tmp_path):
    """Three articles with claims, one of them wrong, and an ``extract`` that runs this working tree."""
    for name, low in (("a", 14), ("b", 14), ("c", 15)):
        (tmp_path / f"{name}.txt").write_text(TEXT)
        (tmp_path / f"{name}.claims.yaml").write_text(CLAIMS.replace("LOW", str(low)))
    program = tmp_path / "bin/extract"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m extractor "$@"\n')
    program.chmod(0o755)
    return tmp_path


def run(repository, command, **environment):
    path = f"{repository}/bin{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", command],
        cwd=repository,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
    )


def action():
    return yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def test_hook_gives_the_verdict_of_check(repository):
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    command = " ".join([hook["entry"], *hook["args"]])
    done = run(repository, command)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.endswith("1 failed, 2 passed\n")
    (repository / "c.claims.yaml").unlink()
    assert run(repository, command).returncode == 0


def test_hook_looks_at_the_files_that_matter():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [bool(re.search(hook["files"], name)) for name in ("a.txt", "b/a.claims.yaml", "a.golden.yml", "a.py")] == [
        True,
        True,
        True,
        False,
    ]


def test_action_annotates_and_leaves_a_summary_and_sarif(repository):
    step = next(step for step in action()["runs"]["steps"] if step.get("name") == "check")
    summary = repository / "summary.md"
    done = run(
        repository,
        step["run"],
        PATHS=".",
        ARGUMENTS="--strict-todo",
        SARIF="report.sarif",
        GITHUB_STEP_SUMMARY=str(summary),
        CI="true",
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "\n::error file=c.txt,line=1,col=1,title=soldiers killed::low: expected 15, found 14%0A" in done.stdout
    assert summary.read_text().startswith("### extract check: 1 failed, 2 passed\n")
    log = json.loads((repository / "report.sarif").read_text())
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["soldiers killed"]


def test_action_gives_inputs_by_environment_only():
    for step in action()["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_pytest_gives_the_same_verdict(repository):
    done = run(
        repository,
        f'PYTHONPATH="{ROOT}" "{sys.executable}" -m pytest -q {" ".join(PLUGIN)} -p no:cacheprovider .',
    )
    assert done.returncode == 1
    assert "1 failed, 2 passed" in done.stdout
