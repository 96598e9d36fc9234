"""A feed as Atom 1.0 (RFC 4287)."""

from xml.sax.saxutils import escape

from itsite.feeds.entries import forms_of
from itsite.feeds.forms import atom_head, in_attribute
from itsite.feeds.paging import whole
from itsite.model.document import Texts
from itsite.views.feeds import FeedView


def write(view: FeedView, texts: Texts) -> bytes:
    """A feed; its bytes depend on its view and the texts of its items alone. Pictures stand in the text: Outlook shows enclosures as files."""
    head = atom_head().format(
        # A page of the archive is a feed of its own.
        id=escape(view.url if view.current else view.id),
        title=escape(view.title),
        subtitle=escape(view.description),
        lang=in_attribute(view.lang),
        author=escape(view.author),
        url=in_attribute(view.url),
        home=in_attribute(view.home),
        updated=view.updated.isoformat(),
    )
    return whole(head, "</feed>", view, "atom", [forms.atom for forms in forms_of(view, texts)])
