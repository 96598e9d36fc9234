"""An event: training, maintenance, a town hall; on its page, in lists of what comes and what was, and in calendars."""

import datetime as dt
from dataclasses import dataclass

from itsite.model.card import Badge, Card, ContactDetails, Link, Occasion, Surroundings
from itsite.model.event import EventMeta, EventStatus, occasion_of
from itsite.model.kind import Collection, Kind

DAYS_AHEAD = 14


@dataclass(frozen=True, slots=True)
class EventDetails:
    """What the template of an event sees beyond the page.

    `is_open` is true while one can sign up. `registration_until` is the last moment, or the last day where `is_until_day` is true.
    """

    occasion: Occasion
    online: Link | None
    organiser: ContactDetails | None
    registration: Link | None
    registration_until: dt.datetime | None
    is_until_day: bool
    is_open: bool
    capacity: int | None
    status: Badge | None
    change_note: str
    related: tuple[Card, ...]
    news: tuple[Card, ...]


def _badges(meta: EventMeta) -> tuple[Badge, ...]:
    if meta.status is EventStatus.CONFIRMED:
        return ()
    return (Badge(meta.status.value, "alert" if meta.status is EventStatus.CANCELLED else "notice"),)


def event_details(meta: EventMeta, around: Surroundings) -> EventDetails:
    """How to take part, whom to ask, and what goes with it."""
    closes = min((instant for instant in (meta.closes_at, meta.over_at) if instant), default=meta.over_at)
    return EventDetails(
        occasion=occasion_of(meta, around.at),
        online=around.link(meta.online, "online"),
        organiser=around.contact("organiser"),
        registration=around.link(meta.registration, "registration"),
        registration_until=meta.registration_until.at if meta.registration_until else None,
        is_until_day=bool(meta.registration_until and meta.registration_until.is_day),
        is_open=closes > around.at and meta.status is not EventStatus.CANCELLED,
        capacity=meta.capacity,
        status=next(iter(_badges(meta)), None),
        change_note=meta.change_note,
        related=around.cards("related"),
        news=around.mentions("news"),
    )


def _first_values(today: dt.date) -> dict[str, str]:
    return {"start": f"{today + dt.timedelta(days=DAYS_AHEAD)}T10:00", "duration": "1 h"}


KIND = Kind(
    name="event",
    meta=EventMeta,
    folder="events",
    template="kinds/event.html",
    collection=Collection(template="lists/events.html", order="time"),
    needs=("start",),
    details_type=EventDetails,
    details=event_details,
    badges=_badges,
    kicker=lambda meta: str(meta.place),
    titles={"en": "Events", "de": "Termine"},
    first_values=_first_values,
    sample={
        "en": "What do people take home from it? One sentence.\n\n## What happens\n\n1. First\n2. Then\n\n## Good to know\n\nNothing to prepare.\n",
        "de": "Was nehmen die Leute mit? Ein Satz.\n\n## Ablauf\n\n1. Zuerst\n2. Danach\n\n## Gut zu wissen\n\nVorbereiten müssen Sie nichts.\n",
    },
)
