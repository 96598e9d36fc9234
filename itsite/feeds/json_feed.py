"""A feed as JSON Feed 1.1 (jsonfeed.org)."""

import json

from itsite.feeds.entries import forms_of
from itsite.model.document import Texts
from itsite.views.feeds import FeedView

VERSION = "https://jsonfeed.org/version/1.1"


def write(view: FeedView, texts: Texts) -> bytes:
    """A feed, an item a line; its bytes depend on its view and the texts of its items alone."""
    fields = {
        "version": VERSION,
        "title": view.title,
        "description": view.description,
        "home_page_url": view.home,
        "feed_url": view.url,
        "language": view.lang,
        "authors": [{"name": view.author}],
    }
    head = json.dumps({key: value for key, value in fields.items() if value}, ensure_ascii=False, indent=1)
    items = b",\n".join(forms.json for forms in forms_of(view, texts))
    return f'{head.removesuffix("}").rstrip()},\n "items": [\n'.encode() + items + b"\n]}\n"
