"""Colours in OKLCH: read from any form that CSS knows, and shaded. Loading this loads coloraide, which takes longer than a small build."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from coloraide import Color

from itsite.theme.contrast_ratio import ratio

NEARLY = 1e-4
ACHROMATIC = 0.012


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


def lch(colour: str) -> Lch:
    """A hexadecimal colour in OKLCH."""
    lightness, chroma, hue = Color(colour).convert("oklch").coords(nans=False)
    return Lch(lightness, chroma, hue)


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, ...]:
    return tuple(Color("oklch", [lightness, chroma, hue]).convert("srgb-linear").coords(nans=False))


def _hex(linear: tuple[float, ...]) -> str:
    return str(Color("srgb-linear", list(linear)).convert("srgb").clip().to_string(hex=True))


def _is_shown(linear: tuple[float, ...]) -> bool:
    return all(-NEARLY <= part <= 1 + NEARLY for part in linear)


def _at_luminance(target: float, chroma: float, hue: float) -> tuple[float, ...]:
    """Linear sRGB, perhaps outside of what screens show, by Newton's method from the grey of that luminance."""
    lightness = max(target, 1e-6) ** (1 / 3)
    linear = _linear(lightness, chroma, hue)
    for _ in range(6):
        found = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        if abs(found - target) < 1e-5:  # noqa: PLR2004
            break
        lightness = min(max(lightness - (found - target) / (3 * max(lightness, 0.05) ** 2), 0.0), 1.0)
        linear = _linear(lightness, chroma, hue)
    return linear


def _most_vivid(shaded: Callable[[float], tuple[float, ...]], chroma: float) -> str:
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
