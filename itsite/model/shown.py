"""Pages that a text shows as more than a link: named there, known only when the site is linked."""

from typing import Literal, NamedTuple, TypeAlias

from itsite.model.card import Card, ContactDetails
from itsite.model.meta import Query

Form: TypeAlias = Literal["cards", "picture", "phone", "mail"]


class Name(NamedTuple):
    """A page or a file as a writer names it, with the line and column in the file; `is_file` when it has to be a picture or a film."""

    target: str
    line: int
    column: int
    is_file: bool = False


class Shown(NamedTuple):
    """A place in a text where other pages are shown: those that are named, or those that a rule finds.

    `form` says how: as cards, or one fact of a person's page. `places` are line and column of the rule's options.
    """

    form: Form
    names: tuple[Name, ...] = ()
    rule: Query | None = None
    places: tuple[tuple[str, int, int], ...] = ()

    def place(self, option: str) -> tuple[int, int]:
        """Line and column of an option of the rule."""
        return next(((line, column) for name, line, column in self.places if name == option), (1, 1))


# What stands in such a place: cards, or the facts of one person.
Showing: TypeAlias = tuple[Card, ...] | ContactDetails
