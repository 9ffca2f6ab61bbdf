import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from documents import DOCUMENT, TEXT

from extractor import __version__, cli, pipeline

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "extractor"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def stub(monkeypatch):
    """The pipeline gives our own document for our own text, and an empty one for any other."""

    def extract(article, nlp=None):
        info = replace(DOCUMENT.article, file=article.file, published=article.published)
        if article.text == "raise":
            raise ZeroDivisionError("by nothing")
        return replace(DOCUMENT, article=info) if article.text == TEXT else pipeline.Document(article=info)

    monkeypatch.setattr(pipeline, "extract", extract)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with three articles."""
    monkeypatch.chdir(tmp_path)
    for name, words in (("b.txt", TEXT), ("a.txt", TEXT), ("c/quiet.txt", "It rained all day.")):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(words.encode())
    return tmp_path


def run(capfd, *argv):
    """Exit code, standard output, standard error."""
    code = cli.main(argv)
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    return code, out, err


def process(*argv, **more):
    return subprocess.run([*COMMAND, *argv], capture_output=True, text=True, env=ENVIRONMENT, cwd=ROOT, **more)


# ------------------------------------------------------------------------------------------------------ what comes out
def test_first_word_that_is_no_command_is_an_article(capfd, folder, stub):
    code, out, err = run(capfd, "a.txt")
    assert (code, err) == (0, "")
    assert yaml.safe_load(out)["casualties"][0]["count"]["low"] == 7
    assert yaml.safe_load(out)["article"]["file"] == "a.txt"


def test_file_called_like_a_command(capfd, folder, stub):
    Path("check").write_bytes(TEXT.encode())
    assert run(capfd, "./check")[0] == 0


def test_several_articles_in_the_order_given(capfd, folder, stub):
    _, out, _ = run(capfd, "b.txt", "a.txt")
    assert [document["article"]["file"] for document in yaml.safe_load_all(out)] == ["b.txt", "a.txt"]


def test_folder(capfd, folder, stub):
    _, out, _ = run(capfd, ".", "-f", "json")
    assert [document["article"]["file"] for document in json.loads(out)] == ["a.txt", "b.txt", "c/quiet.txt"]


def test_json_of_one_article_is_no_array(capfd, folder, stub):
    assert json.loads(run(capfd, "a.txt", "-f", "json")[1])["article"]["file"] == "a.txt"


def test_json_lines(capfd, folder, stub):
    _, out, _ = run(capfd, "-f", "jsonl", ".")
    assert [json.loads(line)["article"]["file"] for line in out.splitlines()] == ["a.txt", "b.txt", "c/quiet.txt"]


def test_csv_has_one_header(capfd, folder, stub):
    lines = run(capfd, ".", "-f", "csv")[1].splitlines()
    assert [line.split(",")[1] for line in lines] == ["id", "t110", "c38", "t110", "c38"]


def test_csv_with_byte_order_mark(capfd, folder, stub):
    assert run(capfd, "a.txt", "-f", "csv", "--bom")[1].startswith("\ufefffile,id,")


def test_csv_of_only_one_family(capfd, folder, stub):
    out = run(capfd, "a.txt", "-f", "csv", "--only", "casualties")[1]
    assert [line.split(",")[1] for line in out.splitlines()] == ["id", "c38"]
    assert ",border guards," in out


def test_only_and_brief(capfd, folder, stub):
    value = yaml.safe_load(run(capfd, "a.txt", "--only", "casualties,troop_counts", "--brief")[1])
    assert list(value) == ["schema", "article", "troop_counts", "casualties"]
    assert "at" not in value["casualties"][0]["evidence"][0]


def test_date_reaches_the_pipeline(capfd, folder, stub):
    assert yaml.safe_load(run(capfd, "a.txt", "--date", "2025-02-27")[1])["article"]["published"] == "2025-02-27"


def test_two_processes_give_the_same_bytes(capfd, folder, stub):
    assert run(capfd, ".", "-j", "2") == run(capfd, ".")


def test_yaml_is_coloured_only_when_wanted(capfd, folder, stub, monkeypatch):
    assert "\x1b[" not in run(capfd, "a.txt")[1]
    assert "\x1b[36marticle\x1b[0m:" in run(capfd, "a.txt", "--color", "always")[1]
    assert "\x1b[" not in run(capfd, "a.txt", "--color", "never")[1]


def test_output_file_is_replaced_as_a_whole(capfd, folder, stub):
    Path("out.yaml").write_text("old")
    assert run(capfd, "a.txt", "nix.txt", "-o", "out.yaml") == (
        2,
        "",
        "extract: nix.txt: no such file; check the name\n",
    )
    assert yaml.safe_load(Path("out.yaml").read_text("utf-8"))["article"]["file"] == "a.txt"
    assert sorted(os.listdir()) == ["a.txt", "b.txt", "c", "out.yaml"]


def test_output_file_stays_when_nothing_came_out(capfd, folder, stub):
    Path("out.yaml").write_text("old")
    assert run(capfd, "nix.txt", "-o", "out.yaml")[0] == 2
    assert Path("out.yaml").read_text() == "old"


def test_output_keeps_the_files_mode(capfd, folder, stub):
    Path("out.yaml").touch(0o640)
    Path("out.yaml").chmod(0o640)
    run(capfd, "a.txt", "-o", "out.yaml")
    assert Path("out.yaml").stat().st_mode & 0o777 == 0o640


def test_output_through_a_link_keeps_the_link(capfd, folder, stub):
    Path("link.yaml").symlink_to("c/real.yaml")
    run(capfd, "a.txt", "-o", "link.yaml")
    assert Path("link.yaml").is_symlink()
    assert Path("c/real.yaml").exists()


def test_schema(capfd):
    _, out, _ = run(capfd, "schema")
    assert json.loads(out) == json.loads((ROOT / "tests/data/schema.json").read_text())


def test_version(capfd):
    assert run(capfd, "--version") == (0, f"extract {__version__}\n", "")
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text()


@pytest.mark.parametrize(
    "argv", [["--help"], ["-h"], *([name, "--help"] for name in "check claims verify explain compare schema".split())]
)
def test_help_fits_one_screen(capfd, argv):
    code, out, _ = run(capfd, *argv)
    assert code == 0
    assert len(out.splitlines()) <= 45
    assert max(map(len, out.splitlines())) <= 110


# ---------------------------------------------------------------------------------------------------------- bad input
@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "no article given; name files or folders, or - for standard input (extract --help)"),
        (["a.tx"], 'a.tx: no such file; did you mean "a.txt"?'),
        (["empty"], "empty: a folder without articles; it must hold *.txt files"),
        (["--onyl", "a.txt"], "--onyl: no such option; did you mean --only?"),
        (["a.txt", "-x"], "-x: no such option; see extract --help"),
        (["a.txt", "-f"], "-f: needs a value; see extract --help"),
        (["a.txt", "--brief=yes"], "--brief: takes no value; leave it out"),
        (["a.txt", "-f", "yml"], '--format "yml": not known; did you mean "yaml"?'),
        (["a.txt", "-f", "pdf"], '--format "pdf": not known; use yaml, json, jsonl, csv'),
        (["a.txt", "--only", "casualtys"], '--only "casualtys": not known; did you mean "casualties"?'),
        (["a.txt", "--only", ","], "--only: names nothing; use entities, troop_counts, casualties, attributions"),
        (["a.txt", "--date", "27.2.2025"], '--date "27.2.2025": not a date; write 2025-02-27'),
        (["a.txt", "--date", "20250227"], '--date "20250227": not a date; write 2025-02-27'),
        (["a.txt", "--date", "2025-02-30"], '--date "2025-02-30": no day of the calendar; write 2025-02-27'),
        (["a.txt", "-j", "0"], '--jobs "0": not a number of processes; write 1 to 256'),
        (["a.txt", "-j", "two"], '--jobs "two": not a number of processes; write 1 to 256'),
        (["a.txt", "--bom"], "--bom: is for CSV; add -f csv, or leave it out"),
        (["a.txt", "--color", "alway"], '--color "alway": not known; did you mean "always"?'),
        (["a.txt", "-o", "c"], "c: a folder, not a file; name the file to write"),
        (["a.txt", "-o", "d/x"], 'd/x: cannot be written; there is no folder "d"'),
        (["a.txt", "-o", "./a.txt"], "./a.txt: is an input itself; write to another file"),
        (["a.txt", "--model", "en_nix"], '--model "en_nix": not an installed spaCy pipeline; pip install en_nix'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_one_line(capfd, folder, stub, argv, message):
    Path("empty").mkdir()
    assert run(capfd, *argv) == (2, "", f"extract: {message}\n")


def test_a_process_that_dies_is_one_line(capfd, folder, stub, monkeypatch):
    monkeypatch.setattr(pipeline, "extract", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    code, out, err = run(capfd, "a.txt", "b.txt", "-j", "2")
    assert (code, out) == (2, "")
    assert err == "extract: a process died, perhaps for lack of memory; ask for fewer with -j\n"


def test_one_bad_file_does_not_stop_the_rest(capfd, folder, stub):
    Path("bad.txt").write_bytes(b"\0\1\2" * 50)
    code, out, err = run(capfd, "bad.txt", "a.txt", "nix.txt", "b.txt", "-j", "2")
    assert code == 2
    assert [document["article"]["file"] for document in yaml.safe_load_all(out)] == ["a.txt", "b.txt"]
    assert err == (
        "extract: bad.txt: binary, not text; give an article as plain text, in UTF-8\n"
        "extract: nix.txt: no such file; check the name\n"
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_our_own_fault_is_exit_code_3_and_one_line(capfd, folder, stub, jobs):
    Path("odd.txt").write_text("raise")
    code, out, err = run(capfd, "odd.txt", "a.txt", "-j", jobs)
    assert code == 3
    assert yaml.safe_load(out)["article"]["file"] == "a.txt"
    assert err == "extract: odd.txt: a fault of this program (ZeroDivisionError: by nothing); see --debug\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux has the full device")
@pytest.mark.parametrize("argv", [["a.txt", "-o", "/dev/full"], ["schema", "-o", "/dev/full"]], ids=" ".join)
def test_a_full_disk_is_one_line(capfd, folder, stub, argv):
    message = "extract: cannot be written (No space left on device); make room, then run it again\n"
    assert run(capfd, *argv) == (2, "", message)


def test_debug_shows_the_traceback(capfd, folder, stub):
    Path("odd.txt").write_text("raise")
    assert cli.main(["--debug", "odd.txt"]) == 3
    assert "Traceback" in capfd.readouterr().err


def test_encoding_is_named_on_standard_error(capfd, folder, stub):
    Path("old.txt").write_bytes("Nine died in Tésséré, the mayor of Agadés said.".encode("latin-1"))
    code, _, err = run(capfd, "old.txt")
    assert (code, err) == (0, "extract: old.txt: read as cp1252; save it as UTF-8 to be sure\n")


# ---------------------------------------------------------------------------------------------- edges, by real processes
def test_help_version_and_schema_do_not_import_spacy():
    script = (
        "import sys; from extractor import cli\n"
        "for argv in (['--help'], ['--version'], ['schema'], ['check', '--help']): assert cli.main(argv) == 0\n"
        "assert 'spacy' not in sys.modules and 'rich' not in sys.modules, 'imported'"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=ENVIRONMENT)
    assert (done.returncode, done.stderr) == (0, "")


def test_importing_the_package_does_not_import_spacy():
    done = subprocess.run(
        [sys.executable, "-c", "import sys, extractor; assert 'spacy' not in sys.modules"], env=ENVIRONMENT
    )
    assert done.returncode == 0


def test_a_mistake_is_found_before_the_model_is_loaded():
    script = "import sys; from extractor import cli; cli.main(['nix.txt']); assert 'thinc' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=ENVIRONMENT)
    assert (done.returncode, done.stderr) == (0, "extract: nix.txt: no such file; check the name\n")


def test_stdin_gives_the_bytes_of_the_file():
    sample = ROOT / "samples/rfa_2025.txt"
    with sample.open("rb") as file:
        piped = process("-", stdin=file)
    named = process("samples/rfa_2025.txt")
    assert (piped.returncode, piped.stderr) == (0, "")
    assert piped.stdout.replace('file: "-"', "file: samples/rfa_2025.txt") == named.stdout


def test_closed_pipe_is_quiet():
    command = f"{sys.executable} -m extractor samples samples samples -f jsonl; echo $? >&2"
    done = subprocess.run(
        ["bash", "-c", f"({command}) | head -c 1 > /dev/null"],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd=ROOT,
    )
    assert done.stderr == "0\n"


def test_closed_standard_output_from_the_start_is_quiet():
    command = f"sleep 0.1; {sys.executable} -m extractor schema; echo $? >&2"
    done = subprocess.run(["bash", "-c", f"({command}) | true"], capture_output=True, text=True, env=ENVIRONMENT)
    assert done.stderr == "0\n"


def test_output_is_utf8_in_any_locale(folder):
    Path("a.txt").write_text("Nine died – “no doubt” – in Tésséré.", encoding="utf-8")
    environment = {**ENVIRONMENT, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([*COMMAND, "a.txt"], capture_output=True, env=environment)
    assert done.returncode == 0
    assert yaml.safe_load(done.stdout.decode("utf-8"))["article"]["chars"] == 36


def test_interrupt_is_exit_code_130(tmp_path):
    fifo = tmp_path / "slow.txt"
    os.mkfifo(fifo)
    running = subprocess.Popen([*COMMAND, str(fifo)], stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
    time.sleep(1.5)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=20)
    assert (running.returncode, err) == (130, "")


@pytest.mark.parametrize(
    ("words", "number", "found"),
    [
        ("extract c", 1, "check claims compare"),
        ("extract check --strict-", 2, "--strict-todo"),
        ("extract a.txt --on", 2, "--only"),
    ],
)
def test_shell_completion(words, number, found):
    environment = {**ENVIRONMENT, "_EXTRACT_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(number)}
    done = subprocess.run(COMMAND, capture_output=True, text=True, env=environment)
    assert done.stdout.split() == found.split()


def test_progress_bar_stands_on_a_terminal_and_not_in_the_result(folder):
    master, slave = os.openpty()
    with open("out.jsonl", "wb") as out:
        done = subprocess.run([*COMMAND, "a.txt", "b.txt", "-f", "jsonl"], stdout=out, stderr=slave, env=ENVIRONMENT)
    os.close(slave)
    shown = os.read(master, 10_000).decode()
    os.close(master)
    assert done.returncode == 0
    assert "100%" in shown
    assert [json.loads(line)["article"]["file"] for line in Path("out.jsonl").read_text().splitlines()] == [
        "a.txt",
        "b.txt",
    ]


def test_interrupt_leaves_no_process_behind(tmp_path):
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text(TEXT * 20)
    running = subprocess.Popen(
        [*COMMAND, str(tmp_path), "-j", "2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    )
    assert running.stdout.read(1)
    children = subprocess.run(["pgrep", "-P", str(running.pid)], capture_output=True, text=True).stdout.split()
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=20)
    assert (running.returncode, err) == (130, b"")
    assert len(children) == 2
    time.sleep(0.5)
    assert not [
        child
        for child in children
        if Path(f"/proc/{child}/status").exists() and "zombie" not in Path(f"/proc/{child}/status").read_text()
    ]


def test_hash_seed_changes_nothing():
    outputs = {
        subprocess.run(
            [*COMMAND, "samples/rfa_2025.txt"],
            capture_output=True,
            cwd=ROOT,
            env={**ENVIRONMENT, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(("word", "near"), [("chek", "check"), ("verfy", "verify"), ("help", "--help")])
def test_a_misspelt_command_is_named(capfd, word: str, near: str):
    assert cli.main([word]) == 2
    assert capfd.readouterr().err == f'extract: {word}: no such file or command; did you mean "extract {near}"?\n'
