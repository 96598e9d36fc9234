"""What subscribers get."""

import datetime as dt
import email.utils
import html
import re
import sqlite3
import subprocess

import feedparser
import pytest

from tests.conftest import NOW
from tests.parsing import feed_of, parsed, program, relative_addresses, schema_faults

BERLIN = """
-- site.yaml --
name: {en: IT Test, de: IT-Test}
claim: R&D <first>
url: https://it.test.example/base/
languages: [en, de]
time_zone: Europe/Berlin
"""


def news(name, fields="", text="Text.", lang=""):
    return f"-- content/news/{name}{lang}.md --\n---\n{fields or f'title: {name}'}\n---\n{text}\n"


def faults(built):
    return schema_faults("rss.rnc", *built.out.rglob("feed.xml"))


def test_a_feed_names_itself_its_site_its_language_and_its_newest_change(site):
    built = site(BERLIN + news("2026-11-03-a") + news("2026-10-01-b", "title: b\nupdated: 2026-11-10") + news("2026-11-01-a", "title: A", lang=".de"))
    feed = feed_of(built.text("feed.xml"))
    assert (feed.one("title"), feed.one("link"), feed.one("language")) == ("IT Test", "https://it.test.example/base/", "en")
    assert feed.self_link == "https://it.test.example/base/feed.xml"
    assert feed.one("lastBuildDate") == "Tue, 10 Nov 2026 00:00:00 +0100"
    german = feed_of(built.text("de/feed.xml"))
    assert (german.one("title"), german.one("link"), german.one("language")) == ("IT-Test", "https://it.test.example/base/de/", "de")
    assert german.self_link == "https://it.test.example/base/de/feed.xml"
    assert not faults(built)


def test_a_minor_change_leaves_the_date_of_the_feed_alone(site):
    built = site(BERLIN + news("2026-10-01-b", "title: b\nupdated: 2026-11-10\nchange: minor"))
    assert feed_of(built.text("feed.xml")).one("lastBuildDate") == "Thu, 01 Oct 2026 00:00:00 +0200"


def test_an_item_has_its_categories_authors_address_and_an_identity_that_is_no_address(site):
    built = site(BERLIN + news("2026-11-03-a", "title: A\ntags: [Remote, C++]\nauthors: [Ida Lorenzen, Jonas Wübben]\nsummary: Short."))
    item = feed_of(built.text("feed.xml")).items[0]
    assert item.link == "https://it.test.example/base/news/2026/a/"
    assert set(item.categories) == {"Remote", "C++"}
    assert item.creators == ("Ida Lorenzen", "Jonas Wübben")
    assert (item.description, item.content) == ("Short.", "<p>Text.</p>")
    assert '<guid isPermaLink="false">urn:uuid:' in built.text("feed.xml")


def test_dates_carry_the_offset_of_the_sites_zone_in_summer_and_in_winter(site):
    dates = {
        "a": "2026-03-29T01:59:00",
        "b": "2026-03-29T03:00:00",
        "c": "2026-10-25T02:30:00+02:00",
        "d": "2026-10-25T02:30:00+01:00",
        "e": "2026-11-02T08:00Z",
    }
    built = site(BERLIN + "".join(news(f"2026-01-01-{n}", f"title: {n}\ndate: {d}") for n, d in dates.items()))
    assert {item.title: item.date for item in feed_of(built.text("feed.xml")).items} == {
        "a": "Sun, 29 Mar 2026 01:59:00 +0100",
        "b": "Sun, 29 Mar 2026 03:00:00 +0200",
        "c": "Sun, 25 Oct 2026 02:30:00 +0200",
        "d": "Sun, 25 Oct 2026 02:30:00 +0100",
        "e": "Mon, 02 Nov 2026 09:00:00 +0100",
    }


def test_the_newest_item_is_first_and_ties_stand_by_file_name(site):
    names = ["2026-11-01-b", "2026-11-01-a", "2026-11-02-z", "2026-10-30-m", "2026-11-01-c"]
    built = site(BERLIN + "".join(news(name) for name in names))
    assert feed_of(built.text("feed.xml")).titles == ["2026-11-02-z", "2026-11-01-a", "2026-11-01-b", "2026-11-01-c", "2026-10-30-m"]


def test_of_500_items_the_newest_are_in_the_feed_up_to_its_limit(site):
    start = dt.date(2025, 1, 1)
    archive = "".join(news(f"{start + dt.timedelta(days=n)}-n{n:03}") for n in range(500))
    built = site(BERLIN + "feeds:\n  limit: 40\n" + archive)
    titles = feed_of(built.text("feed.xml")).titles
    assert titles == [f"{start + dt.timedelta(days=n)}-n{n:03}" for n in range(499, 459, -1)]
    assert (built.out / "feed.xml").stat().st_size < 1_000_000


