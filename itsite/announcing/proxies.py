"""The proxy in front of a chat, as the environment names it."""

import base64
import urllib.parse
import urllib.request
from dataclasses import dataclass

from itsite.announcing.addresses import HERE, Address

SCHEMES = frozenset({"", "http"})
DEFAULT_PORT = 8080


class UnfitProxyError(ValueError):
    """What the environment has for a proxy is none. The text says so without its password."""


@dataclass(frozen=True, slots=True, repr=False)
class Proxy:
    """Where it is, and what it wants to hear; nothing of it is ever shown."""

    host: str
    port: int
    authorization: str = ""
    secrets: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """No secret, whoever prints it."""
        return "Proxy(secret)"


def proxy_for(address: Address) -> Proxy | None:
    """The proxy for an address; None where there is none. Raises UnfitProxyError."""
    found = urllib.request.getproxies().get(address.scheme)
    if not found or address.host in HERE or urllib.request.proxy_bypass(address.host):
        return None
    try:
        split = urllib.parse.urlsplit(found if "://" in found else f"http://{found}")
        port = split.port or DEFAULT_PORT
    except ValueError:
        raise UnfitProxyError("HTTPS_PROXY holds no address") from None
    if split.scheme not in SCHEMES or not split.hostname:
        raise UnfitProxyError("HTTPS_PROXY holds no address that begins with http://")
    if not split.username:
        return Proxy(split.hostname, port)
    user, password = urllib.parse.unquote(split.username), urllib.parse.unquote(split.password or "")
    pair = f"{user}:{password}"
    return Proxy(split.hostname, port, "Basic " + base64.b64encode(pair.encode()).decode(), (pair, password, split.password or "", f"{split.netloc}"))
