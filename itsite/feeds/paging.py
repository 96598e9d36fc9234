"""What is ours in RSS and Atom, and not feedgen's: the links of an archive (RFC 5005), the style sheet for browsers, the order of items."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from itsite.model.feeds import FILES, Format
from itsite.views.feeds import FeedView

HISTORY = "http://purl.org/syndication/history/1.0"


def _links(view: FeedView, form: Format) -> Iterator[tuple[str, str, str]]:
    """Of all links to other files of the feed what they are, where they lead, and what is there: pages of archives are Atom."""
    current = "rss" if view.current.endswith(FILES["rss"][0]) else form
    for rel, address, kind in (("current", view.current, current), ("prev-archive", view.older, "atom"), ("next-archive", view.newer, "atom")):
        if address:
            yield rel, FILES[kind][1], address


def whole(head: str, end: str, view: FeedView, form: Format, items: Iterable[bytes]) -> bytes:
    """The feed that `head` begins and that ends with the tag `end`, with its links and its items."""
    before, _, after = head.rpartition(end)
    declaration, _, rest = before.rstrip().partition("\n")
    style = f'<?xml-stylesheet type="text/css" href={quoteattr(view.style)}?>'
    name = "atom:link" if form == "rss" else "link"
    indent = "    " if form == "rss" else "  "
    links = "".join(f"{indent}<{name} rel={quoteattr(rel)} type={quoteattr(kind)} href={quoteattr(address)}/>\n" for rel, kind, address in _links(view, form))
    archive = f'{indent}<fh:archive xmlns:fh="{HISTORY}"/>\n' if view.current else ""
    start, tail = f"{declaration}\n{style}\n{rest}\n{archive}{links}", f"{indent[2:]}{end}{after.rstrip()}\n"
    written = (part for item in items for part in (indent.encode(), item, b"\n"))
    # Put together in one go: a file may have half a megabyte.
    return b"".join((start.encode(), *written, tail.encode()))
