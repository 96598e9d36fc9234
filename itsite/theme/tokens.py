"""Design tokens: DTCG groups of a chain of themes and the brand of site.yaml, as CSS custom properties."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from itsite.model.problem import Location, Problem
from itsite.read.validation import nearest
from itsite.theme.files import ThemeFiles

SAFE_VALUE = re.compile(r"""[#\w\s.,()%/+*'"\-–]+""")
ALIAS = re.compile(r"\{([a-z0-9.\-]+)\}")
HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
LIGHTEST_FOR_WHITE_TEXT = 0.179


@dataclass(frozen=True, slots=True)
class Token:
    """A leaf: CSS text for light and, where it differs, for dark."""

    value: str
    kind: str = ""
    dark: str = ""


def _css(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_css(item) for item in value)
    return ALIAS.sub(lambda m: f"var(--{m[1].replace('.', '-')})", str(value))


def _below(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, Mapping) else None


def _leaves(group: Mapping[str, Any], path: tuple[str, ...] = (), kind: str = "") -> Iterator[tuple[tuple[str, ...], Token]]:
    kind = str(group.get("$type", kind))
    if "$value" in group:
        dark = _below(_below(group.get("$extensions"), "itsite"), "dark")
        yield path, Token(_css(group["$value"]), kind, _css(dark) if dark else "")
        return
    for name, inner in group.items():
        if not name.startswith("$") and isinstance(inner, dict):
            yield from _leaves(inner, (*path, name), kind)


def tokens_of(chain: Sequence[ThemeFiles]) -> tuple[dict[tuple[str, ...], Token], tuple[Problem, ...]]:
    """All tokens by path; a nearer theme's leaf replaces the same leaf further away."""
    found: dict[tuple[str, ...], Token] = {}
    problems: list[Problem] = []
    for theme in reversed(chain):
        yaml = theme.yaml("tokens.yaml")
        problems += yaml.problems
        for path, token in _leaves(yaml.data):
            if SAFE_VALUE.fullmatch(token.value) and SAFE_VALUE.fullmatch(token.dark or "none") and all(re.fullmatch(r"[a-z0-9\-]+", part) for part in path):
                found[path] = token
            else:
                at = Location(f"{theme.shown}/tokens.yaml", *(yaml.marks.get((*path, "$value")) or (1, 1)))
                problems.append(
                    Problem(at, "TH006", f'token {".".join(path)} has no usable value "{token.value}"', "write a colour, a length or a list of fonts")
                )
    return found, tuple(problems)


def _luminance(colour: str) -> float:
    """Relative luminance of a hex colour (WCAG 2.2)."""
    digits = colour[1:] if len(colour) > 4 else "".join(c * 2 for c in colour[1:])  # noqa: PLR2004
    channels = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def branded(
    tokens: Mapping[tuple[str, ...], Token], brand: Mapping[str, Any], at: Mapping[tuple[str | int, ...], tuple[int, int]]
) -> tuple[dict[tuple[str, ...], Token], tuple[Problem, ...]]:
    """The tokens with the brand's values in place of the theme's; `at` says where in site.yaml these stand."""
    found = dict(tokens)
    problems = []
    for path, value in _given(brand):
        where = Location("site.yaml", *(at.get(("brand", *path)) or (1, 1)))
        if path not in tokens:
            hint = nearest(".".join(path), [".".join(known) for known in tokens])
            problems.append(Problem(where, "TH006", f'the theme has no token "{".".join(path)}"', hint or "see docs/theming.md for the tokens"))
            continue
        known = tokens[path]
        if not SAFE_VALUE.fullmatch(value) or "url" in value or (known.kind == "color" and value.startswith("#") and not HEX.fullmatch(value)):
            problems.append(Problem(where, "TH006", f'"{value}" is no value for the token {".".join(path)}', "write a colour such as #0F5257"))
            continue
        dark = f"color-mix(in oklab, {value} 55%, white)" if known.dark and known.kind == "color" else ""
        found[path] = replace(known, value=value, dark=dark)
        if path == ("color", "brand") and HEX.fullmatch(value) and ("color", "on-brand") in found:
            on_brand = "#ffffff" if _luminance(value) < LIGHTEST_FOR_WHITE_TEXT else "#14181a"
            found["color", "on-brand"] = replace(found["color", "on-brand"], value=on_brand)
    return found, tuple(problems)


def _given(brand: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, value in brand.items():
        if isinstance(value, dict):
            yield from _given(value, (*path, name))
        else:
            yield (*path, name), str(value)


def stylesheet(tokens: Mapping[tuple[str, ...], Token]) -> str:
    """The tokens as custom properties, `color.text.muted` as `--color-text-muted`."""
    light = "".join(f"  --{'-'.join(path)}: {token.value};\n" for path, token in tokens.items())
    dark = "".join(f"    --{'-'.join(path)}: {token.dark};\n" for path, token in tokens.items() if token.dark)
    night = f"@media (prefers-color-scheme: dark) {{\n  :root {{\n{dark}  }}\n}}\n" if dark else ""
    return f":root {{\n{light}}}\n{night}"
