"""Parts of `link`: names, addresses, orders, identities."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from itsite.kinds import all_kinds
from itsite.link.directory import joined, near_path, split_target
from itsite.link.identities import guids_of
from itsite.link.ordering import by_order, newest_first, pinned_first
from itsite.link.taxonomies import tag_slug
from itsite.link.urls import folder_url, language_prefix, page_url, url_part
from itsite.model.config import SiteConfig
from itsite.model.document import Document
from itsite.model.page import Page
from itsite.model.site import Entry

UTC = dt.UTC


def page(path, *, lang="en", kind="page", title="", date=None, **meta: object):
    key = path.removesuffix(".md")
    fields = all_kinds()[kind].meta(**meta)
    return Page(path, key, lang, kind, title or key, date, meta.get("slug") or key.rpartition("/")[2], fields, Document(), {})


def entry(path, **fields: object):
    made = page(path, **fields)
    return Entry(made, page_url(made, all_kinds()[made.kind], "en"))


@pytest.mark.parametrize(
    ("path", "written", "found"),
    [
        ("a/b.md", "c.md", "a/c.md"), ("a/b.md", "../c.md", "c.md"), ("a/b.md", "/c.md", "c.md"), ("a/b.md", "", "a/b.md"), ("a/b.md", "./", "a"),
        ("a/b.md", "../../c.md", None), ("a/b.md", "/../c.md", None), ("b.md", "x\\y.md", None), ("b.md", "x\0", None), ("b.md", "u\u0308.md", "ü.md"),
    ],
)  # fmt: skip
def test_a_written_path_is_seen_from_the_page_and_never_leaves_content(path, written, found):
    assert joined(path, written) == found


def test_a_target_has_a_path_a_query_and_a_fragment():
    assert split_target("a.md?x=1#%C3%BC") == ("a.md", "x=1", "ü")


@pytest.mark.parametrize(
    ("text", "part"),
    [("Größe & Co", "groesse-co"), ("Überblick", "ueberblick"), ("日本", "日本"), ("Éclair", "eclair"), ("a/b", "a-b"), ("..", None), ("🦊", None), ("", None)],
)
def test_a_text_is_one_part_of_an_address_never_empty(text, part):
    assert url_part(text) == part if part else url_part(text).startswith("page-")


def test_a_part_of_an_address_fits_a_file_name_even_in_other_scripts():
    assert len(url_part("ü" * 300).encode()) <= 200
    assert len(url_part("日" * 300).encode()) <= 200


@pytest.mark.parametrize(("tag", "slug"), [("C", "c"), ("C++", "c-plus-plus"), ("C#", "c-sharp"), ("R&D", "r-and-d"), (" Remote  Work ", "remote-work")])
def test_signs_that_tell_tags_apart_are_words_in_their_addresses(tag, slug):
    assert tag_slug(tag) == slug


def test_only_other_languages_than_the_default_have_a_prefix():
    assert [language_prefix(lang, "en") for lang in ("en", "de")] == ["", "de/"]
    assert folder_url("Über uns/Team", "de", "en") == "de/ueber-uns/team/"


@pytest.mark.parametrize(
    ("path", "fields", "url"),
    [
        ("index.md", {}, ""),
        ("a.md", {}, "a/"),
        ("a/index.md", {}, "a/"),
        ("a/index.md", {"slug": "own"}, "own/"),
        ("a/b/c.md", {}, "a/b/c/"),
        ("a.md", {"lang": "de"}, "de/a/"),
        ("news/x.md", {"kind": "news", "date": dt.datetime(2026, 1, 1, tzinfo=UTC)}, "news/2026/x/"),
        ("news/deep/x.md", {"kind": "news", "date": dt.datetime(2026, 1, 1, tzinfo=UTC), "lang": "de"}, "de/news/2026/x/"),
    ],
)
def test_the_address_of_a_page_follows_from_its_place(path, fields, url):
    assert entry(path, **fields).url == url


def test_the_newest_come_first_the_undated_last_and_ties_by_file():
    day = dt.datetime(2026, 1, 1, tzinfo=UTC)
    found = newest_first([entry("b.md", date=day), entry("u.md"), entry("a.md", date=day), entry("c.md", date=day + dt.timedelta(1))])
    assert [e.page.path for e in found] == ["c.md", "a.md", "b.md", "u.md"]


def test_one_instant_in_two_zones_is_a_tie():
    berlin = dt.datetime(2026, 1, 1, 1, tzinfo=ZoneInfo("Europe/Berlin"))
    assert [e.page.path for e in newest_first([entry("b.md", date=berlin), entry("a.md", date=berlin.astimezone(UTC))])] == ["a.md", "b.md"]


def test_order_comes_before_title_and_umlauts_sort_as_in_a_dictionary():
    found = by_order([entry("1.md", title="Zebra"), entry("2.md", title="Ärger"), entry("3.md", title="Last", order=-1), entry("4.md", title="bus")])
    assert [e.page.title for e in found] == ["Last", "Ärger", "bus", "Zebra"]


def test_what_is_pinned_stands_on_top_until_its_instant():
    now = dt.datetime(2026, 1, 1, tzinfo=UTC)
    over, still = (entry(f"news/{n}.md", kind="news", date=now, pin_until=until) for n, until in (("a", now), ("b", now + dt.timedelta(1))))
    assert pinned_first([over, still], now) == (still, over)


def config(name="IT", languages=("en", "de")):
    return SiteConfig.model_validate({"name": name, "url": "https://a.example/", "languages": languages})


def guid(made, **options: object):
    return guids_of([made], config(**options))[0][made.url]


def test_an_identity_follows_from_file_and_language_not_from_title_date_or_slug():
    first = guid(entry("news/x.md", kind="news", date=dt.datetime(2026, 1, 1, tzinfo=UTC), title="A"))
    assert guid(entry("news/x.md", kind="news", date=dt.datetime(2027, 1, 1, tzinfo=UTC), title="B", slug="other")) == first
    assert guid(entry("news/y.md", kind="news", date=dt.datetime(2026, 1, 1, tzinfo=UTC), title="A")) != first
    assert guid(entry("news/x.md", kind="news", date=dt.datetime(2026, 1, 1, tzinfo=UTC), title="A", lang="de")) != first
    assert first.startswith("urn:uuid:")


@pytest.mark.parametrize("lang", ["en", "de"])
def test_an_identity_taken_over_stays_as_it_is(lang):
    taken = "urn:uuid:6e4a5a3c-0000-5000-8000-000000000000"
    assert guid(entry("a.md", lang=lang, id=taken)) == taken
    assert guid(entry("a.md", lang=lang, id="vpn")) == ("vpn" if lang == "en" else "vpn:de")


@pytest.mark.parametrize("known", [("plan.png", "plan.pdf", "plans.png"), ("plans.png", "plan.pdf", "plan.png")])
@pytest.mark.parametrize(("wanted", "meant"), [("plane.png", "plan.png"), ("plane.pdf", "plan.pdf"), ("plane.svg", "plan.pdf")])
def test_the_hint_to_a_file_depends_on_its_ending_and_not_on_the_order_of_the_folder(known, wanted, meant):
    assert near_path(wanted, known, "x.md") == f'did you mean "{meant}"?'
