"""iCalendar files: strict readers read every one, with the right times, and know an event again (M11, M12)."""

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest

from tests.calendars.reading import assert_well_formed, events_of, read_by_ical_js, start_of
from tests.conftest import NOW

YAML = "-- site.yaml --\nname: IT Test\nurl: https://it.test.example/\ntime_zone: {zone}\n"
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC")
# Around the days on which the clocks of Berlin (29 March, 25 October) and New York (8 March, 1 November) change.
DAYS = (
    "2026-03-07",
    "2026-03-08",
    "2026-03-09",
    "2026-03-28",
    "2026-03-29",
    "2026-03-30",
    "2026-10-24",
    "2026-10-25",
    "2026-10-26",
    "2026-11-01",
    "2026-11-02",
)
HOURS = ("00:30", "01:59", "03:01", "10:00", "23:30")


def event(name, fields, text=""):
    return f"-- content/events/{name}.md --\n---\n{fields.strip()}\n---\n{text}\n"


def calendars(built):
    return {path: (built.out / path).read_bytes() for path in built.paths if path.endswith(".ics")}


def test_every_calendar_of_the_example_is_read(example, tmp_path):
    found = calendars(example)
    assert {"events.ics", "de/events.ics", "audiences/office/events.ics", "de/audiences/production/events.ics"} <= set(found)
    assert {"events/sap-questions/event.ics", "de/events/sap-questions/event.ics"} <= set(found)
    for data in found.values():
        assert_well_formed(data)
        assert events_of(data)
    files = [example.out / path for path in sorted(found)]
    for path, events in zip(sorted(found), read_by_ical_js(tmp_path, *files), strict=True):
        known = events_of(found[path])
        assert {one["title"] for one in events} == set(known)
        for one in events:
            assert one["start"]["is_day"] or one["start"]["zone"] == "Europe/Berlin"
            assert one["start"]["is_day"] or one["start"]["unix"] == start_of(known[one["title"]]).timestamp()


@pytest.mark.parametrize("zone", ZONES)
def test_times_are_right_on_both_sides_of_a_clock_change(site, tmp_path, zone):
    clock = ZoneInfo(zone)
    every = (dt.datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=clock) for day, hour in itertools.product(DAYS, HOURS))
    moments = [moment.replace(tzinfo=None).isoformat(timespec="minutes") for moment in every if moment.utcoffset() == moment.replace(fold=1).utcoffset()]
    pages = (event(f"e{n}", f"title: {moment}\nstart: {moment}\nduration: 26 h") for n, moment in enumerate(moments))
    built = site(YAML.format(zone=zone) + "".join(pages))
    assert not built.problems
    data = (built.out / "events.ics").read_bytes()
    known = events_of(data)
    assert set(known) == set(moments)
    wanted = {moment: dt.datetime.fromisoformat(moment).replace(tzinfo=clock).astimezone(dt.UTC) for moment in moments}
    assert {title: start_of(one) for title, one in known.items()} == wanted
    (events,) = read_by_ical_js(tmp_path, built.out / "events.ics")
    assert {one["title"]: one["start"]["unix"] for one in events} == {title: int(instant.timestamp()) for title, instant in wanted.items()}
    assert {one["title"]: one["end"]["unix"] - one["start"]["unix"] for one in events} == dict.fromkeys(moments, 26 * 3600)
    assert {one["start"]["zone"] for one in events} == {zone}
    assert all(one["start"]["local"].startswith(one["title"]) for one in events)


def test_a_night_in_which_an_hour_comes_twice_is_told_apart(site, tmp_path):
    pages = event("a", "title: First\nstart: 2026-10-25T02:30+02:00\nduration: 30 min") + event(
        "b", "title: Second\nstart: 2026-10-25T02:30+01:00\nduration: 30 min"
    )
    built = site(YAML.format(zone="Europe/Berlin") + pages)
    (events,) = read_by_ical_js(tmp_path, built.out / "events.ics")
    begins = {one["title"]: dt.datetime.fromtimestamp(one["start"]["unix"], dt.UTC).isoformat() for one in events}
    assert begins == {"First": "2026-10-25T00:30:00+00:00", "Second": "2026-10-25T01:30:00+00:00"}
    assert {title: start_of(one).isoformat() for title, one in events_of((built.out / "events.ics").read_bytes()).items()} == begins
    assert "02:30</time>" in built.text("events/b/index.html")


def test_whole_days_are_dates_and_end_the_day_after(site, tmp_path):
    pages = (
        event("a", "title: One\nstart: 2026-12-24")
        + event("b", "title: Three\nstart: 2026-10-24\nend: 2026-10-26")
        + event("c", "title: Two\nstart: 2027-03-27\nduration: 2 days")
    )
    built = site(YAML.format(zone="Europe/Berlin") + pages)
    known = events_of((built.out / "events.ics").read_bytes())
    days = {title: (str(one["DTSTART"].dt), str(one["DTEND"].dt), one["DTSTART"].params["VALUE"]) for title, one in known.items()}
    assert days == {"One": ("2026-12-24", "2026-12-25", "DATE"), "Three": ("2026-10-24", "2026-10-27", "DATE"), "Two": ("2027-03-27", "2027-03-29", "DATE")}
    (events,) = read_by_ical_js(tmp_path, built.out / "events.ics")
    assert all(one["start"]["is_day"] and one["end"]["is_day"] for one in events)


