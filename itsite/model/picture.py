"""Pictures: what is known of one before it is decoded, and the files that are made of it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["jpeg", "png", "webp", "avif", "gif", "svg"]
Form: TypeAlias = Literal["avif", "webp", "jpeg", "png"]

MEDIA_TYPES: dict[Form, str] = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}
# What feeds bring, and what chats show of a link.
MIDDLE_WIDTH, PREVIEW_WIDTH = 960, 1200

# Decoded, such a picture takes 160 MB.
MAX_PIXELS = 40_000_000


def is_too_large(width: int, height: int) -> bool:
    """True for a picture that is not decoded."""
    return width * height >= MAX_PIXELS


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What the header of a picture says: its size in pixels as it is shown; `is_still` is False for one that moves.

    `is_for_print` is set for the colours of printers (CMYK).
    """

    kind: Kind
    width: int
    height: int
    has_alpha: bool = False
    is_still: bool = True
    is_for_print: bool = False

    @property
    def is_convertible(self) -> bool:
        """True for a still picture of pixels: other sizes and forms can be made of it."""
        return self.kind != "svg" and self.is_still


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file made of a picture: its address, form, size in pixels and quality (1 to 100)."""

    url: str
    form: Form
    width: int
    height: int
    quality: int


@dataclass(frozen=True, slots=True)
class PublishedPicture:
    """A picture as pages show it: its own size, and its renditions by form, the best form first, in each the narrowest first.

    The last form is the one that every program can show. Without renditions the file itself is shown.
    """

    width: int
    height: int
    renditions: tuple[Rendition, ...] = ()

    @property
    def forms(self) -> tuple[tuple[Form, tuple[Rendition, ...]], ...]:
        """The renditions of each form."""
        names = dict.fromkeys(rendition.form for rendition in self.renditions)
        return tuple((name, tuple(one for one in self.renditions if one.form == name)) for name in names)

    def plain(self, width: int) -> Rendition:
        """The rendition for programs that know one address only, as near to a width as there is. Needs renditions."""
        return min(self.forms[-1][1], key=lambda one: (abs(one.width - width), one.width))

    @property
    def widest(self) -> Rendition:
        """The widest rendition that every program can show. Needs renditions."""
        return self.forms[-1][1][-1]


@dataclass(frozen=True, slots=True)
class Conversion:
    """How one file is made of a picture: a rendition of it, or with None the picture itself without what its camera wrote into it.

    `base_width` is the width of the picture from which all its renditions are made.
    """

    kind: Kind
    base_width: int
    rendition: Rendition | None = None
