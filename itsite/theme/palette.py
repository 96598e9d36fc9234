"""The primitive colours of a brand: ramps for light and dark, made from one to three colours.

A step of a ramp has the same relative luminance in every hue. So which steps can be read on which is known for all brands at once,
and the semantic tokens of base, which name steps, pass for any colour.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from itsite.theme.contrast_ratio import TEXT, luminance, ratio
from itsite.theme.oklch import Lch, apart, lch, shade

STEPS = {50: 0.953, 100: 0.855, 200: 0.71, 300: 0.5, 400: 0.34, 500: 0.21, 600: 0.115, 700: 0.075, 800: 0.045, 900: 0.022, 950: 0.0085}
# Surfaces need finer steps.
SURFACES = {0: 1.0, 25: 0.97, 50: 0.953, 100: 0.86, 150: 0.8, 850: 0.031, 925: 0.0145}
# How much of a hue's chroma each step takes: little where it fills, all of it where it speaks.
VIVID = {50: 0.1, 100: 0.2, 200: 0.45, 300: 0.8, 400: 1.0, 500: 1.0, 600: 1.0, 700: 0.9, 800: 0.7, 900: 0.4, 950: 0.3}
WARM = 85.0
# Chroma of the neutrals, and how much of it follows the brand: paper stays warm, ink and night take the brand's hue.
NEUTRAL_CHROMA = {0: 0.0, 25: 0.004, 50: 0.0045, 100: 0.0095, 150: 0.011, 200: 0.013, 300: 0.013, 850: 0.0125, 900: 0.0125, 925: 0.0115, 950: 0.0105}
NEUTRAL_OWN = {0: 0.0, 25: 0.1, 50: 0.15, 100: 0.2, 150: 0.2, 200: 0.25, 300: 0.5, 400: 0.75}
# Meanings have a hue that they may leave a little when the brand has it: canonical hue, from, to, chroma.
TONES = {"good": (152.0, 138.0, 172.0, 0.115), "notice": (72.0, 58.0, 96.0, 0.12), "alert": (26.0, 4.0, 38.0, 0.17)}
KEEPS_AWAY = 24.0
CODE = {"rose": (352.0, 0.15), "leaf": (150.0, 0.1), "amber": (58.0, 0.12), "sky": (245.0, 0.12), "violet": (296.0, 0.15)}
CODE_STEPS = (300, 700)
# The least luminance that text has on the lightest dark surface, the most that it has on the darkest light one.
INK, INK_NIGHT = 0.135, 0.39
YELLOWS, YELLOW_LUMINANCE, EARTH_INK = (62.0, 128.0), 0.4, 0.033
PASTEL_LIGHTNESS, PASTEL_CHROMA = 0.75, 0.09
Named = Iterator[tuple[tuple[str, ...], str]]


def _ramp(name: str, hue: float, chroma: float, steps: Iterable[int] = STEPS) -> Named:
    for step in steps:
        yield ("palette", name, str(step)), shade(STEPS[step], chroma * VIVID[step], hue)


def _neutral(brand: Lch) -> Named:
    """Warm paper, and ink and night of the brand's hue; both warm where the brand has none."""
    strength = 0.0 if brand.is_grey else min(1.0, brand.chroma / 0.08)
    warm, own = math.radians(WARM), math.radians(brand.hue)
    for step, target in sorted((STEPS | SURFACES).items()):
        own_share = NEUTRAL_OWN.get(step, 1.0)
        # What follows the brand stays nearly grey where the brand is.
        chroma, share = NEUTRAL_CHROMA.get(step, 0.0135) * (1 - 0.6 * own_share * (1 - strength)), own_share * strength
        a = chroma * ((1 - share) * math.cos(warm) + share * math.cos(own))
        b = chroma * ((1 - share) * math.sin(warm) + share * math.sin(own))
        yield ("palette", "neutral", str(step)), shade(target, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def _readable(on: str, candidates: Sequence[str]) -> str:
    """The first of the candidates that can be read; black or white always can."""
    ends = sorted(("#ffffff", "#000000"), key=lambda end: -ratio(on, end))
    return next(one for one in (*candidates, *ends) if ratio(on, one) >= TEXT)


def _inks(name: str, colour: str, shape: Lch) -> Named:
    """The colour as text, by day and in the dark: itself where it can be read, else moved in lightness until it can."""
    light = luminance(colour)
    darker = shade(EARTH_INK, shape.chroma * 0.55, shape.hue) if _turns_to_mud(shape, light) else shade(INK - 0.015, shape.chroma, shape.hue)
    yield ("palette", name, "ink"), colour if light <= INK else darker
    yield ("palette", name, "ink-night"), colour if light >= INK_NIGHT else shade(INK_NIGHT + 0.09, min(shape.chroma, 0.15), shape.hue)


def _turns_to_mud(shape: Lch, light: float) -> bool:
    """True for yellow and its neighbours, which no longer are themselves when they are darkened until they can be read."""
    return YELLOWS[0] < shape.hue < YELLOWS[1] and light > YELLOW_LUMINANCE and not shape.is_grey


def _pressed(fill: str, text: str) -> str:
    """A fill while it is pressed: darker, or lighter where darker could not be read or seen."""
    shape, light = lch(fill), luminance(fill)
    for target in (light * 0.55, light * 0.75, light + 0.03, light + 0.1):
        if 0.004 < target < 1 and ratio(found := shade(target, shape.chroma, shape.hue), text) >= TEXT:  # noqa: PLR2004
            return found
    return fill


def _surfaces(colour: str, shape: Lch, neutral: Mapping[str, str]) -> Named:
    """The brand as a large surface and as a button, with what is written on it."""
    texts = (neutral["25"], "#ffffff", neutral["950"])
    # A pastel or white surface would blind in the dark.
    is_pastel = shape.lightness > PASTEL_LIGHTNESS and shape.chroma < PASTEL_CHROMA
    night = colour if not is_pastel else neutral["800"] if shape.is_grey else shade(STEPS[700], shape.chroma * 1.5, shape.hue)
    seen_at_night = luminance(colour) >= 0.2 and not is_pastel and not shape.is_grey  # noqa: PLR2004 - 3 : 1 on the lightest dark surface
    for suffix, fill in (("", colour), ("-night", night)):
        text = _readable(fill, texts)
        yield ("palette", "brand", f"base{suffix}"), fill
        yield ("palette", "brand", f"on{suffix}"), text
        yield ("palette", "brand", f"strong{suffix}"), _pressed(fill, text)
    ink = dict(_inks("brand", colour, shape))
    # A grey button looks as if it could not be pressed.
    plain = ink["palette", "brand", "ink"] if shape.is_grey and luminance(colour) < STEPS[300] else colour
    plain_night = colour if seen_at_night else ink["palette", "brand", "ink-night"]
    yield ("palette", "brand", "button"), plain
    yield ("palette", "brand", "button-line"), plain if luminance(plain) <= 0.23 else ink["palette", "brand", "ink"]  # noqa: PLR2004 - 3 : 1 on the darkest
    yield ("palette", "brand", "button-text"), _readable(plain, texts)
    yield ("palette", "brand", "button-night"), plain_night
    yield ("palette", "brand", "button-text-night"), _readable(plain_night, texts)


def _accent_hue(brand: Lch) -> float:
    """Terracotta for cool brands, a blue for warm ones, terracotta where there is no hue."""
    if brand.is_grey or 130 <= brand.hue <= 330:  # noqa: PLR2004
        return 48.0
    return 225 + 0.4 * ((brand.hue + 30) % 360 - 30)


def _tone_hue(name: str, brand: Lch) -> float:
    own, low, high, _ = TONES[name]
    if brand.is_grey or brand.chroma < 0.04 or apart(own, brand.hue) >= KEEPS_AWAY:  # noqa: PLR2004
        return own
    return max((low, high), key=lambda hue: apart(hue, brand.hue))


def _mark(colours: Sequence[str]) -> tuple[float, float]:
    """Hue and chroma of what is highlighted: the third colour's, if it has one."""
    third = lch(colours[2]) if len(colours) > 2 else None  # noqa: PLR2004
    # A highlight has to be seen: more of its colour than other fills have.
    return (third.hue, max(2.6 * third.chroma, 0.26)) if third and third.chroma >= 0.05 else (92.0, 0.42)  # noqa: PLR2004


def palette(colours: Sequence[str]) -> dict[tuple[str, ...], str]:
    """All primitive colours by the paths of their tokens, from one to three hexadecimal colours: brand, accent, highlight."""
    brand = lch(colours[0])
    neutral = dict(_neutral(brand))
    found = {**neutral}
    found |= _ramp("brand", brand.hue, brand.chroma)
    found |= _surfaces(colours[0], brand, {path[2]: colour for path, colour in neutral.items()})
    found |= _inks("brand", colours[0], brand)
    accent = colours[1] if len(colours) > 1 else shade(0.225, 0.045 if brand.is_grey else 0.15, _accent_hue(brand))
    shape = lch(accent)
    found |= _ramp("accent", shape.hue, shape.chroma)
    found["palette", "accent", "base"] = accent if luminance(accent) < 0.9 else found["palette", "accent", "300"]  # noqa: PLR2004
    found["palette", "accent", "night"] = accent if luminance(accent) >= 0.13 else shade(0.33, shape.chroma, shape.hue)  # noqa: PLR2004
    found |= _inks("accent", accent, shape)
    if len(colours) > 1 and _turns_to_mud(brand, luminance(colours[0])) and shape.chroma > brand.chroma / 2 and luminance(accent) <= 2 * INK:
        found["palette", "brand", "ink"] = found["palette", "accent", "ink"]
    for name, (*_, chroma) in TONES.items():
        found |= _ramp(name, _tone_hue(name, brand), chroma)
    found |= _ramp("mark", *_mark(colours), (100, 800))
    for name, (hue, chroma) in CODE.items():
        found |= _ramp(name, hue, chroma, CODE_STEPS)
    return {path: colour.lower() for path, colour in found.items()}
