"""Items as RSS, Atom and JSON Feed write them, each made once however many feeds it stands in."""

import datetime as dt
import json
from functools import lru_cache
from typing import Any, NamedTuple

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


def _text_of(element: Any, around: Any) -> str:  # noqa: ANN401
    """An element as text without namespaces of its own: those of the document around it."""
    from lxml import etree  # noqa: PLC0415 - see feedgen below

    around.append(element)
    whole: str = etree.tostring(around, encoding="unicode", pretty_print=True)
    return whole[whole.index(f"<{element.tag}") : whole.rindex(f"</{element.tag}>")] + f"</{element.tag}>"


def _entry(item: FeedItem) -> Any:  # noqa: ANN401
    # feedgen takes long to load, and most builds after the first write no feed.
    from feedgen.entry import FeedEntry  # noqa: PLC0415
    from feedgen.ext.dc import DcEntryExtension  # noqa: PLC0415

    entry = FeedEntry()
    entry.id(item.guid)
    entry.guid(item.guid, permalink=False)
    entry.title(item.title)
    entry.link(href=item.link, rel="alternate")
    # RSS takes it as it stands; what Atom makes of it is overwritten by the summary and the content.
    entry.description(item.description, isSummary=True)
    entry.summary(item.description, type="html")
    entry.published(item.date)
    entry.updated(item.updated)
    for category in item.categories:
        entry.category(term=category)
    if item.authors:
        entry.author([{"name": author} for author in item.authors])
        entry.register_extension("dc", DcEntryExtension, atom=False)
        entry.dc.dc_creator(list(item.authors))
    return entry


def _rss(entry: Any, content: str) -> str:  # noqa: ANN401
    from lxml import etree  # noqa: PLC0415 - see feedgen above

    if content:
        entry.content(content, type="CDATA")
    return _text_of(entry.rss_entry(), etree.Element("rss", nsmap={"atom": ATOM, "content": CONTENT, "dc": DC}))


def _atom(entry: Any, content: str) -> str:  # noqa: ANN401
    from lxml import etree  # noqa: PLC0415 - see feedgen above

    if content:
        entry.content(content, type="html")
    return _text_of(entry.atom_entry(), etree.Element("feed"))


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


@lru_cache(maxsize=KEPT_ITEMS)
def _forms(item: FeedItem, _offsets: tuple[dt.timedelta | None, ...], text: Pieces, formats: tuple[str, ...]) -> Forms:
    """The item with its text. Dates of two offsets may be equal, and are written differently."""
    content = item_content(item, text)
    entry = _entry(item) if {"rss", "atom"} & set(formats) else None
    return Forms(
        _rss(entry, content) if "rss" in formats else "",
        _atom(entry, content) if "atom" in formats else "",
        _json(item, content) if "json" in formats else "",
    )


def forms_of(view: FeedView, texts: Texts) -> list[Forms]:
    """The items of a feed, in their order."""
    found = []
    for item in view.items:
        text = texts[item.body.path] if item.body else ()
        found.append(_forms(item, (item.date.utcoffset(), item.updated.utcoffset()), text, view.formats))
    return found
