"""JSON Feed 1.1: the same feeds as RSS, for programs that would rather read JSON."""

from itsite.feeds.json_feed import write
from itsite.model.channel import Channel, Planned, Planning
from itsite.views.feeds import feed_outputs


def plan(planning: Planning) -> Planned:
    """A file for each feed, and those of its archive."""
    site = planning.site
    return Planned(tuple(feed_outputs(site, "json", {lang: planning.theme.words(lang) for lang in site.languages_with_pages})))


CHANNEL = Channel("json", plan, write=write, rank=22)
