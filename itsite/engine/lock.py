"""A lock on a folder that dies with the process that holds it."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from itsite.engine.signals import undisturbed
from itsite.model.problem import RefusedError

NO_LINKS = getattr(os, "O_NOFOLLOW", 0)

if sys.platform == "win32":
    import msvcrt

    def _acquire(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _acquire(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(file: Path) -> str:
    """The number that the holder has written; it may have locked the file a moment ago and not have written yet."""
    for _ in range(20):
        with contextlib.suppress(OSError, ValueError):
            return str(int(file.read_text("ascii")))
        time.sleep(0.01)
    return "unknown"


def _taken(file: Path, what: str) -> RefusedError:
    return RefusedError(f"{what} is locked by another build (process {_holder(file)})", path=str(file), hint="wait until it has ended")


def _is_at(file: Path, descriptor: int) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return file.stat().st_ino == os.fstat(descriptor).st_ino
    return False


def _locked(file: Path, what: str) -> int:
    """The descriptor of the locked file.

    File and folder may vanish between opening and locking (the last holder tidied up): then they are made anew.
    """
    while True:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT | NO_LINKS, 0o644)
        except FileNotFoundError:
            continue
        except FileExistsError:
            if file.parent.is_file() or file.parent.is_symlink():
                raise
            continue
        try:
            _acquire(descriptor)
        except BlockingIOError:
            os.close(descriptor)
            raise _taken(file, what) from None
        except OSError:
            os.close(descriptor)
            raise
        if _is_at(file, descriptor):
            return descriptor
        os.close(descriptor)


def _release(file: Path, descriptor: int) -> None:
    with contextlib.suppress(OSError):
        file.unlink()
        file.parent.rmdir()
    os.close(descriptor)


@contextlib.contextmanager
def lock(file: Path, what: str) -> Iterator[None]:
    """Holds `file` for the block; its folder is made, and removed in the end when it is empty.

    Raises RefusedError when another process holds it, OSError.
    """
    descriptor = None
    try:
        with undisturbed():
            descriptor = _locked(file, what)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        if descriptor is not None:
            with undisturbed():
                _release(file, descriptor)
