"""Sites in one language and in several."""

import pytest
from lxml import etree

from tests.parsing import broken, pages_of, parsed, schema_faults


def languages(*codes: str):
    return f"-- site.yaml --\nname: IT\nurl: https://a.example/\nlanguages: [{', '.join(codes)}]\n"


def unresolved(built, base="https://a.example/"):
    return broken(pages_of(built.out), built.paths, base)


def test_a_site_in_german_only_stands_at_its_root(site):
    built = site("-- site.yaml --\nname: IT\nurl: https://a.example/\nlanguages: de\n-- content/services/vpn.md --\n# VPN\n")
    assert {"index.html", "services/vpn/index.html", "feed.xml"} <= built.paths
    assert not [path for path in built.paths if path.startswith("de/")]
    page = parsed(built.text("services/vpn/index.html"))
    assert page.all("html")[0].get("lang") == "de"
    assert "Startseite" in page.text("body")[0]
    assert not [link for link in page.all("link") if link.get("hreflang") not in {None, "de"}]


def test_with_german_first_english_pages_stand_under_en(site):
    built = site(languages("de", "en") + "-- content/services/vpn.md --\n# VPN deutsch\n-- content/services/vpn.en.md --\n# VPN English\n")
    assert "VPN deutsch" in built.text("services/vpn/index.html")
    assert "VPN English" in built.text("en/services/vpn/index.html")


def test_the_front_matter_says_the_language_too(site):
    built = site(languages("en", "de") + "-- content/help/a.md --\n---\ntitle: A\nlang: de\n---\nx\n")
    assert built.exists("de/help/a/index.html")
    assert not built.exists("help/a/index.html")


def test_a_language_that_the_site_does_not_have_is_an_error(site):
    assert site(languages("en") + "-- content/a.de.md --\n# A\n").codes == ["FM014"]


def test_translations_name_each_other_and_a_missing_one_leads_to_the_start_page(site):
    built = site(languages("en", "de") + "-- content/a.md --\n# A\n-- content/a.de.md --\n# A\n-- content/b.md --\n# B\n")
    page = parsed(built.text("a/index.html"))
    assert {link.get("hreflang"): link.get("href") for link in page.all("link") if link.get("hreflang")} == {
        "en": "https://a.example/a/",
        "de": "https://a.example/de/a/",
        "x-default": "https://a.example/a/",
    }
    other = parsed(built.text("b/index.html"))
    assert {link.get("hreflang") for link in other.all("link") if link.get("hreflang")} == {"en"}
    assert "../de/" in {a.get("href") for a in other.all("a") if a.get("lang") == "de" or a.get("hreflang") == "de"}


def test_a_language_without_pages_is_offered_nowhere(site):
    built = site(languages("en", "de", "fr") + "-- content/a.md --\n# A\n-- content/a.de.md --\n# A\n")
    assert not [path for path in built.paths if path.startswith("fr/")]
    assert not unresolved(built)
    assert 'hreflang="fr"' not in built.text("index.html") + built.text("subscribe/index.html") + built.text("404.html")


def test_a_language_that_the_theme_does_not_speak_falls_back_to_english(site):
    archive = languages("en", "de", "fr") + "-- content/a.fr.md --\n---\ntitle: Bonjour\ntags: [É]\n---\n- [ ] x\n\n!!! note\n    y\n\n[^1]\n\n[^1]: z\n"
    built = site(archive + "-- content/news/2026-11-01-n.fr.md --\n# N\n\nx\n")
    assert not built.report.failed, built.problems
    page = parsed(built.text("fr/a/index.html"))
    assert page.all("html")[0].get("lang") == "fr"
    assert "Skip to" in page.text("body")[0]
    assert "1 novembre 2026" in parsed(built.text("fr/news/2026/n/index.html")).text("main")[0]
    assert not unresolved(built)


@pytest.mark.parametrize("first", ["en", "de"])
def test_every_language_has_its_home_feed_and_explanation_of_feeds(site, first):
    second = "de" if first == "en" else "en"
    built = site(languages(first, second) + f"-- content/a.md --\n# A\n-- content/a.{second}.md --\n# A\n")
    assert {"index.html", "feed.xml", "subscribe/index.html", *(f"{second}/{p}" for p in ("index.html", "feed.xml", "subscribe/index.html"))} <= built.paths
    assert not unresolved(built)


