"""Feeds in all their formats: for the site, its tags, audiences and services; their archives; their list."""

import datetime as dt
import json
import re
import subprocess
from pathlib import Path

import feedparser
import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from tests.conftest import NOW
from tests.parsing import SCHEMAS, feed_of, parsed, program, schema_faults

SITE = """
-- site.yaml --
name: {en: IT Test, de: IT-Test}
organisation: Test Ltd
url: https://it.test.example/base/
languages: [en, de]
time_zone: Europe/Berlin
audiences:
  office: {en: Office, de: Büro}
  plant: Plant
FEEDS
-- content/services/vpn.md --
# VPN
-- content/services/vpn.de.md --
# VPN von zu Hause
-- content/services/print.md --
# Print
"""
URL = "https://it.test.example/base/"
ATOM = "{http://www.w3.org/2005/Atom}"


def archive_of(feeds: str = "") -> str:
    return SITE.replace("FEEDS", f"feeds: {feeds}" if feeds else "")


def news(name: str, fields: str = "", text: str = "Text.", lang: str = "") -> str:
    return f"-- content/news/{name}{lang}.md --\n---\ntitle: {name}\n{fields}\n---\n{text}\n"


ONE = "tags: [Remote]\naudiences: [office]\nservices: [../services/vpn.md]"


def atom(built, path):
    return etree.fromstring((built.out / path).read_bytes())


def entries(built, path):
    return [entry.findtext(f"{ATOM}title") for entry in atom(built, path).findall(f"{ATOM}entry")]


def links(built, path):
    return {link.get("rel"): link.get("href") for link in atom(built, path).findall(f"{ATOM}link")}


def faults(built):
    """What schemas and a strict reader say of every feed."""
    found = schema_faults("rss.rnc", *built.out.rglob("feed.xml")) + schema_faults("atom.rnc", *built.out.rglob("atom.xml"))
    validator = Draft202012Validator(json.loads((SCHEMAS / "feed11.schema.json").read_text(encoding="utf-8")))
    for file in built.out.rglob("feed.json"):
        found += "".join(error.message for error in validator.iter_errors(json.loads(file.read_text(encoding="utf-8"))))
    return found + "".join(str(file) for name in ("feed.xml", "atom.xml") for file in built.out.rglob(name) if feedparser.parse(file.read_bytes()).bozo)


def test_what_announces_something_has_a_feed_in_each_format_and_nothing_else_has(site):
    built = site(archive_of() + news("2026-11-03-a", ONE) + news("2026-11-04-b", ONE, lang=".de"))
    places = ("", "tags/remote/", "audiences/office/", "services/vpn/")
    wanted = {f"{lang}{place}{name}" for lang in ("", "de/") for place in places for name in ("feed.xml", "atom.xml", "feed.json")}
    assert {path for path in built.paths if re.search(r"(feed|atom)\.(xml|json)$", path)} == wanted
    assert entries(built, "services/vpn/atom.xml") == ["2026-11-03-a"]
    assert entries(built, "de/services/vpn/atom.xml") == ["2026-11-04-b"]
    assert not faults(built)


def test_all_formats_of_a_feed_have_the_same_items(site):
    built = site(archive_of() + news("2026-11-03-a", ONE + "\nauthors: [Ida]\nsummary: R&D <b>") + news("2026-11-05-b") + news("2026-11-04-c"))
    rss, read, whole = feed_of(built.text("feed.xml")), json.loads(built.text("feed.json")), feedparser.parse((built.out / "atom.xml").read_bytes())
    assert [i.guid for i in rss.items] == [i["id"] for i in read["items"]] == [e.id for e in whole.entries]
    assert [i.link for i in rss.items] == [i["url"] for i in read["items"]] == [e.link for e in whole.entries]
    assert [i.content for i in rss.items] == [i["content_html"] for i in read["items"]] == [e.content[0].value for e in whole.entries]
    assert [i.description for i in rss.items] == [i["summary"] for i in read["items"]] == [e.summary for e in whole.entries]
    last = atom(built, "atom.xml").findall(f"{ATOM}entry")[-1]
    assert (last.find(f"{ATOM}link").get("rel"), last.findtext(f"{ATOM}author/{ATOM}name")) == ("alternate", "Ida")


