"""A converted Markdown text whose links and pictures are still open slots."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

SlotKind: TypeAlias = Literal["link", "close", "media"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One open place in the HTML: `before` + the resolved URL + `after` is the finished tag.

    `target` is what the writer wrote, decoded; `line` and `column` are where, counted in the file.
    A "close" slot is the end tag of the link slot before it and has no target.
    """

    kind: SlotKind
    before: str
    after: str = ""
    target: str = ""
    line: int = 0
    column: int = 0
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text: level 2 to 6, its id, its plain text."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Document:
    """Sanitised HTML in pieces, in order: text as it stands, and slots to be closed by `link`."""

    parts: tuple[str | Slot, ...] = ()
    headings: tuple[Heading, ...] = ()
    ids: frozenset[str] = frozenset()
    title: str = ""
    lead: str = ""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots in order, end tags left out."""
        return tuple(part for part in self.parts if isinstance(part, Slot) and part.kind != "close")
