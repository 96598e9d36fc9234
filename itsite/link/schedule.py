"""Which pages an edition shows, and when that changes next."""

import datetime as dt
from collections.abc import Iterable, Mapping

from itsite.model.edition import Edition, Hidden, hidden_in
from itsite.model.meta import Classification, instants_of
from itsite.model.page import Page


def shown_and_hidden(pages: Iterable[Page], edition: Edition, default: Classification) -> tuple[tuple[Page, ...], Mapping[str, Hidden]]:
    """The pages that the edition shows, and by file path why the others are not."""
    shown = []
    hidden = {}
    for page in pages:
        reason = hidden_in(edition, page, default)
        if reason:
            hidden[page.path] = reason
        else:
            shown.append(page)
    return tuple(shown), hidden


def next_change(pages: Iterable[Page], edition: Edition, default: Classification) -> dt.datetime | None:
    """The first instant after the edition's at which a page of it appears, moves or vanishes; None when never."""
    coming = []
    for page in pages:
        closed = page.classified(default).rank > edition.classification.rank
        if closed or (page.meta.draft and not edition.drafts):
            continue
        dates = (*instants_of(page.meta), *((page.date,) if page.date else ()))
        coming += [instant for instant in dates if instant > edition.at]
    return min(coming, default=None)


def valid_until(pages: Iterable[Page], edition: Edition, default: Classification, zone: dt.tzinfo) -> dt.datetime | None:
    """Until when time alone changes neither the site of an edition nor what is said of it; None for ever."""
    pages = tuple(pages)
    reviews = (dt.datetime.combine(page.meta.review_by + dt.timedelta(days=1), dt.time(), zone) for page in pages if page.meta.review_by)
    change = next_change(pages, edition, default)
    return min((instant for instant in (*reviews, change) if instant and instant > edition.at), default=None)
