"""A converted Markdown text, in two halves: its outline, which other pages may see, and the text itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from itsite.model.shown import Shown


class Slot(NamedTuple):
    """One link or picture whose address is still open.

    `target` is what the writer wrote, decoded; `line` and `column` are where, counted in the file.
    `is_empty` is a link without a text of its own, `lacks_alt` an image without alternative text.
    """

    kind: Literal["link", "media"]
    target: str
    line: int = 0
    column: int = 0
    is_empty: bool = False
    lacks_alt: bool = False


class Heading(NamedTuple):
    """A heading of the text: level 2 to 6, its id, its plain text."""

    level: int
    id: str
    title: str


class Hole(NamedTuple):
    """The place of a slot in the HTML: `before` + the resolved address + `after` is the finished tag.

    A "close" is the end tag of the link before it and belongs to no slot of its own. The place of a "word" takes the theme's
    word called `before`, that of a "shown" what is shown of other pages.
    """

    kind: Literal["link", "close", "media", "word", "shown"]
    before: str
    after: str = ""
    is_empty: bool = False


# Sanitised HTML in order: text as it stands, and holes to be filled. Links and media are the slots of the outline, in order,
# and so are the places where pages are shown.
Pieces: TypeAlias = tuple[str | Hole, ...]
# Texts by the file path of their page.
Texts: TypeAlias = Mapping[str, Pieces]


@dataclass(frozen=True, slots=True)
class Document:
    """What a page and others need to know of a text without its words: `slots` and `shown` in order, headings, ids, its beginning.

    `title_id` is the id that the heading had which became the title; links to it lead to the page itself.
    `is_known` is False for a text that could not be converted: nothing can be said about its ids.
    """

    slots: tuple[Slot, ...] = ()
    headings: tuple[Heading, ...] = ()
    ids: frozenset[str] = frozenset()
    title: str = ""
    lead: str = ""
    title_id: str = ""
    is_known: bool = True
    shown: tuple[Shown, ...] = ()

    def has(self, fragment: str) -> bool:
        """True when a link may name this fragment."""
        return fragment in self.ids or fragment == self.title_id or not self.is_known
