"""The command line: one file a command."""

import contextlib
import os
import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Runs the program and ends the process with its exit code."""
    # An interrupt while the program is still being loaded ends it as quietly as one that comes later.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    arguments = sys.argv[1:]
    seen = code = None
    if arguments[:1] == ["build"]:
        from itsite.cli.unchanged import answer, look  # noqa: PLC0415 - loading takes most of the time of a short command
        from itsite.engine.signals import undisturbed  # noqa: PLC0415 - see above

        with contextlib.suppress(OSError), undisturbed():
            seen = look(arguments)
            code = answer(seen) if seen else None
        if code is not None:
            sys.exit(code)
    from itsite.cli.program import run  # noqa: PLC0415 - see above

    # Everything is written and closed by now; to take a large site apart object by object would only take time.
    os._exit(run(arguments, seen))
