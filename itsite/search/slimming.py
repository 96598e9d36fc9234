"""The largest pieces of an index made smaller: of a word that is on very many pages, nobody needs each place.

A piece holds the words between two letters, in CBOR (RFC 8949) behind a mark: each word with its pages, and with its spellings that have
pages, too. A page holds the distance from the one before, and two lists of places: in its text and in its metadata. There a negative
number says what the places behind it weigh, or which field they are in; each place is the distance from the one before.
"""

import gzip
from typing import Any

MARK = b"pagefind_dcd"
# Smaller pieces, and words on fewer pages, stay as they are.
LARGE_BYTES, MANY_PAGES = 45_000, 1000
KEPT_PLACES = 2
UNSIGNED, NEGATIVE, TEXT, ARRAY = 0, 1, 3, 4


def _read(data: bytes, at: int) -> tuple[Any, int]:
    """The value at a place, and the place behind it. Raises ValueError for what a piece does not hold."""
    kind, size = data[at] >> 5, data[at] & 31
    at += 1
    if size >= 24:  # noqa: PLR2004 - RFC 8949, 3
        width = 1 << (size - 24)
        size, at = int.from_bytes(data[at : at + width], "big"), at + width
    if kind == UNSIGNED:
        return size, at
    if kind == NEGATIVE:
        return -1 - size, at
    if kind == TEXT:
        return data[at : at + size].decode(), at + size
    if kind != ARRAY:
        raise ValueError(kind)
    found = []
    for _ in range(size):
        value, at = _read(data, at)
        found.append(value)
    return found, at


def _head(kind: int, size: int) -> bytes:
    if size < 24:  # noqa: PLR2004 - RFC 8949, 3
        return bytes((kind << 5 | size,))
    power = next(power for power in range(4) if size < 1 << (8 << power))
    return bytes((kind << 5 | 24 + power,)) + size.to_bytes(1 << power, "big")


def _write(value: Any, into: list[bytes]) -> None:  # noqa: ANN401
    if isinstance(value, int):
        into.append(_head(UNSIGNED, value) if value >= 0 else _head(NEGATIVE, -1 - value))
    elif isinstance(value, str):
        text = value.encode()
        into += (_head(TEXT, len(text)), text)
    else:
        into.append(_head(ARRAY, len(value)))
        for inner in value:
            _write(inner, into)


def _few(places: list[int]) -> list[int]:
    """The first places of each weight or field."""
    kept: list[int] = []
    run = 0
    for place in places:
        run = 0 if place < 0 else run + 1
        if run <= KEPT_PLACES:
            kept.append(place)
    return kept


def _slimmed(pages: list[Any]) -> list[Any]:
    return [[away, *map(_few, places)] for away, *places in pages] if len(pages) >= MANY_PAGES else pages


def slim(piece: bytes) -> bytes:
    """A piece of an index, with fewer places where it is large. What is written in another way stays as it is."""
    if len(piece) < LARGE_BYTES:
        return piece
    try:
        data = gzip.decompress(piece)
        value, end = _read(data, len(MARK))
        [words, *rest] = value
        if not data.startswith(MARK) or end != len(data):
            return piece
        found = [[word, _slimmed(pages), [[form, _slimmed(inside)] for form, inside in forms]] for word, pages, forms in words]
    except (ValueError, TypeError, IndexError, EOFError, OSError, RecursionError):
        return piece
    into = [MARK]
    _write([found, *rest], into)
    return gzip.compress(b"".join(into), mtime=0)
