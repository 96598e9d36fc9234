"""What came of a command, ready to be said."""

import datetime as dt
from dataclasses import dataclass

from itsite.model.problem import Problem


@dataclass(frozen=True)
class Report:
    """Problems in order, and counts: `rendered` outputs are new or have new bytes, `reused` ones stand as they did.

    `made` is how many outputs were worked on, also those that came out as they were.
    `valid_until` is when the same sources give something else, None when never; `standing` is a digest of the files as they
    stand in the output folder, empty when nothing was published.
    """

    problems: tuple[Problem, ...] = ()
    outputs: int = 0
    rendered: int = 0
    reused: int = 0
    pages: int = 0
    next_change: dt.datetime | None = None
    valid_until: dt.datetime | None = None
    standing: bytes = b""
    made: int = 0

    @property
    def failed(self) -> bool:
        """True when there is an error among the problems."""
        return any(problem.is_error for problem in self.problems)
