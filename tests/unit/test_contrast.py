"""The proof of contrast: its figures, who is to blame, and the cure."""

import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st

from itsite.theme.contrast_ratio import ratio
from itsite.theme.css_colours import read_colour
from itsite.theme.oklch import apart, at_lightness, lch, nearest_passing, shade
from itsite.theme.tokens import tokens_of
from itsite.theme.written_tokens import SiteBrand
from tests.unit.test_tokens import said, themes

HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
BASE = """\
color:
  $type: color
  paper: {$value: "#ffffff", $extensions: {itsite: {dark: "#101010"}}}
  ink: {$value: "#222222", $extensions: {itsite: {dark: "#eeeeee"}}}
  line: {$value: "#777777"}
"""
PAIRS = "pairs:\n  - {on: [color.paper], text: [color.ink], parts: [color.line]}\n"


def proven(*files: str, brand: SiteBrand | None = None) -> list[str]:
    return said(tokens_of(themes(*files, **{"contrast.yaml": PAIRS}), brand)[1])


@given(HEX, HEX)
def test_the_ratio_is_that_of_wcag(one, other):
    assert ratio(one, other) == pytest.approx(Color(one).contrast(other, method="wcag21"), rel=1e-3)
    assert ratio(one, other) == ratio(other, one)


def test_pairs_that_pass_are_no_problem():
    assert proven(BASE) == []


def test_a_token_of_a_theme_that_fails_is_told_with_the_nearest_that_passes():
    assert proven('color: {ink: {$value: "#999999", $extensions: {itsite: {dark: "#eeeeee"}}}}', BASE) == [
        (
            "themes/t0/tokens.yaml:1:23 TH010 color.ink #999999 on color.paper #ffffff has a contrast of 2.84 : 1 and needs 4.5 : 1 (by day)"
            ' (write "#767676" for color.ink, the nearest that passes)'
        )
    ]


def test_a_dark_value_is_told_at_its_own_place():
    assert proven('color: {ink: {$value: "#222222", $extensions: {itsite: {dark: "#555555"}}}}', BASE) == [
        (
            "themes/t0/tokens.yaml:1:63 TH010 color.ink #555555 on color.paper #101010 has a contrast of 2.55 : 1 and needs 4.5 : 1 (in the dark)"
            ' (write "#7c7c7c" for color.ink, the nearest that passes)'
        )
    ]


def test_the_nearer_theme_is_to_blame_even_for_a_background_and_the_cure_passes_with_all_that_stands_on_it():
    text = 'color: {paper: {$value: "#808080", $extensions: {itsite: {dark: "#101010"}}}}'
    (problem,) = proven(text, BASE)
    assert problem.startswith(
        "themes/t0/tokens.yaml:1:25 TH010 color.line #777777 on color.paper #808080 has a contrast of 1.13 : 1 and needs 3 : 1, and 1 more (by day)"
    )
    cure = problem.split('"')[1]
    assert ratio(cure, "#222222") >= 4.5
    assert ratio(cure, "#777777") >= 3


def test_who_names_another_token_answers_for_it():
    assert [line.split(" ")[0] for line in proven('color: {ink: {$value: "{color.line}"}}', BASE.replace("#777777", "#8a8a8a"))] == [
        "themes/t0/tokens.yaml:1:23"
    ]


def test_when_no_lightness_passes_the_problem_says_so():
    many = "pairs:\n  - {on: [color.paper, color.line], text: [color.ink]}\n"
    chain = themes('color: {ink: {$value: "#777777"}}', BASE.replace("#101010", "#ffffff").replace("#777777", "#000000"), **{"contrast.yaml": many})
    (problem,) = said(tokens_of(chain)[1])
    assert problem.startswith("themes/t0/tokens.yaml:1:23 TH010")
    assert ratio("#777777", "#ffffff") < 4.5
    assert problem.endswith("no lightness of color.ink passes; change the other colours too)") or "the nearest that passes)" in problem


def test_a_colour_that_depends_on_its_place_is_told_where_it_has_to_be_proven():
    (problem, _) = proven('color: {ink: {$value: "color-mix(in oklab, red, blue)"}}', BASE)
    assert problem == (
        "themes/t0/tokens.yaml:1:23 TH010 color.ink color-mix(in oklab, red, blue) on color.paper #ffffff:"
        " color.ink is no plain colour, so its contrast cannot be proven (by day) (write a plain colour)"
    )


def test_an_unknown_token_in_a_pair_is_an_error_at_its_place():
    chain = themes(BASE, **{"contrast.yaml": "pairs:\n  - {on: [color.papr], text: [color.ink]}\n"})
    assert said(tokens_of(chain)[1]) == ['themes/t0/contrast.yaml:2:11 TH006 there is no token "color.papr" (did you mean "color.paper"?)']


def test_site_yaml_is_to_blame_before_any_theme():
    brand = SiteBrand((), {"color": {"ink": "#aaaaaa"}}, {("brand", "color", "ink"): (9, 11)})
    (problem,) = proven(BASE, brand=brand)
    assert problem.startswith("site.yaml:9:11 TH010 color.ink #aaaaaa on color.paper #ffffff")


def test_a_colour_given_for_the_day_keeps_its_hue_in_the_dark_and_takes_the_lightness_of_the_theme():
    tokens, problems = tokens_of(themes(BASE), SiteBrand((), {"color": {"ink": "#0b4f8a"}}))
    assert not problems
    dark = tokens["color", "ink"].dark
    assert ratio(dark, "#000000") == pytest.approx(ratio("#eeeeee", "#000000"), rel=0.02)
    assert apart(lch(dark).hue, lch("#0b4f8a").hue) < 3


@given(HEX, HEX, st.sampled_from([3.0, 4.5]))
def test_the_nearest_passing_colour_passes_and_differs_in_lightness_only(colour, back, least):
    found = nearest_passing(colour, lambda tried: ratio(tried, back) >= least)
    if found is None:
        assert max(ratio("#ffffff", back), ratio("#000000", back)) < least
        return
    assert ratio(found, back) >= least
    if lch(found).chroma > 0.05:
        assert apart(lch(found).hue, lch(colour).hue) < 6


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#ABC", "#aabbcc"), ("rebeccapurple", "#663399"), ("rgb(15 82 87)", "#0f5257"), ("rgb(300, 0, 0)", "#ff0000"), ("hsl(183 71% 20%)", "#0f5457"),
        ("oklch(0.4 0.06 200)", "#145154"), ("color(display-p3 1 0 0)", "#ff0b0c"), ("oklch(none none none)", "#000000"),
        ("transparent", None), ("#0f525780", None), ("currentcolor", None), ("#12", None), ("", None), ("petrol", None), ("rgb(1e400 0 0)", None),
    ],
)  # fmt: skip
def test_every_form_of_a_colour_is_read(written, colour):
    assert read_colour(written) == colour


@given(st.floats(0.0, 1.0), st.floats(0.0, 0.4), st.floats(0.0, 360.0))
def test_a_shade_has_the_luminance_that_was_asked_for(light, chroma, hue):
    asked, found = (light + 0.05), ratio(shade(light, chroma, hue), "#000000") * 0.05
    assert found == pytest.approx(asked, rel=0.02)


@given(HEX)
def test_oklch_is_that_of_css(colour):
    lightness, chroma, hue = Color(colour).convert("oklch").coords(nans=False)
    found = lch(colour)
    assert (found.lightness, found.chroma) == pytest.approx((lightness, chroma), abs=2e-4)
    if chroma > 0.01:
        assert apart(found.hue, hue) < 0.5
    assert at_lightness(found.lightness, found) == colour or chroma > 0.01
