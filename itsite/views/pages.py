"""Views of single pages: of every kind, the start page, the page that is not there, the stub at an old address."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from itsite.link.ordering import by_time, is_coming, pinned_first
from itsite.link.taxonomies import tag_slug
from itsite.model.card import Card, Link
from itsite.model.document import Heading
from itsite.model.site import Entry, Redirect, Site
from itsite.read.locales import direction_of
from itsite.search.options import policy_of
from itsite.views.addresses import absolute, group_ids, href, local, root_of
from itsite.views.cards import Around, card, cards, foreign, kicker, picture, summary
from itsite.views.finding import list_link, search_url
from itsite.views.frame import Place, Surround, fields_of, framed
from itsite.views.queries import answered
from itsite.views.shapes import HomeView, NotFoundView, PageView, RedirectView, SearchView
from itsite.views.shared import Listing, PageContent, TocEntry

HOME_SERVICES, HOME_NEWS, HOME_EVENTS = 6, 3, 3


def toc_of(headings: Iterable[Heading]) -> tuple[TocEntry, ...]:
    """Headings of level 2 with those of level 3 below them; deeper ones are left out."""
    found: list[tuple[Heading, list[TocEntry]]] = []
    for heading in headings:
        if heading.level == 2 or not found:  # noqa: PLR2004
            found.append((heading, []))
        elif heading.level == 3:  # noqa: PLR2004
            found[-1][1].append(TocEntry(heading.title, heading.id))
    return tuple(TocEntry(heading.title, heading.id, tuple(below)) for heading, below in found)


def _terms(site: Site, entry: Entry) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    slugs = sorted({tag_slug(tag) for tag in entry.page.meta.tags})
    tags = [Link(t.label, href(t.url)) for slug in slugs if (t := site.terms.get((entry.lang, slug)))]
    audiences = [Link(t.label, href(t.url)) for t in site.audiences.get(entry.lang, ()) if t.slug in entry.page.meta.audiences]
    return tuple(tags), tuple(audiences)


def _listings(site: Site, entry: Entry, left_out: frozenset[str]) -> tuple[Listing, ...]:
    return tuple(
        Listing(query.title.text(entry.lang, site.default_lang) if query.title else "", answered(site, query, entry.lang))
        for name, query in entry.page.meta.listings.items()
        if name not in left_out
    )


def _children(site: Site, entry: Entry) -> tuple[Card, ...]:
    """The pages of the folder that a page introduces; none where its writer says by `listings` what to show."""
    folder = site.folders.get((entry.page.key.rpartition("/")[0], entry.lang))
    if not folder or folder.index is not entry or folder.collection_of or not folder.path or entry.page.meta.listings:
        return ()
    return cards(site, folder.children)


def content_of(site: Site, entry: Entry, left_out: frozenset[str] = frozenset()) -> PageContent:
    """A page as its own template sees it; `left_out` names listings that are shown elsewhere."""
    page, around = entry.page, Around(site, entry)
    tags, audiences = _terms(site, entry)
    newer, older = site.neighbours.get(entry.url, (None, None))
    return PageContent(
        kind=entry.kind,
        title=page.title,
        summary=page.meta.summary,
        kicker=kicker(site, entry),
        body=Markup(),
        toc=toc_of(page.document.headings),
        date=local(site, page.date),
        updated=local(site, page.meta.updated),
        review_by=page.meta.review_by,
        authors=page.meta.authors,
        owner=around.contact("owner"),
        image=picture(site, entry),
        tags=tags,
        audiences=audiences,
        previous=card(site, older) if older else None,
        next=card(site, newer) if newer else None,
        related=cards(site, site.related.get(entry.url, ())),
        listings=_listings(site, entry, left_out),
        children=_children(site, entry),
        extra=page.meta.extra,
        lang_attributes=_lang_attributes(entry),
    )


def _lang_attributes(entry: Entry) -> Markup:
    """What marks the words of a page that is shown among those of another language."""
    if entry.original is None:
        return Markup()
    direction = direction_of(entry.text_lang)
    turned = Markup(' dir="{}"').format(direction) if direction != direction_of(entry.lang) else ""
    return Markup(' lang="{}"').format(entry.text_lang) + turned


def breadcrumbs_of(site: Site, entry: Entry) -> tuple[Link, ...]:
    """The folders above a page, and the page itself."""
    folder, _, name = entry.page.key.rpartition("/")
    above: list[Link] = []
    path = folder.rpartition("/")[0] if name == "index" and not site.kinds[entry.kind].collection else folder
    while path:
        found = site.folders.get((path, entry.lang))
        if found and (found.index or found.children or found.collection_of):
            above.insert(0, Link(found.title, href(found.url), lang="" if found.text_lang == entry.lang else found.text_lang))
        path = path.rpartition("/")[0]
    return (*above, Link(entry.page.title, href(entry.url), current=True, lang=foreign(entry, entry.lang)))


def _nearby(site: Site, entry: Entry, translations: Mapping[str, str]) -> dict[str, str]:
    """The nearest list around a page in each language that has one, but not the page."""
    found: dict[str, str] = {}
    missing = [lang for lang in site.languages_with_pages if lang not in translations]
    path = entry.page.key.rpartition("/")[0] if missing else ""
    while path:
        for lang in missing:
            folder = site.folders.get((path, lang))
            if folder and (folder.index or folder.children or folder.collection_of):
                found.setdefault(lang, folder.url)
        path = path.rpartition("/")[0]
    return found


def place_of(site: Site, entry: Entry, content: PageContent) -> Place:
    """Where a page stands."""
    translations = translations_of(site, entry)
    return Place(
        entry.url, entry.page.title, summary(entry), breadcrumbs_of(site, entry), translations, _nearby(site, entry, translations), entry.page.key,
        entry.original, classification=entry.page.classified(site.config.classification), mail=content.owner.mail if content.owner else "",
        image=site.images.get(entry.url),
    )  # fmt: skip


def translations_of(site: Site, entry: Entry) -> dict[str, str]:
    """The address of a page in each of its languages; the start page is there in every language."""
    if entry.url == site.home_url(entry.lang):
        return {lang: site.home_url(lang) for lang in site.languages_with_pages}
    return {other.lang: other.url for other in site.translations(entry.page.key)}


def page_view(surround: Surround, entry: Entry) -> PageView:
    """The view of a page of any kind."""
    site = surround.site
    details = site.kinds[entry.kind].details(entry.page.meta, Around(site, entry))
    content = content_of(site, entry)
    frame = fields_of(framed(surround, place_of(site, entry, content)))
    return PageView(**frame, page=content, details=details)  # type: ignore[arg-type]


def empty_content(title: str) -> PageContent:
    """The content of a page that nobody wrote."""
    return PageContent("page", title, "", "", Markup(), (), None, None, None, (), None, None, (), (), None, None, (), (), (), {})


def _categories(site: Site, kind: str, lang: str, whole: Link | None) -> tuple[Link, ...]:
    """The headings of a kind's list, where it has more than one."""
    collection = site.kinds[kind].collection if kind in site.kinds else None
    if whole is None or collection is None or collection.group is None:
        return ()
    counts = Counter(collection.group(entry.page.meta) for entry in site.collections.get((kind, lang), ()))
    ids = group_ids(counts)
    return tuple(Link(title, f"{whole.path}#{ids[title]}", count=n) for title, n in counts.items() if title) if len(counts) > 1 else ()


