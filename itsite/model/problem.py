"""A writer's mistake is a value: where it is, what is wrong, what to do."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass


class Severity(enum.StrEnum):
    """How much a problem weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the site: path relative to the site folder, line and column counted from 1.

    Line 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake at one place; `code` is stable and documented in docs/problems.md."""

    at: Location
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """True when the build has to stop for it."""
        return self.severity is Severity.ERROR


def warning(at: Location, code: str, message: str, hint: str = "") -> Problem:
    """A problem that does not stop the build."""
    return Problem(at, code, message, hint, Severity.WARNING)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by place, errors and warnings mixed as a reader of the file meets them."""
    return tuple(sorted(set(problems), key=lambda p: (p.at, p.code, p.message)))


class RefusedError(Exception):
    """The machine, not the writer, stands in the way: disk full, no permission, a folder that is not ours."""

    def __init__(self, message: str, *, path: str = "", hint: str = "") -> None:
        """`path` is what could not be used, `hint` what to do about it."""
        super().__init__(message)
        self.message = message
        self.path = path
        self.hint = hint
