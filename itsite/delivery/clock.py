"""Time, and the person who waits, as sending knows them."""

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """Time as sending knows it."""

    def now(self) -> dt.datetime:
        """The instant, for the journal."""

    def seconds(self) -> float:
        """Seconds since anything, which never go back."""

    def wait(self, seconds: float, why: str) -> None:
        """Lets time pass; `why` is for a person who waits too."""

    def done(self, count: int) -> None:
        """So many have been settled."""
