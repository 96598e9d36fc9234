"""The text of an issue for mail programs: few elements, boxes as tables, everything open, every address absolute."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from itsite.mailing.tree import Element, Piece, text_of
from itsite.views.shapes import MailPicture

# A picture of the text by its address and alternative text; None where a mail cannot show it.
Pictured = Callable[[str, str], MailPicture | None]

ABSOLUTE = ("https://", "http://", "mailto:", "tel:", "sip:")
DROPPED = frozenset({"script", "style", "source", "track", "svg", "button", "template"})
KEPT = frozenset(
    "a abbr b br caption cite code dd del dl dt em h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s small span strong sub sup table tbody td tfoot th thead tr u ul var".split()
)
# Narrower pictures stay as they are on phones.
WIDE = 320
SAID = ("lang", "dir", "title")
ALSO = {"a": ("href",), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan"), "ol": ("start",)}
TONES = {"warning": "notice", "caution": "notice", "attention": "notice", "danger": "alert", "error": "alert", "important": "notice", "tip": "good", "success": "good"}
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


def image(picture: MailPicture) -> Element:
    """A picture as a block of its own."""
    return Element("img", {"class": "picture fluid" if picture.width >= WIDE else "picture", "src": picture.src, "alt": picture.alt, "width": str(picture.width), "height": str(picture.height), "border": "0"})


class Letter:
    """Turns pieces of a page into those of a mail; lives for one text."""

    def __init__(self, pictured: Pictured, page: str, film: str) -> None:
        """`page` is the address of the text on the site, `film` what to say in the place of one."""
        self.pictured, self.page, self.film = pictured, page, film

    def pieces(self, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        """What a mail shows of them."""
        return tuple(made for piece in pieces for made in ((piece,) if isinstance(piece, str) else self._made(piece)))

    def _made(self, element: Element) -> Iterator[Piece]:
        name, classes = element.name, element.classes
        if name in DROPPED or "footnote-backref" in classes:
            return
        if name == "img":
            yield from self._image(element)
        elif name == "video":
            yield Element("p", {}, (Element("a", {"href": self.page}, (self.film,)),))
        elif "task" in classes:
            yield "☑" if "done" in classes else "☐"
        elif name == "details" or "admonition" in classes:
            yield self._note(element)
        elif name == "figure" and any(isinstance(piece, Element) and piece.name == "blockquote" for piece in element.children):
            parts = (part for piece in element.children for part in (piece.children if isinstance(piece, Element) and piece.name == "blockquote" else (piece,)))
            yield box("box-quote", self.pieces(parts))
        elif "contact-card" in classes:
            yield box("box-note", self.pieces(element.children))
        elif name == "blockquote":
            yield box("box-quote", self.pieces(element.children))
        elif name == "pre":
            yield box("box-code", (Element("pre", {}, (_raw(element),)),))
        elif name == "table":
            yield Element("table", {"class": "data", "width": "100%", "border": "0", "cellpadding": "0", "cellspacing": "0"}, self.pieces(element.children))
        elif name == "figcaption":
            yield Element("p", {"class": "caption"}, self.pieces(element.children))
        elif name == "a" and not self._leads(element.attributes.get("href", "")):
            yield from self.pieces(element.children)
        elif name in KEPT:
            yield Element(name, _attributes(element), self.pieces(element.children))
        else:
            yield from self._unwrapped(element)

    def _leads(self, href: str) -> bool:
        """True for a link that helps in a mail: to another place, or to a heading on the site, but not to a footnote of the same text."""
        return href.startswith(ABSOLUTE) and not href.startswith((f"{self.page}#fn:", f"{self.page}#fnref"))

    def _unwrapped(self, element: Element) -> Iterator[Piece]:
        """What stands in a part of the page that is none in a mail; words of its own become a paragraph."""
        inner = self.pieces(element.children)
        is_inline = all(isinstance(piece, str) or piece.name in {"a", "b", "br", "code", "em", "i", "span", "strong"} for piece in inner)
        yield from (Element("p", {}, inner),) if is_inline and element.name in {"div", "section", "label"} and text_of(inner) else inner

    def _image(self, element: Element) -> Iterator[Piece]:
        alt = element.attributes.get("alt", "")
        picture = self.pictured(element.attributes.get("src", ""), alt)
        if picture:
            yield image(picture)
        elif alt:
            yield Element("em", {}, (f"[{alt}]",))

    def _note(self, element: Element) -> Element:
        heads = {"summary"} if element.name == "details" else {"p"}
        head = next((piece for piece in element.children if isinstance(piece, Element) and piece.name in heads), None)
        is_title = head is not None and (head.name == "summary" or "admonition-title" in head.classes)
        rest = tuple(piece for piece in element.children if not (is_title and piece is head))
        title = (Element("p", {"class": "box-title"}, self.pieces(head.children)),) if head and is_title else ()
        tone = next((TONES[name] for name in sorted(element.classes) if name in TONES), "note")
        return box(f"box-{tone}", (*title, *self.pieces(rest)))


def _raw(element: Element) -> str:
    """The words of code, with their blanks and lines."""
    return "".join(piece if isinstance(piece, str) else _raw(piece) for piece in element.children)
