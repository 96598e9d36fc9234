"""A feed as RSS 2.0: full texts in `content:encoded`, a description beside them, identities that are no addresses."""

from xml.sax.saxutils import escape

from itsite.feeds.entries import forms_of
from itsite.feeds.forms import in_attribute, rss_date, rss_head
from itsite.feeds.paging import whole
from itsite.model.document import Texts
from itsite.views.feeds import FeedView


def write(view: FeedView, texts: Texts) -> bytes:
    """A feed; its bytes depend on its view and the texts of its items alone."""
    head = rss_head().format(
        title=escape(view.title),
        description=escape(view.description),
        lang=escape(view.lang),
        url=in_attribute(view.url),
        home=escape(view.home),
        updated=rss_date(view.updated),
    )
    return whole(head, "</channel>", view, "rss", [forms.rss for forms in forms_of(view, texts)])