def test_a_feed_of_summaries_holds_no_text(site):
    built = site(archive_of("{content: summary}") + news("2026-11-03-a", "summary: Short.", "The words themselves."))
    for path in ("feed.xml", "atom.xml", "feed.json"):
        assert "Short." in built.text(path)
        assert "The words themselves" not in built.text(path)
    assert not faults(built)


def test_one_feed_may_differ_from_all_others(site):
    feeds = "{limit: 3, formats: [rss], by: [tag], tags: {remote: {limit: 1, content: summary}, Gone: {formats: []}}, services: {services/vpn.md: {formats: [json]}}}"
    fields = ONE.replace("[Remote]", "[Remote, Gone, Other]")
    built = site(archive_of(feeds) + "".join(news(f"2026-11-0{n}-n{n}", fields) for n in range(1, 6)))
    found = {path for path in built.paths if re.search(r"(feed|atom)\.(xml|json)$", path) and "archive" not in path}
    assert found == {"feed.xml", "tags/remote/feed.xml", "tags/other/feed.xml", "services/vpn/feed.json", "de/feed.xml"}
    assert [len(feed_of(built.text(path)).items) for path in ("feed.xml", "tags/remote/feed.xml", "tags/other/feed.xml")] == [3, 1, 3]
    assert [item.content for item in feed_of(built.text("tags/remote/feed.xml")).items] == [""]
    assert not built.problems


def test_a_name_below_feeds_that_nothing_has_is_a_warning_at_its_line(site):
    feeds = "{tags: {Remot: {limit: 2}}, audiences: {ofice: {limit: 2}}, services: {services/vpm.md: {limit: 2}}}"
    built = site(archive_of(feeds) + news("2026-11-03-a", ONE))
    assert built.codes == ["FD002"] * 3
    assert all(p.startswith("site.yaml:9:") and "did you mean" in p for p in built.problems)


def test_a_page_names_the_feeds_of_the_site_and_its_own(site):
    built = site(archive_of() + news("2026-11-03-a", ONE))
    types = {"feed.xml": "application/rss+xml", "atom.xml": "application/atom+xml", "feed.json": "application/feed+json"}
    for path in (p for p in built.paths if p.endswith(".html")):
        found = [(link.get("href"), link.get("type"), link.get("title")) for link in parsed(built.text(path)).all("link") if link.get("type") in types.values()]
        assert len({title for _, _, title in found}) == len(found) >= 3, path
        for address, kind, _ in found:
            target = (Path("/base") / Path(path).parent / address) if not address.startswith("/base/") else Path(address)
            parts = []
            for part in target.parts[2:]:
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert built.exists("/".join(parts)), (path, address)
            assert types[parts[-1]] == kind
    for place in ("tags/remote", "audiences/office", "services/vpn"):
        assert f'{place}/atom.xml">' in built.text(f"{place}/index.html")
        assert f"{place}/atom.xml" not in built.text("index.html")


def test_the_list_of_feeds_names_each_feed_once(site):
    built = site(archive_of() + news("2026-11-03-a", ONE))
    outlines = etree.fromstring((built.out / "feeds.opml").read_bytes()).findall("body//outline[@type='rss']")
    assert [o.get("xmlUrl").removeprefix(URL) for o in outlines] == ["feed.xml", "tags/remote/feed.xml", "audiences/office/feed.xml", "services/vpn/feed.xml"]
    assert [o.get("text") for o in outlines] == ["IT Test", "IT Test: Remote", "IT Test: Office", "IT Test: VPN"]


