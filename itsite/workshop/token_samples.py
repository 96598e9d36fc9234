"""Design tokens as the specimen shows them: what each looks like, its value, and for colours their contrast."""

from collections.abc import Mapping

from itsite.theme.contrast_ratio import PART, TEXT, ratio
from itsite.theme.emblem import plain_colour
from itsite.theme.tokens import Token
from itsite.theme.written_tokens import PALETTE

TokenPath = tuple[str, ...]
Tokens = Mapping[TokenPath, Token]
PAPER = ("color", "paper")
# Colours that nothing is written with, or not on paper: their contrast with it says nothing.
GROUNDS = frozenset({"brand", "brand-strong", "paper", "surface", "sunken", "mark", "soft", "inserted", "deleted", "ring-on-brand"})
# The part of the page on which a token is shown, and the declaration that shows it.
WAYS = {
    "fontFamily": ("type", "font-family"),
    "fontWeight": ("type", "font-weight"),
    "shadow": ("shape", "box-shadow"),
    "duration": ("motion", "transition-duration"),
    "cubicBezier": ("motion", "transition-timing-function"),
}
BY_GROUP = {
    "size": ("type", "font-size"),
    "leading": ("type", "line-height"),
    "tracking": ("type", "letter-spacing"),
    "space": ("space", "inline-size"),
    "width": ("space", "inline-size"),
    "radius": ("shape", "border-radius"),
    "shadow": ("shape", "box-shadow"),
}


def _name(path: TokenPath) -> str:
    return ".".join(path)


def _class(path: TokenPath) -> str:
    return "spec-is-" + "-".join(path)


def _way(path: TokenPath, token: Token) -> tuple[str, str]:
    """Where a token is shown, and by which property."""
    if token.kind == "color":
        return "colours", "background-color"
    if path[:2] == ("font", "weight"):
        return "type", "font-weight"
    if path[0] == "motion" and token.kind not in WAYS:
        return "motion", "transition-timing-function"
    return WAYS.get(token.kind) or BY_GROUP.get(path[0]) or ("values", "")


def _ground(path: TokenPath, tokens: Tokens) -> TokenPath | None:
    """The colour behind another, by their names: `tone.good-fill` behind `tone.good-text`, `brand` behind `on-brand`, else paper."""
    *above, last = path
    if last in GROUNDS or "fill" in last:
        return None
    for name in (last.replace("text", "fill"), last.removeprefix("on-")):
        if name != last and (*above, name) in tokens:
            return (*above, name)
    if path[:2] == ("color", "code"):
        return ("color", "code", "fill")
    return PAPER


def _value(token: Token, *, dark: bool) -> str:
    return token.dark if dark and token.dark else token.value


def _sample(path: TokenPath, tokens: Tokens, *, dark: bool) -> dict[str, str]:
    value = _value(tokens[path], dark=dark)
    found = {"name": _name(path), "class": _class(path), "value": value, "ratio": "", "ground": "", "is_low": ""}
    ground = _ground(path, tokens) if tokens[path].kind == "color" else None
    if ground is None or ground not in tokens:
        return found
    front, back = plain_colour(value), plain_colour(_value(tokens[ground], dark=dark))
    if not front or not back:
        return found
    measured = ratio(front, back)
    needed = TEXT if "text" in path[-1] or path[-1].startswith("on-") or path[1] == "code" else PART
    return {**found, "ratio": f"{measured:.1f}", "ground": _name(ground), "is_low": "yes" if measured < needed else ""}


def token_samples(tokens: Tokens, *, dark: bool) -> dict[str, list[dict[str, str]]]:
    """All tokens by the part of the page that shows them; those of a theme's palette are left to the colours that use them."""
    found: dict[str, list[dict[str, str]]] = {name: [] for name in ("colours", "type", "space", "shape", "motion", "values")}
    for path, token in tokens.items():
        if path[0] != PALETTE:
            found[_way(path, token)[0]].append(_sample(path, tokens, dark=dark))
    return found


def token_styles(tokens: Tokens) -> str:
    """A rule for each token that can be seen."""
    rules = [f".{_class(path)} {{ {_way(path, token)[1]}: var(--{'-'.join(path)}); }}" for path, token in tokens.items() if _way(path, token)[1]]
    return "@layer brand {\n" + "\n".join(rules) + "\n}\n"
