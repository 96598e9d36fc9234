"""A real server that takes posts as chats do, or fails as they do."""

import contextlib
import json
import socket
import threading
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# What is answered: a status, or one of these.
CUT, CUT_AFTER, HANG = "cut", "cut after it was taken", "hang"
# Answers that come a byte at a time, from their first line on or from their first word on.
DRIP, DRIP_TEXT = "drip", "drip its text"
DROPS = 400


class Chat:
    """What was posted, by path in order; `answers` are those to come at a path, then 200."""

    def __init__(self) -> None:
        self.taken = defaultdict(list)
        self.tried = defaultdict(list)
        self.headers = []
        self.answers = defaultdict(list)
        self.retry_after = "7"
        self.echo = ""
        self.location = ""
        self.at_moment = lambda _moment, _count: None
        self.released = threading.Event()
        self.is_drained = False
        self._lock = threading.Lock()

    @property
    def count(self):
        return sum(len(found) for found in self.tried.values())

    def answer(self, path, body, headers):
        with self._lock:
            self.tried[path].append(body)
            self.headers.append((path, headers))
            count, said = self.count, self.answers[path].pop(0) if self.answers[path] else 200
        self.at_moment("before", count)
        if said in {200, 202, CUT_AFTER}:
            with self._lock:
                self.taken[path].append(body)
            self.at_moment("taken", count)
        return said


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        chat = self.server.chat
        data = self.rfile.read(int(self.headers["Content-Length"]))
        said = chat.answer(self.path, json.loads(data), dict(self.headers))
        if said in {DRIP, DRIP_TEXT}:
            self.close_connection = True
            # Without a length, the end of the connection is that of the text.
            self.wfile.write(b"HTTP/1.1 500 Slow\r\nConnection: close\r\n\r\n" if said == DRIP_TEXT else b"HTTP/1.1 500 Slow\r\nX-Drip: ")
            with contextlib.suppress(OSError):
                _drip(chat, self.wfile)
            return
        if said == HANG:
            chat.released.wait(60)
        if said in {CUT, CUT_AFTER, HANG}:
            self.close_connection = True
            return
        text = (chat.echo.replace("{path}", self.path).replace("{token}", self.headers.get("Authorization", "")) or "ok").encode()
        # A server that was killed in between has nobody to answer to.
        with contextlib.suppress(OSError):
            self.send_response(said)
            if said in {429, 503}:
                self.send_header("Retry-After", chat.retry_after)
            if 300 <= said < 400:
                self.send_header("Location", chat.location)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

    def log_message(self, *_):  # noqa: ANN002
        pass


def _drip(chat, sink):
    """Gives away a byte now and then, until nobody takes one any more."""
    for _ in range(DROPS):
        sink.write(b"x")
        chat.released.wait(0.05)
    chat.is_drained = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):  # noqa: ANN002
        pass


@contextlib.contextmanager
def serving(chat, context=None):
    """The port of a server that takes what is posted, encrypted when there is a context for it."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.chat = chat
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_port
        finally:
            chat.released.set()
            server.shutdown()
            thread.join()


class _Tunnel(BaseHTTPRequestHandler):
    """Leads every CONNECT to one port of this machine."""

    def do_CONNECT(self):
        self.server.asked.append((self.path, self.headers.get("Proxy-Authorization")))
        if self.server.leads_to == DRIP:
            with contextlib.suppress(OSError):
                _drip(self.server.chat, self.wfile)
            return
        if self.server.leads_to is None:
            self.send_response(407, f"I do not know {self.headers['Proxy-Authorization']} for {self.path}")
            self.end_headers()
            return
        with socket.create_connection(("127.0.0.1", self.server.leads_to)) as far:
            self.send_response(200)
            self.end_headers()
            back = threading.Thread(target=_carried, args=(far, self.connection))
            back.start()
            _carried(self.connection, far)
            back.join()

    def log_message(self, *_):  # noqa: ANN002
        pass


def _carried(source, sink):
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def tunnelling(leads_to, chat=None):
    """The port of a proxy that leads to another port, or nowhere (None, DRIP); and what it was asked for."""
    with _Server(("127.0.0.1", 0), _Tunnel) as server:
        server.leads_to, server.asked, server.chat = leads_to, [], chat or Chat()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_port, server.asked
        finally:
            server.chat.released.set()
            server.shutdown()
            thread.join()
