"""What is ours in RSS and Atom, and not feedgen's: the links of an archive (RFC 5005), the style sheet for browsers, the order of items."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from itsite.views.feeds import FeedView

HISTORY = "http://purl.org/syndication/history/1.0"


def _links(view: FeedView, media_type: str) -> Iterator[tuple[str, str, str]]:
    for rel, address in (("current", view.current), ("prev-archive", view.older), ("next-archive", view.newer)):
        if address:
            yield rel, media_type, address


def whole(head: bytes, end: str, view: FeedView, media_type: str, items: Iterable[str], prefix: str = "") -> bytes:
    """The feed that `head` begins and that ends with the tag `end`, with its links and its items; `prefix` is that of Atom's elements in it."""
    text = head.decode()
    before, _, after = text.rpartition(end)
    declaration, _, rest = before.rstrip().partition("\n")
    style = f'<?xml-stylesheet type="text/css" href={quoteattr(view.style)}?>'
    links = "".join(f"<{prefix}link rel={quoteattr(rel)} type={quoteattr(kind)} href={quoteattr(address)}/>\n" for rel, kind, address in _links(view, media_type))
    archive = f'<fh:archive xmlns:fh="{HISTORY}"/>\n' if view.current else ""
    written = "".join(f"{item}\n" for item in items)
    return f"{declaration}\n{style}\n{rest}\n{archive}{links}{written}{end}{after}".rstrip().encode() + b"\n"
