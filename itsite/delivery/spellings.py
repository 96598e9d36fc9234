"""A secret as others may write it: in an address, in a page, in a header."""

import base64
import functools
import html
import json
import re
import urllib.parse
from collections.abc import Iterator

SHORTEST, SHORTEST_CODED = 4, 6
BITS, LETTER_BITS = 8, 6


def _in_base64(data: bytes) -> Iterator[str]:
    """The letters that stand for `data` wherever it begins in what is coded, without those that its neighbours share."""
    for before in range(3):
        coded = base64.b64encode(bytes(before) + data).decode()
        yield coded[-(-before * BITS // LETTER_BITS) : (before + len(data)) * BITS // LETTER_BITS]


def spellings(secret: str) -> Iterator[str]:
    """The secret itself, and how it looks encoded: for an address, once or twice; in HTML, JSON, hexadecimal, Base64."""
    yield secret
    decoded = urllib.parse.unquote(secret)
    for one in (secret, decoded) if decoded != secret else (secret,):
        yield from (coded for coded in _coded(one) if len(coded) >= SHORTEST_CODED)


def _coded(secret: str) -> Iterator[str]:
    data = secret.encode("utf-8", "surrogateescape")
    once = [urllib.parse.quote(data, safe=""), urllib.parse.quote(data), urllib.parse.quote_plus(data)]
    written = json.dumps(secret)[1:-1]
    based = [base64.b64encode(data).decode(), base64.b64encode(data).decode().rstrip("="), *_in_base64(data)]
    yield from (secret, *once, *map(urllib.parse.quote, once), html.escape(secret), written, written.replace("/", "\\/"), repr(secret)[1:-1], data.hex())
    yield from (*based, *(one.translate({43: 45, 47: 95}) for one in based))


@functools.lru_cache(maxsize=8)
def pattern(secrets: frozenset[str]) -> re.Pattern[str] | None:
    """Finds any spelling of any of the secrets, the longest first, in capitals or not; None when there is none to be found."""
    found = {one for secret in secrets if len(secret) >= SHORTEST for one in spellings(secret)}
    return re.compile("|".join(map(re.escape, sorted(found, key=lambda one: (-len(one), one)))), re.IGNORECASE) if found else None
