"""Words as parts of a URL: lower case, umlauts as German expects, other marks dropped."""

import re
import unicodedata

NOT_OF_WORDS = re.compile(r"[^\w]+")
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa", "ı": "i"})


def slugify(text: str, separator: str = "-") -> str:
    """`Überblick & Kosten` as `ueberblick-kosten`; letters of other scripts stay; empty when nothing is left."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(GERMAN)
    if not lowered.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
        lowered = unicodedata.normalize("NFC", plain)
    return NOT_OF_WORDS.sub(separator, lowered).strip(separator + "_")


def heading_id(text: str, separator: str) -> str:
    """The id of a heading; never empty, and never one that a theme uses (those begin with `site-`)."""
    slug = slugify(text, separator) or "section"
    return "section-" + slug if slug.startswith("site-") else slug
