"""The page that explains how to follow the announcements."""

from typing import Any

from itsite.model.card import Link
from itsite.model.feeds import OPML
from itsite.model.mail import mail_options
from itsite.model.site import Site
from itsite.views.addresses import absolute, href
from itsite.views.calendars import calendar_links
from itsite.views.feed_list import FOLDERS
from itsite.views.followed import feeds_of, links_of
from itsite.views.frame import Place, Surround, fields_of, framed
from itsite.views.shapes import Followed, FollowedGroup, SubscribeView


def _mail_way(site: Site) -> Link | None:
    """Where one subscribes to the newsletter by mail; None where that is not offered."""
    where = mail_options(site.config).subscribe
    return Link(where, url=where) if where else None


def _followed(site: Site, lang: str) -> tuple[FollowedGroup, ...]:
    groups = []
    for about in FOLDERS:
        items = tuple(Followed(Link(feed.label, href(feed.url)), links_of(site, feed)) for feed in feeds_of(site, lang) if feed.about == about)
        if items:
            groups.append(FollowedGroup(about, items))
    return tuple(groups)


def subscribe_view(surround: Surround) -> SubscribeView:
    """How to follow the announcements."""
    site, lang = surround.site, surround.lang
    url = f"{site.home_url(lang)}subscribe/"
    title = surround.labels["subscribe"]
    alternates = {other: f"{site.home_url(other)}subscribe/" for other in site.languages_with_pages}
    place = Place(url, title, breadcrumbs=(Link(title, href(url), current=True),), alternates=alternates)
    frame: dict[str, Any] = fields_of(framed(surround, place))
    path = site.home_url(lang) + OPML
    opml = Link(OPML, href(path), absolute(site, path)) if feeds_of(site, lang) else None
    return SubscribeView(**frame, main=surround.feeds, followed=_followed(site, lang), opml=opml, mail=_mail_way(site), calendars=calendar_links(site, lang))
