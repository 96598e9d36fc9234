"""The parts of a view that every page of the site shows around its own content."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from markupsafe import Markup

from itsite.model.card import Card, ContactDetails, Link, Picture


@dataclass(frozen=True, slots=True)
class SiteView:
    """The site's name and address in the language of the page."""

    name: str
    organisation: str
    claim: str
    url: str
    home: str


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """An entry of the navigation; `within` is true when the page lies below it, `path` and `url` as in Link."""

    title: str
    path: str | None
    url: str | None
    current: bool
    within: bool
    children: tuple["NavigationEntry", ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The page in another language; `exists` is false when the link leads to that language's home instead."""

    lang: str
    name: str
    path: str
    current: bool
    exists: bool


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed: what it brings, and where it is."""

    title: str
    path: str
    url: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around the content. `root` leads from the page to the site's root and ends with a slash.

    `canonical` is absolute, or empty for pages that have no address of their own (404). `policy` is the content security policy, for a `<meta>`.
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
    classification: str
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

    `body` is filled in when the page is rendered: the rest of a view is the same whatever the text says.
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


class WithPage(Protocol):
    """A view that shows the text of a page."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def page(self) -> PageContent | None:
        """The page, or None on a list that nobody introduced."""
