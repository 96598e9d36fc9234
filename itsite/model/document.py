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
    """Sanitised HTML in pieces, in order: text as it stands, and slots to be closed by `link`.

    `title_id` is the id that the heading had which became the title; links to it lead to the page itself.
    `is_known` is False for a text that could not be converted: nothing can be said about its ids.
    """

    parts: tuple[str | Slot, ...] = ()
    headings: tuple[Heading, ...] = ()
    ids: frozenset[str] = frozenset()
    title: str = ""
    lead: str = ""
    title_id: str = ""
    is_known: bool = True

    def has(self, fragment: str) -> bool:
        """True when a link may name this fragment."""
        return fragment in self.ids or fragment == self.title_id or not self.is_known

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots in order, end tags left out."""
        return tuple(part for part in self.parts if isinstance(part, Slot) and part.kind != "close")
