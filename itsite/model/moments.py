"""Times at which something takes place: days and moments on the clock of the site, and how long it lasts."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from itsite.model.values import INSTANT_SCHEMA, mistake, parse_instant, zone_of

DAY_LENGTH = len("2026-11-24")
DAY = dt.timedelta(days=1)
# Calendars know the clock of a zone for the years of their events, and some years around.
FIRST_YEAR, LAST_YEAR = 1900, 2200
PARTS = (
    r"(?:(?P<days>\d{1,4})\s*(?:d|days?|Tage?))?\s*(?:(?P<hours>\d{1,4})\s*(?:h|hours?|Std\.?|Stunden?))?"
    r"\s*(?:(?P<minutes>\d{1,5})\s*(?:m|min\.?|minutes?|Minuten?))?"
)
WORDS = re.compile(PARTS, re.IGNORECASE)
ISO = re.compile(r"P(?:(?P<days>\d{1,4})D)?(?:T(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,5})M)?)?", re.IGNORECASE)
DURATION_SCHEMA = {"type": "string", "examples": ["90 min", "1 h 30 min", "2 days", "PT1H30M"]}


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment, aware of the site's zone; or a whole day, which is then its first moment."""

    at: dt.datetime
    is_day: bool = False

    def __str__(self) -> str:
        """As it is written."""
        return self.at.date().isoformat() if self.is_day else self.at.replace(tzinfo=None).isoformat(timespec="minutes")

    @property
    def end_of_day(self) -> dt.datetime:
        """The first moment of the next day."""
        return dt.datetime.combine(self.at.date() + DAY, dt.time(), self.at.tzinfo)


# Stands where a page should say when, and does not.
NO_MOMENT = Moment(dt.datetime(1970, 1, 1, tzinfo=dt.UTC), is_day=True)


def _offset(at: dt.datetime) -> str:
    """A moment with its offset, as one writes it."""
    return at.isoformat(timespec="minutes")


def _checked_clock(text: str, at: dt.datetime, zone: dt.tzinfo) -> None:
    """Raises PydanticCustomError for a time of day without offset that the clock skips or shows twice."""
    first, second = at.replace(fold=0), at.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return
    after, before = (moment.astimezone(dt.UTC).astimezone(zone) for moment in (first, second))
    if after.replace(tzinfo=None, fold=0) == at.replace(tzinfo=None, fold=0):
        hint = f"write {_offset(first)} for the first time, or {_offset(second)} for the second"
        raise mistake("clock", f'"{text}" comes twice: the clock is put back in that night', hint)
    early, late = (moment.replace(tzinfo=None).isoformat(timespec="minutes") for moment in (before, after))
    raise mistake("clock", f'"{text}" does not exist: the clock is put forward in that night', f"write {early} or {late}")


def _moment(value: object, info: ValidationInfo) -> Moment:
    zone = zone_of(info)
    at = parse_instant(value, zone)
    text = value.strip() if isinstance(value, str) else ""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise mistake("date", f'"{text}" is too far away to take place', f"write a year between {FIRST_YEAR} and {LAST_YEAR}")
    if len(text) == DAY_LENGTH:
        return Moment(at, is_day=True)
    if text and dt.datetime.fromisoformat(text).tzinfo is None:
        _checked_clock(text, at, zone)
    return Moment(at)


When = Annotated[Moment, PlainValidator(_moment), WithJsonSchema(INSTANT_SCHEMA)]


@dataclass(frozen=True, slots=True)
class Duration:
    """Days of the calendar, however long, and minutes."""

    days: int
    minutes: int

    def __str__(self) -> str:
        """As it may be written."""
        parts = ((self.days, "d"), (self.minutes // 60, "h"), (self.minutes % 60, "min"))
        return " ".join(f"{number} {unit}" for number, unit in parts if number)

    def after(self, at: dt.datetime) -> dt.datetime:
        """The moment when something ends that begins at `at`: the same time of day some days later, and the minutes after that."""
        later = at + dt.timedelta(days=self.days)
        return (later.astimezone(dt.UTC) + dt.timedelta(minutes=self.minutes)).astimezone(at.tzinfo)


def _duration(value: object) -> Duration:
    text = value.strip() if isinstance(value, str) else ""
    found = ISO.fullmatch(text) or WORDS.fullmatch(text)
    days, hours, minutes = (int(found[part] or 0) if found else 0 for part in ("days", "hours", "minutes"))
    if not days and not hours and not minutes:
        shown = f'"{text}"' if isinstance(value, str) else "that"
        raise mistake("duration", f"{shown} says not how long it lasts", "write it as in 90 min, 1 h 30 min or 2 days")
    return Duration(days, hours * 60 + minutes)


HowLong = Annotated[Duration, PlainValidator(_duration), WithJsonSchema(DURATION_SCHEMA)]
