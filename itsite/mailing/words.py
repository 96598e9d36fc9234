"""Words in the head of a mail: ASCII as it is, everything else as encoded words (RFC 2047), in lines of at most 76 characters.

The parser of the standard library would decode what looks like an encoded word in a title or in a name, and take what comes out for a header.
"""

import base64
import re
from collections.abc import Iterator

LONGEST = 76
# So that a word stands on the first line too, beside the name of the header: 39 bytes are 52 of base64, 64 in all; the limit is 75.
CHUNK, WORD = 39, 64
PLAIN = re.compile(r"[\x20-\x7e]+")
ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def is_unfit(text: str) -> bool:
    """True for words with a line break or a control character, which could begin a header of their own."""
    return bool(UNFIT.search(text))


def words_header(name: str, text: str) -> str:
    """A header of words, such as a subject. Raises ValueError for unfit ones."""
    _fit(text)
    parts = text.split(" ")
    if not _is_plain(text) or text != text.strip() or "" in parts:
        parts = list(_encoded(text))
    return _folded(name, parts)


def mailbox_header(name: str, called: str, address: str) -> str:
    """A header with a person and their address, which is of ASCII. Raises ValueError for unfit words."""
    _fit(called + address)
    called = " ".join(called.split())
    if not called:
        return _folded(name, [address])
    if _is_plain(called):
        shown = called if ATOMS.fullmatch(called) else '"' + re.sub(r'(["\\])', r"\\\1", called) + '"'
        parts = shown.split(" ")
    else:
        parts = list(_encoded(called))
    return _folded(name, [*parts, f"<{address}>"])


def _fit(text: str) -> None:
    if is_unfit(text):
        message = "a line break or a control character cannot stand in the head of a mail"
        raise ValueError(message)


def _is_plain(text: str) -> bool:
    """True for words that need no encoding: ASCII in words that a line can hold, and nothing that is taken for an encoded word."""
    return "=?" not in text and bool(PLAIN.fullmatch(text)) and all(len(word) <= WORD for word in text.split(" "))


def _encoded(text: str) -> Iterator[str]:
    chunk = b""
    for character in text:
        data = character.encode("utf-8", "replace")
        if len(chunk) + len(data) > CHUNK:
            yield _word(chunk)
            chunk = b""
        chunk += data
    yield _word(chunk)


def _word(data: bytes) -> str:
    return f"=?utf-8?b?{base64.b64encode(data).decode('ascii')}?="


def _folded(name: str, parts: list[str]) -> str:
    lines, line = [], f"{name}:"
    for part in parts:
        if len(line) + 1 + len(part) > LONGEST and line.strip():
            lines.append(line)
            line = ""
        line += f" {part}"
    return "\r\n".join((*lines, line)) + "\r\n"
