"""The rules of a time zone, as calendars want them (RFC 5545, 3.6.5).

icalendar lists every day on which a clock changes, in one property, an hour late in spring; ical.js reads the first of a list, and Outlook none.
So clocks are described by rules, such as the last Sunday in March, where the days in question follow one.
"""

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

# No clock changes twice within so many days: the shortest time known is a Ramadan.
STEP = dt.timedelta(days=7)
SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)
ZERO = dt.timedelta(0)
WEEK = 7
DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1


@dataclass(frozen=True, slots=True)
class Change:
    """A clock that is put forward or back: `onset` is what it showed before, and that moment in universal time is `instant`."""

    instant: dt.datetime
    onset: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    is_daylight: bool
    name: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Changes of one sort, in a row of years. `place` counts the weekday of the first in its month, LAST for the last; None where there is one only."""

    first: Change
    place: int | None
    until: dt.datetime | None

    @property
    def day(self) -> str:
        """The day as RRULE writes it: `-1SU`."""
        return f"{self.place}{DAY_NAMES[self.first.onset.weekday()]}"


def _change(zone: ZoneInfo, before: dt.datetime, after: dt.datetime) -> Change:
    """The change between two instants in universal time."""
    old = before.astimezone(zone)
    while after - before > SECOND:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == old.utcoffset() else (before, middle)
    new = after.astimezone(zone)
    earlier, later = old.utcoffset() or ZERO, new.utcoffset() or ZERO
    is_daylight = later > earlier and bool(old.dst() or new.dst())
    return Change(after, (after + earlier).replace(tzinfo=None), earlier, later, is_daylight, new.tzname() or "")


@cache
def changes_of(zone: ZoneInfo, first: int, last: int) -> tuple[Change, ...]:
    """What the clocks of a zone do from the beginning of a year to the end of another."""
    start, end = dt.datetime(first, 1, 1, tzinfo=dt.UTC), dt.datetime(last + 1, 1, 1, tzinfo=dt.UTC)
    steps = [start + n * STEP for n in range((end - start) // STEP + 1)] + [end]
    return tuple(_change(zone, one, two) for one, two in pairwise(steps) if one.astimezone(zone).utcoffset() != two.astimezone(zone).utcoffset())


def _beginning(zone: ZoneInfo, year: int) -> Change:
    """What a clock shows from the beginning of a year on, as if it changed then."""
    midnight = dt.datetime(year, 1, 1, tzinfo=zone)
    offset = midnight.utcoffset() or ZERO
    return Change(midnight.astimezone(dt.UTC), midnight.replace(tzinfo=None), offset, offset, is_daylight=False, name=midnight.tzname() or "")


def _places(change: Change) -> set[int]:
    """How the day of a change can be counted in its month."""
    days = calendar.monthrange(change.onset.year, change.onset.month)[1]
    return {(change.onset.day - 1) // WEEK + 1} | ({LAST} if change.onset.day > days - WEEK else set())


def _follows(one: Change, two: Change) -> bool:
    """True when a change is the same as another a year before, so that only the place of its day is left to compare."""
    same = (one.onset.month, one.onset.weekday(), one.onset.time()) == (two.onset.month, two.onset.weekday(), two.onset.time())
    return same and two.onset.year == one.onset.year + 1


def _runs(changes: Sequence[Change]) -> Iterator[tuple[list[Change], set[int]]]:
    run, places = [changes[0]], _places(changes[0])
    for change in changes[1:]:
        common = places & _places(change)
        if common and _follows(run[-1], change):
            run.append(change)
            places = common
        else:
            yield run, places
            run, places = [change], _places(change)
    yield run, places


def rules_of(zone: ZoneInfo, first: int, last: int) -> tuple[Rule, ...]:
    """The rules by which the clocks of a zone change in these years, in the order in which they begin; the last ones go on for ever."""
    changes = changes_of(zone, first, last)
    if not changes or changes[0].onset.year > first:
        changes = (_beginning(zone, first), *changes)
    sorts: dict[object, list[Change]] = {}
    for change in changes:
        sorts.setdefault((change.is_daylight, change.before, change.after, change.name), []).append(change)
    rules = [
        # A day more, as some programs compare its universal time with that of the clock.
        Rule(run[0], min(places) if len(run) > 1 else None, run[-1].instant + DAY if len(run) > 1 and run[-1].onset.year < last else None)
        for changes in sorts.values()
        for run, places in _runs(changes)
    ]
    return tuple(sorted(rules, key=lambda rule: rule.first.instant))
