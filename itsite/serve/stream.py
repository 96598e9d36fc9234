"""Server-sent events: each open page hears of the newest generation, and of nothing older."""

import asyncio
import json
from collections.abc import AsyncIterator

# A comment from time to time finds out that nobody listens any more.
HEARTBEAT_S = 15.0
RETRY_MS = 500
MAX_STREAMS = 400


class Hub:
    """Tells the newest generation to every stream; belongs to the event loop.

    A stream that lags behind misses what is no longer the newest: nothing is queued for it.
    """

    def __init__(self, instance: str) -> None:
        """`instance` is another one for each run of the server."""
        self.instance = instance
        self.generation = 0
        self.is_closed = False
        self._streams: dict[int, asyncio.Event] = {}
        self._next = 0

    def tell(self, generation: int) -> None:
        """Wakes every stream."""
        self.generation = generation
        for event in self._streams.values():
            event.set()

    def close(self) -> None:
        """Ends every stream."""
        self.is_closed = True
        self.tell(self.generation)

    async def events(self) -> AsyncIterator[str]:
        """What one page hears, from now on. The oldest stream ends when there are too many."""
        event = asyncio.Event()
        number = self._next = self._next + 1
        while len(self._streams) >= MAX_STREAMS:
            self._streams.pop(next(iter(self._streams))).set()
        self._streams[number] = event
        try:
            yield f"retry: {RETRY_MS}\n\n"
            told = -1
            while number in self._streams and not self.is_closed:
                if told != self.generation:
                    told = self.generation
                    yield f"data: {json.dumps({'instance': self.instance, 'generation': told})}\n\n"
                event.clear()
                if told == self.generation and not self.is_closed:
                    yield await self._heard(event)
        finally:
            self._streams.pop(number, None)

    async def _heard(self, event: asyncio.Event) -> str:
        """Nothing when there is news, a comment when there was none for a while."""
        try:
            await asyncio.wait_for(event.wait(), HEARTBEAT_S)
        except TimeoutError:
            return ": still here\n\n"
        return ""
