"""Events: what their pages show, where they are listed, and what time makes of them."""

import datetime as dt

import pytest

from itsite.cli.schema import schemas
from tests.conftest import NOW
from tests.parsing import parsed

YAML = "-- site.yaml --\nname: IT Test\nurl: https://it.test.example/\ntime_zone: Europe/Berlin\naudiences: {office: Office}\n"


def event(name, fields, text="Text.", lang=""):
    return f"-- content/events/{name}{lang}.md --\n---\n{fields.strip()}\n---\n{text}\n"


def chosen(page, selector):
    """Elements in the order of the page, by tag and class and what they stand in: `ul.rows a`."""
    found = [page.root]
    for part in selector.split():
        tag, _, name = part.partition(".")
        inside = (e for root in found for e in root.iter() if e is not root and tag in ("", e.tag) and (not name or name in (e.get("class") or "").split()))
        found = list(dict.fromkeys(inside))
    return found


def words(page, selector):
    return [" ".join("".join(e.itertext()).split()) for e in chosen(page, selector)]


def titles(built, path):
    return words(parsed(built.text(path)), ".event-row a")


WHEN = {
    "start: 2026-11-24T10:00\nend: 2026-11-24T11:30": "Tuesday, 24 November 2026, 10:00–11:30 (CET)",
    "start: 2026-11-24T10:00\nduration: 1 h 30 min": "Tuesday, 24 November 2026, 10:00–11:30 (CET)",
    "start: 2026-11-24T09:00Z\nduration: PT90M": "Tuesday, 24 November 2026, 10:00–11:30 (CET)",
    "start: 2026-11-24T10:00": "Tuesday, 24 November 2026, 10:00 (CET)",
    "start: 2026-11-24": "Tuesday, 24 November 2026",
    "start: 2026-11-24\nend: 2026-11-26": "Tuesday, 24 November 2026 – Thursday, 26 November 2026",
    "start: 2026-11-24\nduration: 3 days": "Tuesday, 24 November 2026 – Thursday, 26 November 2026",
    "start: 2026-11-24T22:00\nduration: 4 h": "Tuesday, 24 November 2026, 22:00 – Wednesday, 25 November 2026, 02:00 (CET)",
    "start: 2027-03-27T22:00\nend: 2027-03-28T06:00": "Saturday, 27 March 2027, 22:00 (CET) – Sunday, 28 March 2027, 06:00 (CEST)",
}


@pytest.mark.parametrize("fields", WHEN)
def test_a_page_says_in_words_when_it_takes_place(site, fields):
    built = site(YAML + event("e", f"title: E\n{fields}"))
    assert not built.problems
    assert words(parsed(built.text("events/e/index.html")), ".event-when") == [WHEN[fields]]


def test_german_pages_say_it_in_german_and_american_clocks_in_american(site, tmp_path):
    fields = "title: E\nstart: 2026-11-24T10:00\nduration: 90 Minuten"
    german = site(YAML.replace("time_zone", "languages: [de]\ntime_zone") + event("e", fields))
    assert words(parsed(german.text("events/e/index.html")), ".event-when") == ["Dienstag, 24. November 2026, 10:00–11:30 Uhr (MEZ)"]
    american = site(YAML.replace("Europe/Berlin", "America/New_York") + event("e", fields), root=tmp_path / "other")
    assert words(parsed(american.text("events/e/index.html")), ".event-when") == ["Tuesday, November 24, 2026, 10:00 AM–11:30 AM (EST)"]


def test_times_are_marked_up_for_machines(site):
    built = site(YAML + event("e", "title: E\nstart: 2026-11-24T10:00\nduration: 1 h") + event("f", "title: F\nstart: 2026-11-24"))
    assert [t.get("datetime") for t in chosen(parsed(built.text("events/e/index.html")), ".event-when time")] == [
        "2026-11-24T10:00:00+01:00",
        "2026-11-24T11:00:00+01:00",
    ]
    assert [t.get("datetime") for t in chosen(parsed(built.text("events/f/index.html")), ".event-when time")] == ["2026-11-24"]


