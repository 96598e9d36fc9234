"""The rhythm that a channel promises: how often something is to come out."""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, field_validator

from itsite.model.meta import Written
from itsite.model.values import mistake

WORDS = re.compile(r"(?P<number>[0-9]{1,9})\s*(?P<unit>day|week|month)s?", re.IGNORECASE)
# Ten years of days: what is promised more seldom is no rhythm.
MOST = 3660
SCHEMA = {"type": "string", "pattern": r"^[1-9]\d{0,3} (day|week|month)s?$", "examples": ["10 days", "2 weeks", "1 month"]}
CURE = "write a number and a unit, such as 10 days, 2 weeks or 1 month"


@dataclass(frozen=True, slots=True)
class Interval:
    """A number of days, weeks or months of the calendar."""

    number: int
    unit: Literal["day", "week", "month"]

    def __str__(self) -> str:
        """As it is written."""
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"

    def after(self, day: dt.date) -> dt.date:
        """The day that is so much later; a month after the 31st is the last day of a shorter month."""
        try:
            if self.unit != "month":
                return day + dt.timedelta(days=self.number * (7 if self.unit == "week" else 1))
            years, month = divmod(day.month - 1 + self.number, 12)
            year = day.year + years
            return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        except (OverflowError, ValueError):
            return dt.date.max


def _interval(value: object) -> Interval:
    if isinstance(value, Interval):
        return value
    text = value.strip() if isinstance(value, str) else ""
    found = WORDS.fullmatch(text)
    shown = f'"{text}"' if isinstance(value, str) else "that"
    if not found:
        raise mistake("rhythm", f"{shown} says not how often", CURE)
    number = int(found["number"])
    unit: Literal["day", "week", "month"] = {"day": "day", "week": "week", "month": "month"}[found["unit"].lower()]  # type: ignore[assignment]
    if not 1 <= number <= MOST:
        raise mistake("rhythm", f"{shown} is no rhythm", f"write a number from 1 to {MOST}")
    return Interval(number, unit)


HowOften = Annotated[Interval, PlainValidator(_interval), WithJsonSchema(SCHEMA)]


class Promise(Written):
    """What one channel promises: to everybody together, and to single audiences."""

    every: HowOften | None = Field(None, description="How often something comes out: `10 days`, `2 weeks`, `1 month`.")
    audiences: Mapping[str, HowOften] = Field(default_factory=dict, description="How often something comes out that is for an audience, by its id.")

    @field_validator("audiences", mode="before")
    @classmethod
    def _by_audience(cls, value: object) -> object:
        if isinstance(value, str):
            raise mistake("rhythm", f'"{value}" names no audience', f"write {{office: {value}}}")
        return value


def _promise(value: object) -> object:
    """A rhythm alone is that of everybody together."""
    return Promise(every=_interval(value)) if not isinstance(value, dict | Promise) else value


FIELDS_SCHEMA = {
    "type": "object",
    "properties": {"every": SCHEMA, "audiences": {"type": "object", "additionalProperties": SCHEMA}},
    "additionalProperties": False,
}
Rhythm = Annotated[Promise, BeforeValidator(_promise), WithJsonSchema({"anyOf": [SCHEMA, FIELDS_SCHEMA]})]
