"""The views: for each template of the theme, the frozen value that is all it can see."""

from dataclasses import dataclass

from itsite.model.card import Card, Link
from itsite.views.shared import CalendarLink, FeedLink, Frame, PageContent


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

    `opml` lists all feeds for a program. `mail` is where one subscribes by mail, `calendar` the calendar of what is planned; both are None where there is none.
    """

    main: tuple[FeedLink, ...]
    followed: tuple[FollowedGroup, ...]
    opml: Link | None
    mail: Link | None
    calendar: Link | None


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
