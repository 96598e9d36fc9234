"""All that a template may see of a page that is not its own."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from itsite.model.meta import Meta


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go: `path` is relative to the site's root (templates put `root` before it), `url` is elsewhere.

    Exactly one of the two is set, or neither when the place is known by name only. `lang` is the language of title and page
    where it is not that of the page which shows the link.
    """

    title: str
    path: str | None = None
    url: str | None = None
    current: bool = False
    count: int | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class PictureCandidate:
    """One file of a picture: path from the site's root, width in pixels."""

    path: str
    width: int


@dataclass(frozen=True, slots=True)
class PictureSource:
    """The files of a picture in one form, the narrowest first; `type` is the media type."""

    type: str
    candidates: tuple[PictureCandidate, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the site: path from the site's root, what it shows, and its size in pixels (0 when it is not known).

    `sources` are smaller files of better forms, the best form first; `candidates` are those of the form of `path`. Empty for a
    picture that exists in one size only.
    """

    path: str
    alt: str
    width: int = 0
    height: int = 0
    sources: tuple[PictureSource, ...] = ()
    candidates: tuple[PictureCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Badge:
    """A short mark on a card; `name` is a key of the theme's strings and a CSS class, `tone` how it is meant."""

    name: str
    tone: Literal["neutral", "good", "notice", "alert"] = "neutral"


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where something takes place, on the clock of the site.

    `end` is None when nobody said; of whole days it is the last one. `is_over` says that it belongs to the past of the build.
    """

    start: dt.datetime
    end: dt.datetime | None
    is_all_day: bool
    place: str
    is_online: bool
    is_cancelled: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A foreign page in a few words; `kicker` is the line above its title, such as a service's category.

    `occasion` is there for what takes place at a time; `date` is then its beginning.
    """

    title: str
    path: str
    kind: str
    lang: str
    summary: str = ""
    date: dt.datetime | None = None
    kicker: str = ""
    image: Picture | None = None
    badges: tuple[Badge, ...] = ()
    occasion: Occasion | None = None


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """Whom to ask, ready to show; empty texts where nothing is known."""

    name: str = ""
    mail: str = ""
    phone: str = ""
    page: Link | None = None
    image: Picture | None = None


class Surroundings(Protocol):
    """What a kind may ask of the linked site while it makes the details of one page."""

    @property
    def at(self) -> dt.datetime:
        """The instant as of which the site is built."""

    def cards(self, field: str) -> tuple[Card, ...]:
        """Cards of the pages that a field of references names, in order."""

    def mentions(self, kind: str) -> tuple[Card, ...]:
        """Cards of the pages of one kind that refer to this one, newest first."""

    def link(self, text: str | None, *field: str | int) -> Link | None:
        """Text, mail address, URL or page reference as a link; None for nothing."""

    def contact(self, *field: str | int) -> ContactDetails | None:
        """A contact field, filled up from the page that it names."""


@dataclass(frozen=True, slots=True)
class NoDetails:
    """A kind whose pages have nothing beyond what all pages have."""


def no_details(meta: Meta, around: Surroundings) -> NoDetails:  # noqa: ARG001
    """The details of a plain page: none."""
    return NoDetails()


def no_badges(meta: Meta) -> Sequence[Badge]:  # noqa: ARG001
    """The badges of a plain page: none."""
    return ()
