"""Colours in OKLCH: taken apart, shaded, and moved until they can be read.

The arithmetic of CSS Color 4 (Björn Ottosson's OKLab), without a library: one takes longer to load than a small build takes.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from itsite.theme.contrast_ratio import LINEAR, channels, ratio

NEARLY = 1e-4
ACHROMATIC = 0.012
Linear: TypeAlias = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Lch:
    """Lightness from 0 to 1, chroma (0.4 is more than any screen shows), hue in degrees (0 where there is none)."""

    lightness: float
    chroma: float
    hue: float

    @property
    def is_grey(self) -> bool:
        """True when nobody would name a hue."""
        return self.chroma < ACHROMATIC


def lch(colour: str) -> Lch:
    """A hexadecimal colour in OKLCH."""
    red, green, blue = (LINEAR[channel] for channel in channels(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    chroma = math.hypot(a, b)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    return Lch(lightness, chroma, math.degrees(math.atan2(b, a)) % 360 if chroma > NEARLY else 0.0)


def _linear(lightness: float, chroma: float, hue: float) -> Linear:
    """Linear sRGB, perhaps outside of what screens show."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _byte(part: float) -> int:
    curved = 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055  # noqa: PLR2004
    return round(255 * min(max(curved, 0.0), 1.0))


def _hex(linear: Linear) -> str:
    return "#" + "".join(f"{_byte(part):02x}" for part in linear)


def _is_shown(linear: Linear) -> bool:
    return min(linear) >= -NEARLY and max(linear) <= 1 + NEARLY


def _at_luminance(target: float, chroma: float, hue: float) -> Linear:
    """Linear sRGB of a luminance, by Newton's method from the grey that has it."""
    lightness = max(target, 1e-6) ** (1 / 3)
    linear = _linear(lightness, chroma, hue)
    for _ in range(6):
        found = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        if abs(found - target) < 1e-5:  # noqa: PLR2004
            break
        lightness = min(max(lightness - (found - target) / (3 * max(lightness, 0.05) ** 2), 0.0), 1.0)
        linear = _linear(lightness, chroma, hue)
    return linear


def _most_vivid(shaded: Callable[[float], Linear], chroma: float) -> str:
    """The shade with as much of `chroma` as a screen can show."""
    linear = shaded(chroma)
    if _is_shown(linear):
        return _hex(linear)
    low, high = 0.0, chroma
    for _ in range(9):
        middle = (low + high) / 2
        low, high = (middle, high) if _is_shown(shaded(middle)) else (low, middle)
    return _hex(shaded(low))


def shade(luminance: float, chroma: float, hue: float) -> str:
    """The hexadecimal colour of a hue that has this relative luminance, with as much of `chroma` as a screen can show."""
    return _most_vivid(lambda c: _at_luminance(luminance, c, hue), chroma)


def at_lightness(lightness: float, like: Lch) -> str:
    """A colour with another lightness: the same hue, and as much of the chroma as a screen can show."""
    return _most_vivid(lambda c: _linear(lightness, c, like.hue), like.chroma)


def nearest_passing(colour: str, passes: Callable[[str], bool]) -> str | None:
    """The colour next to `colour`, by lightness alone, for which `passes` holds; None when none does."""
    like = lch(colour)
    for step in range(1, 501):
        for lightness in (like.lightness - step / 500, like.lightness + step / 500):
            if 0 <= lightness <= 1 and passes(found := at_lightness(lightness, like)):
                return found
    return next((end for end in sorted(("#000000", "#ffffff"), key=lambda end: ratio(colour, end)) if passes(end)), None)


def apart(one: float, other: float) -> float:
    """Degrees between two hues, from 0 to 180."""
    return abs((one - other + 180) % 360 - 180)
