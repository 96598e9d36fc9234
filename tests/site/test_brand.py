"""The brand in site.yaml: colours, tokens, wordmark and logo, on whole sites."""

import re
from pathlib import Path

import pytest

from tests.conftest import tree

PAGE = "-- content/index.md --\n# Hi\n"
HEAD = "-- site.yaml --\nname: A\nurl: https://a.example/\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'


def styles(built):
    (path,) = (path for path in built.paths if re.fullmatch(r"assets/site\.\w+\.css", path))
    return built.text(path)


def test_one_colour_makes_a_light_and_a_dark_palette(site):
    built = site(f'{HEAD}brand: {{colours: "rgb(122 31 61)"}}\n{PAGE}')
    assert not built.problems
    css = styles(built)
    light, dark = css.split("@media screen and (prefers-color-scheme:dark)")[:2]
    assert "--color-brand:#7a1f3d;" in light
    assert "--color-brand-text:#7a1f3d;" in light
    assert "--color-brand-text:#" in dark
    assert ":root[data-scheme=dark]" in dark
    assert "--palette" not in css


def test_without_a_brand_the_palette_is_that_of_the_theme(site):
    css = styles(site(PAGE))
    assert "--color-brand:#24507a;" in css
    assert "--button-fill-hover:var(--color-surface);" in css


def test_a_brand_takes_the_place_of_colours_that_a_theme_has_set_by_hand(site):
    theme = (
        '-- themes/t/theme.yaml --\nextends: base\n-- themes/t/tokens.yaml --\ncolor: {$type: color, on-brand: {$value: "#fefefe"}, own: {$value: "#abcdef"}}\n'
    )
    built = site(f'{HEAD}theme: t\nbrand: {{colours: ["#ffcc00"]}}\n{theme}{PAGE}')
    assert not built.problems
    assert "--color-on-brand:#fefefe" not in styles(built)
    assert "--color-own:#abcdef" in styles(built)


def test_a_theme_may_set_only_its_brand_colour_and_text_on_it_can_be_read(site):
    theme = '-- themes/t/theme.yaml --\nextends: base\n-- themes/t/tokens.yaml --\ncolor: {brand: {$type: color, $value: "#00aa77"}}\n'
    built = site(f"{HEAD}theme: t\n{theme}{PAGE}")
    assert not built.problems
    assert "--color-brand:#00aa77;" in styles(built)


def test_a_brand_colour_that_is_set_as_a_token_makes_the_palette_too(site):
    built = site(f'{HEAD}brand: {{color: {{brand: "#ffee88"}}}}\n{PAGE}')
    other = site(f'{HEAD}brand: {{colours: "#ffee88"}}\n{PAGE}')
    assert not built.problems
    assert styles(built) == styles(other)
    assert "--color-on-brand:#1" in styles(built)


