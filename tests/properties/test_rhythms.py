"""Rhythms hold for any days: the months of the calendar, clock changes, and what is planned."""

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from itsite.editorial.rhythm import Standing, standing_of
from itsite.model.rhythm import Interval

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))
INTERVALS = st.builds(Interval, st.integers(1, 60), st.sampled_from(["day", "week", "month"]))


@given(DAYS, INTERVALS)
def test_an_interval_is_that_of_the_calendar(day, interval):
    assert interval.after(day) == day + relativedelta(**{f"{interval.unit}s": interval.number})


@given(DAYS, INTERVALS, st.integers(0, 400))
def test_the_later_something_came_out_the_later_the_next_one_is_due(day, interval, later):
    assert interval.after(day) <= interval.after(day + dt.timedelta(days=later))


@given(st.lists(DAYS, min_size=1, unique=True), st.lists(DAYS, unique=True), DAYS, INTERVALS)
def test_a_promise_is_broken_just_when_its_last_day_has_passed(out, ahead, today, interval):
    out = sorted(day for day in out if day <= today)
    ahead = sorted(day for day in ahead if day > today)
    standing, due = standing_of(interval, out, ahead, today)
    if not out:
        assert (standing, due) == (Standing.UNBEGUN, None)
        return
    assert due is not None
    assert (standing is Standing.BROKEN) == (interval.after(out[-1]) < today)
    if standing is Standing.KEPT:
        planned = [out[-1], *(day for day in ahead if day <= due)]
        assert all(later <= interval.after(earlier) for earlier, later in pairwise(planned))
        assert due == interval.after(planned[-1])
        assert len(planned) > 1
    if standing is Standing.DUE:
        assert due == interval.after(out[-1])
        assert all(day > due for day in ahead)


@pytest.mark.parametrize("day", ["2027-03-27", "2027-03-28", "2027-10-30", "2027-10-31"])
@pytest.mark.parametrize("hour", [0, 2, 23])
def test_the_hours_of_a_clock_change_move_no_day(day, hour):
    zone = ZoneInfo("Europe/Berlin")
    at = dt.datetime.fromisoformat(day).replace(hour=hour, minute=30, tzinfo=zone).astimezone(dt.UTC).astimezone(zone)
    assert Interval(1, "week").after(at.date()) == dt.date.fromisoformat(day) + dt.timedelta(days=7)


def test_the_end_of_time_is_no_error():
    for unit in ("day", "week", "month"):
        assert Interval(3660, unit).after(dt.date(9998, 12, 31)) == dt.date.max
