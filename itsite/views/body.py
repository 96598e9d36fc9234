"""The text of a page with its slots closed: relative for the page itself, absolute for feeds."""

import html
from collections.abc import Callable

from itsite.model.document import Slot
from itsite.model.site import Entry, Site, Target
from itsite.views.addresses import absolute, href, root_of


def _closed(entry: Entry, site: Site, address: Callable[[Target], str]) -> str:
    pieces = []
    targets = iter(site.slots.get(entry.url, ()))
    plain = False
    for part in entry.page.document.parts:
        if not isinstance(part, Slot):
            pieces.append(part)
        elif part.kind == "close":
            pieces.append("" if plain else part.before)
            plain = False
        else:
            pieces.append(_filled(part, next(targets), address))
            plain = part.kind == "link" and pieces[-1] == ""
    return "".join(pieces)


def _filled(slot: Slot, target: Target, address: Callable[[Target], str]) -> str:
    if target.path is None:
        return "" if slot.kind == "link" else slot.before + slot.after
    text = html.escape(target.title) if slot.is_empty else ""
    return f"{slot.before}{html.escape(address(target))}{slot.after}{text}"


def page_body(entry: Entry, site: Site) -> str:
    """HTML whose links are relative to the page."""
    root = root_of(entry.url)
    return _closed(entry, site, lambda target: str(target.path) if target.is_here else (root + href(str(target.path))))


def feed_body(entry: Entry, site: Site) -> str:
    """HTML whose links are absolute."""
    return _closed(entry, site, lambda target: absolute(site, entry.url + str(target.path) if target.is_here else str(target.path)))
