"""Addresses as pages and feeds write them."""

import datetime as dt
import urllib.parse
from collections.abc import Iterable

from itsite.link.urls import url_part
from itsite.model.site import Site


def href(url: str) -> str:
    """A site path as it stands in an attribute: other letters than ASCII percent-encoded."""
    return url if url.isascii() else urllib.parse.quote(url, safe="/#:?=&%~")


def root_of(url: str) -> str:
    """The way from a page to the site's root: `../../`, or `./` from the root itself."""
    return "../" * url.count("/") or "./"


def absolute(site: Site, url: str) -> str:
    """A site path with the site's own address before it."""
    return site.config.url + href(url)


def group_ids(titles: Iterable[str]) -> dict[str, str]:
    """The id of each heading of a grouped list; that of no heading is empty."""
    ids: dict[str, str] = {}
    for title in dict.fromkeys(titles):
        part = f"site-group-{url_part(title)}" if title else ""
        ids[title] = f"{part}-{len(ids) + 1}" if part and part in ids.values() else part
    return ids


def local(site: Site, instant: dt.datetime | None) -> dt.datetime | None:
    """An instant on the clock of the site."""
    return instant.astimezone(site.zone) if instant else None
