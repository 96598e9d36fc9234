"""The list of all feeds of a language as OPML 2.0: what feed readers import in one go."""

from xml.sax.saxutils import escape, quoteattr

from itsite.model.document import Texts
from itsite.views.feed_list import FeedListView, ListedFeed


def _outline(feed: ListedFeed, indent: str) -> str:
    title, url, home, lang = (quoteattr(text) for text in (feed.title, feed.url, feed.home, feed.lang))
    return f'{indent}<outline type="rss" text={title} title={title} xmlUrl={url} htmlUrl={home} language={lang}/>\n'


def write(view: FeedListView, texts: Texts) -> bytes:  # noqa: ARG001 - it shows no text
    """The list, with a folder for each kind of what can be followed."""
    whole = "".join(_outline(feed, "    ") for feed in view.whole)
    folders = "".join(
        f"    <outline text={quoteattr(title)}>\n{''.join(_outline(feed, '      ') for feed in feeds)}    </outline>\n" for title, feeds in view.folders
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        f"  <head>\n    <title>{escape(view.title)}</title>\n  </head>\n  <body>\n{whole}{folders}  </body>\n</opml>\n"
    ).encode()
