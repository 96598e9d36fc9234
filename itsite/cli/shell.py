"""The program around its commands: signals, streams, and what becomes of errors."""

import contextlib
import io
import os
import signal
import sys
import traceback
from pathlib import Path
from types import FrameType
from typing import NoReturn

from itsite.cli.plain import plain_build
from itsite.cli.reporting import REFUSAL, visible
from itsite.cli.unchanged import answer, look
from itsite.engine.signals import ENDING
from itsite.model.problem import RefusedError

DONE, WRONG_USAGE, REFUSED = 0, 2, 3


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


def say(line: str) -> None:
    """Writes a line to standard error, if anybody takes it."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


def _refused(error: RefusedError) -> int:
    where = f"{error.path}: " if error.path else ""
    cure = f" ({error.hint})" if error.hint else ""
    say(visible(f"{where}error[{REFUSAL}] {error.message}{cure}"))
    return REFUSED


def _result(arguments: list[str]) -> int:
    """Runs the command in the quickest way: an answer that still holds, a build with plain options, or any command at all."""
    seen = look(arguments)
    code = answer(seen) if seen else None
    if code is not None:
        return code
    command = plain_build(arguments)
    if command:
        from itsite.cli.building import run_build  # noqa: PLC0415 - loading takes most of the time of a short command

        return run_build(command, seen)
    from itsite.cli.program import exit_code  # noqa: PLC0415 - see above

    return exit_code(arguments, seen)


def _exit_code(arguments: list[str]) -> int:
    try:
        return _result(arguments)
    except RefusedError as error:
        return _refused(error)
    except BrokenPipeError:
        return DONE
    except OSError as error:
        cure = "give yourself the right to use it" if isinstance(error, PermissionError) else "mend that and try again"
        return _refused(RefusedError(f"the machine refused: {error.strerror or error}", path=str(error.filename or ""), hint=cure))


def run(arguments: list[str]) -> int:
    """Runs one command and returns its exit code; raises nothing."""
    try:
        _listening()
        _open_streams()
        code = _exit_code(arguments)
        _deaf()
    except _TerminatedError as end:
        code = 128 + end.number
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a line
        if os.environ.get("ITSITE_DEBUG"):
            traceback.print_exc()
        say(f"itsite: error[BUG01] a mistake in itsite itself: {type(error).__name__}: {error} (please report it; ITSITE_DEBUG=1 shows more)")
        code = REFUSED
    _close_streams()
    return code
