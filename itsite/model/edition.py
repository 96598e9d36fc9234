"""Which variant of the site is built: as of when, how closed, with drafts or not."""

import datetime as dt
from dataclasses import dataclass

from itsite.model.meta import Classification
from itsite.model.page import Page


@dataclass(frozen=True, slots=True)
class Edition:
    """The arguments that decide which pages exist; `at` is aware."""

    at: dt.datetime
    classification: Classification = Classification.INTERNAL
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """Why a page is not in an edition: `reason` for a writer, `since` or from when, where there is a day."""

    reason: str
    day: dt.datetime | None = None


def hidden_in(edition: Edition, page: Page, default: Classification) -> Hidden | None:
    """Why `page` is left out of `edition`; None when it is shown."""
    meta = page.meta
    if page.classified(default).rank > edition.classification.rank:
        return Hidden(f"is {page.classified(default)} and not part of this {edition.classification} edition")
    if meta.draft and not edition.drafts:
        return Hidden("is a draft")
    begins = page.begins
    if begins and begins > edition.at:
        return Hidden("is not published before", begins)
    if meta.expires and meta.expires <= edition.at:
        return Hidden("expired on", meta.expires)
    return None