def test_texts_of_site_yaml_stand_in_the_language_of_the_page(site):
    yaml = "-- site.yaml --\nname: {en: NAME-EN, de: NAME-DE}\nclaim: {de: CLAIM-DE}\nurl: https://a.example/\nlanguages: [en, de]\n"
    built = site(yaml + "-- content/a.md --\n# A\n-- content/a.de.md --\n# A\n")
    assert "NAME-EN" in built.text("a/index.html")
    assert "NAME-DE" not in built.text("a/index.html")
    assert "NAME-DE" in built.text("de/a/index.html")


def test_a_link_inside_a_translation_stays_in_its_language(site):
    built = site(
        languages("en", "de")
        + "-- content/a.de.md --\n# A\n\n[b](b.md) [c](c.md) [b too](b.de.md)\n-- content/b.md --\n# B\n-- content/b.de.md --\n# B\n-- content/c.md --\n# C\n"
    )
    page = parsed(built.text("de/a/index.html"))
    assert (page.hrefs("b"), page.hrefs("b too"), page.hrefs("c")) == (["../../de/b/"], ["../../de/b/"], ["../../c/"])


def hreflangs(page):
    return {link.get("hreflang"): link.get("href") for link in page.all("link") if link.get("hreflang")}


def switch(page, lang):
    """Where the language switch leads, and its words."""
    return next((a.get("href"), " ".join("".join(a.itertext()).split())) for a in page.all("a") if a.get("hreflang") == lang and a.find("span") is not None)


FALLBACK = """
-- site.yaml --
name: IT
url: https://a.example/
languages: [en, de]
fallback: true
-- content/about.md --
---
title: About us
summary: Who we are.
---
We write English. [VPN](services/vpn.md#costs) [](contact.md)
-- content/contact.md --
# Contact
-- content/contact.de.md --
# Kontakt

[Über uns](about.md) und [](about.md)
-- content/services/vpn.md --
---
title: VPN
tags: [Remote work]
owner: ../about.md
---
Into the tunnel.

## Costs
-- content/services/wifi.md --
# Wi-Fi
-- content/services/wifi.de.md --
# WLAN
-- content/news/2026-11-03-outage.md --
---
title: Outage
importance: urgent
---
It is dark.
"""


def test_a_page_without_a_translation_is_shown_in_its_own_language_with_a_notice(site):
    built = site(FALLBACK)
    assert not built.problems
    page = parsed(built.text("de/about/index.html"))
    assert page.all("html")[0].get("lang") == "de"
    assert "Diese Seite gibt es noch nicht auf Deutsch." in page.text("main")[0]
    assert "Diese Seite gibt es" not in built.text("de/contact/index.html")
    assert [h.get("lang") for h in page.all("h1")] == ["en"]
    prose = next(d for d in page.all("div") if "prose" in (d.get("class") or "").split())
    assert prose.get("lang") == "en"
    assert "We write English." in "".join(prose.itertext())
    assert "Startseite" in page.text("nav")[2] + page.text("body")[0]
    assert not unresolved(built)


def test_what_stands_in_for_a_translation_is_known_as_the_original(site):
    built = site(FALLBACK)
    page = parsed(built.text("de/about/index.html"))
    assert [link.get("href") for link in page.all("link") if link.get("rel") == "canonical"] == ["https://a.example/about/"]
    assert hreflangs(page) == {}
    assert hreflangs(parsed(built.text("about/index.html"))) == {"en": "https://a.example/about/"}
    assert "a.example/de/about/" not in built.text("sitemap.xml")
    assert "Outage" not in built.text("de/feed.xml")


def test_lists_menus_and_links_of_a_language_lead_to_what_stands_in_and_say_its_language(site):
    built = site(FALLBACK)
    services = parsed(built.text("de/services/index.html"))
    card = next(a for a in services.all("a") if a.text == "VPN")
    assert (card.get("href"), card.get("lang"), card.get("hreflang")) == ("../../de/services/vpn/", "en", "en")
    assert "auf Englisch" in services.text("main")[0]
    contact = parsed(built.text("de/contact/index.html"))
    assert [(a.get("href"), a.get("hreflang")) for a in contact.all("a") if a.text == "Über uns"] == [("../../de/about/", "en")]
    # A title taken over from the other page is in the language of that page.
    assert [span.get("lang") for span in contact.all("span") if span.text == "About us" and span.get("class") is None][-1:] == ["en"]
    assert "Outage" in built.text("de/index.html")


