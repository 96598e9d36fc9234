"""Too much at once, and too long nothing."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from itsite.editorial.items import EVERYONE, Item

# Days, the first and the last among them, in which a reader should not hear from us twice.
CLOSE = 3
# So far back is looked for silence.
BEHIND = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class PileUp:
    """Announcements that reach the same readers within three days; audience None is everybody."""

    items: tuple[Item, ...]
    audiences: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """The longest time without an announcement for an audience: the days between `start` and `end`, which are not counted in."""

    audience: str | None
    is_ahead: bool
    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        """How many days from one announcement to the next."""
        return (self.end - self.start).days


def _announced(items: Iterable[Item], audience: str | None) -> list[Item]:
    return [item for item in items if item.at and item.is_announced and not item.is_draft and item.concerns(audience)]


def readers(audiences: Iterable[str]) -> tuple[str | None, ...]:
    """Whom one writes to: each audience, or everybody where a site has none."""
    return tuple(name for name in audiences if name != EVERYONE) or (None,)


def _windows(items: Sequence[Item], today: dt.date) -> Iterator[tuple[Item, ...]]:
    """Runs of items within three days that are in no larger one and not over yet."""
    reached = 0
    for first, item in enumerate(items):
        last = first
        while last < len(items) and (_day(items[last]) - _day(item)).days < CLOSE:
            last += 1
        if last - first > 1 and last > reached and _day(items[last - 1]) > today:
            yield tuple(items[first:last])
        reached = max(reached, last)


def _day(item: Item) -> dt.date:
    if item.day is None:
        raise ValueError(item.key)
    return item.day


def pile_ups_of(items: Sequence[Item], audiences: Iterable[str | None], today: dt.date, until: dt.date) -> tuple[PileUp, ...]:
    """Pile-ups that end after today and begin by `until`, in order; what is the same for several audiences is said once."""
    found: dict[tuple[Item, ...], list[str | None]] = {}
    for audience in audiences:
        for window in _windows(_announced(items, audience), today):
            if _day(window[0]) <= until:
                found.setdefault(window, []).append(audience)
    made = (PileUp(those, tuple(named)) for those, named in found.items())
    return tuple(sorted(made, key=lambda pile: ([_day(item) for item in pile.items], [item.key for item in pile.items])))


def _longest(days: Sequence[dt.date]) -> tuple[dt.date, dt.date] | None:
    """The first of the longest spans between neighbours."""
    return max(pairwise(days), key=lambda pair: pair[1] - pair[0], default=None)


def silences_of(items: Sequence[Item], audiences: Iterable[str | None], at: dt.datetime, until: dt.date) -> Iterator[Silence]:
    """For each audience the longest silence of the last year, up to today; then that from the last announcement to the end of the plan."""
    today = at.date()
    for audience in audiences:
        known = _announced(items, audience)
        out = [_day(item) for item in known if item.at and item.at <= at]
        ahead = [_day(item) for item in known if item.at and item.at > at and _day(item) <= until]
        recent = [day for day in out if day > today - BEHIND]
        behind = _longest([*out[len(out) - len(recent) - 1 : len(out) - len(recent)], *recent, today])
        for span, is_ahead in ((behind, False), (_longest([today, *ahead, until]), True)):
            if span and span[0] < span[1]:
                yield Silence(audience, is_ahead, *span)
