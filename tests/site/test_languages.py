"""Sites in one language and in several."""

import pytest

from tests.parsing import broken, pages_of, parsed


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
