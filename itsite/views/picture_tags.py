"""The tag of a page's picture in the text of another page: what `macros/pictures.html` is for templates."""

import html
from collections.abc import Callable, Sequence
from typing import TypeAlias

from itsite.model.card import Picture, PictureCandidate

# From a site path as cards have it to the address to write.
Address: TypeAlias = Callable[[str], str]


def _srcset(candidates: Sequence[PictureCandidate], address: Address) -> str:
    return html.escape(", ".join(f"{address(one.path)} {one.width}w" for one in candidates))


def picture_tag(picture: Picture, address: Address, *, sizes: str, alt: str) -> str:
    """The picture with all its files; `sizes` says how wide it is shown. It keeps its room, and is loaded when a reader comes near it."""
    sources = "".join(f'<source type="{source.type}" srcset="{_srcset(source.candidates, address)}" sizes="{sizes}">' for source in picture.sources)
    several = f' srcset="{_srcset(picture.candidates, address)}" sizes="{sizes}"' if picture.candidates else ""
    room = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
    tag = f'<img src="{html.escape(address(picture.path))}"{several}{room} alt="{html.escape(alt)}" loading="lazy" decoding="async">'
    return f"<picture>{sources}{tag}</picture>" if sources else tag