def home_view(surround: Surround) -> HomeView:
    """The start page of a language, written (content/index.md) or not."""
    site, lang = surround.site, surround.lang
    folder = site.folders.get(("", lang))
    index = folder.index if folder else None
    url = index.url if index else site.home_url(lang)
    alternates = {other: site.home_url(other) for other in site.languages_with_pages}
    page = content_of(site, index, frozenset({"services"})) if index else empty_content(surround.view.name)
    place = place_of(site, index, page) if index else Place(url, surround.view.name, surround.view.claim, alternates=alternates)
    news = pinned_first(site.collections.get(("news", lang), ()), site.edition.at)
    mission = next((e for e in site.shown if e.lang == lang and e.kind == "mission"), None)
    query = index.page.meta.listings.get("services") if index else None
    services = answered(site, query, lang) if query else cards(site, site.collections.get(("service", lang), ())[:HOME_SERVICES])
    coming = by_time(entry for entry in site.collections.get(("event", lang), ()) if is_coming(entry.page.meta, site.edition.at))
    mission_card = card(site, mission) if mission else None
    service_list = list_link(site, "service", lang)
    frame: dict[str, Any] = fields_of(framed(surround, place))
    return HomeView(
        **frame,
        page=page,
        mission=mission_card,
        statement=str(getattr(mission.page.meta, "statement", "")) if mission else "",
        lead=card(site, news[0]) if news else None,
        latest=cards(site, news[1 : 1 + HOME_NEWS]),
        services=services,
        newsletter=next(iter(cards(site, site.collections.get(("newsletter", lang), ())[:1])), None),
        events=cards(site, coming[:HOME_EVENTS]),
        event_list=list_link(site, "event", lang),
        news_list=list_link(site, "news", lang),
        service_list=service_list,
        audiences=tuple(Link(term.label, href(term.url), count=len(term.entries)) for term in site.audiences.get(lang, ())),
        categories=_categories(site, "service", lang, service_list),
    )


def not_found_view(surround: Surround) -> NotFoundView:
    """The page for an address that does not exist; its links work from any address."""
    site = surround.site
    frame: dict[str, Any] = fields_of(framed(surround, Place("404.html", surround.labels["not_found"], has_address=False)))
    services = cards(site, site.collections.get(("service", surround.lang), ())[:HOME_SERVICES])
    return NotFoundView(**frame, services=services)


def search_view(surround: Surround) -> SearchView:
    """The page that the search field leads to where there is no script."""
    site, lang = surround.site, surround.lang
    url, title = search_url(site, lang), surround.labels["search"]
    alternates = {other: search_url(site, other) for other in site.languages_with_pages}
    place = Place(url, title, breadcrumbs=(Link(title, href(url), current=True),), alternates=alternates)
    frame: dict[str, Any] = fields_of(framed(surround, place))
    tags = tuple(Link(term.label, href(term.url), count=len(term.entries)) for term in site.tags.get(lang, ()))
    return SearchView(**frame, services=cards(site, site.collections.get(("service", lang), ())), tags=tags)


def redirect_view(site: Site, redirect: Redirect) -> RedirectView:
    """The stub at an old address."""
    canonical = redirect.url or absolute(site, redirect.path)
    return RedirectView(redirect.lang, root_of(redirect.old), href(redirect.path), redirect.url or "", canonical, redirect.title, policy_of(site.config).meta)
