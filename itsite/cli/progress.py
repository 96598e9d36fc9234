"""How far long work has come, on a terminal."""

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TextIO

from itsite.engine.runner import Item, Result, Runner

FIRST_AFTER_S, EVERY_S = 0.5, 0.1
CLEAR_LINE = "\r\033[K"


class Progress:
    """A runner that counts the results of another; it writes nothing before half a second has passed."""

    def __init__(self, inner: Runner, terminal: TextIO) -> None:
        """`terminal` shows one line that is overwritten, and cleared in the end."""
        self.inner, self.terminal = inner, terminal
        self._next = time.monotonic() + FIRST_AFTER_S

    def map(self, step: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results of the inner runner."""
        whole = f" of {len(items)}" if isinstance(items, Sized) else ""
        shown = False
        try:
            for n, result in enumerate(self.inner.map(step, items), 1):
                if time.monotonic() >= self._next:
                    self._show(f"{CLEAR_LINE}{n}{whole}")
                    self._next = time.monotonic() + EVERY_S
                    shown = True
                yield result
        finally:
            if shown:
                self._show(CLEAR_LINE)

    def _show(self, text: str) -> None:
        with contextlib.suppress(OSError):
            self.terminal.write(text)
            self.terminal.flush()
