"""When the site changes next by itself."""

import datetime as dt

import pytest

from tests.conftest import NOW

UTC = dt.UTC


def page(fields, name="a"):
    return f"-- content/{name}.md --\n---\ntitle: A\n{fields}\n---\nx\n"


@pytest.mark.parametrize(
    ("fields", "change"),
    [
        ("publish: 2026-12-01", dt.datetime(2026, 12, 1, tzinfo=UTC)),
        ("publish: 2026-12-01T09:00+01:00", dt.datetime(2026, 12, 1, 8, tzinfo=UTC)),
        ("expires: 2026-12-02", dt.datetime(2026, 12, 2, tzinfo=UTC)),
        ("date: 2026-12-03", dt.datetime(2026, 12, 3, tzinfo=UTC)),
        ("publish: 2026-12-01\ndraft: true", None),
        ("publish: 2026-12-01\nclassification: confidential", None),
        ("publish: 2026-01-01\nexpires: 2026-02-01", None),
        ("order: 1", None),
    ],
)
def test_the_next_change_is_the_first_instant_at_which_a_page_appears_or_expires(site, fields, change):
    assert site(page(fields)).report.next_change == change


def test_the_next_change_is_in_the_sites_zone_when_no_offset_is_given(site):
    yaml = "-- site.yaml --\nname: IT\nurl: https://a.example/\ntime_zone: Europe/Berlin\n"
    assert site(yaml + page("publish: 2026-12-01")).report.next_change == dt.datetime(2026, 11, 30, 23, tzinfo=UTC)


def test_nothing_changes_between_now_and_the_next_change_and_something_does_then(site):
    archive = page("publish: 2026-11-23T10:00Z") + page("expires: 2026-11-24T10:00Z", "b") + "-- content/news/2026-11-25-n.md --\n# N\n\nx\n"
    built = site(archive)
    state, at = {p: (built.out / p).read_bytes() for p in built.paths}, NOW
    for _ in range(3):
        change = built.report.next_change
        just_before = site(root=built.root, at=change - dt.timedelta(seconds=1))
        assert {p: (just_before.out / p).read_bytes() for p in just_before.paths} == state
        built, at = site(root=built.root, at=change), change
        now = {p: (built.out / p).read_bytes() for p in built.paths}
        assert now != state, at
        state = now
    assert built.report.next_change is None


def test_an_expired_page_takes_its_links_along_and_says_since_when(site):
    built = site(page("expires: 2026-11-01", "a") + "-- content/b.md --\n# B\n\n[words](a.md)\n")
    assert "<p>words</p>" in built.text("b/index.html")
    assert [("2026-11-01" in p.message, p.at.path, p.at.line) for p in built.report.problems] == [(True, "content/b.md", 3)]


def test_a_folder_all_of_whose_pages_are_hidden_is_not_there(site):
    built = site("-- content/deep/er/a.md --\n---\ntitle: A\ndraft: true\n---\nx\n-- content/deep/er/f.png --\nx\n")
    assert not [p for p in built.paths if p.startswith("deep")]
