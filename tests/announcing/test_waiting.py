"""What a target hears of, and what it never does."""

import datetime as dt
import re

import pytest

from itsite.announcing.waiting import OUTLET, note_beginning
from itsite.delivery.journal import Journal, journal_of
from tests.announcing.conftest import SITE
from tests.conftest import NOW

ALL = ["First", "Second", "Third & <last>"]
DAY = dt.timedelta(days=1)


def test_the_first_time_only_the_last_days_are_posted(poster):
    _, found = poster.found()
    assert ([post.announcement.title for post in found.posts], found.older) == (ALL, 1)


def test_since_says_how_far_back(poster):
    assert poster.titles(since=dt.datetime(2025, 1, 1)) == ["Old", *ALL]  # noqa: DTZ001 - as it is written
    assert poster.titles(since=NOW) == []
    poster.site = SITE.replace("staff: {kind: json}", "staff: {kind: json, since: 2026-11-18}")
    assert poster.titles() == ALL[1:]


def test_what_was_older_at_first_is_never_posted(poster):
    poster()
    assert poster(at=NOW + 30 * DAY).posted == []
    poster(at=NOW + 40 * DAY)
    assert poster.taken == [*ALL, "Coming"]


def test_hidden_pages_are_never_posted(poster):
    for level, more in (("public", []), ("internal", []), ("confidential", [])):
        assert not {"Secret", "Draft", "Coming"} & {*poster.titles(classification=level), *more}
    assert poster.titles(classification="public") == ["Second"]


def test_a_target_is_limited_to_its_level_whatever_the_edition(poster):
    assert poster.titles("world", classification="confidential") == ["Second"]
    poster.site = SITE.replace("staff: {kind: json}", "staff: {kind: json, classification: confidential}")
    assert "Secret" in poster.titles(classification="confidential")
    assert "Secret" not in poster.titles()


def test_mastodon_hears_of_public_pages_only_unless_told(poster):
    poster.site = SITE.replace("staff: {kind: json}", "staff: {kind: mastodon}")
    assert poster.titles(classification="confidential") == ["Second"]


def test_audiences_languages_and_tags(poster):
    # What names no audience is for everybody; what is missing in German comes in English.
    assert poster.titles("halls") == ["First", "Third & <last>"]
    assert poster.titles("safety") == ["Second"]
    poster.site = SITE.replace("lang: de, audiences: [production]", "lang: de")
    assert poster.titles("halls") == ["First", "Zweite", "Third & <last>"]
    poster.site = poster.site.replace("title: First\n", "title: First\ntranslate: false\n")
    assert poster.titles("halls") == ["Zweite", "Third & <last>"]


def test_a_translation_that_comes_later_is_no_news(poster):
    poster.site = SITE.replace("lang: de, audiences: [production]", "lang: de")
    poster("halls")
    poster.site += "-- content/news/2026-11-17-first.de.md --\n---\ntitle: Erste\n---\nText.\n"
    assert poster("halls").posted == []
    assert [body["lang"] for body in poster.chat.taken["/hook"]] == ["en", "de", "en"]


def test_another_title_and_address_make_no_second_post(poster):
    poster.site = SITE.replace("title: First\n", "title: First\nid: one\n")
    poster()
    poster.site = poster.site.replace("title: First\n", "title: Fresh\nslug: fresh\naliases: [/x/]\n").replace("https://it.test", "https://new.test")
    assert poster.titles(journal=None) == ["Fresh", *ALL[1:]]
    assert poster().posted == []


def changed(site, when):
    return site.replace("title: First\n", f"title: First\nupdated: {when}\nchange: major\nchange_note: Another day.\n")


def test_a_major_change_is_posted_once_more_as_an_update(poster):
    poster()
    poster.site = changed(SITE, "2026-11-21")
    (post,) = poster().posted
    assert (post.announcement.update, post.announcement.change, post.body["update"]) == ("Update", "Another day.", True)
    assert poster().posted == []
    poster.site = changed(SITE, "2026-11-23")
    assert len(poster(at=NOW + 3 * DAY).posted) == 1


