"""Colours as CSS writes them, read by coloraide. Loading it takes longer than a small build: import this only where a colour is not hexadecimal."""

import math

from coloraide import Color


def read_colour(text: str) -> str | None:
    """A CSS colour as hexadecimal sRGB, from outside sRGB the nearest of the same hue; None for what is none, or lets light through."""
    found = Color.match(text, fullmatch=True)
    if found is None or found.color.alpha() < 1 or any(math.isinf(part) for part in found.color.coords()):
        return None
    try:
        srgb = found.color.convert("srgb", norm=False)
        # CSS cuts rgb(300 0 0) off at 255 itself.
        mapped = srgb if found.color.space() in {"srgb", "hsl", "hwb"} else srgb.fit("srgb", method="oklch-chroma")
        return str(mapped.clip().to_string(hex=True))
    except (ArithmeticError, ValueError):
        return None


def is_css_colour(text: str) -> bool:
    """True for a colour of any form, also one that lets light through."""
    return Color.match(text, fullmatch=True) is not None
