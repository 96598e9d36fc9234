"""What a calendar file says, as values."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)

Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An entry of a calendar: plain texts, absolute addresses, aware instants.

    `end` is None when nobody said; of whole days it is the first moment of the day after. `changed` is None for one that was never changed.
    """

    uid: str
    sequence: int
    created: dt.datetime | None
    changed: dt.datetime | None
    start: dt.datetime
    end: dt.datetime | None
    is_all_day: bool
    status: Status
    title: str
    description: str
    location: str
    url: str
    online: str
    organiser: str
    mail: str
    categories: tuple[str, ...]
    classification: Literal["PUBLIC", "PRIVATE", "CONFIDENTIAL"]


@dataclass(frozen=True, slots=True)
class CalendarView:
    """A calendar with its entries in order. `name` is empty for the file of one event: who opens it wants an entry, not another calendar."""

    lang: str
    zone: str
    events: tuple[CalendarEvent, ...]
    name: str = ""
    description: str = ""
    url: str = ""
    home: str = ""


def sequence_of(updated: dt.datetime | None, *, is_cancelled: bool) -> int:
    """The revision of an event, from its last update alone: minutes since 2020, and one more when it is cancelled; 0 before any change."""
    minutes = max(1, (updated - EPOCH) // MINUTE) if updated else 0
    return minutes + int(is_cancelled)


def written_moment(moment: dt.datetime, *, is_day: bool) -> str:
    """A moment as it stands in a calendar, on its own clock; where that shows two moments alike, in universal time.

    RFC 5545 means the first of the two, and ical.js takes the second.
    """
    if is_day:
        return f"{moment:%Y%m%d}"
    if moment.utcoffset() == dt.timedelta(0) or moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset():
        return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    return f"{moment:%Y%m%dT%H%M%S}"
