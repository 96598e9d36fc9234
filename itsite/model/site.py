"""The linked site: every page knows its address, and every relation between pages is written down."""

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from itsite.model.config import SiteConfig
from itsite.model.edition import Edition
from itsite.model.kind import Kind
from itsite.model.meta import Query
from itsite.model.page import Page
from itsite.model.picture import PublishedPicture
from itsite.model.shown import Form
from itsite.model.source import AssetFile


@dataclass(frozen=True, eq=False, slots=True)
class Entry:
    """A page with its address; `url` is relative to the site's root (`de/services/vpn/`, home is empty).

    One with an `original` stands in for a translation that nobody has written: its page has the other language, its text that of the original.
    """

    page: Page
    url: str
    original: "Entry | None" = None

    @property
    def lang(self) -> str:
        """Language of the page."""
        return self.page.lang

    @property
    def text_lang(self) -> str:
        """Language of its text."""
        return self.original.page.lang if self.original else self.page.lang

    @property
    def kind(self) -> str:
        """Kind of the page."""
        return self.page.kind


@dataclass(frozen=True, slots=True)
class Target:
    """What an open slot leads to: a path from the site's root with its fragment, and a title where the link text is empty.

    `path` None means that there is nothing to link to: the text stays plain. `is_here` marks a fragment of the page itself.
    `lang` is the language of what it leads to where that is not the language of the text.
    `picture` is set where a picture is shown whose size is known; `path` is then that of the file for every program.
    """

    path: str | None
    title: str = ""
    is_here: bool = False
    lang: str = ""
    picture: PublishedPicture | None = None


@dataclass(frozen=True, slots=True)
class Display:
    """Pages that a text shows in one place: those that it names and that are there, or those that a rule finds."""

    form: Form
    entries: tuple[Entry, ...]
    rule: Query | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A tag or an audience in one language, with its pages: events that come, the next first, then all else, newest first."""

    slug: str
    label: str
    url: str
    entries: tuple[Entry, ...]


def terms_by_slug(terms: Mapping[str, tuple[Term, ...]]) -> dict[tuple[str, str], Term]:
    """The same terms by (language, slug)."""
    return {(lang, term.slug): term for lang, found in terms.items() for term in found}


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of content/ in one language: its address, its introduction if it has one, and the pages right in it."""

    path: str
    lang: str
    url: str
    title: str
    index: Entry | None
    children: tuple[Entry, ...]
    collection_of: Kind | None = None

    @property
    def text_lang(self) -> str:
        """Language of its title."""
        return self.index.text_lang if self.index else self.lang


@dataclass(frozen=True, slots=True)
class NavigationNode:
    """An entry of the navigation in one language; `path` from the site's root or `url` elsewhere. `summary` is that of the page.

    `lang` is the language of the title, `hreflang` that of the page, where they are others than that of the navigation.
    """

    title: str
    path: str | None
    url: str | None
    children: tuple["NavigationNode", ...] = ()
    summary: str = ""
    lang: str = ""
    hreflang: str = ""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address and where it leads: `path` from the site's root, or an absolute `url`."""

    old: str
    path: str
    url: str | None = None
    title: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class PublishedAsset:
    """A file that a page uses, with its digest-named address. A picture that is shown has files of its own for that in `picture`.

    `is_linked` is True when a page links to it, `is_shown` when a page shows it.
    """

    source: AssetFile
    url: str
    picture: PublishedPicture | None = None
    is_linked: bool = True
    is_shown: bool = False


@dataclass(frozen=True)
class Site:
    """One edition of the site, ready to be planned. All mappings are complete: an absent key means an empty value.

    `stand_ins` are no entries: they show in pages and lists of their language, and nowhere else (no feed, no sitemap, no check).
    `withheld` are keys and languages of pages that this edition does not show: for checks, never for a view.
    Mappings by url hold what concerns the page at that url; those by (name, lang) hold lists in reading order.
    """

    config: SiteConfig
    edition: Edition
    zone: dt.tzinfo
    kinds: Mapping[str, Kind]
    entries: tuple[Entry, ...] = ()
    stand_ins: tuple[Entry, ...] = ()
    withheld: frozenset[tuple[str, str]] = frozenset()
    by_key: Mapping[tuple[str, str], Entry] = field(default_factory=dict)
    slots: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)
    displays: Mapping[str, tuple[Display, ...]] = field(default_factory=dict)
    references: Mapping[tuple[str, str], tuple[Entry, ...]] = field(default_factory=dict)
    mentions: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    collections: Mapping[tuple[str, str], tuple[Entry, ...]] = field(default_factory=dict)
    folders: Mapping[tuple[str, str], Folder] = field(default_factory=dict)
    tags: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    audiences: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    neighbours: Mapping[str, tuple[Entry | None, Entry | None]] = field(default_factory=dict)
    related: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    navigation: Mapping[str, tuple[NavigationNode, ...]] = field(default_factory=dict)
    redirects: tuple[Redirect, ...] = ()
    assets: Mapping[str, PublishedAsset] = field(default_factory=dict)
    images: Mapping[str, PublishedAsset] = field(default_factory=dict)
    guids: Mapping[str, str] = field(default_factory=dict)
    next_change: dt.datetime | None = None
    # What was made of this site once and is asked for again and again; says nothing that the site does not.
    memo: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @cached_property
    def shown(self) -> tuple[Entry, ...]:
        """All entries, and what stands in for translations that are not there."""
        return (*self.entries, *self.stand_ins)

    @cached_property
    def _stand_ins(self) -> Mapping[tuple[str, str], Entry]:
        return {(entry.page.key, entry.lang): entry for entry in self.stand_ins}

    def stand_in(self, key: str, lang: str) -> Entry | None:
        """What stands in for a page in a language."""
        return self._stand_ins.get((key, lang))

    @cached_property
    def languages_with_pages(self) -> tuple[str, ...]:
        """The languages that have a start page: the default one, and each in which there is a page."""
        used = {entry.lang for entry in self.entries} | {self.default_lang}
        return tuple(lang for lang in self.config.languages if lang in used)

    @cached_property
    def terms(self) -> Mapping[tuple[str, str], Term]:
        """The tags by (language, slug)."""
        return terms_by_slug(self.tags)

    @property
    def default_lang(self) -> str:
        """The first language of the site."""
        return self.config.default_lang

    def translations(self, key: str) -> tuple[Entry, ...]:
        """The page in all its languages, in the order of the site's languages."""
        found = (self.by_key.get((key, lang)) for lang in self.config.languages)
        return tuple(entry for entry in found if entry)

    def home_url(self, lang: str) -> str:
        """Address of a language's start page."""
        return "" if lang == self.default_lang else f"{lang}/"
