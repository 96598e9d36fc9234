"""The filters of templates: pure, and in the language of the page."""

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency
from jinja2 import pass_context
from jinja2.runtime import Context

from itsite.theme.strings import Plural

STYLES = ("short", "medium", "long", "full", "month")


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


@pass_context
def date(context: Context, value: dt.date, style: str = "long") -> str:
    """A date or instant as readers of the page's language write it."""
    return date_text(_day(value), style, str(context["lang"]))


def isodate(value: dt.date) -> str:
    """A date or instant for machines: `2026-11-03` or `2026-11-03T09:00:00+01:00`."""
    is_midnight = isinstance(value, dt.datetime) and value.time() == dt.time(0)
    return _day(value).isoformat() if is_midnight else value.isoformat()


@pass_context
def money(context: Context, value: Decimal, currency: str) -> str:
    """An amount with its currency: `12,50 €`."""
    return str(format_currency(value, currency, locale=_locale(str(context["lang"]))))


@pass_context
def plural(context: Context, number: int, forms: str | Plural) -> str:
    """The form of a string for a number, with {n} filled in."""
    if isinstance(forms, str):
        return forms.replace("{n}", str(number))
    category = _locale(str(context["lang"])).plural_form(number)
    return forms.forms.get(category, forms.forms["other"]).replace("{n}", str(number))


FILTERS: dict[str, Any] = {"date": date, "isodate": isodate, "money": money, "plural": plural}
