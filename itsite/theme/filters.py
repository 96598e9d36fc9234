"""The filters of templates: pure, and in the language of the page."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency

from itsite.theme.strings import Plural

MIDNIGHT = dt.time(0)


@cache
def _locale(lang: str) -> Locale:
    try:
        return Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


@cache
def date_text(day: dt.date, style: str, lang: str) -> str:
    """A day in words: `3. November 2026` for long German, `November 2026` for month."""
    if style == "month":
        return str(format_skeleton("yMMMM", dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC), locale=_locale(lang)))
    return str(format_date(day, format=style, locale=_locale(lang)))


def isodate(value: dt.date) -> str:
    """A date or instant for machines: `2026-11-03` or `2026-11-03T09:00:00+01:00`."""
    is_midnight = isinstance(value, dt.datetime) and value.time() == MIDNIGHT
    return _day(value).isoformat() if is_midnight else value.isoformat()


def filters_for(lang: str) -> dict[str, Callable[..., str]]:
    """The filters in the words of a language."""

    def date(value: dt.date, style: str = "long") -> str:
        """A date or instant as readers of the language write it."""
        return date_text(_day(value), style, lang)

    def money(value: Decimal, currency: str) -> str:
        """An amount with its currency: `12,50 €`."""
        return str(format_currency(value, currency, locale=_locale(lang)))

    def plural(number: int, forms: str | Plural) -> str:
        """The form of a string for a number, with {n} filled in."""
        if isinstance(forms, str):
            return forms.replace("{n}", str(number))
        category = _locale(lang).plural_form(number)
        return forms.forms.get(category, forms.forms["other"]).replace("{n}", str(number))

    return {"date": date, "isodate": isodate, "money": money, "plural": plural}
