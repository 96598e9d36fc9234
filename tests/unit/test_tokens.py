"""Design tokens: three layers, aliases, types, and custom properties of them."""

import pytest

from itsite.theme.files import ThemeFiles, ThemeManifest
from itsite.theme.tokens import Token, stylesheet, tokens_of
from itsite.theme.written_tokens import SiteBrand

BASE = """\
palette:
  $type: color
  grey: {50: {$value: "#fafafa"}, 900: {$value: "#111111"}}
color:
  $type: color
  brand: {$value: "#0f5257"}
  text:
    $extensions: {}
    default: {$value: "{palette.grey.900}", $extensions: {itsite: {dark: "{palette.grey.50}"}}}
button:
  text: {$value: "{color.text.default}"}
space:
  $type: dimension
  1: {$value: 0.5rem}
"""


def themes(*files: str, **others: str) -> tuple[ThemeFiles, ...]:
    """A chain of themes, the nearest first, from texts of their tokens.yaml."""
    named = [{"tokens.yaml": text.encode(), **({n: t.encode() for n, t in others.items()} if k == 0 else {})} for k, text in enumerate(files)]
    return tuple(ThemeFiles(f"t{k}", f"themes/t{k}", ThemeManifest(), data) for k, data in enumerate(named))


def said(problems):
    return [f"{p.at.path}:{p.at.line}:{p.at.column} {p.code} {p.message} ({p.hint})" for p in problems]


def test_aliases_are_resolved_by_day_and_in_the_dark():
    tokens, problems = tokens_of(themes(BASE))
    assert not problems
    assert tokens["color", "text", "default"] == Token("#111111", "color", "#fafafa", "#111111", "#fafafa")
    assert tokens["button", "text"] == Token("#111111", "color", "#fafafa", "var(--color-text-default)", "")


def test_tokens_are_custom_properties_but_primitives_are_not():
    assert stylesheet(tokens_of(themes(BASE))[0]) == (
        "@layer tokens {\n"
        "  :root {\n    color-scheme: light dark;\n    --color-brand: #0f5257;\n    --color-text-default: #111111;\n"
        "    --button-text: var(--color-text-default);\n    --space-1: 0.5rem;\n  }\n"
        "  :root[data-scheme=light] {\n    color-scheme: light;\n  }\n"
        "  @media screen and (prefers-color-scheme: dark) {\n    :root:not([data-scheme=light]) {\n      --color-text-default: #fafafa;\n    }\n  }\n"
        "  @media screen {\n    :root[data-scheme=dark] {\n      color-scheme: dark;\n      --color-text-default: #fafafa;\n    }\n  }\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('color: {$type: color, ink: {$value: "{palette.grey.90}"}}', 'themes/t0/tokens.yaml:1:37 TH006 there is no token "palette.grey.90" (did you mean "palette.grey.900"?)'),
        ('color: {ink: {$value: "{color.pen}"}, pen: {$value: "{color.ink}"}}', "themes/t0/tokens.yaml:1:53 TH006 aliases lead in a circle: color.ink → color.pen → color.ink (give one of them a value)"),
        ('color: {ink: {$value: "{color.ink}"}}', "themes/t0/tokens.yaml:1:23 TH006 aliases lead in a circle: color.ink → color.ink (give one of them a value)"),
        ('color: {$type: color, ink: {$value: "{space.1}"}}', 'themes/t0/tokens.yaml:1:37 TH006 "space.1" is of type dimension, not color (name a token of type color)'),
        ('color: {brand: {$value: "{space.1}"}}', 'themes/t0/tokens.yaml:1:25 TH006 "space.1" is of type dimension, not color (name a token of type color)'),
        ('color: {$type: color, ink: {$value: "#12"}}', 'themes/t0/tokens.yaml:1:37 TH006 token color.ink has no usable value "#12" (write a colour such as "#0f5257", "rgb(15 82 87)" or "oklch(0.4 0.06 200)")'),
        ('color: {$type: color, ink: {$value: red, $extensions: {itsite: {dark: "{a.b}"}}}}', 'themes/t0/tokens.yaml:1:71 TH006 there is no token "a.b" (see docs/theming.md for the tokens)'),
        ('x: {a: {$value: "} b {"}}', 'themes/t0/tokens.yaml:1:17 TH006 token x.a has no usable value "} b {" (write a colour, a length or a list of fonts)'),
        ("color: {ink: {$type: color}}", 'themes/t0/tokens.yaml:1:22 TH006 token color.ink has a type, but no value (write its value behind $value, such as $value: "#0f5257")'),
        ('color: {ink: {$type: color, value: "#123456"}}', "themes/t0/tokens.yaml:1:36 TH006 token color.ink has no $value, but value (write $value)"),
        ('color: {ink: "#123456"}', 'themes/t0/tokens.yaml:1:14 TH006 color.ink is neither a token nor a group of tokens (write a value behind $value, such as {$value: "#0f5257"})'),
        ("color: red", 'themes/t0/tokens.yaml:1:8 TH006 color is neither a token nor a group of tokens (write a value behind $value, such as {$value: "#0f5257"})'),
        ('color: {ink: {$type: [color], $value: "#123456"}}', "themes/t0/tokens.yaml:1:22 TH006 the type of color.ink is no text (write a type such as color or dimension)"),
        ('$value: "1px"', 'themes/t0/tokens.yaml:1:9 TH006 the file itself is a token, which has no usable value "1px" (write a colour, a length or a list of fonts)'),
        ("$extensions: {itsite: {colours: {a: b}}}", """themes/t0/tokens.yaml:1:33 TH006 "{'a': 'b'}" is no colour (write a colour such as "#0f5257", "rgb(15 82 87)" or "oklch(0.4 0.06 200)")"""),
        ('$extensions: {itsite: {colours: ["#0f5257", reed]}}', 'themes/t0/tokens.yaml:1:45 TH006 "reed" is no colour (write a colour such as "#0f5257", "rgb(15 82 87)" or "oklch(0.4 0.06 200)")'),
    ],
)  # fmt: skip
def test_a_mistake_in_a_token_is_one_problem_at_its_value(text, wrong):
    _, problems = tokens_of(themes(text, BASE))
    assert said(problems) == [wrong]