WRONG = {
    "no colour": ('brand:\n  colours: ["#0f5257", "#d9642"]', '4:24 TH006 "#d9642" is no colour (write a colour such as "#0f5257", "rgb(15 82 87)" or "oklch(0.4 0.06 200)")'),
    "glass": ("brand:\n  colours: transparent", '4:12 TH006 "transparent" lets through what is below it, or depends on where it stands (write it as it is on white, such as #0f5257)'),
    "half glass": ('brand:\n  colours: ["#0f525780"]', '4:13 TH006 "#0f525780" lets through what is below it'),
    "a colour of somewhere": ("brand:\n  colours: [currentcolor]", '4:13 TH006 "currentcolor" lets through what is below it, or depends'),
    "four colours": ("brand:\n  colours: [red, green, blue, black]", '4:31 TH006 "black" is one brand colour too many (name one, two or three: brand, accent, highlight)'),
    "none": ("brand:\n  colours: []", "4:12 CF003 brand.colours: the list is empty"),
    "a map": ("brand:\n  colours: {a: b}", "4:12 CF003 brand.colours: a list expected"),
    "another spelling": ("brand:\n  colors: red", '4:11 TH006 the theme has no token "colors" (did you mean "colours"?)'),
    "a primitive": ('brand:\n  palette: {neutral: {50: "#ffffff"}}', '4:27 TH006 "palette.neutral.50" belongs to the palette, which is made of the brand colours (write them into colours, or set a token of color)'),
    "a primitive that is near": ("brand:\n  palet: red", '4:10 TH006 the theme has no token "palet" (see docs/theming.md for the tokens)'),
    "a group": ('brand:\n  color:\n    text: "#333333"', '5:11 TH006 "color.text" is a group of tokens (set one of them: color.text.default, color.text.muted)'),
    "no length": ("brand:\n  size: {text: 12 apples}", '4:16 TH006 "12 apples" is no value for the token size.text (write a length such as "1.5rem")'),
    "a length without a unit": ("brand:\n  width: {site: 1200}", '4:17 TH006 "1200" is no value for the token width.site (write a length such as "1.5rem")'),
    "no number": ("brand:\n  leading: {text: loose}", '4:19 TH006 "loose" is no value for the token leading.text (write a number such as 1.5)'),
    "no duration": ("brand:\n  motion: {quick: fast}", '4:19 TH006 "fast" is no value for the token motion.quick (write a duration such as "140ms")'),
    "text that is too faint": (
        'brand:\n  color:\n    text:\n      muted: "#8c9490"',
        '6:14 TH010 color.text.muted #8c9490 on color.tone.neutral-fill #e9e7e2 has a contrast of 2.51 : 1 and needs 4.5 : 1, and 8 more (by day) (write "#626966" for color.text.muted, the nearest that passes)',
    ),
    "text that is too dark in the dark": ('brand:\n  color:\n    accent-text: {light: "#803000", dark: "#803000"}', "5:43 TH010 color.accent-text #803000 on color.tone.neutral-fill"),
    "a pressed button": ('brand:\n  colours: ["#0f5257"]\n  color: {brand-strong: "#88cccc"}', "5:25 TH010 color.on-brand #fdfcf9 on color.brand-strong #88cccc"),
    "a logo that is not there": ("brand: {logo: images/logo.svg}", '3:15 LK003 there is no file "images/logo.svg" (put it below content/, or correct the name)'),
    "a logo with another name": ("brand: {logo: logos.svg}\n-- content/logo.svg --\n" + LOGO, '3:15 LK003 there is no file "logos.svg" (did you mean "logo.svg"?)'),
    "a logo that is no SVG": ("brand: {logo: logo.png}", '3:15 CF005 brand.logo: "logo.png" is no SVG picture of the site'),
    "a logo from outside": ("brand: {logo: ../logo.svg}", '3:15 CF005 brand.logo: "../logo.svg" is no SVG picture of the site'),
    "a wordmark in no language": ("brand: {wordmark: {xx: A}}", '3:20 CF005 brand: "xx" is no language'),
}  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_one_problem_at_its_place_with_its_cure(site, text, problem):
    built = site(f"{HEAD}{text}\n{PAGE}")
    assert len(built.problems) == 1, built.problems
    assert built.problems[0].startswith(f"site.yaml:{problem}")
    assert not built.out.exists()


def test_the_cure_that_is_named_passes(site):
    faint = 'brand: {color: {text: {muted: "%s"}}}\n'
    built = site(HEAD + faint % "#8c9490" + PAGE)
    cure = re.search(r'write "(#\w{6})"', built.problems[0])
    assert not site(HEAD + faint % cure[1] + PAGE).problems


def test_a_live_logo_is_refused(site):
    built = site(f"{HEAD}brand: {{logo: logo.svg}}\n-- content/logo.svg --\n<svg onload='alert(1)'/>\n{PAGE}")
    assert [problem.split(" ")[:2] for problem in built.problems] == [["content/logo.svg:1:1", "FS005"]]


def test_logo_and_wordmark_stand_at_the_top_of_each_page(site):
    built = site(
        f"{HEAD}languages: [en, de]\nbrand: {{logo: images/sign.svg, wordmark: {{en: Helpers, de: Helfer}}}}\n-- content/images/sign.svg --\n{LOGO}\n{PAGE}-- content/index.de.md --\n# Da\n"
    )
    assert not built.problems
    (logo,) = (path for path in built.paths if re.fullmatch(r"assets/logo\.\w+\.svg", path))
    assert f'<img class="brand-mark" src="./{logo}" alt=""' in built.text("index.html")
    assert f'src="../{logo}"' in built.text("de/index.html")
    assert '<span class="brand-name">Helpers</span>' in built.text("index.html")
    assert '<span class="brand-name">Helfer</span>' in built.text("de/index.html")


def test_another_brand_or_logo_in_a_later_build_gives_what_a_first_build_gives(site, tmp_path):
    archive = "{head}brand: {{colours: [{colours}], logo: logo.svg}}\n-- content/logo.svg --\n{logo}\n{page}"
    one = archive.format(head=HEAD, colours='"#7a1f3d"', logo=LOGO, page=PAGE)
    other = archive.format(head=HEAD, colours='"#1f3d7a", orange', logo=LOGO.replace("8z", "4z"), page=PAGE)
    later = site(one, root=tmp_path / "a")
    before = tree(later.out)
    later = site(other, root=tmp_path / "a")
    assert tree(later.out) == tree(site(other, root=tmp_path / "b").out) != before


def test_theme_files_of_the_example_are_all_it_takes(example):
    theme = Path(__file__).parent.parent.parent / "themes" / "ottersbek" / "tokens.yaml"
    assert '$value: "#' not in theme.read_text(encoding="utf-8")
    assert "--color-brand:#0f5257;" in styles(example)
