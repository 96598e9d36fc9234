"""A picture to one of its files. The same bytes and the same recipe give the same file, in whichever order and process they are made."""

import functools
from io import BytesIO

from PIL import Image, ImageCms, ImageFile

from itsite.model.picture import Conversion, Form, Kind, Rendition
from itsite.pictures.opening import ALPHA_MODES, ON_ITS_SIDE, contained, opened, orientation_of

# A third of the time that Pillow takes by itself, for files that are some percent larger.
AVIF_SPEED, WEBP_METHOD, PNG_LEVEL = 8, 2, 7
DEEP_GREY = frozenset({"I;16", "I;16L", "I;16B", "I;16N", "I"})
SHRINKABLE = frozenset({"L", "RGB", "RGBA", "CMYK"})
# Screens and drawings, whose thin coloured lines suffer when colours are coarser than light.
DRAWINGS: frozenset[Kind] = frozenset({"png", "gif"})
OPAQUE = 255
HIGH = 92
# How EXIF numbers the ways to hold a camera.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip


@functools.cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _shrunk(image: ImageFile.ImageFile, size: tuple[int, int]) -> Image.Image:
    """The picture decoded, in its own colours and at least of this size; as small as it can be made before they are changed.

    A JPEG is decoded at a half, a quarter or an eighth of its size where that is enough.
    """
    if image.format in {"JPEG", "MPO"}:
        image.draft(image.mode, size)
    if image.mode in SHRINKABLE and "transparency" not in image.info:
        return image.resize(size, Image.Resampling.LANCZOS)
    image.load()
    return image


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
    return image if image.mode == "RGB" else image.convert("RGB")


def _normal(image: Image.Image, orientation: int) -> Image.Image:
    """Upright, in sRGB, as RGB or with transparency as RGBA."""
    profile = image.info.get("icc_profile")
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
    turn = TURNS.get(orientation)
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
        orientation = orientation_of(image)
        across, along = reversed(image.size) if orientation in ON_ITS_SIDE else image.size
        size = width, max(1, round(along * width / across))
        base = _normal(_shrunk(image, size[::-1] if orientation in ON_ITS_SIDE else size), orientation)
        if base.size != size:
            base = base.resize(size, Image.Resampling.LANCZOS)
        base.info = {}
    _LAST[digest, width] = base
    return base


def _saved(image: Image.Image, kind: Kind, rendition: Rendition) -> bytes:
    stream = BytesIO()
    if rendition.form == "avif":
        # Several threads would share one picture; whole pictures are shared among processes instead.
        chroma = "4:4:4" if kind in DRAWINGS else "4:2:0"
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
        return _saved(base if base.size == size else base.resize(size, Image.Resampling.LANCZOS), conversion.kind, rendition)


def decoded(data: bytes, digest: str, conversion: Conversion) -> None:
    """Nothing, when the whole picture can be read. Raises BrokenPictureError."""
    _base(data, digest, conversion.base_width)


def encoded_anew(data: bytes, kind: Kind) -> bytes:
    """The picture in its full size and kind without what its camera wrote into it, at high quality. Raises BrokenPictureError."""
    form: Form = "png" if kind in DRAWINGS else "jpeg" if kind == "jpeg" else "webp" if kind == "webp" else "avif"
    with contained(), opened(data) as image:
        orientation = orientation_of(image)
        image.load()
        whole = _normal(image, orientation)
        return _saved(whole, "png", Rendition("", form, *whole.size, HIGH))
