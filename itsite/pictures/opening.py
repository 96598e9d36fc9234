"""The only way to open a picture: what Pillow says and warns of stays here, and nothing is decoded that is too large."""

import contextlib
import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageFile

from itsite.model.picture import Kind, PictureFacts, is_too_large

# The header is looked at by us, before anything is decoded: Pillow would only warn, or say no without the size.
Image.MAX_IMAGE_PIXELS = None
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
KINDS: dict[str, Kind] = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
ORIENTATION = 0x0112
# Orientations of EXIF that turn the picture on its side.
ON_ITS_SIDE = frozenset({5, 6, 7, 8})
ALPHA_MODES = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})
WEBP_HEADER = 30


class BrokenPictureError(Exception):
    """The bytes are no whole picture."""


@contextlib.contextmanager
def contained() -> Iterator[None]:
    """Whatever Pillow raises for strange bytes becomes BrokenPictureError; its warnings go nowhere."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except BrokenPictureError:
        raise
    except MemoryError:
        raise BrokenPictureError("it takes more memory than there is") from None
    except Exception as error:  # noqa: BLE001 - for broken bytes Pillow raises nearly everything
        raise BrokenPictureError(" ".join(str(error).split()) or type(error).__name__) from None


def opened(data: bytes) -> ImageFile.ImageFile:
    """The picture, its header read. Call it inside `contained`."""
    return Image.open(BytesIO(data), formats=FORMATS)


def _webp_size(data: bytes) -> tuple[int, int]:
    """The size that a WebP file says at its beginning: Pillow makes room for all of it when it opens one. Zeros where it says none."""
    head = data[12:16]
    if head == b"VP8X" and len(data) >= WEBP_HEADER:
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if head == b"VP8L" and len(data) >= WEBP_HEADER:
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if head == b"VP8 " and len(data) >= WEBP_HEADER:
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return 0, 0


def kind_of(data: bytes) -> Kind | None:
    """What the bytes begin like."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "avif" if data[4:8] == b"ftyp" and (b"avif" in data[8:64] or b"avis" in data[8:64]) else None


def orientation_of(image: Image.Image) -> int:
    """How the picture is to be turned, as EXIF numbers it; 1 where nothing usable is said. Ask before it is decoded."""
    if image.format == "PNG" and "exif" not in image.info:
        # Pillow would decode all of it to look for words at its end.
        return 1
    found = image.getexif().get(ORIENTATION, 1)
    return found if isinstance(found, int) and 1 <= found <= 8 else 1  # noqa: PLR2004 - of EXIF


def facts_of(data: bytes) -> PictureFacts:
    """What the header says. Raises BrokenPictureError."""
    if kind_of(data) == "webp" and is_too_large(*(size := _webp_size(data))):
        return PictureFacts("webp", *size)
    with contained(), opened(data) as image:
        kind = KINDS[image.format or ""]
        width, height = image.size
        if min(width, height) < 1:
            raise BrokenPictureError("it has no size")
        if orientation_of(image) in ON_ITS_SIDE:
            width, height = height, width
        moves = kind in {"gif", "webp", "avif", "png"} and bool(getattr(image, "is_animated", False))
        alpha = image.mode in ALPHA_MODES or "transparency" in image.info
        return PictureFacts(kind, width, height, alpha, not moves, image.mode in {"CMYK", "YCCK"})
