"""An event: what takes place, when and where, and who may come."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, ValidationInfo, field_validator

from itsite.model.card import Occasion
from itsite.model.meta import Contact, Turning
from itsite.model.moments import DAY, NO_MOMENT, Duration, HowLong, Moment, When
from itsite.model.values import OutsideAddress, Ref, RefOrText, mistake


class EventStatus(StrEnum):
    """How sure it is that the event takes place."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


def _web_address(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise mistake("url", f'"{value}" is not the address of a meeting', "begin it with https://")
    return value


class EventMeta(Turning):
    """Trait, and the fields of an event: it takes place at a time."""

    model_config = ConfigDict(json_schema_extra={"required": ["start"]})

    start: When = Field(NO_MOMENT, description="When it begins: a moment (`2026-11-24T10:00`), or a day for one that lasts all day. Needed.")
    end: When | None = Field(None, description="When it ends; of whole days, the last one.")
    duration: HowLong | None = Field(None, description="Or how long it lasts: `90 min`, `1 h 30 min`, `2 days`.")
    place: str = Field("", description="Where it takes place: `Hall 3, canteen`.")
    online: Annotated[OutsideAddress, AfterValidator(_web_address)] | None = Field(None, description="Address of the online meeting.")
    organiser: RefOrText | Contact | None = Field(None, description="Whom to ask: text, mail address, page, or name, mail, phone and page.")
    registration: RefOrText | None = Field(None, description="Where to sign up: URL, mail address, page or a sentence.")
    registration_until: When | None = Field(None, description="Until when one can sign up: a moment, or a day with all its hours.")
    capacity: int | None = Field(None, ge=1, le=1_000_000, description="How many can come.")
    status: EventStatus = Field(EventStatus.CONFIRMED, description="`confirmed`, `tentative` or `cancelled`.")
    change_note: str = Field("", description="What has changed, for those who know of it already.")
    related: tuple[Ref, ...] = Field((), description="Services, news or other pages that it is about: file paths.")

    @field_validator("end")
    @classmethod
    def _end_after_start(cls, end: Moment | None, info: ValidationInfo) -> Moment | None:
        start = info.data.get("start", NO_MOMENT)
        if end is None or start is NO_MOMENT:
            return end
        if end.is_day != start.is_day:
            hint = f"write {end}T17:00" if end.is_day else f"write {end.at.date()}, or give start a time of day"
            raise mistake("order", f"start is {_what(start)}, and end {_what(end)}", hint)
        if end.at < start.at or (end.at == start.at and not end.is_day):
            raise mistake("order", f"{end} is not after the start, {start}", "correct start or end")
        return end

    @field_validator("duration")
    @classmethod
    def _duration_fits(cls, duration: Duration | None, info: ValidationInfo) -> Duration | None:
        start = info.data.get("start", NO_MOMENT)
        if duration and info.data.get("end"):
            raise mistake("order", "the end is said twice, by end and by duration", "keep one of the two")
        if duration and duration.minutes and start.is_day and start is not NO_MOMENT:
            raise mistake("order", f"start is {_what(start)}, and lasts whole days only", "write it as in 2 days, or give start a time of day")
        return duration

    @field_validator("registration_until")
    @classmethod
    def _deadline_before_start(cls, until: Moment | None, info: ValidationInfo) -> Moment | None:
        start, end = info.data.get("start", NO_MOMENT), info.data.get("end")
        last = end or start
        if until and start is not NO_MOMENT and until.at.date() > last.at.date():
            raise mistake("order", f"{until} is after the event, {last}", "write a day before it")
        return until

    @property
    def is_all_day(self) -> bool:
        """True for one that takes whole days."""
        return self.start.is_day

    @property
    def ends(self) -> dt.datetime | None:
        """The moment when it is over; of whole days, the first moment of the day after. None when nobody said."""
        start = self.start.at
        if self.is_all_day:
            days = self.duration.days if self.duration else (self.end.at.date() - start.date()).days + 1 if self.end else 1
            return dt.datetime.combine(start.date() + days * DAY, dt.time(), start.tzinfo)
        return self.end.at if self.end else self.duration.after(start) if self.duration else None

    @property
    def over_at(self) -> dt.datetime:
        """From when it belongs to the past: its end, else the end of its day."""
        return self.ends or self.start.end_of_day

    @property
    def closes_at(self) -> dt.datetime | None:
        """From when nobody can sign up any more; None when nobody said."""
        until = self.registration_until
        return None if until is None else until.end_of_day if until.is_day else until.at

    @property
    def turning_points(self) -> tuple[dt.datetime, ...]:
        """When it is over, and when nobody can sign up any more."""
        return tuple(instant for instant in (self.over_at, self.closes_at) if instant)


def _what(moment: Moment) -> str:
    return f"a day ({moment})" if moment.is_day else f"a moment ({moment})"


def occasion_of(meta: EventMeta, at: dt.datetime) -> Occasion:
    """When and where an event takes place, as seen at an instant."""
    ends = meta.ends
    end = dt.datetime.combine(ends.date() - DAY, dt.time(), ends.tzinfo) if ends and meta.is_all_day else ends
    return Occasion(
        start=meta.start.at,
        end=end,
        is_all_day=meta.is_all_day,
        place=meta.place,
        is_online=meta.online is not None,
        is_cancelled=meta.status is EventStatus.CANCELLED,
        is_over=meta.over_at <= at,
    )
