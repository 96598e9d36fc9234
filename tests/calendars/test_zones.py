"""The clocks of the world as calendars describe them, for years (M12)."""

import datetime as dt
import functools
import io
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from tests.calendars.reading import read_by_ical_js

# The rule of most, of America, by half an hour, with Ramadan, without any, with an end, south of the equator, by weekdays that no rule of calendars can say.
ZONES = (
    "Europe/Berlin",
    "Europe/Dublin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Kathmandu",
    "Asia/Almaty",
    "America/Sao_Paulo",
    "Pacific/Auckland",
    "Asia/Jerusalem",
)
FIRST, LAST = 2018, 2031
YAML = "-- site.yaml --\nname: IT Test\nurl: https://it.test.example/\ntime_zone: {zone}\n"


@functools.cache
def moments_of(zone):
    """Each third day in all those years at noon, and both sides of each change of the clock, on it."""
    clock, found = ZoneInfo(zone), []
    for number in range((dt.date(LAST, 12, 31) - dt.date(FIRST, 1, 1)).days):
        noon = dt.datetime(FIRST, 1, 1, 12, tzinfo=dt.UTC) + dt.timedelta(days=number)
        hours = [noon + dt.timedelta(hours=n) for n in range(25)]
        if hours[0].astimezone(clock).utcoffset() != hours[-1].astimezone(clock).utcoffset():
            change = next(at for at in hours if at.astimezone(clock).utcoffset() != hours[0].astimezone(clock).utcoffset())
            found += [change - dt.timedelta(hours=2), change + dt.timedelta(hours=1)]
        elif number % 3 == 0:
            found.append(noon)
    return [moment.astimezone(clock) for moment in found]


@pytest.fixture
def calendar(site):
    """A calendar with an event at each of these moments."""

    def made(zone, moments):
        pages = "".join(f"-- content/events/e{n}.md --\n---\ntitle: E{n}\nstart: {moment:%Y-%m-%dT%H:%M}\n---\n" for n, moment in enumerate(moments))
        built = site(YAML.format(zone=zone) + pages)
        assert not built.problems
        return built.out / "events.ics"

    return made


@pytest.mark.parametrize("zone", ZONES)
def test_a_calendar_of_many_years_describes_the_clock_of_each(calendar, zone):
    file = calendar(zone, moments_of(zone)[:1] + moments_of(zone)[-1:])
    rules = file.read_bytes().replace(b"\r\n ", b"").decode().partition("BEGIN:VTIMEZONE")[2].partition("END:VTIMEZONE")[0]
    known = tzical(io.StringIO(f"BEGIN:VTIMEZONE{rules}END:VTIMEZONE\n")).get()
    wrong = [moment.isoformat() for moment in moments_of(zone) if moment.replace(tzinfo=known).utcoffset() != moment.utcoffset()]
    assert not wrong
    # Outlook knows no lists of days, and ical.js reads the first of each only.
    assert "RDATE" not in rules


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Jerusalem"])
def test_events_of_many_years_are_read_right_by_ical_js(calendar, tmp_path, zone):
    moments = [moment for moment in moments_of(zone)[::11] if moment.utcoffset() == moment.replace(fold=1).utcoffset()]
    (events,) = read_by_ical_js(tmp_path, calendar(zone, moments))
    assert {one["title"]: one["start"]["unix"] for one in events} == {f"E{n}": moment.timestamp() for n, moment in enumerate(moments)}


def test_the_clock_of_berlin_is_described_as_every_program_knows_it(calendar):
    text = calendar("Europe/Berlin", [dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)]).read_bytes().decode()
    assert text.partition("BEGIN:VTIMEZONE\r\n")[2].partition("END:VTIMEZONE")[0].split("\r\n")[:-1] == [
        "TZID:Europe/Berlin",
        *("BEGIN:DAYLIGHT", "DTSTART:20250330T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
        *("TZNAME:CEST", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT"),
        *("BEGIN:STANDARD", "DTSTART:20251026T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
        *("TZNAME:CET", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD"),
    ]