def test_a_minor_change_moves_no_instant_and_a_major_one_moves_updated_and_nothing_else(site):
    built = site(archive_of() + news("2026-10-01-a"))
    first = atom(built, "atom.xml").find(f"{ATOM}entry")
    known = {name: first.findtext(f"{ATOM}{name}") for name in ("id", "published", "updated")}
    minor = atom(site(archive_of() + news("2026-10-01-a", "updated: 2026-11-10\nchange: minor", "Better."), root=built.root), "atom.xml")
    assert {name: minor.findtext(f"{ATOM}entry/{ATOM}{name}") for name in known} == known
    assert "Better." in minor.findtext(f"{ATOM}entry/{ATOM}content")
    again = site(archive_of() + news("2026-10-01-a", "updated: 2026-11-10\nchange: major\nchange_note: Now on <Monday>.", "Better."), root=built.root)
    major = atom(again, "atom.xml")
    assert {name: major.findtext(f"{ATOM}entry/{ATOM}{name}") for name in known} == {**known, "updated": "2026-11-10T00:00:00+01:00"}
    assert major.findtext(f"{ATOM}updated") == "2026-11-10T00:00:00+01:00"
    assert json.loads(again.text("feed.json"))["items"][0]["date_modified"] == "2026-11-10T00:00:00+01:00"
    assert major.findtext(f"{ATOM}entry/{ATOM}content").startswith("<p><strong>Changed:</strong> Now on &lt;Monday&gt;.</p>")
    assert "Now on &lt;Monday&gt;." in again.text("news/2026/a/index.html")


def test_an_old_item_that_was_changed_in_substance_is_in_the_feed_again(site):
    many = "".join(news(f"2026-10-0{n}-n{n}") for n in range(2, 6))
    built = site(archive_of("{limit: 3}") + many + news("2026-01-01-old", "updated: 2026-11-10\nchange: major"))
    assert entries(built, "atom.xml") == ["2026-10-05-n5", "2026-10-04-n4", "2026-01-01-old"]


def test_a_change_of_substance_without_its_day_is_a_warning(site):
    built = site(archive_of() + news("2026-10-01-a", "change: major"))
    assert [p.partition(" ")[2] for p in built.problems] == ["FD003 change: major without the day of the change (add updated: with that day)"]


def many(first: int, last: int) -> str:
    start = dt.date(2024, 12, 1)
    return "".join(news(f"{start + dt.timedelta(days=n)}-n{n:03}") for n in range(first, last))


def walked(built, path="atom.xml"):
    """All titles that a reader finds who follows `prev-archive` from the feed."""
    seen, found = [], []
    while path:
        seen.append(path)
        found += [title for title in entries(built, path) if title not in found]
        path = links(built, path).get("prev-archive", "").removeprefix(URL)
    return found, seen


def test_a_reader_who_was_away_finds_every_item(site):
    built = site(archive_of("{limit: 10}") + many(0, 200))
    found, seen = walked(built)
    assert found == [f"{dt.date(2024, 12, 1) + dt.timedelta(days=n)}-n{n:03}" for n in range(199, -1, -1)]
    assert seen[1:] == [f"archive/{name}/atom.xml" for name in ("2025-4-19", "2025-3", "2025-2", "2025-1", "2024-1")]
    rss = feed_of(built.text("feed.xml")).root
    assert [link.get("href") for link in rss.iterfind(f"channel/{ATOM}link[@rel='prev-archive']")] == [f"{URL}archive/2025-4-19/atom.xml"]
    middle = links(built, "archive/2025-2/atom.xml")
    assert (middle["current"], middle["next-archive"]) == (f"{URL}atom.xml", f"{URL}archive/2025-3/atom.xml")
    assert "<fh:archive" in built.text("archive/2025-2/atom.xml")
    assert "<fh:archive" not in built.text("atom.xml")
    assert not faults(built)


