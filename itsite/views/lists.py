"""Views of lists: of a kind, a folder, a year, a tag, an audience; all terms."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from itsite.link.ordering import is_coming, newest_first, pinned_first, split_by_time
from itsite.model.card import Link
from itsite.model.kind import Collection, Kind
from itsite.model.meta import Meta
from itsite.model.site import Entry, Folder, Site, Term
from itsite.views.addresses import group_ids, href
from itsite.views.calendars import calendar_links, month_of, year_of
from itsite.views.cards import cards
from itsite.views.followed import links_at
from itsite.views.frame import Place, Surround, fields_of, framed
from itsite.views.pages import content_of
from itsite.views.shapes import Group, ListView, Pagination, TermsView
from itsite.views.shared import CalendarLink, FeedLink


@dataclass(frozen=True)
class Listed:
    """A list to be shown on one or more pages; `url` is that of its first page.

    `group` gives the heading of each entry; `current` marks the year shown.
    """

    about: str
    url: str
    title: str
    entries: Sequence[Entry]
    template: str = "list.html"
    index: Entry | None = None
    above: tuple[Link, ...] = ()
    alternates: Mapping[str, str] | None = None
    nearby: Mapping[str, str] | None = None
    years: tuple[Link, ...] = ()
    feed: FeedLink | None = None
    group: Callable[[Any], str] | None = None
    per_page: int = 0
    other_half: Link | None = None
    calendars: tuple[CalendarLink, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages it takes, at least one."""
        return max(1, -(-len(self.entries) // self.per_page)) if self.per_page else 1

    def page_url(self, number: int) -> str:
        """Address of one of its pages, counted from 1."""
        return self.url if number == 1 else f"{self.url}page/{number}/"


def _pagination(listed: Listed, number: int) -> Pagination:
    def to(n: int) -> Link:
        return Link(str(n), href(listed.page_url(n)), current=n == number)

    last = listed.pages
    shown = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
    newer, older = (to(number - 1) if number > 1 else None), (to(number + 1) if number < last else None)
    return Pagination(number, last, newer, older, tuple(to(n) for n in shown) if last > 1 else ())


def _groups(site: Site, listed: Listed, entries: Sequence[Entry]) -> tuple[Group, ...]:
    if listed.group is None:
        return (Group("", "", cards(site, entries)),)
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(listed.group(entry.page.meta), []).append(entry)
    ids = group_ids(found)
    return tuple(Group(title, ids[title], cards(site, inside)) for title, inside in found.items())


def list_view(surround: Surround, listed: Listed, number: int = 1) -> ListView:
    """One page of a list; its introduction stands on the first one only."""
    site = surround.site
    start = (number - 1) * listed.per_page
    entries = listed.entries[start : start + listed.per_page] if listed.per_page else listed.entries
    title = listed.title if number == 1 else f"{listed.title}, {surround.labels['page'].replace('{n}', str(number))}"
    index = listed.index
    place = Place(
        url=listed.page_url(number),
        title=title,
        key=index.page.key if index else "",
        description=(index.page.meta.summary or index.page.document.lead) if index else "",
        breadcrumbs=(*listed.above, Link(title, href(listed.page_url(number)), current=True)),
        alternates=listed.alternates if number == 1 else None,
        nearby=listed.nearby if number == 1 else listed.alternates or listed.nearby,
        about=listed.url,
        image=site.images.get(index.url) if index else None,
    )
    frame: dict[str, Any] = fields_of(framed(surround, place))
    return ListView(
        **frame,
        about=listed.about,
        page=content_of(site, index) if index and number == 1 else None,
        groups=_groups(site, listed, entries),
        total=len(listed.entries),
        pagination=_pagination(listed, number),
        years=listed.years,
        feed=listed.feed,
        other_half=listed.other_half,
        calendars=listed.calendars,
    )


def _years(entries: Sequence[Entry], url: str) -> tuple[Link, ...]:
    counts: dict[int, int] = {}
    for entry in entries:
        if entry.page.date:
            counts[entry.page.date.year] = counts.get(entry.page.date.year, 0) + 1
    return tuple(Link(str(year), href(f"{url}{year}/"), count=counts[year]) for year in sorted(counts, reverse=True))


def _year_lists(surround: Surround, folder: Folder, collection: Collection, whole: Listed, per_page: int) -> Iterator[Listed]:
    """A list for each year in which something stands, the newest first whatever is pinned."""
    kind = folder.collection_of.name if folder.collection_of else ""
    for year in whole.years:
        inside = newest_first(e for e in whole.entries if e.page.date and str(e.page.date.year) == year.title)
        yield Listed(
            "year",
            f"{folder.url}{year.title}/",
            f"{folder.title} {year.title}",
            inside,
            collection.template,
            above=(Link(folder.title, href(folder.url)),),
            alternates={other: f"{url}{year.title}/" for other, url in (whole.alternates or {}).items() if _has_year(surround.site, kind, other, year.title)},
            nearby=whole.alternates,
            years=tuple(dataclasses.replace(y, current=y.title == year.title) for y in whole.years),
            per_page=per_page,
        )


def _collection_list(surround: Surround, folder: Folder, kind: Kind, collection: Collection, per_page: int) -> Listed:
    site = surround.site
    entries = pinned_first(site.collections.get((kind.name, folder.lang), ()), site.edition.at)
    return Listed(
        kind.name,
        folder.url,
        folder.title,
        entries,
        collection.template,
        folder.index,
        alternates=_folder_alternates(site, folder),
        years=_years(entries, folder.url) if collection.by_year else (),
        feed=next(iter(surround.feeds), None) if any(e.page.is_announced for e in entries) else None,
        group=collection.group,
        per_page=per_page if collection.is_paged else 0,
    )


def _past_url(folder: Folder) -> str:
    return f"{folder.url}past/"


def _lists_by_time(surround: Surround, folder: Folder, kind: Kind, collection: Collection, per_page: int) -> Iterator[Listed]:
    """What comes, by months; and what is over, by years, where there is any."""
    site, lang = surround.site, surround.lang
    coming, past = split_by_time(site.collections.get((kind.name, lang), ()), site.edition.at)
    alternates, calendars = _folder_alternates(site, folder), calendar_links(site, lang)
    title = surround.labels["past"]
    to_past = Link(title, href(_past_url(folder)), count=len(past)) if past else None
    yield Listed(
        kind.name, folder.url, folder.title, coming, collection.template, folder.index,
        alternates=alternates, group=month_of, other_half=to_past, calendars=calendars,
    )  # fmt: skip
    if past:
        others = (other for other_lang in alternates if (other := site.folders.get((folder.path, other_lang))))
        with_past = {other.lang: _past_url(other) for other in others if split_by_time(site.collections.get((kind.name, other.lang), ()), site.edition.at)[1]}
        above = Link(folder.title, href(folder.url))
        yield Listed(
            "past", _past_url(folder), title, past, collection.template,
            above=(above,), alternates=with_past, nearby=alternates, group=year_of, per_page=per_page, other_half=above, calendars=calendars,
        )  # fmt: skip


def _folder_alternates(site: Site, folder: Folder) -> dict[str, str]:
    return {lang: other.url for lang in site.config.languages if (other := site.folders.get((folder.path, lang)))}


def folder_lists(surround: Surround, per_page: int) -> list[Listed]:
    """Lists of the kinds and their years, and of folders that nobody introduced."""
    site, lang = surround.site, surround.lang
    found: list[Listed] = []
    for folder in (f for f in site.folders.values() if f.lang == lang and f.path):
        kind = folder.collection_of
        if kind and kind.collection and kind.collection.order == "time":
            found += _lists_by_time(surround, folder, kind, kind.collection, per_page)
        elif kind and kind.collection:
            whole = _collection_list(surround, folder, kind, kind.collection, per_page)
            found += [whole, *_year_lists(surround, folder, kind.collection, whole, per_page)]
        elif folder.index is None and folder.children:
            alternates = _folder_alternates(site, folder)
            found.append(Listed("folder", folder.url, folder.title, folder.children, alternates=alternates, per_page=per_page))
    return found


def _has_year(site: Site, kind: str, lang: str, year: str) -> bool:
    return any(e.page.date and str(e.page.date.year) == year for e in site.collections.get((kind, lang), ()))


def _term_alternates(terms: Mapping[str, tuple[Term, ...]], slug: str) -> dict[str, str]:
    return {lang: term.url for lang, found in terms.items() for term in found if term.slug == slug}


def term_lists(surround: Surround, per_page: int) -> list[Listed]:
    """A list for each tag and each audience, with its feed when subscribers hear of anything in it."""
    site, lang = surround.site, surround.lang
    home = site.home_url(lang)
    found = []

    def when(meta: Meta) -> str:
        return surround.labels["coming"] if is_coming(meta, site.edition.at) else ""

    for about, terms in (("tags", site.tags), ("audiences", site.audiences)):
        above = (Link(surround.labels[about], href(f"{home}{about}/")),)
        for term in terms.get(lang, ()):
            feed = next(iter(links_at(site, lang, term.url)), None)
            alternates, nearby = _term_alternates(terms, term.slug), {other: f"{site.home_url(other)}{about}/" for other in terms}
            found.append(
                Listed(
                    about.removesuffix("s"), term.url, term.label, term.entries,
                    above=above, alternates=alternates, nearby=nearby, feed=feed, group=when, per_page=per_page,
                )
            )  # fmt: skip
    return found


def terms_view(surround: Surround, about: str, terms: Sequence[Term], alternates: Mapping[str, str]) -> TermsView:
    """All tags or all audiences of a language."""
    lang = surround.lang
    url = f"{surround.site.home_url(lang)}{about}/"
    title = surround.labels[about]
    place = Place(url, title, breadcrumbs=(Link(title, href(url), current=True),), alternates=alternates)
    frame: dict[str, Any] = fields_of(framed(surround, place))
    links = tuple(Link(term.label, href(term.url), count=len(term.entries)) for term in terms)
    return TermsView(**frame, about=about, terms=links)
