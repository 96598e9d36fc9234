"""What an edition may not show is nowhere in it: a canary word for every hidden thing, looked for in every file (L1 to L5)."""

import datetime as dt
import re
from pathlib import Path

import pytest

from tests.conftest import NOW, tree, unpacked
from tests.site.canaries import PUBLIC, SITE

CANARY = re.compile(rb"canary[- ]?[a-z]+", re.IGNORECASE)


def found(built) -> set[str]:
    """Every canary in the names and bytes of build/."""
    assert not built.report.failed, built.problems
    assert "index.html" in built.paths
    hits = set()
    for path, data in tree(built.out).items():
        hits |= {f"{path}: {word.decode()}" for word in CANARY.findall(path.encode() + b"\n" + data)}
    return hits


def test_nothing_hidden_is_in_any_file(site):
    built = site(SITE)
    assert found(built) == set()
    assert "services/vpn/index.html" in built.paths


def test_nothing_hidden_stands_in_for_a_translation(site):
    built = site(SITE.replace("languages: [en, de]\n", "languages: [en, de]\nfallback: true\ntypography: true\n", 1))
    assert found(built) == set()
    assert "de/services/vpn/index.html" in built.paths


def test_nothing_hidden_is_in_any_file_of_a_site_with_a_base_path_and_another_instant(site):
    built = site(SITE, url="https://intranet.example/it/", at=dt.datetime(2026, 11, 21, 23, 59, 59, tzinfo=dt.UTC))
    assert found(built) == set()


def test_the_canaries_sing_where_they_may(site):
    """The same site with everything shown: the words would be found."""
    built = site(SITE, drafts=True, classification="confidential", at=dt.datetime(2026, 12, 25, tzinfo=dt.UTC))
    assert not built.report.failed, built.problems
    words = " ".join(found(built)).lower()
    for word in (
        "drafttitle",
        "draftsummary",
        "drafttag",
        "draftalias",
        "drafttext",
        "draftalt",
        "confidentialtext",
        "foldertitle",
        "indextitle",
        "servicetitle",
    ):
        assert f"canary {word}" in words or f"canary-{word}" in words, word
    for word in ("futurenews", "embargonews", "futureissue", "closednewstext", "navdraft", "redirectdraft"):
        assert f"canary {word}" in words or f"canary-{word}" in words, word
    for word in (
        "configcomment",
        "fmcomment",
        "htmlcomment",
        "unusedimage",
        "unusedtext",
        "underscore",
        "git",
        "env",
        "tilde",
        "bak",
        "orig",
        "swap",
        "emacs",
        "readme",
    ):
        assert f"canary {word}" not in words, word
        assert f"canary-{word}" not in words, word


@pytest.mark.parametrize(("classification", "may"), [("public", "open"), ("internal", "internal"), ("confidential", "confidential")])
def test_an_edition_shows_its_level_and_the_more_open_ones_only(site, classification, may):
    built = site(PUBLIC, classification=classification)
    assert not built.report.failed, built.problems
    assert "open/index.html" in built.paths
    words = " ".join(found(built)).lower()
    assert ("internalbydefault" in words) == (may != "open")
    assert ("internaltext" in words) == (may != "open")
    assert ("canary confidential" in words) == (may == "confidential")
    if classification == "public":
        assert words == ""
        assert "tags/shared/index.html" in built.paths


def test_a_page_without_a_mark_takes_the_default_of_the_site(site):
    closed = site(PUBLIC.replace("name: IT Test", "name: IT Test\nclassification: confidential"), classification="internal")
    assert found(closed) == set()
    assert "open/index.html" in closed.paths


def test_an_empty_link_to_a_hidden_page_is_no_text_at_all(site):
    built = site("-- content/index.md --\n# Hi\nbefore [](x.md) after\n-- content/x.md --\n---\ntitle: Canary title\ndraft: true\n---\n")
    assert found(built) == set()
    assert "before" in built.text("index.html")
    assert "x/" not in built.paths