def test_a_full_page_of_the_archive_is_the_same_bytes_after_more_news(site):
    built = site(archive_of("{limit: 10}") + many(0, 185))
    pages = {path: built.text(path) for path in built.paths if re.fullmatch(r"archive/\d+-\d/atom\.xml", path)}
    assert len(pages) == 4
    again = site(archive_of("{limit: 10}") + many(185, 190), root=built.root)
    assert {path: again.text(path) for path in pages} == pages


def test_news_taken_back_move_no_page_of_another_year_and_are_in_none(site):
    built = site(archive_of("{limit: 10}") + many(0, 200))
    before = built.text("archive/2025-4-19/atom.xml"), built.text("archive/2025-1/atom.xml")
    (built.root / "content/news/2024-12-05-n004.md").unlink()
    again = site(archive_of("{limit: 10}") + news("2024-12-06-n005", "expires: 2025-01-01"), root=built.root)
    assert (again.text("archive/2025-4-19/atom.xml"), again.text("archive/2025-1/atom.xml")) == before
    found, _ = walked(again)
    assert len(found) == 198
    assert not any("n004" in (again.out / path).read_text() or "n005" in (again.out / path).read_text() for path in again.paths if path.endswith("atom.xml"))


def test_without_an_archive_there_is_none_and_a_tag_may_have_one(site):
    tagged = "".join(news(f"2025-01-{n:02}-n{n}", "tags: [Remote]") for n in range(1, 29)) + "".join(
        news(f"2025-02-{n:02}-m{n}", "tags: [Remote]") for n in range(1, 29)
    )
    built = site(archive_of("{limit: 10, archive: false, tags: {Remote: {archive: true}}}") + tagged + news("2026-01-01-n", "tags: [Remote]"))
    assert {path for path in built.paths if path.startswith(("archive/", "tags/remote/archive/"))} == {f"tags/remote/archive/2025-{n}/atom.xml" for n in (1, 2)}
    assert len(walked(built, "tags/remote/atom.xml")[0]) == 57


HIDDEN = (
    "draft: true",
    "publish: 2027-01-01",
    "expires: 2026-01-01",
    "date: 2027-01-01",
    "classification: confidential",
    "classification: internal",
    "classification: public",
)


@pytest.mark.parametrize(("level", "seen"), [("public", {6}), ("internal", {5, 6}), ("confidential", {4, 5, 6})])
def test_an_edition_has_nothing_in_any_feed_that_it_may_not_show(site, level, seen):
    pages = "".join(news(f"2025-11-0{n + 1}-canary{n}x", f"{ONE.replace('Remote', f'Tag{n}x')}\n{how}") for n, how in enumerate(HIDDEN))
    shown = "".join(news(f"2026-11-0{n}-open{n}", "classification: public") for n in range(1, 4))
    service = "-- content/services/vpn.md --\n---\ntitle: VPN\nclassification: public\n---\nx\n"
    built = site(archive_of("{limit: 2}") + pages + shown + service, classification=level)
    feeds = [path for path in built.paths if re.search(r"(feed|atom)\.(xml|json)$|\.opml$", path)]
    assert any("archive" in path for path in feeds)
    for n in range(len(HIDDEN)):
        found = [path for path in feeds if re.search(f"canary{n}x|Tag{n}x", path + built.text(path), re.IGNORECASE)]
        assert bool(found) == (n in seen), (n, found)


def test_identities_survive_slug_title_address_and_languages(site):
    pages = news("2026-11-03-a") + news("2026-11-04-b", lang=".de") + news("2026-11-05-c", "id: vpn-2026")
    settings = archive_of().partition("-- content")[0]
    built = site(settings + pages)

    def ids(built, path):
        return {atom(built, path).findtext(f"{ATOM}id"), *(e.findtext(f"{ATOM}id") for e in atom(built, path).findall(f"{ATOM}entry"))}

    before, german = ids(built, "atom.xml"), ids(built, "de/atom.xml")
    changed = pages.replace("title: 2026-11-03-a", "title: Other\nslug: other").replace("title: 2026-11-04-b", "lang: de\ntitle: Anders")
    again = site(settings.replace("https://it.test", "http://other.test").replace("[en, de]", "[en, de, fr]") + changed, root=built.root)
    assert (ids(again, "atom.xml"), ids(again, "de/atom.xml")) == (before, german)
    turned = changed.replace("---\ntitle: Other", "---\nlang: en\ntitle: Other").replace("---\ntitle: 2026-11-05-c", "---\nlang: en\ntitle: c")
    last = site(settings.replace("[en, de]", "[de, en]") + turned, root=built.root)
    assert ids(last, "atom.xml") == german


