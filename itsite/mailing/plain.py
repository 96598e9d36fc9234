"""Texts for people who read mails as text: wrapped, underlined, with their links at the end."""

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping

from itsite.mailing.blocks import first
from itsite.mailing.letter import DROPPED
from itsite.mailing.plain_blocks import LISTED, facts, signature
from itsite.mailing.tables import rows_of
from itsite.mailing.tree import Element, Piece, text_of

WIDTH, INDENT = 72, 4
BLOCKS = frozenset({
    "p", "div", "section", "article", "aside", "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "li", "table",
    "blockquote", "pre", "hr", "figure", "figcaption", "details", "summary", "video", "nav", "main",
})  # fmt: skip
LINE = "\N{LINE SEPARATOR}"


def wrapped(text: str, width: int = WIDTH, before: str = "", after: str | None = None) -> str:
    """Text in lines of at most so many characters; `before` begins the first, `after` (else as many blanks) the others."""
    rest = " " * len(before) if after is None else after
    lines: list[str] = []
    for line in text.split(LINE):
        start = rest if lines else before
        lines += textwrap.wrap(line.strip(), width, initial_indent=start, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False) or [
            start.rstrip()
        ]
    return "\n".join(lines)


def underlined(text: str, mark: str = "-", width: int = WIDTH) -> str:
    """A heading with a line below it, as long as its longest line."""
    lines = wrapped(text, width)
    return f"{lines}\n{mark * min(width, max(map(len, lines.splitlines())))}"


