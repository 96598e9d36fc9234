"""The example in one Chromium, served below a path by a plain server of this machine."""

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from itsite.model.policy import content_policy
from itsite.pipeline import Request, build
from tests.conftest import NOW
from tests.parsing import pages_of

ROOT = Path(__file__).parent.parent.parent
# One page of every kind, with what is hardest about it.
KINDS = (
    *("", "services/", "services/vpn/", "news/", "news/2026/new-vpn/", "newsletters/2026-11/", "mission/", "help/", "about/people/"),
    *("tags/", "subscribe/", "404.html"),
)


@dataclass(frozen=True)
class Finished:
    """The example as it is served: its address, its folder, and the paths of its pages; stubs at old addresses are none."""

    address: str
    out: Path
    paths: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """One page of every kind in both languages, as far as they are there."""
        return tuple(path for kind in KINDS for path in (kind, f"de/{kind}") if path in self.paths)


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


def _served(folder: Path, handler: type[Plain]) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=os.fspath(folder))) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/it/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def built_below_a_path(tmp_path_factory) -> tuple[Path, tuple[str, ...]]:
    root = tmp_path_factory.mktemp("below")
    assert not build(Request(ROOT, NOW, url="http://127.0.0.1/it/"), root / "it").failed
    pages = pages_of(root / "it")
    return root, tuple(path.removesuffix("index.html") for path, page in pages.items() if not page.is_stub)


@pytest.fixture(scope="session")
def finished(built_below_a_path) -> Iterator[Finished]:
    """The example, where pages carry the policy themselves."""
    root, paths = built_below_a_path
    for address in _served(root, Plain):
        yield Finished(address, root / "it", paths)


@pytest.fixture(scope="session")
def guarded(built_below_a_path) -> Iterator[Finished]:
    """The example, where the server sends the policy, too."""
    root, paths = built_below_a_path
    for address in _served(root, Guarded):
        yield Finished(address, root / "it", paths)
