"""The team's calendar of what will appear."""

import datetime as dt

from itsite.pipeline import Request, prepare
from itsite.views.scheduled import scheduled_calendar
from tests.calendars.reading import assert_well_formed, events_of
from tests.conftest import NOW, unpacked

SITE = """
-- site.yaml --
name: IT Test
url: https://it.test.example/
time_zone: Europe/Berlin
languages: [en, de]
-- content/news/2026-11-01-out.md --
# Out already
-- content/news/2026-12-01-day.md --
---
title: On a day
owner: Ida
---
-- content/news/2026-11-20-hour.md --
---
title: At an hour
publish: 2026-11-25T09:30
summary: Short.
---
-- content/news/2026-12-02-draft.de.md --
---
title: Entwurf
draft: true
---
-- content/newsletters/2027-01.md --
# Newsletter in January
-- content/help/later.md --
---
title: No announcement
publish: 2026-12-24
---
"""


def test_it_tells_the_team_of_all_announcements_ahead(tmp_path):
    prepared = prepare(Request(unpacked(SITE, tmp_path / "site"), NOW))
    arguments = (prepared.pages, prepared.sources.config, NOW, prepared.sources.zone)
    data = scheduled_calendar(*arguments)
    assert data == scheduled_calendar(reversed(prepared.pages), *arguments[1:])
    assert_well_formed(data)
    known = events_of(data)
    assert list(known) == ["At an hour [en]", "On a day [en]", "Entwurf [de]", "Newsletter in January [en]"]
    assert known["At an hour [en]"]["DTSTART"].dt.astimezone(dt.UTC).isoformat() == "2026-11-25T08:30:00+00:00"
    assert str(known["On a day [en]"]["DTSTART"].dt) == "2026-12-01"
    assert "Owner: Ida" in known["On a day [en]"]["DESCRIPTION"]
    assert "content/news/2026-11-20-hour.md" in known["At an hour [en]"]["DESCRIPTION"]
    assert (known["Entwurf [de]"]["STATUS"], known["On a day [en]"]["STATUS"]) == ("TENTATIVE", "CONFIRMED")


def test_nothing_is_scheduled_when_all_is_out(tmp_path):
    prepared = prepare(Request(unpacked(SITE, tmp_path / "site"), NOW))
    data = scheduled_calendar(prepared.pages, prepared.sources.config, NOW + dt.timedelta(days=400), prepared.sources.zone)
    assert events_of(data) == {}
