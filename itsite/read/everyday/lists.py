"""Lists: bullets and numbers, tight and loose, with boxes to tick, with lists in their items; and lists of definitions."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markdown.blockprocessors import HRProcessor

from itsite.read.everyday.forms import BEGINNING, INDENT, LINE, MAX_DEPTH
from itsite.read.everyday.unusual import UnusualError

BULLET = re.compile(r"[*+-] ")
NUMBER = re.compile(r"\d+\. ")
BOX = re.compile(r"\[([xX ])\] +(?=\S)")
NEARLY_A_BOX = re.compile(r"\s*\[[xX ]\] ")
DEFINITION = re.compile(r": {1,3}(\S.*)")


@dataclass(slots=True)
class _Item:
    text: str
    inner: str = ""
    is_loose: bool = False


def tag_of_list(block: str) -> str:
    """`ul`, `ol`, or nothing for a block that may be no list, or one with more than texts and lists in it."""
    tag = "ul" if BULLET.match(block) else "ol" if NUMBER.match(block) else ""
    return tag if tag and "]:" not in block and not LINE.search(block) and not HRProcessor.SEARCH_RE.match(block) else ""


class Lists:
    """Turns the lists of one page into HTML."""

    def __init__(self, processors: Any, is_text: Callable[[str], bool], inline: Callable[[str], str]) -> None:  # noqa: ANN401
        """`processors`, the stock ones, are asked where an item ends."""
        self._processors = {"ul": processors["ulist"], "ol": processors["olist"]}
        self._is_text, self._inline = is_text, inline

    def html(self, block: str, left: list[str], tag: str, depth: int) -> str:
        """The list that begins with `block` and goes on in the first of the blocks that are `left`, which are taken from there."""
        if depth > MAX_DEPTH:
            raise UnusualError
        items = self._items(block, tag, depth)
        start = block[: block.index(".")] if tag == "ol" else "1"
        while left and tag_of_list(left[-1].removeprefix("\n")) == tag:
            further = self._items(left.pop().removeprefix("\n"), tag, depth)
            items[-1].is_loose = further[0].is_loose = True
            items += further
        inner = [self._item(item) for item in items]
        boxes = ' class="task-list"' if any(" class=" in made[:10] for made in inner) else ""
        numbered = f' start="{start}"' if start != "1" else ""
        return f"<{tag}{boxes}{numbered}>\n{''.join(inner)}</{tag}>\n"

    def _items(self, block: str, tag: str, depth: int) -> list[_Item]:
        items: list[_Item] = []
        for text in self._processors[tag].get_items(block):
            if text.startswith(INDENT):
                inner = self._processors[tag].looseDetab(text)
                inner_tag = tag_of_list(inner)
                if not inner_tag:
                    raise UnusualError
                items[-1].inner = self.html(inner, [], inner_tag, depth + 1)
            elif text.strip() and text[0] != "\n" and self._is_text(text):
                items.append(_Item(text.lstrip()))
            else:
                raise UnusualError
        return items

    def _item(self, item: _Item) -> str:
        box = BOX.match(item.text)
        if box:
            state = " checked" if box[1] in "xX" else ""
            text = f'<input type="checkbox" disabled{state}/> {self._inline(item.text[box.end() :])}'
        elif NEARLY_A_BOX.match(item.text):
            raise UnusualError
        else:
            text = self._inline(item.text)
        text = f"\n<p>{text}</p>\n" if item.is_loose else text
        kind = ' class="task-list-item"' if box else ""
        return f"<li{kind}>{text}{item.inner}</li>\n"


def definitions(block: str, is_text: Callable[[str], bool], inline: Callable[[str], str]) -> str:
    """Terms, one a line, and below them what they mean, one text a line."""
    lines = block.split("\n")
    count = next((n for n, line in enumerate(lines) if line.startswith(": ")), 0)
    found = [DEFINITION.fullmatch(line) for line in lines[count:]]
    if "|" in block or "]:" in block or not count or any(BEGINNING.match(term) or not term.strip() for term in lines[:count]):
        raise UnusualError
    texts = [match[1] for match in found if match and is_text(match[1])]
    if len(texts) != len(found):
        raise UnusualError
    terms = "".join([f"<dt>{inline(term.strip())}</dt>\n" for term in lines[:count]])
    return f"<dl>\n{terms}" + "".join([f"<dd>{inline(text.lstrip())}</dd>\n" for text in texts]) + "</dl>\n"
