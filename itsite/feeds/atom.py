"""A feed as Atom 1.0 (RFC 4287)."""

from itsite.feeds.entries import forms_of
from itsite.feeds.paging import whole
from itsite.model.document import Texts
from itsite.model.feeds import FILES
from itsite.views.feeds import FeedView


def write(view: FeedView, texts: Texts) -> bytes:
    """A feed; its bytes depend on its view and the texts of its items alone. Pictures stand in the text: Outlook shows enclosures as files."""
    # feedgen takes long to load, and most builds after the first write no feed.
    from feedgen.feed import FeedGenerator  # noqa: PLC0415

    kind = FILES["atom"][1]
    generator = FeedGenerator()
    # A page of the archive is a feed of its own.
    generator.id(f"{view.id}" if not view.current else view.url)
    generator.title(view.title)
    generator.subtitle(view.description)
    generator.language(view.lang)
    generator.author({"name": view.author})
    generator.generator("itsite")
    generator.link(href=view.url, rel="self", type=kind)
    generator.link(href=view.home, rel="alternate", type="text/html")
    generator.updated(view.updated)
    items = (forms.atom for forms in forms_of(view, texts))
    return whole(bytes(generator.atom_str(pretty=True)), "</feed>", view, "atom", items)
