"""A time limit for one step of work, by the alarm signal where there is one."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

# A library on the way may swallow the first ring with an `except Exception` of its own.
RING_AGAIN_S = 1.0


class TookTooLongError(Exception):
    """The step did not end within its limit."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises TookTooLongError inside the block after `seconds` of wall clock.

    Without an alarm signal (Windows) or outside the main thread the block runs without a limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLongError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, RING_AGAIN_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
