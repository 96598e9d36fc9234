"""What an edition may not show is nowhere in it."""

import datetime as dt

import pytest

from tests.conftest import NOW

PAGE = """
-- content/index.md --
# Home

x
-- content/services/vpn.md --
---
title: VPN
tags: [Shared]
---
x
-- content/services/secret.md --
---
title: CANARY service
tags: [Shared, CANARY tag]
audiences: [office]
{fields}
aliases: [/old-CANARY/]
related: [vpn]
image: CANARY.png
image_alt: CANARY
---
CANARY text [file](CANARY.pdf)
-- content/services/CANARY.png --
CANARY
-- content/services/CANARY.pdf --
CANARY
-- content/news/2026-11-01-secret.md --
---
title: CANARY news
tags: [Shared]
importance: urgent
services: [../services/secret.md]
{fields}
---
CANARY
-- content/newsletters/2026-11.md --
---
title: Issue
date: 2026-11-10
collect: {{since: 2026-01-01}}
---
x
"""


def canaries(built):
    return sorted(p for p in built.paths if "CANARY" in p or "canary" in p.lower() or b"CANARY" in (built.out / p).read_bytes())


@pytest.mark.parametrize(
    "fields",
    ["draft: true", "publish: 2026-11-22", "expires: 2026-11-20", "expires: 2026-11-21T12:00Z", "classification: confidential", "date: 2026-11-21T12:01Z"],
)
def test_what_is_hidden_leaves_no_trace(site, fields):
    built = site(PAGE.format(fields=fields))
    assert not built.report.failed, built.problems
    assert canaries(built) == []


@pytest.mark.parametrize(("classification", "shown"), [("public", 0), ("internal", 1), ("confidential", 2)])
def test_an_edition_shows_its_level_and_all_more_open_ones(site, classification, shown):
    archive = "".join(
        f"-- content/{level}.md --\n---\ntitle: CANARY-{level}\nclassification: {level}\n---\nx\n" for level in ("public", "internal", "confidential")
    )
    built = site(archive, classification=classification)
    levels = ("public", "internal", "confidential")
    assert [built.exists(f"{level}/index.html") for level in levels] == [n <= shown for n in range(3)]


def test_a_page_without_a_mark_is_internal_unless_site_yaml_says_otherwise(site, tmp_path):
    page = "-- content/a.md --\n# A\n"
    assert not site(page, classification="public").exists("a/index.html")
    open_site = "-- site.yaml --\nname: IT\nurl: https://a.example/\nclassification: public\n"
    assert site(open_site + page, classification="public", root=tmp_path / "open").exists("a/index.html")


def test_a_link_to_a_more_closed_page_is_text(site):
    archive = "-- content/a.md --\n---\ntitle: A\nclassification: public\n---\n[words](b.md)\n-- content/b.md --\n# B\n"
    built = site(archive, classification="public")
    assert "<p>words</p>" in built.text("a/index.html")
    assert built.codes == ["LK005"]


def test_drafts_show_when_they_are_asked_for(site):
    assert canaries(site(PAGE.format(fields="draft: true"), drafts=True))


def test_a_mark_that_an_update_closes_takes_the_page_out_of_the_next_build(site):
    built = site(PAGE.format(fields="order: 1"))
    assert canaries(built)
    assert canaries(site(PAGE.format(fields="draft: true"), root=built.root)) == []


def test_the_hidden_image_of_a_shown_page_is_not_there_when_only_the_hidden_one_uses_it(site):
    built = site(
        "-- content/a.md --\n# A\n-- content/b.md --\n---\ntitle: B\ndraft: true\n---\n![x](p.png)\n-- content/p.png --\nCANARY\n-- content/q.png --\nCANARY\n"
    )
    assert canaries(built) == []


def test_expired_at_the_very_instant_and_published_at_the_very_instant(site):
    archive = f"-- content/a.md --\n---\ntitle: A\nexpires: {NOW.isoformat()}\n---\nx\n-- content/b.md --\n---\ntitle: B\npublish: {NOW.isoformat()}\n---\nx\n"
    built = site(archive)
    assert not built.exists("a/index.html")
    assert built.exists("b/index.html")
    before = site(root=built.root, at=NOW - dt.timedelta(seconds=1))
    assert before.exists("a/index.html")
    assert not before.exists("b/index.html")
