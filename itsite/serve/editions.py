"""The form that switches the edition, read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from itsite.model.meta import Classification

# Calendars and time zones reach no further.
FIRST_YEAR, LAST_YEAR = 2, 9998


class EditionError(ValueError):
    """Why a form names no edition."""


@dataclass(frozen=True)
class Wanted:
    """An edition as a form names it; `at` None is now, and without an offset it is on the site's clock."""

    at: dt.datetime | None
    drafts: bool
    classification: Classification


def edition_of(form: Mapping[str, str]) -> Wanted:
    """The edition that a form names. Raises EditionError."""
    text = "" if form.get("now") else form.get("at", "").strip()
    try:
        at = dt.datetime.fromisoformat(text) if text else None
    except ValueError:
        raise EditionError(f'"{text}" is no instant; write 2026-11-03T09:00') from None
    if at is not None and not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise EditionError(f"the year has to be {FIRST_YEAR} to {LAST_YEAR}")
    try:
        classification = Classification(form.get("classification", Classification.INTERNAL.value))
    except ValueError:
        raise EditionError("the classification is public, internal or confidential") from None
    return Wanted(at, form.get("drafts") == "yes", classification)
