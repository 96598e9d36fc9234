"""Fonts that a theme has fetched early."""

import re

SITE = """
-- site.yaml --
name: IT Test
url: https://it.test.example/
theme: mine
-- themes/mine/theme.yaml --
extends: house
{mine}
-- themes/house/theme.yaml --
extends: base
fonts: [fonts/a.woff2, fonts/b.woff2]
-- themes/house/assets/fonts/a.woff2 --
a
-- themes/house/assets/fonts/b.woff2 --
b
-- themes/mine/assets/fonts/c.woff2 --
c
-- content/deep/page.md --
# Page
"""
NAMED = re.compile(r'data-fonts="([^"]*)"')


def named(built, path="deep/page/index.html"):
    return [re.sub(r"\.[0-9a-f]{10}\.", ".", font) for found in NAMED.findall(built.text(path)) for font in found.split()]


def test_every_page_names_the_fonts_of_the_theme_below_its_root(site):
    built = site(SITE.format(mine="name: Mine"))
    assert named(built) == ["../../assets/a.woff2", "../../assets/b.woff2"]
    assert named(built, "index.html") == ["./assets/a.woff2", "./assets/b.woff2"]
    assert all(built.exists(font.removeprefix("./")) for font in NAMED.findall(built.text("index.html"))[0].split())


def test_those_of_the_nearest_theme_that_names_any_count(site):
    assert named(site(SITE.format(mine="fonts: [fonts/c.woff2]"))) == ["../../assets/c.woff2"]


def test_base_has_none(site):
    assert "data-fonts" not in site("-- content/page.md --\n# Page\n").text("page/index.html")


def test_a_font_that_is_not_there_is_an_error_at_its_place(checked):
    built = checked(SITE.format(mine="fonts:\n  - fonts/c.woff2\n  - fonts/d.woff2"))
    assert built.problems == ['themes/mine/theme.yaml:4:5 TH007 there is no file "assets/fonts/d.woff2" (correct fonts:)']


def test_naming_a_font_is_a_reason_to_make_pages_anew(site, tmp_path):
    before = site(SITE.format(mine="name: Mine"), root=tmp_path / "one")
    theme = before.root / "themes/mine/theme.yaml"
    theme.write_text("extends: house\nfonts: [fonts/c.woff2]\n", encoding="utf-8")
    assert named(site("", root=before.root)) == ["../../assets/c.woff2"]
