"""Pages that somebody has to read again."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from itsite.model.site import Entry, Site
from itsite.model.values import PageRef

SOON = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Review:
    """A page whose day of review is past or near, in the languages in which it is the same day and owner."""

    title: str
    paths: tuple[str, ...]
    languages: tuple[str, ...]
    by: dt.date
    owner: str
    is_overdue: bool


def _owner(site: Site, entry: Entry) -> str:
    owner = entry.page.meta.owner or ""
    if isinstance(owner, PageRef):
        return next((found.page.title for found in site.references.get((entry.url, "owner"), ())), str(owner))
    return str(owner)


def reviews_of(site: Site, entries: Iterable[Entry], at: dt.datetime) -> tuple[Review, ...]:
    """The pages whose review is overdue or due in the next 30 days, the oldest first."""
    today = at.date()
    found: dict[tuple[dt.date, str], list[tuple[Entry, str]]] = {}
    for entry in entries:
        by = entry.page.meta.review_by
        if by and by <= today + SOON and entry.original is None:
            found.setdefault((by, entry.page.key), []).append((entry, _owner(site, entry)))
    order = {lang: n for n, lang in enumerate(site.config.languages)}
    reviews = []
    for (by, _), group in sorted(found.items()):
        versions = sorted(group, key=lambda one: (order.get(one[0].lang, len(order)), one[0].page.path))
        owners = dict.fromkeys(owner for _, owner in versions if owner)
        paths = tuple(f"content/{entry.page.path}" for entry, _ in versions)
        reviews.append(Review(versions[0][0].page.title, paths, tuple(entry.lang for entry, _ in versions), by, ", ".join(owners), by < today))
    return tuple(reviews)
