"""The feeds of the example: as many items as there are announcements, complete, and valid for every reader."""

import datetime as dt
import email.utils
import json
import re
import sqlite3
import subprocess

import feedparser
import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from tests.conftest import NOW
from tests.parsing import SCHEMAS, feed_of, pages_of, parsed, program, relative_addresses, schema_faults

URL = "https://it.ottersbek.example/"


@pytest.fixture(scope="module")
def ids(example):
    """The ids of every page by its file."""
    return {path: set(page.ids) for path, page in pages_of(example.out).items()}


@pytest.fixture(scope="module", params=["en", "de"])
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def feed(example, lang):
    return feed_of((example.out / ("feed.xml" if lang == "en" else "de/feed.xml")).read_bytes())


def announced(example, lang):
    """Addresses of published news and issues of a language."""
    prefix = "" if lang == "en" else "de/"
    pattern = re.compile(rf"{prefix}(news/\d{{4}}|newsletters)/[^/]+/index\.html")
    return {URL + path.removesuffix("index.html") for path in example.paths if pattern.fullmatch(path) and "/page/" not in path}


def test_every_feed_fits_the_schema(example):
    assert not schema_faults("rss.rnc", *sorted(example.out.rglob("feed.xml")))


def test_a_strict_reader_reads_as_many_items_as_there_are_announcements(example, lang):
    read = feedparser.parse((example.out / ("feed.xml" if lang == "en" else "de/feed.xml")).read_bytes())
    assert not read.bozo
    assert {entry.link for entry in read.entries} == announced(example, lang)
    assert len({entry.id for entry in read.entries}) == len(read.entries) > 15


def test_feeds_of_tags_hold_what_has_the_tag(example, feed):
    own = "de/" if feed.one("language") == "de" else ""
    found = 0
    for file in sorted((example.out / own / "tags").rglob("feed.xml")):
        inside = feed_of(file.read_bytes())
        label = inside.one("title").partition(": ")[2]
        assert {i.guid for i in inside.items} == {i.guid for i in feed.items if label in i.categories}, file
        found += 1
    assert found


def test_items_are_the_newest_first_with_the_offset_of_the_zone(feed):
    dates = [email.utils.parsedate_to_datetime(item.date) for item in feed.items]
    assert dates == sorted(dates, reverse=True)
    assert {date.utcoffset() for date in dates} == {dt.timedelta(hours=1), dt.timedelta(hours=2)}
    assert max(dates) <= NOW


def test_every_address_in_a_feeds_content_is_absolute_and_in_the_site_with_its_anchor(example, feed, ids):
    for item in feed.items:
        assert not relative_addresses(item.content), item.link
        for _, _, address in parsed(item.content).addresses():
            if address.startswith(URL):
                path, _, anchor = address.removeprefix(URL).partition("#")
                file = path + "index.html" if not path or path.endswith("/") else path
                assert example.exists(file), (item.link, address)
                assert not anchor or anchor in ids[file], (item.link, address)


def test_the_content_is_the_text_of_the_page(example, feed):
    for item in feed.items:
        page = parsed((example.out / item.link.removeprefix(URL) / "index.html").read_bytes())
        prose = [e for e in page.all("div") if "prose" in (e.get("class") or "").split()]
        words = " ".join("".join("".join(e.itertext()) for e in prose).split())
        assert words, item.link
        assert words in " ".join("".join(parsed(item.content).root.itertext()).split()), item.link


def test_a_feed_names_its_language_its_address_and_its_newest_change(feed, lang):
    assert feed.one("language") == lang
    assert feed.self_link == URL + ("feed.xml" if lang == "en" else "de/feed.xml")
    assert email.utils.parsedate_to_datetime(feed.one("lastBuildDate")) >= email.utils.parsedate_to_datetime(feed.items[0].date)


def test_every_feed_in_every_format_fits_its_schema_and_a_strict_reader(example):
    families = {name: sorted(example.out.rglob(name)) for name in ("feed.xml", "atom.xml", "feed.json")}
    assert len({frozenset(file.parent for file in files) for files in families.values()}) == 1
    assert len(families["feed.xml"]) > 20
    assert not schema_faults("atom.rnc", *families["atom.xml"])
    validator = Draft202012Validator(json.loads((SCHEMAS / "feed11.schema.json").read_text(encoding="utf-8")))
    for file in families["feed.json"]:
        assert not list(validator.iter_errors(json.loads(file.read_text(encoding="utf-8")))), file
    for file in families["atom.xml"]:
        read = feedparser.parse(file.read_bytes())
        assert not read.bozo, file
        assert [entry.id for entry in read.entries] == [item.guid for item in feed_of((file.parent / "feed.xml").read_bytes()).items]


def test_newsboat_reads_every_feed_that_the_list_of_feeds_names(example, lang, tmp_path):
    opml = etree.fromstring((example.out / ("feeds.opml" if lang == "en" else "de/feeds.opml")).read_bytes())
    files = [example.out / outline.get("xmlUrl").removeprefix(URL) for outline in opml.iterfind(".//outline[@xmlUrl]")]
    files += [file.with_name("atom.xml") for file in files]
    (tmp_path / "urls").write_text("".join(f"file://{file}\n" for file in files), encoding="utf-8")
    (tmp_path / "config").write_text("", encoding="utf-8")
    command = [program("newsboat"), "-q", "-u", tmp_path / "urls", "-C", tmp_path / "config", "-c", tmp_path / "cache.db", "-x", "reload"]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"})
    with sqlite3.connect(tmp_path / "cache.db") as database:
        # It keeps an item once, for the feed in which it came first.
        guids = {guid for (guid,) in database.execute("select guid from rss_item")}
        titles = dict(database.execute("select rssurl, title from rss_feed"))
    database.close()
    assert len(files) > 40
    assert guids == {item.guid for file in files for item in feed_of(file.with_name("feed.xml").read_bytes()).items}
    assert titles == {f"file://{file}": feed_of(file.with_name("feed.xml").read_bytes()).one("title") for file in files}
