"""A lock on a folder that dies with the process that holds it."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from itsite.model.problem import RefusedError

if sys.platform == "win32":
    import msvcrt

    def _acquire(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _acquire(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _taken(file: Path, what: str) -> RefusedError:
    try:
        holder = file.read_text().strip()
    except OSError:
        holder = ""
    return RefusedError(f"{what} is locked by another build (process {holder or 'unknown'})", path=str(file), hint="wait until it has ended")


@contextlib.contextmanager
def lock(file: Path, what: str) -> Iterator[None]:
    """Holds `file` for the block. Raises RefusedError when another process holds it.

    The file may vanish between opening and locking (its last holder tidied up): then it is opened anew.
    """
    while True:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _acquire(descriptor)
            if file.exists() and file.stat().st_ino == os.fstat(descriptor).st_ino:
                break
        except BlockingIOError:
            os.close(descriptor)
            raise _taken(file, what) from None
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        with contextlib.suppress(OSError):
            file.unlink()
        os.close(descriptor)
