"""Which promises are kept: the last day that something came out, the next one, and the day that is the last to keep the word."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from itsite.editorial.items import EVERYONE, Item
from itsite.model.config import SiteConfig
from itsite.model.rhythm import Interval, Promise


class Standing(StrEnum):
    """How a promise stands: something is planned in time, something has to come yet, it is too late, nothing ever came out, nothing was promised."""

    KEPT = "kept"
    DUE = "due"
    BROKEN = "broken"
    UNBEGUN = "not begun"
    NONE = "no promise"


@dataclass(frozen=True, slots=True)
class Lane:
    """One channel as one audience sees it; audience None is everybody together.

    `due` is the last day on which the next one, that nobody has planned, keeps the promise; `since` the first day of a broken one.
    """

    channel: str
    audience: str | None
    promise: Interval | None
    standing: Standing
    last: Item | None = None
    coming: Item | None = None
    due: dt.date | None = None
    since: dt.date | None = None


def standing_of(promise: Interval, out: Sequence[dt.date], ahead: Sequence[dt.date], today: dt.date) -> tuple[Standing, dt.date | None]:
    """How a promise stands, and the last day on which something that is not planned yet keeps it. Days are in order, `out` up to today."""
    if not out:
        return Standing.UNBEGUN, None
    due = promise.after(out[-1])
    if due < today:
        return Standing.BROKEN, due
    is_kept = False
    for day in ahead:
        if day > due:
            break
        is_kept, due = True, promise.after(day)
    return Standing.KEPT if is_kept else Standing.DUE, due


def _lane(channel: str, audience: str | None, promise: Interval | None, items: Sequence[Item], at: dt.datetime) -> Lane:
    counted = [item for item in items if item.kind == channel and item.at and not item.is_draft and not item.is_off and item.concerns(audience)]
    out = [item for item in counted if item.at and item.at <= at]
    ahead = [item for item in counted if item.at and item.at > at]
    last, coming = out[-1] if out else None, ahead[0] if ahead else None
    if promise is None:
        return Lane(channel, audience, None, Standing.NONE, last, coming)
    days_out, days_ahead = ([item.day for item in those if item.day] for those in (out, ahead))
    standing, due = standing_of(promise, days_out, days_ahead, at.date())
    since = due + dt.timedelta(days=1) if standing is Standing.BROKEN and due else None
    return Lane(channel, audience, promise, standing, last, coming, due, since)


def lanes_of(items: Sequence[Item], config: SiteConfig, channels: Sequence[str], at: dt.datetime) -> Iterator[Lane]:
    """Each channel that has items or a promise: for everybody together, then for each audience that something is for or was promised to."""
    for channel in channels:
        promise = config.rhythm.get(channel, Promise())
        inside = [item for item in items if item.kind == channel]
        if not inside and channel not in config.rhythm:
            continue
        yield _lane(channel, None, promise.every, items, at)
        named = {name for item in inside for name in item.audiences}
        for audience in config.audiences:
            if audience in promise.audiences or (audience in named and audience != EVERYONE):
                yield _lane(channel, audience, promise.audiences.get(audience), items, at)
