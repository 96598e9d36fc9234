"""feeds.opml: all feeds of a language in one file, which feed readers import."""

from functools import partial

from itsite.feeds.opml import write
from itsite.model.channel import Channel, Planned, Planning
from itsite.model.feeds import OPML
from itsite.model.output import Composed, Output
from itsite.views.feed_list import feed_list_view
from itsite.views.followed import feeds_of


def plan(planning: Planning) -> Planned:
    """One file for each language that has feeds."""
    site = planning.site
    return Planned(
        tuple(
            Output(site.home_url(lang) + OPML, Composed(partial(feed_list_view, site, lang, planning.theme.words(lang)), ()), "opml", f"list of feeds {lang}")
            for lang in site.languages_with_pages
            if feeds_of(site, lang)
        )
    )


CHANNEL = Channel("opml", plan, write=write, rank=23)
