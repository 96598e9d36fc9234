"""Bounds for what templates may do that the sandbox lets through: huge texts, huge numbers, endless loops."""

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from itsite.model.problem import Problem
from itsite.read.validation import nearest

MAX_WIDTH = 10_000
MAX_TEXT = 10_000_000
MAX_POWER = 100
MAX_OUTPUT = 100_000_000
SECONDS_AN_OUTPUT = 20.0
SECONDS_ALL_STOPPED = 25.0
# Filters and methods of texts whose argument is a width.
WIDE_FILTERS = ("center", "indent", "batch", "slice", "wordwrap", "truncate")
WIDE_METHODS = frozenset({"center", "ljust", "rjust", "zfill", "expandtabs"})
WIDE_FORMAT = re.compile(r"\d{5,}|\*|\{[^{}]*\{")


def _refuse_wide(values: tuple[Any, ...]) -> None:
    if any(isinstance(value, int) and abs(value) > MAX_WIDTH for value in values):
        raise SecurityError(f"a width of more than {MAX_WIDTH}")


def _refuse_wide_format(text: str) -> None:
    if WIDE_FORMAT.search(text):
        raise SecurityError("a format with a computed or very large width")


def bounded(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same filter, refusing numbers beyond any width that a page could want."""

    @wraps(function)
    def inner(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        _refuse_wide((*arguments, *named.values()))
        return function(*arguments, **named)

    return inner


class LimitedSandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox that also refuses what would fill the memory."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        """The options of Jinja's own environment."""
        super().__init__(**options)
        self.filters.update({name: bounded(self.filters[name]) for name in WIDE_FILTERS})
        self.filters["format"] = _format

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """The result of an operator that could make something huge."""
        if operator == "%" and isinstance(left, str):
            _refuse_wide_format(left)
        elif operator == "**" and isinstance(right, int) and abs(right) > MAX_POWER:
            raise SecurityError(f"a power of more than {MAX_POWER}")
        elif operator == "*":
            for text, times in ((left, right), (right, left)):
                if isinstance(text, str | list | tuple) and isinstance(times, int) and len(text) * times > MAX_TEXT:
                    raise SecurityError(f"something repeated {times} times")
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805, PYI063 - Jinja's own names
        """Calls what a template calls; methods of texts with bounded widths."""
        if getattr(__obj, "__name__", "") in WIDE_METHODS:
            _refuse_wide((*args, *kwargs.values()))
        return super().call(__context, __obj, *args, **kwargs)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ANN401
        """The method `format` of a text, bounded as well."""
        found = super().wrap_str_format(value)
        if found is not None:
            _refuse_wide_format(value.__self__)
        return found


def _format(value: str, *arguments: Any, **named: Any) -> str:  # noqa: ANN401
    """Jinja's filter `format` with a bounded width."""
    _refuse_wide_format(str(value))
    return value % (named or arguments)


class PlainUndefined(jinja2.StrictUndefined):
    """Something that does not exist, in words for authors of themes, with the nearest name that does."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name, thing = str(self._undefined_name), self._undefined_obj
        if self._undefined_hint:
            return self._undefined_hint
        if thing is jinja2.utils.missing:
            return f'there is nothing called "{name}" here'
        fields = list(thing) if isinstance(thing, Mapping) else [known for known in dir(thing) if not known.startswith("_")]
        hint = nearest(name, [str(known) for known in fields])
        kind = "text" if isinstance(thing, str) else "a mapping" if isinstance(thing, Mapping) else type(thing).__name__
        return f'{kind} has no field "{name}"' + (f": {hint}" if hint else "")


class Patience:
    """The time that templates which do not end may take together; lives for one build."""

    def __init__(self) -> None:
        self.left_s = SECONDS_ALL_STOPPED
        self.first: Problem | None = None

    @property
    def limit_s(self) -> float:
        """The limit for the next output: the full one until the first was stopped, then what is left in small pieces."""
        return SECONDS_AN_OUTPUT if self.first is None else min(1.0, self.left_s)

    @property
    def lost(self) -> Problem | None:
        """The first template that was stopped, when no time is left to try others."""
        return self.first if self.left_s <= 0 else None

    def stopped(self, limit_s: float, problem: Problem) -> None:
        """Notes that an output was stopped after its limit."""
        self.left_s -= limit_s
        self.first = self.first or problem