def test_an_item_follows_its_text(site):
    built = site(BERLIN + news("2026-11-03-a", "title: A\ntags: [x]\nsummary: s", "First."))
    again = site(news("2026-11-03-a", "title: A\ntags: [x]\nsummary: s", "Second."), root=built.root)
    for path in ("feed.xml", "tags/x/feed.xml"):
        assert [item.content for item in feed_of(again.text(path)).items] == ["<p>Second.</p>"]


def test_an_item_follows_the_zone_of_its_site_though_the_instant_is_the_same(site, tmp_path):
    item = news("2026-11-03-a", "title: A\ndate: 2026-11-03T08:00+01:00")
    dates = [
        feed_of(site(BERLIN.replace("Europe/Berlin", zone) + item, root=tmp_path / place).text("feed.xml")).items[0].date
        for place, zone in (("berlin", "Europe/Berlin"), ("utc", "UTC"))
    ]
    assert dates == ["Tue, 03 Nov 2026 08:00:00 +0100", "Tue, 03 Nov 2026 07:00:00 +0000"]


def test_a_feed_without_items_is_valid(site):
    built = site(BERLIN)
    assert feed_of(built.text("feed.xml")).items == []
    assert not faults(built)
    assert not feedparser.parse(built.text("feed.xml")).bozo


HOSTILE = r"""
-- site.yaml --
name: "IT ]]> & <b>Co</b> 🦊 \u0008"
organisation: "<script>alert(1)</script>"
claim: "a < b && c ]]> \u0001"
url: https://it.test.example/base/
languages: [en]
-- content/pics/a b.png --
x
-- content/pics/ü.png --
y
-- content/help/wiki.md --
---
title: Wiki
---
## How
-- content/news/2026-11-03-evil.md --
---
title: "Evil ]]> <b>bold</b> &lt;i&gt; &amp; &nbsp; 🦊 \u0008\ufffe <script>alert(1)</script>"
summary: "S ]]> <b>bold</b> &lt; & 🦊 \u0002 <script>"
authors: ["<b>A</b> & ]]> \u0003 🦊", "Bär"]
tags: ["<b>tag</b>", "a & b", "]]>", "🦊", "ü\u0004"]
image: ../pics/ü.png
image_alt: "\" onerror=x <b> & ]]>"
id: "]]> <x> & \u0005 🦊"
---
[a](../help/wiki.md) [b](../help/wiki.md#how) [c](#here) [](../help/wiki.md) ![d](../pics/a%20b.png) <https://elsewhere.example/?a=1&b=2>

## Here

]]> &#8; &#xFFFE; &#1; 🦊 &nbsp; <b>x</b> `]]>` <a href="../help/wiki.md">raw</a>

<video src="../pics/a b.png" poster="../pics/ü.png" controls></video>

<img src="../pics/a b.png" srcset="../pics/a b.png 2x" alt="x">
"""


def test_hostile_values_in_every_field_leave_a_valid_feed(site):
    built = site(HOSTILE)
    assert not built.report.failed, built.problems
    assert not faults(built)
    for file in built.out.rglob("*.xml"):
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]", file.read_text(encoding="utf-8"))
    read = feedparser.parse((built.out / "feed.xml").read_bytes())
    assert not read.bozo
    assert len(read.entries) == 1


def test_a_title_in_a_feed_holds_nothing_that_a_reader_could_take_for_markup(site):
    feed = feed_of(site(HOSTILE).text("feed.xml"))
    item = feed.items[0]
    for text in (feed.one("title"), item.title, *item.creators, *item.categories):
        assert not re.search(r"<\s*[/!?]?[a-zA-Z]", text), text
    assert item.title.startswith("Evil ]]> ‹b›bold‹/b›")
    assert "🦊" in item.title


def test_a_description_is_html_that_shows_the_summary_as_it_was_written(site):
    item = feed_of(site(HOSTILE).text("feed.xml")).items[0]
    assert not [e for e in parsed(item.description).root.iter() if e.tag in {"b", "script"}]
    assert "".join(parsed(item.description).root.itertext()).startswith("S ]]> <b>bold</b>")


