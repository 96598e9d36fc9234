"""One request to a chat: what it answers, sorted by what is to be done."""

import contextlib
import datetime as dt
import hashlib
import http.client
import json
import socket
import ssl
import threading
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from itsite import __version__
from itsite.announcing.addresses import Address
from itsite.announcing.answers import Answer, Reply, sorted_reply
from itsite.announcing.proxies import UnfitProxyError, proxy_for
from itsite.delivery.secrets import told_line

LONGEST_ANSWER, READ_BYTES = 200, 4096
REDIRECTS = frozenset({301, 302, 303, 307, 308})
KEEPING_METHOD = frozenset({307, 308})
MOST_REDIRECTS = 3


class Wire:
    """Posts to one address; a connection for each post, since there are few."""

    def __init__(self, address: Address, *, silent_after: float = 20.0) -> None:
        """`silent_after` is how many seconds a step may take; all of a post may take three times as many."""
        self.address, self.silent_after = address, silent_after
        self._hidden = address.secrets

    def plain(self, text: object) -> str:
        """What was said, in one short line without secrets."""
        return told_line(text, self._hidden, LONGEST_ANSWER)

    def post(self, body: Mapping[str, Any], idempotency: str, now: dt.datetime) -> Reply:
        """Posts once, and says what came of it."""
        data = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        # A receiver that knows the header leaves out what comes twice.
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Accept": "application/json, text/plain",
            "User-Agent": f"itsite/{__version__}",
            "Idempotency-Key": hashlib.sha256(idempotency.encode()).hexdigest(),
            "Connection": "close",
        }
        if self.address.token:
            headers["Authorization"] = f"Bearer {self.address.token}"
        path = self.address.path
        for _ in range(MOST_REDIRECTS + 1):
            found = self._posted(path, data, headers, now)
            if isinstance(found, Reply):
                return found
            path = found
        return Reply(Answer.GIVEN_UP, "it leads in circles")

    def _made(self) -> http.client.HTTPConnection:
        """A connection that is not open yet. Raises UnfitProxyError."""
        address, proxy = self.address, proxy_for(self.address)
        host, port = (proxy.host, proxy.port) if proxy else (address.host, address.port)
        if address.scheme == "https":
            made: http.client.HTTPConnection = http.client.HTTPSConnection(host, port, timeout=self.silent_after, context=ssl.create_default_context())
        else:
            made = http.client.HTTPConnection(host, port, timeout=self.silent_after)
        if proxy:
            self._hidden = (*self.address.secrets, *proxy.secrets)
            made.set_tunnel(address.host, address.port, {"Proxy-Authorization": proxy.authorization} if proxy.authorization else {})
        return made

    @contextlib.contextmanager
    def _bounded(self, connection: http.client.HTTPConnection) -> Iterator[Callable[[], None]]:
        """Ends a connection whose other side answers so slowly that no single step is too long. To be told when it stands."""
        sockets: list[socket.socket] = []

        def end() -> None:
            # Before it stands, the connection knows its socket; once an answer is being read, nobody but the answer does.
            for one in (*sockets, connection.sock):
                with contextlib.suppress(OSError, AttributeError):
                    one.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(3 * self.silent_after, end)
        timer.daemon = True
        timer.start()
        try:
            yield lambda: sockets.append(connection.sock)
        finally:
            timer.cancel()
            connection.close()

    def _posted(self, path: str, data: bytes, headers: Mapping[str, str], now: dt.datetime) -> Reply | str:
        """What came of one request, or the path that it is to be made to instead."""
        try:
            connection = self._made()
        except UnfitProxyError as error:
            return Reply(Answer.GIVEN_UP, str(error))
        with self._bounded(connection) as stands:
            if failed := self._unreached(connection):
                return failed
            stands()
            try:
                connection.request("POST", path, body=data, headers=dict(headers))
                response = connection.getresponse()
            except TimeoutError:
                return Reply(Answer.LATER, f"silence for {self.silent_after:g} s after the post", is_uncertain=True)
            except (OSError, http.client.HTTPException):
                # What these say may hold parts of the answer, and says no more than this.
                return Reply(Answer.LATER, "the connection was cut before there was an answer", is_uncertain=True)
            return self._told(response, now)

    def _unreached(self, connection: http.client.HTTPConnection) -> Reply | None:
        """Why a connection could not be made; None when it stands. Until then, nothing was posted."""
        try:
            connection.connect()
        except ssl.SSLCertVerificationError as error:
            return Reply(Answer.GIVEN_UP, f"its certificate is not trusted: {self.plain(error.verify_message)}")
        except TimeoutError:
            return Reply(Answer.LATER, f"no answer to a call within {self.silent_after:g} s")
        except UnicodeError:
            return Reply(Answer.GIVEN_UP, "its name, or that of the proxy, is none that a computer can have")
        except (OSError, http.client.HTTPException) as error:
            return Reply(Answer.LATER, f"it cannot be reached: {self.plain(getattr(error, 'strerror', None) or error)}")
        return None

    def _told(self, response: http.client.HTTPResponse, now: dt.datetime) -> Reply | str:
        """What an answer says, or the path that it leads to."""
        if response.status in REDIRECTS:
            return self._redirected(response.status, response.getheader("Location") or "")
        said = b""
        with contextlib.suppress(OSError, http.client.HTTPException):
            said = response.read(READ_BYTES)
        # Where the answer is cut, half a secret could be left, which nobody would recognise.
        shown = self.plain(said[: READ_BYTES // 2])
        told = f"{response.status} {self.plain(response.reason)}".strip() + (f": {shown}" if shown else "")
        return sorted_reply(response.status, told, response.getheader("Retry-After"), now)

    def _redirected(self, status: int, location: str) -> Reply | str:
        """The path on the same host; else the target is given up, since a post and its secret belong to nobody else."""
        address = self.address
        base = f"{address.scheme}://{f'[{address.host}]' if ':' in address.host else address.host}:{address.port}"
        with contextlib.suppress(ValueError):
            split = urllib.parse.urlsplit(urllib.parse.urljoin(base + address.path, location))
            default = 443 if split.scheme == "https" else 80
            is_same = (split.scheme, split.hostname, split.port or default) == (address.scheme, address.host, address.port)
            if is_same and location and status in KEEPING_METHOD and location.isascii() and location.isprintable() and " " not in location:
                return (split.path or "/") + (f"?{split.query}" if split.query else "")
        return Reply(Answer.GIVEN_UP, f"the address leads elsewhere ({status}), and is not followed there")
