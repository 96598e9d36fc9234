"""The orders in which pages stand in lists; ties are broken by file, so that every order is stable."""

import datetime as dt
from collections.abc import Iterable, Sequence

from itsite.model.event import EventMeta, EventStatus
from itsite.model.meta import Pinnable
from itsite.model.site import Entry
from itsite.read.slugs import slugify

EARLIEST = dt.datetime(1, 1, 2, tzinfo=dt.UTC)
LAST_PLACE = 10**9


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By date, newest first; pages without a date at the end."""
    by_path = sorted(entries, key=lambda e: e.page.path)
    return tuple(sorted(by_path, key=lambda e: e.page.date or EARLIEST, reverse=True))


def by_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By the field `order`, then by title as a dictionary sorts it."""

    def key(entry: Entry) -> tuple[int, str, str]:
        order = entry.page.meta.order
        return (LAST_PLACE if order is None else order, slugify(entry.page.title), entry.page.path)

    return tuple(sorted(entries, key=key))


def by_time(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By the time at which something takes place, the first to begin first; what takes place at no time is left out."""
    timed = [(entry.page.meta, entry) for entry in entries if isinstance(entry.page.meta, EventMeta)]
    return tuple(entry for _, entry in sorted(timed, key=lambda one: (one[0].start.at, one[0].over_at, one[1].page.path)))


def latest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By the time at which something takes place, the last to begin first."""
    return by_time(entries)[::-1]


def split_by_time(entries: Iterable[Entry], at: dt.datetime) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """What is not over at an instant, the next first; and what is, the last first."""
    coming: list[Entry] = []
    past: list[Entry] = []
    for entry in by_time(entries):
        is_over = isinstance(entry.page.meta, EventMeta) and entry.page.meta.over_at <= at
        (past if is_over else coming).append(entry)
    return tuple(coming), tuple(reversed(past))


def is_off(meta: object) -> bool:
    """True for an event that was cancelled."""
    return isinstance(meta, EventMeta) and meta.status is EventStatus.CANCELLED


def is_coming(meta: object, at: dt.datetime) -> bool:
    """True for an event that takes place and is not over at an instant."""
    return isinstance(meta, EventMeta) and not is_off(meta) and meta.over_at > at


def coming_first(entries: Iterable[Entry], at: dt.datetime) -> tuple[Entry, ...]:
    """What one can still come to, the next first; then all else, newest first: events of the past by the day on which they were."""
    listed = newest_first(entries)
    if not any(isinstance(entry.page.meta, EventMeta) for entry in listed):
        return listed
    rest = (entry for entry in listed if not is_coming(entry.page.meta, at))
    coming = by_time(entry for entry in listed if is_coming(entry.page.meta, at))
    return (*coming, *sorted(rest, key=_day_of, reverse=True))


def _day_of(entry: Entry) -> dt.datetime:
    meta = entry.page.meta
    return meta.start.at if isinstance(meta, EventMeta) else entry.page.date or EARLIEST


def pinned_first(entries: Sequence[Entry], at: dt.datetime) -> tuple[Entry, ...]:
    """The same order, with what is pinned at that instant on top."""
    pinned = [e for e in entries if isinstance(e.page.meta, Pinnable) and e.page.meta.pin_until and e.page.meta.pin_until > at]
    return (*pinned, *(e for e in entries if e not in pinned)) if pinned else tuple(entries)