@pytest.mark.parametrize("formats", ["[rss, atom, json]", "[atom]"])
def test_a_plain_name_as_identity_is_a_whole_one_in_atom_and_outlives_another_title(site, formats):
    settings = archive_of(f"{{formats: {formats}}}")
    names = ("vpn-2026", "tag:it.test,2026:vpn", "urn:uuid:75c59100-f7a9-5305-8d05-9a57bfa807ea", "two words ]]> <b>")
    built = site(settings + "".join(news(f"2026-11-0{n}-n{n}", f"id: '{name}'") for n, name in enumerate(names, 1)))
    found = [entry.findtext(f"{ATOM}id") for entry in atom(built, "atom.xml").findall(f"{ATOM}entry")]
    assert (found[1], found[2]) == (names[2], names[1])
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name) for name in (found[0], found[3]))
    assert len(set(found)) == len(names)
    again = site(settings + "".join(news(f"2026-11-0{n}-n{n}", f"id: '{name}'\nslug: other{n}") for n, name in enumerate(names, 1)), root=built.root)
    assert [entry.findtext(f"{ATOM}id") for entry in atom(again, "atom.xml").findall(f"{ATOM}entry")] == found
    assert "FD001" not in again.codes


def test_feeds_are_the_same_bytes_at_another_hour_and_with_another_theme(site, tmp_path):
    files = archive_of("{limit: 2}") + "".join(news(f"2026-11-0{n}-n{n}", ONE) for n in range(1, 6))
    built = site(files)
    later = site(files.replace("audiences:\n", "brand: {colours: [teal]}\naudiences:\n", 1), root=tmp_path / "later", at=NOW + dt.timedelta(hours=31))
    feeds = [path for path in built.paths if re.search(r"(feed|atom)\.(xml|json)$|\.opml$", path)]
    assert feeds
    assert {path: later.text(path) for path in feeds} == {path: built.text(path) for path in feeds}
    assert later.text("feed.css") != built.text("feed.css")


def test_a_browser_is_given_a_style_sheet_that_is_there_in_the_language_of_the_feed(site):
    built = site(archive_of() + news("2026-11-03-a", ONE) + news("2026-11-04-b", ONE, lang=".de"))
    for path in (p for p in built.paths if p.endswith(("feed.xml", "atom.xml"))):
        found = re.search(r'<\?xml-stylesheet type="text/css" href="((?:\.\./)*|\./)((?:de/)?feed\.css)"\?>', built.text(path))
        assert found, path
        assert found[1].count("../") == path.count("/")
        assert (found[2] == "de/feed.css") == path.startswith("de/")
        assert built.exists(found[2])
    assert "This is a feed" in built.text("feed.css")
    assert "Das ist ein Feed" in built.text("de/feed.css")


def test_sfeed_reads_atom(site):
    built = site(archive_of() + "".join(news(f"2026-11-0{n}-n{n}", ONE) for n in range(1, 6)))
    read = subprocess.run([program("sfeed")], input=built.text("atom.xml"), capture_output=True, text=True, check=True, timeout=60).stdout
    rows = [line.split("\t") for line in read.splitlines()]
    assert [(row[1], row[2], row[5]) for row in rows] == [(i.title, i.link, i.guid) for i in feed_of(built.text("feed.xml")).items]
