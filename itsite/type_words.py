"""Types of fields in the words of the manuals."""

import dataclasses
import datetime as dt
import enum
import types
import typing
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal, Union

from markupsafe import Markup

from itsite.model.moments import Duration, Moment
from itsite.model.rhythm import Interval
from itsite.model.values import Day, Instant, LocalText, Ref, RefOrText

KNOWN = ((Instant, "date or instant"), (Day, "date"), (Ref, "page"), (RefOrText, "text or page"))
PLAIN: Mapping[Any, str] = {
    str: "text",
    Markup: "HTML, ready to show",
    bool: "`true` or `false`",
    int: "whole number",
    Decimal: "number",
    LocalText: "text, or one per language",
    Moment: "day or moment",
    Duration: "length of time",
    Interval: "days, weeks or months",
    dt.datetime: "instant",
    dt.date: "day",
    Any: "anything",
    object: "what the kind adds",
}


def either(words: Iterable[str]) -> str:
    """Several words, one of which is meant."""
    *first, last = dict.fromkeys(words)
    return ", ".join(first) + " or " + last if first else last


def _several(words: str) -> str:
    plurals = {"text": "texts", "page": "pages"}
    return f"list, each entry {words}" if " or " in words else f"list of {plurals.get(words, words)}"


def _unioned(kind: Any) -> tuple[Any, ...] | None:  # noqa: ANN401
    return typing.get_args(kind) if typing.get_origin(kind) in {Union, types.UnionType} else None


def _choices(kind: Any) -> tuple[str, ...]:  # noqa: ANN401
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return tuple(str(member.value) for member in kind)
    return tuple(str(choice) for choice in typing.get_args(kind)) if typing.get_origin(kind) is Literal else ()


def type_words(kind: Any) -> str:  # noqa: ANN401, PLR0911 - one return for each form of a type
    """A type in the words of a person who writes pages or templates."""
    known = next((words for one, words in KNOWN if kind == one), "")
    if known:
        return known
    if isinstance(kind, str | typing.ForwardRef):
        return linked(kind if isinstance(kind, str) else kind.__forward_arg__)
    if choices := _choices(kind):
        return either(f"`{choice}`" for choice in choices)
    if (parts := _unioned(kind)) is not None:
        words = [[f"`{choice}`" for choice in _choices(part)] or [type_words(part)] for part in parts if part is not type(None)]
        return either(word for found in words for word in found)
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return type_words(args[0])
    if origin is tuple:
        return _several(type_words(args[0]))
    if origin is not None and issubclass(origin, Mapping):
        return "names, each with " + type_words(args[1])
    return PLAIN.get(kind) or (linked(kind.__name__) if isinstance(kind, type) and dataclasses.is_dataclass(kind) else "fields")


def linked(name: str) -> str:
    """A type with the place that tells of it."""
    return f"[{name}](#{name.lower()})"


def optional(kind: Any) -> str:  # noqa: ANN401
    """The type of a field, which may be missing."""
    """Words for a field of a view, where None is a value that a template meets."""
    parts = _unioned(kind)
    return type_words(kind) + (", or nothing" if parts and type(None) in parts else "")
