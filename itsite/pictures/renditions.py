"""Which files are made of a picture, and under which addresses: known before anything is decoded."""

import hashlib
from collections.abc import Iterator

from itsite.model.config import PictureOptions
from itsite.model.picture import Form, PictureFacts, PublishedPicture, Rendition
from itsite.model.problem import Location, Problem

# Another number gives all files other addresses: for a change after which readers should not see the old ones.
RECIPE = 1
DIGEST_CHARACTERS = 10
# No wider file than this share of the picture's own width: the picture itself is made too, and would be hardly larger.
WORTH_A_FILE = 0.9
# What the form can hold.
MAX_SIDE: dict[Form, int] = {"webp": 16383}
# Drawings and screens have hard edges and text: they show the marks of compression first.
CLEARER = 10
BEST = 95
# Kinds of cameras, scanners and programs.
FOREIGN = frozenset({"heic", "heif", "hif", "tif", "tiff", "psd", "ai", "eps", "xcf", "dng", "cr2", "cr3", "nef", "arw", "jp2", "jxl"})


def ending_of(path: str) -> str:
    """The ending of a file name in small letters, without its dot."""
    return path.rpartition("/")[2].rpartition(".")[2].lower() if "." in path else ""


def foreign_picture(at: Location, kind: str) -> Problem:
    """That browsers do not show a kind of pictures."""
    return Problem(at, "PC006", f"most browsers do not show pictures of the kind {kind.upper()}", "export it as JPEG, or as PNG if it is a drawing")


def fallback_of(facts: PictureFacts) -> Form:
    """The form that every program can show, in the picture's own kind where that is one."""
    if facts.kind in {"png", "gif"}:
        return "png"
    return "png" if facts.has_alpha else "jpeg"


def base_width(facts: PictureFacts, options: PictureOptions) -> int:
    """The width of the widest file."""
    return min(facts.width, max(options.widths))


def _widths(facts: PictureFacts, options: PictureOptions) -> Iterator[int]:
    widest = base_width(facts, options)
    yield from (width for width in sorted(set(options.widths)) if width < widest * WORTH_A_FILE)
    yield widest


def _quality(form: Form, facts: PictureFacts, options: PictureOptions) -> int:
    if form == "png":
        return 100
    quality: int = getattr(options.quality, form)
    return max(quality, min(BEST, quality + CLEARER)) if fallback_of(facts) == "png" else quality


def published_picture(stem: str, digest: str, facts: PictureFacts, options: PictureOptions) -> PublishedPicture:
    """The files of a picture whose bytes have this digest; `stem` begins their names.

    A name holds the digest of those bytes and of all that they are made by.
    """
    if not facts.is_convertible:
        return PublishedPicture(facts.width, facts.height)
    wanted: tuple[Form, ...] = (*dict.fromkeys(options.formats), fallback_of(facts))
    qualities = sorted(options.quality.model_dump().items())
    mark = hashlib.sha256(f"{digest} {RECIPE} {base_width(facts, options)} {qualities}".encode()).hexdigest()[:DIGEST_CHARACTERS]
    found = []
    for form in wanted:
        ending = "jpg" if form == "jpeg" else form
        for width in _widths(facts, options):
            height = max(1, round(facts.height * width / facts.width))
            if max(width, height) <= MAX_SIDE.get(form, max(width, height)):
                found.append(Rendition(f"assets/{stem}-{width}.{mark}.{ending}", form, width, height, _quality(form, facts, options)))
    return PublishedPicture(facts.width, facts.height, tuple(found))


def clean_name(stem: str, digest: str, ending: str) -> str:
    """The address of a picture that is linked to as a file, without what its camera wrote into it."""
    mark = hashlib.sha256(f"{digest} {RECIPE} clean".encode()).hexdigest()[:DIGEST_CHARACTERS]
    return f"assets/{stem}.{mark}.{ending}"
