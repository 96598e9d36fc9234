"""RSS 2.0: one feed for each language and one for each tag, with full content and identities that last."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from feedgen.feed import FeedGenerator
from pydantic import Field

from itsite.link.ordering import newest_first
from itsite.link.taxonomies import tag_slug
from itsite.model.channel import Channel, Planned, Planning
from itsite.model.document import Texts
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


def _fill(generator: FeedGenerator, site: Site, entry: Entry, texts: Texts) -> None:
    page = entry.page
    item = generator.add_entry(order="append")
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
        item.dc.dc_creator([plain(author) for author in page.meta.authors])


def feed(  # noqa: PLR0913 - one parameter a fact
    site: Site, lang: str, link: FeedLink, home: str, entries: Sequence[Entry], texts: Texts
) -> bytes:
    """A feed; its bytes depend on its items and the site's texts alone."""
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
        _fill(generator, site, entry, texts)
    return bytes(generator.rss_str(pretty=True))


def _composed(site: Site, lang: str, link: FeedLink, home: str, entries: Sequence[Entry]) -> Composed:
    return Composed(partial(feed, site, lang, link, home, entries), tuple(entry.page.path for entry in entries))


def _feeds(planning: Planning) -> Iterator[Output]:
    site, limit = planning.site, planning.options.limit
    for lang in site.config.languages:
        announced = newest_first(e for e in site.entries if e.lang == lang and e.page.is_announced)
        if not announced and lang != site.default_lang and not any(e.lang == lang for e in site.entries):
            continue
        home = site.home_url(lang)
        whole = feed_link(site, lang)
        yield Output(home + "feed.xml", _composed(site, lang, whole, home, announced[:limit]), "rss", f"feed {lang}")
        for term in site.tags.get(lang, ()):
            inside = tuple(e for e in term.entries if e.page.is_announced)
            if inside:
                composed = _composed(site, lang, feed_link(site, lang, term), term.url, inside[:limit])
                yield Output(term.url + "feed.xml", composed, "rss", f"feed of the tag {term.label}")


def plan(planning: Planning) -> Planned:
    """The feed of each language that has pages, and of each tag that announces anything."""
    return Planned(tuple(_feeds(planning)))


CHANNEL = Channel("rss", plan, section="feeds", options=FeedOptions, rank=20)
