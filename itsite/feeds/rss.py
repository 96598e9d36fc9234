"""A feed as RSS 2.0: full texts in `content:encoded`, a description beside them, identities that are no addresses."""

from itsite.feeds.entries import forms_of
from itsite.feeds.paging import whole
from itsite.model.document import Texts
from itsite.model.feeds import FILES
from itsite.views.feeds import FeedView


def write(view: FeedView, texts: Texts) -> bytes:
    """A feed; its bytes depend on its view and the texts of its items alone."""
    # feedgen takes long to load, and most builds after the first write no feed.
    from feedgen.feed import FeedGenerator  # noqa: PLC0415

    kind = FILES["rss"][1]
    generator = FeedGenerator()
    generator.load_extension("dc", atom=False, rss=True)
    generator.title(view.title)
    generator.description(view.description)
    generator.language(view.lang)
    generator.generator("itsite")
    # The last link becomes that of the channel.
    generator.link(href=view.url, rel="self", type=kind)
    generator.link(href=view.home, rel="alternate")
    generator.lastBuildDate(view.updated)
    items = (forms.rss for forms in forms_of(view, texts))
    return whole(bytes(generator.rss_str(pretty=True)), "</channel>", view, "rss", items)
