"""The commands and their arguments."""

import gc
import importlib
import signal

import typer

from itsite import __version__
from itsite.cli.shell import DONE, WRONG_USAGE, say

# Module and function of each command, in the order in which help names them.
COMMANDS = {
    "new": ("itsite.cli.new", "new"),
    "add": ("itsite.cli.add", "add"),
    "build": ("itsite.cli.build", "build"),
    "serve": ("itsite.cli.serve", "serve"),
    "check": ("itsite.cli.check", "check"),
    "why": ("itsite.cli.why", "why"),
    "next": ("itsite.cli.next", "next_change"),
    "schema": ("itsite.cli.schema", "schema"),
    "headers": ("itsite.cli.headers", "headers"),
    "theme": ("itsite.cli.theme", "theme_app"),
    "mail": ("itsite.cli.mail", "mail_app"),
    "plan": ("itsite.cli.plan", "plan"),
    "announce": ("itsite.cli.announce", "announce"),
}


def _version(wanted: bool) -> None:  # noqa: FBT001
    if wanted:
        typer.echo(f"itsite {__version__}")
        raise typer.Exit


def options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version and end."),  # noqa: FBT001, FBT003
) -> None:
    """Builds the website of an IT department from a folder of Markdown."""


def _app(arguments: list[str]) -> typer.Typer:
    """The program with the command that is meant, or with all when it is not known which: loading them takes most of the time."""
    app = typer.Typer(
        name="itsite",
        help="Builds the website of an IT department from a folder of Markdown.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(options)
    meant = arguments[:1] if arguments[:1] and arguments[0] in COMMANDS else list(COMMANDS)
    for name in meant:
        module, function = COMMANDS[name]
        found = getattr(importlib.import_module(module), function)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def _wrong_usage(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "itsite"
    message = error.format_message()
    if message.startswith("Usage:"):
        say(message)
    elif message:
        # The choices of an argument come one a line, and what is wrong with one with a word for programmers before it.
        told = " ".join(message.replace("Value error, ", "").split())
        say(f"{command}: {told} (see {command} --help)")
    return WRONG_USAGE


def exit_code(arguments: list[str], seen: object) -> int:
    """Reads the arguments and runs the command; `seen` is a look at the files, for commands that want it. Raises what the command raises."""
    try:
        app = _app(arguments)
        gc.enable()
        result = app(arguments, prog_name="itsite", standalone_mode=False, obj=seen)
    except typer.TyperException as error:
        return _wrong_usage(error)
    except typer.Abort:
        return 128 + signal.SIGINT
    except typer.Exit as stop:
        return stop.exit_code
    return result if isinstance(result, int) else DONE
