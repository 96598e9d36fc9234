"""A page as read from one file, before it knows of any other."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from itsite.model.document import Document, Pieces
from itsite.model.meta import Announced, Classification, Meta
from itsite.model.problem import Location, Problem

FieldPath: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One file understood: `key` is shared by its translations, `path` is the file below content/.

    `marks` gives the line and column of each front matter value that was written.
    """

    path: str
    key: str
    lang: str
    kind: str
    title: str
    date: dt.datetime | None
    slug: str
    meta: Meta
    document: Document
    marks: Mapping[FieldPath, tuple[int, int]]

    def at(self, *field: str | int) -> Location:
        """Where a field stands, else the nearest field around it, else the first line."""
        for length in range(len(field), 0, -1):
            if field[:length] in self.marks:
                return Location("content/" + self.path, *self.marks[field[:length]])
        return Location("content/" + self.path, 1, 1)

    def classified(self, default: Classification) -> Classification:
        """The page's own mark, else the site's."""
        return self.meta.classification or default

    @property
    def begins(self) -> dt.datetime | None:
        """From when it is shown; None for one that is not held back."""
        return max((instant for instant in (self.meta.publish, self.date) if instant), default=None)

    @property
    def is_announced(self) -> bool:
        """True when subscribers hear of it."""
        return isinstance(self.meta, Announced)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: the page as far as it could be understood, the mistakes found, the text of the page, and its fields as written."""

    page: Page | None
    problems: tuple[Problem, ...] = ()
    text: Pieces = ()
    fields: str = ""
