"""Texts as feeds bring them: titles that hold no markup, and parts of items that are HTML with absolute addresses."""

import html
import re
from functools import lru_cache

from itsite.model.meta import Collecting
from itsite.model.picture import MIDDLE_WIDTH
from itsite.model.site import Entry, Site
from itsite.read.text import CONTROL
from itsite.views.addresses import absolute
from itsite.views.cards import summary

TAG = re.compile(r"<([/!?a-zA-Z][^<>]*)>?")


def allowed(text: str) -> str:
    """Text for XML; control characters were refused or warned of when the page was read."""
    # None of them is printable, and Python looks for that twice as fast.
    return text if text.replace("\n", " ").isprintable() else CONTROL.sub("", text)


def _one_line(text: str) -> str:
    return allowed(" ".join(text.split()))


def plain(text: str) -> str:
    """A title or a name. Readers guess whether it is markup, so `<b>` becomes `‹b›`."""
    line = _one_line(text)
    return TAG.sub(r"‹\1›", line) if "<" in line else line


@lru_cache(maxsize=1024)
def known(name: str) -> str:
    """A name that many items have."""
    return plain(name)


def description(entry: Entry) -> str:
    """The summary, else the title, as HTML: that is what RSS takes a description for."""
    return html.escape(_one_line(summary(entry) or entry.page.title), quote=False)


def picture(site: Site, entry: Entry) -> str:
    """The page's picture as HTML."""
    asset = site.images.get(entry.url)
    if asset is None:
        return ""
    address = asset.picture.plain(MIDDLE_WIDTH).url if asset.picture and asset.picture.renditions else asset.url
    return f'<p><img src="{html.escape(absolute(site, address))}" alt="{html.escape(_one_line(entry.page.meta.image_alt))}"></p>\n'


def gathered(site: Site, entry: Entry) -> str:
    """What an issue gathers as HTML: titles that lead there, with their summaries."""
    if not isinstance(entry.page.meta, Collecting):
        return ""
    found = [
        f'<li><a href="{html.escape(absolute(site, item.url))}">{html.escape(item.page.title)}</a><br>{html.escape(_one_line(summary(item)))}</li>\n'
        for item in site.references.get((entry.url, "items"), ())
    ]
    return f"\n<ul>\n{''.join(found)}</ul>" if found else ""