def test_the_switch_says_that_a_page_is_not_translated(site):
    built = site(FALLBACK)
    assert switch(parsed(built.text("about/index.html")), "de") == ("../de/about/", "Deutsch (not translated yet)")
    assert switch(parsed(built.text("de/about/index.html")), "en") == ("../../about/", "English")


def test_without_fallback_no_page_stands_in(site):
    built = site(FALLBACK.replace("fallback: true\n", ""))
    assert not built.exists("de/about/index.html")
    contact = parsed(built.text("de/contact/index.html"))
    assert [(a.get("href"), a.get("hreflang")) for a in contact.all("a") if a.text == "Über uns"] == [("../../about/", "en")]
    assert switch(parsed(built.text("services/vpn/index.html")), "de") == ("../../de/services/", "Deutsch (overview)")


def test_what_is_hidden_stands_in_for_nothing(site):
    hidden = (
        "-- content/secret.md --\n---\ntitle: CANARY\nclassification: confidential\n---\nx\n-- content/draft.md --\n---\ntitle: CANARY\ndraft: true\n---\nx\n"
    )
    built = site(FALLBACK + hidden + "-- content/late.md --\n---\ntitle: CANARY\npublish: 2027-01-01\n---\nx\n")
    assert not [path for path in built.paths if "secret" in path or "draft" in path or "late" in path]
    assert not [path for path in built.paths if path.endswith((".html", ".xml")) and "CANARY" in built.text(path)]


def test_a_draft_of_the_translation_leaves_the_original_in_its_place(site):
    built = site(FALLBACK + "-- content/about.de.md --\n---\ntitle: Über uns CANARY\ndraft: true\n---\nx\n")
    assert "We write English." in built.text("de/about/index.html")
    assert "CANARY" not in built.text("de/about/index.html") + built.text("de/index.html")


def test_an_old_address_is_not_taken_by_what_stands_in(site):
    built = site(FALLBACK.replace("# Kontakt", "---\ntitle: Kontakt\naliases: [/de/about/]\n---\n"))
    assert not built.problems
    assert parsed(built.text("de/about/index.html")).is_stub


def test_an_issue_that_stands_in_gathers_what_its_original_gathers(site):
    built = site(FALLBACK + "-- content/newsletters/2026-11.md --\n---\ntitle: November\ndate: 2026-11-20\ncollect: {since: 2026-01-01}\n---\nHello.\n")
    assert "Outage" in parsed(built.text("newsletters/2026-11/index.html")).text("article")[0]
    issue = parsed(built.text("de/newsletters/2026-11/index.html"))
    assert "../../../de/news/2026/outage/" in issue.hrefs("Outage")


@pytest.mark.parametrize(
    ("pages", "path", "expected"),
    [
        (
            "-- content/a.md --\n---\ntitle: A\ntags: [X]\n---\n-- content/a.de.md --\n---\ntitle: A\ntags: [X]\n---\n",
            "tags/x/",
            ("../../de/tags/x/", "Deutsch"),
        ),
        (
            "-- content/a.md --\n---\ntitle: A\ntags: [X]\n---\n-- content/a.de.md --\n---\ntitle: A\ntags: [Y]\n---\n",
            "tags/x/",
            ("../../de/tags/", "Deutsch (overview)"),
        ),
        ("-- content/news/2026-11-01-a.md --\n# A\n-- content/news/2026-11-01-a.de.md --\n# A\n", "news/2026/", ("../../de/news/2026/", "Deutsch")),
        ("-- content/news/2025-11-01-a.md --\n# A\n-- content/news/2026-11-01-b.de.md --\n# B\n", "news/2025/", ("../../de/news/", "Deutsch (overview)")),
        (
            "-- content/news/2025-11-01-a.md --\n# A\n-- content/news/2026-11-01-b.md --\n# B\n-- content/news/2026-11-01-b.de.md --\n# B\n",
            "news/page/2/",
            ("../../../de/news/", "Deutsch (overview)"),
        ),
        ("-- content/a.md --\n# A\n-- content/a.de.md --\n# A\n", "subscribe/", ("../de/subscribe/", "Deutsch")),
        ("-- content/a.md --\n# A\n-- content/a.de.md --\n# A\n", "", ("./de/", "Deutsch")),
    ],
)
def test_the_switch_stays_on_the_page_or_says_where_it_leads(site, pages, path, expected):
    built = site("-- site.yaml --\nname: IT\nurl: https://a.example/\nlanguages: [en, de]\nhtml: {per_page: 1}\n" + pages)
    assert switch(parsed(built.text(path + "index.html")), "de") == expected
    assert not unresolved(built)


