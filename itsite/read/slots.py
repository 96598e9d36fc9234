"""Links and pictures in sanitised HTML as open slots, each with its line and column in the Markdown."""

import bisect
import html
import re
import urllib.parse
from collections.abc import Mapping
from typing import Literal

from itsite.model.document import Hole, Pieces, Slot
from itsite.model.shown import Name
from itsite.read.text import masked, place

TAG = re.compile(r'<(?:(?P<name>a|img|video|audio|source|track)(?P<attributes>(?:\s+[^\s"=<>/]+(?:="[^"]*")?)*)\s*/?>|(?P<close>/a>))')
ADDRESS = re.compile(r'\s(href|src|poster)="([^"]*)"')
BEFORE = re.compile(r'(?:\]\(\s*<?|\]:\s*<?|=\s*["\']?|<)\Z')
BEFORE_CHARACTERS = 16
# So few links are looked for one by one; for more, code is masked once and the search goes on where it ended.
FEW_LINKS = 50
AFTER = ("", " ", "\t", "\n", ")", ">", '"', "'")
ALT = re.compile(r'\balt="[^"]+"')
ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|//")


class Sought:
    """A Markdown text in which targets of links are looked for, in order; lives for one conversion."""

    def __init__(self, body: str, first_line: int, named: Mapping[str, Name] | None = None) -> None:
        """`first_line` is the file's line at which `body` begins; `named` are targets whose places are known, by their marks."""
        self.body, self.first_line = body, first_line
        self._named = named or {}
        self._masked: str | None = None
        self._line_starts: list[int] = []
        self._next: dict[str, int] = {}
        self._last = 0
        self._left = FEW_LINKS

    def target(self, written: str) -> Name:
        """What an address of the HTML names, and where."""
        return self._named.get(written) or Name(written, *self.find(written))

    def find(self, target: str) -> tuple[int, int]:
        """Line and column of the next place that names `target`; of the first line when it is written otherwise."""
        self._left -= 1
        if target and self._left >= 0 and self.body.count(target) == 1:
            return place(self.body, self.body.find(target), self.first_line)
        if self._masked is None:
            self._masked = masked(self.body)
        for written in dict.fromkeys((target, urllib.parse.unquote(target), html.escape(target), target.replace("(", "\\("))):
            offset = self._offset(written)
            if offset >= 0:
                return self._place(offset)
        return self.first_line, 1

    def _place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset; looked up, since a text may have thousands of links."""
        if not self._line_starts:
            self._line_starts = [0, *(end + 1 for end, sign in enumerate(self.body) if sign == "\n")]
        line = bisect.bisect_right(self._line_starts, offset)
        return self.first_line + line - 1, offset - self._line_starts[line - 1] + 1

    def _offset(self, written: str) -> int:
        text = self._masked or ""
        if not written:
            return -1
        for start in (self._next.get(written, self._last), 0):
            offset = text.find(written, start)
            while offset >= 0:
                end = offset + len(written)
                before = BEFORE.search(text[max(0, offset - BEFORE_CHARACTERS) : offset])
                if before and text[end : end + 1] in AFTER:
                    self._next[written] = end
                    # The addresses of reference links stand elsewhere: what follows them says nothing of the next link.
                    self._last = self._last if before[0].startswith("]:") else end
                    return offset
                offset = text.find(written, offset + 1)
        return text.find(written)


def place_of_scheme(body: str, scheme: str, first_line: int) -> tuple[int, int]:
    """Line and column of the first link with this scheme; of the first line when it is written otherwise."""
    found = re.search(re.escape(scheme) + r"\s*:", masked(body), re.IGNORECASE)
    return place(body, found.start(), first_line) if found else (first_line, 1)


def _lacks_alt(name: str, before: str, after: str) -> bool:
    return name == "img" and not (ALT.search(before) or ALT.search(after))


def split_at_slots(clean: str, sought: Sought) -> tuple[Pieces, tuple[Slot, ...]]:
    """`clean` in pieces, with holes where a URL of this site must be filled in; and the slots of these holes in their order."""
    parts: list[str | Hole] = []
    slots: list[Slot] = []
    done = 0
    inside = False
    for match in TAG.finditer(clean):
        if match["close"]:
            if inside:
                parts += [clean[done : match.start()], Hole("close", "</a>")]
                done, inside = match.end(), False
            continue
        begin = match.start()
        for address in ADDRESS.finditer(match[0]):
            target = html.unescape(address[2])
            is_link = match["name"] == "a"
            if is_link and ELSEWHERE.match(target):
                continue
            parts.append(clean[done:begin])
            start, end = match.start() + address.start(2), match.start() + address.end(2)
            # Of a picture the whole tag: more attributes are put into it, and sources around it.
            after_end = match.end() if is_link or match["name"] == "img" else end
            target, line, column, is_file = sought.target(target)
            empty = is_link and clean.startswith("</a>", match.end())
            kind: Literal["link", "media"] = "link" if is_link else "media"
            parts.append(Hole(kind, clean[begin:start], clean[end:after_end], empty))
            slots.append(
                Slot(
                    "media" if is_file else kind, target, line, column, empty, _lacks_alt(match["name"], clean[match.start() : start], clean[end : match.end()])
                )
            )
            done = begin = after_end
            inside = inside or is_link
    parts.append(clean[done:])
    return tuple(part for part in parts if part), tuple(slots)
