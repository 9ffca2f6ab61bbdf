"""The command line: reads the arguments, runs one command, prints, and gives the exit code."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException

from extractor import __version__
from extractor.commandline import FACTS, WORDS, Commands, Page, reports, usage
from extractor.commands.shared import complain
from extractor.errors import InputError

Task = Callable[[], int]

app = typer.Typer(
    name="extract",
    cls=Commands,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"extract {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Extract who counts how many from articles about armed conflict: sourced figures, as YAML.

    ARTICLE is a text file, a folder (every *.txt below it), or - for standard input.

    \b
    $ extract --only casualties --brief docs/examples/bouar.txt
    ...
    casualties:
      - id: c24
        kind: killed
        count: {low: 7, high: 7, bound: exact, text: "7"}
        ...
    """


Debug = Annotated[bool, typer.Option("--debug", hidden=True, help="Show the traceback of an internal error.")]
Output = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all.")
]
Date = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="When the articles were published.")]
Jobs = Annotated[str, typer.Option("-j", "--jobs", metavar="N", help="Processes for several articles.")]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME", help="Another installed spaCy pipeline.")]
Color = Annotated[str, typer.Option("--color", metavar="WHEN", help="auto, always or never.")]


@app.command(FACTS, cls=Page, hidden=True)
def _facts(
    articles: Annotated[list[str] | None, typer.Argument(metavar="ARTICLE...")] = None,
    kind: Annotated[str, typer.Option("-f", "--format", metavar="FORMAT", help="yaml, json, jsonl or csv.")] = "yaml",
    output: Output = None,
    only: Annotated[
        str | None, typer.Option(metavar="NAMES", help="Only these, as in casualties,troop_counts.")
    ] = None,
    brief: Annotated[bool, typer.Option("--brief", help="Without entities and positions.")] = False,
    date: Date = None,
    jobs: Jobs = "1",
    model: Model = None,
    bom: Annotated[bool, typer.Option("--bom", help="CSV that spreadsheets open as UTF-8.")] = False,
    color: Color = "auto",
    debug: Debug = False,
) -> Task:
    """Print the facts of articles."""
    from extractor.commands import facts

    request = facts.Facts(
        articles=tuple(articles or ()),
        format=kind,
        output=output,
        only=only,
        brief=brief,
        date=date,
        jobs=jobs,
        model=model,
        bom=bom,
        color=color,
        debug=debug,
    )
    return lambda: facts.facts(request)


@app.command("schema", cls=Page)
def _schema(output: Output = None, debug: Debug = False) -> Task:
    """Print the JSON Schema of the output."""
    from extractor.commands import schema

    del debug
    return lambda: schema.schema(output)


@app.command("check", cls=Page)
def _check(
    ctx: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar="ARTICLE FILE | FOLDER")] = None,
    _kinds: Annotated[
        list[str] | None,
        typer.Option("-f", "--format", metavar="FORMAT", help="text, json, junit, github, sarif; may be repeated."),
    ] = None,
    _outputs: Annotated[
        list[str] | None, typer.Option("-o", "--output", metavar="FILE", help="Where the report named before it goes.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Golden: compare ids, offsets and mentions too.")] = False,
    allow_extra: Annotated[bool, typer.Option("--allow-extra", help="Golden: an extra fact only warns.")] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Write new and failing goldens, print the difference.")
    ] = False,
    strict_todo: Annotated[bool, typer.Option("--strict-todo", help="A todo that passes by now fails.")] = False,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="LEVEL", help="error, warning or extra: what gives exit code 1.")
    ] = "error",
    date: Date = None,
    jobs: Jobs = "1",
    model: Model = None,
    color: Color = "auto",
    debug: Debug = False,
) -> Task:
    """Check that the claims in FILE still hold.

    FILE holds claims (schema: extract-check/1.0) or a saved output (extract/1.0). Of a FOLDER, every x.txt is checked
    by its x.claims.yaml or x.golden.yaml. Exit code 1 when a claim fails, 2 when nothing was checked.

    \b
    $ extract check docs/examples/bouar.txt
    docs/examples/bouar.txt
      ok    guards killed                        c24  "killed 7 border guards"
      ...
    4 passed
    """
    from extractor.commands import check

    request = check.Check(
        paths=tuple(paths or ()),
        reports=reports(ctx.meta[WORDS]),
        strict=strict,
        strict_todo=strict_todo,
        allow_extra=allow_extra,
        update=update,
        fail_on=fail_on,
        date=date,
        jobs=jobs,
        model=model,
        color=color,
        debug=debug,
    )
    return lambda: check.check(request)


