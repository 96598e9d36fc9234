"""The files that are made of the site's emblem: which there are, and their addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from itsite.theme.assets import ThemeAsset
from itsite.theme.emblem import Emblem, Favicons, digest_of
from itsite.theme.tokens import Token

LIBRARY = "resvg_py"
# Another way of drawing gets other addresses.
DRAWING = b"1"
ICO = "favicon.ico"
# Letters fill more of the little room in a tab.
LARGER = 1.3


@dataclass(frozen=True, slots=True)
class Shape:
    """One form of the icon: `share` of its side is the picture's; the ground is round at the corners by `corner` of the side, or fills it all (0)."""

    name: str
    sizes: tuple[int, ...]
    share: float
    corner: float
    purpose: str = ""


TOUCH = Shape("apple-touch-icon", (180,), 0.66, 0)
TAB = Shape("favicon", (16, 32, 48), 0.84, 0.2)
# A launcher may cut a maskable icon down to a circle of 80% of its width: a square inside it has 0.8 / √2 of the side.
SHAPES = (TOUCH, Shape("icon-192", (192,), 0.7, 0.22, "any"), Shape("icon-512", (512,), 0.7, 0.22, "any"), Shape("icon-maskable", (512,), 0.56, 0, "maskable"))


def can_draw() -> bool:
    """True when the library that draws is installed."""
    return find_spec(LIBRARY) is not None


def address_of(emblem: Emblem, shape: Shape) -> str:
    """Where one form of the icon stands, seen from the site's root; readers' browsers may keep it for ever."""
    return f"assets/{shape.name}.{digest_of(DRAWING, repr(shape).encode(), emblem.brand.encode(), emblem.paper.encode(), emblem.picture)}.png"


def svg_of(emblem: Emblem) -> bytes:
    """The picture for tabs; a monogram stands on a tile of the brand colour."""
    if not emblem.is_monogram:
        return emblem.picture
    tile = f'><rect width="64" height="64" rx="14" fill="{emblem.brand}"/>'.encode()
    offset = 32 * (1 - LARGER)
    larger = f'<path transform="matrix({LARGER} 0 0 {LARGER} {offset:g} {offset:g})"'.encode()
    return emblem.picture.replace(b">", tile, 1).replace(b"<path", larger, 1)


def favicons_of(emblem: Emblem, assets: Mapping[str, ThemeAsset], tokens: Mapping[tuple[str, ...], Token]) -> Favicons:
    """What pages say of the icon; a picture that the theme publishes anyway keeps its address."""
    data = svg_of(emblem)
    icon = next((asset.url for asset in assets.values() if asset.data == data), f"assets/favicon.{digest_of(data)}.svg")
    brand = tokens.get(("color", "brand"))
    light = brand.value if brand else emblem.brand
    return Favicons(icon, address_of(emblem, TOUCH) if can_draw() else "", light, (brand.dark if brand else "") or light)


def missing_icons() -> str:
    """What to tell a person when icons cannot be drawn; empty when they can."""
    return "" if can_draw() else "the site has its icon as SVG only: favicon.ico and the pictures for start screens need pip install itsite[icons]"