def test_an_event_of_two_days_that_the_clock_change_lies_in_ends_at_the_same_time_of_day(site):
    built = site(YAML.format(zone="Europe/Berlin") + event("a", "title: A\nstart: 2026-10-24T10:00\nduration: 2 days"))
    known = events_of((built.out / "events.ics").read_bytes())["A"]
    assert (known["DTEND"].dt - known["DTSTART"].dt, start_of(known).hour, known["DTEND"].dt.astimezone(dt.UTC).hour) == (dt.timedelta(days=2), 8, 9)


MARKER = "<\\\"'&>;,\\\\ Ü€𝄞"


def test_what_people_write_stands_escaped_and_folded_between_characters(site, tmp_path):
    long = "Überlänge; größer, als es „eine Zeile“ erlaubt – 𝄞 " * 20
    built = site(
        YAML.format(zone="Europe/Berlin")
        + "-- content/team.md --\n---\ntitle: 'Team \"A\"; B, C: D'\nextra: {mail: team@it.test.example}\n---\n"
        + event(
            "a",
            f'title: "{MARKER}"\nsummary: "{long}"\nstart: 2026-12-01T10:00\nplace: "{MARKER}"\ntags: ["{MARKER}"]\norganiser: ../team.md\nonline: https://meet.test.example/a;b,c?x=ü',
        )
    )
    assert not built.report.failed, built.problems
    plain = "‹\"'&>;,\\ Ü€𝄞›".replace("›", "")
    for data in calendars(built).values():
        assert_well_formed(data)
        (known,) = events_of(data).values()
        assert long.strip() in known["DESCRIPTION"]
        assert str(known["SUMMARY"]).replace("<", "‹") == plain
        assert str(known["LOCATION"]).replace("<", "‹") == plain
        assert known["ORGANIZER"].params["CN"] == 'Team "A"; B, C: D'
        assert str(known["CONFERENCE"]) == "https://meet.test.example/a;b,c?x=ü"
    (events,) = read_by_ical_js(tmp_path, built.out / "events.ics")
    assert events[0]["title"].replace("<", "‹") == plain


def test_an_event_says_how_sure_it_is_and_who_may_know(site):
    pages = (
        event("a", "title: Sure\nstart: 2026-12-01T10:00\nclassification: public\ndate: 2026-11-01\nonline: https://meet.test.example/")
        + event("b", "title: Perhaps\nstart: 2026-12-02T10:00\nstatus: tentative\nregistration: https://form.test.example/\nregistration_until: 2026-12-01")
        + event("c", "title: Never\nstart: 2026-12-03T10:00\nstatus: cancelled\nchange_note: WHY")
    )
    built = site(YAML.format(zone="Europe/Berlin") + pages)
    known = events_of((built.out / "events.ics").read_bytes())
    assert set(known) == {"Sure", "Perhaps", "Cancelled: Never"}
    sure, perhaps, never = (known[title] for title in ("Sure", "Perhaps", "Cancelled: Never"))
    assert [one["STATUS"] for one in (sure, perhaps, never)] == ["CONFIRMED", "TENTATIVE", "CANCELLED"]
    assert [one["CLASS"] for one in (sure, perhaps)] == ["PUBLIC", "PRIVATE"]
    assert (str(sure["LOCATION"]), str(sure["URL"])) == ("https://meet.test.example/", "https://it.test.example/events/a/")
    assert sure["CREATED"].dt.isoformat() == "2026-10-31T23:00:00+00:00"
    assert "Sign up until 1 December 2026: https://form.test.example/" in perhaps["DESCRIPTION"]
    assert "Changed: WHY" in never["DESCRIPTION"]


def test_a_calendar_to_subscribe_to_has_a_name_and_says_how_often_to_look(example):
    calendar = (example.out / "de/audiences/production/events.ics").read_bytes().decode().replace("\r\n ", "").split("\r\n")
    for line in ("METHOD:PUBLISH", "NAME:IT Ottersbek: Termine\\, Produktion", "X-WR-CALNAME:IT Ottersbek: Termine\\, Produktion", "X-WR-TIMEZONE:Europe/Berlin",
                 "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "SOURCE;VALUE=URI:https://it.ottersbek.example/de/audiences/production/events.ics"):  # fmt: skip
        assert calendar.count(line) == 1, line
    single = example.text("events/sap-questions/event.ics")
    assert "METHOD:PUBLISH" in single
    assert "X-WR-CALNAME" not in single


def test_a_calendar_keeps_to_its_limit_with_what_begins_last(site):
    pages = "".join(event(f"e{n}", f"title: E{n}\nstart: 2026-12-0{n}T10:00") for n in range(1, 6))
    built = site(YAML.format(zone="UTC") + "calendar: {limit: 2}\n" + pages)
    assert list(events_of((built.out / "events.ics").read_bytes())) == ["E4", "E5"]


def test_the_clock_is_in_no_calendar(site, tmp_path):
    archive = (
        YAML.format(zone="Europe/Berlin") + event("a", "title: A\nstart: 2026-12-01T10:00") + event("b", "title: B\nstart: 2026-12-02\nupdated: 2026-11-01")
    )
    first = calendars(site(archive))
    later = calendars(site(archive, at=NOW + dt.timedelta(days=400), root=tmp_path / "other"))
    assert first == later
    assert events_of(first["events.ics"])["A"]["DTSTAMP"].dt.isoformat() == "2020-01-01T00:00:00+00:00"
