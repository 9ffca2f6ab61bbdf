"""What other repositories use of ours: the pre-commit hook and the GitHub Action, run here with a real folder."""

import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import yaml
from documents import PLUGIN

ROOT = Path(__file__).parent.parent
ARTICLES = {
    "a": (
        "At least 14 soldiers were killed near Bouar on Friday, the defence ministry said.\n",
        "soldiers",
        "killed",
        14,
    ),
    "b": ("Police in Kaga said that 3 fishermen were wounded by a mine.\n", "fishermen", "wounded", 3),
    "c": ("Rebels abducted 6 nurses in Lere on Monday, a doctor said.\n", "nurses", "abducted", 7),  # wrong
}
CLAIMS = """\
schema: extract-check/1.0
expect:
  casualties:
    - {{name: {who} {kind}, match: {{kind: {kind}}}, low: {low}}}
"""
REPORT = """\
a.txt
  ok    soldiers killed                      c0  "At least 14 soldiers were killed"
b.txt
  ok    fishermen wounded                    c25  "3 fishermen were wounded"
c.txt
  FAIL  nurses abducted                      c16
          low: expected 7, found 6
          c.txt:1:8  "abducted 6 nurses"
          c.claims.yaml:4
1 failed, 2 passed
"""


@pytest.fixture
def repository(tmp_path):
    """Three articles with claims, one of them wrong, and an ``extract`` that runs this working tree."""
    for name, (text, who, kind, low) in ARTICLES.items():
        (tmp_path / f"{name}.txt").write_text(text)
        (tmp_path / f"{name}.claims.yaml").write_text(CLAIMS.format(who=who, kind=kind, low=low))
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


def mend(repository):
    """The wrong claim is put right."""
    claims = repository / "c.claims.yaml"
    claims.write_text(claims.read_text().replace("low: 7", "low: 6"))


def test_check_gives_the_verdict(repository):
    done = run(repository, "extract check .")
    assert (done.returncode, done.stdout, done.stderr) == (1, REPORT, "")
    mend(repository)
    assert run(repository, "extract check .").returncode == 0


def test_pytest_gives_the_same_verdict(repository):
    command = f'PYTHONPATH="{ROOT}" "{sys.executable}" -m pytest -rA {" ".join(PLUGIN)} -p no:cacheprovider .'
    done = run(repository, command)
    assert done.returncode == 1
    ends = [line for line in done.stdout.splitlines() if line.startswith(("PASSED", "FAILED"))]
    assert [line.partition(" - ")[0] for line in ends] == [
        "PASSED a.claims.yaml::soldiers killed",
        "PASSED b.claims.yaml::fishermen wounded",
        "FAILED c.claims.yaml::nurses abducted",
    ]
    mend(repository)
    assert run(repository, command).returncode == 0


def test_pre_commit_gives_the_same_verdict(repository, tmp_path_factory):
    """The real pre-commit, with our hook from a repository. ``language: system`` spares it an environment of its own."""
    git = "git -c init.defaultBranch=main -c user.name=x -c user.email=x@example.org"
    hooks = tmp_path_factory.mktemp("hooks")
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    made = run(repository, f'cd "{hooks}" && {git} init -q && {git} add -A && {git} commit -qm x && git rev-parse HEAD')
    hook = {"id": "extract-check", "language": "system"}
    config = {"repos": [{"repo": str(hooks), "rev": made.stdout.strip(), "hooks": [hook]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    assert run(repository, f"{git} init -q && {git} add -A").returncode == 0
    command = f'PRE_COMMIT_HOME="{hooks}/cache" "{sys.executable}" -m pre_commit run --all-files'
    done = run(repository, command)
    assert done.returncode == 1
    assert done.stdout.endswith(f"- hook id: extract-check\n- exit code: 1\n\n{REPORT}\n")
    mend(repository)
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
    assert "\n::error file=c.txt,line=1,col=8,title=nurses abducted::low: expected 7, found 6%0A" in done.stdout
    assert summary.read_text().startswith("### extract check: 1 failed, 2 passed\n")
    log = json.loads((repository / "report.sarif").read_text())
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["nurses abducted"]


def test_action_gives_inputs_by_environment_only():
    for step in action()["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


# -------------------------------------------------------------------------------------------------- what docs/ci.md shows
@pytest.fixture(scope="module")
def shown():
    """The YAML of docs/ci.md: workflow, GitLab job, pre-commit configuration."""
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    return [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)]


def test_shown_workflow_gives_the_action_inputs_that_it_has(shown):
    steps = shown[0]["jobs"]["claims"]["steps"]
    (ours,) = [step for step in steps if step["uses"].startswith("OWNER/extract@")]
    assert set(ours["with"]) <= set(action()["inputs"])
    upload = next(step for step in steps if "upload-sarif" in step["uses"])
    assert upload["with"]["sarif_file"] == ours["with"]["sarif"]


def test_shown_gitlab_job_leaves_its_report(shown, repository):
    job = shown[1]["claims"]
    folder = repository / "articles"
    folder.mkdir()
    for path in repository.glob("?.*"):
        path.rename(folder / path.name)
    install, check = job["script"]
    assert install == "pip install fact-extractor"
    done = run(repository, check)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.endswith("1 failed, 2 passed\n")
    report = ElementTree.parse(repository / job["artifacts"]["reports"]["junit"]).getroot()
    assert [suite.attrib["failures"] for suite in report] == ["0", "0", "1"]


def test_shown_pre_commit_configuration_names_our_hook(shown):
    (ours,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in shown[2]["repos"][0]["hooks"]] == [ours["id"]]
