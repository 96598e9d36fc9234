"""The clock and the screen of a sending."""

import datetime as dt
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


class Screen:
    """A real clock, with a bar on a terminal and nothing in a pipe."""

    def __init__(self, total: int) -> None:
        """`total` is how many recipients there are to settle."""
        self._bar = self._made(total) if sys.stderr.isatty() else None

    def now(self) -> dt.datetime:
        """The instant."""
        return dt.datetime.now(dt.UTC)

    def seconds(self) -> float:
        """Seconds since the machine began."""
        return time.monotonic()

    def wait(self, seconds: float, why: str) -> None:
        """Sleeps; says why on a terminal."""
        if self._bar and why:
            self._bar.update(self._bar.task_ids[0], description=f"Waiting {seconds:.0f} s: {why[:60]}")
            self._bar.refresh()
        time.sleep(seconds)

    def done(self, count: int) -> None:
        """Moves the bar."""
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=count, description="Sending")
            self._bar.refresh()

    def close(self) -> None:
        """Takes the bar away."""
        if self._bar:
            self._bar.stop()

    def _made(self, total: int) -> "Bar":
        from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - see above
        from rich.progress import Progress as Bar  # noqa: PLC0415 - see above

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        bar = Bar(*columns, console=Console(file=sys.stderr), auto_refresh=False, transient=True)
        bar.add_task("Sending", total=total)
        bar.start()
        return bar
