"""The example with its search, below a base path, in a real browser."""

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from itsite.pipeline import Request, build
from tests.conftest import NOW


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def address(tmp_path_factory) -> Iterator[str]:
    """The example, built for a base path and served below it by a plain web server."""
    root = tmp_path_factory.mktemp("searched")
    report = build(Request(Path(__file__).parent.parent.parent, NOW, url="http://127.0.0.1/it/"), root / "it")
    assert not report.failed
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=os.fspath(root))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/it/"
        server.shutdown()
        thread.join()
