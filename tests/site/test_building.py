"""What a build makes of a small site."""

import datetime as dt

from tests.conftest import NOW

TWO_LANGUAGES = """
-- site.yaml --
name: {en: IT Test, de: IT-Test}
url: https://it.test.example/base/
languages: [en, de]
time_zone: Europe/Berlin
-- content/index.md --
---
title: Welcome
---
Hello.
-- content/services/vpn.md --
---
title: VPN
tags: [Remote]
---
See [the wiki](../help/wiki.md) and [](../help/wiki.md#how).
-- content/services/vpn.de.md --
---
title: VPN auf Deutsch
---
Siehe [Wiki](../help/wiki.md).
-- content/help/wiki.md --
---
title: Wiki
---
## How
Text
-- content/news/2026-11-03-new-vpn.md --
---
title: New VPN
services: [../services/vpn.md]
tags: [remote]
---
Text.
"""


def test_a_site_with_only_name_and_url_builds(site):
    built = site("-- content/index.md --\n# Hi\n")
    assert not built.problems
    assert {"index.html", "404.html", "sitemap.xml", "robots.txt", "feed.xml"} <= built.paths


def test_pages_stand_where_the_contract_says(site):
    built = site(TWO_LANGUAGES)
    assert not built.report.failed, built.problems
    wanted = {
        "services/vpn/index.html",
        "de/services/vpn/index.html",
        "news/2026/new-vpn/index.html",
        "news/2026/index.html",
        "tags/remote/index.html",
        "help/index.html",
    }
    assert wanted <= built.paths


def test_a_link_leads_to_the_page_in_the_readers_language_or_else_to_the_one_there_is(site):
    built = site(TWO_LANGUAGES)
    assert 'href="../../help/wiki/"' in built.text("services/vpn/index.html")
    assert 'href="../../../help/wiki/"' in built.text("de/services/vpn/index.html")


def test_an_empty_link_text_takes_the_title_of_its_target(site):
    assert '<a href="../../help/wiki/#how">How</a>' in site(TWO_LANGUAGES).text("services/vpn/index.html")


def test_tags_that_differ_in_case_are_one_tag_with_a_warning(site):
    built = site(TWO_LANGUAGES)
    assert built.codes == ["TG001"]
    assert "New VPN" in built.text("tags/remote/index.html")


def test_a_page_dated_ahead_is_nowhere_and_a_link_to_it_is_text_with_a_warning(site):
    archive = "-- content/index.md --\n# Hi\n[soon](news/2027-01-04-soon.md)\n-- content/news/2027-01-04-soon.md --\n---\ntitle: CANARY\n---\nx\n"
    built = site(archive)
    assert [p for p in built.problems if "2027-01-04" in p and "LK005" in p]
    assert not [path for path in built.paths if b"CANARY" in (built.out / path).read_bytes()]
    assert built.report.next_change == dt.datetime(2027, 1, 4, tzinfo=dt.UTC)
    later = site(root=built.root, at=NOW + dt.timedelta(days=60))
    assert "CANARY" in later.text("news/2027/soon/index.html")
