"""Blocks of writers in mails: a portrait beside its name, numbers beside their words, pictures in pairs; all of it in tables."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from itsite.mailing.tree import Element, Piece, text_of
from itsite.views.shapes import MailPicture

Pieces: TypeAlias = Callable[[Iterable[Piece]], tuple[Piece, ...]]
# A picture of the text by its address, its alternative text and the width that there is for it; None where a mail cannot show it.
Pictured: TypeAlias = Callable[[str, str, int], MailPicture | None]

PLAIN_TABLE = {"role": "presentation", "width": "100%", "border": "0", "cellpadding": "0", "cellspacing": "0"}
# Narrower pictures stay as they are on phones.
WIDE = 320
FACTS = ("name", "role", "phone", "mail")
FACE, PAIR, PAIR_GAP = 64, 260, 16


def image(picture: MailPicture, kind: str = "") -> Element:
    """A picture as a block of its own."""
    words = kind or ("picture fluid" if picture.width >= WIDE else "picture")
    size = {"width": str(picture.width), "height": str(picture.height), "border": "0"}
    return Element("img", {"class": words, "src": picture.src, "alt": picture.alt, **size})


def found(pieces: Iterable[Piece], *words: str) -> Iterator[Element]:
    """The elements of these names or classes, those outside before those inside."""
    for piece in pieces:
        if isinstance(piece, Element):
            if piece.name in words or piece.classes & set(words):
                yield piece
            yield from found(piece.children, *words)


def first(element: Element, *words: str) -> Element | None:
    """The first element of such a name or class inside of another."""
    return next(found(element.children, *words), None)


def row(*cells: Element) -> Element:
    """Cells beside each other."""
    return Element("tr", {}, cells)


def layout(kind: str, rows: Iterable[Element]) -> Element:
    """A table that only says where things stand."""
    return Element("table", {"class": kind, **PLAIN_TABLE}, tuple(rows))


def cell(kind: str, pieces: Iterable[Piece], **attributes: str) -> Element:
    """A cell, its words at its top."""
    return Element("td", {"class": kind, "valign": "top", **attributes}, tuple(pieces))


def flat(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Paragraphs as lines of one."""
    pieces = tuple(pieces)
    if not any(isinstance(piece, Element) and piece.name == "p" for piece in pieces):
        return pieces
    return in_lines(piece.children if isinstance(piece, Element) and piece.name == "p" else (piece,) for piece in pieces)


def in_lines(parts: Iterable[Iterable[Piece]]) -> tuple[Piece, ...]:
    """Parts of a text, each in a line of its own."""
    made: list[Piece] = []
    for part in parts:
        pieces = tuple(part)
        if text_of(pieces):
            made += [Element("br"), *pieces] if made else pieces
    return tuple(made)


def beside_face(element: Element, words: Iterable[Piece], pictured: Pictured) -> Element | None:
    """Words beside the portrait that stands in a block, or alone where there is none."""
    face = first(element, "img")
    picture = pictured(face.attributes.get("src", ""), "", FACE) if face else None
    text = cell("who ui", words)
    return layout("face-table", [row(cell("face", [image(picture, "face-picture")], width=str(FACE + 16)), text) if picture else row(text)])


def signed(element: Element, pieces: Pieces, pictured: Pictured) -> tuple[Piece, ...]:
    """Words with the one who said them below."""
    said = first(element, "blockquote")
    who = first(element, "quotation-who")
    name, role = (first(who, one) if who else None for one in ("quotation-name", "quotation-role"))
    lines = in_lines([(Element("strong", {}, pieces(name.children)),) if name else (), pieces(role.children) if role else ()])
    below = beside_face(element, lines, pictured) if lines else None
    return (*(pieces(said.children) if said else ()), *((below,) if below else ()))


def contact(element: Element, pieces: Pieces, pictured: Pictured) -> tuple[Piece, ...]:
    """A person or a team, with what there is to say of them."""
    note = first(element, "contact-note")
    facts = ((name, first(element, f"contact-{name}")) for name in FACTS)
    lines = [(Element("strong", {}, flat(pieces(fact.children))),) if name == "name" else flat(pieces(fact.children)) for name, fact in facts if fact]
    below = beside_face(element, in_lines(lines), pictured)
    return (*((below,) if below else ()), *(pieces(note.children) if note else ()))


def figures(element: Element, pieces: Pieces, _pictured: Pictured) -> tuple[Piece, ...]:
    """Large numbers, each beside its words."""
    rows = []
    for one in found(element.children, "key-figure"):
        value, label = first(one, "key-value"), first(one, "dt")
        about = in_lines(pieces(rest.children) for rest in found(one.children, "dd") if rest is not value)
        words = (*(pieces(label.children) if label else ()), *((Element("br"), Element("span", {"class": "small"}, about)) if about else ()))
        rows.append(row(cell("figure-value ui", pieces(value.children) if value else (), width="130"), cell("figure-label ui", words)))
    return (layout("figures", rows),)


def gallery(element: Element, _pieces: Pieces, pictured: Pictured) -> tuple[Piece, ...]:
    """Pictures in pairs, below each other on phones."""
    shown = [pictured(one.attributes.get("src", ""), one.attributes.get("alt", ""), PAIR) for one in found(element.children, "img")]
    pictures = [picture for picture in shown if picture]
    gap = cell("gap", ["\N{NO-BREAK SPACE}"], width=str(PAIR_GAP))
    rows = []
    for at in range(0, len(pictures), 2):
        cells = [cell("pair stack", [image(picture, "picture fluid")], width=str(PAIR)) for picture in pictures[at : at + 2]]
        rows.append(row(cells[0], gap, cells[1] if len(cells) > 1 else cell("pair", ["\N{NO-BREAK SPACE}"], width=str(PAIR))))
    return (layout("gallery", rows),) if rows else ()


def timeline(element: Element, pieces: Pieces, _pictured: Pictured) -> tuple[Piece, ...]:
    """What happened, beside when."""
    rows = []
    for one in found(element.children, "moment"):
        date, title, text = (first(one, name) for name in ("moment-date", "moment-title", "moment-text"))
        head = (Element("p", {"class": "box-title"}, pieces(title.children)),) if title else ()
        rows.append(
            row(
                cell("moment-date stack ui", pieces(date.children) if date else (), width="130"),
                cell("moment stack", (*head, *pieces(text.children if text else ()))),
            )
        )
    return (layout("timeline", rows),)


def button(element: Element, pieces: Pieces, _pictured: Pictured) -> tuple[Piece, ...]:
    """A link that looks like a button."""
    inner = pieces(element.children)
    table = {**PLAIN_TABLE, "class": "button-line"}
    del table["width"]
    return (Element("table", table, (row(Element("td", {"class": "button ui"}, inner)),)),) if first(element, "a") else inner


BLOCKS: Mapping[str, Callable[[Element, Pieces, Pictured], tuple[Piece, ...]]] = {
    "key-figures": figures,
    "gallery": gallery,
    "timeline": timeline,
    "button-line": button,
}
BOXED: Mapping[str, tuple[str, Callable[[Element, Pieces, Pictured], tuple[Piece, ...]]]] = {
    "quotation": ("box-quote", signed),
    "contact-card": ("box-note", contact),
}
