"""The command line: reads the arguments, runs one command, prints, and gives the exit code."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from extractor import __version__
from extractor.commands.shared import complain
from extractor.errors import InputError

Task = Callable[[], int]

FACTS: Final = "ARTICLE..."  # the name of the command that has none: no file is called so
FLAGS: Final = ("--debug",)  # may stand before a command
WORDS: Final = "extractor.words"  # the context's key of the command's words in their order


class Page(TyperCommand):
    """A command whose help fits one screen: usage, what it does, an example, options."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.meta[WORDS] = list(args)
        return super().parse_args(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        options(self.get_params(ctx), ctx, formatter)


class Commands(TyperGroup):
    """A first word that is no command is an article."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        before = 0
        while before < len(args) and args[before] in FLAGS:
            before += 1
        args = [*args[before:], *args[:before]]
        own = [name for option in self.params for name in option.opts] + list(ctx.help_option_names)
        if not args or (args[0] not in self.commands and args[0] not in own):
            args = [FACTS, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, f"{FACTS} [OPTIONS]")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]", prefix="       ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        options([*self.commands[FACTS].params, *self.get_params(ctx)], ctx, formatter)
        self.format_commands(ctx, formatter)


def options(parameters: Sequence[Any], ctx: Any, formatter: Any) -> None:
    """The help lines of the options; the arguments stand in the usage and in the text."""
    rows = [option.get_help_record(ctx) for option in parameters if option.param_type_name == "option"]
    with formatter.section("Options"):
        formatter.write_dl([row for row in rows if row])


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
    $ extract - --only casualties --brief <<< "Officials said 14 soldiers were killed."
    casualties:
      - id: c15
        kind: killed
        count: {low: 14, high: 14, bound: exact, text: "14"}
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
    $ extract check samples/
    samples/rfa_2025.txt
      ok    20-25k more to Russia                t58   "20,000-25,000 additional troops"
      ...
    6 passed, 14 extra
    """
    from extractor.commands import check

    request = check.Check(
        paths=tuple(paths or ()),
        reports=reports(ctx.meta[WORDS]),
        strict=strict,
        strict_todo=strict_todo,
        allow_extra=allow_extra,
        fail_on=fail_on,
        date=date,
        jobs=jobs,
        model=model,
        color=color,
        debug=debug,
    )
    return lambda: check.check(request)


def reports(words: Sequence[str]) -> tuple[tuple[str, str | None], ...]:
    """The reports asked for, each with its file: an ``-o`` belongs to the ``-f`` before it."""
    found: list[list[str | None]] = []
    for number, word in enumerate(words):
        if word == "--":
            break
        place = next((n for n, names in enumerate((("-f", "--format"), ("-o", "--output"))) if word in names), None)
        value = next(iter(words[number + 1 :]), "")
        if place is None:
            name, sign, value = word.partition("=")
            place = {"--format": 0, "--output": 1}.get(name) if sign else None
        if place is None and word[:2] in ("-f", "-o"):
            place, value = "fo".index(word[1]), word[2:]
        if place is None:
            continue
        if not found or found[-1][place] is not None:
            found.append([None, None])
        found[-1][place] = value
    return tuple((kind or "text", output) for kind, output in found) or (("text", None),)


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
    except Exception as fault:
        if debug:
            raise
        complain(InputError("", f"a fault of this program, {type(fault).__name__}: {fault}", "see --debug"))
        return 3


def usage(error: TyperException) -> InputError:
    """What Typer has to say about the arguments, in our words."""
    option = getattr(error, "option_name", None)
    possible = getattr(error, "possibilities", None)
    message = error.format_message()
    if option and message.startswith("No such option"):
        near = difflib.get_close_matches(option, possible or (), n=1)
        mend = f"did you mean {near[0]}?" if near else "see extract --help"
        return InputError(option, "no such option", mend)
    if option and "requires an argument" in message:
        return InputError(option, "needs a value", "see extract --help")
    if option and "does not take a value" in message:
        return InputError(option, "takes no value", "leave it out")
    return InputError("", message[:1].lower() + message[1:].rstrip("."), "see extract --help")


if __name__ == "__main__":
    sys.exit(main())
