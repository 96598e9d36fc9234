"""Lists of kinds, folders and years: what stands on them, in which order, on how many pages."""

import datetime as dt

import pytest

from tests.parsing import parsed

BERLIN = "-- site.yaml --\nname: IT\nurl: https://it.test.example/\ntime_zone: Europe/Berlin\n"


def news(name, fields="", text="Text."):
    return f"-- content/news/{name}.md --\n---\n{fields or f'title: T-{name}'}\n---\n{text}\n"


def titles(built, path):
    """Titles of the pages that a list shows, in order."""
    main = parsed(built.text(path)).all("main")[0]
    return [" ".join("".join(e.itertext()).split()) for e in main.iter() if e.tag in {"h2", "h3"} and e.find(".//a") is not None]


def numbered(count):
    start = dt.date(2026, 1, 1)
    return "".join(news(f"{start + dt.timedelta(days=n)}-n{n:02}", f"title: N{n:02}") for n in range(count))


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (19, 1), (20, 1), (21, 2), (41, 3)])
def test_a_list_takes_as_many_pages_as_it_needs(site, count, pages):
    built = site(numbered(count))
    found = sorted(path for path in built.paths if path.startswith("news/page/"))
    assert found == [f"news/page/{n}/index.html" for n in range(2, pages + 1)]
    shown = [t for path in ["news/index.html", *found] for t in titles(built, path)]
    assert shown == [f"N{n:02}" for n in reversed(range(count))]


def test_list_pages_lead_to_each_other(site):
    built = site(numbered(41))
    first, second, last = (parsed(built.text(p)) for p in ("news/index.html", "news/page/2/index.html", "news/page/3/index.html"))
    rels = [{a.get("rel"): a.get("href") for a in page.all("a") if a.get("rel")} for page in (first, second, last)]
    assert rels == [{"next": "../news/page/2/"}, {"prev": "../../../news/", "next": "../../../news/page/3/"}, {"prev": "../../../news/page/2/"}]
    assert "N40" not in second.text("main")[0]
    assert second.text("title")[0].startswith("News, page 2")


def test_without_news_there_is_no_list_and_nothing_leads_to_one(site):
    built = site("-- content/index.md --\n# Hi\n")
    assert not [path for path in built.paths if path.startswith("news/")]
    assert "news/" not in built.text("index.html")


def test_an_introduction_stands_on_the_first_page_of_its_list_only(site):
    built = site(numbered(21) + "-- content/news/index.md --\n---\ntitle: What happens\nsummary: SUMMARY\n---\nINTRODUCTION\n")
    assert "INTRODUCTION" in built.text("news/index.html")
    assert "INTRODUCTION" not in built.text("news/page/2/index.html")
    assert parsed(built.text("news/index.html")).text("h1") == ["What happens"]
    assert "What happens" not in titles(built, "news/index.html")


def test_each_year_has_a_list_that_links_to_the_others(site):
    built = site(news("2025-06-01-a") + news("2026-06-01-b") + news("2026-07-01-c"))
    assert titles(built, "news/2026/index.html") == ["T-2026-07-01-c", "T-2026-06-01-b"]
    assert titles(built, "news/2025/index.html") == ["T-2025-06-01-a"]
    assert "../../news/2025/" in [a.get("href") for a in parsed(built.text("news/2026/index.html")).all("a")]


def test_an_item_stands_under_the_year_of_its_date_on_the_sites_clock(site):
    built = site(
        BERLIN
        + news("2025-12-31-a", "title: A\ndate: 2025-12-31T23:30")
        + news("2025-12-31-b", "title: B\ndate: 2025-12-31T23:30Z")
        + news("2026-01-01-c", "title: C\ndate: 2026-01-01T03:00+05:00")
    )
    assert {"news/2025/a/index.html", "news/2026/b/index.html", "news/2025/c/index.html"} <= built.paths
    assert titles(built, "news/2025/index.html") == ["A", "C"]
    assert titles(built, "news/2026/index.html") == ["B"]


def test_pinned_news_stand_on_top_of_the_list_until_their_day(site):
    archive = news("2026-11-02-new", "title: NEW") + news("2026-10-01-old", "title: OLD\npin_until: 2026-11-25")
    built = site(archive)
    assert titles(built, "news/index.html") == ["OLD", "NEW"]
    assert titles(built, "news/2026/index.html") == ["NEW", "OLD"]
    assert built.report.next_change == dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
    assert titles(site(root=built.root, at=dt.datetime(2026, 11, 25, tzinfo=dt.UTC)), "news/index.html") == ["NEW", "OLD"]


