"""Finished sites from a plain server of this machine, for browsers."""

import contextlib
import functools
import http.server
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from itsite.model.policy import content_policy


class Plain(http.server.SimpleHTTPRequestHandler):
    """Serves files; with the policy as a header where the address asks for it by its port's server."""

    protocol_version = "HTTP/1.1"
    policy = ""

    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""

    def end_headers(self) -> None:
        """Adds the policy."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()


class Guarded(Plain):
    policy = content_policy(search=True).header


class Patient(http.server.ThreadingHTTPServer):
    """Does not mind a browser that goes on before it has everything."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Says what is no lost connection."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def served(folder: Path, handler: type[Plain] = Plain) -> Iterator[str]:
    """The folder at a free port; gives the address of its start."""
    with Patient(("127.0.0.1", 0), functools.partial(handler, directory=os.fspath(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
