"""The command line: one file a command."""

import gc
import os
import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Runs the program and ends the process with its exit code."""
    # An interrupt while the program is still being loaded ends it as quietly as one that comes later.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # All that is loaded now stays: to look for what could be collected would be in vain. Each command turns it on again.
    gc.disable()
    # Pydantic would look through all installed packages for plugins, and there are none for us.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from itsite.cli.shell import run  # noqa: PLC0415 - loading takes most of the time of a short command

    # Everything is written and closed after it; to take a large site apart object by object would only take time.
    os._exit(run(sys.argv[1:]))
