"""Dates and names of languages in the words of a language; loaded only where a text has such a block."""

import datetime as dt
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton


@cache
def _locale(lang: str) -> Locale:
    try:
        return Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def date_words(span: str, lang: str) -> str:
    """A day, a month or a year: `3. November 2026`, `November 2026`, `2026`."""
    year, *rest = (int(part) for part in span.split("-"))
    if not rest:
        return f"{year:04d}"
    day = dt.date(year, rest[0], rest[1] if rest[1:] else 1)
    if rest[1:]:
        return str(format_date(day, format="long", locale=_locale(lang)))
    return str(format_skeleton("yMMMM", dt.datetime(day.year, day.month, 1, tzinfo=dt.UTC), locale=_locale(lang)))


def language_name(lang: str) -> str:
    """What speakers of a language call it: `Deutsch`."""
    try:
        return str(Locale.parse(lang, sep="-").get_display_name() or lang)
    except (UnknownLocaleError, ValueError):
        return lang
