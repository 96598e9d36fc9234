"""The filters of templates: pure, and in the language of the page."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache, lru_cache

from babel.dates import format_date, format_skeleton, format_time, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from itsite.read.locales import clock_language, language_name, locale_of
from itsite.theme.strings import PLACEHOLDER, Plural

MIDNIGHT = dt.time(0)
# Parts of a date that stand alone.
PARTS = {"weekday": "ccc", "day": "d", "month-short": "LLL"}
SHORT_NAME = re.compile(r"[A-Z]{2,5}")
# Lists of names that a process keeps.
KEPT_LISTS = 1_000


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


@cache
def date_text(day: dt.date, style: str, lang: str) -> str:
    """A day in words: `3. November 2026` for long German, `November 2026` for month."""
    if style in PARTS:
        return str(format_date(day, format=PARTS[style], locale=locale_of(lang)))
    if style == "month":
        return str(format_skeleton("yMMMM", dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC), locale=locale_of(lang)))
    return str(format_date(day, format=style, locale=locale_of(lang)))


@cache
def time_text(time: dt.time, lang: str) -> str:
    """A time of day: `14:30`, `2:30 PM`."""
    return str(format_time(time, format="short", locale=locale_of(lang)))


def zone_text(value: dt.datetime, lang: str) -> str:
    """The zone of a moment as readers know it: `CET`, `MEZ`, else `UTC+5:30`."""
    names = (str(get_timezone_name(value, width="short", locale=locale_of(clock_language(lang, str(value.tzinfo))))), value.tzname() or "")
    known = next((name for name in names if SHORT_NAME.fullmatch(name)), "")
    minutes = int((value.utcoffset() or dt.timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return known or f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02d}' if rest else ''}"


@cache
def number_text(value: Decimal | float, lang: str) -> str:
    """A number with the signs of the language: `1.234,5`."""
    return str(format_decimal(value, locale=locale_of(lang)))


@cache
def percent_text(value: Decimal | float, lang: str) -> str:
    """A part of one in hundredths: `99,5 %` for 0.995."""
    pattern = str(locale_of(lang).percent_formats[None].pattern).replace("#,##0", "#,##0.##")
    return str(format_percent(value, format=pattern, locale=locale_of(lang)))


@cache
def money_text(value: Decimal, currency: str, lang: str) -> str:
    """An amount with its currency."""
    return str(format_currency(value, currency, locale=locale_of(lang)))


@lru_cache(maxsize=KEPT_LISTS)
def list_text(words: tuple[str, ...], style: str, lang: str) -> str:
    """Words in a row: `a, b und c`."""
    return str(format_list(words, style="or" if style == "or" else "standard", locale=locale_of(lang)))


def isodate(value: dt.date) -> str:
    """A date or instant for machines: `2026-11-03` or `2026-11-03T09:00:00+01:00`."""
    is_midnight = isinstance(value, dt.datetime) and value.time() == MIDNIGHT
    return _day(value).isoformat() if is_midnight else value.isoformat()


def fill(text: str, **values: object) -> str:
    """A string with its placeholders filled in: `{name}` by `name='…'`."""
    return PLACEHOLDER.sub(lambda match: str(values[match[1]]) if match[1] in values else match[0], str(text))


def filters_for(lang: str) -> dict[str, Callable[..., str]]:  # noqa: C901 - one small function a filter
    """The filters in the words of a language."""

    def date(value: dt.date, style: str = "long") -> str:
        """A date or instant as readers of the language write it."""
        return date_text(_day(value), style, lang)

    def time(value: dt.datetime) -> str:
        """The time of day of an instant: `14:30`."""
        return time_text(value.time().replace(second=0, microsecond=0), lang)

    def eventdate(value: dt.datetime, style: str = "full") -> str:
        """The day of an event, with its weekday: `Tuesday, 24 November 2026`."""
        return date_text(_day(value), style, clock_language(lang, str(value.tzinfo)))

    def eventtime(value: dt.datetime) -> str:
        """The time of day of an event: `10:00`; where the clock of the site has two halves, `10:00 AM`."""
        return time_text(value.time().replace(second=0, microsecond=0), clock_language(lang, str(value.tzinfo)))

    def zone(value: dt.datetime) -> str:
        """The time zone of an instant in short: `CET`."""
        return zone_text(value, lang)

    def number(value: Decimal | float) -> str:
        """A number as readers of the language write it: `1.234,5`."""
        return number_text(value, lang)

    def percent(value: Decimal | float) -> str:
        """A part of one in hundredths: `99,5 %` for 0.995."""
        return percent_text(value, lang)

    def money(value: Decimal, currency: str) -> str:
        """An amount with its currency: `12,50 €`."""
        return money_text(value, currency, lang)

    def listed(values: Iterable[object], style: str = "and") -> str:
        """Several in a row: `a, b und c`; with `'or'`, `a, b oder c`."""
        return list_text(tuple(map(str, values)), style, lang)

    def plural(number: int, forms: str | Plural) -> str:
        """The form of a string for a number, with {n} filled in."""
        if isinstance(forms, str):
            return forms.replace("{n}", number_text(number, lang))
        category = locale_of(lang).plural_form(number)
        return forms.forms.get(category, forms.forms["other"]).replace("{n}", number_text(number, lang))

    def language(code: str) -> str:
        """The name of a language in that of the page: `Englisch` for `en`."""
        return language_name(code, lang)

    return {
        "date": date, "time": time, "eventdate": eventdate, "eventtime": eventtime, "zone": zone,
        "isodate": isodate, "number": number, "percent": percent, "money": money,
        "listed": listed, "plural": plural, "fill": fill, "language": language,
    }  # fmt: skip
