"""The interface of a content type: where its files lie, what their front matter says, how they are listed and shown."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from itsite.model.card import Badge, NoDetails, Surroundings, no_badges, no_details
from itsite.model.meta import Meta


@dataclass(frozen=True, slots=True)
class Collection:
    """How the pages of a kind are listed at the kind's folder.

    `order` is by date (newest first), by `order` and title, or by the time at which something takes place: that has two lists, of what
    comes and of what is over, each with its own order. `group` gives the heading that a page stands under;
    `is_paged` lists go over several pages, others stand on one.
    """

    template: str = "list.html"
    order: Literal["date", "title", "time"] = "title"
    is_paged: bool = False
    by_year: bool = False
    group: Callable[[Any], str] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A content type: one value in one file of itsite/kinds/.

    `folder` (a top folder of content/) and `stems` (files at its top) say which files are of this kind; the kind with
    neither takes the rest. `name_pattern` may have the groups `year`, `month`, `day` and `slug`. `url_by_year` puts the
    year of the date before the slug. `needs` are fields that each page has to have. `titles` names the list, `sample` is the text of
    a new file, both by language; `first_values` are what stands in its fields, given the day on which it is made.
    """

    name: str
    meta: type[Meta] = Meta
    folder: str | None = None
    stems: frozenset[str] = frozenset()
    template: str = "page.html"
    collection: Collection | None = None
    name_pattern: re.Pattern[str] | None = None
    url_by_year: bool = False
    needs_date: bool = False
    needs: tuple[str, ...] = ()
    details_type: type = NoDetails
    details: Callable[[Any, Surroundings], object] = no_details
    badges: Callable[[Any], Sequence[Badge]] = no_badges
    kicker: Callable[[Any], str] = lambda _meta: ""
    titles: Mapping[str, str] = field(default_factory=dict)
    sample: Mapping[str, str] = field(default_factory=dict)
    first_values: Callable[[dt.date], Mapping[str, str]] = lambda _today: {}


def kind_of_path(kinds: Mapping[str, Kind], path: str) -> Kind:
    """The kind of a file by its place: `path` is below content/, without language and ending (`services/vpn`)."""
    folder, slash, _ = path.partition("/")
    for kind in kinds.values():
        if (slash and kind.folder == folder) or (not slash and path in kind.stems):
            return kind
    return next(kind for kind in kinds.values() if kind.folder is None and not kind.stems)
