"""What every page shows around its content, made once for each language and turned for each page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError

from itsite.link.collections import is_index
from itsite.link.ordering import newest_first
from itsite.model.card import Badge, Card, Link
from itsite.model.meta import Classification, Pinnable
from itsite.model.policy import policy_of
from itsite.model.site import Entry, NavigationNode, Site, Term
from itsite.views.addresses import absolute, href, root_of
from itsite.views.cards import card
from itsite.views.labels import label
from itsite.views.shared import FeedLink, Frame, LanguageLink, NavigationEntry, SiteView

MAX_ALERTS = 3


@dataclass(frozen=True)
class Surround:
    """The part of a frame that all pages of one language share."""

    site: Site
    lang: str
    view: SiteView
    navigation: tuple[NavigationNode, ...]
    feed: FeedLink
    alerts: tuple[Card, ...]
    footer: tuple[Link, ...]


@dataclass(frozen=True)
class Place:
    """Where a page stands and what it is called; `alternates` gives its address in other languages.

    Without a `classification` of its own a page has the site's.
    """

    url: str
    title: str
    description: str = ""
    breadcrumbs: tuple[Link, ...] = ()
    alternates: Mapping[str, str] | None = None
    feeds: tuple[FeedLink, ...] = ()
    classification: Classification | None = None
    has_address: bool = True


@cache
def language_name(lang: str) -> str:
    """A language in its own words: `Deutsch`."""
    try:
        name = Locale.parse(lang, sep="-").get_display_name() or lang
    except (UnknownLocaleError, ValueError):
        return lang
    return name[:1].upper() + name[1:]


def feed_link(site: Site, lang: str, term: Term | None = None) -> FeedLink:
    """The feed of a language, or of one tag in it."""
    name = site.config.name.text(lang, site.default_lang)
    path = (term.url if term else site.home_url(lang)) + "feed.xml"
    return FeedLink(f"{name}: {term.label}" if term else name, href(path), absolute(site, path))


def _is_over(site: Site, entry: Entry) -> bool:
    """True when an alert was to be shown until a day that has passed."""
    pinned = entry.page.meta.pin_until if isinstance(entry.page.meta, Pinnable) else None
    return pinned is not None and pinned <= site.edition.at


def _alerts(site: Site, lang: str) -> tuple[Card, ...]:
    urgent = [e for e in site.entries if e.lang == lang and Badge("urgent", "alert") in tuple(site.kinds[e.kind].badges(e.page.meta)) and not _is_over(site, e)]
    return tuple(card(site, entry) for entry in newest_first(urgent)[:MAX_ALERTS])


def _footer(site: Site, lang: str) -> tuple[Link, ...]:
    top = site.folders.get(("", lang))
    pages = [e for e in (top.children if top else ()) if e.kind == "page" and not is_index(e)]
    links = [Link(e.page.title, href(e.url)) for e in pages]
    if site.tags.get(lang):
        links.append(Link(label("tags", lang), href(site.home_url(lang) + "tags/")))
    return (*links, Link(label("subscribe", lang), href(site.home_url(lang) + "subscribe/")))


def surround_of(site: Site, lang: str) -> Surround:
    """What the pages of a language share."""
    config = site.config
    name, organisation, claim = (text.text(lang, site.default_lang) for text in (config.name, config.organisation, config.claim))
    view = SiteView(name, organisation, claim, config.url, href(site.home_url(lang)))
    return Surround(site, lang, view, site.navigation.get(lang, ()), feed_link(site, lang), _alerts(site, lang), _footer(site, lang))


def _entry(node: NavigationNode, url: str, home: str) -> NavigationEntry:
    children = tuple(_entry(child, url, home) for child in node.children)
    current = node.path == url
    below = node.path is not None and node.path != home and url.startswith(node.path)
    path = None if node.path is None else href(node.path)
    return NavigationEntry(node.title, path, node.url, current, current or below or any(c.within for c in children), children)


def _languages(surround: Surround, alternates: Mapping[str, str]) -> tuple[LanguageLink, ...]:
    site = surround.site
    offered = site.languages_with_pages
    if len(offered) == 1:
        return ()
    return tuple(
        LanguageLink(lang, language_name(lang), href(alternates.get(lang, site.home_url(lang))), lang == surround.lang, lang in alternates) for lang in offered
    )


def home_link(surround: Surround) -> Link:
    """The first breadcrumb."""
    return Link(label("home", surround.lang), surround.view.home)


def framed(surround: Surround, place: Place) -> Frame:
    """The frame of one page."""
    site = surround.site
    alternates = {surround.lang: place.url, **(place.alternates or {})}
    return Frame(
        lang=surround.lang,
        root=root_of(place.url) if place.has_address else site.config.base_path,
        path=href(place.url),
        canonical=absolute(site, place.url) if place.has_address else "",
        title=place.title,
        description=place.description,
        site=surround.view,
        navigation=tuple(_entry(node, place.url, site.home_url(surround.lang)) for node in surround.navigation),
        breadcrumbs=(home_link(surround), *place.breadcrumbs) if place.url != site.home_url(surround.lang) else (),
        languages=_languages(surround, alternates),
        feeds=tuple(dict.fromkeys((surround.feed, *place.feeds))),
        alerts=tuple(alert for alert in surround.alerts if alert.path != href(place.url)),
        footer=surround.footer,
        classification=(place.classification or site.config.classification).value,
        policy=policy_of(site.config).meta,
    )


def fields_of(frame: Frame, names: Sequence[str] = tuple(Frame.__dataclass_fields__)) -> dict[str, object]:
    """A frame's fields, for the views that are made of it."""
    return {name: getattr(frame, name) for name in names}
