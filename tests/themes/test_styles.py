"""The style sheets and scripts of both themes: for every direction of writing, in layers, and small."""

import re
from pathlib import Path

import pytest

THEMES = Path(__file__).parent.parent.parent / "themes"
SHEETS = sorted(THEMES.glob("*/assets/css/*.css"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)|left|right"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b|border-(?:top|bottom)-(?:left|right)-radius)\s*(?::|;|$)|(?:text-align|float|clear):\s*(?:left|right)\b",
    re.MULTILINE,
)


def text_of(sheet):
    return COMMENT.sub("", sheet.read_text(encoding="utf-8"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.parts[-4]}-{sheet.stem}")
def test_no_property_knows_left_or_right(sheet):
    assert PHYSICAL.findall(text_of(sheet)) == []


@pytest.mark.parametrize(
    "declaration", ["margin-left: 1px", "a { left: 0 }", "text-align: right;", "float:left", "border-top-left-radius: 1px", "padding-right : 0"]
)
def test_such_a_property_would_be_found(declaration):
    assert PHYSICAL.search(declaration)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.parts[-4]}-{sheet.stem}")
def test_every_rule_lies_in_a_layer(sheet):
    if sheet.stem in {"layers", "fonts"}:  # the order of the layers, and faces, which know none
        return
    outside = re.sub(r"@layer [\w, ]+\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\}", "", text_of(sheet))
    assert outside.strip() == ""


def test_the_scripts_are_small_enough_to_be_read():
    sizes = {script.name: len(script.read_bytes()) for script in (THEMES / "base" / "assets" / "js").glob("*.js")}
    assert set(sizes) == {"finder.js", "scheme.js", "search.js", "site.js"}
    assert sum(sizes.values()) <= 12_000
    assert sum(sizes.values()) - sizes["finder.js"] <= 6_000


def test_the_licences_lie_beside_the_fonts():
    fonts = THEMES / "ottersbek" / "assets" / "fonts"
    families = {font.stem.removesuffix("-more").removesuffix("-ext") for font in fonts.glob("*.woff2")}
    assert families == {"bricolage-grotesque", "literata"}
    for family in families:
        assert "SIL OPEN FONT LICENSE" in (fonts / f"{family}-OFL.txt").read_text(encoding="utf-8").upper()


def test_the_fonts_that_every_page_fetches_are_small():
    fonts = THEMES / "ottersbek" / "assets" / "fonts"
    assert sum(len((fonts / name).read_bytes()) for name in ("bricolage-grotesque.woff2", "literata.woff2")) <= 22_000
