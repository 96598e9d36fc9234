"""A calendar in bytes: the same values give the same bytes."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from itsite.calendars.values import EPOCH, CalendarEvent, CalendarView, written_moment
from itsite.calendars.zones import Rule, rules_of

MAKER = "-//itsite//itsite//EN"
REFRESH = dt.timedelta(hours=12)
UNIVERSAL = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu", "GMT", "Etc/GMT"})


def _moment(moment: dt.datetime, event: CalendarEvent) -> dt.date:
    """A moment as icalendar wants it, in the form of `written_moment`."""
    if event.is_all_day:
        return moment.date()
    return moment.astimezone(dt.UTC) if written_moment(moment, is_day=False).endswith("Z") else moment


def _event(event: CalendarEvent, lang: str) -> Any:  # noqa: ANN401 - a component of icalendar
    # icalendar takes a fifth of a second to load, and most builds write no calendar.
    from icalendar import Event, vUri  # noqa: PLC0415

    made = Event()
    made.add("uid", event.uid)
    made.add("dtstamp", (event.changed or event.created or EPOCH).astimezone(dt.UTC))
    made.add("sequence", event.sequence)
    made.add("summary", event.title, parameters={"LANGUAGE": lang})
    made.add("dtstart", _moment(event.start, event))
    made.add("status", event.status)
    made.add("transp", "TRANSPARENT" if event.is_all_day or event.status == "CANCELLED" else "OPAQUE")
    made.add("class", event.classification)
    known = {
        "dtend": _moment(event.end, event) if event.end else None,
        "created": event.created.astimezone(dt.UTC) if event.created else None,
        "last-modified": event.changed.astimezone(dt.UTC) if event.changed else None,
        "description": event.description,
        "location": event.location,
        "categories": list(event.categories),
        "url": vUri(event.url) if event.url else None,
        "organizer": _organiser(event) if event.mail else None,
    }
    for name, value in known.items():
        if value:
            made.add(name, value)
    if event.online:
        made.add("conference", vUri(event.online), parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    return made


def _organiser(event: CalendarEvent) -> Any:  # noqa: ANN401 - an address of icalendar
    from icalendar import vCalAddress  # noqa: PLC0415 - see _event

    address = vCalAddress(f"mailto:{event.mail}")
    if event.organiser:
        address.params["CN"] = event.organiser
    return address


def _rule(rule: Rule) -> Any:  # noqa: ANN401 - a component of icalendar
    from icalendar import TimezoneDaylight, TimezoneStandard, vRecur  # noqa: PLC0415 - see _event

    made = TimezoneDaylight() if rule.first.is_daylight else TimezoneStandard()
    made.add("dtstart", rule.first.onset)
    if rule.place:
        until = {"until": rule.until} if rule.until else {}
        made.add("rrule", vRecur({"freq": "yearly", "bymonth": rule.first.onset.month, "byday": rule.day, **until}))
    made.add("tzname", rule.first.name)
    made.add("tzoffsetfrom", rule.first.before)
    made.add("tzoffsetto", rule.first.after)
    return made


def _zone(view: CalendarView) -> Any:  # noqa: ANN401 - a component of icalendar
    """The rules of the zone for the years in which something takes place, one to the left and two to the right; None when nothing needs them."""
    from icalendar import Timezone  # noqa: PLC0415

    timed = [event for event in view.events if not event.is_all_day]
    if not timed or view.zone in UNIVERSAL:
        return None
    first = min(event.start.year for event in timed) - 1
    last = max((event.end or event.start).year for event in timed) + 2
    zone = Timezone()
    zone.add("tzid", view.zone)
    for rule in rules_of(ZoneInfo(view.zone), first, last):
        zone.add_component(_rule(rule))
    return zone


def written(view: CalendarView) -> bytes:
    """The calendar as a file."""
    from icalendar import Calendar, vText, vUri  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if view.name:
        # icalendar takes text in properties that it does not know as it is: as vText it is escaped.
        for name, text in (("name", view.name), ("x-wr-calname", view.name), ("description", view.description), ("x-wr-caldesc", view.description)):
            if text:
                calendar.add(name, vText(text))
        calendar.add("x-wr-timezone", view.zone)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT12H")
        for name, address in (("source", view.url), ("url", view.home)):
            if address:
                calendar.add(name, vUri(address), parameters={"VALUE": "URI"} if name == "source" else {})
    zone = _zone(view)
    if zone is not None:
        calendar.add_component(zone)
    for event in view.events:
        calendar.add_component(_event(event, view.lang))
    return bytes(calendar.to_ical())
