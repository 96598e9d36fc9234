"""RSS 2.0: one feed for each language and one for each tag, with full content and identities that last."""

import copy
import datetime as dt
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import Any

from pydantic import Field

from itsite.link.ordering import newest_first
from itsite.model.channel import Channel, Planned, Planning
from itsite.model.document import Pieces, Texts
from itsite.model.meta import Written
from itsite.model.output import Composed, Output
from itsite.model.site import Entry, Term
from itsite.views.feeds import FeedItem, FeedView, feed_view, item_content

# Elements that a process keeps; an item stands in the feed of its language and of each of its tags.
KEPT_ITEMS = 128


class FeedOptions(Written):
    """The feeds."""

    limit: int = Field(20, ge=1, le=1000, description="Items in one feed, the newest first.")


class _Finished:
    """An item whose element is there already: what a FeedGenerator asks of its entries."""

    def __init__(self, element: Any) -> None:  # noqa: ANN401
        self._element = element

    def register_extension(self, *_: object) -> None:
        """Nothing is added any more."""

    def rss_entry(self) -> Any:  # noqa: ANN401
        """A copy: an element stands in one tree only."""
        return copy.deepcopy(self._element)


@lru_cache(maxsize=KEPT_ITEMS)
def _element(item: FeedItem, _offset: dt.timedelta | None, text: Pieces) -> Any:  # noqa: ANN401
    """The element of an item with its text. Dates of two offsets may be equal, and are written differently."""
    # feedgen takes long to load, and most builds after the first write no feed.
    from feedgen.entry import FeedEntry  # noqa: PLC0415
    from feedgen.ext.dc import DcEntryExtension  # noqa: PLC0415

    entry = FeedEntry()
    entry.title(item.title)
    entry.link(href=item.link)
    entry.guid(item.guid, permalink=False)
    entry.description(item.description)
    entry.content(item_content(item, text), type="CDATA")
    entry.pubDate(item.date)
    for category in item.categories:
        entry.category(term=category)
    if item.authors:
        entry.register_extension("dc", DcEntryExtension, atom=False)
        entry.dc.dc_creator(list(item.authors))
    return entry.rss_entry()


def write(view: FeedView, texts: Texts) -> bytes:
    """A feed; its bytes depend on its view and the texts of its items alone."""
    from feedgen.feed import FeedGenerator  # noqa: PLC0415 - see _element

    generator = FeedGenerator()
    generator.load_extension("dc", atom=False, rss=True)
    generator.title(view.title)
    generator.description(view.description)
    generator.language(view.lang)
    generator.generator("itsite")
    generator.link(href=view.url, rel="self", type="application/rss+xml")
    generator.link(href=view.home, rel="alternate")
    generator.lastBuildDate(view.last_build_date)
    for item in view.items:
        element = _element(item, item.date.utcoffset() if item.date else None, texts[item.body.path])
        generator.add_entry(_Finished(element), order="append")
    return bytes(generator.rss_str(pretty=True))


def _output(planning: Planning, lang: str, term: Term | None, entries: Sequence[Entry]) -> Output:
    site = planning.site
    path = (term.url if term else site.home_url(lang)) + "feed.xml"
    origin = f"feed of the tag {term.label}" if term else f"feed {lang}"
    view = partial(feed_view, site, lang, term, entries, planning.theme.words(lang))
    return Output(path, Composed(view, tuple(entry.page.path for entry in entries)), "rss", origin)


def _feeds(planning: Planning) -> Iterator[Output]:
    site, limit = planning.site, planning.options.limit
    for lang in site.config.languages:
        announced = newest_first(e for e in site.entries if e.lang == lang and e.page.is_announced)
        if not announced and lang != site.default_lang and not any(e.lang == lang for e in site.entries):
            continue
        yield _output(planning, lang, None, announced[:limit])
        for term in site.tags.get(lang, ()):
            inside = tuple(e for e in term.entries if e.page.is_announced)
            if inside:
                yield _output(planning, lang, term, inside[:limit])


def plan(planning: Planning) -> Planned:
    """The feed of each language that has pages, and of each tag that announces anything."""
    return Planned(tuple(_feeds(planning)))


CHANNEL = Channel("rss", plan, write=write, section="feeds", options=FeedOptions, rank=20, loads=("feedgen.feed", "feedgen.ext.dc"))