def test_an_empty_group_is_nothing():
    assert tokens_of(themes("color:\n", BASE))[1] == ()


def test_aliases_of_aliases_come_to_an_end():
    chain = "".join(f'  a{n}: {{$value: "{{x.a{n + 1}}}"}}\n' for n in range(1000))
    assert said(tokens_of(themes(f"x:\n{chain}  a1000: {{$value: 1px}}\n", BASE))[1])[0] == (
        "themes/t0/tokens.yaml:52:17 TH006 more than 50 aliases lead from one to the next (give one of them a value)"
    )


def test_aliases_that_double_each_other_come_to_an_end():
    doubled = "".join(f'  a{n}: {{$value: "{{x.a{n - 1}}} {{x.a{n - 1}}}"}}\n' for n in range(1, 45))
    assert said(tokens_of(themes(f"x:\n  a0: {{$value: ten letters}}\n{doubled}", BASE))[1]) == [
        "themes/t0/tokens.yaml:11:16 TH006 the value of x.a9 is longer than 5,000 letters (write a shorter one)"
    ]


def test_an_alias_of_a_token_that_is_wrong_is_not_told_again():
    text = 'color: {$type: color, ink: {$value: "{nix.da}"}, pen: {$value: "{color.ink}"}}'
    assert [p.at.column for p in tokens_of(themes(text, BASE))[1]] == [37]


def test_values_may_have_the_forms_with_fields():
    text = """\
space: {2: {$type: dimension, $value: {value: 1, unit: rem}}}
color: {$type: color, a: {$value: {colorSpace: srgb, components: [1, 0, 0]}}, b: {$value: {colorSpace: oklch, components: [0.4, 0.06, 200]}}}
border: {thin: {$value: "{space.2} solid {color.a}"}}
"""
    tokens, problems = tokens_of(themes(text, BASE))
    assert not problems
    assert (tokens["space", "2"].value, tokens["color", "a"].value, tokens["color", "b"].value) == ("1rem", "#ff0000", "#145154")
    assert (tokens["border", "thin"].value, tokens["border", "thin"].css) == ("1rem solid #ff0000", "var(--space-2) solid var(--color-a)")


@pytest.mark.parametrize(
    "value", ["#12", "#ggg", "url(https://elsewhere.example/)", "red; } body { display: none", "</style>", "expression(1)<", "", "{a", "a}"]
)
def test_a_value_in_site_yaml_that_is_none_is_an_error_at_its_line_and_leaves_the_token_alone(value):
    brand = SiteBrand((), {"color": {"brand": value}}, {("brand", "color", "brand"): (7, 5)})
    tokens, problems = tokens_of(themes(BASE), brand)
    assert [(p.code, p.at.line) for p in problems] == [("TH006", 7)]
    assert tokens == tokens_of(themes(BASE))[0]


def test_what_is_kept_is_the_same_as_what_is_made():
    kept: dict[str, bytes] = {}
    chain, brand = themes(BASE), SiteBrand(("#123456",), {"space": {"1": "9px"}})
    made = tokens_of(chain, brand, kept)
    assert len(kept) == 1
    assert tokens_of(chain, brand, kept) == made == tokens_of(chain, brand)
    assert tokens_of(chain, SiteBrand(("#123457",)), kept) != made


def test_tokens_with_a_mistake_are_not_kept():
    kept: dict[str, bytes] = {}
    tokens_of(themes(BASE), SiteBrand(("reed",)), kept)
    assert not kept
