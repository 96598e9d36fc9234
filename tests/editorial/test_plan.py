"""Whole small sites, and what the plan says of them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from itsite.editorial.plan import Plan, plan_of
from itsite.model.meta import Classification
from itsite.pipeline import Request, prepare
from tests.conftest import tree, unpacked

AT = dt.datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))
HEAD = """
-- site.yaml --
name: IT Test
url: https://it.test.example/
time_zone: Europe/Berlin
languages: [en, de]
audiences: {everyone: Everyone, office: Office, production: Production}
"""


@pytest.fixture
def plan(tmp_path):
    """The plan of an archive without its site.yaml, whose lines `more` adds to."""

    def made(
        archive: str, more: str = "", *, at: dt.datetime = AT, weeks: int = 8, audience: str | None = None, level=Classification.INTERNAL, journal=()
    ) -> Plan:
        prepared = prepare(Request(unpacked(HEAD + more + archive, tmp_path / "site"), at, classification=level))
        assert prepared.site, prepared.problems
        assert not prepared.failed, prepared.problems
        return plan_of(prepared.site, prepared.pages, journal, weeks, audience)

    return made


def lane(plan, channel, audience=None):
    return next(one for one in plan.lanes if (one.channel, one.audience) == (channel, audience))


def standing(plan, channel, audience=None):
    found = lane(plan, channel, audience)
    return found.standing.value, str(found.due or "")


def news(day, title, *fields: str):
    lines = "".join(f"{field}\n" for field in fields)
    return f"-- content/news/{day}-{title.lower()}.md --\n---\ntitle: {title}\nsummary: Short.\n{lines}---\nText.\n"


RHYTHM = "rhythm: {news: 2 weeks}\n"


def test_a_promise_is_due_on_its_last_day_and_broken_on_the_next(plan):
    site = news("2026-11-08", "A")
    assert standing(plan(site, RHYTHM), "news") == ("due", "2026-11-22")
    late = plan(site, RHYTHM, at=AT + dt.timedelta(days=1))
    assert standing(late, "news") == ("broken", "2026-11-22")
    assert str(lane(late, "news").since) == "2026-11-23"
    assert lane(late, "news").last.title == "A"
    assert late.is_behind
    assert not plan(site, RHYTHM).is_behind


def test_a_promise_is_kept_by_what_is_scheduled_in_time(plan):
    site = news("2026-11-10", "A") + news("2026-11-24", "B") + news("2026-12-08", "C") + news("2026-12-23", "Late")
    assert standing(plan(site, RHYTHM), "news") == ("kept", "2026-12-22")


def test_a_promise_that_the_next_one_is_too_late_for_is_due(plan):
    found = plan(news("2026-11-10", "A") + news("2026-11-25", "B"), RHYTHM)
    assert standing(found, "news") == ("due", "2026-11-24")
    assert lane(found, "news").coming.title == "B"


def test_drafts_cancelled_events_and_confidential_news_keep_no_promise(plan):
    site = (
        news("2026-11-01", "A")
        + news("2026-11-21", "Draft", "draft: true")
        + news("2026-11-20", "Closed", "classification: confidential")
        + "-- content/events/off.md --\n---\ntitle: Off\nstart: 2026-11-20T10:00\nstatus: cancelled\n---\n"
    )
    found = plan(site, "rhythm: {news: 2 weeks, event: 1 month}\n")
    assert standing(found, "news") == ("broken", "2026-11-15")
    assert standing(found, "event") == ("not begun", "")
    assert [item.title for item in found.drafts] == ["Draft"]
    assert standing(plan(site, RHYTHM, level=Classification.CONFIDENTIAL), "news")[0] == "due"
    assert "Closed" not in str(found)


def test_an_audience_has_its_own_promise_and_gets_what_is_for_all(plan):
    site = news("2026-10-01", "All") + news("2026-11-10", "Desk", "audiences: [office]") + news("2026-11-12", "Named", "audiences: [everyone, office]")
    promise = "rhythm: {news: {every: 1 month, audiences: {office: 1 week, production: 1 month}}}\n"
    found = plan(site, promise)
    assert standing(found, "news") == ("due", "2026-12-12")
    assert standing(found, "news", "office") == ("broken", "2026-11-19")
    assert standing(found, "news", "production") == ("due", "2026-12-12")
    assert lane(found, "news", "production").last.title == "Named"


def test_language_versions_are_one_item_in_the_order_of_the_site(plan):
    site = (
        news("2026-12-01", "Later")
        + "-- content/news/2026-12-01-later.de.md --\n---\ntitle: Später\npublish: 2026-12-02T08:00\n---\nText.\n"
        + "-- content/news/2026-12-03-nur.de.md --\n---\ntitle: Nur deutsch\n---\nText.\n"
    )
    first, second = plan(site).coming
    assert (first.title, first.languages, str(first.at)) == ("Later", ("en", "de"), "2026-12-01 00:00:00+01:00")
    assert (second.title, second.languages) == ("Nur deutsch", ("de",))


def test_what_is_coming_reaches_as_far_as_asked_and_the_rest_is_counted(plan):
    site = news("2026-11-30", "Near") + news("2026-12-06", "Edge") + news("2026-12-07", "Beyond") + news("2026-11-22", "Today", "publish: 2026-11-22T12:00")
    found = plan(site, weeks=2)
    assert [item.title for item in found.coming] == ["Today", "Near", "Edge"]
    assert (found.later, str(found.until), found.next_build.isoformat()) == (1, "2026-12-06", "2026-11-22T12:00:00+01:00")


def test_an_event_counts_when_it_takes_place(plan):
    site = "-- content/events/cafe.md --\n---\ntitle: Café\nstart: 2026-11-25T10:00\npublish: 2026-11-01\n---\n"
    assert [(item.title, item.at.isoformat()) for item in plan(site).coming] == [("Café", "2026-11-25T10:00:00+01:00")]


def test_announcements_for_the_same_readers_within_three_days_pile_up(plan):
    site = (
        news("2026-12-01", "All")
        + news("2026-12-03", "Desk", "audiences: [office]")
        + news("2026-12-04", "Hall", "audiences: [production]")
        + news("2026-12-20", "One", "audiences: [production]")
        + news("2026-12-20", "Two", "audiences: [everyone]")
    )
    piles = [([item.title for item in pile.items], pile.audiences) for pile in plan(site).pile_ups]
    assert piles == [(["All", "Desk"], ("office",)), (["One", "Two"], ("production",))]


def test_what_went_out_today_piles_up_with_tomorrow_but_not_with_the_past(plan):
    site = news("2026-11-19", "Old") + news("2026-11-20", "Older") + news("2026-11-21", "New") + news("2026-11-23", "Next")
    assert [[item.title for item in pile.items] for pile in plan(site).pile_ups] == [["New", "Next"]]


def test_the_longest_silences_are_behind_and_ahead(plan):
    site = news("2025-11-01", "Before") + news("2026-01-10", "A") + news("2026-05-10", "B") + news("2026-11-20", "C") + news("2026-12-01", "D")
    found = {(one.audience, one.is_ahead): (str(one.start), str(one.end), one.days) for one in plan(site).silences}
    assert found["office", False] == ("2026-05-10", "2026-11-20", 194)
    assert found["office", True] == ("2026-12-01", "2027-01-17", 47)


def test_reviews_are_listed_with_their_owners_when_overdue_or_near(plan):
    def page(name, *lines: str):
        return f"-- content/help/{name}.md --\n---\ntitle: {name.title()}\n" + "".join(f"{line}\n" for line in lines) + "---\nText.\n"

    site = (
        page("over", "review_by: 2026-11-21", "owner: Ida")
        + page("over.de", "review_by: 2026-11-21", "owner: Ida")
        + page("today", "review_by: 2026-11-22", "owner: over.md")
        + page("soon", "review_by: 2026-12-22")
        + page("far", "review_by: 2026-12-23")
        + page("hidden", "review_by: 2026-01-01", "draft: true")
    )
    found = plan(site)
    assert [(one.title, one.owner, one.is_overdue, one.languages) for one in found.reviews] == [
        ("Over", "Ida", True, ("en", "de")),
        ("Today", "Over", False, ("en",)),
        ("Soon", "", False, ("en",)),
    ]
    assert found.is_behind


def test_only_what_concerns_an_audience_is_shown_when_asked(plan):
    site = news("2026-12-01", "All") + news("2026-12-05", "Desk", "audiences: [office]") + news("2026-12-09", "Hall", "audiences: [production]")
    found = plan(site, "rhythm: {news: {audiences: {office: 1 week, production: 1 week}}}\n", audience="office")
    assert [item.title for item in found.coming] == ["All", "Desk"]
    assert {one.audience for one in found.lanes} == {None, "office"}
    assert {one.audience for one in found.silences} == {"office"}


def test_a_site_without_anything_has_an_empty_plan(plan):
    found = plan("-- content/index.md --\n# Home\n")
    assert (found.lanes, found.coming, found.drafts, found.pile_ups, found.reviews, found.next_build) == ((), (), (), (), (), None)


def test_a_rhythm_changes_no_file_of_the_site(site, tmp_path):
    archive = HEAD + "-- content/index.md --\n# Home\n" + news("2026-11-01", "A")
    promised = HEAD + RHYTHM + "-- content/index.md --\n# Home\n" + news("2026-11-01", "A")
    assert tree(site(archive).out) == tree(site(promised, root=tmp_path / "other").out)
