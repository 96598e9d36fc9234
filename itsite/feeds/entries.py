"""Items as RSS, Atom and JSON Feed write them, each made once however many feeds it stands in."""

import datetime as dt
import json
from functools import lru_cache
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from itsite.model.document import Pieces, Texts
from itsite.views.feeds import FeedItem, FeedView, item_content

# Items that a process keeps.
KEPT_ITEMS = 256
ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"


class Forms(NamedTuple):
    """An item in each format; empty in one that no feed asks for."""

    rss: str
    atom: str
    json: str


def _rss(item: FeedItem, content: str) -> str:
    # feedgen takes long to load, and most builds after the first write no feed.
    from feedgen.entry import FeedEntry  # noqa: PLC0415
    from feedgen.ext.dc import DcEntryExtension  # noqa: PLC0415
    from lxml import etree  # noqa: PLC0415

    entry = FeedEntry()
    entry.title(item.title)
    entry.link(href=item.link)
    entry.guid(item.guid, permalink=False)
    entry.description(item.description)
    if content:
        entry.content(content, type="CDATA")
    entry.pubDate(item.date)
    for category in item.categories:
        entry.category(term=category)
    if item.authors:
        entry.register_extension("dc", DcEntryExtension, atom=False)
        entry.dc.dc_creator(list(item.authors))
    # Within its feed an element names its namespaces by prefix; alone it would declare them.
    feed = etree.Element("rss", nsmap={"atom": ATOM, "content": CONTENT, "dc": DC})
    etree.SubElement(feed, "channel").append(entry.rss_entry())
    whole: str = etree.tostring(feed, encoding="unicode", pretty_print=True)
    return whole[whole.index("<item>") : whole.rindex("</item>")] + "</item>"


def _atom(item: FeedItem, content: str) -> str:
    """An entry of RFC 4287. Those of feedgen lose the kind of their link, and take five times as long."""
    lines = [
        f"<id>{escape(item.guid)}</id>",
        f"<title>{escape(item.title)}</title>",
        f"<updated>{item.updated.isoformat()}</updated>",
        f"<published>{item.date.isoformat()}</published>",
        *(f"<author>\n      <name>{escape(author)}</name>\n    </author>" for author in item.authors),
        f'<link rel="alternate" type="text/html" href={quoteattr(item.link)}/>',
        *(f"<category term={quoteattr(category)}/>" for category in item.categories),
        f'<summary type="html">{escape(item.description)}</summary>',
    ]
    if content:
        lines.append(f'<content type="html">{escape(content)}</content>')
    inside = "".join(f"    {line}\n" for line in lines)
    return f"<entry>\n{inside}  </entry>"


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
    return json.dumps(fields, ensure_ascii=False)


def _made(item: FeedItem, text: Pieces, formats: tuple[str, ...]) -> Forms:
    content = item_content(item, text)
    return Forms(
        _rss(item, content) if "rss" in formats else "",
        _atom(item, content) if "atom" in formats else "",
        _json(item, content) if "json" in formats else "",
    )


@lru_cache(maxsize=KEPT_ITEMS)
def _kept(item: FeedItem, _offsets: tuple[dt.timedelta | None, ...], text: Pieces, formats: tuple[str, ...]) -> Forms:
    """The item with its text. Dates of two offsets may be equal, and are written differently."""
    return _made(item, text, formats)


def forms_of(view: FeedView, texts: Texts) -> list[Forms]:
    """The items of a feed, in their order."""
    found = []
    for item in view.items:
        text = texts[item.body.path] if item.body else ()
        # In the archive each stands once.
        offsets = (item.date.utcoffset(), item.updated.utcoffset())
        found.append(_made(item, text, view.formats) if view.current else _kept(item, offsets, text, view.formats))
    return found