def test_a_change_before_the_first_post_is_no_update(poster):
    poster.site = changed(SITE, "2026-11-20")
    assert len(poster().posted) == 3
    assert poster().posted == []


def test_a_minor_change_is_silent(poster):
    poster()
    poster.site = changed(SITE, "2026-11-21").replace("change: major", "change: minor")
    assert poster().posted == []


def test_without_updates_a_change_is_silent_and_stays_so(poster):
    quiet = SITE.replace("updates: true", "updates: false")
    poster.site = quiet
    poster()
    poster.site = changed(quiet, "2026-11-21")
    assert poster().posted == []
    poster.site = changed(SITE, "2026-11-21")
    assert poster().posted == []


EVENT = "-- content/events/training.md --\n---\ntitle: Training\nstart: 2026-11-24T10:00\nend: 2026-11-24T11:00\nplace: Hall 3\n{more}---\nText.\n"


def test_an_event_is_posted_when_it_is_published(poster):
    poster.site = SITE + EVENT.format(more="date: 2026-11-20\n")
    assert poster.titles() == [*ALL, "Training"]
    about = poster.found()[1].posts[-1].announcement.about
    assert [re.sub(r"\s", " ", fact) for fact in about] == ["Event", "November 24, 2026", "10:00 AM – 11:00 AM", "Hall 3"]
    assert "Training" not in poster.titles(at=NOW + 5 * DAY)


def test_an_event_without_a_date_is_known_at_first_and_new_later(poster):
    poster.site = SITE + EVENT.format(more="")
    assert [post.announcement.title for post in poster().posted] == ALL
    poster.site += EVENT.format(more="").replace("training.md", "more.md").replace("Training", "More")
    assert [post.announcement.title for post in poster().posted] == ["More"]
    assert poster().posted == []


def test_targets_know_nothing_of_each_other(poster):
    poster()
    assert [post.announcement.title for post in poster("world").posted] == ["Second"]


def test_what_a_target_begins_with_is_kept(poster):
    _, found = poster.found()
    with Journal(journal_of(poster.folder)) as journal:
        note_beginning(journal, "staff", found, "2026-11-21T12:00:00+00:00")
        assert journal.received(OUTLET, "staff")[""].detail == "2026-11-14T00:00:00+01:00"
        assert poster.found(journal=journal, at=NOW + 30 * DAY)[1].since == found.since


MISTAKES = {
    "audiences: [offise]": 'AN001 announce.targets.x.audiences: there is no "offise" (did you mean "office"?)',
    "kinds: [new]": 'AN001 announce.targets.x.kinds: there is no "new" (did you mean "news"?)',
    "kinds: [service]": 'AN001 announce.targets.x.kinds: there is no "service" (known are: event, news, newsletter)',
    "lang: fr": 'AN001 announce.targets.x.lang: there is no "fr" (known are: en, de)',
    "tags: [sekurity]": 'AN002 announce.targets.x.tags: no page has the tag "sekurity" (did you mean "security"?)',
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_names_that_nothing_has_are_told(checked, mistake):
    # An edition that leaves out pages does not know all tags.
    whole = SITE.partition("-- content/news/2026-11-19-secret.md")[0]
    found = checked(whole.replace("    staff: {kind: json}\n", "    x: {kind: slack, " + mistake + "}\n"))
    assert any(problem.partition(" ")[2] == MISTAKES[mistake] for problem in found.problems), found.problems


def test_addresses_in_a_file_are_refused_and_not_shown(checked):
    found = checked(SITE.replace("staff: {kind: json}", "staff: {kind: teams, url: 'https://x.example/canary4711'}"))
    (problem,) = [problem for problem in found.problems if "CF002" in problem]
    assert problem.endswith('CF002 "url" has no place in a file (set ITSITE_WEBHOOK_STAFF in the environment, or keep it in the keyring)')
    assert "canary" not in str(found.problems)