FULL = """
title: Training
start: 2026-11-24T10:00
place: Hall 3
online: https://meet.test.example/x
organiser: {name: Ida, mail: ida@it.test.example}
registration: https://form.test.example/x
registration_until: 2026-11-22
capacity: 1200
change_note: NOTE
updated: 2026-11-20
related: [../services/vpn.md]
"""
AROUND = "-- content/services/vpn.md --\n# VPN\n-- content/news/2026-11-01-n.md --\n---\ntitle: N\nservices: [../events/e.md]\n---\nText.\n"


def test_a_page_shows_how_to_take_part(site):
    built = site(YAML + AROUND + event("e", FULL))
    assert not built.problems
    page = parsed(built.text("events/e/index.html"))
    links = {a.get("href") for a in chosen(page, "main a")}
    assert {
        "https://meet.test.example/x",
        "https://form.test.example/x",
        "mailto:ida@it.test.example",
        "../../events/e/event.ics",
        "../../services/vpn/",
        "../../news/2026/n/",
    } <= links
    assert words(page, "dd") == ["Hall 3", "Join online", "1,200", "Add to my calendar"]
    assert words(page, ".facts-note") == ["until 22 November 2026"]
    assert words(page, ".correction") == ["Changed 20 November 2026: NOTE"]
    assert built.exists("events/e/event.ics")


@pytest.mark.parametrize(
    ("at", "open_", "closed", "over"),
    [
        ("2026-11-22T23:59:59+01:00", True, False, False),
        ("2026-11-23T00:00:00+01:00", False, True, False),
        ("2026-11-24T23:59:59+01:00", False, True, False),
        ("2026-11-25T00:00:00+01:00", False, False, True),
    ],
)
def test_time_closes_the_registration_and_then_the_event(site, at, open_, closed, over):
    built = site(YAML + AROUND + event("e", FULL), at=dt.datetime.fromisoformat(at))
    page = parsed(built.text("events/e/index.html"))
    hrefs = {a.get("href") for a in chosen(page, "main a")}
    assert ("https://form.test.example/x" in hrefs, bool(chosen(page, ".event-closed")), words(page, ".kicker-text") == ["Past"]) == (open_, closed, over)
    assert ("https://meet.test.example/x" in hrefs) == (not over)
    assert built.exists("events/past/index.html") == over


def test_the_next_change_is_each_instant_at_which_the_site_says_something_else(site):
    archive = (
        YAML
        + event("e", "title: E\nstart: 2026-11-24T10:00\nduration: 1 h\nregistration_until: 2026-11-23T12:00\nregistration: x@it.test.example")
        + event("f", "title: F\nstart: 2026-11-24")
    )
    at, found = NOW, []
    while (change := site(archive, at=at).report.next_change) is not None:
        found.append(change.isoformat())
        at = change
    assert found == ["2026-11-23T12:00:00+01:00", "2026-11-24T11:00:00+01:00", "2026-11-25T00:00:00+01:00"]


def test_a_cancelled_event_says_so_everywhere_and_invites_nobody(site):
    built = site(YAML + AROUND + event("e", FULL + "status: cancelled") + event("f", "title: Other\nstart: 2026-11-25"))
    page = parsed(built.text("events/e/index.html"))
    assert words(page, ".event-cancelled") == ["This event does not take place. NOTE"]
    assert not {"https://form.test.example/x", "https://meet.test.example/x"} & {a.get("href") for a in chosen(page, "main a")}
    assert words(parsed(built.text("events/index.html")), ".event-off .badge") == ["Cancelled"]
    assert titles(built, "index.html") == ["Other"]


