"""The web server in a thread of its own: the main thread works, this one only talks."""

import asyncio
import socket
import threading
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

KEEP_ALIVE_S = 5
# Streams end by themselves; who still reads slowly after this is cut off.
GRACE_S = 1
MAX_HEAD_BYTES = 32_768
ENDED_S = 3.0


class Server(threading.Thread):
    """Answers on one socket from its start until `end`."""

    def __init__(self, app: ASGIApp, listener: socket.socket, failed: Callable[[BaseException], None]) -> None:
        """`failed` gets what ended the server before its time."""
        super().__init__(name="server", daemon=True)
        config = uvicorn.Config(
            app, http="h11", ws="none", loop="asyncio", lifespan="off", log_config=None, log_level="critical", access_log=False,
            server_header=False, date_header=False, proxy_headers=False, timeout_keep_alive=KEEP_ALIVE_S, timeout_graceful_shutdown=GRACE_S,
            h11_max_incomplete_event_size=MAX_HEAD_BYTES,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._listener = listener
        self._failed = failed
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()

    def run(self) -> None:
        """Serves."""
        try:
            asyncio.run(self._main())
        except BaseException as error:  # noqa: BLE001 - the main thread has to hear of it
            self._failed(error)
        finally:
            self._ready.set()

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ready.set()
        await self._server.serve(sockets=[self._listener])

    def soon(self, call: Callable[[], object]) -> None:
        """Calls something in the event loop."""
        self._ready.wait()
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)

    def end(self, last: Callable[[], object]) -> None:
        """Ends the server, after one last call in its loop; waits for it, but not for ever."""
        self.soon(last)
        self._server.should_exit = True
        self.join(ENDED_S)
