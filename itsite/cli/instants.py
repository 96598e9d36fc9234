"""The instant of which a site is shown."""

import datetime as dt
import os

# Calendars and time zones reach no further.
FIRST_YEAR, LAST_YEAR = 2, 9998


class WrongInstantError(ValueError):
    """A text that is no instant; `where` is the option or variable that it stands in."""

    def __init__(self, message: str, where: str) -> None:
        """`message` says what to write instead."""
        super().__init__(message)
        self.where = where


def _seconds(text: str) -> dt.datetime:
    """SOURCE_DATE_EPOCH, as build systems set it."""
    try:
        return dt.datetime.fromtimestamp(int(text), dt.UTC)
    except (ValueError, OverflowError, OSError):
        raise WrongInstantError(f'"{text}" is no number of seconds since 1970', "SOURCE_DATE_EPOCH") from None


def instant(text: str | None) -> dt.datetime:
    """The instant asked for, naive when it has no offset; else SOURCE_DATE_EPOCH, else now. Raises WrongInstantError."""
    if text is None:
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        return _seconds(epoch) if epoch else dt.datetime.now(dt.UTC)
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise WrongInstantError(f'"{text}" is no instant; write 2026-11-03 or 2026-11-03T09:00', "--at") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise WrongInstantError(f"the year has to be {FIRST_YEAR} to {LAST_YEAR}", "--at")
    return found
