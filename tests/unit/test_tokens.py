"""Design tokens to custom properties."""

import pytest

from itsite.theme.tokens import Token, branded, stylesheet

TOKENS = {
    ("color", "brand"): Token("#0F5257", "color", "#88cccc"),
    ("color", "on-brand"): Token("#ffffff", "color"),
    ("space", "m"): Token("1rem", "dimension"),
}


def brand(values):
    return branded(TOKENS, values, {("brand", "color", "brand"): (7, 5)})


def test_a_brand_colour_takes_the_tokens_place_and_text_on_it_stays_readable():
    light, _ = brand({"color": {"brand": "#ffee88"}})
    dark, _ = brand({"color": {"brand": "#102030"}})
    assert light["color", "brand"].value == "#ffee88"
    assert (light["color", "on-brand"].value, dark["color", "on-brand"].value) == ("#14181a", "#ffffff")
    assert "#ffee88" in light["color", "brand"].dark


@pytest.mark.parametrize("value", ["#12", "#ggg", "url(https://elsewhere.example/)", "red; } body { display: none", "</style>", "expression(1)<", ""])
def test_a_value_that_is_none_is_an_error_at_its_line_and_leaves_the_token_alone(value):
    tokens, problems = brand({"color": {"brand": value}})
    assert [(p.code, p.at.line) for p in problems] == [("TH006", 7)]
    assert tokens == TOKENS


def test_an_unknown_token_is_an_error_with_the_nearest():
    _, problems = brand({"color": {"brnad": "#000000"}})
    assert [(p.code, "color.brand" in p.hint) for p in problems] == [("TH006", True)]


def test_tokens_are_custom_properties_with_their_dark_values_for_the_night():
    assert stylesheet(TOKENS) == (
        ":root {\n  --color-brand: #0F5257;\n  --color-on-brand: #ffffff;\n  --space-m: 1rem;\n}\n"
        "@media (prefers-color-scheme: dark) {\n  :root {\n    --color-brand: #88cccc;\n  }\n}\n"
    )
