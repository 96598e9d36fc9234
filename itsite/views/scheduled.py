"""The team's calendar: when which announcement will appear."""

import datetime as dt
import uuid
from collections.abc import Iterable

from itsite.calendars.values import CalendarEvent, CalendarView, sequence_of
from itsite.calendars.writing import written
from itsite.link.identities import guids_of
from itsite.model.config import SiteConfig
from itsite.model.page import Page
from itsite.model.site import Entry
from itsite.views.calendars import CLASSES
from itsite.views.feed_text import allowed, plain

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:itsite:scheduled")


def _event(page: Page, at: dt.datetime, guid: str, config: SiteConfig, zone: dt.tzinfo) -> CalendarEvent:
    local = at.astimezone(zone)
    owner = page.meta.owner or ", ".join(page.meta.authors)
    lines = (page.meta.summary, f"content/{page.path}", f"Owner: {owner}" if owner else "", "Still a draft." if page.meta.draft else "")
    return CalendarEvent(
        uid=str(uuid.uuid5(NAMESPACE, guid)),
        sequence=sequence_of(page.meta.updated, is_cancelled=False),
        created=None,
        changed=page.meta.updated,
        start=local,
        end=local + dt.timedelta(days=1) if local.time() == dt.time() else None,
        is_all_day=local.time() == dt.time(),
        status="TENTATIVE" if page.meta.draft else "CONFIRMED",
        title=f"{plain(page.title)} [{page.lang}]",
        description=allowed("\n\n".join(line for line in lines if line)),
        location="",
        url="",
        online="",
        organiser="",
        mail="",
        categories=(page.kind,),
        classification=CLASSES[page.classified(config.classification)],
    )


def scheduled_calendar(pages: Iterable[Page], config: SiteConfig, at: dt.datetime, zone: dt.tzinfo) -> bytes:
    """An iCalendar file of all announcements that appear after `at`, drafts among them, the next first. For the team, never for the site."""
    coming = sorted((when, page.path, page) for page in pages if page.is_announced and (when := page.begins) and when > at)
    entries = [Entry(page, page.path) for _, _, page in coming]
    guids, _ = guids_of(entries, config)
    name = config.name.text(config.default_lang, config.default_lang)
    events = tuple(_event(page, when, guids[path], config, zone) for when, path, page in coming)
    return written(CalendarView(config.default_lang, config.time_zone, events, f"{name}: scheduled announcements"))
