"""The command line: one file a command."""

import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Runs the program and ends the process with its exit code."""
    # An interrupt while the program is still being loaded ends it as quietly as one that comes later.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from itsite.cli.program import run  # noqa: PLC0415 - loading takes most of the time of a short command

    sys.exit(run(sys.argv[1:]))
