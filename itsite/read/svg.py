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
ROOT = re.compile(r"<svg\b[^>]*>", re.IGNORECASE)
LENGTH = re.compile(r"""\s(width|height)\s*=\s*["']\s*(\d{1,6}(?:\.\d{1,6})?)(?:px)?\s*["']""")
VIEW_BOX = re.compile(r"""\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+(\d{1,6}(?:\.\d{1,9})?)[\s,]+(\d{1,6}(?:\.\d{1,9})?)\s*["']""")
ROOT_BYTES, FILLING, MAX_SIDE = 20_000, 1200, 100_000
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


def svg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of an SVG in CSS pixels, or the ratio of the two in such numbers; None where it says neither."""
    root = ROOT.search(data[:ROOT_BYTES].decode("utf-8", "replace"))
    if root is None:
        return None
    said = {name: float(number) for name, number in LENGTH.findall(root[0])}
    if said.get("width") and said.get("height"):
        size = said["width"], said["height"]
    elif box := VIEW_BOX.search(root[0]):
        # It fills the room that it gets; so it does with a size that is large.
        ratio = float(box[2]) / float(box[1]) if float(box[1]) else 0
        size = FILLING, FILLING * ratio
    else:
        return None
    return (round(size[0]), round(size[1])) if min(size) >= 1 and max(size) <= MAX_SIDE else None
