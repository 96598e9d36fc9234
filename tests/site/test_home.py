"""The start page."""

import datetime as dt

from tests.conftest import NOW
from tests.parsing import parsed


def test_a_site_of_a_name_and_an_address_has_a_start_page(site):
    built = site()
    assert not built.problems
    page = parsed(built.text("index.html"))
    assert page.text("h1") == ["IT Test"]
    assert page.text("title") == ["IT Test"]


def test_the_start_page_leads_with_the_newest_or_with_what_is_pinned(site):
    def news(day, title, fields=""):
        return f"-- content/news/2026-11-{day:02}-n{day}.md --\n---\ntitle: {title}\n{fields}---\nx\n"

    archive = news(1, "PINNED", "pin_until: 2026-12-01\n") + "".join(news(day, f"N{day}") for day in range(2, 8))
    text = parsed(site(archive).text("index.html")).text("main")[0]
    shown = sorted((title for title in ["PINNED", *(f"N{d}" for d in range(2, 8))] if title in text), key=text.index)
    assert shown == ["PINNED", "N7", "N6", "N5"]


def test_services_of_the_start_page_are_those_of_its_listing_else_the_first_ones(site):
    services = "".join(f"-- content/services/s{n}.md --\n---\ntitle: S{n}\norder: {n}\ntags: [{'top' if n == 8 else 'x'}]\n---\nx\n" for n in range(1, 9))
    page = parsed(site(services).text("index.html"))
    assert [a.text for a in page.all("main")[0].iter("a") if a.text and a.text[0] == "S" and a.text[1:].isdigit()] == [f"S{n}" for n in range(1, 7)]


def test_a_listing_called_services_replaces_them_and_stands_there_once(site):
    services = "".join(f"-- content/services/s{n}.md --\n---\ntitle: S{n}\ntags: [{'top' if n == 8 else 'x'}]\n---\nx\n" for n in range(1, 9))
    home = "-- content/index.md --\n---\ntitle: Home\nlistings:\n  services: {kind: service, tags: [top]}\n---\nx\n"
    page = parsed(site(services + home).text("index.html"))
    assert [a.text for a in page.all("main")[0].iter("a") if a.text and a.text[0] == "S" and a.text[1:].isdigit()] == ["S8"]


def test_the_start_page_of_each_language_shows_that_language(site):
    built = site(
        "-- site.yaml --\nname: IT\nurl: https://a.example/\nlanguages: [en, de]\n"
        "-- content/index.md --\n# ENGLISH\n-- content/index.de.md --\n# DEUTSCH\n-- content/news/2026-11-01-n.md --\n# NEWS\n\nx\n"
    )
    assert "ENGLISH" in built.text("index.html")
    assert "NEWS" in built.text("index.html")
    assert "DEUTSCH" in built.text("de/index.html")
    assert "NEWS" not in built.text("de/index.html")


def test_the_newest_newsletter_is_announced(site):
    built = site("".join(f"-- content/newsletters/2026-{m}.md --\n---\ntitle: Issue {m}\n---\nx\n" for m in ("05", "09")))
    text = built.text("index.html")
    assert "Issue 09" in text
    assert "Issue 05" not in text


def test_the_start_page_says_nothing_of_tomorrow(site):
    built = site("-- content/news/2026-11-22-n.md --\n# CANARY\n\nx\n")
    assert "CANARY" not in built.text("index.html")
    assert "CANARY" in site(root=built.root, at=NOW + dt.timedelta(days=1)).text("index.html")


def test_categories_and_audiences_are_ways_in(site):
    yaml = "-- site.yaml --\nname: IT\nurl: https://a.example/\naudiences: {office: Office, halls: Halls}\n"
    services = "".join(
        f"-- content/services/{n}.md --\n---\ntitle: {n}\ncategory: {c}\naudiences: [{a}]\n---\nx\n"
        for n, c, a in [("a", "Für Büros", "office"), ("b", "Network", "halls")]
    )
    built = site(yaml + services)
    ways = {
        section.get("aria-labelledby"): [(" ".join("".join(a.itertext()).split()), a.get("href")) for a in section.iter("a")]
        for section in parsed(built.text("index.html")).all("section")
        if section.get("class") == "way-in"
    }
    assert list(ways.values()) == [
        [("Für Büros", "./services/#site-group-fuer-bueros"), ("Network", "./services/#site-group-network")],
        [("Office", "./audiences/office/"), ("Halls", "./audiences/halls/")],
    ]
    ids = {element.get("id") for element in parsed(built.text("services/index.html")).all("h2")}
    assert {"site-group-fuer-bueros", "site-group-network"} <= ids


def test_services_without_categories_are_no_way_in(site):
    page = parsed(site("-- content/services/a.md --\n# A\n-- content/services/b.md --\n# B\n").text("index.html"))
    assert not [section for section in page.all("section") if section.get("class") == "way-in"]
