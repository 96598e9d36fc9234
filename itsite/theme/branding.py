"""Which tokens there are once a brand has spoken: the colours that it names become a palette, what it sets itself stays as it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from itsite.model.problem import Location, Problem
from itsite.read.validation import nearest
from itsite.theme.aliases import Resolved, Resolver
from itsite.theme.contrast_ratio import HEX, luminance
from itsite.theme.files import ThemeFiles
from itsite.theme.oklch import lch, shade
from itsite.theme.palette import palette
from itsite.theme.token_values import CURE, CURES, alias_path, is_fit, opaque
from itsite.theme.written_tokens import PALETTE, SiteBrand, TokenPath, Written, colours_in, dotted, written_in

MOST_COLOURS = 3
MOST_NAMED = 6
BRAND, ACCENT = ("color", "brand"), ("color", "accent")
# The tokens that speak of the brand, and their names in its palette.
SPOKEN = {
    BRAND: ("base", "base-night"),
    ("color", "brand-strong"): ("strong", "strong-night"),
    ("color", "on-brand"): ("on", "on-night"),
    ("color", "brand-text"): ("ink", "ink-night"),
    ACCENT: ("base", "night"),
    ("color", "accent-text"): ("ink", "ink-night"),
}
SCHEMES = {"light", "dark"}
FIELDS = ("colours", "wordmark", "logo")
Tokens = dict[TokenPath, Written]


@dataclass
class _Level:
    """What one theme, or site.yaml, says about tokens; `colours` are hexadecimal."""

    leaves: Tokens
    colours: Sequence[str] = ()
    at: Location = field(default_factory=lambda: Location("site.yaml", 1, 1))


def _read_colours(given: Sequence[tuple[str, Location]], problems: list[Problem]) -> tuple[str, ...]:
    """Brand colours as hexadecimal ones; none of them when one is wrong."""
    found: list[str] = []
    for text, at in given[:MOST_COLOURS]:
        colour = opaque(text)
        if colour is None:
            problems.append(_no_colour(text, at))
        else:
            found.append(colour)
    for text, at in given[MOST_COLOURS:]:
        problems.append(Problem(at, "TH006", f'"{text}" is one brand colour too many', "name one, two or three: brand, accent, highlight"))
    return tuple(found) if len(found) == len(given) else ()


def _no_colour(text: str, at: Location) -> Problem:
    if is_fit(text, "color") and alias_path(text) is None:
        return Problem(at, "TH006", f'"{text}" lets through what is below it, or depends on where it stands', "write it as it is on white, such as #0f5257")
    return Problem(at, "TH006", f'"{text}" is no colour', CURES["color"])


def _spoken_for(leaves: Tokens) -> tuple[tuple[str, Location], ...]:
    """The brand colours that are set as plain tokens, as color.brand and color.accent."""
    found: list[tuple[str, Location]] = []
    for path in (BRAND, ACCENT):
        leaf = leaves.get(path)
        if leaf is None or leaf.alias or leaf.kind not in {"", "color"}:
            break
        found.append((leaf.value, leaf.at))
    return tuple(found)


def _level(leaves: Tokens, given: Sequence[tuple[str, Location]], at: Location, problems: list[Problem]) -> _Level:
    colours = _read_colours(given, problems)
    if given:
        return _Level(leaves, colours, at)
    spoken = _spoken_for(leaves)
    colours = _read_colours(spoken, [])
    # A colour without one for the dark is the brand's own; what it is in the dark follows.
    kept = {path: leaf for path, leaf in leaves.items() if not colours or path not in {BRAND, ACCENT} or leaf.dark}
    return _Level(kept, colours, spoken[0][1] if spoken else at)


def _rooted(found: Tokens, level: _Level) -> None:
    """Puts the palette of a level's colours in place of all colours that themes below have set for another brand."""
    for spoken, (day, night) in SPOKEN.items():
        name = "accent" if spoken[1].startswith("accent") else "brand"
        found[spoken] = Written(f"{{palette.{name}.{day}}}", "color", f"{{palette.{name}.{night}}}", level.at, level.at, 0)
    for path, colour in palette(level.colours).items():
        found[path] = Written(colour, "color", "", level.at, level.at, -1)


