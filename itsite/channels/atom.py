"""Atom 1.0: the same feeds as RSS."""

from itsite.feeds.atom import write
from itsite.model.channel import Channel, Planned, Planning
from itsite.views.feeds import feed_outputs


def plan(planning: Planning) -> Planned:
    """A file for each feed, and those of its archive."""
    site = planning.site
    return Planned(tuple(feed_outputs(site, "atom", {lang: planning.theme.words(lang) for lang in site.languages_with_pages})))


CHANNEL = Channel("atom", plan, write=write, rank=21, loads=("feedgen.feed", "feedgen.ext.dc"))
