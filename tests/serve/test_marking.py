"""What the preview says of pages: drafts, what comes, what goes, in the words of the site's language."""

import datetime as dt

from itsite.serve.words import ENGLISH, GERMAN
from tests.serve.conftest import SITE


def test_both_languages_have_the_same_words_with_the_same_places():
    assert ENGLISH.keys() == GERMAN.keys()
    assert [name for name in ENGLISH if ENGLISH[name].count("{}") != GERMAN[name].count("{}")] == []


def test_each_page_says_how_it_stands(preview):
    assert '<p class="chip draft">Draft</p>' in preview.live("news/2026/draft/")["bar"]
    assert '<p class="chip published">Published</p>' in preview.live("about/")["bar"]
    assert '<p class="chip generated">Made by itself</p>' in preview.live("news/")["bar"]
    assert '<p class="chip missing">No such page</p>' in preview.live("nowhere/")["bar"]
    later = preview.live("news/2031/later/")["bar"]
    assert "This page appears on 6 May 2031, 09:00." in later
    assert 'name="at" value="2031-05-06T09:00:00+00:00"' in later
    assert '<p class="chip coming">Coming</p>' in later


def test_a_german_site_is_spoken_of_in_german(serve):
    served = serve(SITE.replace("name: IT Test", "name: IT Test\nlanguages: [de]\ntime_zone: Europe/Berlin"))
    assert "Entwurf" in served.live("news/2026/draft/")["bar"]
    assert "Diese Seite erscheint am 6. Mai 2031, 09:00." in served.live("news/2031/later/")["bar"]
    page = served.ask("/_itsite/").text
    assert '<html lang="de">' in page
    assert "Alles in Ordnung" in page


def test_a_page_appears_when_its_moment_comes_without_a_save(serve):
    served = serve()
    stream = served.stream()
    before = stream.next()
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1.5)
    served.write("content/soon.md", f"---\ntitle: Soon\npublish: {soon.isoformat()}\n---\nHere it is.\n")
    written = stream.after(before)
    assert served.ask("/it/soon/").status == 404
    stream.after(written)
    assert dt.datetime.now(dt.UTC) >= soon
    assert "Here it is." in served.page("soon/")
    assert served.out.refreshes[-1] == "a page has come or gone by its date"
    stream.close()


def test_an_instant_asked_for_does_not_move(serve):
    served = serve(SITE, "--at", "2031-05-06T09:00", "--no-drafts")
    assert "In a while." in served.page("news/2031/later/")
    assert served.ask("/it/news/2026/draft/").status == 404
    assert "without drafts · internal · 6 May 2031, 09:00" in served.live("")["bar"]


def test_a_page_with_a_date_says_it_at_length_and_for_narrow_screens(serve):
    served = serve(SITE, "--at", "2031-05-06T09:00")
    later = served.live("news/2031/later/")["bar"]
    assert '<span class="long">Appears on 6 May 2031, 09:00</span><span class="short">Coming</span>' in later


def test_a_page_that_was_not_yet_there_at_the_instant_of_the_edition(serve):
    served = serve(SITE, "--at", "2026-10-31T12:00")
    bar = served.live("news/2026/old/")["bar"]
    assert '<p class="chip absent">Not in this edition</p>' in bar
    assert "This page is not in the site as of 31 October 2026, 12:00." in bar
    assert 'name="at" value="">' in bar


def test_a_site_that_never_was_good_is_spoken_of_in_the_language_of_its_home_page(serve):
    german = SITE.replace("name: IT Test", "name: IT Test\nlanguages: [de]\ncolour: red").replace("title: Home", "title: Home\nlang: de")
    live = serve(german).live("")
    assert '<p class="chip missing">Noch keine Website</p>' in live["bar"]
    assert "Bis das behoben ist, gibt es keine Seite zu zeigen." in live["overlay"]
