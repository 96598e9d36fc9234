"""Code, links, pictures, footnote marks and emphasis in a running text.

Python-Markdown replaces these one kind after the other: code first, emphasis last. Here the first ones are kept aside
together, which gives the same result as long as none overlaps another; texts where one might are unusual.
"""

import re
from collections.abc import Sequence

from itsite.read.everyday.unusual import UnusualError

# These expressions begin with the character they look for: only so does `re` run past all others without trying.
SPECIAL = re.compile(r"[`*_\[{\\&<>]")
ADDRESS = r"\(([^()\[\]'\"<>\\`\n]*)(\"([^()'\"<>\\`\n]*)\" *)?\)"
TOKEN = re.compile(rf"`(?<!``)([^`]+)`(?!`)|\[\^([\w-]+)\](?!:)|\[((?!\^)[^\[\]]*)\]{ADDRESS}|!\[((?!\^)[^\[\]]*)\]{ADDRESS}")
# What is left when code, links, pictures and marks are kept aside. Other brackets are text: there are no references to name.
UNUSUAL = ("`", "\\", "<", "](", "[^")
ATTRIBUTES = re.compile(r"\{.*\}")
NOT_IN_WORD = re.compile(r"_(?:(?<!\w_)|(?!\w))")
# Marks of one length, alone, in pairs, each at the side of what it emphasises.
EMPHASIS = re.compile(r"\*\*(?P<strong>[^*\s](?:[^*]*[^*\s])?)\*\*(?!\*)|\*(?P<em>[^*\s](?:[^*]*[^*\s])?)\*(?!\*)")
BLANK = re.compile(r"\s")
BREAK = "  \n"
# Of blanks between a break and what follows, sometimes none is left.
BREAK_AND_BLANK = re.compile(r"  \n\s")
KEPT = re.compile("\x02([0-9]+)\x03")


def escaped(text: str) -> str:
    """`text` between tags. Entities are unusual, so each ampersand is one."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def _attribute(text: str) -> str:
    return escaped(text).replace('"', "&quot;")


def _title(titled: str | None, title: str) -> str:
    return f' title="{_attribute(BLANK.sub(" ", title.strip()))}"' if titled else ""


def _emphasised(match: re.Match[str]) -> str:
    return f"<strong>{match[1]}</strong>" if match[1] else f"<em>{match[2]}</em>"


class Inline:
    """Turns the running texts of one page into HTML, in any order."""

    def __init__(self, notes: Sequence[str]) -> None:
        """`notes` are the names of the footnotes in the order of their definitions."""
        self._numbers = {name: number for number, name in enumerate(notes, start=1)}
        self._marked: set[str] = set()

    def html(self, text: str) -> str:
        """Raises UnusualError for what may be more than the everyday part."""
        if not SPECIAL.search(text) and BREAK not in text:
            return text
        kept: list[str] = []
        if "`" in text or "[" in text:

            def keep(match: re.Match[str]) -> str:
                kept.append(self._token(match))
                return f"\x02{len(kept) - 1}\x03"

            text = TOKEN.sub(keep, text)
        if any(sign in text for sign in UNUSUAL) or ("_" in text and NOT_IN_WORD.search(text)) or ("{" in text and ATTRIBUTES.search(text)):
            raise UnusualError
        text = escaped(text)
        if BREAK in text:
            if BREAK_AND_BLANK.search(text):
                raise UnusualError
            text = text.replace(BREAK, f"\x02{len(kept)}\x03")
            kept.append("<br>\n")
        if "*" in text:
            text = EMPHASIS.sub(_emphasised, text)
            if "*" in text:
                raise UnusualError
        return KEPT.sub(lambda match: kept[int(match[1])], text) if kept else text

    def _token(self, match: re.Match[str]) -> str:
        code, note, text, address, titled, title, alternative, source, picture_titled, picture_title = match.groups()
        if code:
            return f"<code>{escaped(code.strip())}</code>"
        if note:
            return self._mark(note)
        if text is not None:
            return f'<a href="{_attribute(address.strip())}"{_title(titled, title)}>{self.html(text)}</a>'
        if "`" in alternative or "\\" in alternative:
            raise UnusualError
        return f'<img alt="{_attribute(alternative)}" src="{_attribute(source.strip())}"{_title(picture_titled, picture_title)}>'

    def _mark(self, name: str) -> str:
        """The mark of a footnote. A second one of the same note gets an id of its own, and the note another way back: unusual."""
        if name in self._marked or name not in self._numbers:
            raise UnusualError
        self._marked.add(name)
        return f'<sup id="fnref:{name}"><a class="footnote-ref" href="#fn:{name}">{self._numbers[name]}</a></sup>'
