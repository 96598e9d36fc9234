"""The text of a page with its holes filled: relative for the page itself, absolute for feeds."""

import dataclasses
import html
from collections.abc import Callable
from typing import TypeVar

from markupsafe import Markup

from itsite.model.document import Hole, Pieces
from itsite.model.output import Body
from itsite.model.site import Entry, Site, Target
from itsite.views.addresses import href, root_of
from itsite.views.shared import WithPage
from itsite.views.text_pictures import IMAGE, seen_first, shown

View = TypeVar("View", bound=WithPage)


def _closed(text: Pieces, targets: tuple[Target, ...], address: Callable[[Target], str], show: Callable[[Hole, Target], str]) -> str:
    """The text with its holes filled: `address` says how addresses are written, `show` makes the tag of a picture whose size is known."""
    pieces = []
    left = iter(targets)
    plain = False
    for part in text:
        if not isinstance(part, Hole):
            pieces.append(part)
        elif part.kind == "close":
            pieces.append("" if plain else part.before)
            plain = False
        else:
            target = next(left)
            pieces.append(show(part, target) if target.picture and part.before.startswith(IMAGE) else _filled(part, target, address))
            plain = part.kind == "link" and pieces[-1] == ""
    return "".join(pieces)


def _filled(hole: Hole, target: Target, address: Callable[[Target], str]) -> str:
    if target.path is None:
        return "" if hole.kind == "link" else hole.before + hole.after
    text = html.escape(target.title) if hole.is_empty else ""
    if target.lang and hole.kind == "link" and "hreflang=" not in hole.before + hole.after:
        # What follows the address begins with the quotation mark that ends it.
        hreflang = f'" hreflang="{target.lang}'
        return f"{hole.before}{html.escape(address(target))}{hreflang}{hole.after}" + (f'<span lang="{target.lang}">{text}</span>' if text else "")
    return f"{hole.before}{html.escape(address(target))}{hole.after}{text}"


def body_of(site: Site, entry: Entry) -> Body:
    """Where the text of a page goes in a view."""
    return Body(entry.page.path, entry.url, site.slots.get(entry.url, ()), entry.url in site.images)


def page_body(text: Pieces, body: Body) -> str:
    """HTML whose links are relative to the page."""
    root = root_of(body.url)

    def address(target: Target) -> str:
        return str(target.path) if target.is_here else root + href(str(target.path))

    first = None if body.is_led else seen_first(text)
    return _closed(text, body.targets, address, lambda hole, target: shown(hole, target, root, eager=hole is first))


def feed_body(text: Pieces, body: Body, site_url: str) -> str:
    """HTML whose links are absolute; `site_url` is the site's own address."""

    def address(target: Target) -> str:
        return site_url + href(body.url + str(target.path) if target.is_here else str(target.path))

    return _closed(text, body.targets, address, lambda hole, target: _filled(hole, target, address))


def with_body(view: View, text: Pieces, body: Body) -> View:
    """The view with the text of its page."""
    if view.page is None:
        return view
    written = Markup(page_body(text, body))  # noqa: S704 - sanitised when it was read
    return dataclasses.replace(view, page=dataclasses.replace(view.page, body=written))
