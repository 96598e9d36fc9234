"""Items as RSS, Atom and JSON Feed write them, each made once however many feeds it stands in."""

import datetime as dt
import json
from functools import lru_cache
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from itsite.feeds.forms import in_attribute, in_cdata, rss_date, rss_item
from itsite.link.identities import whole_identity
from itsite.model.document import Pieces, Texts
from itsite.views.feeds import FeedItem, FeedView, item_content

# Items, and names of tags and authors, that a process keeps.
KEPT_ITEMS = 512
KEPT_NAMES = 1024
JSON = json.JSONEncoder(ensure_ascii=False)


class Forms(NamedTuple):
    """An item in each format, encoded once for all its feeds; empty in one that no feed asks for."""

    rss: bytes
    atom: bytes
    json: bytes


def _rss(item: FeedItem, content: str) -> str:
    return rss_item(len(item.categories), len(item.authors), is_full=bool(content)).format(
        *map(_escaped, item.categories),
        *map(_escaped, item.authors),
        title=escape(item.title),
        link=escape(item.link),
        guid=escape(item.guid),
        description=escape(item.description),
        content=in_cdata(content),
        date=rss_date(item.date),
    )


@lru_cache(maxsize=KEPT_NAMES)
def _escaped(name: str) -> str:
    return escape(name)


@lru_cache(maxsize=KEPT_NAMES)
def _atom_author(name: str) -> str:
    return f"    <author>\n      <name>{escape(name)}</name>\n    </author>\n"


@lru_cache(maxsize=KEPT_NAMES)
def _atom_category(label: str) -> str:
    return f'    <category term="{in_attribute(label)}"/>\n'


def _atom(item: FeedItem, content: str) -> bytes:
    """An entry of RFC 4287. Those of feedgen lose the kind of their link."""
    date = item.date.isoformat()
    head = (
        f"<entry>\n    <id>{escape(whole_identity(item.guid))}</id>\n    <title>{escape(item.title)}</title>\n"
        f"    <updated>{date if item.updated is item.date else item.updated.isoformat()}</updated>\n    <published>{date}</published>\n"
        f"{''.join(map(_atom_author, item.authors))}"
        f'    <link rel="alternate" type="text/html" href="{in_attribute(item.link)}"/>\n'
        f"{''.join(map(_atom_category, item.categories))}"
        f'    <summary type="html">{escape(item.description)}</summary>\n'
    )
    # Each for itself: one letter beyond Latin-1 in a title would make encoding the whole text slower.
    inside = (b'    <content type="html">', in_cdata(content).encode(), b"</content>\n") if content else ()
    return b"".join((head.encode(), *inside, b"  </entry>"))


def _json(item: FeedItem, content: str) -> str:
    fields: dict[str, Any] = {"id": item.guid, "url": item.link, "title": item.title}
    fields["content_html"] = content or item.description
    if content:
        fields["summary"] = item.description
    fields["date_published"] = item.date.isoformat()
    if item.updated != item.date:
        fields["date_modified"] = item.updated.isoformat()
    if item.authors:
        fields["authors"] = [{"name": author} for author in item.authors]
    if item.categories:
        fields["tags"] = list(item.categories)
    return JSON.encode(fields)


def _made(item: FeedItem, text: Pieces, formats: tuple[str, ...]) -> Forms:
    content = item_content(item, text)
    return Forms(
        _rss(item, content).encode() if "rss" in formats else b"",
        _atom(item, content) if "atom" in formats else b"",
        _json(item, content).encode() if "json" in formats else b"",
    )


@lru_cache(maxsize=KEPT_ITEMS)
def _kept(item: FeedItem, _offsets: tuple[dt.timedelta | None, ...], text: Pieces, formats: tuple[str, ...]) -> Forms:
    """The item with its text. Dates of two offsets may be equal, and are written differently."""
    return _made(item, text, formats)


def _offsets(item: FeedItem) -> tuple[dt.timedelta | None, ...]:
    return item.date.utcoffset(), item.updated.utcoffset()


def forms_of(view: FeedView, texts: Texts) -> list[Forms]:
    """The items of a feed, in their order."""
    found = []
    for item in view.items:
        text = texts[item.body.path] if item.body else ()
        # In the archive each stands once.
        found.append(_made(item, text, view.formats) if view.current else _kept(item, _offsets(item), text, view.formats))
    return found
