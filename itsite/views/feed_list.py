"""All feeds of a language, for the page that explains them and for programs that take them over."""

from collections.abc import Mapping
from dataclasses import dataclass

from itsite.model.feeds import About
from itsite.model.site import Site
from itsite.views.addresses import absolute
from itsite.views.feed_text import plain
from itsite.views.followed import Feed, feeds_of, links_of

# The keys of the theme's words for what feeds are about, in the order in which they are listed.
FOLDERS: Mapping[About, str] = {"tag": "subscribe_by_tag", "audience": "subscribe_by_audience", "service": "subscribe_by_service"}


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed in a list of feeds: `url` is its address in the first of its formats, `home` that of its page, both absolute."""

    title: str
    url: str
    home: str
    lang: str


@dataclass(frozen=True, slots=True)
class FeedListView:
    """All feeds of a language: that of the whole site, and folders with a title each."""

    title: str
    whole: tuple[ListedFeed, ...]
    folders: tuple[tuple[str, tuple[ListedFeed, ...]], ...]


def _listed(site: Site, feed: Feed) -> ListedFeed:
    return ListedFeed(plain(feed.title(site)), links_of(site, feed)[0].url, absolute(site, feed.url), feed.lang)


def feed_list_view(site: Site, lang: str, words: Mapping[str, str]) -> FeedListView:
    """The feeds of a language; `words` are those of the theme."""
    feeds = feeds_of(site, lang)
    of = {about: tuple(_listed(site, feed) for feed in feeds if feed.about == about) for about in ("site", *FOLDERS)}
    folders = tuple((words.get(word, about), of[about]) for about, word in FOLDERS.items() if of[about])
    return FeedListView(plain(site.config.name.text(lang, site.default_lang)), of["site"], folders)
