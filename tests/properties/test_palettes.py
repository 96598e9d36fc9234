"""Any one to three brand colours: every declared pair passes by day and in the dark, and the same colours give the same palette."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from itsite.model.problem import Location
from itsite.theme.contrast_ratio import HEX, luminance, ratio
from itsite.theme.css_colours import read_colour
from itsite.theme.files import read_chain
from itsite.theme.oklch import apart, lch
from itsite.theme.palette import STEPS, palette
from itsite.theme.tokens import tokens_of
from itsite.theme.written_tokens import SiteBrand

THEMES = Path(__file__).parent.parent.parent / "themes"
BASE, OTTERSBEK = (read_chain(name, (THEMES,), Location("site.yaml"))[0] for name in ("base", "ottersbek"))
GREYS = st.integers(0, 255).map(lambda level: f"rgb({level} {level} {level})")
SRGB = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
ANY = st.tuples(st.floats(0, 1), st.floats(0, 0.5), st.floats(0, 360)).map(lambda lch: "oklch({:.4f} {:.4f} {:.2f})".format(*lch))
NAMES = st.sampled_from(["black", "white", "yellow", "grey", "red", "blue", "lime", "#e6ff00", "#777777", "#fefefe", "#010101", "color(display-p3 0 1 0)"])
COLOURS = st.lists(st.one_of(NAMES, GREYS, SRGB, ANY), min_size=1, max_size=3)


@settings(max_examples=300, deadline=None)
@given(COLOURS, st.sampled_from([BASE, OTTERSBEK]))
@example(["black", "black", "black"], BASE)
@example(["#e6ff00", "white"], OTTERSBEK)
@example(["#777777"], BASE)
def test_every_declared_pair_passes_with_any_colours(colours, chain):
    tokens, problems = tokens_of(chain, SiteBrand(tuple(colours)))
    assert not problems
    assert all(HEX.fullmatch(token.value) and HEX.fullmatch(token.dark or token.value) for token in tokens.values() if token.kind == "color")


@settings(max_examples=100, deadline=None)
@given(COLOURS)
def test_the_brand_colour_is_itself_and_can_be_written_on(colours):
    first = read_colour(colours[0])
    tokens, _ = tokens_of(BASE, SiteBrand(tuple(colours)))
    assert tokens["color", "brand"].value == tokens["color", "brand"].css == first
    assert ratio(first, tokens["color", "on-brand"].value) >= 4.5


@settings(max_examples=100, deadline=None)
@given(COLOURS)
def test_steps_of_one_number_have_one_luminance(colours):
    found = palette([read_colour(colour) for colour in colours])
    for path, colour in found.items():
        if path[2] in map(str, STEPS) and path[1] != "neutral":
            assert luminance(colour) + 0.05 == pytest.approx(STEPS[int(path[2])] + 0.05, rel=0.02)


@settings(max_examples=100, deadline=None)
@given(SRGB)
def test_meanings_keep_away_from_the_brand_and_stay_themselves(colour):
    found, brand = palette([colour]), lch(colour)
    for name, own in {"good": 152, "notice": 72, "alert": 26}.items():
        hue = lch(found["palette", name, "500"]).hue
        assert apart(hue, own) < 28
        if brand.chroma > 0.05:
            assert apart(hue, brand.hue) > 8


@settings(max_examples=30, deadline=None)
@given(COLOURS)
def test_the_same_colours_give_the_same_palette(colours):
    hexadecimal = [read_colour(colour) for colour in colours]
    assert palette(hexadecimal) == palette(tuple(hexadecimal))
    assert tokens_of(BASE, SiteBrand(tuple(colours))) == tokens_of(BASE, SiteBrand(tuple(colours)))


def test_the_palette_in_base_is_made_from_the_colours_that_it_names():
    data = BASE[-1].yaml("tokens.yaml").data
    made = palette(data["$extensions"]["itsite"]["colours"])
    written = {("palette", ramp, step): leaf["$value"] for ramp, steps in data["palette"].items() if ramp != "$type" for step, leaf in steps.items()}
    assert written == made


def test_the_brand_of_the_example_is_recognisable():
    tokens, problems = tokens_of(OTTERSBEK)
    assert not problems
    assert [tokens["color", name].value for name in ("brand", "brand-text", "accent")] == ["#0f5257", "#0f5257", "#d9642f"]
