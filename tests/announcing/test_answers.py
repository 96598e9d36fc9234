"""What is made of the answers of chats."""

import datetime as dt

import pytest

from itsite.announcing.answers import Answer, asked_pause, sorted_reply

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
PAUSES = {
    "0": 0.0, "12": 12.0, " 12 ": 12.0, "-5": 0.0, "86400": 86400.0,
    "Sat, 21 Nov 2026 12:00:30 GMT": 30.0, "Sat, 21 Nov 2026 13:00:30 +0100": 30.0, "Sat, 21 Nov 2026 12:00:30 -0000": 30.0,
    "Saturday, 21-Nov-26 12:00:30 GMT": 30.0, "Sat Nov 21 12:00:30 2026": 30.0, "Wed, 21 Oct 2015 07:28:00 GMT": 0.0,
    "": None, None: None, "soon": None, "12.5": None, "1e9": None, "nan": None, "9" * 5000: None, "Wed, 99 Foo 2026 25:61:61 GMT": None,
}  # fmt: skip


@pytest.mark.parametrize("value", PAUSES)
def test_a_pause_is_asked_for_in_seconds_or_by_a_date(value):
    assert asked_pause(value, NOW) == PAUSES[value]


def test_a_pause_of_thousands_of_years_is_one_of_thousands_of_years():
    assert asked_pause("Fri, 31 Dec 9999 23:59:59 GMT", NOW) > 7000 * 365 * 86400
    assert asked_pause("9" * 300, NOW) > 1e299


SORTED = {
    **dict.fromkeys((200, 201, 202, 204), (Answer.TAKEN, False)),
    **dict.fromkeys((408, 425, 429, 500, 503, 599, 999), (Answer.LATER, False)),
    **dict.fromkeys((102, 103, 502, 504), (Answer.LATER, True)),
    **dict.fromkeys((300, 304, 401, 403, 404, 410), (Answer.GIVEN_UP, False)),
    **dict.fromkeys((400, 405, 413, 415, 422, 451), (Answer.NEVER, False)),
}


@pytest.mark.parametrize("status", SORTED)
def test_each_status_says_what_is_to_be_done(status):
    reply = sorted_reply(status, "said", None, NOW)
    assert (reply.answer, reply.is_uncertain) == SORTED[status]
    assert "said" in reply.said
