"""Feeds and their items: all that a feed shows of the site, beside the words of the texts."""

import datetime as dt
import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from itsite.link.taxonomies import tag_slug
from itsite.model.document import Pieces
from itsite.model.feeds import FILES, Amount, Format
from itsite.model.output import Body, Composed, Output
from itsite.model.site import Entry, Site
from itsite.views.addresses import absolute, local, root_of
from itsite.views.body import body_of, feed_body
from itsite.views.displays import Words
from itsite.views.feed_archive import EPOCH, ArchivePage, archive_of, changed, neighbours, newest
from itsite.views.feed_text import allowed, description, gathered, known, picture, plain
from itsite.views.followed import Feed, feeds_of

# The words that blocks in a text may ask for.
WORDS = ("as_of", "block_transcript", "mail", "phone")
STYLE = "feed.css"


class FeedItem(NamedTuple):
    """A page in a feed: plain texts, absolute addresses, and HTML in `description`, `above` and `gathered`, which may be empty.

    The text of the page goes between what stands above it and what it gathers; `site_url` makes the addresses in it absolute,
    and `words` are those of the theme that may stand in it. An item without a `body` is a summary.
    """

    title: str
    link: str
    guid: str
    description: str
    above: str
    body: Body | None
    gathered: str
    site_url: str
    words: tuple[tuple[str, str], ...]
    date: dt.datetime
    updated: dt.datetime
    categories: tuple[str, ...]
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedView:
    """A file of a feed, its items in order: `url` is its own address, `home` that of the page which it belongs to, both absolute.

    `current` is the address of the feed in a page of its archive, and empty in the feed itself; `older` and `newer` are those of
    the neighbours of a page, or empty. `style` leads to the style sheet for browsers; `formats` are all in which the feed is made.
    """

    title: str
    description: str
    lang: str
    id: str
    url: str
    home: str
    author: str
    updated: dt.datetime
    current: str
    older: str
    newer: str
    style: str
    formats: tuple[Format, ...]
    items: tuple[FeedItem, ...]


def _stamp(site: Site, instant: dt.datetime | None) -> dt.datetime:
    """An instant as feeds write it (RFC 3339): on the clock of the site, but where that differed from the world's by odd seconds, as it did before 1900."""
    found = local(site, instant) or EPOCH
    offset = found.utcoffset()
    found = found.astimezone(dt.UTC) if offset and offset.seconds % 60 else found
    return found.replace(microsecond=0) if found.microsecond else found


def _corrected(entry: Entry, words: Words) -> str:
    """What was changed in substance, for readers who know the first version."""
    meta = entry.page.meta
    if getattr(meta, "change", None) != "major":
        return ""
    note = getattr(meta, "change_note", "") or words.get("changed_text", "")
    return allowed(f"<p><strong>{html.escape(words.get('changed', ''))}:</strong> {html.escape(note)}</p>\n") if note else ""


def _words_of(site: Site, lang: str, words: Words) -> tuple[tuple[str, str], ...]:
    """The words that texts of a language may ask for, one value for all its items."""
    known: tuple[tuple[str, str], ...] | None = site.memo.get(("feed words", lang))
    if known is None:
        known = site.memo["feed words", lang] = tuple((key, words[key]) for key in WORDS if key in words)
    return known


def _item(site: Site, entry: Entry, words: Words) -> FeedItem:
    page = entry.page
    date, last = _stamp(site, page.date), changed(entry)
    slugs = sorted(set(map(tag_slug, page.meta.tags)))
    return FeedItem(
        title=plain(page.title),
        link=absolute(site, entry.url),
        guid=allowed(site.guids[entry.url]),
        description=description(entry),
        above=allowed(picture(site, entry)) + _corrected(entry, words),
        body=body_of(site, entry),
        gathered=allowed(gathered(site, entry)),
        site_url=site.config.url,
        words=_words_of(site, entry.lang, words),
        date=date,
        updated=date if last == page.date else _stamp(site, last),
        categories=tuple([known(term.label) for slug in slugs if (term := site.terms.get((entry.lang, slug)))]),
        authors=tuple(map(known, page.meta.authors)),
    )


