"""Pictures without what cameras and programs write into them: places, names, times, previews. No pixel is changed."""

import zlib
from collections.abc import Iterator

from itsite.model.picture import Kind
from itsite.pictures.opening import BrokenPictureError

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
# Markers without a length: TEM and the restarts.
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# JFIF, the colours (ICC) and Adobe's word on them: without these two a picture would look otherwise.
KEPT_SEGMENTS = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_TALK = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
EXIF_FLAG, XMP_FLAG = 0x08, 0x04


def _exif(orientation: int) -> bytes:
    """EXIF that says how the picture is to be turned, and nothing else (TIFF 6.0, one entry)."""
    return b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01" + orientation.to_bytes(2, "big") + b"\0\0\0\0\0\0"


def _broken() -> BrokenPictureError:
    return BrokenPictureError("the file ends too early")


def _end_of_scan(data: bytes, start: int) -> int:
    """Where the compressed data ends that begins at `start`: the place of the next marker."""
    while True:
        start = data.find(b"\xff", start)
        if start < 0 or start + 1 >= len(data):
            raise _broken()
        sign = data[start + 1]
        if sign == 0xFF:  # noqa: PLR2004 - filling
            start += 1
        elif sign == 0 or sign in ALONE:
            start += 2
        else:
            return start


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    """What stays of a JPEG (ITU T.81, annex B); what comes after its end is left out."""
    place = 2
    while True:
        if place + 4 > len(data) and data[place : place + 2] != b"\xff\xd9":
            raise _broken()
        if data[place] != 0xFF:  # noqa: PLR2004 - begins a marker
            raise BrokenPictureError("there is something between its parts")
        sign = data[place + 1]
        if sign == 0xFF:  # noqa: PLR2004 - filling
            place += 1
            continue
        if sign == EOI:
            yield b"\xff\xd9"
            return
        if sign in ALONE:
            yield data[place : place + 2]
            place += 2
            continue
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        is_talk = sign == 0xFE or 0xE0 <= sign <= 0xEF  # noqa: PLR2004 - comments and what applications write
        if not is_talk or any(sign == one and data.startswith(word, place + 4) for one, word in KEPT_SEGMENTS):
            yield data[place:end]
        if sign == SOS:
            stop = _end_of_scan(data, end)
            yield data[end:stop]
            end = stop
        place = end


def _jpeg(data: bytes, orientation: int) -> bytes:
    exif = b"Exif\0\0" + _exif(orientation)
    turned = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif if orientation != 1 else b""
    parts = list(_jpeg_parts(data))
    # JFIF says of itself that it stands first.
    first = 1 if parts[0].startswith(b"\xff\xe0") else 0
    return b"\xff\xd8" + b"".join((*parts[:first], turned, *parts[first:]))


def _png(data: bytes, orientation: int) -> bytes:
    parts = [PNG_HEAD]
    place = len(PNG_HEAD)
    while True:
        size, name = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        end = place + 12 + size
        if end > len(data):
            raise _broken()
        if name not in PNG_TALK:
            parts.append(data[place:end])
        if name == b"IHDR" and orientation != 1:
            exif = b"eXIf" + _exif(orientation)
            parts.append((len(exif) - 4).to_bytes(4, "big") + exif + zlib.crc32(exif).to_bytes(4, "big"))
        if name == b"IEND":
            return b"".join(parts)
        place = end


def _webp(data: bytes, orientation: int) -> bytes:
    parts = []
    place = 12
    end_of_all = min(len(data), int.from_bytes(data[4:8], "little") + 8)
    while place + 8 <= end_of_all:
        name, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        end = place + 8 + size + size % 2
        if place + 8 + size > len(data):
            raise _broken()
        part = data[place:end]
        if name == b"VP8X":
            flags = part[8] & ~(EXIF_FLAG | XMP_FLAG) | (EXIF_FLAG if orientation != 1 else 0)
            part = part[:8] + bytes([flags]) + part[9:]
        if name not in {b"EXIF", b"XMP "}:
            parts.append(part)
        place = end
    if orientation != 1:
        exif = _exif(orientation)
        parts.append(b"EXIF" + len(exif).to_bytes(4, "little") + exif)
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def cleaned(data: bytes, kind: Kind, orientation: int) -> bytes:
    """The same picture without the words around it, turned as before. Of JPEG, PNG and WebP. Raises BrokenPictureError."""
    if kind == "jpeg":
        return _jpeg(data, orientation)
    return _png(data, orientation) if kind == "png" else _webp(data, orientation)
