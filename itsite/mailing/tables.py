"""Tables of writers in mails: as columns where these fit, else a part for each row."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from itsite.mailing.tree import Element, Piece, text_of

# Letters of tables are about so wide, with the blank between columns; a mail has this width inside, and a phone that.
LETTER, GAP, COLUMN, PHONE = 8, 12, 536, 310
HEADING = 2


def rows_of(element: Element) -> tuple[tuple[Element, ...], ...]:
    """The cells of a table, row by row; tables inside of cells are not looked into."""
    return tuple(tuple(_inside(row, {"td", "th"})) for row in _inside(element, {"tr"}))


def _inside(element: Element, names: set[str]) -> Iterator[Element]:
    for piece in element.children:
        if isinstance(piece, Element):
            yield from (piece,) if piece.name in names else _inside(piece, names)


def needed_width(rows: Sequence[Sequence[Element]]) -> int:
    """How many pixels the columns need at least, so that no word is broken."""
    columns = max(map(len, rows), default=0)
    longest = (max((len(word) for row in rows if n < len(row) for word in text_of(row[n].children).split()), default=0) for n in range(columns))
    return sum(longest) * LETTER + columns * GAP


def table(element: Element, made: Callable[[Iterable[Piece]], tuple[Piece, ...]]) -> Element:
    """A table of data; `made` turns what stands in it into pieces of a mail."""
    rows = rows_of(element)
    width = needed_width(rows)
    if width > COLUMN and len(rows) >= HEADING:
        return _data("data", _stacked(rows, made))
    return _data("data dense" if width > PHONE else "data", made(element.children))


def _data(kind: str, pieces: Iterable[Piece]) -> Element:
    return Element("table", {"class": kind, "width": "100%", "border": "0", "cellpadding": "0", "cellspacing": "0"}, tuple(pieces))


def _stacked(rows: Sequence[Sequence[Element]], made: Callable[[Iterable[Piece]], tuple[Piece, ...]]) -> Iterator[Element]:
    """A row for each row below the first, its cells below each other, each behind the head of its column."""
    heads = [text_of(cell.children) for cell in rows[0]]
    for row in rows[1:]:
        pieces: list[Piece] = []
        for number, cell in enumerate(row):
            if not text_of(cell.children):
                continue
            head = heads[number] if number < len(heads) else ""
            pieces += [Element("br")] if pieces else []
            pieces += [Element("strong", {}, (head,)), ": "] if head else []
            pieces += made(cell.children)
        yield Element("tr", {}, (Element("td", {"class": "stacked"}, tuple(pieces)),))
