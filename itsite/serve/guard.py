"""Who may ask: only pages of this server itself, under names that are its own. Other websites can neither read nor trigger anything."""

import asyncio
import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.%]+\]|[^:\[\]\s/@]+)(?::\d{1,5})?")
HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
    "content-security-policy": "frame-ancestors 'self'",
}


@dataclass(frozen=True)
class Refusal:
    """An answer to a request that is not for us."""

    status: int
    message: str


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]").partition("%")[0])
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Names:
    """The host names that pass. An IP address cannot be pointed elsewhere by a foreign name server: `addresses` lets all of them pass."""

    known: frozenset[str]
    addresses: bool = False

    def passes(self, host: str) -> bool:
        """True when a Host header is one of ours, whatever the port."""
        match = HOST.fullmatch(host.strip())
        name = match["name"].lower() if match else ""
        return bool(name) and (name in self.known or (self.addresses and _is_address(name)))


def names(bound: str, more: Iterable[str], *, is_loopback: bool) -> Names:
    """The names of a server that is bound to the host `bound`."""
    own = f"[{bound}]" if ":" in bound else bound
    return Names(LOOPBACK | {own.lower(), *(name.lower() for name in more)}, addresses=not is_loopback)


def refusal(method: str, headers: Headers, allowed: Names) -> Refusal | None:
    """Why a request is refused; None when it may pass.

    A link from elsewhere to a page passes; a foreign page that embeds, fetches or posts does not.
    """
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not allowed.passes(hosts[0]):
        return Refusal(421, "This name is not one of the preview's. Open it as http://localhost, or name the host: itsite serve --allow-host NAME\n")
    origins = headers.getlist("origin")
    if any(origin.lower() != f"http://{hosts[0].strip().lower()}" for origin in origins):
        return Refusal(403, "The preview does not answer to other websites.\n")
    site = headers.get("sec-fetch-site", "same-origin")
    is_visit = method in {"GET", "HEAD"} and headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    if site not in {"same-origin", "none"} and not is_visit:
        return Refusal(403, "The preview does not answer to other websites.\n")
    return None


class Guard:
    """Refuses before anything else happens, and puts the same headers on every answer."""

    def __init__(self, app: ASGIApp, allowed: Names) -> None:
        """`app` sees only what passes."""
        self.app, self.allowed = app, allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return
        is_started = False

        async def guarded(message: Message) -> None:
            nonlocal is_started
            if message["type"] == "http.response.start":
                is_started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = refusal(scope["method"], Headers(scope=scope), self.allowed)
        if refused:
            await PlainTextResponse(refused.message, refused.status)(scope, receive, guarded)
            return
        try:
            await self.app(scope, receive, guarded)
        except asyncio.CancelledError:
            # The server ends and has waited long enough.
            if not is_started:
                await PlainTextResponse("The preview has ended.\n", 503)(scope, receive, guarded)
            raise
        except Exception as error:  # noqa: BLE001 - one bad request does not end the preview
            if not is_started:
                await PlainTextResponse(f"A mistake in itsite itself: {type(error).__name__}: {error}\n", 500)(scope, receive, guarded)