def feed_item(site: Site, entry: Entry, words: Words, amount: Amount = "full") -> FeedItem:
    """A page as an item; it stands in many feeds."""
    key = ("feed item", entry.url, amount)
    known: FeedItem | None = site.memo.get(key)
    if known is None:
        known = _item(site, entry, words)
        known = site.memo[key] = known if amount == "full" else known._replace(above="", body=None, gathered="")
    return known


def item_content(item: FeedItem, text: Pieces) -> str:
    """All that the page says, as HTML for XML: its picture, its text, and what it gathers; empty for a summary."""
    if item.body is None:
        return ""
    return item.above + feed_body(text, item.body, item.site_url, dict(item.words)) + item.gathered or item.description


@dataclass(frozen=True)
class _File:
    """A file of a feed in one format; `page` is that of its archive, None for the feed itself, and `older` and `newer` name its neighbours."""

    feed: Feed
    form: Format
    entries: tuple[Entry, ...]
    page: ArchivePage | None = None
    older: str = ""
    newer: str = ""

    def page_path(self, name: str) -> str:
        """Where the page of the archive with a name stands; empty without one."""
        return f"{self.feed.url}archive/{name}/{FILES['atom'][0]}" if name else ""

    @property
    def path(self) -> str:
        """Where it stands."""
        return self.page_path(self.page.name) if self.page else f"{self.feed.url}{FILES[self.form][0]}"

    @property
    def current(self) -> str:
        """Where the feed stands of whose archive it is a page, else empty."""
        return self.feed.url + FILES["atom" if "atom" in self.feed.settled.formats else "rss"][0] if self.page else ""


def _files(feed: Feed) -> Iterator[_File]:
    """All files of a feed: in each format the newest items, and the pages of its archive, which are Atom for all who look there."""
    shown = newest(feed.entries, feed.settled.limit)
    pages = archive_of(feed.entries, shown, feed.settled)
    for form in feed.settled.formats:
        yield _File(feed, form, shown, older=pages[-1].name if pages and form != "json" else "")
    for n, page in enumerate(pages):
        yield _File(feed, "atom", page.entries, page, *neighbours(pages, n))


def feed_view(site: Site, file: _File, words: Words) -> FeedView:
    """A file of a feed; `words` are those of the theme in its language."""
    feed, lang = file.feed, file.feed.lang
    name, claim, organisation = (text.text(lang, site.default_lang) for text in (site.config.name, site.config.claim, site.config.organisation))
    return FeedView(
        title=plain(feed.title(site)),
        description=plain(claim or name),
        lang=lang,
        id=feed.id,
        url=absolute(site, file.path),
        home=absolute(site, feed.url),
        author=plain(organisation or name),
        updated=_stamp(site, max((changed(entry) for entry in file.entries), default=EPOCH)),
        current=file.current and absolute(site, file.current),
        older=file.older and absolute(site, file.page_path(file.older)),
        newer=file.newer and absolute(site, file.page_path(file.newer)),
        style=root_of(file.path) + site.home_url(lang) + STYLE,
        formats=("atom",) if file.page else feed.settled.formats,
        items=tuple(feed_item(site, entry, words, feed.settled.content) for entry in file.entries),
    )


def feed_outputs(site: Site, form: Format, words: Mapping[str, Words]) -> Iterator[Output]:
    """The files of all feeds in one format, for its channel; `words` are those of the theme by language."""
    for lang in site.languages_with_pages:
        for feed in feeds_of(site, lang):
            about = f"feed of the {feed.about} {feed.label}" if feed.label else f"feed {lang}"
            for file in _files_of(site, feed):
                if file.form == form:
                    paths = tuple(entry.page.path for entry in file.entries) if feed.settled.content == "full" else ()
                    origin = about if form == "rss" else f"{about} ({form})"
                    yield Output(file.path, Composed(partial(feed_view, site, file, words[lang]), paths), form, origin)


def _files_of(site: Site, feed: Feed) -> tuple[_File, ...]:
    key = ("feed files", feed.id)
    known: tuple[_File, ...] | None = site.memo.get(key)
    if known is None:
        known = site.memo[key] = tuple(_files(feed))
    return known
