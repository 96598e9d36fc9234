"""The filters of templates."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import jinja2
import pytest

from itsite.theme.filters import filters_for, isodate
from itsite.theme.strings import Plural

ENTRIES = Plural({"one": "{n} entry", "other": "{n} entries"})


def rendered(template, lang="en", **fields: object):
    environment = jinja2.Environment(autoescape=True)
    environment.filters.update(filters_for(lang))
    return environment.from_string(template).render(**fields)


@pytest.mark.parametrize(
    ("lang", "style", "text"),
    [
        ("en", "long", "November 3, 2026"),
        ("de", "long", "3. November 2026"),
        ("de", "month", "November 2026"),
        ("fr", "long", "3 novembre 2026"),
        ("xx", "long", "November 3, 2026"),
    ],
)
def test_a_date_is_written_as_readers_of_the_language_write_it(lang, style, text):
    assert rendered("{{ d | date(s) }}", lang, d=dt.date(2026, 11, 3), s=style) == text


def test_an_instant_is_the_day_on_its_own_clock():
    assert rendered("{{ d | date }}", d=dt.datetime(2025, 12, 31, 23, 30, tzinfo=ZoneInfo("Europe/Berlin"))) == "December 31, 2025"


def test_machines_get_iso_8601():
    berlin = ZoneInfo("Europe/Berlin")
    assert isodate(dt.date(2026, 11, 3)) == "2026-11-03"
    assert isodate(dt.datetime(2026, 11, 3, tzinfo=berlin)) == "2026-11-03"
    assert isodate(dt.datetime(2026, 11, 3, 9, tzinfo=berlin)) == "2026-11-03T09:00:00+01:00"


@pytest.mark.parametrize(("lang", "text"), [("en", "€12.50"), ("de", "12,50\xa0€")])
def test_money_is_written_as_the_language_writes_it(lang, text):
    assert rendered("{{ a | money('EUR') }}", lang, a=Decimal("12.5")) == text


@pytest.mark.parametrize(("number", "text"), [(0, "0 entries"), (1, "1 entry"), (2, "2 entries")])
def test_a_number_takes_the_form_that_its_language_asks_for(number, text):
    assert rendered("{{ n | plural(f) }}", n=number, f=ENTRIES) == text


@pytest.mark.parametrize(
    ("lang", "template", "text"),
    [
        ("de", "{{ ['a', 'b', 'c'] | listed }}", "a, b und c"),
        ("en", "{{ ['a', 'b'] | listed('or') }}", "a or b"),
        ("de", "{{ [] | listed }}", ""),
        ("de", "{{ ['<b>'] | listed }}", "&lt;b&gt;"),
        ("de", "{{ 1234.5 | number }}", "1.234,5"),
        ("en", "{{ 1234.5 | number }}", "1,234.5"),
        ("de", "{{ 0.995 | percent }}", "99,5\xa0%"),
        ("de", "{{ 'en' | language }}", "Englisch"),
        ("en", "{{ 'de' | language }}", "German"),
        ("de", "{{ 12000 | plural(f) }}", "12.000 entries"),
        ("de", "{{ 'auf {language}' | fill(language='<i>') }}", "auf &lt;i&gt;"),
        ("de", "{{ d | time }}", "14:30"),
    ],
)
def test_lists_numbers_and_names_are_those_of_the_language(lang, template, text):
    assert rendered(template, lang, f=ENTRIES, d=dt.datetime(2026, 11, 3, 14, 30, tzinfo=ZoneInfo("Europe/Berlin"))) == text
