"""Many events of one save become one refresh."""

import threading
import time
from collections.abc import Callable

# One save is 8 to 25 events within a few milliseconds; a checkout is hundreds, with pauses.
QUIET_S, QUIET_MANY_S, LONGEST_S = 0.025, 0.1, 0.5
MANY = 8


class Bursts(threading.Thread):
    """Calls `refresh` when a burst of events is over, never twice at once; and after each `pulse_s`, whether there were events or not."""

    def __init__(self, refresh: Callable[[float, frozenset[str]], object], pulse_s: Callable[[], float]) -> None:
        """`refresh` gets the moment of the first event (monotonic clock) and the paths of all, and returns when it is done."""
        super().__init__(name="bursts", daemon=True)
        self._pulse_s = pulse_s
        self._refresh = refresh
        self._condition = threading.Condition()
        self._paths: set[str] = set()
        self._first = self._last = 0.0
        self._is_ending = False

    @property
    def is_pending(self) -> bool:
        """True from the first event of a burst until its refresh has been asked for."""
        return bool(self._paths)

    def event(self, path: str) -> None:
        """Something happened to a path."""
        with self._condition:
            self._last = time.monotonic()
            self._first = self._first if self._paths else self._last
            self._paths.add(path)
            self._condition.notify()

    def end(self) -> None:
        """No more refreshes."""
        with self._condition:
            self._is_ending = True
            self._condition.notify()

    def run(self) -> None:
        """Waits for bursts."""
        while True:
            with self._condition:
                if not self._paths and not self._is_ending:
                    self._condition.wait(self._pulse_s())
                while self._paths and not self._is_ending and (left := self._until() - time.monotonic()) > 0:
                    self._condition.wait(left)
                if self._is_ending:
                    return
                first = self._first if self._paths else time.monotonic()
                paths = frozenset(self._paths)
                self._paths.clear()
            self._refresh(first, paths)

    def _until(self) -> float:
        """The end of this burst, if nothing more happens."""
        quiet_s = QUIET_MANY_S if len(self._paths) > MANY else QUIET_S
        return min(self._last + quiet_s, self._first + LONGEST_S)
