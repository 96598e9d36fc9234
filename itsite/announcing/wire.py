"""One request to a chat: what it answers, sorted by what is to be done."""

import base64
import contextlib
import datetime as dt
import email.utils
import enum
import hashlib
import http.client
import json
import socket
import ssl
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from itsite import __version__
from itsite.announcing.addresses import HERE, Address
from itsite.delivery.secrets import without_secrets

LONGEST_ANSWER, READ_BYTES = 200, 4096
GONE = {
    401: "it does not accept the token or the signature",
    403: "it does not let us in",
    404: "there is nothing at the address",
    410: "what was at the address is gone",
}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
KEEPING_METHOD = frozenset({307, 308})
PATIENCE = frozenset({408, 425, 429})
MOST_REDIRECTS = 3
SERVER_FAULT, SUCCESS, CLIENT_FAULT = 500, 200, 400


class Answer(enum.Enum):
    """What became of a post: taken, to be tried again, refused for good; or the whole target refuses."""

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Reply:
    """What was said to a post, without secrets. `asked` is the pause in seconds that was asked for; `is_uncertain`: it may have arrived."""

    answer: Answer
    said: str
    asked: float | None = None
    is_uncertain: bool = False


def _asked(value: str | None, now: dt.datetime) -> float | None:
    """Retry-After: seconds, or a date (RFC 9110, 10.2.3)."""
    if not value:
        return None
    with contextlib.suppress(ValueError, OverflowError):
        return max(0.0, float(int(value.strip())))
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        when = email.utils.parsedate_to_datetime(value)
        return max(0.0, (when - now).total_seconds())
    return None


def _proxy(address: Address) -> urllib.parse.SplitResult | None:
    """The proxy that the environment names for it."""
    found = urllib.request.getproxies().get(address.scheme)
    if not found or address.host in HERE or urllib.request.proxy_bypass(address.host):
        return None
    return urllib.parse.urlsplit(found if "://" in found else f"http://{found}")


class Wire:
    """Posts to one address; a connection for each post, since there are few."""

    def __init__(self, address: Address, *, silent_after: float = 30.0) -> None:
        """`silent_after` is how many seconds a step may take; all of a post may take three times as many."""
        self.address, self.silent_after = address, silent_after
        self._hidden = address.secrets

    def plain(self, text: object) -> str:
        """What was said, in one short line without secrets."""
        said = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
        return " ".join(without_secrets(said, self._hidden).split())[:LONGEST_ANSWER]

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

    def _opened(self) -> http.client.HTTPConnection:
        """A connection that stands. Raises OSError."""
        address, proxy = self.address, _proxy(self.address)
        host, port = (proxy.hostname or "", proxy.port or 8080) if proxy else (address.host, address.port)
        if address.scheme == "https":
            made: http.client.HTTPConnection = http.client.HTTPSConnection(host, port, timeout=self.silent_after, context=ssl.create_default_context())
        else:
            made = http.client.HTTPConnection(host, port, timeout=self.silent_after)
        if proxy:
            headers = {}
            if proxy.username:
                pair = f"{urllib.parse.unquote(proxy.username)}:{urllib.parse.unquote(proxy.password or '')}"
                headers["Proxy-Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
            made.set_tunnel(address.host, address.port, headers)
        try:
            made.connect()
        except BaseException:
            made.close()
            raise
        return made

    @contextlib.contextmanager
    def _bounded(self, connection: http.client.HTTPConnection) -> Iterator[None]:
        """Ends a connection whose other side answers so slowly that no single step is too long."""

        def end() -> None:
            with contextlib.suppress(OSError, AttributeError):
                connection.sock.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(3 * self.silent_after, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            connection.close()

    def _posted(self, path: str, data: bytes, headers: Mapping[str, str], now: dt.datetime) -> Reply | str:
        """What came of one request, or the path that it is to be made to instead."""
        try:
            connection = self._opened()
        except ssl.SSLCertVerificationError as error:
            return Reply(Answer.GIVEN_UP, f"its certificate is not trusted: {self.plain(error.verify_message)}")
        except TimeoutError:
            return Reply(Answer.LATER, f"no answer to a call within {self.silent_after:g} s")
        except (OSError, http.client.HTTPException) as error:
            return Reply(Answer.LATER, f"it cannot be reached: {self.plain(getattr(error, 'strerror', None) or error)}")
        with self._bounded(connection):
            try:
                connection.request("POST", path, body=data, headers=dict(headers))
                response = connection.getresponse()
            except TimeoutError:
                return Reply(Answer.LATER, f"silence for {self.silent_after:g} s after the post", is_uncertain=True)
            except (OSError, http.client.HTTPException):
                # What these say may hold parts of the answer, and says no more than this.
                return Reply(Answer.LATER, "the connection was cut before there was an answer", is_uncertain=True)
            said = b""
            with contextlib.suppress(OSError, http.client.HTTPException):
                said = response.read(READ_BYTES)
            return self._sorted(response, self.plain(said), now)

    def _sorted(self, response: http.client.HTTPResponse, said: str, now: dt.datetime) -> Reply | str:
        status = response.status
        told = f"{status} {self.plain(response.reason)}".strip() + (f": {said}" if said else "")
        if SUCCESS <= status < SUCCESS + 100:
            return Reply(Answer.TAKEN, told)
        if status in REDIRECTS:
            return self._redirected(status, response.getheader("Location") or "")
        if status in PATIENCE or status >= SERVER_FAULT:
            return Reply(Answer.LATER, told, _asked(response.getheader("Retry-After"), now))
        if status in GONE:
            return Reply(Answer.GIVEN_UP, f"{GONE[status]} ({told})")
        return Reply(Answer.NEVER if status >= CLIENT_FAULT else Answer.GIVEN_UP, told)

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
