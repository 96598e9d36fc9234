"""Paragraphs, headings, quotations and what stands in files of its own, block after block.

The order of the questions is that of Python-Markdown's block processors, since the first that takes a block wins.
"""

import html
import re
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, HRProcessor
from markdown.extensions.toc import strip_tags

from itsite.read.everyday.boxes import admonition, details
from itsite.read.everyday.fences import ASIDE
from itsite.read.everyday.forms import BEGINNING, LINE, MAX_DEPTH, is_text
from itsite.read.everyday.inline import Inline
from itsite.read.everyday.lists import NEARLY_A_BOX, Lists, definitions, tag_of_list
from itsite.read.everyday.tables import table
from itsite.read.everyday.unusual import UnusualError
from itsite.read.extensions.heading_ids import UNIQUE
from itsite.read.slugs import heading_id

HEADING = re.compile(r"(#{1,6})([^#\\\n]+)(?:\n|\Z)")
NAMED = re.compile(r"^#.* \{#([A-Za-z0-9-]+)\} *$", re.MULTILINE)
NAMED_TEXT = re.compile(r"(.*[^\s#]) +\{#([A-Za-z0-9-]+)\}")
NOTE = re.compile(r"\[\^([\w-]+)\]: *(\S.*)")


class Blocks:
    """Turns the blocks of one page into HTML."""

    def __init__(self, md: Markdown, inline: Inline, text: str) -> None:
        """`md` is asked what is a table, an item, and how admonitions are called; `text` is that of the whole page."""
        self._processors: Any = md.parser.blockprocessors
        self._table: Any = self._processors["table"]
        self._inline = inline.html
        self._lists = Lists(self._processors, is_text, inline.html)
        # Names that headings are given in the text come first: other headings get others, even before them.
        self._names = set(NAMED.findall(text)) if "{#" in text else set()
        self._given: set[str] = set()
        self._ids = self._names.copy()
        self._counters: dict[str, int] = {}
        self.notes: dict[str, str] = {}

    @property
    def knew_all_names(self) -> bool:
        """True when the headings have been given those names that were expected."""
        return self._given == self._names

    def html(self, text: str, depth: int = 0) -> str:
        """The HTML of a text that stands alone, in a quotation or in an admonition. Raises UnusualError."""
        if depth > MAX_DEPTH:
            raise UnusualError
        done: list[str] = []
        left = text.split("\n\n")
        left.reverse()
        before = ""
        while left:
            block = left.pop().removeprefix("\n")
            if not block:
                continue
            made, now = self._special(block, left, before, depth) if not is_text(block) else self._text(block)
            if not made:
                continue
            if now == before == "dl":
                done[-1], made = done[-1].removesuffix("</dl>\n"), made.removeprefix("<dl>\n")
            done.append(made)
            before = now
        return "".join(done)

    def _text(self, block: str) -> tuple[str, str]:
        if block[0] == "\x02" and ASIDE.fullmatch(block):
            return block + "\n", "p"
        text = block.lstrip()
        if not text:
            raise UnusualError
        return f"<p>{self._inline(text)}</p>\n", "p"

    def _special(self, block: str, left: list[str], before: str, depth: int) -> tuple[str, str]:
        """HTML and kind of a block. What of it, or of the blocks that are `left`, belongs elsewhere is put back there."""
        first = block[0]
        if block.startswith("!!! "):
            return self._admonition(block, left, depth), "div"
        if first == " " or "\n!!!" in block or "\n???" in block:
            raise UnusualError
        if "|" in block and "\n" in block and self._table.test(None, block):
            return table(block, self._table, self._inline), "table"
        if first == "#":
            return self._heading(block, left), "h"
        if block.startswith("???") and "\n#" not in block:
            return self._details(block, left, depth), "details"
        tag = tag_of_list(block)
        if tag and tag != before:
            return self._lists.html(block, left, tag, depth), tag
        return self._rest(block, before, depth)

    def _rest(self, block: str, before: str, depth: int) -> tuple[str, str]:
        if block[0] in "-*_" and "\n" not in block and HRProcessor.SEARCH_RE.match(block):
            return "<hr>\n", "hr"
        if block[0] == ">" and before != "blockquote":
            return self._quotation(block, depth), "blockquote"
        if "\n: " in block:
            return definitions(block, is_text, self._inline), "dl"
        if block.startswith("[^") and depth == 0:
            self._define(block)
            return "", before
        if "|" in block and "]:" not in block and not BEGINNING.match(block) and not LINE.search(block):
            return self._text(block)
        raise UnusualError

    def _admonition(self, block: str, left: list[str], depth: int) -> str:
        kind, title, text = admonition(block, left, self._processors["admonition"])
        head = f'<p class="admonition-title">{self._inline(title)}</p>\n' if title else ""
        return f'<div class="admonition {kind}">\n{head}{self._inner(text, depth)}</div>\n'

    def _details(self, block: str, left: list[str], depth: int) -> str:
        attributes, title, text = details(block, left, self._processors["details"])
        return f"<details{attributes}>\n<summary>{self._inline(title)}</summary>\n{self._inner(text, depth)}</details>\n"

    def _inner(self, text: str, depth: int) -> str:
        made = self.html(text, depth + 1)
        if not made:
            raise UnusualError
        return made

    def _heading(self, block: str, left: list[str]) -> str:
        match = HEADING.match(block) or HashHeaderProcessor.RE.match(block)
        text = match[2].strip() if match else ""
        if not match or not text:
            raise UnusualError
        if match.end() < len(block):
            left.append(block[match.end() :])
        name = ""
        if text.endswith("}") and (named := NAMED_TEXT.fullmatch(text)):
            text, name = named[1], named[2]
            self._given.add(name)
        inner = self._inline(text)
        if "<sup" in inner:
            raise UnusualError
        if not name:
            plain = html.unescape(strip_tags(inner)) if "<" in inner or "&" in inner else inner
            name = UNIQUE(heading_id(plain, "-"), self._ids, self._counters)
        tag = f"h{len(match[1])}"
        return f'<{tag} id="{name}">{inner}</{tag}>\n'

    def _quotation(self, block: str, depth: int) -> str:
        lines = block.split("\n")
        if not all(line.startswith(">") for line in lines):
            raise UnusualError
        inner = "\n".join(["" if line.strip() == ">" else line[1:].removeprefix(" ") for line in lines])
        return f"<blockquote>\n{self._inner(inner, depth)}</blockquote>\n"

    def _define(self, block: str) -> None:
        for line in block.split("\n"):
            match = NOTE.fullmatch(line)
            text = match[2].rstrip() if match else ""
            if not match or match[1] in self.notes or not is_text(text) or NEARLY_A_BOX.match(text):
                raise UnusualError
            self.notes[match[1]] = text
