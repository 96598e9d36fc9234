"""A picture to one of its files. The same bytes and the same recipe give the same file, in whichever order and process they are made."""

import functools
from io import BytesIO

from PIL import Image, ImageCms

from itsite.model.picture import Conversion, Rendition
from itsite.pictures.opening import ALPHA_MODES, contained, opened, orientation_of

# A third of the time that Pillow takes by itself, for files that are some percent larger.
AVIF_SPEED, WEBP_METHOD, PNG_LEVEL = 8, 2, 7
DEEP_GREY = frozenset({"I;16", "I;16L", "I;16B", "I;16N", "I"})
OPAQUE = 255
# How EXIF numbers the ways to hold a camera.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip


@functools.cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _draft(image: Image.Image, width: int) -> None:
    """Lets a JPEG be decoded at a half, a quarter or an eighth of its size where that is still wide enough."""
    if image.format in {"JPEG", "MPO"}:
        scale = width / (image.height if orientation_of(image) > 4 else image.width)  # noqa: PLR2004 - those lie on their side
        image.draft(image.mode, (max(1, round(image.width * scale)), max(1, round(image.height * scale))))


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 bits as grey of 8: Pillow would cut it off."""
    return image.convert("I").point(lambda value: value * (1 / 256)).convert("L") if image.mode in DEEP_GREY else image


def _in_srgb(image: Image.Image) -> Image.Image:
    """The colours in sRGB by the profile that the picture brings; one that cannot be read counts as none."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "CMYK", "L"}:
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            found = ImageCms.profileToProfile(image, given, _srgb(), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            found = None
        if found is not None:
            return found
    return image.convert("RGB")


def _normal(image: Image.Image) -> Image.Image:
    """Upright, in sRGB, as RGB or with transparency as RGBA."""
    profile = image.info.get("icc_profile")
    turn = TURNS.get(orientation_of(image))
    image = _eight_bits(image)
    if image.mode == "P" or (image.mode in {"1", "L", "RGB"} and "transparency" in image.info):
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    alpha = image.convert("RGBA").getchannel("A") if image.mode in ALPHA_MODES else None
    plain = image.convert("RGB") if image.mode in {*ALPHA_MODES, "1"} else image
    if profile:
        plain.info["icc_profile"] = profile
    plain = _in_srgb(plain)
    if alpha is not None and alpha.getextrema()[0] != OPAQUE:
        plain.putalpha(alpha)
    return plain.transpose(turn) if turn is not None else plain


# The picture that this process decoded last, by digest and width: the next file is made of it as a rule.
_LAST: dict[tuple[str, int], Image.Image] = {}


def _base(data: bytes, digest: str, width: int) -> Image.Image:
    """The picture at the width of its widest file; all its files are made of this one."""
    known = _LAST.get((digest, width))
    if known is not None:
        return known
    _LAST.clear()
    with contained(), opened(data) as image:
        _draft(image, width)
        normal = _normal(image)
        size = width, max(1, round(normal.height * width / normal.width))
        base = normal.resize(size, Image.Resampling.LANCZOS) if normal.size != size else normal
        base.info = {}
    _LAST[digest, width] = base
    return base


def _saved(image: Image.Image, rendition: Rendition) -> bytes:
    stream = BytesIO()
    if rendition.form == "avif":
        # Several threads would share one picture; whole pictures are shared among processes instead.
        chroma = "4:4:4" if image.mode == "RGBA" else "4:2:0"
        image.save(stream, "AVIF", quality=rendition.quality, speed=AVIF_SPEED, subsampling=chroma, max_threads=1)
    elif rendition.form == "webp":
        image.save(stream, "WEBP", quality=rendition.quality, method=WEBP_METHOD)
    elif rendition.form == "png":
        image.save(stream, "PNG", compress_level=PNG_LEVEL)
    else:
        image.convert("RGB").save(stream, "JPEG", quality=rendition.quality, optimize=True, progressive=True)
    return stream.getvalue()


def rendered(data: bytes, digest: str, conversion: Conversion, rendition: Rendition) -> bytes:
    """One rendition of the picture in `data`. Raises BrokenPictureError."""
    base = _base(data, digest, conversion.base_width)
    size = rendition.width, rendition.height
    with contained():
        return _saved(base if base.size == size else base.resize(size, Image.Resampling.LANCZOS), rendition)


def decoded(data: bytes, digest: str, conversion: Conversion) -> None:
    """Nothing, when the whole picture can be read. Raises BrokenPictureError."""
    _base(data, digest, conversion.base_width)


def encoded_anew(data: bytes) -> bytes:
    """An AVIF picture in its full size without what its camera wrote into it. Raises BrokenPictureError."""
    with contained(), opened(data) as image:
        stream = BytesIO()
        _normal(image).save(stream, "AVIF", quality=90, speed=AVIF_SPEED, subsampling="4:4:4", max_threads=1)
        return stream.getvalue()
