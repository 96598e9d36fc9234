"""An event that changes stays the same event, and calendars are told that it is a newer one (M12)."""

import datetime as dt

import pytest

from tests.calendars.reading import events_of
from tests.conftest import NOW

PAGE = "-- content/events/{name}.md --\n---\ntitle: {title}\nstart: {start}\nend: {end}\nplace: Hall 3\n{more}---\nText.\n"
USUAL = {"name": "a", "title": "Training", "start": "2026-12-01T10:00", "end": "2026-12-01T11:00", "more": ""}


def page(**changes: str) -> str:
    return "-- site.yaml --\nname: IT Test\nurl: https://it.test.example/\ntime_zone: Europe/Berlin\n" + PAGE.format(**{**USUAL, **changes})


def revision(built, path="events.ics"):
    (known,) = events_of((built.out / path).read_bytes()).values()
    return str(known["UID"]), int(known["SEQUENCE"])


def test_an_event_keeps_its_identity_over_title_slug_time_and_base_url(site, tmp_path):
    first = revision(site(page()))
    other = site(page(title="Workshop", more="slug: elsewhere\n", start="2026-12-01T10:30"), url="https://intranet.example/it/", root=tmp_path / "other")
    assert revision(other)[0] == first[0]
    assert revision(other, "events/elsewhere/event.ics")[0] == first[0]


def test_an_event_keeps_its_identity_in_another_file_by_its_id(site, tmp_path):
    first = site(page(more="id: training-1\n"))
    assert revision(first) == ("training-1", 0)
    assert revision(site(page(name="moved", more="id: training-1\n"), root=tmp_path / "other")) == ("training-1", 0)


def test_each_later_update_is_a_higher_revision(site, tmp_path):
    updates = (
        "",
        "updated: 2026-11-01\n",
        "updated: 2026-11-01T09:00\n",
        "updated: 2026-11-20T09:01\n",
        "status: cancelled\nupdated: 2026-11-20T09:01\n",
        "updated: 2026-11-20T09:03\n",
    )
    found = [revision(site(page(more=more), root=tmp_path / str(n))) for n, more in enumerate(updates)]
    assert len({uid for uid, _ in found}) == 1
    numbers = [number for _, number in found]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 0
    assert numbers[-1] < 2**31


def test_an_event_that_is_only_cancelled_is_a_higher_revision(site, tmp_path):
    assert revision(site(page(more="status: cancelled\n")))[1] > revision(site(page(), root=tmp_path / "other"))[1]


CHANGES = {
    "start": {"start": "2026-12-01T10:30"},
    "end": {"end": "2026-12-01T12:00"},
    "start and end": {"start": "2026-12-02T10:00", "end": "2026-12-02T11:00"},
}


@pytest.mark.parametrize("changed", CHANGES)
def test_a_time_that_changes_without_an_update_is_warned_of_and_the_cure_helps(site, changed):
    root = site(page()).root
    built = site(page(**CHANGES[changed]), root=root)
    assert [problem.partition(" calendars")[0] for problem in built.problems] == [
        f"content/events/a.md:{3 if 'start' in changed else 4}:{8 if 'start' in changed else 6} EV001"
    ]
    message = f"calendars may keep this event as it was: {changed} changed after it was published, and updated did not (write updated: 2026-11-21T13:00)"
    assert message in built.problems[0]
    cured = site(page(**CHANGES[changed], more="updated: 2026-11-21T13:00\n"), root=site(page(), root=root).root)
    assert not cured.problems
    assert revision(cured)[1] > 0


def test_a_place_that_changes_without_an_update_is_warned_of_by_a_check_too(site, checked):
    root = site(page()).root
    assert not checked(page()).problems
    moved = checked(page().replace("Hall 3", "Hall 4"))
    assert (moved.root, moved.codes) == (root, ["EV001"])


def test_an_update_of_the_same_minute_does_not_do(site):
    root = site(page(more="updated: 2026-11-21T13:00\n")).root
    built = site(page(more="updated: 2026-11-21T13:00\n", start="2026-12-01T10:30"), root=root)
    assert built.codes == ["EV001"]
    assert "(write updated: 2026-11-21T13:01)" in built.problems[0]


@pytest.mark.parametrize("more", ["", "updated: 2026-11-20T10:00\n"])
def test_a_revision_that_goes_back_is_warned_of_and_the_cure_is_no_longer_than_it_has_to_be(site, more):
    root = site(page(more="updated: 2031-01-01T10:00\n")).root
    built = site(page(more=more), root=root)
    assert built.codes == ["EV001"]
    assert "calendars may not hear of the next change of this event" in built.problems[0]
    assert "(write updated: 2031-01-01T10:01)" in built.problems[0]
    assert not site(page(more=more), root=root).problems


def test_words_may_change_without_an_update(site):
    root = site(page()).root
    assert not site(page(title="Workshop", more="summary: Other.\n"), root=root).problems


def test_a_title_that_looks_like_the_format_does_not_confuse_the_check(site):
    odd = page(title='"BEGIN:VEVENT UID:x SEQUENCE:9"').replace("Hall 3", '"a, b; c: \\"d\\" \\\\n e"')
    root = site(odd).root
    assert not site(odd, root=root).problems


def test_an_event_that_ended_stays_in_the_calendar(site):
    built = site(page(), at=NOW + dt.timedelta(days=90))
    assert revision(built)[1] == 0
