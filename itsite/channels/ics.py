"""iCalendar: a file for each event, and one calendar to subscribe to for each language and each audience."""

from collections.abc import Iterator
from functools import partial

from pydantic import Field

from itsite.calendars.values import CalendarView
from itsite.calendars.writing import written
from itsite.link.ordering import by_time
from itsite.model.channel import Channel, Planned, Planning, outputs
from itsite.model.document import Texts
from itsite.model.meta import Written
from itsite.model.output import Composed, Output
from itsite.views.calendars import calendar_file, calendar_view, calendars_of, event_view, file_of


class CalendarOptions(Written):
    """The calendars."""

    limit: int = Field(500, ge=1, le=10_000, description="Events in one calendar, those that begin last.")


def write(view: CalendarView, _texts: Texts) -> bytes:
    """A calendar file; its bytes depend on its view alone."""
    return written(view)


def _files(planning: Planning) -> Iterator[Output]:
    site, limit = planning.site, planning.options.limit
    for entry in by_time(site.entries):
        view = partial(event_view, site, entry, planning.theme.words(entry.lang))
        yield Output(file_of(entry), Composed(view, ()), "ics", f"content/{entry.page.path}")
    for lang in site.config.languages:
        for term, entries in calendars_of(site, lang):
            view = partial(calendar_view, site, lang, term, entries[-limit:], planning.theme.words(lang))
            yield Output(calendar_file(site, lang, term), Composed(view, ()), "ics", f"calendar {term.label if term else lang}")


def plan(planning: Planning) -> Planned:
    """All calendar files; none for a site without events."""
    return outputs(_files(planning))


CHANNEL = Channel("ics", plan, write=write, section="calendar", options=CalendarOptions, rank=22)
