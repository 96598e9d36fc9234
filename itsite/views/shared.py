"""The parts of a view that every page of the site shows around its own content."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol

from markupsafe import Markup

from itsite.model.card import Card, ContactDetails, Link, Picture

SAME_LANGUAGE = Markup()


@dataclass(frozen=True, slots=True)
class SiteView:
    """The site's name and address in the language of the page; `own_logo` is true when site.yaml names a logo, which is then assets['logo.svg']."""

    name: str
    organisation: str
    claim: str
    url: str
    home: str
    wordmark: str
    own_logo: bool


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """Where readers search: the `path` of the search page, the folder `index` that browsers search in, and where to go from no result.

    `services` and `contact` are None where there is no such list, or nobody to ask.
    """

    path: str
    index: str
    services: Link | None
    contact: ContactDetails | None


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """An entry of the navigation; `within` is true when the page lies below it, `path` and `url` as in Link.

    `lang` is the language of the title, `hreflang` that of the page, where they are others than that of the navigation.
    `summary` is that of the page, empty on top entries that have none below them.
    """

    title: str
    path: str | None
    url: str | None
    current: bool
    within: bool
    children: tuple["NavigationEntry", ...] = ()
    summary: str = ""
    lang: str = ""
    hreflang: str = ""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The page in another language; `exists` is false when there is no translation.

    `leads_to` says what the link leads to: the `page` itself, the same `text` within the frame of that language,
    a `list` nearby, or that language's `home`.
    """

    lang: str
    name: str
    path: str
    current: bool
    exists: bool
    leads_to: Literal["page", "text", "list", "home"] = "page"


@dataclass(frozen=True, slots=True)
class Alternate:
    """The address of a translation for machines, absolute; `lang` is `x-default` for readers of any other language."""

    lang: str
    url: str


@dataclass(frozen=True, slots=True)
class OriginalText:
    """The page that a text is taken over from where its translation is missing; `path` as in Link."""

    lang: str
    path: str


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed in one format: what it brings, where it is, and its media type."""

    title: str
    path: str
    url: str
    type: str


@dataclass(frozen=True, slots=True)
class CalendarLink:
    """A calendar to subscribe to: for whom it is (empty for all), `path` as in Link, its absolute address, and the same for calendar programs (`webcal:`)."""

    title: str
    path: str
    url: str
    webcal: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around the content. `root` leads from the page to the site's root and ends with a slash.

    `canonical` is absolute, or empty for pages that have no address of their own (404). `contact` is who answers for the
    start page; `feedback` is the mail address for remarks on this page: its owner's, else the contact's, else empty.
    `direction` is `ltr` or `rtl`, `locale` the language with its country (`de_DE`). `alternates` are empty where there is one
    language only. `original` is there when the text is in another language, since nobody has translated it.
    `preview_image` is the absolute address of a picture for those who show a link to the page, or empty. `search` is None for a site without one.
    `policy` is the content security policy, for a `<meta>`.
    """

    lang: str
    root: str
    path: str
    canonical: str
    title: str
    description: str
    site: SiteView
    navigation: tuple[NavigationEntry, ...]
    breadcrumbs: tuple[Link, ...]
    languages: tuple[LanguageLink, ...]
    feeds: tuple[FeedLink, ...]
    alerts: tuple[Card, ...]
    footer: tuple[Link, ...]
    search: SearchPlace | None
    classification: str
    direction: str
    locale: str
    alternates: tuple[Alternate, ...]
    original: OriginalText | None
    contact: ContactDetails | None
    feedback: str
    preview_image: str
    policy: str


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading in the table of contents, with the headings below it."""

    title: str
    id: str
    children: tuple["TocEntry", ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of pages below the text; `title` may be empty."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page of the site as its own template sees it; texts are empty and dates None when not given.

    `body` is filled in when the page is rendered: the rest of a view is the same whatever the text says. `lang_attributes` goes into
    each tag around words of the page: empty, or ` lang="en"` where they are in another language than the page around them.
    """

    kind: str
    title: str
    summary: str
    kicker: str
    body: Markup
    toc: tuple[TocEntry, ...]
    date: dt.datetime | None
    updated: dt.datetime | None
    review_by: dt.date | None
    authors: tuple[str, ...]
    owner: ContactDetails | None
    image: Picture | None
    tags: tuple[Link, ...]
    audiences: tuple[Link, ...]
    previous: Card | None
    next: Card | None
    related: tuple[Card, ...]
    listings: tuple[Listing, ...]
    children: tuple[Card, ...]
    extra: Mapping[str, Any]
    lang_attributes: Markup = SAME_LANGUAGE


class WithPage(Protocol):
    """A view that shows the text of a page."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def page(self) -> PageContent | None:
        """The page, or None on a list that nobody introduced."""
