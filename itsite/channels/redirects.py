"""A stub at every old address, which leads to where the page is now."""

from functools import partial

from itsite.model.channel import Channel, Planned, Planning
from itsite.model.output import Output, Rendered, page_path
from itsite.views.pages import redirect_view


def plan(planning: Planning) -> Planned:
    """One page for each alias and each redirect; nothing for one whose address another page has."""
    taken = {output.path.casefold() for output in planning.earlier}
    site = planning.site
    found = [
        Output(page_path(redirect.old), Rendered("redirect.html", partial(redirect_view, site, redirect), redirect.lang), "redirects", redirect.old)
        for redirect in site.redirects
        if page_path(redirect.old).casefold() not in taken
    ]
    return Planned(tuple(found))


CHANNEL = Channel("redirects", plan, rank=80)
