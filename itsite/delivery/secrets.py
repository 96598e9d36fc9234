"""Passwords and addresses that let one send: they come from the environment or the keyring, and are never shown."""

import os
import re
from collections.abc import Iterable, Mapping

from itsite.delivery.spellings import pattern

HIDDEN = "(secret)"
SERVICE = "itsite"
IN_TARGET = 4  # announce, targets, its name, the key
# Keys that somebody may write into site.yaml, and the variable in which the secret belongs.
MISPLACED: Mapping[str, str] = dict.fromkeys(("password", "passwd", "passphrase", "smtp_password"), "ITSITE_SMTP_PASSWORD")
# The same in a target of announcements, whose address is a secret too; "{}" is its name.
MISPLACED_IN_TARGETS: Mapping[str, str] = {
    **dict.fromkeys(("url", "uri", "webhook", "webhook_url", "address", "link", "host", "server", "instance"), "ITSITE_WEBHOOK_{}"),
    **dict.fromkeys(("token", "access_token", "secret", "key", "api_key", "password"), "ITSITE_TOKEN_{}"),
}
# An address that opens a chat to whoever knows it.
HOOK = re.compile(r"(?i)https?://[^\s\"',}]*(?:hook|workflow|logic\.azure|powerplatform|powerautomate|trigger|sig=|token)[^\s\"',}]*")
ADDRESS = re.compile(
    r"(?i)((?:[\s{,]|^-\s)[\"']?(?:uri|webhook(?:_url)?|address|link|host|server|instance)[\"']?\s*:\s*|[\s{,]url\s*:\s*)[\"']?https?://[^\s\"',}]*"
)
ANY_ADDRESS = re.compile(r"(?i)https?://[^\s\"',}]*")
WRITTEN = re.compile(r"(?i)((?:pass(?:word|wd|phrase)|secret|token)[\"']?\s*:\s*)(\"[^\"]*\"|'[^']*'|[^\s,}#][^,}#]*)")


def secret(name: str, environment: Mapping[str, str] = os.environ) -> str | None:
    """The secret that the environment has under a name such as ITSITE_SMTP_PASSWORD, else that of the keyring; None where there is none."""
    if found := environment.get(name):
        return found
    try:
        import keyring  # noqa: PLC0415 - an optional library
    except ImportError:
        return None
    try:
        kept: str | None = keyring.get_password(SERVICE, name)
    except Exception:  # noqa: BLE001 - whatever a desktop's keyring has, it has no secret for us
        return None
    return kept


def without_secrets(text: str, secrets: Iterable[str | None]) -> str:
    """A text in which secrets have been replaced, however they are spelled; very short ones would blank out ordinary words."""
    found = pattern(frozenset(one for one in secrets if one))
    return found.sub(HIDDEN, text) if found else text


def masked(line: str) -> str:
    """A line of site.yaml as it may be shown: what stands after a key such as `password` is left out, and addresses of chats."""
    return HOOK.sub(HIDDEN, ADDRESS.sub(lambda match: match[1] + HIDDEN, WRITTEN.sub(lambda match: match[1] + HIDDEN, line)))


def without_hooks(text: str, path: tuple[str | int, ...]) -> str:
    """What is said of a value at `path`; without any address where those of chats may have been written by mistake."""
    return ANY_ADDRESS.sub(HIDDEN, text) if path[:1] == ("announce",) else text


def misplaced(path: tuple[str | int, ...]) -> str:
    """The variable in which a secret belongs that stands in a file at `path`; empty where none does."""
    key = str(path[-1]).lower()
    if len(path) == IN_TARGET and path[:2] == ("announce", "targets"):
        return MISPLACED_IN_TARGETS.get(key, MISPLACED.get(key, "")).format(str(path[2]).upper().replace("-", "_"))
    return MISPLACED.get(key, "")
