"""What Typer leaves to us: a command without a name, help on one screen, messages of one line."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Sequence
from typing import Any, Final

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from extractor.errors import InputError

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
        named = bool(args) and (args[0] in self.commands or args[0] in own)
        if not named and (args or not ctx.resilient_parsing):  # completion of the first word knows the commands only
            _no_misspelt_command(args[0] if args else "", [name for name in self.commands if name != FACTS])
            args = [FACTS, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, f"{FACTS} [OPTIONS]")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]", prefix="       ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        options([*self.commands[FACTS].params, *self.get_params(ctx)], ctx, formatter)
        self.format_commands(ctx, formatter)


def _no_misspelt_command(word: str, commands: Sequence[str]) -> None:
    """InputError where a first word is no file and nearly a command."""
    if word.isalpha() and not os.path.exists(word):
        near = ["--help"] if word == "help" else difflib.get_close_matches(word, commands, n=1, cutoff=0.75)
        if near:
            raise InputError(word, "no such file or command", f'did you mean "extract {near[0]}"?')


def options(parameters: Sequence[Any], ctx: Any, formatter: Any) -> None:
    """The help lines of the options; the arguments stand in the usage and in the text."""
    rows = [option.get_help_record(ctx) for option in parameters if option.param_type_name == "option"]
    with formatter.section("Options"):
        formatter.write_dl([row for row in rows if row])


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
    if found := re.fullmatch(r"Got unexpected extra arguments? ?\(?s?\)? ?\((.*)\)\.?", message):
        return InputError(found[1], "one argument too many", "see extract --help")
    return InputError("", message[:1].lower() + message[1:].rstrip("."), "see extract --help")
