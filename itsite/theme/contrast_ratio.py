"""How well two opaque colours can be told apart, by the rule of WCAG 2.2."""

import re
from functools import lru_cache

HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
TEXT, PART = 4.5, 3.0
LINEAR = tuple(c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in range(256))  # noqa: PLR2004


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a hexadecimal colour, from 0 to 255."""
    digits = colour[1:] if len(colour) > 4 else "".join(c * 2 for c in colour[1:])  # noqa: PLR2004
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


@lru_cache(4096)
def luminance(colour: str) -> float:
    """Relative luminance of a hexadecimal colour, from 0 to 1."""
    red, green, blue = (LINEAR[channel] for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast of two hexadecimal colours, from 1 to 21; their order does not matter."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
