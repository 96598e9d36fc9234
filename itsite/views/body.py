"""The text of a page with its holes filled: relative for the page itself, absolute for feeds."""

import dataclasses
import html
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from markupsafe import Markup

from itsite.model.document import Hole, Pieces
from itsite.model.output import Body
from itsite.model.shown import Showing
from itsite.model.site import Entry, Site, Target
from itsite.views.addresses import href, root_of
from itsite.views.displays import Words, in_feed, on_page, showing_of
from itsite.views.feed_text import allowed
from itsite.views.shared import WithPage
from itsite.views.text_pictures import IMAGE, seen_first, shown

View = TypeVar("View", bound=WithPage)


class _Outlet(NamedTuple):
    """How holes are filled in one outlet: addresses of targets, words of the theme, tags of pictures whose size is known, and what is shown of other pages."""

    address: Callable[[Target], str]
    word: Callable[[str], str]
    picture: Callable[[Hole, Target], str]
    show: Callable[[Any, Showing], str]


def _closed(text: Pieces, body: Body, outlet: _Outlet) -> str:
    pieces = []
    left = iter(body.targets)
    showings = iter(body.shown)
    plain = False
    for part in text:
        if not isinstance(part, Hole):
            pieces.append(part)
            continue
        kind = part.kind
        if kind == "close":
            pieces.append("" if plain else part.before)
            plain = False
        elif kind == "word":
            pieces.append(html.escape(outlet.word(part.before)))
        elif kind == "shown":
            pieces.append(outlet.show(part.before, next(showings)))
        else:
            target = next(left)
            if target.picture:
                target = _enlarged(target) if kind == "link" else target
                is_picture = part.before.startswith(IMAGE)
                pieces.append(outlet.picture(part, target) if is_picture else _filled(part, target, outlet.address))
            else:
                pieces.append(_filled(part, target, outlet.address))
            plain = kind == "link" and pieces[-1] == ""
    return "".join(pieces)


def _filled(hole: Hole, target: Target, address: Callable[[Target], str]) -> str:
    if target.path is None:
        return "" if hole.kind == "link" else hole.before + hole.after
    text = html.escape(allowed(target.title)) if hole.is_empty else ""
    if target.lang and hole.kind == "link" and "hreflang=" not in hole.before + hole.after:
        # What follows the address begins with the quotation mark that ends it.
        hreflang = f'" hreflang="{target.lang}'
        return f"{hole.before}{html.escape(address(target))}{hreflang}{hole.after}" + (f'<span lang="{target.lang}">{text}</span>' if text else "")
    return f"{hole.before}{html.escape(address(target))}{hole.after}{text}"


def _enlarged(target: Target) -> Target:
    """A link to a picture that is shown too leads to the widest file that every program can show."""
    picture = target.picture
    return dataclasses.replace(target, path=picture.widest.url) if picture and picture.renditions else target


def _written(words: Words) -> Callable[[str], str]:
    return lambda key: words.get(key, key)


def body_of(site: Site, entry: Entry) -> Body:
    """Where the text of a page goes in a view, with what it shows of other pages."""
    showings = tuple(showing_of(site, entry, display) for display in site.displays.get(entry.url, ()))
    return Body(entry.page.path, entry.url, site.slots.get(entry.url, ()), showings, entry.url in site.images)


def page_body(text: Pieces, body: Body, lang: str, words: Words) -> str:
    """HTML whose links are relative to the page."""
    root = root_of(body.url)

    def address(target: Target) -> str:
        return str(target.path) if target.is_here else root + href(str(target.path))

    first = None if body.is_led else seen_first(text)

    def picture(hole: Hole, target: Target) -> str:
        return shown(hole, target, root, eager=hole is first)

    def show(form: Any, showing: Showing) -> str:  # noqa: ANN401 - a form of the block
        return on_page(form, showing, lang, words, lambda path: root + path)

    return _closed(text, body, _Outlet(address, _written(words), picture, show))


def own_words(text: Pieces, body: Body) -> str:
    """HTML of what a page says itself: for those who look for words, and follow no link."""

    def address(target: Target) -> str:
        return str(target.path)

    return _closed(text, body, _Outlet(address, lambda _key: "", lambda hole, target: _filled(hole, target, address), lambda _form, _showing: ""))


def feed_body(text: Pieces, body: Body, site_url: str, words: Words) -> str:
    """HTML for XML whose links are absolute; `site_url` is the site's own address."""

    def address(target: Target) -> str:
        return site_url + href(body.url + str(target.path) if target.is_here else str(target.path))

    def show(form: Any, showing: Showing) -> str:  # noqa: ANN401 - a form of the block
        return allowed(in_feed(form, showing, words, lambda path: site_url + path))

    def word(key: str) -> str:
        return allowed(words.get(key, key))

    # The text itself was freed of control characters when it was read.
    return _closed(text, body, _Outlet(address, word, lambda hole, target: _filled(hole, target, address), show))


def with_body(view: View, text: Pieces, body: Body, lang: str, words: Words) -> View:
    """The view with the text of its page."""
    if view.page is None:
        return view
    written = Markup(page_body(text, body, lang, words))  # noqa: S704 - sanitised when it was read
    return dataclasses.replace(view, page=dataclasses.replace(view.page, body=written))
