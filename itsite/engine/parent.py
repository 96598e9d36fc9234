"""A child that does not outlive its parent."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def ends_with_parent(parent: int) -> None:
    """Has the system end this process when process `parent`, which forked it, has ended; without effect where it does not offer that."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
