"""sitemap.xml and robots.txt."""

from tests.parsing import pages_of, schema_faults, sitemap_of

SITE = """
-- site.yaml --
name: IT
url: https://it.test.example/base/
languages: [en, de]
time_zone: Europe/Berlin
-- content/größe & mehr.md --
---
title: A
updated: 2026-11-02T23:30Z
aliases: [/old/]
tags: [Ω]
---
x
-- content/größe & mehr.de.md --
# A
-- content/news/2026-11-01-n.md --
# N

x
-- content/hidden.md --
---
title: H
draft: true
---
x
"""


def test_the_sitemap_is_the_set_of_pages_that_readers_may_find(site):
    built = site(SITE)
    assert not schema_faults("sitemap.rnc", built.out / "sitemap.xml")
    pages = {path: page for path, page in pages_of(built.out).items() if not page.is_stub and path != "404.html"}
    canonical = {link.get("href") for page in pages.values() for link in page.all("link") if link.get("rel") == "canonical"}
    listed = sitemap_of(built.text("sitemap.xml"))
    assert len(listed) == len(set(listed)) == len(pages)
    assert set(listed) == canonical
    assert "https://it.test.example/base/groesse-mehr/" in listed
    assert "https://it.test.example/base/tags/%CF%89/" in listed


def test_the_last_change_is_a_day_on_the_sites_clock(site):
    text = site(SITE).text("sitemap.xml")
    assert "<loc>https://it.test.example/base/groesse-mehr/</loc><lastmod>2026-11-03</lastmod>" in text
    assert "<loc>https://it.test.example/base/news/2026/n/</loc><lastmod>2026-11-01</lastmod>" in text


def test_robots_txt_names_the_sitemap(site):
    assert "\nSitemap: https://it.test.example/base/sitemap.xml\n" in site(SITE).text("robots.txt")
