"""The clock and the screen of a sending."""

import datetime as dt
import sys
import time
from typing import TYPE_CHECKING

from itsite.cli.reporting import visible

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


SENDING = "Sending"
LONGEST_WORDS = 60


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
        """Sleeps; says why on a terminal, and how much longer."""
        end = self.seconds() + seconds
        while (left := end - self.seconds()) > 0:
            if why:
                self._say(f"Waiting {max(1.0, left):.0f} s ({why})")
            time.sleep(min(1.0, left))

    def doing(self, what: str) -> None:
        """Says what may take long now."""
        self._say(what)

    def done(self, count: int) -> None:
        """Moves the bar."""
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=count)
            self._say(SENDING)

    def _say(self, words: str) -> None:
        if self._bar:
            # What a server said must neither steer the terminal nor mark up the line.
            self._bar.update(self._bar.task_ids[0], description=visible(words)[:LONGEST_WORDS])
            self._bar.refresh()

    def close(self) -> None:
        """Takes the bar away."""
        if self._bar:
            self._bar.stop()

    def _made(self, total: int) -> "Bar":
        from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - see above
        from rich.progress import Progress as Bar  # noqa: PLC0415 - see above

        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        bar = Bar(*columns, console=Console(file=sys.stderr), auto_refresh=False, transient=True)
        bar.add_task(SENDING, total=total)
        bar.start()
        return bar