def test_every_address_in_a_feeds_content_is_absolute_and_there(site):
    built = site(HOSTILE)
    for item in feed_of(built.text("feed.xml")).items:
        assert not relative_addresses(item.content)
        for _, _, address in parsed(item.content).addresses():
            if address.startswith("https://it.test.example/base/"):
                path = address.removeprefix("https://it.test.example/base/").partition("#")[0]
                assert built.exists(path + "index.html" if path.endswith("/") else path), address


def test_the_picture_of_a_page_is_part_of_its_item(site):
    item = feed_of(site(HOSTILE).text("feed.xml")).items[0]
    first = parsed(item.content).all("img")[0]
    assert re.fullmatch(r"https://it\.test\.example/base/assets/ue-8\.[0-9a-f]{10}\.png", first.get("src"))
    assert first.get("alt").startswith('" onerror=x <b>')


def test_an_issue_of_the_newsletter_brings_the_news_that_it_gathers(site):
    issue = "-- content/newsletters/2026-11.md --\n---\ntitle: Issue\nitems: [../news/2026-11-01-b.md, ../news/2026-10-30-a.md]\n---\nHello.\n"
    built = site(BERLIN + news("2026-10-30-a", "title: A & B\nsummary: Sum <a>") + news("2026-11-01-b") + issue)
    content = parsed(next(i.content for i in feed_of(built.text("feed.xml")).items if i.title == "Issue"))
    links = [(a.get("href"), a.text) for a in content.all("a")]
    assert links == [("https://it.test.example/base/news/2026/b/", "2026-11-01-b"), ("https://it.test.example/base/news/2026/a/", "A & B")]
    assert "Sum <a>" in "".join(content.root.itertext())


def test_each_tag_that_announces_something_has_a_feed_and_others_have_none(site):
    built = site(BERLIN + news("2026-11-03-a", "title: A\ntags: [Remote]") + "-- content/x.md --\n---\ntitle: X\ntags: [Quiet]\n---\nx\n")
    assert feed_of(built.text("tags/remote/feed.xml")).self_link == "https://it.test.example/base/tags/remote/feed.xml"
    assert feed_of(built.text("tags/remote/feed.xml")).one("link") == "https://it.test.example/base/tags/remote/"
    assert not built.exists("tags/quiet/feed.xml")


def test_only_news_and_newsletters_of_the_language_are_in_its_feed(site):
    archive = (
        BERLIN
        + news("2026-11-03-a")
        + news("2026-11-04-b", lang=".de")
        + "-- content/newsletters/2026-11.md --\n# Issue\n\nx\n-- content/services/vpn.md --\n# VPN\n"
    )
    built = site(archive)
    assert feed_of(built.text("feed.xml")).titles == ["2026-11-03-a", "Issue"]
    assert feed_of(built.text("de/feed.xml")).titles == ["2026-11-04-b"]


def guids(built, path="feed.xml"):
    return {item.date: item.guid for item in feed_of(built.text(path)).items}


def test_identities_survive_a_new_slug_title_text_date_and_address_of_the_site(site):
    built = site(BERLIN + news("2026-11-03-a"))
    before = list(guids(built).values())
    changed = site(BERLIN + news("2026-11-03-a", "title: Other\nslug: other\ndate: 2026-11-05", "Other."), root=built.root, url="http://other.example/")
    assert list(guids(changed).values()) == before
    assert "FD001" not in changed.codes


@pytest.mark.parametrize("lang", ["", ".de"])
def test_a_moved_file_is_announced_and_the_id_that_the_warning_names_brings_the_old_identity_back(site, lang):
    feed = "de/feed.xml" if lang else "feed.xml"
    built = site(BERLIN + news("2026-11-03-a", "title: The <b>news</b>", lang=lang))
    before = guids(built, feed)
    old = built.root / f"content/news/2026-11-03-a{lang}.md"
    new = built.root / f"content/news/2026-11-03-moved{lang}.md"
    feed_before = built.text(feed)
    old.rename(new)
    moved = site(root=built.root)
    warnings = [p for p in moved.report.problems if p.code == "FD001"]
    assert [(p.at.path, p.severity.value) for p in warnings] == [(f"content/news/2026-11-03-moved{lang}.md", "warning")]
    assert guids(moved, feed) != before
    (moved.out / feed).write_text(feed_before, encoding="utf-8")
    new.write_text(f"---\ntitle: The <b>news</b>\n{warnings[0].hint.removeprefix('add ')}\n---\nText.\n", encoding="utf-8")
    cured = site(root=built.root)
    assert "FD001" not in cured.codes
    assert guids(cured, feed) == before


