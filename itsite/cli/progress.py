"""How far long work has come, on a terminal."""

import time
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TYPE_CHECKING, TextIO

from itsite.engine.runner import Item, Result, Runner

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

FIRST_AFTER_S, EVERY_S = 0.5, 0.1
WORDS = {
    "ReadStep": "Reading pages", "LookStep": "Looking into pictures", "MakeStep": "Making pages and pictures", "InspectStep": "Looking at files",
    "CompareStep": "Comparing files",
}  # fmt: skip


class Progress:
    """A runner that shows how far another has come; it writes nothing before half a second has passed."""

    def __init__(self, inner: Runner, terminal: TextIO) -> None:
        """`terminal` shows one line that is overwritten, and cleared in the end."""
        self.inner, self.terminal = inner, terminal
        self._next = time.monotonic() + FIRST_AFTER_S

    def map(self, step: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results of the inner runner, which is at work when this returns."""
        total = len(items) if isinstance(items, Sized) else None
        return self._shown(self.inner.map(step, items), WORDS.get(type(step).__name__, "Working"), total)

    def _shown(self, results: Iterator[Result], words: str, total: int | None) -> Iterator[Result]:
        bar: Bar | None = None
        try:
            for n, result in enumerate(results, 1):
                if time.monotonic() >= self._next:
                    bar = bar or self._bar(words, total)
                    bar.update(bar.task_ids[0], completed=n)
                    bar.refresh()
                    self._next = time.monotonic() + EVERY_S
                yield result
        finally:
            if bar:
                bar.stop()

    def _bar(self, words: str, total: int | None) -> "Bar":
        """A bar that is drawn when it is told to: a thread of its own and forked processes do not go together."""
        from rich.console import Console  # noqa: PLC0415 - most builds end before anything is to be shown
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415 - see above
        from rich.progress import Progress as Bar  # noqa: PLC0415 - see above

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        bar = Bar(*columns, console=Console(file=self.terminal), auto_refresh=False, transient=True)
        bar.add_task(words, total=total)
        bar.start()
        return bar
