"""Slow, hung and many clients cost the writer nothing (S5)."""

import contextlib
import resource
import socket
import statistics
import time

import pytest

from tests.serve.served import Stream

MANY = 200


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


def test_a_tab_that_reads_nothing_holds_nothing_back(serve):
    served = serve()
    hung = Stream(served.port)
    reader = served.stream()
    generation = reader.next()
    for n in range(30):
        served.write("content/about.md", f"---\ntitle: About\n---\nNumber {n}.\n")
        generation = reader.after(generation)
    assert "Number 29." in served.page("about/")
    while hung.seen < generation:
        assert hung.next() is not None
    hung.close()
    reader.close()


def test_closed_tabs_are_forgotten(serve):
    served = serve()
    for _ in range(500):
        Stream(served.port).close()
    stream = served.stream()
    assert stream.next() is not None
    assert served.end() == 130
    assert stream.is_ended()
