"""What tells a file from a changed one without reading it."""

import os
import time

# Size in bytes, times of the last change of the content and of the entry in nanoseconds, number of the file.
Stamp = tuple[int, int, int, int]

# A file changed so shortly before it was looked at may change again with the same time on it.
TICK_NS = 50_000_000
COARSE_TICK_NS = 2_000_000_000
SECOND_NS = 1_000_000_000


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp of a file."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def looked_at_ns() -> int:
    """The present instant on the clock that stamps files: taken before a look at them."""
    return time.time_ns()


def is_settled(stamp: Stamp, seen_ns: int) -> bool:
    """True when a change after `seen_ns` is bound to change the stamp; file systems that count whole seconds need longer."""
    _, modified, changed, _ = stamp
    tick = COARSE_TICK_NS if modified % SECOND_NS == 0 and changed % SECOND_NS == 0 else TICK_NS
    return max(modified, changed) + tick < seen_ns
