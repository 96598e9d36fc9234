"""The text of an issue for mail programs: few elements, boxes as tables, everything open, every address absolute."""

from collections.abc import Callable, Iterable, Mapping

from itsite.mailing.blocks import BLOCKS, BOXED, Pictured, flat, image
from itsite.mailing.tables import COLUMN, table
from itsite.mailing.tree import Element, Piece, text_of

Maker = Callable[[Element], Iterable[Piece]]

ABSOLUTE = ("https://", "http://", "mailto:", "tel:", "sip:")
DROPPED = frozenset({"script", "style", "source", "track", "svg", "button", "template"})
KEPT = frozenset({
    "a", "b", "br", "caption", "cite", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li",
    "mark", "ol", "p", "q", "s", "small", "span", "strong", "sub", "sup", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
})  # fmt: skip
# What the padding of a box takes from its inside.
PADDING = 48
SAID = ("lang", "dir", "title")
ALSO = {"a": ("href",), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan"), "ol": ("start",)}
TONES = {
    "warning": "notice",
    "caution": "notice",
    "attention": "notice",
    "danger": "alert",
    "error": "alert",
    "important": "notice",
    "tip": "good",
    "success": "good",
}
ALIGNED = {"right": "right", "center": "center", "left": "left"}


def _attributes(element: Element) -> Mapping[str, str]:
    found = {name: element.attributes[name] for name in (*SAID, *ALSO.get(element.name, ())) if name in element.attributes}
    side = next((side for side in ALIGNED if side in element.attributes.get("style", "") or f"align-{side}" in element.classes), "")
    return {**found, "align": side} if side and element.name in {"td", "th"} else found


def box(kind: str, pieces: Iterable[Piece]) -> Element:
    """A table of one cell, which has its ground, its line and its padding in every mail program."""
    cell = Element("td", {"class": f"box {kind}"}, tuple(pieces))
    table = {"role": "presentation", "class": "boxed", "width": "100%", "border": "0", "cellpadding": "0", "cellspacing": "0"}
    return Element("table", table, (Element("tr", {}, (cell,)),))


class Letter:
    """Turns pieces of a page into those of a mail; lives for one text."""

    def __init__(self, pictured: Pictured, page: str, film: str, width: int = COLUMN) -> None:
        """`page` is the address of the text on the site, `film` what to say in the place of one, `width` the pixels that there are."""
        self.pictured, self.page, self.film, self.width = pictured, page, film, width
        self._by_class: Mapping[str, Maker] = {"footnote-backref": _nothing, "task": _task, "admonition": self._note}
        self._by_name: Mapping[str, Maker] = {
            **dict.fromkeys(DROPPED, _nothing), **dict.fromkeys(KEPT, self._kept), "img": self._image, "video": self._film, "details": self._note,
            "blockquote": self._quote, "pre": self._code, "table": self._table, "figcaption": self._caption, "a": self._link,
        }  # fmt: skip

    def pieces(self, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        """What a mail shows of them."""
        return tuple(made for piece in pieces for made in ((piece,) if isinstance(piece, str) else self._made(piece)))

    def _made(self, element: Element) -> Iterable[Piece]:
        for name in element.classes & (BLOCKS.keys() | BOXED.keys()):
            if name in BLOCKS:
                return BLOCKS[name](element, self.pieces, self.pictured)
            kind, block = BOXED[name]
            return (box(kind, block(element, self._narrower.pieces, self.pictured)),)
        by_class = next((maker for name, maker in self._by_class.items() if name in element.classes), None)
        return (by_class or self._by_name.get(element.name, self._unwrapped))(element)

    def _kept(self, element: Element) -> Iterable[Piece]:
        return (Element(element.name, _attributes(element), self.pieces(element.children)),)

    @property
    def _narrower(self) -> "Letter":
        """The same inside of a box."""
        return Letter(self.pictured, self.page, self.film, self.width - PADDING)

    def _film(self, element: Element) -> Iterable[Piece]:
        """A picture of it, and where it can be seen."""
        poster = self.pictured(element.attributes.get("poster", ""), "", self.width)
        link = Element("p", {}, (Element("a", {"href": self.page}, (f"▶ {self.film}",)),))
        # For the eye only: the words below lead there, too.
        shown = Element("a", {"href": self.page, "tabindex": "-1", "aria-hidden": "true"}, (image(poster),)) if poster else ""
        return (Element("p", {}, (shown,)), link) if poster else (link,)

    def _quote(self, element: Element) -> Iterable[Piece]:
        return (box("box-quote", self._narrower.pieces(element.children)),)

    def _code(self, element: Element) -> Iterable[Piece]:
        return (box("box-code", (Element("pre", {"dir": "ltr"}, (_raw(element),)),)),)

    def _table(self, element: Element) -> Iterable[Piece]:
        return (table(element, self.pieces),)

    def _caption(self, element: Element) -> Iterable[Piece]:
        return (Element("p", {"class": "caption"}, flat(self.pieces(element.children))),)

    def _link(self, element: Element) -> Iterable[Piece]:
        return self._kept(element) if self._leads(element.attributes.get("href", "")) else self.pieces(element.children)

    def _leads(self, href: str) -> bool:
        """True for a link that helps in a mail: to another place, or to a heading on the site, but not to a footnote of the same text."""
        return href.startswith(ABSOLUTE) and not href.startswith((f"{self.page}#fn:", f"{self.page}#fnref"))

    def _unwrapped(self, element: Element) -> Iterable[Piece]:
        """What stands in a part of the page that is none in a mail; words of its own become a paragraph."""
        inner = self.pieces(element.children)
        is_inline = all(isinstance(piece, str) or piece.name in {"a", "b", "br", "code", "em", "i", "span", "strong"} for piece in inner)
        return (Element("p", {}, inner),) if is_inline and element.name in {"div", "section", "label"} and text_of(inner) else inner

    def _image(self, element: Element) -> Iterable[Piece]:
        alt = element.attributes.get("alt", "")
        picture = self.pictured(element.attributes.get("src", ""), alt, self.width)
        if picture:
            return (image(picture),)
        return (Element("em", {}, (f"[{alt}]",)),) if alt else ()

    def _note(self, element: Element) -> Iterable[Piece]:
        heads = {"summary"} if element.name == "details" else {"p"}
        head = next((piece for piece in element.children if isinstance(piece, Element) and piece.name in heads), None)
        is_title = head is not None and (head.name == "summary" or "admonition-title" in head.classes)
        rest = tuple(piece for piece in element.children if not (is_title and piece is head))
        inner = self._narrower
        title = (Element("p", {"class": "box-title"}, inner.pieces(head.children)),) if head and is_title else ()
        tone = next((TONES[name] for name in sorted(element.classes) if name in TONES), "note")
        return (box(f"box-{tone}", (*title, *inner.pieces(rest))),)


def _nothing(_element: Element) -> Iterable[Piece]:
    return ()


def _task(element: Element) -> Iterable[Piece]:
    return ("☑" if "done" in element.classes else "☐",)


def _raw(element: Element) -> str:
    """The words of code, with their blanks and lines."""
    return "".join(piece if isinstance(piece, str) else _raw(piece) for piece in element.children)
