"""Work handed to the main thread: limits by alarm signal hold there only, and nothing has to be locked."""

import contextlib
import queue
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

# On Windows a wait cannot be interrupted: Ctrl-C is seen between two of them.
WAIT_S = 0.5


class EndedError(Exception):
    """Nobody works any more."""


class WorkQueue:
    """Calls from any thread, carried out one after the other by the thread that runs the queue."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = queue.SimpleQueue()
        self._error: BaseException | None = None
        self._is_closed = False

    def submit(self, call: Callable[[], T]) -> "Future[T]":
        """The result of `call`, as soon as it is its turn; EndedError when it does not come any more."""
        future: Future[T] = Future()
        self._calls.put((future, call))
        if self._is_closed:
            self.close()
        return future

    def close(self) -> None:
        """From now on every call ends with EndedError, those that wait too."""
        self._is_closed = True
        with contextlib.suppress(queue.Empty):
            while True:
                future = self._calls.get_nowait()[0]
                if future.set_running_or_notify_cancel():
                    future.set_exception(EndedError())

    def stop(self, error: BaseException) -> None:
        """Makes `run` raise `error`."""
        self._error = error

    def run(self) -> None:
        """Works for ever. Raises only what ends the program."""
        while self._error is None:
            try:
                future, call = self._calls.get(timeout=WAIT_S)
            except queue.Empty:
                continue
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = call()
            except Exception as error:  # noqa: BLE001 - whoever asked for it gets it
                future.set_exception(error)
            except BaseException:
                future.set_exception(EndedError())
                raise
            else:
                future.set_result(result)
        raise self._error