def test_previous_is_the_older_and_next_the_newer_item(site):
    built = site(news("2026-11-01-a", "title: A") + news("2026-11-02-b", "title: B") + news("2026-11-03-c", "title: C"))
    nav = next(n for n in parsed(built.text("news/2026/b/index.html")).all("nav") if "neighbours" in n.get("class", ""))
    assert [a.get("href") for a in nav.iter("a")] == ["../../../news/2026/a/", "../../../news/2026/c/"]


def test_services_stand_in_groups_by_order_and_title_as_a_dictionary_sorts(site):
    def service(name, title, fields=""):
        return f"-- content/services/{name}.md --\n---\ntitle: {title}\n{fields}---\nx\n"

    built = site(
        service("a", "Zebra", "category: Work\n")
        + service("b", "Ärger", "category: Work\n")
        + service("c", "Bus", "category: Work\n")
        + service("d", "First", "category: Work\norder: 1\n")
        + service("e", "Alone")
    )
    shown = titles(built, "services/index.html")
    assert [t for t in shown if t != "Alone"] == ["First", "Ärger", "Bus", "Zebra"]


def test_a_folder_without_introduction_is_a_list_of_its_pages_named_after_it(site):
    built = site("-- content/how-to-do/b.md --\n# B\n-- content/how-to-do/a.md --\n# A\n-- content/how-to-do/deep/er/c.md --\n# C\n")
    assert titles(built, "how-to-do/index.html") == ["A", "B", "C"]
    assert parsed(built.text("how-to-do/index.html")).text("h1") == ["How to do"]
    assert built.exists("how-to-do/deep/er/index.html")


def test_an_introduced_folder_shows_its_pages_below_the_introduction(site):
    built = site("-- content/help/index.md --\n# Help\n\nx\n-- content/help/b.md --\n# B\n-- content/help/sub/index.md --\n# Sub\n")
    assert titles(built, "help/index.html") == ["B", "Sub"]


LISTING = """
-- content/index.md --
---
title: Home
listings:
  by_tag: {title: Remote things, tags: [REMOTE], order: title}
  by_folder: {title: Helping, folder: help, limit: 1, order: newest}
  by_kind: {title: {en: Offers}, kind: service}
  empty: {title: Nothing here, tags: [none]}
---
x
-- content/help/a.md --
---
title: Help A
date: 2026-01-01
tags: [Remote]
---
x
-- content/help/b.md --
---
title: Help B
date: 2026-02-01
---
x
-- content/services/vpn.md --
---
title: VPN
tags: [Remote]
---
x
"""


def test_a_listing_gathers_pages_by_its_rule(site):
    page = parsed(site(LISTING).text("index.html"))
    sections = {h.text: [e.text for e in section.iter("a")] for section in page.all("section") for h in section.iter("h2") if "listing-" in h.get("id", "")}
    assert sections == {"Remote things": ["Help A", "VPN"], "Helping": ["Help B"], "Offers": ["VPN"]}


def test_pages_that_share_tags_are_related_the_closest_first(site):
    def page(name, tags):
        return f"-- content/help/{name}.md --\n---\ntitle: P-{name}\ntags: [{tags}]\n---\nx\n"

    built = site(page("a", "x, y") + page("b", "x") + page("c", "x, y") + page("d", "z"))
    text = built.text("help/a/index.html")
    assert text.index("P-c") < text.index("P-b")
    assert "P-d" not in text
    assert "P-a" not in built.text("help/d/index.html")


def test_headings_of_groups_have_ids_of_their_own(site):
    built = site(
        "".join(f"-- content/services/s{n}.md --\n---\ntitle: S{n}\ncategory: {c}\n---\nx\n" for n, c in enumerate(["Work!", "Work", "Group work", "Büro"]))
    )
    ids = parsed(built.text("services/index.html")).ids
    assert len(ids) == len(set(ids))
    assert {"site-group-work", "site-group-group-work", "site-group-buero"} <= set(ids)


def test_a_feed_is_named_once_on_a_page(site):
    built = site(numbered(2))
    feeds = [link.get("href") for link in parsed(built.text("news/index.html")).all("link") if link.get("type") == "application/rss+xml"]
    assert feeds == ["../feed.xml"]
