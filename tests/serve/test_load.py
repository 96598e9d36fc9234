"""Slow, hung and many clients cost the writer nothing (S5)."""

import contextlib
import resource
import socket
import statistics
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import StreamingResponse
from starlette.routing import Route

from itsite.serve.listening import listening
from itsite.serve.server import Server
from itsite.serve.stream import MAX_STREAMS, Hub
from tests.serve.served import PATIENCE_S, Stream

MANY = 200
# So many events fit nowhere between a server and a tab that reads nothing.
FULL = 3_000


@pytest.fixture(autouse=True)
def many_files():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def answer_s(served):
    """How long a page takes, the middle of nine."""
    found = []
    for _ in range(9):
        began = time.monotonic()
        assert served.ask("/it/about/").status == 200
        found.append(time.monotonic() - began)
    return statistics.median(found)


def test_many_slow_and_hung_clients_disturb_nobody(serve):
    served = serve()
    answer_s(served)
    before = served.memory_kb
    with contextlib.ExitStack() as stack:

        def connection(data=b""):
            found = stack.enter_context(socket.create_connection(("127.0.0.1", served.port)))
            found.sendall(data)
            return found

        idle = [connection() for _ in range(MANY)]
        streams = [Stream(served.port) for _ in range(MANY)]
        for stream in streams:
            stack.callback(stream.close)
            assert stream.next() is not None
        slow = [connection(b"GET /it/ HT") for _ in range(20)]
        for _ in range(20):
            connection(b"GET /it/about/ HTTP/1.1\r\nHost: localhost\r\n\r\n").shutdown(socket.SHUT_WR)
        assert answer_s(served) < 0.1
        for n in range(5):
            for one in slow:
                one.sendall(b"TP/1."[n : n + 1])
            served.write("content/about.md", f"---\ntitle: About\n---\nNumber {n}.\n")
            last = max(stream.after(n + 1) for stream in streams)
        assert last >= 6
        assert answer_s(served) < 0.1
        assert served.memory_kb - before < 40_000
        assert idle
        began = time.monotonic()
        assert served.end() == 130
        assert time.monotonic() - began < 3
        assert all(stream.is_ended() for stream in streams)


class DeafStream(Stream):
    """A tab that takes in next to nothing until it is read."""

    def __init__(self, port) -> None:
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        if sys.platform == "linux":
            # Small parcels also keep what waits on the other side small.
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 88)
        self.socket.connect(("127.0.0.1", port))
        self.socket.sendall(f"GET /_itsite/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
        self.data = b""
        self.seen = -1


def assert_only_late(hung, newest):
    """What a tab hears that reads at last: what was under way when no more could be sent, and the newest; nothing was queued for it."""
    heard = [hung.next()]
    while heard[-1] is not None and heard[-1] < newest:
        heard.append(hung.next())
    assert heard[-1] == newest
    assert heard == sorted(set(heard))
    missed = newest - heard[0] + 1 - len(heard)
    assert missed > 0, "everything found room: the test is too small"
    assert heard[-2] + missed + 1 == newest


@contextlib.contextmanager
def streams_alone():
    """The streams and their server without a site: as many generations as one likes at once."""
    hub, failures = Hub("instance"), []

    async def events(_request):
        return StreamingResponse(hub.events(), media_type="text/event-stream")

    with listening("127.0.0.1", 0) as listener:
        server = Server(Starlette(routes=[Route("/_itsite/events", events)]), listener, failures.append)
        server.start()
        try:
            yield hub, server, listener.getsockname()[1]
        finally:
            server.end(hub.close)
    assert failures == []


def test_a_tab_that_reads_nothing_holds_nothing_back():
    with streams_alone() as (hub, server, port), contextlib.closing(DeafStream(port)) as hung, contextlib.closing(Stream(port)) as reader:
        assert reader.next() == 0
        for n in range(1, FULL):
            server.soon(partial(hub.tell, n))
            assert reader.after(n - 1) == n
        assert_only_late(hung, FULL - 1)


@pytest.mark.soak
def test_a_tab_that_reads_nothing_holds_nothing_back_in_a_whole_preview(serve):
    served = serve()
    with contextlib.closing(DeafStream(served.port)) as hung, contextlib.closing(served.stream()) as reader:
        generation, form = reader.next(), f"token={served.token}&classification=internal"
        for n in range(FULL):
            reply = served.ask("/_itsite/edition", "POST", form + "&drafts=on" * ((n + 1) % 2), Content_Type="application/x-www-form-urlencoded")
            assert reply.status == 303
            generation = reader.after(generation)
        served.write("content/about.md", "---\ntitle: About\n---\nThe last text.\n")
        generation = reader.after(generation)
        assert "The last text." in served.page("about/")
        assert_only_late(hung, generation)


def open_files(served):
    return len(list(Path(f"/proc/{served.process.pid}/fd").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_closed_tabs_are_forgotten(serve):
    """Were they not, the oldest tab of all would have to make room for them."""
    served = serve()
    oldest = served.stream()
    generation = oldest.next()
    before = open_files(served)
    tabs = [served.stream() for _ in range(MANY)]
    assert all(tab.next() == generation for tab in tabs)
    assert open_files(served) >= before + MANY
    for tab in tabs:
        tab.close()
    for _ in range(MAX_STREAMS):
        tab = served.stream()
        assert tab.next() == generation
        tab.close()
    deadline = time.monotonic() + PATIENCE_S
    while open_files(served) > before and time.monotonic() < deadline:
        assert served.ask("/it/about/").status == 200
    assert open_files(served) <= before
    served.write("content/about.md", "---\ntitle: About\n---\nOther text.\n")
    assert oldest.after(generation) > generation
    assert served.end() == 130
    assert oldest.is_ended()
