"""Calendars and their entries: all that a calendar file shows of the site, and the links that lead to it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from babel.dates import format_date

from itsite.calendars.values import CalendarEvent, CalendarView, Status, sequence_of
from itsite.link.ordering import by_time, is_off
from itsite.link.taxonomies import tag_slug
from itsite.model.event import EventMeta, EventStatus
from itsite.model.meta import Classification
from itsite.model.output import page_path
from itsite.model.site import Entry, Site, Term
from itsite.model.values import PageRef
from itsite.read.locales import clock_language, locale_of
from itsite.views.addresses import absolute, href, local
from itsite.views.cards import Around, summary, written_link
from itsite.views.feed_text import allowed, plain
from itsite.views.finding import list_link
from itsite.views.shared import CalendarLink

# Strings of the theme.
Words = Mapping[str, str]
# A calendar of a language: of all events, or of those for one audience.
Shelf = tuple[Term | None, tuple[Entry, ...]]

# For a theme that has none of its own, nor builds on base.
SAID = {
    "changed": "Changed",
    "event_online": "Online",
    "ics_until": "Sign up until {day}: {where}",
    "ics_registration": "Sign up: {where}",
    "ics_cancelled": "Cancelled: {title}",
}
URN = "urn:uuid:"
CLASSES: dict[Classification, Literal["PUBLIC", "PRIVATE", "CONFIDENTIAL"]] = {
    Classification.PUBLIC: "PUBLIC",
    Classification.INTERNAL: "PRIVATE",
    Classification.CONFIDENTIAL: "CONFIDENTIAL",
}
STATUSES: dict[EventStatus, Status] = {EventStatus.CONFIRMED: "CONFIRMED", EventStatus.TENTATIVE: "TENTATIVE", EventStatus.CANCELLED: "CANCELLED"}


def month_of(meta: EventMeta) -> str:
    """The month in which an event begins: `2026-11`."""
    return f"{meta.start.at:%Y-%m}"


def year_of(meta: EventMeta) -> str:
    """The year in which an event begins."""
    return f"{meta.start.at:%Y}"


def location_of(meta: EventMeta) -> str:
    """Where an event takes place, as calendars say it: the place, else the address of the meeting."""
    return plain(meta.place) or meta.online or ""


def file_of(entry: Entry) -> str:
    """The calendar file of one event, beside its page."""
    return page_path(entry.url).removesuffix("index.html") + "event.ics"


def calendars_of(site: Site, lang: str) -> Iterator[Shelf]:
    """The calendars of a language with their events, the first to begin first: of all, then of each audience that has any."""
    events = by_time(entry for entry in site.entries if entry.lang == lang)
    if not events:
        return
    yield None, events
    for term in site.audiences.get(lang, ()):
        inside = tuple(entry for entry in events if term.slug in entry.page.meta.audiences)
        if inside:
            yield term, inside


def calendar_file(site: Site, lang: str, term: Term | None) -> str:
    """The file of a calendar of a language, or of an audience in it."""
    return (term.url if term else site.home_url(lang)) + "events.ics"


def calendar_links(site: Site, lang: str) -> tuple[CalendarLink, ...]:
    """The calendars of a language that can be subscribed to: that of all events first, then those of audiences; none where there are no events."""
    found = []
    for term, _ in calendars_of(site, lang):
        path = calendar_file(site, lang, term)
        address = absolute(site, path)
        found.append(CalendarLink(term.label if term else "", href(path), address, "webcal:" + address.partition(":")[2]))
    return tuple(found)


def uid_of(guid: str) -> str:
    """The identity of an event in calendars: that of the page, without what RFC 7986 leaves out."""
    return guid.removeprefix(URN)


def _said(words: Words, key: str, **values: str) -> str:
    """A string of the theme with its placeholders filled in."""
    text = words.get(key, SAID[key])
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def _registration(site: Site, entry: Entry, meta: EventMeta, words: Words) -> str:
    """How to sign up, in one line; empty where nobody has to."""
    where = _address(site, entry, meta)
    if not where or not meta.registration_until:
        return _said(words, "ics_registration", where=where) if where else ""
    day = format_date(meta.registration_until.at, format="long", locale=locale_of(clock_language(entry.lang, site.config.time_zone)))
    return _said(words, "ics_until", day=day, where=where)


def _address(site: Site, entry: Entry, meta: EventMeta) -> str:
    """Where one signs up: an address, or a sentence."""
    if not meta.registration:
        return ""
    if isinstance(meta.registration, PageRef):
        return next((absolute(site, page.url) for page in site.references.get((entry.url, "registration"), ())), "")
    link = written_link(meta.registration)
    return (link.url or link.title).removeprefix("mailto:")


def _description(site: Site, entry: Entry, meta: EventMeta, words: Words) -> str:
    """What a calendar says beneath the title: what has changed, what it is about, how to take part, and where there is more."""
    lines = (
        f"{_said(words, 'changed')}: {meta.change_note}" if meta.change_note else "",
        summary(entry),
        _registration(site, entry, meta, words),
        f"{_said(words, 'event_online')}: {meta.online}" if meta.online else "",
        absolute(site, entry.url),
    )
    return allowed("\n\n".join(line for line in lines if line))


def calendar_event(site: Site, entry: Entry, words: Words) -> CalendarEvent:
    """A page as an entry of calendars; it stands in its own file and in those of its language and audiences."""
    key = ("calendar event", entry.url)
    known: CalendarEvent | None = site.memo.get(key)
    if known is None:
        known = site.memo[key] = _event(site, entry, words)
    return known


def _event(site: Site, entry: Entry, words: Words) -> CalendarEvent:
    page, meta = entry.page, entry.page.meta
    if not isinstance(meta, EventMeta):
        raise TypeError(entry.url)
    around = Around(site, entry)
    organiser = around.contact("organiser") or around.contact("owner")
    terms = (site.terms.get((entry.lang, slug)) for slug in sorted({tag_slug(tag) for tag in meta.tags}))
    title = plain(page.title)
    return CalendarEvent(
        uid=uid_of(site.guids[entry.url]),
        sequence=sequence_of(meta.updated, is_cancelled=is_off(meta)),
        created=local(site, page.begins),
        changed=local(site, max(page.begins or meta.updated, meta.updated) if meta.updated else None),
        start=meta.start.at,
        end=meta.ends,
        is_all_day=meta.is_all_day,
        status=STATUSES[meta.status],
        title=_said(words, "ics_cancelled", title=title) if is_off(meta) else title,
        description=_description(site, entry, meta, words),
        location=location_of(meta),
        url=absolute(site, entry.url),
        online=meta.online or "",
        organiser=plain(organiser.name) if organiser else "",
        mail=organiser.mail if organiser else "",
        categories=tuple(plain(term.label) for term in terms if term),
        classification=CLASSES[page.classified(site.config.classification)],
    )


def event_view(site: Site, entry: Entry, words: Words) -> CalendarView:
    """The file of one event."""
    return CalendarView(entry.lang, site.config.time_zone, (calendar_event(site, entry, words),))


def calendar_view(site: Site, lang: str, term: Term | None, entries: Sequence[Entry], words: Words) -> CalendarView:
    """The calendar of a language, or of one audience in it, with these events."""
    name = site.config.name.text(lang, site.default_lang)
    events = list_link(site, entries[0].kind, lang)
    title = f"{name}: {events.title}" if events else name
    return CalendarView(
        lang=lang,
        zone=site.config.time_zone,
        events=tuple(calendar_event(site, entry, words) for entry in entries),
        name=plain(f"{title}, {term.label}" if term else title),
        description=plain(site.config.claim.text(lang, site.default_lang)),
        url=absolute(site, calendar_file(site, lang, term)),
        home=absolute(site, events.path or "") if events else site.config.url,
    )
