"""The feeds of the last build: what subscribers know already."""

import email.utils
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from itsite.model.check import PublishedItem

MAX_FEED_BYTES = 50 * 1024 * 1024


def published_items(feed: Path, lang: str) -> Iterator[PublishedItem]:
    """The items of an RSS file of ours; none when there is no such file, or when it cannot be understood."""
    try:
        if feed.stat().st_size > MAX_FEED_BYTES:
            return
        items = ET.fromstring(feed.read_bytes()).findall("channel/item")  # noqa: S314 - written by the last build; expat bounds entities
    except (OSError, ET.ParseError):
        return
    for item in items:
        guid, title, link, date = (item.findtext(name) or "" for name in ("guid", "title", "link", "pubDate"))
        try:
            yield PublishedItem(lang, guid, title, link, email.utils.parsedate_to_datetime(date))
        except ValueError:
            continue
