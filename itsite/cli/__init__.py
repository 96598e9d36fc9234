"""The command line: arguments in, one call, problems printed, exit code out."""

import contextlib
import os
import signal
import sys
import traceback
from types import FrameType
from typing import NoReturn

import typer

from itsite import __version__
from itsite.cli.add import add
from itsite.cli.build import build
from itsite.cli.check import check
from itsite.cli.new import new
from itsite.cli.next import next_change
from itsite.cli.schema import schema
from itsite.cli.theme import theme_app
from itsite.model.problem import RefusedError

DONE, PROBLEMS, WRONG_USAGE, REFUSED = 0, 1, 2, 3

app = typer.Typer(
    name="itsite",
    help="Builds the website of an IT department from a folder of Markdown.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(new)
app.command()(add)
app.command()(build)
app.command()(check)
app.command("next")(next_change)
app.command()(schema)
app.add_typer(theme_app, name="theme")


def _version(wanted: bool) -> None:  # noqa: FBT001
    if wanted:
        typer.echo(f"itsite {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version and end."),  # noqa: FBT001, FBT003
) -> None:
    """Builds the website of an IT department from a folder of Markdown."""


class _TerminatedError(BaseException):
    def __init__(self, number: int) -> None:
        self.number = number


def _terminate(number: int, _frame: FrameType | None) -> NoReturn:
    raise _TerminatedError(number)


def _say(line: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


def _refused(error: RefusedError) -> int:
    where = f"{error.path}: " if error.path else ""
    cure = f" ({error.hint})" if error.hint else ""
    _say(f"{where}error[IO001] {error.message}{cure}")
    return REFUSED


def _wrong_usage(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "itsite"
    message = error.format_message()
    if message:
        _say(message if message.startswith("Usage:") or "\n" in message else f"{command}: {message} (see {command} --help)")
    return WRONG_USAGE


def _exit_code(arguments: list[str]) -> int:  # noqa: PLR0911 - one return an outcome
    try:
        result = app(arguments, prog_name="itsite", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        return _wrong_usage(error)
    except (typer.Abort, KeyboardInterrupt):
        return 128 + signal.SIGINT
    except typer.Exit as stop:
        return stop.exit_code
    except RefusedError as error:
        return _refused(error)
    except BrokenPipeError:
        return DONE
    except OSError as error:
        return _refused(RefusedError(f"the machine refused: {error.strerror or error}", path=str(error.filename or ""), hint="mend that and try again"))
    return result if isinstance(result, int) else DONE


def _run(arguments: list[str]) -> int:
    try:
        return _exit_code(arguments)
    except _TerminatedError as end:
        return 128 + end.number
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a line
        if os.environ.get("ITSITE_DEBUG"):
            traceback.print_exc()
        _say(f"itsite: error[BUG01] a mistake in itsite itself: {type(error).__name__}: {error} (please report it; ITSITE_DEBUG=1 shows more)")
        return REFUSED


def main() -> NoReturn:
    """Runs the program and ends the process with its exit code."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _terminate)
    code = _run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        # What reads our output has gone away: Python must not complain about it while it ends.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
