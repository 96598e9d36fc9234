"""Pictures in texts: what a writer's `<img>` becomes once it is known which files there are."""

import html
import re

from itsite.model.document import Hole, Pieces
from itsite.model.picture import MEDIA_TYPES, PublishedPicture, Rendition
from itsite.model.site import Target
from itsite.views.addresses import href

IMAGE = "<img"
# Characters of HTML.
NEAR = 600
# As wide as a text of 65 characters; on narrower screens as wide as these.
SIZES = "(min-width: 45rem) 42rem, 100vw"
# The same for pictures in smaller places, by the class of their tag; blocks.css makes the places.
PLACES = {
    "gallery-2": "(min-width: 45rem) 21rem, 50vw",
    "gallery-3": "(min-width: 45rem) 14rem, (min-width: 33rem) 32vw, 50vw",
    "gallery-4": "(min-width: 45rem) 10rem, (min-width: 33rem) 32vw, 50vw",
    "contact-face": "5rem",
    "quotation-face": "4rem",
}
ATTRIBUTE = re.compile(r'\s(width|height|loading|class)="([^"]*)"')


def _srcset(renditions: tuple[Rendition, ...], root: str) -> str:
    return html.escape(", ".join(f"{root}{href(one.url)} {one.width}w" for one in renditions))


def _size(said: dict[str, str], picture: PublishedPicture) -> str:
    """Width and height, which keep the room for the picture; what the writer said of one of them counts for both."""
    width, height = said.get("width", ""), said.get("height", "")
    if width.isdecimal() and not height:
        return f' height="{max(1, round(picture.height * int(width) / picture.width))}"'
    if height.isdecimal() and not width:
        return f' width="{max(1, round(picture.width * int(height) / picture.height))}"'
    return "" if width or height else f' width="{picture.width}" height="{picture.height}"'


def seen_first(text: Pieces) -> Hole | None:
    """The picture near the beginning of a text: most screens show it without scrolling."""
    before = 0
    for part in text:
        if before > NEAR:
            return None
        if isinstance(part, str):
            before += len(part)
        elif part.before.startswith(IMAGE):
            return part
    return None


def shown(hole: Hole, target: Target, root: str, *, eager: bool) -> str:
    """The picture with its sources, as the page at `root` shows it; without `eager` it is loaded when a reader comes near it."""
    picture = target.picture
    if picture is None:
        return hole.before + hole.after
    said = dict(ATTRIBUTE.findall(hole.before + hole.after))
    sizes = f"{said['width']}px" if said.get("width", "").isdecimal() else PLACES.get(said.get("class", ""), SIZES)
    sources = several = ""
    if picture.renditions:
        *better, (_, plain) = picture.forms
        sources = "".join(f'<source type="{MEDIA_TYPES[form]}" srcset="{_srcset(found, root)}" sizes="{sizes}">' for form, found in better)
        several = f' srcset="{_srcset(plain, root)}" sizes="{sizes}"'
    lazily = "" if "loading" in said else ' fetchpriority="high"' if eager else ' loading="lazy"'
    added = f'{several}{_size(said, picture)}{lazily} decoding="async"'
    address = html.escape(root + href(str(target.path)))
    # What follows the address begins with its quotation mark.
    image = f'{hole.before}{address}"{added}{hole.after[1:]}'
    return f"<picture>{sources}{image}</picture>" if sources else image
