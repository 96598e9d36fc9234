"""Addresses and tokens of targets: they are secrets, and what may be said of them is only whether they will do."""

import os
import re
import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from itsite.announcing.systems import PATHS
from itsite.channels.announce import AnnounceTarget
from itsite.delivery.secrets import secret

HERE = frozenset({"localhost", "127.0.0.1", "::1"})
HOST = re.compile(r"[A-Za-z0-9._:-]+")
SHORTEST_PART, SHORTEST_WITH_DIGITS = 8, 5


def variable(name: str) -> str:
    """The variable that has the address of a target."""
    return f"ITSITE_WEBHOOK_{name.upper().replace('-', '_')}"


def token_variable(name: str) -> str:
    """The variable that has the token of a target."""
    return f"ITSITE_TOKEN_{name.upper().replace('-', '_')}"


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """Where to post. Nothing of it is ever shown."""

    scheme: str
    host: str
    port: int
    path: str
    token: str = ""
    whole: str = ""

    def __repr__(self) -> str:
        """No secret, whoever prints it."""
        return "Address(secret)"

    @property
    def secrets(self) -> tuple[str, ...]:
        """All that must not be seen: the whole, and each part that might be the secret one, however it is written."""
        return tuple(dict.fromkeys(part for part in _parts(self) if part))


def _parts(address: Address) -> Iterator[str]:
    yield from (address.whole, address.token, f"{address.host}:{address.port}", address.host if address.host not in HERE else "")
    path, _, query = address.path.partition("?")
    if len(address.path) > SHORTEST_PART:
        yield from (address.path, path)
    values = [value for _, value in urllib.parse.parse_qsl(query, keep_blank_values=True)]
    for part in (*path.split("/"), *path.replace("-", "/").split("/"), query, *values):
        if len(part) >= SHORTEST_PART or (len(part) >= SHORTEST_WITH_DIGITS and any(sign.isdigit() for sign in part)):
            yield part


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a target has no address that will do, and what helps; without a secret."""

    why: str
    cure: str


def _unfit(name: str, split: urllib.parse.SplitResult, target: AnnounceTarget, token: str) -> Unfit | None:
    where = variable(name)
    if split.scheme not in {"http", "https"} or not split.hostname or not HOST.fullmatch(split.hostname):
        return Unfit(f"{where} holds no address", "put the whole address there, beginning with https://")
    if split.scheme == "http" and split.hostname not in HERE:
        return Unfit(f"{where} is not encrypted", "begin it with https://; http:// is for this machine only")
    if split.username or split.password:
        return Unfit(f"{where} has a user or a password in it", "take it out of the address")
    if not token.isascii() or not (token.isprintable() and " " not in token):
        return Unfit(f"{token_variable(name)} holds no token", "copy it once more")
    if target.kind == "mastodon" and not token:
        return Unfit(f"the token is missing: {token_variable(name)} is not set", "put the access token there, or into the keyring")
    return None


def address_of(name: str, target: AnnounceTarget, environment: Mapping[str, str] = os.environ) -> Address | Unfit:
    """The address of a target from the environment or the keyring."""
    found = (secret(variable(name), environment) or "").strip()
    if not found:
        return Unfit(f"the address is missing: {variable(name)} is not set", "put the address there, or into the keyring")
    if not found.isascii() or not found.isprintable() or " " in found:
        return Unfit(f"{variable(name)} holds no address", "write it without blanks and other letters than those of addresses")
    try:
        split = urllib.parse.urlsplit(found)
        port = split.port or (443 if split.scheme == "https" else 80)
    except ValueError:
        return Unfit(f"{variable(name)} holds no address", "put the whole address there, beginning with https://")
    token = (secret(token_variable(name), environment) or "").strip()
    if unfit := _unfit(name, split, target, token):
        return unfit
    ending = PATHS.get(target.kind, "")
    path = split.path.rstrip("/") + ending if ending and not split.path.endswith(ending) else split.path or "/"
    return Address(split.scheme, split.hostname or "", port, path + (f"?{split.query}" if split.query else ""), token, found)
