"""Old addresses lead to where the page is now."""

import pytest

from tests.parsing import broken, pages_of, parsed


def leads_to(built, path):
    stub = parsed(built.text(path), path)
    refresh = next(m.get("content") for m in stub.all("meta") if m.get("http-equiv") == "refresh")
    return (
        refresh.partition("url=")[2],
        [a.get("href") for a in stub.all("a")],
        next(link.get("href") for link in stub.all("link") if link.get("rel") == "canonical"),
    )


def aliased(*aliases: str, name="services/vpn"):
    return f"-- content/{name}.md --\n---\ntitle: VPN & more\naliases: [{', '.join(aliases)}]\n---\nx\n"


def test_an_alias_is_a_stub_that_leads_there_with_and_without_scripts_under_any_base_path(site):
    built = site(aliased("/old/vpn/", "/vpn.html", "/alte-größe/"), url="https://x.example/it/")
    assert leads_to(built, "old/vpn/index.html") == ("../../services/vpn/", ["../../services/vpn/"], "https://x.example/it/services/vpn/")
    assert leads_to(built, "vpn.html")[0] == "./services/vpn/"
    assert leads_to(built, "alte-größe/index.html")[0] == "../services/vpn/"
    assert parsed(built.text("old/vpn/index.html")).text("title") == ["VPN & more"]
    assert not broken(pages_of(built.out), built.paths, "https://x.example/it/")


def test_stubs_are_in_no_sitemap_and_ask_search_engines_to_pass_by(site):
    built = site(aliased("/old/vpn/"))
    assert "old/vpn" not in built.text("sitemap.xml")
    assert 'content="noindex"' in built.text("old/vpn/index.html")


def test_site_yaml_redirects_to_files_folders_addresses_and_other_sites(site):
    yaml = """
-- site.yaml --
name: IT
url: https://a.example/
redirects:
  /one/: services/vpn.md
  /two: services/
  /three/: /services/vpn/
  /four/: https://elsewhere.example/x?a=1&b=2
"""
    built = site(yaml + "-- content/services/vpn.md --\n# VPN\n")
    assert not built.problems
    assert [leads_to(built, f"{n}/index.html")[0] for n in ("one", "two", "three", "four")] == [
        "../services/vpn/", "../services/", "../services/vpn/", "https://elsewhere.example/x?a=1&b=2",
    ]  # fmt: skip


def test_a_redirect_to_nowhere_is_an_error_at_its_line(site):
    built = site("-- site.yaml --\nname: IT\nurl: https://a.example/\nredirects:\n  /one/: services/vnp.md\n-- content/services/vpn.md --\n# VPN\n")
    assert [(p.code, p.at.path, p.at.line, "services/vpn.md" in p.hint) for p in built.report.problems] == [("LK006", "site.yaml", 4, True)]


def test_an_alias_where_a_page_stands_is_an_error_and_so_is_one_that_stands_twice(site):
    built = site(aliased("/help/a/", "/x/") + "-- content/help/a.md --\n---\ntitle: A\naliases: [/x/]\n---\nx\n")
    assert built.codes == ["UR002", "UR002"]


@pytest.mark.parametrize("alias", ["/subscribe/", "/tags/", "/feed.xml", "/news/2026/", "/news/page/2/", "/404.html", "/"])
def test_an_alias_where_a_page_made_by_itself_stands_is_not_lost_without_a_word(site, alias):
    many = "".join(f"-- content/news/2026-10-{n:02}-n{n}.md --\n---\ntitle: N{n}\ntags: [t]\n---\nx\n" for n in range(1, 23))
    built = site(aliased(alias) + many)
    assert built.problems


@pytest.mark.parametrize("alias", ["../up/", "/a/../../b/", "/%2e%2e/x/", "//host/x/", "https://a.example/x/", "/a\\b/", "/.git/config"])
def test_an_alias_that_leaves_the_site_is_an_error(site, alias):
    built = site(aliased(f"'{alias}'"))
    assert built.codes == ["FM012"]


def test_an_alias_of_a_hidden_page_leads_nowhere(site):
    built = site("-- content/a.md --\n---\ntitle: A\ndraft: true\naliases: [/CANARY/]\n---\nx\n")
    assert not built.exists("CANARY/index.html")


def test_a_file_that_is_a_folder_for_another_is_a_problem_and_no_crash(site):
    built = site(aliased("/x.y", "/x.y/deep/er/"))
    assert built.codes == ["UR004"]
    assert not built.exists("index.html")
