"""Icons as pixels. Only a build that has to make one loads what is needed for it."""

import base64
import io
import re
import struct
from functools import lru_cache

from itsite.theme.contrast_ratio import PART, ratio
from itsite.theme.emblem import INK, WHITE, Emblem
from itsite.theme.favicons import LARGER, TAB, Shape

PROBE = 64
ENOUGH, WHOLE, SOLID = 0.9, 0.95, 200
# The grounds of tabs: that of most browsers by day and by night.
TABS = (WHITE, "#202124")
MEDIA = re.compile(rb"@media(?P<query>[^{]*)\{(?P<rules>(?:[^{}]*\{[^{}]*\})*)[^{}]*\}")
DARK = re.compile(rb"prefers-color-scheme\s*:\s*dark")


class CannotDrawError(Exception):
    """The picture cannot be drawn; the text says why."""


def _by(picture: bytes, *, night: bool) -> bytes:
    """The picture as it is by day or in the dark, whatever the machine that draws it says."""
    return MEDIA.sub(lambda rule: rule["rules"] if night and DARK.search(rule["query"]) else b"", picture)


def _png(svg: str, side: int) -> bytes:
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - is not always installed

    try:
        return bytes(svg_to_bytes(svg_string=svg, width=side, height=side, skip_system_fonts=True))
    except ValueError as error:
        raise CannotDrawError(str(error)) from None


def _svg(picture: bytes, side: int, share: float, ground: str, corner: float) -> str:
    inner = side * share
    offset = (side - inner) / 2
    tile = f'<rect width="{side}" height="{side}" rx="{side * corner:g}" fill="{ground}"/>' if ground else ""
    data = base64.b64encode(picture).decode()
    image = f'<image x="{offset:g}" y="{offset:g}" width="{inner:g}" height="{inner:g}" href="data:image/svg+xml;base64,{data}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}">{tile}{image}</svg>'


def drawing(picture: bytes, width: int) -> bytes:
    """An SVG picture as PNG of so many pixels in width, as it is by day. Raises CannotDrawError, ImportError."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - is not always installed

    day = _by(picture, night=False)
    try:
        # Only words need the fonts of the machine.
        return bytes(svg_to_bytes(svg_string=day.decode("utf-8", "replace"), width=width, skip_system_fonts=b"<text" not in day))
    except ValueError as error:
        raise CannotDrawError(str(error)) from None


Colours = tuple[tuple[int, str], ...]


@lru_cache(maxsize=8)
def _colours(picture: bytes) -> tuple[Colours, float, str]:
    """The colours of a picture with how often they come, how much of its square it covers, and the colour that it has most of at its edge.

    Raises CannotDrawError.
    """
    from PIL import Image  # noqa: PLC0415 - takes long to load

    image = Image.open(io.BytesIO(_png(_svg(picture, PROBE, 1, "", 0), PROBE))).convert("RGBA")
    drawn_at_all = [(count, pixel) for count, pixel in image.getcolors(PROBE * PROBE) or () if isinstance(pixel, tuple) and pixel[3]]
    if not drawn_at_all:
        raise CannotDrawError("nothing of it can be seen")
    found = [(count, pixel) for count, pixel in drawn_at_all if pixel[3] >= SOLID] or drawn_at_all
    edges = [image.crop(box) for box in ((0, 0, PROBE, 1), (0, PROBE - 1, PROBE, PROBE), (0, 0, 1, PROBE), (PROBE - 1, 0, PROBE, PROBE))]
    at_edge = [(count, pixel) for edge in edges for count, pixel in edge.getcolors(PROBE) or () if isinstance(pixel, tuple) and pixel[3] >= SOLID]
    colours = tuple((count, "#{:02x}{:02x}{:02x}".format(*pixel[:3])) for count, pixel in found)
    edge = "#{:02x}{:02x}{:02x}".format(*max(at_edge)[1]) if at_edge else ""
    return colours, sum(count for count, _ in found) / PROBE**2, edge


def _seen(picture: bytes, ground: str) -> float:
    """How much of a picture stands out from a ground, from 0 to 1."""
    colours = _colours(picture)[0]
    total = sum(count for count, _ in colours)
    return sum(count for count, colour in colours if ratio(colour, ground) >= PART) / total if total else 0.0


@lru_cache(maxsize=8)
def dressed(emblem: Emblem) -> tuple[bytes, str, bool]:
    """The picture by day or in the dark, the ground on which it can be seen, and whether it brings its own ground."""
    if emblem.is_monogram:
        return emblem.picture, emblem.brand, False
    day, night = (_by(emblem.picture, night=night) for night in (False, True))
    _, covered, edge = _colours(day)
    if covered >= WHOLE:
        return day, edge, True
    choices = ((day, emblem.brand), (night, emblem.brand), (day, emblem.paper), (day, WHITE), (night, INK))
    picture, ground = next((choice for choice in choices if _seen(*choice) >= ENOUGH), None) or max(choices, key=lambda choice: _seen(*choice))
    return picture, ground, False


@lru_cache(maxsize=16)
def drawn(emblem: Emblem, shape: Shape, side: int) -> bytes:
    """One form of the icon as PNG, on its ground. Raises CannotDrawError."""
    picture, ground, is_whole = dressed(emblem)
    if is_whole and shape.corner:
        return _png(_svg(picture, side, 1, "", 0), side)
    share = shape.share if not emblem.is_monogram else LARGER if shape == TAB else 1
    return _png(_svg(picture, side, share, ground, shape.corner), side)


@lru_cache(maxsize=4)
def tab_icon(emblem: Emblem) -> bytes:
    """favicon.ico: PNG pictures in a container, without a ground where the emblem can be seen in light and dark tabs. Raises CannotDrawError."""
    day = _by(emblem.picture, night=False)
    is_free = not emblem.is_monogram and not dressed(emblem)[2] and all(_seen(day, ground) >= ENOUGH for ground in TABS)
    pictures = [_png(_svg(day, side, 1, "", 0), side) if is_free else drawn(emblem, TAB, side) for side in TAB.sizes]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    entries = b""
    for side, data in zip(TAB.sizes, pictures, strict=True):
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return head + entries + b"".join(pictures)
