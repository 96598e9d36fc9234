"""Tags and audiences."""

from tests.parsing import parsed


def page(name, tags="", audiences="", title="", lang=""):
    return f"-- content/help/{name}{lang}.md --\n---\ntitle: {title or name}\ntags: [{tags}]\naudiences: [{audiences}]\n---\nx\n"


def test_spellings_that_differ_in_case_are_one_tag_under_the_commonest_with_a_warning_for_each_other(site):
    built = site(page("a", "Remote") + page("b", "Remote") + page("c", "REMOTE"))
    assert [(p.code, p.at.path, p.at.line, p.severity.value) for p in built.report.problems] == [("TG001", "content/help/c.md", 3, "warning")]
    assert parsed(built.text("tags/remote/index.html")).text("h1") == ["Remote"]
    assert "Remote" in built.text("help/c/index.html")
    assert "REMOTE" not in built.text("help/c/index.html")


def test_c_and_its_relatives_are_three_tags(site):
    built = site(page("a", "C, C++, 'C#'"))
    assert not built.problems
    assert {"tags/c/index.html", "tags/c-plus-plus/index.html", "tags/c-sharp/index.html"} <= built.paths


def test_umlauts_become_what_german_expects_and_other_scripts_stay(site):
    built = site(page("a", "Büro, Größe, Ωmega, 日本, 🦊"))
    assert not built.report.failed
    assert {"tags/buero/index.html", "tags/groesse/index.html", "tags/ωmega/index.html", "tags/日本/index.html"} <= built.paths
    assert 'href="../../tags/%E6%97%A5%E6%9C%AC/"' in built.text("help/a/index.html")


def test_the_list_of_tags_counts_their_pages(site):
    built = site(page("a", "One, Two") + page("b", "Two"))
    counts = {a.text: a.tail for a in parsed(built.text("tags/index.html")).all("main")[0].iter("a")}
    assert {"One", "Two"} <= set(counts)
    text = parsed(built.text("tags/index.html")).text("main")[0]
    assert "Two 2" in text
    assert "One 1" in text


def test_a_tag_page_offers_its_feed(site):
    built = site("-- content/news/2026-11-01-n.md --\n---\ntitle: N\ntags: [Remote]\n---\nx\n")
    feeds = [link.get("href") for link in parsed(built.text("tags/remote/index.html")).all("link") if link.get("type") == "application/rss+xml"]
    assert feeds == ["../../feed.xml", "../../tags/remote/feed.xml"]


def test_tags_of_one_slug_in_two_languages_lead_to_each_other(site):
    yaml = "-- site.yaml --\nname: IT\nurl: https://a.example/\nlanguages: [en, de]\n"
    built = site(yaml + page("a", "VPN") + page("a", "VPN", lang=".de"))
    alternates = [link.get("href") for link in parsed(built.text("tags/vpn/index.html")).all("link") if link.get("hreflang") == "de"]
    assert alternates == ["https://a.example/de/tags/vpn/"]


AUDIENCES = "-- site.yaml --\nname: IT\nurl: https://a.example/\nlanguages: [en, de]\naudiences:\n  office: {en: Office, de: Büro}\n  hall: Hall\n"


def test_audiences_have_pages_under_their_names(site):
    built = site(AUDIENCES + page("a", audiences="hall, office") + page("a", audiences="office", lang=".de"))
    assert parsed(built.text("audiences/office/index.html")).text("h1") == ["Office"]
    assert parsed(built.text("de/audiences/office/index.html")).text("h1") == ["Büro"]
    assert [
        a.text for a in parsed(built.text("audiences/index.html")).all("main")[0].iter("a") if "audiences/" in a.get("href", "") and a.text != "For whom"
    ] == [
        "Office",
        "Hall",
    ]


def test_an_audience_that_site_yaml_does_not_name_is_an_error_with_the_nearest(site):
    built = site(AUDIENCES + page("a", audiences="ofice"))
    assert [(p.code, "office" in p.hint) for p in built.report.problems] == [("RF001", True)]


def test_a_newsletter_gathers_by_tag_however_it_is_spelt(site):
    rule = "-- content/newsletters/2026-11.md --\n---\ntitle: Issue\ndate: 2026-11-20\ncollect: {tags: [REMOTE]}\n---\nx\n"
    built = site("-- content/news/2026-11-01-n.md --\n---\ntitle: N\ntags: [Remote]\n---\nx\n" + rule)
    assert parsed(built.text("newsletters/2026-11/index.html")).hrefs("N") == ["../../news/2026/n/"]