@app.command("claims", cls=Page)
def _claims(
    article: Annotated[str | None, typer.Argument(metavar="ARTICLE")] = None,
    output: Output = None,
    date: Date = None,
    model: Model = None,
    debug: Debug = False,
) -> Task:
    """Write a claims file to start from: one claim for each fact, to be cut down.

    \b
    $ extract claims docs/examples/bouar.txt
    ...
        # line 1: "killed 7 border guards"
        - name: "7 killed, border guards"
          match: {kind: killed}
          low: 7
          ...
    """
    from extractor.commands import claims

    request = claims.Claims(article=article, output=output, date=date, model=model, debug=debug)
    return lambda: claims.claims(request)


@app.command("verify", cls=Page)
def _verify(
    paths: Annotated[list[str] | None, typer.Argument(metavar="ROWS ARTICLE")] = None,
    kind: Annotated[str, typer.Option("-f", "--format", metavar="FORMAT", help="text, json or csv.")] = "text",
    output: Output = None,
    date: Date = None,
    model: Model = None,
    color: Color = "auto",
    debug: Debug = False,
) -> Task:
    """Referee somebody else's rows: does the article say that?

    ROWS is CSV, JSON, JSON Lines or YAML with columns as in extract -f csv, or some of them. A row is supported,
    distorted, not in the text, or not checkable. Exit code 1 when one is distorted or not in the text.

    \b
    $ extract verify docs/examples/rows.csv docs/examples/bouar.txt
    row 1    supported        c24  "killed 7 border guards"
    row 2    distorted        c89
              kind changed: killed, the text has wounded
    ...
    """
    from extractor.commands import verify

    request = verify.Verify(
        paths=tuple(paths or ()), format=kind, output=output, date=date, model=model, color=color, debug=debug
    )
    return lambda: verify.verify(request)


@app.command("explain", cls=Page)
def _explain(
    article: Annotated[str | None, typer.Argument(metavar="ARTICLE")] = None,
    what: Annotated[str | None, typer.Argument(metavar="[ID | TEXT]")] = None,
    kind: Annotated[str, typer.Option("-f", "--format", metavar="FORMAT", help="text or json.")] = "text",
    output: Output = None,
    date: Date = None,
    model: Model = None,
    color: Color = "auto",
    debug: Debug = False,
) -> Task:
    """Explain what became of every number, of one fact, or of a piece of text.

    With an ID (t58, c168, a30): rule, cue, and where each field came from. With a TEXT of the article: what it holds,
    and which guard or missing part stopped the rest.

    \b
    $ extract explain docs/examples/bouar.txt
    docs/examples/bouar.txt:1:25  BOUAR – Shelling killed [7] border guards near             c24 killed
    ...
    3 numbers: 3 facts; unclear 0.0%
    """
    from extractor.commands import explain

    request = explain.Explain(
        article=article, what=what, format=kind, output=output, date=date, model=model, color=color, debug=debug
    )
    return lambda: explain.explain(request)


@app.command("compare", cls=Page)
def _compare(
    articles: Annotated[list[str] | None, typer.Argument(metavar="ARTICLE...")] = None,
    kind: Annotated[str, typer.Option("-f", "--format", metavar="FORMAT", help="text, csv or json.")] = "text",
    output: Output = None,
    fail_on: Annotated[
        str | None, typer.Option("--fail-on", metavar="conflict", help="Exit code 1 when sources contradict.")
    ] = None,
    date: Date = None,
    jobs: Jobs = "1",
    model: Model = None,
    color: Color = "auto",
    debug: Debug = False,
) -> Task:
    """Compare what several articles say about the same thing.

    A source that several articles quote with one number counts once. Numbers that cannot both be right are marked.

    \b
    $ extract compare docs/examples
    killed · border guards · Bouar · on Friday  CONFLICT
      At least 11  Idris Bako        docs/examples/bouar-evening.txt:1:1
      ...
    """
    from extractor.commands import compare

    request = compare.Compare(
        articles=tuple(articles or ()),
        format=kind,
        output=output,
        fail_on=fail_on,
        date=date,
        jobs=jobs,
        model=model,
        color=color,
        debug=debug,
    )
    return lambda: compare.compare(request)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command line and returns its exit code; the only place where errors become messages."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in arguments
    try:
        task = app(arguments, prog_name="extract", standalone_mode=False)
        code = task() if callable(task) else int(task or 0)
        sys.stdout.flush()
        return code
    except InputError as error:
        return complain(error)
    except TyperException as error:
        return complain(usage(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            return _fault(error, debug)
        return complain(InputError("", f"cannot be written ({error.strerror})", "make room, then run it again"))
    except Exception as fault:
        return _fault(fault, debug)


def _fault(fault: Exception, debug: bool) -> int:
    """Tells that the program is to blame; for ``--debug`` also where."""
    complain(InputError("", f"a fault of this program ({type(fault).__name__}: {fault})", "see --debug"))
    if debug:
        traceback.print_exception(fault)
    return 3


def entry() -> None:
    """What the installed command runs. It leaves at once: taking spaCy's objects down would cost 0.1 s and more."""
    code = main()
    if "multiprocessing" in sys.modules:
        from extractor import batch

        batch.stop_workers()
    sys.stderr.flush()
    os._exit(code)