def test_strict_stops_before_subscribers_see_anything_twice(site):
    built = site(BERLIN + news("2026-11-03-a"))
    before = built.text("feed.xml")
    (built.root / "content/news/2026-11-03-a.md").rename(built.root / "content/news/2026-11-03-b.md")
    strict = site(root=built.root, strict=True)
    assert strict.report.failed
    assert strict.text("feed.xml") == before


@pytest.mark.parametrize("form", ["atom", "json"])
@pytest.mark.parametrize("field", ["title: A", "title: Other\nslug: a"])
def test_a_site_without_rss_hears_of_what_subscribers_would_see_twice_too(site, form, field):
    settings = f"{BERLIN}feeds: {{formats: [{form}]}}\n"
    built = site(settings + news("2026-11-03-a", "title: A"))
    assert not built.exists("feed.xml")
    (built.root / "content/news/2026-11-03-a.md").unlink()
    assert "FD001" in site(settings + news("2026-11-03-moved", field), root=built.root).codes


def test_a_new_page_with_a_date_that_another_one_has_is_no_repetition(site):
    built = site(BERLIN + news("2026-11-03-a"))
    (built.root / "content/news/2026-11-03-a.md").unlink()
    assert "FD001" not in site(news("2026-11-03-b"), root=built.root).codes


def test_a_feed_that_cannot_be_read_any_more_stops_no_build(site):
    built = site(BERLIN + news("2026-11-03-a"))
    (built.out / "feed.xml").write_text("<rss><channel><item><guid>x</guid></item>", encoding="utf-8")
    assert not site(root=built.root).report.failed


def test_one_identity_taken_over_for_two_languages_is_an_error(site):
    taken = "title: A\nid: urn:uuid:6e4a5a3c-0000-5000-8000-000000000000"
    assert site(BERLIN + news("2026-11-03-a", taken) + news("2026-11-03-a", taken, lang=".de")).codes == ["UR003"]


def test_a_written_id_is_the_identity_and_its_translation_has_one_of_its_own(site):
    built = site(BERLIN + news("2026-11-03-a", "title: A\nid: vpn") + news("2026-11-03-a", "title: A\nid: vpn", lang=".de"))
    assert not built.problems
    assert list(guids(built).values()) == ["vpn"]
    assert list(guids(built, "de/feed.xml").values()) == ["vpn:de"]


def test_two_builds_at_different_hours_are_the_same_bytes(site, tmp_path):
    built = site(HOSTILE)
    files = {path: (built.out / path).read_bytes() for path in built.paths}
    later = site(HOSTILE, root=tmp_path / "later", at=NOW + dt.timedelta(hours=31))
    assert {path: (later.out / path).read_bytes() for path in later.paths} == files


def instants(feed):
    return [email.utils.parsedate_to_datetime(item.date) for item in feed.items]


def test_sfeed_reads_what_was_written(site):
    built = site(BERLIN + "".join(news(f"2026-11-0{n}-n{n}", f"title: Größe {n} & mehr") for n in range(1, 8)))
    feed = feed_of(built.text("feed.xml"))
    read = subprocess.run([program("sfeed")], input=built.text("feed.xml"), capture_output=True, text=True, check=True, timeout=60).stdout
    rows = [line.split("\t") for line in read.splitlines()]
    assert [(int(row[0]), row[1], row[2], row[5]) for row in rows] == [
        (int(when.timestamp()), item.title, item.link, item.guid) for when, item in zip(instants(feed), feed.items, strict=True)
    ]


def test_newsboat_reads_what_was_written(site, tmp_path):
    built = site(BERLIN + "".join(news(f"2026-11-0{n}-n{n}", f"title: Größe {n} & mehr\nsummary: x") for n in range(1, 8)))
    home = tmp_path / "newsboat"
    home.mkdir()
    (home / "urls").write_text(f"file://{built.out}/feed.xml\n", encoding="utf-8")
    (home / "config").write_text("", encoding="utf-8")
    command = [program("newsboat"), "-q", "-u", home / "urls", "-C", home / "config", "-c", home / "cache.db", "-x", "reload"]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"})
    with sqlite3.connect(home / "cache.db") as database:
        rows = database.execute("select title, url, pubDate, guid from rss_item order by pubDate desc").fetchall()
    database.close()
    feed = feed_of(built.text("feed.xml"))
    assert [(html.unescape(row[0]), *row[1:]) for row in rows] == [
        (item.title, item.link, int(when.timestamp()), item.guid) for when, item in zip(instants(feed), feed.items, strict=True)
    ]
