"""An event that was published at another time or place is announced as changed, or calendars keep it as it was."""

from collections.abc import Iterator

from itsite.calendars.values import EPOCH, MINUTE, sequence_of, written_moment
from itsite.link.ordering import by_time, is_off
from itsite.model.check import Build, Check, PublishedEvent
from itsite.model.event import EventMeta
from itsite.model.problem import Problem, warning
from itsite.model.site import Entry
from itsite.views.calendars import STATUSES, location_of, uid_of


def _now(meta: EventMeta) -> tuple[str, str, str, str]:
    """Start, end, status and place as a calendar writes them."""
    start, end = (written_moment(moment, is_day=meta.is_all_day) if moment else "" for moment in (meta.start.at, meta.ends))
    return start, end, STATUSES[meta.status], location_of(meta)


def _updated(build: Build, event: PublishedEvent, entry: Entry) -> str:
    """An instant that gives a higher revision than the published one, and is no later than it has to be."""
    at = max(build.site.edition.at, EPOCH + event.sequence * MINUTE).astimezone(build.site.zone)
    while sequence_of(at, is_cancelled=is_off(entry.page.meta)) <= event.sequence:
        at += MINUTE
    return at.replace(second=0, microsecond=0, tzinfo=None).isoformat(timespec="minutes")


def _said(event: PublishedEvent, meta: EventMeta, number: int) -> tuple[tuple[str, ...], str]:
    """The fields that have changed since a calendar was published, and what that means; no words where all is well."""
    pairs = zip(("start", "end", "status", "place"), (event.start, event.end, event.status, event.place), _now(meta), strict=True)
    changed = tuple(name for name, before, now in pairs if before != now)
    if changed and number <= event.sequence:
        return changed, f"calendars may keep this event as it was: {' and '.join(changed)} changed after it was published, and updated did not"
    went_back = "calendars may not hear of the next change of this event: updated is earlier than in the last calendar, or was taken out"
    return changed, went_back if number < event.sequence else ""


def find(build: Build) -> Iterator[Problem]:
    """A warning for each event whose revision is lower than in the last calendar, or no higher, though its time, place or status is another."""
    known = {(event.lang, event.uid): event for event in build.calendars}
    for entry in by_time(build.site.entries) if known else ():
        event, meta = known.get((entry.lang, uid_of(build.site.guids[entry.url]))), entry.page.meta
        if event is None or not isinstance(meta, EventMeta):
            continue
        changed, message = _said(event, meta, sequence_of(meta.updated, is_cancelled=is_off(meta)))
        if message:
            field = next((name for name in ("updated", *changed, "start") if (name,) in entry.page.marks), "start")
            yield warning(entry.page.at(field), "EV001", message, f"write updated: {_updated(build, event, entry)}")


CHECK = Check("event_changes", find)
