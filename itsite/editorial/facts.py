"""The plan for programs."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

from itsite.editorial.plan import Plan
from itsite.model.rhythm import Interval


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a plan
    if isinstance(value, Interval):
        return str(value)
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def facts_of(plan: Plan) -> Mapping[str, Any]:
    """A plan in what JSON knows: days and instants as ISO 8601, promises as they are written. Names are those of the values."""
    found: dict[str, Any] = _plain(plan)
    return {**found, "is_behind": plan.is_behind}