def test_what_comes_is_listed_by_months_and_what_was_by_years(site):
    starts = {
        "a": "2026-12-24",
        "b": "2026-11-21T09:00",
        "c": "2026-11-30",
        "d": "2025-06-01",
        "e": "2027-01-02",
        "f": "2026-11-21",
        "g": "2025-07-01",
        "h": "2026-11-20",
    }
    built = site(
        YAML + "".join(event(name, f"title: {name.upper()}\nstart: {start}\nduration: {'1 h' if 'T' in start else '1 d'}") for name, start in starts.items())
    )
    assert titles(built, "events/index.html") == ["F", "C", "A", "E"]
    assert words(parsed(built.text("events/index.html")), "h2.band-title") == ["November 2026", "December 2026", "January 2027"]
    assert titles(built, "events/past/index.html") == ["B", "H", "G", "D"]
    assert words(parsed(built.text("events/past/index.html")), "h2.band-title") == ["2026", "2025"]
    assert titles(built, "index.html") == ["F", "C", "A"]
    assert [a.get("href") for a in chosen(parsed(built.text("events/index.html")), ".event-ends .more")] == ["../events/past/"]
    assert "site-group-2026-11" in built.text("events/index.html")


def test_the_past_goes_over_several_pages(site):
    built = site(YAML + "html: {per_page: 2}\n" + "".join(event(f"e{n}", f"title: E{n}\nstart: 2025-01-0{n}") for n in range(1, 6)))
    assert [titles(built, path) for path in ("events/past/index.html", "events/past/page/2/index.html", "events/past/page/3/index.html")] == [
        ["E5", "E4"],
        ["E3", "E2"],
        ["E1"],
    ]
    assert "Nothing is planned right now." in built.text("events/index.html")


def test_neighbours_are_the_event_before_and_the_event_after(site):
    built = site(YAML + "".join(event(name, f"title: {name}\nstart: 2026-12-0{n}") for n, name in enumerate("cab", 1)))
    page = parsed(built.text("events/a/index.html"))
    assert (words(page, ".neighbour-previous a"), words(page, ".neighbour-next a")) == (["c"], ["b"])


def test_an_event_is_there_in_the_language_of_its_reader(site):
    archive = (
        YAML.replace("time_zone", "languages: [en, de]\nfallback: true\ntime_zone")
        + event("a", "title: Both\nstart: 2026-12-01")
        + event("a", "title: Beide\nstart: 2026-12-01", lang=".de")
    )
    built = site(archive + event("b", "title: English only\nstart: 2026-12-02"))
    assert titles(built, "de/events/index.html") == ["Beide", "English only"]
    assert "English only" not in built.text("de/events.ics")
    assert 'href="../../../events/b/event.ics"' in built.text("de/events/b/index.html")
    assert not built.exists("de/events/b/event.ics")


def test_the_list_leads_to_the_calendars(site):
    built = site(YAML + event("a", "title: A\nstart: 2026-12-01\naudiences: [office]"))
    hrefs = [a.get("href") for a in chosen(parsed(built.text("events/index.html")), ".calendars a")]
    assert hrefs == [
        "webcal://it.test.example/events.ics",
        "../events.ics",
        "webcal://it.test.example/audiences/office/events.ics",
        "../audiences/office/events.ics",
    ]


def test_a_site_without_events_has_nothing_of_them(site):
    built = site(YAML + "-- content/index.md --\n# Home\n-- content/news/2026-11-01-n.md --\n# N\n")
    assert not [path for path in built.paths if path.endswith(".ics") or "events" in path.removeprefix("assets/")]
    assert "site-events" not in built.text("index.html")


