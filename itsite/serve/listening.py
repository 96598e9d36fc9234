"""The socket of the preview, and clear words where the machine does not give it."""

import errno
import ipaddress
import socket
import sys

from itsite.model.problem import RefusedError

HIGHEST_PORT = 65_535
TRIED_PORTS = 100
ANY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104 - these are told apart, not bound
BACKLOG = 512


def is_loopback(host: str) -> bool:
    """True when only programs of this machine can reach the host."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def authority(host: str, port: int) -> str:
    """Host and port as they stand in a URL."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def address_to_open(host: str, port: int) -> str:
    """The URL that a person opens on this machine."""
    return f"http://{authority('localhost' if host in ANY_ADDRESS else host, port)}"


def _resolved(host: str) -> tuple[socket.AddressFamily, str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise RefusedError("this machine knows no such host", path=host, hint="take --host 127.0.0.1") from None
    family, _, _, _, address = min(found, key=lambda item: item[0] != socket.AF_INET)
    return family, str(address[0])


def _bound(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def _free_port(family: socket.AddressFamily, address: str, after: int) -> int | None:
    for port in range(after + 1, min(after + TRIED_PORTS, HIGHEST_PORT) + 1):
        try:
            _bound(family, address, port).close()
        except OSError:
            continue
        return port
    return None


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any free one. Raises RefusedError with the next free port where one is taken."""
    where = authority(host, port)
    try:
        family, address = _resolved(host)
        return _bound(family, address, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            free = _free_port(family, address, port)
            hint = f"end that, or take the next free port: --port {free}" if free else "end that, or let the machine choose: --port 0"
            raise RefusedError("the port is taken by another program", path=where, hint=hint) from None
        if error.errno in {errno.EACCES, errno.EPERM}:
            raise RefusedError("you have no right to use this port", path=where, hint="take one above 1023: --port 8000") from None
        if error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
            raise RefusedError("this machine has no such address, or its kind is switched off", path=where, hint="take --host 127.0.0.1") from None
        raise RefusedError(f"the address cannot be used: {error.strerror}", path=where, hint="take --host 127.0.0.1 and another --port") from None
