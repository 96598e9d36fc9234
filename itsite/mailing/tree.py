"""HTML of pages as a tree, and back."""

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"})


@dataclass(frozen=True, slots=True)
class Element:
    """An element with what it holds, in order."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple["Piece", ...] = ()

    @property
    def classes(self) -> frozenset[str]:
        """The words of its class."""
        return frozenset(self.attributes.get("class", "").split())


Piece: TypeAlias = Element | str


class _Builder(HTMLParser):
    """Reads what the sanitiser wrote: every element is closed, and in its place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str], list[Piece]]] = [("", {}, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element, or takes up one that holds nothing."""
        attributes = {name: value or "" for name, value in attrs}
        if tag in VOID:
            self.open[-1][2].append(Element(tag, attributes))
        else:
            self.open.append((tag, attributes, []))

    def handle_endtag(self, tag: str) -> None:
        """Closes the element, and what was left open in it."""
        if not any(name == tag for name, _, _ in self.open[1:]):
            return
        while True:
            name, attributes, children = self.open.pop()
            self.open[-1][2].append(Element(name, attributes, tuple(children)))
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """Takes up text."""
        self.open[-1][2].append(data)


def parsed(text: str) -> tuple[Piece, ...]:
    """The pieces of an HTML text."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    while len(builder.open) > 1:
        builder.handle_endtag(builder.open[-1][0])
    return tuple(builder.open[0][2])


def written(pieces: Iterable[Piece]) -> str:
    """The pieces as HTML."""
    return "".join(_written(pieces))


def _written(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield html.escape(piece, quote=False)
            continue
        attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in piece.attributes.items())
        yield f"<{piece.name}{attributes}>"
        if piece.name not in VOID:
            yield from _written(piece.children)
            yield f"</{piece.name}>"


def text_of(pieces: Iterable[Piece]) -> str:
    """The words of the pieces in one line."""
    return " ".join("".join(_texts(pieces)).split())


def _texts(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        elif piece.name == "img":
            yield piece.attributes.get("alt", "")
        else:
            yield from _texts(piece.children)
            if piece.name in {"br", "p", "div", "li", "td", "th"}:
                yield " "
