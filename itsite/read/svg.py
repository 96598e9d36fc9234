"""What may not be in a picture that the site publishes under its own name."""

import html
import re

DANGERS = (
    (re.compile(r"<\s*(?:[\w.-]+:)?script", re.IGNORECASE), "a script"),
    (re.compile(r"""[\s"'/]on[a-z]+\s*=""", re.IGNORECASE), "an event handler"),
    (re.compile(r"""attributeName\s*=\s*["']?\s*on""", re.IGNORECASE), "an event handler"),
    (re.compile(r"(?:java|vb)script:", re.IGNORECASE), "a javascript: link"),
    (re.compile(r"<\s*(?:[\w.-]+:)?(?:foreignObject|iframe|object|embed)\b", re.IGNORECASE), "foreign HTML"),
    (re.compile(r"<!ENTITY", re.IGNORECASE), "an XML entity"),
    (re.compile(r"<\?xml-stylesheet", re.IGNORECASE), "a style sheet from elsewhere"),
)
BLANKS = re.compile(r"[\s\x00-\x1f]+")


def svg_dangers(data: bytes) -> str:
    """What makes an SVG live, in words; empty when it is a plain picture."""
    if data.startswith(b"\x1f\x8b") or b"\0" in data:
        return "packed or oddly encoded text that cannot be looked through"
    written = data.decode("utf-8", "replace")
    plain = html.unescape(written)
    without_blanks = BLANKS.sub("", plain)
    for pattern, words in DANGERS:
        if pattern.search(written) or pattern.search(plain) or ("script:" in pattern.pattern and pattern.search(without_blanks)):
            return words
    return ""