def test_a_language_that_is_written_from_right_to_left_turns_the_page(site):
    built = site(languages("en", "ar") + "-- content/a.md --\n# A\n-- content/a.ar.md --\n# مرحبا\n")
    page = parsed(built.text("ar/a/index.html")).all("html")[0]
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert parsed(built.text("a/index.html")).all("html")[0].get("dir") is None


def test_the_sitemap_names_the_translations_of_a_page(site):
    built = site(languages("en", "de") + "-- content/a.md --\n# A\n-- content/a.de.md --\n# A\n-- content/b.md --\n# B\n")
    root = etree.fromstring(built.text("sitemap.xml").encode())
    found = {url.findtext("{*}loc"): {link.get("hreflang"): link.get("href") for link in url.findall("{http://www.w3.org/1999/xhtml}link")} for url in root}
    assert found["https://a.example/b/"] == {}
    both = {"en": "https://a.example/a/", "de": "https://a.example/de/a/", "x-default": "https://a.example/a/"}
    assert found["https://a.example/a/"] == found["https://a.example/de/a/"] == both
    for url, links in found.items():
        assert links == hreflangs(parsed(built.text(url.removeprefix("https://a.example/") + "index.html"))) or not links
    assert not schema_faults("sitemap.rnc", built.out / "sitemap.xml")


def test_every_word_of_a_foreign_page_on_a_start_page_says_its_language(site):
    mission = "-- content/mission.md --\n---\ntitle: What we promise\nstatement: STATEMENT\n---\nx\n"
    letter = "-- content/newsletters/2026-11.md --\n---\ntitle: LETTER\nsummary: SUMMARY\ndate: 2026-11-20\n---\nx\n"
    page = parsed(site(FALLBACK + mission + letter).text("de/index.html"))
    for text in ("STATEMENT", "What we promise", "LETTER", "SUMMARY", "Outage", "It is dark."):
        found = [e for e in page.root.iter() if (e.text or "").strip().startswith(text) and e.tag in {"a", "p"}]
        assert found, text
        assert {e.get("lang") for e in found} == {"en"}, text


def test_a_link_in_a_text_keeps_the_language_that_its_writer_gave(site):
    built = site(languages("en", "de") + "-- content/a.md --\n# A\n\n[b](b.de.md){hreflang=de-AT} [c](b.de.md)\n-- content/b.de.md --\n# B\n")
    page = parsed(built.text("a/index.html"))
    assert [(a.text, a.get("hreflang")) for a in page.all("a") if a.text in {"b", "c"}] == [("b", "de-AT"), ("c", "de")]


def test_a_region_speaks_its_language_where_it_has_no_words_of_its_own(site):
    built = site(
        "-- site.yaml --\nname: {en: IT, de: Technik}\nurl: https://a.example/\nlanguages: [en, de-CH, de-AT]\ntypography: true\n"
        '-- content/index.md --\n# Hi\n-- content/index.de-CH.md --\n# Da\n\n"Grüezi"\n\n| a | b |\n| - | - |\n| c | d |\n'
        '-- content/index.de-AT.md --\n# Da\n\n"Servus"\n'
        "-- content/news/2026-01-05-a.de-CH.md --\n# A\n\nText.\n"
    )
    assert not built.problems
    page = built.text("de-CH/index.html")
    assert "Zum Inhalt springen" in page
    assert "· Technik</title>" in page
    assert "«Grüezi»" in page
    assert 'aria-label="Tabelle"' in page
    assert ">Aktuelles<" in page
    assert "„Servus“" in built.text("de-AT/index.html")
