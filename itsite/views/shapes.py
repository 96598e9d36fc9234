"""The views: for each template of the theme, the frozen value that is all it can see."""

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from itsite.model.card import Badge, Card, ContactDetails, Link
from itsite.views.shared import CalendarLink, FeedLink, Frame, PageContent, SiteView


@dataclass(frozen=True, slots=True)
class PageView(Frame):
    """A page of any kind; `details` is what its kind adds (see itsite/kinds/)."""

    page: PageContent
    details: object


@dataclass(frozen=True, slots=True)
class HomeView(Frame):
    """The start page: `lead` is the story on top, `latest` the next ones, `services` what people need most.

    `events` are the next ones. `statement` is the mission in one sentence, empty when there is none. `audiences` and `categories` (of services) are ways in,
    each with the number of its pages.
    """

    page: PageContent
    mission: Card | None
    statement: str
    lead: Card | None
    latest: tuple[Card, ...]
    services: tuple[Card, ...]
    newsletter: Card | None
    events: tuple[Card, ...]
    event_list: Link | None
    news_list: Link | None
    service_list: Link | None
    audiences: tuple[Link, ...]
    categories: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Cards under a common heading; `title` is empty when there is only one group."""

    title: str
    id: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where this list page stands among its sisters; `pages` is at least 1."""

    number: int
    pages: int
    newer: Link | None
    older: Link | None
    numbers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ListView(Frame):
    """A list: of a kind, a folder, a year, a tag or an audience. `about` names which of these; `page` is its introduction.

    Of what takes place at a time there are two lists: of what comes, and of what is over (`about` is then "past"). `other_half` leads from
    one to the other, and `calendars` are those in which it can be followed.
    """

    about: str
    page: PageContent | None
    groups: tuple[Group, ...]
    total: int
    pagination: Pagination
    years: tuple[Link, ...]
    feed: FeedLink | None
    other_half: Link | None
    calendars: tuple[CalendarLink, ...]


@dataclass(frozen=True, slots=True)
class TermsView(Frame):
    """All tags or all audiences, each with the number of its pages."""

    about: str
    terms: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """Something that can be followed for itself: its page, and its feed in each format."""

    page: Link
    feeds: tuple[FeedLink, ...]


@dataclass(frozen=True, slots=True)
class FollowedGroup:
    """What can be followed of one sort; `about` is `tag`, `audience` or `service`."""

    about: str
    items: tuple[Followed, ...]


@dataclass(frozen=True, slots=True)
class SubscribeView(Frame):
    """The page that explains how to follow: `main` are the formats of the feed of all announcements, `followed` what else has one.

    `opml` lists all feeds for a program. `mail` is where one subscribes by mail, None where that is not offered.
    `calendars` are those of events, that of everybody first.
    """

    main: tuple[FeedLink, ...]
    followed: tuple[FollowedGroup, ...]
    opml: Link | None
    mail: Link | None
    calendars: tuple[CalendarLink, ...]


@dataclass(frozen=True, slots=True)
class SearchView(Frame):
    """The search page: what it offers beside the search field."""

    services: tuple[Card, ...]
    tags: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NotFoundView(Frame):
    """The page for an address that does not exist."""

    services: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class RedirectView:
    """The stub at an old address: where the page is now, `path` seen from `root`, or `url` on another site."""

    lang: str
    root: str
    path: str
    url: str
    canonical: str
    title: str
    policy: str


@dataclass(frozen=True, slots=True)
class MailPicture:
    """A picture in a mail: the address that it is shown from, what it shows, and the size in pixels at which it is shown."""

    src: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class MailItem:
    """A page that an issue gathers; `id` is its anchor in the mail, `url` absolute, `lang` as in Link."""

    id: str
    title: str
    kicker: str
    summary: str
    url: str
    lang: str
    badges: tuple[Badge, ...]
    picture: MailPicture | None


@dataclass(frozen=True, slots=True)
class MailView:
    """An issue as a mail. All addresses are absolute; `url` is that of the issue on the site, `archive` that of the list of issues.

    `goodbye` is the address to write to for no more mails, or empty. `letter` is what the writer says, as HTML for mail programs.
    """

    lang: str
    direction: str
    site: SiteView
    logo: MailPicture | None
    title: str
    summary: str
    preheader: str
    issue: str
    date: dt.datetime | None
    authors: tuple[str, ...]
    picture: MailPicture | None
    letter: Markup
    items: tuple[MailItem, ...]
    contact: ContactDetails | None
    url: str
    archive: str
    subscribe: str
    goodbye: str
    classification: str