def _settled(levels: Sequence[_Level]) -> Tokens:
    """All tokens of the levels, the nearest last."""
    found: Tokens = {}
    root = levels[0].leaves if levels else {}
    for rank, level in enumerate(levels):
        if rank and level.colours:
            dyed = [path for path, leaf in found.items() if leaf.kind == "color" and leaf.rank > 0 and leaf.alias is None and path in root]
            found |= {path: root[path] for path in dyed}
            _rooted(found, level)
        found |= level.leaves
    return found


def _given(brand: Mapping[str, Any], path: TokenPath = ()) -> Iterator[tuple[TokenPath, str, str]]:
    """Each token that site.yaml sets: its path, its value, and its value in the dark (empty when that is not said)."""
    for name, value in brand.items():
        if isinstance(value, dict) and "light" in value and set(value) <= SCHEMES:
            yield (*path, name), str(value["light"]), str(value.get("dark", ""))
        elif isinstance(value, dict):
            yield from _given(value, (*path, name))
        else:
            yield (*path, name), str(value), ""


def _night(colour: str, stock: Resolved | None) -> str:
    """A colour as it is in the dark: of the luminance that the theme's own has there; empty where that does not change."""
    if stock is None or stock.day.value == stock.night.value or not HEX.fullmatch(stock.night.value):
        return ""
    known = opaque(colour)
    return shade(luminance(stock.night.value), lch(known).chroma, lch(known).hue) if known else ""


def _unknown(path: TokenPath, known: Tokens, at: Location) -> Problem:
    name = dotted(path)
    if path[0] == PALETTE:
        return Problem(at, "TH006", f'"{name}" belongs to the palette, which is made of the brand colours', "write them into colours, or set a token of color")
    if below := [dotted(one) for one in known if one[: len(path)] == path]:
        return Problem(at, "TH006", f'"{name}" is a group of tokens', f"set one of them: {', '.join(below[:MOST_NAMED])}")
    hint = nearest(name, [*(dotted(one) for one in known if one[0] != PALETTE), *FIELDS]) or "see docs/theming.md for the tokens"
    return Problem(at, "TH006", f'the theme has no token "{name}"', hint)


def _site_leaves(brand: SiteBrand, known: Tokens, rank: int, problems: list[Problem]) -> Tokens:
    found: Tokens = {}
    stock = Resolver(known).all() if brand.tokens else {}
    for path, value, dark in _given(brand.tokens):
        at = brand.at(*path)
        if path not in known or path[0] == PALETTE:
            problems.append(_unknown(path, known, at))
            continue
        kind = known[path].kind or (stock[path].kind if path in stock else "")
        for text, where in ((value, brand.at(*path, "light")), (dark, brand.at(*path, "dark"))):
            if (text or text == value) and not is_fit(text, kind):
                problems.append(Problem(where, "TH006", f'"{text}" is no value for the token {dotted(path)}', CURES.get(kind, CURE)))
                break
        else:
            is_plain = kind == "color" and not dark and alias_path(value) is None and path not in {BRAND, ACCENT}
            found[path] = Written(
                value, kind, dark or (_night(value, stock.get(path)) if is_plain else ""), brand.at(*path, "light"), brand.at(*path, "dark"), rank
            )
    return found


def branded(chain: Sequence[ThemeFiles], brand: SiteBrand) -> tuple[Tokens, list[Problem]]:
    """The tokens of a chain of themes and of site.yaml as they are written, and what is wrong with them."""
    levels: list[_Level] = []
    problems: list[Problem] = []
    kinds: dict[TokenPath, str] = {}
    for rank, theme in enumerate(reversed(chain)):
        leaves, found = written_in(theme, rank, kinds)
        kinds |= {path: leaf.kind for path, leaf in leaves.items()}
        problems += found
        # The theme at the bottom brings the palette of its colours along.
        levels.append(_level(leaves, *colours_in(theme), problems) if rank else _Level(leaves))
    known = _settled(levels)
    leaves = _site_leaves(brand, known, len(levels), problems)
    given = [(text, brand.at("colours", n)) for n, text in enumerate(brand.colours)]
    own = _level(leaves, given, brand.at("colours"), problems)
    return _settled([*levels, own]), problems
