"""The feeds of the last build: what subscribers know already."""

import datetime as dt
import email.utils
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from itsite.model.check import PublishedItem
from itsite.model.feeds import FILES, Format

MAX_FEED_BYTES = 50 * 1024 * 1024
ATOM = "{http://www.w3.org/2005/Atom}"
# Identity, title, address, date.
Fields = tuple[str, str, str, dt.datetime]


def _rss(data: bytes) -> Iterator[Fields]:
    for item in ET.fromstring(data).findall("channel/item"):  # noqa: S314 - written by the last build; expat bounds entities
        guid, title, link, date = (item.findtext(name) or "" for name in ("guid", "title", "link", "pubDate"))
        yield guid, title, link, email.utils.parsedate_to_datetime(date)


def _atom(data: bytes) -> Iterator[Fields]:
    for entry in ET.fromstring(data).findall(f"{ATOM}entry"):  # noqa: S314 - as above
        guid, title, date = (entry.findtext(f"{ATOM}{name}") or "" for name in ("id", "title", "published"))
        link = entry.find(f"{ATOM}link")
        yield guid, title, "" if link is None else link.get("href", ""), dt.datetime.fromisoformat(date)


def _json(data: bytes) -> Iterator[Fields]:
    for item in json.loads(data)["items"]:
        yield item["id"], item["title"], item["url"], dt.datetime.fromisoformat(item["date_published"])


READERS: Mapping[Format, Callable[[bytes], Iterator[Fields]]] = {"rss": _rss, "atom": _atom, "json": _json}


def published_items(folder: Path, lang: str) -> tuple[PublishedItem, ...]:
    """The items of the feed of ours in a folder, in the first format that is there; none when it cannot be understood."""
    for form, read in READERS.items():
        feed = folder / FILES[form][0]
        try:
            if feed.stat().st_size <= MAX_FEED_BYTES:
                return tuple(PublishedItem(lang, *fields) for fields in read(feed.read_bytes()))
        except (OSError, ET.ParseError, ValueError, KeyError, TypeError):
            continue
    return ()
