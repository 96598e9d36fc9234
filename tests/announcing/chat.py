"""A real server that takes posts as chats do, or fails as they do."""

import contextlib
import json
import socket
import threading
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# What is answered: a status, or one of these.
CUT, CUT_AFTER, HANG = "cut", "cut after it was taken", "hang"


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
def tunnelling(leads_to):
    """The port of a proxy, and what it was asked for."""
    with _Server(("127.0.0.1", 0), _Tunnel) as server:
        server.leads_to, server.asked = leads_to, []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_port, server.asked
        finally:
            server.shutdown()
            thread.join()
