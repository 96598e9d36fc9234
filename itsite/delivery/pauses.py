"""Pauses between tries: each longer than the one before, and never shorter than the other side asks for."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pauses:
    """`first` seconds before the second try, `factor` times as many before each further one, at most `longest`; `tries` in all."""

    first: float = 2.0
    factor: float = 3.0
    longest: float = 300.0
    tries: int = 5

    def __iter__(self) -> Iterator[float]:
        """Seconds before the second try, the third, and so on."""
        pause = self.first
        for _ in range(self.tries - 1):
            yield min(pause, self.longest)
            pause *= self.factor

    def before(self, attempt: int, asked: float | None = None) -> float | None:
        """Seconds to wait before a try (the second is number 2); None when there is none any more, or when more is asked for than we wait."""
        pause = next((pause for number, pause in enumerate(self, 2) if number == attempt), None)
        if pause is None or (asked is not None and asked > self.longest):
            return None
        return max(pause, asked or 0.0)
