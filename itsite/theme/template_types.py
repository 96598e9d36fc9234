"""The types of what templates see: fields of views, elements of tuples, and "anything" where nothing is known."""

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any, Union

from markupsafe import Markup

ANY: Any = object()
PLAIN = (str, int, float, bool, dt.date, dt.datetime)


def without_none(kind: Any) -> Any:  # noqa: ANN401
    """`X` for `X | None`; ANY for other unions."""
    if typing.get_origin(kind) in {Union, types.UnionType}:
        inner = [part for part in typing.get_args(kind) if part is not type(None)]
        return inner[0] if len(inner) == 1 else ANY
    return kind


def element(kind: Any) -> Any:  # noqa: ANN401
    """The type of what a loop over `kind` meets."""
    kind = without_none(kind)
    if typing.get_origin(kind) in {tuple, list, Sequence} and typing.get_args(kind):
        return typing.get_args(kind)[0]
    return ANY


def fields(kind: Any) -> Mapping[str, Any] | None:  # noqa: ANN401
    """The fields of a view and their types; None when `kind` is no view."""
    return typing.get_type_hints(kind) if isinstance(kind, type) and dataclasses.is_dataclass(kind) else None


def attribute(kind: Any, name: str) -> Any:  # noqa: ANN401
    """The type of `value.name`. Raises AttributeError when there is no such thing."""
    kind = without_none(kind)
    known = fields(kind)
    if known is not None:
        if name not in known:
            raise AttributeError(name)
        return known[name]
    if typing.get_origin(kind) in {tuple, list, Sequence}:
        raise AttributeError(name)
    if isinstance(kind, type) and issubclass(kind, PLAIN) and not issubclass(kind, Markup) and not hasattr(kind, name):
        raise AttributeError(name)
    return ANY


def same_or_any(one: Any, other: Any) -> Any:  # noqa: ANN401
    """The common type of two branches."""
    if one is type(None):
        return other
    return one if other in {type(None), one} else ANY


def words(kind: Any) -> str:  # noqa: ANN401
    """A type as a theme's author calls it."""
    kind = without_none(kind)
    if typing.get_origin(kind) is tuple:
        return f"a list of {words(element(kind))}"
    return getattr(kind, "__name__", "something")
