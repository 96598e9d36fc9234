"""Pictures as cameras, phones and offices make them, each with what makes it difficult."""

import io
import struct
import zlib
from functools import cache
from typing import Any

from PIL import Image, ImageCms, ImageDraw, TiffImagePlugin

PLACE = "51.5007"
RED, BLUE = (230, 30, 30), (20, 40, 220)


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: how it was held, its name, and where it was."""
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010F] = "SECRETPHONE"
    found[0x8825] = {1: "N", 2: (TiffImagePlugin.IFDRational(51), TiffImagePlugin.IFDRational(30), TiffImagePlugin.IFDRational(2)), 29: "2026:11:03"}
    return found


def drawn(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Red above, blue below, with a bright corner on the upper left."""
    picture = Image.new("RGB", (width, height), BLUE)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, width, height // 2), fill=RED)
    pen.rectangle((0, 0, width // 8, height // 8), fill=(250, 250, 250))
    return picture.convert(mode)


def saved(picture: Image.Image, form: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


@cache
def phone(form: str = "JPEG", width: int = 900, height: int = 600, orientation: int = 1) -> bytes:
    """A picture with all that a phone says of it."""
    options: dict[str, Any] = {"exif": exif(orientation)}
    if form != "PNG":
        options["xmp"] = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRETPLACE</x:xmpmeta>"
    if form == "JPEG":
        options["comment"] = "SECRETCOMMENT"
    return saved(drawn(width, height), form, **options)


@cache
def strange_profile() -> bytes:
    """A profile of colours in which red is blue: that of sRGB with two of its columns exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")


def deep_grey(width: int, height: int, value: int) -> bytes:
    """A PNG of grey in 16 bits."""
    line = b"\0" + struct.pack(">H", value) * width
    return png(width, height, b"\x10\0\0\0\0", zlib.compress(line * height))


def png(width: int, height: int, depth: bytes = b"\x08\2\0\0\0", data: bytes = b"") -> bytes:
    """A PNG as its header says it is, whatever comes then."""

    def part(name: bytes, inside: bytes) -> bytes:
        return struct.pack(">I", len(inside)) + name + inside + struct.pack(">I", zlib.crc32(name + inside))

    head = struct.pack(">II", width, height) + depth
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", data or zlib.compress(b"\0")) + part(b"IEND", b"")


def hollow_webp(width: int, height: int) -> bytes:
    """A WebP that says that it is huge, and holds nothing."""
    head = b"\x10\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBP" + b"VP8X" + struct.pack("<I", len(head)) + head
    return b"RIFF" + struct.pack("<I", len(body)) + body


def moving(form: str = "GIF") -> bytes:
    frames = [Image.new("RGB", (40, 30), (n * 60, 0, 0)) for n in range(4)]
    return saved(frames[0], form, save_all=True, append_images=frames[1:], duration=100, loop=0)
