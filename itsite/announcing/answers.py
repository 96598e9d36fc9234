"""What a chat may say to a post, sorted by what is to be done."""

import contextlib
import datetime as dt
import email.utils
import enum
from dataclasses import dataclass

GONE = {
    401: "it does not accept the token or the signature",
    403: "it does not let us in",
    404: "there is nothing at the address",
    410: "what was at the address is gone",
}
PATIENCE = frozenset({408, 425, 429})
# A gateway says these when it does not know what became of the post behind it.
UNCERTAIN = frozenset({502, 504})
SERVER_FAULT, SUCCESS, CLIENT_FAULT = 500, 200, 400


class Answer(enum.Enum):
    """What became of a post: taken, to be tried again, refused for good; or the whole target refuses."""

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Reply:
    """What was said to a post, without secrets. `asked` is the pause in seconds that was asked for; `is_uncertain`: it may have arrived."""

    answer: Answer
    said: str
    asked: float | None = None
    is_uncertain: bool = False


def asked_pause(value: str | None, now: dt.datetime) -> float | None:
    """Retry-After: seconds, or a date (RFC 9110, 10.2.3); None when it is neither."""
    if not value:
        return None
    with contextlib.suppress(ValueError, OverflowError):
        return max(0.0, float(int(value.strip())))
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        when = email.utils.parsedate_to_datetime(value)
        return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=dt.UTC)) - now).total_seconds())
    return None


def sorted_reply(status: int, told: str, retry_after: str | None, now: dt.datetime) -> Reply:
    """What is to be done about a status that leads nowhere else; `told` is for the report."""
    if SUCCESS <= status < SUCCESS + 100:
        return Reply(Answer.TAKEN, told)
    if status < SUCCESS:
        return Reply(Answer.LATER, f"it answered no more than {told}", is_uncertain=True)
    if status in PATIENCE or status >= SERVER_FAULT:
        return Reply(Answer.LATER, told, asked_pause(retry_after, now), status in UNCERTAIN)
    if status in GONE:
        return Reply(Answer.GIVEN_UP, f"{GONE[status]} ({told})")
    return Reply(Answer.NEVER if status >= CLIENT_FAULT else Answer.GIVEN_UP, told)
