"""RSS 2.0: feeds of the site, its tags, audiences and services in every language, with identities that last."""

from itsite.feeds.rss import write
from itsite.model.channel import Channel, Planned, Planning
from itsite.model.feeds import SECTION, FeedOptions
from itsite.views.feeds import feed_outputs
from itsite.views.followed import mistaken_overrides


def plan(planning: Planning) -> Planned:
    """A file for each feed, and those of its archive."""
    site = planning.site
    words = {lang: planning.theme.words(lang) for lang in site.languages_with_pages}
    return Planned(tuple(feed_outputs(site, "rss", words)), tuple(mistaken_overrides(site, planning.at)))


CHANNEL = Channel("rss", plan, write=write, section=SECTION, options=FeedOptions, rank=20, loads=("feedgen.feed", "feedgen.ext.dc"))