class Plain:
    """Turns pieces of a page into text; collects their links, and lives for one mail."""

    def __init__(self, film: str, page: str) -> None:
        """`film` is said in the place of one, with a link to `page`."""
        self.film, self.page = film, page
        self.links: list[str] = []
        self._makers: Mapping[str, Callable[[Element, int], str]] = {
            **dict.fromkeys(("p", "h3", "h4", "h5", "h6", "dt", "figcaption", "summary"), self._paragraph), **dict.fromkeys(("ul", "ol"), self._list),
            **dict.fromkeys(("blockquote", "details"), self._boxed), "h2": self._heading, "pre": self._code, "table": self._table,
            "hr": lambda _element, _width: "* * *", "video": self._film, "dd": self._meaning,
        }  # fmt: skip

    def note(self, url: str) -> str:
        """The mark of a link: `[3]`."""
        if url not in self.links:
            self.links.append(url)
        return f"[{self.links.index(url) + 1}]"

    def sources(self) -> str:
        """The links by their marks, a line each."""
        return "\n".join(f"[{number}] {url}" for number, url in enumerate(self.links, 1))

    def blocks(self, pieces: Iterable[Piece], width: int = WIDTH) -> str:
        """Paragraphs, an empty line between them."""
        return "\n\n".join(block for block in self._blocks(pieces, width) if block.strip())

    def _blocks(self, pieces: Iterable[Piece], width: int) -> Iterator[str]:
        line: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, Element) and piece.name in BLOCKS:
                yield wrapped(self.line(line), width)
                line = []
                yield self._block(piece, width)
            else:
                line.append(piece)
        yield wrapped(self.line(line), width)

    def _block(self, element: Element, width: int) -> str:
        for name in element.classes & LISTED.keys():
            return "\n".join(wrapped(line, width, "- ") for line in LISTED[name](element, self.line))
        if "quotation" in element.classes:
            return self._quoted(element, width)
        if "contact-card" in element.classes:
            return self._card(element, width)
        maker = self._boxed if "admonition" in element.classes else self._makers.get(element.name)
        return maker(element, width) if maker else self.blocks(element.children, width)

    def _heading(self, element: Element, width: int) -> str:
        return "\n" + underlined(self.line(element.children), "-", width)

    def _paragraph(self, element: Element, width: int) -> str:
        return wrapped(self.line(element.children), width)

    def _code(self, element: Element, _width: int) -> str:
        return textwrap.indent("".join(_raw(element)).strip("\n"), " " * INDENT)

    def _film(self, _element: Element, width: int) -> str:
        return wrapped(f"{self.film} {self.note(self.page)}", width)

    def _meaning(self, element: Element, width: int) -> str:
        return textwrap.indent(self.blocks(element.children, width - INDENT), " " * INDENT)

    def _boxed(self, element: Element, width: int) -> str:
        mark = ">" if element.name == "blockquote" else "|"
        return _marked(mark, self.blocks(element.children, width - 2))

    def _quoted(self, element: Element, width: int) -> str:
        """What somebody said, and who."""
        said, name = first(element, "blockquote"), signature(element, self.line)
        inside = "\n\n".join(part for part in (self.blocks(said.children, width - 2) if said else "", wrapped(name, width - 2) if name else "") if part)
        return _marked(">", inside)

    def _card(self, element: Element, width: int) -> str:
        """A person, with what there is to say of them."""
        note = first(element, "contact-note")
        lines = "\n".join(wrapped(line, width - 2) for line in facts(element, self.line))
        return _marked("|", "\n\n".join(part for part in (lines, self.blocks(note.children, width - 2) if note else "") if part))

    def _list(self, element: Element, width: int) -> str:
        items = [piece for piece in element.children if isinstance(piece, Element) and piece.name == "li"]
        start = element.attributes.get("start", "1")
        first = int(start) if start.isdecimal() else 1
        found = []
        for number, item in enumerate(items, first):
            mark = f"{number}. " if element.name == "ol" else "- "
            inside = self.blocks(item.children, width - len(mark))
            if all(isinstance(piece, str) or piece.name != "p" for piece in item.children):
                inside = inside.replace("\n\n", "\n")
            found.append(mark + textwrap.indent(inside, " " * len(mark))[len(mark) :])
        return ("\n\n" if any("\n\n" in one for one in found) else "\n").join(found)

    def _table(self, element: Element, width: int) -> str:
        """Columns where they fit, else a paragraph for each row."""
        rows = [[self.line(cell.children) for cell in row] for row in rows_of(element)]
        rows = [row for row in rows if any(row)]
        if not rows:
            return ""
        columns = max(map(len, rows))
        rows = [row + [""] * (columns - len(row)) for row in rows]
        widths = [max(len(row[n]) for row in rows) for n in range(columns)]
        if sum(widths) + 3 * (columns - 1) <= width:
            lines = [" | ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in rows]
            return "\n".join([lines[0], "-+-".join("-" * wide for wide in widths), *lines[1:]])
        heads = rows[0]
        return "\n\n".join("\n".join(wrapped(f"{h}: {c}" if h else c, width, "", "  ") for h, c in zip(heads, row, strict=True) if c) for row in rows[1:])

    def line(self, pieces: Iterable[Piece]) -> str:
        """Words in a line; LINE stands where the writer broke it."""
        text = "".join(self._words(pieces))
        return LINE.join(" ".join(part.split()) for part in text.split(LINE))

    def _words(self, pieces: Iterable[Piece]) -> Iterator[str]:
        for piece in pieces:
            if isinstance(piece, str):
                yield piece.replace(LINE, " ")
            elif piece.name == "br":
                yield LINE
            elif piece.name == "img":
                yield f"[{piece.attributes['alt']}]" if piece.attributes.get("alt") else ""
            elif "task" in piece.classes:
                yield "[x]" if text_of(piece.children) else "[ ]"
            elif piece.name == "a":
                yield from self._link(piece)
            elif piece.name in {"strong", "b"}:
                yield f"*{self.line(piece.children)}*"
            elif piece.name not in DROPPED:
                yield from self._words(piece.children)

    def _link(self, element: Element) -> Iterator[str]:
        text, url = self.line(element.children), element.attributes.get("href", "")
        if "footnote-backref" in element.classes:
            return
        shown = url.partition(":")[2].removeprefix("//").rstrip("/")
        if "#fn:" in url and url.startswith(self.page):
            yield f" ({text})"
            return
        is_said = shown.startswith("+") or text.rstrip("/") in {url.rstrip("/"), shown} or url.startswith("tel:")
        yield text if is_said or not url.startswith(("https://", "http://", "mailto:")) else f"{text or url} {self.note(url)}"


def _marked(mark: str, text: str) -> str:
    return "\n".join(f"{mark} {line}".rstrip() for line in text.split("\n"))


def _raw(element: Element) -> Iterator[str]:
    for piece in element.children:
        yield from (piece,) if isinstance(piece, str) else _raw(piece)
