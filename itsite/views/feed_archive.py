"""What stands in the files of a feed: the newest items in the one that readers follow, all older ones in pages of an archive (RFC 5005)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from itsite.model.feeds import Settled
from itsite.model.site import Entry

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """A page of an archive with its items, newest first.

    `name` is the year and the number of the page in it, of a page that is not full yet the number of its items too: what a reader
    has once taken from an address never changes, so that it need not look there again.
    """

    name: str
    entries: tuple[Entry, ...]


def changed(entry: Entry) -> dt.datetime:
    """When subscribers are to look at an item: its date, or a later update that is not minor."""
    page = entry.page
    date = page.date or EPOCH
    minor = getattr(page.meta, "change", None) == "minor"
    return date if minor or not page.meta.updated else max(date, page.meta.updated)


def newest(entries: Sequence[Entry], limit: int) -> tuple[Entry, ...]:
    """The items that changed last, in the order in which they came: an old one that was changed in substance is there again."""
    if len(entries) <= limit:
        return tuple(entries)
    kept = set(sorted(entries, key=changed, reverse=True)[:limit])
    return tuple(entry for entry in entries if entry in kept)


def _parts(entries: Sequence[Entry], size: int) -> list[ArchivePage]:
    """All items in pages, the oldest first: a year begins a new one, and so does the first day after `size` items.

    So a page depends on no item that is newer than its own days, and a year on no other.
    """
    found = []
    oldest_first = reversed([entry for entry in entries if entry.page.date])
    for year, inside in groupby(oldest_first, key=lambda e: _day(e).year):
        pages: list[list[Entry]] = [[]]
        for _, of_day in groupby(inside, key=_day):
            if len(pages[-1]) >= size:
                pages.append([])
            for entry in of_day:
                # One day on which hundreds of pages were taken over from elsewhere does not make one huge file.
                if len(pages[-1]) >= 2 * size:
                    pages.append([])
                pages[-1].append(entry)
        found += [ArchivePage(f"{year}-{n}", tuple(reversed(page))) for n, page in enumerate(pages, 1)]
    return found


def _day(entry: Entry) -> dt.date:
    return (entry.page.date or EPOCH).date()


def archive_of(entries: Sequence[Entry], shown: Sequence[Entry], settled: Settled) -> tuple[ArchivePage, ...]:
    """The pages of an archive, the oldest first; none when the newest items are all.

    Each but the last is full: news of a later day never change its items. The last one is left out while the feed itself shows all of it.
    """
    if not settled.archive or not {"rss", "atom"} & set(settled.formats) or len(entries) <= len(shown):
        return ()
    *full, last = _parts(entries, PER_PAGE)
    return (*full, ArchivePage(f"{last.name}-{len(last.entries)}", last.entries)) if set(last.entries) - set(shown) else tuple(full)


def neighbours(pages: Sequence[ArchivePage], n: int) -> tuple[str, str]:
    """The names of the pages before and after the one at place `n`; empty where there is none."""
    return pages[n - 1].name if n else "", pages[n + 1].name if n + 1 < len(pages) else ""
