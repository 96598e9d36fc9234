"""What every page shows around its content, made once for each language and turned for each page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from itsite.link.collections import is_index
from itsite.link.ordering import newest_first
from itsite.model.card import Badge, Card, ContactDetails, Link
from itsite.model.meta import Classification, Pinnable
from itsite.model.picture import PREVIEW_WIDTH
from itsite.model.site import Entry, NavigationNode, PublishedAsset, Site
from itsite.read.locales import direction_of, language_name, territorial
from itsite.search.options import policy_of
from itsite.views.addresses import absolute, href, root_of
from itsite.views.cards import Around, card, foreign
from itsite.views.finding import has_search, search_place, search_url
from itsite.views.followed import links_at
from itsite.views.labels import labels_of
from itsite.views.shared import Alternate, FeedLink, Frame, LanguageLink, NavigationEntry, OriginalText, SearchPlace, SiteView

MAX_ALERTS = 3


@dataclass(frozen=True)
class Surround:
    """The part of a frame that all pages of one language share."""

    site: Site
    lang: str
    labels: Mapping[str, str]
    view: SiteView
    navigation: tuple[NavigationNode, ...]
    feeds: tuple[FeedLink, ...]
    alerts: tuple[Card, ...]
    footer: tuple[Link, ...]
    contact: ContactDetails | None
    search: SearchPlace | None


@dataclass(frozen=True)
class Place:
    """Where a page stands and what it is called; `alternates` gives its address in other languages, `nearby` the list around it there.

    Without a `classification` of its own a page has the site's. `mail` is that of its owner, `key` that of the file, `original` the page whose text it shows
    where there is no translation. `about` is the address of what it is about, such as the first page of a list, where that is another.
    """

    url: str
    title: str
    description: str = ""
    breadcrumbs: tuple[Link, ...] = ()
    alternates: Mapping[str, str] | None = None
    nearby: Mapping[str, str] | None = None
    key: str = ""
    original: Entry | None = None
    about: str = ""
    classification: Classification | None = None
    has_address: bool = True
    mail: str = ""
    image: PublishedAsset | None = None


def _is_over(site: Site, entry: Entry) -> bool:
    """True when an alert was to be shown until a day that has passed."""
    pinned = entry.page.meta.pin_until if isinstance(entry.page.meta, Pinnable) else None
    return pinned is not None and pinned <= site.edition.at


def _alerts(site: Site, lang: str) -> tuple[Card, ...]:
    urgent = [e for e in site.shown if e.lang == lang and Badge("urgent", "alert") in tuple(site.kinds[e.kind].badges(e.page.meta)) and not _is_over(site, e)]
    return tuple(card(site, entry) for entry in newest_first(urgent)[:MAX_ALERTS])


def _footer(site: Site, lang: str, labels: Mapping[str, str]) -> tuple[Link, ...]:
    top = site.folders.get(("", lang))
    pages = [e for e in (top.children if top else ()) if e.kind == "page" and not is_index(e)]
    links = [Link(e.page.title, href(e.url), lang=foreign(e, lang)) for e in pages]
    if site.tags.get(lang):
        links.append(Link(labels["tags"], href(site.home_url(lang) + "tags/")))
    if has_search(site):
        links.append(Link(labels["search"], href(search_url(site, lang))))
    return (*links, Link(labels["subscribe"], href(site.home_url(lang) + "subscribe/")))


def _contact(site: Site, lang: str) -> ContactDetails | None:
    top = site.folders.get(("", lang))
    return Around(site, top.index).contact("owner") if top and top.index else None


def surround_of(site: Site, lang: str, words: Mapping[str, object]) -> Surround:
    """What the pages of a language share; `words` are those of the theme in it."""
    labels = labels_of(words)
    config = site.config
    name, organisation, claim = (text.text(lang, site.default_lang) for text in (config.name, config.organisation, config.claim))
    wordmark = config.brand.wordmark.text(lang, site.default_lang)
    view = SiteView(name, organisation, claim, config.url, href(site.home_url(lang)), wordmark or name, bool(config.brand.logo))
    feeds, alerts, footer = links_at(site, lang, site.home_url(lang)), _alerts(site, lang), _footer(site, lang, labels)
    return Surround(site, lang, labels, view, site.navigation.get(lang, ()), feeds, alerts, footer, _contact(site, lang), search_place(site, lang))


def _entry(node: NavigationNode, url: str, home: str, depth: int = 0) -> NavigationEntry:
    children = tuple(_entry(child, url, home, depth + 1) for child in node.children)
    current = node.path == url
    below = node.path is not None and node.path != home and url.startswith(node.path)
    path = None if node.path is None else href(node.path)
    within = current or below or any(c.within for c in children)
    summary = node.summary if depth or children else ""
    return NavigationEntry(node.title, path, node.url, current, within, children, summary, node.lang, node.hreflang)


def _language(surround: Surround, place: Place, translations: Mapping[str, str], lang: str) -> LanguageLink:
    """Where the switch leads: to the translation, else to what comes nearest to it."""
    site = surround.site
    name, current = language_name(lang), lang == surround.lang
    if lang in translations:
        return LanguageLink(lang, name, href(translations[lang]), current, place.original is None or not current)
    stand_in = site.stand_in(place.key, lang) if place.key else None
    if stand_in:
        return LanguageLink(lang, name, href(stand_in.url), current, exists=False, leads_to="text")
    if place.nearby and lang in place.nearby:
        return LanguageLink(lang, name, href(place.nearby[lang]), current, exists=False, leads_to="list")
    return LanguageLink(lang, name, href(site.home_url(lang)), current, exists=False, leads_to="home")


def alternates_of(site: Site, translations: Mapping[str, str]) -> tuple[Alternate, ...]:
    """The addresses of a page in its languages, in the order of the site, and that for readers of others."""
    known = [(lang, translations[lang]) for lang in site.languages_with_pages if lang in translations]
    if len(site.languages_with_pages) == 1:
        return ()
    if len(known) > 1:
        known.append(("x-default", translations.get(site.default_lang, known[0][1])))
    return tuple(Alternate(lang, absolute(site, url)) for lang, url in known)


def home_link(surround: Surround) -> Link:
    """The first breadcrumb."""
    return Link(surround.labels["home"], surround.view.home)


def _preview_image(site: Site, asset: PublishedAsset | None) -> str:
    """The address of a picture for chats and others that show a link; only of pixels, since none of them draws an SVG."""
    if asset is None or asset.picture is None or not asset.picture.renditions:
        return ""
    return absolute(site, asset.picture.plain(PREVIEW_WIDTH).url)


def framed(surround: Surround, place: Place) -> Frame:
    """The frame of one page."""
    site = surround.site
    translations = {surround.lang: place.url, **(place.alternates or {})}
    offered = site.languages_with_pages if len(site.languages_with_pages) > 1 else ()
    original = place.original
    own = links_at(site, surround.lang, place.about or place.url)
    return Frame(
        lang=surround.lang,
        root=root_of(place.url) if place.has_address else site.config.base_path,
        path=href(place.url),
        canonical=absolute(site, original.url if original else place.url) if place.has_address else "",
        title=place.title,
        description=place.description,
        site=surround.view,
        navigation=tuple(_entry(node, place.url, site.home_url(surround.lang)) for node in surround.navigation),
        breadcrumbs=(home_link(surround), *place.breadcrumbs) if place.url != site.home_url(surround.lang) else (),
        languages=tuple(_language(surround, place, translations, lang) for lang in offered),
        feeds=surround.feeds + own if own != surround.feeds else own,
        alerts=tuple(alert for alert in surround.alerts if alert.path != href(place.url)),
        footer=surround.footer,
        search=surround.search,
        classification=(place.classification or site.config.classification).value,
        direction=direction_of(surround.lang),
        locale=territorial(surround.lang),
        alternates=() if original or not place.has_address else alternates_of(site, translations),
        original=OriginalText(original.lang, href(original.url)) if original else None,
        contact=surround.contact,
        feedback=place.mail or (surround.contact.mail if surround.contact else ""),
        preview_image=_preview_image(site, place.image),
        policy=policy_of(site.config).meta,
    )


def fields_of(frame: Frame, names: Sequence[str] = tuple(Frame.__dataclass_fields__)) -> dict[str, object]:
    """A frame's fields, for the views that are made of it."""
    return {name: getattr(frame, name) for name in names}
