"""The main navigation and the way down to a page."""

from tests.parsing import parsed

PAGES = """
-- content/mission.md --
# Mission
-- content/about.md --
# About
-- content/services/vpn.md --
# VPN
-- content/news/2026-11-01-n.md --
# N

x
-- content/help/index.md --
# Help
-- content/help/deep/index.md --
# Deep
-- content/help/deep/page.md --
# Page
"""


def bar(built, path="index.html"):
    """Title and address of each entry of the first navigation."""
    nav = next(n for n in parsed(built.text(path)).all("nav"))
    return [(" ".join("".join(a.itertext()).split()), a.get("href")) for a in nav.iter("a")]


def test_without_a_word_in_site_yaml_it_is_made_from_the_folders(site):
    assert bar(site(PAGES)) == [("Mission", "./mission/"), ("Services", "./services/"), ("News", "./news/"), ("About", "./about/"), ("Help", "./help/")]


def test_site_yaml_says_titles_order_depth_and_addresses_elsewhere(site):
    yaml = """
-- site.yaml --
name: IT
url: https://a.example/
navigation:
  - help/
  - title: Offers
    page: services/
    children: [services/vpn.md, {title: Shop, url: "https://shop.example/"}]
  - {title: Elsewhere, url: "https://elsewhere.example/?a=1&b=2"}
"""
    found = bar(site(yaml + PAGES), "help/deep/page/index.html")
    assert found == [
        ("Help", "../../../help/"), ("Offers", "../../../services/"), ("VPN", "../../../services/vpn/"),
        ("Shop", "https://shop.example/"), ("Elsewhere", "https://elsewhere.example/?a=1&b=2"),
    ]  # fmt: skip


def test_the_entry_of_the_page_shown_is_marked(site):
    nav = next(n for n in parsed(site(PAGES).text("help/index.html")).all("nav"))
    assert [a.text for a in nav.iter("a") if a.get("aria-current") == "page"] == ["Help"]


def test_an_entry_that_is_not_there_is_an_error_at_its_line_said_once(site):
    built = site(
        "-- site.yaml --\nname: IT\nurl: https://a.example/\nlanguages: [en, de]\nnavigation:\n  - hepl/\n-- content/help/a.md --\n# A\n-- content/help/a.de.md --\n# A\n"
    )
    assert [(p.code, p.at.path, p.at.line) for p in built.report.problems] == [("LK006", "site.yaml", 5)]


def test_an_entry_that_is_not_shown_yet_is_left_out_with_a_warning(site):
    yaml = "-- site.yaml --\nname: IT\nurl: https://a.example/\nnavigation: [about.md, soon.md]\n"
    built = site(yaml + PAGES + "-- content/soon.md --\n---\ntitle: CANARY\ndraft: true\n---\nx\n")
    assert bar(built) == [("About", "./about/")]
    assert [(p.code, p.severity.value) for p in built.report.problems] == [("LK005", "warning")]


def crumbs(built, path):
    nav = next(n for n in parsed(built.text(path)).all("nav") if "breadcrumb" in (n.get("class") or ""))
    return [(" ".join("".join(item.itertext()).split()), [a.get("href") for a in item.iter("a")]) for item in nav.iter("li")]


def test_the_breadcrumbs_are_the_folders_above(site):
    built = site(PAGES)
    assert crumbs(built, "help/deep/page/index.html") == [
        ("Home", ["../../../"]),
        ("Help", ["../../../help/"]),
        ("Deep", ["../../../help/deep/"]),
        ("Page", []),
    ]
    assert crumbs(built, "help/deep/index.html")[-2:] == [("Help", ["../../help/"]), ("Deep", [])]
    assert crumbs(built, "news/2026/n/index.html")[1] == ("News", ["../../../news/"])
    assert crumbs(built, "news/2026/index.html")[1:] == [("News", ["../../news/"]), ("News 2026", [])]


def test_a_folder_of_folders_leads_down_to_what_lies_in_them(site):
    built = site("-- content/guides/a/deep/one.md --\n# One\n-- content/guides/b/index.md --\n# Two\n-- content/guides/b/three.md --\n# Three\n")
    page = parsed(built.text("guides/index.html"))
    assert [page.hrefs(title) for title in ("One", "Two", "Three")] == [["../guides/a/deep/one/"], ["../guides/b/"], []]
    assert ("Guides", "./guides/") in bar(built)
    assert [title for title, _ in crumbs(built, "guides/a/deep/one/index.html")] == ["Home", "Guides", "A", "Deep", "One"]
    assert built.exists("guides/a/index.html")


def test_a_panel_says_what_its_pages_are_about_and_a_single_entry_does_not(site):
    yaml = """
-- site.yaml --
name: IT
url: https://a.example/
navigation:
  - title: Offers
    page: services/
    children: [services/one.md, {title: More, children: [services/two.md]}]
  - about.md
-- content/services/index.md --
---
title: Services
summary: All that we offer.
---
-- content/services/one.md --
---
summary: The first of all.
---
# One
-- content/services/two.md --
---
summary: The second of all.
---
# Two
-- content/about.md --
---
summary: Who we are.
---
# About
"""
    nav = next(n for n in parsed(site(yaml).text("about/index.html")).all("nav"))
    text = " ".join("".join(nav.itertext()).split())
    assert "All that we offer." in text
    assert "The first of all." in text
    assert "Two" in text
    assert "Who we are." not in text
