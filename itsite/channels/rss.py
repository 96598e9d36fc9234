"""RSS 2.0: one feed for each language and one for each tag, with full content and identities that last."""

import copy
import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from pydantic import Field

from itsite.link.ordering import newest_first
from itsite.link.taxonomies import tag_slug
from itsite.model.channel import Channel, Planned, Planning
from itsite.model.document import Pieces, Texts
from itsite.model.meta import Written
from itsite.model.output import Composed, Output
from itsite.model.site import Entry, Site
from itsite.views.addresses import absolute, local
from itsite.views.feed_text import content, description, plain
from itsite.views.frame import feed_link
from itsite.views.shared import FeedLink


class FeedOptions(Written):
    """The feeds."""

    limit: int = Field(20, ge=1, le=1000, description="Items in one feed, the newest first.")


def _changed(entry: Entry) -> dt.datetime:
    """When the item changed last: its date, or a later update that is not minor."""
    page = entry.page
    date = page.date or dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    minor = getattr(page.meta, "change", None) == "minor"
    return date if minor or not page.meta.updated else max(date, page.meta.updated)


class _Finished:
    """An item whose element is there already: what a FeedGenerator asks of its entries."""

    def __init__(self, element: Any) -> None:  # noqa: ANN401
        self._element = element

    def register_extension(self, *_: object) -> None:
        """Nothing is added any more."""

    def rss_entry(self) -> Any:  # noqa: ANN401
        """A copy: an element stands in one tree only."""
        return copy.deepcopy(self._element)


class Items:
    """The items of all feeds. An item stands in the feed of its language and of each of its tags, so it is made once and kept with its text."""

    def __init__(self, site: Site) -> None:
        """`site` does not change."""
        self.site = site
        self._made: dict[str, tuple[Pieces, Any]] = {}

    def __reduce__(self) -> tuple[type, tuple[Site]]:
        """Elements stay in the process that made them."""
        return Items, (self.site,)

    def item(self, entry: Entry, texts: Texts) -> _Finished:
        """The item of a page."""
        text = texts[entry.page.path]
        before, element = self._made.get(entry.url, (None, None))
        if before != text:
            element = self._filled(entry, texts).rss_entry()
            self._made[entry.url] = (text, element)
        return _Finished(element)

    def _filled(self, entry: Entry, texts: Texts) -> Any:  # noqa: ANN401
        # feedgen takes long to load, and most builds after the first write no feed.
        from feedgen.entry import FeedEntry  # noqa: PLC0415
        from feedgen.ext.dc import DcEntryExtension  # noqa: PLC0415

        site, page = self.site, entry.page
        item = FeedEntry()
        item.title(plain(page.title))
        item.link(href=absolute(site, entry.url))
        item.guid(site.guids[entry.url], permalink=False)
        item.description(description(entry))
        item.content(content(site, texts, entry), type="CDATA")
        item.pubDate(local(site, page.date))
        for slug in sorted({tag_slug(tag) for tag in page.meta.tags}):
            if term := site.terms.get((entry.lang, slug)):
                item.category(term=plain(term.label))
        if page.meta.authors:
            item.register_extension("dc", DcEntryExtension, atom=False)
            item.dc.dc_creator([plain(author) for author in page.meta.authors])
        return item


def feed(  # noqa: PLR0913 - one parameter a fact
    items: Items, lang: str, link: FeedLink, home: str, entries: Sequence[Entry], texts: Texts
) -> bytes:
    """A feed; its bytes depend on its items and the site's texts alone."""
    from feedgen.feed import FeedGenerator  # noqa: PLC0415 - see Items

    site = items.site
    generator = FeedGenerator()
    generator.load_extension("dc", atom=False, rss=True)
    name = site.config.name.text(lang, site.default_lang)
    claim = site.config.claim.text(lang, site.default_lang)
    generator.title(plain(link.title))
    generator.description(plain(claim or name))
    generator.language(lang)
    generator.generator("itsite")
    generator.link(href=link.url, rel="self", type="application/rss+xml")
    generator.link(href=absolute(site, home), rel="alternate")
    newest = max((_changed(entry) for entry in entries), default=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
    generator.lastBuildDate(local(site, newest))
    for entry in entries:
        generator.add_entry(items.item(entry, texts), order="append")
    return bytes(generator.rss_str(pretty=True))


def _composed(items: Items, lang: str, link: FeedLink, home: str, entries: Sequence[Entry]) -> Composed:
    return Composed(partial(feed, items, lang, link, home, entries), tuple(entry.page.path for entry in entries))


def _feeds(planning: Planning) -> Iterator[Output]:
    site, limit = planning.site, planning.options.limit
    items = Items(site)
    for lang in site.config.languages:
        announced = newest_first(e for e in site.entries if e.lang == lang and e.page.is_announced)
        if not announced and lang != site.default_lang and not any(e.lang == lang for e in site.entries):
            continue
        home = site.home_url(lang)
        whole = feed_link(site, lang)
        yield Output(home + "feed.xml", _composed(items, lang, whole, home, announced[:limit]), "rss", f"feed {lang}")
        for term in site.tags.get(lang, ()):
            inside = tuple(e for e in term.entries if e.page.is_announced)
            if inside:
                composed = _composed(items, lang, feed_link(site, lang, term), term.url, inside[:limit])
                yield Output(term.url + "feed.xml", composed, "rss", f"feed of the tag {term.label}")


def plan(planning: Planning) -> Planned:
    """The feed of each language that has pages, and of each tag that announces anything."""
    return Planned(tuple(_feeds(planning)))


CHANNEL = Channel("rss", plan, section="feeds", options=FeedOptions, rank=20)
