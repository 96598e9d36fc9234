"""What the value of a token may be, by its type."""

import re

from itsite.theme.contrast_ratio import HEX

SAFE_VALUE = re.compile(r"""[#\w\s.,()%/+*'"\-–{}]+""")
ALIAS = re.compile(r"\{([A-Za-z0-9._\-]+)\}")
# Colours that depend on where they stand; nothing can be proven of them.
FLOATING = re.compile(r"(color-mix|light-dark|var)\(.*\)|currentcolor", re.IGNORECASE)
NUMBER = r"[+-]?(\d+(\.\d+)?|\.\d+)"
UNIT = r"r?(em|ex|ch|cap|ic|lh)|px|pt|pc|cm|mm|in|q|%|[sld]?v(w|h|i|b|min|max)|cq(w|h|i|b|min|max)"
# Browsers reckon: what stands in it is theirs to read.
FUNCTION = r"(calc|clamp|min|max|var|round|env)\(.*\)"
FORMS = {
    "dimension": re.compile(rf"0|{NUMBER}({UNIT})|{FUNCTION}", re.IGNORECASE),
    "number": re.compile(rf"{NUMBER}|{FUNCTION}", re.IGNORECASE),
    "duration": re.compile(rf"{NUMBER}m?s|{FUNCTION}", re.IGNORECASE),
    "fontWeight": re.compile(rf"normal|bold|[1-9]\d{{0,2}}|1000|{FUNCTION}", re.IGNORECASE),
}
CURES = {
    "color": 'write a colour such as "#0f5257", "rgb(15 82 87)" or "oklch(0.4 0.06 200)"',
    "dimension": 'write a length such as "1.5rem"',
    "number": "write a number such as 1.5",
    "duration": 'write a duration such as "140ms"',
    "fontWeight": "write a weight such as 400 or 700",
    "fontFamily": "write names of fonts: '\"Acme Sans\", system-ui, sans-serif'",
}
CURE = "write a colour, a length or a list of fonts"


def alias_path(text: str) -> tuple[str, ...] | None:
    """The token that a text names, when it is nothing but an alias."""
    match = ALIAS.fullmatch(text)
    return tuple(match[1].split(".")) if match else None


def is_safe(text: str) -> bool:
    """True for a text that cannot end its declaration, or ask another host."""
    bare = ALIAS.sub("", text)
    return bool(SAFE_VALUE.fullmatch(text)) and "{" not in bare and "}" not in bare and "url(" not in bare.lower()


def is_colour(text: str) -> bool:
    """True for what a token of type colour may be: a colour in any form of CSS, one that depends on where it stands, or an alias."""
    if HEX.fullmatch(text) or FLOATING.fullmatch(text) or alias_path(text):
        return True
    from itsite.theme.css_colours import is_css_colour  # noqa: PLC0415 - loads coloraide; most colours are hexadecimal

    return is_css_colour(text)


def opaque(text: str) -> str | None:
    """A colour as hexadecimal; None for what is none, or lets light through. coloraide, which takes long to load, is asked only for other forms."""
    if HEX.fullmatch(text):
        return "#" + "".join(c * 2 for c in text[1:]).lower() if len(text) == 4 else text.lower()  # noqa: PLR2004
    from itsite.theme.css_colours import read_colour  # noqa: PLC0415 - see above

    return read_colour(text)


def is_fit(text: str, kind: str) -> bool:
    """True for a text that browsers take as a value of this type; of types that are not known here, for all that is safe."""
    if not is_safe(text):
        return False
    if kind == "color":
        return is_colour(text)
    return kind not in FORMS or bool(ALIAS.search(text) or FORMS[kind].fullmatch(text))
