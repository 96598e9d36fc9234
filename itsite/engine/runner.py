"""How a step is applied to many items. `Direct` does it in a loop, `Workers` share it out."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Runner(Protocol):
    """Applies a pure step to items; results come in the order of the items."""

    def map(self, step: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The result of each item, made when it is asked for."""


class Direct:
    """One after the other, in this process."""

    def map(self, step: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The result of each item, made when it is asked for."""
        return map(step, items)
