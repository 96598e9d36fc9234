"""Where readers search, and where they go from there."""

from itsite.model.card import Link
from itsite.model.site import Site
from itsite.search.options import INDEX, is_there
from itsite.views.addresses import href
from itsite.views.cards import Around
from itsite.views.shared import SearchPlace


def list_link(site: Site, kind: str, lang: str) -> Link | None:
    """The list of a kind; None where nothing is of this kind."""
    folder = next((f for f in site.folders.values() if f.lang == lang and f.collection_of and f.collection_of.name == kind), None)
    return Link(folder.title, href(folder.url)) if folder else None


def has_search(site: Site) -> bool:
    """True when readers can search the site: it wants that, can have it, and there is something to be found."""
    return bool(site.entries) and is_there(site.config)


def search_url(site: Site, lang: str) -> str:
    """The address of the search page of a language."""
    return site.home_url(lang) + "search/"


def search_place(site: Site, lang: str) -> SearchPlace | None:
    """The search of a language; None for a site without one. Whoever answers for the start page is there to be asked."""
    if not has_search(site):
        return None
    home = site.folders.get(("", lang))
    contact = Around(site, home.index).contact("owner") if home and home.index else None
    return SearchPlace(href(search_url(site, lang)), f"{INDEX}/", list_link(site, "service", lang), contact)
