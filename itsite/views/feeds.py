"""Feeds and their items: all that a feed shows of the site, beside the words of the texts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from itsite.link.taxonomies import tag_slug
from itsite.model.document import Pieces
from itsite.model.output import Body
from itsite.model.site import Entry, Site, Term
from itsite.views.addresses import absolute, local
from itsite.views.body import body_of, feed_body
from itsite.views.displays import Words
from itsite.views.feed_text import allowed, description, gathered, picture, plain
from itsite.views.frame import feed_link

# The words that blocks in a text may ask for.
WORDS = ("as_of", "block_transcript", "mail", "phone")
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A page in a feed: plain texts, absolute addresses, and HTML in `description`, `picture` and `gathered`, which may be empty.

    The text of the page goes between picture and what it gathers; `site_url` makes the addresses in it absolute, and `words`
    are those of the theme that may stand in it.
    """

    title: str
    link: str
    guid: str
    description: str
    picture: str
    body: Body
    gathered: str
    site_url: str
    words: tuple[tuple[str, str], ...]
    date: dt.datetime | None
    categories: tuple[str, ...]
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed, its items in order: `url` is its own address, `home` that of the page which it belongs to, both absolute."""

    title: str
    description: str
    lang: str
    url: str
    home: str
    last_build_date: dt.datetime | None
    items: tuple[FeedItem, ...]


def _changed(entry: Entry) -> dt.datetime:
    """When the item changed last: its date, or a later update that is not minor."""
    page = entry.page
    date = page.date or EPOCH
    minor = getattr(page.meta, "change", None) == "minor"
    return date if minor or not page.meta.updated else max(date, page.meta.updated)


def _item(site: Site, entry: Entry, words: Words) -> FeedItem:
    page = entry.page
    terms = (site.terms.get((entry.lang, slug)) for slug in sorted({tag_slug(tag) for tag in page.meta.tags}))
    return FeedItem(
        title=plain(page.title),
        link=absolute(site, entry.url),
        guid=site.guids[entry.url],
        description=description(entry),
        picture=picture(site, entry),
        body=body_of(site, entry),
        gathered=gathered(site, entry),
        site_url=site.config.url,
        words=tuple((key, words[key]) for key in WORDS if key in words),
        date=local(site, page.date),
        categories=tuple(plain(term.label) for term in terms if term),
        authors=tuple(plain(author) for author in page.meta.authors),
    )


def feed_item(site: Site, entry: Entry, words: Words) -> FeedItem:
    """A page as an item; it stands in the feed of its language and in those of its tags."""
    key = ("feed item", entry.url)
    known: FeedItem | None = site.memo.get(key)
    if known is None:
        known = site.memo[key] = _item(site, entry, words)
    return known


def feed_view(site: Site, lang: str, term: Term | None, entries: Sequence[Entry], words: Words) -> FeedView:
    """The feed of a language, or of one tag in it, with these pages; `words` are those of the theme."""
    link = feed_link(site, lang, term)
    name = site.config.name.text(lang, site.default_lang)
    claim = site.config.claim.text(lang, site.default_lang)
    return FeedView(
        title=plain(link.title),
        description=plain(claim or name),
        lang=lang,
        url=link.url,
        home=absolute(site, term.url if term else site.home_url(lang)),
        last_build_date=local(site, max((_changed(entry) for entry in entries), default=EPOCH)),
        items=tuple(feed_item(site, entry, words) for entry in entries),
    )


def item_content(item: FeedItem, text: Pieces) -> str:
    """All that the page says, as HTML: its picture, its text, and what it gathers."""
    return allowed(item.picture + feed_body(text, item.body, item.site_url, dict(item.words)) + item.gathered) or item.description