def test_a_navigation_entry_for_a_folder_of_hidden_pages_is_left_out_with_a_warning(site):
    navigation = "-- site.yaml --\nname: T\nurl: https://t.example/\nnavigation:\n  - {title: Canary folder, page: secret/}\n"
    built = site(navigation + "-- content/index.md --\n# Hi\n-- content/secret/x.md --\n---\ntitle: X\ndraft: true\n---\n")
    assert found(built) == set()
    assert "LK005" in built.codes


STALE = {
    "made a draft": ("title: News\n", "title: News\ndraft: true\n"),
    "dated ahead": ("title: News\n", "title: News\npublish: 2027-03-01\n"),
    "expired": ("title: News\n", "title: News\nexpires: 2026-11-04\n"),
    "made confidential": ("title: News\n", "title: News\nclassification: confidential\n"),
}

PUBLISHED = """
-- content/index.md --
# Home
-- content/news/2026-11-03-canary-slug.md --
---
title: News
tags: [canary-tag]
aliases: [/canary-alias/]
---
canary-text ![canary-alt](canary-file.svg)
-- content/news/canary-file.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="4" height="1"/>
"""


@pytest.mark.parametrize("how", STALE)
def test_a_page_that_was_published_and_is_hidden_now_leaves_no_trace(site, how):
    built = site(PUBLISHED)
    assert len(found(built)) > 5
    again = site(PUBLISHED.replace(*STALE[how]), root=built.root)
    assert not again.report.failed
    assert found(again) == set()
    assert not [p for p in built.out.rglob("*") if p.is_dir() and not any(p.iterdir())]


def test_a_deleted_page_leaves_no_trace(site):
    built = site(PUBLISHED)
    for file in (built.root / "content" / "news").iterdir():
        file.unlink()
    again = site(root=built.root)
    assert found(again) == set()
    assert {path.split("/")[0] for path in again.paths} & {"news", "tags"} == set()


def test_a_renamed_page_stands_at_its_new_address_and_its_old_one_leads_there_if_asked(site):
    built = site(PUBLISHED)
    news = built.root / "content" / "news"
    text = (news / "2026-11-03-canary-slug.md").read_text().replace("[/canary-alias/]", "[/news/2026/canary-slug/]")
    (news / "2026-11-03-canary-slug.md").unlink()
    (news / "2026-11-03-other.md").write_text(text)
    again = site(root=built.root)
    assert "news/2026/other/index.html" in again.paths
    assert "/news/2026/other/" in again.text("news/2026/canary-slug/index.html")
    assert "canary-text" not in again.text("news/2026/canary-slug/index.html")
    assert "canary-slug" not in again.text("feed.xml") + again.text("sitemap.xml")


def test_a_file_that_was_linked_and_is_not_any_more_is_gone(site):
    built = site(PUBLISHED)
    assert [path for path in built.paths if "canary-file" in path]
    again = site(PUBLISHED.replace("![canary-alt](canary-file.svg)", ""), root=built.root)
    assert not [path for path in again.paths if "canary-file" in path]


def test_hidden_pages_and_their_files_are_not_named_in_problems_of_other_editions_outputs(tmp_path, itsite):
    """Warnings for writers may name hidden pages; they stand on stderr and in no file."""
    root = unpacked(SITE, tmp_path / "site")
    done = itsite("build", "--site", root, "--at", NOW.isoformat())
    assert done.code == 0
    assert "draft.md is a draft" in done.err
    assert not CANARY.search(done.out.encode())


def test_no_version_of_the_builder_is_in_any_file(site):
    built = site(SITE)
    assert not [path for path, data in tree(built.out).items() if b"itsite 0." in data]


def test_no_path_of_the_builder_is_in_any_file(site, tmp_path):
    built = site(SITE)
    for path, data in tree(built.out).items():
        assert str(tmp_path).encode() not in data, path
        assert str(Path(__file__).parent.parent.parent).encode() not in data, path
