"""A stub at every old address, which leads to where the page is now."""

from functools import partial

from itsite.model.channel import Channel, Planned, Planning
from itsite.model.output import Output, Rendered, page_path
from itsite.model.problem import Location, Problem, warning
from itsite.model.site import Redirect, Site
from itsite.views.pages import redirect_view


def _taken(site: Site, redirect: Redirect, other: Output) -> Problem:
    owner = next((entry.page for entry in site.entries if entry.url == redirect.path and redirect.old in entry.page.meta.aliases), None)
    at = owner.at("aliases", owner.meta.aliases.index(redirect.old)) if owner else Location("site.yaml", 1, 1)
    return warning(at, "UR002", f'/{redirect.old} leads nowhere: "{other.path}" stands there', "take the old address away")


def plan(planning: Planning) -> Planned:
    """One page for each alias and each redirect; a warning for one whose address a page has that no writer wrote."""
    taken = {output.path.casefold(): output for output in planning.earlier}
    site = planning.site
    found = []
    problems = []
    for redirect in site.redirects:
        path = page_path(redirect.old)
        if path.casefold() in taken:
            problems.append(_taken(site, redirect, taken[path.casefold()]))
        else:
            found.append(Output(path, Rendered("redirect.html", partial(redirect_view, site, redirect), redirect.lang), "redirects", redirect.old))
    return Planned(tuple(found), tuple(problems))


CHANNEL = Channel("redirects", plan, rank=80)