MISTAKES = {
    "title: E": '1:1 FM006 field "start" is missing (add start: 2026-11-24T10:00)',
    "title: E\nstart: 9999-12-31": '3:8 FM004 start: "9999-12-31" is too far away to take place (write a year between 1900 and 2200)',
    "title: E\nstart: 24.11.2026": '3:8 FM004 start: "24.11.2026" is not an ISO date (write 2026-11-24)',
    "title: E\nstart: 2026-11-24T10:00\nend: 2026-11-24T09:00": "4:6 FM017 end: 2026-11-24T09:00 is not after the start, 2026-11-24T10:00 (correct start or end)",
    "title: E\nstart: 2026-11-24T10:00\nend: 2026-11-24": "4:6 FM017 end: start is a moment (2026-11-24T10:00), and end a day (2026-11-24) (write 2026-11-24T17:00)",
    "title: E\nstart: 2026-11-24\nend: 2026-11-23": "4:6 FM017 end: 2026-11-23 is not after the start, 2026-11-24 (correct start or end)",
    "title: E\nstart: 2026-11-24\nend: 2026-11-24\nduration: 1 d": "5:11 FM017 duration: the end is said twice, by end and by duration (keep one of the two)",
    "title: E\nstart: 2026-11-24\nduration: 90 min": "4:11 FM017 duration: start is a day (2026-11-24), and lasts whole days only (write it as in 2 days, or give start a time of day)",
    "title: E\nstart: 2026-11-24\nduration: a while": '4:11 FM005 duration: "a while" says not how long it lasts (write it as in 90 min, 1 h 30 min or 2 days)',
    "title: E\nstart: 2026-11-24\nduration: 0 min": '4:11 FM005 duration: "0 min" says not how long it lasts (write it as in 90 min, 1 h 30 min or 2 days)',
    "title: E\nstart: 2026-11-24\nregistration_until: 2026-11-25": "4:21 FM017 registration_until: 2026-11-25 is after the event, 2026-11-24 (write a day before it)",
    "title: E\nstart: 2027-03-28T02:30": '3:8 FM016 start: "2027-03-28T02:30" does not exist: the clock is put forward in that night (write 2027-03-28T01:30 or 2027-03-28T03:30)',
    "title: E\nstart: 2026-10-25T02:30": (
        '3:8 FM016 start: "2026-10-25T02:30" comes twice: the clock is put back in that night'
        " (write 2026-10-25T02:30+02:00 for the first time, or 2026-10-25T02:30+01:00 for the second)"
    ),
    "title: E\nstart: 2026-11-24\nonline: mailto:x@y.example": '4:9 FM005 online: "mailto:x@y.example" is not the address of a meeting (begin it with https://)',
    "title: E\nstart: 2026-11-24\ncapacity: 0": '4:11 FM003 capacity: "0" is too small (write at least 1)',
    "title: E\nstart: 2026-11-24\nstatus: canceled": '4:9 FM005 status: "canceled" is not one of confirmed, tentative or cancelled (did you mean "cancelled"?)',
    "title: E\nstart: 2026-11-24\nstarts: x": '4:1 FM002 unknown field "starts" (did you mean "start"?)',
}


@pytest.mark.parametrize("fields", MISTAKES)
def test_a_mistake_has_its_place_and_its_cure(site, fields):
    built = site(YAML + event("e", fields))
    assert built.problems == [f"content/events/e.md:{MISTAKES[fields]}"]
    assert built.report.failed


def test_a_note_of_a_change_without_its_day_is_warned_of_in_a_fresh_clone_too(checked):
    noted = "title: E\nstart: 2026-12-01\nchange_note: Later."
    built = checked(YAML + event("e", noted) + event("f", noted + "\nupdated: 2026-11-20") + event("g", noted + "\nstatus: cancelled"))
    assert built.problems == ["content/events/e.md:4:14 FD003 change_note without the day of the change (add updated: with that day)"]


def test_times_that_differ_between_translations_are_told(checked):
    archive = YAML.replace("time_zone", "languages: [en, de]\ntime_zone") + event("a", "title: A\nstart: 2026-12-01T10:00\ncapacity: 5")
    built = checked(archive + event("a", "title: A\nstart: 2026-12-01T11:00", lang=".de"))
    assert [problem.split(" LA006 ")[1].split(" (")[0] for problem in built.problems if "LA006" in problem] == [
        "capacity: nothing here, 5 in content/events/a.md",
        "start: 2026-12-01T11:00 here, 2026-12-01T10:00 in content/events/a.md",
    ]


