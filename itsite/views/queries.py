"""Pages that a rule lists."""

from itsite.link.ordering import by_order, newest_first
from itsite.link.taxonomies import tag_slug
from itsite.model.card import Card
from itsite.model.meta import Query
from itsite.model.site import Entry, Site
from itsite.views.cards import cards


def answered(site: Site, query: Query, lang: str, without: Entry | None = None) -> tuple[Card, ...]:
    """The pages that a rule lists, in its order; never the page `without`, on which they stand."""
    found = [
        e
        for e in site.shown
        if e.lang == lang
        and e is not without
        and (query.kind is None or e.kind == query.kind)
        and (query.folder is None or e.page.key.startswith(query.folder.strip("/") + "/"))
        and (not query.tags or {tag_slug(tag) for tag in query.tags} & {tag_slug(tag) for tag in e.page.meta.tags})
        and (not query.audiences or set(query.audiences) & set(e.page.meta.audiences))
        and e.page.key.rpartition("/")[2] != "index"
    ]
    listed = newest_first(found) if query.order in {"newest", "oldest"} else by_order(found)
    if query.order == "oldest":
        listed = listed[::-1]
    if query.order == "title":
        listed = tuple(sorted(listed, key=lambda e: (e.page.title.casefold(), e.url)))
    return cards(site, listed[: query.limit])
