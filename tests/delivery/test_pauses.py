"""Pauses grow, and end."""

from hypothesis import given
from hypothesis import strategies as st

from itsite.delivery.pauses import Pauses


def test_each_is_longer_until_the_longest():
    assert list(Pauses(first=2, factor=3, longest=20, tries=5)) == [2, 6, 18, 20]


@given(st.integers(2, 9), st.floats(0, 100) | st.none())
def test_one_waits_as_long_as_is_asked_for_or_not_at_all(attempt, asked):
    pauses = Pauses(first=1, factor=2, longest=60, tries=5)
    pause = pauses.before(attempt, asked)
    if attempt > 5 or (asked or 0) > 60:
        assert pause is None
    else:
        assert pause == max(asked or 0, min(2 ** (attempt - 2), 60))