HIDDEN = {
    "draft: true": {},
    "classification: confidential": {},
    "publish: 2026-11-22": {},
    "expires: 2026-11-20": {},
    "classification: internal": {"classification": "public"},
}


@pytest.mark.parametrize("fields", HIDDEN)
def test_an_event_that_is_not_shown_is_in_no_calendar_and_no_list(site, fields):
    hidden = f"title: CANARY\nsummary: CANARY\nstart: 2026-12-01\nplace: CANARY\naudiences: [office]\ntags: [canary]\n{fields}"
    built = site(
        YAML + event("shown", "title: Shown\nstart: 2026-12-02\nclassification: public\naudiences: [office]") + event("canary", hidden), **HIDDEN[fields]
    )
    assert {"events.ics", "audiences/office/events.ics", "events/shown/event.ics"} == {path for path in built.paths if path.endswith(".ics")}
    assert not [path for path in built.paths if "canary" in path or b"canary" in (built.out / path).read_bytes().lower()]


def test_what_is_confidential_is_in_the_calendars_of_its_edition_and_says_so(site):
    built = site(YAML + event("a", "title: A\nstart: 2026-12-01\nclassification: confidential"), classification="confidential")
    assert "CLASS:CONFIDENTIAL" in built.text("events.ics")


def test_a_person_that_an_edition_does_not_show_organises_nothing_in_it(site):
    person = "-- content/ida.md --\n---\ntitle: CANARY\nextra: {mail: canary@it.test.example}\n---\n"
    built = site(YAML + person + event("a", "title: A\nstart: 2026-12-01\nclassification: public\norganiser: ../ida.md"), classification="public")
    assert "canary" not in (built.text("events.ics") + built.text("events/a/index.html")).lower()


def test_editors_know_the_fields():
    found = schemas()["event"]
    assert found["required"] == ["start"]
    assert {"start", "end", "duration", "place", "online", "organiser", "registration", "registration_until", "capacity", "status", "change_note"} <= set(
        found["properties"]
    )


TOPIC = (
    event("soon", "title: Soon\nstart: 2026-12-01\ntags: [SAP]\naudiences: [office]")
    + event("later", "title: Later\nstart: 2027-01-15\ntags: [SAP]\naudiences: [office]")
    + event("off", "title: Off\nstart: 2026-12-24\nstatus: cancelled\ntags: [SAP]\naudiences: [office]")
    + event("was", "title: Was\nstart: 2026-10-05\ntags: [SAP]\naudiences: [office]")
    + "-- content/news/2026-11-01-new.md --\n---\ntitle: New\ntags: [SAP]\naudiences: [office]\n---\n"
    + "-- content/news/2026-09-01-old.md --\n---\ntitle: Old\ntags: [SAP]\naudiences: [office]\n---\n"
    + "-- content/help.md --\n---\ntitle: Help\ntags: [SAP]\naudiences: [office]\n---\n"
)


@pytest.mark.parametrize("path", ["tags/sap/index.html", "audiences/office/index.html"])
def test_a_topic_begins_with_what_one_can_still_come_to(site, path, tmp_path):
    page = parsed(site(YAML + TOPIC).text(path))
    assert words(page, "h2.band-title") == ["What is coming up"]
    assert words(page, ".row-title a") == ["Soon", "Later", "Off", "New", "Was", "Old", "Help"]
    assert words(page, ".event-row .row-title a") == ["Soon", "Later"]
    past = site(YAML + TOPIC, at=NOW + dt.timedelta(days=365), root=tmp_path / "past")
    assert words(parsed(past.text(path)), ".row-title a") == ["Later", "Off", "Soon", "New", "Was", "Old", "Help"]
    assert words(parsed(past.text(path)), "h2.band-title") == []


def test_what_one_can_still_come_to_is_the_first_that_is_related_and_what_is_cancelled_never(site):
    built = site(YAML + TOPIC)
    assert words(parsed(built.text("help/index.html")), ".pointer-title a") == ["Soon", "Later", "New"]
