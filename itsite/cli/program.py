"""The program: arguments in, one call, problems printed, exit code out."""

import contextlib
import importlib
import io
import os
import signal
import sys
import traceback
from pathlib import Path
from types import FrameType
from typing import NoReturn

import typer

from itsite import __version__
from itsite.cli.reporting import REFUSAL, visible
from itsite.engine.signals import ENDING
from itsite.model.problem import RefusedError

DONE, WRONG_USAGE, REFUSED = 0, 2, 3

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
    "theme": ("itsite.cli.theme", "theme_app"),
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


class _TerminatedError(BaseException):
    def __init__(self, number: int) -> None:
        self.number = number


def _terminate(number: int, _frame: FrameType | None) -> NoReturn:
    _deaf()
    raise _TerminatedError(number)


def _listening() -> None:
    """From now on a signal ends the program in order; one that the caller has it ignore (nohup) stays ignored."""
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _terminate)


def _deaf() -> None:
    """From now on nothing disturbs the end."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)


def _open_streams() -> None:
    """Streams that the caller has closed lead nowhere; no text is too odd for the others."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _close_streams() -> None:
    """Gives away what is still to be written; when nobody takes it, Python must not complain about it while it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _say(line: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


def _refused(error: RefusedError) -> int:
    where = f"{error.path}: " if error.path else ""
    cure = f" ({error.hint})" if error.hint else ""
    _say(visible(f"{where}error[{REFUSAL}] {error.message}{cure}"))
    return REFUSED


def _wrong_usage(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "itsite"
    message = error.format_message()
    if message:
        _say(message if message.startswith("Usage:") or "\n" in message else f"{command}: {message} (see {command} --help)")
    return WRONG_USAGE


def _exit_code(arguments: list[str], seen: object) -> int:  # noqa: PLR0911 - one return an outcome
    try:
        result = _app(arguments)(arguments, prog_name="itsite", standalone_mode=False, obj=seen)
    except typer.TyperException as error:
        return _wrong_usage(error)
    except typer.Abort:
        return 128 + signal.SIGINT
    except typer.Exit as stop:
        return stop.exit_code
    except RefusedError as error:
        return _refused(error)
    except BrokenPipeError:
        return DONE
    except OSError as error:
        cure = "give yourself the right to use it" if isinstance(error, PermissionError) else "mend that and try again"
        return _refused(RefusedError(f"the machine refused: {error.strerror or error}", path=str(error.filename or ""), hint=cure))
    return result if isinstance(result, int) else DONE


def run(arguments: list[str], seen: object = None) -> int:
    """Runs one command and returns its exit code; raises nothing. `seen` is a look at the files, for commands that want it."""
    try:
        _listening()
        _open_streams()
        code = _exit_code(arguments, seen)
        _deaf()
    except _TerminatedError as end:
        code = 128 + end.number
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a line
        if os.environ.get("ITSITE_DEBUG"):
            traceback.print_exc()
        _say(f"itsite: error[BUG01] a mistake in itsite itself: {type(error).__name__}: {error} (please report it; ITSITE_DEBUG=1 shows more)")
        code = REFUSED
    _close_streams()
    return code
