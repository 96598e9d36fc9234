"""Single values as people write them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from pydantic_core import PydanticCustomError

from itsite.model.values import parse_instant, site_path, why_no_day

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("text", ["2026-11-03", "2026-11-03T00:00", "2026-11-03 00:00:00", " 2026-11-03 ", "2026-11-02T23:00Z", "2026-11-03T00:00+01:00"])
def test_a_day_and_its_first_moment_are_one_instant(text):
    assert parse_instant(text, BERLIN) == dt.datetime(2026, 11, 2, 23, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("09.05.2017", "write 2017-05-09"),
        ("9. 5. 2017", "write 2017-05-09"),
        ("9.5.17", "write 2017-05-09"),
        ("2017/5/9", "write 2017-05-09"),
        ("2017-5-9", "write 2017-05-09"),
        ("09.05.2017 10:00", "write 2017-05-09"),
        ("32.01.2026", "2026-01 has 31 days; write year-month-day, such as 2026-11-03 or 2026-11-03T09:00"),
        ("5/9/2017", "write year-month-day, such as 2026-11-03 or 2026-11-03T09:00"),
        ("tomorrow", "write year-month-day, such as 2026-11-03 or 2026-11-03T09:00"),
        ("2026-02-29", "write a day that exists, such as 2026-11-03 or 2026-11-03T09:00"),
        ("2026-11-03T9:00", "write it as in 2026-11-03T09:00"),
        ("0001-01-01T00:00+14:00", "write a year between 1000 and 9000"),
    ],
)
def test_a_date_in_another_form_is_told_its_iso_form(text, cure):
    with pytest.raises(PydanticCustomError) as caught:
        parse_instant(text, BERLIN)
    assert (caught.value.context or {})["hint"] == cure


def test_leap_days_are_known():
    assert not why_no_day(2028, 2, 29)
    assert why_no_day(2026, 2, 29) == "2026-02 has 28 days"
    assert why_no_day(2026, 0, 1) == "there is no month 0"
    assert why_no_day(0, 1, 1) == "there is no year 0"


@pytest.mark.parametrize(
    ("written", "path"), [("/old/", "old/"), ("old", "old/"), ("/a/b.html", "a/b.html"), ("/t%C3%BCr/", "t\u00fcr/"), ("/tu\u0308r", "t\u00fcr/")]
)
def test_an_old_address_is_a_path_below_the_root(written, path):
    assert site_path(written) == path
